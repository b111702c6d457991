"""Edits of cause, time, body of evidence and predicate, each on its own: what they build, what they leave."""

from collections.abc import Callable, Iterator

import pytest

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection
from pipeline.suggestions.causes import cause_edits
from pipeline.suggestions.conjugation import base_of, behind_may, is_many, third_of
from pipeline.suggestions.guard import refusal
from pipeline.suggestions.predicates import predicate_edits
from pipeline.suggestions.wordings import wording_edits
from tests.build import dossier

Edit = Callable[[Claim, Objection], Iterator[str]]


def built(edit: Edit, claim: str, source: str, code: str, said: str, shown: str, title: str = "") -> list[str]:
    """Every candidate of one builder for a finding on these words."""
    file = dossier(claim, source)
    at, there = claim.index(said), source.index(shown)
    found = Objection(
        code=code,
        verdict="overstated",
        severity="must",
        title=title,
        why="",
        aspects=(),
        passage=file.passages[0],
        said=(at, at + len(said)),
        shown=(there, there + len(shown)),
    )
    return list(edit(file.claim, found))


@pytest.mark.parametrize(
    ("claim", "said", "source", "shown", "expected"),
    [
        (
            "Wet winters rot apple roots.",
            "rot",
            "The survey was cross-sectional.",
            "cross-sectional",
            "Wet winters may rot apple roots.",
        ),
        (
            "The drill has cut ankle sprains.",
            "cut",
            "There was no control group.",
            "no control group",
            "The drill may have cut ankle sprains.",
        ),
        (
            "Whistles will calm the herd.",
            "calm",
            "This was a single-arm study.",
            "single-arm",
            "Whistles may calm the herd.",
        ),
        (
            "Heat in barns kills calves.",
            "kills",
            "Heat in barns was associated with 12% higher mortality in calves.",
            "associated with",
            "Heat in barns is associated with higher mortality in calves.",
        ),
        (
            "Noise slows reading.",
            "slows",
            "Noise was linked to slower reading in pupils.",
            "linked to",
            "Noise is linked to slower reading.",
        ),
    ],
)
def test_a_cause_is_told_as_the_link_or_behind_may(
    claim: str, said: str, source: str, shown: str, expected: str
) -> None:
    assert expected in built(cause_edits, claim, source, "CAU-001", said, shown)


@pytest.mark.parametrize(
    ("claim", "said", "source", "shown"),
    [
        ("Wet winters rot apple roots.", "rot", "Wet winters were not associated with root rot.", "not associated"),
        ("Wet winters rot apple roots.", "rot", "Roots in wet plots were no better than others.", "no better"),
        ("Wet winters rot apple roots.", "rot", "The orchard lies in Kent.", "The orchard lies in Kent"),
        ("The rot of roots is due to rain.", "rot", "The survey was cross-sectional.", "cross-sectional"),
        ("Rain floods roots and rots them.", "floods", "This was a single-arm study.", "single-arm"),
    ],
)
def test_no_may_where_the_source_denies_it_or_the_word_is_no_verb(
    claim: str, said: str, source: str, shown: str
) -> None:
    kept = [text for text in built(cause_edits, claim, source, "CAU-001", said, shown) if "rots them" not in text]
    assert kept == []


@pytest.mark.parametrize(
    ("claim", "said", "source", "shown", "expected"),
    [
        (
            "The cream calms eczema for years.",
            "for years",
            "No patient was followed beyond week 10.",
            "week 10",
            "The cream calms eczema until week 10.",
        ),
        (
            "The cream calms eczema for good.",
            "for good",
            "Calming of eczema by the cream wore off within five days.",
            "wore off",
            "The cream calms eczema for up to five days.",
        ),
        (
            "Two weeks of cream calm eczema for good.",
            "for good",
            "The cream calmed eczema in 40 infants.",
            "The cream calmed eczema in 40 infants",
            "Two weeks of cream calm eczema.",
        ),
    ],
)
def test_no_time_is_told_that_nobody_watched(claim: str, said: str, source: str, shown: str, expected: str) -> None:
    assert expected in built(wording_edits, claim, source, "DUR-001", said, shown)


@pytest.mark.parametrize(
    ("claim", "said", "source", "shown"),
    [
        ("The drug cures eczema for life.", "for life", "Follow-up was 11 months.", "11 months"),
        ("The cream clears warts for good.", "for good", "Half of the warts had regrown after a year.", "had regrown"),
        ("Skin stays clear for good.", "for good", "The cream was given to 40 infants.", "40 infants"),
    ],
)
def test_another_time_or_an_undone_effect_gives_no_words(claim: str, said: str, source: str, shown: str) -> None:
    assert built(wording_edits, claim, source, "DUR-001", said, shown) == []


def test_how_long_something_else_was_watched_is_no_bound() -> None:
    source = "Antibody levels were not tested beyond ten weeks."
    found = built(wording_edits, "The vaccine works for years.", source, "DUR-001", "for years", "ten weeks")
    assert found == ["The vaccine works."]


@pytest.mark.parametrize(
    ("claim", "said", "source", "shown", "expected"),
    [
        (
            "Study after study shows that mulch saves water.",
            "Study after study",
            "Mulch saved water in 3 of 8 studies.",
            "3 of 8 studies",
            "Three of eight studies suggest that mulch saves water.",
        ),
        (
            "Mulch saves water, as plenty of research has proved.",
            "plenty of research",
            "Two small trials found that mulch saved water.",
            "Two small trials",
            "Mulch saves water, as two small trials suggest.",
        ),
    ],
)
def test_a_body_of_evidence_shrinks_to_what_there_is(
    claim: str, said: str, source: str, shown: str, expected: str
) -> None:
    assert expected in built(wording_edits, claim, source, "GEN-001", said, shown)


def test_a_count_of_other_studies_is_not_taken_over() -> None:
    source = "Mulch saved water in our field; five studies of straw were left out."
    found = built(
        wording_edits,
        "Study after study shows that mulch saves water.",
        source,
        "GEN-001",
        "Study after study",
        "Mulch",
    )
    assert not any("ive studies" in text for text in found)


@pytest.mark.parametrize(
    ("claim", "said", "source", "shown", "expected"),
    [
        (
            "The kelp farm has already opened.",
            "has already opened",
            "The kelp farm is due to open in May.",
            "is due to open",
            "The kelp farm is due to open.",
        ),
        (
            "Lead pipes were replaced years ago.",
            "were replaced",
            "The council will replace the lead pipes from June.",
            "will replace",
            "Lead pipes will be replaced from June.",
        ),
    ],
)
def test_the_sources_predicate_is_taken_over(claim: str, said: str, source: str, shown: str, expected: str) -> None:
    assert expected in built(predicate_edits, claim, source, "STA-004", said, shown)


@pytest.mark.parametrize(
    ("claim", "said", "source", "shown"),
    [
        (
            "The kelp farm has opened.",
            "has opened",
            "The mussel farm nearby opens soon; a museum is planned.",
            "is planned",
        ),
        ("The FDA has cleared the glove.", "has cleared", "The firm plans to file for clearance.", "plans to file"),
        ("The farm has opened, and visitors come.", "has opened", "The farm is due to open.", "is due to open"),
    ],
)
def test_nothing_is_taken_over_from_another_subject(claim: str, said: str, source: str, shown: str) -> None:
    assert built(predicate_edits, claim, source, "REG-001", said, shown) == []


def test_who_denied_a_cause_has_not_told_one() -> None:
    source = "Rashes were seen in 5% of children."
    claim = "The gel caused no rashes."
    assert refusal(claim, "The gel caused rashes in 5% of children.", source) == "certainty"
    assert (
        refusal(claim, "The gel caused rashes in 5% of children.", "The gel caused rashes in 5% of children.") is None
    )


@pytest.mark.parametrize(
    ("word", "many", "expected"),
    [
        ("wrecks", False, "wreck"),
        ("carries", False, "carry"),
        ("teaches", False, "teach"),
        ("drove", False, "have driven"),
        ("fuelled", True, "have fuelled"),
        ("ease", True, "ease"),
        ("causing", False, None),
    ],
)
def test_the_form_behind_may(word: str, *, many: bool, expected: str | None) -> None:
    assert behind_may(word, many=many) == expected


def test_forms_and_number() -> None:
    assert (third_of("fall"), third_of("wash"), base_of("dries")) == ("falls", "washes", "dry")
    assert is_many("Walks after meals")
    assert is_many("Salt and pepper")
    assert not is_many("Eating apples")
    assert not is_many("The virus")


def test_no_may_where_the_source_found_nothing_elsewhere() -> None:
    source = "The survey was cross-sectional. Between siblings, no association was seen."
    assert built(cause_edits, "Wet winters rot apple roots.", source, "CAU-001", "rot", "cross-sectional") == []
    other = "The survey was cross-sectional. Pruning showed no association with yield."
    assert built(cause_edits, "Wet winters rot apple roots.", other, "CAU-001", "rot", "cross-sectional")


def test_a_link_needs_its_object_in_the_source() -> None:
    source = "Betting was associated with a 46% higher likelihood of loans."
    found = built(wording_edits, "Betting drives players into loans.", source, "CAU-001", "drives", "associated with")
    assert not any("associated with players" in text for text in found)
    warded = built(
        cause_edits,
        "Cups of tea ward off gout.",
        "Tea was linked to a 24% lower risk of gout than water.",
        "CAU-001",
        "ward off",
        "linked to",
    )
    assert "Cups of tea are linked to a lower risk of gout." in warded
