"""Cause told where an association was found (CAU-001).

What it does: reads whether the claim says that one thing brings the other about, and what the source can say: by its
design (a cohort, survey or case-control study can't show cause) and by its own words in the passage on the same matter.

Why it matters: people who do one thing differ in many others; an association alone changes nothing when acted on.

The article says: "Ultra-processed food causes depression."

The source says: "… was associated with depression."

Fine if: the source says elsewhere that it tested cause (chance assigned the groups, or an experiment).

Literature: Sumner 2014 (33% of press releases); Haber 2018; Lazarus 2015 (53% of abstracts); Yu, Li & Wang 2019.
"""

from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength import profile
from pipeline.strength.causality import acting, joined
from pipeline.strength.context import context
from pipeline.strength.evidence import Told, designs, observational
from pipeline.strength.matching import Match, around, nearest, verbatim
from pipeline.strength.patterns import Hit
from pipeline.strength.wording import cut, raised

ABOUT = 0.5
"""Half of the claim's content words: claim and passage are about the same two things."""


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where the claim acts and the source only connects."""
    claim = dossier.claim
    verb = _claimed(dossier)
    if verb is None or verbatim(claim, dossier.passages):
        return
    matches = nearest(claim, dossier.ranked, ABOUT)
    if not matches or any(_says_cause(match.passage) for match in matches):
        return
    design = observational(dossier.passages, dossier.work.kind)
    shown = _connects(matches)
    if shown is None or (design is None and _assigned(dossier)):
        return
    passage, hit = shown
    yield Objection(
        code="CAU-001",
        verdict="overstated",
        severity="must" if design or dossier.work.kind == "cohort" else raised("should", claim),
        title=f"“{cut(hit.text, 24)}” in the source, not “{cut(verb.text, 16)}”",
        why=_why(design),
        aspects=(
            Aspect("cause", verb.text, hit.text, "stronger"),
            *(
                (Aspect("design", verb.text, design.passage.text[design.start : design.end], "stronger"),)
                if design
                else ()
            ),
        ),
        passage=passage,
        said=(verb.start, verb.end),
        shown=(hit.start, hit.end),
        ok_if="the source says elsewhere that it tested cause.",
        suggestion=f"Write “{cut(hit.text, 40)}”.",
        confidence="high" if design else "medium",
        cause=f"causality {passage.start}",
    )


def _claimed(dossier: Dossier) -> Hit | None:
    """The claim's word of cause, where the claim is causal, unhedged and in the writer's own voice."""
    text = dossier.claim.text
    where = context(text)
    if profile(text).causality != "causal" or where.question or _limited(around(dossier.claim)):
        return None
    for hit in acting(text):
        voices = (*where.quoted, *where.attributed, *where.hypothetical, *where.purpose)
        if not any(span.holds(hit.start) for span in voices) and not where.governed(hit.start, "negation"):
            return hit
    return None


def _limited(text: str) -> bool:
    """Whether the text itself says that cause was not shown."""
    low = text.lower().replace("’", "'")
    phrases = ("cause and effect", "causation", "causal", "not prove", "observational", "only an association")
    denied = any(phrase in low for phrase in phrases)
    return denied and any(word in low for word in ("not", "n't", "observational", "only an", "cannot", "no proof"))


def _says_cause(passage: Passage) -> bool:
    """Whether the passage itself is causal, without association beside it."""
    return profile(passage.text).causality == "causal"


def _connects(matches: tuple[Match, ...]) -> tuple[Passage, Hit] | None:
    """The nearest passage that tells an association, with its word."""
    for match in matches:
        if profile(match.passage.text).causality == "correlational":
            hits = joined(match.passage.text)
            if hits:
                return match.passage, hits[0]
    return None


def _assigned(dossier: Dossier) -> bool:
    """Whether groups were assigned by chance, or it was an experiment: "associated with" is then a way of speaking."""
    if dossier.work.kind == "randomised_trial":
        return True
    return any(not told.design.observational for told in designs(dossier.passages))


def _why(design: Told | None) -> str:
    if design is None:
        return "The source speaks of an association; the claim says that one brings the other about."
    return (
        f"The source is a {design.design.name}: it can show that two things go together, not that one causes the other."
    )


CHECK = PairCheck("causal-language", ("CAU-001",), examine)
