"""Entries in the styles that articles use, and entries that are none."""

import pytest

from pipeline.references.parser import fields, parse

TITLE = "Naps during night shifts: a randomised trial"
JOURNAL = "Journal of Shift Work"


@pytest.mark.parametrize(
    "raw",
    [
        f"1. Carter P, Lind A. {TITLE}. {JOURNAL}. 2021;12(3):201-9.",
        f"[1] Carter P, Lind A. {TITLE}. {JOURNAL}. 2021 May 3;12(3):201-9. doi:10.5555/n.1",
        f"Carter, P., & Lind, A. (2021). {TITLE}. {JOURNAL}, 12(3), 201–209. https://doi.org/10.5555/n.1",
        f"Carter, P., & Lind, A. (2021). {TITLE}. {JOURNAL}. Retrieved from https://example.org/naps",
        f"Carter, P. and Lind, A. (2021) {TITLE}. {JOURNAL} 12, pp. 201–209.",
        f"Carter P, Lind A. {TITLE}. {JOURNAL} 12, 201–209 (2021).",
        f"P. Carter and A. Lind, “{TITLE},” {JOURNAL}, vol. 12, no. 3, pp. 201–209, 2021.",
        f"Carter, Paula, and Ada Lind. “{TITLE}.” {JOURNAL} 12, no. 3 (2021): 201–209.",
    ],
)
def test_an_article_in_every_style(raw: str) -> None:
    entry = parse(raw)
    assert (entry.title, entry.container, entry.year) == (TITLE, JOURNAL, 2021)
    assert entry.surnames[0] in ("Carter", "Carter, Paula")


@pytest.mark.parametrize(
    ("raw", "authors", "title", "year"),
    [
        ("World Health Organization. Guideline on salt. Geneva: WHO; 2021.", ("World Health Organization",), "Guideline on salt", 2021),
        ("National Sleep Office. (2023). Sleep and shifts. Retrieved from https://example.org/x", ("National Sleep Office",), "Sleep and shifts", 2023),
        ("Journal of Shift Work. (2024). Naps at night. Journal of Shift Work.", ("Journal of Shift Work",), "Naps at night", 2024),
        ("Carter P, et al. Naps at night in wards. Sleep Lett. 2019;3:5-9.", ("Carter P",), "Naps at night in wards", 2019),
        ("Naps at night in wards. Sleep Letters 2020", (), "Naps at night in wards", 2020),
        ("National Institute for Occupational Sleep and Health. Preventing naps in foundries. Cincinnati: NIOSH; 2016.", ("National Institute for Occupational Sleep and Health",), "Preventing naps in foundries", 2016),
        ("Centers for Naps and Rest. (2023). Naps in schools: screening and care. Retrieved June 12, 2023, from https://example.org/x", ("Centers for Naps and Rest",), "Naps in schools: screening and care", 2023),
        ("School gardens for all. (2018). Norsk Radio.", (), "School gardens for all", 2018),
        ("University of Harrow. Naps for children with asthma. ClinicalTrials.gov identifier: NCT02222999. Accessed May 2, 2021.", ("University of Harrow",), "Naps for children with asthma", 2021),
        ("Molina, V. (2020). Naps in Honduran pharmacies, 2010–2015 [Data set]. Dryad.", ("Molina, V",), "Naps in Honduran pharmacies, 2010–2015 [Data set]", 2020),
        ("Quist J, Rahman A. Do naps help? Evidence from call centres. Occup Sleep Med. 2018;75:20-6.", ("Quist J", "Rahman A"), "Do naps help? Evidence from call centres", 2018),
        ("Quist J, Rahman A. Do naps help? J. Clin. Invest. 2018;75:20-6.", ("Quist J", "Rahman A"), "Do naps help", 2018),
    ],
)  # fmt: skip
def test_who_and_what(raw: str, authors: tuple[str, ...], title: str, year: int) -> None:
    entry = parse(raw)
    assert (entry.authors, entry.title, entry.year) == (authors, title, year)


@pytest.mark.parametrize(
    ("raw", "container"),
    [
        (
            "Whitman A. Clinics race to fix pumps. Harbour Journal. June 3, 2021. https://example.org/a",
            "Harbour Journal",
        ),
        ("Whitman A. Clinics race to fix pumps. The May Journal. 2021;3:4-5.", "The May Journal"),
        ("Quist J. Do naps help? Evidence from call centres. Occup Sleep Med. 2018;75:20-6.", "Occup Sleep Med"),
    ],
)
def test_what_is_no_part_of_a_journals_name(raw: str, container: str) -> None:
    assert parse(raw).container == container


@pytest.mark.parametrize(
    "raw", ["", " ", "[1]", "https://example.org/x", "10.5555/x", "()", "…", "1" * 5_000, "a " * 5_000]
)
def test_what_is_no_entry_never_fails(raw: str) -> None:
    entry = parse(raw)
    assert entry.year is None
    assert not entry.title or len(raw) > 100


@pytest.mark.parametrize(
    ("raw", "year"),
    [
        ("Lind A, Marsh B. Naps at night in wards. N Engl J Naps. 2006;355:1992-2003.", 2006),
        ("Lind A, Marsh B. Naps at night in wards. N Engl J Naps 2006, 355, 1992–2003.", 2006),
        ("Lind A, Marsh B. Naps at night in wards. N Engl J Naps 355:2001-9, 2006.", 2006),
        ("Lind A. Naps in wards, 2001–2004. Sleep Lett. 2007;3:5-9.", 2007),
        ("Sleep Office. Naps in wards, 2001–2004.", 2001),
        ("Sleep Office. Naps in wards. 2006-05-12.", 2006),
    ],
)
def test_the_year_is_no_number_of_a_page(raw: str, year: int) -> None:
    assert parse(raw).year == year


def test_the_digits_of_identifiers_are_no_year() -> None:
    assert parse("Lind A. Naps at night in wards. doi:10.2019/2018.2017").year is None


def test_the_parts_are_the_words_of_the_entry() -> None:
    text = "Carter P.  Naps at night in wards. Sleep Lett. 2019; 3: 5-9."
    assert " ".join(one.text for one in fields(text)) == " ".join(text.split())
    assert [one.label for one in fields(text)][:2] == ["author", "title"]
