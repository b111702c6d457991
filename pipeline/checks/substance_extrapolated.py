"""Shown for another substance, route or dose (POP-002).

What it does: compares the substance, and the way it gets into the body, that the claim speaks of with what the source
studied: all its names count (brand, code, chemical), and a class is borne out by any of its members.

Why it matters: two drugs of one class, or one drug swallowed and injected, may differ in effect and in risk.

The article says: "Ketamine increases cross-talk between brain regions."

The source says: "Psilocybin and LSD increased cross-talk between brain regions."

Fine if: the sentence says whose results these are, or the source studied the substance under another name.

Literature: Lazarus 2015 (inadequate extrapolation to other interventions).
"""

from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength import profile
from pipeline.strength.context import context
from pipeline.strength.matching import around, content, nearest, verbatim
from pipeline.strength.things import Named, routes, substances
from pipeline.strength.wording import cut, raised

ABOUT = 0.5
"""Half of the claim's other content words stand in the passage: the same effect, of something else."""


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where the effect is the source's, but of another substance or by another route."""
    claim = dossier.claim
    where = context(claim.text)
    if where.question or where.hypothetical or where.purpose or profile(claim.text).certainty < 1:
        return
    if verbatim(claim, dossier.passages):
        return
    found = _substance(dossier) or _route(dossier)
    if found is not None:
        yield _objection(dossier, *found)


def _substance(dossier: Dossier) -> tuple[str, Named, Passage, Named] | None:
    """The claim's substance, which the source never names, beside the one that its passage names."""
    mine = substances(dossier.claim.text)
    known = {each.name for passage in dossier.passages for each in substances(passage.text)}
    known |= {each.name for reading in dossier.work.readings for each in substances(reading.metadata.title or "")}
    if not mine or not known or any(each.name in known for each in mine):
        return None
    told = {each.name for each in substances(around(dossier.claim))}
    if told & known:
        return None
    return _beside(dossier, mine[0], "substance")


def _route(dossier: Dossier) -> tuple[str, Named, Passage, Named] | None:
    """The claim's route, which the source never names, beside another that its passage names."""
    mine = routes(dossier.claim.text)
    known = {each.name for passage in dossier.passages for each in routes(passage.text)}
    if not mine or not known or any(each.name in known for each in mine):
        return None
    if {each.name for each in routes(around(dossier.claim))} & known:
        return None
    return _beside(dossier, mine[0], "route")


def _beside(dossier: Dossier, mine: Named, what: str) -> tuple[str, Named, Passage, Named] | None:
    """A passage with the same effect that names another thing of that sort."""
    name = content(mine.text)
    rest = content(dossier.claim.text) - name
    for match in nearest(dossier.claim, dossier.ranked, 0.2):
        named = substances(match.passage.text) if what == "substance" else routes(match.passage.text)
        shared = len(rest & content(match.passage.text)) / max(len(rest), 1)
        other = next((each for each in named if each.name != mine.name), None)
        if other is not None and shared >= ABOUT and len(rest) >= 2 and not _same_sort(mine, other, what):
            return what, mine, match.passage, other
    return None


def _same_sort(mine: Named, other: Named, what: str) -> bool:
    """Whether one is but a part of the other's name ("insulin", "insulin glargine")."""
    return what == "substance" and (mine.name in other.name or other.name in mine.name)


def _objection(dossier: Dossier, what: str, mine: Named, passage: Passage, other: Named) -> Objection:
    claim = dossier.claim
    alone = len(claim.citations) <= 1
    return Objection(
        code="POP-002",
        verdict="overstated",
        severity="must" if alone and what == "substance" else raised("should", claim),
        title=f"Shown for {cut(other.text, 22)}, not {cut(mine.text, 20)}",
        why=f"The source found this with another {what}; that it holds here as well has not been shown by it.",
        aspects=(Aspect(what, mine.text, other.text, "different"),),
        passage=passage,
        said=(mine.start, mine.end),
        shown=(other.start, other.end),
        ok_if="the sentence says whose results these are, or the source studied it under another name.",
        confidence="high" if dossier.work.scope == "full_text" else "medium",
        cause=f"{what} {mine.name}",
    )


CHECK = PairCheck("substance-extrapolated", ("POP-002",), examine)
