"""Tables of PDFs: cells with their heads where a grid of white space shows them, lines where it does not."""

from collections.abc import Sequence

import pytest

from pipeline.records.source import Capture, Reading
from pipeline.sources.pdf import read
from tests.sources.pdf_writer import Words, column, make_pdf

LINES = [f"Line number {number} of the page is prose that goes on for quite a while." for number in range(8)]
ROWS = [
    ("Outcome", "Tea (n=97)", "Water (n=96)"),
    ("Nausea", "3 (4%)", "1 (1%)"),
    ("Headache", "5 (7%)", "4 (5%)"),
    ("Dizziness", "2 (3%)", "2 (3%)"),
]


def source(rows: Sequence[tuple[str, ...]], places: tuple[float, ...] = (60, 250, 400), step: float = 14) -> Reading:
    drawn = [
        Words(x, 600 - step * at, text)
        for at, row in enumerate(rows)
        for x, text in zip(places, row, strict=True)
        if text
    ]
    caption = Words(60, 618, "Table 2. Adverse events in both groups of the trial")
    page = [*column(60, 780, LINES), caption, *drawn, *column(60, 500, LINES)]
    return read(Capture("https://a.example/t.pdf", "", 200, "application/pdf", "", "t.pdf"), make_pdf([page]))


def cells(reading: Reading) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(reading.text[cell.start : cell.end], cell.row, cell.column) for cell in reading.cells]


def test_cells_have_the_heads_of_their_row_and_column() -> None:
    reading = source(ROWS)
    assert cells(reading)[:3] == [
        ("3 (4%)", ("Nausea",), ("Tea (n=97)",)),
        ("1 (1%)", ("Nausea",), ("Water (n=96)",)),
        ("5 (7%)", ("Headache",), ("Tea (n=97)",)),
    ]
    assert {cell.caption for cell in reading.cells} == {"Table 2. Adverse events in both groups of the trial"}
    assert reading.text.count("Line number 3") == 2


@pytest.mark.parametrize(
    "rows",
    [
        ROWS[:2],
        [
            ("Nausea", "was seen in tea", "and in water"),
            ("Headache", "was rare here", "and there"),
            ("Pain", "came", "too"),
        ],
        [ROWS[1], ("Headache", "5 (7%)", ""), ROWS[3]],
    ],
)
def test_what_is_no_clear_grid_stays_lines(rows: Sequence[tuple[str, ...]]) -> None:
    reading = source(rows)
    assert not reading.cells
    assert rows[0][0] in reading.text


def test_columns_that_overlap_are_no_table() -> None:
    rows = [(*row[:1], row[1] + " and of all the others " * at, row[2]) for at, row in enumerate(ROWS[1:])]
    assert not source(rows, (60, 150, 420)).cells
