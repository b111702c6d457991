"""Cards that lead to other pages are no part of the work, whatever stands over them; the work's own boxes are."""

import pytest

from pipeline.records.source import Capture, Reading
from pipeline.sources import read_capture

TOLD = "<p>Researchers gave spray A to 193 adults whose mood had stayed low, and saw them for eight weeks after one dose.</p>"
STORY = "<h1>Spray A helps adults</h1>" + TOLD * 6


def card(title: str = "Tablet B in 196 people") -> str:
    words = "A trial of tablets with 196 people in it."
    return f'<div class="c1"><a href="/x"><span>{title}</span></a><p>{words}</p></div>'


def teaser(target: str = "/b") -> str:
    return (
        f'<article><h3><a href="{target}">Tablet B in 196 people</a></h3><p>Another trial had 196 people.</p></article>'
    )


def read(body: str) -> Reading:
    capture = Capture("https://e.org/a", "https://e.org/a", 200, "text/html", "2026-11-02T00:00:00Z", "b")
    return read_capture(capture, f"<html><head><title>Spray A</title></head><body>{body}</body></html>".encode())


@pytest.mark.parametrize("wrap", ["<main>{}</main>", "<div>{}</div>"])
@pytest.mark.parametrize(
    "cards",
    [
        f'<div><div class="t1">You may also like</div>{card() * 3}</div>',
        f"<p>You may also like:</p>{card() * 3}",
        f"<p><strong>Related story</strong></p>{card()}",
        f"<section><span>Recommended for you</span><div>{card() * 3}</div></section>",
        f"<div>Das könnte Sie auch interessieren</div>{card() * 2}",
        f"<div>À lire aussi</div>{card() * 2}",
        '<div>Read more</div><ul><li><a href="/a">What 196 people said of tablet B</a></li><li><a href="/c">Sleep</a></li></ul>',
        f"<div>{teaser() * 3}</div>",
    ],
)
def test_cards_are_not_read(wrap: str, cards: str) -> None:
    reading = read(wrap.format(STORY + cards))
    assert "196" not in reading.text
    assert reading.text.count("193 adults") == 6


def test_a_card_in_the_middle_does_not_take_the_rest_of_the_story_with_it() -> None:
    reading = read(f"<main><h1>Spray A</h1>{TOLD * 3}<div><div>Related story</div>{card()}</div>{TOLD * 3}</main>")
    assert ("196" in reading.text, reading.text.count("193 adults")) == (False, 6)


@pytest.mark.parametrize(
    "kept",
    [
        '<p>Related</p><p>The 196 others were told of in <a href="/x">an earlier report</a>, which had no control group.</p>',
        "<div>See also</div><div>The 196 people who took no spray were seen as often as the others, by the same nurses.</div>",
        "<div><h3>Methods</h3><p>196 were asked.</p></div><div><h3>Results</h3><p>193 came.</p></div><div><h3>End</h3><p>9.</p></div>",
        f"<div>{teaser('#s1') * 3}</div>",
        teaser() * 2,
        "<div>You may also like</div><table><tr><th>Group</th><th>n</th></tr><tr><td>All</td><td>196</td></tr></table>",
    ],
)
def test_what_only_looks_like_cards_is_read(kept: str) -> None:
    assert "196" in read(f"<main>{STORY}{kept}</main>").text


def test_a_page_that_is_a_list_of_pages_keeps_its_list() -> None:
    assert (
        "196"
        in read(f"<main><h1>Our trials</h1><p>All of our trials in one list.</p><div>{teaser() * 9}</div></main>").text
    )
