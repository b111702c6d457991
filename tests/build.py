"""Builders for tests: a claim, a source and a dossier from plain strings, with facts extracted as the walk does."""

from collections.abc import Sequence
from typing import Any

import msgspec

from pipeline.checks import Audited, Dossier
from pipeline.facts import extract
from pipeline.records.article import Anchor, Article, Block, Prominence, Sentence
from pipeline.records.citation import CitedArticle, Identifiers, Reference
from pipeline.records.claim import Claim, ClaimKind, ClaimSheet
from pipeline.records.source import Capture, Metadata, Reading, Scope, Section, Shelf, SourceKind, Trial, Work
from pipeline.records.verdict import Judged, Passage, Ranked
from pipeline.text import sentence_spans, stem, tokens

NEAREST = 5
"""As many ranked passages as a real dossier holds."""


def claim(
    text: str,
    *,
    sentence: str | None = None,
    before: str = "",
    after: str = "",
    prominence: Prominence = "body",
    kinds: tuple[ClaimKind, ...] = ("number",),
    citations: tuple[str, ...] = ("1",),
    section: str = "",
    start: int = 0,
    name: str = "c1",
) -> Claim:
    """A checkable claim whose facts are extracted from its words."""
    return Claim(
        id=name,
        text=text,
        start=start,
        end=start + len(text),
        line=1,
        section=section,
        prominence=prominence,
        kinds=kinds,
        facts=extract(text),
        citations=citations,
        citation_scope="explicit" if citations else "none",
        checkable=True,
        sentence=sentence or text,
        before=before,
        after=after,
    )


def capture(url: str = "https://example.org/source") -> Capture:
    """A capture that went well."""
    return Capture(url, url, 200, "text/html", "2026-01-01T00:00:00Z", "source.html")


def reading(
    source: str | Sequence[str],
    *,
    scope: Scope = "full_text",
    trial: Trial | None = None,
    title: str | None = None,
    metadata: Metadata | None = None,
) -> Reading:
    """A reading whose text is `source` (paragraphs parted by a blank line)."""
    text = source if isinstance(source, str) else "\n\n".join(source)
    return Reading(
        capture=capture(),
        reader="test",
        scope=scope,
        text=text,
        sections=(Section("", "body", 0, len(text)),),
        metadata=metadata or Metadata(title=title),
        trial=trial,
    )


def work(
    *readings: Reading,
    kind: SourceKind = "journal_article",
    labels: tuple[str, ...] = ("1",),
    identifiers: tuple[Identifiers, ...] = (Identifiers(url="https://example.org/source"),),
) -> Work:
    """A cited work with its readings."""
    scope: Scope = readings[0].scope if readings else "none"
    return Work(labels=labels, identifiers=identifiers, readings=readings, scope=scope, kind=kind)


def passage(text: str, *, source: Work | None = None, before: str = "", after: str = "", section: str = "") -> Passage:
    """One passage that is a whole reading."""
    read = source.readings[0] if source else reading(text)
    at = max(read.text.find(text), 0)
    return Passage(
        text, at, at + len(text), section, extract(text), read, source or work(read), "sentence", before, after
    )


def passages_of(source: Work) -> tuple[Passage, ...]:
    """Every sentence of every reading as a passage, in reading order."""
    found: list[Passage] = []
    for read in source.read:
        for block, offset in _blocks(read.text):
            spans = [(offset + start, offset + end) for start, end in sentence_spans(block)]
            texts = [read.text[start:end] for start, end in spans]
            for at, (start, end) in enumerate(spans):
                before = texts[at - 1] if at else ""
                after = texts[at + 1] if at + 1 < len(texts) else ""
                facts = extract(texts[at])
                found.append(
                    Passage(texts[at], start, end, "", facts, read, source, "sentence", before=before, after=after)
                )
    return tuple(found)


def _blocks(text: str) -> list[tuple[str, int]]:
    """Paragraphs of `text` with their offsets."""
    out, at = [], 0
    for block in text.split("\n\n"):
        out.append((block, at))
        at += len(block) + 2
    return out


def rank(statement: Claim, passages: Sequence[Passage]) -> tuple[Ranked, ...]:
    """The nearest passages by shared stems: enough for a test, not what the search room does."""
    wanted = _stems(statement.text)
    scored = [Ranked(each, len(wanted & _stems(each.text)) / max(len(wanted), 1)) for each in passages]
    return tuple(sorted(scored, key=lambda ranked: -ranked.score)[:NEAREST])


def _stems(text: str) -> set[str]:
    return {stem(token.lower) for token in tokens(text) if len(token.text) > 2}


def dossier(
    statement: str | Claim,
    source: str | Sequence[str] | Work,
    *,
    kind: SourceKind = "journal_article",
    trial: Trial | None = None,
    scope: Scope = "full_text",
    **slots: Any,
) -> Dossier:
    """A claim beside one work; `slots` go to `claim`."""
    stated = statement if isinstance(statement, Claim) else claim(statement, **slots)
    cited = source if isinstance(source, Work) else work(reading(source, scope=scope, trial=trial), kind=kind)
    passages = passages_of(cited)
    return Dossier(stated, cited, passages, rank(stated, passages))


def trial(**fields: Any) -> Trial:
    """A registry record from the fields that matter to a test; `arms` may be tables."""
    return msgspec.convert({"id": "NCT00000000", "status": "COMPLETED", **fields}, Trial)


def article(text: str, *, title: str = "Article") -> Article:
    """An article of paragraphs parted by blank lines; every sentence counted."""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    anchors: list[Anchor] = []
    for block, offset in _blocks(text):
        sentences += [Sentence(offset + start, offset + end, len(blocks)) for start, end in sentence_spans(block)]
        anchors.append(Anchor(offset, len(blocks) + 1))
        blocks.append(Block("paragraph", offset, offset + len(block)))
    return Article(
        path="article.txt",
        slug="article",
        title=title,
        format="text",
        sha256="0" * 64,
        lang="en",
        text=text,
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        anchors=tuple(anchors),
    )


def audited(text: str, *works: Work, references: tuple[Reference, ...] = ()) -> Audited:
    """An article each of whose sentences is a claim that nothing has decided yet."""
    read = article(text)
    claims = tuple(
        msgspec.structs.replace(
            claim(text[each.start : each.end], start=each.start, name=f"c{at + 1}"), line=read.line_of(each.start)
        )
        for at, each in enumerate(read.sentences)
    )
    judged = tuple(Judged(each, "uncited", None, (), (), (), "coverage") for each in claims)
    return Audited(ClaimSheet(CitedArticle(read, references, ()), claims), Shelf(works), judged)


__all__ = [
    "article",
    "audited",
    "capture",
    "claim",
    "dossier",
    "passage",
    "passages_of",
    "rank",
    "reading",
    "trial",
    "work",
]
