"""Edits of how long: as long as the source watched, in the place of "for years"."""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.strength.context import context
from pipeline.suggestions.splice import near, splice
from pipeline.verdicts.polarity import same_polarity

_MEASURED = re.compile(
    r"\b(?:(?:at least|at most|up to|about|only|over|through|until|for)\s+)*(?:the\s+)?"
    r"(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s|-)"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:for|over|after|at|by|through|until|within)\s+(?!least|most)(?:the\s+|a\s+)?", re.IGNORECASE)
_FOLLOWED = re.compile(
    r"\b(?:follow(?:ed)?[- ]?up|followed|studied|observed|data|received|given|treatment)\b[^.;]*"
    r"\b(?:beyond|after|at|for|is|was) (?P<time>(?:week|month|day|year) \d+|[\w-]+ (?:days|weeks|months|years?))\b",
    re.IGNORECASE,
)
"""How long anybody looked: told where the passage denies that it looked longer."""
_NO_EFFECT = re.compile(r"\b(?:did not|no better|no differ\w+|regrown|relapse[sd]?|returned|wore off)\b", re.IGNORECASE)


def duration_edits(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """How long the source watched, in the place of "for weeks"; or the word of lasting left out."""
    text, words = claim.text, claim.text[slice(*said)]
    time = _MEASURED.search(passage.text[slice(*shown)])
    clause = passage.text[slice(*context(passage.text).clause(shown[0]))]
    field = passage.kind in ("field", "cell") or passage.work.kind == "registry_record"
    lasts = re.search(r"\b(?:last|persist|maintain|sustain|continu)", clause, re.IGNORECASE)
    same = field or ((near(claim, passage) or bool(lasts)) and same_polarity(text, clause))
    bound = re.search(r"\bfor\s+.*$|\b(?:weeks|months|years|days)\b.*$", words)
    point = re.search(r"\b(?:day|week|month|year) \d+\b", passage.text[slice(*shown)], re.IGNORECASE)
    if point and same and bound and bound[0].startswith("for"):
        yield splice(text, (said[0] + bound.start(), said[1]), f"until {point[0]}")
    if time and same:
        length = re.sub(r"-(\w+?)s?$", r" \1s", _LEAD.sub("", time[0]))
        if bound:
            start = said[0] + bound.start()
            yield splice(text, (start, said[1]), f"for {length}" if bound[0].startswith("for") else length)
        if words.lower() in ("permanently", "forever", "in the long term", "for good", "for life", "for ever"):
            yield splice(text, said, f"for {length}")
    yield from _followed(claim, passage, said)
    adjective = re.fullmatch(r"(?:long-)?(?:lasting|term)|sustained|durable|permanent(?:ly)?|enduring", words.lower())
    if same and adjective and re.match(r"\s+(?!(?:for|in|on|until)\b)[a-z]", text[said[1] :]):
        yield splice(text, said, "")


def _followed(claim: Claim, passage: Passage, said: tuple[int, int]) -> Iterator[str]:
    """As long as anybody looked, where the passage says how long that was: "until week 16", "for 24 weeks"."""
    looked = _FOLLOWED.search(passage.text)
    endless = re.search(r"\bfor (?:many |several |some )?(?:years|months|good|life|ever)$", claim.text[: said[1]])
    if looked is None or endless is None or _NO_EFFECT.search(passage.text) or not near(claim, passage):
        return
    if claim.text[said[1] :].strip(" .").startswith(("to come", "after")):
        return
    time = looked["time"].lower()
    point = re.match(r"(?:day|week|month|year) ", time)
    yield splice(claim.text, endless.span(), f"until {time}" if point else f"for {time}")
