"""Works and references -> the report's table of sources."""

import hashlib

import msgspec
from msgspec import UNSET

from pipeline.records.citation import CitedArticle, Reference
from pipeline.records.report import FindingEntry, ReferenceEntry, RetractionNotice
from pipeline.records.source import Reading, Shelf, Work
from pipeline.references.standing import standing_of

_REVIEWED = frozenset(
    "randomised_trial systematic_review meta_analysis cohort review journal_article letter guideline".split()
)
_UNREVIEWED = frozenset("registry_record preprint press_release news company_page web_page dictionary".split())


def references_of(cited: CitedArticle, shelf: Shelf, findings: tuple[FindingEntry, ...]) -> tuple[ReferenceEntry, ...]:
    """One entry a reference, in the article's order."""
    return tuple(_entry(reference, cited, shelf, findings) for reference in cited.references)


def times_cited(cited: CitedArticle, label: str) -> int:
    """How many markers of the text point at `label`."""
    return sum(label in marker.labels for marker in cited.markers)


def _entry(
    reference: Reference, cited: CitedArticle, shelf: Shelf, findings: tuple[FindingEntry, ...]
) -> ReferenceEntry:
    work = shelf.work(reference.label)
    best = _best(work)
    scope = work.scope if work else "none"
    kind = work.kind if work else "unknown"
    metadata = best.metadata if best else None
    return ReferenceEntry(
        label=reference.label,
        raw=reference.raw,
        identifiers=reference.identifiers,
        kind=kind,
        status="ok" if scope not in ("none", "metadata") else "unavailable",
        scope=scope,
        same_as=tuple(label for label in work.labels if label != reference.label) if work else (),
        cited=times_cited(cited, reference.label),
        retraction=retraction_of(work),
        findings=tuple(
            finding.id for finding in findings if finding.reference == reference.label and not finding.claim
        ),
        title=_title(work) or reference.title or UNSET,
        peer_reviewed=True if kind in _REVIEWED else False if kind in _UNREVIEWED else UNSET,
        reason=(work.reason if work and scope in ("none", "metadata") else None) or UNSET,
        detail=(work.detail if work else "") or UNSET,
        retrieved_at=best.capture.retrieved_at if best else UNSET,
        sha256=(best.capture.sha256 if best else None) or UNSET,
        kind_basis=(work.kind_basis if work else "") or UNSET,
        authors=metadata.authors if metadata and metadata.authors else UNSET,
        journal=(metadata.journal if metadata else None) or UNSET,
        url=_address(reference),
        published=(metadata.date if metadata else None) or UNSET,
        contents=contents_of(work) or UNSET,
        kind_confidence=work.kind_confidence if work and work.kind_basis else UNSET,
    )


def contents_of(work: Work | None) -> tuple[str, ...]:
    """A digest for each different reading of a work: its scope, text and notices, not the bytes round them.

    A page that comes with another advertisement is the same source; one that was corrected or retracted is not.
    """
    read = [reading for reading in work.readings if reading.scope != "none"] if work else []
    return tuple(sorted({_content(reading) for reading in read}))


def _content(reading: Reading) -> str:
    notices = sorted((one.type, one.notice or "", one.date or "") for one in reading.metadata.notices)
    told = msgspec.json.encode((reading.scope, " ".join(reading.text.split()), notices))
    return hashlib.sha256(told).hexdigest()[:16]


def _best(work: Work | None) -> Reading | None:
    return next((reading for reading in work.readings if reading.text), None) if work else None


def _title(work: Work | None) -> str | None:
    return next((reading.metadata.title for reading in work.readings if reading.metadata.title), None) if work else None


def _address(reference: Reference) -> str:
    """Where a person opens it: the cited address if it is http(s), else the resolver of its identifier."""
    names = reference.identifiers
    if names.url and names.url.lower().startswith(("http://", "https://")):
        return names.url
    if names.doi:
        return f"https://doi.org/{names.doi}"
    if names.pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{names.pmid}/"
    if names.pmcid:
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{names.pmcid}/"
    if names.nct:
        return f"https://clinicaltrials.gov/study/{names.nct}"
    return UNSET  # type: ignore[return-value]  # the field is left out


def retraction_of(work: Work | None) -> RetractionNotice:
    """What the registries that were read know; nothing read is `unknown`, never clean."""
    standing = standing_of(work)
    worst = standing.notice
    return RetractionNotice(
        state=standing.state,
        asked=standing.asked,
        type=worst.type if worst else UNSET,
        notice=(worst.notice if worst else None) or UNSET,
        date=(worst.date if worst else None) or UNSET,
        asked_at=standing.asked_at or UNSET,
        unanswered=standing.unanswered or UNSET,
    )
