"""A share told as counts: "7 of 8", "two in five", "16 (53%) of 30", "one woman in five", "26 fewer per thousand".

`total_of` gives the whole that a count is told of, where the text tells one; what stands between the two numbers
decides. "One patient in five hospitals" is no share, and "in 2019" no whole.
"""

import re
from typing import NamedTuple

from pipeline.facts.context import EMPTY
from pipeline.facts.nouns import family, is_choice, lemma, verbs
from pipeline.facts.numbers import Number

_OF = re.compile(
    r"-in-(?:every-)?| (?:out )?of (?:(?:the|these|those|all|every|its|our|their) )?| in (?:every )?", re.IGNORECASE
)
_PER_GAP = re.compile(r"(?: [a-z]+){0,3} (?:per|in|for|out of)(?: every)? ", re.IGNORECASE)
_OF_GAP = re.compile(r" \(?\d{1,3}(?:\.\d+)? ?%\)? of (?:the )?", re.IGNORECASE)
_NOUN_GAP = re.compile(r" (?P<noun>[a-z][a-z-]+) (?:in|out of) (?:every |each )?", re.IGNORECASE)
_SCALE = re.compile(
    r"(?: [a-z-]+){0,3} (?:per|in every|for every|in each|out of every) (?P<scale>hundred|thousand|million)\b"
    r"(?! (?:years|days))",
    re.IGNORECASE,
)
_SCALES = {"hundred": 100.0, "thousand": 1000.0, "million": 1_000_000.0}
_FRONT = re.compile(
    r"(?:^|[.;:,] )(?:and |but |so )?(?:for|in|of|among|out of|per) (?:every |each )"
    r"(?P<scale>(?:a )?(?:hundred|thousand|million)|100|1,?000(?:,?000)?|10{1,2},?000)(?: [a-z-]+){0,9},"
    r"(?: [a-z-]+){0,4} $",
    re.IGNORECASE,
)
"""`for every hundred women, there were eight more`; `of every 1,000 screened, 12`."""
_MOVED = re.compile(r" (?:more|fewer|less|additional|extra|further)\b", re.IGNORECASE)
_NEXT_WORD = re.compile(r" ([A-Za-z-]+)")


class Counted(NamedTuple):
    """A number with the unit that follows it: its end, and whether it measures anything but people or time."""

    number: Number
    measured: bool


def scale_of(text: str, start: int, end: int) -> tuple[float | None, int]:
    """The hundred, thousand or million that a number is told per, before or behind it, and where what is told ends."""
    behind = _SCALE.match(text, end, min(len(text), end + 72))
    if behind is not None:
        return _SCALES[behind["scale"].lower()], behind.end()
    front = _FRONT.search(text, max(0, start - 96), start)
    if front is None or not front["scale"]:
        return None, end
    plain = front["scale"].lower().removeprefix("a ").replace(",", "")
    moved = _MOVED.match(text, end)
    return _SCALES.get(plain) or float(plain), moved.end() if moved else end


def total_of(text: str, left: Counted, right: Counted, gap: str) -> float | None:
    """The whole of which `left` is a part, where `right` tells it and `gap` stands between the two."""
    over, under = left.number, right.number
    if right.measured:
        return None
    power = under.value >= 100 and under.value == 10.0 ** (len(str(int(under.value))) - 1)
    if power and _PER_GAP.fullmatch(gap) and 0 < over.value <= under.value:
        return under.value
    if _one_in(text, over, under, gap) or _some_in(text, over, under, gap):
        return under.value
    if not (_OF.fullmatch(gap) or _OF_GAP.fullmatch(gap)) or under.value <= 0 or over.value > under.value:
        return None
    if over.value != int(over.value) or under.value != int(under.value) or over.form not in {"digits", "words"}:
        return None
    if over.value == 1 and " of " in gap and is_choice(text, over.start, under.end):
        return None
    if re.search(r"[ -]in[ -]", gap) and (
        (under.value > 1900 and under.value < 2100) or (over.form == "digits" and over.value > 10 and under.value < 100)
    ):
        return None
    return under.value


_GROUPS = frozenset({"sites", "places", "studies", "people", "events", "animals", "things"})


def _one_in(text: str, over: Number, under: Number, gap: str) -> bool:
    """Whether one of some thing is told in so many of it: "one embryo in ten", "one woman in five"."""
    between = _NOUN_GAP.fullmatch(gap)
    if between is None or over.value != 1 or under.value != int(under.value) or not 2 <= under.value < 1900:
        return False
    if between["noun"].lower() in _NO_NOUN or lemma(between["noun"].lower()) != between["noun"].lower():
        return False
    after = _NEXT_WORD.match(text, under.end)
    return after is None or family(lemma(after[1].lower())) not in _GROUPS


_WHOLES = frozenset({3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 20.0, 50.0, 100.0})
"""Of so many a share is told in words."""
_MANY_GAP = re.compile(
    r" (?:[a-z-]+ ){0,2}?(?P<noun>[a-z][a-z-]+)(?: of [a-z]+)? (?:in|out of) (?:every |each )?", re.IGNORECASE
)
_GOES_ON = re.compile(r" (?P<word>[a-z-]+)(?: (?P<next>[a-z-]+))?", re.IGNORECASE)
_PLURAL = re.compile(r"(?<![su])s$|ren$|[mw]en$|people$", re.IGNORECASE)


def _some_in(text: str, over: Number, under: Number, gap: str) -> bool:
    """Whether some are told in so many: "four inhabitants in five", "one bird of prey in five", not "in five boxes"."""
    between = _MANY_GAP.fullmatch(gap)
    if between is None or over.form != "words" or not 1 <= over.value < under.value or under.value not in _WHOLES:
        return False
    if between["noun"].lower() in _NO_NOUN or (over.value > 1 and not _PLURAL.search(between["noun"])):
        return False
    after = _GOES_ON.match(text, under.end)
    if after is None or after["word"].lower() in verbs():
        return True
    word, following = after["word"].lower(), after["next"] or ""
    if word == "of" or _PLURAL.search(word) or family(lemma(word)) in _GROUPS:
        return False
    return word in EMPTY or word.endswith("ed") or not _PLURAL.search(following)


def one_of(text: str, start: int, end: int) -> bool:
    """Whether a stretch is "one embryo in ten", which names by itself what it counts."""
    return _ONE_OF.fullmatch(text, start, end) is not None


_ONE_OF = re.compile(r"(?:one|1) [a-z][a-z-]+ (?:in|out of) (?:every |each )?[\w,-]+", re.IGNORECASE)
_NO_NOUN = frozenset("was is were had died lived took got of to and or per who fell rose only each".split())
