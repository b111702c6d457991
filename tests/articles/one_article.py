"""One article of our own as text, Markdown and the HTML of four programs; office formats stand in `office_files`.

Inline signs of the source below: `{1,3}` is a citation, `{{words|address}}` a link, `^-4^` a raised exponent.
"""

import html
import re
from collections.abc import Callable
from textwrap import wrap

TITLE = "Short naps on night shifts: what two trials found"
STANDFIRST = (
    "A trial of 193 nurses found that a short nap kept reaction times steadier, but not that it made wards safer."
)
SITE = "https://registry.example/naps"

BODY: list[tuple[str, str | list[str]]] = [
    ("p", "Nurses who work at night make more slips towards the morning. A nap of 20 minutes may help {1}."),
    (
        "p",
        (
            "The larger trial enrolled 193 nurses at four hospitals {1}. It compared a nap of 20 minutes with a quiet "
            "break, and neither group knew which outcome counted. Reaction times were 11 ms shorter after the nap."
        ),
    ),
    ("h2", "What the nap did"),
    (
        "p",
        (
            "The effect lasted for about three hours {1}. A smaller crossover study of 24 people in Lisbon found no "
            "difference {2}. Light in the room was kept at 10^-4^ of daylight, over an area of 12 m^2^."
        ),
    ),
    ("p", "The nap is said to help with:"),
    ("ul", ["slower blinking towards dawn", "lapses of more than half a second", "sleepiness on the way home"]),
    ("h2", "Is it safe?"),
    ("p", "No serious adverse events were reported in either trial {1,2}. Four nurses felt groggy after waking {3}."),
    ("p", "The next trial is listed in {{a public registry|" + SITE + "}} and has not started recruiting."),
    ("h3", "Can a nap replace sleep at home?"),
    ("p", "It cannot. All 193 nurses slept at home as usual during the trial {1}."),
]
REFERENCES = [
    (
        "Nap Study Group. (2023). Short naps during night work: a randomised trial. Journal of Shift Work. "
        "https://doi.org/10.1000/nap.2023.1"
    ),
    "Institute of Sleep. (2021). A crossover study of naps. Sleep Letters. https://doi.org/10.1000/nap.2021.7",
    "Ward Safety Board. (2022). Grogginess after waking. Ward Reports. https://doi.org/10.1000/nap.2022.4",
]
DISCLAIMER = "Disclaimer: This article is for informational purposes only and replaces no advice of a doctor."

SIGN = re.compile(r"\{\{(?P<words>[^|}]+)\|(?P<url>[^}]+)\}\}| ?\{(?P<cite>[\d,]+)\}|\^(?P<power>-?\d+)\^")
_UP = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def render(text: str, cite: Callable[[str], str], link: Callable[[str, str], str], power: Callable[[str], str]) -> str:
    """`text` with its signs written as a format writes them."""

    def write(match: re.Match[str]) -> str:
        if match["cite"]:
            return cite(match["cite"])
        return link(match["words"], match["url"]) if match["words"] else power(match["power"])

    return SIGN.sub(write, text)


def brackets(text: str) -> str:
    return render(text, lambda n: f" [{n}]", lambda words, url: f"{words} ({url})", lambda n: n.translate(_UP))


def plain_lines() -> list[str]:
    lines = ["banner image", "", TITLE, "", "Summary:", "", STANDFIRST, ""]
    for kind, content in BODY:
        if kind == "ul":
            lines += [f"- {item}" for item in content]
        else:
            lines.append(brackets(str(content)))
        lines.append("")
    lines += ["References", ""]
    for number, entry in enumerate(REFERENCES, 1):
        lines += [f"[{number}] {entry}", ""]
    return [*lines, DISCLAIMER]


def text_file(encoding: str) -> bytes:
    text = "\n".join(plain_lines()) + "\n"
    if encoding == "cp1252":  # it has no raised four
        text = text.replace("⁻⁴", "^-4") + "\n© Example desk"
    return text.encode(encoding)


def markdown() -> bytes:
    lines = ["---", f'title: "{TITLE}"', "date: 2026-02-03", f"description: {STANDFIRST}", "---", ""]
    for kind, content in BODY:
        if kind == "ul":
            lines += [f"- {item}" for item in content]
        else:
            marks = {"h2": "## ", "h3": "### ", "p": ""}[kind]
            text = render(
                str(content),
                lambda n: f"<sup>{n}</sup>",
                lambda words, url: f"[{words}]({url})",
                lambda n: f"<sup>{n}</sup>",
            )
            lines += wrap(marks + text, 76, break_long_words=False, break_on_hyphens=False)
        lines.append("")
    lines += ["## References", ""]
    lines += [f"{number}. {entry}" for number, entry in enumerate(REFERENCES, 1)]
    return "\n".join([*lines, "", DISCLAIMER, ""]).encode()


def _html_body(
    cite: Callable[[str], str], power: Callable[[str], str], link: Callable[[str, str], str], p: str = "<p>"
) -> str:
    out = []
    for kind, content in BODY:
        if kind == "ul":
            out.append("<ul>\n" + "\n".join(f"<li>{html.escape(item)}</li>" for item in content) + "\n</ul>")
        else:
            opening = p if kind == "p" else f"<{kind}>"
            out.append(opening + render(html.escape(str(content), quote=False), cite, link, power) + f"</{kind}>")
    return "\n".join(out)


def _anchor(words: str, url: str) -> str:
    return f'<a href="{url}?utm_source=desk">{words}</a>'


def _sup(number: str) -> str:
    return f"<sup>{number}</sup>"


def wordpress() -> bytes:
    entries = "\n".join(f"<li>{html.escape(entry)}</li>" for entry in REFERENCES)
    body = _html_body(_sup, _sup, _anchor)
    return f"""<!DOCTYPE html>
<html lang="en-US">
<head><title>{TITLE} - Example Site</title><meta property="article:published_time" content="2026-02-03T09:00:00Z"></head>
<body class="single-post">
<div class="cookie-notice"><p>We use cookies so that 500 partners can follow you.</p></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sleep">Sleep</a></li></ul></nav>
<main><article class="post">
<header class="entry-header"><h1 class="entry-title">{TITLE}</h1>
<p class="subtitle">{STANDFIRST}</p></header>
<div class="entry-content">
<!-- wp:image --><figure><img src="banner.jpg" alt="banner image"></figure><!-- /wp:image -->
[et_pb_section admin_label="section"]
{body}
[/et_pb_section]
<h2>References</h2>
<ol>
{entries}
</ol>
<p>{DISCLAIMER}</p>
<div class="sharedaddy"><h3>Share this:</h3><ul><li>Twitter</li></ul></div>
<div id="jp-relatedposts"><h3>Related</h3><p>Coffee cured 196 nurses in another trial.</p></div>
</div></article></main>
<aside class="sidebar"><p>196 patients slept well in our survey.</p></aside>
<footer><p>Copyright 2026</p></footer>
</body></html>
""".encode()


def ghost() -> bytes:
    entries = "\n".join(
        f'<p id="ref{number}">[{number}] {html.escape(entry)}</p>' for number, entry in enumerate(REFERENCES, 1)
    )

    def linked(numbers: str) -> str:
        return " [" + ", ".join(f'<a href="#ref{n}">{n}</a>' for n in numbers.split(",")) + "]"

    body = _html_body(linked, _sup, _anchor)
    return f"""<!DOCTYPE html>
<html lang="en"><head><title>{TITLE}</title></head>
<body><header class="gh-head"><a href="/">Site</a></header>
<article class="gh-article post">
<h1 class="gh-article-title">{TITLE}</h1>
<p class="gh-article-excerpt">{STANDFIRST}</p>
<section class="gh-content gh-canvas">
{body}
<div class="kg-card kg-signup-card"><p>Join 9,000 readers and get our letter.</p></div>
<h2>Sources</h2>
{entries}
<hr>
<p><em>{DISCLAIMER}</em></p>
</section></article>
<footer class="gh-foot"><p>Published with Ghost</p></footer></body></html>
""".encode()


def substack() -> bytes:
    def call(numbers: str) -> str:
        return "".join(
            f'<a class="footnote-anchor" id="footnote-anchor-{n}-{next(_count)}" href="#footnote-{n}">{n}</a>'
            for n in numbers.split(",")
        )

    _count = iter(range(100))
    notes = "\n".join(
        f'<div class="footnote"><a id="footnote-{number}" href="#footnote-anchor-{number}-0" class="footnote-number">'
        f'{number}</a><div class="footnote-content"><p>{html.escape(entry)}</p></div></div>'
        for number, entry in enumerate(REFERENCES, 1)
    )
    return f"""<html><head><title>{TITLE}</title></head><body>
<article class="post"><div class="post-header"><h1 class="post-title">{TITLE}</h1>
<h3 class="subtitle">{STANDFIRST}</h3></div>
<div class="available-content"><div class="body markup">
{_html_body(call, _sup, _anchor)}
<p>{DISCLAIMER}</p>
<div class="subscription-widget-wrap"><p>Subscribe for free to receive new posts.</p></div>
{notes}
</div></div></article></body></html>
""".encode()


def google_html() -> bytes:
    def up(number: str) -> str:
        return f'</span><span class="c3">{number}</span><span class="c2">'

    def link(words: str, url: str) -> str:
        address = f"https://www.google.com/url?q={url}&amp;sa=D&amp;source=editors"
        return f'</span><span class="c4"><a class="c5" href="{address}">{words}</a></span><span class="c2">'

    body = _html_body(up, up, link, p='<p class="c1">')
    body = re.sub(r'(<p class="c1">|<h[23]>|<li>)(.*)(</(?:p|h[23]|li)>)', r'\1<span class="c2">\2</span>\3', body)
    entries = "\n".join(f'<li class="c1"><span class="c2">{html.escape(entry)}</span></li>' for entry in REFERENCES)
    return f"""<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type">
<style type="text/css">.c2{{font-weight:400;color:#000}}.c3{{vertical-align:super;font-size:7pt}}.title{{font-size:26pt}}</style></head>
<body class="c9 doc-content"><p class="c1 title" id="h.1"><span class="c2">{TITLE}</span></p>
<p class="c1 subtitle"><span class="c2">{STANDFIRST}</span></p>
{body}
<h2 id="h.2"><span class="c2">References</span></h2>
<ol class="c7 lst-kix_1-0 start" start="1">
{entries}
</ol>
<p class="c1"><span class="c2">{DISCLAIMER}</span></p></body></html>
""".encode()
