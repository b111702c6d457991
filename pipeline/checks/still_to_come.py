"""What is only announced is told as done (STA-004).

What it does: looks for a verb that the claim tells in the past ("was banned", "has submitted") and the source only in
the future ("will be banned", "plans to submit"), of the same thing; objects where the source nowhere tells it as past.

Why it matters: plans slip and are dropped. A reader who takes one for done acts on what is not there.

The article says: "The tram line was opened last year."

The source says: "The tram line will be opened next spring."

Fine if: it has happened since; cite what says so.

Literature: KSJ Science Editing Handbook (statements that expire); SPIRIT 2013 (protocols tell what will be done).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._objections import title
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength.matching import content
from pipeline.text import stem

CODE = "STA-004"
SHORT = 8
"""A source of so few passages speaks of one thing; in a longer one more words must be shared."""
FEW, MORE = 1, 2
"""Words besides the verb that claim and passage must share, in a short source and in a longer one."""

_BETWEEN = (
    r"(?:(?!not\b|never\b|only\b|be\b)[a-z]+ly |already |now |just |since |recently |long |also |all |finally |then )*"
)
_VERB = r"(?P<verb>[a-z]{3,}(?:ed|ought|aught|ut|en|ound|ept|old|ent|un|iven|ade))\b"
_PASSIVE = re.compile(
    rf"(?i)\b(?:was|were|(?:has|have|had) {_BETWEEN}been|is|are|got) {_BETWEEN}{_VERB}(?! by (?:the )?time)"
)
_ACTIVE = re.compile(rf"(?i)\b(?:has|have|had) {_BETWEEN}(?!been\b|had\b|to\b){_VERB}")
_AHEAD = re.compile(
    r"(?i)\b(?:will|shall|(?:is|are|was|were) (?:only |still |now )?(?:to|due to|set to|expected to|planned to|about to"
    r"|scheduled to|going to|supposed to)|plans? to|intends? to|hopes? to|aims? to|wants? to)"
    rf" {_BETWEEN}(?:be )?{_BETWEEN}(?P<verb>[a-z]{{3,}})\b"
)
_BY_THEN = re.compile(
    r"(?i)\b(?:will|would|could|may|might|should|shall|if|when|once|until|before|by|next|tomorrow|to) (?:\w+ ){0,3}\Z"
)
_FUTURE = re.compile(
    r"(?i)\b(?:will|would|next (?:year|month|week|spring|summer|autumn|winter)|tomorrow|soon|from next)\b"
)
_DENIED = re.compile(r"(?i)\b(?:no|not|never|nobody|none|neither|nor)\b|n['’]t\b")


class Done(NamedTuple):
    """A verb told as past, or as still to come."""

    stem: str
    start: int
    end: int


@lru_cache(maxsize=8_192)
def done(text: str) -> tuple[Done, ...]:
    """Verbs that a text tells as past, in sentences that deny nothing and look ahead to nothing."""
    if _FUTURE.search(text) or _DENIED.search(text) or text.rstrip().endswith("?"):
        return ()
    return tuple(
        Done(stem(match["verb"].lower()), *match.span())
        for pattern in (_PASSIVE, _ACTIVE)
        for match in pattern.finditer(text)
        if not _BY_THEN.search(text, max(0, match.start() - 40), match.start())
    )


@lru_cache(maxsize=8_192)
def ahead(text: str) -> tuple[Done, ...]:
    """Verbs that a text tells as still to come."""
    return tuple(Done(stem(match["verb"].lower()), *match.span()) for match in _AHEAD.finditer(text))


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection for the first verb that is past in the claim and only to come in the source."""
    for said in done(dossier.claim.text):
        found = _to_come(dossier, said)
        if found is not None:
            yield _objection(dossier, said, *found)
            return


def _to_come(dossier: Dossier, said: Done) -> tuple[Passage, Done] | None:
    """The passage that tells the same verb as still to come, if none tells it as past."""
    past = re.compile(rf"(?i)\b{re.escape(said.stem)}\w*")
    shown: tuple[Passage, Done] | None = None
    for passage in dossier.passages:
        plans = [each for each in ahead(passage.text) if each.stem == said.stem]
        spans = [(each.start, each.end) for each in plans]
        if any(not any(a <= match.start() < b for a, b in spans) for match in past.finditer(passage.text)):
            return None
        if plans and shown is None and _shares(dossier, said, passage):
            shown = passage, plans[0]
    return shown


def _shares(dossier: Dossier, said: Done, passage: Passage) -> bool:
    text = dossier.claim.text
    rest = content(f"{text[: said.start]} {text[said.end :]}")
    return len(rest & content(passage.text)) >= (FEW if len(dossier.passages) <= SHORT else MORE)


def _objection(dossier: Dossier, said: Done, passage: Passage, told: Done) -> Objection:
    claim, source = dossier.claim.text[said.start : said.end], passage.text[told.start : told.end]
    return Objection(
        code=CODE,
        verdict="contradicted",
        severity="must",
        title=title(f"“{claim}”; source: “{source}”"),
        why="The source only announces what the article tells as done.",
        aspects=(Aspect("whether it has happened", claim, source, "stronger"),),
        passage=passage,
        said=(said.start, said.end),
        shown=(told.start, told.end),
        ok_if="it has happened since; cite what says so.",
        confidence="high" if len(dossier.passages) <= SHORT else "medium",
        cause=f"still to come:{said.stem}",
    )


CHECK = PairCheck("still-to-come", (CODE,), examine)
