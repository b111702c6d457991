"""What a sentence does by its grammar: tells a view, a forecast, an order, a definition, or what everyone knows.

Such a sentence needs no source, even where it holds a year, a dose or a price. What it promises besides ("take it: it
helps 80% of users") can be looked up, and stays checkable.
"""

import re
from typing import Literal

from msgspec import Struct

from pipeline.claims.words import is_content
from pipeline.lexicon import Patterns, Sheet, either

Act = Literal["opinion", "forecast", "advice", "definition", "background"]
"""The kind of claim that each act makes; `background` is what everyone knows."""


class Orders(Struct, frozen=True, forbid_unknown_fields=True):
    """`[orders]`: verbs at the head of an order, and what tells them from nouns."""

    opening: str
    told: str
    plain: str
    either: str
    object: str
    measure: str
    finite: str
    relative: str


class Stated(Struct, frozen=True, forbid_unknown_fields=True):
    """`[stated]`: kinds that a definition does not do away with."""

    reason: str
    kinds: tuple[str, ...]
    means: str


class Everyday(Struct, frozen=True, forbid_unknown_fields=True):
    """`[everyday]`: things, what is said of them, and the figures that go with them."""

    things: str
    said: str
    figures: tuple[str, ...]


class SpeechFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`speech.toml`."""

    views: Patterns
    held: Patterns
    conditions: Patterns
    horizon: Patterns
    orders: Orders
    definitions: Patterns
    stated: Stated
    share: Patterns
    everyday: Everyday


_GRAVE = frozenset(("efficacy", "safety"))
_PAST = re.compile(r"[a-z]{3,}ed")
_FEW = 2
_SHORT = 10
"""Words of a sentence that says a figure everyone knows and nothing else."""
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?|\d[\d.,]*")


_SHEET = Sheet("pipeline.claims", "speech.toml", SpeechFile)


def act_of(text: str, kinds: frozenset[str]) -> Act | None:
    """What the sentence does instead of stating something that a source could bear out; None where it states.

    Args:
        text: the statement.
        kinds: what it is about, by its words and figures.
    """
    table = _SHEET.file
    grave = bool(kinds & _GRAVE)
    if _any(table.views, text) or _any(table.conditions, text):
        if _any(table.share, text) and grave:
            return None
        return "forecast" if not grave or _any(table.horizon, text) else None
    if _is_order(text) and not grave and not _any(table.share, text):
        return "advice"
    if _any(table.definitions, text) and not kinds & frozenset(table.stated.kinds) - _apart(text, kinds):
        return "definition"
    return "background" if _is_everyday(text) else None


def holds(text: str, kinds: frozenset[str]) -> bool:
    """Whether a view told as the speaker's own is about what a treatment does or harms ("we think that it is safe")."""
    return bool(kinds & _GRAVE) and _any(_SHEET.file.held, text) and not _any(_SHEET.file.views, text)


def promises(text: str, kinds: frozenset[str]) -> bool:
    """Whether advice says besides how many something helps or harms."""
    return bool(kinds & _GRAVE) and _any(_SHEET.file.share, text)


def _any(entry: Patterns, text: str) -> bool:
    return bool(either(entry.patterns).search(text))


def _apart(text: str, kinds: frozenset[str]) -> frozenset[str]:
    """Kinds that a definition has by its form alone: it sets one thing apart from others, and names no figure."""
    if "number" in kinds:
        return frozenset()
    means = _SHEET.pattern("stated.means").search(text)
    return frozenset(("comparison", "trial_fact") if means else ("trial_fact",))


def _is_order(text: str) -> bool:
    """Whether a bare verb stands at the head, with no other verb that it could be the subject of."""
    opening = _SHEET.pattern("orders.opening").match(text)
    head = opening.end() if opening else 0
    said = re.match(r"[A-Za-z]+(?![\w’'-])", text[head:])
    if said is None:
        return False
    verb, rest = said.group().lower(), text[head + said.end() :]
    behind = _WORD.findall(rest.split(",")[0].lower())
    if not behind or re.match(r"\s*[,.:;]", rest):
        return False
    ends = (at for at, word in enumerate(behind) if word in _SHEET.words("orders.finite") or _PAST.fullmatch(word))
    finite = next(ends, len(behind))
    if behind[0] == "of" or (finite < len(behind) and not _SHEET.words("orders.relative") & set(behind[:finite])):
        return False
    if verb in _SHEET.words("orders.plain"):
        return True
    told = bool(head and _SHEET.pattern("orders.told").match(text))
    measured = (
        len(behind) > _FEW and behind[1] in _SHEET.words("orders.measure") and any(word[0].isdigit() for word in behind)
    )
    follows = behind[0] in _SHEET.words("orders.object") or behind[0][0].isdigit() or told or measured
    return verb in _SHEET.words("orders.either") and follows


def _is_everyday(text: str) -> bool:
    """Whether a sentence has nothing but the sky, the calendar, water, and what everyone says of them."""
    everyday = _SHEET.file.everyday
    words = _WORD.findall(text.lower())
    if len(words) <= _SHORT and either(everyday.figures).search(text):
        return True
    things, said = _SHEET.words("everyday.things"), _SHEET.words("everyday.said")
    content = [word for word in words if is_content(word)]
    known = all(_base(word) & (things | said) for word in content)
    return known and any(_base(word) & things for word in content) and not any(word[0].isdigit() for word in words)


def _base(word: str) -> frozenset[str]:
    """The word without what grammar adds: `hotter` hot, `longer` long, `freezes` freeze, `days` day."""
    forms = {word, word.removesuffix("s"), word.removesuffix("es")}
    for ending in ("er", "est", "r", "st"):
        stem = word.removesuffix(ending)
        forms |= {
            stem,
            stem[:-1] if stem[-2:-1] == stem[-1:] else stem,
            stem[:-1] + "y" if stem.endswith("i") else stem,
        }
    return frozenset(forms)
