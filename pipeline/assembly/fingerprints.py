"""The identity of a finding: it survives line moves, new list numbers and white space, not a change of its words."""

import hashlib
import re
from collections.abc import Iterable

_UP = "[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
_MARKER = re.compile(
    r"(?<!\s)\s*\[[\d,\s–-]+\]"  # [3], [1, 4–6], and the space before them, which raised numbers do not have
    rf"|(?:(?<=[^\W\d_]{{3}})|(?<=[.,;:!?”\"’)])){_UP}(?:[,⁻–-]{_UP})*"  # raised behind a word; units are shorter
    r"|(?<=[^\W\d_]{3}[.!?])\d{1,3}(?:[,–-]\d{1,3})*(?=\s+[A-Z“\"(]|\s*$)"  # once raised, now glued to a sentence
    r"|^\s*\(?\d{1,3}[.)]\s+(?=\D)"  # the number of an entry in a list
)
_QUOTES = re.compile(r"[\"'“”‘’«»]")
_SPACE = re.compile(r"\s+")


def norm(text: str) -> str:
    """Casefolded, without quotation marks, reference markers and list numbers, white space collapsed."""
    return _SPACE.sub(" ", _QUOTES.sub("", _MARKER.sub("", text))).strip().casefold()


def fingerprint(code: str, slug: str, span: str, sentence: str, names: Iterable[str], occurrence: int) -> str:
    """First 16 hex digits of the SHA-256 of what makes a finding this finding.

    Args:
        code: the finding's code.
        slug: of the article.
        span: the words that it is about (for a grouped finding: its root cause).
        sentence: the sentence round them.
        names: identifiers of the works concerned, never their labels.
        occurrence: 0 for the first finding that would otherwise look the same, then 1, …
    """
    parts = [code, slug, norm(span), norm(sentence), " ".join(sorted(names)), str(occurrence)]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def sentence_digest(sentences: Iterable[str]) -> str:
    """First 16 hex digits of the SHA-256 of some sentences, each as `norm` sees it, in no order."""
    return hashlib.sha256("\n".join(sorted({norm(one) for one in sentences})).encode()).hexdigest()[:16]
