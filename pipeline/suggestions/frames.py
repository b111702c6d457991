"""Edits of what a sentence says of its own evidence: "provisional" for "final", "low-certainty" for "solid".

The words of the two sides stand in the same place of their sentences: an adjective before "figures" or "evidence", a
verb with its quality ("are voluntary"), a frame in front ("It is now proven that").
"""

import re
from collections.abc import Iterator

from pipeline.records.verdict import Passage
from pipeline.suggestions.designs import phase_edits
from pipeline.suggestions.splice import sounds_open, splice

_FINAL = re.compile(
    r"\b(?:final|definitive|conclusive|complete|full)"
    r" (?=(?:figures?|numbers?|counts?|results?|data|report|analysis)\b)",
    re.IGNORECASE,
)
_PROVISIONAL = re.compile(r"\b(?:provisional|preliminary|interim|early)\b", re.IGNORECASE)
_SOLID = re.compile(
    r"\b(?:clear|solid|strong|robust|firm|compelling|convincing|conclusive|high-certainty|good) (?:evidence|proof)\b",
    re.IGNORECASE,
)
_LOW = re.compile(
    r"\bevidence\b[^.;]{0,60}?\b(?:of|was|is|were|are) (?P<behind>(?:very )?(?:low|moderate)) (?:certainty|quality)"
    r"|\b(?P<before>(?:very )?(?:low|moderate))[- ](?P<what>certainty|quality) evidence\b",
    re.IGNORECASE,
)
_WEAK_IS = re.compile(r"(?P<be>\b(?:is|was)) (?:weak|poor|thin|scarce|of low certainty|uncertain)(?=[.,;]|$)")
_HIGH = re.compile(r"\b(?P<how>high|moderate)[- ](?P<what>certainty|quality) evidence\b", re.IGNORECASE)
_QUALITY = re.compile(r"(?:is|are|was|were) (?P<word>[a-z]+)")
_PROVEN = re.compile(
    r"^It (?:is|has been|has) (?:now |been |since )*(?:proven|proved|established|certain|clear|beyond doubt|confirmed)"
    r"(?: beyond doubt)? that (?=\S)"
)
_LIMITED = re.compile(
    r"\b(?P<article>an?|one|this|our)"
    r" (?P<what>(?:(?:small|pilot|preliminary|early|open-label|first-in-human|single-arm) "
    r"|phase \d[ab]? )+(?:trial|study))\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|research|review|results?|findings|evidence|authors|according)\b", re.IGNORECASE
)


def frame_edits(text: str, passage: Passage, shown: tuple[int, int]) -> Iterator[str]:
    """Candidates for a claim that calls its evidence better than the source does."""
    source, words = passage.text, passage.text[slice(*shown)]
    yield from phase_edits(text, source)
    yield from _provisional(text, words)
    yield from _graded(text, source)
    yield from _quality(text, words)
    yield from _framed(text, source)


def _provisional(text: str, words: str) -> Iterator[str]:
    """The source's "interim" in the place of "final"."""
    there = _PROVISIONAL.search(words)
    for told in _FINAL.finditer(text) if there else ():
        assert there is not None
        yield splice(text, told.span(), f"{there[0].lower()} ")


def _graded(text: str, source: str) -> Iterator[str]:
    """The source's grade before "evidence", behind a sentence, or for "is weak"."""
    low, told = _LOW.search(source), _SOLID.search(text)
    if low:
        grade = (low["behind"] or low["before"]).lower().replace(" ", "-")
        what = "quality" if "quality" in low[0].lower() else "certainty"
        if told:
            yield splice(text, told.span(), f"{grade}-{what} evidence")
        elif text.endswith(".") and not _SAID.search(text):
            yield f"{text[:-1]}, according to {grade}-{what} evidence."
    high, weak = _HIGH.search(source), _WEAK_IS.search(text)
    if high and weak:
        yield splice(text, weak.span(), f"{weak['be']} of {high['how'].lower()} {high['what'].lower()}")


def _quality(text: str, words: str) -> Iterator[str]:
    """A quality for its opposite: "are voluntary" for "are compulsory", where the same verb stands on both sides."""
    there = _QUALITY.fullmatch(words)
    if there is None:
        return
    found = [told for told in _QUALITY.finditer(text) if told[0].split()[0] == there[0].split()[0]]
    if len(found) == 1 and found[0]["word"] != there["word"] and not there["word"].endswith(("ed", "ing")):
        yield splice(text, found[0].span(), there[0])


def _framed(text: str, source: str) -> Iterator[str]:
    """The study that it was seen in, for "It is now proven that"."""
    told, there = _PROVEN.match(text), _LIMITED.search(source)
    if told and there:
        what = there["what"][0].lower() + there["what"][1:]
        article = "an" if sounds_open(what) else "a"
        yield f"In {article} {what}, {text[told.end() :]}"
