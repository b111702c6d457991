"""Four-way causal strength: none, correlational, conditionally causal, causal (Yu, Li & Wang 2019; Sumner 2014).

Weighted votes of the word list `causality.toml`. Verbs of change count by their grammar: "reduces the risk" acts,
"a reduced risk" and "a reduction in risk" do not. Hedges turn cause into conditional cause; a clause that asks for more
research claims nothing. The weights were set by hand from what the words mean, and tried on training parts only.
"""

import re
from functools import lru_cache
from typing import Literal

from pipeline.strength.context import Context, context
from pipeline.strength.patterns import Hit, find

Causality = Literal["none", "correlational", "conditional_causal", "causal"]
RANK: dict[Causality, int] = {"none": 0, "correlational": 1, "conditional_causal": 2, "causal": 3}
"""The ladder that claim and source are compared on."""
_DOUBTS = frozenset(("possible", "appear", "likely", "promise", "belief"))
"""Cues of speculation that make a cause conditional; a mere "suggests that" does not."""
_LOOK = 60
"""Characters on either side that the grammar of a verb is read from."""
_OPEN_REACH = 70
"""Characters back from "… has to be explored" that its subject may take up."""
_BEFORE = re.compile(r"([\w’'-]+)[\s,(]*$")
_AFTER = re.compile(r"^[\s(]*([\w’'-]+)")
_MODAL = frozenset(
    """can may might could would will shall must not to does do did doesn’t don’t didn’t doesn't don't didn't also or
    help helps helped likely potentially significantly substantially greatly effectively further and actually never
    cannot can't can’t even""".split()
)
_NOMINAL = frozenset(
    """a an the this that these those with of for in at by from on its their his her our no any some more less most
    such and or have has had showed show shows between than into towards toward as is are was were be been being
    significant substantial marked further great greater dose-dependent overall per not""".split()
)
"""After these a form in -ed or a bare form is an adjective or a noun."""
_MEANS = re.compile(
    r"(?i)\b(?:measures?|strateg(?:y|ies)|interventions?|program(?:me)?s?|efforts?|used|polic(?:y|ies)|order|aim(?:s|ed)?|"
    r"needs?|targets?|designed|approach(?:es)?|tools?|plans?|how|ways?|attempts?)\s+to\s*$"
)
"""A purpose is no effect: "measures to reduce …"."""
_PREPOSITIONS = frozenset("in of for at among between from with by on".split())


@lru_cache(maxsize=50_000)
def causality(text: str) -> Causality:
    """How `text` says that things hang together."""
    where = context(text)
    hits = _counting(text, where)
    causal = [hit for hit in hits if hit.entry.group in ("causal", "change")]
    joins = [hit for hit in hits if hit.entry.group == "association"]
    if not causal and not joins:
        return "none"
    acts, joint = _weight(causal), _weight(joins)
    if joint > acts or (joint == acts and joins[0].start < causal[0].start):
        return "correlational"
    return "conditional_causal" if _hedged(causal, where) else "causal"


def _weight(hits: list[Hit]) -> float:
    """The weightiest hit, and a little for each further one."""
    return max((hit.entry.level for hit in hits), default=0) + 0.5 * min(len(hits), 3) if hits else 0.0


@lru_cache(maxsize=50_000)
def _found(text: str) -> tuple[Hit, ...]:
    """Every hit of the list whose grammar makes it count."""
    return tuple(hit for hit in find("causality", text) if hit.entry.group != "change" or _acts(text, hit))


def _counting(text: str, where: Context) -> list[Hit]:
    """Hits outside the clauses that ask for research, advise, or file a record."""
    hits = _found(text)
    closed = [
        (max(where.clause(hit.start).start, hit.start - _OPEN_REACH), where.clause(hit.start).end)
        for hit in hits
        if hit.entry.group == "open" and hit.entry.level >= 3
    ]
    return [
        hit for hit in hits if hit.entry.group != "open" and not any(start <= hit.start < end for start, end in closed)
    ]


def _acts(text: str, hit: Hit) -> bool:
    """Whether a verb of change is used as a verb with an object: by its ending and the words on either side."""
    lead = text[max(hit.start - _LOOK, 0) : hit.start]
    before = _BEFORE.search(lead)
    after = _AFTER.search(text[hit.end : hit.end + _LOOK])
    previous = before[1].lower() if before else ""
    following = after[1].lower() if after else ""
    word = hit.text.lower()
    if previous == "to" and _MEANS.search(lead):
        return False
    if word.endswith("ing"):
        return (
            previous in ("by", "for", "in", "of", "while", "thereby", "thus", "with") and following not in _PREPOSITIONS
        )
    if not following or (following in _PREPOSITIONS and word not in ("interferes", "interfere", "interfered")):
        return False
    if word.endswith("ed") and previous in ("has", "have", "had"):
        return following in ("the", "a", "an", "their", "its", "thousands", "important", "many")
    if word.endswith("ed"):
        return bool(previous) and previous not in _NOMINAL and (len(previous) > 2 or previous.isdigit())
    if word.endswith("s") and not word.endswith("ss"):
        return bool(previous) and previous not in _NOMINAL
    return previous in _MODAL or (previous.endswith("s") and previous not in _NOMINAL) or _plural_subject(text, hit)


def _plural_subject(text: str, hit: Hit) -> bool:
    """Whether a bare form follows "A and B" or a plural noun some words back: "therapies for HCV improve …"."""
    head = text[max(hit.start - 60, 0) : hit.start]
    return bool(
        re.search(r"(?i)\b(?:\w+s|and \w+|people|women|men|children|who) (?:[\w-]+ ){0,4}$", head)
    ) and not re.search(r"(?i)\b(?:a|an|the|this|no|any|of|for|in)\s+(?:[\w-]+\s+)?$", head)


def _hedged(hits: list[Hit], where: Context) -> bool:
    """Whether the words of cause stand under a possibility ("may", "appears to"), not a mere "suggests"."""
    first = hits[: max(1, len(hits))]
    return any(scope.cue.entry.name in _DOUBTS for hit in first for scope in where.governed(hit.start, "speculation"))


def acting(text: str) -> tuple[Hit, ...]:
    """The words of `text` by which something brings something about, the weightiest first."""
    hits = [hit for hit in _found(text) if hit.entry.group in ("causal", "change")]
    return tuple(sorted(hits, key=lambda hit: (-hit.entry.level, hit.start)))


def joined(text: str) -> tuple[Hit, ...]:
    """The words of `text` that say that things go together, the weightiest first."""
    hits = [hit for hit in _found(text) if hit.entry.group == "association"]
    return tuple(sorted(hits, key=lambda hit: (-hit.entry.level, hit.start)))
