"""Edits of status: what is only tested, designated, unreviewed or long over, said as the record says it."""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.suggestions.approvals import approval_edits
from pipeline.suggestions.asked import test_edits
from pipeline.suggestions.bounds import loses_the_source_s
from pipeline.suggestions.conjugation import Forms, known
from pipeline.suggestions.expressions import pattern
from pipeline.suggestions.predicates import predicate_edits
from pipeline.suggestions.reviewed import review_edits
from pipeline.suggestions.splice import lexicon, splice
from pipeline.suggestions.trials import status_of

_RUNNING = re.compile(
    r"\b(?P<be>is|are)\s+(?:currently\s+|still\s+|now\s+)?(?:under ?way|ongoing|running|recruiting"
    r"|enrolling|in progress|under way)\b(?:\s+(?:patients|participants|volunteers))?"
    r"(?=[.,;:]|$|\s(?:in|at|across|and|but|for|under|on|since|until|with|by|from)\b)",
    re.IGNORECASE,
)
_TESTING = re.compile(
    r"\b(?P<be>is|are)\s+(?:currently|still|now)\s+(?P<verb>investigat|test|evaluat|study|assess"
    r"|examin|explor)(?:ing|ying)\b",
    re.IGNORECASE,
)
_ENDED = {"COMPLETED": "completed", "TERMINATED": "terminated", "WITHDRAWN": "withdrawn", "SUSPENDED": "suspended"}
_TESTED = {
    "study": "studied",
    "investigat": "investigated",
    "test": "tested",
    "evaluat": "evaluated",
    "assess": "assessed",
    "examin": "examined",
    "explor": "explored",
}


def status_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for objections to a status."""
    passage = objection.passage
    if passage is None:
        return
    if objection.code in ("STA-001", "STA-003", "STA-004"):
        yield from _bounded(predicate_edits(claim, objection), claim, objection)
    if objection.code in ("STA-001", "EFF-001", "SAF-001") and _is_registered(passage):
        yield from test_edits(claim.text, status_of(passage))
    elif objection.code in ("STA-002", "STA-003"):
        yield from review_edits(claim.text, passage)
    elif objection.code == "REG-001":
        yield from _bounded(approval_edits(claim.text, passage), claim, objection)
        yield from _bounded(predicate_edits(claim, objection), claim, objection)
    if objection.code in ("STA-001", "STA-004"):
        yield from _ended(claim.text, passage)


def _bounded(candidates: Iterator[str], claim: Claim, objection: Objection) -> Iterator[str]:
    """Those that keep what bounds the status in the passage, and speak of the same place."""
    source = objection.passage.text if objection.passage else ""
    yield from (each for each in candidates if not loses_the_source_s(claim.text, each, source, objection.shown))


def _is_registered(passage: Passage) -> bool:
    return passage.work.kind == "registry_record" or any(reading.trial for reading in passage.work.read)


def glosses_of(code: str, passage: Passage) -> tuple[str, ...]:
    """What the record says besides the quoted field: what its status means, and that no results are posted."""
    if code == "STA-003" and re.search(r"\bpreprint\b", passage.text, re.IGNORECASE):
        return (lexicon().kinds["preprint"],)
    if code not in ("STA-001", "STA-004", "EFF-001", "SAF-001") or not _is_registered(passage):
        return (lexicon().statuses.get(status_of(passage), ""),)
    status = status_of(passage)
    posted = any(reading.trial.has_results for reading in passage.work.read if reading.trial)
    said = "results are posted" if posted else "no results are posted" if code != "STA-004" else ""
    return lexicon().statuses.get(status, ""), _ENDED.get(status, ""), said


_WITH_PEOPLE = re.compile(r"\s+(?:\w+ )?(?:with|who|aged|over|under|women|men|children|adults|people|patients)\b")
_RECRUITS = re.compile(
    r"\b(?P<be>is|are)\s+(?:currently\s+|still\s+|now\s+|actively\s+)?"
    r"(?P<verb>recruiting|enrolling|open to|looking for)\b",
    re.IGNORECASE,
)
_CAN_JOIN = re.compile(
    r"\bcan\s+(?:still\s+|now\s+)?(?P<verb>join|enrol|enroll|sign up|take part|participate)\b", re.IGNORECASE
)


def _no_longer(text: str, status: str) -> Iterator[str]:
    """Who still recruits by the article, and by the record not yet or no more."""
    gloss = lexicon().statuses.get(status, "")
    if not gloss.endswith("recruiting"):
        return
    adverb = gloss.removesuffix(" recruiting")
    recruits, join = _RECRUITS.search(text), _CAN_JOIN.search(text)
    if recruits:
        yield splice(text, recruits.span(), f"{recruits['be']} {adverb} {recruits['verb']}")
    if join:
        yield splice(
            text,
            join.span(),
            f"can {'not yet' if 'yet' in adverb else adverb} {join['verb']}".replace("can not", "cannot"),
        )


def _ended(text: str, passage: Passage) -> Iterator[str]:
    """A trial that the article calls running, as the record's status has it."""
    status = status_of(passage)
    yield from _no_longer(text, status)
    if status == "RECRUITING":
        yield from _still_recruiting(text)
    if any(reading.trial.has_results for reading in passage.work.read if reading.trial):
        yield from _reported(text)
    word = _ENDED.get(status)
    if word is None:
        return
    running = _RUNNING.search(text)
    if running and _of_research(text, running.start()) and not _WITH_PEOPLE.match(text, running.end()):
        be = "has been" if running["be"].lower() == "is" else "have been"
        yield splice(text, running.span(), f"{be} {word}")
    testing = _TESTING.search(text)
    if testing and word == "completed" and _of_research(text, testing.start()):
        yield splice(text, testing.span(), _TESTED[testing["verb"].lower()])
    elif testing is None and word == "withdrawn" and (tests := _TESTS.search(text)):
        to_be = "was" if tests["be"].lower() == "is" else "were"
        body = splice(text, tests.span(), f"{to_be} to {tests['verb']}").rstrip(".")
        yield f"{body}; {'the trial' if 'trial' in text else 'the study'} was withdrawn."
    elif word == "completed" and running is None and testing is None and (goes := _GOES_ON.search(text)):
        yield from _over(text, goes)
    elif running is None and testing is None and (due := _ON_COURSE.search(text)) and _of_research(text, due.start()):
        yield splice(text, due.span(), f"{'have' if due['be'] == 'are' else 'has'} been {word}{due['stop']}")


def _of_research(text: str, verb: int) -> bool:
    """Whether the verb's subject is a trial: "the trial of the patch", not "volunteers in the trial"."""
    parts = re.split(r", |; | (?:and|but) ", text[:verb])
    return any(_RESEARCH.search(_BEHIND_HEAD.split(part)[0]) for part in parts)


_RESEARCH, _BEHIND_HEAD = pattern("bounds", "research"), pattern("bounds", "behind_head")
_TESTS = re.compile(r"\b(?P<be>is|are) (?P<verb>test|study|investigat|evaluat|assess|examin|explor)(?:ing|ying)\b")
_ON_COURSE = re.compile(
    r"\b(?P<be>is|are) (?:on (?:schedule|track|course)|up and running"
    r"|due to be (?:completed|finished)|going (?:to plan|well)"
    r"|progressing)(?: as (?:planned|expected|scheduled))?(?P<stop>[.]?)$"
)
"""How a trial goes, with nothing behind that only a running one could have."""
_CLOSED = re.compile(
    r"\b(?:has |have )?(?:already |now )?(?:completed|finished|closed|ended) "
    r"(?:its |their )?(?P<what>recruitment|recruiting"
    r"|enrolment|enrollment|enrolling)(?: (?:last|this) \w+| in \w+ ?\d*| (?:\w+ )?\w+ ago)?\b"
)


def _still_recruiting(text: str) -> Iterator[str]:
    """A trial whose recruitment the article calls finished."""
    closed = _CLOSED.search(text)
    if closed:
        verb = "enrolling" if closed["what"].startswith("enrol") else "recruiting"
        be = "are" if re.search(r"(?:studies|trials)\s+$", text[: closed.start()]) else "is"
        yield splice(text, closed.span(), f"{be} {verb}")


_GOES_ON = re.compile(
    r"\b(?P<first>ongoing|current|running)(?= (?:[\w-]+ ){0,2}(?:trial|study|research|experiment)\b)"
    r"|\b(?:now|currently|still) (?:being )?(?:run|conducted|held|carried out|running|under way)\b",
    re.IGNORECASE,
)
"""A trial that goes on, told beside its noun: "an ongoing trial", "a trial now being run"."""


def _over(text: str, goes: re.Match[str]) -> Iterator[str]:
    """A completed trial in the past: "a completed trial tested"."""
    tests = _IS_DOING.search(text, goes.end())
    if tests and (doing := _of_ing(tests["verb"])):
        yield splice(splice(text, tests.span(), doing.past), goes.span(), "completed")
        return
    for verb in re.finditer(r"(?<!to )\b[a-z]+\b", text):
        forms = known().get(verb[0])
        if verb.start() < goes.end() or forms is None or verb[0] != forms.third:
            continue
        yield splice(splice(text, verb.span(), forms.past), goes.span(), "completed")
        return


_IS_DOING = re.compile(r"\b(?:is|are) (?:now |currently |still )?(?P<verb>[a-z]+ing)\b")


def _of_ing(verb: str) -> Forms | None:
    """The forms of a verb in -ing: "testing", "examining"."""
    stem = verb.removesuffix("ing")
    return known().get(stem) or known().get(f"{stem}e")


_AWAITED = re.compile(
    r"\b(?:results|findings) (?:[^.;,]*? )?(?P<be>are) (?:still )?(?:expected|awaited|due|pending)\b[^.;,]*",
    re.IGNORECASE,
)
_YET = re.compile(
    r"\b(?P<has>has|have) (?:yet to|not yet) (?:report(?:ed)?|publish(?:ed)?)(?: (?:any )?(?:its |their )?results)?\b"
)


def _reported(text: str) -> Iterator[str]:
    """A trial that the article still waits for, and whose results the registry has."""
    awaited, yet = _AWAITED.search(text), _YET.search(text)
    if awaited:
        yield splice(text, (awaited.start("be"), awaited.end()), "are posted")
    if yet:
        yield splice(text, yet.span(), f"{yet['has']} posted results")
