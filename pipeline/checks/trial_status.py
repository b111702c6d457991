"""Unfinished trial told as finished (STA-001).

What it does: finds claims of efficacy or safety that rest on a registry record without results, and quotes the
record's own status.

Why it matters: a registered trial shows that somebody asked the question; the answer is not in yet.

The article says: "Ongoing research, including a trial (NCT…), suggests that it may be highly effective."

The source says: status RECRUITING, and no results posted.

Fine if: results were published elsewhere; cite them.

Literature: AllTrials and ICMJE on registration; HealthNewsReview criterion 4 (quality of the evidence).
"""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from pipeline.checks import Dossier, PairCheck
from pipeline.lexicon import load
from pipeline.records.source import Trial
from pipeline.records.verdict import Aspect, Objection, Passage


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """A group of patterns with its reason."""

    reason: str
    patterns: tuple[str, ...]


class StatusWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`trial_status.toml`."""

    result: Words
    plan: Words
    open_statuses: str


@cache
def _words() -> StatusWords:
    return load("pipeline.checks", "trial_status.toml", StatusWords)


@cache
def _compiled(group: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in getattr(_words(), group).patterns)


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where a result is claimed of a trial that has posted none."""
    trial = next((reading.trial for reading in dossier.work.read if reading.trial), None)
    if trial is None or trial.has_results or any(reading.trial is None for reading in dossier.work.read):
        return
    said = result_span(dossier.claim.text)
    passage = _status(trial, dossier.passages)
    if said is None or passage is None:
        return
    running = trial.status in _words().open_statuses.split()
    words = dossier.claim.text[slice(*said)]
    yield Objection(
        code="STA-001",
        verdict="overstated",
        severity="must",
        title="The trial has no results yet" if running else "The trial has posted no results",
        why="The cited registry record says what is being tested, not what was found.",
        aspects=(Aspect("status of the trial", words, passage.text, "stronger"),),
        passage=passage,
        said=said,
        shown=(0, len(passage.text)),
        ok_if="results were published elsewhere; cite them.",
        cause=f"no results {trial.id}",
    )


def result_span(text: str) -> tuple[int, int] | None:
    """Where the text tells a result of treatment, or None: plans and questions tell none."""
    plans = [match.span() for pattern in _compiled("plan") for match in pattern.finditer(text)]
    for pattern in _compiled("result"):
        for match in pattern.finditer(text):
            if not any(start <= match.start() < end + 60 for start, end in plans):
                return match.span()
    return None


def _status(trial: Trial, passages: tuple[Passage, ...]) -> Passage | None:
    """The record's own status value."""
    return next((passage for passage in passages if passage.text == trial.status), None)


CHECK = PairCheck("trial-status", ("STA-001",), examine)
