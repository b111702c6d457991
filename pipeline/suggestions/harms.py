"""Edits of harms: the source's qualifier in a denial, its grade, or its own count where the article says "no"."""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.suggestions.splice import kept_or_lowered, splice

_HARM = (
    r"(?:(?:adverse|side|untoward)[ -](?:events?|effects?|reactions?)|deaths?|toxicit(?:y|ies)"
    r"|complications?|harms?|safety (?:concerns?|signals?|issues?|problems?))"
)
_DENIED = re.compile(rf"\b(?:no|not any|without any|without|zero)\s+((?:[\w-]+\s+){{0,3}}?)({_HARM})", re.IGNORECASE)
_GRADES = re.compile(r"\b(?:mild|moderate|severe)(?:\s*(?:,|to|or|and|-)\s*(?:mild|moderate|severe))+\b", re.IGNORECASE)


def harms_edits(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """The source's qualifier in the denial: "no drug-related serious adverse events"; or its grade of harms."""
    text = claim.text
    yield from _counted(text, passage.text)
    yield from _of_arm(text, passage.text)
    if text[slice(*said)].lower() in ("mild", "moderate"):
        yield from _worst(text, passage.text, said)
    grade = _GRADES.search(passage.text)
    if text[slice(*said)].lower() in ("mild", "moderate") and grade:
        yield splice(text, said, grade[0].lower())
        return
    mine = next((each for each in _DENIED.finditer(text) if each.start(2) <= said[1] and said[0] <= each.end(2)), None)
    if mine is None:
        return
    phrase = re.match(rf"((?:[\w-]+\s+){{1,4}}?){_HARM}", passage.text[shown[0] : shown[1]], re.IGNORECASE)
    if phrase:
        kept = splice(text, mine.span(1), kept_or_lowered(phrase[1]))
        yield _ANY_KIND.sub("", kept)
    tail = passage.text[shown[0] :]
    behind = re.search(
        rf"{_HARM}\s+((?:(?:that|which) (?:was|were) )?(?:attribut|related|linked|due|caused|considered)[^.,;]*)", tail
    )
    if behind and len(behind[1].split()) <= 8:
        end = _ANY_KIND.match(text, mine.end(2))
        yield splice(text, (mine.end(2), end.end() if end else mine.end(2)), " " + behind[1].strip())


_ANY_KIND = re.compile(r" (?:of any kind|whatsoever|at all)\b")
"""What a bound takes back."""


_NUMBER = r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_PEOPLE = (
    r"(?:patients?|people|participants?|adults?|children|child|women|woman|men|man|volunteers?|users?|person|infants?"
    r"|babies|pupils|girls|boys|animals|operations|procedures|births)"
)
_COUNT = rf"(?:(?:{_NUMBER}) (?:of (?:the )?(?:{_NUMBER}) )?{_PEOPLE}|\d[\d.]*(?:%| per cent) of (?:the )?{_PEOPLE})"
_NO_EVENTS = re.compile(rf"\b(?:no|zero|not any)\s+(?P<kind>(?:[\w-]+\s+){{0,2}}?)(?P<harm>{_HARM})", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:nobody|no one|no (?:patient|participant|child|person))"
    r"(?P<where> in (?:the|this) (?:[\w-]+ ){0,3}(?:study|trial))? "
    r"(?P<verb>died|had|suffered|developed|reported|experienced)\b(?P<what> [^.,;]*)?",
    re.IGNORECASE,
)


def _counted(text: str, source: str) -> Iterator[str]:
    """How many there were, where the article says "no": the source's own count of the same thing."""
    none, nobody = _NO_EVENTS.search(text), _NOBODY.search(text)
    if none and none["harm"].lower().endswith("s"):
        kind = none["kind"].strip()
        same = rf"{re.escape(kind)}\s+{re.escape(none['harm'])}" if kind else re.escape(none["harm"])
        there = re.search(rf"\b(?P<n>{_NUMBER})\s+{same}\b", source, re.IGNORECASE)
        related = _RELATED.search(source) if kind.endswith("-related") else None
        count = there or (related if related and related["harm"].lower() == none["harm"].lower() else None)
        if count:
            new = f"{count['n'].lower()} {text[none.start('kind') : none.end()]}"
            yield splice(text, none.span(), new)
    if nobody:
        yield from _somebody(text, source, nobody)
    yield from _in_whom(text, source)


_RELATED = re.compile(
    rf"\b(?P<n>{_NUMBER}) (?P<harm>{_HARM}) (?:was|were) (?:considered |judged |deemed )?(?:to be )?(?:related"
    r"|attributed|attributable) to (?:the )?treatment",
    re.IGNORECASE,
)
_DEATHS = re.compile(rf"\b(?P<n>{_NUMBER}) deaths?\b", re.IGNORECASE)
_BY_WHOM = re.compile(
    rf"\b(?P<harm>{_HARM})\b[^.;]{{0,60}}?\b(?:reported|recorded|seen|observed|noted|occurred|experienced|found)"
    rf" (?:by|in|among) (?P<who>{_COUNT})",
    re.IGNORECASE,
)
_WHO_HAD = re.compile(
    rf"\b(?P<who>{_COUNT})(?: (?:on|in|with|of|given|taking) [^.,;]{{1,40}}?)? (?:had|experienced|suffered"
    rf"|reported|developed) (?:an? )?(?P<kind>(?:[\w-]+ ){{0,2}}?)(?P<harm>{_HARM})\b",
    re.IGNORECASE,
)
_GRADED = frozenset("serious severe mild moderate".split())


def _somebody(text: str, source: str, nobody: re.Match[str]) -> Iterator[str]:
    """Who it was, in the place of "nobody": "14 of 60 users had side effects"."""
    verb, where = nobody["verb"], nobody["where"] or ""
    who = re.search(rf"\b(?P<who>(?:{_NUMBER}) {_PEOPLE}) {verb}\b", source, re.IGNORECASE)
    deaths = _DEATHS.search(source) if verb == "died" else None
    if who:
        yield splice(text, (nobody.start(), nobody.start("verb")), f"{who['who'].lower()}{where} ")
    elif deaths and not re.search(r"\b(?:because|from|of|due)\b", nobody["what"] or ""):
        people = f"{deaths['n'].lower()}{' people' if not where else ''}"
        yield splice(text, (nobody.start(), nobody.start("verb")), f"{people}{where} ")
    told = _BY_WHOM.search(source)
    harm = re.search(_HARM, nobody["what"] or "", re.IGNORECASE)
    if told and harm and verb != "died" and _alike(harm[0], told["harm"]) and not _graded(nobody["what"], source, told):
        yield splice(text, (nobody.start(), nobody.start("verb")), f"{told['who']}{where} ")


def _graded(what: str, source: str, told: re.Match[str]) -> bool:
    """Whether the article's harms are of a grade that the source's are not said to be."""
    mine = {word for word in what.lower().split() if word in _GRADED}
    return not mine <= set(source[: told.start("harm")].lower().split()[-2:])


def _alike(one: str, other: str) -> bool:
    """Whether two words for harms may stand for one another: side effects and adverse events, not deaths."""
    return one.lower().rstrip("s") == other.lower().rstrip("s") or (
        _EVENTS.match(one) is not None and _EVENTS.match(other) is not None
    )


_EVENTS = re.compile(r"(?:adverse|side|untoward)[ -](?:event|effect|reaction)", re.IGNORECASE)
_NO_HARM = re.compile(
    rf"\b(?P<no>no|without any|without|zero) (?P<kind>(?:(?:{'|'.join(sorted(_GRADED))}) )?)(?P<harm>{_HARM})"
    r"(?P<whole> (?:of any kind|whatsoever|at all))?(?=[.,;]| (?:in|with|from|at|on|were|was|occurred|among)\b|$)",
    re.IGNORECASE,
)


def _in_whom(text: str, source: str) -> Iterator[str]:
    """Turn "caused no adverse events" into "caused adverse events in 12% of users", with the grade that is told."""
    none = _NO_HARM.search(text)
    told = _BY_WHOM.search(source) or _WHO_HAD.search(source) or _OCCURRED.search(source)
    if none is None or told is None or not _alike(none["harm"], told["harm"]) or not none["harm"].lower().endswith("s"):
        return
    before = source[: told.start("harm")].lower().split()
    theirs = before[-1] if before and before[-1] in _GRADED else ""
    mine = none["kind"].strip().lower()
    if mine and mine != theirs:
        return
    with_ = "with " if none["no"].lower().startswith("without") else ""
    grade = f"{theirs} " if theirs else ""
    if _CAUSED.search(text[: none.start()]):
        yield from _own_clause(text[: none.start()], source)
        return
    yield splice(text, none.span(), f"{with_}{grade}{none['harm']} in {told['who'].lower()}")


_CAUSED = re.compile(r"\b(?:caused?|causes|led to|leads? to|triggers?|triggered|brought on)\s+$", re.IGNORECASE)


def _own_clause(subject: str, source: str) -> Iterator[str]:
    """What the source tells of it, where it does not say what caused it: its own words, if they name the thing."""
    clause = re.match(r"[A-Z][^;]*?(?=, (?:mostly|mainly|most|including|none|of which)\b|[;.](?:\s|$)|: | \()", source)
    words = re.findall(r"[a-z-]+", _CAUSED.sub("", subject).lower())
    if clause and words and re.search(rf"\b{re.escape(words[-1])}\b", clause[0].lower()):
        yield f"{clause[0]}."


_OCCURRED = re.compile(
    rf"\b(?P<harm>{_HARM}) (?:occurred|arose|were (?:seen|reported|recorded|observed)) in (?P<who>{_COUNT})",
    re.IGNORECASE,
)


def _of_arm(text: str, source: str) -> Iterator[str]:
    """Turn "Overall, 12 people died" into "With the drug, 12 people died": one arm's count told of that arm."""
    number = re.search(rf"\b(?:{_NUMBER})\b", text, re.IGNORECASE)
    there = number and re.search(
        rf"\b{number[0]}\b(?:[^.;,:]|\.(?=\d))*?"
        r"(?P<arm> (?:in|with|on) (?:the )?[\w -]+?(?: (?:group|arm))?)(?=[.,;:]| and\b)",
        source,
        re.IGNORECASE,
    )
    if number is None or there is None or not there:
        return
    arm = re.sub(r"^.* (?=(?:in|with|on) )", "", there["arm"].rstrip()).strip()
    whole, inside = _WHOLE.match(text), _IN_TRIAL.search(text)
    if inside:
        yield splice(text, inside.span(), f" {arm}")
    elif whole:
        yield f"{arm[0].upper()}{arm[1:]}, {text[whole.end() :]}"


_WHOLE = re.compile(r"^(?:Overall|In all|In total|Altogether|All in all), (?=\d|[a-z])")
_IN_TRIAL = re.compile(r" (?:in|during) (?:the|this) (?:\w+ )?(?:trial|study)(?=[.,;]|$)")


def _worst(text: str, source: str, said: tuple[int, int]) -> Iterator[str]:
    """Where the article has "mild" and the source somebody with worse: the source's grades, and its count behind."""
    grade = _GRADES.search(source)
    worse = re.search(
        rf"(?:[;,] )(?:but |and )?(?P<clause>{_COUNT} had severe [a-z]+(?: [a-z]+)?)(?=[.,;])", source, re.IGNORECASE
    )
    if grade and worse and text.rstrip().endswith("."):
        yield splice(text, said, grade[0].lower()).rstrip(".") + f"; {worse['clause']}."
