"""How a study was done is told otherwise (DES-001), or how far it has come (STA, CER, POP, REG, DUR-001).

What it does: reads slots that a study fills in one way (who was allotted by what, what was allotted, whether there was
a comparison group, how it was measured, where those who took part came from, looking forward or back, reviewed or not,
final or not, begun or not, tried in people or not) on both sides, and objects where the two values exclude one another.

Why it matters: readers trust what was drawn by lot, measured and checked more than what was chosen, told and guessed.

The article says: "Steps were counted by wristband."

The source says: "Participants recorded their steps in a diary."

Fine if: the source also did it the other way, in a part that could not be read.

Literature: CONSORT 2010 items 4, 6, 8; STROBE items 4, 6, 8 (setting, participants, measurement); Prince 2008
(measured against reported activity).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._objections import title
from pipeline.facts.context import caveats
from pipeline.lexicon import load
from pipeline.records.report import Verdict
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength.matching import NEAR, content, meant, share

NAME = "conduct"
SHORT = 8
"""A source of so few passages speaks of itself throughout."""
LEAD = 6
"""In a longer one the first passages do, and those that say "we" or "this study"."""
LONGEST = 1_500
"""Characters of a sentence that are read."""
MANY = frozenset({"review", "editorial", "guideline", "dictionary"})
"""Kinds of source that speak of many studies: there a slot is filled more than once."""
TOLD_OF = frozenset({"letter", "news", "government", "web_page", "company_page"})
"""Kinds that speak of one study as long as they are short."""


class Value(Struct, frozen=True, forbid_unknown_fields=True):
    """One way to fill a slot."""

    name: str
    signs: str
    plain: tuple[str, ...] = ()
    framed: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    wished: bool = False
    """Whether the value itself is a plan."""


class Slot(Struct, frozen=True, forbid_unknown_fields=True):
    """What a study has one of, or one of for each thing it looked at."""

    name: str
    aspect: str
    code: str
    verdict: Verdict
    about: Literal["same study", "same", "same matter"]
    """Of what both sides must speak: of the cited study, of something alike, or mostly of the same."""
    value: tuple[Value, ...]
    frames: tuple[str, ...] = ()


class ConductWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`conduct.toml`."""

    wish: str
    denial: str
    slot: tuple[Slot, ...]


class Standings(Struct, frozen=True, forbid_unknown_fields=True):
    """`standings.toml`."""

    slot: tuple[Slot, ...]


class Told(NamedTuple):
    """That a slot is filled with a value, or expressly not with it, and where."""

    slot: str
    value: str
    holds: bool
    start: int
    end: int


@cache
def _words() -> ConductWords:
    return load("pipeline.checks", "conduct.toml", ConductWords)


@cache
def _slots() -> dict[str, Slot]:
    more = load("pipeline.checks", "standings.toml", Standings)
    return {slot.name: slot for slot in (*_words().slot, *more.slot)}


@cache
def _values() -> dict[tuple[str, str], Value]:
    return {(slot.name, value.name): value for slot in _slots().values() for value in slot.value}


class _Rule(NamedTuple):
    slot: str
    value: str
    pattern: re.Pattern[str]
    wished: bool


@cache
def _rules() -> tuple[_Rule, ...]:
    found = []
    for slot in _slots().values():
        for value in slot.value:
            framed = [frame.replace("{}", rf"\b{form}") for frame in slot.frames for form in value.framed]
            pattern = "|".join(f"(?:{each})" for each in (*value.plain, *framed))
            found.append(_Rule(slot.name, value.name, re.compile(pattern, re.IGNORECASE), value.wished))
    return tuple(found)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_CLAUSE = re.compile(r"[;:.!?](?=\s|$)|, (?:but|and|while|whereas|although|though|which)\b")
_STILL = re.compile(
    r"(?i)[\w ,-]{0,30}?\b(?:is|are|be|been|being) (?:\w+ )?(?:planned|needed|warranted|required|awaited)\b"
)
"""Behind what was named: it is only hoped for."""


_NEITHER = re.compile(r"(?i)\b(?:neither|nor)\b")
_NUMBER = r"(?:\d[\d,]*(?!\.?\d|%)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_OF_A_PART = re.compile(
    rf"(?i)\b{_NUMBER} of (?:the|these|those|them|whom|which)\b"
    rf"|\bof (?:the|those|these)? ?[\w ]{{0,30}},? {_NUMBER} (?:did|had|were|was)\b"
    rf"|\bof (?:whom|which|these|those|them),? {_NUMBER}\b"
)
"""A number of those of whom it is told: of the others the contrary may hold."""
_NEAR_BY = 60
"""Signs before what is told, or behind it, within which a number says of how many."""


def _of_a_part(text: str, one: "Told") -> bool:
    """Whether a text tells something of a number of them only."""
    return _OF_A_PART.search(text, max(0, one.start - _NEAR_BY), one.end + _NEAR_BY // 2) is not None


_NOBODY = re.compile(r"(?i)^[\"“( ]*(?:nobody|no one|no-one|none of|neither|no) ")
"""A subject that denies everything in its clause."""


def _denied(text: str, start: int, end: int) -> bool:
    """Whether a denial stands close before it or "neither … nor" in it, or its clause begins with "nobody"."""
    if _compiled(_words().denial).search(text, max(0, start - 60), start) or _NEITHER.search(text, start, end):
        return True
    left = max((match.end() for match in _CLAUSE.finditer(text, 0, start)), default=0)
    return _NOBODY.match(text[left:start]) is not None


def wished(text: str, start: int, end: int) -> bool:
    """Whether the clause only hopes for it, asks whether, or plans it."""
    left = max((match.end() for match in _CLAUSE.finditer(text, 0, start)), default=0)
    return bool(_compiled(_words().wish).search(text, left, start)) or _STILL.match(text, end) is not None


@lru_cache(maxsize=8_192)
def told(text: str) -> tuple[Told, ...]:
    """The slots that a sentence fills; nothing where it asks, or speaks of another study."""
    text = text[:LONGEST]
    if text.rstrip().endswith("?"):
        return ()
    found = [
        Told(rule.slot, rule.value, not _denied(text, *match.span()), *match.span())
        for rule in _rules()
        for match in rule.pattern.finditer(text)
        if rule.wished or not wished(text, *match.span())
    ]
    return tuple(found) if found and "other study" not in caveats(text) else ()


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection for the first slot that the source fills otherwise and nowhere as the claim does."""
    said = told(dossier.claim.text)
    if not said:
        return
    for one in said:
        found = _against(dossier, one, said)
        if found is not None:
            yield _objection(dossier, one, *found)
            return


def _against(dossier: Dossier, said: Told, all_said: Sequence[Told]) -> tuple[Passage, Told] | None:
    """Where the source fills the slot with what excludes the claim's value, if it gives no sign of the latter."""
    slot = _slots()[said.slot]
    if slot.about == "same study" and (dossier.work.kind in MANY or not _of_one(dossier)):
        return None
    on_it = [one for one in dossier.passages if slot.about != "same matter" or _on_matter(dossier, said, one)]
    if said.holds and any(_shows(passage.text, said) for passage in on_it):
        return None
    if not said.holds and any(_denies(passage.text, said) for passage in dossier.passages):
        return None
    mine = {each.value for each in all_said if each.slot == said.slot and each.holds}
    for passage in dossier.passages:
        for other in told(passage.text):
            if _of_a_part(passage.text, other) or _of_a_part(dossier.claim.text, said):
                continue
            if other.slot == said.slot and _excludes(said, other, mine) and _bears(dossier, slot, said, passage):
                return passage, other
    return None


def _of_one(dossier: Dossier) -> bool:
    """Whether the source tells of one study, as far as its kind and length show."""
    return dossier.work.kind not in TOLD_OF or len(dossier.passages) <= SHORT


def _excludes(said: Told, other: Told, mine: set[str]) -> bool:
    """Whether what the source tells cannot hold together with what the claim tells."""
    if said.value == other.value:
        return said.holds != other.holds
    if not (said.holds and other.holds) or other.value in mine:
        return False
    values = _values()
    one, two = values[said.slot, said.value], values[other.slot, other.value]
    return two.name not in one.beside and one.name not in two.beside


def _shows(text: str, said: Told) -> bool:
    """Whether a sentence of the source gives any sign that the claim's value holds there too."""
    signs = _compiled(_values()[said.slot, said.value].signs)
    return any(
        not _denied(text, *match.span()) and not wished(text, *match.span()) for match in signs.finditer(text[:LONGEST])
    )


def _denies(text: str, said: Told) -> bool:
    """Whether a sentence of the source denies the same: of one comparison only, as the claim may."""
    return any(one.slot == said.slot and one.value == said.value and not one.holds for one in told(text))


_SELF = re.compile(r"(?i)\b(?:we|our|this|the (?:present|current)|participants|respondents|patients) ")
_ALL = re.compile(
    r"(?i)^(?:no (?:[\w-]+ )?(?:volunteers?|people|patients?|humans?|participants?)\b"
    r"|(?:human|clinical) (?:dosing|testing|use)\b"
    r"|(?:all |most |the )?(?:respondents|participants|patients|estimates|data|figures|answers|outcomes|measurements"
    r"|information|values)\b)"
)
"""The subject of a sentence that speaks of all that was gathered."""


def _bears(dossier: Dossier, slot: Slot, said: Told, passage: Passage) -> bool:
    """Whether the passage speaks of the cited study, and where the slot asks for that, of the claim's own matter."""
    brief = len(dossier.passages) <= SHORT
    if slot.about == "same matter":
        return _on_matter(dossier, said, passage)
    if slot.about == "same study":
        return brief or passage in dossier.passages[:LEAD] or _SELF.search(passage.text) is not None
    if not brief:
        return share(dossier.claim.text, passage.text) >= NEAR
    text = dossier.claim.text
    whose = _THEIRS.match(text, said.end) if text[: said.end].rstrip().lower().endswith((" their", " own")) else None
    if whose is not None and meant(whose[0], passage.text) < HALF:
        return False  # they rated their pain: how long they wore the brace was another question
    rest = content(text[: said.start] + " " + text[said.end :]) | content(text[said.start : said.end])
    return bool(rest & content(passage.text)) or _ALL.search(passage.text) is not None


def _on_matter(dossier: Dossier, said: Told, passage: Passage) -> bool:
    """Whether a passage says a good part of what the claim says besides the slot, in whatever words."""
    text = dossier.claim.words
    rest = f"{text[: said.start]} {text[said.end :]}"
    return meant(rest, passage.text) >= NEAR or meant(_ACTORS.sub(" ", text), passage.text) >= HALF


HALF = 0.5
"""Half of what a claim says, besides who says or decides it; half of what it tells as rated."""
_THEIRS = re.compile(r" ?[^,.;:]{3,60}")
"""What people rated, behind "rated their"."""
_ACTORS = re.compile(
    r"(?i)\b(?:the|an?) (?:government|parliament|regulators?|insurers?|agency|council|company|firm|maker|panel)\b"
)


def _objection(dossier: Dossier, said: Told, passage: Passage, other: Told) -> Objection:
    slot = _slots()[said.slot]
    claim, source = dossier.claim.text[said.start : said.end], passage.text[other.start : other.end]
    return Objection(
        code=slot.code,
        verdict=slot.verdict,
        severity="must",
        title=title(f"“{claim}”; source: “{source}”"),
        why=f"The two differ in {slot.aspect}: one study can't have it both ways.",
        aspects=(Aspect(slot.aspect, claim, source, "different"),),
        passage=passage,
        said=(said.start, said.end),
        shown=(other.start, other.end),
        ok_if="the source also did it the other way, in a part that could not be read.",
        confidence="high" if len(dossier.passages) <= SHORT else "medium",
        cause=f"{slot.name}:{said.value}",
        certain=len(dossier.passages) <= SHORT,
    )


CODES = ("DES-001", "STA-001", "STA-003", "STA-004", "CER-001", "POP-001", "REG-001", "DUR-001", "SRC-002")
CHECK = PairCheck(NAME, CODES, examine)
