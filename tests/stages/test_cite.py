"""Citations: every style that is met, what looks like one and is none, and what stays open."""

import pytest

from pipeline.records.citation import CitedArticle
from pipeline.stages.cite import cite
from pipeline.stages.read import read

LIST = (
    "\n\nReferences\n\n1. Doe J, Roe R. Naps at night. J Sleep. 2019;1:2-3. doi:10.1000/a\n"
    "2. Poe E. Light and sleep. Sleep Letters. 2020;4:5. PMID: 123\n3. Board of Sleep. (2021). A guide. https://s.example/g\n"
)


def cited(body: str, path: str = "a.txt") -> CitedArticle:
    return cite(read(body.encode(), path))


def styles(found: CitedArticle) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.style, one.labels) for one in found.markers]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("It helps [1].", ("1",)),
        ("It helps [1, 3].", ("1", "3")),
        ("It helps [1–3].", ("1", "2", "3")),
        ("It helps [1,2–3].", ("1", "2", "3")),
        ("All 196 [2] were women.", ("2",)),
    ],
)
def test_numbers_in_brackets(text: str, labels: tuple[str, ...]) -> None:
    assert styles(cited(f"Title of it\n\n{text}{LIST}")) == [("numeric", labels)]


@pytest.mark.parametrize(
    "text", ["The 95% CI was [1, 3].", "It ran from 0.5 [1–2] on.", "As he [sic] said.", "In [2020] so."]
)
def test_intervals_and_years_are_no_markers(text: str) -> None:
    found = cited(f"Title of it\n\n{text}{LIST}")
    assert not found.markers
    assert not found.dangling


def test_raised_numbers_leave_the_text_and_powers_stay() -> None:
    found = cited(f"Title of it\n\nIn all 193¹ slept.²⁻³ It took 10⁻⁴ s over 12 m² and R² was 2.{LIST}")
    assert styles(found) == [("superscript", ("1",)), ("superscript", ("2", "3"))]
    assert "In all 193 slept. It took 10⁻⁴ s over 12 m² and R² was 2." in found.article.text


def test_superscripts_that_a_copy_flattened() -> None:
    found = cited(f"Title of it\n\nNaps help.1 Light harms.2,3 It was 5.2 Then.{LIST}")
    assert styles(found) == [("superscript", ("1",)), ("superscript", ("2", "3"))]


def test_round_brackets_only_where_the_list_bears_them_out() -> None:
    assert styles(cited(f"Title of it\n\nNaps help (1). Light harms (2, 3).{LIST}")) == [
        ("numeric", ("1",)),
        ("numeric", ("2", "3")),
    ]
    assert not cited(f"Title of it\n\nThere are (1) naps and (2) breaks.{LIST}").markers


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Naps help (Doe & Roe, 2019).", ("1",)),
        ("Naps help (Doe et al., 2019; Poe, 2020).", ("1", "2")),
        ("Doe and Roe (2019) saw it.", ("1",)),
        ("Poe’s (2020) view.", ("2",)),
        ("As Doe et al. 2019 saw.", ("1",)),
        ("There is a guide (Board of Sleep, 2021).", ("3",)),
    ],
)
def test_author_and_year(text: str, labels: tuple[str, ...]) -> None:
    assert styles(cited(f"Title of it\n\n{text}{LIST}")) == [("author_year", labels)]


@pytest.mark.parametrize("text", ["It began (March, 2020).", "London (2019) was cold.", "It grew (2019)."])
def test_places_and_months_are_no_authors(text: str) -> None:
    found = cited(f"Title of it\n\n{text}{LIST}")
    assert not found.markers
    assert not found.dangling


def test_what_fits_two_works_stays_open() -> None:
    twins = "\n\nReferences\n\nDoe J. Naps. Sleep. 2020;1:1.\nDoe J. Light. Sleep. 2020;2:1.\n"
    found = cited(f"Title of it\n\nNaps help (Doe, 2020).{twins}")
    assert not found.markers
    assert [one.labels for one in found.ambiguous] == [("Doe 2020", "Doe 2020b")]
    lettered = cited(f"Title of it\n\nNaps help (Doe, 2020b).{twins}")
    assert styles(lettered) == [("author_year", ("Doe 2020b",))]


def test_a_journal_that_one_work_stands_in() -> None:
    found = cited(f"Title of it\n\nA review in Sleep Letters saw it. A study published in Nature Sleep did not.{LIST}")
    assert styles(found) == [("named", ("2",))]
    explicit = cited(f"Title of it\n\nA review in Sleep Letters saw it [1].{LIST}")
    assert styles(explicit) == [("numeric", ("1",))]


def test_an_identifier_is_one_work_however_often_it_stands() -> None:
    found = cited("Title of it\n\nA trial (NCT01234567) ran. Later NCT01234567 ended, see doi:10.1000/Q.")
    assert [(one.label, one.listed) for one in found.references] == [("NCT01234567", False), ("10.1000/q", False)]
    assert styles(found) == [("identifier", ("NCT01234567",))] * 2 + [("identifier", ("10.1000/q",))]


def test_an_identifier_of_a_listed_work_points_at_the_list() -> None:
    assert styles(cited(f"Title of it\n\nSee 10.1000/A and PMID 123.{LIST}")) == [
        ("identifier", ("1",)),
        ("identifier", ("2",)),
    ]


def test_markers_without_an_entry_dangle() -> None:
    found = cited(f"Title of it\n\nNaps help [2, 7].{LIST}")
    assert styles(found) == [("numeric", ("2",))]
    assert [one.labels for one in found.dangling] == [("7",)]


def test_links_are_markers_and_the_houses_own_are_not() -> None:
    page = (
        "<h1>Tea</h1><p>It <a href='https://doi.org/10.1000/z?utm_source=n'>cut pressure by 5 mmHg</a>, "
        "<a href='/about'>we</a> <a href='mailto:desk@example.org'>say</a>, "
        "<a href='https://twitter.com/intent/tweet?x=1'>tweet</a>.</p>"
    )
    found = cited(page, "a.html")
    assert styles(found) == [("link", ("10.1000/z",))]
    marker = found.markers[0]
    assert found.article.text[marker.start : marker.end] == "cut pressure by 5 mmHg"


def test_a_note_that_only_explains_is_no_work() -> None:
    text = "# Tea\n\nNaps help[^a] nurses[^b].\n\n[^a]: Names were changed.\n[^b]: Doe J. Naps. 2020. doi:10.1000/n\n"
    found = cited(text, "a.md")
    assert styles(found) == [("footnote", ("b",))]
    assert not found.dangling


def test_mixed_styles_in_one_article() -> None:
    page = f"# Tea\n\nNaps help [1]. Light harms (Poe, 2020). See [a trial](https://clinicaltrials.gov/study/NCT01234567).{LIST}"
    assert [style for style, _ in styles(cited(page, "a.md"))] == ["numeric", "author_year", "link"]


def test_parts_of_entries() -> None:
    found = cited(f"Title of it\n\nNaps help [1].{LIST}").references
    assert [(one.authors, one.year, one.title, one.container) for one in found] == [
        (("Doe J", "Roe R"), 2019, "Naps at night", "J Sleep"),
        (("Poe E",), 2020, "Light and sleep", "Sleep Letters"),
        (("Board of Sleep",), 2021, "A guide", None),
    ]


NOTES = (
    "# Sleep\n\nPeople sleep less.[^1] Noise is why.[^2] Ships matter.[^3] So do lamps.[^4]\n\n"
    '[^1]: Mia Lund, "Sleep by the Sea," Cold Notes 3 (2014): 5-9.\n\n'
    '[^2]: Leo Pike, "Harbour Lights," Light Notes 3 (2015): 5-9.\n\n'
)


@pytest.mark.parametrize(
    ("third", "labels"),
    [
        ("Ibid., 7.", ("2",)),
        ("Id. at 7.", ("2",)),
        ('Lund, "Sleep by the Sea," 8.', ("1",)),
        ('Pike et al., "Harbour Lights," 8.', ("2",)),
        ("Pike, op. cit., p. 8.", ("2",)),
        ('Lund, "Harbour Lights," 8.', None),
        ("Idle talk of sailors.", None),
        ("Names were changed.", None),
    ],
)
def test_a_short_note_means_the_work_of_an_earlier_one(third: str, labels: tuple[str, ...] | None) -> None:
    found = cited(f"{NOTES}[^3]: {third}\n\n[^4]: Ibid.\n", "a.md")
    marked = [one.labels for one in found.markers]
    assert marked == [("1",), ("2",), *([labels] if labels else []), labels or ("2",)]
    assert not found.dangling


def test_a_call_without_a_note_dangles() -> None:
    found = cited(
        "# Sleep\n\nLess sleep.[^1] Ships matter.[^9]\n\n[^1]: Lund, M. (2014). Sleep. Cold Notes, 3, 5.\n", "a.md"
    )
    assert [one.labels for one in found.dangling] == [("9",)]
    assert [one.labels for one in found.markers] == [("1",)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Noise harms (Poe, 2020; World Sleep Office [WSO], 2018).", ("Poe 2020", "World Sleep Office 2018")),
        ("Noise harms (World Sleep Office [WSO], 2018, p. 4).", ("World Sleep Office 2018",)),
        ("Noise harms (Poe, 2020 [see above]).", None),
    ],
)
def test_a_body_with_its_initials_in_square_brackets(text: str, labels: tuple[str, ...] | None) -> None:
    listed = (
        "\n\nReferences\n\nPoe, E. (2020). Noise. Notes, 1, 2.\n\nWorld Sleep Office. (2018). Noise at night. WSO.\n"
    )
    assert [one.labels for one in cited(f"Title of it\n\n{text}{listed}").markers] == ([labels] if labels else [])
