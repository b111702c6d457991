"""REF-005: the entry's title or author against the record."""

from pathlib import Path

from pipeline.records.report import FindingEntry
from tests.walk.world import ARTICLE, audit


def found(folder: Path, text: str = ARTICLE) -> list[FindingEntry]:
    return [one for one in audit(folder, text).findings if one.code == "REF-005"]


def test_a_title_that_differs_is_named_with_the_right_one(tmp_path: Path) -> None:
    mine = found(
        tmp_path,
        ARTICLE.replace("Naps during night shifts: a randomised trial.", "Naps in night shifts, a randomised study."),
    )
    assert [one.reference for one in mine] == ["1"]
    assert mine[0].suggestion == "Naps during night shifts: a randomised trial"


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
