"""Numbers that no figure tells: `an hour`, `a year and a half`, `several weeks`, `the third day`, `both`.

Each becomes a `Number` with a form of its own, so that what is told loosely is compared loosely.
"""

import re

from pipeline.facts.nouns import family, lemma
from pipeline.facts.numbers import Number, lexicon

_SPELL = r"second|minute|hour|day|week|fortnight|month|year|decade"
_ONE = re.compile(
    (
        r"(?P<lead>\b(?:between|within|after|for|in|over|lasting|lasted|last|under|about|around|roughly|nearly"
        r"|almost|than|least|to|and|every|just|only|of|took|take|takes|taking|given|gave)[ ])(?P<article>an?)[ ]"
        rf"(?=(?:single )?(?:{_SPELL}|gram|litre|liter|kilogram|kilo|kilometre|mile|metre|pound|tonne)\b(?!-))"
    ),
    re.IGNORECASE,
)
_MEASURE = (
    r"(?:nano|micro|milli|centi|deci|kilo)?(?:gram(?:me)?|met(?:re|er)|lit(?:re|er)|joule|mole)|kilo|tonne|inch|mile"
)
_ONE_MEASURE = re.compile(rf"\b(?P<one>(?:an?|one)(?: single)?|single)[ ](?=(?:{_MEASURE})\b(?!-))", re.IGNORECASE)
"""`a centimetre less`, `a single milligram`: a measure with an article is one of it, whatever stands before."""
_AND_HALF = re.compile(rf"\b(?P<one>an?|one) (?:{_SPELL}) and a half\b", re.IGNORECASE)
_PLURAL = r"(?:minutes|hours|days|weeks|months|years|decades)"
_LONG = re.compile(
    rf"\b(?P<word>several|many)(?= {_PLURAL}\b)|\b(?P<for>for)(?= {_PLURAL}\b)",
    re.IGNORECASE,
)
_CROWD = re.compile(
    r"(?<!a )\b(?P<word>dozens|hundreds|thousands|millions|billions) of\b(?! (?:thousands|millions))", re.IGNORECASE
)
_ORDINAL = re.compile(
    rf"\b(?:by|on|until|till|after|before|at|from|in|during|over|throughout) (?:about )?the "
    rf"(?P<nth>{'|'.join(lexicon().ordinals)}|\d{{1,3}}(?:st|nd|rd|th))(?= (?:day|week|month|year|trimester)\b)",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\bboth(?: of the| the)?(?= (?P<noun>[a-z]+s)\b)|\bsingle(?= (?P<one>[a-z]+)\b)", re.IGNORECASE)


def vague(text: str, found: list[Number]) -> list[Number]:
    """All numbers of a folded text: `found`, and those told without a figure; in order, none overlapping."""
    halves = [Number(*match.span("one"), 1.5, 1, "vague") for match in _AND_HALF.finditer(text)]
    if halves:
        spans = [match.span() for match in _AND_HALF.finditer(text)]
        found = [each for each in found if not any(start <= each.start < end for start, end in spans)]
    taken = [*found, *halves]
    for extra in (*_single_units(text), *_spans(text), *_crowds(text), *_ordinals(text), *_pairs(text)):
        if not any(each.start < extra.end and extra.start < each.end for each in taken):
            taken.append(extra)
    return sorted(taken) if len(taken) > len(found) else found


def _single_units(text: str) -> list[Number]:
    times = [Number(*match.span("article"), 1.0, 0, "vague") for match in _ONE.finditer(text)]
    return [*times, *(Number(*match.span("one"), 1.0, 0, "vague") for match in _ONE_MEASURE.finditer(text))]


def _spans(text: str) -> list[Number]:
    """`for weeks` is at least two of them, `several weeks` too."""
    return [Number(*match.span("word" if match["word"] else "for"), 2.0, 0, "many") for match in _LONG.finditer(text)]


def _crowds(text: str) -> list[Number]:
    """`dozens of patients`: at least two dozen."""
    found = []
    for match in _CROWD.finditer(text):
        scale = lexicon().scales[match["word"].lower()[:-1]]
        found.append(Number(*match.span(), 2.0 * scale, 1 - len(str(int(scale))), "many"))
    return found


def _ordinals(text: str) -> list[Number]:
    """`by the third day` is day 3."""
    found = []
    for match in _ORDINAL.finditer(text):
        word = match["nth"].lower()
        value = float(lexicon().ordinals.get(word) or word[:-2])
        found.append(Number(*match.span("nth"), value, 0, "ordinal"))
    return found


_PAIRED = frozenset({"studies", "sites", "places", "people", "animals"})


def _pairs(text: str) -> list[Number]:
    """`both trials` are two, a `single dose` is one."""
    found = []
    for match in _PAIR.finditer(text):
        noun = lemma((match["noun"] or match["one"]).lower())
        kind = family(noun)
        if (match["noun"] and kind in _PAIRED) or (match["one"] and (kind in {"sites", "places"} or noun in _COURSE)):
            found.append(Number(*match.span(), 2.0 if match["noun"] else 1.0, 0, "said"))
    return found


_COURSE = frozenset("dose session injection infusion treatment course cycle".split())
