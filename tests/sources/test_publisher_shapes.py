"""Pages in the mark-up of well-known publishers: nothing of the work is lost, and nothing beside it is read.

The mark-up is theirs in shape (element and class names); every word is ours.
"""

import pytest

from pipeline.records.source import Capture, Reading, Scope
from pipeline.sources import read_capture

URL = "https://example.org/a/b"
TITLE = "<meta name='citation_title' content='Spray A'>"
NUMBERS = ("one", "two", "three", "four", "five", "six")
PROSE = "".join(
    f"<p>In part {number} of the trial, adults whose mood had stayed low took spray {number} and came back in week {number}.</p>"
    for number in NUMBERS
)
ABSTRACT = (
    "<p>In short, adults took one dose of the spray and came back for eight weeks to be asked about their mood.</p>"
)


def read(markup: str, url: str = URL) -> Reading:
    capture = Capture(url, url, 200, "text/html; charset=utf-8", "2026-11-02T00:00:00Z", "b")
    return read_capture(capture, f"<!DOCTYPE html><html>{markup}</html>".encode())


SHAPES: dict[str, tuple[str, Scope, tuple[str, ...]]] = {
    "sections called toc": (
        f"""<head>{TITLE}</head><body><div id="page-wrap"><div id="pagehdr-wrap"><div class="nav-main">LEAK</div></div>
        <div class="article-header"><h1 id="artTitle">Spray A</h1></div><section class="article-body content"><div id="artText">
        <div class="abstract toc-section"><h2>Abstract</h2><div class="abstract-content">{ABSTRACT}</div></div>
        <div id="section1" class="section toc-section"><h2>Introduction</h2><p>Kept 1.</p></div>
        <div id="section2" class="section toc-section"><h2>Materials and methods</h2>{PROSE}
        <div class="figure"><div class="figcaption">Fig 1. Kept 2.</div></div></div>
        <div id="section3" class="section toc-section"><h2>References</h2><ol class="references"><li>LEAK</li></ol></div>
        </div></section><aside class="article-aside"><div class="subject-areas-container">LEAK</div></aside></div></body>""",
        "full_text",
        ("Kept 1", "Kept 2"),
    ),
    "archive of papers": (
        f"""<head>{TITLE}</head><body><main id="main-content"><article lang="en"><section class="front-matter"><hgroup>
        <h1>Spray A</h1></hgroup></section><section class="body main-article-body"><section class="abstract" id="abstract1">
        <h2>Abstract</h2>{ABSTRACT}</section><section id="S1"><h2 class="pmc_sec_title">1. Introduction</h2>{PROSE}
        <p>Kept 1 (<a href="#B1" class="usa-link">Doe, 2020</a>)</p></section><section class="tw xbox font-sm" id="T1">
        <h3 class="obj_head">Table 1.</h3><div class="caption p"><p>Harms by dose</p></div><div class="tbl-box p">
        <table class="content"><thead><tr><th>Harm</th><th>12 mg</th></tr></thead><tbody><tr><td>Nausea</td><td>3 (4%)</td></tr>
        </tbody></table></div></section><section id="ref-list1" class="ref-list"><h2>References</h2><ul><li>LEAK</li></ul>
        </section></section></article></main></body>""",
        "full_text",
        ("Kept 1 (Doe, 2020)", "Harms by dose", "Nausea | 3 (4%)"),
    ),
    "journal with access offers in an aside": (
        f"""<head>{TITLE}</head><body><main class="c-article-main-column js-main-column"><article><div class="c-article-header">
        <header><ul class="c-article-identifiers"><li>Article</li><li>Open access</li></ul><h1 class="c-article-title">Spray A</h1>
        </header></div><div class="c-article-body"><section aria-labelledby="Abs1" data-title="Abstract"><h2>Abstract</h2>{ABSTRACT}
        </section><div class="main-content"><section data-title="Main"><h2>Main</h2><p>Kept 1<sup><a href="#ref-CR1">1</a></sup></p>
        </section><section data-title="Methods"><h2>Methods</h2>{PROSE}</section></div><section data-title="Related content">
        <p>LEAK</p></section></div><section aria-labelledby="Bib1" data-title="References"><h2>References</h2><ol><li>LEAK</li></ol>
        </section></article></main><aside><h3>Access options</h3><p>LEAK</p></aside></body>""",
        "full_text",
        ("Kept 1",),
    ),
    "sections named after their headings": (
        f"""<head>{TITLE}</head><body><div class="highwire-cite"><h1 id="page-title">Spray A</h1></div>
        <div class="article fulltext-view"><div class="section abstract" id="abstract-1"><h2>Abstract</h2>{ABSTRACT}</div>
        <div class="section methods" id="sec-2"><h2>Methods</h2>{PROSE}<div class="subsection" id="follow-up"><h3>Follow-up</h3>
        <p>Kept 1.</p></div><div id="informed-consent" class="subsection"><h3>Informed consent</h3><p>Kept 2.</p></div></div>
        <div class="section ref-list" id="ref-list-1"><h2>References</h2><ol class="cit-list"><li>LEAK</li></ol></div></div>
        <div class="sidebar-right-wrapper"><div>LEAK</div></div></body>""",
        "full_text",
        ("Kept 1", "Kept 2"),
    ),
    "tables with parts called modal and footer": (
        f"""<head>{TITLE}</head><body><div class="article-body"><h1>Spray A</h1><h2>Abstract</h2><section class="abstract">{ABSTRACT}
        </section><h2>Results</h2>{PROSE}<div content-id="tbl1" class="table-modal table-full-width-wrap"><div class="table-wrap">
        <div class="table-wrap-title"><span>TABLE 1</span><div class="caption"><p>Kept 1.</p></div></div><table><tr><th>Harm</th>
        <th>12 mg</th></tr><tr><td>Nausea</td><td>3 (4%)</td></tr></table></div></div><figure><figcaption>Table 2 Kept 2</figcaption>
        <table><tr><th>Harm</th><th>16 mg</th></tr><tr><td>Nausea</td><td>5 (6%)</td></tr></table><footer>Kept 3.</footer></figure>
        <div class="c-article-table-footer"><p>Kept 4.</p></div><h2>Discussion</h2><p>Kept 5.</p></div>
        <div class="login-modal"><p>LEAK</p></div><div class="figure-share"><p>LEAK</p></div><div class="article-footer">LEAK</div>
        <footer>LEAK</footer></body>""",
        "full_text",
        ("Kept 1", "Kept 2", "Kept 3", "Kept 4", "Kept 5", "Nausea | 3 (4%)", "Nausea | 5 (6%)"),
    ),
    "news wire": (
        f"""<body><div class="bw-release-main"><h1 class="epi-fontLg"><b>Examplia Announces Results</b></h1>
        <div class="bw-release-subhead"><ul class="bwlistdisc"><li><b>Kept 1</b></li></ul></div><div class="bw-release-story">
        {PROSE}<table class="bwtablemarginb"><tr><td><p><b>Dose</b></p></td><td><p><b>Change</b></p></td></tr>
        <tr><td><p>12 mg</p></td><td><p>-11.1</p></td></tr></table><p><b>About Examplia</b></p><p>Kept 2.</p></div></div>
        <div class="more-from"><h3>More News</h3><p>LEAK</p></div></body>""",
        "full_text",
        ("Kept 1", "12 mg | -11.1", "Kept 2"),
    ),
    "fact sheet": (
        f"""<body><section class="content section-heading--detail"><h1>Low mood</h1></section><div class="sf-content-block">
        <article class="sf-detail-body-wrapper"><div><h2>Key facts</h2><ul><li>Kept 1.</li><li>Kept 2.</li></ul><hr>
        <h2>Overview</h2>{PROSE}</div></article></div><div class="sf-related"><h3>Related</h3><p>LEAK</p></div></body>""",
        "full_text",
        ("Kept 1", "Kept 2", "Low mood"),
    ),
    "government news": (
        f"""<body class="govuk-template__body"><header class="govuk-header">LEAK</header><div id="wrapper" class="news-article">
        <nav class="gem-c-contextual-breadcrumbs"><ol><li>LEAK</li></ol></nav><main role="main" id="content" class="news-article">
        <span class="govuk-caption-xl">Press release</span><h1>Spray A approved</h1><p class="gem-c-lead-paragraph">Kept 1.</p>
        <div class="govspeak">{PROSE}<h2 id="notes-to-editors">Notes to editors</h2><ol><li>Kept 2.</li></ol></div>
        <div class="gem-c-share-links"><h2>Share this page</h2><a>LEAK</a></div></main></div></body>""",
        "press_release",
        ("Kept 1", "Kept 2"),
    ),
    "boxes without meaning": (
        f"""<body><div class="x"><a href="/">LEAK</a> <a href="/n">LEAK</a></div><div class="z"><h2 class="t">Spray A</h2>
        <div class="w">{PROSE.replace("<p>", "<div>").replace("</p>", "</div>")}<ul><li>Kept 1</li><li>Kept 2</li></ul></div></div>
        <div class="s"><div class="u">Other trials</div><div>LEAK in 196 adults</div></div></body>""",
        "full_text",
        ("Kept 1", "Kept 2"),
    ),
    "snippets of a paper that is sold": (
        f"""<head>{TITLE}</head><body><article><h1 id="screen-reader-main-title">Spray A</h1><div class="Abstracts">
        <div class="abstract author" id="abs1"><h2>Abstract</h2>{ABSTRACT}</div></div><h2>Section snippets</h2>
        <section id="sec1"><h2>Introduction</h2>{PROSE}</section><section><h2>Methods</h2><p>Kept 1.</p></section>
        <section class="bibliography" id="cebib1"><h2>References (30)</h2><ul><li>LEAK</li></ul></section></article></body>""",
        "abstract",
        ("Kept 1",),
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_publishers_page_gives_the_work_and_nothing_else(name: str) -> None:
    markup, scope, kept = SHAPES[name]
    reading = read(markup)
    assert [words for words in kept if words not in reading.text] == []
    assert "LEAK" not in reading.text
    assert reading.scope == scope
    for number in NUMBERS:
        assert f"took spray {number} and" in reading.text
