"""Pages: what the article links to, else where the DOI leads, then open copies that somebody named.

No cookies, no browser's name, no challenge solved: a site that refuses programs is `blocked`, and a person can add a
copy. Where a page shows an abstract only, the PDF that it names itself (`citation_pdf_url`) is tried.
"""

import re
from html import unescape
from urllib.parse import quote

from msgspec.structs import replace

from pipeline.identifiers import url_key
from pipeline.net.adapters import Adapter
from pipeline.net.ask import Answer, Ask
from pipeline.net.known import Known, Place
from pipeline.net.links import join
from pipeline.net.settings import FetchSettings

_HEAD = 300_000
_PDF_TAG = re.compile(r"(?i)<meta\s(?=[^<>]{0,2000}?\bname\s*=\s*[\"']?citation_pdf_url\b)([^<>]{1,2000})>")
_CONTENT = re.compile(r"(?i)\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
RESOLVER = "https://doi.org/"
_ARCHIVE = "https://web.archive.org/"  # its own adapter's business
_DEAD = (
    "not_found",
    "gone",
    "soft_404",
    "network_error",
    "tls_error",
    "timeout",
    "server_error",
    "redirect_loop",
    "refused_by_policy",
)
"""Endings of a cited link after which the DOI may still lead somewhere; a site that blocks blocks there, too."""
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.5"


def asks(known: Known, _settings: FetchSettings) -> tuple[Ask, ...]:
    """Cited pages always; DOI landing page and open copies while there is no full text."""
    asked = [_page(url, "the cited page", (), stands=True) for url in known.pages]
    if known.enough:
        # What the article links to is read all the same where nothing else stands for it.
        return () if known.names.doi or known.names.pmid or known.names.pmcid or known.names.nct else tuple(asked)
    doi = known.names.doi
    if doi and all(known.ended(ask.step) in _DEAD for ask in asked):
        asked.append(_page(f"{RESOLVER}{quote(doi, safe='/:;()')}", "the publisher's page", (), stands=True))
    have = {url_key(ask.url) for ask in asked}
    through = tuple(ask.url for ask in asked[:1])
    open_copies = (place for place in known.places if not place.url.startswith(_ARCHIVE))
    copies = (_page(place.url, place.who, through) for place in open_copies if url_key(place.url) not in have)
    return (*asked, *copies)


def _page(url: str, who: str, through: tuple[str, ...], *, stands: bool = False) -> Ask:
    return Ask(
        url,
        "publisher",
        f"page {url}",
        who,
        kind="page",
        accept=_ACCEPT,
        days=30.0,
        stands=stands,
        found_through=through,
    )


def learn(known: Known, _ask: Ask, answer: Answer) -> Known:
    """The PDF that the page names as its own, while there is no full text."""
    if known.enough or not answer.body:
        return known
    content = _CONTENT.search(lead(answer))
    if content is None:
        return known
    url = join(answer.final_url, unescape(content[1] or content[2] or ""))
    if url is None or not url.startswith(("http://", "https://")) or any(place.url == url for place in known.places):
        return known
    return replace(known, places=(*known.places, Place(url, "the publisher's PDF")))


def lead(answer: Answer) -> str:
    """The tag by which a page names its PDF: worth remembering of a page that could not be read itself."""
    tag = _PDF_TAG.search((answer.body or b"")[:_HEAD].decode("utf-8", "replace"))
    return tag[0] if tag else ""


ADAPTER = Adapter("publisher", asks, learn, lead=lead)
