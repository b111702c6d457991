"""How one claim stands to one passage, and what the checks object."""

from typing import Literal

from msgspec import Struct

from pipeline.records.claim import Claim
from pipeline.records.fact import Fact
from pipeline.records.report import AspectRelation, Severity, Undecided, Verdict
from pipeline.records.source import Reading, Work


class Passage(Struct, frozen=True):
    """A quotable span of a reading: `reading.text[start:end] == text`."""

    text: str
    start: int
    end: int
    section: str
    """The section's title, the field's name, or the row and column heads of a cell."""
    facts: tuple[Fact, ...]
    reading: Reading
    work: Work
    kind: Literal["sentence", "list_item", "cell", "field", "title"] = "sentence"
    before: str = ""
    after: str = ""


class Ranked(Struct, frozen=True):
    """A passage with how near it stands to a claim (0 = nothing shared, 1 = every weighty word of the claim)."""

    passage: Passage
    score: float


class Aspect(Struct, frozen=True):
    """One row of the table of differences, in the words of both sides."""

    name: str
    article: str
    source: str
    relation: AspectRelation


class Objection(Struct, frozen=True):
    """What one check holds against a claim, with the passage that says so.

    `said` is a span in `claim.text`, `shown` a span in `passage.text`: the decisive words of each.
    """

    code: str
    verdict: Verdict | None
    """contradicted or overstated; None for a remark that leaves the verdict alone."""
    severity: Severity
    title: str
    why: str
    aspects: tuple[Aspect, ...]
    passage: Passage | None = None
    said: tuple[int, int] | None = None
    shown: tuple[int, int] | None = None
    ok_if: str = ""
    suggestion: str | None = None
    confidence: Literal["high", "medium", "low"] = "high"
    cause: str = ""
    """Root cause, for grouping: findings of one code and one cause and one source are shown as one."""
    certain: bool = False
    """Whether the two sides exclude one another by what they are (a lot and a choice): no chance doubts it."""


class Agreement(Struct, frozen=True):
    """What one check found to agree, between a claim's fact and a passage."""

    check: str
    aspect: Aspect
    said: tuple[int, int]
    """The span of `claim.text` that this bears out."""
    passage: Passage


class Judged(Struct, frozen=True):
    """A claim with its verdict and all that speaks for and against it."""

    claim: Claim
    verdict: Verdict
    reason: str | None
    passages: tuple[Ranked, ...]
    """The quotes that are shown, the deciding one first."""
    objections: tuple[Objection, ...]
    agreements: tuple[Agreement, ...]
    decided_by: Literal["facts", "strength", "alignment", "search", "coverage"]
    scores: dict[str, float] = {}
    undecided: Undecided | None = None
    """Why an `unclear` claim was left open."""
