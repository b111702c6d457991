"""First stage: the bytes of a file become an `Article`, whatever the format."""

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from msgspec import structs

from pipeline.articles import choose
from pipeline.articles.compose import compose
from pipeline.articles.draft import MAX_PARTS
from pipeline.errors import ArticleError
from pipeline.markup.web_archive import page_in
from pipeline.records.article import Article

_SUFFIX_OF = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_KNOWN_REFUSALS = (
    (b"{\\rtf", "a Rich Text file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc)"),
    (b"PK\x03\x04", "an archive or an Office file of another kind"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_WEB_ARCHIVES = (".mhtml", ".mht")
"""A page in a wrapping of its own: lines of a claim would be no lines of the file, so it isn't read."""


def read(data: bytes, path: str) -> Article:
    """The article in `data`; `path` is relative, with `/`, its suffix chooses the reader; `-` is standard input.

    Raises:
        ArticleError: empty, not decodable, too large, or of a format that no reader knows; one line says which.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if not data:
        raise ArticleError(f"{path}: the file is empty; there is nothing to audit")
    reader = choose(data, suffix)
    known = next((name for start, name in _KNOWN_REFUSALS if data.startswith(start)), "")
    if suffix in _WEB_ARCHIVES or (known == "" and page_in(data) is not None):
        known, reader = "a web archive (MHTML)", None
    if reader is None or (known and not reader.binary):
        found = f"this is {known}" if known else f"the file is not what its ending {suffix} says"
        raise ArticleError(f"{path}: {found}; save it as .docx, .html, .md, .txt or .pdf and try again")
    draft = reader.read(data, path)
    if not any(part.text.strip() for part in draft.parts):
        raise ArticleError(f"{path}: no text was found in it; there is nothing to audit")
    if len(draft.parts) > MAX_PARTS:
        raise ArticleError(f"{path}: more than {MAX_PARTS:,} paragraphs; no article has as many, so it is not read")
    return compose(draft, data, path, slug_of(path))


def read_fetched(data: bytes, content_type: str, url: str) -> Article:
    """The article of a live page: `data` as they came with their `content_type`; `path` becomes the address.

    Raises:
        ArticleError: as `read`, and for content types that no article comes in.
    """
    kind = content_type.partition(";")[0].strip().lower()
    name = (urlsplit(url).path.rstrip("/").rpartition("/")[2] or urlsplit(url).hostname or "article").partition(".")[0]
    suffix = _SUFFIX_OF.get(kind, PurePosixPath(urlsplit(url).path).suffix.lower())
    if kind.startswith(("image/", "video/", "audio/")):
        raise ArticleError(f"{url}: this is {kind}, not an article")
    article = read(data, f"{name}{suffix}")
    return structs.replace(article, path=url)


def slug_of(path: str) -> str:
    """The name of the article's reports: the file's stem in lower case, letters, digits and hyphens only."""
    stem = PurePosixPath(path).stem if path != "-" else "stdin"
    folded = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:80].strip("-") or "article"
