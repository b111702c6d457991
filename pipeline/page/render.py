"""View → one HTML file: styles, script, sprite and data inside, and a policy that lets nothing else run or load."""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.page.view import View, view
from pipeline.page.words import words
from pipeline.records.report import Report

_ROOM = "pipeline.page"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src {script}; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
EXPIRY_MUST, EXPIRY_OTHER = 30, 180
"""Days after which a decision expires unless the reviewer says otherwise: a waived must comes back sooner."""
NOTE = 20
"""Characters of reasoning that a waived must needs at least."""
_SHAPES = {
    "must": ("#c94a0c", "M4.9 1h6.2L15 4.9v6.2L11.1 15H4.9L1 11.1V4.9z"),
    "should": ("#bd8100", "M8 .9 15.7 14.7H.3z"),
    "na": ("#6a5fd0", "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z"),
    "ok": ("#00845f", "m6.1 13.3-5-5.1 2-2 3 3.1 6.8-6.8 2 2z"),
}
"""Colour and outline of the window's icon, by the icon of the state."""


def render(report: Report) -> str:
    """The report as one self-contained HTML file; the same report always gives the same bytes."""
    shown = view(report)
    return page("report.html.j2", shown.summary.icon, script(), v=shown, data=_data(shown, report), script=script())


def page(template: str, icon: str, code: str, **values: Any) -> str:
    """A template filled in, with what every page of the house carries; `code` is the one script that may run."""
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    policy = Markup(_POLICY.format(script=f"'sha256-{digest}'" if code else "'none'"))  # noqa: S704 - all ours
    text = environment().get_template(template)
    rendered = text.render(policy=policy, css=styles(), sprite=_file("sprite.svg"), favicon=favicon(icon), **values)
    return rendered.lstrip() + "\n"


@cache
def environment() -> Environment:
    """The template engine: everything escaped, and a name that is not there is an error."""
    return Environment(
        loader=PackageLoader("pipeline", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _file(name: str) -> Markup:
    """A file of this room that goes into the page as it is."""
    return Markup(files(_ROOM).joinpath(name).read_text(encoding="utf-8").strip())  # noqa: S704 - our own file


@cache
def script() -> Markup:
    """The one script, without its indentation and its comments (which stand on lines of their own)."""
    return Markup(re.sub(r"\n\s+", "\n", re.sub(r"^/\*.*?\*/\n", "", _file("report.js"), flags=re.MULTILINE)))  # noqa: S704 - our own file


@cache
def styles() -> Markup:
    """All styles; dark ones only on screens, by the system's wish or the reader's."""
    dark = _file("dark.css")
    themed = (
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}}}"
    )
    return Markup(re.sub(r"\s*\n\s*", "", _COMMENT.sub("", _file("report.css").replace("/*dark*/", themed))))  # noqa: S704 - our own files


def favicon(icon: str) -> str:
    """The window's icon as a data address: octagon, ring, triangle or tick."""
    colour, outline = _SHAPES[icon]
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><path d='{outline}' fill='{colour}'/></svg>"
    return "data:image/svg+xml," + quote(drawing, safe=" =:/'")


def _data(shown: View, report: Report) -> Markup:
    """What the script needs, as JSON that cannot end its own element."""
    block = {
        "article": {"slug": report.article.slug, "path": report.article.path, "sha256": report.article.sha256},
        "expiry": {"must": EXPIRY_MUST, "other": EXPIRY_OTHER},
        "note": NOTE,
        "words": words().decision,
        "short": words().decision_short,
        "findings": [
            {
                "number": each.number,
                "severity": each.severity,
                "decision": each.decision,
                "of": [{"id": part.id, "code": part.code} for part in each.parts],
            }
            for each in shown.cards
        ],
    }
    text = msgspec.json.encode(block).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - every character that could end the element is written as an escape
