"""Finds headings that an export glued to the text around them: `… pathways.The Emotional ResetBeyond its …`.

A joint is a small letter with a capital right behind it. It counts only if the words before it look like a heading
and the word after it can begin a sentence: it is a common opener, or the article uses it elsewhere in small letters.
Names such as AstraZeneca or PubMed are no joints.
"""

import re

from msgspec import structs

from pipeline.articles.cutting import divide
from pipeline.articles.draft import Part
from pipeline.articles.words import NUMBERED, roles, title_case

_JOINT = re.compile(r"(?<=[a-z]{3})[A-Z][a-z]*(?=[\s,'’])")
_SENTENCE_END = re.compile(r"[.!?:][\"”’)\]]*\s*")
_LONGEST_HEADING = 16
_LEAST_CAPITALS = 0.65
"""A heading in title case; a sentence that names two institutions stays below."""


def vocabulary(parts: tuple[Part, ...]) -> frozenset[str]:
    """The words that the article uses in small letters."""
    return frozenset(re.findall(r"\b[a-z]{2,}\b", "\n".join(part.text for part in parts)))


def split_glued(part: Part, known: frozenset[str]) -> tuple[Part, ...]:
    """`part` cut around each heading glued inside it; the heading pieces have kind `heading`."""
    headings = _joints(part.text, known)
    if not headings:
        return (part,)
    points = sorted({at for heading in headings for at in heading if at})
    starts = {start for start, _ in headings}
    done = 0
    pieces: list[Part] = []
    for piece in divide(part, points):
        at = part.text.index(piece.text, done)
        done = at + len(piece.text)
        pieces.append(structs.replace(piece, kind="heading", level=3) if at in starts else piece)
    return tuple(pieces)


def _joints(text: str, known: frozenset[str]) -> list[tuple[int, int]]:
    """`(start, end)` of each glued heading in `text`."""
    found: list[tuple[int, int]] = []
    for match in _JOINT.finditer(text):
        word = match.group().lower()
        if word not in roles().openers and word not in known:
            continue
        left = text[max(match.start() - 40, 0) : match.start()]
        last = re.search(r"[A-Za-z]+$", left)
        if last is None or not (last.group().lower() in known or word in roles().openers):
            continue
        start = _heading_start(text, match.start())
        if found and start < found[-1][1]:
            start = found[-1][1]
        heading = text[start : match.start()]
        words = NUMBERED.sub("", heading).split()
        if 2 <= len(words) <= _LONGEST_HEADING and title_case(heading) >= _LEAST_CAPITALS:
            found.append((start, match.start()))
    return found


def _heading_start(text: str, joint: int) -> int:
    """Where the words before the joint begin: after the last sentence end, but a heading may hold a colon."""
    window = max(joint - 160, 0)
    start = window
    for end in _SENTENCE_END.finditer(text, window, joint):
        numbered = NUMBERED.match(text, window) if window == 0 else None
        if end.group().startswith(":") or (numbered and end.end() <= numbered.end()):
            continue
        start = end.end()
    return start
