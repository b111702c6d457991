"""One thing changed in a near copy of a sentence: such a claim is never called supported. Another word for it may be."""

import pytest

from pipeline.verdicts.kept_back.near_copy import differs

CHANGED = [
    ("Wear was the main cause of failure of ceramic tiles.", "Frost was the main cause of failure of ceramic tiles."),
    ("Frost was the main cause of failure of old tiles.", "Frost was the main cause of failure of young tiles."),
    ("Pupils in rural schools learned the violin in groups.", "Pupils in urban schools learned the violin in groups."),
    ("Lambs gained more weight with clover than with barley.", "Lambs gained more weight with clover than with oats."),
    ("Tiles laid after frost were not counted.", "Tiles laid before frost were not counted."),
    ("Hats were worn by most altos.", "Hats were worn by most tenors but by few altos."),
    ("Noise was guessed by the singers.", "Noise was measured by a nurse, pitch was guessed by the singers."),
    # Another arm, in a word of every kind.
    ("Cramp was reported by nine altos with clear scarves.", "Cramp was reported by nine altos with amber scarves."),
    ("Six pupils given the digital score failed.", "Six pupils given the printed score failed."),
    # Two sides exchanged.
    ("Barley was eaten by lambs before clover.", "Clover was eaten by lambs before barley."),
    ("The town will build a pool only if the club pays.", "The club pays only if the town will build a pool."),
    ("Cooks blamed the oven rather than the flour.", "Cooks blamed the flour rather than the oven."),
    # A denial on one side.
    ("The pool, which took part in the trial, is heated.", "The pool, which took no part in the trial, is heated."),
    # Told of all, or of all but the condition.
    ("Balance improved in all dancers.", "Balance improved in dancers who trained daily."),
    ("Balance improved in older dancers.", "Balance improved in older dancers who trained daily."),
    # Stitched together from two clauses.
    (
        "Tenors sang louder than altos in winter.",
        "Tenors sang louder than altos in summer, and altos louder than tenors in winter.",
    ),
]

SAME = [
    ("Frost was the chief cause of failure of ceramic tiles.", "Frost was the main cause of failure of ceramic tiles."),
    (
        "Frost caused most failures of ceramic tiles in Norway.",
        "Frost caused most failures of ceramic tiles in Norway.",
    ),
    ("Clover made lambs gain more weight than oats did.", "Lambs gained less weight with oats than with clover."),
    (
        "Altos sang louder than tenors in winter.",
        "Tenors sang louder than altos in summer, and altos louder than tenors in winter.",
    ),
    ("Cramp was reported by nine altos with wool scarves.", "Nine altos with wool scarves reported cramp."),
    ("The organ has yet to be tuned.", "The organ has not been tuned."),
    ("Noise rose in dance halls.", "Noise fell in churches and rose in dance halls."),
    ("The noise level rose in dance halls.", "The noise level fell in churches and rose in dance halls."),
    ("Balance improved in dancers who trained each day.", "Balance improved in dancers who trained daily."),
    ("Tiles, glazes and grout were no different.", "Tiles, glazes and grout did not differ between groups."),
    ("Sleep got longer with the pillow, but not deeper.", "Sleep was longer with the pillow; it was not deeper."),
]


@pytest.mark.parametrize(("claim", "passage"), CHANGED, ids=[claim[:40] for claim, _ in CHANGED])
def test_one_thing_changed_is_seen(claim: str, passage: str) -> None:
    assert differs(claim, [passage])


@pytest.mark.parametrize(("claim", "passage"), SAME, ids=[claim[:40] for claim, _ in SAME])
def test_the_same_in_other_words_is_left_alone(claim: str, passage: str) -> None:
    assert not differs(claim, [passage])


def test_another_passage_that_says_it_counts() -> None:
    passages = [
        "Frost was the main cause of failure of roof tiles.",
        "Wear was the main cause of failure of floor tiles.",
    ]
    assert not differs("Wear was the main cause of failure of floor tiles.", passages)
