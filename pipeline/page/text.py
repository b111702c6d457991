"""Turns text that nobody vouches for into what a page, an attribute, a link or a terminal may show.

Article and sources are hostile until shown: markup in them is text, and characters that hide or turn round what
stands beside them (bidirectional controls, zero-width characters: Boucher and Anderson, 2021, "Trojan Source")
are made visible without changing the text, so that a quote can still be compared character for character.
"""

import re
import unicodedata
from datetime import datetime
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls but tab, line feed, carriage return
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
    "|(?<=[!-~])[\u200c\u200d]|[\u200c\u200d](?=[!-~])"  # joiners have work to do in emoji and many scripts
)
_LONE, _NEIGHBOURS = 3, 2
"""Up to so many words a text fragment is told apart by so many words on either side."""
_SPACE = re.compile(r"\s+")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_LONG = 6
"""Words from which a text fragment names only the first and last few: browsers match those over several nodes."""


def shown(text: str) -> Markup:
    """`text` as HTML: escaped, with every unseen character kept, fenced off and named beside it."""
    return Markup(_UNSEEN.sub(_fenced, str(escape(text))))  # noqa: S704 - built from escaped text only


def _fenced(match: re.Match[str]) -> str:
    character = match[0]
    legal = unicodedata.category(character) not in ("Cc", "Cn")  # controls and non-characters are not valid HTML
    kept = character if legal else "\ufffd"
    return f'<bdi class="ctl" data-c="U+{ord(character):04X}">{kept}</bdi>'


def plain(text: str) -> str:
    """`text` on one line for attributes, titles and terminals: unseen characters become `[U+202E]`."""
    return _SPACE.sub(" ", visible(text)).strip()


def visible(text: str) -> str:
    """`text` with every unseen character written out as `[U+202E]`, white space as it was."""
    return _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def stopped(text: str) -> str:
    """`text` on one line, ended like a sentence."""
    flat = plain(text)
    return flat if not flat or flat[-1] in ".!?…" or flat[-2:] in (".”", "?”", "!”") else f"{flat}."


def marked(text: str, span: tuple[int, int] | None) -> Markup:
    """`text` as HTML with `text[span]` in a `mark` element."""
    if span is None:
        return shown(text)
    start, end = span
    return Markup("{}<mark>{}</mark>{}").format(shown(text[:start]), shown(text[start:end]), shown(text[end:]))


def clipped(text: str, span: tuple[int, int] | None, limit: int) -> tuple[str, tuple[int, int] | None]:
    """At most about `limit` characters of `text` round `span`, cut at spaces, with `…` where something was cut.

    Returns the excerpt and where the span stands in it. Nothing but the cut is changed.
    """
    if len(text) <= limit:
        return text, span
    middle = (span[0] + span[1]) // 2 if span else 0
    start = max(0, min(middle - limit // 2, len(text) - limit, span[0] if span else 0))
    end = min(len(text), max(start + limit, span[1] if span else 0))
    if start:
        at = text.find(" ", start, span[0] if span else start + 40)
        start = at + 1 if at >= 0 else start
    if end < len(text):
        at = text.rfind(" ", span[1] if span else max(start, end - 40), end)
        end = at if at > start else end
    head, tail = "…" if start else "", "…" if end < len(text) else ""
    moved = (span[0] - start + len(head), span[1] - start + len(head)) if span else None
    return f"{head}{text[start:end]}{tail}", moved


def cut(text: str, limit: int) -> str:
    """The first `limit` characters of `text` on one line, cut at a space."""
    flat = _SPACE.sub(" ", text).strip()
    if len(flat) <= limit:
        return flat
    return flat[:limit].rsplit(" ", 1)[0] + "…"


def web(url: object) -> str:
    """`url` if it is an address that a reader may open (http or https with a host), else the empty string."""
    if not isinstance(url, str) or _UNSEEN.search(url) or any(mark in url for mark in "<>\"'\\ \t\r\n"):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme.lower() in ("http", "https") and parts.hostname else ""


def at_passage(url: str, quoted: str, span: tuple[int, int] | None = None) -> str:
    """`url` with a text fragment that makes a browser scroll to `quoted[span]` (WICG, Scroll to Text Fragment).

    A few words alone ("209") may stand anywhere on the page: they are named with their neighbours in `quoted`.
    """
    start, end = span or (0, len(quoted))
    words = quoted[start:end].split()
    if not url or not words:
        return url
    directive = _fragment(words) if len(words) <= _LONG else f"{_fragment(words[:3])},{_fragment(words[-3:])}"
    if len(words) <= _LONE:
        before, after = quoted[:start].split()[-_NEIGHBOURS:], quoted[end:].split()[:_NEIGHBOURS]
        head = f"{_fragment(before)}-," if before and quoted[start - 1].isspace() else ""
        tail = f",-{_fragment(after)}" if after and quoted[end].isspace() else ""
        directive = f"{head}{directive}{tail}"
    glue = ":~:text=" if "#" in url else "#:~:text="
    return f"{url}{glue}{directive}"


def _fragment(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")


def short_url(url: str) -> str:
    """An address as a person says it: host and the start of the path, for paper."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    host = (parts.hostname or "").removeprefix("www.")
    return host + (path if len(path) <= 30 else f"{path[:14]}…{path[-14:]}")


def moment(stamp: object) -> str:
    """An RFC 3339 time as `20 Nov 2026, 09:14 UTC`, a date as `20 Nov 2026`; anything else as it came."""
    if not isinstance(stamp, str):
        return ""
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return plain(stamp)
    day = f"{at.day} {_MONTHS[at.month - 1]} {at.year}"
    if "T" not in stamp and " " not in stamp:
        return day
    zone = "UTC" if at.utcoffset() is None or not at.utcoffset() else f"{at:%z}"
    return f"{day}, {at:%H:%M} {zone}"


def day(stamp: object) -> str:
    """The date of an RFC 3339 time: `14 Nov 2026`."""
    return moment(stamp).split(",")[0]
