"""One figure with two units, and figures that a slip of the pen makes of each other.

A slip is seen in the digits alone: noughts more or fewer, a point moved, two digits that changed places, one digit
added, dropped or (in three or more) mistaken. Nine is so made of nineteen, and 2,955 of 9,255.
"""

from pipeline.facts.numbers import fold, lexicon, numbers
from pipeline.records.fact import Fact, Value

LEAST_CHANGED = 3
"""Digits of a figure of which one may be mistaken: of two, every second figure would be a slip."""
WORDS_PLAY = 0.05
"""Play of a figure that is told in words: "two and a half" of 2.6."""
_TOLERANCE = 1e-9


def one_figure(one: Fact, other: Fact) -> bool:
    """Whether two facts tell one figure, whatever its unit; a bound is the figure that it is told by."""
    ours, theirs = ends(one.value), ends(other.value)
    if not ours or not theirs:
        return False
    return _alike(ours, theirs, one)


def written_alike(one: Fact, other: Fact) -> bool:
    """As `one_figure`, by the first figure as it is written: 2.1 of "2.1 million", 26 of "26 per thousand"."""
    ours, theirs = _written(one), _written(other)
    return ours is not None and ours == theirs


def _alike(ours: tuple[float, ...], theirs: tuple[float, ...], fact: Fact) -> bool:
    if ours == theirs:
        return True
    if len(ours) != 1 or len(theirs) != 1 or any(sign.isdigit() for sign in fact.text):
        return False
    return ours[0] != int(ours[0]) and abs(ours[0] - theirs[0]) <= WORDS_PLAY * theirs[0]


def ends(value: Value | None) -> tuple[float, ...]:
    """The figures that a value is told by, without their sign."""
    if value is None:
        return ()
    return tuple(dict.fromkeys(abs(end) for end in (value.low, value.high) if end is not None))


def _written(fact: Fact) -> float | None:
    """The first figure of a fact without its million: what the eye takes from the page."""
    found = numbers(fold(fact.text))
    if not found:
        return None
    words = fact.text[found[0].start : found[0].end].lower().replace("-", " ").split()
    scale = lexicon().scales.get(words[-1], 1.0) if len(words) > 1 else 1.0
    return abs(found[0].value) / scale


def slipped(one: Fact, other: Fact) -> bool:
    """Whether one slip makes of one lone figure the other."""
    ours, theirs = ends(one.value), ends(other.value)
    return len(ours) == len(theirs) == 1 and ours != theirs and _slip(ours[0], theirs[0])


def moved(one: Fact, other: Fact) -> bool:
    """Whether the two differ by their noughts, or by the place of the point, alone."""
    ours, theirs = ends(one.value), ends(other.value)
    return len(ours) == len(theirs) == 1 and bool(ours[0] and theirs[0]) and _moved(ours[0], theirs[0])


def _slip(one: float, other: float) -> bool:
    if not one or not other:
        return False
    left, right = _digits(one), _digits(other)
    return _moved(one, other) or _turned(left, right) or _dropped(left, right) or _mistaken(left, right)


def _digits(value: float) -> str:
    return f"{value:.10g}"


def _moved(one: float, other: float) -> bool:
    """Noughts more or fewer, or a point moved: one is the other times a power of ten."""
    large, small = max(one, other), min(one, other)
    return any(abs(large - small * factor) <= _TOLERANCE * large for factor in (10.0, 100.0, 1000.0))


def _turned(left: str, right: str) -> bool:
    """The same digits in another order."""
    return len(left) == len(right) > 1 and sorted(left) == sorted(right) and left.find(".") == right.find(".")


def _dropped(left: str, right: str) -> bool:
    """One digit more or less, wherever it stands."""
    short, long = sorted((left, right), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _mistaken(left: str, right: str) -> bool:
    return len(left) == len(right) >= LEAST_CHANGED and sum(a != b for a, b in zip(left, right, strict=True)) == 1


def told_digits(fact: Fact) -> int:
    """Digits of a fact's figures that say something: 2 of 24, 1 of 400, 3 of 1.75, 2 of "5 to 10"."""
    return sum(len(_digits(end).replace(".", "").strip("0")) for end in ends(fact.value))
