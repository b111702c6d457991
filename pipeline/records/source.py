"""What was got of a cited work: captures, the text read out of them, and every way this can end."""

from typing import Literal

from msgspec import Struct

from pipeline.records.citation import Identifiers

Scope = Literal["full_text", "abstract", "registry", "press_release", "metadata", "none"]
SCOPES: tuple[Scope, ...] = ("full_text", "registry", "press_release", "abstract", "metadata", "none")
"""Best first: of several captures of one work the best scope counts."""

Reason = Literal[
    "blocked",
    "gone",
    "not_found",
    "soft_404",
    "consent_wall",
    "js_shell",
    "login_wall",
    "timeout",
    "rate_limited",
    "robots",
    "too_large",
    "unreadable",
    "unsupported",
    "offline",
    "wrong_document",
    "refused_by_policy",
    "server_error",
    "network_error",
    "tls_error",
    "redirect_loop",
    "unresolved",
]

SourceKind = Literal[
    "registry_record",
    "randomised_trial",
    "systematic_review",
    "meta_analysis",
    "cohort",
    "review",
    "editorial",
    "letter",
    "preprint",
    "press_release",
    "patent_highlight",
    "conference_abstract",
    "news",
    "company_page",
    "government",
    "guideline",
    "dictionary",
    "journal_article",
    "web_page",
    "unknown",
]


class Capture(Struct, frozen=True, omit_defaults=True):
    """One line of a snapshot folder's `index.jsonl`: an answer of the world, kept."""

    url: str
    final_url: str
    status: int
    content_type: str
    retrieved_at: str
    path: str | None
    sha256: str | None = None
    headers: dict[str, str] | None = None
    hops: tuple[str, ...] = ()
    outcome: str | None = None
    note: str | None = None
    strikes: tuple[str, ...] = ()
    """Days (ISO) since the last copy on which the address failed, oldest first; filled in by the look-up."""


ADDED = "added"
"""`Capture.outcome` of a copy that a person added (`claim-audit sources add`): it is read first."""


class Section(Struct, frozen=True):
    """A part of a source's text with its name; `kind` is what sort of text it is."""

    title: str
    kind: Literal["title", "abstract", "body", "methods", "results", "discussion", "list", "table", "caption", "field"]
    start: int
    end: int
    page: int | None = None


class Cell(Struct, frozen=True):
    """A cell of a table: quotable, and its heads say what it is about."""

    start: int
    end: int
    row: tuple[str, ...]
    """Heads of its row, outermost first."""
    column: tuple[str, ...]
    caption: str = ""


class Arm(Struct, frozen=True):
    """An arm of a registered trial."""

    label: str
    type: str = ""
    description: str = ""
    interventions: tuple[str, ...] = ()


class Trial(Struct, frozen=True):
    """The facts of a registry record, in the registry's own vocabulary (upper-case enumerations)."""

    id: str
    status: str
    status_date: str | None = None
    why_stopped: str | None = None
    study_type: str = ""
    phases: tuple[str, ...] = ()
    allocation: str = ""
    model: str = ""
    masking: str = ""
    who_masked: tuple[str, ...] = ()
    enrolment: int | None = None
    enrolment_type: str = ""
    """ACTUAL or ESTIMATED: an estimate is a plan, not a result."""
    arms: tuple[Arm, ...] = ()
    conditions: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()
    sponsor: str = ""
    collaborators: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    """`City, State, Country` each."""
    start_date: str | None = None
    primary_completion: str | None = None
    completion: str | None = None
    has_results: bool = False


class Notice(Struct, frozen=True):
    """A retraction, expression of concern or correction that a record names."""

    type: Literal["retraction", "withdrawal", "expression_of_concern", "correction"]
    notice: str | None = None
    date: str | None = None
    source: str = ""
    """Who says so: crossref, pubmed, europe_pmc, openalex."""
    partly: bool = False
    """Only a part of the work was retracted: a figure, a table, an analysis."""


class Newer(Struct, frozen=True):
    """A later form of a work, as its record names it."""

    kind: Literal["published", "version"]
    """`published`: the article that a preprint became; `version`: a newer version or edition."""
    name: str
    """DOI, PMID or citation of the later form."""
    source: str = ""


class Metadata(Struct, frozen=True):
    """What a source says of itself."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    journal: str | None = None
    publisher: str | None = None
    identifiers: Identifiers = Identifiers()
    types: tuple[str, ...] = ()
    """Publication types, record types, section labels as found, lower case: what the kind is judged by."""
    notices: tuple[Notice, ...] = ()
    is_notice_of: str | None = None
    """The work that this record itself retracts or corrects."""
    years: tuple[int, ...] = ()
    """Every year of publication that the record names (on paper, online), earliest first; empty where it names one."""
    newer: tuple[Newer, ...] = ()
    """Later forms of the work: the article of a preprint, the next version of a review."""


class Reading(Struct, frozen=True):
    """One capture, read. With scope `none` there is no text and `reason` says why.

    `text` is what `claim-audit sources text` prints and what every evidence offset counts in.
    """

    capture: Capture
    reader: str
    scope: Scope
    text: str = ""
    sections: tuple[Section, ...] = ()
    cells: tuple[Cell, ...] = ()
    metadata: Metadata = Metadata()
    trial: Trial | None = None
    reason: Reason | None = None
    detail: str = ""
    """A plain sentence for the editor: what stood in the way."""
    other: Metadata | None = None
    """Of a `wrong_document`: what it says of itself."""


class Work(Struct, frozen=True):
    """A cited work: every name it goes by, the references that cite it, and all that was read of it.

    `readings` come best scope first; a copy that a person added comes before all.
    """

    labels: tuple[str, ...]
    identifiers: tuple[Identifiers, ...]
    readings: tuple[Reading, ...]
    scope: Scope
    kind: SourceKind = "unknown"
    kind_basis: str = ""
    """Why this kind: which record field or words say so."""
    reason: Reason | None = None
    detail: str = ""
    kind_confidence: Literal["high", "medium", "low"] = "low"
    """How surely the basis tells the kind: records and labels high, addresses and words in the text medium."""

    @property
    def read(self) -> tuple[Reading, ...]:
        """The readings that carry text which can be quoted as evidence."""
        return tuple(reading for reading in self.readings if reading.scope not in ("none", "metadata"))


class Shelf(Struct, frozen=True):
    """Everything that was got for one article, a work each."""

    works: tuple[Work, ...]

    def work(self, label: str) -> Work | None:
        """The work that the reference `label` cites."""
        return next((work for work in self.works if label in work.labels), None)
