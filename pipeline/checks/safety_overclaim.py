"""Safety overclaimed (SAF-001).

What it does: finds "safe", "harmless", "no risk" told without limits, and asks how many people the source watched, for
how long and in which phase; quotes the limit that the source states itself. With no event among n people it computes
what that still allows: three divided by n (the rule of three).

Why it matters: a harm that strikes one in a hundred is likely to be missed among 78 people.

The article says: "… were not only safe and well-tolerated …"

The source says: "In early clinical trials with small samples … were safe and well tolerated."

Fine if: the sentence or the next one says in how many people, or for how long.

Literature: Hanley & Lippman-Hand 1983; Eypasch 1995 (rule of three); CONSORT Harms 2004; Lazarus 2015 (ruling out
safety issues, 12% of abstracts).
"""

import re
from collections.abc import Iterator
from math import ceil

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._symptoms import belied
from pipeline.records.claim import Claim
from pipeline.records.report import Severity
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength import Cue, profile
from pipeline.strength.evidence import Shown, people, phase, tells_size
from pipeline.strength.gaps import gaps
from pipeline.strength.matching import ABSTRACT, around, content, nearest, share, verbatim
from pipeline.strength.patterns import expression
from pipeline.strength.wording import cut, raised

FEW = 300
"""Below 300 people, a harm of 1 in 100 may well go unseen (rule of three: 3/300)."""
EARLY_PHASE = 2
"""Trials up to phase 2 are not sized for safety (ICH E1)."""
RARE_HARMS = 3000
"""People in whom no event still allows one in a thousand: below that nobody can speak of no risk at all."""
_LIMITS = ("small", "early", "limited", "short", "open_label", "select")
_SAFETY_WORDS = frozenset("safe safeti toler toxic harm advers unwant complic".split())
"""Stems by which a passage is about safety."""


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where "safe" stands bare and the source states or is a limit."""
    claim = dossier.claim
    cue = _bare(dossier)
    if cue is None or verbatim(claim, dossier.passages):
        return
    if belied(claim.text, dossier.passages) is not None:  # SAF-002 quotes what was counted
        return
    limit = _limit(dossier) or (_any_size(dossier) if cue.group == "absolute" else None)
    if limit is None:
        return
    passage, span, words = limit
    severity: Severity = "must" if cue.group in ("safe", "absolute") else raised("should", claim)
    n = people(dossier.passages)
    yield Objection(
        code="SAF-001",
        verdict="overstated",
        severity=severity,
        title=_title(cue, n, words),
        why=_why(n),
        aspects=(Aspect("safety", cue.text, words, "stronger"),),
        passage=passage,
        said=(cue.start, cue.end),
        shown=span,
        ok_if="the sentence or the next one says in how many people, or for how long.",
        confidence="high" if _about_safety(passage) else "medium",
        cause="safety",
        certain=_own_statement(claim, cue, passage),
    )


HALF = 0.5


def _own_statement(claim: Claim, cue: Cue, passage: Passage) -> bool:
    """Whether the limit stands in the very sentence that the claim restates: both call the same thing safe."""
    same = any(other.text.lower() == cue.text.lower() for other in profile(passage.text).of("safety", cue.group))
    return same and share(claim.words, passage.text) >= HALF


def _bare(dossier: Dossier) -> Cue | None:
    """The strongest statement of safety that the claim asserts without a limit beside it."""
    read = profile(dossier.claim.text)
    cues = [cue for cue in read.of("safety", "safe", "absolute") if not cue.hedged or cue.level > 2]
    text = around(dossier.claim)
    if not cues or profile(text).caveats & set(_LIMITS) or tells_size(text, FEW):
        return None
    return max(cues, key=lambda cue: cue.level)


def _limit(dossier: Dossier) -> tuple[Passage, tuple[int, int], str] | None:
    """The source's own limit on what it says of safety: stated there, or its size, phase or kind."""
    stated = _stated(dossier) or _not_looked_at(dossier) or _barred(dossier)
    if stated is not None:
        return stated
    n, stage = people(dossier.passages), phase(dossier.passages)
    if n is not None and n.value < FEW:
        return n.passage, (n.start, n.end), n.text
    if stage is not None and stage.value <= EARLY_PHASE and (n is None or n.value < FEW):
        return stage.passage, (stage.start, stage.end), stage.text
    if dossier.work.kind == "registry_record" and dossier.ranked:
        passage = dossier.ranked[0].passage
        return passage, (0, len(passage.text)), "a registered trial"
    return None


def _any_size(dossier: Dossier) -> tuple[Passage, tuple[int, int], str] | None:
    """For "completely safe": what an abstract says of harms at all, where it claims no such thing itself."""
    if len(dossier.passages) > ABSTRACT:
        return None
    n = people(dossier.passages)
    if n is not None and n.value >= RARE_HARMS:
        return None
    if any(profile(passage.text).of("safety", "absolute") for passage in dossier.passages):
        return None
    about = next((each for each in dossier.passages if _HARMS.search(each.text) or _about_safety(each)), None)
    return (about, (0, len(about.text)), cut(about.text, 60)) if about else None


def _not_looked_at(dossier: Dossier) -> tuple[Passage, tuple[int, int], str] | None:
    """Where an abstract says that harms were not recorded, or seldom."""
    for passage in dossier.passages[:ABSTRACT]:
        for gap in gaps(passage.text):
            if _HARMS.search(gap.what):
                return passage, (gap.start, gap.end), passage.text[gap.start : gap.end]
    return None


_HARMS = expression("study_words", "harm")
_BARRED = re.compile(
    r"(?i)\b(?:(?:should|must) not (?:be )?(?:used?|taken|given|worn)|contra-?indicated"
    r"|not (?:recommended|suitable|advised) (?:for|in|with)|not for (?:use (?:in|with|by)|people|patients|children)"
    r"|fewer than \d+ (?:[\w-]+ ){0,2}(?:people|patients|women|children|infants))\b"
)


def _barred(dossier: Dossier) -> tuple[Passage, tuple[int, int], str] | None:
    """Where an abstract says who must not use it, or that few were looked at."""
    for passage in dossier.passages[:ABSTRACT]:
        match = _BARRED.search(passage.text)
        if match is not None:
            return passage, match.span(), match.group()
    return None


def _stated(dossier: Dossier) -> tuple[Passage, tuple[int, int], str] | None:
    """A passage on safety that limits itself, nearest to the claim first, then its neighbours."""
    big = people(dossier.passages)
    if big is not None and big.value >= FEW * 10:
        return None
    near = [match.passage for match in nearest(dossier.claim, dossier.ranked, 0.2)]
    about = [passage for passage in (*near, *dossier.passages) if _about_safety(passage)]
    for passage in about:
        cue = next((cue for cue in profile(passage.text).all_of("caveats") if cue.group in _LIMITS), None)
        if cue is not None:
            return passage, (cue.start, cue.end), cue.text
    texts = {passage.text: passage for passage in dossier.passages}
    for passage in about:
        for beside in (passage.before, passage.after):
            cue = next((cue for cue in profile(beside).all_of("caveats") if cue.group in _LIMITS), None)
            if cue is not None and beside in texts:
                return texts[beside], (cue.start, cue.end), cue.text
    return None


def _about_safety(passage: Passage) -> bool:
    return bool(content(passage.text) & _SAFETY_WORDS)


def _title(cue: Cue, n: Shown | None, words: str) -> str:
    if n is not None and n.value < FEW:
        return f"“{cut(cue.text, 24)}” rests on {n.value:.0f} people"
    return f"“{cut(cue.text, 20)}”; the source: “{cut(words, 22)}”"


def _why(n: Shown | None) -> str:
    if n is None or n.value >= FEW:
        return "The source limits what it says of safety; the claim does not."
    one_in = ceil(n.value / 3)
    return (
        f"The source limits what it says of safety; the claim does not. No harm among {n.value:.0f} people would still "
        f"allow one in {one_in} (rule of three, 95%)."
    )


CHECK = PairCheck("safety-overclaim", ("SAF-001",), examine)
