"""REF-008: listed and never cited."""

from pathlib import Path

from pipeline.records.report import FindingEntry
from tests.walk.world import ARTICLE, audit


def found(folder: Path, text: str = ARTICLE) -> list[FindingEntry]:
    return [one for one in audit(folder, text).findings if one.code == "REF-008"]


def test_an_entry_without_a_marker_is_named(tmp_path: Path) -> None:
    assert [one.reference for one in found(tmp_path)] == ["3"]


def test_with_a_marker_it_is_not(tmp_path: Path) -> None:
    assert not found(tmp_path, ARTICLE.replace("in many hospitals.", "in many hospitals [3]."))


def test_a_list_that_no_marker_uses_is_further_reading(tmp_path: Path) -> None:
    assert not found(
        tmp_path,
        ARTICLE.replace(" [1].", ".").replace(" [2].", ".").replace("the Journal of Shift Work.", "a journal.", 1),
    )
