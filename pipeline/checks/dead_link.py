"""Dead link (REF-001).

What it does: names links and identifiers that open nothing any more: the site says so (404, 410, a polite "not
found"), or it could not be reached on three different days. A site that refuses programs (403), asks for a login or
is slow today is not dead. A link that now leads to the site's front page, and an http address that the site itself
sends on to https, are named as well.

Why it matters: readers can't check what they can't open.

The article says: "https://example.org/report-2019"

The source says: 404, page not found.

Fine if: it opens for you; add your copy with `claim-audit sources add URL FILE`.

Literature: Pew Research Center 2024 (38% of the pages of 2013 are gone); RFC 9110, 15.5.5 and 15.5.11.
"""

from collections.abc import Iterator, Sequence

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.checks._remarks import shortened
from pipeline.records.citation import Reference
from pipeline.records.report import Severity
from pipeline.records.source import ADDED, Reading, Work
from pipeline.records.verdict import Objection
from pipeline.references.dates import in_words
from pipeline.references.names import asked_by, host_of, linked, path_of, same_page, stated

STRIKES = 3
"""Days on which an address must have failed in passing before it counts as dead."""
_GONE = ("not_found", "gone")
_PASSING = ("network_error", "timeout", "server_error", "tls_error", "redirect_loop")
_ARCHIVES = ("https://web.archive.org/", "http://web.archive.org/")
_RESOLVERS = ("doi.org", "dx.doi.org")


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each reference whose own link, or resolver, is dead, moved to a front page, or should be https."""
    for reference in audited.sheet.cited.references:
        work = audited.shelf.work(reference.label)
        objection = _of(reference, work) if work else None
        if objection:
            yield Remark(objection, reference=reference.label)


def _of(reference: Reference, work: Work) -> Objection | None:
    """The entry's own link decides; its number where it has no link, or is itself written in the entry."""
    archived = next((one.capture.final_url for one in work.readings if _archived(one)), None)
    site = [one for one in work.readings if not one.capture.final_url.startswith(_ARCHIVES)]
    link = _newest([one for one in site if linked(reference, one)])
    number = _newest([one for one in site if not linked(reference, one) and _resolves(reference, one)])
    told = _about(reference, link, archived) if link else None
    if told is None and number is not None and (link is None or stated(reference, number)):
        told = _about(reference, number, archived)
    return told


def _newest(readings: Sequence[Reading]) -> Reading | None:
    return max(readings, key=lambda one: one.capture.retrieved_at, default=None)


def _about(reference: Reference, newest: Reading, archived: str | None) -> Objection | None:
    if newest.capture.outcome == ADDED:
        return None
    return (
        _dead(reference, newest, archived) or _front_page(reference, newest, archived) or _insecure(reference, newest)
    )


def _resolves(reference: Reference, reading: Reading) -> bool:
    """Is it the answer of the resolver, or of the registry, to the entry's own number?"""
    host = host_of(reading.capture.url)
    registry = host.endswith("clinicaltrials.gov") and reading.reason in _GONE
    return (host in _RESOLVERS or registry) and bool(asked_by(reference, reading))


def _archived(reading: Reading) -> bool:
    return reading.capture.final_url.startswith(_ARCHIVES) and reading.scope != "none"


def _dead(reference: Reference, newest: Reading, archived: str | None) -> Objection | None:
    capture, reason = newest.capture, newest.reason
    day = in_words(capture.retrieved_at[:10])
    number = asked_by(reference, newest) if not _is_link(reference, newest) else ""
    what = {"doi": "DOI", "nct": "Trial number"}.get(number, "Link")
    if reason in _GONE:
        status = f" ({capture.status})" if capture.status in (404, 410) else ""
        why = f"{capture.url} opens nothing{status}: asked on {day}."
        title = f"{what} of [{reference.label}] " + ("is dead" if what == "Link" else "opens nothing")
        return _objection(reference, title, why, archived, "should")
    if reason in _PASSING and len(capture.strikes) >= STRIKES:
        days = f"{in_words(capture.strikes[0])} and {in_words(capture.strikes[-1])}"
        why = f"{capture.url} could not be reached on {len(capture.strikes)} days between {days}."
        return _objection(reference, f"{what} of [{reference.label}] is dead", why, archived, "should")
    return None


def _is_link(reference: Reference, reading: Reading) -> bool:
    return linked(reference, reading) and host_of(reading.capture.url) not in _RESOLVERS


def _front_page(reference: Reference, newest: Reading, archived: str | None) -> Objection | None:
    capture = newest.capture
    moved = bool(path_of(capture.url)) and not path_of(capture.final_url) and host_of(capture.final_url) != ""
    if newest.reason == "soft_404":
        title = f"Link of [{reference.label}] " + ("opens the front page" if moved else "opens no such page")
        why = newest.detail or f"{capture.url} ends at {capture.final_url}."
        return _objection(reference, title, why, archived, "should")
    if moved and capture.status == 200 and "?" not in capture.url and "?" not in capture.final_url:
        why = f"{capture.url} leads to the site's front page, {capture.final_url}."
        return _objection(reference, f"Link of [{reference.label}] opens the front page", why, archived, "should")
    return None


def _insecure(reference: Reference, newest: Reading) -> Objection | None:
    """An http address of which the site itself makes https; `suggestion` is the entry with it."""
    url = reference.identifiers.url or ""
    final = newest.capture.final_url
    if not (url.startswith("http://") and final.startswith("https://") and newest.scope != "none"):
        return None
    if not same_page(url, final):
        return None
    better = url.replace("http://", "https://", 1)
    return Objection(
        code="REF-001",
        verdict=None,
        severity="consider",
        title=shortened(f"Link of [{reference.label}] should be https", 60),
        why=f"The site itself leads {url} to its https address.",
        aspects=(),
        ok_if="your house keeps addresses as they were cited.",
        suggestion=reference.raw.replace(url, better) if url in reference.raw else better,
    )


def _objection(reference: Reference, title: str, why: str, archived: str | None, severity: Severity) -> Objection:
    url = reference.identifiers.url or ""
    tail = f" There is an archived copy: {archived}" if archived else ""
    suggestion = reference.raw.replace(url, archived) if archived and url and url in reference.raw else archived
    return Objection(
        code="REF-001",
        verdict=None,
        severity=severity,
        title=shortened(title, 60),
        why=why + tail,
        aspects=(),
        ok_if="it opens for you; add your copy with: claim-audit sources add URL FILE",
        suggestion=suggestion,
    )


CHECK = ArticleCheck("dead-link", ("REF-001",), inspect)
