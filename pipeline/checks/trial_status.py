"""Unfinished trial told as finished (STA-001).

What it does: finds claims of efficacy or safety that rest on a registry record without results, and quotes the
record's own status. A claim of efficacy is any asserted verb of effect, comparison of outcomes or word of success;
plans, questions, suppositions, mechanisms and results of another study are none.

A finding is told of a trial, too, where a source of another kind only announces one ("is expected to report in 2029").

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
from pipeline.checks._no_finding import is_to_come, of_a_stop
from pipeline.checks._objections import title
from pipeline.checks._record import Record, record_in_text
from pipeline.checks._trials_to_come import ToCome, to_come
from pipeline.facts.context import caveats
from pipeline.lexicon import Patterns, load
from pipeline.records.source import Trial
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength.matching import ABSTRACT, meant
from pipeline.strength.patterns import expression, find
from pipeline.strength.verbs import acts


class One(Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern with its reason."""

    reason: str
    pattern: str


class Effect(Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs of effect."""

    reason: str
    verbs: str
    irregular: str
    intransitive: str


class Lay(Struct, frozen=True, forbid_unknown_fields=True):
    """Classes of `lay_causes.toml` whose verbs do something to a complaint or a person."""

    reason: str
    classes: str


class StatusWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`trial_status.toml`."""

    effect: Effect
    course: One
    no_outcome: One
    no_effect: One
    membership: One
    lay: Lay
    result: Patterns
    plan: Patterns
    finding: One
    mechanism: One
    people: One
    open_statuses: str


@cache
def _words() -> StatusWords:
    return load("pipeline.checks", "trial_status.toml", StatusWords)


@cache
def _compiled(group: str) -> tuple[re.Pattern[str], ...]:
    found = getattr(_words(), group)
    patterns = (found.pattern,) if isinstance(found, One) else found.patterns
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def _forms(verb: str, past: str) -> tuple[str, str, str]:
    """Third person, past and progressive of a verb."""
    doubled = verb + verb[-1] if re.fullmatch(r"[a-z]?[^aeiou]?[aeiou][^aeiouwxy]", verb) else verb
    stem = verb.removesuffix("e")
    third = verb + "es" if re.search(r"(?:s|x|z|ch|sh)$", verb) else verb + "s"
    if re.search(r"[^aeiou]y$", verb):
        third, past = verb[:-1] + "ies", past or verb[:-1] + "ied"
    past = past or (stem + "ed" if stem != verb else doubled + "ed")
    return third, past, (stem if stem != verb and not verb.endswith("ee") else doubled) + "ing"


@cache
def _verbs() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Expressions for third person and past, for progressive, for the base form, and for verbs without an object."""
    effect = _words().effect
    irregular = dict(pair.split("=") for pair in effect.irregular.split())
    base = effect.verbs.split()
    forms = [_forms(verb, irregular.get(verb, "")) for verb in base]
    finite = "|".join(form for third, past, _ in forms for form in (third, past))
    progressive = "|".join(form for _, _, form in forms)
    return (
        re.compile(rf"\b(?:{finite})\b(?! (?:of|by which|out of)\b)", re.IGNORECASE),
        re.compile(rf"\b(?:is|are|was|were|been) (?:\w+ly |already |now )?(?:{progressive})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(base)})\b", re.IGNORECASE),
        re.compile(rf"\b{effect.intransitive}\b", re.IGNORECASE),
    )


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where a result is claimed of a trial that has posted none."""
    if set(dossier.claim.citations) - set(dossier.work.labels):
        return  # the result may be of the other work that the claim cites
    record = _record(dossier)
    ahead = to_come(dossier) if record is None else None
    if ahead is not None:
        yield _of_one_to_come(dossier, ahead)
    said = result_span(dossier.claim.text) if record is not None else None
    if record is None or said is None or _described(dossier, said):
        return
    passage, span, running = record
    words = dossier.claim.text[slice(*said)]
    yield Objection(
        code="STA-001",
        verdict="overstated",
        severity="must",
        title="The trial has no results yet" if running else "The trial has posted no results",
        why="The cited registry record says what is being tested, not what was found.",
        aspects=(Aspect("status of the trial", words, passage.text[slice(*span)], "stronger"),),
        passage=passage,
        said=said,
        shown=span,
        ok_if="results were published elsewhere; cite them.",
        cause=f"no results {next((one.trial.id for one in dossier.work.read if one.trial), '')}".strip(),
    )


def _of_one_to_come(dossier: Dossier, ahead: ToCome) -> Objection:
    """A finding told of a trial of which the source only says that it is still to answer."""
    words, shown = dossier.claim.words[slice(*ahead.said)], ahead.passage.text[slice(*ahead.shown)]
    return Objection(
        code="STA-001",
        verdict="contradicted",
        severity="must",
        title=title(f"“{words}”; source: the trial “{shown}”"),
        why="The source only announces a trial; the article tells what it found.",
        aspects=(Aspect("status of the trial", words, shown, "different"),),
        passage=ahead.passage,
        said=ahead.said,
        shown=ahead.shown,
        ok_if="the article means another trial that has reported; cite it.",
        cause="trial to come",
        certain=len(dossier.passages) <= ABSTRACT,
    )


def _described(dossier: Dossier, said: tuple[int, int]) -> bool:
    """Whether the record states the same with the very verb, of what is given or done: it is no result of the trial."""
    text = dossier.claim.text
    verb = re.compile(rf"(?i)\b{re.escape(text[slice(*said)])}\b")
    return any(
        not any(start <= match.start() < end for start, end in _plans(passage.text))
        for passage in dossier.passages
        if meant(text, passage.text) >= MOST
        for match in verb.finditer(passage.text)
    )


MOST = 0.7
"""Share of what a claim says that a passage must say to describe the same."""


def _record(dossier: Dossier) -> tuple[Passage, tuple[int, int], bool] | None:
    """Where a registry record without results says its status, and whether the trial still runs."""
    trial = next((reading.trial for reading in dossier.work.read if reading.trial), None)
    running = _words().open_statuses.split()
    if trial is not None:
        if trial.has_results or any(reading.trial is None for reading in dossier.work.read):
            return None
        passage = _status(trial, dossier.passages)
        return None if passage is None else (passage, (0, len(passage.text)), trial.status in running)
    record = record_in_text(dossier)
    return _told_status(dossier, record) if record is not None and not record.trial.has_results else None


def _told_status(dossier: Dossier, record: Record) -> tuple[Passage, tuple[int, int], bool] | None:
    """The status in a record that was read as a text, or what it only expects."""
    if record.status is not None:
        passage, *span = record.status
        return passage, (span[0], span[1]), record.trial.status in _words().open_statuses.split()
    return next(
        ((passage, match.span(), True) for passage in dossier.passages for match in _EXPECTED.finditer(passage.text)),
        None,
    )


_EXPECTED = expression("study_words", "expected")
"""What a record says of a trial that has not ended: figures and dates that are only expected."""


def result_span(text: str) -> tuple[int, int] | None:
    """Where the text tells a result of treatment, or None: plans, questions and mechanisms tell none."""
    if text.rstrip(' "”’)').endswith("?") or "other study" in caveats(text):
        return None
    plans = _plans(text)
    found = [
        span
        for span in _told(text)
        if not any(start <= span[0] < end for start, end in plans)
        and not _how_it_works(text, span)
        and not _of_members(text, span)
        and not of_a_stop(text, span)
    ]
    return min(found, default=None)


def _told(text: str) -> Iterator[tuple[int, int]]:
    """Every place that could tell a result."""
    for pattern in _compiled("result"):
        yield from (match.span() for match in pattern.finditer(text))
    finite, progressive, base, alone = _verbs()
    yield from (match.span() for match in finite.finditer(text) if _is_finite(text, *match.span()))
    yield from (match.span() for pattern in (progressive, alone) for match in pattern.finditer(text))
    yield from (match.span() for match in base.finditer(text) if _is_asserted(text, match.start()))
    yield from (
        (hit.start, hit.end)
        for hit in find("lay_causes", text)
        if hit.entry.name in _words().lay.classes.split() and _is_done_to(text, hit.start, hit.end)
    )


def _is_done_to(text: str, start: int, end: int) -> bool:
    """Whether a lay verb of effect is finite and active, its subject no part of the trial."""
    if not acts(text, start, end) or not _is_finite(text, start, end):
        return False
    if not re.match(r"(?i)\w+(?:ed|[^s]s|pt|ght|ook|ave|oke)\b", text[start:end]) and not _is_asserted(text, start):
        return False
    return re.search(rf"(?i)\b{_words().course.pattern} $", text[max(0, start - 60) : start]) is None


def _of_members(text: str, span: tuple[int, int]) -> bool:
    """Whether it tells who may join, or of what is no outcome: funds, methods, the age limit."""
    if _compiled("no_outcome")[0].match(text, span[1]):
        return True
    return any(match.start() <= span[0] < match.end() for match in _compiled("membership")[0].finditer(text))


_NO_VERB = re.compile(
    r"(?i)(?:^|\b(?:an?|the|with|of|for|in|on|at|by|no|any|its|their|his|her|our|these|those|this|from|to|as|or|than|both"
    r"|possible|potential|clinical|health|heart|more|some|many|such|without|between)) (?:\w+ly )?$|^(?:\w+ly )?$"
)
_LISTED = re.compile(r"(?i)\b(?:with|of|having|have|whose)\b[^,.;]{0,50} (?:and|or) (?:\w+ly )?$")
"""`with reduced kidney function and raised pressure`: one participle more."""
_COURSE_VERBS = re.compile(
    r"(?i)(?:delay|halt|stop|extend|doubl|tripl|keep|kept|rais|increas|lower|reduc|decreas|resolv|clear|cut|slow)"
)


def _is_finite(text: str, start: int, end: int) -> bool:
    """Whether a form in -s or -ed is the verb of a clause: no plural noun, no participle before a noun."""
    before = text[max(0, start - 60) : start]
    if _NO_VERB.search(before) or _LISTED.search(before) or _compiled("no_effect")[0].match(text, start):
        return False
    course = re.search(rf"(?i)\b{_words().course.pattern} $", before) if _COURSE_VERBS.match(text[start:end]) else None
    return course is None


def _is_asserted(text: str, start: int) -> bool:
    """Whether a base form states something: behind a plural, "can", "found to"; not behind "to" or "may"."""
    before = text[max(0, start - 60) : start]
    if _SAID_TO.search(before):
        return True
    plural = re.search(
        r"(?i)\b(?P<word>[a-z]{2,}[^s\W]s|bacteria|people|children|women|men) (?:also |\w+ly )?$", before
    )
    if plural is None or re.search(r"(?i)\b(?:to|of|and|or|in|for|with) (?:\w+ )?$", before[: plural.start()]):
        return False
    has_object = re.match(r"\w+ (?:an?|\w{3,})\b", text[start:]) is not None
    return has_object and plural["word"].lower() not in _SINGULAR


_SAID_TO = re.compile(
    r"(?i)\b(?:shown|found|proven|proved|seen|known|appears?|seems?|help(?:s|ed)?) to (?:\w+ly )?$"
    r"|\bcan (?:\w+ly |also )?$"
)
_SINGULAR = frozenset("plus bias news this does always its has was is his perhaps thus trials studies".split())


def _plans(text: str) -> list[tuple[int, int]]:
    """Stretches in which nothing is told as found: from the cue to the end of its clause or the next finding."""
    cues = [match for pattern in _compiled("plan") for match in pattern.finditer(text)]
    cues += [match for match in _compiled("finding")[0].finditer(text) if is_to_come(text, match.start())]
    if _finding(text) is None:
        cues += _MODAL.finditer(text)
    supposed = [(0, match.end()) for match in _SUPPOSED.finditer(text)]
    return supposed + [(match.start(), _until(text, match.end())) for match in cues]


def _finding(text: str, at: int = 0) -> re.Match[str] | None:
    """The next verb by which something is told as found, not as still to be found."""
    found = _compiled("finding")[0].finditer(text, at)
    return next((match for match in found if not is_to_come(text, match.start())), None)


_MODAL = re.compile(r"(?i)\b(?:could|may|might|would|will|should|shall)\b")
_SUPPOSED = re.compile(r"(?i)[,;] (?:if|once|should|provided)\b")
_JOINT = re.compile(r"[;.!?](?=\s|$)|, (?:but|and|which|while|whereas|yet|with)\b| (?:but|yet) ")
_COMMA = re.compile(r",(?=\s)")


def _until(text: str, at: int) -> int:
    """Where a plan ends; what was tested, in a phrase set between commas, ends with it."""
    joints = [_JOINT.search(text, at), _finding(text, at)]
    if text[:at].endswith("ed"):
        joints.append(_COMMA.search(text, at))
    return min((match.start() for match in joints if match), default=len(text))


def _how_it_works(text: str, span: tuple[int, int]) -> bool:
    """Whether the clause tells a mechanism and nobody in whom it was seen."""
    if _compiled("people")[0].search(text):
        return False
    left = max((match.end() for match in _JOINT.finditer(text, 0, span[0])), default=0)
    stop = _JOINT.search(text, span[1])
    return _compiled("mechanism")[0].search(text, left, stop.start() if stop else len(text)) is not None


def _status(trial: Trial, passages: tuple[Passage, ...]) -> Passage | None:
    """The record's own status value."""
    return next((passage for passage in passages if passage.text == trial.status), None)


CHECK = PairCheck("trial-status", ("STA-001",), examine)
