"""An article beside a long source: the sentence that decides stands among methods, other times and other people.

Each claim of the article is one that was once told wrongly because some other passage of the source was taken for the
one that speaks of it.
"""

import json

import pytest

from pipeline.records.citation import Reference
from pipeline.records.source import Capture
from pipeline.records.verdict import Judged
from pipeline.stages.claim import claim
from pipeline.stages.gather import gather
from pipeline.stages.judge import judge
from pipeline.stages.match import match
from pipeline.walk import open_article

ADDRESS = "https://doi.org/10.5555/damp.7"
FAIR = (
    "The trial compared a daily hum with a silent rest in singers with raised throat pressure",
    "It took in 236 choir singers and caretakers",
    "The trial lasted eighteen months",
    "Hoarseness was seen in 19% of those who hummed",
    "No serious side effect was put down to either",
    "One singer had a nosebleed, which passed by itself",
    "None of the rooms was damp for more than six months",
    "That dry rooms bring the voice back has not been shown",
    "A comparison with another active exercise is still missing",
    "Four singers got sunburnt, and one was stung by a wasp and had to go to hospital",
)
"""What the source bears out, in an editor's words."""
UNTRUE = (
    "The hum was just as good for singers over 60",
    "The reviewers write that humming is “the best cure for a tired voice”",
    "The Northern Academy of Voice paid for the hum",
)
"""What the source does not say: never supported."""
METHODS = tuple(
    f"In choir {choir} the {what} were read twice, and those of fewer than {15 + at} people were left out of one analysis."
    for at, choir in enumerate("abcdefghijklmno")
    for what in ("meters", "diaries", "forms")
)
RESULTS = (
    "Sensitivity analyses left out choirs with fewer than 21 people and people who missed more than 5 visits.",
    "In hamsters, humming at night lowered the pressure in the throat by 11%.",
    "Homes were assigned by lot to a daily hum or a silent rest for 18 months, in singers with a high throat pressure.",
    "We randomised 236 participants: 120 choir singers and 116 caretakers.",
    "A daily hum lowered throat pressure modestly in singers.",
    "Seven serious adverse events occurred (three with the hum), none of which was judged to be related to it.",
    "One singer had a nosebleed on the first night, which stopped without treatment.",
    "No room was damp longer than six months.",
    "Whether the voice comes back in dry rooms was not studied.",
    "Part of this may be due to hope; a comparison with another active exercise is needed.",
    "There were too few singers older than 60 years to say whether the hum is good for them.",
    "Humming may be of use for a tired voice, and further work is needed.",
    "One singer was admitted to hospital after a wasp sting.",
    "Four singers had sunburn.",
)
TABLE = (
    "<table><caption>Table 2. Complaints, n (%)</caption><tr><th></th><th>Hum (n=118)</th><th>Rest (n=118)</th></tr>"
    "<tr><th>Hoarseness</th><td>22 (19)</td><td>31 (26)</td></tr><tr><th>Cough</th><td>9 (8)</td><td>7 (6)</td></tr></table>"
)


def _page() -> bytes:
    def paragraphs(sentences: tuple[str, ...]) -> str:
        return "".join(f"<p>{sentence}</p>" for sentence in sentences)

    return (
        "<!doctype html><html lang='en'><head><title>A daily hum in damp rooms: a randomised trial</title>"
        "<meta name='citation_doi' content='10.5555/damp.7'></head><body><article>"
        "<h1>A daily hum in damp rooms: a randomised trial</h1>"
        f"<h2>Methods</h2>{paragraphs(METHODS)}<h2>Results</h2>{paragraphs(RESULTS)}{TABLE}</article></body></html>"
    ).encode()


@pytest.fixture(scope="module")
def told() -> dict[str, Judged]:
    """Every claim of the article, judged, by its words."""
    lines = "\n\n".join(f"{text} [1]." for text in (*FAIR, *UNTRUE))
    entry = f"1. Vale O. A daily hum in damp rooms: a randomised trial. Voice and Air. 2024. {ADDRESS}"
    cited = open_article(f"A Hum for Damp Rooms\n\n{lines}\n\nReferences\n\n{entry}\n".encode(), "hum.txt")
    capture = Capture(ADDRESS, ADDRESS, 200, "text/html; charset=utf-8", "2026-11-01T00:00:00Z", "hum.html")

    def find(reference: Reference) -> tuple[tuple[Capture, bytes | None], ...]:
        return ((capture, _page()),) if reference.identifiers.doi else ()

    sheet = claim(cited)
    return {one.claim.text: one for one in judge(match(sheet, gather(cited, find)))}


def _of(told: dict[str, Judged], text: str) -> list[Judged]:
    return [one for words, one in told.items() if words.strip(" .") in text or text in words]


@pytest.mark.parametrize("text", FAIR)
def test_what_a_long_source_bears_out_is_never_accused(told: dict[str, Judged], text: str) -> None:
    found = _of(told, text)
    assert found
    accused = [(one.verdict, [item.title for item in one.objections]) for one in found if one.verdict in ACCUSED]
    assert not accused, json.dumps(accused)


ACCUSED = ("contradicted", "overstated")


@pytest.mark.parametrize("text", UNTRUE)
def test_what_it_does_not_say_is_never_supported(told: dict[str, Judged], text: str) -> None:
    found = _of(told, text)
    assert found
    assert "supported" not in {one.verdict for one in found}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("The trial lasted eighteen months", "18 months"),
        ("Hoarseness was seen in 19% of those who hummed", "22 (19)"),
        ("It took in 236 choir singers and caretakers", "236 participants"),
    ],
)
def test_the_passage_with_the_claims_figure_is_among_those_shown(told: dict[str, Judged], text: str, held: str) -> None:
    assert any(held in near.passage.text for one in _of(told, text) for near in one.passages)
