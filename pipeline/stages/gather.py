"""References → works: every capture read, names of one work joined, and what was got of each said with its reason.

Pure but for `find`, which hands over captures and their bytes. The same captures give the same shelf.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from pipeline.identifiers import url_key
from pipeline.records.citation import CitedArticle, Identifiers, Reference
from pipeline.records.source import ADDED, SCOPES, Capture, Metadata, Reading, Reason, Scope, Shelf, SourceKind, Work
from pipeline.references.another import denied, of_another, opens_another, why_another
from pipeline.sources import read_capture
from pipeline.sources.classify import Ending
from pipeline.sources.identity import (
    Names,
    address_names,
    all_names,
    contradict,
    disagreement,
    join,
    names_of_url,
    same_work_names,
)
from pipeline.sources.kind import told_kind
from pipeline.sources.wrong_document import disagrees

Find = Callable[[Reference], tuple[tuple[Capture, bytes | None], ...]]
_SERVICES = ("api.", "eutils.ncbi.nlm.nih.gov", "ebi.ac.uk/europepmc", "clinicaltrials.gov/api")
"""Addresses that people don't open: their refusals say less than the page's own."""
_REASONS = frozenset(get_args(Reason))
_NOT_ASKED = "No copy of it is kept, and it was not asked for: the run was offline, or had used up its requests."


class _Found(Struct, frozen=True):
    """A reference with all that was got for it."""

    reference: Reference
    readings: tuple[Reading, ...]
    denied: Names = frozenset()
    """Names of the entry that open another work: they join it with nothing."""


def gather(cited: CitedArticle, find: Find) -> Shelf:
    """Read everything that answers the article's references: a work each, in the order of their first reference.

    `find` gives every capture that answers a reference with its bytes, None where only a refusal was kept. Nothing
    found means that nothing was asked: the reason is then `offline`, or `unresolved` where the reference names
    nothing that could be asked for.
    """
    known: dict[tuple[str, ...], Reading] = {}
    found = [_found(one, tuple(_readings(one, find(one), known))) for one in cited.references]
    names = [_own_names(one) | _learnt(one) for one in found]
    return Shelf(tuple(_work(group) for group in join(found, names)))


def _readings(
    reference: Reference, pairs: Sequence[tuple[Capture, bytes | None]], known: dict[tuple[str, ...], Reading]
) -> Iterator[Reading]:
    """Each capture read once however many references it answers, and judged against this one."""
    for capture, body in pairs:
        key = (capture.url, capture.final_url, capture.retrieved_at, capture.path or "", capture.sha256 or "")
        reading = known.get(key)
        if reading is None:
            reading = known[key] = _refusal(capture) if body is None else read_capture(capture, body)
        other = "" if capture.outcome == ADDED or reading.scope == "none" else _other_work(reference, reading)
        yield _wrong(reading, other) if other else reading


def _found(reference: Reference, readings: tuple[Reading, ...]) -> _Found:
    """The readings of an entry, without the text of a work that one of its identifiers wrongly opens."""
    others = of_another(reference, readings)
    if not others:
        return _Found(reference, readings)
    why = why_another(reference, readings)
    kept = tuple(_wrong(one, why) if any(one is other for other in others) else one for one in readings)
    return _Found(reference, kept, denied(reference, opens_another(reference, readings)))


def _own_names(found: _Found) -> frozenset[tuple[str, str]]:
    """The names by which an entry joins others; an address that only resolves a wrong name is none."""
    names = all_names(found.reference)
    url = found.reference.identifiers.url
    resolves = bool(url and found.denied & same_work_names(names_of_url(url)))
    return names - found.denied - (address_names(found.reference.identifiers) if resolves else frozenset())


def _other_work(reference: Reference, reading: Reading) -> str:
    """Why what was got is not what was cited; empty where nothing says so."""
    return disagreement(reference, reading.metadata) or disagrees(reading, reference.identifiers, reference.title) or ""


def _refusal(capture: Capture) -> Reading:
    """Nothing was kept of the answer: the ending that the fetch wrote down, else the one that its status names."""
    if capture.outcome in _REASONS:
        reason: Reason = capture.outcome  # type: ignore[assignment]  # checked against the word list
        said = capture.note or f"The fetch noted: {reason.replace('_', ' ')}."
        return Reading(capture, "", "none", reason=reason, detail=said)
    return read_capture(capture, None)


def _wrong(reading: Reading, why: str) -> Reading:
    """What was got is another work: no text of it counts, but its front matter (`other`) says what it is."""
    ending = Ending("wrong_document", why)
    return Reading(
        reading.capture,
        reading.reader,
        "none",
        metadata=Metadata(),
        reason=ending.reason,
        detail=ending.detail,
        other=reading.metadata,
    )


def _learnt(found: _Found) -> frozenset[tuple[str, str]]:
    """Names that the readings of a reference add to its own: a PubMed record gives the DOI of its PMID."""
    own: Names = same_work_names(found.reference.identifiers)
    learnt: set[tuple[str, str]] = set()
    for reading in found.readings:
        if reading.scope == "none" or reading.metadata.is_notice_of:
            continue
        names = same_work_names(reading.metadata.identifiers) | same_work_names(names_of_url(reading.capture.url))
        if not contradict(own | learnt, names):
            learnt |= names
        if len(url_key(reading.capture.final_url).split("/")) > 1:
            learnt.add(("url", url_key(reading.capture.final_url)))
    return frozenset(learnt)


def _work(group: Sequence[_Found]) -> Work:
    references = tuple(found.reference for found in group)
    readings = _ordered(_distinct(group))
    kind, basis, sure = told_kind([one for one in readings if one.scope != "none"], references)
    readings = tuple(_as_kind(reading, kind) for reading in readings)
    scope: Scope = min((reading.scope for reading in readings), key=SCOPES.index, default="none")
    reason, detail = _why_not_more(readings, references, scope)
    return Work(
        labels=tuple(reference.label for reference in references),
        identifiers=_identifiers(references, readings),
        readings=readings,
        scope=scope,
        kind=kind,
        kind_basis=basis,
        kind_confidence=sure,
        reason=reason,
        detail=detail,
    )


def _distinct(group: Sequence[_Found]) -> tuple[Reading, ...]:
    """Every reading once; one that is the wrong document for one reference and right for another is right."""
    found: dict[tuple[str, ...], Reading] = {}
    for reading in (reading for one in group for reading in one.readings):
        capture = reading.capture
        key = (capture.url, capture.final_url, capture.retrieved_at, capture.path or "")
        if key not in found or found[key].reason == "wrong_document":
            found[key] = reading
    return tuple(found.values())


def _ordered(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """A person's copy first, then the best scope, of equals the newest.

    Captures of one day came with one run, as its threads happened to take turns: their addresses order those.
    """
    by_address = sorted(readings, key=lambda reading: (reading.capture.url, reading.capture.final_url))
    newest = sorted(by_address, key=lambda reading: reading.capture.retrieved_at[:10], reverse=True)
    return tuple(
        sorted(newest, key=lambda one: (one.scope == "none" or one.capture.outcome != ADDED, SCOPES.index(one.scope)))
    )


def _as_kind(reading: Reading, kind: SourceKind) -> Reading:
    """The whole text of a press release is a press release's text, that of a registry's page a registry's."""
    scopes: dict[SourceKind, Scope] = {"press_release": "press_release", "registry_record": "registry"}
    return replace(reading, scope=scopes[kind]) if reading.scope == "full_text" and kind in scopes else reading


def _why_not_more(
    readings: Sequence[Reading], references: Sequence[Reference], scope: Scope
) -> tuple[Reason | None, str]:
    """The reason why not all of the work was read, and what to tell a person; no reason where the text was had."""
    if not readings:
        if any(one.identifiers.names() for one in references):
            return "offline", _NOT_ASKED
        return "unresolved", "The entry names no DOI, number or link, and no kept source bears its title."
    if scope not in ("none", "metadata", "abstract"):
        return None, _age(readings)
    stopped = _stopped(readings, references, scope)
    if stopped:
        return stopped.reason, stopped.detail
    if scope == "abstract":
        return None, readings[0].detail or "Only the abstract could be read, not the full text."
    return "offline", "Only the bibliographic record is kept; the text itself was not asked for."


def _stopped(readings: Sequence[Reading], references: Sequence[Reference], scope: Scope) -> Reading | None:
    """What stood in the way: at the cited address itself, else at a page, else at a service that keeps records.

    Where nothing of the work was read, another work under its names says more than any refusal; where some was, less.
    """
    cited = {url_key(one.identifiers.url) for one in references if one.identifiers.url}
    refused = [reading for reading in readings if reading.reason]

    def distance(reading: Reading) -> tuple[bool, int]:
        key = url_key(reading.capture.url)
        other = reading.reason == "wrong_document"
        return other != (scope == "none"), 0 if key in cited else 1 if not key.startswith(_SERVICES) else 2

    return min(refused, key=distance, default=None)


def _age(readings: Sequence[Reading]) -> str:
    """That the source has refused since the copy was made, so that nobody looks for the quote in vain; else empty."""
    best = readings[0]
    since = [one for one in readings if one.scope == "none" and one.capture.retrieved_at > best.capture.retrieved_at]
    same = [one for one in since if url_key(one.capture.url) == url_key(best.capture.url)]
    if not same:
        return ""
    day = slice(0, 10)
    return (
        f"Read from the copy of {best.capture.retrieved_at[day]}; on {same[0].capture.retrieved_at[day]} "
        f"it could not be had again: {(same[0].reason or 'unresolved').replace('_', ' ')}."
    )


def _identifiers(references: Sequence[Reference], readings: Sequence[Reading]) -> tuple[Identifiers, ...]:
    """Every name that the work goes by, as cited first, then as its own records give them."""
    cited = [one.identifiers for one in references]
    known = frozenset(name for one in cited for name in same_work_names(one))
    own = [one.metadata.identifiers for one in readings if one.scope != "none"]
    learnt = [one for one in own if one.names() and not contradict(known, same_work_names(one))]
    return tuple(dict.fromkeys((*cited, *learnt)))
