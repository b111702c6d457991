"""Edits of a trial told as if it had results, or as if it had ended for another reason.

A result becomes the question that the trial asks, with the article's own first word where it stands: "Oat drinks are
being tested to see whether they lower cholesterol". The reason of a stop is taken from the record in its own words.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.suggestions.asked import reordered
from pipeline.suggestions.conjugation import is_many, known, third_of
from pipeline.suggestions.results import acts, has_result, without_result
from pipeline.suggestions.splice import lexicon, splice

_FOUND_TO = re.compile(
    r"^(?P<who>[A-Z][^,;:.]{1,60}?) (?:was|were|is|are|has been|have been) (?:shown|found|proven|proved|seen|known)"
    r" to (?P<verb>[a-z]+)\b(?P<rest>[^;:]*?)\.?$"
)
_PROMISE = re.compile(
    r"^(?P<who>[A-Z][^,;:.]{1,60}?) (?:has|have|had)? ?(?:shown|showed|shows?) (?:great |real |early |much )?promise in"
    r" (?P<verb>[a-z]+ing)\b(?P<rest>[^;:]*?)\.?$"
)
_PROVED = re.compile(
    r"^(?P<who>[A-Z][^,;:.]{1,60}?) (?:proved|proves|prove|was|were|is|are)(?: to be)?"
    r" (?P<word>safer?|effective|beneficial|superior to|better than|(?:at least )?as [a-z]+ as)\b"
    r"(?P<rest>[^;:]*?)\.?$"
)
_IN_TRIAL = re.compile(r"^In (?:the|this|a) (?:[\w-]+ )?(?:trial|study),? (?P<first>[a-z])")
_AS_TOLD = re.compile(
    r", (?:the |a |this |an )?(?:[\w-]+ ){0,2}(?:trial|study|research)"
    r" (?:shows?|showed|found|finds|suggests?|reports?|proves?|has (?:shown|found))(?=\.?$)"
    r"|,? according to (?:the |a |this )?(?:[\w-]+ )?(?:trial|study)(?=\.?$)"
)
_NO_SUBJECT = re.compile(
    r"^(?:no|none|nothing|nobody)\b|\b(?:trials?|stud(?:y|ies)|data|results?|findings|research|evidence"
    r"|that|which|who|not|never|may|might|can|could"
    r"|will|would|also|there|it|they|he|she|we|you|to|has|have|had|is|are|was|were|be|been|do|does|did)\b|\d|,",
    re.IGNORECASE,
)
_OF_TRIAL = re.compile(r" (?:the|this|its|a|all) (?:[\w-]+ )?(?:trials?|stud(?:y|ies)|test|data|results?)\b")
_COUNT = re.compile(r" (?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|both|half|most|all)\b")
"""Whom it happened to: a question asks of no count."""
_OVER = ("COMPLETED", "TERMINATED", "SUSPENDED")
_NEVER = ("WITHDRAWN", "UNKNOWN")
"""Nobody knows whether the question was ever asked of anyone: it was to be."""
_AHEAD = ("NOT_YET_RECRUITING",)
_RUNS = ("RECRUITING", "ACTIVE_NOT_RECRUITING", "ENROLLING_BY_INVITATION")
_TOLD_OF_PEOPLE = re.compile(
    r"\b(?:patients?|people|adults|children|women|men|volunteers|participants|toddlers|maker|firm|company"
    r"|sponsor|researchers|scientists|doctors|physicians|team|authors|regulators?)\b",
    re.IGNORECASE,
)


def trial_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for a result of a trial that has none, and for the reason of a stop."""
    passage = objection.passage
    if passage is None:
        return
    if objection.code in ("STA-001", "EFF-001") and passage.work.kind == "registry_record":
        yield from _as_question(claim.text, status_of(passage))
    if objection.code == "STA-004":
        yield from _reason(claim.text, passage)


def status_of(passage: Passage) -> str:
    """The record's status; of a record read as a text, the word that the passage has for it."""
    words = "|".join((*_AHEAD, "ACTIVE_NOT_RECRUITING", "ENROLLING_BY_INVITATION", "RECRUITING", *_OVER, *_NEVER))
    told = re.search(rf"\b(?:{words})\b", passage.text)
    return next((reading.trial.status for reading in passage.work.read if reading.trial), told[0] if told else "")


def _as_question(text: str, status: str) -> Iterator[str]:
    if status not in (*_OVER, *_AHEAD, *_RUNS, *_NEVER):
        return
    text = reordered(_AS_TOLD.sub("", text))
    inside = _IN_TRIAL.match(text)
    if inside:
        text = inside["first"].upper() + text[inside.end() :]
    parts = _parts(text)
    if parts is None:
        return
    who, verb, rest = parts
    if (
        has_result(rest)
        or _COUNT.match(rest)
        or _OF_TRIAL.match(rest)
        or _NO_SUBJECT.search(who)
        or _TOLD_OF_PEOPLE.search(who)
    ):
        return
    many = is_many(who)
    gone = status in (*_OVER, *_NEVER)
    be = ("were" if many else "was") if gone else "are" if many else "is"
    how = "to be tested" if status in (*_AHEAD, *_NEVER) else "tested" if gone else "being tested"
    it = "they" if many else "it"
    done = "; the trial was withdrawn" if status == "WITHDRAWN" else "; no results are posted" if gone else ""
    yield f"{who} {be} {how} to see whether {it} {_formed(verb, many=many)}{_plain(rest)}{done}."


def _parts(text: str) -> tuple[str, str, str] | None:
    """What is tested, the base of the verb that tells its effect, and what comes behind."""
    told = _FOUND_TO.match(text)
    if told:
        return told["who"], told["verb"], told["rest"]
    promise = _PROMISE.match(text)
    if promise:
        stem = promise["verb"].removesuffix("ing")
        base = next((e.split()[0] for e in lexicon().effect.forms if e.split()[0] in (stem, f"{stem}e")), None)
        return (promise["who"], base, promise["rest"]) if base else None
    proved = _PROVED.match(text)
    if proved:
        return proved["who"], "be", f" {proved['word']}{proved['rest']}"
    for word in re.finditer(r"\b[a-z]+\b", text):
        entry = known().get(word[0])
        if entry and entry.base in _acts() and word[0] in entry[:3] and acts(text, word.start()):
            rest = without_result(text[word.end() :].rstrip("."))
            clean = not re.search(r"[;:]|, (?:and|but|who|which|while)\b| and (?:they|it|we)\b", rest)
            return (text[: word.start()].strip(), entry.base, rest) if clean else None
    return None


@cache
def _acts() -> frozenset[str]:
    """Verbs of effect, and of happening where a remedy may be what does it."""
    return frozenset(entry.split()[0] for entry in lexicon().effect.forms) | {
        "put",
        "give",
        "take",
        "bring",
        "calm",
        "heal",
    }


def _formed(base: str, *, many: bool) -> str:
    if base == "be":
        return "are" if many else "is"
    return base if many else third_of(base)


def _plain(rest: str) -> str:
    words = "|".join(sorted(lexicon().raising.all() | lexicon().hype.all()))
    return re.sub(rf"\b(?:{words})\s+(?=[a-z])", "", rest)


_STOPPED = re.compile(
    r"\b(?P<verb>(?:(?:was|were|has been|is) )?(?:stopped|halted|ended|terminated|discontinued|suspended|called off"
    r"|abandoned|cut short))(?P<what> (?:the|its|their) (?:trial|study))?(?P<early> early)?"
    r"(?P<why> (?:because of|because|due to|owing to|over|after|for|on account of|when|amid) [^.;]+)"
)
_WHY = re.compile(
    r"\b(?:because of|due to|for|owing to) (?:an? |the )?(?!patients|people|adults|children)[A-Za-z][\w-]*"
    r"(?: of (?:an? |the )?[\w-]+| (?!after|before|in|on|at|when|following|and|but|to|by)[\w-]+){0,3}",
)


_BECAUSE = re.compile(
    r"\b(?:stopped|halted|ended|terminated|discontinued|suspended|called off|abandoned|closed)\b[^.;,]{0,30}?"
    r" (?P<why>because (?!of\b)[^.;,]{5,80})(?=[.;,]|$)"
)
"""A reason told as a clause: "was stopped because the sponsor ran out of money"."""
_JOINT = re.compile(r" (because of|due to|owing to|over|amid|on account of) ")


def _reason(text: str, passage: Passage) -> Iterator[str]:
    """Why the record says that it stopped, in the place of the article's reason."""
    stopped = _STOPPED.search(text)
    if stopped is None:
        return
    field = passage.text.strip().rstrip(".")
    told = _BECAUSE.search(passage.text)
    found = _WHY.search(passage.text)
    if told and (found is None or told.start() < found.start()):
        new = told["why"]
    elif found:
        new = found[0]
    elif re.fullmatch(r"[A-Z][a-z]+(?: [\w-]+){0,5}", field):
        joint = _JOINT.match(stopped["why"])
        new = f"{joint[1] if joint else 'for'} {field[0].lower()}{field[1:]}"
    else:
        return
    yield splice(text, stopped.span("why"), f" {new}")
