"""What checks share: building objections in one shape."""

from pipeline.records.article import Prominence
from pipeline.records.report import Severity

_LEVELS: tuple[Severity, ...] = ("consider", "should", "must")
PROMINENT: frozenset[Prominence] = frozenset(("headline", "standfirst", "lead", "caption"))


def raised(severity: Severity, by: int = 1) -> Severity:
    """The severity `by` levels higher (lower for negative numbers), within the three there are."""
    at = _LEVELS.index(severity) + by
    return _LEVELS[min(max(at, 0), len(_LEVELS) - 1)]


def shortened(text: str, most: int) -> str:
    """At most `most` characters of `text`, cut at a word, `…` where cut."""
    clean = " ".join(text.split())
    if len(clean) <= most:
        return clean
    return clean[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
