"""Said to last longer than followed up (DUR-001).

What it does: reads how long the claim says an effect lasts ("for weeks", "long-term", "permanently") and sets it
against every span of time that the source can have watched people for; objects where the claim goes beyond the longest.

Why it matters: what happens after the last visit is not known, and effects that fade are the rule.

The article says: "… with effects lasting for weeks after a single session."

The source says: "… lasting at least 1 week."

Fine if: the source, or another that is cited there, followed people for as long; a table or figure may say so.

Literature: Lazarus 2015 (extrapolation to a longer time than studied); ICH E1 (what counts as long-term use).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength import profile
from pipeline.strength.context import context
from pipeline.strength.durations import FOREVER, LONG_TERM_DAYS, Lasting, lasting, spans_of_time
from pipeline.strength.evidence import follow_ups
from pipeline.strength.gaps import owns_up
from pipeline.strength.matching import ABSTRACT, at_hand, nearest, share, verbatim
from pipeline.strength.wording import cut, raised

SLACK = 1.15
"""A claim up to 15% longer is rounding ("a month" for four weeks), not extrapolation."""
_BOUND = re.compile(r"(?i)\b(?:at least|at most|up to|only|about|through|until|for|over|after|at)\s+(?:a\s+|the\s+)?$")
_LEAST_DAYS = 0.5
"""Shorter spans are lengths of sessions, not of follow-up."""
_SCARCE = "short"
"""The group of caveats in which a source says that it knows nothing of the long term."""


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where the claim's effect outlasts everything that the source says it watched."""
    claim = dossier.claim
    said = _longest(dossier)
    if said is None or verbatim(claim, dossier.passages):
        return
    seen = _seen(dossier, said)
    if seen is None:
        return
    longest, passage, start, end = seen
    start = _with_bound(passage.text, start)
    if said.days <= longest * SLACK:
        return
    shown = passage.text[start:end]
    yield Objection(
        code="DUR-001",
        verdict="overstated",
        severity=raised("must", claim),
        title=f"“{cut(said.text, 22)}”: source says “{cut(shown, 18)}”",
        why="The claim gives the effect a longer life than the source watched it for.",
        aspects=(Aspect("how long the effect lasts", said.text, shown, "stronger"),),
        passage=passage,
        said=(said.start, said.end),
        shown=(start, end),
        ok_if="the source, or another that is cited there, followed people for as long.",
        confidence="high" if share(claim.text, passage.text) >= 0.4 else "medium",
        cause=f"duration {said.days:.0f}",
    )


def _with_bound(text: str, start: int) -> int:
    """The start of the quote with the words before it that bound it: "at least 1 week"."""
    bound = _BOUND.search(text, max(start - 20, 0), start)
    return bound.start() if bound else start


def _longest(dossier: Dossier) -> Lasting | None:
    """The longest life that the claim gives the effect; a registered aim counts too, as what the trial looks at."""
    said = lasting(dossier.claim.text) or _even_after(dossier.claim.text)
    if dossier.work.kind != "registry_record":
        purposes = context(dossier.claim.text).purpose
        said = tuple(each for each in said if not any(span.holds(each.start) for span in purposes))
    return said[0] if said else None


_EVEN_AFTER = re.compile(r"(?i)\beven\s+(?:after|beyond)\s+$")


def _even_after(text: str) -> tuple[Lasting, ...]:
    """A time that the claim reaches beyond what was watched: "even after ten years"."""
    return tuple(time for time in spans_of_time(text) if _EVEN_AFTER.search(text, 0, time.start))


def _seen(dossier: Dossier, said: Lasting) -> tuple[float, Passage, int, int] | None:
    """The longest time the source watched, in days, with its place; the passage on the claim's matter is preferred."""
    times = [(time, passage) for time, passage in follow_ups(dossier.passages) if time.days >= _LEAST_DAYS]
    open_ended = [
        (each.days, passage, each.start, each.end)
        for passage in dossier.passages
        for each in lasting(passage.text)
        if each.open_ended and not _says_scarce(passage, each)
    ]
    near = {id(match.passage) for match in nearest(dossier.claim, dossier.ranked)}
    if said.open_ended and said.days < FOREVER and open_ended:
        return None  # both speak of an open end; which word is longer is a matter of taste
    open_best = max(open_ended, key=lambda each: each[0], default=None)
    if open_best and (not times or open_best[0] > times[0][0].days):
        return open_best
    if not times:
        return _scarce(dossier, near) or _untold(dossier, said)
    best = times[0][0].days
    time, passage = next(
        ((time, passage) for time, passage in times if time.days == best and id(passage) in near), times[0]
    )
    return best, passage, time.start, time.end


def _untold(dossier: Dossier, said: Lasting) -> tuple[float, Passage, int, int] | None:
    """In an abstract that tells no time at all: nobody has watched a cure for good."""
    hand = at_hand(dossier.claim, dossier.ranked, dossier.passages) if said.days >= FOREVER else []
    if len(dossier.passages) > ABSTRACT or not hand or owns_up(dossier.claim.text):
        return None
    return 0.0, hand[0], 0, len(hand[0].text)


def _scarce(dossier: Dossier, near: set[int]) -> tuple[float, Passage, int, int] | None:
    """Where the source gives no time at all but says that the long term is unknown."""
    for passage in dossier.passages:
        cue = next((cue for cue in profile(passage.text).all_of("caveats") if cue.group == _SCARCE), None)
        if cue is not None and (id(passage) in near or len(dossier.passages) < 40):
            return LONG_TERM_DAYS / 2, passage, cue.start, cue.end
    return None


def _says_scarce(passage: Passage, said: Lasting) -> bool:
    """Whether "long-term" there is what the source lacks, or a hope for later."""
    around = context(passage.text)
    doubted = around.governed(said.start, "speculation") or any(span.holds(said.start) for span in around.purpose)
    lacking = any(cue.group in (_SCARCE, "limited") for cue in profile(passage.text).all_of("caveats"))
    return bool(doubted) or lacking


CHECK = PairCheck("durability", ("DUR-001",), examine)
