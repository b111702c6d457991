"""Those studied told as others: animals as people, healthy volunteers as patients, adults as children, men as women.

What it does: Compares those whom the claim speaks of with those whom the source, as far as it was read, studied. First
by class: objects where the claim says patients or people and the source studied only animals, cells or healthy
volunteers. Then by age, sex and stage of life: objects where the source studied a group that leaves the claim's out,
and next to nothing in it shows a sign of the claim's.

Why it matters: Most of what works in mice fails in people; a third of news stories leave the mice out. Doses, risks and
benefits differ between children and adults, and between men and women.

The article says: "The extract killed tumours in patients."

The source says: "The extract killed tumour cells in vitro."

Fine if: The source also studied them, in a part that could not be read.

Literature: Sumner 2014 (BMJ g7015); Triunfol & Gouveia 2021 (PLoS Biol).
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from msgspec.structs import replace

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._in_animals import in_animals
from pipeline.checks._objections import title
from pipeline.records.fact import Fact
from pipeline.records.report import Verdict
from pipeline.records.verdict import Agreement, Aspect, Objection, Passage
from pipeline.search.likeness import KIN
from pipeline.strength.ages import claimed_ages, excluded_ages, outside, studied_ages, within
from pipeline.strength.certainty import reported
from pipeline.strength.context import context
from pipeline.strength.gaps import owns_up
from pipeline.strength.groups import ANYBODY, Place, claimed, mentions, rivals, studied, untried, wanting
from pipeline.strength.matching import ABSTRACT, meant, nearest
from pipeline.strength.patterns import expression

CODE = "POP-001"
NAME = "population"
RANK = {"cells": 0, "animals": 1, "healthy": 2, "humans": 3, "patients": 3}
"""From furthest from the patient to nearest."""
SECONDARY = frozenset(
    {"review", "editorial", "letter", "news", "guideline", "dictionary", "government", "web_page", "company_page"}
)
ALMOST_NONE = 0.1
"""Mentions of patients that an animal study makes in passing: fewer than one in ten passages that name its animals."""
IN_PASSING = 0.05
"""Of a long source one passage in twenty: an introduction may tell of hamsters once, a study of them often does."""
ABOUT = 0.5
"""Half of the claim's content words: passage and claim speak of one result, whoever had it."""

_TOOK_PART = expression("study_words", "took.part")

Found = tuple[Passage, Fact]


def examine(dossier: Dossier) -> Iterator[Objection | Agreement]:
    """At most one objection: by class of those studied, else by age, sex or stage of life."""
    if dossier.work.kind in SECONDARY - {"review"}:
        return
    found = None if dossier.work.kind in SECONDARY else _by_class(dossier) or _by_group(dossier) or _by_age(dossier)
    if found is None:
        seen = in_animals(dossier)
        found = _objection(dossier.claim.text, seen.said, seen.passage, seen.fact, "overstated") if seen else None
    if found is not None:
        yield found


def _by_class(dossier: Dossier) -> Objection | None:
    """An objection where the claim's population is nearer to the patient than the source's."""
    facts = [fact for fact in dossier.claim.facts if fact.role == "population"]
    if any(RANK.get(fact.term, 3) < 3 for fact in facts):
        return None
    people = next((fact for fact in facts if RANK.get(fact.term, 0) == 3), None)
    if people is not None and untried(dossier.claim.text, people.start):
        return None
    said = Place(ANYBODY, people.text, people.start, people.end) if people is not None else _anybody(dossier)
    if said is None:
        return None
    near = nearest(dossier.claim, dossier.ranked, ABOUT)[:1]
    beside = any(mentions(ANYBODY, match.passage) for match in near)
    found = _studied_classes(dossier)
    known = len(found["patients"]) + len(found["humans"])
    if people is None:
        known = sum(1 for passage in dossier.passages if mentions(ANYBODY, passage))
    for term in ("animals", "cells", "healthy") if people is not None else ("animals", "cells"):
        if beside if term != "healthy" else not any(fact.term == "patients" for fact in facts):
            continue
        if len(found[term]) < IN_PASSING * max(len(dossier.passages) - ABSTRACT, 0):
            continue
        if found[term] and known <= ALMOST_NONE * len(found[term]) and (term == "healthy" or not found["healthy"]):
            return _objection(dossier.claim.text, said, *found[term][0])
    return None


def _anybody(dossier: Dossier) -> Place | None:
    """People of any kind of whom the claim tells what a passage tells of animals or cells."""
    near = [match.passage for match in nearest(dossier.claim, dossier.ranked, ABOUT)]
    beasts = any(
        fact.role == "population" and fact.term in ("animals", "cells") for passage in near for fact in passage.facts
    )
    return next((place for place in claimed(dossier.claim.text) if place.group == ANYBODY), None) if beasts else None


def _studied_classes(dossier: Dossier) -> dict[str, list[Found]]:
    """The source's own populations by class, without those of other studies that it mentions."""
    found: dict[str, list[Found]] = defaultdict(list)
    for passage in dossier.passages:
        for each in passage.facts:
            if (
                each.role == "population"
                and not {"other study"} & set(each.qualifiers)
                and not (RANK.get(each.term, 0) == 3 and _not_tried(passage.text, each.start))
            ):
                found[each.term].append((passage, each))
    return found


def _not_tried(text: str, at: int) -> bool:
    """Whether a source that names patients only looks ahead to them."""
    return untried(text, at) or wanting(text, at)


def _by_group(dossier: Dossier) -> Objection | None:
    """An objection where every group of one axis that the claim names was left out by those whom the source studied."""
    if owns_up(dossier.claim.text):
        return None
    said = [place for place in claimed(dossier.claim.text) if place.group != ANYBODY]
    near = _near(dossier) if said else []
    if not near:
        return None
    where = context(dossier.claim.text)
    said = [place for place in said if not where.governed(place.start, "negation")]
    if _SHARE_OF.search(dossier.claim.text) and any(one.dimension == "percentage" for one in dossier.claim.facts):
        return None  # a third of them were women: the others were none
    named = {place.group for place in said}
    for place in said:
        if named & set(rivals(place.group)):
            continue
        signs = sum(1 for passage in dossier.passages if mentions(place.group, passage))
        if any(mentions(place.group, passage) for passage in near):
            continue
        shown = _left_out(dossier, place.group, near)
        if shown is not None and signs <= ALMOST_NONE * shown[2]:
            return replace(_mismatch(dossier.claim.text, place, *shown[:2]), certain=_one_matter(dossier))
    return None


_SHARE_OF = re.compile(r"(?i)\b(?:were|are|was|is) (?:men|women|boys|girls|males?|females?|adults|children)\b")


def _by_age(dossier: Dossier) -> Objection | None:
    """An objection where every age that the source took in lies outside of the claim's."""
    claim = dossier.claim
    said = [] if owns_up(claim.text) or not _near(dossier) else claimed_ages(claim.text, claim.facts)
    taken, left = studied_ages(dossier.passages), excluded_ages(dossier.passages)
    for mine in said:
        shown = next((each for each in left if within(mine, each[0])), None)
        how = "left out" if shown else "studied"
        if shown is None and taken and all(outside(each, span) for each in said for span, _ in taken):
            shown = taken[0]
        if shown is not None:
            place = Place("age", shown[0].text, shown[0].start, shown[0].end)
            return _mismatch(claim.text, Place("age", mine.text, mine.start, mine.end), place, shown[1], how)
    return None


def _near(dossier: Dossier) -> list[Passage]:
    """The passages on the claim's matter: of an abstract all, where it says some of the claim in whatever words."""
    near = [match.passage for match in nearest(dossier.claim, dossier.ranked, ABOUT)]
    texts = [passage.text for passage in dossier.passages]
    if near or len(texts) > ABSTRACT or meant(dossier.claim.text, *texts, least=KIN) < _MATTER:
        return near
    return list(dossier.passages)


_MATTER = 0.12
"""An eighth of what the claim says: the abstract is of the study that the claim is about."""


def _left_out(dossier: Dossier, group: str, near: list[Passage]) -> tuple[Place, Passage, int] | None:
    """Where the source says that it studied others, with how many passages say so; the passage on the matter first."""
    short = len(dossier.passages) <= ABSTRACT
    close = {id(passage) for passage in (dossier.passages if short else near)}
    order = [*near, *(passage for passage in dossier.passages if passage not in near)]
    for rival in rivals(group):
        shown = [
            (place, passage)
            for passage in order
            if (place := studied(rival, passage, near=id(passage) in close)) is not None
        ]
        if shown:
            return *shown[0], len(shown)
    return None


def _one_matter(dossier: Dossier) -> bool:
    """Whether a short source says so much of what the claim says that no chance need tell whether they are of one."""
    texts = [passage.text for passage in dossier.passages]
    return len(texts) <= ABSTRACT and meant(dossier.claim.text, *texts) >= _SURELY


_SURELY = 0.4
"""Two fifths of what the claim says, in whatever words."""


def _verdict(claim: str) -> Verdict:
    """What is told as seen in others, or of who took part, is wrong; what is told as true of others reaches too far."""
    return "contradicted" if reported(claim) or _TOOK_PART.search(claim) else "overstated"


def _mismatch(claim: str, said: Place, source: Place, passage: Passage, how: str = "studied") -> Objection:
    return Objection(
        code=CODE,
        verdict=_verdict(claim),
        severity="must",
        title=title(f"“{said.text}”; the source {how} {source.text}"),
        why=f"The article says {said.text}; the source {how} {source.text}.",
        aspects=(Aspect("population", said.text, source.text, "different"),),
        passage=passage,
        said=(said.start, said.end),
        shown=(source.start, source.end),
        ok_if="The source also studied them, in a part that could not be read.",
        confidence="medium",
        cause=f"population:{source.group}",
    )


def _objection(claim: str, fact: Place, passage: Passage, source: Fact, verdict: Verdict | None = None) -> Objection:
    return Objection(
        code=CODE,
        verdict=verdict or (_verdict(claim) if source.term != "healthy" else "overstated"),
        severity="must",
        title=title(f"“{fact.text}”; the source studied {source.text}"),
        why=f"The article says {fact.text}; what was read of the source is about {source.text}.",
        aspects=(Aspect("population", fact.text, source.text, "different"),),
        passage=passage,
        said=(fact.start, fact.end),
        shown=(source.start, source.end),
        ok_if="The source also studied patients, in a part that could not be read.",
        confidence="high" if passage.kind == "title" else "medium",
        cause=f"population:{source.term}",
    )


CHECK = PairCheck(NAME, (CODE,), examine)
