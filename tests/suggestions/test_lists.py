"""Lists that are longer than the source's, shortened; and what is left as it is."""

import pytest

from pipeline.records.verdict import Objection
from pipeline.suggestions.lists import list_edits
from tests.build import dossier


def _edits(claim: str, source: str, extra: str) -> list[str]:
    file = dossier(claim, source)
    start = claim.index(extra)
    found = Objection(
        "GEN-002", "overstated", "should", "", "", (), file.passages[0], said=(start, start + len(extra)), shown=(0, 3)
    )
    return list(list_edits(file.claim, found))


@pytest.mark.parametrize(
    ("claim", "source", "extra", "expected"),
    [
        (
            "The syrup eases whooping cough and croup.",
            "The syrup eased croup in 80 children.",
            "whooping cough",
            None,
        ),
        (
            "The laser helps dogs with arthritis and lupus.",
            "The laser helped dogs with arthritis.",
            "lupus",
            "The laser helps dogs with arthritis.",
        ),
        (
            "Swimming relieves hay fever, gout and asthma.",
            "Swimming relieved asthma in 40 girls.",
            "gout",
            None,
        ),
        (
            "The diet shrinks ovarian and renal cysts.",
            "The diet shrank renal cysts in rats.",
            "ovarian",
            "The diet shrinks renal cysts.",
        ),
        (
            "The pump helps in heart and liver failure.",
            "The pump improved survival in heart failure.",
            "liver failure",
            "The pump helps in heart failure.",
        ),
        ("The drug shrinks breast and lung cancer.", "The drug shrank breast tumours.", "lung cancer", None),
        ("The gel heals both burns and ulcers.", "The gel healed burns in 30 cooks.", "ulcers", None),
    ],
)
def test_items_that_the_source_lacks_are_left_out(claim: str, source: str, extra: str, expected: str | None) -> None:
    assert _edits(claim, source, extra) == ([expected] if expected else [])


def test_all_of_so_many_become_those_that_the_source_counts() -> None:
    claim = "All five trials found fewer colds with zinc."
    assert _edits(claim, "Fewer colds were found with zinc in three of five trials.", "All") == [
        "Three of five trials found fewer colds with zinc."
    ]
    assert _edits(claim, "Fewer colds were found with zinc in three of six trials.", "All") == []
