"""A reference list of one entry, without a heading: the commonest slip of a short article."""

import pytest

from pipeline.stages.cite import cite
from pipeline.stages.read import read

ENTRY = "Doe J. Garlic against colds. J Colds 2020;1:2-9. https://doi.org/10.5555/garlic.1"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (f"Garlic\n\nGarlic does not prevent colds [1].\n\n1. {ENTRY}\n", "a.txt"),
        (f"Garlic\n\nGarlic does not prevent colds.[1]\n\n1) {ENTRY}\n", "a.txt"),
        (f"# Garlic\n\nGarlic does not prevent colds [1].\n\n1. {ENTRY}\n", "a.md"),
        (f"<h1>Garlic</h1><p>Garlic does not prevent colds.<sup>1</sup></p><ol><li>{ENTRY}</li></ol>", "a.html"),
    ],
)
def test_a_single_entry_at_the_end_is_what_the_article_cites(text: str, path: str) -> None:
    cited = cite(read(text.encode(), path))
    assert [(one.label, one.identifiers.doi) for one in cited.references] == [("1", "10.5555/garlic.1")]
    assert [one.labels for one in cited.markers] == [("1",)]


@pytest.mark.parametrize(
    "text",
    [
        f"Garlic\n\nGarlic does not prevent colds.\n\n1. {ENTRY}\n",
        f"Garlic\n\nGarlic does not prevent colds [2].\n\n1. {ENTRY}\n",
        f"Garlic\n\nGarlic does not prevent colds [1].\n\n2. {ENTRY}\n",
        "Garlic\n\nGarlic does not prevent colds [1].\n\n1. Take garlic only with a meal.\n",
    ],
)
def test_a_last_point_that_nothing_cites_is_no_reference_list(text: str) -> None:
    assert not any(block.kind == "reference" for block in read(text.encode(), "a.txt").blocks)


def test_round_markers_of_one_work_count_where_the_list_is_written_alike() -> None:
    listed = f"({{}}) {ENTRY}\n({{}}) Roe R. Colds in winter. J Colds 2019;1:3-4.\n"
    text = "Garlic\n\nGarlic does not prevent colds (1). It smells (1).\n\nReferences\n\n"
    alike = cite(read((text + listed.format(1, 2)).encode(), "a.txt"))
    assert [one.labels for one in alike.markers] == [("1",), ("1",)]
    other = cite(read((text + listed.replace("({})", "{}.").format(1, 2)).encode(), "a.txt"))
    assert [one.labels for one in other.ambiguous] == [("1",), ("1",)]
    points = "Garlic\n\nThe aims were (1) to sleep and (2) to wake.\n\nReferences\n\n"
    assert not cite(read((points + listed.format(1, 2)).encode(), "a.txt")).markers
