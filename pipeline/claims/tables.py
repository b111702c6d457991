"""Rows of an article's tables, and the heads above them."""

import re
from typing import NamedTuple

from pipeline.records.article import Article

SEPARATOR = " | "
"""What readers of articles put between the cells of a row."""
_FIGURES = re.compile(r"[\s\d.,%()<>=≤≥~±+/:;−–—-]*")


class Rows(NamedTuple):
    """The blocks of the table that a row stands in: from the first row up to the one behind the last."""

    first: int
    end: int


def tables_of(article: Article) -> dict[int, Rows]:
    """For each block that is a row the rows of its table: those that stand right above and below one another."""
    found: dict[int, Rows] = {}
    first = 0
    for at, block in enumerate(article.blocks):
        if block.kind != "table_row":
            first = at + 1
            continue
        if at > first and block.start - article.blocks[at - 1].end > 1:
            found |= dict.fromkeys(range(first, at), Rows(first, at))
            first = at
        if at + 1 == len(article.blocks) or article.blocks[at + 1].kind != "table_row":
            found |= dict.fromkeys(range(first, at + 1), Rows(first, at + 1))
    return found


def heads_of(article: Article, block: int, tables: dict[int, Rows]) -> str:
    """The row of column heads above a row, empty where it is the first or the first row holds figures."""
    first = tables[block].first if block in tables else block
    words = article.text[article.blocks[first].start : article.blocks[first].end]
    named = [cell for cell in words.split(SEPARATOR)[1:] if cell.strip()]
    return words if first != block and named and not any(map(_FIGURES.fullmatch, named)) else ""
