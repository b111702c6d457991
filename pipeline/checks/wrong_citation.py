"""In another source than the one cited (SRC-001).

What it does: looks for claims that the cited source does not bear out in the other sources of the list, and names the
one that has a passage holding nearly all of the claim's weighty words. Where the cited source has other figures, the
other passage must have every figure of the claim.

Why it matters: the statement may be right and the reader still finds nothing where the marker points.

The article says: "The effect held until week 8 [2]."

The source says: in [1], "The effect was maintained through Week 8"; in [2], nothing of the kind.

Fine if: [2] says it in a part that was not read.

Literature: Wikipedia's "failed verification"; AMA Manual of Style, 11th ed., ch. 3.
"""

from collections.abc import Iterator

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.facts.numbers import numbers
from pipeline.records.source import Work
from pipeline.records.verdict import Judged, Objection, Passage
from pipeline.search.aliases import Aliases, find_aliases
from pipeline.search.passages import passages_of
from pipeline.search.rank import shares
from pipeline.search.terms import terms

BEARS = 0.8
"""Share of the claim's weighty terms that the other source's passage must hold (0 to 1)."""
MARGIN = 0.2
"""And so much more than the nearest passage of the cited source."""
_LOST = frozenset(("not_found", "unclear"))
LEAST_TERMS = 4
"""Shorter claims fit anywhere."""


class _Held:
    """A work with the terms of each of its passages, read once for all claims."""

    def __init__(self, work: Work, passages: tuple[Passage, ...], own: Aliases) -> None:
        self.work = work
        self.passages = passages
        self.terms = tuple(frozenset(terms(passage.text, own)) for passage in passages)


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each claim that another listed source bears out and the cited one does not."""
    lost = [entry for entry in audited.judged if entry.verdict in _LOST or entry.verdict == "contradicted"]
    works = [work for work in audited.shelf.works if work.read]
    if not lost or len(works) < 2:
        return
    own = find_aliases(audited.sheet.cited.article.text)
    held = [_Held(work, passages_of(work), own) for work in works]
    for entry in lost:
        found = _elsewhere(entry, held, own)
        if found is not None:
            yield Remark(_objection(entry, *found), claim=entry.claim.id)


def _elsewhere(entry: Judged, held: list[_Held], own: Aliases) -> tuple[Work, Passage] | None:
    """The other work and the passage that holds the claim, or None."""
    mine = terms(entry.claim.text, own)
    if len(set(mine)) < LEAST_TERMS:
        return None
    cited = set(entry.claim.citations)
    here = max((near.score for near in entry.passages), default=0.0)
    best = max(
        (
            (near, at, number)
            for at, one in enumerate(held)
            if not cited & set(one.work.labels)
            for number, near in enumerate(shares(mine, one.terms))
        ),
        default=(0.0, 0, 0),
    )
    if best[0] < BEARS or best[0] < here + MARGIN:
        return None
    passage = held[best[1]].passages[best[2]]
    if entry.verdict == "contradicted" and not _has_every_figure(entry, passage):
        return None
    return held[best[1]].work, passage


def _has_every_figure(entry: Judged, passage: Passage) -> bool:
    """Whether the passage has the claim's figures: then the cited source's others are those of another study."""
    mine = {each.value for each in numbers(entry.claim.text)}
    return bool(mine) and mine <= {each.value for each in numbers(passage.text)}


def _objection(entry: Judged, work: Work, passage: Passage) -> Objection:
    cited = " and ".join(f"[{label}]" for label in entry.claim.citations)
    other = f"[{work.labels[0]}]"
    return Objection(
        code="SRC-001",
        verdict=None,
        severity="should",
        title=f"This is in {other}, not in {cited}",
        why=f"{other} has a passage that says this; in {cited} none was found.",
        aspects=(),
        passage=passage,
        shown=(0, len(passage.text)),
        ok_if=f"{cited} says it in a part that was not read.",
        confidence="medium",
    )


CHECK = ArticleCheck("wrong-citation", ("SRC-001",), inspect)
