"""A claim's figures: beside their own words, beside others', in another unit, or not there."""

from pipeline.facts import extract
from pipeline.search.likeness import names
from pipeline.verdicts.figures.beside import Beside
from pipeline.verdicts.figures.placement import Placement, place

SOURCE = "Zinc lowered coughing by 31% and sneezing by 12%; fever fell by 44%."


def placed(claim: str, source: str, rest: str = "") -> Placement:
    beside = Beside(claim, source, extract(source))
    return place(names(claim), extract(claim), beside, names(source), extract(rest))


def test_a_figure_beside_its_own_words_is_not_misplaced() -> None:
    found = placed("Fever fell by 44%.", SOURCE)
    assert (found.stand, found.misplaced) == (1, 0.0)


def test_a_figure_of_something_else_is_misplaced() -> None:
    assert placed("Fever fell by 31%.", SOURCE).misplaced > 0.2
    assert placed("Hens laid 9% more.", "Ducks laid 4% more, and hens 9%.").misplaced < 0.2


def test_both_ends_of_a_move_belong_to_one_thing() -> None:
    assert placed("Waiting fell to 20%.", "Waiting fell from 35% to 20% among those who stayed.").misplaced == 0.0


def test_several_figures_of_a_kind_are_not_weighed_one_by_one() -> None:
    assert placed("Fever fell by 44%, sneezing by 12%.", SOURCE).misplaced == 0.0


def test_the_same_figure_in_another_unit_of_time_is_named() -> None:
    assert placed("Eyes are tested at six months.", "Eyes were tested at 6 weeks.").unit == 1
    assert placed("Eyes are tested at six weeks.", "Eyes were tested at 6 weeks.").unit == 0


def test_a_figure_is_lost_only_where_no_passage_holds_it() -> None:
    assert placed("It took 41 nurses.", "Nurses took part.", "The team had 41 nurses.").lost == 0
    assert placed("It took 41 nurses.", "It took 52 nurses.").lost == 1


def test_words_before_two_figures_are_of_both() -> None:
    source = "Queues lasted 21 days with tickets and 9 days without them."
    assert placed("Without tickets queues lasted 9 days.", source).misplaced == 0.0
    assert placed("In Malta the storks lost 4%.", "The storks lost 7% in Crete and 4% in Malta.").misplaced == 0.0
    assert placed("In Malta the storks lost 7%.", "The storks lost 7% in Crete and 4% in Malta.").differ == 1


def test_the_figure_of_an_earlier_study_is_no_rival() -> None:
    source = "An earlier trial found 24% fewer bites; ours found 9%."
    assert placed("The trial found 9% fewer bites.", source).misplaced == 0.0


def test_what_leads_up_to_a_figure_is_of_it() -> None:
    source = "A third of the barns tested were shut; of those shut, 12% had mites."
    assert placed("Of the barns shut, 12% had mites.", source).misplaced < 0.2
