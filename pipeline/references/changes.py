"""What changed between two looks at the sources of an article: retractions, registry status, links, words of pages."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from pipeline.records.source import Notice, Reading, Shelf, Trial, Work
from pipeline.references.dates import in_words
from pipeline.references.names import same_page
from pipeline.references.standing import GRAVEST, Standing, standing_of

_SAID = {
    "retraction": "retracted",
    "withdrawal": "withdrawn",
    "expression_of_concern": "under an expression of concern",
    "correction": "corrected",
}
_TRIAL = {
    "status": "status",
    "has_results": "results posted",
    "enrolment": "enrolment",
    "enrolment_type": "enrolment is",
    "primary_completion": "primary completion",
    "completion": "completion",
    "why_stopped": "reason for stopping",
    "masking": "masking",
    "sponsor": "sponsor",
}
_SHOWN = 160
"""Characters of a changed line that are shown."""


class Change(Struct, frozen=True):
    """One thing that is not as it was."""

    label: str
    kind: Literal["retraction", "registry", "link", "source"]
    text: str


def changes(before: Shelf, after: Shelf) -> Iterator[Change]:
    """Every change, a work after the other in the article's order."""
    for work in after.works:
        was = next((one for one in before.works if set(one.labels) & set(work.labels)), None)
        if was is not None:
            label = work.labels[0]
            yield from (Change(label, "retraction", text) for text in _standing(standing_of(was), standing_of(work)))
            yield from (Change(label, "registry", text) for text in _trials(_trial(was), _trial(work)))
            yield from _pages(label, was, work)


def _standing(was: Standing, now: Standing) -> Iterator[str]:
    old, new = was.notice, now.notice
    if new and (old is None or _weight(new) < _weight(old)):
        when = f" on {in_words(new.date)}" if new.date else ""
        part = " in part" if new.partly else ""
        yield f"{_SAID[new.type]}{part}{when}" + (f" (notice {new.notice})" if new.notice else "")
    elif old and new is None and now.state != "unknown":
        yield f"no longer {_SAID[old.type]}, as far as those who were asked know ({', '.join(now.asked)})"
    elif old and new and GRAVEST.index(new.type) > GRAVEST.index(old.type):
        yield f"no longer {_SAID[old.type]}, but {_SAID[new.type]}"


def _weight(notice: Notice) -> tuple[int, bool]:
    """Lower is graver: what was retracted in part may be retracted whole."""
    return GRAVEST.index(notice.type), notice.partly


def _trial(work: Work) -> Trial | None:
    """The newest registry record."""
    found = [one for one in work.readings if one.trial]
    return max(found, key=lambda one: one.capture.retrieved_at).trial if found else None


def _trials(was: Trial | None, now: Trial | None) -> Iterator[str]:
    if was is None or now is None:
        return
    for field, name in _TRIAL.items():
        old, new = getattr(was, field), getattr(now, field)
        if old != new:
            yield f"{name}: {_plain(old)} → {_plain(new)}"


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value not in (None, "") else "not given"


def _pages(label: str, before: Work, after: Work) -> Iterator[Change]:
    """Pages (not registries' records): gone, back, or with other words."""
    for now in after.readings:
        if now.trial or now.reader in ("crossref", "pubmed", "europepmc", "openalex", "datacite", "unpaywall"):
            continue
        was = _newest(before, now.capture.url)
        latest = _newest(after, now.capture.url)
        if latest is not now or was is None or was.capture.retrieved_at == now.capture.retrieved_at:
            continue
        if was.reason != now.reason:
            yield Change(label, "link", f"{now.capture.url}: {_ending(was)} → {_ending(now)}")
        elif was.text and now.text and was.text != now.text:
            yield Change(label, "source", f"{now.capture.url}: {_words(was.text, now.text)}")


def _newest(work: Work, url: str) -> Reading | None:
    found = [one for one in work.readings if same_page(one.capture.url, url)]
    return max(found, key=lambda one: one.capture.retrieved_at, default=None)


def _ending(reading: Reading) -> str:
    return (reading.reason or "could be read").replace("_", " ")


def _words(was: str, now: str) -> str:
    """How many lines went and came, with the first that came (else the first that went)."""
    old, new = was.splitlines(), now.splitlines()
    known_old, known_new = set(old), set(new)
    gone = [line for line in old if line.strip() and line not in known_new]
    come = [line for line in new if line.strip() and line not in known_old]
    shown = (come or gone or [""])[0][:_SHOWN]
    return f"its words changed: {len(gone)} paragraphs gone, {len(come)} new" + (f" (“{shown}”)" if shown else "")
