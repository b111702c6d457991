"""COI-001 of the article itself: a part in the study and praise of its result together; never a gate."""

import pytest

from pipeline.checks.writers_part import CHECK
from pipeline.records.verdict import Objection
from tests.build import audited
from tests.checks.renamed import with_kinds

PRAISE = "The spray reduces migraine days in most people."


def found(text: str) -> list[Objection]:
    return [remark.objection for remark in CHECK.inspect(with_kinds(audited(text)))]


@pytest.mark.parametrize(
    "part",
    [
        "Our founder serves as a study physician in the trial.",
        "Our medical director, Dr. Roe, is the principal investigator.",
        "Our clinic is one of three trial sites.",
        "We are a study site for the spray.",
        "We are one of the sites of the trial.",
        "I am a paid consultant for the maker.",
        "Our co-founder holds shares in the maker.",
    ],
)
def test_a_part_in_the_study_is_asked_about(part: str) -> None:
    assert [(one.code, one.severity, one.verdict) for one in found(f"{part} {PRAISE}")] == [
        ("COI-001", "consider", None)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Our founder serves as a study physician in the trial.",
        PRAISE,
        f"Their founder serves as a study physician in the trial. {PRAISE}",
        f"Our founder likes tea. {PRAISE}",
        f"Our team is not a trial site. {PRAISE}",
        f"Our clinic visited the town. The investigators were elsewhere. {PRAISE}",
        f"Our founder serves as a study physician in the trial. {PRAISE} Conflict of interest: see above.",
        f"Our founder spoke with the investigators. {PRAISE}",
        f"We visited one of the sites of the trial. {PRAISE}",
        f"Our clinic is not far from the trial site. {PRAISE}",
        f"We are told by investigators that {PRAISE.lower()}",
    ],
)
def test_without_a_part_or_praise_or_where_it_is_told(text: str) -> None:
    assert not found(text)


def test_where_promotion_is_noted_it_is_not_noted_twice() -> None:
    tie = "Our founder serves as a study physician. The spray has not been approved by any regulator."
    assert not found(f"{tie} {PRAISE}")


@pytest.mark.parametrize(
    "part",
    [
        "I led the first study of the spray.",
        "We ran this trial for two years.",
        "Our laboratory designed the trial.",
        "My brother owns shares in the company.",
        "My husband is a chemist at the maker.",
        "I worked as a nurse for the manufacturer.",
    ],
)
def test_who_runs_it_and_whose_family_is_paid(part: str) -> None:
    assert [one.code for one in found(f"{part} {PRAISE}")] == ["COI-001"]


@pytest.mark.parametrize(
    "text",
    [
        "I run every morning.",
        "I did not design the trial.",
        "I read the study on a train.",
        "My wife works for the post.",
        "We ran the study's figures again.",
        "Our team watched the trial.",
        "My brother took part in the trial.",
    ],
)
def test_readers_and_relatives_without_a_part(text: str) -> None:
    assert not found(f"{text} {PRAISE}")
