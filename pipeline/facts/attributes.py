"""Named attributes: phase, masking, allocation, comparator, design, population, harms that did not occur, direction.

Each is a `Fact` of dimension `attribute` with its canonical word in `term` and `negated` where the text denies it.
"""

import re
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.facts import context
from pipeline.facts.effects import directions
from pipeline.facts.needles import may_match
from pipeline.lexicon import load
from pipeline.records.fact import Fact, Value


class Attribute(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of `attributes.toml`."""

    role: str
    term: str
    pattern: str


class AttributeFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`attributes.toml`."""

    attribute: tuple[Attribute, ...]


class _Rule(NamedTuple):
    role: str
    term: str
    pattern: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    entries = load("pipeline.facts", "attributes.toml", AttributeFile).attribute
    return tuple(_Rule(entry.role, entry.term, re.compile(entry.pattern, re.IGNORECASE)) for entry in entries)


_TRIGGER = re.compile(
    (
        r"blind|mask|label|random|RCT|meta|review|cohort|longitud|case|survey|cross|observ|epidem"
        r"|prospect|regist|pilot|feasib|arm\b|control|placebo|dummy|sugar|inert|saline|vehicle|dose"
        r"|care|treatment|sham|wait|head-to|compar|mice|mouse|rat|rodent|murine|monk|macaq|fish|rabbit"
        r"|pig|hamster|fl(?:y|ies)|drosoph|elegans|nematod|animal|beagle|sheep|primate|vitro|cell"
        r"|neuron|petri|organoid|healthy|psychiatric|patient|people|adult|men\b|child|particip|subject"
        r"|individual|adolesc|human|kid|infant|bab|newborn|toddl|diatric|school|teen|elder|senior"
        r"|pension|over-65|menopaus|cent(?:re|er|ric)|site|hospital|trial|type|dish|tube|\blots?\b|coin"
        r"|female|male|girl|boy|those|before|pre|knew|know\b|aware|mask|nobody|without|uncontrolled|single|no "
    ),
    re.IGNORECASE,
)
_NEGATION = re.compile(
    (
        r"(?:\b(?:no|not|without|never|neither|nor|lack(?:ed|s|ing)?|instead of|rather than|nobody|none"
        r"|absence of)\b|n't\b)(?: [\w,'-]+){0,4} ?$"
    ),
    re.IGNORECASE,
)
_FAR = 40
"""A denial reaches this many characters forward."""


def attributes(original: str, piece: str, offset: int) -> list[Fact]:
    """The attributes of one sentence; `original` and its folded twin `piece` have the same length."""
    found: list[Fact] = []
    lower = piece.lower()
    if _TRIGGER.search(piece):
        words: list[context.Word] | None = None
        for rule in _rules():
            if not may_match(rule.pattern, lower):
                continue
            for match in rule.pattern.finditer(piece):
                words = context.words_of(piece) if words is None else words
                found.append(_fact(original, piece, offset, rule.role, rule.term, match.span(), words))
    for patterns, reader in ((_PHASED, _phases), (_HARMED, _harms), (_TESTED, _significance)):
        if any(may_match(pattern, lower) for pattern in patterns):
            found += reader(original, piece, offset)
    return found + directions(original, piece, offset)


def _fact(
    original: str, piece: str, offset: int, role: str, term: str, span: tuple[int, int], words: list[context.Word]
) -> Fact:
    start, end = span
    lead = piece[max(0, start - _FAR) : start]
    turned = piece.startswith(("but ", "only "), start)
    negated = (
        not turned and _NEGATION.search(lead) is not None and role in {"comparator", "allocation", "masking", "design"}
    )
    return Fact(
        dimension="attribute",
        role=role,
        text=original[start:end],
        start=start + offset,
        end=end + offset,
        term=term,
        negated=negated,
        qualifiers=context.caveats(piece),
        near=context.near(words, start, end),
    )


_PHASE = re.compile(
    (
        r"\bphases?[ -]?(?P<first>[1-4][ab]?|IV|I{1,3}[ab]?)(?:\s?(?:/|-|–|and|or|to|/phase"
        r"|,)\s?(?:phase )?(?P<second>[1-4][ab]?|IV|I{1,3}[ab]?))?\b(?! (?:patients|participants"
        r"|diagnosis))|\b(?P<word>first|second|third|fourth|early|late|mid)[- ](?:phase"
        r"|stage) (?:clinical )?(?:trial|study|test)"
    ),
    re.IGNORECASE,
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_PHASE_WORDS = {"early": "1/2", "mid": "2", "late": "3", "first": "1", "second": "2", "third": "3", "fourth": "4"}


def _phases(original: str, piece: str, offset: int) -> list[Fact]:
    found = []
    for match in _PHASE.finditer(piece):
        if match["word"]:
            term = _PHASE_WORDS[match["word"].lower()]
        else:
            if not re.search(
                (
                    r"trial|study|studies|clinical|random|drug|results|program|recruit|dose|patients"
                    r"|volunteers|NCT|PHASE|\bphase (?:I|1|2|3)"
                ),
                piece,
                re.IGNORECASE,
            ):
                continue
            term = "/".join(dict.fromkeys(_phase(part) for part in (match["first"], match["second"]) if part))
        found.append(_bare(original, piece, offset, match.span(), "phase", term))
    return found


def _phase(raw: str) -> str:
    lower = raw.lower()
    letter = lower[-1] if lower[-1] in "ab" else ""
    return _ROMAN.get(lower.rstrip("ab"), lower.rstrip("ab")) + letter


def _bare(original: str, piece: str, offset: int, span: tuple[int, int], role: str, term: str, **slots: object) -> Fact:
    fact = _fact(original, piece, offset, role, term, span, context.words_of(piece))
    if not slots:
        return fact
    from msgspec.structs import replace  # noqa: PLC0415

    return replace(fact, **slots)


_HARM = re.compile(
    (
        r"\b(?P<no>no|zero|(?<!not )without(?: any)?|none of the|not a single|nor any"
        r"|neither)\b (?P<words>(?:[\w-]+ ){0,4}?)(?P<noun>adverse (?:events?|effects?|reactions?)"
        r"|side[- ]effects?|SAEs?|TEAEs?|AEs?|deaths?|drop-?outs?|withdrawals?|discontinuations?"
        r"|toxicit(?:y|ies)|complications|safety (?:signals?|concerns?))\b"
    ),
    re.IGNORECASE,
)
_NOBODY = re.compile(
    (
        r"\b(?:nobody|no one|no-one|(?:none|not one) of (?:the|those|them|these)(?: \w+)?|no \w+) "
        r"(?:(?:had|suffered|experienced|reported|developed|showed) (?:any |an? )?(?P<words>(?:[\w-]+ ){0,2}?)"
        r"(?P<noun>adverse (?:events?|effects?|reactions?)|side[- ]effects?|SAEs?|complications?)|(?P<died>died))\b"
    ),
    re.IGNORECASE,
)
_RELATED = ("related to the drug", "related to treatment", "attributed to", "due to the drug", "drug-related")
_HARM_NOUN = {
    "sae": "serious adverse event",
    "teae": "adverse event",
    "ae": "adverse event",
    "side effect": "adverse event",
    "adverse effect": "adverse event",
    "adverse reaction": "adverse event",
}
_HARM_WORDS = frozenset(
    (
        "serious severe drug-related treatment-related related drug treatment-emergent unexpected major"
        " new fatal life-threatening grade reported significant long-term"
    ).split()
)


def _harms(original: str, piece: str, offset: int) -> list[Fact]:
    found = []
    for match in (*_HARM.finditer(piece), *_NOBODY.finditer(piece)):
        told = match["noun"] or "death"
        raw = re.sub(r"s$", "", told.lower().replace("side-effect", "side effect"))
        noun = _HARM_NOUN.get(raw, raw)
        words = [word for word in (match["words"] or "").lower().split() if word in _HARM_WORDS]
        after = piece[match.end() : match.end() + 60].lower()
        if any(extra in after for extra in _RELATED):
            words.append("drug-related")
        if "serious" in noun:
            noun, words = "adverse event", ["serious", *words]
        found.append(
            _bare(
                original, piece, offset, match.span(), "harms", noun,
                negated=True, noun=noun, value=Value("exact", 0.0, 0.0),
                qualifiers=tuple(dict.fromkeys([*words, *context.caveats(piece)])),
            )
        )  # fmt: skip
    return found


_SIGNIFICANT = re.compile(
    (
        r"\b(?P<no>(?:not|no|non-?|without|n't|nor|never|neither|fail(?:ed|s)? to(?: show| reach"
        r"| find)?(?: a)?|lack of)\s?(?:[\w-]+ ){0,4}?)?(?:statistical(?:ly)? )?(?P<word>significan(?:t"
        r"|tly|ce)|insignificant(?:ly)?|nonsignificant|non-significant)\b"
    ),
    re.IGNORECASE,
)
_NO_DIFFERENCE = re.compile(
    (
        r"\b(?:no (?:clear |overall |detectable |meaningful |real |measurable )?(?:difference|effect"
        r"|benefit|improvement|association|link|reduction|increase|change|evidence (?:of|that))"
        r"|did(?: not|n't) (?:differ|reduce|improve|increase|lower|help|work|change|affect|outperform"
        r"|beat|decrease)|(?:was|were) similar (?:in|between|across)|no better than|no worse than"
        r"|no more (?:\w+ )?than|no less (?:\w+ )?than|failed to (?:reduce|improve|beat|show|lower"
        r"|increase))"
    ),
    re.IGNORECASE,
)
_SIZE_SENSE = re.compile(
    (
        r"significant (?:step|number|development|role|concern|issue|challenge|proportion|part|study"
        r"|problem|limitation|advance|source|other|burden|recent)"
    ),
    re.IGNORECASE,
)


def _significance(original: str, piece: str, offset: int) -> list[Fact]:
    found = []
    for match in _SIGNIFICANT.finditer(piece):
        if _SIZE_SENSE.match(piece[match.start("word") : match.start("word") + 40]):
            continue
        negative = bool(match["no"]) or match["word"].lower().startswith(("in", "non"))
        found.append(
            _bare(
                original, piece, offset, match.span(), "significance", "not significant" if negative else "significant"
            )
        )
    for match in _NO_DIFFERENCE.finditer(piece):
        if not any(fact.start < match.end() + offset and match.start() + offset < fact.end for fact in found):
            found.append(_bare(original, piece, offset, match.span(), "significance", "no difference"))
    return found


_PHASED, _HARMED, _TESTED = (_PHASE,), (_HARM, _NOBODY), (_SIGNIFICANT, _NO_DIFFERENCE)
