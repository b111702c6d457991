"""The report as it is saved: `<slug>.json`, the public format `claim-audit/report@1`.

Field names and word lists are a promise to other programs: grow them only by adding.
"""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType, field

from pipeline.records.article import BlockKind, Prominence
from pipeline.records.citation import Identifiers
from pipeline.records.claim import CitationScope, Referent
from pipeline.records.fact import Fact
from pipeline.records.source import Reason, Scope, SourceKind

SCHEMA = "claim-audit/report@1"

Verdict = Literal[
    "contradicted",
    "overstated",
    "supported",
    "unclear",
    "not_found",
    "unavailable",
    "uncited",
    "not_checkable",
]
Severity = Literal["must", "should", "consider"]
AspectRelation = Literal["same", "different", "stronger", "weaker", "missing"]
Decision = Literal["will_fix", "keep", "not_a_problem", "undecided"]
GateState = Literal["hold", "incomplete", "fixes", "ready"]
FailOn = Literal["must", "should", "never"]
FindingState = Literal["new", "same", "changed"]


class Tool(Struct, frozen=True):
    """Which program, with which rules, made the report."""

    name: str
    version: str
    rules: str
    model: str | None = None


class BlockEntry(Struct, frozen=True):
    """A run of `ArticleEntry.text` that the article view shows as one paragraph, heading or list item."""

    kind: BlockKind
    start: int
    end: int
    line: int
    """Line of the original file at which it begins (1-based)."""
    level: int = 0


class ArticleEntry(Struct, frozen=True):
    """The article that was audited; `text` is canonical, all offsets count in it."""

    path: str
    slug: str
    title: str
    format: str
    sha256: str
    words: int
    lang: str
    text: str
    date: str | UnsetType = UNSET
    warnings: tuple[str, ...] | UnsetType = UNSET
    blocks: tuple[BlockEntry, ...] | UnsetType = UNSET
    """How the text falls into paragraphs, with the lines of the file: for the article view."""


class GateCounts(Struct, frozen=True):
    """Open findings by severity, and those that a person waived."""

    must: int = 0
    should: int = 0
    consider: int = 0
    waived: int = 0


class Gate(Struct, frozen=True):
    """May this be published?"""

    state: GateState
    fail_on: FailOn
    counts: GateCounts


class SourceCoverage(Struct, frozen=True):
    """How much of the cited works was read, a work each."""

    total: int = 0
    full_text: int = 0
    abstract: int = 0
    registry: int = 0
    press_release: int = 0
    metadata: int = 0
    none: int = 0


class Coverage(Struct, frozen=True):
    """What was checked and what was not."""

    claims: int = 0
    supported: int = 0
    contradicted: int = 0
    overstated: int = 0
    unclear: int = 0
    not_found: int = 0
    unavailable: int = 0
    uncited: int = 0
    not_checkable: int = 0
    sources: SourceCoverage = SourceCoverage()


class Evidence(Struct, frozen=True):
    """A quote of a source, character for character; `start` and `end` count in the text that was read."""

    reference: str
    quote: str
    start: int
    end: int
    score: float
    section: str | UnsetType = UNSET
    url: str | UnsetType = UNSET
    capture: str | UnsetType = UNSET
    """SHA-256 of the capture whose text the offsets count in."""


Undecided = Literal[
    "accusation_doubted",
    "number_not_placed",
    "hearsay",
    "denial_differs",
    "time_differs",
    "another_thing",
    "certainty_differs",
    "words_differ",
]
"""Why an `unclear` claim was left open."""


class ClaimEntry(Struct, frozen=True):
    """A claim with its verdict."""

    id: str
    text: str
    start: int
    end: int
    line: int
    section: str
    prominence: Prominence
    kinds: tuple[str, ...]
    facts: tuple[Fact, ...]
    citations: tuple[str, ...]
    citation_scope: CitationScope
    verdict: Verdict
    confidence: float | None
    evidence_scope: Scope
    evidence: tuple[Evidence, ...]
    findings: tuple[str, ...]
    reason: Reason | UnsetType = UNSET
    decided_by: str | UnsetType = UNSET
    searched: int | UnsetType = UNSET
    """Passages that were looked through, over all works that the claim cites."""
    page: int | UnsetType = UNSET
    """Page of a proof; `line` counts on it."""
    reads_as: tuple[Referent, ...] | UnsetType = UNSET
    """Words of `text` that point back ("the drug"), with what they were read as."""
    undecided: Undecided | UnsetType = UNSET
    """Of an `unclear` claim."""


class RetractionNotice(Struct, frozen=True):
    """What the registries know of a retraction or correction, and which were asked."""

    state: Literal["none_known", "notice", "unknown"]
    asked: tuple[str, ...] = ()
    type: Literal["retraction", "withdrawal", "expression_of_concern", "correction"] | UnsetType = UNSET
    notice: str | UnsetType = UNSET
    date: str | UnsetType = UNSET
    asked_at: str | UnsetType = UNSET
    """When the oldest of the answers came (RFC 3339): none known means none known then."""
    unanswered: tuple[str, ...] | UnsetType = UNSET
    """Registries that could be asked by the names of the work and gave no record: down, not asked, or unaware of it."""


class ReferenceEntry(Struct, frozen=True):
    """A cited thing: what it is, and how much of it was read."""

    label: str
    raw: str
    identifiers: Identifiers
    kind: SourceKind
    status: Literal["ok", "unavailable"]
    scope: Scope
    same_as: tuple[str, ...]
    cited: int
    retraction: RetractionNotice
    findings: tuple[str, ...]
    title: str | UnsetType = UNSET
    peer_reviewed: bool | UnsetType = UNSET
    reason: Reason | UnsetType = UNSET
    detail: str | UnsetType = UNSET
    retrieved_at: str | UnsetType = UNSET
    sha256: str | UnsetType = UNSET
    kind_basis: str | UnsetType = UNSET
    authors: tuple[str, ...] | UnsetType = UNSET
    journal: str | UnsetType = UNSET
    url: str | UnsetType = UNSET
    """Where a person opens it: only http or https."""
    published: str | UnsetType = UNSET
    """Date of publication as far as it is known: `2025`, `2025-07` or `2025-07-01`."""
    contents: tuple[str, ...] | UnsetType = UNSET
    """Digests of what was read of the work, a reading each, sorted: they change when its text or its notices do."""
    kind_confidence: Literal["high", "medium", "low"] | UnsetType = UNSET
    """How surely `kind_basis` tells the kind; a word, not a measured probability."""


class AspectEntry(Struct, frozen=True):
    """One row of what differs."""

    name: str
    article: str
    source: str
    relation: AspectRelation


class DecisionEntry(Struct, frozen=True):
    """What a person decided about a finding, and on whose word (`decisions.toml`)."""

    reason: str = ""
    """One of the closed list, in kebab-case: `common-knowledge`, `tool-misread-source` …"""
    note: str = ""
    by: str = ""
    on: str = ""
    """ISO date of the decision."""
    until: str = ""
    """ISO date on which it expires, empty where it does not."""


class FindingEntry(Struct, frozen=True):
    """One thing for a person to look at; `id` is a fingerprint that survives line moves."""

    id: str
    code: str
    severity: Severity
    title: str
    why: str
    state: FindingState
    also: tuple[str, ...] = ()
    aspects: tuple[AspectEntry, ...] = ()
    verdict: Verdict | UnsetType = UNSET
    claim: str | UnsetType = UNSET
    reference: str | UnsetType = UNSET
    ok_if: str | UnsetType = UNSET
    said: str | UnsetType = UNSET
    """The article's decisive words, as they stand in it."""
    source_says: str | UnsetType = UNSET
    """The source's decisive words, as they stand in it."""
    suggestion: str | UnsetType = UNSET
    decision: Decision | UnsetType = UNSET
    confidence: Literal["high", "medium", "low"] | UnsetType = UNSET
    line: int | UnsetType = UNSET
    start: int | UnsetType = UNSET
    """Where `said` stands in `article.text`; needed where the finding has no claim."""
    end: int | UnsetType = UNSET
    decided: DecisionEntry | UnsetType = UNSET
    sentence_sha: str | UnsetType = UNSET
    """Digest of the sentences that it is about, as `norm` sees them: a waiver holds for these only."""
    page: int | UnsetType = UNSET
    """Page of a proof; `line` counts on it."""


class ClosedEntry(Struct, frozen=True):
    """A finding of the baseline that is not in this report, or whose waiver has run out or has nothing to waive."""

    id: str
    code: str
    title: str
    state: Literal["fixed", "gone", "waiver_expired", "waiver_stale"]
    line: int | UnsetType = UNSET
    note: str | UnsetType = UNSET


class Changes(Struct, frozen=True):
    """Counts of findings against the baseline; all zero without one."""

    new: int = 0
    fixed: int = 0
    changed: int = 0
    gone: int = 0
    waiver_expired: int = 0
    since: str | UnsetType = UNSET
    """`generated_at` of the baseline."""
    closed: tuple[ClosedEntry, ...] | UnsetType = UNSET


class RequestEntry(Struct, frozen=True):
    """One request that the fetch made for this article's sources."""

    url: str
    outcome: str
    """`ok`, or the reason in the words of `Reason`."""
    status: int | UnsetType = UNSET
    at: str | UnsetType = UNSET
    label: str | UnsetType = UNSET
    """The reference that it was made for."""
    note: str | UnsetType = UNSET


class Report(Struct, frozen=True):
    """One article's audit, whole."""

    tool: Tool
    generated_at: str
    article: ArticleEntry
    gate: Gate
    coverage: Coverage
    claims: tuple[ClaimEntry, ...]
    references: tuple[ReferenceEntry, ...]
    findings: tuple[FindingEntry, ...]
    changes: Changes = Changes()
    schema: Literal["claim-audit/report@1"] = field(default="claim-audit/report@1")
    requests: tuple[RequestEntry, ...] | UnsetType = UNSET
    """Every request of this run; unset where the run made none."""
    repeat: str | UnsetType = UNSET
    """The command line that gives this report again."""
