"""What is told as done and only announced: held back, never accused."""

import pytest

from pipeline.verdicts.kept_back.planned import planned


@pytest.mark.parametrize(
    ("claim", "passages"),
    [
        ("The firm applied for a licence.", ["The firm plans to apply for a licence."]),
        ("The council bought two ambulances.", ["The council intends to buy two ambulances."]),
        ("The maker has filed for approval.", ["The maker expects to apply for approval next year."]),
        ("The clinic began a survey of wells.", ["The clinic is due to start a survey of wells in May."]),
        ("The trial enrolled 300 children.", ["The trial is recruiting and will include 300 children."]),
        ("The town has shut the pool.", ["The town is considering whether to close the pool."]),
        ("Sunbeds were outlawed.", ["A bill to ban sunbeds is before parliament."]),
        ("A clinic validated the scale.", ["The firm plans a validation study."]),
        ("The group reported its results.", ["The group will publish its results in spring."]),
        (
            "A trial has already confirmed the finding.",
            ["Walkers fell less often.", "A trial started in January and is expected to report in 2029."],
        ),
        ("The benefit has been confirmed in a large trial.", ["A large trial is under way; results are awaited."]),
    ],
)
def test_what_is_only_announced_is_held_back(claim: str, passages: list[str]) -> None:
    assert planned(claim, passages)


@pytest.mark.parametrize(
    ("claim", "passages"),
    [
        ("The firm applied for a licence.", ["The firm applied for a licence."]),
        ("The firm applied for a licence.", ["The firm plans to apply again.", "It first applied for it in 2021."]),
        ("The firm plans to apply for a licence.", ["The firm will apply for a licence."]),
        ("The firm has not applied for a licence.", ["The firm will apply for a licence."]),
        ("The town has shut the pool.", ["The town closed the pool.", "It is considering whether to close the gym."]),
        ("The ambulances were sold.", ["The council intends to buy two ambulances."]),
        ("The trial enrolled 640 patients.", ["The trial, which was to enrol 600 patients, enrolled 640."]),
        ("A trial will confirm the finding.", ["A trial is expected to report in 2029."]),
        (
            "A pilot study has confirmed that the app is easy to use.",
            ["The pilot study confirmed that the app is easy to use.", "A trial is expected to report in 2029."],
        ),
        ("A trial has confirmed that drops help.", ["A trial confirmed that the drops help."]),
    ],
)
def test_what_was_done_is_not(claim: str, passages: list[str]) -> None:
    assert not planned(claim, passages)
