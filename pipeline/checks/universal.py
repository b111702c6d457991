"""Told of everybody, of every kind, or of all circumstances (GEN-002).

What it does: finds words that lift every limit ("everyone", "any kind of", "however ill", "wherever you travel",
"regardless of age") in the article's own voice, and objects where no passage on the matter speaks of all in any way.

Why it matters: a study takes in some people, some forms of a disease and some places. Who is left out by the study is
often who is at most risk.

The article says: "Cannabidiol reduces seizures in all forms of epilepsy."

The source says: "Cannabidiol reduced seizures in two rare syndromes."

Fine if: another source that is cited there covers the rest.

Literature: Lazarus 2015 (inadequate extrapolation); Rothwell 2005 (external validity of trials).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength.certainty import reported
from pipeline.strength.context import Span, context
from pipeline.strength.gaps import owns_up
from pipeline.strength.matching import around, at_hand, content, deciding, meant, nearest, share, verbatim
from pipeline.strength.patterns import Hit, expression, find
from pipeline.strength.wording import cut, raised

_NEAR = 0.25
"""A quarter of the claim's content words: the passage is on the same matter."""
_BEARS = 0.15
"""Even a distant passage that speaks of all may bear the claim out: doubt is left to the reader."""
_EXCEPTED = expression("universals", "excepted")
_OF_THE_SAME = 0.4
"""Two fifths of what the claim says, where the exception is none by the words that lift the limits ("every type of").

It must be one from what is claimed, and not from something told beside it."""
_RULED = re.compile(
    r"(?i)\b(?:approv|authori[sz]|licen[sc]|clear(?:ed|ance)\b|ruling|ruled|rules?\b|law\b|insur|reimburs|available)\w*"
)
"""What is allowed or advised to whom is the matter of other checks."""


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection for the first word that lifts every limit where the source keeps one."""
    claim = dossier.claim
    hit = next(iter(_said(claim.text)), None)
    if hit is None or len(claim.citations) > 1 or owns_up(around(claim)) or verbatim(claim, dossier.passages):
        return
    best = deciding(nearest(claim, dossier.ranked, _NEAR))
    hand = [best.passage] if best else at_hand(claim, dossier.ranked, dossier.passages)
    if not hand or _borne_out(dossier):
        return
    excepted = _excepted(dossier, hit)
    passage = excepted or hand[0]
    yield Objection(
        code="GEN-002",
        verdict="contradicted" if excepted else "overstated",
        severity=raised("should", claim),
        title=f"“{cut(hit.text, 28)}”: the source doesn’t go that far",
        why="The words lift every limit; the source speaks of those, and of that, which it studied.",
        aspects=(Aspect("reach", hit.text, cut(passage.text, 90), "stronger"),),
        passage=passage,
        said=(hit.start, hit.end),
        shown=(0, len(passage.text)),
        ok_if="another source that is cited there covers the rest.",
        confidence="medium",
        cause=f"universal {hit.text.lower()}",
    )


def _said(text: str) -> list[Hit]:
    """The words that lift limits, stated as how things are: not denied, supposed, asked, or told of who took part."""
    where = context(text)
    if where.question or where.hypothetical or find("advice", text) or _RULED.search(text):
        return []
    return [
        hit
        for hit in find("universals", text)
        if hit.entry.group not in ("source", "exception")
        and not _ABLE.match(text, hit.end)
        and not reported(_statement(text, where.clause(hit.start)))
        and not _BY_THE_WAY.search(text, 0, hit.start)
        and not where.governed(hit.start, "negation")
        and not any(span.holds(hit.start) for span in (*where.quoted, *where.attributed, *where.purpose))
    ]


def _statement(text: str, clause: Span) -> str:
    """The clause that lifts the limits, and what follows it: "as a trial showed" behind it makes it no report."""
    own = text[clause.start : clause.end]
    return own if _VERBS.search(own) else text


_ABLE = re.compile(r"(?i)\s+(?:could|were able to|had to|managed to)\b")
"""What all of them could do is told of those who took part."""
_VERBS = re.compile(r"(?i)\b(?:is|are|was|were|has|have|had|can|will|did|does|do)\b|\w{2,}(?:[^su\W]s|ed)\b")
_BY_THE_WAY = re.compile(
    r"(?i)\b(?:in which|where|that|who|when|because|(?!(?:during|including|spring)\b)\w{3,}ing)\s+\Z"
)
"""What is done to everybody ("treating everybody") or told beside ("in which everyone knows") widens no result."""


def _excepted(dossier: Dossier, hit: Hit) -> Passage | None:
    """The passage that names an exception from those whom the claim means: "focal seizures were not detected"."""
    for passage in dossier.passages:
        shared = meant(dossier.claim.text, passage.text) if _EXCEPTED.search(passage.text) else 0.0
        named = bool(content(hit.text) & content(passage.text))
        if shared >= (_BEARS if named else _OF_THE_SAME):
            return passage
    return None


def _borne_out(dossier: Dossier) -> bool:
    """Whether a passage on the matter speaks of all in any way."""
    return any(
        any(hit.entry.group != "exception" for hit in find("universals", passage.text))
        and share(dossier.claim.text, passage.text) >= _BEARS
        for passage in dossier.passages
    )


CHECK = PairCheck("universal", ("GEN-002",), examine)
