"""Figures told in speech or reckoned from two: borne out, and the near misses that are not."""

import pytest

from pipeline.facts import extract
from pipeline.verdicts.figures.filled import figures, gaps

BORNE_OUT = [
    ("share in speech", "Seven keepers in ten wore a veil.", "A veil was worn by 71% of keepers."),
    ("share, the noun inside", "Nearly six hives in ten were lost.", "Losses amounted to 58% of hives."),
    ("share, times", "The dog was right four times in five.", "Dogs were correct in 78% of trials."),
    ("worded floor", "More than a third of the ferries were late.", "Delays affected 37% of ferries."),
    ("worded ceiling", "Fewer than half of the ponds froze.", "Of the ponds, 44% froze."),
    ("almost", "Almost a quarter of the looms broke.", "Breakage was seen in 23% of looms."),
    ("multiple", "Divers were more than twice as likely to pass.", "Of divers 55% passed, of sailors 24%."),
    ("multiple of a move", "Thefts more than tripled.", "Thefts rose from 52 to 179."),
    ("part of the other", "Rust was less than half as common on the new paint.", "Rust: 4.6% (new) and 9.8% (old)."),
    ("part, from a fall", "Half as many lambs died.", "Deaths of lambs were 48% lower."),
    ("part, from a ratio", "Spills were half as frequent.", "The rate of spills was lower (rate ratio 0.50)."),
    ("again", "Falls were half as common again.", "Falls were more frequent (hazard ratio 1.47)."),
    ("gap", "Cooks stood three hours longer.", "Cooks stood for 8.8 hours and bakers for 5.6 hours."),
    ("part of a whole", "Fewer than half of the warnings came true.", "Of 64 alerts, 29 came true."),
    ("all but", "All but five kites flew.", "Of 84 kites, 79 flew."),
    ("both ends", "Tickets cost between 30 and 100 dollars.", "Tickets ranged from US$30 to US$100."),
    ("age without years", "Nobody over 75 was asked.", "People aged over 75 years were not asked."),
    ("the unit left out", "After three days the paint held better than after eight.", "Drying took 3 or 8 days."),
    ("a year", "Within a year the moss was back.", "Moss had regrown at 12 months."),
    ("a decade", "After a decade the roof still held.", "Ten-year follow-up showed intact roofs."),
    ("years from dates", "In ten years the herd doubled.", "The herd had 40 sheep in 2012 and 80 in 2022."),
    ("pointing back", "The two pumps did not differ.", "Pumps A and B performed alike."),
    ("per litre", "Above 25 mg of lime the fish died.", "Fish died at more than 25 mg/l."),
]
NOT = [
    ("another share", "Seven keepers in ten wore a veil.", "A veil was worn by 54% of keepers."),
    ("far over the bound", "More than a third of the ferries were late.", "Delays affected 81% of ferries."),
    ("under the floor", "More than a third of the ferries were late.", "Delays affected 29% of ferries."),
    ("over the ceiling", "Fewer than half of the ponds froze.", "Of the ponds, 56% froze."),
    ("no such multiple", "Divers were more than twice as likely to pass.", "Of divers 55% passed, of sailors 44%."),
    ("too little a move", "Thefts more than tripled.", "Thefts rose from 52 to 110."),
    ("too great a part", "Rust was less than half as common on the new paint.", "Rust: 7.6% (new), 9.8% (old)."),
    ("no such gap", "Cooks stood three hours longer.", "Cooks stood for 8.8 hours and bakers for 7.6 hours."),
    ("no such part", "Fewer than half of the warnings came true.", "Of 64 alerts, 39 came true."),
    ("others left", "All but five kites flew.", "Of 84 kites, 71 flew."),
    ("one end", "Tickets cost between 30 and 100 dollars.", "Tickets ranged from US$30 to US$400."),
    ("weights are told with their unit", "Worms were kept at a density of 3.", "Worms were kept in 3 mL of broth."),
    ("another stretch", "Within a year the moss was back.", "Moss had regrown at 36 months."),
    ("other dates", "In ten years the herd doubled.", "The herd had 40 sheep in 2016 and 80 in 2022."),
    ("a count of two", "Two pumps failed.", "Nine pumps failed."),
    ("a crowd of figures", "Rates were twice as high.", "Rates were 3%, 7%, 9%, 14%, 22% and 31%."),
]


def _all(claim: str, passage: str) -> bool:
    """Whether each figure of the claim is printed in the passage, or reckoned from it."""
    facts = extract(claim)
    assert figures(facts)
    return "figure" not in gaps(claim, facts, passage, extract(passage), passage)


@pytest.mark.parametrize(("claim", "passage"), [case[1:] for case in BORNE_OUT], ids=[case[0] for case in BORNE_OUT])
def test_a_figure_told_in_another_way_is_borne_out(claim: str, passage: str) -> None:
    assert _all(claim, passage)


@pytest.mark.parametrize(("claim", "passage"), [case[1:] for case in NOT], ids=[case[0] for case in NOT])
def test_a_figure_that_the_passage_does_not_give_is_not(claim: str, passage: str) -> None:
    assert not _all(claim, passage)
