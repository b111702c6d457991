"""Unreviewed result told as established (STA-002, STA-003).

What it does: finds claims that tell a result as settled ("demonstrate", "proves", "reduces") and cite a press release,
a company's own page, a conference abstract (STA-002) or a preprint (STA-003), without a word that says so in the
sentence or its neighbours. What the source is comes from its record, its address or its text; the words shown are
those that say so, and where none stands in the text, those that tell the result. Without such words only results of
treatment count; one that is told in the past, as seen in one study, is remarked on (of a preprint) or left alone.

Why it matters: readers take it for checked by others; half of the results that are first told in abstracts and releases
look weaker, or different, once the paper is out.

The article says: "Trials demonstrate that the drug lifts depression."

The source says: "… announced topline results …"

Fine if: the reviewed paper is out and says the same; cite it instead.

Literature: Yavchitz 2012 (spin of abstracts and releases goes on into the news); ICMJE recommendations on preprints.
"""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._remarks import PROMINENT
from pipeline.checks.trial_status import result_span
from pipeline.claims.kinds import nature
from pipeline.lexicon import Patterns, first, load
from pipeline.records.source import SourceKind
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength.certainty import FACT, level, reported
from pipeline.strength.matching import meant


class Unreviewed(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[kind]]` that nobody has reviewed."""

    name: SourceKind
    call: str
    shows: tuple[str, ...]


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`unreviewed.toml`."""

    established: Patterns
    labelled: Patterns
    kind: tuple[Unreviewed, ...]


@cache
def _words() -> File:
    return load("pipeline.checks", "unreviewed.toml", File)


_RESULT = frozenset(("efficacy", "safety", "causal", "mechanism", "comparison", "duration"))


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where a result is told as settled and its source has been reviewed by nobody."""
    kind = next((entry for entry in _words().kind if entry.name == dossier.work.kind), None)
    claim = dossier.claim
    told = result_span(claim.text)
    if kind is None or not (told or _RESULT & set(nature(claim.text, claim.facts).kinds)) or _is_labelled(dossier):
        return
    settled = first(_words().established.patterns, claim.text)
    said = settled or told
    shown = _shown(kind, dossier.passages)
    if said is None or not _rests_there(dossier):
        return
    if shown is not None:  # "fell by a third" tells what was seen, and settles nothing
        yield _objection(
            dossier,
            kind,
            said,
            shown,
            accused=settled is not None or not reported(claim.text),
        )
        return
    by_record = _told_there(dossier) if told else None
    accused = level(claim.text) >= FACT and not reported(claim.text)
    if by_record is not None and (accused or kind.name == "preprint"):
        basis = f" Its record says so: {dossier.work.kind_basis}." if dossier.work.kind_basis else ""
        yield _objection(dossier, kind, told or said, by_record, accused=accused, basis=basis)


def _rests_there(dossier: Dossier) -> bool:
    """Whether the source tells anything of what the claim says: a result that it never names does not rest on it."""
    return meant(dossier.claim.words, *(ranked.passage.text for ranked in dossier.ranked)) >= SOME


SOME = 0.15
"""One part in seven of what the claim says, in whatever words."""


def _told_there(dossier: Dossier) -> tuple[Passage, tuple[int, int]] | None:
    """Where the source tells its result, nearest to the claim first: what to show of a kind that only records name."""
    for ranked in dossier.ranked:
        span = result_span(ranked.passage.text)
        if span is not None:
            return ranked.passage, span
    return None


def _objection(
    dossier: Dossier,
    kind: Unreviewed,
    said: tuple[int, int],
    shown: tuple[Passage, tuple[int, int]],
    *,
    accused: bool,
    basis: str = "",
) -> Objection:
    claim = dossier.claim
    passage, span = shown
    words = claim.text[slice(*said)]
    preprint = kind.name == "preprint"
    return Objection(
        code="STA-003" if preprint else "STA-002",
        verdict="overstated" if accused else None,
        severity="must" if claim.prominence in PROMINENT and not preprint else "should",
        title=f"“{words[:24]}” rests on {kind.call}",
        why=f"Nobody outside has reviewed this result yet, and the sentence does not say so.{basis}",
        aspects=(Aspect("certainty", words, passage.text[slice(*span)], "stronger"),),
        passage=passage,
        said=said,
        shown=span,
        ok_if="the reviewed paper is out and says the same; then cite the paper.",
        cause=f"told as established: {kind.name}",
    )


_SAYS = re.compile(
    r"\b(?P<who>[A-Z][\w&-]{2,})(?: [A-Z][\w&-]+){0,3} (?:says?|said|reports?|reported|claims?|claimed)\b"
)
_BY = re.compile(r"\b[Aa]ccording to (?:its maker,? |the company,? )?(?P<who>[A-Z][\w&-]{2,})")
_TELLS = r"(?:,? [A-Z][\w&.-]*){0,4},? (?:today |has |have )?(?:announce|report)"


def _is_labelled(dossier: Dossier) -> bool:
    """Whether the sentence or a neighbour tells the reader that it is unreviewed, or that its own maker says it."""
    claim = dossier.claim
    text = f"{claim.before} {claim.sentence} {claim.after}"
    if first(_words().labelled.patterns, text) is not None:
        return True
    if any(match["who"] in passage.text for match in _BY.finditer(text) for passage in dossier.passages):
        return True
    makers = [re.compile(rf"\b{re.escape(match['who'])}{_TELLS}") for match in _SAYS.finditer(text)]
    return any(maker.search(passage.text) for maker in makers for passage in dossier.passages)


def _shown(kind: Unreviewed, passages: tuple[Passage, ...]) -> tuple[Passage, tuple[int, int]] | None:
    """The source's own words that show what it is."""
    for pattern in kind.shows:
        for passage in passages:
            span = first((pattern,), passage.text)
            if span:
                return passage, span
    return None


CHECK = PairCheck("unreviewed", ("STA-002", "STA-003"), examine)
