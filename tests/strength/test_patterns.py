"""Word lists: a bad entry stops with file and entry; borders, spaces and abbreviations are as the lists promise."""

from pathlib import Path

import pytest

from pipeline.errors import LexiconError
from pipeline.lexicon import decode
from pipeline.strength.patterns import LONGEST, Lexicon, compile_lexicon, compile_words, compiled, find

ROOM = Path(__file__).parents[2] / "pipeline" / "strength"
ENTRY_LISTS = sorted(path.stem for path in ROOM.glob("*.toml") if "[[entry]]" in path.read_text(encoding="utf-8"))


def lexicon(text: str) -> Lexicon:
    return decode(text, "words.toml", Lexicon)


@pytest.mark.parametrize("name", ENTRY_LISTS)
def test_every_list_compiles_and_gives_reasons(name: str) -> None:
    assert all(len(each.entry.reason) > 10 for each in compiled(name))


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('name = "a"\npatterns = ["x"]\nreasn = "typo"', "reasn"),
        ('name = "a"\npatterns = ["(x"]\nreason = "why"', "entry 'a': bad pattern"),
        ('name = "a"\npatterns = ["(x+)+"]\nreason = "why"', "entry 'a': nested repetition"),
        ('name = "a"\npatterns = []\nreason = "why"', "entry 'a': needs patterns and a reason"),
        ('name = "a"\npatterns = ["x"]\nreason = " "', "entry 'a': needs patterns and a reason"),
        ('name = "a"\npatterns = ["x"]\nunless = ["[z"]\nreason = "why"', "entry 'a': bad pattern"),
    ],
)
def test_a_bad_entry_stops_with_file_and_entry(entry: str, message: str) -> None:
    with pytest.raises(LexiconError, match=r"words\.toml") as caught:
        compile_lexicon(lexicon(f"[[entry]]\n{entry}"), "words.toml")
    assert message in str(caught.value)


def test_a_name_used_twice_is_refused() -> None:
    twice = '[[entry]]\nname = "a"\npatterns = ["x"]\nreason = "why"\n' * 2
    with pytest.raises(LexiconError, match="twice"):
        compile_lexicon(lexicon(twice), "words.toml")


def test_borders_and_spaces() -> None:
    words = compile_words(("may be", "end-? ?point"), "test")
    assert words.search("it may\n be")
    assert words.search("the endpoint")
    assert words.search("the end point")
    assert not words.search("dismay be")


def test_capitals_are_abbreviations() -> None:
    words = compile_words(("AIDS", "pain"), "test")
    assert not words.search("it aids recovery")
    assert words.search("HIV/AIDS")
    assert words.search("Pain")


def test_an_exception_cancels_only_what_it_overlaps() -> None:
    text = "Breakthrough Therapy designation was called a breakthrough by nobody"
    assert [hit.start for hit in find("hype", text)] == [text.rindex("breakthrough")]


def test_of_overlapping_hits_the_longest_stays() -> None:
    hits = find("safety", "It is completely safe.")
    assert [hit.text for hit in hits] == ["completely safe"]


def test_time_stays_linear() -> None:
    """Hostile text: no pattern may blow up on long runs of the words it is made of."""
    text = "studies of the risk of effects in more patients with less " * 400
    for name in ENTRY_LISTS:
        for each in compiled(name):
            assert each.pattern.search(text) is None or isinstance(each.pattern.pattern, str)


def test_a_hostile_sentence_is_read_only_so_far() -> None:
    text = "reduces " * 20_000 + "miracle"
    assert find("hype", text) == ()
    assert all(hit.end <= LONGEST for hit in find("causality", text))
