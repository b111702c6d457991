"""Cuts a sentence into the statements that it makes, each a span of its own.

There is no parser in the house: a trained one was measured below rules on scientific prose. The cuts are made at
dashes, semicolons, colons, and at commas or conjunctions behind which a predicate begins; a piece too poor to stand
alone stays with its neighbour. Everything between the first and the last word stays covered.
"""

import re

from msgspec import Struct

from pipeline.claims.words import is_content
from pipeline.lexicon import Sheet
from pipeline.text import Token, tokens

_CUTTER = re.compile(r"[,;:—–―-]|and|but|yet", re.IGNORECASE)
"""What every cut stands beside: a text without any of it is one statement."""
_DASHES = frozenset(("—", "–", "--", "―", "-"))
_HARD = frozenset((";", ":"))
_COORDINATING = frozenset(("and", "or", "nor", "but", "yet"))
LONGEST_SAYING = 16
"""Words of a piece that does no more than name who says what stands beside it."""


class ClauseWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`clauses.toml`."""

    finite: str
    conjunctions: str
    participles: str
    not_participles: str
    rank: str
    minimum: int
    saying: str
    said: str
    perfect: str
    speaking: str


_SHEET = Sheet("pipeline.claims", "clauses.toml", ClauseWords)


def clause_spans(sentence: str) -> tuple[tuple[int, int], ...]:
    """`(start, end)` of each statement within `sentence`, in order, trimmed of joining marks.

    A sentence that makes one statement gives one span: its whole length.
    """
    if not _CUTTER.search(sentence):
        whole = _edges(sentence, 0, len(sentence))
        return (whole,) if whole[1] > whole[0] else ()
    found = tokens(sentence)
    if not found:
        return ()
    depths = _depths(found)
    cuts = [at for at in range(1, len(found)) if not depths[at] and _is_cut(found, at)]
    pieces = _merge_poor([found[a:b] for a, b in zip([0, *cuts], [*cuts, len(found)], strict=True)])
    return tuple(span for span in (_trim(sentence, piece) for piece in pieces) if span[1] > span[0])


def _is_cut(found: tuple[Token, ...], at: int) -> bool:
    """Whether a new statement begins at token `at`, which stands in no brackets."""
    before, here = found[at - 1], found[at]
    if before.text in _DASHES and _is_dash(found, at - 1):
        return _has_predicate(found[at:])
    if before.text in _HARD:
        return _has_predicate(_upto_mark(found, at))
    if before.text == ",":
        return _begins_after_comma(found, at)
    return here.lower in ("and", "but", "yet") and _begins_predicate(found, at)


def _is_dash(found: tuple[Token, ...], at: int) -> bool:
    """A dash between clauses, not a hyphen inside a compound or a range of numbers."""
    if found[at].text == "-":
        return bool(at) and found[at - 1].end < found[at].start
    between = at and at + 1 < len(found)
    return not (between and found[at - 1].text[-1].isdigit() and found[at + 1].text[0].isdigit())


def _depths(found: tuple[Token, ...]) -> list[int]:
    """How many brackets are open before each token: nothing is cut inside them."""
    depths, depth = [], 0
    for token in found:
        depths.append(depth)
        if token.text in "([":
            depth += 1
        elif token.text in ")]" and depth:
            depth -= 1
    return depths


def _begins_after_comma(found: tuple[Token, ...], at: int) -> bool:
    here = found[at].lower
    rest = _upto_mark(found, at)
    if here in _SHEET.words("conjunctions"):
        joined = here not in _COORDINATING or _has_predicate(found[:at])
        return joined and _has_predicate(rest[1:]) and not _is_list_item(found, at)
    if here in _SHEET.words("participles"):
        return True
    if here == "with":
        return _with_participle(rest)
    if here.endswith("ing") and here not in _SHEET.words("not_participles") and len(here) > 5:
        return _has_predicate(found[:at]) and _content(rest) >= _SHEET.file.minimum
    return _content(rest) >= _SHEET.file.minimum and _subject_then_finite(rest) and _has_predicate(found[:at])


def _begins_predicate(found: tuple[Token, ...], at: int) -> bool:
    """`… and resolve within hours`, `… but could induce`: a conjunction with a finite verb right behind it."""
    rest = found[at + 1 : at + 3]
    follows = any(token.lower in _SHEET.words("finite") for token in rest[:1]) or (
        len(rest) == 2
        and rest[0].lower in ("not", "also", "then", "it", "they", "this", "he", "she", "we")
        and rest[1].lower in _SHEET.words("finite")
    )
    tail = found[at + 1 :]
    ranked = len(rest) == 2 and rest[0].lower in ("the", "its") and rest[1].lower in _SHEET.words("rank")
    if ranked:
        return _content(tail) >= _SHEET.file.minimum and _content(found[:at]) >= _SHEET.file.minimum
    return (
        follows and _has_predicate(found[:at]) and _content(tail) >= _SHEET.file.minimum and _content(found[:at]) >= 2
    )


def _with_participle(rest: tuple[Token, ...]) -> bool:
    """`, with effects lasting for weeks`, `, with no serious adverse events reported`."""
    return any(
        (token.lower.endswith("ing") or token.lower.endswith("ed")) and len(token.lower) > 4 for token in rest[2:9]
    ) or _has_predicate(rest[1:])


def _subject_then_finite(rest: tuple[Token, ...]) -> bool:
    """A short subject and a finite verb: a clause joined by a comma alone."""
    head = rest[:7]
    if not head or head[0].lower in _SHEET.words("finite") or head[0].lower in ("or", "and", "to", "of", "that"):
        return False
    at = next((at for at, token in enumerate(head) if at and token.lower in _SHEET.words("finite")), 0)
    return bool(at) and not any(token.lower in ("that", "which", "who", "whose", "to") for token in head[:at])


def _is_list_item(found: tuple[Token, ...], at: int) -> bool:
    """`SSRIs, therapy, and exercise`: a conjunction that closes an enumeration."""
    rest = _upto_mark(found, at)[1:]
    return not _has_predicate(rest) and _content(rest[:4]) < 3


def _upto_mark(found: tuple[Token, ...], at: int) -> tuple[Token, ...]:
    """Tokens from `at` to the next comma, semicolon, colon or dash outside brackets."""
    depth = 0
    for end in range(at, len(found)):
        text = found[end].text
        depth += (text in "([") - (text in ")]")
        if depth <= 0 and end > at and (text in ",;:" or (text in _DASHES and _is_dash(found, end))):
            return found[at:end]
    return found[at:]


def _has_predicate(part: tuple[Token, ...]) -> bool:
    finite = _SHEET.words("finite")
    return any(token.lower in finite for token in part)


def _content(part: tuple[Token, ...]) -> int:
    return sum(is_content(token.lower) for token in part)


def _merge_poor(pieces: list[tuple[Token, ...]]) -> list[tuple[Token, ...]]:
    """Join a piece that says too little to the one before it (the first one to the one behind it)."""
    merged: list[tuple[Token, ...]] = []
    for piece in pieces:
        if merged and _is_poor(piece):
            merged[-1] = merged[-1] + piece
        else:
            merged.append(piece)
    if len(merged) > 1 and (_is_poor(merged[0]) or not _has_predicate(merged[0])):
        merged[:2] = [merged[0] + merged[1]]
    return merged


def _is_poor(piece: tuple[Token, ...]) -> bool:
    """Too few words that carry meaning; with a finite verb one fewer will do. Who says it is no statement either."""
    return _only_says(piece) or _content(piece) < _SHEET.file.minimum - _has_predicate(piece)


def _only_says(piece: tuple[Token, ...]) -> bool:
    """`a Danish study shows`, `says Helen Kask of Tartu`: a verb of saying at one end, and nothing that is said."""
    said = [token.lower for token in piece if token.text[:1].isalpha()]
    if not 1 < len(said) <= LONGEST_SAYING or "that" in said:
        return False
    if said[0] in _SHEET.words("speaking"):
        behind = [token for token in piece if token.text[:1].isalpha()][1:]
        named = behind[0].text[0].isupper() or behind[0].lower == "the"
        return named and not any(word in _SHEET.words("finite") for word in said[1:])
    rest = said[:-1]
    while rest and rest[-1] in _SHEET.words("perfect"):
        rest.pop()
    perfect = len(rest) + 1 < len(said)  # "none reported" tells something, "scientists have reported" does not
    speaks = said[-1] in _SHEET.words("saying") or (perfect and said[-1] in _SHEET.words("said"))
    return speaks and bool(rest) and not any(word in _SHEET.words("finite") for word in rest)


def _trim(sentence: str, piece: tuple[Token, ...]) -> tuple[int, int]:
    """The piece's span without joining marks at its ends."""
    return _edges(sentence, piece[0].start, piece[-1].end)


def _edges(sentence: str, start: int, end: int) -> tuple[int, int]:
    """`start:end` without white space and joining marks at its ends."""
    while start < end and (sentence[start] in ",;:—–-" or sentence[start].isspace()):
        start += 1
    while end > start and (sentence[end - 1] in ",;:—–-" or sentence[end - 1].isspace()):
        end -= 1
    return start, end
