"""Effect made larger (EFF-001).

What it does: finds strong words for an effect ("highly effective", "dramatic improvement", "slashes") and looks at what
the source says of its size: modest, not significant, weak, or nothing yet because the trial has no results.

Why it matters: readers take "dramatic" for a number; here there is none, or a small one.

The article says: "It may be highly effective."

The source says: a registered trial that has posted no results.

Fine if: the source uses as strong a word for the same effect, or its figures are large (a response of 70% or more, a
reduction of half or more).

Literature: Abola & Prasad 2016; Schwitzer (words to avoid); Krishnamurti 2015; Boutron 2010.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.records.report import Severity
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength import Cue, profile
from pipeline.strength.effects import compared, large, phrase, praised, shown_size, tells_effect
from pipeline.strength.matching import ABSTRACT, around, meant, nearest, verbatim
from pipeline.strength.wording import cut, raised

_NEAR = 0.3
"""Nearly a third of the claim's content words: enough to be about the same effect."""


_ONE_MATTER = 0.5
"""Half of what the claim says: the passage gives the size of the very effect."""


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where a strong word stands on a small, absent or unknown effect."""
    claim = dossier.claim
    if verbatim(claim, dossier.passages):
        return
    cues = praised(claim.text, ("extreme", "strong"))
    praise = [cue for cue in praised(claim.text, ("praise",)) if cue.text.lower() in _OF_SIZE]
    if not cues and not praise:
        return
    cue = max(cues or praise, key=lambda each: each.level)
    found = _unfinished(dossier) if cues else None
    found = found or _smaller(dossier) or _called_small(dossier) or (_measured(dossier) if cues else None)
    if found is None or _shown_large(dossier, cue):
        return
    passage, span, words, severity = found
    said = phrase(claim.text, cue)
    strong = claim.text[slice(*said)]
    yield Objection(
        code="EFF-001",
        verdict="overstated",
        severity=severity if severity == "must" else raised(severity, claim),
        title=f"“{cut(strong, 22)}” for “{cut(words, 30)}”"
        if severity == "should"
        else f"“{cut(strong, 26)}” for a trial with no results",
        why="The word promises more than the source shows.",
        aspects=(Aspect("size of the effect", strong, words, "stronger"),),
        passage=passage,
        said=said,
        shown=span,
        ok_if="the source uses as strong a word for the same effect, or its figures are large.",
        confidence="high" if severity == "must" else "medium",
        cause="effect size",
        certain=len(dossier.passages) <= ABSTRACT and meant(claim.text, passage.text) >= _ONE_MATTER,
    )


def _unfinished(dossier: Dossier) -> tuple[Passage, tuple[int, int], str, Severity] | None:
    """A registry record without results knows of no effect at all."""
    work = dossier.work
    trial = next((reading.trial for reading in work.read if reading.trial), None)
    if work.kind != "registry_record" or (trial and trial.has_results) or not dossier.ranked:
        return None
    passage = next(
        (each for each in dossier.passages if each.kind == "field" and "status" in each.section.lower()),
        dossier.ranked[0].passage,
    )
    return passage, (0, len(passage.text)), "no results", "must"


def _smaller(dossier: Dossier) -> tuple[Passage, tuple[int, int], str, Severity] | None:
    """A passage on the same effect that calls it modest or finds none."""
    if profile(around(dossier.claim)).of("magnitude", "modest", "null"):
        return None
    for match in nearest(dossier.claim, dossier.ranked, _NEAR):
        cues = [
            cue
            for cue in profile(match.passage.text).all_of("magnitude")
            if cue.group in ("modest", "null") and not (cue.negated and cue.group == "modest")
        ]
        if cues:
            cue = cues[0]
            return match.passage, (cue.start, cue.end), cue.text, "should"
    return None


def _called_small(dossier: Dossier) -> tuple[Passage, tuple[int, int], str, Severity] | None:
    """In an abstract, in whatever words: what the source calls small."""
    if len(dossier.passages) > ABSTRACT or profile(around(dossier.claim)).of("magnitude", "modest", "null"):
        return None
    for passage in dossier.passages:
        cue = next(iter(profile(passage.text).of("magnitude", "modest")), None)
        if cue is not None:
            return passage, (cue.start, cue.end), cue.text, "should"
    return None


_OF_SIZE = frozenset(
    """striking strikingly impressive impressively substantial substantially marked markedly considerable considerably
    great greatly excellent strong strongly""".split()
)
"""Words of praise that say how large an effect is; "promising" and "encouraging" speak of prospects."""


def _measured(dossier: Dossier) -> tuple[Passage, tuple[int, int], str, Severity] | None:
    """In an abstract, in whatever words: the size that the source gives, where it is no large one."""
    if len(dossier.passages) > ABSTRACT or tells_effect(around(dossier.claim)):
        return None
    for passage in dossier.passages:
        size = compared(passage.text) or shown_size(passage.text)
        if size is not None and (_OF_A_WHOLE.search(passage.text, *size) or size == compared(passage.text)):
            return passage, size, passage.text[slice(*size)], "should"
    return None


def _shown_large(dossier: Dossier, cue: Cue) -> bool:
    """Whether a near passage bears the word out: as strong a word of its own, or large figures."""
    near = [match.passage for match in nearest(dossier.claim, dossier.ranked, _NEAR)]
    if len(dossier.passages) <= ABSTRACT:
        near += dossier.passages
    for passage in near:
        strong = praised(passage.text, ("extreme", "strong"))
        if any(each.level >= min(cue.level, 2) for each in strong) or _LARGE.search(passage.text):
            return True
        if large(passage.text):
            return dossier.work.kind != "registry_record" or "%" in passage.text
    return False


_OF_A_WHOLE = re.compile(r"(?i)%|per\s?cent|points?|ratio|\b[HOR]R\b|\d\s+(?:in|of|out)\b|halv|doubl|fold|times")
"""What says of itself how large it is; whether 48 letters or 2 kg are much can't be read off."""
_LARGE = re.compile(
    r"(?i)\b(?:large|strong|substantial|marked) (?:[\w-]+ ){0,2}"
    r"(?:effects?|improvements?|reductions?|benefits?|differences?)\b"
    r"|\b(?:effects?|differences?) (?:was|were|is) (?:very )?large\b"
)


CHECK = PairCheck("effect-inflated", ("EFF-001",), examine)
