"""CIT-001: what cites nothing is named, gravest first; what is cited, or is no claim, is not."""

from pathlib import Path

from pipeline.records.report import FindingEntry
from tests.walk.world import ARTICLE, audit


def found(folder: Path, text: str = ARTICLE) -> list[FindingEntry]:
    return [one for one in audit(folder, text).findings if one.code == "CIT-001"]


def test_an_uncited_statement_is_named(tmp_path: Path) -> None:
    titles = [one.said for one in found(tmp_path)]
    assert "A nap may help nurses who work at night, a trial suggests" in titles


def test_an_uncited_number_of_efficacy_is_a_must(tmp_path: Path) -> None:
    text = ARTICLE.replace("Naps are illegal in many hospitals.", "Naps lower the risk of stroke by 40%.")
    assert [one.severity for one in found(tmp_path, text) if "stroke" in str(one.said)] == ["must"]


def test_background_is_for_consideration_only(tmp_path: Path) -> None:
    text = ARTICLE.replace("Naps are illegal in many hospitals.", "Coffee is made from roasted beans.")
    assert {one.severity for one in found(tmp_path, text)} <= {"consider"}


def test_cited_claims_opinions_and_advice_are_not_named(tmp_path: Path) -> None:
    text = ARTICLE.replace(
        "Naps are illegal in many hospitals.", "Talk to your doctor before you nap. What a fascinating thought!"
    )
    said = " ".join(str(one.said) for one in found(tmp_path, text))
    assert "doctor" not in said
    assert "fascinating" not in said
    assert "120 nurses" not in said
