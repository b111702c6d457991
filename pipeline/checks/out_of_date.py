"""Out of date (STA-004).

What it does: finds statements that a trial is running, recruiting or still without results, and sets them against the
status that the registry record itself gives: completed, terminated, withdrawn, suspended, unknown, or results posted.

Why it matters: a reader who wants to take part is sent to a closed door, and one who waits for results may find them
already there.

The article says: "A trial is currently under way."

The source says: status COMPLETED.

Fine if: the sentence tells of the time when it was written and says so, or it speaks of another trial.

Literature: KSJ Science Editing Handbook (statements that expire); AllTrials (results within a year of completion).
"""

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from pipeline.checks import Dossier, PairCheck
from pipeline.lexicon import Patterns, first, load
from pipeline.records.report import Severity, Verdict
from pipeline.records.source import Trial
from pipeline.records.verdict import Aspect, Objection, Passage


class Status(Struct, frozen=True, forbid_unknown_fields=True):
    """A status of the registry with what it makes untrue."""

    name: str
    against: tuple[str, ...]
    title: str
    verdict: Verdict | None = None


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`out_of_date.toml`."""

    running: Patterns
    recruiting: Patterns
    waiting: Patterns
    dated: Patterns
    other: Patterns
    status: tuple[Status, ...]


@cache
def _words() -> File:
    return load("pipeline.checks", "out_of_date.toml", File)


def _first(group: str, text: str) -> tuple[int, int] | None:
    return first(getattr(_words(), group).patterns, text)


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where the claim's present tense is past by the record's own status."""
    trial = next((reading.trial for reading in dossier.work.read if reading.trial), None)
    text = dossier.claim.text
    if trial is None or _first("dated", dossier.claim.sentence) or _first("other", text):
        return
    status = next((each for each in _words().status if each.name == trial.status), None)
    passage = _status(trial, dossier.passages)
    if passage is None:
        return
    for group in status.against if status else ():
        said = _first(group, text)
        if said is not None and status is not None:
            yield _objection(dossier, passage, said, status.title, status.verdict)
            return
    said = _first("waiting", text)
    if trial.has_results and said is not None:
        yield _objection(dossier, passage, said, "The registry has results by now", "contradicted")


def outdated(text: str, trial: Trial) -> bool:
    """Whether this check has its own word on a text beside a record."""
    if _first("dated", text) or _first("other", text):
        return False
    status = next((each for each in _words().status if each.name == trial.status), None)
    groups = (*(status.against if status else ()), *(("waiting",) if trial.has_results else ()))
    return any(_first(group, text) for group in groups)


def _status(trial: Trial, passages: tuple[Passage, ...]) -> Passage | None:
    """The record's own status value."""
    return next((passage for passage in passages if passage.text == trial.status), None)


def _objection(
    dossier: Dossier, passage: Passage, said: tuple[int, int], title: str, verdict: Verdict | None
) -> Objection:
    severity: Severity = "should" if verdict else "consider"
    words = dossier.claim.text[slice(*said)]
    return Objection(
        code="STA-004",
        verdict=verdict,
        severity=severity,
        title=title,
        why="What was true when it was written no longer is by the record that is cited.",
        aspects=(Aspect("status of the trial", words, passage.text, "different"),),
        passage=passage,
        said=said,
        shown=(0, len(passage.text)),
        ok_if="the sentence tells of the time when it was written, or of another trial; say so.",
        cause="out of date",
    )


CHECK = PairCheck("out-of-date", ("STA-004",), examine)
