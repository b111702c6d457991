"""What stands on a PDF page beside its text: drawn bullets, labels set apart, narrow tables, a browser's margins."""

from collections.abc import Sequence

import pytest

from pipeline.records.source import Capture, Reading
from pipeline.sources.blocks import Block
from pipeline.sources.pdf import read
from pipeline.sources.pdf_blocks import blocks
from pipeline.sources.pdf_text import PdfCell, PdfLine, PdfPage, PdfText
from tests.sources.pdf_writer import Dot, Words, column, make_pdf

PROSE = [f"Sentence number {number} of the page says that bees like hedges in May." for number in range(9)]
THINGS = ("pollen that was brought home", "the weight of each colony in autumn", "days on which no bee flew out")


def reading(*drawn: Words | Dot) -> Reading:
    page: list[Words | Dot] = [*column(60, 760, PROSE), *drawn, *column(60, 300, PROSE)]
    return read(Capture("https://a.example/b.pdf", "", 200, "application/pdf", "", "b.pdf"), make_pdf([page]))


def kinds(found: Reading, words: str) -> list[str]:
    return [one.kind for one in found.sections if words in found.text[one.start : one.end]]


def items(dots: Sequence[Dot]) -> Reading:
    lines = [Words(80, 600 - 12 * at, words) for at, words in enumerate(THINGS)]
    return reading(Words(60, 614, "We looked at three things:"), *lines, *dots)


def test_small_shapes_before_lines_are_bullets() -> None:
    found = items([Dot(70, 602 - 12 * at) for at in range(3)])
    assert [kinds(found, thing) for thing in THINGS] == [["list"]] * 3
    assert "home\nthe weight of each colony in autumn\n" in found.text
    assert "•" not in found.text


@pytest.mark.parametrize(
    "dots",
    [
        [],
        [Dot(20, 602 - 12 * at) for at in range(3)],
        [Dot(300, 602 - 12 * at) for at in range(3)],
        [Dot(66, 600 - 12 * at, 11) for at in range(3)],
        [Dot(70, 597 - 12 * at, 1.2) for at in range(3)],
    ],
    ids=["none", "far away", "behind the lines", "as large as letters", "below the line"],
)
def test_other_shapes_are_none(dots: list[Dot]) -> None:
    found = items(dots)
    assert all(kinds(found, thing) != ["list"] for thing in THINGS)


def test_a_bulleted_line_goes_on_below_and_ends_where_a_line_begins_left_of_it() -> None:
    item = [
        Words(80, 600, "pollen that bees of four colonies brought home from two"),
        Words(80, 588, "orchards in May"),
    ]
    found = reading(*item, Dot(70, 602), Words(60, 576, "Nothing else was weighed in the spring of that year."))
    assert "pollen that bees of four colonies brought home from two orchards in May\n\nNothing else" in found.text


@pytest.mark.parametrize("labels", [("1.", "2.", "3.", "4."), ("a)", "b)", "c)", "d)"), ("•", "•", "•", "•")])
def test_labels_that_stand_apart_from_their_words_are_no_column(labels: tuple[str, ...]) -> None:
    words = "that goes on for so long that its words fill the line to its end"
    rows = [
        drawn
        for at, label in enumerate(labels)
        for drawn in (Words(60, 600 - 24 * at, label), Words(90, 600 - 24 * at, f"Thing {label[0]}{at} {words}"))
    ]
    text = reading(*rows).text
    for at, label in enumerate(labels):
        before = "" if label == "•" else f"{label} "
        assert f"{before}Thing {label[0]}{at} that goes on" in text.replace("•0", "•0")


ROWS = [
    ("Hedge", "Hives", "g a day", "Loss"),
    ("None", "104", "9.5", "3.6"),
    ("Up to 1 m", "71", "10.3", "2.9"),
    ("1 to 2 m", "22", "11.8", "2.2"),
    ("Above 2 m", "15", "12.4", "1.9"),
]
NARROW = (60, 113, 144, 183)


def table(rows: Sequence[tuple[str, ...]], places: tuple[float, ...] = NARROW, step: float = 14) -> Reading:
    drawn = [
        Words(x, 600 - step * at, text)
        for at, row in enumerate(rows)
        for x, text in zip(places, row, strict=True)
        if text
    ]
    return reading(*drawn)


def test_the_cells_of_a_narrow_table_have_their_heads() -> None:
    found = table(ROWS)
    cells = {found.text[cell.start : cell.end]: (cell.row, cell.column) for cell in found.cells}
    assert cells["12.4"] == (("Above 2 m",), ("g a day",))
    assert cells["22"] == (("1 to 2 m",), ("Hives",))
    assert len(found.cells) >= 12
    assert "Above 2 m | 15 | 12.4 | 1.9" in found.text


def test_a_narrow_table_without_heads_has_cells_too() -> None:
    assert "1 to 2 m | 22 | 11.8 | 2.2" in table(ROWS[1:]).text


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("We saw", "104 bees", "on day", "12"),
            ("and later", "71 more", "by week", "13"),
            ("of them", "the", "last", "14"),
        ],
        [ROWS[1], ROWS[2]],
        [("1", "to 49", "49 in", "12"), ("4", "to 20", "20 in", "13")],
    ],
    ids=["words between", "two rows", "two rows of figures"],
)
def test_short_lines_that_end_in_figures_are_no_table(rows: Sequence[tuple[str, ...]]) -> None:
    assert not table(rows).cells


def test_lines_of_prose_that_end_in_figures_stay_prose() -> None:
    lines = [
        "Of the hives 104 stood in the open and 71",
        "stood by a hedge, which in the year 2019",
        "made a load of 12 g and in 2020",
    ]
    found = reading(*column(60, 600, lines))
    assert not found.cells
    assert "open and 71 stood by a hedge, which in the year 2019 made" in found.text


TITLE = "Hedges and what they bring to bees of four colonies"


def printed(*margins: PdfLine, middle: str = "") -> tuple[Block, ...]:
    lines = [PdfLine(TITLE, 60, 730, 500, 20)]
    lines += [PdfLine(words, 60, 700 - 12 * at, 520, 10) for at, words in enumerate([*PROSE, middle]) if words]
    return blocks(PdfText((PdfPage(1, 595, 842, (*lines, *margins)),)))


def margin(*parts: str, top: bool = True) -> PdfLine:
    cells = tuple(PdfCell(part, 30 + 250 * at, 200 + 250 * at) for at, part in enumerate(parts))
    place = 818.0 if top else 15.0
    return PdfLine(" ".join(parts), 30, place, 560, 9, cells=cells if len(parts) > 1 else ())


@pytest.mark.parametrize(
    "line",
    [
        margin("11/21/26, 8:44 AM", TITLE),
        margin("21.11.2026, 08:44", TITLE),
        margin(TITLE, "Nov 21, 2026, 8:44 PM"),
        margin("https://a.example/hedges", "1/1", top=False),
        margin("file:///home/desk/hedges.html 1/1", top=False),
        margin(TITLE, "https://a.example/hedges"),
        margin("1 of 1", "2026-11-21 08:44", top=False),
        margin("Page 1 of 1", top=False),
    ],
    ids=lambda line: line.text,
)
def test_what_a_browser_prints_into_the_margins_of_one_page_is_no_text(line: PdfLine) -> None:
    assert printed(line) == printed()


@pytest.mark.parametrize(
    "line",
    [
        margin("11/21/26"),
        margin("On 11/21/26, 8:44 AM, the last hive was weighed"),
        margin("https://doi.org/10.5555/bees", top=False),
        margin("They weighed 1/1", top=False),
    ],
    ids=lambda line: line.text,
)
def test_what_only_looks_like_it_stays(line: PdfLine) -> None:
    assert any(line.text in block.text for block in printed(line))


def test_the_same_words_within_the_page_stay() -> None:
    assert any("11/21/26, 8:44 AM" in block.text for block in printed(middle="11/21/26, 8:44 AM"))


@pytest.mark.parametrize("sign", ["•", "\uf0b7", "\uf0a7", "➢", "o", "✓"])
def test_a_list_sign_of_any_font_begins_an_item(sign: str) -> None:
    lines = [PdfLine(f"{sign} {thing}", 60, 500 - 12 * at, 320, 10) for at, thing in enumerate(THINGS)]
    found = blocks(PdfText((PdfPage(1, 595, 842, tuple(lines)),)))
    assert [(block.kind, block.text) for block in found] == [("item", thing) for thing in THINGS]


@pytest.mark.parametrize("words", ["orchards of old trees", "over hedges", "a hedge or two"])
def test_a_word_that_begins_like_a_sign_is_none(words: str) -> None:
    found = blocks(PdfText((PdfPage(1, 595, 842, (PdfLine(words, 60, 500, 320, 10),)),)))
    assert [block.kind for block in found] == ["paragraph"]


@pytest.mark.parametrize(("sign", "space"), [("a", 0), ("*", 0), ("†", 0), ("b", 0)])
def test_a_raised_sign_of_a_note_is_no_text(sign: str, space: float) -> None:
    drawn = (
        Words(60, 600, "Loads were weighed."),
        Words(153 + space, 604, sign, 6),
        Words(164, 600, "Then bees flew."),
    )
    assert "Loads were weighed. Then bees flew." in reading(*drawn).text


@pytest.mark.parametrize("words", ["Groups were two: a and b.", "It was p. a matter (a) of b", "Grade A* hives"])
def test_letters_and_stars_on_the_line_stay(words: str) -> None:
    assert words in reading(Words(60, 600, words)).text


def over_two_columns(rows: Sequence[tuple[str, ...]], step: float) -> Reading:
    """A table of which the last row stands at the top of the page's second column."""
    heads = [
        Words(x, 200 - 14 * at, text) for at, row in enumerate(ROWS[:4]) for x, text in zip(NARROW, row, strict=True)
    ]
    rest = [
        Words(x + step, 780 - 14 * at, text) for at, row in enumerate(rows) for x, text in zip(NARROW, row, strict=True)
    ]
    page = [*column(60, 780, PROSE, 7), *heads, *rest, *column(320, 600, PROSE, 7)]
    return read(Capture("https://a.example/b.pdf", "", 200, "application/pdf", "", "b.pdf"), make_pdf([page]))


def test_a_table_goes_on_in_the_next_column() -> None:
    found = over_two_columns(ROWS[4:], 260)
    cells = {found.text[cell.start : cell.end]: (cell.row, cell.column) for cell in found.cells}
    assert cells["12.4"] == (("Above 2 m",), ("g a day",))
    assert "1 to 2 m | 22 | 11.8 | 2.2\nAbove 2 m | 15 | 12.4 | 1.9" in found.text


def test_a_line_with_other_columns_is_no_row_of_it() -> None:
    found = over_two_columns([("In all", "four", "hives", "12")], 260)
    assert "In all | four" not in found.text
    assert "1 to 2 m | 22 | 11.8 | 2.2" in found.text


def test_an_item_goes_on_set_in_below_a_sentence_that_ends_with_its_first_line() -> None:
    lines = [
        PdfLine("• Portable hives are the rule here. They stand on carts.", 60, 500, 520, 10),
        PdfLine("Each cart holds four of them and is moved twice a week.", 72, 488, 510, 10),
        PdfLine("• Hedges are cut in turn.", 60, 476, 240, 10),
    ]
    found = blocks(PdfText((PdfPage(1, 595, 842, tuple(lines)),)))
    assert [block.kind for block in found] == ["item", "item"]
    assert found[0].text.endswith("on carts. Each cart holds four of them and is moved twice a week.")
