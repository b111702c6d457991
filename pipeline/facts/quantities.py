"""Puts numbers together with their modifiers, partners and units: "at least 15–30 minutes", "3.2 ± 0.1 kg", "7 of 8".

A `Quantity` is what a text measures before anyone has asked what it is about; `roles` and `context` do that.
"""

import re
from functools import cache
from typing import NamedTuple

from pipeline.facts.fractions import Counted, scale_of, total_of
from pipeline.facts.intervals import beside_estimate, by_comma, is_interval
from pipeline.facts.marks import decade, grown_together, joined_name, of_calendar
from pipeline.facts.numbers import Number, lexicon, numbers
from pipeline.facts.units import Unit, read
from pipeline.facts.vague import vague
from pipeline.facts.values import fell_by
from pipeline.records.fact import Value, ValueKind


class Quantity(NamedTuple):
    """A measured span of a folded text; `first` and `last` bound the bare number, `start` and `end` take in all."""

    start: int
    end: int
    first: int
    last: int
    value: Value
    unit: str
    dimension: str
    form: str
    total: float | None = None
    """Denominator, where the text gives a count of a count."""
    sign: str = ""
    """`-` or `+` where one was written."""
    nearly: str = ""
    """`under` or `over`: "just under 70%" is about 70 and below it."""


_BETWEEN = re.compile(r"\s?(?:-|–|—|to|through|until|and|or)\s?-?|\s?(?:-|–|—)\s?", re.IGNORECASE)
_PLUS_MINUS = re.compile(r"\s?(?:\(\s?)?(?:±|\+/-|\+-)\s?(?:<\s?)?(?:SD|SE|SEM)?\s?", re.IGNORECASE)
_SPREAD_PAREN = re.compile(
    r"\s?[\(\[,]\s?(?:SD|SE|SEM|standard deviation|standard error|s\.d\.|± ?SD)\s?[=:,]?\s?", re.IGNORECASE
)
_POINT_WORDS = r"(?:day|days|week|weeks|month|months|year|years|hour|hours|minute|minutes)"
_ENDS_IN_NUMBER = re.compile(rf"(?:\d|\b(?:an?|{'|'.join(lexicon().words)})) $", re.IGNORECASE)
"""Before a unit: "within three months 148 had left" tells no month 148."""
_POINT = re.compile(rf"\b({_POINT_WORDS})[ -]$", re.IGNORECASE)
_ROSE = re.compile(
    (
        r"\b(?:rose|risen|fell|fallen|increas\w+|decreas\w+|dropp\w+|declin\w+|grew|climbed|went"
        r"|improv\w+|reduc\w+|chang\w+|jump\w+|soared|shrank|lower\w*|cut|raised"
        r"|worsen\w+)\b[^.;]{0,40}\bfrom $"
    ),
    re.IGNORECASE,
)
_EACH = re.compile(r" (?:a|per|each|every) (year|month|week|day|patient|person|head)\b", re.IGNORECASE)
_MONEY = re.compile(r"(?:US|A|C|NZ|HK)?([$€£¥])\s?$")
_CURRENCY = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}


@cache
def _before() -> re.Pattern[str]:
    groups = []
    for kind, phrases in lexicon().before.items():
        ordered = "|".join(
            (r"(?<![A-Za-z])" if phrase[0].isalpha() else "") + re.escape(phrase).replace(r"\ ", " ")
            for phrase in sorted(phrases, key=len, reverse=True)
        )
        groups.append(rf"(?P<{kind}>(?:{ordered}))")
    return re.compile(rf"(?i)(?:{'|'.join(groups)})\s?(?:(?:a|an|the|=) )?(?:US|A|C)?[$€£]?\s?$")


@cache
def _after() -> re.Pattern[str]:
    groups = []
    for kind, phrases in lexicon().after.items():
        ordered = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
        groups.append(rf"(?P<{kind}> (?:{ordered})(?![A-Za-z]))")
    return re.compile(rf"(?i)(?:{'|'.join(groups)})")


def quantities(text: str) -> list[Quantity]:
    """The quantities of a folded text, in order."""
    found = vague(text, numbers(text))
    out: list[Quantity] = []
    at = 0
    while at < len(found):
        quantity, used = _build(text, found, at)
        if quantity is not None and not _is_scale(text, quantity) and not _is_name(text, quantity):
            out.append(quantity)
        at += used
    return _inherit(text, out)


_LIST_GAP = re.compile(
    r"\s?(?:,|;|vs\.?|versus|and|or|to|against|compared (?:with|to)|,? (?:and|or|vs\.?|versus)|/)\s?", re.IGNORECASE
)
_STAT = re.compile(r"\b(?:[am]?[OHR]R|[rpnN]|ratio|risk|SD|SE)(?: of)?[ =:,(]*$")
_NAMES_NEXT = re.compile(
    r"\b(?:age[ds]?(?: of)?|day|week|month|year|visit|stage|grade|phase|type|table|figure)[ -]$", re.IGNORECASE
)
"""`by the age of 5, 1.9%`: no list of two shares."""
_CLAUSE_NEXT = re.compile(r"(?:at|by) \d+, \d[\d.]* ?%", re.IGNORECASE)  # "at 45, 94% still took part"
_SCALE = re.compile(
    r"(?: [\w-]+){0,2} (?:scales?|questionnaires?|index|ratings?|checklists?|systems?|scores?)\b", re.IGNORECASE
)
"""`a ten-point scale`: how long the scale is, no points on it."""
_LEVEL = re.compile(r"\s?(?:CI|CrI|UI|confidence|credible)", re.IGNORECASE)
_SHARED = frozenset("percentage percentage_points pressure mass time volume activity scale length fold money".split())


def _inherit(text: str, found: list[Quantity]) -> list[Quantity]:
    """In "32 vs 8%" and "10, 20 and 40 mg" the unit stands once, after the last."""
    out = _in_brackets(text, found)
    for at in range(len(out) - 2, -1, -1):
        here, later = out[at], out[at + 1]
        if here.unit or here.total or here.form != "digits" or later.dimension.removesuffix("_per") not in _SHARED:
            continue
        if _STAT.search(text[max(0, here.start - 14) : here.start]) or _LEVEL.match(text, later.end):
            continue
        if _NAMES_NEXT.search(text[max(0, here.start - 14) : here.start]) or _CLAUSE_NEXT.match(text, here.start - 3):
            continue
        if later.form == "point" or not _LIST_GAP.fullmatch(text[here.end : later.start]):
            continue
        if later.dimension == "time" and 1900 <= (here.value.low or 0) < 2100:
            continue
        out[at] = here._replace(unit=later.unit, dimension=later.dimension)
    return out


def _is_scale(text: str, quantity: Quantity) -> bool:
    hyphened = text[quantity.start : quantity.end].lower().rstrip("s").endswith("-point")
    return hyphened and _SCALE.match(text, quantity.end) is not None


def _is_name(text: str, quantity: Quantity) -> bool:
    return not quantity.unit and joined_name(text, quantity.start, quantity.end)


class _Part(NamedTuple):
    number: Number
    unit: Unit | None

    @property
    def end(self) -> int:
        return self.unit.end if self.unit else self.number.end


def _part(text: str, number: Number) -> _Part:
    unit = read(text, number.end) if number.form not in {"fold", "frequency"} else None
    if (
        unit is not None
        and unit.name == "fold"
        and text[number.end : number.end + 1] == " "
        and unit.end - number.end <= 2
    ):
        unit = None  # "5 x 10 cm": a product, no multiple
    return _Part(number, unit)


_COUNT_AND_SHARE = re.compile(r"\b(?:n|No\.?|number),? ?\(%\)", re.IGNORECASE)


def _in_brackets(text: str, found: list[Quantity]) -> list[Quantity]:
    """Under the heading "n (%)" the number in brackets is a percentage: 31 (11.9)."""
    out = found[:]
    if _COUNT_AND_SHARE.search(text) is None:
        return out
    for at in range(1, len(out)):
        here = out[at]
        bare = not here.unit and text[here.end : here.end + 1] == ")" and 0 <= (here.value.low or 0) <= 100
        if bare and text[out[at - 1].end : here.start] == " (":
            out[at] = here._replace(unit="%", dimension="percentage")
    return out


def _build(text: str, found: list[Number], at: int) -> tuple[Quantity | None, int]:
    """The quantity that begins with number `at`, and how many numbers it used."""
    first = _part(text, found[at])
    number = first.number
    if _glued_name(text, first):
        return None, 1
    later = found[at + 1] if at + 1 < len(found) else None
    beyond = found[at + 2] if at + 2 < len(found) else None
    if later is not None and beyond is not None and first.unit is None:
        total = _count_of_count(text, first, _part(text, beyond), text[number.end : beyond.start])
        if total is not None and number.total is None:
            return _finish(text, first, None, None, "of", total), 1
    if later is not None:
        joined = _join(text, first, _part(text, later))
        if joined is not None:
            return _finish(text, *joined), 2
    if number.total is None and first.unit is None and number.form in {"digits", "words"}:
        whole, end = scale_of(text, number.start, number.end)
        made = _finish(text, first, None, None, "", whole)
        return (made._replace(end=max(made.end, end)) if whole else made), 1
    return _finish(text, first, None, first.unit, "", number.total), 1


def _glued_name(text: str, part: _Part) -> bool:
    """`3-phosphatase`, `5-MeO`, `2D`, `1980s`: a number grown into a name."""
    end = part.number.end
    if part.unit is not None and part.unit.name == "s" and decade(text, part.number.start, part.end):
        return True
    if part.unit is not None or part.number.form in {"fold", "part", "vague", "frequency", "many", "ordinal", "said"}:
        return False
    return grown_together(text, end)


def _join(text: str, left: _Part, right: _Part) -> tuple[_Part, _Part | None, Unit | None, str, float | None] | None:
    gap = text[left.end : right.number.start]
    if 24 < len(gap) <= FAR and left.unit is None and left.number.total is None:
        total = _count_of_count(text, left, right, gap)
        return (left, right, None, "of", total) if total is not None else None
    if len(gap) > 24:
        return None
    if left.unit and right.unit and left.unit.dimension != right.unit.dimension:
        return None
    if _PLUS_MINUS.fullmatch(gap) or _SPREAD_PAREN.fullmatch(gap):
        if right.unit is None and left.unit is None and text[right.end : right.end + 1] in ")]":
            outside = read(text, right.end + 1)
            right = right._replace(number=right.number._replace(end=right.end + 1), unit=outside) if outside else right
        return left, right, right.unit or left.unit, "spread", None
    if left.unit is None and left.number.total is None:
        total = _count_of_count(text, left, right, gap)
        if total is not None:
            return left, right, None, "of", total
    pair = left.number.start, right.end
    if by_comma(text, *pair, gap) or (_BETWEEN.fullmatch(gap) and _is_range(text, left, right, gap)):
        return left, right, right.unit or left.unit, "range", None
    return None


FAR = 64  # characters up to what a count is told per: "8 additional cases of the disease per 10,000"


def _count_of_count(text: str, left: _Part, right: _Part, gap: str) -> float | None:
    """The whole of a share that is told as counts."""
    measured = right.unit is not None and right.unit.dimension not in {"scale", "persontime"}
    return total_of(text, Counted(left.number, measured=False), Counted(right.number, measured), gap)


def _is_range(text: str, left: _Part, right: _Part, gap: str) -> bool:
    low, high = left.number, right.number
    joiner = gap.strip().lower()
    if joiner == "to" and _ROSE.search(text[max(0, low.start - 70) : low.start]):
        return False
    if joiner == "to" and left.unit and not right.unit and text[max(0, low.start - 4) : low.start] == " by ":
        return False  # "rose by 2% to 89 million": a change and a level
    parts = low.form == high.form == "part" and joiner in {"to", "and"}  # "a quarter to a half"
    if (low.form in {"fold", "part", "frequency"} or high.form in {"fold", "frequency"}) and not parts:
        return False
    if joiner in {"and", "or"}:
        lead = text[max(0, left.number.start - 9) : left.number.start].lower()
        if joiner == "and" and not lead.endswith("between "):
            return False
        if joiner == "or":
            return (
                low.value < high.value <= low.value + 2
                and low.value < 12
                and high.form == low.form
                and high.value == int(high.value)
                and right.unit is not None
            )
    if joiner.startswith(("-", "–", "—")) and low.value > high.value >= 0 and high.value < low.value / 10:
        return False
    if joiner in {"to", "until", "through"} and low.value > high.value >= 0:
        return False
    return not (low.value == high.value and joiner not in {"-", "–"})


def _finish(text: str, left: _Part, right: _Part | None, unit: Unit | None, how: str, total: float | None) -> Quantity:
    number = left.number
    start, last = number.start, (right or left).number.end
    end = max(left.end, right.end if right else 0)
    name, kind_of = (unit.name, unit.dimension) if unit else ("", "")
    value, nearly = _value(text, left, right, how), ""
    start, value, nearly, sign_unit = _modify(text, start, value, how)
    if sign_unit:
        name, kind_of = sign_unit, "money"
        often = _EACH.match(text, end)
        if often is not None:
            name, kind_of, end = f"{sign_unit}/{often[1].lower()}", "money_per", often.end()
    if not name:
        start, name, kind_of = _time_point(text, start, name, kind_of)
    suffix = _after().match(text, end) if value.kind in {"exact", "about"} else None
    if suffix is not None:
        value, end = _bounded(value, str(suffix.lastgroup)), suffix.end()
    sign = text[number.start] if text[number.start] in "-+–" else ""
    point = kind_of == "time" and (number.form == "ordinal" or text[start : number.start].strip().lower() in _TIMES)
    form = "point" if point else number.form
    if kind_of == "time" and value.kind == "more_than" and _throughout(text, start, number.start):
        value = Value("exact", value.low, value.low, value.decimals)
    if number.form == "many":
        value = _bounded(value, "at_least")
    if number.form == "vague" and number.value != 1.0:
        end += len(" and a half")
    if number.form == "fold":
        name, kind_of = "fold", "fold"
        if 0 < number.value < 1:
            value, nearly = fell_by(value, nearly)
    return Quantity(start, end, number.start, last, value, name, kind_of, form, total, sign, nearly)


_TIMES = frozenset("day days week weeks month months year years hour hours minute minutes".split())


def _time_point(text: str, start: int, name: str, kind_of: str) -> tuple[int, str, str]:
    """`Day 29`, `week 8`: the unit stands before its number."""
    point = _POINT.search(text[max(0, start - 8) : start])
    if point is None:
        return start, name, kind_of
    before = text[max(0, start - 8) : start]
    unit = read(" " + point[1].lower() + " ", 0)
    at = max(0, start - 8) + point.start(1)
    lead = text[max(0, at - 12) : at]
    if unit is None or before.lower().startswith("-") or _ENDS_IN_NUMBER.search(lead) or of_calendar(lead):
        return start, name, kind_of
    return start - (len(before) - point.start(1)), unit.name, unit.dimension


def _value(text: str, left: _Part, right: _Part | None, how: str) -> Value:
    number = left.number
    if right is None or how == "of":
        return Value("exact", number.value, number.value, number.decimals)
    other = right.number
    if how == "spread":
        return Value("spread", number.value, number.value, number.decimals, other.value)
    low, high = number.value, other.value
    if other.decimals < -2 and abs(low) < 1000 and number.decimals >= 0 and high >= 1000:
        factor = 10.0**-other.decimals
        low = low * factor if low * factor <= high else low  # "two to three million"
    if low < 0 <= high and text[left.end : other.start].strip() in {"to", "-", "–"} and high < abs(low):
        pass
    decimals = max(number.decimals, other.decimals)
    told = is_interval(text, number.start) or beside_estimate(text, number.start, right.end)
    kind: ValueKind = "interval" if told else "range"
    return Value(kind, min(low, high), max(low, high), decimals)


def _modify(text: str, start: int, value: Value, how: str) -> tuple[int, Value, str, str]:
    """Takes in what stands before the number: `about`, `≥`, `$`, `between`."""
    money = _MONEY.search(text[max(0, start - 4) : start])
    currency = ""
    if money is not None:
        currency = _CURRENCY[money[1]]
        start -= len(text[max(0, start - 4) : start]) - money.start()
    lead = text[max(0, start - 26) : start]
    if how == "range":
        between = re.search(r"(?:between|from|ranging from|range|of) $", lead, re.IGNORECASE)
        if between and not lead.lower().endswith("of "):
            return start - (len(lead) - between.start()), value, "", currency
        about = _before().search(lead)
        if about and about.lastgroup == "about":
            return start - (len(lead) - about.start()), value, "", currency
        return start, value, "", currency
    match = _before().search(lead)
    if match is None or value.kind == "spread":
        return start, value, "", currency
    kind = str(match.lastgroup)
    if match[0].strip().lower() == "up to" and _CLIMBED.search(lead[: match.start()]):
        return start, value, "", currency  # "went up to 60%" tells a level
    if kind in {"more_than", "less_than"} and _is_comparison(lead[: match.start()], match[0]):
        return start, value, "", currency
    nearly = {"just_under": "under", "just_over": "over"}.get(kind, "")
    return start - (len(lead) - match.start()), _bounded(value, kind), nearly, currency


_CLIMBED = re.compile(r"\b(?:w[eo]nt|go(?:es)?|climb\w*|crept|shot|moved|rose|risen|picked) $", re.IGNORECASE)
_THROUGHOUT = re.compile(r"(?:^|, |[a-z] )over $", re.IGNORECASE)
_BOUNDED_VERB = re.compile(
    r"\b(?:last\w*|took|takes?|for|of|aged?|people|adults|those|just|well|is|was|were|than|patients) over $",
    re.IGNORECASE,
)


def _throughout(text: str, start: int, first: int) -> bool:
    """Whether "over 16 weeks" tells how long something went on, and no bound."""
    lead = text[max(0, first - 24) : first]
    return text[start:first].lower() == "over " and bool(_THROUGHOUT.search(lead)) and not _BOUNDED_VERB.search(lead)


def _is_comparison(lead: str, phrase: str) -> bool:
    """`over 12 weeks` tells a span of time, `under 12 months' follow-up` a bound; "the over 65s" is one too."""
    return phrase.strip().lower() == "above" and lead.strip().lower().endswith("the")


def _bounded(value: Value, kind: str) -> Value:
    low, high = value.low, value.high
    if kind in {"about", "just_under", "just_over"}:
        return Value("about", low, high, value.decimals)
    if kind == "at_least":
        return Value("at_least", low, None, value.decimals)
    if kind == "more_than":
        return Value("more_than", low, None, value.decimals)
    if kind == "at_most":
        return Value("at_most", None, high, value.decimals)
    return Value("less_than", None, high, value.decimals)
