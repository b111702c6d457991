"""People are told as having joined a trial that has none, or not yet (STA-001).

What it does: reads a number of people that the claim tells as enrolled or as having taken part, and sets it beside the
enrolment of the registry record. A trial that was withdrawn, that enrolled nobody or that has not begun had no
participants; while people still join, the number that the record expects is a plan.

Why it matters: a plan for 300 people told as 300 people makes a trial look larger, and further, than it is.

The article says: "Forty people took part in the trial."

The source says: enrolment 0, actual; status WITHDRAWN.

Fine if: the record changed after the copy that was read, or the sentence speaks of another trial.

Literature: the data element definitions of ClinicalTrials.gov (actual and estimated enrolment).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._objections import title
from pipeline.checks._record import record_in_text
from pipeline.facts.context import caveats
from pipeline.lexicon import load
from pipeline.records.claim import Claim
from pipeline.records.fact import Fact
from pipeline.records.source import Trial
from pipeline.records.verdict import Aspect, Objection, Passage

NAME = "enrolled"
CODE = "STA-001"
ABOUT = 0.1
"""By how much a number may differ from the expected one and still be it, told roundly."""


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`enrolled.toml`."""

    before: str
    after: str
    whole: str
    left_out: str
    open_statuses: str


class Joined(NamedTuple):
    """People told as having joined."""

    number: float
    start: int
    end: int
    whole: bool
    """Whether they are told as all whom the trial asks for."""


@cache
def _words() -> Words:
    return load("pipeline.checks", "enrolled.toml", Words)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(getattr(_words(), name), re.IGNORECASE)


def joined(claim: Claim) -> Joined | None:
    """The first number of people that a claim tells as having joined; none in a plan, a question or a denial."""
    if _pattern("left_out").search(claim.text) or "other study" in caveats(claim.text):
        return None
    return next((_people(claim, fact) for fact in claim.facts if _tells(claim.text, fact)), None)


def _tells(text: str, fact: Fact) -> bool:
    if fact.dimension != "count" or fact.value is None or not fact.value.low:
        return False
    return bool(_pattern("before").search(text, 0, fact.start) or _pattern("after").search(text[fact.end :]))


def _people(claim: Claim, fact: Fact) -> Joined:
    number = fact.value.low if fact.value is not None and fact.value.low else 0.0
    whole = _pattern("whole").search(claim.text, 0, fact.start) is not None
    return Joined(number, fact.start, fact.end, whole)


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where nobody, or only part of them, can have joined."""
    trial = _trial(dossier)
    said = joined(dossier.claim) if trial is not None else None
    if trial is None or said is None:
        return
    told = _against(said, trial)
    passage = _shown(dossier, trial) if told else None
    if told and passage is not None:
        yield _objection(dossier, said, passage, told, trial)


def _against(said: Joined, trial: Trial) -> str | None:
    """What the record tells that leaves no room for so many; None where it leaves room."""
    if _is_empty(trial):
        return "nobody joined"
    if trial.status == "NOT_YET_RECRUITING":
        return "not yet recruiting"
    recruits = trial.status in _words().open_statuses.split()
    if recruits and _is_the_plan(said, trial) and (said.whole or trial.enrolment_type == "ESTIMATED"):
        return "still recruiting"
    return None


def only_planned(dossier: Dossier) -> bool:
    """Whether a number told as enrolled is one that the record can't bear out: an estimate, or one still growing."""
    trial = _trial(dossier)
    said = joined(dossier.claim) if trial is not None else None
    if trial is None or said is None:
        return False
    growing = trial.status in _words().open_statuses.split() or trial.enrolment_type == "ESTIMATED"
    return _is_empty(trial) or (growing and _is_the_plan(said, trial))


def _trial(dossier: Dossier) -> Trial | None:
    """The record, whether it was read as data or as a text."""
    trial = next((reading.trial for reading in dossier.work.read if reading.trial), None)
    record = record_in_text(dossier) if trial is None else None
    return record.trial if record else trial


def _shown(dossier: Dossier, trial: Trial) -> Passage | None:
    """Where the record says so: an enrolment of nobody before its status."""
    empty = _field(dossier, "enrolment", "0") if _is_empty(trial) else None
    if empty or (status := _field(dossier, "overall status", trial.status)):
        return empty or status
    record = record_in_text(dossier)
    place = record and (record.enrolment if trial.enrolment == 0 else record.status)
    return place.passage if place else None


def _is_empty(trial: Trial) -> bool:
    return trial.status == "WITHDRAWN" or (trial.enrolment == 0 and trial.enrolment_type != "ESTIMATED")


def _is_the_plan(said: Joined, trial: Trial) -> bool:
    return trial.enrolment is not None and abs(said.number - trial.enrolment) <= ABOUT * trial.enrolment


def _field(dossier: Dossier, name: str, value: str) -> Passage | None:
    """Where the record gives a value, under its field's name."""
    shown = [passage for passage in dossier.passages if passage.text == value]
    return next((each for each in shown if each.section.lower() == name), next(iter(shown), None))


def _objection(dossier: Dossier, said: Joined, passage: Passage, told: str, trial: Trial) -> Objection:
    words = dossier.claim.text[said.start : said.end]
    return Objection(
        code=CODE,
        verdict="contradicted",
        severity="must",
        title=title(f"“{words}” joined; the registry: {told}"),
        why="The registry record does not count these people as enrolled.",
        aspects=(Aspect("number enrolled", words, passage.text, "different"),),
        passage=passage,
        said=(said.start, said.end),
        shown=(0, len(passage.text)),
        ok_if="the record changed after the copy that was read, or the sentence speaks of another trial.",
        confidence="high",
        cause=f"enrolled {trial.id}".strip(),
    )


CHECK = PairCheck(NAME, (CODE,), examine)
