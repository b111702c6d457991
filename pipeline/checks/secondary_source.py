"""Secondary citation (SRC-004).

What it does: where a review, an editorial, news or a web page is cited for a result, and the very passage that bears
it gives another work as its source, names that work.

Why it matters: what was told on may have been told wrongly; the trial itself says with how many people and how surely.

The article says: "Symptoms fell by a third [1]." with a review as [1].

The source says: "In the trial by Lind et al. (2021) symptoms fell by a third."

Fine if: the review's own summary of several works is what is cited.

Literature: AMA Manual of Style, 11th ed., 3.1 (never cite what you have not read); ICMJE (cite originals); Rekdal 2014.
"""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._remarks import shortened
from pipeline.lexicon import Patterns, load
from pipeline.records.source import SourceKind
from pipeline.records.verdict import Aspect, Objection, Passage

_SECONDARY: frozenset[SourceKind] = frozenset(
    ("review", "editorial", "letter", "news", "web_page", "company_page", "dictionary")
)
_RESULTS = frozenset(("number", "efficacy", "safety", "duration", "comparison"))
_NEAR = 0.5
"""Nearness of claim and passage (0 to 1) from which the passage is what the claim was taken from."""


class SecondaryWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`secondary_source.toml`."""

    primary: Patterns
    own: Patterns


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    found = load("pipeline.checks", "secondary_source.toml", SecondaryWords)
    primary = tuple(re.compile(one) for one in found.primary.patterns)
    return primary, tuple(re.compile(one, re.IGNORECASE) for one in found.own.patterns)


def examine(dossier: Dossier) -> Iterator[Objection]:
    """A remark where the nearest passage attributes the claim's result to another work."""
    claim = dossier.claim
    if dossier.work.kind not in _SECONDARY or not _RESULTS & set(claim.kinds) or not dossier.ranked:
        return
    nearest = dossier.ranked[0]
    shown = _named(nearest.passage) if nearest.score >= _NEAR else None
    if shown is None:
        return
    name = nearest.passage.text[slice(*shown)]
    yield Objection(
        code="SRC-004",
        verdict=None,
        severity="consider",
        title="Cite the study itself, not who tells of it",
        why=f"The source takes this from another work: “{shortened(name, 80)}”.",
        aspects=(Aspect("whose result", "the cited source", name, "different"),),
        passage=nearest.passage,
        shown=shown,
        ok_if="the source's own summary of several works is what is cited.",
        confidence="medium",
        cause=f"secondary {' '.join(name.casefold().split())}",
    )


def _named(passage: Passage) -> tuple[int, int] | None:
    """Where the passage names the work that its result is from; None where it tells of its own."""
    primary, own = _patterns()
    if any(pattern.search(passage.text) for pattern in own):
        return None
    found = (pattern.search(passage.text) for pattern in primary)
    return next((match.span() for match in found if match), None)


CHECK = PairCheck("secondary-source", ("SRC-004",), examine)
