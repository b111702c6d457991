"""Ranks the passages of a work for a claim: BM25 (Robertson and Zaragoza 2009) and the share of the claim's terms.

The share (0 to 1) decides what counts as near, because it means the same in every source; BM25 orders what is near.
"""

from collections.abc import Sequence
from math import fsum

import bm25s
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from pipeline.facts import extract, number_stands
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage, Ranked
from pipeline.search.aliases import Aliases
from pipeline.search.likeness import Name, likeness, names
from pipeline.search.terms import terms, weight

KEPT = 5
"""Passages kept for a claim."""


WIDE = 24
"""Passages that are looked at again, for words of the same meaning."""
BM25, MEANING, BESIDE = 0.5, 1.4, 0.3
"""Worth of the BM25 score, of the share by meaning, and of what the neighbours hold beyond it (set on train parts)."""


LATER = 0.35
"""Worth of standing last in an abstract."""
ABSTRACT = 30
"""A source of no more passages is read as an abstract."""
FIGURE = 0.4
"""Worth of holding the claim's figures, in whatever spelling or unit, where the source is longer than that."""


class Index(Struct, frozen=True):
    """Passages of one work, ready to be searched."""

    passages: tuple[Passage, ...]
    terms: tuple[tuple[str, ...], ...]
    bm25: bm25s.BM25 | None
    vocabulary: frozenset[str]
    aliases: Aliases
    held: tuple[frozenset[str], ...] = ()
    """The terms of each passage as a set."""


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
    held = tuple(frozenset(entry) for entry in found)
    return Index(passages, found, ranker, frozenset[str]().union(*held), aliases, held)


def share(claim: Sequence[str], passage: Sequence[str]) -> float:
    """Weight of the claim's terms that the passage holds, as a share of their whole weight (0 to 1)."""
    return shares(claim, [frozenset(passage)])[0]


def shares(claim: Sequence[str], passages: Sequence[frozenset[str]]) -> list[float]:
    """The share of each of many passages, given as the sets of their terms: the claim is weighed once."""
    weights = {name: weight(name) for name in claim}
    whole = fsum(weights.values())
    if not whole:
        return [0.0] * len(passages)
    names = weights.keys()
    return [
        fsum(map(weights.__getitem__, names & held)) / whole for held in passages
    ]  # exact: the order of a set is chance


def search(index: Index, text: str, context: str = "", second: Sequence[float] | None = None) -> tuple[Ranked, ...]:
    """The nearest passages for a claim, best first, at most `KEPT`, each with the share of the claim's terms.

    Args:
        index: of one work.
        text: the claim.
        context: further words that help to find the place (the sentence round the claim); they do not count as
            terms of the claim.
        second: how near each passage stands by another ranking (the cosine of sentence embeddings, say), one number a
            passage; joined with this one by z-scores. None, as shipped: no such ranking is installed.
    """
    claim = terms(text, index.aliases)
    if index.bm25 is None or not claim:
        return ()
    scores = _bm25(index, (*claim, *claim, *terms(context, index.aliases)))
    near = np.array(shares(claim, index.held))
    told = _figures(text, index.passages)
    first = np.argsort(-(near + BM25 * scores + told), kind="stable")[:WIDE].tolist()
    beside = None if second is None else np.asarray(second, dtype=np.float64)
    if beside is not None:
        first = list(dict.fromkeys((*first, *np.argsort(-beside, kind="stable")[:WIDE].tolist())))
    wanted = names(text, index.aliases)
    worth = {
        int(at): float(near[at] + BM25 * scores[at] + told[at]) + meaning + LATER * _place(int(at), len(index.passages))
        for at in first
        if (meaning := _meaning(wanted, index.passages[at], index.aliases)) > 0 or scores[at] > 0 or beside is not None
    }
    if beside is not None:
        worth = joined(worth, beside)
    order = sorted(worth, key=lambda at: -worth[at])[:KEPT]
    return tuple(Ranked(index.passages[at], round(float(near[at]), 4)) for at in order)


def joined(worth: dict[int, float], second: npt.NDArray[np.float64]) -> dict[int, float]:
    """Two rankings of the same passages as one: the sum of their z-scores, so that neither scale outweighs the other.

    Both are told by the places of the passages.
    """
    places = list(worth)
    mine, theirs = _standing(np.array([worth[at] for at in places])), _standing(second[places])
    return dict(zip(places, (mine + theirs).tolist(), strict=True))


def _standing(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Each score by how many standard deviations it stands above the mean; zeros where all are alike."""
    spread = scores.std()
    return (scores - scores.mean()) / spread if spread else np.zeros(len(scores))


def _figures(text: str, passages: Sequence[Passage]) -> npt.NDArray[np.float64]:
    """What each passage of a long source gains by the share of the claim's figures that it holds.

    "Nineteen studies" shares no term with "19 studies", and a table's cell little but its figure.
    """
    gained = np.zeros(len(passages))
    if len(passages) <= ABSTRACT:
        return gained
    wanted = [fact for fact in extract(text) if _weighty(fact)]
    for at, passage in enumerate(passages if wanted else ()):
        theirs = [fact for fact in passage.facts if fact.value is not None]
        if theirs:
            gained[at] = FIGURE * sum(number_stands(fact, theirs) for fact in wanted) / len(wanted)
    return gained


def _weighty(fact: Fact) -> bool:
    """Whether few passages will hold the figure by chance: a bare small one stands everywhere."""
    if fact.value is None or fact.dimension in _LOOSE:
        return False
    digits = sum(sign.isdigit() for sign in fact.text)
    measured = fact.unit != "" and (digits == 1 or fact.dimension == "time")
    return digits > 1 or measured or (fact.dimension == "count" and _many(fact))


def _many(fact: Fact) -> bool:
    """Whether a count in words is beyond those that every text holds ("two groups", "three times")."""
    return fact.value is not None and (fact.value.low or 0.0) > FEW


FEW = 9


_LOOSE = frozenset({"attribute", "date"})


def _bm25(index: Index, query: Sequence[str]) -> npt.NDArray[np.float64]:
    """The BM25 score of each passage, 1 for the best; nothing but zeros where no passage holds a term.

    Such passages still come into question: "nobody died" shares no term with "two deaths".
    """
    known = [name for name in query if name in index.vocabulary]
    if index.bm25 is None or not known:
        return np.zeros(len(index.passages))
    scores = np.asarray(index.bm25.get_scores(known), dtype=np.float64)
    return scores / (scores.max() or 1.0)


def _place(at: int, count: int) -> float:
    """How late a passage of an abstract stands, 0 to 1: results and conclusions are what others restate."""
    return at / (count - 1) if 1 < count <= ABSTRACT else 0.0


def _meaning(wanted: Sequence[Name], passage: Passage, aliases: Aliases) -> float:
    """The share of the claim's weighty words that stand here in some form, and half of what only neighbours hold."""
    whole = sum(name.weight for name in wanted) or 1.0
    here = frozenset(name.name for name in names(passage.text, aliases))
    beside = frozenset(name.name for name in names(f"{passage.section} {passage.before} {passage.after}", aliases))
    own = near = 0.0
    for name in wanted:
        best = max((likeness(name.name, other) for other in here), default=0.0)
        own += name.weight * best
        near += name.weight * max(0.0, max((likeness(name.name, other) for other in beside), default=0.0) - best)
    return (MEANING * own + BESIDE * near) / whole
