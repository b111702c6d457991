"""Figures of a claim that its source does not hold, each with the source's figure that stands in its place.

`_aligned` compares two numbers of one kind by the words beside them. Here the figure itself is asked first: what the
source holds nowhere came from somewhere, and two ways to come by it are seen in the figures alone. The unit was
changed (24 hours, 24 minutes), or the pen slipped: a nought too many, two digits that changed places, a digit more or
less. The more digits two figures share, the less it takes to believe that one was meant for the other. Any other
figure must stand in the claim's very words, and be the only one of its kind there.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pipeline.checks import Dossier
from pipeline.checks._aligned import alignment, topic
from pipeline.checks._standing import stands
from pipeline.facts.comparison import ONE_WORD, left_out
from pipeline.facts.derived import IN_WORDS, WORKED_OUT
from pipeline.facts.kinds import on_one_scale
from pipeline.facts.siblings import CAVEATS
from pipeline.facts.slips import ends, moved, one_figure, slipped, told_digits, written_alike
from pipeline.facts.slots import affinity, arm_fit, noun_fit, population_fit, role_fit, time_fit
from pipeline.facts.values import relate
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage

LOOKED_AT = 3
"""Passages, the nearest ones, in which the figure's place is looked for."""
FEW = 5
"""A source of no more passages than this is looked through whole."""
How = Literal["unit", "slip", "other"]


class Misfit(NamedTuple):
    """A figure that stands nowhere, and the one that stands in its place."""

    fact: Fact
    source: Fact
    passage: Passage
    how: How
    fit: float
    topic: float
    alone: bool
    """Whether the passage has no other figure of the kind."""

    @property
    def digits(self) -> int:
        """Telling digits that both figures have at least."""
        return min(told_digits(self.fact), told_digits(self.source))


def misfits(dossier: Dossier, *how: How) -> Iterator[Misfit]:
    """For each figure of the claim that the work does not hold, the one that it was most likely made of."""
    near = _near(dossier)
    facts = [fact for fact in dossier.claim.facts if is_figure(fact)]
    if not near or not facts:
        return
    found = alignment(dossier)
    settled = [each.fact for each in (*found.agreed, *found.opposed)]
    weigh = topic(dossier)
    borne = frozenset(id(each.source) for each in found.agreed)
    for fact in facts:
        if any(other.start < fact.end and fact.start < other.end for other in settled) or stands(fact, dossier):
            continue
        made = [each for passage in near for each in _in_place(fact, passage, weigh.share(passage), borne)]
        made += [each for passage in near for each in _in_its_words(dossier, fact, passage, borne)]
        best = max(made, key=_worth, default=None)
        if best is not None and best.how in how:
            yield best


def _near(dossier: Dossier) -> list[Passage]:
    """The nearest passages; of a few sentences all, and of a registry's record the fields that count people."""
    near = [ranked.passage for ranked in dossier.ranked[:LOOKED_AT]]
    if not near:
        return near
    few = len(dossier.passages) <= FEW
    known = {passage.start for passage in near}
    return near + [
        passage
        for passage in dossier.passages
        if passage.start not in known and (few or (passage.kind == "field" and _counts_all(passage)))
    ]


def _counts_all(passage: Passage) -> bool:
    return any(fact.role in _WHOLE for fact in passage.facts)


def _worth(each: Misfit) -> float:
    return each.fit + each.topic + 0.2 * each.alone + 0.1 * (each.how == "unit")


_NO_FIGURE = frozenset({"total", "phase", "confidence_level", "confidence_interval", "rank", "p_value", "year"})


def is_figure(fact: Fact) -> bool:
    """Whether a fact is a plain figure: no interval, date, name of a phase or rank, nor told in words alone."""
    return (
        fact.value is not None
        and fact.value.kind not in {"interval", "spread"}
        and fact.dimension not in {"attribute", "date", "probability"}
        and fact.role not in _NO_FIGURE
        and fact.term != IN_WORDS
    )


def _in_place(fact: Fact, passage: Passage, share: float, borne: frozenset[int]) -> Iterator[Misfit]:
    rivals = [other for other in passage.facts if is_figure(other)]
    for other in rivals:
        if _held_apart(fact, other):
            continue
        for how, told in (("unit", _other_unit(fact, other)), ("slip", _other_digits(fact, other))):
            if told:
                alone = not any(_rival(each, other) for each in rivals if id(each) not in borne)
                made = Misfit(
                    fact, other, passage, "unit" if how == "unit" else "slip", affinity(fact, other), share, alone
                )
                if _believed(made):
                    yield made


SAME_WORDS, LEAST_WORDS = 0.8, 4
"""Least share of the claim's words, small ones too, that a passage holds which says the same with another figure."""


def _in_its_words(dossier: Dossier, fact: Fact, passage: Passage, borne: frozenset[int]) -> Iterator[Misfit]:
    """Another figure of the kind in the claim's very words, where the passage has no third."""
    ours = _words(dossier.claim.text[: fact.start] + dossier.claim.text[fact.end :])
    theirs = _words(passage.text)
    held = len(ours & theirs)
    if len(ours) < LEAST_WORDS or held < SAME_WORDS * len(ours) or held < 0.5 * len(theirs):
        return
    rivals = [other for other in passage.facts if is_figure(other) and id(other) not in borne]
    alike = [other for other in rivals if _one_kind(fact, other)]
    if len(alike) == 1 and not _held_apart(fact, alike[0]) and _differs(fact, alike[0]):
        yield Misfit(fact, alike[0], passage, "other", 1.0, held / len(ours), alone=True)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


_WORD = re.compile(r"[a-z]{2,}")


def _one_kind(fact: Fact, other: Fact) -> bool:
    one_unit = fact.unit == other.unit and _base(fact) == _base(other)
    return one_unit and "conflict" not in {role_fit(fact, other), noun_fit(fact, other)}


def _differs(fact: Fact, other: Fact) -> bool:
    pair = on_one_scale(fact, other)
    if pair is None or WORKED_OUT in {fact.term, other.term}:
        return False
    counted = fact.dimension == other.dimension == "count"
    return relate(pair[0], pair[1], counted=counted, slack=pair[2])[0] == "different"


def _rival(each: Fact, other: Fact) -> bool:
    """Whether a further figure of the passage measures or counts what the other does."""
    apart = each.end <= other.start or other.end <= each.start
    return apart and _base(each) == _base(other) and noun_fit(each, other) != "conflict"


def _base(fact: Fact) -> str:
    """What a figure measures, whatever it is told per; counts and bare figures are one kind."""
    base = fact.dimension.removesuffix("_per")
    return "count" if base == "number" else "percentage" if base == "percentage_points" else base


def _held_apart(fact: Fact, other: Fact) -> bool:
    if "conflict" in {arm_fit(fact, other), population_fit(fact, other)}:
        return True
    if CAVEATS.intersection(other.qualifiers).difference(fact.qualifiers):
        return True
    return time_fit(fact, other) == "conflict" and _base(fact) != "time"


# --- one figure, two units -------------------------------------------------------------------------------------------

_TOLD_OF_ANYTHING = frozenset({"scale", "fold", "angle"})


def _other_unit(fact: Fact, other: Fact) -> bool:
    if fact.dimension == other.dimension == "frequency":
        return written_alike(fact, other) and not one_figure(fact, other)
    if not _unit(fact) or not _unit(other) or _unit(fact) == _unit(other):
        return False
    if (
        (fact.unit, other.unit) in ONE_WORD
        or (other.unit, fact.unit) in ONE_WORD
        or _is_article(fact)
        or _is_article(other)
    ):
        return False
    if not one_figure(fact, other) and not (_scaled(fact, other) and written_alike(fact, other)):
        return False
    if (
        "percentage points" in {fact.unit, other.unit}
        and WORKED_OUT in {fact.term, other.term}
        and one_figure(fact, other)
    ):
        return False  # "five in a hundred more", and 5 percentage points
    if left_out(fact, other):
        return False
    if _base(fact) == _base(other):
        return True
    if "count" in {_base(fact), _base(other)}:
        return "percentage" in {_base(fact), _base(other)}
    return _TOLD_OF_ANYTHING.isdisjoint({_base(fact), _base(other)})


def _is_article(fact: Fact) -> bool:
    """Whether a figure is no more than an article: "one in three" and "one year" have none in common."""
    return ends(fact.value) == (1.0,) and not any(sign.isdigit() for sign in fact.text)


def _unit(fact: Fact) -> str:
    """The unit of a figure; a count of what there is more or less of is told in these things."""
    return fact.unit or ("things" if fact.role == "change" or fact.noun else "")


def _scaled(fact: Fact, other: Fact) -> bool:
    """Whether either is written with more than its figure: millions, or so many per thousand."""
    return WORKED_OUT in {fact.term, other.term} or any(
        word in each.text.lower() for each in (fact, other) for word in ("million", "billion", "thousand")
    )


# --- another figure, one slip away -----------------------------------------------------------------------------------

_WHOLE = frozenset({"studies", "sites", "places", "sample_size", "enrolled", "randomised", "analysed"})
"""What a study has one number of."""
_PEOPLE = frozenset({"sample_size", "enrolled", "randomised"})
_APART = frozenset({"age", "bmi", "correlation", "cost", "screened", "lost"})


def _other_digits(fact: Fact, other: Fact) -> bool:
    if fact.unit != other.unit or WORKED_OUT in {fact.term, other.term} or not slipped(fact, other):
        return False
    if _base(fact) != _base(other) or noun_fit(fact, other) == "conflict":
        return False
    kinds = {fact.value.kind if fact.value else "", other.value.kind if other.value else ""}
    if kinds - {"exact", "about"} and not moved(fact, other):
        return False
    if role_fit(fact, other) != "conflict":
        return True
    return fact.role != other.role and not {fact.role, other.role} & _APART


# --- what is believed ------------------------------------------------------------------------------------------------

NEAR, ABOUT = 0.2, 0.3
"""Least affinity of two figures, or share of the claim's words in the passage, for a figure of one telling digit."""
BESIDE = 0.34
"""Least affinity for a figure to be told in a unit of another kind: 19.4 kilos where it was 19.4%."""


def _believed(each: Misfit) -> bool:
    """Whether the two figures have enough in common for one to be meant for the other."""
    told = each.fit >= NEAR or each.topic >= ABOUT
    if each.how == "unit":
        if _base(each.fact) != _base(each.source):
            changed = each.fact.role == each.source.role == "change"
            return told and (each.fit >= BESIDE or (changed and each.digits > 1))
        return told and each.alone if each.digits < 2 else told or each.alone
    one_thing = noun_fit(each.fact, each.source) == "same" or {each.fact.role, each.source.role} <= _PEOPLE
    whole = each.fact.role in _WHOLE | {"count"} and each.source.role in _WHOLE
    firm = role_fit(each.fact, each.source) != "conflict"
    if each.digits > 2:
        return each.alone or told
    if not firm and not (each.fact.unit and told):
        return False
    if each.digits == 2 or moved(each.fact, each.source):
        return told if each.alone else each.fit >= BESIDE and told
    return whole and one_thing and each.alone and told_digits(each.fact) + told_digits(each.source) > 2
