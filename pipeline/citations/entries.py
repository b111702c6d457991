"""Reads one entry of a reference list: label, identifiers, authors, year, title, container.

Two shapes carry nearly all entries: author–date ("Doe, J. (2020). Title. Journal.") and Vancouver ("Doe J, Roe R.
Title. Journal. 2020;1:2–3."). What neither fits keeps its `raw` and its identifiers, and no title.
"""

import re

from msgspec import Struct

from pipeline.identifiers import find_all

_LABEL = re.compile(
    r"\s*(?:\[(?P<a>\d{1,3})\]|\((?P<b>\d{1,3})\)(?=\s)|(?P<c>\d{1,3})[.)](?=\s*[^\d\s])|\[\^(?P<d>[^\]\s]{1,40})\]:?"
    r"|(?P<e>[⁰¹²³⁴-⁹]{1,3})|(?P<f>\d{1,3})\s(?=[A-Z]))\s*"
)
_YEAR = re.compile(r"(?<![\d/.:–-])((?:19|20)\d\d)([a-z])?(?![\d/]|\.\d|[–-]\d{2,4}(?![\d-]))")
"""No number of a page: `2006;355:1992-2003` is of 2006."""
_ANY_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)([a-z])?(?![\d/]|\.\d)")
_DATED = re.compile(
    r"\(\s*(?:(?:19|20)\d\d[a-z]?(?:[,/ –-][^()]{0,30})?|n\.\s?d\.|in press|forthcoming"
    r"|(?:[A-Z][a-z]{2,8}\.? )(?:\d{1,2}, )?(?:19|20)\d\d)\s*\)[.,:]?\s*"
)
_QUOTED_TITLE = re.compile(r"[“\"]([^”\"]{8,400}?)[.,?!]?[”\"]")
_SENTENCE = re.compile(
    r"(?<=[^\s.][^\s.A-Z])[.?!]\s+(?=[A-Z\d“\"(\[])|(?<=[)\]])\.\s+(?=[A-Z])|(?<=[A-Z]{3})\.\s+(?=[A-Z])|\?\s+(?=[A-Z])"
)
_TRAILER = re.compile(
    r"(?i)\s*(?:retrieved(?: on [^.]{0,30}?)? from|available (?:at|from|online)|accessed(?: on)?|doi\s?:|https?://|www\.|PMID|PMCID"
    r"|\[(?:internet|cited|accessed)|epub|10\.\d{4,9}/).*$",
    re.DOTALL,
)
_PARTICLE = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]e[rnl]?|[Dd]i|[Dd]a|[Dd]u|[Ll]a|[Ll]e|[Tt]e[rn]|[Zz]u[rm]?|[Aa]f|[Aa]l|[Ee]l|[Bb]in|[Dd]os"
    r"|Ste?\.?) ){0,2}"
)
_SURNAME = rf"{_PARTICLE}[A-ZÀ-ÞŁŠŽ][\w’'-]+"
_PERSON = re.compile(
    rf"(?P<surname>{_SURNAME}),?\s(?:[A-ZÀ-Þ]\.?[ -]?){{1,4}}(?:Jr\.?|Sr\.?|[23]rd)?(?=\s*(?:[,;&.(]|and\b|et al|$))"
)
_ORGANISATION = re.compile(r"(?:[A-Z][\w’'&-]*|of|for|the|and|on|in)(?: (?:[A-Z][\w’'&-]*|of|for|the|and|on|in)){0,7}")
_BETWEEN = re.compile(r"\s*(?:[,;]\s*)?(?:(?:and|&)\s+)?")
_AFTER_PEOPLE = re.compile(r"(?:et al)?[.:,;\s]*")
_VOLUME = re.compile(r"[\s,;.]*(?:(?:19|20)\d\d\b.*|\d+\s?\(.*|\d+\s?[:;,].*|vol\..*|[,;]\s?\d+.*)$", re.DOTALL)


class Entry(Struct, frozen=True):
    """An entry's parts; empty where the entry does not tell."""

    label: str = ""
    authors: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    year: int | None = None
    suffix: str = ""
    """The letter of `2020a`."""
    title: str | None = None
    container: str | None = None


def label_of(raw: str) -> tuple[str, str]:
    """The printed label of an entry and the entry without it; the label is empty if it has none."""
    match = _LABEL.match(raw)
    if match is None:
        return "", raw.strip()
    label = next(group for group in match.groups() if group)
    digits = label.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    return (str(int(digits)) if digits.isdecimal() else digits), raw[match.end() :].strip()


def read_entry(raw: str) -> Entry:
    """The parts of one entry as written."""
    label, text = label_of(raw)
    bare = _without_names(text)
    year, suffix = _year(bare)
    dated = _DATED.search(bare)
    if dated and dated.start() < 400:
        head, rest = bare[: dated.start()], bare[dated.end() :]
        authors = _authors(head)
        title, container = _title_and_container(rest)
    else:
        authors, title, container = _vancouver(bare)
    quoted = _QUOTED_TITLE.search(bare)
    if quoted:
        after = _pieces(bare[quoted.end() :].lstrip(" .,"))
        title, container = quoted[1], _container(after[0]) if after else None
    surnames = tuple(surname for surname in (surname_of(author) for author in authors) if surname)
    return Entry(label, authors, surnames, year, suffix, title, container)


def _without_names(text: str) -> str:
    """`text` without identifiers and what introduces them, so that their digits are taken for nothing else."""
    kept, done = [], 0
    for name in find_all(text):
        kept.append(text[done : name.start])
        done = name.end
    bare = " ".join("".join([*kept, text[done:]]).split())
    return _TRAILER.sub("", bare).strip()


def _year(text: str) -> tuple[int | None, str]:
    """The year of publication: in brackets first, else the last one named (a title may hold an earlier one)."""
    bracketed = re.search(r"\(\s*(?:[A-Z][a-z]+\.? )?((?:19|20)\d\d)([a-z])?\b[^()]{0,30}\)", text)
    if bracketed:
        return int(bracketed[1]), bracketed[2] or ""
    found = _YEAR.findall(text) or _ANY_YEAR.findall(text)
    return (int(found[-1][0]), found[-1][1]) if found else (None, "")


def _pieces(text: str) -> list[str]:
    """The text cut where its parts end; an initial's full stop ends nothing."""
    return [piece.strip(" .,;") for piece in _SENTENCE.split(text) if piece.strip(" .,;")]


def _title_and_container(rest: str) -> tuple[str | None, str | None]:
    pieces = _pieces(rest)
    if not pieces:
        return None, None
    return pieces[0], _container(pieces[1]) if len(pieces) > 1 else None


def _container(piece: str) -> str | None:
    name = _VOLUME.sub("", piece.removeprefix("In ").removeprefix("in:")).strip(" .,;:")
    return name if name and len(name) <= 150 and name[0].isalpha() else None


def _vancouver(text: str) -> tuple[tuple[str, ...], str | None, str | None]:
    people, end = _leading_people(text)
    if people:
        pieces = _pieces(text[end:])
        return people, pieces[0] if pieces else None, _container(pieces[1]) if len(pieces) > 1 else None
    pieces = _pieces(text)
    authors: tuple[str, ...] = ()
    named = len(pieces) == 2 and _ORGANISATION.fullmatch(pieces[0]) is not None
    if named or (len(pieces) >= 3 and len(pieces[0].split()) <= 6):
        authors, pieces = (pieces[0],), pieces[1:]
    title = pieces[0] if pieces else None
    return authors, title, _container(pieces[1]) if len(pieces) > 1 else None


def _leading_people(text: str) -> tuple[tuple[str, ...], int]:
    """The authors that an entry begins with, and where they end: `Doe J, Roe R, et al. `."""
    people: list[str] = []
    at = 0
    while len(people) < 200:
        match = _PERSON.match(text, at)
        if match is None:
            break
        people.append(match.group().strip(" ,"))
        at = match.end()
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # it matches the empty string too
    ending = _AFTER_PEOPLE.match(text, at)
    return (tuple(people[:50]), ending.end()) if people and ending else ((), 0)


def _authors(head: str) -> tuple[str, ...]:
    head = head.strip(" .,;")
    if not head:
        return ()
    people = [match.group().strip(" ,") for match in _PERSON.finditer(head)]
    if people and _PERSON.match(head):
        return tuple(people[:50])
    organisation = re.sub(r",? et al\.?$", "", head)
    parts = re.split(r"\s*(?:;|,? (?:&|and) )\s*", organisation) if len(organisation) < 200 else [organisation]
    return tuple(part.strip(" .,") for part in parts if part.strip(" .,"))[:20]


def surname_of(author: str) -> str:
    """What an author–year marker calls an author: the surname, or the organisation's whole name.

    `J. Smith` gives Smith; full given names can't be told from organisations, so such names stay whole.
    """
    match = _PERSON.match(author)
    if match:
        return match["surname"]
    words = author.split(",", maxsplit=1)[0].split()
    initial_first = 2 <= len(words) <= 4 and re.fullmatch(r"(?:[A-Z]\.-?){1,3}", words[0]) is not None
    return words[-1] if initial_first else author
