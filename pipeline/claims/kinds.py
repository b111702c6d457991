"""Names what a statement is about, and whether a source could bear it out at all."""

import re
from functools import cache
from typing import cast

from msgspec import Struct

from pipeline.claims.plain import is_plain_fact
from pipeline.claims.speech import act_of, holds, promises
from pipeline.errors import LexiconError
from pipeline.lexicon import load
from pipeline.records.claim import ClaimKind
from pipeline.records.fact import Fact


class KindEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[kind]]` of `kinds.toml`."""

    name: str
    checkable: bool
    reason: str
    patterns: tuple[str, ...]
    firm: bool = False
    """A firm kind makes the statement checkable even where it also sounds like an opinion or a forecast."""


class KindFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`kinds.toml`."""

    kind: tuple[KindEntry, ...]


class Nature(Struct, frozen=True):
    """What a statement is: its kinds in the order of the file, and whether it can be checked."""

    kinds: tuple[ClaimKind, ...]
    checkable: bool
    unknown: bool = False
    """Whether no pattern knew it: with a citation of its own it still counts as a claim."""
    spared: bool = False
    """Whether only its grammar makes it need no source: where it cites one, it is looked up all the same."""


@cache
def _entries() -> tuple[tuple[KindEntry, tuple[re.Pattern[str], ...]], ...]:
    file = load("pipeline.claims", "kinds.toml", KindFile)
    return tuple((entry, tuple(_compile(entry, pattern) for pattern in entry.patterns)) for entry in file.kind)


def _compile(entry: KindEntry, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise LexiconError(f"kinds.toml: kind {entry.name!r}: bad pattern {pattern!r}: {error}") from error


STOPPERS = frozenset(("question", "definition", "advice", "rhetoric"))
"""These win over everything but a hard number: a question or an order states nothing."""


OUTWEIGHS_OPINION = frozenset("number trial_fact source_kind comparison regulatory mechanism prevalence status".split())
"""A statement of one of these stays checkable even in the tone of an opinion ("The good news is that trials show")."""


_IDIOMS = frozenset(("one", "one day", "one thing", "one way"))
"""Number words that count nothing ("could one day change …")."""
_UNCOUNTED = re.compile(
    r"(?:many|some|several|(?:a )?few|various|numerous|countless)\b.*"
    r"|(?:for|in|over) (?:minutes|hours|days|weeks|months|years|decades)",
    re.IGNORECASE,
)
"""What nobody counted: no number that a source could bear out."""
_HORIZON = re.compile(
    r"(?<=[a-z]) (?:in|within) (?:the next |about |some )?[\w-]+ (?:years|decades)(?=[,.;]|$)", re.IGNORECASE
)
"""Behind a "will" or a "may" it says how far ahead somebody looks, which is no quantity."""
_AHEAD = re.compile(r"\b(?:will|would|could|may|might)\b", re.IGNORECASE)
_MOST = re.compile(r"(?:the )?(?:most|majority)\b", re.IGNORECASE)
_YEAR_MOST = re.compile(r"(?:20|21)\d\d most\b", re.IGNORECASE)
"""The year of a forecast read as the number of what follows it."""
_ONE_OF = re.compile(r"one of (?:the|its|their|our|these|those|many|several)\b", re.IGNORECASE)
_SPEAKS_ON = frozenset(("number", "mechanism"))
"""What a flourish may lead up to ("This isn't just …: it changes the brain")."""


def counts(fact: Fact, text: str) -> bool:
    """Whether a fact states a quantity: no year, no "one day", no "for years", no "some", no "one of the most …"."""
    if fact.value is None or fact.role == "year" or fact.text.lower() in _IDIOMS or _UNCOUNTED.fullmatch(fact.text):
        return False
    if re.fullmatch(r".*\b(?:years|decades)", fact.text) and len(_timeless(text)) < len(text):
        return False
    superlative = fact.text.lower().startswith("most") and text[: fact.start].lower().endswith("the ")
    return not superlative and not _ONE_OF.match(text[fact.start :])


def _timeless(text: str) -> str:
    """The text without the years that it looks ahead."""
    modal = _AHEAD.search(text)
    return text[: modal.end()] + _HORIZON.sub("", text[modal.end() :]) if modal else text


def nature(text: str, facts: tuple[Fact, ...]) -> Nature:
    """Kinds of one statement and whether it is checkable: by its words, and by what its grammar does with them.

    Args:
        text: the statement as it stands in the article.
        facts: what the facts engine found in it; a numeric fact makes it a `number`.
    """
    found = _by_words(text, facts)
    kinds = frozenset(found.kinds)
    if found.checkable:
        act = act_of(text, kinds)
        return Nature(tuple(dict.fromkeys((*found.kinds, act))), checkable=False, spared=True) if act else found
    told = kinds.isdisjoint(("question", "definition")) and (promises(text, kinds) or holds(text, kinds))
    return Nature(found.kinds, checkable=True) if told else found


def _by_words(text: str, facts: tuple[Fact, ...]) -> Nature:
    """Kinds of one statement, and whether its words make it checkable."""
    said = _timeless(text)
    hits = [entry for entry, patterns in _entries() if any(pattern.search(said) for pattern in patterns)]
    names = [entry.name for entry in hits]
    numeric = any(counts(fact, text) for fact in facts)
    if numeric and "number" not in names:
        names.insert(0, "number")
    firm = numeric or any(entry.firm for entry in hits)
    soft = any(entry.checkable for entry in hits)
    against = [entry.name for entry in hits if not entry.checkable]
    if "forecast" in against and _only_looks_ahead(facts, text):
        names = [name for name in names if name != "number"]
    checkable = _is_checkable(names, stated=firm or soft, against=against)
    if not names and is_plain_fact(text):
        return Nature(("background",), checkable=True)
    kinds = cast("tuple[ClaimKind, ...]", tuple(names) or ("rhetoric",))
    return Nature(kinds, checkable, unknown=not names)


def _only_looks_ahead(facts: tuple[Fact, ...], text: str) -> bool:
    """Whether all that a forecast counts is the date it looks to and a "most": "by 2040 most operations will …"."""
    counted = [fact for fact in facts if counts(fact, text)]
    return bool(counted) and all(
        fact.dimension == "date" or _MOST.match(fact.text) or _YEAR_MOST.match(fact.text) for fact in counted
    )


def _is_checkable(names: list[str], *, stated: bool, against: list[str]) -> bool:
    if "question" in against:
        return False
    if set(against) & STOPPERS == {"rhetoric"}:
        return bool(_SPEAKS_ON & set(names)) and "forecast" not in against and "opinion" not in against
    if STOPPERS & set(against):
        return "number" in names and "definition" not in against and "advice" not in against
    if "forecast" in against:
        return bool({"number", "trial_fact"} & set(names))
    if "opinion" in against:
        return bool(OUTWEIGHS_OPINION & set(names))
    return stated
