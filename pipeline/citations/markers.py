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

_LIST = r"\d{1,3}(?:\s?(?:,|;|-|–|—|−)\s?\d{1,3}){0,40}"
_SQUARE = re.compile(rf"\[(?:(?:refs?|references?|sources?)\.?\s)?({_LIST})\](?![\w(])", re.IGNORECASE)
_ROUND = re.compile(rf"(?<=[\w”\"%])\s?\(({_LIST})\)(?=\s*(?:[.,;:]|$)|\.?\n)")
_FLAT = re.compile(r"(?<=[a-z)”\"’][a-z)”\"’][.,;?!])\d{1,3}(?:[,–-]\d{1,3}){0,8}(?=\s+\S|\s*$)")
_INTERVAL_BEFORE = re.compile(
    r"(?i)(?:\bCI|\bCrI|\bIQR|\brange|\binterval|\bmedian|\bmean|\bscale|\bscores?|\bfrom|\bbetween|\bOR|\bRR|\bHR|[\d%=±:])(?:\s(?:was|were|is|of))?[:,;=]?\s*$"
)
_PARTICLE = r"(?:(?:[Vv]an|[Vv]on|[Dd]e[rnl]?|[Dd]i|[Dd]a|[Ll]a|[Ll]e|[Tt]er|[Aa]l|[Ee]l|[Dd]os) ){0,2}"
_NAME = rf"{_PARTICLE}[A-ZÀ-ÞŁŠŽ][\w’'-]{{1,40}}"
_YEARS = r"(?:19|20)\d\d[a-z]?(?:\s?,\s?(?:(?:19|20)\d\d)?[a-z]?(?![\w]))*"
_OTHERS = (
    rf",? (?:and|&) (?:colleagues|co-?workers|co-?authors|{_NAME})"
    rf"|(?:, {_NAME}){{1,3}},? (?:and|&) {_NAME}|,? et al\.?"
)
_NARRATIVE = re.compile(rf"(?P<who>{_NAME})(?P<more>{_OTHERS})?(?:['’]s?)? \((?P<years>{_YEARS})\)")
_BRACKETS = re.compile(r"\(([^()]{3,300}?(?:19|20)\d\d[a-z]?[^()]{0,200})\)")
_IN_BRACKETS = re.compile(
    rf"^(?:(?:see|e\.g\.,?|cf\.|reviewed in|as in|for example|for review,? see|according to|adapted from),?\s)*"
    rf"(?P<who>[A-ZÀ-Þ][^;]{{1,80}}?|{_NAME}),?\s(?P<years>{_YEARS})(?:,? (?:pp?\.|chap\.|fig\.|table)[^;]*)?$"
)
_ET_AL = re.compile(rf"(?P<who>{_NAME}),? et al\.?,? (?P<years>(?:19|20)\d\d[a-z]?)\b")
_PLACE = r"[A-Z][\w’'&.-]*(?:,? (?:of|the|and|in|for|on|&|de|et|[A-Z][\w’'&-]*)){0,9}"


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`words.toml`, see there."""

    published: tuple[str, ...]
    studies: tuple[str, ...]
    when: tuple[str, ...]


@cache
def _in_print_pattern() -> re.Pattern[str]:
    words = load("pipeline.citations", "words.toml", _Words)
    published, studies, when = (
        "|".join(map(re.escape, group)) for group in (words.published, words.studies, words.when)
    )
    return re.compile(
        rf"(?i:\b(?:{published})(?: (?:{when}|in (?:19|20)\d\d))?,? (?:in|by|on)|\b(?:{studies}) (?:in|at|from|by))"
        rf" (?:the |The )?(?P<name>{_PLACE})"
    )


class AuthorYear(Struct, frozen=True):
    """One author–year mention: `who` as written (first surname or organisation), the year with its letter."""

    start: int
    end: int
    who: str
    year: str
    sure: bool
    """Written as only citations are: `et al.`, two authors, or author and year alone in brackets."""


def numeric(article: Article, block: Block) -> list[Marker]:
    """`[1]`, `[2, 4–6]`: not intervals such as `95% CI [1, 3]`."""
    found = []
    for match in _SQUARE.finditer(article.text, block.start, block.end):
        labels = expand_labels(match[1])
        if "0" in labels:
            continue
        several = not match[1].isdecimal()
        if several and _INTERVAL_BEFORE.search(article.text, max(block.start, match.start() - 24), match.start()):
            continue
        found.append(Marker(match.start(), match.end(), labels, "numeric"))
    return found


def round_numeric(article: Article, block: Block) -> list[Marker]:
    """`(1)`, `(2, 4)` right before punctuation: for lists whose markers are in round brackets."""
    found = []
    for match in _ROUND.finditer(article.text, block.start, block.end):
        labels = expand_labels(match[1])
        start = match.start() + match.group().index("(")
        found.append(Marker(start, match.end(), labels, "numeric"))
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
            yield AuthorYear(match.start(), match.end(), who, year, bool(match["more"]))
    for match in _BRACKETS.finditer(text, start, end):
        found = list(_in_brackets(match)) if _is_free(taken, match.span()) else []
        if found:
            insort(taken, match.span())
            yield from found
    for match in _ET_AL.finditer(text, start, end):
        if _is_free(taken, match.span()):
            yield AuthorYear(match.start(), match.end(), match["who"], match["years"], sure=True)


def _is_free(taken: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    """Does `span` overlap none of `taken` (in order, not overlapping)?"""
    at = bisect_left(taken, span)
    before = at > 0 and taken[at - 1][1] > span[0]
    return not before and (at == len(taken) or taken[at][0] >= span[1])


def _in_brackets(match: re.Match[str]) -> Iterator[AuthorYear]:
    for part in match[1].split(";"):
        inner = _IN_BRACKETS.match(part.strip())
        if inner:
            who = inner["who"].strip(" ,")
            first = re.split(r",? (?:and|&) |,? et al|, ", who)[0]
            sure = first != who or re.fullmatch(_NAME, who) is not None
            for year in _each_year(inner["years"]):
                yield AuthorYear(match.start(), match.end(), who if not sure else first, year, sure)


def _each_year(years: str) -> Iterator[str]:
    """`2019a, b, 2021` → 2019a, 2019b, 2021."""
    last = ""
    for piece in re.split(r"\s?,\s?", years):
        if piece[:4].isdecimal() and len(piece) >= 4:
            last = piece[:4]
            yield piece
        elif piece and last:
            yield last + piece


def in_print(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """`(start, end, name)` of journals and houses that a sentence names as the place of a study."""
    for match in _in_print_pattern().finditer(text, start, end):
        name = re.sub(r"(?: (?:of|the|and|in|for|on|&|de|et))+$", "", match["name"].rstrip(".,'’"))
        name = re.sub(r"['’]s$", "", name)
        yield match.start("name"), match.start("name") + len(name), name
