"""REF-004: one work listed twice."""

from pathlib import Path

from pipeline.records.report import FindingEntry
from tests.walk.world import ARTICLE, audit


def found(folder: Path, text: str = ARTICLE) -> list[FindingEntry]:
    return [one for one in audit(folder, text).findings if one.code == "REF-004"]


def test_the_same_address_twice_is_one_work(tmp_path: Path) -> None:
    twice = ARTICLE.replace("https://coffee.example.org/night", "http://naps.example.org/trial?utm_source=mail")
    mine = found(tmp_path, twice)
    assert [one.reference for one in mine] == ["3"]
    assert "[1]" in mine[0].title


def test_two_works_are_two(tmp_path: Path) -> None:
    assert not found(tmp_path)
