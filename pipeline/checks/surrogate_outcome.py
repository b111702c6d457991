"""Surrogate told as benefit (OUT-001).

What it does: finds outcomes that people feel or die of in the claim ("prevents heart attacks", "rewires the brain",
"lives longer") and looks whether the source measured them, or only something in their place (cholesterol, a scan, a
score).

Why it matters: drugs have mended the surrogate and harmed the patient.

The article says: "The oat drink prevents heart attacks."

The source says: "… lowered LDL cholesterol by 5%."

Fine if: the source measured the outcome itself elsewhere, or the sentence names the surrogate.

Literature: Fleming & DeMets 1996; CONSORT-Surrogate 2024.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.checks import Dossier, PairCheck
from pipeline.lexicon import load
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength import profile
from pipeline.strength.context import context
from pipeline.strength.gaps import gaps
from pipeline.strength.matching import around, nearest, verbatim
from pipeline.strength.patterns import compile_words, expression, words_of
from pipeline.strength.wording import cut, raised

_NEAR = 0.15
"""Little need be shared: the outcome, which most of such a claim is about, is just what the source lacks."""
_BACKGROUND = expression("study_words", "background")
_ACTS = re.compile(rf"(?i)\b(?:{words_of('study_words', 'acts')})\w*")


class Outcome(Struct, frozen=True, forbid_unknown_fields=True):
    """A clinical outcome with what stands in for it."""

    name: str
    clinical: tuple[str, ...]
    measured: tuple[str, ...]
    surrogate: tuple[str, ...]
    reason: str


class OutcomeFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`surrogates.toml`."""

    outcome: tuple[Outcome, ...]


class Words(NamedTuple):
    """An outcome with its expressions."""

    outcome: Outcome
    clinical: re.Pattern[str]
    measured: re.Pattern[str]
    surrogate: re.Pattern[str]


@cache
def _outcomes() -> tuple[Words, ...]:
    rows = load("pipeline.strength", "surrogates.toml", OutcomeFile).outcome
    return tuple(
        Words(
            row,
            *(
                compile_words(words, f"surrogates.toml: {row.name}")
                for words in (row.clinical, row.measured, row.surrogate)
            ),
        )
        for row in rows
    )


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where the claim promises an outcome and the source measured a surrogate only."""
    claim = dossier.claim
    where = context(claim.text)
    if where.question or where.purpose or profile(claim.text).certainty <= 1 or verbatim(claim, dossier.passages):
        return
    for words in _outcomes():
        said = _promised(words, dossier)
        shown = _stand_in(words, dossier) if said else None
        if said is not None and shown is not None:
            yield _objection(dossier, words, said, shown)
            return


def _promised(words: Words, dossier: Dossier) -> tuple[int, int] | None:
    """Where the claim promises the outcome, asserted, without naming a surrogate for it."""
    text = dossier.claim.text
    if words.surrogate.search(around(dossier.claim)) or not _ACTS.search(text):
        return None
    where = context(text)
    for match in words.clinical.finditer(text):
        spans = (*where.hypothetical, *where.quoted, *where.attributed)
        if not where.governed(match.start(), "negation") and not any(span.holds(match.start()) for span in spans):
            return match.span()
    return None


def _stand_in(words: Words, dossier: Dossier) -> tuple[Passage, tuple[int, int]] | None:
    """The surrogate in a passage near the claim, where no passage measured the outcome itself."""
    for passage in dossier.passages:
        told = gaps(passage.text)
        for match in words.measured.finditer(passage.text):
            window = passage.text[max(match.start() - 40, 0) : match.end() + 40]
            if not _BACKGROUND.search(window) and not any(gap.start <= match.start() < gap.end for gap in told):
                return None
    near = [match.passage for match in nearest(dossier.claim, dossier.ranked, _NEAR)]
    for passage in near:
        stand_in = words.surrogate.search(passage.text)
        if stand_in:
            return passage, stand_in.span()
    return None


def _objection(
    dossier: Dossier, words: Words, said: tuple[int, int], shown: tuple[Passage, tuple[int, int]]
) -> Objection:
    claim, (passage, span) = dossier.claim, shown
    outcome, stand_in = claim.text[slice(*said)], passage.text[slice(*span)]
    return Objection(
        code="OUT-001",
        verdict="overstated",
        severity=raised("should", claim),
        title=f"Source measured {cut(stand_in, 20)}, not {cut(outcome, 20)}",
        why=f"What was measured stands in for the outcome: {words.outcome.reason}.",
        aspects=(Aspect("outcome", outcome, stand_in, "stronger"),),
        passage=passage,
        said=said,
        shown=span,
        ok_if="the source measured the outcome itself elsewhere, or the sentence names the surrogate.",
        confidence="high" if dossier.work.scope == "full_text" else "medium",
        cause=f"surrogate {words.outcome.name}",
    )


CHECK = PairCheck("surrogate-outcome", ("OUT-001",), examine)
