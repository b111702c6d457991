"""Shows a suggested wording as the smallest change of words: what goes, what comes, what stays."""

import re
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from pipeline.page.places import Placed, Span, given

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|\w+|\s+|[^\w\s]")
"""A number is one token: of 154,664 nobody reads a half struck out."""
_STOP = re.compile(r"[.!?][\"”’)\]]*(?:\s?\[[\d,–\- ]+\])*\s+(?=[\"“‘(A-Z\d])")
_END = re.compile(r"[.!?][\"”’)\]]*(?:\s?\[[\d,–\- ]+\])*(?=\s|$)")
_WORD = re.compile(r"\w+")
_ALIKE = 0.4
"""Below this share of common words a suggestion is advice or a new sentence, and a comparison would only confuse."""
_LONGEST = 4_000
"""Characters up to which wordings are compared: the comparison is quadratic, and no sentence is longer."""


class Piece(Struct, frozen=True):
    """A run of words that stays, goes or comes."""

    kind: Literal["same", "del", "ins"]
    text: str


class Edit(Struct, frozen=True):
    """`article.text[span]` should read `text`."""

    span: Span | None
    """None where the suggestion is advice, and replaces no words that can be pointed at."""
    text: str
    pieces: tuple[Piece, ...]


def edit(placed: Placed, article: str) -> Edit | None:
    """What the finding's suggestion changes, None without a suggestion.

    The suggestion is held against its decisive words, its claim and its sentence, whichever is nearest in wording.
    """
    suggestion = given(placed.finding.suggestion, "")
    if not suggestion:
        return None
    spans = [span for span in (placed.span, _claim(placed), _sentence(placed, article)) if span]
    scored = [(_likeness(article[start:end], suggestion), -(end - start), (start, end)) for start, end in spans]
    best = max(scored, default=None)
    if best is None or best[0] < _ALIKE:
        return Edit(None, suggestion, (Piece("same", suggestion),))
    span = best[2]
    return Edit(span, suggestion, compare(article[span[0] : span[1]], suggestion))


def _claim(placed: Placed) -> Span | None:
    return (placed.claim.start, placed.claim.end) if placed.claim else None


def _sentence(placed: Placed, article: str) -> Span | None:
    return around(article, placed.span) if placed.span else None


def around(article: str, span: Span) -> Span:
    """The sentence round `span`: to the nearest full stop, question or exclamation mark, or line end, either side."""
    start = article.rfind("\n", 0, span[0]) + 1
    for stop in _STOP.finditer(article, start, span[0] + 1):
        start = stop.end()
    line = article.find("\n", span[1])
    line = line if line >= 0 else len(article)
    last = _END.search(article, max(span[1] - 1, start), line)
    return start, max(last.end() if last else line, span[1])


def _likeness(before: str, after: str) -> float:
    """Share of common words, 0 to 1."""
    one, two = _WORD.findall(before[:_LONGEST].casefold()), _WORD.findall(after[:_LONGEST].casefold())
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """`before` turned into `after`, by words.

    Joining what is not `ins` gives `before` back, joining what is not `del` gives `after`.
    """
    if max(len(before), len(after)) > _LONGEST:
        return (Piece("del", before), Piece("ins", after))
    one, two = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(one[a:b])))
            continue
        if b > a:
            pieces.append(Piece("del", "".join(one[a:b])))
        if d > c:
            pieces.append(Piece("ins", "".join(two[c:d])))
    return _tidied(pieces)


def _tidied(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Joins changes that only a space parts, so that one reads `del del ins ins` as one change."""
    out: list[Piece] = []
    gone = come = ""
    for at, piece in enumerate(pieces):
        bridge = piece.kind == "same" and piece.text.isspace() and (gone or come) and at + 1 < len(pieces)
        if piece.kind == "same" and not bridge:
            out += _change(gone, come)
            gone = come = ""
            out.append(piece)
        else:
            gone += piece.text if piece.kind != "ins" else ""
            come += piece.text if piece.kind != "del" else ""
    return tuple(out + _change(gone, come))


def _change(gone: str, come: str) -> list[Piece]:
    return [piece for piece in (Piece("del", gone), Piece("ins", come)) if piece.text]
