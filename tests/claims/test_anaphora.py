"""What "the drug" and "these patients" stand for: one thing that was just named, or nothing."""

import pytest

from pipeline.claims.anaphora import referents
from pipeline.stages.cite import cite
from pipeline.stages.claim import claim
from pipeline.stages.read import read


def means(statement: str, *before: str, ahead: str = "") -> list[str]:
    return [one.means for one in referents(statement, ahead, before)]


@pytest.mark.parametrize(
    ("before", "statement", "meant"),
    [
        (("Doctors gave tirzivolimab to 40 people.",), "The drug shrank tumours.", "tirzivolimab"),
        (("QRX-114 was tried in rats.", "The rats slept."), "The compound made them drowsy.", "QRX-114"),
        (("Atorvostatin is cheap.", "Atorvostatin is old."), "This medicine lowers cholesterol.", "Atorvostatin"),
        (("People got lesketamine or a placebo.",), "The drug lifted their mood.", "lesketamine"),  # a placebo is no drug
        (("The register holds adults with sickle cell disease.",), "These patients wait for a donor.",
         "adults with sickle cell disease"),
    ],
)  # fmt: skip
def test_one_thing_of_the_kind_is_what_is_meant(before: tuple[str, ...], statement: str, meant: str) -> None:
    assert means(statement, *before) == [meant]


@pytest.mark.parametrize(
    ("before", "statement"),
    [
        (("Tirzivolimab was set against pembralimab.",), "The drug shrank tumours."),  # two of them
        (("Antidepressants are common; tirzivolimab is new.",), "The drug causes nausea."),  # one, or the class
        (("Doctors gave tirzivolimab to 40 people.",), "A drug can shrink tumours."),  # no definite noun
        (("Doctors gave tirzivolimab to 40 people.",), "The drug maker was fined."),  # part of another noun
        (("Doctors gave tirzivolimab to 40 people.",), "The drug pembralimab shrank tumours."),  # named in place
        (("Nothing was given.",), "The drug shrank tumours."),
        (("Half of them got a placebo.",), "The drug shrank tumours."),
        (("CD19 marks B cells.",), "The drug shrank tumours."),  # a marker, no code name
        (("PHQ-9 and SF-36 were filled in.",), "The drug lifted their mood."),  # a questionnaire
        (("Tirzivolimab is new.", "It rained.", "It snowed.", "It hailed."), "The drug shrank tumours."),  # too far
        (("Adults with asthma met adults with eczema.",), "These patients wait."),
    ],
)
def test_of_several_or_none_nothing_is_read(before: tuple[str, ...], statement: str) -> None:
    assert means(statement, *before) == []


def test_what_stands_ahead_in_the_sentence_counts() -> None:
    assert means("the drug shrank tumours", ahead="Tirzivolimab was given to 40 people, and ") == ["Tirzivolimab"]


def test_the_claim_keeps_its_own_words_and_offsets() -> None:
    text = (
        b"Tumours and a New Antibody\n\nTirzivolimab was given to 40 people with a melanoma of the eye. "
        b"The drug shrank 12 tumours by a third within eight weeks.\n"
    )
    sheet = claim(cite(read(text, "a.txt")))
    found = next(one for one in sheet.claims if one.text.startswith("The drug"))
    assert [one.means for one in found.refers] == ["Tirzivolimab"]
    assert found.text[found.refers[0].start : found.refers[0].end] == "The drug"
    assert found.words == found.text
    assert found.meant.startswith(found.text)
    assert found.meant.endswith("(Tirzivolimab)")
    assert all(found.text[fact.start : fact.end] == fact.text for fact in found.facts)


def test_nothing_is_carried_into_another_section() -> None:
    text = b"A Title Here\n\n## One\n\nTirzivolimab was given to 40 people.\n\n## Two\n\nThe drug shrank 12 tumours by half.\n"
    sheet = claim(cite(read(text, "a.md")))
    assert not any(one.refers for one in sheet.claims)


@pytest.mark.parametrize(
    ("before", "statement", "meant"),
    [
        (("Tirzivolimab was given to 40 people.",), "It shrank 12 tumours.", "Tirzivolimab"),
        (("The oral tablet lesketamine is new.",), "But it raised blood pressure.", "lesketamine"),
        (("Tirzivolimab is new.", "It shrank 12 tumours."), "It also cleared the skin.", "Tirzivolimab"),
        (("Tirzivolimab was given to 40 people.",), "It was found to shrink tumours.", "Tirzivolimab"),
        (
            ("In 2019, a trial of 40 gardeners compared two gloves.",),
            "It found fewer blisters.",
            "a trial of 40 gardeners",
        ),
        (("A survey of midwives was run in May.",), "It was small.", "A survey of midwives"),
    ],
)
def test_it_goes_on_about_the_subject(before: tuple[str, ...], statement: str, meant: str) -> None:
    assert means(statement, *before) == [meant]


@pytest.mark.parametrize(
    ("before", "statement"),
    [
        (("Tirzivolimab was given to 40 people.",), "It is unclear whether tumours shrink."),
        (("Tirzivolimab was given to 40 people.",), "It takes weeks to work."),
        (("Tirzivolimab was given to 40 people.",), "It is easy to forget the rash."),
        (("Tirzivolimab was refused in 2019.",), "It said that harms were hidden."),  # who speaks is not named
        (("Patients on tirzivolimab slept.",), "It lasted a week."),  # no subject
        (("The patients on tirzivolimab slept.",), "It lasted a week."),
        (("Tirzivolimab was set against pembralimab.",), "It shrank 12 tumours."),
        (("Tirzivolimab is new.", "The clinic opened in May."), "It shrank."),  # another subject stands between
        (("The agency refused tirzivolimab.",), "It wants a longer trial."),
    ],
)
def test_it_may_mean_nothing_or_something_else(before: tuple[str, ...], statement: str) -> None:
    assert means(statement, *before) == []


@pytest.mark.parametrize(
    ("before", "statement", "meant"),
    [
        (("A trial of 40 gardeners ran in May.",), "The trial lasted six weeks.", "A trial of 40 gardeners"),
        (("Gloves were handed out in the PALMA trial.",), "The study ended early.", "PALMA"),
    ],
)
def test_the_study_is_the_one_that_was_introduced(before: tuple[str, ...], statement: str, meant: str) -> None:
    assert means(statement, *before) == [meant]


@pytest.mark.parametrize(
    ("before", "statement"),
    [
        (("A trial of 40 gardeners ran in May, and a survey of cooks in June.",), "The study ended early."),
        (("A trial of 40 gardeners ran in May.",), "The study drug was stopped."),
        (("A trial of 40 gardeners ran in May.",), "The study of nurses ended early."),
        (("A trial would be welcome.",), "The study ended early."),
    ],
)
def test_of_two_studies_or_none_nothing_is_read(before: tuple[str, ...], statement: str) -> None:
    assert means(statement, *before) == []


def test_a_study_helps_to_find_the_place_and_is_no_word_of_the_claim() -> None:
    text = b"Gloves at Work\n\nA trial of 40 gardeners ran in May. The trial cut blisters by 30 percent within six weeks.\n"
    sheet = claim(cite(read(text, "a.txt")))
    found = next(one for one in sheet.claims if one.text.startswith("The trial cut"))
    assert found.meant == found.words
    assert "40 gardeners" in found.setting
