"""Promotion of an unapproved drug (REG-002).

What it does: looks for three things together: words that tie the writer to the business ("our founder", "my company
makes it", "book a session"), claims that a treatment works or is safe, and a sentence of the article or of a cited
source that names this very treatment, or stands for it by a pronoun right behind it, as not approved. It keeps silent
where the article says that this treatment is approved; another drug's approval says nothing of it. Which treatment a
claim praises is told by the words in front of its verb alone: one that has another name in the source is missed.

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
    stands_for: Patterns
    contrast: Patterns
    common: Patterns


@cache
def _words() -> File:
    return load("pipeline.checks", "promotion.toml", File)


def _pattern(group: str) -> re.Pattern[str]:
    return either(getattr(_words(), group).patterns)


def inspect(audited: Audited) -> Iterator[Remark]:
    """One remark on the first promoting claim, the others with it."""
    article = audited.sheet.cited.article
    tie = _pattern("tie").search(article.text)
    promoting = [
        claim for claim in audited.sheet.claims if _PROMOTES & set(claim.kinds) and result_span(claim.text) is not None
    ]
    if tie is None or not promoting:
        return
    sentences = [article.text[each.start : each.end] for each in article.sentences]
    noted = [(claim, sign) for claim in promoting if (sign := _sign(audited, sentences, praised(claim)))]
    if noted:
        claim, (words, passage, shown) = noted[0]
        yield Remark(
            _objection(claim, tie[0], words, passage, shown),
            claim=claim.id,
            also=tuple(each.id for each, _ in noted[1:]),
        )


def praised(claim: Claim) -> frozenset[str]:
    """Words by which the claim names what it praises: those in front of its verb, else those of the sentence before."""
    span = result_span(claim.text)
    front = claim.text[: span[0]] if span else claim.text
    return _naming(front) or _naming(claim.before) or _naming(claim.text)


_WORD = re.compile(r"[A-Za-z0-9][\w-]*[A-Za-z]|[A-Z]{2,}")
_LEAST_LETTERS = 4


def _naming(text: str) -> frozenset[str]:
    """Words of a text that may name a treatment, in the singular."""
    return frozenset(
        word.lower().removesuffix("s")
        for word in _WORD.findall(text)
        if (len(word) >= _LEAST_LETTERS or word.isupper()) and not _pattern("common").fullmatch(word)
    )


_Sign = tuple[str, Passage | None, tuple[int, int] | None]


def _sign(audited: Audited, sentences: list[str], names: frozenset[str]) -> _Sign | None:
    """What says that the treatment is not approved: a passage of a source, else the article's own words."""
    if any(_approves(each, names) for each in sentences):
        return None
    for work in audited.shelf.works:
        for passage in passages_of(work):
            found = _pattern("unapproved").search(passage.text)
            if found and (names & _naming(passage.text) or _stands_for(passage.text, passage.before, names)):
                return found[0], passage, found.span()
    for before, each in zip(["", *sentences], sentences, strict=False):
        own = _pattern("unapproved").search(each)
        if own and (names & _naming(each) or _stands_for(each, before, names)):
            return own[0], None, None
    return None


def _approves(sentence: str, names: frozenset[str]) -> bool:
    """Whether a sentence says that the treatment itself is approved: named in front of it, and not beside another."""
    found = _pattern("approved").search(sentence)
    if found is None or _pattern("unapproved").search(sentence) or _pattern("contrast").search(sentence):
        return False
    front = sentence[: found.start()]
    return bool(names & _naming(front)) or _pattern("stands_for").match(sentence) is not None


def _stands_for(sentence: str, before: str, names: frozenset[str]) -> bool:
    """Whether a sentence goes on about what the one before it names: "It is a Schedule I substance"."""
    return _pattern("stands_for").match(sentence) is not None and bool(names & _naming(before))


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
