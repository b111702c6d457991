"""Which citation governs a statement: its own, one that the text goes on speaking of, or none."""

import pytest

from pipeline.claims.governance import govern
from pipeline.stages.cite import cite
from pipeline.stages.read import read

LIST = """

References

[1] Ames A. (2020). Bread and sleep. Journal of Bread. https://doi.org/10.1000/bread
[2] Bell B. (2021). Rye and dreams. Journal of Rye. https://doi.org/10.1000/rye
"""


def governing(body: str) -> dict[str, tuple[tuple[str, ...], str]]:
    """Labels and scope by the first three words of each sentence."""
    cited = cite(read((body + LIST).encode(), "a.txt"))
    article = cited.article
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    for sentence, ruling in zip(article.sentences, govern(cited), strict=True):
        text = article.text[sentence.start : sentence.end]
        found[" ".join(text.split()[:3])] = (ruling.labels, ruling.scope)
    return found


TITLE = "A Title About Bread\n\n"


def test_a_marker_in_the_sentence_is_explicit() -> None:
    found = governing(TITLE + "Rye lengthens sleep by an hour [2]. Bread is old.\n")
    assert found["Rye lengthens sleep"] == (("2",), "explicit")
    assert found["Bread is old."] == ((), "none")


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("The study included 90 bakers.", "The study included"),
        ("It involved 90 bakers.", "It involved 90"),
        ("Participants slept an hour longer.", "Participants slept an"),
        ("This was seen in both groups.", "This was seen"),
        ("However, the researchers saw no change in dreams.", "However, the researchers"),
        ("Half of them ate rye every evening.", "Half of them"),
        ("The rest were given white bread.", "The rest were"),
        ("Controls received white bread.", "Controls received white"),
        ("A total of 31 bakers finished it.", "A total of"),
        ("During follow-up 12 bakers moved away.", "During follow-up 12"),
        ("Nobody died.", "Nobody died."),
        ("Outcome assessors did not know who ate what.", "Outcome assessors did"),
        ("The lowest dose served as the control.", "The lowest dose"),
    ],
)
def test_the_text_goes_on_speaking_of_a_study(sentence: str, start: str) -> None:
    found = governing(f"{TITLE}A trial found that rye lengthens sleep [2]. {sentence}\n")
    assert found[start] == (("2",), "inherited")


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("Traditional sleeping pills cause falls.", "Traditional sleeping pills"),
        ("In contrast, wheat shortens sleep.", "In contrast, wheat"),
        ("Many people buy bread on Saturdays.", "Many people buy"),
        ("Beyond the trial, bakers report good sleep.", "Beyond the trial,"),
        ("Half of Europeans sleep badly.", "Half of Europeans"),
        ("Nobody likes a sleepless night.", "Nobody likes a"),
        ("Quality control is a daily task in bakeries.", "Quality control is"),
    ],
)
def test_what_turns_to_something_else_inherits_nothing(sentence: str, start: str) -> None:
    found = governing(f"{TITLE}A trial found that rye lengthens sleep [2]. {sentence}\n")
    assert found[start] == ((), "none")


def test_a_pronoun_behind_an_uncited_sentence_is_uncited_too() -> None:
    body = (
        "A trial found that rye lengthens sleep [2]. Common sleeping pills cause falls. These effects often persist.\n"
    )
    assert governing(TITLE + body)["These effects often"] == ((), "none")


def test_the_next_paragraph_may_go_on_and_the_next_section_does_not() -> None:
    body = (
        "A trial found that rye lengthens sleep [2].\n\nThe study design was simple and open.\n\n"
        "Another Heading Entirely\n\nThe study design was never repeated anywhere.\n"
    )
    found = governing(TITLE + "First Heading Here\n\n" + body)
    assert found["The study design"][1] == "none", "the last sentence with these words stands in another section"
    assert governing(TITLE + "First Heading Here\n\n" + body.split("Another", maxsplit=1)[0])["The study design"] == (
        ("2",),
        "inherited",
    )


def test_a_study_that_is_introduced_before_its_marker() -> None:
    found = governing(TITLE + "A new trial looked at rye. The study found longer sleep [2].\n")
    assert found["A new trial"] == (("2",), "inherited")


def test_a_marker_behind_the_last_stop_stands_for_the_paragraph() -> None:
    found = governing(TITLE + "Rye bread lengthens sleep by an hour. Wheat bread shortens sleep by an hour. [1]\n")
    assert found["Rye bread lengthens"] == (("1",), "inherited")


def test_each_of_two_markers_governs_what_stands_before_it() -> None:
    cited = cite(read((TITLE + "Rye lengthens sleep [2], but wheat shortens dreams [1].\n" + LIST).encode(), "a.txt"))
    article = cited.article
    at = next(i for i, one in enumerate(article.sentences) if "Rye" in article.text[one.start : one.end])
    sentence, ruling = article.sentences[at], govern(cited)[at]
    middle = article.text.index(", but")
    assert ruling.of(sentence.start, middle) == (("2",), "explicit")
    assert ruling.of(middle + 2, sentence.end) == (("1",), "explicit")
