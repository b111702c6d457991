"""The four parts of an entry that the audit uses, as the parser and as the rules alone give them."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.citations.entries import Entry, read_entry
from pipeline.references.parser import parse

if TYPE_CHECKING:
    from benchmarks.reference_parsing import Row

PARTS = ("title", "surname", "container", "year")


def compare(rows: Sequence["Row"]) -> Iterator[str]:
    """A line a part: F1 (0 to 1) of the rules and of the parser; folded words must be the same."""
    for part in PARTS:
        scores = [_f1(rows, part, reader) for reader in (_rules, _parser)]
        yield f"{part:<10} rules F1 {scores[0]:.3f}  parser F1 {scores[1]:.3f}"


def _f1(rows: Sequence["Row"], part: str, reader: Callable[[str], dict[str, str]]) -> float:
    hits = given = wanted = 0
    for row in rows:
        gold, mine = _gold(row)[part], reader(row.text)[part]
        hits += bool(gold) and gold == mine
        given += bool(mine)
        wanted += bool(gold)
    return 2 * hits / max(given + wanted, 1)


def _fold(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", (text or "").casefold()))


def _gold(row: "Row") -> dict[str, str]:
    def first(*labels: str) -> str:
        return next((text for label, text in row.segments if label in labels), "")

    container = re.sub(r"(?i)^in:?\s", "", first("journal", "container-title"))
    year = re.search(r"(?:1[4-9]|20)\d\d", first("date"))
    author = re.split(r"[,;&]|\band\b", first("author"), maxsplit=1)[0]
    names = [word for word in re.findall(r"[^\W\d_][\w’'-]+", author) if len(word) > 2]
    return {
        "title": _fold(first("title")),
        "surname": _fold(names[-1] if names else ""),
        "container": _fold(container),
        "year": year[0] if year else "",
    }


def _rules(text: str) -> dict[str, str]:
    return _of(read_entry(text))


def _parser(text: str) -> dict[str, str]:
    return _of(parse(text))


def _of(entry: Entry) -> dict[str, str]:
    author = entry.authors[0] if entry.authors else ""
    names = [word for word in re.findall(r"[^\W\d_][\w’'-]+", author.split(",", maxsplit=1)[0]) if len(word) > 2]
    return {
        "title": _fold(entry.title),
        "surname": _fold(names[-1] if names else ""),
        "container": _fold(entry.container),
        "year": str(entry.year or ""),
    }
