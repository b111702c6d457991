"""Rows of an article's tables as claims: each cell under its heads, citations from caption and head row."""

from pipeline.records.claim import Claim
from pipeline.stages.cite import cite
from pipeline.stages.claim import claim
from pipeline.stages.read import read

LIST = "<h2>References</h2><ol><li>Doe J. Tea. Cups. 2019;1:1.</li><li>Roe J. Mugs. Cups. 2020;1:1.</li></ol>"


def rows(table: str, around: str = "") -> dict[str, Claim]:
    page = f"<article><h1>Tea and sleep</h1><p>Tea was studied in a trial [1].</p><p>Then came two more cups of tea.</p>{table}{around}{LIST}</article>"
    sheet = claim(cite(read(page.encode(), "tea.html")))
    return {one.text.partition(" | ")[0]: one for one in sheet.claims if " | " in one.text}


def table(caption: str = "", heads: tuple[str, ...] = ("Outcome", "Tea (n = 97)", "Water (n = 96)")) -> str:
    top = f"<tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>" if heads else ""
    body = "<tr><td>Slept well</td><td>45%</td><td>30%</td></tr><tr><td>Headache</td><td>5%</td><td>4%</td></tr>"
    return f"<table>{caption and f'<caption>{caption}</caption>'}{top}{body}</table>"


def test_cells_are_read_under_their_heads() -> None:
    row = rows(table())["Slept well"]
    assert [(fact.text, fact.arm, fact.outcome) for fact in row.facts] == [
        ("45%", "tea", "slept well"),
        ("30%", "water", "slept well"),
    ]
    assert all(row.text[fact.start : fact.end] == fact.text for fact in row.facts)
    assert row.before == "Outcome | Tea (n = 97) | Water (n = 96)"


def test_a_table_without_heads_gives_none() -> None:
    row = rows(table(heads=()))["Headache"]
    assert row.before == ""
    assert [fact.text for fact in row.facts if fact.dimension == "percentage"] == ["5%", "4%"]


def test_rows_take_the_marker_of_caption_or_heads() -> None:
    captioned = rows(table("Table 1. What tea did [2]"))
    assert (captioned["Headache"].citations, captioned["Headache"].citation_scope) == (("2",), "inherited")
    headed = rows(table(heads=("Outcome [2]", "Tea", "Water")))
    assert headed["Slept well"].citations == ("2",)
    noted = rows(table(), "<p>Source: the trial of mugs [2].</p>")
    assert noted["Slept well"].citations == ("2",)


def test_rows_take_no_marker_of_a_paragraph_nearby() -> None:
    assert rows(table(), "<p>Mugs were studied later [2].</p>")["Headache"].citations == ()


def test_tables_copied_into_text_are_rows() -> None:
    text = "Tea and sleep\n\nTea was studied.\n\nOutcome\tTea\tWater\nSlept well\t45%\t30%\n\nIt ended\tthere.\n"
    article = read(text.encode(), "tea.txt")
    kinds = [(one.kind, article.text[one.start : one.end]) for one in article.blocks][2:]
    assert kinds[:2] == [("table_row", "Outcome | Tea | Water"), ("table_row", "Slept well | 45% | 30%")]
    assert kinds[2] == ("paragraph", "It ended there.")
