"""Relative change alone (RISK-001).

What it does: finds a relative change of a risk ("cuts the risk by 30%", "halves", "four times more likely") and looks
for the base it starts from in the sentence and two on either side: absolute figures, "from … to …", so many per 1,000.

Why it matters: half of 2 in 1,000 and half of 40 in 100 are both "half"; only the base tells what it means.

The article says: "Eating nuts daily cuts the risk of stroke by 30%."

The source says: it may hold the base: look for events and people in each group.

Fine if: the base stands in a table or chart beside the text.

Literature: HealthNewsReview criterion 2; Gigerenzer 2007; AHCJ tip sheet on risk.
"""

from collections.abc import Iterator

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.records.article import Article, BlockKind, Sentence
from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection
from pipeline.strength.context import context
from pipeline.strength.patterns import Hit, expression, find
from pipeline.strength.wording import cut

REACH = 2
"""Sentences on either side in which the base may stand."""
_SILENT: frozenset[BlockKind] = frozenset(("reference", "disclaimer", "furniture"))
_NEAR = 60
"""Characters within which a word of risk makes the change one of a risk."""


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark on each relative change of a risk without a base near by."""
    article = audited.sheet.cited.article
    for at, sentence in enumerate(article.sentences):
        if article.blocks[sentence.block].kind in _SILENT:
            continue
        hit = change(article.text[sentence.start : sentence.end])
        if hit is not None and not _based(article, at):
            yield _remark(hit, sentence, audited)


def change(text: str) -> Hit | None:
    """The first relative change of a risk that `text` asserts."""
    where = context(text)
    if where.question:
        return None
    for hit in find("relative", text):
        window = text[max(hit.start - _NEAR, 0) : hit.end + _NEAR]
        if hit.entry.name != "relative" or not expression("relative", "risk").search(window):
            continue
        if not where.governed(hit.start, "negation") and not any(span.holds(hit.start) for span in where.hypothetical):
            return hit
    return None


def _based(article: Article, at: int) -> bool:
    """Whether a base stands within reach, in the same or a neighbouring block."""
    near = article.sentences[max(at - REACH, 0) : at + REACH + 1]
    return any(expression("relative", "base").search(article.text[each.start : each.end]) for each in near)


def _remark(hit: Hit, sentence: Sentence, audited: Audited) -> Remark:
    start, end = sentence.start + hit.start, sentence.start + hit.end
    owner = next((claim for claim in audited.sheet.claims if _holds(claim, start, end)), None)
    objection = Objection(
        code="RISK-001",
        verdict=None,
        severity="should",
        title=f"Of how many? “{cut(hit.text, 44)}”",
        why="A relative change alone doesn’t say how many people it comes to; the base is missing.",
        aspects=(),
        said=(start - owner.start, end - owner.start) if owner else None,
        ok_if="the base stands in a table or chart beside the text.",
        suggestion="Add the absolute figures: how many in each group had it.",
        confidence="medium",
    )
    return Remark(objection, claim=owner.id) if owner else Remark(objection, at=(start, end))


def _holds(claim: Claim, start: int, end: int) -> bool:
    return claim.start <= start and end <= claim.end


CHECK = ArticleCheck("relative-risk-alone", ("RISK-001",), inspect)
