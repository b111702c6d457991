"""One claim beside given passages, without an article round it: what `claim-audit verify` and the measurements use."""

import hashlib
import re

from msgspec import Struct

from pipeline.assembly.findings import findings_of
from pipeline.claims.kinds import nature
from pipeline.facts import extract
from pipeline.records.article import Anchor, Article, Block, Sentence
from pipeline.records.citation import CitedArticle, Identifiers, Marker, Reference
from pipeline.records.claim import Claim, ClaimSheet
from pipeline.records.report import FindingEntry
from pipeline.records.source import Capture, Metadata, Reading, Section, Shelf, SourceKind, Work
from pipeline.records.verdict import Judged
from pipeline.stages.judge import EVERY, Judge, judge
from pipeline.stages.match import match
from pipeline.verdicts.brief import Brief

_LABEL = "1"
_MARKERS = re.compile(
    r"\[[\d,;\s–-]{1,40}\]"
    r"|\((?:[A-Z][\w’'-]{1,30}(?: et al\.?| (?:and|&) [A-Z][\w’'-]{1,30})?,? (?:19|20)\d{2}[a-z]?[;, ]{0,2}){1,6}\)"
)
"""Citation markers that a claim was handed over with: they point at its source and state nothing."""


class Verified(Struct, frozen=True):
    """A judged claim, its findings, and which of the given passages decides."""

    judged: Judged
    findings: tuple[FindingEntry, ...]
    evidence_index: int | None
    quote: str | None


def verify(
    claim: str, evidence: tuple[str, ...], kind: SourceKind = "unknown", judges: frozenset[Judge] = EVERY
) -> Verified:
    """Judge one claim against passages in reading order.

    Args:
        claim: the statement; it is taken for checkable, whatever it sounds like.
        evidence: passages of the source; empty ones count for nothing, none at all gives `unavailable`.
        kind: what the source is, where that is known.
        judges: who may speak; fewer than all only to measure what each brings.
    """
    sheet = _sheet(claim)
    starts, shelf = _shelf(evidence, kind)
    judged = judge(match(sheet, shelf), judges)[0]
    findings = findings_of(sheet, shelf, (judged,), (), {})
    first = judged.passages[0].passage if judged.passages and judged.verdict != "not_found" else None
    index = max(at for at, start in starts if start <= first.start) if first else None
    return Verified(judged, findings, index, first.text if first else None)


def brief_of(claim: str, evidence: tuple[str, ...], kind: SourceKind = "unknown") -> Brief:
    """The claim laid beside the evidence, before anything is judged: what the weights are fitted on."""
    return next(match(_sheet(claim), _shelf(evidence, kind)[1]))


def _sheet(text: str) -> ClaimSheet:
    """A claim as an article of one sentence that cites one source."""
    size = len(text)
    article = Article(
        path="claim.txt",
        slug="claim",
        title="",
        format="txt",
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        lang="en",
        text=text,
        blocks=(Block("paragraph", 0, size),),
        sentences=(Sentence(0, size, 0),),
        anchors=(Anchor(0, 1),),
    )
    reference = Reference(_LABEL, "", 0, 0, Identifiers())
    cited = CitedArticle(article, (reference,), (Marker(size, size, (_LABEL,), "numeric"),))
    bare = _MARKERS.sub(lambda match: " " * len(match.group()), text)
    facts = extract(bare)
    claim = Claim(
        id="c1",
        text=text,
        start=0,
        end=size,
        line=1,
        section="",
        prominence="body",
        kinds=nature(text, facts).kinds,
        facts=facts,
        citations=(_LABEL,),
        citation_scope="explicit",
        checkable=True,
        sentence=text,
        bare=bare,
    )
    return ClaimSheet(cited, (claim,))


def _shelf(evidence: tuple[str, ...], kind: SourceKind) -> tuple[list[tuple[int, int]], Shelf]:
    """`(index, start)` of each passage that holds words, and the shelf with the one work made of them."""
    starts, sections, parts, at = [], [], [], 0
    for index, passage in enumerate(evidence):
        if not passage.strip():
            continue
        starts.append((index, at))
        sections.append(Section("", "body", at, at + len(passage)))
        parts.append(passage)
        at += len(passage) + 1
    capture = Capture("evidence:", "evidence:", 200, "text/plain", "", None)
    if not parts:
        return starts, Shelf((Work((_LABEL,), (Identifiers(),), (), "none", kind, reason="unresolved"),))
    reading = Reading(capture, "evidence", "full_text", "\n".join(parts), tuple(sections), metadata=Metadata())
    return starts, Shelf((Work((_LABEL,), (Identifiers(),), (reading,), "full_text", kind),))
