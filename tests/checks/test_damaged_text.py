"""TXT-001: text that an export lost or glued."""

from pathlib import Path

import pytest

from pipeline.records.report import FindingEntry
from pipeline.walk import open_article
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


LEAD = (
    "Zinc and sleep\n\nZinc is a metal that nurses know well.\n\n{}\n\n{}\n\nMore is known about zinc than about tin.\n"
)


@pytest.mark.parametrize(
    ("lead", "behind", "lost"),
    [
        ("What to ask:", "1. How long?\n2. How much?", False),
        ("Readers often ask:", "How long does it last?", False),
        ("They asked one question:", "Why do nurses sleep so little?", False),
        ("Zinc is known to:", "How does it work?", True),
        ("The questions of nurses are known to:", "Zinc was given to sixty of them for a month.", True),
        ("Zinc was given with these:", "1.5 mg of tin was found in most of the samples that were taken.", True),
    ],
)
def test_what_was_announced_may_be_questions(lead: str, behind: str, *, lost: bool) -> None:
    kinds = [one.kind for one in open_article(LEAD.format(lead, behind).encode(), "a.txt").article.damages]
    assert ("lost_list" in kinds) is lost
