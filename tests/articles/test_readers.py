"""What each reader must not fall for: hidden words, furniture, notes of every make, bombs, damaged files."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import ArticleError
from pipeline.markup.superscripts import expand_labels, raised
from pipeline.records.article import Article
from pipeline.records.citation import CitedArticle
from pipeline.stages.cite import cite
from pipeline.stages.read import read
from tests.articles.office_files import NAMESPACES, package

SHARED = Path(os.environ.get("CLAIM_AUDIT_SHARED", Path(__file__).resolve().parents[2].parent / "shared")) / "articles"


def html(body: str) -> Article:
    return read(f"<!DOCTYPE html><html><body><article>{body}</article></body></html>".encode(), "a.html")


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


@pytest.mark.parametrize(
    ("before", "words", "after", "kind", "text"),
    [
        ("In all 193", "1", " patients", "citation", ""),
        ("It took 10", "-4", " s", "text", "⁻⁴"),
        ("about 10", "6", " cells", "text", "⁶"),
        ("about 110", "6", " cells", "citation", ""),
        ("kg/m", "2", "", "text", "²"),
        ("slept.", "2", " Then", "citation", ""),
        ("a mean R", "2", " of", "text", "²"),
        ("vitamin D", "2", ".", "citation", ""),
        ("the ", "18", "F-FDG scan", "text", "¹⁸"),
        ("Ca", "2+", " ions", "text", "²⁺"),
        ("the 4", "th", " day", "text", "th"),
        ("patients", "[3]", "", "citation", ""),
        ("per m", "[2]", "", "citation", ""),
    ],
)
def test_what_a_raised_number_means(before: str, words: str, after: str, kind: str, text: str) -> None:
    meaning = raised(before, words, after)
    assert (meaning.kind, meaning.text) == (kind, text)


def test_ranges_of_labels_are_counted_out_and_absurd_ones_are_not() -> None:
    assert expand_labels("1, 3–5") == ("1", "3", "4", "5")
    assert expand_labels("5–3") == ("5", "3")
    assert expand_labels("1-900") == ("1", "900")


def test_hidden_struck_and_foreign_words_are_no_text() -> None:
    article = html(
        "<h1>Tea</h1><p>It fell.</p><p hidden>196 a</p><p style='display: none'>196 b</p><p>It <del>196</del>rose.</p>"
        "<script>196</script><div aria-hidden='true'>196 c</div><aside>196 d</aside><div class='related-posts'>196 e</div>"
        "<div class='cookie-banner'>196 f</div><style>.x{display:none}</style><p class='x'>196 g</p>"
    )
    assert "196" not in article.text
    assert "It rose." in article.text


def test_what_carries_most_of_the_words_is_no_furniture() -> None:
    article = html(
        "<div class='related-reading'><h1>Tea</h1>" + "<p>Tea calms all who drink it at night.</p>" * 5 + "</div>"
    )
    assert article.text.count("Tea calms") == 5


def test_breaks_tables_and_folds() -> None:
    article = html(
        "<h1>Tea</h1><p>Tea helps:<br>• sleep<br>• calm</p><table><tr><th>Group</th><th>N</th></tr><tr><td>Tea</td><td>97</td></tr></table>"
        "<details><summary>Is it safe?</summary><p>Yes.</p></details><p><b>What it means</b></p><p>Much.</p>"
    )
    assert blocks(article)[1:] == [
        ("paragraph", "Tea helps:"),
        ("list_item", "sleep"),
        ("list_item", "calm"),
        ("table_row", "Group | N"),
        ("table_row", "Tea | 97"),
        ("question", "Is it safe?"),
        ("paragraph", "Yes."),
        ("heading", "What it means"),
        ("paragraph", "Much."),
    ]


def test_a_table_that_lays_out_a_page_is_none() -> None:
    article = html(
        "<table role='presentation'><tr><td><h1>News</h1><p>It fell.</p></td><td><p>It rose.</p></td></tr></table>"
    )
    assert blocks(article) == [("title", "News"), ("paragraph", "It fell."), ("paragraph", "It rose.")]


@pytest.mark.parametrize(
    "page",
    [
        "<p>It fell<sup><a href='#ftnt1' id='r1'>[1]</a></sup>.</p><div><p><a href='#r1' id='ftnt1'>[1]</a> Doe, J. (2020). T. doi:10.1000/x</p></div>",
        "<p>It fell<sup class='fn'><a href='#u-1' id='u-1-link'>1</a></sup>.</p><ol class='wp-block-footnotes'><li id='u-1'>Doe, J. (2020). T. doi:10.1000/x <a href='#u-1-link'>↩︎</a></li></ol>",
        "<p>It fell<a class='footnote-anchor' id='footnote-anchor-1' href='#footnote-1'>1</a>.</p><div class='footnote'><a id='footnote-1' class='footnote-number' href='#footnote-anchor-1'>1</a><div class='footnote-content'><p>Doe, J. (2020). T. doi:10.1000/x</p></div></div>",
        "<p>It fell<a href='#_ftn1' name='_ftnref1'><sup>[1]</sup></a>.</p><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Doe, J. (2020). T. doi:10.1000/x</p>",
    ],
)
def test_notes_of_every_make(page: str) -> None:
    found = cite(html(f"<h1>Tea</h1>{page}"))
    assert [(one.style, one.labels) for one in found.markers] == [("footnote", ("1",))]
    assert [(one.label, one.identifiers.doi, one.year) for one in found.references] == [("1", "10.1000/x", 2020)]
    assert "It fell." in found.article.text


def _word(body: str, **parts: str) -> CitedArticle:
    more = {f"word/{name}.xml": f"<w:{name} {NAMESPACES}>{text}</w:{name}>" for name, text in parts.items()}
    return cite(read(package(f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>", more), "a.docx"))


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_word_notes_moves_and_comments() -> None:
    change = 'w:id="1" w:author="desk" w:date="2026-01-01T00:00:00Z"'
    found = _word(
        f"<w:p>{_run('In all 193')}<w:r><w:footnoteReference w:id='2'/></w:r>{_run(' slept ')}"
        f"<w:moveFrom {change}>{_run('badly')}</w:moveFrom><w:moveTo {change}>{_run('well')}</w:moveTo>"
        f"<w:r><w:commentReference w:id='9'/></w:r><w:r><w:endnoteReference w:id='3'/></w:r></w:p>",
        footnotes=f"<w:footnote w:id='2'><w:p>{_run('Doe J. T. 2020. doi:10.1000/f')}</w:p></w:footnote>",
        endnotes=f"<w:endnote w:id='3'><w:p>{_run('Names were changed.')}</w:p></w:endnote>",
    )
    assert blocks(found.article)[0] == ("paragraph", "In all 193 slept well")
    assert [(one.style, one.labels) for one in found.markers] == [("footnote", ("1",))]
    assert "2 tracked changes" in found.article.warnings[0]


def _bomb(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:document>" + b" " * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (_bomb(70_000_000), "unpacks to more"),
        (package(f'<!DOCTYPE x [<!ENTITY a "b">]><w:document {NAMESPACES}><w:body/></w:document>'), "entities"),
        (package(f"<w:document {NAMESPACES}><w:body>{'<w:p/>' * 1_500_001}</w:body></w:document>"), "more mark-up"),
        (package("<w:document"), "Word file"),
        (package("<w:document/>"), "Word file"),
    ],
)
def test_hostile_word_files_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(ArticleError, match=said):
        read(data, "a.docx")


def test_markdown_front_matter_notes_and_html() -> None:
    text = (
        "---\ntitle: 'Tea''s gifts'\nexcerpt: >-\n  It calms\n  many.\ndate: 2026-01-02T10:00\n---\n\nTea<sup>1</sup> helps^2^.\n\n"
        "<div>A <b>box</b> of 5.</div>\n\n## References\n\n1. Doe J. T. 2020.\n2. Roe J. T. 2021.\n"
    )
    found = cite(read(text.encode(), "a.md"))
    assert found.article.title == "Tea's gifts"
    assert found.article.date == "2026-01-02"
    assert blocks(found.article)[:4] == [
        ("title", "Tea's gifts"),
        ("standfirst", "It calms many."),
        ("paragraph", "Tea helps."),
        ("paragraph", "A box of 5."),
    ]
    assert [found.article.line_of(block.start) for block in found.article.blocks][:4] == [2, 4, 9, 11]
    assert [one.labels for one in found.markers] == [("1",), ("2",)]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared articles are not here")
def test_the_real_articles_are_read_as_they_are_meant() -> None:
    found = {path.stem: cite(read(path.read_bytes(), path.name)) for path in SHARED.glob("*.txt")}
    cited, bare = found["treatment-resistant-depression"], found["neuroplasticity-and-emotional-reset"]
    assert [one.label for one in cited.references] == ["1", "2", "3", "4", "5"]
    assert [one.labels[0] for one in cited.markers if one.style == "numeric"] == list("1213243324")
    assert [one.label for one in bare.references] == ["NCT05870540"]
    assert [bare.article.line_of(one.start) for one in bare.markers] == [2, 5, 25]
    kinds = [block.kind for block in bare.article.blocks]
    assert kinds.count("question") == 7
    assert kinds.count("heading") == 3
    assert [one.kind for one in bare.article.damages].count("lost_list") == 3


def test_a_sentence_with_its_marker_behind_the_stop_is_no_heading() -> None:
    article = read(
        b"Tips for winter\n\nNaps help women. (1) Cough is common in men. (2)\n\nMore\n\nIt is so.\n", "a.txt"
    )
    kinds = {article.text[block.start : block.end]: block.kind for block in article.blocks}
    assert kinds["Naps help women. (1) Cough is common in men. (2)"] == "paragraph"
    assert kinds["More"] == "heading"


_BY = 'w:id="5" w:author="desk" w:date="2026-01-01T00:00:00Z"'


def _struck(words: str) -> str:
    end = f"<w:pPr><w:rPr><w:del {_BY}/></w:rPr></w:pPr>"
    return f"<w:p>{end}<w:del {_BY}><w:r><w:delText>{words}</w:delText></w:r></w:del></w:p>"


def test_struck_paragraphs_and_rows_of_a_word_file_are_counted_where_they_stand() -> None:
    row = f"<w:tr><w:trPr><w:del {_BY}/></w:trPr><w:tc><w:p><w:r><w:t>Old row</w:t></w:r></w:p></w:tc></w:tr>"
    kept = "<w:tr><w:tc><w:p><w:r><w:t>New row</w:t></w:r></w:p></w:tc></w:tr>"
    plain = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    body = [
        plain.format("Salt in the bread"),
        _struck("Garlic cured 900 people."),
        plain.format("Salt fell by 12% in bread."),
        f"<w:tbl>{row}{kept}</w:tbl>",
        plain.format("Soup followed in May."),
    ]
    article = read(package(f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>"), "salt.docx")
    lines = {article.text[one.start : one.end]: article.line_of(one.start) for one in article.blocks}
    assert lines == {
        "Salt in the bread": 1,
        "Salt fell by 12% in bread.": 3,
        "New row": 5,
        "Soup followed in May.": 6,
    }
