"""An article printed from a browser on one page: bullets as shapes, a narrow table, marks of printing in the margins.

It gives the claims of its HTML. `benchmarks/printed.py` does the same with a browser.
"""

from functools import cache

from pipeline.records.claim import Claim
from pipeline.stages.claim import claim
from pipeline.walk import open_article
from tests.sources.pdf_writer import Dot, Words, column, make_pdf

TITLE = "Cold showers in the morning: what a year of them did"
LINES = [
    "A shower of 60 seconds in cold water woke 212 students more than a warm one did [1].",
    "Their pulse rose by 14 beats a minute and was back after nine minutes [1].",
]
LEAD_IN = "The trial counted these things over 52 weeks:"
ITEMS = [
    "days off sick, which fell by 29% in all groups [1]",
    "pulse at rest on the first day of a month",
    "hours of sleep",
]
CAPTION = "Table 1. Days off sick in a year"
ROWS = [("Group", "Students", "Days"), ("Warm", "71", "5.1"), ("30 s cold", "70", "3.7"), ("60 s cold", "71", "3.6")]
STEPS = ["The students knew what they were given [1]", "Nobody was older than 30 years", "A third gave up [2]"]
AFTER = "A second trial of 88 nurses did not find fewer days off [2]."
ENTRIES = [
    "Bath Study Group. (2022). Cold showers in students. Water Lett. https://doi.org/10.1000/cold.1",
    "Ward Water Lab. (2023). Cold showers in nurses. Water Lett. https://doi.org/10.1000/cold.2",
]


def html() -> bytes:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    parts = [f"<h1>{TITLE}</h1>", *(f"<p>{line}</p>" for line in LINES), f"<p>{LEAD_IN}</p>"]
    parts += ["<ul>", *(f"<li>{item}</li>" for item in ITEMS), f"</ul><p>{CAPTION}</p><table>{cells}</table>"]
    parts += ["<p>Three things speak against it:</p><ol>", *(f"<li>{step}</li>" for step in STEPS), "</ol>"]
    parts += [f"<p>{AFTER}</p><h2>References</h2><ol>", *(f"<li>{entry}</li>" for entry in ENTRIES), "</ol>"]
    return f"<html lang='en'><body><article>{''.join(parts)}</article></body></html>".encode()


def pdf(*, marks: bool) -> bytes:
    drawn: list[Words | Dot] = [Words(60, 770, TITLE, 17), *column(60, 740, LINES, leading=16), Words(60, 708, LEAD_IN)]
    drawn += column(84, 690, ITEMS)
    drawn += [Dot(73, 692 - 12 * at) for at in range(len(ITEMS))]
    drawn.append(Words(60, 648, CAPTION))
    drawn += [
        Words(64 + 52 * at, 630 - 13 * row, cell) for row, cells in enumerate(ROWS) for at, cell in enumerate(cells)
    ]
    drawn.append(Words(60, 566, "Three things speak against it:"))
    for at, step in enumerate(STEPS):
        drawn += [Words(66, 548 - 12 * at, f"{at + 1}."), Words(84, 548 - 12 * at, step)]
    drawn += [Words(60, 506, AFTER), Words(60, 476, "References", 13)]
    drawn += column(60, 456, [f"{at}. {entry}" for at, entry in enumerate(ENTRIES, 1)])
    if marks:
        drawn += [Words(24, 822, "11/21/26, 8:44 AM", 8), Words(250, 822, "Cold showers in the morning", 8)]
        drawn += [Words(24, 14, "https://desk.example/proofs/cold-showers?print=1", 8), Words(560, 14, "1/1", 8)]
    return make_pdf([drawn])


@cache
def claims(body: bytes, path: str) -> tuple[Claim, ...]:
    return claim(open_article(body, path)).claims


def told(body: bytes, path: str) -> list[tuple[str, tuple[str, ...], str]]:
    return [(one.text, one.citations, one.citation_scope) for one in claims(body, path)]


def test_a_page_printed_from_a_browser_gives_the_claims_of_its_html() -> None:
    expected = told(html(), "cold.html")
    assert len(expected) >= 14
    assert told(pdf(marks=True), "cold.pdf") == expected


def test_marks_of_printing_change_nothing() -> None:
    assert told(pdf(marks=True), "cold.pdf") == told(pdf(marks=False), "cold.pdf")
    assert "desk.example" not in open_article(pdf(marks=True), "cold.pdf").article.text


def test_items_of_a_numbered_list_that_stand_close_keep_their_citations() -> None:
    cited = {one.text: one.citations for one in claims(pdf(marks=False), "cold.pdf")}
    assert cited["A third gave up"] == ("2",)
    assert [citations for text, citations in cited.items() if text.startswith("The students knew")] == [("1",)]
