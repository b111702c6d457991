"""Shapes in which programs export: cards, embeds and comments are no text; linked numbers keep their works."""

import pytest

from pipeline.records.citation import CitedArticle
from pipeline.stages.cite import cite
from pipeline.stages.read import read


def cited(text: str, name: str) -> CitedArticle:
    return cite(read(text.encode(), name))


PROSE = "<p>Most adults have had a cramp in the calf at night, and many of them look for a remedy.</p>"


@pytest.mark.parametrize(
    "card",
    [
        "<div class='kg-card kg-bookmark-card'><a class='kg-bookmark-container' href='https://o.example/p'><div>10 foods with 400 mg</div></a></div>",
        "<figure class='wp-block-embed'><div class='wp-block-embed__wrapper'>https://video.example/400</div></figure>",
        "<div class='embedded-post-wrap'><a class='embedded-post' href='https://o.substack.com/p/x'>400 mg a day</a></div>",
        "<div class='wp-block-file'><a href='https://o.example/400.pdf'>Our guide to 400 mg</a></div>",
    ],
)
def test_cards_and_embeds_are_no_text(card: str) -> None:
    found = cited(f"<article><h1>Cramps at night</h1>{PROSE}{card}{PROSE}</article>", "a.html")
    assert "400" not in found.article.text
    assert not found.references


def test_google_comments_are_no_text_and_footnotes_are() -> None:
    page = (
        f"<html><head><style>@import url('https://fonts.example/x?a=1');.c0{{vertical-align:super}}</style></head><body>"
        f"<h1>Cramps at night</h1>{PROSE}<p>Salt cut cramps by 9%<sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup> in a "
        "trial<sup><a href='#ftnt1' id='ftnt_ref1'>[1]</a></sup> of 40 men<span class='c0'>2</span>.</p><hr>"
        "<div><p><a href='#ftnt_ref1' id='ftnt1'>[1]</a> Doe J. Salt. 2020. doi:10.1000/s</p></div>"
        "<div class='c9'><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>Or 12%?</span></p><p>Please check.</p></div></body></html>"
    )
    found = cited(page, "a.html")
    assert "12%" not in found.article.text
    assert "check" not in found.article.text
    assert "Salt cut cramps by 9% in a trial of 40 men." in found.article.text
    assert [(one.style, one.labels) for one in found.markers] == [("footnote", ("1",))]
    assert [one.labels for one in found.dangling] == [("2",)]


def test_markdown_numbers_side_by_side_are_two_markers_with_their_own_addresses() -> None:
    text = (
        "# Cramps at night\n\nMany have [cramps](https://doi.org/10.1000/a). Salt helps [1][2].\n\n"
        "[1]: https://doi.org/10.1000/a\n[2]: https://doi.org/10.1000/b\n"
    )
    found = cited(text, "a.md")
    works = {one.label: one.identifiers.doi for one in found.references}
    assert [[works[label] for label in one.labels] for one in found.markers] == [
        ["10.1000/a"],
        ["10.1000/a"],
        ["10.1000/b"],
    ]
    assert not found.dangling


@pytest.mark.parametrize("line", ["6 min read", "May 04, 2026 · 12 likes", "4 May 2026 | 3 comments | 5-minute read"])
def test_date_and_counts_of_a_posts_head_are_furniture(line: str) -> None:
    article = read(
        f"<article><h1>Salt in bread</h1><p>{line}</p><p>Salt fell by 12% in bread.</p></article>".encode(), "a.html"
    )
    assert [block.kind for block in article.blocks] == ["title", "furniture", "paragraph"]


@pytest.mark.parametrize(
    "line", ["12 patients", "May 04, 2026 was a warm day", "5 minutes of rest · 12 likes", "30 minutes"]
)
def test_short_lines_with_figures_that_say_something_stay(line: str) -> None:
    article = read(
        f"<article><h1>Salt in bread</h1><p>{line}</p><p>Salt fell by 12% in bread.</p></article>".encode(), "a.html"
    )
    assert article.blocks[1].kind != "furniture"


def test_shortcodes_alone_in_their_paragraph_go_and_words_in_brackets_stay() -> None:
    body = "<article><h1>Salt in bread</h1>\n[ez-toc]\n<p>[gallery]</p><p>Salt fell [sic] by 12% in all-day [well-known] bread.</p></article>"
    assert read(body.encode(), "a.html").text.strip().split("\n\n") == [
        "Salt in bread",
        "Salt fell [sic] by 12% in all-day [well-known] bread.",
    ]
