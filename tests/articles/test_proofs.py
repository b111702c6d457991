"""PDF proofs: raised citations, links, entries set close, paragraphs over a page's end; sources stay free of marks."""

from pipeline.records.citation import CitedArticle
from pipeline.records.source import Capture
from pipeline.sources.pdf import read as read_source
from pipeline.stages.cite import cite
from pipeline.stages.read import read
from tests.sources.pdf_writer import Words, column, make_pdf

FILLER = [f"Line number {number} of the page is about as long as all of the others are." for number in range(9)]
ENTRIES = [
    "1. Doe J. Salt in bread. Food Sci. 2019;1:2-3.",
    "2. Roe R. Salt in soup. Food Sci. 2020;2:3-4.",
    "3. Poe E. Pressure in villages. Heart Lett. 2021;4:5-6.",
]


def proof(*drawn: Words, entries: list[str] = ENTRIES) -> bytes:
    return make_pdf(
        [
            [
                Words(60, 790, "Less salt in the bread of two towns", 17),
                *drawn,
                *column(60, 560, FILLER),
                Words(60, 420, "References", 13),
                *column(60, 400, entries),
            ]
        ]
    )


def cited(*drawn: Words, entries: list[str] = ENTRIES) -> CitedArticle:
    return cite(read(proof(*drawn, entries=entries), "salt.pdf"))


def styles(found: CitedArticle) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.style, one.labels) for one in found.markers]


RAISED = (
    Words(60, 740, "The trial had 193"),
    Words(132.5, 743.5, "1", 6),
    Words(138, 740, "bakers in the two towns, and their bread was salted less."),
    Words(386, 743.5, "2,3", 6),
    Words(60, 728, "It fell to 10"),
    Words(116, 731.5, "-4", 6),
    Words(124, 728, "of what it was, over an area of 12 m"),
    Words(284, 731.5, "2", 6),
    Words(291, 728, "in every one of the shops."),
)


def test_raised_citations_of_a_proof_are_markers_and_powers_stay() -> None:
    found = cited(*RAISED)
    assert styles(found) == [("superscript", ("1",)), ("superscript", ("2", "3"))]
    assert "The trial had 193 bakers" in found.article.text
    assert "to 10⁻⁴ of what it was, over an area of 12 m² in" in found.article.text


def test_raised_citations_of_a_source_are_in_no_number_and_no_text() -> None:
    body = proof(*RAISED)
    source = read_source(Capture("https://a.example/salt.pdf", "", 200, "application/pdf", "", "s.pdf"), body)
    assert "The trial had 193 bakers in the two towns, and their bread was salted less. It fell to 10⁻⁴" in source.text
    assert "¹" not in source.text


def test_raised_numbers_in_brackets_leave_no_empty_ones() -> None:
    drawn = (
        Words(60, 740, "The bread was salted less"),
        Words(182, 743.5, "[1]", 6),
        Words(192, 740, "in towns."),
    )
    assert styles(cited(*drawn)) == [("numeric", ("1",))]
    source = read_source(Capture("https://a.example/s.pdf", "", 200, "application/pdf", "", "s"), proof(*drawn))
    assert "salted less in towns." in source.text


def test_figures_on_the_line_are_no_markers() -> None:
    found = cited(Words(60, 740, "The trial had 1931 bakers and 12 m 2 shops in the two towns of the county."))
    assert not found.markers
    assert "1931 bakers" in found.article.text


def test_links_of_a_proof_are_links_and_those_within_the_file_or_to_scripts_are_none() -> None:
    found = cited(
        Words(60, 740, "Less salt in bread "),
        Words(146, 740, "cut pressure by 3 mmHg", link="https://doi.org/10.1000/salt.9?utm_source=x"),
        Words(265, 740, "in every town that tried it at the time."),
        Words(60, 728, "A second town wrote", link="javascript:alert(1)"),
        Words(160, 728, "of the same to the board of bakers of the county."),
    )
    assert styles(found) == [("link", ("10.1000/salt.9",))]
    marker = found.markers[0]
    assert found.article.text[marker.start : marker.end].startswith("cut pressure by 3 mm")


def test_a_link_over_two_lines_is_one_link() -> None:
    url = "https://example.org/a-long-page"
    found = cited(
        Words(60, 740, "The bakers of the towns have told the story of their bread"),
        Words(332, 740, "in a letter", link=url),
        Words(60, 728, "to the board", link=url),
        Words(124, 728, "and asked for an answer from all who sit on that board of bakers."),
    )
    words = [found.article.text[link.start : link.end] for link in found.article.links]
    assert words == ["in a letter to the board"]


def test_numbered_entries_without_space_between_them_are_parted() -> None:
    found = cited(
        Words(60, 740, "Bread was salted less in towns (1) and in villages (3) that had bakers of their own.")
    )
    assert [one.label for one in found.references] == ["1", "2", "3"]
    assert [one.year for one in found.references] == [2019, 2020, 2021]


def test_a_paragraph_over_a_pages_end_knows_both_pages() -> None:
    first = [Words(60, 790, "Less salt in the bread of two towns", 17), *column(60, 740, FILLER * 5)]
    second = column(60, 740, ["and this one goes on with the bread of the towns.", *FILLER])
    article = read(make_pdf([first, second]), "salt.pdf")
    at = article.text.index("and this one goes on")
    after = article.text.index("Line number 0", at)
    places = [
        [(one.line, one.page) for one in article.anchors if one.start <= place][-1] for place in (at - 9, at, after)
    ]
    assert places[0][1] == 1
    assert places[1:] == [(1, 2), (2, 2)]


def test_rows_of_a_table_in_a_proof_are_rows() -> None:
    rows = [("Town", "Salt in grams", "Loaves"), ("Alderton", "1.1", "40"), ("Bexley", "0.9", "38")]
    drawn = [
        Words(x, 720 - 14 * at, text)
        for at, row in enumerate(rows)
        for x, text in zip((60, 250, 420), row, strict=True)
    ]
    article = cited(*drawn).article
    found = [article.text[one.start : one.end] for one in article.blocks if one.kind == "table_row"]
    assert found == ["Town | Salt in grams | Loaves", "Alderton | 1.1 | 40", "Bexley | 0.9 | 38"]
    assert [article.line_of(article.text.index(row[0])) for row in rows] == [2, 3, 4]


def test_raised_citations_above_a_stop_or_without_letters_beside_them_leave_the_line_whole() -> None:
    """Browsers set them so high that they share no height with what follows."""
    found = cited(
        Words(60, 740, "Less salt was eaten in the first town of the county"),
        Words(291.8, 745.5, "1", 6),
        Words(295.2, 740, ". Bakers of the other town sold as much as before"),
        Words(510, 746, "2,3", 6),
        Words(518.4, 740, "."),
    )
    assert styles(found) == [("superscript", ("1",)), ("superscript", ("2", "3"))]
    assert "town of the county. Bakers of the other town sold as much as before." in found.article.text


def test_small_figures_beside_a_line_but_not_on_it_stay_apart() -> None:
    found = cited(
        Words(60, 740, "Less salt was eaten in the first town of the county."),
        Words(320, 745.5, "7", 6),
        Words(60, 726, "Bakers of the other town sold as much bread as before."),
    )
    assert not found.markers


def test_a_standfirst_in_larger_type_is_a_paragraph_and_a_heading_of_two_lines_a_heading() -> None:
    article = cited(
        Words(60, 760, "Less salt in bread was eaten by the people of two towns, and their", 12),
        Words(60, 746, "pressure fell by a little.", 12),
        Words(60, 716, "What the bakers of the towns", 12),
        Words(60, 702, "said about their bread", 12),
        *column(60, 680, FILLER[:2]),
    ).article
    kinds = {article.text[one.start : one.end]: one.kind for one in article.blocks}
    whole = "Less salt in bread was eaten by the people of two towns, and their pressure fell by a little."
    assert kinds[whole] == "paragraph"
    assert kinds["What the bakers of the towns said about their bread"] == "heading"


AUTHOR_DATE = [
    [
        "Doe, J. (2019). Salt in the bread of two towns: a trial of many weeks in the winter of a year.",
        "Food Letters, 1, 2-3. https://doi.org/10.1000/fl.2019.2",
    ],
    [
        "Roe, R., & Moe, M. (2020).",
        "Salt in soup that was made for the bakers of the two towns, and what their people said of it.",
        "Food Letters, 2, 3-4. https://doi.org/10.1000/fl.2020.3",
    ],
    ["Poe, E. (2021). Pressure in the villages of a county that has no bakers and eats no salted bread."],
    ["Loe, A. (2022). Soup in the villages. Food Letters, 4, 5-6. https://doi.org/10.1000/fl.2022.5"],
]


def test_entries_in_small_type_are_parted_by_their_distance_and_torn_ones_are_one() -> None:
    drawn = [Words(60, 790, "Less salt in the bread of two towns", 17)]
    drawn += [
        Words(60, 750, "Bread was salted less (Doe, 2019) and so was soup (Roe & Moe, 2020) in all of the towns.")
    ]
    drawn += [*column(60, 720, FILLER), Words(60, 590, "References", 13)]
    y = 570.0
    for entry in AUTHOR_DATE:
        for at, line in enumerate(entry):
            drawn.append(Words(74 if at else 60, y, line, 8))
            y -= 9.5
        y -= 5
    found = cite(read(make_pdf([drawn]), "salt.pdf"))
    assert [(one.label, one.identifiers.doi) for one in found.references] == [
        ("Doe 2019", "10.1000/fl.2019.2"),
        ("Roe 2020", "10.1000/fl.2020.3"),
        ("Poe 2021", None),
        ("Loe 2022", "10.1000/fl.2022.5"),
    ]
    assert [one.labels for one in found.markers] == [("Doe 2019",), ("Roe 2020",)]


def test_lines_set_in_below_a_numbered_entry_belong_to_it() -> None:
    lines = [
        (60, "1. Doe J. Salt in the bread of the two towns of a county, told by bakers. Food Sci. 2019; 1:"),
        (74, "2-3. https://doi.org/10.1000/fs.2019.2"),
        (60, "2. Roe R. Salt in the soup of the two towns of a county, and what it is for. Food Sci. 2020; 2: 3."),
        (74, "https://doi.org/10.1000/fs.2020.3"),
    ]
    drawn = [Words(60, 790, "Less salt in the bread of two towns", 17), *column(60, 720, ["It fell [1, 2].", *FILLER])]
    drawn += [Words(60, 560, "References", 13)]
    drawn += [Words(x, 540 - 12 * at, text) for at, (x, text) in enumerate(lines)]
    found = cite(read(make_pdf([drawn]), "salt.pdf"))
    assert [(one.label, one.year, one.identifiers.doi) for one in found.references] == [
        ("1", 2019, "10.1000/fs.2019.2"),
        ("2", 2020, "10.1000/fs.2020.3"),
    ]


def test_a_lowered_figure_and_the_word_behind_it_keep_their_space() -> None:
    article = cited(
        Words(60, 740, "The ovens gave off CO"),
        Words(163.5, 736, "2", 6),
        Words(169.5, 740, "in all of the towns."),
    ).article
    assert "CO2 in all of the towns." in article.text
