"""What a source says that it did not look at: an outcome that was not measured, people who were left out.

"Live birth was not reported." A claim that speaks of births goes further than such a source can,
whatever else it found.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from pipeline.strength.context import context
from pipeline.strength.matching import content
from pipeline.strength.patterns import LONGEST, Hit, expression, find

Kind = Literal["group", "matter"]
_OF_SOURCES: dict[str, tuple[Kind, Literal["before", "after", "inside"]]] = {
    "group before": ("group", "before"),
    "matter before": ("matter", "before"),
    "matter after": ("matter", "after"),
    "matter inside": ("matter", "inside"),
}
_REACH = 100
"""Characters beside the words in which the matter stands."""
_PARTS = re.compile(r"\s*(?:,|\b(?:and|or|nor|but|by|because|until|when)\b)\s*", re.IGNORECASE)

_BOUND = re.compile(r"(?i)\b(?:less|more|fewer|greater|wider|narrower|longer|shorter|heavier|lighter)\s+than\b[^,]*\d")
"""A bound in figures on something measured: no word of it is a kind of people."""

_NEXT = re.compile(r"(?i)(?:none|nobody|nothing) ")
"""What begins so is a statement of its own: "no data on a third dose, and none is planned at present"."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_PERFECT = re.compile(r"(?i)ha(?:s|ve)\b")
_SETTING = re.compile(r"(?i)\s+(?:in|at|on|among|outside|for|with)\s")
"""After "has not been tested": where it has not been; "was not tested at discharge" names the matter before it."""
_JUDGED_BY = re.compile(r"(?i)\s+by\s")
"""Not judged by an agency: that is no gap of the study."""


_POINTS_BACK = re.compile(r"(?i)(?:but |and |yet |though |although )?(?:this|that|it|these|they|which)")
"""The matter stands in the clause before: "… has been proposed, but this was not tested"."""
_LEFT_OUT = re.compile(r"(?i)excluded|left out|not included")
_OPEN = re.compile(r"(?i)(?:it is|it remains|it was|whether)\b")
_STARTS = re.compile(r"(?i)\W*(?:however|but|yet|so far|until now|to date)\b")
"""What "however, it is unknown whether …" opens, the study then sets out to close."""


class Gap(NamedTuple):
    """A gap: what was not looked at, the content words of each of its parts in order, and the span that says so."""

    kind: Kind
    what: str
    parts: tuple[tuple[str, ...], ...]
    start: int
    end: int


@lru_cache(maxsize=50_000)
def gaps(text: str) -> tuple[Gap, ...]:
    """Every gap that `text` owns up to, in the order of the list."""
    text = text[:LONGEST]
    found = []
    for hit in find("gaps", text):
        if hit.entry.group in _OF_SOURCES:
            kind, side = _OF_SOURCES[hit.entry.group]
            if _JUDGED_BY.match(text, hit.end) or (_OPEN.match(hit.text) and _STARTS.match(text)):
                continue
            if _LEFT_OUT.search(hit.text) and _of_an_analysis(text, hit):
                continue
            setting = _SETTING.match(text, hit.end) if _PERFECT.match(hit.text) else None
            start, end = _matter(text, hit, before=side == "before" and setting is None)
            if side == "inside":
                start, end = hit.start + len(hit.text.split()[0]), hit.end - len(" ".join(hit.text.split()[-2:]))
            if _POINTS_BACK.fullmatch(text[start:end].strip(" ,")):
                start = text.rfind(". ", 0, start) + 1
            what = text[start:end].strip(" ,")
            told = [part for part in _PARTS.split(what) if kind != "group" or not _BOUND.search(part)]
            parts = tuple(words for words in (_words(part) for part in told if not _NEXT.match(part)) if words)
            if parts:
                found.append(Gap(kind, what, parts, min(start, hit.start), max(end, hit.end)))
    return tuple(found)


def _of_an_analysis(text: str, hit: Hit) -> bool:
    """Whether people were left out of one analysis only: "sensitivity analyses left out small centres"."""
    clause = context(text).clause(hit.start)
    return expression("gaps", "analysis.only").search(text, clause.start, clause.end) is not None


def _words(part: str) -> tuple[str, ...]:
    """Stems of the words of a part that name its matter, in their order."""
    bare = expression("gaps", "measure.nouns").sub(" ", part)
    found = [content(word) for word in _WORD.findall(bare)]
    return tuple(dict.fromkeys(stem for words in found for stem in sorted(words)))


def _matter(text: str, hit: Hit, *, before: bool) -> tuple[int, int]:
    """Where the matter of the gap stands: in its clause, before the words or after them."""
    clause = context(text).clause(hit.start)
    if before:
        return max(clause.start, hit.start - _REACH), hit.start
    return hit.end, min(max(clause.end, hit.end), hit.end + _REACH)


def owns_up(text: str) -> bool:
    """Whether a claim itself says that something is not known, or limits itself."""
    return expression("gaps", "owned.up").search(text[:LONGEST]) is not None
