"""Promotional wording (HYP-001).

What it does: collects words that sell ("breakthrough", "game-changer", "miracle", "beacon of hope") in the writer's own
voice: not inside somebody's quoted or reported words, not denied, asked or supposed, and not where the word is a term
of art ("Breakthrough Therapy designation", "breakthrough infection", "landmark").

Why it matters: one added "breakthrough" made a tenth of readers more believe that a drug is very effective.

The article says: "This is where the drug enters the picture as a potential game-changer."

The source says: nothing; the finding is about the wording alone.

Fine if: the piece is marked as opinion, or the word stands in somebody's quotation.

Literature: Krishnamurti 2015; Schwitzer (seven words); Abola & Prasad 2016; Vinkers 2015.
"""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.records.article import Article, BlockKind
from pipeline.records.claim import Claim
from pipeline.records.report import Severity
from pipeline.records.verdict import Objection
from pipeline.strength import Cue, profile
from pipeline.strength.wording import cut

_SILENT: frozenset[BlockKind] = frozenset(("reference", "disclaimer", "furniture", "quote"))
"""Blocks that do not speak in the writer's voice."""
_PROMINENT = frozenset(("headline", "standfirst"))
_LISTED = 8
"""As many words are named in the message."""


class Place(NamedTuple):
    """A promotional word in the article."""

    words: str
    start: int
    end: int
    prominent: bool


def inspect(audited: Audited) -> Iterator[Remark]:
    """One remark on the headline and standfirst, and one on the rest, where there is something to remark on."""
    places = _places(audited.sheet.cited.article)
    for prominent in (True, False):
        chosen = [place for place in places if place.prominent is prominent]
        if chosen:
            yield _remark(chosen, audited)


def _places(article: Article) -> list[Place]:
    """Every promotional word that the writer asserts, in text order."""
    found = []
    for sentence in article.sentences:
        block = article.blocks[sentence.block]
        if block.kind in _SILENT:
            continue
        text = article.text[sentence.start : sentence.end]
        for cue in profile(text).all_of("hype"):
            if _own_voice(cue):
                at = sentence.start + cue.start
                found.append(Place(cue.text, at, at + len(cue.text), block.prominence in _PROMINENT))
    return found


def _own_voice(cue: Cue) -> bool:
    """Quotation marks without a speaker are the writer's own; with one they are the speaker's."""
    if cue.negated or cue.hypothetical or cue.question or cue.purpose:
        return False
    return not cue.attributed


def _remark(places: list[Place], audited: Audited) -> Remark:
    first = places[0]
    holders = [claim for place in places for claim in audited.sheet.claims if _holds(claim, place)]
    owner = next((claim for claim in holders if _holds(claim, first)), None)
    severity: Severity = "should" if first.prominent else "consider"
    line = audited.sheet.cited.article.line_of
    named = ", ".join(f"“{place.words}” (line {line(place.start)})" for place in places[:_LISTED])
    more = f" and {len(places) - _LISTED} more" if len(places) > _LISTED else ""
    count = f"{len(places)} promotional words: " if len(places) > 1 else "Promotional: "
    objection = Objection(
        code="HYP-001",
        verdict=None,
        severity=severity,
        title=f"{count}“{cut(first.words, 58 - len(count))}”",
        why=f"Words that sell promise more than any single study can show: {named}{more}.",
        aspects=(),
        said=(first.start - owner.start, first.end - owner.start) if owner else None,
        ok_if="the piece is marked as opinion, or the word stands in somebody's quotation.",
        confidence="medium",
    )
    if owner is None:
        return Remark(objection, at=(first.start, first.end))
    also = tuple(dict.fromkeys(claim.id for claim in holders if claim.id != owner.id))
    return Remark(objection, claim=owner.id, also=also)


def _holds(claim: Claim, place: Place) -> bool:
    return claim.start <= place.start and place.end <= claim.end


CHECK = ArticleCheck("promotional-wording", ("HYP-001",), inspect)
