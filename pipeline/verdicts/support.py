"""Whether a passage bears a claim out: its weighty words, its numbers, its names and its polarity are all there.

Deliberately strict: what is near but not borne out whole is `unclear`, and a person reads it. The thresholds were
set on train parts only (docs/verdicts.md).
"""

from functools import cache

from msgspec import Struct

from pipeline.facts import number_stands
from pipeline.lexicon import load
from pipeline.records.claim import Claim
from pipeline.records.fact import Fact
from pipeline.records.verdict import Agreement, Passage, Ranked
from pipeline.search.aliases import Aliases
from pipeline.search.rank import share
from pipeline.search.terms import terms
from pipeline.text import stem, tokens
from pipeline.verdicts.contrasts import contrary

BORNE_OUT = 0.72
"""Share of the claim's weighty terms that passage and neighbours must hold for `supported`."""
IN_ONE_PASSAGE = 0.5
"""Share that the quoted passage itself must hold."""
NEAR = 0.34
"""Share from which a passage counts as near: below it on every passage the claim is `not_found`."""


class Polarity(Struct, frozen=True, forbid_unknown_fields=True):
    """`polarity.toml`."""

    negations: str
    opposites: tuple[str, ...]
    aims: tuple[str, ...]
    prefixes: str


@cache
def _negations() -> frozenset[str]:
    return frozenset(load("pipeline.verdicts", "polarity.toml", Polarity).negations.split())


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    pairs = (entry.split() for entry in load("pipeline.verdicts", "polarity.toml", Polarity).opposites)
    return tuple((stem(one), stem(other)) for one, other in pairs)


def borne_out(
    claim: Claim, ranked: tuple[Ranked, ...], agreements: tuple[Agreement, ...], aliases: Aliases
) -> Ranked | None:
    """The passage that bears the claim out, or None.

    Args:
        claim: with its facts.
        ranked: the nearest passages of one work.
        agreements: what the checks found to agree in that work.
        aliases: short forms of article and source.
    """
    mine = terms(claim.words, aliases)
    for near in ranked:
        passage = near.passage
        wide = terms(f"{passage.section} {passage.before} {passage.text} {passage.after}", aliases)
        alone = share(mine, terms(passage.text, aliases))
        if alone < IN_ONE_PASSAGE or share(mine, wide) < BORNE_OUT or not same_polarity(claim.words, passage.text):
            continue
        if not _numbers_agree(claim, agreements, passage):
            continue
        if _absences_agree(claim, near) and not contrary(claim.words, passage.text):
            return near
    return None


def _numbers_agree(claim: Claim, agreements: tuple[Agreement, ...], passage: Passage) -> bool:
    """Every number of the claim was found in the source in the same slot, or is the only one of its kind here.

    An absence ("no serious adverse events") has no digits to agree on; its words and polarity decide.
    """
    spans = [agreement.said for agreement in agreements]
    return all(
        any(start < fact.end and fact.start < end for start, end in spans) or _only_one(fact, passage)
        for fact in claim.facts
        if fact.value is not None and any(sign.isdigit() for sign in fact.text)
    )


def _only_one(fact: Fact, passage: Passage) -> bool:
    """Whether the passage holds the figure, and no other of its dimension that could be meant."""
    alike = [other for other in passage.facts if other.value is not None and other.dimension == fact.dimension]
    return len(alike) == 1 and number_stands(fact, alike)


def _absences_agree(claim: Claim, near: Ranked) -> bool:
    """What the claim says did not occur, the passage says did not occur either, and nowhere counts it."""
    for fact in claim.facts:
        if fact.value is None or fact.value.low != 0 or fact.value.high != 0:
            continue
        told = [other.value for other in near.passage.facts if other.role == fact.role and other.value]
        if not told or any(value.high is None or value.high > 0 for value in told):
            return False
    return True


def same_polarity(claim: str, passage: str) -> bool:
    """Neither side denies what the other says, and no word of one has its opposite in the other."""
    mine, theirs = _words(claim), _words(passage)
    if bool(mine & _negations()) != bool(theirs & _negations()):
        return False
    own, other = {stem(word) for word in mine}, {stem(word) for word in theirs}
    return not any(
        (one in own and two in other and two not in own and one not in other)
        or (two in own and one in other and one not in own and two not in other)
        for one, two in _opposites()
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(token.lower for token in tokens(text))
