"""Looks for the shortest edits after which nobody objects: one for each objection, few at a time."""

from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.source import Work
from pipeline.records.verdict import Judged, Objection
from pipeline.suggestions.advice import advice_edits
from pipeline.suggestions.audit import accused, objections, reworded, works_of
from pipeline.suggestions.bounds import unbounded
from pipeline.suggestions.causes import cause_edits
from pipeline.suggestions.changes import change_edits
from pipeline.suggestions.consensus import disowned
from pipeline.suggestions.counts import count_edits
from pipeline.suggestions.denials import denial_edits
from pipeline.suggestions.exchanges import unit_edits, way_edits
from pipeline.suggestions.figures import figure_edits, fixed_figure
from pipeline.suggestions.fluency import clumsy
from pipeline.suggestions.guard import refusal
from pipeline.suggestions.links import link_edits, reading_of
from pipeline.suggestions.lists import list_edits
from pipeline.suggestions.reviewed import put_in_its_mouth
from pipeline.suggestions.sides import side_edits
from pipeline.suggestions.splice import lexicon
from pipeline.suggestions.statuses import glosses_of, status_edits
from pipeline.suggestions.trials import trial_edits
from pipeline.suggestions.wordings import wording_edits

DEPTH = 3
"""Edits that one suggestion may join: more would be another sentence."""
BUDGET = 14
"""Candidates that are audited for one finding."""
LONGER = 1.7
"""A suggestion may be so many times as long as the claim, and a few words more."""
_SPARE = 40


def suggest(judged: Judged, objection: Objection) -> str | None:
    """The claim's whole text, put right so that no check objects any more; None where that can't be done well.

    Args:
        judged: the claim with all that was held against it.
        objection: the finding to answer; where others accuse the claim too, the wording answers them as well.
    """
    if objection.passage is None:
        return None
    return _Search(judged, works_of(judged, objection)).run(objection)


class _Search:
    """One search with its budget; lives as long as one call of `suggest`."""

    def __init__(self, judged: Judged, works: tuple[Work, ...]) -> None:
        self._judged = judged
        self._works = works
        self._left = BUDGET
        self._known = {each.code for each in judged.objections}
        self._quoted = frozenset(quote for each in judged.objections for quote in _quotes(each))
        self._seen: set[str] = set()

    def run(self, objection: Objection) -> str | None:
        """Begin with the finding itself; where it gives no words, with what else accuses the claim."""
        accusing = [each for each in self._judged.objections if each.verdict]
        others = [each for each in accusing if _may_answer(each, objection)] if objection.verdict else []
        for first in (objection, *others):
            found = self._repair(self._judged.claim, first, objection, (), DEPTH)
            if found is not None:
                return found
        return None

    def _repair(
        self, claim: Claim, now: Objection, goal: Objection, evidence: tuple[str, ...], depth: int
    ) -> str | None:
        known = (*evidence, evidence_of(now)) if _quotes(now) & self._quoted else evidence
        for text in edits(claim, now):
            if self._left <= 0:
                return None
            if text in self._seen or not self._may(text, "\n".join(known)):
                continue
            self._seen.add(text)
            self._left -= 1
            again = reworded(claim, text)
            held = objections(again, self._works)
            against = [each for each in held if each.verdict or each.code == goal.code]
            silent = not against and {each.code for each in held} <= self._known
            if silent and not self._only_labelled(text, goal) and not accused(again, self._works):
                return text
            if depth <= 1:
                continue
            for each in against[:2]:
                found = self._repair(again, each, goal, known, depth - 1)
                if found is not None:
                    return found
        return None

    def _only_labelled(self, text: str, goal: Objection) -> bool:
        """Whether whose word it is was said in front, and what else accuses the claim still stands behind it."""
        old = self._judged.claim.text
        others = [each for each in self._judged.objections if each.verdict and each.code not in _LABELS and each.said]
        return goal.code in _LABELS and any(old[slice(*each.said)] in text for each in others if each.said)

    def _may(self, text: str, evidence: str) -> bool:
        original = self._judged.claim.text
        if len(text) > LONGER * len(original) + _SPARE:
            return False
        if unbounded(original, text) or put_in_its_mouth(original, text, evidence):
            return False
        return refusal(original, text, evidence) is None and not clumsy(original, text, evidence)


_LABELS = frozenset(("STA-002", "STA-003"))
"""Whose word it is: said in front, it makes neither a figure nor a strength right."""


def _may_answer(other: Objection, objection: Objection) -> bool:
    """Whether the edit of another finding on the claim may answer this one too."""
    return other is not objection and (other.code not in _LABELS or objection.code in _LABELS)


def _quotes(objection: Objection) -> frozenset[str]:
    """The passage that a finding shows: what no finding of the claim shows can't be checked by eye."""
    return frozenset((objection.passage.text,)) if objection.passage else frozenset()


def evidence_of(objection: Objection) -> str:
    """What a wording may draw on: the quoted passage, its field's name, what the record says that it is."""
    passage = objection.passage
    if passage is None:
        return ""
    glosses: tuple[str, ...] = (
        lexicon().kinds.get(passage.work.kind, ""),
        *glosses_of(objection.code, passage),
        *(told for field, told in lexicon().designs.items() if field in passage.text),
    )
    if objection.code == "CAU-001":
        glosses = (*glosses, reading_of(passage.text))
    return f"{passage.section}: {passage.text} ({'; '.join(filter(None, glosses))})"


def edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for one objection, the shortest change first: the check's own, figures, wordings, status."""
    source = objection.passage.text if objection.passage else ""
    softened = objection.code in _SOFTENS and disowned(claim.text, source)
    for text in _built(claim, objection):
        if not (softened and disowned(text, source)):
            yield _stopped(text, claim.text)


def _stopped(text: str, claim: str) -> str:
    """The full stop that words taken from the passage's middle left behind."""
    return f"{text}." if claim.endswith(".") and text[-1:].isalnum() else text


_SOFTENS = frozenset(("CER-001", "CER-004", "GEN-001", "CAU-001"))
"""A softer word for what the source disowns would still say it."""


def _built(claim: Claim, objection: Objection) -> Iterator[str]:
    if objection.suggestion and not fixed_figure(claim, objection):
        yield objection.suggestion
    for build in _BUILDERS:
        yield from build(claim, objection)


_BUILDERS = (
    unit_edits,
    way_edits,
    change_edits,
    side_edits,
    figure_edits,
    count_edits,
    advice_edits,
    denial_edits,
    list_edits,
    wording_edits,
    status_edits,
    trial_edits,
    link_edits,
    cause_edits,
)
"""In the order in which they are tried: what takes over a word before what builds a phrase."""
