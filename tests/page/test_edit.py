"""Suggested wording as the smallest change, against the words that it is nearest to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.page.edit import Piece, around, compare, edit
from pipeline.page.order import placed
from pipeline.records.report import FindingEntry
from tests.page.build_report import TEXT, report

PROSE = st.text(alphabet="ab 12.,", max_size=60)


@settings(deadline=None)  # a busy machine is no failure
@given(PROSE, PROSE)
def test_both_wordings_can_be_read_back(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "ins") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "del") == after


def test_only_the_word_that_differs_is_touched() -> None:
    assert compare("it enrolled 212 adults", "it enrolled 209 adults") == (
        Piece("same", "it enrolled "),
        Piece("del", "212"),
        Piece("ins", "209"),
        Piece("same", " adults"),
    )


@pytest.mark.parametrize(("before", "after"), [("154,664", "123,940"), ("4.3", "4.5"), ("1,000,000", "1,200,000")])
def test_a_number_is_changed_whole(before: str, after: str) -> None:
    assert compare(f"in {before} people", f"in {after} people") == (
        Piece("same", "in "),
        Piece("del", before),
        Piece("ins", after),
        Piece("same", " people"),
    )


def test_a_list_of_numbers_is_not_one_number() -> None:
    pieces = compare("at 12, 24 and 36 weeks.", "at 12, 26 and 36 weeks.")
    assert [piece.text for piece in pieces if piece.kind != "same"] == ["24", "26"]


def test_words_side_by_side_change_together() -> None:
    pieces = compare("safe and well tolerated", "safe in early trials")
    assert [piece.kind for piece in pieces] == ["same", "del", "ins"]


def suggested(text: str, said: str | None = "212") -> object:
    finding = FindingEntry("a", "NUM-001", "must", "t", "w", "new", claim="c04", said=said or "", suggestion=text)
    (found,) = placed(report(findings=(finding,)))
    return edit(found, TEXT)


@pytest.mark.parametrize(
    ("suggestion", "replaced"),
    [
        ("209", None),
        ("it enrolled 209 adults with chronic insomnia", "it enrolled 212 adults with chronic insomnia"),
        (
            "The phase 2 trial was not a small one: it enrolled 209 adults with chronic insomnia [1].",
            "The phase 2 trial was not a small one: it enrolled 212 adults with chronic insomnia [1].",
        ),
        ("Say who counted, and when.", None),
    ],
)
def test_a_suggestion_replaces_what_it_is_nearest_to_or_nothing(suggestion: str, replaced: str | None) -> None:
    found = suggested(suggestion)
    span = getattr(found, "span")  # noqa: B009 - Any, as the union would need a branch
    assert (TEXT[slice(*span)] if span else None) == replaced


def test_advice_is_shown_as_it_is() -> None:
    assert getattr(suggested("Say who counted, and when."), "pieces") == (Piece("same", "Say who counted, and when."),)  # noqa: B009


def test_without_a_suggestion_there_is_no_edit() -> None:
    assert suggested("") is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("212", "The phase 2 trial was not a small one: it enrolled 212 adults with chronic insomnia [1]."),
        ("They were", "They were given lunavel or placebo for four weeks [1]."),
        ("any group", "No serious adverse events were seen in any group [1]."),
        ("Lunavel is a", "Lunavel is a compound that calms one kind of receptor in the brain."),
        ("restless nights", "A quiet pill for restless nights: what the new lunavel trial shows"),
    ],
)
def test_the_sentence_round_a_span(words: str, sentence: str) -> None:
    at = TEXT.index(words)
    start, end = around(TEXT, (at, at + len(words)))
    assert TEXT[start:end] == sentence


def test_a_span_over_two_sentences_keeps_both() -> None:
    at = TEXT.index("Those on lunavel")
    end = TEXT.index("No serious") + 10
    start, stop = around(TEXT, (at, end))
    assert TEXT[start:stop].startswith("Those on")
    assert TEXT[start:stop].endswith("in any group [1].")
