"""Hostile text made fit to show: for any text, and for the addresses that must never become links."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.page.text import (
    at_passage,
    clipped,
    cut,
    day,
    marked,
    moment,
    plain,
    short_url,
    shown,
    stopped,
    visible,
    web,
)

TAGS = re.compile(r"<[^>]*>")


def unwrapped(markup: str) -> str:
    """What a browser would give as the text of `markup`."""
    return html.unescape(TAGS.sub("", markup))


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Cn"))))
def test_the_text_is_kept_to_the_character(text: str) -> None:
    assert unwrapped(shown(text)) == text


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(), st.integers(0, 30), st.integers(0, 30))
def test_nothing_but_our_own_elements_comes_out(text: str, start: int, length: int) -> None:
    out = marked(text, (start, start + length))
    assert set(re.findall(r"</?(\w+)", out)) <= {"mark", "bdi"}
    assert '"' not in TAGS.sub("", out)


@pytest.mark.parametrize(
    "hidden", ["\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad", "\x07", "\x85", "\uffff", "\U000e0041", "\u2028"]
)
def test_unseen_characters_are_named(hidden: str) -> None:
    name = f"U+{ord(hidden):04X}"
    assert f'data-c="{name}"' in shown(f"a{hidden}b")
    assert plain(f"a{hidden}b") == f"a[{name}]b"
    assert hidden not in visible(f"a{hidden}b")


@pytest.mark.parametrize("text", ["line\none\ttwo", "naïve café", "👩\u200d⚕️", "می\u200cخواهم", "10\u00a0mg", "−11.1"])
def test_characters_that_do_their_work_are_left_alone(text: str) -> None:
    assert shown(text) == text


def test_a_joiner_between_plain_letters_is_named() -> None:
    assert "U+200D" in shown("pla\u200dcebo")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c#d",
        "http://example.org",
        "HTTPS://EXAMPLE.ORG/x",
        "https://[::1]/x",
        "https://müller.example/ä",
    ],
)
def test_web_addresses_may_be_opened(address: str) -> None:
    assert web(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " https://example.org",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//example.org/x",
        "/etc/passwd",
        "file:///etc/passwd",
        "https://",
        "https:///path",
        "http://exa mple.org",
        "https://example.org/\u202egpj",
        'https://example.org/" onclick="x',
        "https://example.org/<script>",
        "https://[bad",
        "",
        None,
        7,
    ],
)
def test_everything_else_is_not_a_link(address: object) -> None:
    assert web(address) == ""


def test_short_passages_are_named_whole_and_long_ones_by_their_ends() -> None:
    assert at_passage("https://a.example/x", "193 patients") == "https://a.example/x#:~:text=193%20patients"
    long = "one two three four five six seven eight"
    assert (
        at_passage("https://a.example/x", long) == "https://a.example/x#:~:text=one%20two%20three,six%20seven%20eight"
    )


def test_a_few_words_are_told_apart_by_their_neighbours() -> None:
    quoted = "The trial randomised 209 adults (n=209) in all."
    at = quoted.index("209")
    lone = at_passage("https://a.example", quoted, (at, at + 3))
    assert lone.endswith("#:~:text=trial%20randomised-,209,-adults%20%28n%3D209%29")
    inside = quoted.rindex("209")
    assert at_passage("https://a.example", quoted, (inside, inside + 3)).endswith("#:~:text=209")
    assert at_passage("https://a.example", quoted, (0, 9)).endswith("#:~:text=The%20trial,-randomised%20209")


def test_signs_of_the_directive_itself_are_escaped() -> None:
    assert at_passage("https://a.example", "low-dose, 5 & 10").endswith("#:~:text=low%2Ddose%2C%205%20%26%2010")


def test_an_address_with_a_fragment_keeps_it() -> None:
    assert at_passage("https://a.example/x#methods", "mice") == "https://a.example/x#methods:~:text=mice"


def test_without_address_or_words_there_is_nothing_to_add() -> None:
    assert at_passage("", "words") == ""
    assert at_passage("https://a.example", " ") == "https://a.example"


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(alphabet="ab c.", max_size=400), st.data())
def test_an_excerpt_holds_the_span_and_only_what_was_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    excerpt, span = clipped(text, (start, end), 60)
    assert span is not None
    assert excerpt[span[0] : span[1]] == text[start:end]
    assert excerpt.strip("…") in text
    assert len(excerpt) <= max(60, end - start) + 2


def test_an_excerpt_is_cut_at_spaces_and_says_so() -> None:
    text = "alpha beta gamma delta epsilon zeta eta theta"
    excerpt, _ = clipped(text, (17, 22), 20)
    assert excerpt.startswith("…")
    assert excerpt.endswith("…")
    assert set(excerpt.strip("…").split()) <= set(text.split())


def test_a_short_text_is_not_cut() -> None:
    assert clipped("short", (0, 5), 20) == ("short", (0, 5))
    assert cut("short", 20) == "short"
    assert cut("one two three", 9) == "one two…"


@pytest.mark.parametrize(
    ("stamp", "told"),
    [
        ("2026-11-20T09:14:00Z", "20 Nov 2026, 09:14 UTC"),
        ("2026-11-20T09:14:00+02:00", "20 Nov 2026, 09:14 +0200"),
        ("2026-01-02", "2 Jan 2026"),
        ("2025-07", "2025-07"),
        ("soon", "soon"),
        ("", ""),
        (None, ""),
    ],
)
def test_moments(stamp: object, told: str) -> None:
    assert moment(stamp) == told


def test_day_drops_the_time() -> None:
    assert day("2026-11-20T09:14:00Z") == "20 Nov 2026"


def test_a_sentence_is_ended_once() -> None:
    assert stopped("The trial has no results yet") == "The trial has no results yet."
    assert stopped("Does it?") == "Does it?"
    assert stopped("It says “no.”") == "It says “no.”"
    assert stopped("") == ""


def test_addresses_on_paper_are_short() -> None:
    assert short_url("https://www.example.org/news/") == "example.org/news"
    assert len(short_url("https://example.org/" + "x" * 90)) < 45
