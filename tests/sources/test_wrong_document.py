"""A document is another one than cited only where identifiers or titles say so."""

import pytest

from pipeline.records.citation import Identifiers
from pipeline.records.source import Capture, Metadata, Reading, Trial
from pipeline.sources.wrong_document import disagrees

TITLE = "Short-term safety of spray A in adults: a systematic review of clinical trials"
OTHER = "Cost of tablet B in rural hospitals between 2010 and 2020"


def found(title: str | None = TITLE, text: str = "", trial: Trial | None = None, **names: str) -> Reading:
    capture = Capture("https://example.org/a", "https://example.org/a", 200, "text/html", "2026-11-02T00:00:00Z", "b")
    metadata = Metadata(title=title, identifiers=Identifiers(**names))
    return Reading(capture, "html", "full_text", text, metadata=metadata, trial=trial)


@pytest.mark.parametrize(
    ("reading", "cited", "title"),
    [
        (found(), Identifiers(), TITLE),
        (found(), Identifiers(), None),
        (found(doi="10.5555/a"), Identifiers(doi="10.5555/a"), OTHER),
        (found(doi="10.5555/a.v2"), Identifiers(doi="10.5555/a.v1"), None),
        (found(doi="10.5555/preprint"), Identifiers(doi="10.5555/article"), TITLE),
        (found(pmid="7"), Identifiers(doi="10.5555/a"), TITLE),
        (found("Short-term safety of spray A (A-001) in adults: systematic review"), Identifiers(), TITLE),
        (found("Example Journal"), Identifiers(), TITLE),
        (found("Example Journal of Spray and Tablet Research", TITLE + "\n\nText"), Identifiers(), TITLE),
        (found(trial=Trial("NCT05870540", "RECRUITING"), title=OTHER), Identifiers(nct="NCT05870540"), TITLE),
    ],
)
def test_the_document_that_was_cited(reading: Reading, cited: Identifiers, title: str | None) -> None:
    assert disagrees(reading, cited, title) is None


@pytest.mark.parametrize(
    ("reading", "cited", "title"),
    [
        (found(OTHER, doi="10.5555/b"), Identifiers(doi="10.5555/a"), TITLE),
        (found(None, doi="10.5555/b"), Identifiers(doi="10.5555/a"), None),
        (found(OTHER), Identifiers(url="https://example.org/a"), TITLE),
        (found(None, trial=Trial("NCT00000002", "COMPLETED")), Identifiers(nct="NCT00000001"), None),
    ],
)
def test_another_document_than_cited(reading: Reading, cited: Identifiers, title: str | None) -> None:
    said = disagrees(reading, cited, title)
    assert said is not None
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Low back pain in adults, part 1: diagnosis", "Low back pain in adults, part 2: treatment"),
        ("Management of asthma in children: Part I", "Management of asthma in children: Part II"),
        ("A phase 2 trial of tablet B in gout", "A phase III trial of tablet B in gout"),
        ("Care of burns (Part One)", "Care of burns (Part 3)"),
    ],
)
def test_another_part_of_a_series_is_another_work(one: str, two: str) -> None:
    assert disagrees(found(two), Identifiers(url="https://example.org/a"), one) is not None
    assert disagrees(found(one), Identifiers(url="https://example.org/a"), two) is not None
    assert disagrees(found(two, doi="10.5555/a"), Identifiers(doi="10.5555/a"), one) is None


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Management of asthma in children: Part II", "Management of asthma in children. Part 2"),
        ("Management of asthma in children: part two", "Management of asthma in children"),
        ("A phase 2/3 trial of tablet B in gout", "A phase 3 trial of tablet B in gout"),
        ("A phase II/III trial of tablet B in gout", "A phase III trial of tablet B in gout"),
        ("A phase 2 and 3 trial of tablet B in gout", "A phase 3 trial of tablet B in gout"),
        ("A phase 1 or phase 2 trial of tablet B", "A phase 2 trial of tablet B"),
        ("A phase 1b trial of tablet B in gout", "A phase 2 trial of tablet B in gout: part 1"),
        ("Sleep in part of the adults in 12 towns", "Sleep in part of the adults in 13 towns"),
    ],
)
def test_what_may_be_the_same_part_is_left_alone(one: str, two: str) -> None:
    assert disagrees(found(two), Identifiers(url="https://example.org/a"), one) is None
