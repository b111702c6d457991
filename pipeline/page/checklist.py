"""Ten questions for a health story, each with what the report and the article's words have to say to it."""

import re
from functools import cache

from markupsafe import Markup
from msgspec import Struct

from pipeline import lexicon
from pipeline.page.article import blocks
from pipeline.page.places import Placed
from pipeline.page.text import shown
from pipeline.page.words import listed
from pipeline.records.report import Report

_LINES = 5


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of `checklist.toml`."""

    name: str
    ask: str
    words: tuple[str, ...]
    codes: tuple[str, ...]


class Questions(Struct, frozen=True, forbid_unknown_fields=True):
    """All of `checklist.toml`."""

    question: tuple[Question, ...]


class Answer(Struct, frozen=True):
    """What was seen for one question: `see` (open findings), `some` (words are there), `none`."""

    name: str
    ask: str
    look: str
    label: str
    findings: tuple[tuple[str, Markup], ...]
    note: str


@cache
def _questions() -> tuple[tuple[Question, re.Pattern[str]], ...]:
    entries = lexicon.load("pipeline.page", "checklist.toml", Questions).question
    return tuple((entry, _pattern(entry.words)) for entry in entries)


def _pattern(entries: tuple[str, ...]) -> re.Pattern[str]:
    parts = []
    for entry in entries:
        word = re.escape(entry.removesuffix("*"))
        head = r"\b" if entry[0].isalnum() else ""
        parts.append(head + word + (r"\w*" if entry.endswith("*") else r"\b"))
    return re.compile("|".join(parts), re.IGNORECASE)


def answers(report: Report, findings: tuple[Placed, ...]) -> tuple[Answer, ...]:
    """The ten questions with what was found for each; a person answers them."""
    return tuple(_answer(question, pattern, report, findings) for question, pattern in _questions())


def _answer(question: Question, pattern: re.Pattern[str], report: Report, findings: tuple[Placed, ...]) -> Answer:
    related = [each for each in findings if each.finding.code in question.codes and not each.waived]
    text = report.article.text
    spoken = [block for block in blocks(report) if block.kind not in ("reference", "disclaimer", "furniture")]
    hits = [block.line for block in spoken if pattern.search(text, block.start, block.end)]
    lines = [str(line) for line in sorted(set(hits)) if line]
    note = (
        f"The words for it stand on {'line' if len(lines) == 1 else 'lines'} {listed(lines, _LINES)}." if lines else ""
    )
    if related:
        look, label = "see", "See findings" if len(related) > 1 else "See finding"
    elif hits:
        look, label, note = "some", "Spoken of", note or "The words for it stand in the article."
    else:
        look, label, note = "none", "Nothing seen", "No word of the article speaks of it."
    shown_findings = tuple((each.number, shown(each.title)) for each in related)
    return Answer(question.name, question.ask, look, label, shown_findings, note)
