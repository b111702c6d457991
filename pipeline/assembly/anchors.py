"""Where a finding stands in its article, and whether two places are the same one after an edit.

Re-anchoring follows the web annotation client Hypothesis (its `match-quote` of 2021): candidates are weighed by the
likeness of the quote (50), of the 32 characters before it (20) and after it (20), and by their position (2).
"""

from functools import cached_property

from msgspec import Struct
from rapidfuzz import fuzz

from pipeline.assembly.fingerprints import norm
from pipeline.records.report import ClaimEntry, FindingEntry, ReferenceEntry, Report

NEAR = 0.85
"""Least likeness (0 to 1) of two sentences that may be one, edited."""
_CONTEXT = 32
_QUOTE, _PREFIX, _SUFFIX, _POSITION = 50, 20, 20, 2


class Anchor(Struct, frozen=True):
    """A place: the words, those before and after, as `norm` sees them, and how far down it stands (0 to 1)."""

    quote: str
    prefix: str = ""
    suffix: str = ""
    position: float = 0.0


def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1: 1 - insertions and deletions over the length of both."""
    return float(fuzz.ratio(one, other, score_cutoff=NEAR * 100)) / 100 if one and other else 0.0


def alike(one: str, other: str) -> bool:
    """Whether two normed sentences may be one, edited."""
    return likeness(one, other) >= NEAR


def score(old: Anchor, new: Anchor) -> float:
    """How surely two places are one, 0 to 1; 0 where the words differ too much."""
    quote = likeness(old.quote, new.quote)
    if quote < NEAR:
        return 0.0
    before = fuzz.ratio(old.prefix, new.prefix) / 100
    after = fuzz.ratio(old.suffix, new.suffix) / 100
    near = 1 - abs(old.position - new.position)
    total = _QUOTE * quote + _PREFIX * before + _SUFFIX * after + _POSITION * near
    return float(total / (_QUOTE + _PREFIX + _SUFFIX + _POSITION))


class Places:
    """Look-ups in one report: where its findings stand, and what was read of the sources that they are about."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @cached_property
    def claims(self) -> dict[str, ClaimEntry]:
        """Every claim by its id."""
        return {claim.id: claim for claim in self.report.claims}

    def claim(self, finding: FindingEntry) -> ClaimEntry | None:
        """The claim that a finding is about, if any."""
        return self.claims.get(finding.claim) if isinstance(finding.claim, str) else None

    def anchor(self, finding: FindingEntry) -> Anchor:
        """Where a finding stands: at its claim, else at its words, else at the entry of its reference."""
        span = self.span(finding)
        if span is None:
            return Anchor(norm(next((one.raw for one in self.references(finding)), finding.title)))
        start, end = span
        text = self.report.article.text
        return Anchor(
            norm(text[start:end]),
            norm(text[max(0, start - _CONTEXT) : start]),
            norm(text[end : end + _CONTEXT]),
            start / max(1, len(text)),
        )

    def span(self, finding: FindingEntry) -> tuple[int, int] | None:
        """Offsets of the finding's words in the article's text."""
        claim = self.claim(finding)
        if claim:
            return claim.start, claim.end
        if isinstance(finding.start, int) and isinstance(finding.end, int):
            return finding.start, finding.end
        return None

    def words(self, finding: FindingEntry) -> tuple[str, ...]:
        """The normed words of every place that a finding is about, the one that it shows first."""
        also = (self.claims[name] for name in finding.also if name in self.claims)
        return (self.anchor(finding).quote, *(norm(claim.text) for claim in also))

    def references(self, finding: FindingEntry) -> tuple[ReferenceEntry, ...]:
        """The references that a finding rests on: its own, and those that its claim cites."""
        claim = self.claim(finding)
        labels = {finding.reference, *(claim.citations if claim else ())}
        return tuple(one for one in self.report.references if one.label in labels or labels & set(one.same_as))

    def contents(self, finding: FindingEntry) -> tuple[str, ...]:
        """Digests of all that was read of the finding's sources, sorted."""
        read = {digest for one in self.references(finding) for digest in one.contents or ()}
        return tuple(sorted(read))
