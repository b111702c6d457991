"""Citation styles as desks mix and bend them: side by side, ranges, round brackets, several authors, journals named."""

import pytest

from pipeline.records.citation import CitedArticle
from pipeline.stages.cite import cite
from pipeline.stages.claim import claim
from pipeline.stages.read import read

LIST = (
    "\n\nReferences\n\n1. Amis K, Bird L. Cough in choirs. Voice. 2019;1:2-3. doi:10.1000/a\n"
    "2. Cole M. Cough and dust. N Engl J Med. 2020;4:5. PMID: 123\n3. Board of Choirs. (2021). A guide. https://s.example/g\n"
    "4. Dunn A, Fox B, Gill C. Dust. Lancet. 2019;1:2.\n5. Dunn A. Noise. BMJ. 2019;2:3.\n"
)
HTML_LIST = (
    "<h2>References</h2><ol>"
    + "".join(f"<li>Amis K. Cough {at}. Voice. 201{at};1:2.</li>" for at in range(1, 7))
    + "</ol>"
)


def cited(body: str) -> CitedArticle:
    return cite(read(f"Cough in choirs\n\n{body}{LIST}".encode(), "a.txt"))


def page(body: str) -> CitedArticle:
    return cite(read(f"<article><h1>Cough in choirs</h1><p>{body}</p>{HTML_LIST}</article>".encode(), "a.html"))


def labels(found: CitedArticle) -> list[tuple[str, ...]]:
    return [one.labels for one in found.markers]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Tenors cough [1]–[3].", [("1", "2", "3")]),
        ("Tenors cough [1]-[3] a lot.", [("1", "2", "3")]),
        ("Tenors cough [3]–[1].", [("3",), ("1",)]),
        ("Tenors cough [1], [3].", [("1",), ("3",)]),
        ("Tenors cough [1 and 3].", [("1", "3")]),
        ("Tenors cough [1, 2, and 4].", [("1", "2", "4")]),
        ("Tenors cough (refs 1, 3).", [("1", "3")]),
        ("Tenors cough (ref. 2).", [("2",)]),
        ("Tenors cough in 5 (range 1–3) of 7 choirs.", []),
    ],
)
def test_ranges_lists_and_named_numbers(body: str, expected: list[tuple[str, ...]]) -> None:
    assert labels(cited(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Tenors cough.[1][2] Basses cough less [2]–[3].", [("1", "2"), ("2", "3")]),
        ("Tenors cough[1][2]. Basses do not cough[3].Altos cough too.", [("1", "2"), ("3",), ()]),
        ("Tenors cough.[1]–[3] Basses cough less.[2]", [("1", "2", "3"), ("2",)]),
        ("Tenors cough.1–3 Basses cough less.4", [("1", "2", "3"), ("4",)]),
        ("Tenors cough [1] and basses cough less [2] than altos cough [3].", [("1", "2", "3")]),
    ],
)
def test_markers_side_by_side_govern_their_own_sentence(body: str, expected: list[tuple[str, ...]]) -> None:
    sheet = claim(cited(body))
    explicit = [one.citations if one.citation_scope == "explicit" else () for one in sheet.claims if one.start > 16]
    assert explicit == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Tenors cough (1) and basses cough less (2, 3) in choirs (4).", [("1",), ("2", "3"), ("4",)]),
        ("Tenors cough.(1) Basses cough less.(2)", [("1",), ("2",)]),
        ("The aims were (1) to sing and (2) to cough. They did.", []),
        ("Singers need: (1) air, (2) water, and (3) rest.", []),
        ("The mean score was 5 (2). The other mean was 6 (3).", []),
    ],
)
def test_round_brackets_are_told_from_counting_and_from_spreads(body: str, expected: list[tuple[str, ...]]) -> None:
    found = cited(body)
    assert labels(found) == expected
    assert not found.dangling


def test_one_number_in_round_brackets_stays_open() -> None:
    found = cited("Tenors cough (1) in choirs of 20 men.")
    assert not found.markers
    assert [one.labels for one in found.ambiguous] == [("1",)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Dust harms (Dunn et al., 2019).", [("4",)]),
        ("Dust harms (Dunn, Fox & Gill, 2019).", [("4",)]),
        ("Noise harms (Dunn, 2019).", [("5",)]),
        ("Dunn and colleagues (2019) saw dust.", [("4",)]),
        ("Dust harms (see Cole, 2020, for a review).", [("2",)]),
        ("Dust harms (Amis and Bird 2019, Cole 2020).", [("1", "2")]),
        ("Dust harms (Amis and Bird 2019 and Cole 2020).", [("1", "2")]),
        ("Dust harms [Amis and Bird, 2019].", [("1",)]),
        ("Dust harms [Amis and Bird, 2019; 3 others].", [("1",)]),
        ("Dust harms (Board of Choirs, 2021).", [("3",)]),
    ],
)
def test_authors_tell_works_of_one_year_apart(body: str, expected: list[tuple[str, ...]]) -> None:
    found = cited(body)
    assert labels(found) == expected
    assert not found.ambiguous


@pytest.mark.parametrize(
    "body",
    [
        "Tenors cough a lot in dust. (Amis & Bird, 2019) Basses cough less in rain.",
        "Tenors cough a lot in dust. (see Amis et al., 2019; Cole, 2020). Basses cough less in rain.",
    ],
)
def test_authors_behind_a_stop_govern_the_sentence_before(body: str) -> None:
    first, second = (one for one in claim(cited(body)).claims if "cough" in one.text)
    assert first.citations[0] == "1"
    assert second.text == "Basses cough less in rain"
    assert second.citation_scope != "explicit"


def test_a_sentence_in_brackets_stands_alone() -> None:
    found = claim(cited("Tenors cough a lot in dust. (The choir of Bonn was left out in 2019.) Basses cough less."))
    assert [one.text for one in found.claims][1:2] == ["Tenors cough a lot in dust"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A Lancet study found that dust harms.", [("4",)]),
        ("A 2019 BMJ trial found that noise harms.", [("5",)]),
        ("The BMJ reported that noise harms.", [("5",)]),
        ("A trial in the New England Journal of Medicine found dust.", [("2",)]),
        ("A trial in the New England Journal of Botany found dust.", []),
        ("A Finnish study found that dust harms.", []),
        ("The BMJ is read by many.", []),
    ],
)
def test_works_named_by_their_journal(body: str, expected: list[tuple[str, ...]]) -> None:
    found = cited(body)
    assert labels(found) == expected
    assert not found.unlisted


def test_a_named_study_that_no_reference_fits_is_kept_as_such() -> None:
    found = cited("A study published in Nature Choirs found that dust harms. It was published in May.")
    assert [one.labels for one in found.unlisted] == [("Nature Choirs",)]
    assert not found.markers


@pytest.mark.parametrize(
    ("body", "text", "expected"),
    [
        ("It fell<sup>1</sup>,<sup>2</sup> and rose.", "It fell and rose.", [("1", "2")]),
        ("It fell<sup>1</sup>–<sup>3</sup>.", "It fell.", [("1", "2", "3")]),
        ("It fell.<sup>1</sup><sup>,</sup><sup>2</sup> Then.", "It fell. Then.", [("1", "2")]),
        ("It fell<sup>1</sup><sup>2</sup>.", "It fell.", [("1", "2")]),
        (
            "It fell<sup><a href='https://a.example/x'>1</a>, <a href='https://b.example/y'>2</a></sup> now.",
            "It fell now.",
            [("1", "2")],
        ),
        ("It took 10<sup>-</sup><sup>4</sup> s.", "It took 10⁻⁴ s.", []),
        ("Of 12 m<sup>2</sup>, <sup>4</sup> it fell.", "Of 12 m², it fell.", [("4",)]),
        ("It fell<sup>1</sup>, and 5<sup>th</sup> rose.", "It fell, and 5th rose.", [("1",)]),
    ],
)
def test_raised_numbers_in_pieces(body: str, text: str, expected: list[tuple[str, ...]]) -> None:
    found = page(body)
    assert f"\n\n{text}\n\n" in found.article.text
    assert labels(found) == expected


NOTES = [
    (
        "Amis K. Cough. Voice. 2019. doi:10.1000/a; see also Cole M. Dust. Voice. 2020. doi:10.1000/b.",
        [("1", "10.1000/a", 2019), ("1 (2)", "10.1000/b", 2020)],
    ),
    ("Amis K. Cough. 2019. doi:10.1000/a, PMID: 77, https://voice.example/a", [("1", "10.1000/a", 2019)]),
    ("Amis K. Cough. Voice. 2019;1:2-3.", [("1", None, 2019)]),
    ("Amis, Cough (2019); Cole, Dust (2020).", [("1", None, 2019), ("1 (2)", None, 2020)]),
    ("Amis K. Cough; a history. Voice. 2019.", [("1", None, 2019)]),
    ("https://a.example/x and https://b.example/y", [("1", None, None), ("1 (2)", None, None)]),
]


@pytest.mark.parametrize(("note", "works"), NOTES)
def test_a_note_that_names_two_works_cites_both(note: str, works: list[tuple[str, str | None, int | None]]) -> None:
    markdown = f"# Cough in choirs\n\nTenors cough[^1] in choirs.\n\n[^1]: {note}\n"
    found = cite(read(markdown.encode(), "a.md"))
    assert [(one.label, one.identifiers.doi, one.year) for one in found.references] == works
    assert [(one.style, one.labels) for one in found.markers] == [("footnote", tuple(label for label, _, _ in works))]


def test_linked_works_of_one_note_are_two() -> None:
    body = (
        "<p>Tenors cough<sup><a href='#fn1' id='r1'>1</a></sup>.</p><ol class='footnotes'><li id='fn1'>On men: "
        "<a href='https://doi.org/10.1000/a'>Amis 2019</a>. On women: <a href='https://doi.org/10.1000/b'>Cole 2020</a>.</li></ol>"
    )
    found = cite(read(f"<article><h1>Cough in choirs</h1>{body}</article>".encode(), "a.html"))
    assert [one.identifiers.doi for one in found.references] == ["10.1000/a", "10.1000/b"]
    assert labels(found) == [("1", "1 (2)")]
    assert all(one.raw in found.article.text[one.start : one.end] for one in found.references)


NUMBERED = "\n\n## References\n\n" + "\n".join(
    f"{number}. Doe {letter}. Salt in towns. Food Sci. {2010 + number};1:2-3."
    for number, letter in enumerate("ABCDE", 1)
)
DATED = """

## References

Doe, J. (2019). Salt in bread. Food Science, 1, 2. https://doi.org/10.1000/a1

van der Berg, K., Smit, L., & Vos, M. (2018). Salt in cheese. Dairy Reports, 1, 1. https://doi.org/10.1000/a2

World Bread Organization. (2021). Salt by country. https://doi.org/10.1000/a3

Hill, A. (2015). One salt. Food Letters, 1, 1. https://doi.org/10.1000/a4

Hill, B. (2015). Two salts. Food Letters, 2, 2. https://doi.org/10.1000/a5
"""


def cited_md(text: str, entries: str) -> CitedArticle:
    return cite(read(f"# Salt in the bread of towns\n\n{text} More of it follows here.{entries}".encode(), "a.md"))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Salt fell by 12% [1, 3].", ("1", "3")),
        ("Salt fell by 12% [1-3].", ("1", "2", "3")),
        ("It was sold in 2019 [2, 4].", ("2", "4")),
        ("Salt fell by 2% [1, 2, 3].", ("1", "2", "3")),
        ("Salt fell [1, p. 5].", ("1",)),
        ("Salt fell [see 2].", ("2",)),
        ("Salt fell [ 3 ].", ("3",)),
    ],
)
def test_lists_behind_figures_and_with_pages_are_markers(text: str, labels: tuple[str, ...]) -> None:
    assert [marker.labels for marker in cited_md(text, NUMBERED).markers] == [labels]


@pytest.mark.parametrize(
    "text", ["Salt fell by 2% [1, 3] in all.", "The ratio was 1.4 [1, 3].", "It fell (95% CI [1, 3]).", "See [row 1]."]
)
def test_bounds_around_a_figure_are_no_markers(text: str) -> None:
    assert not cited_md(text, NUMBERED).markers


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Salt fell (WBO, 2021).", "World Bread Organization 2021"),
        ("The World Bread Organization (2021) says less.", "World Bread Organization 2021"),
        ("The World Bread Organization (WBO, 2021) says less.", "World Bread Organization 2021"),
        ("Salt fell (van der Berg, Smit & Vos, 2018).", "van der Berg 2018"),
        ("Salt fell (cf. Doe 2019: 14).", "Doe 2019"),
        ("Salt fell (J. Doe, 2019).", "Doe 2019"),
    ],
)
def test_organisations_particles_initials_and_pages_are_understood(text: str, label: str) -> None:
    found = cited_md(text, DATED)
    assert [marker.labels for marker in found.markers] == [(label,)]
    assert not found.dangling


def test_two_authors_of_one_surname_and_year_stay_open() -> None:
    found = cited_md("Salt fell (A. Hill, 2015).", DATED)
    assert [set(marker.labels) for marker in found.ambiguous] == [{"Hill 2015", "Hill 2015b"}]
    assert not found.markers


@pytest.mark.parametrize(
    "text",
    [
        "Salt fell (J. Doe, personal communication, 2019).",
        "Bread Organization (2021) is no name.",
        "It fell (NBA, 2021).",
    ],
)
def test_near_misses_of_author_and_year_cite_nothing_listed(text: str) -> None:
    assert not cited_md(text, DATED).markers


def test_authors_whose_words_carry_the_link_are_not_missing_from_a_list() -> None:
    linked = cited_md("Salt fell ([Doe et al., 2019](https://doi.org/10.1000/a1)).", "")
    assert [marker.style for marker in linked.markers] == ["link"]
    assert not linked.dangling
    assert [marker.labels for marker in cited_md("Salt fell (Doe et al., 2019).", "").dangling] == [("Doe 2019",)]
