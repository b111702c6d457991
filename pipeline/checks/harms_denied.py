"""Harms denied that the source counts (SAF-002).

What it does: where the claim denies harms ("no serious adverse events", "nobody died"), looks for a passage in which
the source counts some of just these: as serious, as much laid to the treatment, in the same group. A count that the
denial's own words leave out (milder harms, harms judged unrelated, the control group) is no contradiction.

Why it matters: a reader who is told that nothing happened weighs the treatment as if it had no price.

The article says: "No serious adverse events were reported."

The source says: "Serious adverse events occurred in 81 children (4%)."

Fine if: the article speaks of another group, dose or time than the quoted count.

Literature: CONSORT Harms 2004, items 4 to 8; Lazarus 2015 (lack of focus on harm, 27% of abstracts).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._harms import about
from pipeline.checks._symptoms import belied
from pipeline.records.verdict import Aspect, Objection
from pipeline.strength.context import context
from pipeline.strength.matching import verbatim
from pipeline.strength.wording import titled

SECONDARY = frozenset(
    {"systematic_review", "meta_analysis", "review", "guideline", "editorial", "dictionary", "government"}
)
"""Sources about many treatments: a count must be told of the claim's own."""
_PART = re.compile(
    r"(?:\d ?%|\b(?:per cent|most|many|some|half|two thirds|majority|\d+ (?:of|in|out of) \d+)\b)"
    r"[^,;.]*\b(?:had|have|has|with|reported|suffered|felt|got|were|was)\b[^,;.]*$",
    re.IGNORECASE,
)
"""Harms are denied of some of those treated: "most users had no side effects"."""
_GRADE = re.compile(r"\b(?:serious|severe|major|grave)\s+\Z", re.IGNORECASE)
"""How grave the denied harms are: the title must not make the denial wider than the article's."""


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where the source counts harms that the claim denies."""
    claim = dossier.claim
    if context(claim.text).question or verbatim(claim, dossier.passages):
        return
    passages = dossier.passages
    if dossier.work.kind in SECONDARY:
        passages = tuple(one for one in passages if about(claim.text, one))
    found = belied(claim.text, passages)
    if found is None:
        return
    denial, count = found
    if _PART.search(claim.text, 0, denial.start):
        return
    grade = _GRADE.search(claim.text, 0, denial.start)
    noun = claim.text[grade.start() if grade else denial.start : denial.end]
    shown = count.passage.text[count.start : count.end]
    yield Objection(
        code="SAF-002",
        verdict="contradicted",
        severity="must",
        title=titled("“No {}”; the source counts some", noun),
        why="The claim denies harms that the source counts.",
        aspects=(Aspect("harms", noun, shown, "different"),),
        passage=count.passage,
        said=(denial.start, denial.end),
        shown=(count.start, count.end),
        ok_if="the article speaks of another group, dose or time than the quoted count.",
        cause="harms counted",
    )


CHECK = PairCheck("harms-denied", ("SAF-002",), examine)
