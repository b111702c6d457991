"""Text of old Macs and of DOS is told from that of Windows by where its signs stand."""

import pytest

from pipeline.articles.decode import decode as article_text
from pipeline.sources.decoding import decode as source_text
from pipeline.sources.western import western

PROSE = (
    "The mice didn’t mind: “it’s cold,” the authors wrote in Zürich, “but not too cold” – about 4 °C in the café’s cellar…",
    "Patients’ scores fell by 11.1 ± 2.3 points — more than in Malmö — and cost £40 a day.",
    "They gave 5 µg (not mg) at 9–11 a.m.; “nobody complained.”",
    "El Niño years brought naïve mosquitoes to São Paulo.",
)
PLAIN = (
    "It was 4 °C in the café, and a dose of 5 µg cost £40.",
    "Scores fell by 11.1 ± 2.3 points in Malmö, Zürich and Besançon.",
    "A third (half of the naïve mice) died in Köln; 12 ± 3 were left at 21 °C.",
    "Señor Muñoz and Frau Müller ate crème brûlée à la carte.",
)


@pytest.mark.parametrize("text", PROSE)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_typographic_prose_of_windows_and_of_the_mac(text: str, encoding: str) -> None:
    assert western(text.encode(encoding)) == encoding


@pytest.mark.parametrize("text", PLAIN)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_accents_and_units_of_all_three(text: str, encoding: str) -> None:
    assert text.encode(encoding).decode(western(text.encode(encoding))) == text


@pytest.mark.parametrize(
    "text",
    [
        "no sign above ASCII",
        "don’t",
        "“yes”",
        "10–20",
        "ÉCOLE",
        "•\tfirst",
        "Ÿ",
        "£5",
        "CO² and m²",
        "a—b",
        "†",
        "5‰",
    ],
)
def test_what_windows_reads_well_stays_windows(text: str) -> None:
    assert western(text.encode("cp1252")) == "cp1252"


def test_an_article_and_a_source_are_read_so_and_the_article_says_it() -> None:
    for text in PROSE:
        said = article_text(text.encode("mac_roman"), "a.txt")
        assert (said.text, said.encoding, said.warnings) == (text, "mac-roman", ("Read as mac-roman, not UTF-8.",))
        assert source_text(text.encode("mac_roman"))[0] == text
    for text in PLAIN:
        assert article_text(text.encode("cp850"), "a.txt").text == text
        assert source_text(text.encode("cp850"))[0] == text


def test_what_was_declared_and_valid_utf_8_come_first() -> None:
    assert article_text(PROSE[0].encode(), "a.txt").encoding == "utf-8"
    assert article_text(PLAIN[0].encode("cp1252"), "a.txt", "windows-1252").text == PLAIN[0]
    assert source_text(PLAIN[0].encode("mac_roman"), "macintosh")[0] == PLAIN[0]


def test_other_scripts_are_not_judged() -> None:
    russian = "В исследовании участвовали двести взрослых, и половина из них получала препарат каждый день. " * 6
    assert western(russian.encode("cp1251")) == "cp1252"
