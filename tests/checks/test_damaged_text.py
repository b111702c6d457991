"""TXT-001: text that an export lost or glued."""

from pathlib import Path

from pipeline.records.report import FindingEntry
from tests.walk.world import ARTICLE, audit


def found(folder: Path, text: str = ARTICLE) -> list[FindingEntry]:
    return [one for one in audit(folder, text).findings if one.code == "TXT-001"]


def test_glued_sentences_and_a_lost_list_are_named(tmp_path: Path) -> None:
    hurt = ARTICLE.replace("in many hospitals. ", "in many hospitals.").replace(
        "Dancing monkeys",
        "Short naps on the ward during a night shift are known to:\n\nMany nurses work at night, and most of them drink coffee until the morning.\n\nDancing monkeys",
    )
    titles = {one.title for one in found(tmp_path, hurt)}
    assert "Two sentences are glued together" in titles
    assert "A list seems to be missing" in titles


def test_sound_text_is_not(tmp_path: Path) -> None:
    assert not found(tmp_path)
