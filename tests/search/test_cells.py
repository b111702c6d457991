"""Figures of a table's cell, with the unit that its heads give."""

import pytest

from pipeline.records.source import Cell
from pipeline.search.cells import facts_of


def figures(text: str, row: tuple[str, ...], column: tuple[str, ...], caption: str = "") -> set[tuple[str, str]]:
    found = facts_of(text, Cell(0, len(text), row, column, caption))
    assert all(text[fact.start : fact.end] == fact.text for fact in found)
    return {(fact.text, fact.unit) for fact in found if fact.value is not None}


@pytest.mark.parametrize(
    ("text", "row", "column", "caption", "wanted"),
    [
        ("23 (19)", ("Blisters",), ("Ointment",), "Table 3. Harms, n (%)", {("23", ""), ("19", "%")}),
        ("23 (19)", ("Blisters, n (%)",), ("Ointment",), "", {("23", ""), ("19", "%")}),
        ("3.8", ("Ferritin, mg/L",), ("Ointment (n=40)",), "", {("3.8", "mg/l")}),
        ("58", ("Pain",), ("Dose 1",), "Table 2. People with events, %", {("58", "%")}),
        ("47.2 (8.8)", ("Age, mean (SD), years",), ("Ointment",), "", {("47.2", "year"), ("8.8", "")}),
    ],
)
def test_the_heads_give_the_unit(
    text: str, row: tuple[str, ...], column: tuple[str, ...], caption: str, wanted: set[tuple[str, str]]
) -> None:
    assert figures(text, row, column, caption) >= wanted


@pytest.mark.parametrize(
    ("text", "row", "column", "caption"),
    [
        ("40", ("Blisters",), ("Ointment (n=40)",), "Table 1. Rowers by club"),
        ("40", ("Rowers, all",), ("Total",), ""),
        ("3 (1 to 5)", ("Days off",), ("Ointment",), "Table 4. Days off, median (range)"),
    ],
)
def test_heads_without_a_unit_give_none(text: str, row: tuple[str, ...], column: tuple[str, ...], caption: str) -> None:
    assert {unit for _, unit in figures(text, row, column, caption)} == {""}
