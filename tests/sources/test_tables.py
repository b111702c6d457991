"""The heads of every cell in tables as papers set them: heads in two rows, groups of rows, notes, counts, merged cells."""

import pytest

from pipeline.records.source import Capture, Reading
from pipeline.sources import read_capture

WORDS = "<p>The nurses of both wards wrote down on every evening who had slept, and where, and for how long.</p>" * 6
Heads = tuple[tuple[str, ...], tuple[str, ...]]


def html(table: str) -> Reading:
    capture = Capture("https://e.org/a", "https://e.org/a", 200, "text/html", "2026-11-02T00:00:00Z", "b")
    page = f"<html><body><main><h1>Naps</h1>{WORDS}<table>{table}</table></main></body></html>"
    return read_capture(capture, page.encode())


def jats(table: str) -> Reading:
    capture = Capture("https://e.org/a", "https://e.org/a", 200, "text/xml", "2026-11-02T00:00:00Z", "b")
    wrap = f"<table-wrap><label>Table 1</label><table>{table}</table></table-wrap>"
    front = "<front><article-meta><title-group><article-title>Naps</article-title></title-group></article-meta></front>"
    return read_capture(capture, f"<article>{front}<body>{WORDS * 4}{wrap}</body></article>".encode())


def heads(reading: Reading) -> dict[str, list[Heads]]:
    found: dict[str, list[Heads]] = {}
    for cell in reading.cells:
        found.setdefault(reading.text[cell.start : cell.end], []).append((cell.row, cell.column))
    return found


TWO_ROWS = (
    '<{0}><tr><td rowspan="2">Event</td><td colspan="2">Spray (n = 96)</td><td colspan="2">Placebo (n = 97)</td></tr>'
    "<tr><td>No.</td><td>%</td><td>No.</td><td>%</td></tr></{0}><tbody>"
    "<tr><td>Headache<sup>a</sup></td><td>12</td><td>12.5</td><td>9</td><td>9.3<sup>b</sup></td></tr></tbody>"
)


@pytest.mark.parametrize("read", [html, jats])
@pytest.mark.parametrize("part", ["thead", "tbody"])
def test_heads_in_two_rows_marked_or_not(read: type, part: str) -> None:
    found = heads(read(TWO_ROWS.format(part)))
    assert found["12"] == [(("Headache",), ("Spray (n = 96)", "No."))]
    assert found["9.3"] == [(("Headache",), ("Placebo (n = 97)", "%"))]
    assert "%" not in found


@pytest.mark.parametrize("read", [html, jats])
def test_counts_in_a_row_of_their_own_are_heads_and_evidence(read: type) -> None:
    table = (
        "<tr><th>Event</th><th>Spray</th><th>Placebo</th></tr><tr><td></td><td>n = 96</td><td>(N=97)</td></tr>"
        "<tr><td>Nausea</td><td>12 (12.5)</td><td>3 (3.1)</td></tr>"
    )
    found = heads(read(table))
    assert found["3 (3.1)"] == [(("Nausea",), ("Placebo", "(N=97)"))]
    assert found["n = 96"] == [((), ("Spray",))]


@pytest.mark.parametrize("read", [html, jats])
def test_a_group_of_rows_beside_them(read: type) -> None:
    table = (
        "<tr><th/><th/><th>Spray</th><th>Placebo</th></tr>"
        '<tr><td rowspan="2">Week 4</td><td>Response</td><td>40 (42%)</td><td>20 (21%)</td></tr>'
        "<tr><td>Remission</td><td>21 (22%)</td><td>9 (9%)</td></tr>"
        "<tr><td>Week 8</td><td>Response</td><td>38 (40%)</td><td>19 (20%)</td></tr>"
    ).replace("<th/>", "<th></th>")
    found = heads(read(table))
    assert found["40 (42%)"] == [(("Week 4", "Response"), ("Spray",))]
    assert found["9 (9%)"] == [(("Week 4", "Remission"), ("Placebo",))]


@pytest.mark.parametrize(
    ("inset", "next_row", "own"),
    [
        ("<td>\u2003Female</td>", "Smokers", True),
        ('<td style="padding-left: 12px">Female</td>', "Smokers", True),
        ("<td>Female</td>", "Male", False),
        ("<td>Female</td>", "Smokers", False),
        ("<td>Female</td>", "Age, mean (SD)", True),
        ("<td>Female</td>", "Current smokers — no. (%)", True),
        ("<td>Female, n (%)</td>", "Age at inclusion, mean (SD)", False),
    ],
)
def test_a_group_ends_where_rows_no_longer_stand_in_or_count_in_their_own_way(
    inset: str, next_row: str, *, own: bool
) -> None:
    table = (
        "<tr><th>Trait</th><th>Spray</th><th>Placebo</th></tr><tr><td>Sex</td><td></td><td></td></tr>"
        f"<tr>{inset}<td>50</td><td>49</td></tr><tr><td>{next_row}</td><td>41 (12)</td><td>42 (11)</td></tr>"
    )
    found = heads(html(table))
    assert found["50"][0][0][0] == "Sex"
    assert found["41 (12)"] == [((() if own else ("Sex",)) + (next_row,), ("Spray",))]


@pytest.mark.parametrize("read", [html, jats])
def test_bands_of_figures_name_rows_and_their_group_ends_with_them(read: type) -> None:
    table = (
        "<tr><th>Trait</th><th>Spray</th><th>Placebo</th></tr><tr><td>Age, years</td><td></td><td></td></tr>"
        "<tr><td>&lt;65</td><td>300</td><td>310</td></tr><tr><td>65–74</td><td>200</td><td>199</td></tr>"
        "<tr><td>75+</td><td>90</td><td>91</td></tr><tr><td>Smokers</td><td>29</td><td>30</td></tr>"
    )
    found = heads(read(table))
    assert found["310"] == [(("Age, years", "<65"), ("Placebo",))]
    assert found["200"] == [(("Age, years", "65–74"), ("Spray",))]
    assert found["91"] == [(("Age, years", "75+"), ("Placebo",))]
    assert found["29"] == [(("Smokers",), ("Spray",))]
    assert "65–74" not in found


@pytest.mark.parametrize(
    ("head", "keys", "row"),
    [
        ("Week", ("4", "8"), ("Week", "8")),
        ("Study day", ("1", "15"), ("Study day", "15")),
        ("Body mass index", ("18.5–24.9", "≥25"), ("Body mass index", "≥25")),
        ("Score", ("1", "2", "3", "4"), ("Score", "4")),
        ("Enrolled", ("212", "196"), ()),
        ("Screened", ("212", "196", "190"), ()),
        ("Treated", ("96 (100)", "90 (93.8)"), ()),
        ("Week", ("8",), ()),
        ("", ("4", "8"), ()),
    ],
)
def test_figures_in_the_first_column_are_names_or_results(
    head: str, keys: tuple[str, ...], row: tuple[str, ...]
) -> None:
    body = "".join(f"<tr><td>{key}</td><td>5{at}.1</td><td>6{at}.1</td></tr>" for at, key in enumerate(keys))
    found = heads(html(f"<tr><th>{head}</th><th>Spray</th><th>Placebo</th></tr>{body}"))
    assert found[f"5{len(keys) - 1}.1"] == [(row, ("Spray",))]
    assert (keys[-1] in found) is not bool(row)


def test_a_row_of_figures_below_the_heads_is_no_head() -> None:
    table = (
        "<tr><th>Event</th><th>Spray</th><th>Placebo</th></tr><tr><td></td><td>12</td><td>3</td></tr>"
        "<tr><td>Nausea</td><td>Yes</td><td>No</td></tr><tr><td>Fatigue</td><td>14</td><td>7</td></tr>"
    )
    found = heads(html(table))
    assert found["12"] == [((), ("Spray",))]
    assert found["Yes"] == [(("Nausea",), ("Spray",))]


GRID = "<table><tr><th>Harm</th><th>Spray</th></tr><tr><td>Nausea</td><td>3 (4%)</td></tr></table>"


@pytest.mark.parametrize(
    ("markup", "caption"),
    [
        (f"<figure><figcaption><b>Table 1 Harms by dose</b></figcaption>{GRID}</figure>", "Table 1 Harms by dose"),
        (f"<h4>Table 2.</h4><div><p>Harms by dose</p></div>{GRID}", "Table 2. Harms by dose"),
        (f"<div><span>TABLE IV</span><p>Harms</p></div>{GRID}", "TABLE IV Harms"),
        (f"<p>Supplementary Table S3: harms by dose</p>{GRID}", "Supplementary Table S3: harms by dose"),
        (f"<p>Table 2 shows who felt sick.</p>{GRID}", ""),
        (f"<p>Table of harms</p>{GRID}", ""),
        (f"<p>Table 2. Harms</p><p>One.</p><p>Two.</p><p>Three.</p>{GRID}", ""),
        (f"<p>Table 2. {'All that was felt. ' * 40}</p>{GRID}", ""),
        (f"<p>Table 1. Age</p><table><tr><th>Age</th></tr><tr><td>41</td></tr></table>{GRID}", ""),
    ],
)
def test_a_caption_that_stands_above_a_table_is_its_cells_caption(markup: str, caption: str) -> None:
    reading = html(f"</table>{markup}<table>")
    cell = next(one for one in reading.cells if reading.text[one.start : one.end] == "3 (4%)")
    assert cell.caption == caption


def test_the_number_of_a_table_set_as_a_heading_opens_no_section() -> None:
    reading = html(f"</table><h2>Results</h2><p>One.</p><h3>Table 1</h3><p>Harms</p>{GRID}<p>Behind it.</p><table>")
    behind = next(one for one in reading.sections if reading.text[one.start : one.end].endswith("Behind it."))
    assert (behind.title, behind.kind) == ("Results", "results")
    named = html("</table><h2>Tables turned</h2><p>Behind it.</p><table>")
    assert any(one.title == "Tables turned" for one in named.sections)
