"""Parts of a free-text entry in any style: numeric, author–year, footnote, "Retrieved from", books and chapters.

The words are labelled by `tagger`; what is cut out of them is tidied to what the audit compares: authors one by one,
a title without quotation marks, a container without its volume. Identifiers and what introduces them are taken out
before, so that their digits are taken for nothing else.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from pipeline.citations.entries import Entry, label_of, read_entry, surname_of
from pipeline.identifiers import find_all
from pipeline.references.tagger import tag

_QUOTES = "\"'“”„‘’«»"
_EDGE = " \t\n.,;:"
_YEAR = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)([a-z])?(?!\d)")
_IN = re.compile(r"(?i)^(?:in|in:|from)\s+")
_TRAILER = re.compile(
    r"(?i)\s*\b(?:retrieved(?: on [^.]{0,30}?)? from|retrieved (?:\w+ ){1,4}from|available (?:at|from|online)"
    r"|accessed(?: on)?|\[(?:internet|cited|accessed)|doi:?|PMID:?|PMCID:?)[\s:.]*$"
)
_VANCOUVER = re.compile(r"[.?!]\s(?P<journal>[^.?!;]{2,80})\.?\s(?:19|20)\d\d(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?;\s?\d")
_DATED = re.compile(r"[^()]{2,400}\((?:(?:19|20)\d\d[a-z]?|n\.\s?d\.)[^()]{0,20}\)")
_TIGHT = re.compile(r"(?<=\d);(?=\d)|(?<=[\d)]):(?=[a-z]?\d)")
"""`2020;12:3` without spaces is three fields."""
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_PUBLISHED = re.compile(rf"(?i)[.,]\s*(?:(?:published|epub|online)\b.*|{_MONTH}(?:\s*\d{{1,2}})?)$")
_NO_CONTAINER = re.compile(rf"(?i)(?:accessed|updated|retrieved|published|posted|available)\b.*|{_MONTH}")
_REGISTERED = ("nct", "isrctn", "eudract")
_LEAD = re.compile(
    r"(?i)[\s,.;(]*\b(?:clinical ?trials\.gov|isrctn(?: registry)?|eudract|trial registration)?"
    r"(?:[\s,]{0,2}\b(?:identifiers?|registration|number|nr|no|id)\b)*[\s:.#]*$"
)
"""What introduces a registration number: it belongs to no title."""
_PERIOD = re.compile(r",? ?(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)?\d\d)?(?:\s?\[[^\]]{2,40}\])?")
"""What many titles end with: "…, 2010–2015"."""
_NAME = r"(?:[A-Z][\w’'&.-]*[\w’'],?|[A-Z],?|of|for|the|and|on|in|to|&|\([A-Z]{2,8}\))"
_BODY = re.compile(rf"{_NAME}(?: {_NAME}){{1,13}}(?=\. )")
_BODY_WORD = re.compile(
    r"\b(?:Institutes?|Cent(?:er|re)s?|Departments?|Ministry|Agency|Associations?|Societ(?:y|ies)|Colleges?|Academ(?:y|ies)"
    r"|Councils?|Commission|Committee|Office|Services?|Bureau|Universit(?:y|ies)|Hospitals?|Clinic|Foundation|Organi[sz]ation"
    r"|Alliance|Federation|Group|Board|Trust|Network|Union|Administration|Authority|Programme|Consortium|Collaboration"
    r"|Initiative|School|Library|Panel|Coalition|Task Force)(?=$|,| (?:of|for|on|and)\b| \()"
)
"""Words by which the name of a body is told from a title in capitals: at its end, or before "of" and "for"."""
_PEOPLE = ("author", "editor", "director", "citation-number")
_AND = re.compile(r"\s*(?:,?\s+(?:and|&|und|et|y)\s+|&|;)\s*")
_ET_AL = re.compile(r"(?i)[,;]?\s*\b(?:et al|and others|and colleagues)\b\.?.*$")
_INITIALS = r"(?:[A-ZÀ-Þ]\.?[ -]?){1,4}"


class Field(Struct, frozen=True):
    """A run of words with one label."""

    label: str
    text: str


def fields(text: str) -> tuple[Field, ...]:
    """The labelled parts of `text` in order; their words are those of `text`, white space made single."""
    words = text.split()
    labelled = zip(tag(words), words, strict=False)
    return tuple(
        Field(label, " ".join(word for _, word in group)) for label, group in groupby(labelled, lambda pair: pair[0])
    )


def parse(raw: str) -> Entry:
    """The parts of one entry as written; empty where the entry does not tell.

    Two shapes are read by rule, because there the marks are sure: what stands before `(2020)` at the beginning are
    the authors, and names with initials before `2020;12:3–9` make a Vancouver entry. All else is labelled.
    """
    ruled = read_entry(raw)
    placed = _VANCOUVER.search(raw)
    if ruled.surnames and ruled.title and ruled.container and placed:
        return _whole_title(ruled, raw, placed)
    label, text = label_of(raw)
    found = fields(_TIGHT.sub(r"\g<0> ", _without_names(text)))
    read = _entry(label, found)
    at = next((at for at, one in enumerate(found) if one.label == "date"), 0)
    before = {one.label for one in found[:at]}
    body = _body(text)
    if _DATED.match(text) and before - set(_PEOPLE) and ("title" not in before or body):
        behind = _entry(label, found[at:])
        people, names = ((body,), (body,)) if body else (ruled.authors, ruled.surnames)
        read = replace(behind, authors=people, surnames=names, title=behind.title or ruled.title)
    elif _cut_short(read, ruled):
        read = replace(read, authors=ruled.authors, surnames=ruled.surnames, title=ruled.title)
    read = _led_by(body, read) if body else read
    read = _with_period(read, ruled)
    return read if read.year else replace(read, year=ruled.year, suffix=ruled.suffix)


def _whole_title(entry: Entry, raw: str, placed: re.Match[str]) -> Entry:
    """A title that asks a question, or holds a full stop, goes on until the journal begins."""
    title, second = entry.title or "", entry.container or ""
    at, journal = raw.find(title), placed["journal"].strip(_EDGE)
    behind = raw.find(second, at + len(title))
    if at < 0 or not at < behind < placed.start() or journal == second or _NO_CONTAINER.fullmatch(journal):
        return entry
    words = second.split()
    asked = raw[at + len(title)] in "?!" and len(words) > 1 and "." not in second
    prose = len(words) > 2 and any(word[0].islower() and len(word) > 3 for word in words[1:])
    if not asked and not prose:
        return entry
    return replace(entry, title=raw[at : placed.start() + 1].strip(_EDGE), container=journal)


def _body(text: str) -> str:
    """The name of an organisation at the head of an entry; empty where there is none."""
    match = _BODY.match(" ".join(text.split()))
    return match[0] if match and _BODY_WORD.search(match[0]) else ""


def _led_by(body: str, read: Entry) -> Entry:
    """An organisation whose name was cut, or taken for the beginning of the title, is the author."""
    title, first = read.title or "", read.authors[0] if read.authors else ""
    if len(read.authors) > 1 and re.split(r"\s(?:and|&)\s|,\s", body) == list(read.authors):
        return replace(read, authors=(body,), surnames=(body,))
    rest = body.removeprefix(first).strip()
    if (rest == body and first) or not title.startswith(rest) or not rest:
        return read
    return replace(read, authors=(body,), surnames=(body,), title=_title(title.removeprefix(rest)) or None)


def _with_period(read: Entry, ruled: Entry) -> Entry:
    """The years at the end of a title are part of it."""
    title, whole = read.title or "", ruled.title or ""
    cut = bool(title) and whole.startswith(title) and _PERIOD.fullmatch(whole.removeprefix(title))
    return replace(read, title=_title(whole)) if cut else read


def _cut_short(read: Entry, ruled: Entry) -> bool:
    """Was the name of an organisation that ends with a full stop cut in the middle?"""
    if not (read.authors and ruled.authors and ruled.title):
        return False
    return ruled.authors[0].startswith(read.authors[0] + " ") and (read.title or "").endswith(ruled.title)


def _entry(label: str, found: Sequence[Field]) -> Entry:
    people = tuple(people_in(_first(found, "author", "director")))
    year, suffix = _year(found)
    return Entry(
        label=label,
        authors=people,
        surnames=tuple(surname for surname in map(surname_of, people) if surname),
        year=year,
        suffix=suffix,
        title=_title(_first(found, "title")) or None,
        container=_container(_first(found, "journal", "container-title")) or None,
    )


def _without_names(text: str) -> str:
    kept, done = [], 0
    for name in find_all(text):
        before = text[done : name.start]
        kept.append(_LEAD.sub(". ", before) if name.scheme in _REGISTERED else before)
        done = name.end
    return _TRAILER.sub("", " ".join("".join([*kept, text[done:]]).split())).strip()


def _first(found: Sequence[Field], *labels: str) -> str:
    return next((one.text for one in found if one.label in labels), "")


def _year(found: Sequence[Field]) -> tuple[int | None, str]:
    for one in found:
        match = _YEAR.search(one.text) if one.label == "date" else None
        if match:
            return int(match[1]), match[2] or ""
    return None, ""


def _title(text: str) -> str:
    bare = text.strip(_EDGE + _QUOTES)
    return bare + "?" if text.rstrip(_QUOTES + " .,").endswith("?") and not bare.endswith("?") else bare


def _container(text: str) -> str:
    name = _IN.sub("", _PUBLISHED.sub("", text.strip(_EDGE)).strip(_EDGE + _QUOTES)).strip(_EDGE + _QUOTES)
    return "" if _NO_CONTAINER.fullmatch(name) else name


def people_in(text: str) -> Iterator[str]:
    """Authors one by one: `Lind A, Marsh B`, `Lind, A., & Marsh, B.`, `A. Lind and B. Marsh`, an organisation."""
    text = _ET_AL.sub("", text).strip(_EDGE)
    if not text:
        return
    for group in _AND.split(text):
        pieces = [piece.strip() for piece in group.split(",") if piece.strip()]
        at = 0
        while at < len(pieces):
            given = pieces[at + 1] if at + 1 < len(pieces) else ""
            pair = bool(given) and (re.fullmatch(_INITIALS, given) or (len(pieces) == 2 and " " not in pieces[0]))
            yield f"{pieces[at]}, {given}" if pair else pieces[at]
            at += 2 if pair else 1
