"""Promotion of an unapproved drug (REG-002).

What it does: looks for three things together: words that tie the writer to the business ("our founder", "our clinic",
"book a session"), a sign that the treatment is not approved (the article's own words, or a cited source's), and claims
that it works or is safe.

Why it matters: whoever tests or sells a drug may not promote it as safe or effective before a regulator has weighed it,
and readers must know who speaks. This is a note for the desk and its lawyer, no legal opinion.

The article says: "… where our founder serves as a study physician"; "it may be highly effective".

The source says: "… is an investigational drug", or the article itself: "illegal outside of approved clinical trials".

Fine if: somebody without an interest wrote it, or a lawyer has read it.

Literature: 21 CFR 312.7(a) (applies to sponsors, investigators and those acting for them; scientific exchange is free).
"""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.checks.trial_status import result_span
from pipeline.lexicon import Patterns, either, load
from pipeline.records.claim import Claim
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.search.passages import passages_of

_PROMOTES = frozenset(("efficacy", "safety"))


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`promotion.toml`."""

    tie: Patterns
    unapproved: Patterns
    approved: Patterns


@cache
def _words() -> File:
    return load("pipeline.checks", "promotion.toml", File)


def _pattern(group: str) -> re.Pattern[str]:
    return either(getattr(_words(), group).patterns)


def inspect(audited: Audited) -> Iterator[Remark]:
    """One remark on the first promoting claim, the others with it."""
    text = audited.sheet.cited.article.text
    tie = _pattern("tie").search(text)
    if tie is None or _pattern("approved").search(text):
        return
    sign = _sign(audited, text)
    promoting = [
        claim for claim in audited.sheet.claims if _PROMOTES & set(claim.kinds) and result_span(claim.text) is not None
    ]
    if sign is None or not promoting:
        return
    words, passage, shown = sign
    yield Remark(
        _objection(promoting[0], tie[0], words, passage, shown),
        claim=promoting[0].id,
        also=tuple(claim.id for claim in promoting[1:]),
    )


def _sign(audited: Audited, text: str) -> tuple[str, Passage | None, tuple[int, int] | None] | None:
    """What says that it is not approved: a passage of a source, else the article's own words."""
    for work in audited.shelf.works:
        for passage in passages_of(work):
            found = _pattern("unapproved").search(passage.text)
            if found:
                return found[0], passage, found.span()
    own = _pattern("unapproved").search(text)
    return (own[0], None, None) if own else None


def _objection(claim: Claim, tie: str, words: str, passage: Passage | None, shown: tuple[int, int] | None) -> Objection:
    return Objection(
        code="REG-002",
        verdict=None,
        severity="should",
        title="Unapproved treatment, and the writer has an interest",
        why=f"“{tie}” ties the text to the business; “{words}” says that nobody has approved it. Show it to a lawyer.",
        aspects=(Aspect("interest", tie, words, "different"),),
        passage=passage,
        said=result_span(claim.text),
        shown=shown,
        ok_if="somebody without an interest wrote it, or a lawyer has read it.",
        confidence="medium",
        cause="promotion",
    )


CHECK = ArticleCheck("promotion", ("REG-002",), inspect)
