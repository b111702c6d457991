"""Finds markers in the running text: numbers in brackets, superscripts, author and year, names of journals."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.markup import expand_labels
from pipeline.records.article import Article, Block
from pipeline.records.citation import Marker

_LIST = r"\d{1,3}(?:\s?(?:,? (?:and|&)\s|,|;|-|–|—|−)\s?\d{1,3}){0,40}"
_WORD = r"(?:refs?|references?|sources?|citations?)"
_SQUARE = re.compile(
    rf"\[\^?\s?(?:(?:see|cf\.|e\.g\.,?)\s)?(?:{_WORD}\.?\s)?({_LIST})(?:,\s(?:pp?\.|pages?|chap\.|fig\.|table)\s?[^\[\]]{{1,40}})?"
    rf"\s?\](?![\w(])|\({_WORD}\.?\s({_LIST})\)",
    re.IGNORECASE,
)
_AND = re.compile(r",?\s(?:and|&)\s")
_RANGE = re.compile(r"\s?[–—-]\s?")
_ROUND = re.compile(
    rf"(?<=[^\W\d]|[”\"%’)])(?:\s?|[.,]\s?)\(({_LIST})\)(?=\s*(?:[.,;:]|$)|\s+[A-Z]|\s(?P<goes>[a-z]+)\b)", re.MULTILINE
)
_ENUMERATED = re.compile(r"(?:[:;,]|\b(?:and|or|are|is|were|was|to|by|of|include|including))\s\(\d{1,2}\)\s")
_FLAT = re.compile(r"(?<=[a-z)”\"’][a-z)”\"’][.,;?!])\d{1,3}(?:[,–-]\d{1,3}){0,8}(?=\s+\S|\s*$)")
_INTERVAL_BEFORE = re.compile(
    r"(?i)(?:\bCI|\bCrI|\bIQR|\brange|\binterval|\bmedian|\bmean|\bscale|\bscores?|\bfrom|\bbetween|\bOR|\bRR|\bHR|[=±:])(?:\s(?:was|were|is|of))?[:,;=]?\s*$"
)
_ESTIMATE_BEFORE = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s?%?\s?$")
_PARTICLE = r"(?:(?:[Vv]an|[Vv]on|[Dd]e[rnl]?|[Dd]i|[Dd]a|[Ll]a|[Ll]e|[Tt]er|[Aa]l|[Ee]l|[Dd]os) ){0,2}"
_NAME = rf"{_PARTICLE}[A-ZÀ-ÞŁŠŽ][\w’'-]{{1,40}}"
_YEARS = r"(?:19|20)\d\d[a-z]?(?:\s?,\s?(?:(?:19|20)\d\d)?[a-z]?(?![\w]))*"
_OTHERS = (
    rf",? (?:and|&) (?:colleagues|co-?workers|co-?authors|{_NAME})"
    rf"|(?:, {_NAME}){{1,3}},? (?:and|&) {_NAME}|,? et al\.?"
)
_NARRATIVE = re.compile(rf"(?P<who>{_NAME})(?P<more>{_OTHERS})?(?:['’]s?)? \((?P<years>{_YEARS})\)")
_SHORT = r"\[[A-Z][\w&-]{1,11}\]"
"""`World Health Organization [WHO], 2018`: the initials, at a body's first citation (APA Manual, 7th ed., 8.21)."""
_INSIDE = rf"(?:[^()\[\]]|{_SHORT})"
_BRACKETS = re.compile(rf"[\[(]({_INSIDE}{{3,300}}?(?:19|20)\d\d[a-z]?{_INSIDE}{{0,200}})[\])]")
_EACH = re.compile(r";|(?<=\d)(?:,| and| &)\s(?=[A-Z])|(?<=\d[a-z])(?:,| and| &)\s(?=[A-Z])")
_IN_BRACKETS = re.compile(
    rf"^(?:(?:see|e\.g\.,?|cf\.|reviewed in|as in|for example|for review,? see|according to|adapted from),?\s)*"
    rf"(?P<who>{_PARTICLE}[A-ZÀ-Þ][^;]{{1,80}}?|{_NAME}),?\s(?P<years>{_YEARS})"
    r"(?:,? (?:pp?\.|chap\.|fig\.|table)[^;]*|:\s?\d{1,5}(?:[–-]\d{1,5})?|,\s[a-z][^;\d]{1,80})?$"
)
_INITIALS = re.compile(r"^(?:[A-ZÀ-Þ]\.[ -]?){1,3}(?=[A-ZÀ-Þ])")
_PRIVATE = re.compile(r"(?i)\b(?:personal communication|unpublished|private correspondence)\b")
_ET_AL = re.compile(rf"(?P<who>{_NAME}),? et al\.?,? (?P<years>(?:19|20)\d\d[a-z]?)\b")
_PUBLISHED = r"(?i)published|appear|printed|writing"
_PLACE = r"[A-Z][\w’'&.-]*(?:,? (?:of|the|and|in|for|on|&|de|et|[A-Z][\w’'&-]*)){0,9}"


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`words.toml`, see there."""

    published: tuple[str, ...]
    studies: tuple[str, ...]
    when: tuple[str, ...]
    reports: tuple[str, ...]
    joining: frozenset[str]


@cache
def _words() -> _Words:
    return load("pipeline.citations", "words.toml", _Words)


@cache
def _in_print_pattern() -> re.Pattern[str]:
    words = _words()
    published, studies, when, reports = (
        "|".join(map(re.escape, group)) for group in (words.published, words.studies, words.when, words.reports)
    )
    return re.compile(
        rf"(?i:\b(?:{published})(?: (?:{when}|in (?:19|20)\d\d))?,? (?:in|by|on)) (?:the |The )?(?P<name>{_PLACE})"
        rf"|(?i:\b(?:{studies}) (?:in|at|from|by)) (?:the |The )?(?P<at>{_PLACE})"
        rf"|\b(?i:an?|the|one|another|this|that|recent|new|landmark|large|small)\s(?:(?:19|20)\d\d\s)?"
        rf"(?P<before>{_PLACE})\s(?:{studies})\b"
        rf"|\b(?:[Tt]he\s)?(?P<says>{_PLACE})\s(?:{reports})\b"
    )


class AuthorYear(Struct, frozen=True):
    """One author–year mention: `who` as written (first surname or organisation), the year with its letter."""

    start: int
    end: int
    who: str
    year: str
    sure: bool
    """Written as only citations are: `et al.`, two authors, or author and year alone in brackets."""
    others: str = ""
    """The second author's surname, `et al.` for several, empty for an author alone."""


def numeric(article: Article, block: Block) -> list[Marker]:
    """`[1]`, `[2, 4–6]`, `[1]–[3]`, `(ref. 3)`: not intervals such as `95% CI [1, 3]`."""
    found: list[Marker] = []
    for match in _SQUARE.finditer(article.text, block.start, block.end):
        written = match[1] or match[2]
        labels = expand_labels(_AND.sub(",", written))
        if "0" in labels:
            continue
        if _is_interval(article.text[max(block.start, match.start() - 24) : match.start()], labels, written):
            continue
        marker = Marker(match.start(), match.end(), labels, "numeric")
        found.append(
            _range_with(found.pop(), marker) if found and _spans_range(article.text, found[-1], marker) else marker
        )
    return found


def _is_interval(before: str, labels: tuple[str, ...], written: str) -> bool:
    """Two bounds and no works: behind a word of statistics or a bare decimal, or around the figure before them.

    `2.1% [1, 3]` and `0.5 [1, 2]` are intervals; `12% [1, 3]` and `in 2019 [1, 3]` cite.
    """
    if len(re.findall(r"\d+", written)) != 2:
        return False
    estimate = _ESTIMATE_BEFORE.search(before)
    around = estimate is not None and int(labels[0]) <= float(estimate[1]) <= int(labels[-1])
    bare = estimate is not None and "." in estimate[1] and "%" not in estimate[0]
    return around or bare or _INTERVAL_BEFORE.search(before) is not None


def _spans_range(text: str, before: Marker, marker: Marker) -> bool:
    """`[1]–[3]`: a dash alone between two single numbers that rise."""
    single = len(before.labels) == len(marker.labels) == 1
    dashed = marker.start - before.end <= 3 and _RANGE.fullmatch(text, before.end, marker.start) is not None
    return single and dashed and 0 < int(marker.labels[0]) - int(before.labels[0]) <= 60


def _range_with(before: Marker, marker: Marker) -> Marker:
    labels = expand_labels(f"{before.labels[0]}-{marker.labels[0]}")
    return Marker(before.start, marker.end, labels, "numeric")


def round_numeric(article: Article, block: Block) -> list[Marker]:
    """`(1)`, `(2, 4)` before punctuation or a word that joins: for lists whose markers are in round brackets.

    Numbers that count out points (`the aims were (1) to sleep and (2) to wake`) are none.
    """
    counts = _ENUMERATED.search(article.text, block.start, block.end) is not None
    found = []
    for match in _ROUND.finditer(article.text, block.start, block.end):
        goes_on = match["goes"]
        if goes_on is not None and (counts or goes_on not in _words().joining):
            continue
        labels = expand_labels(_AND.sub(",", match[1]))
        start = match.start() + match.group().index("(")
        stop = match.start(1) + len(match[1]) + 1
        found.append(Marker(start, stop, labels, "numeric"))
    return found


def flattened(article: Article, block: Block) -> list[Marker]:
    """`fell.2,3 Then`: superscripts that a copy into plain text set on the line, right behind a stop or comma."""
    return [
        Marker(match.start(), match.end(), expand_labels(match.group()), "superscript")
        for match in _FLAT.finditer(article.text, block.start, block.end)
    ]


def author_years(text: str, start: int, end: int) -> Iterator[AuthorYear]:
    """Author–year mentions between `start` and `end`, parenthetical and narrative."""
    taken: list[tuple[int, int]] = []
    for match in _NARRATIVE.finditer(text, start, end):
        taken.append(match.span())
        who = re.sub(r"['’]s?$", "", match["who"])
        for year in _each_year(match["years"]):
            yield AuthorYear(match.start(), match.end(), who, year, bool(match["more"]), _others(match["more"] or ""))
    for match in _BRACKETS.finditer(text, start, end):
        found = list(_in_brackets(match)) if _is_free(taken, match.span()) else []
        if found:
            insort(taken, match.span())
            yield from found
    for match in _ET_AL.finditer(text, start, end):
        if _is_free(taken, match.span()):
            yield AuthorYear(match.start(), match.end(), match["who"], match["years"], sure=True, others="et al.")


def _is_free(taken: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    """Does `span` overlap none of `taken` (in order, not overlapping)?"""
    at = bisect_left(taken, span)
    before = at > 0 and taken[at - 1][1] > span[0]
    return not before and (at == len(taken) or taken[at][0] >= span[1])


def _in_brackets(match: re.Match[str]) -> Iterator[AuthorYear]:
    for part in _EACH.split(match[1]):
        inner = _IN_BRACKETS.match(re.sub(rf"\s?{_SHORT}", "", part).strip())
        if inner:
            who = _INITIALS.sub("", inner["who"].strip(" ,"))
            if _PRIVATE.search(who):
                continue
            first = re.split(r",? (?:and|&) |,? et al|, ", who)[0]
            sure = first != who or re.fullmatch(_NAME, who) is not None
            for year in _each_year(inner["years"]):
                others = _others(who[len(first) :]) if sure else ""
                yield AuthorYear(match.start(), match.end(), who if not sure else first, year, sure, others)


def _others(more: str) -> str:
    """What follows the first author's name: ` & Roe` gives Roe, ` et al.` and ` and colleagues` give `et al.`."""
    names = re.findall(_NAME, more)
    return names[0] if len(names) == 1 else "et al." if more.strip(" ,") else ""


def _each_year(years: str) -> Iterator[str]:
    """`2019a, b, 2021` → 2019a, 2019b, 2021."""
    last = ""
    for piece in re.split(r"\s?,\s?", years):
        if piece[:4].isdecimal() and len(piece) >= 4:
            last = piece[:4]
            yield piece
        elif piece and last:
            yield last + piece


class InPrint(Struct, frozen=True):
    """A journal or house that a sentence names as the place of a study."""

    start: int
    end: int
    name: str
    sure: bool
    """Said to have published it, under a name that no place or month has (two words, or capitals only)."""


def in_print(text: str, start: int, end: int) -> Iterator[InPrint]:
    """The journals and houses that a sentence names."""
    for match in _in_print_pattern().finditer(text, start, end):
        group = match.lastgroup or "name"
        if not match[group]:
            continue
        name = re.sub(r"(?: (?:of|the|and|in|for|on|&|de|et))+$", "", match[group].rstrip(".,'’"))
        name = re.sub(r"['’]s$", "", name)
        titled = len(name.split()) > 1 or (name.isupper() and len(name) > 2)
        sure = group == "name" and titled and re.match(_PUBLISHED, match.group()) is not None
        yield InPrint(match.start(group), match.start(group) + len(name), name, sure)
