"""CitedArticle -> ClaimSheet: every statement with its kinds, its facts and the citation that governs it."""

import re
from collections.abc import Callable

from msgspec.structs import replace

from pipeline.claims.anaphora import BACK, referents
from pipeline.claims.clauses import clause_spans
from pipeline.claims.governance import Governed, govern, speaks_of_another
from pipeline.claims.kinds import nature
from pipeline.claims.tables import SEPARATOR, Rows, heads_of, tables_of
from pipeline.claims.words import is_content
from pipeline.facts import extract, from_cell
from pipeline.records.article import Article, Sentence
from pipeline.records.citation import CitedArticle
from pipeline.records.claim import Claim, ClaimSheet
from pipeline.records.fact import Fact
from pipeline.records.source import Cell
from pipeline.text import tokens

_SILENT = frozenset(("reference", "disclaimer", "furniture", "heading"))
_SIZE = re.compile(r"\s*\(\s*[nN]\s*=[^()]{0,20}\)")
_TAIL = re.compile(r"(?:\s*(?:\[[\d,\s–-]+\]|\(\d{1,3}\)|[.,;:]|(?<=\])[–—-](?=\[)))+$")
LEAST_CONTENT_WORDS = 2
LEAST_LENGTH = 3
"""Two words of content and what parts them: `5 g`."""


Tell = Callable[[int, int], None]
"""Told how many sentences are done, and of how many."""


def claim(cited: CitedArticle, tell: Tell | None = None) -> ClaimSheet:
    """Find the statements of an article.

    Headings, references, disclaimers and furniture make none. A statement that no source could bear out (opinion,
    advice, forecast, definition, question) stays in the sheet as not checkable, so that nothing is left out silently.
    """
    article = cited.article
    governed = govern(cited)
    tables = tables_of(article)
    found: list[Claim] = []
    for at, sentence in enumerate(article.sentences):
        if tell is not None:
            tell(at, len(article.sentences))
        if article.blocks[sentence.block].kind in _SILENT:
            continue
        for start, end in _statements(article, sentence):
            found.append(_claim(article, at, start, end, governed[at], tables, number=len(found) + 1))
    return ClaimSheet(cited, tuple(found))


def _statements(article: Article, sentence: Sentence) -> list[tuple[int, int]]:
    """Spans of the statements within a sentence, in article offsets, without markers and stops at their end."""
    text = article.text[sentence.start : sentence.end]
    spans = []
    for start, end in clause_spans(text):
        tail = _TAIL.search(text, start, end)
        stop = tail.start() if tail and tail.start() > start else end
        if stop - start < LEAST_LENGTH:
            continue
        content = sum(is_content(token.lower) for token in tokens(text[start:stop]))
        if content >= LEAST_CONTENT_WORDS:
            spans.append((sentence.start + start, sentence.start + stop))
    return spans


def _claim(  # a place in the article and what holds there
    article: Article, at: int, start: int, end: int, governed: Governed, tables: dict[int, Rows], *, number: int
) -> Claim:
    sentence = article.sentences[at]
    block = article.blocks[sentence.block]
    text = article.text[start:end]
    bare = _without_markers(text, start, governed)
    heads = heads_of(article, sentence.block, tables) if block.kind == "table_row" else ""
    facts = _row_facts(bare, heads) if heads else extract(bare)
    whole = article.text[sentence.start : sentence.end]
    is_question = whole.rstrip(" ”\"')").endswith("?") or block.kind == "question"
    labels, scope = governed.of(start, end)
    if scope == "inherited" and speaks_of_another(whole, start - sentence.start):
        labels, scope = (), "none"
    kind = nature(bare + "?" if is_question else bare, facts)
    cited_fact = kind.unknown and scope == "explicit" and not is_question
    return Claim(
        id=f"c{number}",
        text=text,
        start=start,
        end=end,
        line=article.line_of(start),
        section=block.section,
        prominence=block.prominence,
        kinds=("background",) if cited_fact else kind.kinds,
        facts=facts,
        citations=labels,
        citation_scope=scope,
        checkable=kind.checkable or cited_fact or (kind.spared and bool(labels)),
        sentence=whole,
        before=heads or _neighbour(article, at, -1),
        after=_neighbour(article, at, 1),
        bare=bare,
        refers=referents(bare, article.text[sentence.start : start], _earlier(article, at)),
    )


def _without_markers(text: str, start: int, governed: Governed) -> str:
    """The statement with its citation markers blanked out: a year in one is no fact. Offsets stay."""
    for marker in governed.markers:
        left, right = max(marker.start - start, 0), min(marker.end - start, len(text))
        if left < right and marker.style in ("numeric", "superscript", "author_year", "footnote"):
            narrative = marker.style == "author_year" and text[left : left + 1] not in "(["
            if not narrative:
                text = text[:left] + " " * (right - left) + text[right:]
    return text


def _neighbour(article: Article, at: int, step: int) -> str:
    """The sentence before or behind, within the same block."""
    other = at + step
    if not 0 <= other < len(article.sentences) or article.sentences[other].block != article.sentences[at].block:
        return ""
    return article.text[article.sentences[other].start : article.sentences[other].end]


def _earlier(article: Article, at: int) -> list[str]:
    """The sentences just before this one in its section, in order."""
    section = article.blocks[article.sentences[at].block].section
    found: list[str] = []
    for sentence in article.sentences[max(0, at - BACK) : at]:
        block = article.blocks[sentence.block]
        if block.section == section and block.kind not in _SILENT:
            found.append(article.text[sentence.start : sentence.end])
    return found


def _row_facts(row: str, heads: str) -> tuple[Fact, ...]:
    """The facts of a row; each cell is read under its own heads. Offsets count in `row`."""
    cells, above = row.split(SEPARATOR), heads.split(SEPARATOR) if heads else []
    head = cells[0].strip()
    found: list[Fact] = []
    at = len(cells[0]) + len(SEPARATOR)
    for column, cell in enumerate(cells[1:], 1):
        names = (above[column].strip(),) if len(above) == len(cells) else ()
        place = Cell(0, len(cell), (), tuple(_SIZE.sub("", name) for name in names if name))
        found += [
            replace(fact, start=fact.start + at, end=fact.end + at, outcome=head.lower() or fact.outcome)
            for fact in from_cell(cell, place)
        ]
        at += len(cell) + len(SEPARATOR)
    return tuple(found)
