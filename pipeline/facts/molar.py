"""Mass beside amount of substance and beside international units: 126 mg/dL of glucose are 7.0 mmol/L.

Only a substance that the words round both numbers name can be brought from the one to the other.
"""

from functools import cache

from msgspec import Struct

from pipeline.facts.context import stem_of
from pipeline.facts.units import convert
from pipeline.lexicon import load
from pipeline.records.fact import Fact


class Substance(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of `molar.toml`."""

    words: tuple[str, ...]
    molar: float
    unit_weighs: float = 0.0


class SubstanceFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`molar.toml`."""

    substance: tuple[Substance, ...]


@cache
def _substances() -> tuple[tuple[Substance, tuple[frozenset[str], ...]], ...]:
    file = load("pipeline.facts", "molar.toml", SubstanceFile)
    return tuple((each, tuple(_stems(name) for name in each.words)) for each in file.substance)


def _stems(name: str) -> frozenset[str]:
    return frozenset(stem_of(word) for word in name.split())


def _named(fact: Fact) -> list[Substance]:
    near = frozenset(fact.near)
    return [each for each, names in _substances() if any(name <= near for name in names)]


def factor(claim: Fact, source: Fact) -> float | None:
    """What a value in the source's unit is multiplied by to be in the claim's; None where nothing tells."""
    ours, theirs = claim.dimension.removesuffix("_per"), source.dimension.removesuffix("_per")
    if {ours, theirs} not in ({"mass", "substance"}, {"mass", "activity"}):
        return None
    mine, other = _named(claim), _named(source)
    if len(mine) != 1 or mine != other:
        return None
    if theirs == "mass":
        back = _to_mass(mine[0], claim.unit, source.unit)
        return 1.0 / back if back else None
    return _to_mass(mine[0], source.unit, claim.unit)


def _to_mass(substance: Substance, unit: str, mass: str) -> float | None:
    """What one `unit` (mmol/l, IU/day) of the substance is in `mass` (mg/dl, µg/day)."""
    head, slash, under = unit.partition("/")
    grams = convert(1.0, head, "mol")
    weight = substance.molar if grams is not None else substance.unit_weighs * 1e-6
    if not weight or (grams is None and head != "IU"):
        return None
    return convert((1.0 if grams is None else grams) * weight, f"g{slash}{under}", mass)
