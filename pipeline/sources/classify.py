"""Names every way in which asking for a source can end, before a word of it is taken for evidence.

A 200 is not a source: challenge pages, consent walls, script shells and polite "not found" pages all arrive as text.
`refused` judges the answer by its status and headers, `page_ending` by what the page says; words in `classify.toml`.
"""

import re
from collections.abc import Iterable
from typing import get_args
from urllib.parse import urlsplit

from msgspec import Struct

from pipeline.records.source import Capture, Reason
from pipeline.sources.classify_words import WORDS

FEW = 80
"""Words below which a page that a script would fill counts as empty (retrieval notes, section 7)."""
SHORT = 150
"""Words up to which a page may be a notice of the site rather than a work."""
_SHORT_TITLED = 250
"""As `SHORT`, for a page whose title already says that it is a notice."""
_SENTENCE_WORDS = 12
"""Words of a line that is a sentence and not a label of the page's frame."""
_STOPS = (".", "!", "?", ")", "]", "”", '"')
_LINE_WORDS = 45
"""A line that offers access is short; a sentence of a paper that says "get access" stands in a longer one."""
_PRIVATE_DENSITY = 30
"""One word of privacy vocabulary in so many words makes a sentence part of a privacy notice."""
_VOCABULARY = 5
"""Different words of that vocabulary that a notice uses at least."""
_NOTICE = 40
_LONG_NOTICE = 300
"""Words of a notice: shorter than the first is a banner; behind one longer than the second no short text is a work."""

_REASONS: frozenset[str] = frozenset(get_args(Reason))
_CONSENT_WORD = re.compile(
    "|".join(rf"\b{re.escape(word)}\b" for word in sorted(WORDS.consent.words, key=len, reverse=True))
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_ADDRESSED = re.compile(
    "|".join(
        rf"\b(?:{we})\b.*\b(?:{you})\b|\b(?:{you})\b.*\b(?:{we})\b"
        for we, you in (
            ("we|our|us", "your?"),
            ("wir|uns|unsere[mnrs]?", "sie|ihnen|ihre[mnrs]?|ihr|du|deine[mnrs]?|dein"),
            ("nous|notre|nos", "vous|votre|vos"),
            ("nosotros|nuestr[oa]s?|nos", "usted|sus?|tus?"),
            ("noi|nostr[oaie]", "tuo[i]?|tua|tue|vostr[oaie]"),
            ("nós|noss[oa]s?", "você|seus?|suas?"),
            ("wij|we|onze", "u|uw|je|jouw"),
        )
    )
)
"""A sentence in which a site speaks to its reader, in the languages whose notices are known."""
_LANGUAGE = re.compile(r"^[a-z]{2}(?:[-_][a-z]{2})?$")
_MOVED = re.compile(
    r"\b(?:page|article|story|content|document|item|resource|link|url|file)\b[^.]{0,60}\b(?:moved|removed|deleted|expired"
    r"|unavailable|not available|no longer (?:available|exists?)|(?:cannot|can't|couldn't|could not) be found"
    r"|(?:doesn't|does not) exist|not found)\b"
)
_APOLOGY = re.compile(r"\b(?:you|your|you're|you've|sorry|oops|unfortunately)\b")
_OPENING, _OPENING_WORDS = 3, 30
"""Lines of a page's beginning, and words of each, that may say that what was asked for is elsewhere."""
_FEW_PRIVATE = 3
"""Words of a privacy notice that are enough where the text says nothing of what its title names."""
_TITLE_WORD = re.compile(r"[^\W\d_]{4,}")
_TITLE_PIECES = re.compile(r"\s+[|–—·•»-]\s+|:\s+|\s*[|]\s*")


class Ending(Struct, frozen=True):
    """Why there is no text: the contract's word and a plain sentence for the editor."""

    reason: Reason
    detail: str


class Page(Struct, frozen=True):
    """What the classifier looks at: a page's text before and after furniture was taken out, and some of its mark-up."""

    titles: tuple[str, ...]
    """Window title and first headlines."""
    markup: str
    """Beginning of the mark-up, lower case."""
    visible: tuple[str, ...]
    """Every line that a reader of the page sees, lower case."""
    lines: tuple[str, ...]
    """The lines that were taken for the work, without its title, lower case."""
    noscript: str = ""
    root_words: int | None = None
    """Words inside the box that a script fills; None where there is no such box."""
    password: bool = False
    scripted: bool = False
    """Whether the page brings scripts."""
    scholarly: bool = False
    canonical: str = ""
    headline: bool = False
    """Whether the page has a headline of its own."""

    @property
    def words(self) -> int:
        """Words taken for the work."""
        return _count(self.lines)

    @property
    def spoken(self) -> bool:
        """Whether there is a sentence among them, and not only labels, names and links."""
        return speaks(self.lines)


_STATUS: dict[int, tuple[Reason, str]] = {
    401: ("blocked", "The site asks for a login before it answers (401)."),
    402: ("login_wall", "The site asks for payment before it answers (402)."),
    403: ("blocked", "The site refused to send the page (403)."),
    404: ("not_found", "The site says that there is no such page (404)."),
    408: ("timeout", "The site gave up waiting (408)."),
    410: ("gone", "The site says that the page was taken down (410)."),
    413: ("too_large", "The site says that the answer is too large (413)."),
    429: ("rate_limited", "The site asks for fewer requests (429); try again later."),
    451: ("blocked", "The site may not show the page for legal reasons (451)."),
}
_OUTCOMES: dict[Reason, str] = {
    "blocked": "The site refused to send the page.",
    "timeout": "The site did not answer in time.",
    "robots": "The site's robots.txt asks programs not to read this page.",
    "too_large": "The answer is larger than what is read.",
    "offline": "The source was not asked for: the audit ran offline and no copy is kept.",
    "refused_by_policy": "The address is one that is never asked (not public, or not https).",
    "tls_error": "The site's certificate is not valid.",
    "redirect_loop": "The site keeps sending the request on to another address.",
    "network_error": "The site could not be reached.",
    "unresolved": "No record matches the reference.",
}


def refused(capture: Capture, body: bytes | None) -> Ending | None:
    """The ending that headers, status or the recorded outcome name; None where there is a body to read."""
    headers = {name.lower(): value for name, value in (capture.headers or {}).items()}
    if _is_challenge_answer(capture.status, headers, body):
        return Ending("blocked", "The site answers programs with a check for humans.")
    outcome = _recorded(capture)
    if outcome and (body is None or capture.status not in _STATUS):
        return outcome
    if capture.status == 503 and "retry-after" in headers:
        return Ending("rate_limited", "The site asks to come back later (503 with Retry-After).")
    if capture.status in _STATUS:
        return Ending(*_STATUS[capture.status])
    if capture.status >= 500:
        return Ending("server_error", f"The site's server failed ({capture.status}).")
    if capture.status >= 400:
        return Ending("blocked", f"The site refused the request ({capture.status}).")
    if capture.status >= 300:
        return Ending("redirect_loop", f"The site sends the request on ({capture.status}) and never answers it.")
    if body is None or capture.status < 100:
        return Ending("network_error", capture.note or "No answer was recorded.")
    if not body.strip():
        return Ending("unreadable", "The answer is empty.")
    return None


def _recorded(capture: Capture) -> Ending | None:
    word = capture.outcome or ""
    if word not in _REASONS:
        return None
    reason: Reason = word  # type: ignore[assignment]  # one of the words, as just tested
    return Ending(reason, capture.note or _OUTCOMES.get(reason, f"The site's answer could not be used ({word})."))


def _is_challenge_answer(status: int, headers: dict[str, str], body: bytes | None) -> bool:
    """A server that mentions Cloudflare is no evidence; its mark for a challenge, or a challenge page's code, is."""
    if headers.get("cf-mitigated") == "challenge" or headers.get("x-amzn-waf-action") in ("challenge", "captcha"):
        return True
    if status in (202, 403, 405, 429, 503) and body:
        start = body[:60_000].lower()
        return b"cf_chl_" in start or b"captcha-delivery.com" in start or b"px-captcha" in start
    return False


def page_ending(page: Page, capture: Capture) -> Ending | None:
    """How a page that came with status 200 ends if it is not the work, in the order of the classifier; else None."""
    judges = (_challenge, _missing, _consent, _shell, _login)
    return next((ending for judge in judges if (ending := judge(page, capture))), None)


def _challenge(page: Page, _: Capture) -> Ending | None:
    blocked = Ending("blocked", "The site answered with a check for humans instead of the page.")
    if page.words < _SHORT_TITLED and _named(page.titles, WORDS.challenge.titles):
        return blocked
    if page.words >= SHORT:
        return None
    if _says(page.visible, WORDS.challenge.phrases) or _says((page.noscript,), WORDS.challenge.phrases):
        return blocked
    asked = sum(_says(page.visible, group) for group in WORDS.challenge.diagnostics)
    if asked > 1 and not page.scholarly:
        return blocked
    return blocked if page.words < FEW and any(mark in page.markup for mark in WORDS.challenge.marks) else None


def _missing(page: Page, capture: Capture) -> Ending | None:
    if page.words < _SHORT_TITLED and _named(page.titles, WORDS.missing.titles):
        return Ending("soft_404", "The page says that what was asked for is not there.")
    if (page.words < SHORT and _says(page.visible, WORDS.missing.phrases)) or _opens_with_apology(page):
        return Ending("soft_404", "The page says that what was asked for is not there.")
    if _sent_to(capture.url, capture.final_url, WORDS.missing.places):
        return Ending("soft_404", "The site sent the request on to its front or search page.")
    if (
        page.canonical
        and not page.scholarly
        and page.words < _SHORT_TITLED
        and _sent_to(capture.url, page.canonical, {""})
    ):
        return Ending("soft_404", "The site answered with its front page.")
    return None


def _opens_with_apology(page: Page) -> bool:
    """Whether the text begins by telling its reader that the page is elsewhere or gone, whatever is offered below."""
    first = [_upright(line) for line in page.lines[:_OPENING] if len(line.split()) <= _OPENING_WORDS]
    return not page.scholarly and any(_MOVED.search(line) and _APOLOGY.search(line) for line in first)


def _consent(page: Page, capture: Capture) -> Ending | None:
    asked, came = capture.url.lower(), capture.final_url.lower()
    if any(place in came and place not in asked for place in WORDS.consent.places):
        return Ending("consent_wall", "The site sent the request on to a page that asks for consent to cookies.")
    own, seen = privacy_notice(page.lines), privacy_notice(page.visible)
    elsewhere = page.words - own
    covered = own >= _NOTICE and own >= elsewhere and (elsewhere < 120 or not page.scholarly)
    shut_out = elsewhere < _NOTICE <= seen or (elsewhere < FEW and seen >= max(_LONG_NOTICE, 3 * elsewhere))
    if covered or shut_out or _strays_into_privacy(page):
        return Ending("consent_wall", "The page holds a privacy notice and nothing of the work.")
    return None


def _strays_into_privacy(page: Page) -> bool:
    """Whether the text names nothing of its title and speaks of the reader's data in a notice's words, in any tone."""
    wanted = {word for title in page.titles for word in _TITLE_WORD.findall(title.lower())}
    text = "\n".join(page.lines)
    if page.scholarly or len(wanted) < 3 or page.words < _NOTICE or any(word in text for word in wanted):
        return False
    return len(set(_CONSENT_WORD.findall(text))) >= _FEW_PRIVATE


def privacy_notice(lines: Iterable[str]) -> int:
    """Words of the sentences (lower case) that belong to a privacy notice; 0 where the vocabulary is not one's.

    A notice uses many of its words: a study of cookies and children uses one. What stands between two sentences of a
    notice and speaks to the reader ("you", "we") belongs to it as well.
    """
    sentences = [sentence for line in lines for sentence in _SENTENCE.split(line) if sentence]
    hits = [_CONSENT_WORD.findall(sentence) for sentence in sentences]
    if len({word for found in hits for word in found}) < _VOCABULARY:
        return 0
    words = 0
    for sentence, found in zip(sentences, hits, strict=True):
        size = len(sentence.split())
        addressed = _ADDRESSED.search(sentence) is not None
        if (found and len(found) * _PRIVATE_DENSITY >= size) or addressed:
            words += size
    return words


def _shell(page: Page, _: Capture) -> Ending | None:
    needs_script = _says((page.noscript, *page.visible), WORDS.shell.phrases)
    empty_root = page.root_words is not None and page.root_words < FEW and not page.spoken
    nothing = page.scripted and page.words < _SENTENCE_WORDS and not page.scholarly
    if page.words < FEW and (needs_script or empty_root or nothing):
        return Ending("js_shell", "The page is filled by a script; without it there is no text.")
    outside = page.root_words is not None and page.root_words < _SENTENCE_WORDS and not page.headline
    if outside and page.scripted and not page.scholarly and page.words < _SHORT_TITLED:
        return Ending("js_shell", "The page is filled by a script; without it there is only the site's own text.")
    return None


def _login(page: Page, capture: Capture) -> Ending | None:
    wall = Ending("login_wall", "The site asks for a login before it shows the text.")
    if page.words < _SHORT_TITLED and _sent_to(capture.url, capture.final_url, WORDS.login.places):
        return wall
    held_back = not page.spoken and sells_access(page.visible)
    asks = page.password or _says(page.visible, WORDS.login.phrases)
    asks = asks and not (page.scholarly and page.spoken)
    return wall if page.words < FEW and (asks or held_back) else None


def speaks(lines: Iterable[str]) -> bool:
    """Whether one of the lines is a sentence: long enough, with a stop."""
    return any(len(line.split()) >= _SENTENCE_WORDS and line.rstrip().endswith(_STOPS) for line in lines)


def sells_access(lines: Iterable[str]) -> bool:
    """Whether a short line (lower case) offers access to a full text that is not there."""
    return any(phrase in line for line in lines if len(line.split()) <= _LINE_WORDS for phrase in WORDS.paywall.phrases)


def press_release(types: Iterable[str], url: str) -> bool:
    """Whether labels (lower case) or the address say that the text is its sender's own announcement."""
    parts = urlsplit(url.lower())
    host = (parts.hostname or "").removeprefix("www.")
    return (
        any(kind.startswith(WORDS.kinds.press) for kind in types)
        or any(host == wire or host.endswith("." + wire) for wire in WORDS.kinds.press_hosts)
        or any(path in parts.path + "/" for path in WORDS.kinds.press_paths)
    )


def kind_labels(lines: Iterable[str]) -> tuple[str, ...]:
    """Of the short lines round a title those that name a kind of work ("Systematic review article"), lower case."""
    found = []
    for line in lines:
        clause = re.split(r"[,.;|·:–—•(]", line.lower().strip(), maxsplit=1)[0].strip()
        words = clause.split()
        if clause in WORDS.kinds.labels or (2 <= len(words) <= 5 and _starts_with_label(words)):
            found.append(clause)
    return tuple(dict.fromkeys(found))


def _starts_with_label(words: list[str]) -> bool:
    return any(" ".join(words[:size]) in WORDS.kinds.labels for size in range(2, len(words)))


def _named(titles: Iterable[str], names: frozenset[str]) -> bool:
    """Whether a title, or a part of it between separators, is one of these names."""
    upright = map(_upright, titles)
    pieces = (piece.strip(" .!…?,") for title in upright for piece in (title, *_TITLE_PIECES.split(title)))
    return any(piece.lower() in names for piece in pieces if piece)


def _says(lines: Iterable[str], phrases: tuple[str, ...]) -> bool:
    return any(phrase in line for line in map(_upright, lines) for phrase in phrases)


def _upright(line: str) -> str:
    """With typewriter apostrophes, as the word lists have them."""
    return line.replace("\u2019", "'")


def _count(lines: Iterable[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _sent_to(asked: str, came: str, places: Iterable[str]) -> bool:
    """Whether a request for a page below the root ended at one of these places near the root."""
    wanted, got = _path(asked), _path(came)
    if not wanted or got == wanted or len(got) > 3:
        return False
    last = got[-1].rpartition(".")[0] or got[-1] if got else ""
    near = len(got) <= 1 or (len(got) == 2 and len(got[0]) <= 5)
    return (
        last in places
        and wanted[-1] != (got[-1] if got else "")
        and (near or last not in ("", "index", "default", "home", "search"))
    )


def _path(url: str) -> list[str]:
    """The parts of an address's path; a front page in a language (`/en/`, `/de-ch`) has none."""
    try:
        parts = [part for part in urlsplit(url.lower()).path.split("/") if part]
    except ValueError:
        return []
    return [] if len(parts) == 1 and _LANGUAGE.match(parts[0]) else parts
