"""REF-005: the entry's title or author against the record."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.records.report import FindingEntry
from tests.references.desk import article, crossref
from tests.references.desk import audit as audit_lines
from tests.walk.world import ARTICLE, audit


def found(folder: Path, text: str = ARTICLE) -> list[FindingEntry]:
    return [one for one in audit(folder, text).findings if one.code == "REF-005"]


def test_a_title_that_differs_is_named_with_the_right_one(tmp_path: Path) -> None:
    mine = found(
        tmp_path,
        ARTICLE.replace("Naps during night shifts: a randomised trial.", "Naps in night shifts, a randomised study."),
    )
    assert [one.reference for one in mine] == ["1"]
    assert mine[0].suggestion == (
        "[1] Carter P. (2024). Naps during night shifts: a randomised trial. Journal of Shift Work. "
        "https://naps.example.org/trial"
    )


def test_the_right_title_is_fine_in_any_case_and_punctuation(tmp_path: Path) -> None:
    assert not found(tmp_path)
    again = ARTICLE.replace(
        "Naps during night shifts: a randomised trial.", "Naps During Night Shifts: A Randomised Trial."
    )
    assert not found(tmp_path / "again", again)


def test_a_main_title_without_its_subtitle_is_a_short_form(tmp_path: Path) -> None:
    assert not found(
        tmp_path, ARTICLE.replace("Naps during night shifts: a randomised trial.", "Naps during night shifts.")
    )


def test_the_journal_for_the_author_is_named(tmp_path: Path) -> None:
    mine = found(tmp_path, ARTICLE.replace("[1] Carter P. (2024).", "[1] Journal of Shift Work. (2024)."))
    assert [one.title for one in mine] == ["[1] names no author"]


NAPS = {"title": "Naps in night shifts of nurses", "authors": ["Paula Carter", "Ada Lind"], "year": 2021}
SHIFTS = NAPS | {"journal": "Journal of Shift Work"}


def differing(folder: Path, entry: str, record: dict[str, Any]) -> FindingEntry | None:
    text = article([{"entry": f"{entry} doi:10.5555/n.1"}])
    report = audit_lines(folder / "sources", text, [crossref("10.5555/n.1", record)])
    return next((one for one in report.findings if one.code == "REF-005"), None)


@pytest.mark.parametrize(
    "entry",
    [
        "Carter P, Lind A. Naps in night shifts of nurses. J Shift Work. 2021;1:2-3.",
        "Carter, P. and Lind, A. (2021) ‘Naps in night shifts of nurses’, Journal of Shift Work, 1(1), pp. 2–3.",
        "Paula Carter, Ada Lind. Naps in night shifts of nurses. Journal of Shift Work 2021;1:2-3.",
        "Carter P, et al. Naps in night shifts of nurses. JSW. 2021;1:2-3.",
        "Carter P, Lind A. Naps in night shifts of nurses. J. Shift Work 1, 2–3 (2021).",
        "P. Carter & A. Lind, “Naps in Night Shifts of Nurses,” J Shift Work, 2020.",
        "Carter P, Lind A. Naps in night shifts of nurses. 2021.",
    ],
)
def test_styles_are_no_differences(tmp_path: Path, entry: str) -> None:
    assert differing(tmp_path, entry, SHIFTS) is None


@pytest.mark.parametrize(
    ("wrong", "right", "part"),
    [
        ("2021", "2017", "year"),
        ("Carter", "Cartier", "author"),
        ("Journal of Shift Work", "Archives of Rural Health", "journal"),
        ("Naps in night shifts of nurses", "Naps during the night shift for nurses", "title"),
    ],
)
def test_what_differs_is_shown_and_put_right_in_the_entrys_own_style(
    tmp_path: Path, wrong: str, right: str, part: str
) -> None:
    entry = "Carter, P., & Lind, A. (2021). Naps in night shifts of nurses. Journal of Shift Work, 1(1), 2–3."
    known = {
        "title": SHIFTS["title"].replace(wrong, right),  # type: ignore[attr-defined]
        "authors": [name.replace(wrong, right) for name in SHIFTS["authors"]],  # type: ignore[attr-defined]
        "year": int(str(SHIFTS["year"]).replace(wrong, right)),
        "journal": SHIFTS["journal"].replace(wrong, right),  # type: ignore[attr-defined]
    }
    finding = differing(tmp_path, entry, known)
    assert finding is not None
    assert [(one.name, one.article, one.source) for one in finding.aspects] == [(part, wrong, right)]
    assert finding.suggestion == f"[1] {entry.replace(wrong, right)} doi:10.5555/n.1"


def test_all_differences_are_one_finding(tmp_path: Path) -> None:
    entry = "Wiley Online Library. (2015). Naps in night shifts of nurses. Journal of Shift Work."
    finding = differing(tmp_path, entry, SHIFTS)
    assert finding is not None
    assert finding.title == "[1]: author and year differ from the record"
    better = "[1] Carter, P., & Lind, A. (2021). Naps in night shifts of nurses. Journal of Shift Work. doi:10.5555/n.1"
    assert finding.suggestion == better


TITLE = "Naps in night shifts of nurses"


@pytest.mark.parametrize(
    ("entry", "corrected"),
    [
        # Other people: the right ones where the wrong ones stood, as the entry writes names.
        (f"Whitlock Z, Oates F. {TITLE}. Journal of Shift Work. 2021;2:3-9.", f"Carter P, Lind A. {TITLE}. Journal of Shift Work. 2021;2:3-9."),
        (f"Lind A, Carter P. {TITLE}. Journal of Shift Work. 2021;2:3-9.", f"Carter P, Lind A. {TITLE}. Journal of Shift Work. 2021;2:3-9."),
        (f"Whitlock Z, et al. {TITLE}. Journal of Shift Work. 2021;2:3-9.", f"Carter P, Lind A. {TITLE}. Journal of Shift Work. 2021;2:3-9."),
        (f"Carter P, Whitlock Z. {TITLE}. Journal of Shift Work. 2021;2:3-9.", f"Carter P, Lind A. {TITLE}. Journal of Shift Work. 2021;2:3-9."),
        (f"Whitlock, Z., & Oates, F. (2021). {TITLE}. Journal of Shift Work.", f"Carter, P., & Lind, A. (2021). {TITLE}. Journal of Shift Work."),
        # Nobody: put where an entry of this style has them.
        (f"{TITLE}. Journal of Shift Work. 2021;2:3-9.", f"Carter P, Lind A. {TITLE}. Journal of Shift Work. 2021;2:3-9."),
        (f"{TITLE}. (2021). Journal of Shift Work, 2(1), 3–9.", f"Carter, P., & Lind, A. (2021). {TITLE}. Journal of Shift Work, 2(1), 3–9."),
        (f"“{TITLE}.” Journal of Shift Work, vol. 2, 2021, pp. 3–9.", f"Carter, Paula, and Ada Lind. “{TITLE}.” Journal of Shift Work, vol. 2, 2021, pp. 3–9."),
        (f"“{TITLE},” Journal of Shift Work 2 (2021): 3–9.", f"Paula Carter and Ada Lind, “{TITLE},” Journal of Shift Work 2 (2021): 3–9."),
        (f"PubMed. (2021). {TITLE}. Journal of Shift Work.", f"Carter, P., & Lind, A. (2021). {TITLE}. Journal of Shift Work."),
    ],
)  # fmt: skip
def test_the_right_authors_in_the_entrys_own_style(tmp_path: Path, entry: str, corrected: str) -> None:
    finding = differing(tmp_path, entry, SHIFTS)
    assert finding is not None
    assert finding.suggestion == f"[1] {corrected} doi:10.5555/n.1"
