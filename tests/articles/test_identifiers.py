"""Names of works are found in running text and in addresses, and normalised to one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identifiers import collect, find_all, from_url, normalise_doi, trim, unwrap, url_key, valid_isbn


@pytest.mark.parametrize(
    ("text", "scheme", "value", "raw"),
    [
        ("(doi:10.1016/S0140-6736(97)11096-0).", "doi", "10.1016/s0140-6736(97)11096-0", None),
        ("See 10.1000/xyz.Retrieved today", "doi", "10.1000/xyz", "10.1000/xyz"),
        ("See 10.1000/ab.cd; PMID", "doi", "10.1000/ab.cd", "10.1000/ab.cd"),
        ("a 10.1002/(SICI)1097-0258(1998)17:15<1661::AID-SIM968>3.0.CO;2-2 b", "doi", None, None),
        ("PMID: 39364380.", "pmid", "39364380", "PMID: 39364380"),
        ("PMC 1234567 says", "pmcid", "PMC1234567", "PMC 1234567"),
        ("(NCT05870540)", "nct", "NCT05870540", "NCT05870540"),
        ("nct05870540", "nct", "NCT05870540", "nct05870540"),
        ("ISRCTN12345678,", "isrctn", "ISRCTN12345678", "ISRCTN12345678"),
        ("EudraCT number 2013-001234-12", "eudract", "2013-001234-12", None),
        ("arXiv:2101.00001v2", "arxiv", "2101.00001", None),
        ("ISBN 978-0-306-40615-7", "isbn", "9780306406157", None),
        ("clinicaltrials.gov/study/NCT05870540", "url", "clinicaltrials.gov/study/NCT05870540", None),
        ("[x](https://a.example/b_(c)).", "url", "https://a.example/b_(c)", "https://a.example/b_(c)"),
    ],
)
def test_a_name_is_found_with_its_span(text: str, scheme: str, value: str | None, raw: str | None) -> None:
    found = find_all(text)
    assert [name.scheme for name in found] == [scheme]
    assert text[found[0].start : found[0].end] == found[0].raw
    if value:
        assert found[0].value == value
    if raw:
        assert found[0].raw == raw


@pytest.mark.parametrize(
    "text",
    [
        "a dose of 10.5 mg/kg",
        "NCT0587054 has seven digits",
        "ISBN 978-0-306-40615-8 fails its check digit",
        "the year 2013-00123-12",
        "ClinicalTrials.gov lists it",
        "PMID without a number",
        "desk@www.example.org",
        "",
    ],
)
def test_what_is_no_name_stays_unfound(text: str) -> None:
    assert find_all(text) == ()


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("https://www.frontiersin.org/articles/10.3389/fpsyt.2024.1477996/full", {"doi": "10.3389/fpsyt.2024.1477996"}),
        ("https://pubs.example/doi/epdf/10.1021/Abc.4c00490?x=1", {"doi": "10.1021/abc.4c00490"}),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf", {"doi": "10.1101/2020.01.01.123456"}),
        (
            "https://journals.example/article?id=10.1371/journal.pone.0000001&x=1",
            {"doi": "10.1371/journal.pone.0000001"},
        ),
        ("https://doi.org/10.1016%2Fj.cell.2020.01.001", {"doi": "10.1016/j.cell.2020.01.001"}),
        ("https://www.nature.com/articles/s41586-020-2649-2.pdf", {"doi": "10.1038/s41586-020-2649-2"}),
        ("https://www.nature.com/articles/d41586-020-00502-w", {"doi": "10.1038/d41586-020-00502-w"}),
        (
            "https://www.thelancet.com/article/PIIS0140-6736(20)30183-5/fulltext",
            {"doi": "10.1016/s0140-6736(20)30183-5"},
        ),
        ("https://pubmed.ncbi.nlm.nih.gov/39364380/", {"pmid": "39364380"}),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/", {"pmcid": "PMC1234567", "pmid": None}),
        ("https://europepmc.org/article/MED/123", {"pmid": "123"}),
        ("https://clinicaltrials.gov/ct2/show/NCT05870540?term=x", {"nct": "NCT05870540"}),
        ("https://arxiv.org/pdf/2101.00001v1", {"arxiv": "2101.00001"}),
        ("https://www.google.com/url?q=https://pubmed.ncbi.nlm.nih.gov/7/&sa=D", {"pmid": "7"}),
        ("https://web.archive.org/web/2020id_/https://doi.org/10.1000/q", {"doi": "10.1000/q"}),
        ("https://news.example/NCT-guide", {"nct": None, "doi": None}),
        ("https://example.org/pubmed/123", {"pmid": None}),
        ("http://[bad", {"doi": None}),
    ],
)
def test_an_address_gives_the_names_it_carries(url: str, names: dict[str, str | None]) -> None:
    found = from_url(url)
    assert {scheme: getattr(found, scheme) for scheme in names} == names


def test_an_entry_gives_all_its_names() -> None:
    names = collect("Doe J. Title. doi:10.1000/A1. PMID: 12; PMCID: PMC1234.", ["https://example.org/a"])
    assert (names.doi, names.pmid, names.pmcid, names.url) == ("10.1000/a1", "12", "PMC1234", "https://example.org/a")


def test_equal_addresses_share_a_key() -> None:
    assert url_key("HTTP://WWW.Example.org/a/?utm_source=n&b=1#part") == url_key("https://example.org/a?b=1")
    assert url_key("https://example.org/a?b=1") != url_key("https://example.org/a?b=2")


def test_wrappers_are_looked_through_and_other_query_addresses_are_not() -> None:
    assert unwrap("https://www.google.com/url?q=https://a.example/x&sa=D") == "https://a.example/x"
    assert unwrap("https://a.example/url?q=https://b.example/") == "https://a.example/url?q=https://b.example/"


def test_isbn_check_digits() -> None:
    assert valid_isbn("080442957X")
    assert not valid_isbn("0804429571")


def test_doi_without_suffix_is_none() -> None:
    assert normalise_doi("10.1000/") is None
    assert normalise_doi("https://dx.doi.org/10.1000/ABC.") == "10.1000/abc"


@given(st.text(alphabet="10./doiPMCNT:()[]hps<>%w \n", max_size=200))
def test_any_text_gives_spans_in_order_that_hold_what_they_say(text: str) -> None:
    last = 0
    for name in find_all(text):
        assert last <= name.start < name.end <= len(text)
        assert text[name.start : name.end] == name.raw == trim(name.raw)
        last = name.end


@given(st.text(max_size=100))
def test_any_address_is_read_without_an_error(url: str) -> None:
    from_url(url)
    url_key(url)
