"""Whether a claim states nothing but facts of its study that checks found to agree.

"The trial was double-blind", "the comparison group received a rabies vaccine", "it was completed in 2023": beside a
long sentence of the source such a claim shares few words with it, and the alignment, which weighs words, can't tell.
Where each fact was borne out in its own slot and nothing else is said, code has decided it.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct

from pipeline.checks import Dossier
from pipeline.checks.enrolled import only_planned
from pipeline.checks.trial_status import result_span
from pipeline.facts.roles import TOTALS
from pipeline.lexicon import load
from pipeline.records.claim import Claim
from pipeline.records.verdict import Agreement, Passage
from pipeline.search.terms import terms
from pipeline.verdicts.kept_back.near_copy import differs
from pipeline.verdicts.kept_back.planned import planned
from pipeline.verdicts.reading.polarity import negated

OF_THE_STUDY = frozenset({"registry-status", "stopped", "design", "comparator"})
"""Checks whose agreement settles a slot that a study has one of."""
COUNTS = "number-mismatch"
"""Agreement on a number settles it where the number counts the study's people or studies."""
_COUNTED = TOTALS | {"studies", "arm_size", "sites", "countries"}
_JUDGED = frozenset({"efficacy", "safety", "causal", "mechanism"})
"""Kinds of claim that no fact of the design bears out."""


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`stated.toml`."""

    frame: str


@cache
def _frame() -> frozenset[str]:
    return _stems(load("pipeline.verdicts", "stated.toml", Words).frame)


def stated_whole(dossier: Dossier, agreements: Sequence[Agreement]) -> tuple[Passage, ...]:
    """The passages that bear the claim out fact by fact, or nothing where it states anything further."""
    claim = dossier.claim
    settled = [one for one in agreements if one.check in OF_THE_STUDY or _counts(claim, one)]
    if not settled or _open_number(claim, agreements) or result_span(claim.words) or only_planned(dossier):
        return ()
    left = _left(claim.words, [one.said for one in settled])
    if left is None:
        return ()
    if all(one.passage.reading.trial for one in settled):
        known = frozenset(word for one in settled for word in _stems(one.passage.reading.text[:_RECORD]))
    elif _JUDGED & set(claim.kinds) or any(negated(one.passage.text) for one in settled):
        return ()
    else:
        known = frozenset(word for one in settled for word in _stems(_beside(one.passage)))
    told = tuple(dict.fromkeys(one.passage for one in settled))
    texts = [one.text for one in told if one.kind != "field"]  # the check that settled a field read its one word
    if left - _frame() - known or differs(claim.words, texts) or planned(claim.words, texts):
        return ()
    return told


_RECORD = 20_000
"""Characters of a registry record in which the names that a claim gives its trial are looked for."""


def _beside(passage: Passage) -> str:
    return f"{passage.reading.metadata.title or ''} {passage.text}"


def _counts(claim: Claim, agreement: Agreement) -> bool:
    """Whether an agreed number is a count of the study as a whole."""
    if agreement.check != COUNTS or agreement.aspect.relation != "same":
        return False
    start, end = agreement.said
    return any(fact.role in _COUNTED and (fact.start, fact.end) == (start, end) for fact in claim.facts)


def _open_number(claim: Claim, agreements: Sequence[Agreement]) -> bool:
    """Whether the claim has a number that nothing settled."""
    return any(
        fact.value is not None
        and any(sign.isdigit() for sign in fact.text)
        and not any(one.said[0] < fact.end and fact.start < one.said[1] for one in agreements)
        for fact in claim.facts
    )


def _left(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[str] | None:
    """Stems of what the claim says outside the settled spans; None where something is denied there."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return None if negated(text) else _stems(text)


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(terms(text))
