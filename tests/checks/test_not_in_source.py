"""SRC-002: a claim of which the source says nothing; of an abstract that is said so."""

from pathlib import Path

from pipeline.records.report import FindingEntry
from tests.walk.world import ARTICLE, audit


def found(folder: Path, text: str = ARTICLE) -> list[FindingEntry]:
    return [one for one in audit(folder, text).findings if one.code == "SRC-002"]


def test_what_the_source_does_not_say_is_named(tmp_path: Path) -> None:
    assert [one.said for one in found(tmp_path)] == ["Dancing monkeys solved seventeen crossword puzzles"]


def test_a_number_not_found_in_a_whole_text_is_a_must(tmp_path: Path) -> None:
    assert [one.severity for one in found(tmp_path)] == ["must"]


def test_what_is_borne_out_contradicted_or_unread_is_not_called_not_found(tmp_path: Path) -> None:
    said = " ".join(str(one.said) for one in found(tmp_path))
    assert "120 nurses" not in said
    assert "insomnia" not in said
