"""Whether a source could see a cause: people watched as they live, and people to whom something was given."""

import pytest

from pipeline.records.verdict import Passage
from pipeline.strength.untested import limit, watched
from tests.build import dossier, reading, work

WATCHED = (
    "Bakers who sang at work were ill less often than others.",
    "Harmonica players had fewer colds.",
    "Those in the top fifth of honey intake lived longer.",
    "Sleep was linked with the noise of the mill.",
)
GIVEN = (
    "Bakers were assigned to sing or to hum; those who sang were ill less often.",
    "Harmonica players received lozenges or a placebo; players had fewer colds with lozenges.",
    "Mice with the highest intake of honey lived longer.",
)
OWNED_UP = (
    "It is not possible to say which came first.",
    "Other factors may explain the result.",
    "Owners were older and richer than the average resident.",
    "The findings do not prove harm.",
)


def passages(text: str) -> tuple[Passage, ...]:
    """The passages of a source of one paragraph."""
    return dossier("Anything.", work(reading(text))).passages


@pytest.mark.parametrize("text", WATCHED)
def test_people_compared_by_what_they_do_were_only_watched(text: str) -> None:
    assert watched(passages(text)) is not None


@pytest.mark.parametrize("text", GIVEN)
def test_what_was_given_was_tried_out(text: str) -> None:
    assert watched(passages(text)) is None


@pytest.mark.parametrize("text", OWNED_UP)
def test_a_source_owns_up_to_what_it_could_not_test(text: str) -> None:
    assert limit(passages(text)) is not None


def test_a_plain_result_owns_up_to_nothing() -> None:
    assert limit(passages("Singing made bakers breathe more deeply.")) is None
