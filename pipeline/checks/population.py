"""Animals, cells or healthy volunteers told as patients.

What it does: Compares the class of those studied: animals, cells, healthy volunteers, patients. Objects where the
claim says patients or people and the source, as far as it was read, studied only animals, cells or healthy
volunteers.

Why it matters: Most of what works in mice fails in people; a third of news stories leave the mice out.

The article says: "The extract killed tumours in patients."

The source says: "The extract killed tumour cells in vitro."

Fine if: The source also studied patients, in a part that could not be read.

Literature: Sumner 2014 (BMJ g7015); Triunfol & Gouveia 2021 (PLoS Biol).
"""

from collections import defaultdict
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._objections import title
from pipeline.records.fact import Fact
from pipeline.records.verdict import Agreement, Aspect, Objection, Passage

CODE = "POP-001"
NAME = "population"
RANK = {"cells": 0, "animals": 1, "healthy": 2, "humans": 3, "patients": 3}
"""From furthest from the patient to nearest."""
SECONDARY = frozenset(
    {"review", "editorial", "letter", "news", "guideline", "dictionary", "government", "web_page", "company_page"}
)
ALMOST_NONE = 0.1
"""Mentions of patients that an animal study makes in passing: fewer than one in ten passages that name its animals."""

Found = tuple[Passage, Fact]


def examine(dossier: Dossier) -> Iterator[Objection | Agreement]:
    """An objection where the claim's population is nearer to the patient than the source's."""
    fact = next(
        (each for each in dossier.claim.facts if each.role == "population" and RANK.get(each.term, 0) == 3), None
    )
    if fact is None or dossier.work.kind in SECONDARY:
        return
    if any(each.role == "population" and RANK.get(each.term, 3) < 3 for each in dossier.claim.facts):
        return
    found: dict[str, list[Found]] = defaultdict(list)
    for passage in dossier.passages:
        for each in passage.facts:
            if each.role == "population" and not {"other study"} & set(each.qualifiers):
                found[each.term].append((passage, each))
    people = len(found["patients"]) + len(found["humans"])
    for term in ("animals", "cells", "healthy"):
        if found[term] and people <= ALMOST_NONE * len(found[term]) and (term == "healthy" or not found["healthy"]):
            yield _objection(fact, *found[term][0])
            return


def _objection(fact: Fact, passage: Passage, source: Fact) -> Objection:
    return Objection(
        code=CODE,
        verdict="contradicted" if source.term != "healthy" else "overstated",
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
