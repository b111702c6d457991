"""Is the article in English? Told by the share of its words that are a language's commonest ones."""

import re
from functools import cache

from pipeline.lexicon import table

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 40_000
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_LEAST_SHARE = 0.12
"""English prose has 0.25 to 0.40 of these words, other languages below 0.05; headings and tables pull it down."""


@cache
def _commonest() -> dict[str, frozenset[str]]:
    raw = table("pipeline.articles", "language.toml")
    return {code: frozenset(words) for code, words in raw.items()}


def detect(text: str, declared: str = "") -> str:
    """ISO 639-1 code of the language of `text`, `und` where nothing tells; `declared` breaks ties of short texts."""
    sample = text[:_SAMPLE]
    letters = sum(char.isalpha() for char in sample) or 1
    for code, script in _SCRIPTS:
        if len(script.findall(sample)) > 0.3 * letters:
            return code
    words = [word.lower() for word in _WORD.findall(sample)]
    if not words:
        return "und"
    shares = {code: sum(word in common for word in words) / len(words) for code, common in _commonest().items()}
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    declared = re.split(r"[-_]", declared, maxsplit=1)[0].lower()
    if len(words) < 30:
        return best if shares[best] > 0 else (declared or "en")
    if shares[best] < _LEAST_SHARE:
        return declared if declared and declared != "en" else ("en" if best == "en" and shares["en"] > 0.05 else "und")
    return best
