"""Edits of a trial told as if it had results, or as if it had ended for another reason.

A result becomes the question that the trial asks, with the article's own first word where it stands: "Oat drinks are
being tested to see whether they lower cholesterol". The reason of a stop is taken from the record in its own words.
"""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
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
    r" (?P<word>safe|effective|beneficial)\b"
    r"(?P<rest>[^;:]*?)\.?$"
)
_IN_TRIAL = re.compile(r"^In (?:the|this|a) (?:[\w-]+ )?(?:trial|study),? (?P<first>[a-z])")
_AS_TOLD = re.compile(
    r", (?:the |a |this |an )?(?:[\w-]+ ){0,2}(?:trial|study|research)"
    r" (?:shows?|showed|found|finds|suggests?|reports?|proves?|has (?:shown|found))(?=\.?$)"
    r"|,? according to (?:the |a |this )?(?:[\w-]+ )?(?:trial|study)(?=\.?$)"
)
_NO_SUBJECT = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|data|results?|findings|research|evidence|that|which|who|not|never|may|might|can|could"
    r"|will|would|also|there|it|they|he|she|we|you|to|has|have|had|is|are|was|were|be|been|do|does|did)\b|\d|,",
    re.IGNORECASE,
)
_OF_TRIAL = re.compile(r" (?:the|this|its|a|all) (?:[\w-]+ )?(?:trials?|stud(?:y|ies)|test|data|results?)\b")
_MANY_PEOPLE = frozenset("people children women men".split())
_OVER = ("COMPLETED", "TERMINATED", "SUSPENDED")
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
    words = "|".join((*_OVER, *_AHEAD, "ACTIVE_NOT_RECRUITING", "ENROLLING_BY_INVITATION", "RECRUITING", "WITHDRAWN"))
    told = re.search(rf"\b(?:{words})\b", passage.text)
    return next((reading.trial.status for reading in passage.work.read if reading.trial), told[0] if told else "")


def _as_question(text: str, status: str) -> Iterator[str]:
    if status not in (*_OVER, *_AHEAD, *_RUNS):
        return
    text = _AS_TOLD.sub("", text)
    inside = _IN_TRIAL.match(text)
    if inside:
        text = inside["first"].upper() + text[inside.end() :]
    parts = _parts(text)
    if parts is None:
        return
    who, verb, rest = parts
    if _OF_TRIAL.match(rest) or _NO_SUBJECT.search(who) or _TOLD_OF_PEOPLE.search(who):
        return
    many = _is_many(who)
    be = ("were" if many else "was") if status in _OVER else "are" if many else "is"
    how = "to be tested" if status in _AHEAD else "tested" if status in _OVER else "being tested"
    it = "they" if many else "it"
    done = "; no results are posted" if status in _OVER else ""
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
        entry = next((e.split() for e in lexicon().effect.forms if word[0] in e.split()[:3]), None)
        if entry and word.start() > 0:
            rest = text[word.end() :].rstrip(".")
            clean = not re.search(r"[;:]|, (?:and|but|who|which|while)\b| and (?:they|it|we)\b", rest)
            return (text[: word.start()].strip(), entry[0], rest) if clean else None
    return None


def _is_many(who: str) -> bool:
    head = re.split(r" (?:of|in|for|with|after|before|at|on|out|from|against) ", who)[0].split()[-1].lower()
    if who.split(maxsplit=1)[0].lower().endswith("ing") and len(who.split()) > 1:
        return False
    return bool(re.search(r"[^su]s$", head)) or head in _MANY_PEOPLE or head == "bacteria" or " and " in who


def _formed(base: str, *, many: bool) -> str:
    if base == "be":
        return "are" if many else "is"
    if many:
        return base
    ending = "es" if re.search(r"(?:s|x|z|ch|sh|o)$", base) else "s"
    return f"{base[:-1]}ies" if re.search(r"[^aeiou]y$", base) else f"{base}{ending}"


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


def _reason(text: str, passage: Passage) -> Iterator[str]:
    """Why the record says that it stopped, in the place of the article's reason."""
    stopped = _STOPPED.search(text)
    if stopped is None:
        return
    field = passage.text.strip().rstrip(".")
    found = _WHY.search(passage.text)
    if found:
        new = found[0]
    elif re.fullmatch(r"[A-Z][a-z]+(?: [\w-]+){0,5}", field):
        new = f"because of {field[0].lower()}{field[1:]}"
    else:
        return
    yield splice(text, stopped.span("why"), f" {new}")
