"""Ranks the passages of a work for a claim: BM25 (Robertson and Zaragoza 2009) and the share of the claim's terms.

The share (0 to 1) decides what counts as near, because it means the same in every source; BM25 orders what is near.
"""

from collections.abc import Sequence

import bm25s
import numpy as np
from msgspec import Struct

from pipeline.records.verdict import Passage, Ranked
from pipeline.search.aliases import Aliases
from pipeline.search.terms import terms, weight

KEPT = 5
"""Passages kept for a claim."""


class Index(Struct, frozen=True):
    """Passages of one work, ready to be searched."""

    passages: tuple[Passage, ...]
    terms: tuple[tuple[str, ...], ...]
    bm25: bm25s.BM25 | None
    vocabulary: frozenset[str]
    aliases: Aliases


def build(passages: tuple[Passage, ...], aliases: Aliases) -> Index:
    """Index the passages; `aliases` are the short forms that article and source define."""
    found = tuple(
        terms(f"{passage.section} {passage.text}" if passage.kind in ("cell", "field") else passage.text, aliases)
        for passage in passages
    )
    corpus = [list(entry) or ["∅"] for entry in found]
    ranker = None
    if corpus:
        ranker = bm25s.BM25()
        ranker.index(corpus, show_progress=False)
    return Index(passages, found, ranker, frozenset(name for entry in found for name in entry), aliases)


def share(claim: Sequence[str], passage: Sequence[str]) -> float:
    """Weight of the claim's terms that the passage holds, as a share of their whole weight (0 to 1)."""
    names = set(claim)
    whole = sum(weight(name) for name in names)
    held = set(passage)
    return sum(weight(name) for name in names if name in held) / whole if whole else 0.0


def search(index: Index, text: str, context: str = "") -> tuple[Ranked, ...]:
    """The nearest passages for a claim, best first, at most `KEPT`, each with the share of the claim's terms.

    Args:
        index: of one work.
        text: the claim.
        context: further words that help to find the place (the sentence round the claim); they do not count as
            terms of the claim.
    """
    claim = terms(text, index.aliases)
    if index.bm25 is None or not claim:
        return ()
    query = [name for name in (*claim, *claim, *terms(context, index.aliases)) if name in index.vocabulary]
    if not query:
        return ()
    scores = np.asarray(index.bm25.get_scores(query), dtype=float)
    scores = scores / (scores.max() or 1.0)
    shares = np.array([share(claim, entry) for entry in index.terms])
    order = np.argsort(-(shares + 0.5 * scores), kind="stable")[:KEPT]
    return tuple(Ranked(index.passages[at], round(float(shares[at]), 4)) for at in order if scores[at] > 0)
