"""Prints articles of our own from a browser in six ways and compares claims, citations and verdicts with their HTML.

Run: `python -m benchmarks.printed` (needs Chromium; CLAIM_AUDIT_CHROMIUM names it). The articles lie in
`benchmarks/printed/*.html`; each is printed in one column, in two, with a browser's header and footer over several
pages and on one, on small paper, and with lists as word processors set them (a sign of a symbol font, a gap, words
set in). Ends with 1 where more than 2% of the claims differ.
"""

import difflib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, PdfMargins, sync_playwright

from pipeline.records.citation import Reference
from pipeline.records.report import Report
from pipeline.records.source import Capture
from pipeline.stages.assemble import Circumstances
from pipeline.walk import audit_article, open_article

ARTICLES = Path(__file__).with_name("printed")
SHARE = 0.02
PLAIN = (
    "body{font:11pt/1.35 serif;margin:0}table{border-collapse:collapse;font-size:9.5pt}"
    "td,th{padding:2px 10px;text-align:left}"
    "sup{font-size:70%;line-height:0}.fn{font-size:9pt}h1{font-size:20pt}h2{font-size:14pt}h3{font-size:12pt}"
)
TWO = "article{columns:2;column-gap:8mm}h1{column-span:all}body{font-size:9.5pt}td,th{padding:1px 3px}"
TIGHT = (
    "body{font-size:7pt}h1{font-size:13pt}h2{font-size:9pt}h3{font-size:8pt}table{font-size:6.5pt}p,ul,ol{margin:3pt 0}"
)
WORD = (
    "body{font-family:sans-serif;text-align:justify}.item{margin:0 0 0 36pt;text-indent:-18pt}"
    ".gap{display:inline-block;width:12pt}.sign{display:inline-block;text-indent:0}"
)
WAYS: dict[str, tuple[str, str, bool]] = {
    "one column": (PLAIN, "A4", False),
    "two columns": (PLAIN + TWO, "A4", False),
    "browser, pages": (PLAIN, "Letter", True),
    "browser, one page": (PLAIN + TIGHT, "A4", True),
    "small paper": (PLAIN + "body{font-family:sans-serif}", "A5", False),
    "word processor": (PLAIN + WORD, "A4", False),
}
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_MARKER = re.compile(r"\s*\[[\d, ]+\]")
Row = tuple[str, tuple[str, ...], str, str]


def set_as_word(page: str) -> str:
    """Lists as paragraphs with a sign and a gap before their words."""

    def items(words: str, sign: Callable[[int], str]) -> str:
        lines = re.findall(r"<li>(.*?)</li>", words, re.DOTALL)
        before = '<p class="item"><span class="sign">{}</span><span class="gap"></span>'
        return "".join(f"{before.format(sign(at))}{line}</p>" for at, line in enumerate(lines, 1))

    page = re.sub(r"<ul>(.*?)</ul>", lambda found: items(found[1], lambda _: "&#xf0b7;"), page, flags=re.DOTALL)
    return re.sub(r"<ol[^>]*>(.*?)</ol>", lambda found: items(found[1], lambda at: f"{at}."), page, flags=re.DOTALL)


def printed(browser: Browser, page: str, way: str, folder: Path) -> bytes:
    """The page as PDF."""
    style, paper, headed = WAYS[way]
    page = set_as_word(page) if way == "word processor" else page
    file = folder / "page.html"
    file.write_text(_STYLE.sub(f"<style>{style}</style>", page), encoding="utf-8")
    tab = browser.new_page()
    tab.goto(file.as_uri())
    edge = "12mm" if headed else "18mm"
    margin: PdfMargins = {"top": edge, "bottom": edge, "left": edge, "right": edge}
    body: bytes = tab.pdf(format=paper, display_header_footer=headed, margin=margin)
    tab.close()
    return body


def sources(page: str) -> Callable[[Reference], tuple[tuple[Capture, bytes | None], ...]]:
    """Sources that say what the article's own sentences say, some figures changed: verdicts of several kinds."""
    body = re.sub(r"<sup>.*?</sup>", "", page.partition("<h2>References")[0])
    odd = re.sub(r"(\d)(\d)(?=[ ,.])", r"\g<2>\g<1>", body)

    def find(reference: Reference) -> tuple[tuple[Capture, bytes | None], ...]:
        if not reference.identifiers.doi:
            return ()
        url = f"https://doi.org/{reference.identifiers.doi}"
        text = (odd if reference.label in ("2", "3") else body).replace("<h1>", f"<h1>{reference.title}: ")
        return ((Capture(url, url, 200, "text/html", "2026-01-01T00:00:00Z", "page.html"), text.encode()),)

    return find


def rows(report: Report) -> list[Row]:
    """A row a claim: its words without markers, its citations, their scope, its verdict."""
    return [(_MARKER.sub("", one.text), one.citations, one.citation_scope, one.verdict) for one in report.claims]


def told(body: bytes, path: str, page: str) -> list[Row]:
    """The claims of an article with their verdicts."""
    return rows(audit_article(open_article(body, path), sources(page), Circumstances("2026-02-03T00:00:00Z")))


def differing(one: list[Row], two: list[Row]) -> list[str]:
    """Rows that stand in one list alone, with the list's sign."""
    lines = difflib.unified_diff([str(row) for row in one], [str(row) for row in two], lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def main() -> int:
    """Print, read, compare; 1 where too much differs."""
    chromium = os.environ.get("CLAIM_AUDIT_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("printed: needs Chromium (apt-get install chromium, or set CLAIM_AUDIT_CHROMIUM)")
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for file in sorted(ARTICLES.glob("*.html")):
            page = file.read_text(encoding="utf-8")
            expected = told(page.encode(), file.name, page)
            for way in WAYS:
                found = told(printed(browser, page, way, Path(folder)), f"{file.stem}.pdf", page)
                lines = differing(expected, found)
                apart = sum(line.startswith("-") for line in lines) / len(expected)
                worst = max(worst, apart)
                print(f"{file.stem:12}{way:20}{len(expected):5} claims{100 * apart:6.1f}% differ")
                print("".join(f"    {line}\n" for line in lines), end="")
        browser.close()
    return int(worst > SHARE)


if __name__ == "__main__":
    raise SystemExit(main())
