"""Edits of "research shows" where one study or few stand behind it."""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.suggestions.conjugation import is_many, third_of
from pipeline.suggestions.splice import kept_or_lowered, lexicon, lowered, sounds_open, splice

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


_NOUN = r"(?:trials?|stud(?:y|ies)|experiments?|reviews?|surveys?)"
_FEW = re.compile(
    rf"\b(?P<n>\d+ of (?:the )?\d+|(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)) "
    rf"(?P<how>(?:(?:small|early|pilot|randomi[sz]ed|controlled|observational|short|open-label|uncontrolled) )*)"
    rf"(?P<noun>{_NOUN})\b",
    re.IGNORECASE,
)
_KIND_OF = re.compile(
    rf"\b(?P<how>(?:(?:small|early|pilot|preliminary|observational|short|open-label|uncontrolled) )+)"
    rf"(?P<noun>{_NOUN})\b",
    re.IGNORECASE,
)
_DIGITS = dict(
    zip(
        "2 3 4 5 6 7 8 9 10 11 12".split(),
        "two three four five six seven eight nine ten eleven twelve".split(),
        strict=True,
    )
)
_AFTER = re.compile(
    r",? as (?:(?:extensive|much|a lot of|plenty of|considerable|growing|many|numerous|countless|several|large) )*"
    rf"(?:research|evidence|{_NOUN}|science) (?:has |have )?(?P<verb>[a-z]+)(?=[.,;]|$)",
    re.IGNORECASE,
)
"""Whose word it is, behind the sentence: "…, as extensive research has shown"."""
_ABROAD = re.compile(
    rf"^(?:Countless|Many|Numerous|Several|Multiple|Large|All|{_NOUN})\b(?: [\w-]+){{0,4}}? (?P<verb>[a-z]+) that ",
    re.IGNORECASE,
)
"""A body of research with words between its noun and its verb: "Studies around the world confirm that"."""
_AFTER_STUDY = re.compile(r"^Study after study (?P<verb>[a-z]+)s (?P<that>that )?(?=[a-z])")
_AGAIN = re.compile(
    r"^(?:Again and again|Time and again|Time after time|Repeatedly|Over and over(?: again)?), (?=[a-z])"
)
_REPEATED = re.compile(
    r"^(?P<what>[A-Z][^,;.]{1,60}?) (?P<be>has|have) (?:consistently|repeatedly|often|long|clearly) been "
    r"(?:shown|found|proven|proved) to (?P<verb>[a-z]+)\b"
)


def consensus_edits(claim: Claim, objection: Objection, passage: Passage, said: tuple[int, int]) -> Iterator[str]:
    """The study that there is, as the source tells its size; or research without its consistency."""
    text = claim.text
    start = said[0]
    if passage.work.kind == "registry_record" or disowned(text, passage.text):
        return
    few = _counted(passage.text, objection.shown)
    yield from _few(text, few)
    yield from _behind(text, passage, few)
    yield from _one_study(text, start, objection, passage)
    yield from _abroad(text, passage)
    yield from _unrepeated(text, passage)


def _one_study(text: str, start: int, objection: Objection, passage: Passage) -> Iterator[str]:
    """One study in the place of a body of research; or the body without its consistency."""
    body = _BODY.match(text, start)
    if re.fullmatch(r"[A-Z][a-z-]+ ", text[:start]):
        start = 0  # "Published research": the word goes with its noun
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


def _counted(source: str, shown: tuple[int, int] | None) -> re.Match[str] | None:
    """The few studies that the finding points to: another count of the passage is of other studies."""
    start, end = shown or (0, 0)
    found = (each for pattern in (_FEW, _KIND_OF) for each in pattern.finditer(source))
    return next((each for each in found if each.start() < end and start < each.end() and each[0].endswith("s")), None)


def _few(text: str, few: re.Match[str] | None) -> Iterator[str]:
    """The few studies that there are, in number or in kind: "Two small trials suggest that …"."""
    if few is None:
        return
    name = _spoken(few)
    capital = name[0].upper() + name[1:]
    after, abroad, agreed = _AFTER_STUDY.match(text), _ABROAD.match(text), _AGREED.match(text)
    if after:
        known = _softer(after["verb"]) is not None
        yield f"{capital} {'suggest' if known else after['verb']} {after['that'] or ''}{text[after.end() :]}"
    elif abroad and _softer(abroad["verb"]):
        yield f"{capital} suggest that {text[abroad.end() :]}"
    elif agreed:
        yield f"{capital} suggest that {text[agreed.end() :]}"


def _spoken(few: re.Match[str]) -> str:
    """How many, written out below thirteen: "2 trials" as "two trials", "5 of 14 studies" as "five of 14 studies"."""
    parts = few.groupdict()
    count = " ".join(_DIGITS.get(word, word) for word in (parts.get("n") or "").lower().split())
    return " ".join(part for part in (count, few["how"].lower().strip(), few["noun"].lower()) if part)


def _behind(text: str, passage: Passage, few: re.Match[str] | None) -> Iterator[str]:
    """The same behind the sentence: "…, as two small trials suggest"."""
    after = _AFTER.search(text)
    if after is None or _softer(after["verb"].lower()) is None:
        return
    if few:
        yield splice(text, after.span(), f", as {_spoken(few)} suggest")
    for subject in _subjects(passage.text):
        yield splice(text, after.span(), f", as {subject} suggests")


def _abroad(text: str, passage: Passage) -> Iterator[str]:
    """One study, or what the source is, for many: "Studies around the world confirm" as "A new study suggests"."""
    abroad = _ABROAD.match(text)
    if abroad is None or _softer(abroad["verb"]) is None:
        return
    kind = lexicon().kinds.get(passage.work.kind, "")
    names = _subjects(passage.text) if _NAMED.search(passage.text) else (kind,) if kind.startswith("a ") else ()
    for name in names[:1]:
        yield f"{name[0].upper()}{name[1:]} suggests that {text[abroad.end() :]}"


_NAMED = re.compile(rf"\b(?:an?|one|this|the) (?:[\w-]+ ){{0,3}}{_NOUN}\b", re.IGNORECASE)


def _unrepeated(text: str, passage: Passage) -> Iterator[str]:
    """What happened once, without "again and again"; what one study found, as its finding."""
    again, repeated = _AGAIN.match(text), _REPEATED.match(text)
    if again:
        yield f"{text[again.end()].upper()}{text[again.end() + 1 :]}"
    what = lowered(repeated["what"], passage.text) if repeated else None
    if repeated and what:
        verb = repeated["verb"] if is_many(what) else third_of(repeated["verb"])
        for name in _subjects(passage.text)[:1]:
            yield f"{name[0].upper()}{name[1:]} suggests that {what} {verb}{text[repeated.end() :]}"


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
