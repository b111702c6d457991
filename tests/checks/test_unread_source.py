"""REF-006: a cited source that was not read, with its reason; one that was read is not named."""

from pathlib import Path

from pipeline.records.report import FindingEntry
from tests.walk.world import ARTICLE, audit


def found(folder: Path, text: str = ARTICLE) -> list[FindingEntry]:
    return [one for one in audit(folder, text).findings if one.code == "REF-006"]


def test_a_refused_source_is_named_with_its_reason(tmp_path: Path) -> None:
    mine = found(tmp_path)
    assert [one.reference for one in mine] == ["2"]
    assert "blocked" in mine[0].title


def test_a_source_that_nothing_cites_is_not_held_against_the_text(tmp_path: Path) -> None:
    assert "3" not in {one.reference for one in found(tmp_path)}
