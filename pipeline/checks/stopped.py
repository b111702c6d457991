"""A trial was stopped for another reason (STA-004).

What it does: where the claim says why a trial was stopped, reads the reason by its type (safety, too few people,
no benefit in sight, a clear benefit, money, a decision of the sponsor, supply, the pandemic, staff) and sets it
beside the reason that the registry record or the report gives. Two different types contradict each other, save where
one is often told for the other; a reason that the source itself rules out contradicts always.

Why it matters: "stopped because of harm" and "stopped because nobody joined" say opposite things of a treatment.

The article says: "The trial was halted over safety concerns."

The source says: why stopped: "Slow recruitment".

Fine if: the article means another trial, or another source gives the further reason.

Literature: CONSORT 2010 item 14b (why the trial ended or was stopped); DeVito 2020 (reasons on registries).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._objections import title
from pipeline.facts.context import caveats
from pipeline.lexicon import load
from pipeline.records.verdict import Agreement, Aspect, Objection, Passage

NAME = "stopped"
CODE = "STA-004"
REACH = 160
"""Characters before and behind the stop within which a reason of the same sentence belongs to it."""
BEFORE = 40
"""Characters before the stop in which a plan makes it one that did not happen."""


class One(Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern with its reason."""

    reason: str
    pattern: str


class Cause(Struct, frozen=True, forbid_unknown_fields=True):
    """A type of reason, how texts name it, and how we name it to a person."""

    name: str
    pattern: str
    said: str


class Near(Struct, frozen=True, forbid_unknown_fields=True):
    """Types of which one is often told for the other."""

    names: tuple[str, ...]
    reason: str


class StoppedWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`stopped.toml`."""

    stopped: One
    plan: One
    denied: One
    by_itself: One
    by_verb: One
    of_a_trial: One
    joint: One
    link: One
    joined: One
    cause: tuple[Cause, ...]
    near: tuple[Near, ...]


class Reason(NamedTuple):
    """A reason of a type, where it stands, and whether the text rules it out."""

    name: str
    start: int
    end: int
    denied: bool


class Told(NamedTuple):
    """What a source says of why its trial was stopped."""

    passage: Passage
    reasons: tuple[Reason, ...]


@cache
def _words() -> StoppedWords:
    return load("pipeline.checks", "stopped.toml", StoppedWords)


@cache
def _pattern(raw: str) -> re.Pattern[str]:
    return re.compile(raw, re.IGNORECASE)


def reasons(text: str, start: int = 0, end: int | None = None) -> tuple[Reason, ...]:
    """The reasons that a text names between two places, in order."""
    words = _words()
    found = [
        Reason(
            cause.name, *match.span(), denied=_pattern(words.denied.pattern).search(text, 0, match.start()) is not None
        )
        for cause in words.cause
        for match in _pattern(cause.pattern).finditer(text, start, len(text) if end is None else end)
    ]
    return tuple(sorted(found, key=lambda one: one.start))


def _of_stop(text: str) -> tuple[Reason, ...]:
    """The reasons that a sentence gives for stopping a trial; none where it stops none, or only plans to."""
    words = _words()
    stop = _pattern(words.stopped.pattern).search(text)
    if stop is None or "other study" in caveats(text):
        return ()
    left = max((match.end() for match in _END.finditer(text, 0, stop.start())), default=0)
    right = _END.search(text, stop.end())
    if _pattern(words.plan.pattern).search(text, max(left, stop.start() - BEFORE), stop.end()):
        return ()
    end = min(right.start() if right else len(text), stop.end() + REACH)
    return tuple(one for one in reasons(text, max(left, stop.start() - REACH), end) if _tied(text, one, stop, left))


def _tied(text: str, reason: Reason, stop: re.Match[str], left: int) -> bool:
    """Whether a reason is one of the stop: tied to it by a word, or the subject that stopped the trial."""
    link, joined = _pattern(_words().link.pattern), _pattern(_words().joined.pattern)
    if reason.start >= stop.end():
        return link.search(text, stop.end(), reason.end) is not None
    between = text[reason.end : max(reason.end, stop.start())]
    if not between.strip() and _pattern(_words().by_itself.pattern).match(stop[0]):
        return True  # "lack of money ended the study"
    ahead = text[max(left, reason.start - BEFORE) : reason.start]
    if not ahead.strip() or link.search(ahead):
        return True
    return joined.search(text, reason.end, max(reason.end, stop.start())) is not None


_END = re.compile(r"[.!?](?=\s)")


def stop_stretch(text: str) -> tuple[int, int] | None:
    """From where to where a sentence tells that a trial was stopped, with the reasons given; None for no stop."""
    words = _words()
    stop = _pattern(words.stopped.pattern).search(text)
    if stop is None:
        return None
    named = _pattern(words.of_a_trial.pattern).search(text, stop.start(), stop.end() + BEFORE)
    if named is None and _pattern(words.by_verb.pattern).match(stop[0]):
        return None
    given = _of_stop(text)
    if not given:
        return stop.span()
    last = max(stop.end(), *(one.end for one in given))
    joint = _pattern(words.joint.pattern).search(text, last)
    return min(stop.start(), *(one.start for one in given)), joint.start() if joint else len(text)


def examine(dossier: Dossier) -> Iterator[Objection | Agreement]:
    """An objection where the source gives another reason for stopping; an agreement where it gives the claim's."""
    claim = dossier.claim.words
    said = [one for one in _of_stop(claim) if not one.denied]
    if not said or claim.rstrip().endswith("?"):
        return
    told = _told(dossier)
    given = {reason.name for one in told for reason in one.reasons if not reason.denied}
    for one in said:
        place = next(
            ((each.passage, r) for each in told for r in each.reasons if r.name == one.name and not r.denied), None
        )
        if place is not None:
            passage, reason = place
            shown = passage.text[reason.start : reason.end]
            aspect = Aspect("reason for stopping", claim[one.start : one.end], shown, "same")
            yield Agreement(NAME, aspect, (one.start, one.end), passage)
            return
    ruled_out = next(
        ((each.passage, r) for one in said for each in told for r in each.reasons if r.denied and r.name == one.name),
        None,
    )
    if ruled_out is None and (not given or any(_is_near(one.name, other) for one in said for other in given)):
        return
    passage, reason = ruled_out or next((each.passage, r) for each in told for r in each.reasons if not r.denied)
    yield _objection(claim, said[0], passage, reason)


def _told(dossier: Dossier) -> list[Told]:
    """Where the source says why its own trial was stopped: the record's field first."""
    trials = [reading.trial for reading in dossier.work.read if reading.trial and reading.trial.why_stopped]
    why = {" ".join((trial.why_stopped or "").split()) for trial in trials}
    found = [
        Told(passage, reasons(passage.text))
        for passage in dossier.passages
        if " ".join(passage.text.split()) in why or passage.section.lower() == "why stopped"
    ]
    found += [Told(passage, read) for passage in dossier.passages if (read := _of_stop(passage.text))]
    return [one for one in found if one.reasons]


def _is_near(one: str, other: str) -> bool:
    return any({one, other} <= set(near.names) for near in _words().near)


def _objection(claim: str, said: Reason, passage: Passage, source: Reason) -> Objection:
    words, shown = claim[said.start : said.end], passage.text[source.start : source.end]
    known = next(cause.said for cause in _words().cause if cause.name == source.name)
    instead = f"the source rules out “{shown}”" if source.denied else f"the source says: {known}"
    return Objection(
        code=CODE,
        verdict="contradicted",
        severity="must",
        title=title(f"Stopped for “{words}”; {instead}"),
        why="The source gives another reason for stopping the trial than the article.",
        aspects=(Aspect("reason for stopping", words, shown, "different"),),
        passage=passage,
        said=(said.start, said.end),
        shown=(source.start, source.end),
        ok_if="the article means another trial, or another source gives the further reason.",
        confidence="high",
        cause=f"stopped {said.name}",
    )


CHECK = PairCheck(NAME, (CODE,), examine)
