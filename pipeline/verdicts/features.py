"""A claim beside one passage, and beside all that was found near it, in numbers: what the alignment is judged by.

Every number reads both sides (or says how much there is to read); none is a list of words that good claims use.
The order of `FEATURES` is what the fitted weights are stored in.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import load, table
from pipeline.records.claim import Claim
from pipeline.records.fact import Fact
from pipeline.records.source import SourceKind
from pipeline.records.verdict import Passage
from pipeline.search.aliases import Aliases
from pipeline.search.likeness import SAME, Name, likeness, names, naming, opposed, rivals
from pipeline.strength.comparing import compare
from pipeline.strength.evidence import carries
from pipeline.strength.profiles import profile
from pipeline.text import stem
from pipeline.verdicts.covered import covering
from pipeline.verdicts.figures.beside import Beside
from pipeline.verdicts.figures.placement import Placement, place
from pipeline.verdicts.reading import absolutes, contrasts
from pipeline.verdicts.reading.cues import COUNTED, Cues, clauses, cues, degree
from pipeline.verdicts.reading.polarity import same_polarity
from pipeline.verdicts.reading.prose import in_prose

UNMATCHED = 0.4
"""Likeness below which a name counts as not standing there."""
Values = dict[str, float]


class Side(NamedTuple):
    """One passage as it is compared: read once, set beside the claim."""

    passage: Passage
    names: tuple[Name, ...]
    stems: frozenset[str]


class Match(NamedTuple):
    """How one name of the claim stands to a passage and to the rest."""

    name: Name
    here: float
    elsewhere: float


class Sighting(NamedTuple):
    """The passage that the claim is best read beside, with the features of the pair."""

    passage: Passage
    values: Values


def sight(said: Claim, passages: Sequence[Passage], kind: SourceKind, aliases: Aliases) -> Sighting | None:
    """The passage that stands nearest in words, figures and neighbours, with its features; None without passages."""
    claim = said.meant
    mine = tuple(_weighed(name) for name in _unnumbered(names(claim, aliases), said.facts))
    sides = [_side(passage, aliases) for passage in passages]
    if not sides:
        return None
    rows = [_words(mine, sides, at) for at in range(len(sides))]
    placed = [_placed(mine, said, sides, at) for at in range(len(sides))]
    nearness = [_nearness(row, figures) for row, figures in zip(rows, placed, strict=True)]
    best = max(range(len(sides)), key=lambda at: nearness[at])
    values = dict(rows[best])
    rivals_ = sorted(nearness, reverse=True)
    values["margin"] = rivals_[0] - rivals_[1] if len(rivals_) > 1 else 0.3
    values["best_soft"] = max(row["soft"] for row in rows)
    values["nearness"] = nearness[best]
    values["second"] = rivals_[1] if len(rivals_) > 1 else 0.0
    values["softness"] = sum(row["soft"] for row in rows) / len(rows)
    values["rank"] = float(best)
    values |= _figure_values(placed[best])
    nearest, everything = sides[best].passage, " ".join(side.passage.text for side in sides)
    values |= _cue_values(claim, aligned(mine, sides[best]), everything)
    values |= _strength_values(claim, nearest.text, everything, kind)
    values |= _contrast_values(claim, nearest.text, mine, sides[best])
    values |= covering(claim, mine, nearest.text, sides[best].names, everything)
    return Sighting(nearest, values)


def _side(passage: Passage, aliases: Aliases) -> Side:
    text = f"{passage.section} {passage.text}" if passage.section and not in_prose(passage) else passage.text
    found = _unnumbered(names(text, aliases), passage.facts)
    return Side(passage, found, frozenset(name.name for name in found))


def _unnumbered(found: Sequence[Name], facts: Sequence[Fact]) -> tuple[Name, ...]:
    """The names without the words of figures ("half", "nearly two thirds"): a figure in digits is no name either.

    Whether a figure stands is asked of the facts; as a word, "half" would be missing beside "50%".
    """
    told = {word for fact in facts if fact.value is not None for word in _numbering(fact.text, fact.unit)}
    return tuple(name for name in found if not told.issuperset(name.name.split("-")))


_IN_WORDS = frozenset({"min", "hour", "day", "week", "month", "year", "decade", "fold"})
"""Units that are told in words on both sides: they are compared as words too."""


@lru_cache(maxsize=20_000)
def _numbering(text: str, unit: str) -> frozenset[str]:
    """The stems of the words of a figure that tell a number, how it is meant, or its unit ("grams per litre")."""
    words = re.findall(r"[a-zµ]+", text.lower())
    measured = bool(unit) and unit.partition("/")[0] not in _IN_WORDS
    return frozenset(stem(word) for word in words if measured or word in _number_words())


class Light(Struct, frozen=True, forbid_unknown_fields=True):
    """`light.toml`."""

    verbs: str
    fillers: str
    runs: str


LIGHT = 0.1
"""Weight of a word that tells next to nothing, below which no word is missed."""


@cache
def _light() -> frozenset[str]:
    file = load("pipeline.verdicts", "light.toml", Light)
    return frozenset(naming(word) for field in (file.verbs, file.fillers, file.runs) for word in field.split())


def _weighed(name: Name) -> Name:
    return name._replace(weight=min(name.weight, LIGHT)) if name.name in _light() and not name.proper else name


@cache
def _number_words() -> frozenset[str]:
    file = table("pipeline.facts", "numbers.toml")
    plain = {word for field in ("words", "scales", "denominators", "multiples") for word in file[field]}
    around = {
        word for field in ("before", "after") for each in file[field].values() for run in each for word in run.split()
    }
    return frozenset(plain | around | {"percent", "per", "cent", "times", "fold"})


_SHARE_OF_BEST = 0.34


def aligned(mine: Sequence[Name], side: Side) -> str:
    """The clauses of a passage that share words with the claim: what stands in the others denies nothing of it."""
    text = side.passage.text
    spans = clauses(text)
    if len(spans) < 2 or not in_prose(side.passage):
        return text
    worth = [
        sum(
            max((one.weight for one in mine if likeness(one.name, name.name) >= SAME), default=0.0)
            for name in side.names
            if start <= name.start < end
        )
        for start, end in spans
    ]
    least = _SHARE_OF_BEST * max(worth)
    return " ".join(text[start:end] for (start, end), weight in zip(spans, worth, strict=True) if weight >= least)


def _nearness(row: Mapping[str, float], figures: Placement) -> float:
    held = figures.stand / figures.figures if figures.figures else 0.0
    return row["soft"] + 0.3 * row["reverse"] + 0.25 * held + 0.3 * row["wide"]


def _best(name: str, others: frozenset[str]) -> float:
    return max((likeness(name, other) for other in others), default=0.0)


def _words(mine: Sequence[Name], sides: Sequence[Side], at: int) -> Values:
    here = sides[at].stems
    beyond = frozenset().union(*(side.stems for number, side in enumerate(sides) if number != at))
    found = [Match(name, _best(name.name, here), _best(name.name, beyond)) for name in mine]
    whole = sum(name.weight for name in mine) or 1.0
    there = sum(name.weight for name in sides[at].names) or 1.0
    own = frozenset(name.name for name in mine)
    lost = [one for one in found if max(one.here, one.elsewhere) < UNMATCHED and one.name.weight > LIGHT]
    away = [one for one in found if one.here < UNMATCHED and one.name.weight > LIGHT]
    return {
        "exact": sum(one.name.weight for one in found if one.here == 1.0) / whole,
        "soft": sum(one.name.weight * one.here for one in found) / whole,
        "wide": sum(one.name.weight * max(one.here, 0.9 * one.elsewhere) for one in found) / whole,
        "reverse": sum(name.weight * _best(name.name, own) for name in sides[at].names) / there,
        "lost": float(len(lost)),
        "lost_weight": sum(one.name.weight for one in lost),
        "lost_rarest": max((one.name.weight for one in lost), default=0.0),
        "lost_proper": float(sum(one.name.proper for one in lost)),
        "away": float(len(away)),
        "away_weight": sum(one.name.weight for one in away),
        "size": float(len(mine)),
        "length": float(min(40, len(sides[at].names))),
        "opposed": float(sum(_turned(one, here, opposed) for one in found if one.here < SAME)),
        "opposed_lost": float(sum(_turned(one, here, opposed) for one in away)),
        "rival": float(sum(_turned(one, here, rivals) for one in found if one.here < SAME)),
        "rival_lost": float(sum(_turned(one, here, rivals) for one in lost)),
    }


def _turned(one: Match, here: frozenset[str], relation: Callable[[str, str], bool]) -> bool:
    return any(relation(one.name.name, other) for other in here)


def _placed(mine: Sequence[Name], said: Claim, sides: Sequence[Side], at: int) -> Placement:
    passage = sides[at].passage
    rest = [fact for number, side in enumerate(sides) if number != at for fact in side.passage.facts]
    beside = Beside(said.words, passage.text, passage.facts)
    return place(mine, said.facts, beside, sides[at].names, rest)


def _figure_values(found: Placement) -> Values:
    values = {f"figures_{name}": float(value) for name, value in found._asdict().items() if name != "figures"}
    values["figures"] = float(found.figures)
    values["figures_share"] = found.stand / found.figures if found.figures else 0.0
    return values


def _cue_values(claim: str, text: str, everything: str) -> Values:
    mine, theirs, all_ = cues(claim), cues(text), cues(everything)
    values = {
        "denied_both": float(mine.negations > 0 and theirs.negations > 0),
        "denied_claim": float(mine.negations > 0 and not theirs.negations),
        "denied_passage": float(theirs.negations > 0 and not mine.negations),
        "denial_claim_only": float(mine.negations > 0 and not theirs.negations and not _denies(theirs)),
        "denial_passage_only": float(theirs.negations > 0 and not mine.negations and not _denies(mine)),
        "null_passage_only": float(theirs.null and not mine.null and not _denies(mine) and not mine.negations),
        "null_claim_only": float(mine.null and not theirs.null and not _denies(theirs) and not theirs.negations),
        "null_both": float(mine.null and theirs.null),
        "null_claim": float(mine.null and not theirs.null),
        "null_passage": float(theirs.null and not mine.null),
        "direction": float(mine.direction * theirs.direction),
        "direction_claim": float(mine.direction != 0),
        "direction_passage": float(theirs.direction != 0),
        "direction_denied": float(mine.direction * theirs.direction * _sign(mine) * _sign(theirs)),
        "share": _shares(mine, theirs),
        "share_up": max(0.0, _shares(mine, theirs)),
        "units": float(bool(mine.units) and bool(theirs.units) and not mine.units & theirs.units),
        "units_same": float(bool(mine.units & theirs.units)),
    }
    for name in COUNTED:
        values[f"{name}_claim"] = float(mine.counts[name] > 0)
        values[f"{name}_passage"] = float(theirs.counts[name] > 0)
        values[f"{name}_more"] = float(mine.counts[name] > 0 and not theirs.counts[name])
        values[f"{name}_less"] = float(theirs.counts[name] > 0 and not mine.counts[name])
        values[f"{name}_about"] = float(all_.counts[name] > 0 and not mine.counts[name])
    values["absolute_more"] = float(absolutes.beyond(claim, text))
    return values


def _denies(one: Cues) -> bool:
    """Whether a text denies without saying "not": excluded, unaware, alike."""
    return one.null or one.counts["denial"] > 0


def _sign(one: Cues) -> int:
    return -1 if one.negations % 2 else 1


def _shares(mine: Cues, theirs: Cues) -> float:
    """By how much the share that the claim names in words exceeds the passage's; 0 where either names none."""
    if not mine.shares or not theirs.shares:
        return 0.0
    return (max(mine.shares) - max(theirs.shares)) / 100


def _strength_values(claim: str, text: str, everything: str, kind: SourceKind) -> Values:
    mine, theirs, all_ = profile(claim), profile(text), profile(everything)
    beside, beside_all = compare(mine, theirs, kind), compare(mine, all_, kind)
    return {
        "excess": beside.excess,
        "excess_all": beside_all.excess,
        "stronger": float(len(beside_all.stronger)),
        "surer": mine.confidence - theirs.confidence,
        "causal_claim": float(mine.causality == "causal"),
        "causal_passage": float(theirs.causality == "causal"),
        "loose_passage": float(theirs.causality == "correlational"),
        "loose_about": float(all_.causality == "correlational" and mine.causality == "causal"),
        "carries_cause": float(carries(kind).causal),
        "known_kind": float(kind != "unknown"),
        "causal_beyond": float(mine.causality == "causal" and kind != "unknown" and not carries(kind).causal),
    }


def _contrast_values(claim: str, text: str, mine: Sequence[Name], side: Side) -> Values:
    return {
        "turned": float(contrasts.turned_round(claim, text)),
        "other_way": float(contrasts.other_direction(claim, text)),
        "than": _than(claim, text, mine, side),
        "aim": float(contrasts.states_an_aim(text) and not contrasts.leaves_open(claim)),
        "fewer_than_most": float(contrasts.fewer_than_most(claim, text)),
        "polarity": float(same_polarity(claim, text)),
    }


def _than(claim: str, text: str, mine: Sequence[Name], side: Side) -> float:
    """1 where "A more than B" stands as it is (or as "B less than A"), -1 where it stands turned round, else 0."""
    here, there = contrasts.than_at(claim), contrasts.than_at(text)
    if here is None or there is None:
        return 0.0
    crossed = _side_fit(mine, here, side.names, there, crossed=True) - _side_fit(
        mine, here, side.names, there, crossed=False
    )
    if abs(crossed) < 0.2:
        return 0.0
    mine_way, their_way = degree(claim, here), degree(text, there)
    if bool(mine_way) != bool(their_way):
        return 0.0  # "worse with tape than with plaster" beside "plaster hurt less than tape": who knows which way
    same_way = (mine_way or cues(claim).direction) * (their_way or cues(text).direction)
    return -1.0 if (crossed > 0) == (same_way >= 0) else 1.0


def _side_fit(mine: Sequence[Name], here: int, theirs: Sequence[Name], there: int, *, crossed: bool) -> float:
    before = [name.name for name in theirs if (name.start >= there) == crossed]
    behind = [name.name for name in theirs if (name.start >= there) != crossed]
    ahead = [name.weight for name in mine if name.start < here and any(likeness(name.name, o) >= SAME for o in before)]
    after = [name.weight for name in mine if name.start >= here and any(likeness(name.name, o) >= SAME for o in behind)]
    whole = sum(name.weight for name in mine) or 1.0
    return (sum(ahead) + 2 * sum(after)) / whole
