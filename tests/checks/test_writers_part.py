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
