"""What a sentence states, in slots that can be compared: quantities and named attributes."""

from typing import Literal

from msgspec import Struct

ValueKind = Literal["exact", "about", "at_least", "at_most", "more_than", "less_than", "range", "interval", "spread"]
"""`interval` is a confidence interval; `spread` is a value ± something."""

Relation = Literal["same", "compatible", "weaker", "stronger", "different", "not_comparable"]


class Value(Struct, frozen=True, omit_defaults=True):
    """A number as it was meant: bounds are closed, in the unit of the fact; None is unbounded."""

    kind: ValueKind
    low: float | None
    high: float | None
    decimals: int = 0
    """Digits after the point as written; negative for round figures (1,200 has -2): how far rounding reaches."""
    spread: float | None = None


class Fact(Struct, frozen=True, omit_defaults=True):
    """One fact with its slots; an empty slot was not stated, and is left out where facts are written down.

    `start` and `end` count in the text that was handed to the extractor.
    """

    dimension: str
    """count, percentage, percentage_points, ratio, mass, volume, time, probability, date, money, scale, attribute …"""
    role: str
    """What the number is: sample_size, randomised, analysed, arm_size, events, age, dose, duration, follow_up,
    change, score, percentage, p_value, odds_ratio, studies, sites, countries, phase, masking, comparator …"""
    text: str
    start: int
    end: int
    value: Value | None = None
    unit: str = ""
    """Canonical unit (mg, day, %, points); empty for a bare count."""
    noun: str = ""
    """Lemma of what is counted or measured: patient, trial, adverse event, depression score."""
    arm: str = ""
    comparator: str = ""
    time: str = ""
    """Time point, normalised: `day 28`, `baseline`."""
    population: str = ""
    outcome: str = ""
    term: str = ""
    """For attributes: the canonical word (placebo, double, randomised, 2b)."""
    negated: bool = False
    qualifiers: tuple[str, ...] = ()
    """Words that narrow it: drug-related, serious, intranasal."""
    near: tuple[str, ...] = ()
    """Stems of the content words round it, nearest first: what tells one number of a kind from another."""
    own: tuple[str, ...] = ()
    """Where the sentence holds other numbers of the kind: the stems that belong to this one alone."""
    rivals: tuple[str, ...] = ()
    """The stems that belong to those others, and not to this one."""


class Comparison(Struct, frozen=True):
    """How an article's fact stands to a source's fact, and the slot that decides."""

    relation: Relation
    slot: str
    """The slot that decides: value, unit, arm, time, noun, polarity, direction … `none` if nothing decides."""
    note: str = ""
    """A few plain words for people: `off by 3`, `rounded`, `other arm`."""
