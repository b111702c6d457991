"""Lines of a text file that were broken to a width, in files whose lines are not all alike."""

import pytest

from pipeline.stages.read import read

WRAPPED = """Garlic and the common cold

The trial followed adults through one winter in the north, and the arm that took
garlic had fewer colds than the arm that took dummy pills. Serious adverse
events were rare in both arms of it, and most people stayed until the end of the
winter. Nobody knows whether a second winter would have gone the same way.
"""


def statements(text: str) -> list[str]:
    article = read(text.encode(), "a.txt")
    return [article.text[one.start : one.end] for one in article.sentences]


@pytest.mark.parametrize(
    "long_line",
    [
        "https://example.org/" + "trials/garlic/" * 12,
        "1. Doe J. Garlic against the common cold in adults: a trial of one winter. J Colds 2020;1:2-9. " + "x" * 60,
    ],
)
def test_one_long_line_does_not_cut_the_sentences_of_a_wrapped_file(long_line: str) -> None:
    found = statements(f"{WRAPPED}\nReferences\n\n{long_line}\n")
    assert (
        "Serious adverse events were rare in both arms of it, and most people stayed until the end of the winter."
        in (found)
    )


def test_a_long_line_that_breaks_off_within_a_sentence_goes_on_in_the_next() -> None:
    first = "Garlic lowered the number of colds in adults by a third in one winter. " * 2 + "Serious adverse"
    found = statements(f"Garlic\n\n{first}\nevents were rare in both arms.\n")
    assert "Serious adverse events were rare in both arms." in found


@pytest.mark.parametrize(
    "body",
    [
        (
            "Garlic may bring:\nfewer colds in adults who took it for the whole of one long winter\n"
            "shorter colds in those who fell ill within the first month of it\n"
        ),
        "less coughing\nmore sleep\nfewer days off\n",
        "Garlic lowered the number of colds in adults in one winter.\nIt raised none of them.\n",
    ],
)
def test_lines_that_stand_for_themselves_are_not_joined(body: str) -> None:
    lines = [line for line in body.splitlines() if not line.endswith(":")]
    found = statements(f"Garlic\n\n{body}")
    assert all(line in found for line in lines), found


def test_long_paragraphs_on_a_line_each_stay_apart() -> None:
    one = (
        "Garlic lowered the number of colds in adults by a third, said the authors of a trial in the north" + " ok" * 20
    )
    found = statements(f"Garlic\n\n{one}\nThe winter was mild\n{one}\nThe spring was cold\n")
    assert "The winter was mild" in found
