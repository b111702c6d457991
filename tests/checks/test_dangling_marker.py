"""REF-007: a marker that points at nothing."""

from pathlib import Path

from pipeline.records.report import FindingEntry
from tests.walk.world import ARTICLE, audit


def found(folder: Path, text: str = ARTICLE) -> list[FindingEntry]:
    return [one for one in audit(folder, text).findings if one.code == "REF-007"]


def test_a_marker_beyond_the_list_is_a_must(tmp_path: Path) -> None:
    mine = found(tmp_path, ARTICLE.replace("in many hospitals.", "in many hospitals [7]."))
    assert [(one.title, one.severity) for one in mine] == [("[7] does not exist", "must")]


def test_markers_within_the_list_are_fine(tmp_path: Path) -> None:
    assert not found(tmp_path)


def test_an_article_without_a_list_has_no_markers_to_dangle(tmp_path: Path) -> None:
    assert not found(tmp_path, "A Title Here\n\nIn 2019 [sic] bread was eaten by 40% of people.\n")
