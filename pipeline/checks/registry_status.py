"""The status of a registered trial is told right or wrong (STA-001, STA-004).

What it does: reads where the claim says that a trial stands (not begun, recruiting, closed to new people, under way,
completed, stopped early, withdrawn, results posted) and when it began or ended, and sets both beside the status and
the dates that the registry record gives of itself. What agrees is borne out; what can't be true is contradicted.

Why it matters: people who want to join a trial, and people who wait for its answer, act on these words.

The article says: "The trial was completed in 2023."

The source says: status TERMINATED; completion date 2022-05-15.

Fine if: the record changed after the copy that was read, or the sentence speaks of another trial.

Literature: AllTrials (results within a year of completion); the status definitions of ClinicalTrials.gov.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._record import Record, record_in_text
from pipeline.checks.out_of_date import outdated
from pipeline.facts.dates import dates
from pipeline.facts.numbers import fold
from pipeline.lexicon import load
from pipeline.records.source import Trial
from pipeline.records.verdict import Agreement, Aspect, Objection, Passage

NAME = "registry-status"


class One(Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern with its reason."""

    reason: str
    pattern: str


class Statement(Struct, frozen=True, forbid_unknown_fields=True):
    """A way to say where a trial stands, and the statuses of which it is true."""

    name: str
    event: str
    """What a date beside it dates: `start`, `end`, `results`, `course` (from start to end), or nothing."""
    past: bool
    """Whether it tells something as done."""
    pattern: str
    fits: str


class StandingWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`registry_status.toml`."""

    order: str
    subject: One
    left_out: One
    own: One
    denied: One
    statement: tuple[Statement, ...]


class Said(NamedTuple):
    """What a claim says of the trial, and where."""

    statement: Statement
    span: tuple[int, int]


class Known(NamedTuple):
    """A value of the record, as it stands there."""

    passage: Passage
    value: str


@cache
def _words() -> StandingWords:
    return load("pipeline.checks", "registry_status.toml", StandingWords)


@cache
def _pattern(raw: str) -> re.Pattern[str]:
    return re.compile(raw, re.IGNORECASE)


def examine(dossier: Dossier) -> Iterator[Objection | Agreement]:
    """What the record bears out of the trial's status and dates, and what it belies."""
    trial = next((reading.trial for reading in dossier.work.read if reading.trial), None)
    told = None if trial is not None else record_in_text(dossier)
    trial = trial or (told and told.trial)
    text = dossier.claim.words
    words = _words()
    if trial is None or text.rstrip().endswith("?") or _of_another(text):
        return
    if not _pattern(words.subject.pattern).search(f"{text} {dossier.claim.before if _is_part(dossier) else ''}"):
        return
    status = _status_in_text(told) if told else _field(dossier, "overall status", trial.status)
    for said in _said(text):
        if said.statement.past and _own(text):
            continue  # a second trial that was completed may be told beside the record of the first
        if said.statement.name not in {"results", "waiting"}:
            yield from _judge(dossier, trial, said, status, in_text=told is not None)
        elif told is None:
            yield from _judge(dossier, trial, said, _results(dossier, trial, status))
        elif told.results is not None:  # a text may leave out what the registry posted
            yield from _judge(dossier, trial, said, Known(told.results.passage, told.results.text), in_text=True)


def _status_in_text(record: Record) -> Known | None:
    """Where a record that was read as a text gives its status."""
    return Known(record.status.passage, record.status.text) if record.status else None


def _of_another(text: str) -> bool:
    """Whether it speaks of a trial that isn't the record's; "a second trial" as its subject may be the one it cites."""
    own = _own(text)
    return _pattern(_words().left_out.pattern).search(text, own.end() if own else 0) is not None


def _own(text: str) -> re.Match[str] | None:
    return _pattern(_words().own.pattern).match(text)


def _is_part(dossier: Dossier) -> bool:
    return dossier.claim.text != dossier.claim.sentence


def _said(text: str) -> list[Said]:
    """The statements of a text; of two that overlap, the one that comes first in the file."""
    found: list[Said] = []
    for statement in _words().statement:
        for match in _pattern(statement.pattern).finditer(text):
            free = all(match.end() <= one.span[0] or one.span[1] <= match.start() for one in found)
            ended_up = _UP.match(text, match.end()) is not None
            if free and not ended_up and not _pattern(_words().denied.pattern).search(text[: match.start()]):
                found.append(Said(statement, match.span()))
    return sorted(found, key=lambda one: one.span)


_UP = re.compile(r" up (?:being|with|as|in)\b", re.IGNORECASE)
"""Who "ended up being enrolled" tells of no end."""


def _field(dossier: Dossier, name: str, value: str) -> Known | None:
    """Where the record gives a value, under its field's name."""
    shown = [passage for passage in dossier.passages if value and passage.text == value]
    named = [passage for passage in shown if passage.section.lower() == name]
    return Known((named or shown)[0], value) if shown else None


def _judge(
    dossier: Dossier, trial: Trial, said: Said, known: Known | None, *, in_text: bool = False
) -> Iterator[Objection | Agreement]:
    """One statement beside the field that answers it, and the dates: a wrong status before a wrong date."""
    if known is None:
        return
    fitting = _fits(said.statement, trial)
    if fitting is None or (not fitting and not in_text and outdated(dossier.claim.text, trial)):
        return
    if not fitting:
        yield _wrong_status(dossier, trial, said, known)
        return
    dated = list(_dated(dossier, said))
    yield from dated
    if not any(isinstance(one, Objection) for one in dated):
        yield _agreed(dossier, said.span, known, "status of the trial")


def _fits(statement: Statement, trial: Trial) -> bool | None:
    """Whether the record bears the statement out; None where it can't tell."""
    if statement.name == "results":
        return trial.has_results
    if statement.name == "waiting":
        return not trial.has_results
    if trial.status in statement.fits.split():
        return True
    if statement.name == "testing" or trial.status in _UNTOLD.get(statement.name, frozenset()):
        return None
    if trial.status not in {*_words().order.split(), "TERMINATED", "WITHDRAWN", "SUSPENDED"}:
        return None
    return False


_UNTOLD = {
    "over": frozenset({"TERMINATED", "WITHDRAWN"}),
    "never": frozenset({"NOT_YET_RECRUITING", "TERMINATED", "SUSPENDED"}),
}
"""Statuses of which a statement is neither true nor false: a trial that was terminated has ended, but not so."""


def _results(dossier: Dossier, trial: Trial, status: Known | None) -> Known | None:
    """What shows whether results are there: the date on which they were posted, or the status."""
    posted = next((one for one in dossier.passages if one.section.lower() == "results first posted"), None)
    return Known(posted, posted.text) if posted is not None and trial.has_results else status


# --- dates ------------------------------------------------------------------------------------------------------------

_FIELDS = {
    "start": ("start date",),
    "end": ("completion date", "primary completion date"),
    "results": ("results first posted",),
}


def _dated(dossier: Dossier, said: Said) -> Iterator[Objection | Agreement]:
    """The dates that a statement gives, beside those of the record."""
    if said.statement.event == "course":
        yield from _course(dossier, said)
        return
    fields = _FIELDS.get(said.statement.event)
    if said.statement.name == "not_begun":
        fields = _FIELDS["start"]
    text = fold(dossier.claim.words)
    told = [one for one in dates(text) if one.iso and said.span[1] <= one.start <= said.span[1] + _BESIDE]
    if not fields or not told:
        return
    one = told[0]
    yield from _date(dossier, (one.start, one.end), (one.first, one.last), fields)


_BESIDE = 12
"""Characters between a statement and its date: `completed in early 2023`."""


def _course(dossier: Dossier, said: Said) -> Iterator[Objection | Agreement]:
    """`Ran from 2021 to 2023`: its two ends."""
    text = fold(dossier.claim.words)
    told = [one for one in dates(text) if one.iso and one.start >= said.span[1]]
    years = list(re.finditer(r"\b(?:19|20)\d\d\b", text[said.span[1] :]))
    if len(told) == 1 and len(years) == 2:
        for year, event in zip(years, ("start", "end"), strict=True):
            spans = dates(year[0])
            place = (said.span[1] + year.start(), said.span[1] + year.end())
            if spans:
                yield from _date(dossier, place, (spans[0].first, spans[0].last), _FIELDS[event])
    elif len(told) == 2:
        for one, event in zip(told, ("start", "end"), strict=True):
            yield from _date(dossier, (one.start, one.end), (one.first, one.last), _FIELDS[event])


def _date(
    dossier: Dossier, place: tuple[int, int], days: tuple[int, int], fields: tuple[str, ...]
) -> Iterator[Objection | Agreement]:
    known = [
        (passage, read[0])
        for name in fields
        for passage in dossier.passages
        if passage.section.lower() == name and (read := dates(passage.text))
    ]
    borne = next((one for one, date in known if days[0] <= date.last and date.first <= days[1]), None)
    if borne is not None:
        yield _agreed(dossier, place, Known(borne, borne.text), "date")
    elif known:
        yield _wrong_date(dossier, place, known[0][0])


# --- what is said of it -----------------------------------------------------------------------------------------------

_READ = {"ENROLLING_BY_INVITATION": "enrolling by invitation", "ACTIVE_NOT_RECRUITING": "active, not recruiting"}


def _agreed(dossier: Dossier, span: tuple[int, int], known: Known, name: str) -> Agreement:
    words = dossier.claim.text[slice(*span)]
    return Agreement(NAME, Aspect(name, words, known.value, "same"), span, known.passage)


def _wrong_status(dossier: Dossier, trial: Trial, said: Said, known: Known) -> Objection:
    """The status is another; told as further than it is, that is STA-001, else out of date (STA-004)."""
    ahead = said.statement.past and trial.status != "COMPLETED"
    told = [one.end for one in dates(fold(dossier.claim.words)) if 0 <= one.start - said.span[1] <= _BESIDE]
    span = (said.span[0], told[0]) if told else said.span
    words = dossier.claim.text[slice(*span)]
    plain = _READ.get(trial.status, trial.status.replace("_", " ").lower())
    by_name = {"results": "The registry has no results", "waiting": "The registry has results by now"}
    title = by_name.get(said.statement.name, f"The registry says: {plain}")
    return Objection(
        code="STA-001" if ahead else "STA-004",
        verdict="contradicted",
        severity="must" if ahead else "should",
        title=title,
        why="The cited registry record gives the trial another status than the article.",
        aspects=(Aspect("status of the trial", words, known.value, "different"),),
        passage=known.passage,
        said=span,
        shown=(0, len(known.passage.text)),
        ok_if="the record changed after the copy that was read, or the sentence speaks of another trial.",
        cause=f"status {trial.id}".strip(),
    )


def _wrong_date(dossier: Dossier, place: tuple[int, int], passage: Passage) -> Objection:
    words = dossier.claim.text[slice(*place)]
    return Objection(
        code="STA-004",
        verdict="contradicted",
        severity="should",
        title=f"{words[:20]}; {passage.section.lower()[:24]}: {passage.text[:10]}",
        why=f"The record gives {passage.text} as its {passage.section.lower()}.",
        aspects=(Aspect(passage.section.lower(), words, passage.text, "different"),),
        passage=passage,
        said=place,
        shown=(0, len(passage.text)),
        ok_if="the article means another event of the trial, or the record changed after the copy that was read.",
        cause=f"date {words}",
    )


CHECK = PairCheck(NAME, ("STA-001", "STA-004"), examine)
