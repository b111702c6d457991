"""From text to facts: every quantity and date with its slots, then the named attributes.

One sentence at a time; offsets count in the text that was handed in.
"""

import re
from functools import lru_cache

from pipeline.facts import context, derived, groups, linking, siblings
from pipeline.facts.attributes import attributes
from pipeline.facts.dates import Dated, dates
from pipeline.facts.fractions import one_of
from pipeline.facts.nouns import family, head, lemma
from pipeline.facts.numbers import fold
from pipeline.facts.place import Place
from pipeline.facts.quantities import Quantity, quantities
from pipeline.facts.rhythm import frequencies, paced, rhythms
from pipeline.facts.roles import change, count_role, cued, lasting
from pipeline.records.fact import Fact, Value
from pipeline.text import sentence_spans

LONGEST = 1_200
"""A "sentence" longer than this is a table or a list without stops: it is cut at white space."""
CROWDED = 120
"""And one with more figures than this is cut into short pieces: every number looks at its neighbours."""


def extract(text: str) -> tuple[Fact, ...]:
    """The facts that a text states, in text order.

    Any string is accepted; time grows with its length. An empty slot was not stated. Numbers that name things
    (`IL-6`, `Figure 3`, `[12]`) are no facts.
    """
    return _of_sentence(text) if len(text) <= REMEMBERED else _extract(text)


REMEMBERED = 1_000
"""Characters of a text whose facts are remembered: a claim, its neighbours and a passage are asked for by many."""


@lru_cache(maxsize=32_768)
def _of_sentence(text: str) -> tuple[Fact, ...]:
    return _extract(text)


def _extract(text: str) -> tuple[Fact, ...]:
    folded = _AGES.sub(_as_age, fold(text))
    facts: list[Fact] = []
    for start, end in _sentences(text):
        piece = folded[start:end]
        facts += _numeric(text, piece, start)
        facts += attributes(text[start:end], piece, start)
    return tuple(sorted(facts, key=lambda fact: (fact.start, fact.end)))


def _sentences(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    for block in _stretches(text):
        for start, end in sentence_spans(block):
            spans += _cut(text, at + start, at + end)
        at += len(block)
    return spans


STRETCH = 600
"""Sentences are told apart in stretches of about so many characters: time then grows with the length of the text."""
_STOP = re.compile(r"[.!?][)\]\"”’]?\s+(?=[A-Z])|\n\n")


def _stretches(text: str) -> list[str]:
    """The text in pieces that end with a full stop or a paragraph where one is near."""
    pieces, at = [], 0
    while len(text) - at > 2 * STRETCH:
        stop = _STOP.search(text, at + STRETCH, at + 2 * STRETCH)
        end = stop.end() if stop else at + 2 * STRETCH
        if stop is None:
            gap = text.rfind(" ", at + STRETCH, end)
            end = gap + 1 if gap > 0 else end
        pieces.append(text[at:end])
        at = end
    return [*pieces, text[at:]]


_FIGURES = re.compile(r"\d+")


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    crowded = end - start > LONGEST // 3 and len(_FIGURES.findall(text, start, end)) > CROWDED
    longest = LONGEST // 8 if crowded else LONGEST
    while end - start > longest:
        gap = text.rfind(" ", start + longest // 2, start + longest)
        stop = gap if gap > 0 else start + longest
        pieces.append((start, stop))
        start = stop
    return [*pieces, (start, end)]


def _numeric(original: str, piece: str, offset: int) -> list[Fact]:
    if not re.search(r"\d|[½⅓⅔¼¾]|[a-z]{3}", piece):
        return []
    dated = dates(piece)
    found = [each for each in quantities(_undated(piece, dated)) if not any(_overlap(each, day) for day in dated)]
    if not found and not dated and not _WORDY.search(piece) and not rhythms(piece):
        return []
    place = Place(piece, offset, context.words_of(piece), groups.arms(piece), context.caveats(piece))
    facts = [_date(original, place, day) for day in dated if day.iso]
    beats = rhythms(piece)
    told = [each for each in beats if each.told]
    found = [each for each in found if not any(each.first < beat.end and beat.start < each.last for beat in told)]
    facts += frequencies(original, place, beats)
    drafts = [_draft(original, place, each, found) for each in found]
    drafts = paced(piece, offset, drafts, beats)
    drafts = linking.hand_out(piece, linking.same_statistic(piece, offset, drafts))
    drafts = linking.levels(piece, offset, siblings.tell_apart(place, drafts))
    drafts = linking.hand_out_times(piece, offset, drafts)
    points = [
        (fact.start - offset, fact.end - offset, fact)
        for fact in drafts
        if fact.dimension == "time" and fact.role != "age"
    ]
    facts += [linking.timed(piece, offset, fact, points) for fact in drafts if not derived.is_rate(fact)]
    facts += derived.shares(found, drafts)
    facts += derived.moves(piece, found, drafts) + derived.differences(piece, found, drafts)
    facts += derived.quantifiers(original, place)
    return [fact for fact in facts if fact.text and not derived.idle_one(fact)]


def _undated(piece: str, dated: list[Dated]) -> str:
    """The sentence with letters for the second year of "2022-23", so that "2022-23 to 179" is no range."""
    for day in dated:
        if _YEARS.fullmatch(piece, day.start, day.end):
            piece = f"{piece[: day.end - 2]}yy{piece[day.end :]}"
    return piece


_AGES = re.compile(r"\b((?:over|under)[- ][1-9]\d)s\b", re.IGNORECASE)


def _as_age(match: re.Match[str]) -> str:
    """Ages of people ("the under-65s") without their s, which tells no seconds."""
    return f"{match[1]} "


_YEARS = re.compile(r"\d{4}[-–/]\d\d")
_WORDY = re.compile(r"\b(?:majority|most|all|every|none|few|some|many|not one)\b", re.IGNORECASE)


def _overlap(quantity: Quantity, day: Dated) -> bool:
    return quantity.first < day.end and day.start < quantity.last


def _date(original: str, place: Place, day: Dated) -> Fact:
    start, end = day.start + place.offset, day.end + place.offset
    return Fact(
        dimension="date",
        role="date",
        text=original[start:end],
        start=start,
        end=end,
        value=Value("exact", float(day.first), float(day.last)),
        term=day.iso,
        qualifiers=place.caveats,
        near=context.near(place.words, day.start, day.end),
    )


def _draft(original: str, place: Place, each: Quantity, found: list[Quantity]) -> Fact:
    """A fact without its time point."""
    text = place.text
    dimension = each.dimension or "number"
    noun, modifiers, noun_end = ("", "", each.end)
    if not each.unit and not one_of(text, each.first, each.end):
        noun, modifiers, noun_end = head(text, each.end)
    if dimension == "number" and _has_thousands(each, noun):
        each = each._replace(value=_thousands(each.value))
    role = _cued(text, each, dimension)
    term = ""
    value = each.value
    if role == "age" and not each.unit and dimension == "number":
        each = each._replace(unit="year", dimension="time")
        dimension, noun = "time", ""
    if not noun and not each.unit and dimension == "number" and not role:
        noun, noun_end = _unsaid(text, each), each.end
    if role == "bmi":
        each, dimension, noun = each._replace(unit="kg/m2", dimension="mass_per"), "mass_per", ""
    if role in {"dose", ""} and dimension == "mass" and _ARM_DOSE.match(text[each.end : each.end + 8]):
        role = "arm_dose"
    if role == "p_value":
        dimension = "probability"
    elif role in {"odds_ratio", "hazard_ratio", "relative_risk", "correlation"}:
        dimension = "ratio"
    elif value.kind == "interval":
        role = "confidence_interval"
    elif not role:
        role, term, dimension, noun = _plain_role(text, each, dimension, noun, noun_end)
    if each.form == "part" and each.total is None and dimension in {"number", "scale"}:
        dimension, value = "percentage", Value(value.kind, (value.low or 0) * 100, (value.high or 0) * 100, 0)
        role = "percentage" if role in {"count", "score", "events", "sample_size", "enrolled"} else role
    end = noun_end if noun and noun_end - each.end <= 40 else each.end
    start, stop = each.start + place.offset, end + place.offset
    left, right = _stretch(each, found, len(text))
    unit = each.unit
    if dimension == "percentage":
        unit = "%"
    return Fact(
        dimension=dimension,
        role=role,
        text=original[start:stop],
        start=start,
        end=stop,
        value=value,
        unit=unit,
        noun=noun,
        arm=groups.arm_of(text, each.start, end, place.arms, left, right),
        population=context.population_of(text, each.start, each.end),
        outcome=context.outcome_of(text, each.start, end),
        term=term or each.nearly or (derived.IN_WORDS if each.form == "said" else ""),
        qualifiers=(*context.caveats_at(text, each.start, end, place.caveats), *modifiers.split()[:3]),
        near=context.near(place.words, each.start, end),
    )


def _cued(text: str, each: Quantity, dimension: str) -> str:
    """The role by the words next to the number; "fell by 900 a day" tells a change, no frequency."""
    role = cued(text, each, dimension)
    return "" if role == "frequency" and each.form != "frequency" and change(text, each)[0] else role


def _unsaid(text: str, each: Quantity) -> str:
    """The people that a bare number counts: "61 were women", "40 received it"."""
    if each.value.kind in _COMPARED and text[each.start : each.start + 1] in "<>≥≤⩾⩽":
        return ""  # "with a CD4 > 350 had": a level, nobody's number
    named = _PREDICATE.match(text, each.end)
    if named is not None and family(lemma(named[1].lower())) == "people":
        return lemma(named[1].lower())
    told = each.value.decimals <= 0 and _ELLIPSIS.match(text[each.end : each.end + 40])
    allotted = each.value.decimals <= 0 and groups.allotted(text, each.start, each.end)
    return "participant" if told or allotted else ""


_COMPARED = frozenset({"at_least", "at_most", "more_than", "less_than"})


def _has_thousands(each: Quantity, noun: str) -> bool:
    """Whether "18.400 patients" is eighteen thousand: nobody counts a four-hundredth of a patient."""
    return each.value.decimals == 3 and each.value.kind in {"exact", "about"} and family(noun) in WHOLE_THINGS


def _thousands(value: Value) -> Value:
    low = round((value.low or 0.0) * 1000)
    return Value(value.kind, float(low), float(low), 0)


WHOLE_THINGS = frozenset({"people", "animals", "events", "sites", "studies"})
_ARM_DOSE = re.compile(r" (?:dose|group|arm)\b")
_PREDICATE = re.compile(r" (?:were|was|are) ([A-Za-z]+)\b")
_ELLIPSIS = re.compile(
    (
        r"^ (?:received|were (?:then |finally |subsequently )?(?:enrolled|recruited|included|assigned|randomi[sz]ed"
        r"|allocated|given|analy[sz]ed|screened)|(?:enrolled|randomi[sz]ed|screened|analy[sz]ed)\b|died"
        r"|completed|finished|developed|reported|experienced"
        r"|(?:of|in) (?:them|whom|these|the (?:\w+ ){1,3}(?:group|arm))|relapsed|responded|recovered|had )"
    ),
    re.IGNORECASE,
)


def _stretch(each: Quantity, found: list[Quantity], length: int) -> tuple[int, int]:
    """From the end of the like quantity before to the start of the like one after."""
    left, right = 0, length
    for other in found:
        if other is each or other.dimension != each.dimension or other.form == "point":
            continue
        if other.end <= each.start:
            left = max(left, other.end)
        elif other.start >= each.end:
            right = min(right, other.start)
    return left, right


def _plain_role(text: str, each: Quantity, dimension: str, noun: str, noun_end: int) -> tuple[str, str, str, str]:
    """(role, term, dimension, noun) where no cue of the list decided."""
    if dimension == "time":
        moved, direction = lasting(text, each)
        return moved or _time_role(text, each), direction, dimension, noun
    moved, direction = change(text, each)
    if dimension == "number":
        n_count = len(re.findall(r"\b[nN]\s?=", text))
        role = count_role(text, each, noun, noun_end, n_count)
        decimal = each.value.decimals > 0
        if moved and (decimal or each.sign or not noun) and role in {"count", "score"} and not each.total:
            return "change", direction, "scale" if decimal or each.sign else dimension, noun
        if decimal and role != "score":
            return "score", "", dimension, noun
        return role, "", "count" if noun or role not in {"count", "score"} else dimension, noun
    if moved:
        return "change", direction, dimension, noun
    defaults = {
        "percentage": "percentage",
        "percentage_points": "change",
        "scale": "score",
        "fold": "fold",
        "percentage_per": "rate",
    }
    return defaults.get(dimension, "rate" if dimension.endswith("_per") else "amount"), direction, dimension, noun


_AT = re.compile(
    r"\b(?:at|by|after|on|until|through|up to|within|from)(?: (?:the|about|a|an|just|only|around))? ?$", re.IGNORECASE
)


def _time_role(text: str, each: Quantity) -> str:
    before, after = text[max(0, each.start - 24) : each.start], text[each.end : each.end + 30]
    if each.form == "point":
        return "time_point"
    if re.match(
        r"^ (?:after|later|post|following|afterwards?|from|since|of treatment|into|before|earlier|ago)\b", after
    ):
        return "time_point"
    if _AT.search(before) or text[each.start : each.first].strip().lower() in {"within", "up to"}:
        return "time_point"
    return "duration"
