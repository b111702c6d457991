"""Two figures of the source that tell which of two groups had more, beside a claim that tells it of the other group.

"Caries was commoner with the gel" beside "caries was found in 12% with the gel and 29% with the paste": no word of the
passage says which way it went, the figures do. What a claim tells is read by `group_claims.py`, what each figure is
told of by `group_rows.py` and `more_rows.py`; the claim must name one of the two groups, or both in order, and what was
measured, by its name or by another of the same thing (`concepts.py`).
"""

from collections.abc import Iterator, Sequence

from pipeline.facts.keys import Mark, alike, marks
from pipeline.facts.labels import Label
from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.search.likeness import DERIVED, Name, likeness, names, opposed, rivals
from pipeline.verdicts.odds.parties import is_party
from pipeline.verdicts.odds.way import Ground, Place, Ruling, Scene, Way, against
from pipeline.verdicts.reading.concepts import (
    is_control,
    is_filler,
    is_idle,
    is_people,
    names_active,
    names_control,
    relation,
    role,
    side,
)
from pipeline.verdicts.reading.group_claims import Said, said_of
from pipeline.verdicts.reading.group_rows import WITHOUT, Row, pattern, rows_of, same
from pipeline.verdicts.reading.more_rows import NOW, REST, TIMES, more_rows, shape
from pipeline.verdicts.reading.prose import in_prose
from pipeline.verdicts.reading.senses import generic
from pipeline.verdicts.reading.tested import many_results, not_told_apart, tested

MOST = 0.6
"""Least share of the claim's names that must stand somewhere, for "in each group" to be its groups."""
HALF = 0.5
"""Least share of a label that a claim must hold to speak of its group."""
APART = 1.5
"""So many times the smaller figure is no longer as much."""


def figures_against(scene: Scene) -> Place | None:
    """The row of figures that tells the claim's comparison of the other group, or None."""
    said = said_of(scene.claim)
    if said is None:
        return None
    if not scene.figures:
        return _even(scene.words, said, scene.near)
    found = against(scene.figures)
    return None if found is None or (not said.figures and many_results(found.passage)) else found


def rulings(claim: Claim, near: Sequence[Passage]) -> Iterator[Ruling]:
    """The rows of figures that speak of the claim's comparison, with whether they bear it out."""
    said = said_of(claim)
    if said is None:
        return
    for passage in near:
        if not in_prose(passage) or _denied(passage.text) != _denied(claim.words):
            continue  # "had quit" beside "had not smoked"
        for row in (*rows_of(passage), *more_rows(passage, near)):
            ruling = _ruling(said, row, near)
            if ruling is not None:
                yield Ruling(Place(passage, row.start, row.end), ruling)


def _denied(text: str) -> bool:
    """Whether a text tells its figures of those who did not do something."""
    return pattern("denied").search(text) is not None


# --- one figure of all groups -----------------------------------------------------------------------------------------


def _even(text: str, said: Said, near: Sequence[Passage]) -> Place | None:
    """The sentence that gives one figure for all groups, where the claim says that one group had more."""
    if not said.way or not (pattern("degree").search(text) or said.core) or said.figures:
        return None
    if _held(said, near) < MOST:
        return None
    for passage in near:
        match = shape("even").search(passage.text) if in_prose(passage) else None
        if match is None or pattern("falls").search(passage.text) or pattern("rises").search(passage.text):
            continue
        measure = [name for name in names(passage.text) if name.name not in generic()]
        if _of_the_matter(said, measure):
            return Place(passage, *match.span())
    return None


def _held(said: Said, near: Sequence[Passage]) -> float:
    """Share of a claim's names that stand somewhere in the source."""
    every = frozenset(name.name for passage in near for name in names(passage.text))
    held = sum(is_filler(one) or any(_one_thing(one, other) for other in every) for one in said.names)
    return held / len(said.names) if said.names else 0.0


def _of_the_matter(said: Said, measure: Sequence[Name]) -> bool:
    """Whether half of what the claim measured, or the thing that its degree measures, stands among some names."""
    if said.core:
        told = any(side(name.name, said.core) for name in measure)
        shared = any(_one_thing(one, name.name) for one in said.every for name in measure)
        return told and (shared or said.core.isdisjoint({"time"}))
    held = [one for one in said.asked if any(_one_thing(one, name.name) for name in measure)]
    return bool(held) and 2 * len(held) >= len(said.asked)


def _one_thing(one: str, other: str) -> bool:
    return likeness(one, other) >= DERIVED or relation(one, other) != 0


# --- claim beside source ----------------------------------------------------------------------------------------------


def _ruling(said: Said, row: Row, near: Sequence[Passage]) -> bool | None:
    """Whether a row bears the claim's comparison out; None where it does not speak of it."""
    own = _own_figure(said, row) if said.figures or said.times else None
    if own is not None or said.way is None or (said.figures and any(_told_by(*each) for each in _pairs(said, row))):
        return own
    first = _first(said, row)
    if first is None or not _of_one_time(said, row) or (row.of_study and "time" not in said.core):
        return None
    mine, theirs = row.values[first], row.values[1 - first]
    sign = _measured(said, row) if row.measure else int(_held(said, near) >= MOST)
    if said.way == 0:
        return _as_much(said, row, mine, theirs, measured=sign != 0)
    if row.ratio and mine == theirs:
        return None  # a link that may be none: what is said of it is for the readings of null results
    if said.by_worth:
        return (mine - theirs) * row.worth * said.way > 0 if row.worth and (said.compared or sign) else None
    if not sign:
        return None
    borne_out = (mine - theirs) * said.way * sign > 0 and not (said.significant and tested(row.passage) is False)
    return None if borne_out and said.figures else borne_out


def _own_figure(said: Said, row: Row) -> bool | None:
    """Whether the claim's own figure is that of its group: False where it is the other group's."""
    told = said.times if row.scale == "time" else said.figures
    stands = [any(_told_by(figure, value) for figure in told) for value in row.values]
    if row.ratio or not row.measure or stands[0] == stands[1]:
        return None
    first = _first(said, row)
    if first is None or not _measured(said, row) or not _of_one_time(said, row):
        return None
    return stands[first]


def _pairs(said: Said, row: Row) -> list[tuple[float, float]]:
    return [(figure, value) for figure in said.figures for value in row.values]


def _told_by(figure: float, value: float) -> bool:
    """Whether a claim's figure is a source's, as exactly as it is told."""
    return abs(abs(value) - abs(figure)) < _EXACT or round(abs(value)) == abs(figure)


_EXACT = 1e-6


def _as_much(said: Said, row: Row, mine: float, theirs: float, *, measured: bool) -> bool | None:
    """Whether two figures are as much as each other, where the claim says so."""
    if not said.compared or not (measured or row.worth) or not_told_apart(row.passage):
        return None
    least, most = sorted((abs(mine), abs(theirs)))
    return most < APART * least


def _first(said: Said, row: Row) -> int | None:
    """Which of the two groups the claim puts first; None where that cannot be told."""
    keys = [label.keys for label in row.labels]
    if (NOW,) in keys:
        return keys.index((NOW,)) if said.compared and shape("before").search(said.against) else None
    if said.dose:
        return _by_dose(said, row)
    if not said.compared and all(key.startswith(("day ", "@")) for label in row.labels for key in label.keys):
        return None
    if (REST,) in keys:
        return _of_a_ratio(said, row, 1 - keys.index((REST,)))
    denies = WITHOUT in [mark.key for mark in said.ahead]
    if denies and not any(WITHOUT in each for each in keys):
        return None
    held = [_covered(label, said.ahead, listed=row.listed) for label in row.labels]
    if (WITHOUT,) in keys and not row.several:
        at = keys.index((WITHOUT,))
        if said.way == 0 and (denies or WITHOUT in [mark.key for mark in said.behind]):
            return at if held[1 - at] >= HALF or said.behind else None
        held = [float(each == (WITHOUT,)) for each in keys] if denies else held
    return _of_several(said, row, held) if row.several else _of_two(said, row, held)


def _of_two(said: Said, row: Row, held: Sequence[float]) -> int | None:
    """Which of two groups stands first, by what the claim has of each name ahead and behind."""
    against = [_covered(label, said.behind, listed=row.listed) for label in row.labels]
    if said.compared and any(against):
        if against[0] >= HALF > against[1] and held[0] < HALF:
            return 1
        if against[1] >= HALF > against[0] and held[1] < HALF:
            return 0
        return None
    for at, other in ((0, 1), (1, 0)):
        if held[at] >= HALF > held[other] and not _named(row.labels[other], said):
            return at
    return None if any(held) else _by_role(said, row)


def _of_several(said: Said, row: Row, held: Sequence[float]) -> int | None:
    """Which of two of several groups the claim puts first: it must name both, or one of them and nothing beside."""
    against = [_covered(label, said.behind, listed=row.listed) for label in row.labels]
    for at, other in ((0, 1), (1, 0)):
        if held[at] >= HALF > held[other] and against[other] >= HALF > against[at]:
            return at
    return None


def _of_a_ratio(said: Said, row: Row, at: int) -> int | None:
    """Which side the claim puts first of a group and the rest, of which no more is told."""
    ahead, behind = (_covered(row.labels[at], side_of) for side_of in (said.ahead, said.behind))
    keys = [[mark.key for mark in told] for told in (said.ahead, said.behind)]
    if said.compared:
        rest = [names_control(told) or WITHOUT in told for told in keys]
        if ahead >= HALF > behind and not rest[0] and (rest[1] or row.scale == TIMES):
            return at
        if behind >= HALF > ahead and (WITHOUT in keys[0] or row.scale == TIMES):
            return 1 - at
        return None
    return at if ahead >= HALF > behind and WITHOUT not in keys[0] else None


def _by_dose(said: Said, row: Row) -> int | None:
    """Which of two groups had more of something, where the claim is of more and less of it."""
    low, high = (
        [bool(shape(field).search(" ".join(label.keys))) for label in row.labels] for field in ("dose_low", "dose_high")
    )
    if low[0] and high[1] and not (high[0] or low[1]):
        return 1 if said.dose > 0 else 0
    if high[0] and low[1] and not (low[0] or high[1]):
        return 0 if said.dose > 0 else 1
    return None


def _by_role(said: Said, row: Row) -> int | None:
    """Which group the claim puts first, where it names it by its part in the trial: the gel, the dummy, the others."""
    roles = [role(label.keys) for label in row.labels]
    if roles.count("control") != 1:
        return None
    control = roles.index("control")
    ahead, behind = ([mark.key for mark in told] for told in (said.ahead, said.behind))
    if WITHOUT in ahead or (names_control(ahead) and names_control(behind)):
        return None
    if names_control(ahead):
        return control if not names_active(ahead) or names_active(behind) else None
    if said.compared and not names_control(behind):
        return None
    if not said.compared:
        ahead = [*ahead, *said.names]
    known = names_active(ahead) or roles[1 - control] == "active"
    return 1 - control if known and (said.compared or names_active(ahead)) else None


def _named(label: Label, said: Said) -> bool:
    """Whether a claim has the word that tells a group best."""
    return any(_alike(label.keys[0], mark.key) for mark in said.ahead)


def _covered(label: Label, said: Sequence[Mark], *, listed: bool = False) -> float:
    weights = dict(zip(label.keys, label.weights, strict=True))
    total = sum(weights.values())
    held = sum(weight for key, weight in weights.items() if any(_alike(key, mark.key) for mark in said))
    if listed:
        return float(held > 0)
    return held / total if total else 0.0


def _alike(key: str, other: str) -> bool:
    return alike(key, other) or same(key, other) or (is_control(key) and is_control(other))


# --- what was measured ------------------------------------------------------------------------------------------------


def _measured(said: Said, row: Row) -> int:
    """1 where the claim speaks of what the figures measure, −1 where of its opposite, 0 where of something else."""
    if said.core:
        sign = next((sign for name in row.measure if (sign := side(name.name, said.core))), 0)
        if sign and said.core.isdisjoint({"time"}):
            return sign
        shared = row.scale != "time" or _shares(_less(said.every, row), row) or _names_both(said, row)
        if row.scale in said.core and shared:
            return 1
    measure = [name for name in row.measure if not _is_somebody(name.name)]
    if _of_others(said, row):
        return 0
    wanted = [one for one in _less(said.asked, row) if not _is_somebody(one)]
    if not said.loose and any(likeness(one, other.name) >= DERIVED for one in wanted for other in measure):
        return 1
    if said.loose or not wanted:
        wanted = [one for one in _less(said.every, row) if not _is_somebody(one) and not is_filler(one)]
    signs = [_towards(one, measure) for one in wanted if not is_idle(one)]
    told = [sign for sign in signs if sign]
    if not told or len(set(told)) > 1:
        return 0
    back = [name for name in measure if not is_idle(name.name)]
    held = sum(any(_one_thing(one, name.name) for one in wanted) for name in back)
    return told[0] if PART * len(told) >= len(signs) or 2 * held >= len(back) else 0


PART = 3
"""The part of what a claim may have measured that must be what the figures measure, or half of what these measure."""


def _of_others(said: Said, row: Row) -> bool:
    """Whether the claim is of women and the figures are of men: other people than the row's, who are no group of it."""
    labels = [key for label in row.labels for key in label.keys]
    there = [name.name for name in row.measure]
    return any(
        (opposed(one, other) or rivals(one, other))
        for one in said.names
        for other in there
        if one not in there and not any(same(key, one) for key in labels) and is_people(one) and is_people(other)
    )


def _less(asked: frozenset[str], row: Row) -> list[str]:
    """What may be measured among some names: not the groups."""
    return [one for one in asked if not any(same(key, one) for label in row.labels for key in label.keys)]


def _is_somebody(name: str) -> bool:
    return is_party(name) or is_people(name)


def _names_both(said: Said, row: Row) -> bool:
    """Whether the claim names both groups, one ahead and one behind."""
    ahead, behind = ([_covered(label, told) >= HALF for label in row.labels] for told in (said.ahead, said.behind))
    return said.compared and any(ahead) and any(behind)


def _shares(wanted: Sequence[str], row: Row) -> bool:
    return any(_one_thing(one, other.name) for one in wanted for other in row.measure)


def _towards(one: str, measure: Sequence[Name]) -> int:
    """1 where a name is of what is measured, −1 where of its opposite."""
    if any(likeness(one, other.name) >= DERIVED for other in measure):
        return 1
    return next((sign for other in measure if (sign := relation(one, other.name))), 0)


def _of_one_time(said: Said, row: Row) -> bool:
    """Whether claim and passage speak of one time, where both name one."""
    if row.labels[0].keys == (NOW,):
        return True
    mine = [mark.key for mark in (*said.ahead, *said.behind) if mark.key.startswith(("day ", "@"))]
    there = [mark.key for mark in marks(row.passage.text, row.passage.facts) if mark.key.startswith(("day ", "@"))]
    return not mine or not there or any(alike(one, other) for one in mine for other in there)


FIGURES = Ground(
    "NUM-001", "The figures tell otherwise", "The two figures of the passage tell this of the other group."
)


def _told(scene: Scene) -> Objection | None:
    found = figures_against(scene)
    return None if found is None else FIGURES.at(found)


WAY = Way((FIGURES,), _told)
