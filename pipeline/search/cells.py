"""What a table's cell states: its figures with the unit that its heads give.

"23 (19)" under "n (%)" is 23 of them and 19%; "3.8" beside "LDL cholesterol, mmol/L" is 3.8 mmol/L.
"""

import re

from msgspec.structs import replace

from pipeline.facts import extract
from pipeline.records.fact import Fact
from pipeline.records.source import Cell

_COUNT_AND_SHARE = re.compile(r"(?i)\b(?:n|no\.?|nos\.?|number|count|cases|events|patients|participants) ?\(%\)")
_WITH_SHARE = re.compile(r"\s*\d[\d,]*(?:\s*/\s*\d[\d,]*)?\s*\((\d{1,3}(?:\.\d+)?) ?%?\)\s*")
_FIRST = re.compile(r"\s*([-−–+]?\d[\d,]*(?:\.\d+)?)(?![\d/])")
_SHARE = re.compile(r"(?:[,(\s]|^)(?:%|per cent|percent)\)?\s*$", re.IGNORECASE)
_UNIT = re.compile(r"(?:,\s*|\()([a-zA-Zµμ°%][\wµμ°²³%]{0,9}(?:/[\wµμ°²³]{1,9}){0,2})\)?\s*$")


def facts_of(text: str, cell: Cell) -> tuple[Fact, ...]:
    """The facts of a cell, with what its row, its column and its caption say of the unit."""
    found = extract(text)
    heads = (*reversed(cell.row), *reversed(cell.column), cell.caption)
    share = _WITH_SHARE.fullmatch(text)
    if share is not None and any(_COUNT_AND_SHARE.search(head) for head in heads):
        kept = tuple(fact for fact in found if fact.end <= share.start(1) or fact.start >= share.end(1))
        return (*kept, *_told(share[1], "%", share.start(1)))
    first = _FIRST.match(text)
    unit = _unit(heads) if first is not None else ""
    if first is None or not unit or any(fact.unit for fact in found):
        return found
    told = _told(first[1], unit, first.start(1))
    return (*told, *(fact for fact in found if fact.start >= first.end(1))) if told else found


def _unit(heads: tuple[str, ...]) -> str:
    """The unit that the nearest head gives: "Weight, kg", "Change (mmol/L)", "Adverse events, %"."""
    for head in heads:
        if _COUNT_AND_SHARE.search(head):
            return ""
        if _SHARE.search(head):
            return "%"
        named = _UNIT.search(head)
        if named is not None:
            return named[1]
    return ""


def _told(figure: str, unit: str, start: int) -> tuple[Fact, ...]:
    """The figure read with its unit, at its own place in the cell; nothing where the unit is none."""
    told = f"{figure}{unit}" if unit == "%" else f"{figure} {unit}"
    return tuple(
        replace(fact, text=figure, start=start, end=start + len(figure))
        for fact in extract(told)[:1]
        if fact.unit and fact.start == 0
    )
