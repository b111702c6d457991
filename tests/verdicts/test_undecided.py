"""Why a claim is left open is one word of a closed list, and a doubted accusation never ends as support."""

from typing import get_args

import pytest

from pipeline.page.words import words
from pipeline.records.report import Undecided
from pipeline.verdicts.figures.filled import UNSURE
from pipeline.verdicts.kept_back.withheld import DOUBTS, NEVER
from pipeline.verdicts.undecided import kinds
from pipeline.verification import verify

CASES = (
    ("hearsay", "Cinnamon lowers blood sugar.", "Previous studies found that cinnamon lowers blood sugar."),
    (
        "number_not_placed",
        "Of the 84 swimmers, 31 had ear infections.",
        "Ear infections were common among the swimmers, who trained for 31 hours.",
    ),
    (
        "accusation_doubted",
        "No side effect was more frequent than hoarseness.",
        "Hoarseness was the most frequent adverse event and earache the second most frequent.",
    ),
    (
        "words_differ",
        "Walking to school makes children better at sums.",
        "Some arithmetic tasks were solved a little faster after the walk to school in spring.",
    ),
)


@pytest.mark.parametrize(("kind", "claim", "source"), CASES, ids=[case[0] for case in CASES])
def test_what_is_left_open_says_why(kind: str, claim: str, source: str) -> None:
    judged = verify(claim, (source,)).judged
    assert (judged.verdict, judged.undecided) == ("unclear", kind)


def test_what_is_decided_has_no_such_word() -> None:
    judged = verify("The trial enrolled 84 swimmers.", ("The trial enrolled 48 swimmers.",)).judged
    assert (judged.verdict, judged.undecided) == ("contradicted", None)


def test_every_reason_is_told_by_one_kind_and_every_kind_has_words() -> None:
    told = [reason for kind in kinds() for reason in kind.reasons]
    assert len(told) == len(set(told))
    assert {*NEVER, *DOUBTS, *UNSURE} <= set(told)
    assert set(get_args(Undecided)) == set(words().undecided)
    assert {kind.name for kind in kinds()} <= set(get_args(Undecided))


CERTAIN = (
    ("Volunteers wore the cooling helmet.", "No volunteers were exposed; the padding was tested on glass."),
    ("The final tally shows 88 rescues.", "These are provisional figures of the coast guard."),
)


@pytest.mark.parametrize(("claim", "source"), CERTAIN)
def test_what_excludes_by_what_it_is_is_doubted_by_no_chance(claim: str, source: str) -> None:
    judged = verify(claim, (source,)).judged
    assert judged.verdict == "contradicted"
    assert any(objection.certain for objection in judged.objections)
