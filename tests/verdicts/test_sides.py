"""Direction, rank and comparison turned round: accused where both texts are of one thing, and nowhere else."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.verdicts.odds.ranks import ranks
from pipeline.verdicts.reading.effects import EQUAL, effects
from pipeline.verification import verify

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "sides.toml").read_text(encoding="utf-8")
)["study"]
ACCUSED = ("contradicted", "overstated")


def _known(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason="known wrong")] if case.get("missed") else []
    return pytest.param(case, id=case["wrong"][:48], marks=marks)


@pytest.mark.parametrize("case", [_known(case) for case in CASES])
def test_a_claim_turned_round_is_accused(case: dict[str, Any]) -> None:
    assert verify(case["wrong"], tuple(case["passages"])).judged.verdict in ACCUSED


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["fair"][:48])
def test_a_fair_claim_on_the_same_passages_is_not_accused(case: dict[str, Any]) -> None:
    assert verify(case["fair"], tuple(case["passages"])).judged.verdict not in ACCUSED


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        # The same told from the other side, or of something else.
        ("Day bakers were less sleepy than night bakers.", "Night bakers were sleepier than day bakers."),
        ("Ulcers were rarer with the sponge than with the pad.", "Ulcers were more common with the pad than the sponge."),
        ("Farmers cough more often than millers.", "Millers wheeze more often than farmers."),
        ("Twins weighed less than single babies.", "Single babies were heavier than twins."),
        ("The patch eased cramps more than the belt did.", "Cramps eased by 3.4 points with the patch and 1.9 with the belt."),
        ("Silver was superior to honey.", "Healing took 12 days with silver and 15 days with honey."),
        ("Walkers fell less often.", "Falls occurred in 4% of walkers and 9% of non-walkers."),
        ("Lime juice lowered the fever.", "Lime juice did not raise the fever."),
        ("Removing the gene lowered appetite.", "The gene raised appetite."),
        ("Blocking the pump raised the pulse.", "The pump lowered the pulse."),
        ("The old splint worked as well as the new one.", "Pain fell by 2.1 points with the old splint and 2.3 with the new."),
        ("Costs were the most frequent reason in towns.", "Costs were one of the most frequent reasons."),
        ("Fear was the most frequent reason in men.", "Distance was the second most frequent reason."),
        ("Risk was twice as high near the road as far from it.", "Those near the road had the illness more often than those far from it."),
        ("Deaths became fewer on the islands.", "Deaths occurred in 12 people in each group."),
    ],
)  # fmt: skip
def test_what_only_looks_turned_is_not_accused(claim: str, passage: str) -> None:
    found = verify(claim, (passage,)).judged
    assert [one.title for one in found.objections if one.verdict and "other" in one.title.lower()] == []
    assert found.verdict != "contradicted"


@pytest.mark.parametrize(
    ("text", "sign", "target"),
    [
        ("Camphor shortens coughs.", -1, {"cough"}),
        ("Coughs were shortened by camphor.", -1, {"cough"}),
        ("Camphor was associated with longer coughs.", 1, {"cough"}),
        ("Camphor attenuated the increase in coughs.", -1, {"cough"}),
        ("Camphor did not shorten coughs.", 0, {"cough"}),
        ("Camphor was linked to gout (odds ratio 2.10, 95% CI 1.3 to 3.4).", 1, {"gout"}),
        ("Camphor was linked to gout (odds ratio 1.10, 95% CI 0.8 to 1.6).", 0, {"gout"}),
        ("Camphor was inversely associated with gout.", -1, {"gout"}),
    ],
)
def test_an_effect_has_a_sign_and_a_target(text: str, sign: int, target: set[str]) -> None:
    (found,) = effects(text)
    assert (found.sign, set(found.target)) == (sign, target)


def test_two_told_alike_have_no_degree() -> None:
    (found,) = (one for one in effects("Balm soothed itching as well as salve.") if EQUAL in one.target)
    assert [name.name for name in found.behind] == ["salv"]
    assert not [one for one in effects("Risk was twice as high as before.") if EQUAL in one.target]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Cost was the most frequent reason.", ["cost"]),
        ("The most frequent reason was cost.", ["cost"]),
        ("The link was strongest for cider.", ["cider"]),
        ("Cider showed the strongest link with gout.", ["cider"]),
    ],
)
def test_who_holds_a_rank(text: str, holder: list[str]) -> None:
    (found,) = ranks(text)
    assert [name.name for name in found.holder] == holder
