"""Whether a passage says a claim in nearly its own words: its weighty words, numbers, names and polarity are all there.

The strict reading beside the weighed one (`weighing.py`): sentences of articles often keep their source's words.
"""

from pipeline.facts import number_stands
from pipeline.records.claim import Claim
from pipeline.records.fact import Fact
from pipeline.records.verdict import Agreement, Passage, Ranked
from pipeline.search.aliases import Aliases
from pipeline.search.rank import share
from pipeline.search.terms import terms
from pipeline.verdicts.reading.contrasts import contrary
from pipeline.verdicts.reading.polarity import same_absences, same_polarity

BORNE_OUT = 0.72
"""Share of the claim's weighty terms that passage and neighbours must hold for `supported`."""
IN_ONE_PASSAGE = 0.5
"""Share that the quoted passage itself must hold."""


def said_there(
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
        if same_absences(claim, passage) and not contrary(claim.words, passage.text):
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
