"""Edits of "research shows" where one study or few stand behind it."""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.suggestions.splice import kept_or_lowered, lexicon, sounds_open, splice

_BODY = re.compile(
    r"(?P<np>(?:[\w-]+\s+){0,6}?(?:studies|trials|research|evidence|experiments|reviews|science|data))\s+"
    r"(?:(?:have|has|had|also|now|all|[a-z]+ly)\s+)*(?P<verb>[a-z]+)\b(?!\s+been)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?P<be>have|has)\s+(?:consistently|repeatedly)\s+been\s+(?P<verb>shown|found|linked|associated)", re.IGNORECASE
)
_AGREED = re.compile(
    r"(?:it (?:is|['’]s|has been)(?: now)? (?:well[- ])?(?:established|documented|accepted)|"
    r"(?:scientists|experts|researchers|doctors) (?:all )?agree)(?:\s+that)?\s",
    re.IGNORECASE,
)
_SIZED = re.compile(
    r"\b(?:(?:randomi[sz]ed|controlled|cohort|pilot|small|large|observational|open-label|French"
    r"|phase \w+)\s+){0,3}(?:trial|study|cohort)"
    r"\s+(?:of|in|with)\s+\d[\d,]*\s+[a-z]+",
    re.IGNORECASE,
)
_DISOWNS = re.compile(
    r"\black(?:s|ed|ing)?\b(?! of (?!evidence|support|benefit|effect|data))|\bfail(?:s|ed)? to\b|\bunsupported\b"
    r"|\b(?:refut|debunk|contradict)\w*|\binsufficient\b|\bdid not\b"
    r"|\bno (?:\w+ )?(?:support|evidence|effect|benefit|difference|association)\b",
    re.IGNORECASE,
)
"""The source says the opposite, or that nothing is known: then nothing is "suggested"."""
_ONE = re.compile(r"rests on (?:one|an?|1)\b", re.IGNORECASE)
_LARGE = re.compile(r"\b(?:one|an?)\s+(?:[\w-]+\s+){0,3}(?:trial|study)\b", re.IGNORECASE)


def consensus_edits(claim: Claim, objection: Objection, passage: Passage, said: tuple[int, int]) -> Iterator[str]:
    """The study that there is, as the source tells its size; or research without its consistency."""
    text = claim.text
    start = said[0]
    if passage.work.kind == "registry_record" or disowned(text, passage.text):
        return
    body = _BODY.match(text, start)
    subjects = _subjects(passage.text) if _ONE.search(objection.title) else ()
    if subjects and body and (alone := _alone(body["np"])):
        yield from _one(text, start, alone, body)
    for subject in subjects:
        yield from _one(text, start, subject, body)
    if body:
        verb = _softer(body["verb"].lower())
        plain = " ".join(word for word in body["np"].split() if word.lower() not in _MANY)
        if verb and plain:
            plural = plain.split()[-1].lower() in ("studies", "trials", "experiments", "reviews", "data")
            yield splice(text, (start, body.end()), f"{plain} {verb[0] if plural else verb[1]}")


def disowned(text: str, source: str) -> bool:
    """Whether the source speaks of what was not shown, and the claim does not."""
    return _DISOWNS.search(source) is not None and _DISOWNS.search(text) is None


def _alone(phrase: str) -> str | None:
    """Turn "recent clinical trials" into "a recent clinical trial"; None where that drops more than number."""
    words = [word for word in phrase.split() if word.lower() not in _MANY]
    single = (
        {"trials": "trial", "studies": "study", "experiments": "experiment"}.get(words[-1].lower()) if words else None
    )
    if single is None or len(words) < 2 or any(word.lower() in ("the", "these", "of") for word in words):
        return None
    name = " ".join([kept_or_lowered(words[0]), *words[1:-1], single])
    return f"{'an' if sounds_open(name) else 'a'} {name}"


_MANY = frozenset("many numerous countless multiple several various all consistently repeatedly".split())


def _subjects(text: str) -> tuple[str, ...]:
    """How the one study can be called, the fullest first."""
    sized = _SIZED.search(text)
    named = _LARGE.search(text)
    found = [f"{'an' if sounds_open(sized[0]) else 'a'} {sized[0]}"] if sized else []
    return (*found, *([named[0]] if named else []), "a study")


def _one(text: str, start: int, subject: str, body: re.Match[str] | None) -> Iterator[str]:
    agreed = _AGREED.match(text, start)
    passive = _PASSIVE.search(text, max(start - 6, 0))
    if agreed:
        yield splice(text, (start, agreed.end()), f"{subject} suggests that ")
    elif passive:
        joined = f"{passive['be']} been {passive['verb']} in {subject}"
        yield splice(text, passive.span(), joined)
    elif body:
        verb = body["verb"].lower()
        soft = _softer(verb)
        new = soft[1] if soft else verb if verb.endswith("s") else None
        if new:
            yield splice(text, (start, body.end()), f"{subject} {new}")


def _softer(verb: str) -> list[str] | None:
    """The forms of the soft verb, where the verb is one of evidence."""
    known = any(verb in entry.split() for entry in lexicon().evidence.forms) or verb in ("agree", "agrees")
    return lexicon().weak_evidence.forms[0].split() if known else None
