"""Names of one work are joined; what looks like a shared name and is none is not."""

import pytest

from pipeline.records.citation import Identifiers, Reference
from pipeline.records.source import Metadata
from pipeline.sources.identity import contradict, disagreement, join, names_of_url, same_title, same_work_names


def _names(**values: str) -> frozenset[tuple[str, str]]:
    return frozenset(values.items())


def test_works_are_joined_through_a_chain_of_names() -> None:
    names = [_names(pmid="1"), _names(doi="a"), _names(nct="N"), _names(pmid="1", doi="a")]
    assert join("pdnb", names) == (("p", "d", "b"), ("n",))


def test_the_order_of_the_references_does_not_change_the_groups() -> None:
    names = [_names(pmid="1", doi="a"), _names(doi="a", pmcid="P"), _names(pmcid="P"), _names(doi="z")]
    for turn in range(4):
        items = "abcd"[turn:] + "abcd"[:turn]
        turned = names[turn:] + names[:turn]
        assert {frozenset(group) for group in join(items, turned)} == {frozenset("abc"), frozenset("d")}


def test_a_shared_name_joins_nothing_when_another_contradicts() -> None:
    names = [_names(pmid="1", doi="a"), _names(pmid="1", doi="b")]
    assert join("xy", names) == (("x",), ("y",))


def test_nothing_shared_joins_nothing() -> None:
    assert join("xy", [frozenset(), frozenset()]) == (("x",), ("y",))
    assert join("", []) == ()


def test_the_registration_number_of_a_paper_is_not_its_name() -> None:
    paper = Identifiers(doi="10.5555/a", nct="NCT09990001")
    assert same_work_names(paper) == {("doi", "10.5555/a")}
    assert same_work_names(Identifiers(nct="NCT09990001")) == {("nct", "NCT09990001")}


def test_chapters_of_one_book_are_not_one_work() -> None:
    first, second = (Identifiers(doi=f"10.5555/b.{n}", isbn="9780306406157") for n in (1, 2))
    assert not same_work_names(first) & same_work_names(second)
    assert same_work_names(Identifiers(isbn="9780306406157")) == {("isbn", "9780306406157")}


def test_an_arxiv_doi_and_an_arxiv_number_are_one() -> None:
    assert same_work_names(Identifiers(doi="10.48550/arxiv.2101.00001")) & same_work_names(
        Identifiers(arxiv="2101.00001")
    )


def test_a_preprint_is_not_the_article_that_it_became() -> None:
    preprint, article = _names(doi="10.1101/2020.01.01.20000001"), _names(doi="10.5555/final", pmid="5")
    assert contradict(preprint, article)


@pytest.mark.parametrize(
    "url",
    [
        "https://api.crossref.org/works?filter=updates:10.5555/a",
        "https://api.crossref.org/works?query.bibliographic=naps",
        "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db=pubmed&id=1,2",
        "https://www.ebi.ac.uk/europepmc/webservices/rest/search?query=TITLE:%22naps%22",
    ],
)
def test_a_search_names_no_work(url: str) -> None:
    assert not names_of_url(url).names()


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Effect of naps on recall: a trial.", "Effect of Naps on Recall — A Trial", True),
        ("RETRACTED: Effect of naps on recall", "Effect of naps on recall", True),
        ("Café use and sleep in older adults", "Cafe use and sleep in older adults", True),
        ("Effect of naps on recall in 2019 adults", "Effect of naps on recall in 2020 adults", False),
        ("Effect of naps on recall, part 1", "Effect of naps on recall, part 2", False),
        ("Effect of naps on recall", "Effect of walks on recall", False),
        ("Depression", "Depression", False),
        ("Author reply", "Author reply", False),
    ],
)
def test_titles_are_one_however_they_are_set(first: str, second: str, same: bool) -> None:  # noqa: FBT001
    assert same_title(first, second) is same


def _reference(title: str | None = None, **names: str) -> Reference:
    return Reference("1", "", 0, 0, Identifiers(**names), title=title)


def test_another_doi_is_another_work() -> None:
    found = Metadata(title="Walks", identifiers=Identifiers(doi="10.5555/b"))
    assert "10.5555/b" in disagreement(_reference(doi="10.5555/a"), found)
    assert disagreement(_reference(doi="10.5555/b"), found) == ""
    assert disagreement(_reference(pmid="4"), found) == ""
    assert disagreement(_reference(doi="10.5555/a"), Metadata()) == ""


def test_one_of_two_names_may_be_mistyped_when_the_title_fits() -> None:
    found = Metadata(
        title="Effect of naps on recall in older adults", identifiers=Identifiers(doi="10.5555/b", pmid="4")
    )
    merged = _reference("Effect of Naps on Recall in Older Adults.", doi="10.5555/old")
    assert disagreement(merged, found) == ""
    typo = _reference("Effect of naps on recall in older adults", doi="10.5555/typo", pmid="4")
    other = _reference("Bread and butter of the ancient world", doi="10.5555/a", pmid="4")
    assert disagreement(typo, found) == ""
    assert disagreement(other, found) != ""
