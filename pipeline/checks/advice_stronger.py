"""Advice made stronger (CER-001).

What it does: reads how strongly the claim says that something is to be done (may be considered, should be done, must be
done), and how strongly the passage on the same matter says it; objects where "may be considered" became "should" or
"must".

Why it matters: guidelines choose these words with care. A weak recommendation leaves the choice to doctor and patient,
since benefit and harm are close or the evidence is poor.

The article says: "Everyone with back pain must be given opioids."

The source says: "Opioids may be considered when other measures have failed."

Fine if: another passage of the source says it as strongly for the same people.

Literature: Guyatt 2008 (GRADE: strong and weak recommendations); Sumner 2014 (exaggerated advice in 40% of releases).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.records.verdict import Aspect, Objection
from pipeline.strength.context import context
from pipeline.strength.matching import ABSTRACT, Match, content, meant, nearest, share, verbatim
from pipeline.strength.patterns import Hit, find
from pipeline.strength.wording import cut, raised

WEAK = 1
_MATTER = 0.4
"""Two in five content words: claim and passage advise the same."""
_GUIDED = 0.28
"""More than a quarter, in a guideline: its sentences are short, and each is a piece of advice."""
_WHOLE = 0.5
"""Half of what the claim says, in whatever words, in an abstract with one piece of advice: that is the one meant."""
_ALIKE = 0.9
"""A passage nearly as near that advises as strongly bears the claim out."""


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where the nearest advice of the source is weak and the claim's is not."""
    claim = dossier.claim
    where = context(claim.text)
    said = [hit for hit in _asserted(claim.text) if hit.entry.level > WEAK]
    if not said or where.question or where.hypothetical or verbatim(claim, dossier.passages):
        return
    least = _GUIDED if dossier.work.kind == "guideline" else _MATTER
    near = [match for match in nearest(claim, dossier.ranked, least) if _asserted(match.passage.text)]
    near = near or _all_advice(dossier)
    if not near or any(_strong(match.passage.text) for match in near if match.share >= _ALIKE * near[0].share):
        return
    match, hit = near[0], _asserted(near[0].passage.text)[0]
    if not content(claim.text[: said[0].start] + claim.text[said[0].end :]) or _AVOID.search(match.passage.text):
        return
    yield Objection(
        code="CER-001",
        verdict="overstated",
        severity=raised("should", claim),
        title=f"“{cut(said[0].text, 20)}”; source says “{cut(hit.text, 24)}”",
        why="The source leaves the choice open; the claim does not.",
        aspects=(Aspect("certainty", said[0].text, hit.text, "stronger"),),
        passage=match.passage,
        said=(said[0].start, said[0].end),
        shown=(hit.start, hit.end),
        ok_if="another passage of the source says it as strongly for the same people.",
        suggestion=f"Keep the source's “{cut(hit.text, 40)}”.",
        confidence="medium" if share(claim.text, match.passage.text) < _ALIKE else "high",
        cause=f"advice {match.passage.start}",
    )


_AVOID = re.compile(r"(?i)\b(?:avoid|do not|don['’]t|never|must not|should not)\b")
"""The passage advises against something too, and that without a choice: the claim may tell of this."""


def _all_advice(dossier: Dossier) -> list[Match]:
    """Of an abstract the advice that means most of the claim, in whatever words, where no other comes near it."""
    advice = [passage for passage in dossier.passages if _asserted(passage.text)]
    if len(dossier.passages) > ABSTRACT or not advice:
        return []
    whole = meant(dossier.claim.text, *(passage.text for passage in dossier.passages))
    if len(advice) == 1 and whole >= _WHOLE and find("advice", advice[0].text)[0].entry.level <= WEAK:
        return [Match(advice[0], whole)]
    found = sorted((Match(each, meant(dossier.claim.text, each.text)) for each in advice), key=lambda one: -one.share)
    rival = found[1].share if len(found) > 1 else 0.0
    return found[:1] if found[0].share >= max(_GUIDED, 2 * rival) else []


def _asserted(text: str) -> list[Hit]:
    """The words of advice of `text` that are not denied: what must not be done is another matter."""
    where = context(text)
    return [hit for hit in find("advice", text) if not where.governed(hit.start, "negation")]


def _strong(text: str) -> bool:
    """Whether a passage advises more than weakly."""
    return any(hit.entry.level > WEAK for hit in _asserted(text))


CHECK = PairCheck("advice-stronger", ("CER-001",), examine)
