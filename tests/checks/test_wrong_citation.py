"""SRC-001: what another listed source says is named there; what none says, or the cited one says, is not."""

import pytest

from pipeline.records.report import FindingEntry
from pipeline.records.source import Capture
from pipeline.stages.assemble import Circumstances
from pipeline.walk import audit_article, open_article
from tests.checks.sides import Sides

RYE = "Rye bread lengthened sleep by an hour in most of the bakers. The ovens were cold on Sundays."
WHEAT = "Wheat bread was tasted by twelve judges. They preferred it toasted, and nobody slept."
ARTICLE = """Bread and Sleep at the Bakery

{body}

References

[1] Ames A. (2020). Rye and sleep. https://rye.example.org/paper
[2] Bell B. (2021). Wheat and taste. https://wheat.example.org/paper
"""
MISPLACED = (
    "Rye bread lengthened sleep by an hour in most bakers [2].",
    "Wheat bread was tasted by twelve judges [1].",
)
OVERLOOKED = (
    "Most of the bakers slept an hour longer with rye bread, which lengthened sleep [2].",
    "Twelve judges tasted wheat bread and preferred it toasted [1].",
)
"""Told in other words, or from two sentences of the other source."""
IN_PLACE = (
    "Rye bread lengthened sleep by an hour in most bakers [1].",
    "Wheat bread was tasted by twelve judges [2].",
    "Rye bread lengthened sleep by an hour in most bakers [1, 2].",
    "Oat bread shortened the working week in several mills [2].",
    "Bread was tasted [1].",
    "Rye bread was tasted by forty judges of the county fair, who disliked it [1].",
    "Oat bread lengthened the careers of several judges who slept in ovens [2].",
    "Wheat bread and its crust are made with yeast in every village [1].",
)
CASES = {"SRC-001": Sides(MISPLACED, IN_PLACE)}


def found(body: str) -> list[FindingEntry]:
    texts = {"https://rye.example.org/paper": RYE, "https://wheat.example.org/paper": WHEAT}

    def find(reference: object) -> tuple[tuple[Capture, bytes | None], ...]:
        url = reference.identifiers.url  # type: ignore[attr-defined]  # a Reference
        capture = Capture(url, url, 200, "text/plain; charset=utf-8", "2026-01-01T00:00:00Z", "a.txt")
        return ((capture, texts[url].encode()),)

    cited = open_article(ARTICLE.format(body=body).encode(), "bread.txt")
    report = audit_article(cited, find, Circumstances("2026-01-01T00:00:00Z"))
    return [one for one in report.findings if one.code == "SRC-001"]


def test_a_claim_that_another_source_bears_out_is_named_there() -> None:
    mine = found("Rye bread lengthened sleep by an hour in most bakers [2].")
    assert [one.title for one in mine] == ["This is in [1], not in [2]"]
    assert str(mine[0].source_says).startswith("Rye bread lengthened sleep")


def test_the_right_citation_is_fine() -> None:
    assert not found("Rye bread lengthened sleep by an hour in most bakers [1].")


def test_what_no_source_says_is_in_none() -> None:
    assert not found("Oat bread shortened the working week in several mills [2].")


def test_both_cited_is_fine() -> None:
    assert not found("Rye bread lengthened sleep by an hour in most bakers [1, 2].")


def test_it_works_the_other_way_round() -> None:
    assert [one.title for one in found("Wheat bread was tasted by twelve judges [1].")] == [
        "This is in [2], not in [1]"
    ]


@pytest.mark.parametrize("body", MISPLACED)
def test_what_the_other_source_has_is_misplaced(body: str) -> None:
    assert found(body)


@pytest.mark.parametrize("body", IN_PLACE)
def test_what_is_in_place_or_nowhere_is_not(body: str) -> None:
    assert not found(body)


@pytest.mark.xfail(reason="what is told in other words or drawn from two sentences is not looked for elsewhere")
@pytest.mark.parametrize("body", OVERLOOKED)
def test_what_the_other_source_tells_otherwise(body: str) -> None:
    assert found(body)
