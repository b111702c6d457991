"""Puts a finding into words and weighs it: titles that fit a card, spans of the claim, severity by place."""

from pipeline.records.claim import Claim
from pipeline.records.report import Severity

TITLE = 60
"""Longest title that a card of the report shows on one line."""
_ORDER: tuple[Severity, ...] = ("consider", "should", "must")
_PROMINENT = frozenset(("headline", "standfirst", "lead", "caption"))


def raised(severity: Severity, claim: Claim, *, top: Severity = "must") -> Severity:
    """One level more where most readers look (headline, standfirst, lead, caption), never above `top`."""
    step = _ORDER.index(severity) + (claim.prominence in _PROMINENT)
    return _ORDER[max(min(step, _ORDER.index(top)), _ORDER.index(severity))]


def titled(template: str, words: str) -> str:
    """`template` with `words` in place of `{}`, the words cut at a word's end so that all fits on a card."""
    room = TITLE - len(template.format(""))
    return template.format(cut(words, room))


def cut(words: str, room: int) -> str:
    """`words` on one line and no longer than `room`, cut at the end of a word."""
    flat = " ".join(words.split()).strip(" ,;:.")
    if len(flat) <= room:
        return flat
    kept = flat[: max(room - 1, 1)]
    return (kept.rsplit(" ", 1)[0] if " " in kept else kept).rstrip(" ,;:") + "…"


def capital(words: str) -> str:
    """`words` with a capital first letter."""
    return words[:1].upper() + words[1:]
