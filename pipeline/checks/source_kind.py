"""Source is of another kind (SRC-003).

What it does: compares what the article calls its source ("another study", "the trial") with what the source is: a
narrative review, an editorial, a letter, a summary of a patent, a news story.

Why it matters: readers weigh a study by what was measured in it; in a review or an editorial nothing was.

The article says: "Another significant study published in the journal found …"

The source says: "This paper reviews …"

Fine if: the sentence speaks of a study that the source describes, and names or cites that study itself.

Literature: AMA Manual of Style, 11th ed., ch. 3 (commentary cited as research); Greenberg 2009 (invention by citation).
"""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from pipeline.checks import Dossier, PairCheck
from pipeline.lexicon import load
from pipeline.records.source import SourceKind
from pipeline.records.verdict import Aspect, Objection, Passage


class StudyWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`[study]` of `source_kind.toml`."""

    reason: str
    patterns: tuple[str, ...]
    unless: tuple[str, ...]


class OtherKind(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[kind]]`."""

    name: SourceKind
    call: str
    shows: tuple[str, ...]
    reason: str


class KindWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`source_kind.toml`."""

    study: StudyWords
    kind: tuple[OtherKind, ...]


@cache
def _words() -> KindWords:
    return load("pipeline.checks", "source_kind.toml", KindWords)


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where the claim calls a study what is none."""
    other = other_kind(dossier.work.kind)
    if other is None:
        return
    word_at = called(dossier.claim.text)
    shown = _shown(other, dossier.passages)
    if word_at is None or shown is None:
        return
    passage, span = shown
    word = dossier.claim.text[slice(*word_at)]
    yield Objection(
        code="SRC-003",
        verdict="overstated",
        severity="must",
        title=f"“{word[:24]}” is {other.call}",
        why=f"Readers take it for research of its own: {other.reason}.",
        aspects=(Aspect("kind of source", word, passage.text[slice(*span)], "stronger"),),
        passage=passage,
        said=word_at,
        shown=span,
        ok_if="the sentence speaks of a study that the source describes, and cites that study itself.",
        confidence="high" if dossier.work.kind_basis else "medium",
        cause="called a study",
    )


def other_kind(kind: SourceKind) -> OtherKind | None:
    """What there is to say of a kind that is no study."""
    return next((entry for entry in _words().kind if entry.name == kind), None)


def called(text: str) -> tuple[int, int] | None:
    """Where the claim calls its source a study, or None."""
    study = _words().study
    if any(pattern.search(text) for pattern in _compiled(study.unless)):
        return None
    found = (pattern.search(text) for pattern in _compiled(study.patterns))
    return next((match.span("word") for match in found if match), None)


def _shown(other: OtherKind, passages: tuple[Passage, ...]) -> tuple[Passage, tuple[int, int]] | None:
    """The first of the source's own words that show its kind, the clearest pattern first."""
    for pattern in _compiled(other.shows):
        for passage in passages:
            match = pattern.search(passage.text)
            if match:
                return passage, match.span()
    return None


CHECK = PairCheck("source-kind", ("SRC-003",), examine)
