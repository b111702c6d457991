"""Facts of structured records: a registered trial's fields, and table cells whose heads say what they are about.

`start` and `end` are 0 for a trial's facts: they stand in fields, not in a text.
"""

import re

from msgspec.structs import replace

from pipeline.facts import context, groups
from pipeline.facts.attributes import attributes
from pipeline.facts.extraction import extract
from pipeline.facts.numbers import fold
from pipeline.records.fact import Fact, Value
from pipeline.records.source import Cell, Trial

_MASKING = {"NONE": "open", "SINGLE": "single", "DOUBLE": "double", "TRIPLE": "triple", "QUADRUPLE": "quadruple"}
_COMPARATORS = {
    "PLACEBO_COMPARATOR": "placebo",
    "SHAM_COMPARATOR": "sham",
    "ACTIVE_COMPARATOR": "active",
    "NO_INTERVENTION": "none",
}


def from_trial(trial: Trial) -> tuple[Fact, ...]:
    """The facts of a registry record, in the same slots as those of text.

    An estimated enrolment carries the qualifier `planned`: it bears out no number of people and belies none.
    """
    facts = [_attribute("phase", phase, _phase(phase)) for phase in trial.phases if _phase(phase)]
    if trial.masking in _MASKING:
        facts.append(_attribute("masking", trial.masking, _MASKING[trial.masking]))
    if trial.allocation:
        random = trial.allocation.upper() == "RANDOMIZED"
        if random or trial.allocation.upper() == "NON_RANDOMIZED":
            facts.append(_attribute("allocation", trial.allocation, "randomised" if random else "non-randomised"))
    if trial.study_type.upper() == "OBSERVATIONAL":
        facts.append(_attribute("design", trial.study_type, "observational"))
    if trial.enrolment is not None:
        facts.append(
            _count("enrolled", trial.enrolment, "participant", planned=trial.enrolment_type.upper() == "ESTIMATED")
        )
    facts += _arms(trial)
    if trial.sites:
        facts.append(_count("sites", len(trial.sites), "site"))
        facts.append(_count("places", len({site.rpartition(", ")[2] for site in trial.sites}), "country"))
    return tuple(facts)


def _phase(raw: str) -> str:
    """`PHASE2` and `PHASE1/PHASE2` as text has them."""
    return "/".join(re.findall(r"[1-4]", raw))


def _attribute(role: str, text: str, term: str) -> Fact:
    return Fact(dimension="attribute", role=role, text=text, start=0, end=0, term=term)


def _count(role: str, number: int, noun: str, *, planned: bool = False) -> Fact:
    return Fact(
        dimension="count",
        role=role,
        text=str(number),
        start=0,
        end=0,
        value=Value("exact", float(number), float(number)),
        noun=noun,
        qualifiers=("planned",) if planned else (),
    )


def _arms(trial: Trial) -> list[Fact]:
    """Comparators by the arms' types and by what label and description say of them ("Active placebo comparator")."""
    found: dict[str, Fact] = {}
    for arm in trial.arms:
        term = _COMPARATORS.get(arm.type.upper(), "")
        if term:
            found.setdefault(term, _attribute("comparator", arm.type, term))
        for words in (arm.label, arm.description, *arm.interventions):
            for fact in attributes(words, fold(words), 0):
                if fact.role == "comparator":
                    found.setdefault(fact.term, replace(fact, start=0, end=0))
    return list(found.values())


def from_cell(text: str, cell: Cell) -> tuple[Fact, ...]:
    """The facts of a table cell; group and outcome are filled from the heads of its column and row.

    `text` is the cell's own text; offsets count in it.
    """
    heads = " ".join((*cell.row, *cell.column))
    around = context.words_of(fold(f"{heads} {cell.caption}"))
    near = tuple(dict.fromkeys(word.stem for word in around))[: context.NEAR]
    unit = _unit_of(heads)
    arm = next((key for key in (_arm_head(head) for head in (*cell.column, *cell.row)) if key), "")
    out = []
    for fact in extract(f"{text} {unit}" if unit and re.fullmatch(r"[-−–+\d.,\s()±]+", text) else text):
        if fact.end > len(text):
            fact = replace(fact, end=len(text), text=text[fact.start :])  # noqa: PLW2901
        out.append(
            replace(
                fact,
                arm=fact.arm or arm,
                outcome=" ".join(cell.row).lower() or fact.outcome,
                near=tuple(dict.fromkeys((*fact.near, *near)))[: context.NEAR],
            )
        )
    return tuple(out)


_UNIT = re.compile(r"[(,]\s?(%|mg|kg|g|years?|months?|weeks?|days?|hours?|minutes?|mmHg|points?|cm|ml|mmol/L)\s?\)?")


_SHARE = re.compile(r"(?i)\b(?:percent|percentage)\b(?!\s+(?:change|point|difference))")


def _unit_of(heads: str) -> str:
    found = _UNIT.search(heads)
    return found[1] if found else "%" if _SHARE.search(heads) else ""


def _arm_head(head: str) -> str:
    folded = fold(head)
    named = groups.arms(f"in the {folded} group") if len(folded) < 60 else []
    return named[0].key if named else ""
