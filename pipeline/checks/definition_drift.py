"""Defined one way, used another (CIT-002).

What it does: reads the article's own definitions that draw a line ("at least two drugs", "more than three months"), and
names sentences that define the same term with another line, or that give a figure for a wider set as if it were the
defined one ("don't respond to the first drug" where the term asks for two).

Why it matters: a share of one group is not a share of the other; the reader can't see that the ground has moved.

The article says: "… haven't responded to at least two drugs", then "30% don't respond to first-line treatment".

The source says: nothing; the article is held against itself.

Fine if: the sentence says that it speaks of the wider group.

Literature: KSJ Science Editing Handbook (check assumptions).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.facts import extract
from pipeline.lexicon import Patterns, either, load
from pipeline.records.article import Sentence
from pipeline.records.fact import Fact
from pipeline.records.verdict import Aspect, Objection

REACH = 4
"""Sentences after a definition in which a wider set is taken for the defined one."""
_SHARE = re.compile(r"\b(?:half|a third|one[- ]third|two[- ]thirds|a quarter|most|the majority)\b", re.IGNORECASE)
_SILENT = frozenset(("reference", "furniture", "disclaimer"))


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`definition_drift.toml`."""

    defines: Patterns
    resistant: Patterns
    wider: Patterns
    apart: Patterns


class Defined(NamedTuple):
    """A term that a sentence defines by a line."""

    term: str
    line: Fact
    at: int
    """Number of the sentence."""
    start: int
    end: int


@cache
def _words() -> File:
    return load("pipeline.checks", "definition_drift.toml", File)


def _pattern(group: str) -> re.Pattern[str]:
    return either(getattr(_words(), group).patterns)


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each sentence that leaves the definition."""
    article = audited.sheet.cited.article
    sentences = [each for each in article.sentences if article.blocks[each.block].kind not in _SILENT]
    texts = [article.text[each.start : each.end] for each in sentences]
    found = [one for at, text in enumerate(texts) for one in _definitions(text, at, sentences[at])]
    for number, defined in enumerate(found):
        for other in found[number + 1 :]:
            if other.term == defined.term and _differs(defined.line, other.line):
                yield _remark(
                    (other.start, other.end), defined, other.line.text, f"“{other.term[:28]}” is defined twice"
                )
        if _pattern("resistant").search(defined.term):
            yield from _wider(defined, sentences, texts)


def _definitions(text: str, at: int, sentence: Sentence) -> Iterator[Defined]:
    match = _pattern("defines").search(text)
    if match is None:
        return
    term = next((group for group in match.groupdict().values() if group), "").lower().strip()
    term = re.sub(r"^(?:the|a|an|this|that) ", "", term)
    lines = [
        fact
        for fact in extract(text)
        if fact.start >= match.end() - 1 and fact.value is not None and fact.value.kind in _DRAWN
    ]
    if term and len(lines) == 1:
        yield Defined(term, lines[0], at, sentence.start + lines[0].start, sentence.start + lines[0].end)


_DRAWN = frozenset(("at_least", "at_most", "more_than", "less_than"))


def _differs(one: Fact, other: Fact) -> bool:
    """Whether two lines measure the same and stand elsewhere."""
    same = (one.dimension, one.unit, one.noun) == (other.dimension, other.unit, other.noun)
    return same and (one.value.low, one.value.high) != (other.value.low, other.value.high)  # type: ignore[union-attr]  # drawn lines have values


def _wider(defined: Defined, sentences: list[Sentence], texts: list[str]) -> Iterator[Remark]:
    """A figure on those whom one treatment failed, near a term that asks for more."""
    low = defined.line.value.low if defined.line.value else None
    if low is None or low < 2 or defined.line.unit:  # "at least two" of something counted
        return
    for at in range(defined.at + 1, min(defined.at + 1 + REACH, len(texts))):
        wider = _pattern("wider").search(texts[at])
        if wider and not _pattern("apart").search(texts[at]) and _counts(texts[at]):
            start = sentences[at].start
            span = (start + wider.start(), start + wider.end())
            yield _remark(span, defined, wider[0], f"One failure is not “{defined.term[:32]}”")
            return


def _counts(text: str) -> bool:
    """Whether the sentence says how many."""
    return bool(_SHARE.search(text)) or any(fact.value for fact in extract(text))


def _remark(span: tuple[int, int], defined: Defined, words: str, title: str) -> Remark:
    return Remark(
        Objection(
            code="CIT-002",
            verdict=None,
            severity="consider",
            title=title[:60],
            why=f"The article itself defines it by “{defined.line.text}”; this sentence draws another line.",
            aspects=(Aspect("definition", words, defined.line.text, "different"),),
            ok_if="the sentence says that it speaks of the wider group.",
            confidence="medium",
        ),
        at=span,
    )


CHECK = ArticleCheck("definition-drift", ("CIT-002",), inspect)
