"""Praised, not quantified (EFF-002).

What it does: finds praise of an effect ("striking", "substantial", "impressive") with no figure in the sentence or its
neighbours, where the source has one, and offers the source's figure.

Why it matters: readers can weigh "34% fewer attacks"; they can't weigh "substantial".

The article says: "The results were striking in their clarity and magnitude."

The source says: "… −11.1 points with the drug and −5.8 points with the control."

Fine if: the figure stands elsewhere in the article near by, or in a chart beside the sentence; or "highly effective" is
said of an effect whose figure is large.

Literature: HealthNewsReview criterion 2 (benefit quantified); Krishnamurti 2015.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength import Cue
from pipeline.strength.effects import large, praised, shown_size, tells_effect
from pipeline.strength.matching import around, nearest, share, verbatim
from pipeline.strength.wording import cut, raised

_NEAR = 0.2
"""A fifth of the claim's content words: praise is often all that such a sentence holds."""
_CLOSE = 0.5
"""Half of the claim's content words: the figure is of the effect that is praised."""
_HOPES = frozenset(("promising", "exciting", "encouraging", "compelling", "major", "great", "greatly", "strong"))
"""Words of the list that praise prospects or evidence, not the size of an effect."""
_CALLED_EFFECTIVE = re.compile(r"(?i)[\w-]+\s+(?:effective|efficacious|successful|protective)\b")
"""A verdict on whether it works, "highly effective": borne out where the figure is large. Other praise is no figure."""
_RESULTS = re.compile(r"(?i)\b(?:results|findings|outcomes?)\b")
_MAIN = re.compile(r"(?i)\b(?:primary|mean change|change from baseline|main outcome)\b")


def examine(dossier: Dossier) -> Iterator[Objection]:
    """A remark where a word of praise stands for a figure that the source has."""
    claim = dossier.claim
    if verbatim(claim, dossier.passages) or tells_effect(around(claim)):
        return
    cue = _praise(claim.text)
    shown = _figure(dossier) if cue else None
    if cue is None or shown is None:
        return
    passage, start, end = shown
    if cue.group == "strong" and _CALLED_EFFECTIVE.match(claim.text, cue.start) and large(passage.text):
        return
    close = share(claim.text, passage.text) >= _CLOSE
    figure = passage.text[start:end]
    yield Objection(
        code="EFF-002",
        verdict=None,
        severity=raised("should", claim) if close else "consider",
        title=f"“{cut(cue.text, 18)}” replaces the effect: “{cut(figure, 14)}”",
        why="The word praises; the source has a figure that lets readers judge for themselves.",
        aspects=(Aspect("size of the effect", cue.text, figure, "missing"),),
        passage=passage,
        said=(cue.start, cue.end),
        shown=(start, end),
        ok_if="the figure stands near by, or in a chart beside the sentence.",
        suggestion=f"Give the figure: “{cut(passage.text, 120)}”",
        confidence="medium",
        cause=f"praise {cue.start} {claim.id}",
    )


def _praise(text: str) -> Cue | None:
    """The strongest word of praise for an effect; results in general may be praised too."""
    cues = [cue for cue in praised(text, ("extreme", "strong", "praise")) if cue.text.lower() not in _HOPES]
    return max(cues, key=lambda cue: cue.level, default=None)


def _figure(dossier: Dossier) -> tuple[Passage, int, int] | None:
    """The effect estimate of the nearest passage that has one."""
    near = [match.passage for match in nearest(dossier.claim, dossier.ranked, _NEAR)]
    if _RESULTS.search(dossier.claim.text):
        near += [passage for passage in dossier.passages if _MAIN.search(passage.text)]
    for passage in near:
        size = shown_size(passage.text)
        if size is not None:
            return passage, *size
    return None


CHECK = PairCheck("praise-unquantified", ("EFF-002",), examine)
