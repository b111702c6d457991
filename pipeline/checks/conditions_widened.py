"""Range of conditions widened (GEN-002).

What it does: lists the conditions that the claim says are helped, and those that the source speaks of as studied;
objects to one that the source never names, or only as a matter for later. A general name ("cancer") is borne out by a
source on one kind, and a particular kind is left alone where the source names the general one.

Why it matters: what works for one condition has often failed in the next.

The article says: "… may be effective for a range of conditions, including anxiety disorders, PTSD and addiction."

The source says: it studied depression.

Fine if: another source that is cited there covers the condition.

Literature: Lazarus 2015 (inadequate extrapolation to other conditions).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength.causality import acting
from pipeline.strength.context import context
from pipeline.strength.matching import nearest, verbatim
from pipeline.strength.patterns import expression, words_of
from pipeline.strength.things import Named, conditions, covered
from pipeline.strength.wording import cut, raised

_HELPS = re.compile(rf"(?i)\b(?:{words_of('study_words', 'helps')})\w*")
_LATER = expression("study_words", "later")
_ASIDE = expression("study_words", "aside")
_NOT_ABOUT = expression("study_words", "not.helped")


_BEARERS = re.compile(
    r"(?i)\b(?:in|among)\s+(?:[\w-]+\s+){0,3}(?:people|patients|adults|children|women|men|those|volunteers|participants|"
    r"individuals|survivors|sufferers)\s+(?:with|who\s+have|living\s+with|suffering\s+from)\s[^.;]{0,80}\Z"
)
"""Before a condition: those who have it are the ones in whom the claim says that something was seen."""
_NEAR = 0.25
"""A quarter of the claim's content words: the source is about the same remedy, if not the same condition."""


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection for the conditions in the claim that the source did not study."""
    claim = dossier.claim
    if len(claim.citations) > 1 or verbatim(claim, dossier.passages):
        return
    helped = _helped(claim.text)
    if not helped:
        return
    studied, place = _studied(dossier)
    if place is None:
        return
    if not nearest(claim, dossier.ranked, _NEAR):
        return
    added = [each for each in helped if not covered(each.name, studied)]
    if not added:
        return
    first, own = added[0], place[1]
    more = f" and {len(added) - 1} more" if len(added) > 1 else ""
    yield Objection(
        code="GEN-002",
        verdict="overstated",
        severity=raised("should", claim),
        title=f"Source has nothing on {cut(first.text, 28)}{more}",
        why=f"The source speaks of {own.text}; it has no data on what the claim adds.",
        aspects=(Aspect("conditions", ", ".join(each.text for each in added), own.text, "stronger"),),
        passage=place[0],
        said=(first.start, first.end),
        shown=(own.start, own.end),
        ok_if="another source that is cited there covers the condition.",
        confidence="high" if dossier.work.scope == "full_text" else "medium",
        cause=f"condition {first.name}",
    )


def _helped(text: str) -> list[Named]:
    """Conditions that the claim says are helped, or in whose bearers it says that something was brought about."""
    where = context(text)
    if where.question or _NOT_ABOUT.search(text):
        return []
    out = []
    for each in conditions(text):
        clause = where.clause(each.start)
        verbs = [match.start() for match in _HELPS.finditer(text, clause.start, each.start)]
        if _BEARERS.search(text, clause.start, each.start):
            verbs += [hit.start for hit in acting(text) if clause.start <= hit.start < each.start]
        spans = (*where.hypothetical, *where.purpose)
        if where.governed(each.start, "negation") or any(span.holds(each.start) for span in spans):
            continue
        if verbs and not _ASIDE.search(text, max(verbs), each.end):
            out.append(each)
    return out


def _studied(dossier: Dossier) -> tuple[set[str], tuple[Passage, Named] | None]:
    """Names of the conditions that the source treats as its matter, and where it first names one."""
    names: set[str] = set()
    place: tuple[Passage, Named] | None = None
    near = {id(ranked.passage) for ranked in dossier.ranked}
    for passage in dossier.passages:
        if _LATER.search(passage.text) and not expression("efficacy", "effect").search(passage.text):
            continue
        for each in conditions(passage.text):
            names.add(each.name)
            if place is None or (id(passage) in near and id(place[0]) not in near):
                place = passage, each
    title = " ".join(reading.metadata.title or "" for reading in dossier.work.readings)
    names |= {each.name for each in conditions(title)}
    return names, place


CHECK = PairCheck("conditions-widened", ("GEN-002",), examine)
