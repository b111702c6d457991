"""What differs from the record, and what is only another way to write it: site names, saints, short surnames."""

from pathlib import Path

import pytest

from pipeline.records.report import FindingEntry
from pipeline.references.parser import parse
from tests.references.desk import article, audit, crossref, page

DOI = "10.5555/d.1"


def told(
    folder: Path, entry: str, title: str, authors: list[str], journal: str, year: int = 2019
) -> list[FindingEntry]:
    record = {"title": title, "authors": authors, "year": year, "journal": journal}
    report = audit(folder / "s", article([{"entry": f"{entry} doi:{DOI}"}]), [crossref(DOI, record)])
    return [one for one in report.findings if one.code == "REF-005"]


def of_page(folder: Path, entry: str, title: str) -> list[FindingEntry]:
    url = "https://stones.example.org/kidney/causes"
    report = audit(folder / "s", article([{"entry": f"{entry} {url}"}]), list(page({"url": url, "title": title})))
    return [one for one in report.findings if one.code == "REF-005"]


@pytest.mark.parametrize(
    "title",
    [
        "Kidney stones: causes and care | Harbour Clinic",
        "Kidney stones: causes and care - Harbour Clinic - Patients",
        "Harbour Clinic – Kidney stones: causes and care",
        "Kidney stones: causes and care :: Harbour Clinic",
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(tmp_path: Path, title: str) -> None:
    assert not of_page(tmp_path, "Harbour Clinic. Kidney stones: causes and care.", title)


def test_another_title_of_a_page_is_named_without_its_site(tmp_path: Path) -> None:
    mine = of_page(
        tmp_path, "Harbour Clinic. Kidney stones: causes and cure.", "Kidney stones: causes and care | Harbour Clinic"
    )
    assert [(one.title, one.aspects[0].source) for one in mine] == [
        ("Title of [1] differs from the record", "Kidney stones: causes and care")
    ]


@pytest.mark.parametrize(
    ("raw", "surnames"),
    [
        ("Moss K, St. John P, et al. Yoga for back pain. Am J Prev Med. 2017;53:599-608.", ("Moss", "St. John")),
        ("St. Clair D, Du Bois E. Naps for porters at work. Work Nights. 2017;5:9-12.", ("St. Clair", "Du Bois")),
        ("Ten Have M, Zur Linden A. Naps for porters at work. Work Nights. 2017;5:9-12.", ("Ten Have", "Zur Linden")),
        ("Stone K, Stein L. St. John's wort and sleep. Phytomedicine. 2017;5:9-12.", ("Stone", "Stein")),
    ],
)
def test_surnames_of_two_words(raw: str, surnames: tuple[str, ...]) -> None:
    assert parse(raw).surnames == surnames


def test_a_saint_among_the_authors_is_no_other_journal(tmp_path: Path) -> None:
    entry = "Moss K, St. John P, et al. Yoga for back pain in veterans. Am J Prev Med. 2019;53:599-608."
    people = ["Kit Moss", "Paul St. John", "Ana Ruiz"]
    assert not told(
        tmp_path, entry, "Yoga for back pain in veterans", people, "American Journal of Preventive Medicine"
    )


def test_another_first_author_whose_name_is_short(tmp_path: Path) -> None:
    entry = "Kim S, Park J. Nicotine patches in colitis, a pilot. Gut Notes. 2019;11:52-6."
    mine = told(tmp_path, entry, "Nicotine patches in colitis, a pilot", ["Jin Park", "Sung Kim"], "Gut Notes")
    assert [one.title for one in mine] == ["[1] names another first author"]


@pytest.mark.parametrize("entry", ["Kim S, Park J.", "S Kim, J Park.", "Kim, Sung, and Jin Park."])
def test_the_first_author_first_in_any_order_of_names(tmp_path: Path, entry: str) -> None:
    entry = f"{entry} Nicotine patches in colitis, a pilot. Gut Notes. 2019;11:52-6."
    assert not told(tmp_path, entry, "Nicotine patches in colitis, a pilot", ["Sung Kim", "Jin Park"], "Gut Notes")


def test_a_word_of_the_title_is_not_the_journal(tmp_path: Path) -> None:
    entry = "Becker F, Wolf G. Walking poles and knees in hill farmers. J Am Geriatr Soc. 2019;69:950-7."
    mine = told(tmp_path, entry, "Walking poles and knees in hill farmers", ["Franz Becker", "Greta Wolf"], "Knee")
    assert [one.title for one in mine] == ["Journal of [1] differs from the record"]


@pytest.mark.parametrize("journal", ["Knee.", "Knee"])
def test_a_journal_of_one_word_is_found_behind_its_title(tmp_path: Path, journal: str) -> None:
    entry = f"Becker F, Wolf G. Walking poles and knees in hill farmers. {journal} 2019;69:950-7."
    assert not told(tmp_path, entry, "Walking poles and knees in hill farmers", ["Franz Becker", "Greta Wolf"], "Knee")


@pytest.mark.parametrize(
    ("entry", "people", "better"),
    [
        (
            "PubMed, “Gum and Otitis in Preschools,” Ear Notes 30 (2019): 12–16,",
            ["Ella Niemi", "Kai Laine"],
            "Ella Niemi and Kai Laine, “Gum and Otitis in Preschools,” Ear Notes 30 (2019): 12–16,",
        ),
        (
            "PubMed, “Gum and Otitis in Preschools,” Ear Notes 30 (2019): 12–16,",
            ["Ella Niemi", "Kai Laine", "Ada Lind"],
            "Ella Niemi, Kai Laine, and Ada Lind, “Gum and Otitis in Preschools,” Ear Notes 30 (2019): 12–16,",
        ),
        (
            "PubMed. “Gum and Otitis in Preschools.” Ear Notes, vol. 30, 2019, pp. 12–16.",
            ["Ella Niemi", "Kai Laine"],
            "Niemi, Ella, and Kai Laine. “Gum and Otitis in Preschools.” Ear Notes, vol. 30, 2019, pp. 12–16.",
        ),
        (
            "PubMed. “Gum and Otitis in Preschools.” Ear Notes, vol. 30, 2019, pp. 12–16.",
            ["Ella Niemi", "Kai Laine", "Ada Lind"],
            "Niemi, Ella, et al. “Gum and Otitis in Preschools.” Ear Notes, vol. 30, 2019, pp. 12–16.",
        ),
        (
            "PubMed. (2019). Gum and otitis in preschools. Ear Notes, 30, 12–16.",
            ["Ella Niemi", "Kai Laine"],
            "Niemi, E., & Laine, K. (2019). Gum and otitis in preschools. Ear Notes, 30, 12–16.",
        ),
    ],
)
def test_authors_are_given_in_the_style_of_the_entry(
    tmp_path: Path, entry: str, people: list[str], better: str
) -> None:
    (finding,) = told(tmp_path, entry, "Gum and otitis in preschools", people, "Ear Notes")
    assert finding.suggestion == f"[1] {better} doi:{DOI}"


@pytest.mark.parametrize(
    ("written", "known"),
    [("Åberg S, Østby M", ["Sven Aberg", "Marit Ostby"]), ("Wolny L, Słoń K", ["Lech Wolny", "Karol Slon"])],
)
def test_letters_that_libraries_write_otherwise(tmp_path: Path, written: str, known: list[str]) -> None:
    assert not told(
        tmp_path,
        f"{written}. Cod liver oil and psoriasis. Skin Notes. 2019;9:1-5.",
        "Cod liver oil and psoriasis",
        known,
        "Skin Notes",
    )


def test_a_group_that_stands_for_its_members_is_no_other_first_author(tmp_path: Path) -> None:
    people = ["Ann Moss", "Ben Noor", "CONSORT Group"]
    entry = "CONSORT Group. Reporting harms in trials: an extension. BMJ. 2019;378:70."
    assert not told(tmp_path, entry, "Reporting harms in trials: an extension", people, "BMJ")


@pytest.mark.parametrize(
    ("entry", "title", "journal", "year", "parts"),
    [
        # The year of a record in a DOI, a title or a page number is not the entry's own.
        ("Lund M, Pike L. Light and sight in kindergartens. Eye Notes. 2015;20(5):2013-21. https://eyes.example.org/2013/light", "Light and sight in kindergartens", "Eye Notes", 2013, ["year"]),
        ("Lund M, Pike L. Light and sight in kindergartens. Eye Notes. 2015;20(5):280-6. Epub 2013 May 2.", "Light and sight in kindergartens", "Eye Notes", 2013, []),
        ("Lund M, Pike L. Light in 2013 and sight in kindergartens. Eye Notes. 2016;20(5):280-6.", "Light in 2013 and sight in kindergartens", "Eye Notes", 2013, ["year"]),
        # Letters by which whole titles differ: a number, a spelling, a Greek letter.
        ("Lund M, Pike L. A 24-week trial of cranberry capsules for cystitis in nursing homes. Eye Notes. 2019;2:3-9.", "A 12-week trial of cranberry capsules for cystitis in nursing homes", "Eye Notes", 2019, ["title"]),
        ("Lund M, Pike L. Alpha-synuclein in skin biopsies of shepherds. Eye Notes. 2019;2:3-9.", "α-Synuclein in Skin Biopsies of Shepherds", "Eye Notes", 2019, []),
        ("Lund M, Pike L. A randomised trial of oestrogen cream. Eye Notes. 2019;2:3-9.", "A Randomized Trial of Estrogen Cream", "Eye Notes", 2019, []),
        ("Lund, M. (2020). Births in Norwegian ferries, 2010–2015 [Data set]. Dryad.", "Births in Norwegian ferries, 2010-2015", "", 2020, []),
        # A meeting's name, abbreviated and with its year.
        ('M. Lund and L. Pike, "Fall detection with floor sensors in care homes," in Proc. 41st Annu. Int. Conf. IEEE Eng. Med. Biol. Soc., 2019, pp. 22–26.', "Fall Detection with Floor Sensors in Care Homes", "2019 41st Annual International Conference of the IEEE Engineering in Medicine and Biology Society (EMBC)", 2019, []),
        ('M. Lund and L. Pike, "Fall detection with floor sensors in care homes," in Proc. 12th Int. Conf. Fish Farming, 2019, pp. 22–26.', "Fall Detection with Floor Sensors in Care Homes", "2019 41st Annual International Conference of the IEEE Engineering in Medicine and Biology Society (EMBC)", 2019, ["journal"]),
    ],
)  # fmt: skip
def test_what_differs_and_what_is_style(
    tmp_path: Path, entry: str, title: str, journal: str, year: int, parts: list[str]
) -> None:
    found = told(tmp_path, entry, title, ["Mia Lund", "Leo Pike"], journal, year)
    assert [aspect.name for one in found for aspect in one.aspects] == parts


@pytest.mark.parametrize(
    ("written", "people", "said"),
    [
        ("Mueller J, Baer K", ["Jörg Müller", "Kai Bär"], []),
        ("Müller J, Bär K", ["Joerg Mueller", "Kai Baer"], []),
        ("Soerensen M, Aas P", ["Mette Sørensen", "Per Ås"], []),
        ("Mueler J, Baer K", ["Jörg Müller", "Kai Bär"], ["A name in [1] is misspelt"]),
        ("Mahler J, Baer K", ["Jörg Müller", "Kai Bär"], ["[1] names somebody who is no author"]),
    ],
)
def test_umlauts_as_typists_spell_them(tmp_path: Path, written: str, people: list[str], said: list[str]) -> None:
    entry = f"{written}. Psoriasis und Winterlicht. Hautarzt. 2019;67:20-5."
    found = told(tmp_path, entry, "Psoriasis und Winterlicht", people, "Hautarzt")
    assert [one.title for one in found] == said
    assert not any("mueller" in str(one.suggestion) for one in found), "names are put as the record spells them"
