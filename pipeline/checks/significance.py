"""An effect told as significant that the source's own test did not find.

What it does: Looks for "significant" and "significantly" of an effect or a difference, and sets them beside what the
nearest passages on the same matter say of their test: "not significant", a p-value of 0.05 or more, a confidence
interval that holds no effect. Objects where one of them speaks of the claim's own words and none shows a significant
result.

Why it matters: A result that chance explains is told as one that it does not; readers take the word for proof.

The article says: "The splint significantly reduced night pain."

The source says: "Night pain did not differ significantly between splint and no splint (P=0.18)."

Fine if: The article means another outcome, group, time or analysis of the source that was significant.

Literature: Boutron 2010 (JAMA 303:2058); Wasserstein & Lazar 2016.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._aligned import stems
from pipeline.checks._objections import title
from pipeline.facts.terms import significance_of
from pipeline.records.fact import Fact
from pipeline.records.verdict import Aspect, Objection, Passage

CODE = "EFF-001"
SHARE = 0.6
"""Least share of the claim's content words that the passage must hold: then it speaks of the same outcome."""
RIVAL = 0.4
"""Share from which another passage may tell the significant result that the claim means."""
_TESTED = frozenset({"significance", "p_value", "confidence_interval"})
_STATISTICAL = re.compile(
    r"statistically significant|significantly\b"
    r"|significant(?:ly)? (?:\w+ ){0,2}?(?:difference|reduction|increase|decrease|improvement|effect"
    r"|benefit|drop|fall|rise|gain|decline|change|association|link|correlation|advantage|loss)",
    re.IGNORECASE,
)
_OF_A_DIFFERENCE = re.compile(
    r"\b(?:differences?|reductions?|increases?|decreases?|improvements?|effects?|benefits?|drops?|falls?|rises?"
    r"|declines?|changes?|associations?|links?|correlations?|results?)\b[^.;,]{0,40}"
    r" (?:was|were|is|are|proved|turned out|reached) (?:\w+ly )?$",
    re.IGNORECASE,
)
"""What a "significant" behind it is said of."""
LEAD = 80
"""Characters before the word in which what it is said of stands."""
_OTHER_SENSE = re.compile(r"\b(?:clinical|practical|economic|historical|biological)(?:ly)?,? $", re.IGNORECASE)
_APART = re.compile(
    r"\b(?:non-?inferior\w*|sub-?groups?|secondary|exploratory|post hoc|sensitivity analys\w+|adjust\w+|interactions?"
    r"|at baseline|heterogene\w+|attenuat\w+|per-protocol|multivaria\w+)\b",
    re.IGNORECASE,
)
"""Words of another analysis than the one that a plain claim speaks of."""
_IDLE = stems("significant significantly statistically difference differ effect reduction increase compared placebo")


def examine(dossier: Dossier) -> Iterator[Objection]:
    """At most one objection: the first claim of significance that the source's test belies."""
    text = dossier.claim.text
    for fact in dossier.claim.facts:
        if fact.role != "significance" or fact.term != "significant" or not _is_test(text, fact):
            continue
        found = _belied(dossier)
        if found is not None:
            yield _objection(fact, *found)
        return


def _is_test(text: str, fact: Fact) -> bool:
    """Whether the word speaks of an effect, and not of importance in the clinic."""
    lead = text[max(0, fact.start - LEAD) : fact.start]
    tested = _STATISTICAL.search(text, max(0, fact.start - 14), fact.end + 60) or _OF_A_DIFFERENCE.search(lead)
    return tested is not None and not _OTHER_SENSE.search(lead)


def _belied(dossier: Dossier) -> tuple[Passage, Fact] | None:
    """The passage on the claim's own words whose test found nothing, where none on them found something."""
    said = stems(dossier.claim.text) - _IDLE
    if not said:
        return _nowhere_significant(dossier)
    found: tuple[Passage, Fact] | None = None
    for ranked in dossier.ranked:
        passage = ranked.passage
        tests = [(each, significance_of(each)) for each in passage.facts if each.role in _TESTED]
        share = len(said & stems(passage.text)) / len(said)
        if share >= RIVAL and any(answer for _, answer in tests):
            return None
        none = next((each for each, answer in tests if answer is False), None)
        apart = _APART.search(passage.text)
        if apart is not None and apart[0].lower() not in dossier.claim.text.lower():
            continue
        if found is None and none is not None and share >= (SHARE if len(said) > 1 else 1.0):
            found = passage, none
    return found


_DIFFER = re.compile(
    r"\b(?:differ\w*|between (?:the )?(?:two )?groups|compared (?:with|to)|versus|vs)\b", re.IGNORECASE
)


def _nowhere_significant(dossier: Dossier) -> tuple[Passage, Fact] | None:
    """The passage that tells of no significant difference, where the work tells of no significant one at all."""
    tests = [
        (passage, each, significance_of(each))
        for passage in dossier.passages
        for each in passage.facts
        if each.role in _TESTED
    ]
    if any(answer for *_, answer in tests):
        return None
    none = ((passage, each) for passage, each, answer in tests if answer is False)
    return next(((passage, each) for passage, each in none if _DIFFER.search(passage.text)), None)


def _objection(fact: Fact, passage: Passage, shown: Fact) -> Objection:
    return Objection(
        code=CODE,
        verdict="contradicted",
        severity="must",
        title=title(f"“{fact.text}”; the source: {shown.text}"),
        why="The source's own test did not find this to be significant.",
        aspects=(Aspect("significance", fact.text, shown.text, "different"),),
        passage=passage,
        said=(fact.start, fact.end),
        shown=(shown.start, shown.end),
        ok_if="The article means another outcome, group, time or analysis, which was significant; name it then.",
        confidence="medium",
        cause="significance",
    )


CHECK = PairCheck("significance", (CODE,), examine)
