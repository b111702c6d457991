"""Edits of harms that the article denies or counts whole: the source's own count, and the group that it counts.

"No serious adverse events occurred" beside "Serious adverse events occurred in 81 children" becomes "Serious adverse
events occurred in 81 children"; "five events in the trial" beside "five in the drug group and four in the control
group" gets both groups.
"""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection
from pipeline.suggestions.splice import kept_or_lowered, splice

_N = r"(?:\d[\d,]*(?: of \d[\d,]*)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_WHO = (
    r"(?:patients?|participants?|people|persons?|adults?|children|child|women|woman|men|man|users?|volunteers?"
    r"|operations?|infants?|babies|teenagers?|recipients?)"
)
_KIND = r"(?:(?:serious|severe|major|treatment-related|drug-related) )?"
_THING = (
    r"(?:adverse (?:events?|reactions?|effects?)|side effects?|complications?|toxicit(?:y|ies)|deaths?|harms?"
    r"|[a-z-]*related events)"
)
_HARM = rf"{_KIND}{_THING}"
_PEOPLE = (
    re.compile(
        rf"\b(?P<who>{_N} {_WHO})\b[^.;]{{0,30}}?\b(?:had|experienced|reported|suffered|developed)"
        rf" (?:an? )?(?P<harm>{_HARM})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<harm>{_HARM})\b[^.;]{{0,40}}?\b(?:in|by|among) (?P<who>{_N} {_WHO})\b(?! (?:on|in|with) placebo)",
        re.IGNORECASE,
    ),
)
_EVENTS = re.compile(rf"\b(?P<n>{_N}) (?P<harm>{_HARM})\b", re.IGNORECASE)
_DIED = re.compile(rf"\b(?P<who>{_N} {_WHO}) died\b", re.IGNORECASE)
_DEATHS = re.compile(rf"\b(?P<n>{_N}) deaths?\b", re.IGNORECASE)
_DENIED = re.compile(rf"\b(?:no|zero|not any|any) (?P<harm>{_HARM})", re.IGNORECASE)
_NOBODY = re.compile(rf"^(?:Nobody|No one)(?P<where> in [a-z ]+?)? had (?P<harm>{_HARM})")
_BEHIND = re.compile(r"\s+(?:(?:was|were|has|have|been) )*(?:occurred|seen|recorded|reported|observed|found|noted)\b")
_ARMS = re.compile(
    rf"\b(?P<n>{_N})(?: \([^)]*\))?(?P<one> (?:in|with|on) (?:the )?[\w-]+(?: group| arm)?)"
    rf"(?P<other> and (?:in )?{_N}(?: \([^)]*\))? (?:in|with|on) (?:the )?[\w-]+(?: group| arm)?)",
    re.IGNORECASE,
)
_ARMS_LATE = re.compile(
    rf"\b(?P<n>{_N}) (?:{_HARM}|{_WHO})[a-z ]{{0,25}}?(?P<one> (?:in|with|on) (?:the )?[\w-]+(?: group| arm)?)"
    rf"(?P<other> and {_N} (?:in|with|on) (?:the )?[\w-]+(?: group| arm)?)",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"^(?:in all|overall|in total|altogether), |^a total of ", re.IGNORECASE)
_IN_TRIAL = re.compile(r"(?: in (?:the|this) (?:trial|study))?(?=\.?$)", re.IGNORECASE)


def count_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for a harm denied or counted otherwise than the source counts it."""
    passage = objection.passage
    if objection.code != "SAF-002" or passage is None:
        return
    yield from _in_people(claim.text, passage.text)
    yield from _died(claim.text, passage.text)
    yield from _events(claim.text, passage.text)
    yield from _by_group(claim.text, passage.text)


def _in_people(text: str, source: str) -> Iterator[str]:
    """How many people had it, where the article says that nobody had."""
    there = next((found for pattern in _PEOPLE if (found := pattern.search(source))), None)
    if there is None:
        return
    who = kept_or_lowered(there["who"])
    nobody = _NOBODY.match(text)
    if nobody and _same(nobody["harm"], there["harm"]) and not who[0].isdigit():
        yield splice(text, (0, nobody.start("harm")), f"{who}{nobody['where'] or ''} had ")
    denied = _DENIED.search(text)
    if denied is None or not _same(denied["harm"], there["harm"]) or not denied["harm"].endswith("s"):
        return
    if re.search(r"\b(?:not|without) [a-z ]*$", text[: denied.start()]):
        return
    told = _BEHIND.match(text, denied.end())
    end = told.end() if told else denied.end()
    new = f"{denied['harm']}{told[0] if told else ''} in {who}"
    if re.match(r"\s+in \d|\s+in (?:any|either|both)\b", text[end:]):
        return
    yield splice(text, (denied.start(), end), new)


def _died(text: str, source: str) -> Iterator[str]:
    """Deaths: as many as the source counts."""
    people, deaths = _DIED.search(source), _DEATHS.search(source)
    none = re.search(r"\b(?:was|were) no deaths?\b", text)
    nobody = re.match(r"(?:Nobody|No one|No [a-z]+)(?= (?:in [a-z ]+)?died\b)", text)
    if nobody and people and not people["who"][0].isdigit():
        yield splice(text, nobody.span(), kept_or_lowered(people["who"]))
    opens = re.match(r"There (?:was|were) no deaths?\b", text)
    if opens and people and not people["who"][0].isdigit():
        yield splice(text, opens.span(), f"{kept_or_lowered(people['who'])} died")
    if none and deaths:
        count = deaths["n"].lower()
        yield splice(text, none.span(), f"{'was' if count in ('one', '1') else 'were'} {kept_or_lowered(deaths[0])}")
    plain = re.fullmatch(r"(?:Nobody|No one)(?P<where> in [a-z ]+?)? died\.?", text)
    if plain and deaths and not people:
        behind = (plain["where"] or "").strip()
        count = deaths["n"].lower()
        yield f"There {'was' if count in ('one', '1') else 'were'} {kept_or_lowered(deaths[0])} {behind}".strip() + "."


def _events(text: str, source: str) -> Iterator[str]:
    """Events counted as events."""
    there, denied = _EVENTS.search(source), _DENIED.search(text)
    if there is None or denied is None or not _same(denied["harm"], there["harm"]):
        return
    one = there["n"].lower() in ("one", "1")
    new = f"{kept_or_lowered(there['n'])} {there['harm'].lower()}"
    before = re.search(r"\b(?:was|were) $", text[: denied.start()])
    if before:
        yield splice(text, (before.start(), denied.end()), f"{'was' if one else 'were'} {new}")
    elif not re.search(r"\bnot [a-z ]*$", text[: denied.start()]):
        yield splice(text, denied.span(), new)


def _by_group(text: str, source: str) -> Iterator[str]:
    """The groups that the source counts, behind a count that the article gives for all."""
    there = _ARMS_LATE.search(source) or _ARMS.search(source)
    if there is None:
        return
    count = re.search(rf"(?<![\w.,]){re.escape(there['n'])}(?![\w.,]\d|\w)", text, re.IGNORECASE)
    if count is None or re.search(r"\b(?:group|arm|placebo|control)\b", text):
        return
    tail = _IN_TRIAL.search(text)
    if tail is None:
        return
    told = (
        splice(text, tail.span(), f"{there['one']}{there['other']}")
        if tail[0]
        else (text[: tail.start()] + there["one"] + there["other"] + text[tail.end() :])
    )
    whole = _WHOLE.match(told)
    yield splice(told, whole.span(), "") if whole else told


def _same(mine: str, theirs: str) -> bool:
    """Whether both speak of one kind of harm, the article's being no narrower."""
    own, other = (re.sub(r"(?:ies|y|s)$", "", each.lower()) for each in (mine, theirs))
    for word in ("adverse event", "adverse reaction", "adverse effect", "side effect", "harm"):
        own, other = own.replace(word, "event"), other.replace(word, "event")
    return own == other
