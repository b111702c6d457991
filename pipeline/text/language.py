"""spaCy `blank("en")` with our own tokenisation and sentence rules; nothing is downloaded.

A trained parser was measured worse at sentences than rules on scientific prose, so rules it is.
"""

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple, cast

import numpy as np
import spacy
import Stemmer
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from pipeline.text.abbreviations import BEFORE_NUMBER, GOES_ON, LETTERED, OPEN, OPENERS

_COMPOUND = re.compile(
    r"""(?x)^(?:
        \d+(?:,\d+)*-(?:[A-Za-z]+-)*[A-Z][A-Za-z]*\d*[A-Z]*   # 5-MeO-DMT, 5-HT2A, 5-HT
      | N,N-[A-Za-z\d-]+                                       # N,N-dimethyltryptamine
      | [A-Z][A-Za-z]{0,6}-\d{1,4}[A-Za-z]?                    # BPL-003, COVID-19, IL-6
      | [A-Z][a-z]*[A-Z][A-Za-z]*-[A-Z][A-Za-z]*-?\d*          # SARS-CoV-2
    )$"""
)
_GLUED_STOP = r"(?<=[a-z\)\]\"”’%])\.(?=[A-Z][a-z])"
"""A full stop with no space after it, as exports leave it: `patterns.Studies`, `[2].Side`."""
_CLOSERS = frozenset("\"”’')]»")
_OPENERS = frozenset("\"“‘'([«")
_STOPS = frozenset((".", "!", "?", "…", "?!", "!?", "..."))
_STOP = re.compile(r"[.!?…]")
_MARKER_TOKEN = re.compile(r"^[\d,;–—-]+$")
_FLAT_MARKER = re.compile(r"^\d{1,3}(?:[,–-]\d{1,3}){0,8}$")
NO_START = 2**64 - 1
"""spaCy keeps "no sentence starts here" as minus one in an unsigned array."""
_LONGEST_MARKER = 24
_CLOSING = {"[": "]", "(": ")"}


class Token(NamedTuple):
    """A token as the rest of the house sees it: offsets count in the text that was given."""

    text: str
    start: int
    end: int
    lower: str


@Language.component("claim_audit_sentences")
def _mark_sentences(doc: Doc) -> Doc:
    """Set sentence starts by rule: a stop, its closers and citation marker, then something that can begin."""
    if not len(doc):
        return doc
    starts = np.full((len(doc), 1), NO_START, dtype="uint64")
    starts[0, 0] = 1
    at = 0
    spaced = _closes_on_round_marker(doc)
    while at < len(doc):
        if _is_stop(doc, at):
            after = _skip_closers(doc, at + 1, spaced=spaced)
            if after < len(doc) and _ends(doc, at, after) and _can_begin(doc, at, after):
                starts[after, 0] = 1
                at = after
                continue
        at += 1
    cast("Any", doc).from_array(["SENT_START"], starts)  # one by one, each would look at all tokens again
    return doc


def _is_stop(doc: Doc, at: int) -> bool:
    """Is the token a stop, or an abbreviation that keeps its own?"""
    text = doc[at].text
    return text in _STOPS or (len(text) > 1 and text.endswith(".") and text != "...")


def _ends(doc: Doc, at: int, after: int) -> bool:
    """Does the stop at `at` end a sentence, seen from its own word and the word that follows?"""
    text = doc[at].text
    if text in _STOPS and text != ".":
        return True
    before = at - 1 if text == "." else at
    word = doc[before].text if before >= 0 and not (text == "." and doc[before].whitespace_) else ""
    word = word.removesuffix(".")
    low = word.lower() + "."
    following = doc[after]
    if len(word) == 1 and word.isupper():
        return _letter_ends(doc, before, following.lower_)
    if low in GOES_ON:
        return False
    if low in BEFORE_NUMBER and following.text[0].isdigit():
        return False
    if low in OPEN:
        return following.lower_ in OPENERS and following.text[0].isupper()
    return text == "." or low in BEFORE_NUMBER or not _is_dotted(word)


def _letter_ends(doc: Doc, letter: int, following: str) -> bool:
    """A single capital: the name of a thing (`vitamin D.`) ends a sentence, an initial (`J. Smith`) does not."""
    if letter == 0:
        return False
    before = doc[letter - 1]
    if before.lower_ in LETTERED:
        return True
    named = before.text[:1].isupper() or before.text.endswith(".")
    return following in OPENERS and not named


def _is_dotted(word: str) -> bool:
    """`Ph.D`, `q.i.d`: an abbreviation with stops inside, unknown to the lists."""
    return "." in word and not any(char.isdigit() for char in word)


def _closes_on_round_marker(doc: Doc) -> bool:
    """Does the text end `… men. (2)`? Then its round markers stand behind their sentences, and number no steps."""
    last = len(doc) - 1
    while last > 0 and doc[last].is_space:
        last -= 1
    if doc[last].text != ")":
        return False
    for at in range(last - 1, max(last - _LONGEST_MARKER, 0), -1):
        if doc[at].text == "(":
            return doc[at - 1].text in _STOPS and _past_marker(doc, at) == last + 1
    return False


def _skip_closers(doc: Doc, at: int, *, spaced: bool) -> int:
    """Past quotes, brackets and a citation marker such as ` [3–5]` that belong to the sentence just ended."""
    while at < len(doc):
        text = doc[at].text
        quoted = text in _CLOSERS and not (text in "\"'" and doc[at - 1].whitespace_)
        if quoted or doc[at].is_space:
            at += 1
            continue
        past = _past_flat_marker(doc, at)
        if past > at:
            at = past
            continue
        past = _past_marker(doc, at) if text == "[" or (text == "(" and (spaced or not doc[at - 1].whitespace_)) else at
        if past == at and _joins_markers(doc, at):
            past = at + 1
        if past == at:
            break
        at = past
    return at


def _past_flat_marker(doc: Doc, at: int) -> int:
    """Past a superscript that lost its height: figures right behind a stop, `fell.2,3 Then`, `fell.1–3 Then`."""
    before = doc[at - 1]
    if before.text not in _STOPS or before.whitespace_ or not doc[at].text[0].isdigit():
        return at
    end, words = at, ""
    while end < len(doc) and end < at + _LONGEST_MARKER and _MARKER_TOKEN.match(doc[end].text):
        words += doc[end].text
        end += 1
        if doc[end - 1].whitespace_:
            break
    spaced = end > at and (bool(doc[end - 1].whitespace_) or end == len(doc) or doc[end].is_space)
    return end if spaced and _FLAT_MARKER.match(words) else at


def _joins_markers(doc: Doc, at: int) -> bool:
    """A dash or comma between two markers: `[1]–[3]`, `[1], [2]`."""
    between = doc[at - 1].text == "]" and at + 1 < len(doc) and doc[at + 1].text == "["
    return between and _MARKER_TOKEN.match(doc[at].text) is not None


def _past_marker(doc: Doc, at: int) -> int:
    """The token after the marker that opens at `at`; `at` itself if it is none."""
    for end in range(at + 1, min(at + _LONGEST_MARKER, len(doc))):
        text = doc[end].text
        if text == _CLOSING[doc[at].text]:
            return end + 1 if end > at + 1 else at
        if not _MARKER_TOKEN.match(text):
            return at
    return at


def _can_begin(doc: Doc, stop: int, after: int) -> bool:
    token = doc[after]
    gap = bool(doc[after - 1].whitespace_) or doc[after - 1].is_space
    first = token.text[0]
    if first in _OPENERS and after + 1 < len(doc):
        first = doc[after + 1].text[0]
    begins = first.isupper() or first.isdigit() or (gap and token.text[0] in _OPENERS)
    if doc[stop].text == "." and not gap:
        return first.isupper()
    if doc[stop].text != "." and not doc[stop].text.endswith("."):
        return begins or not gap
    compound = _COMPOUND.match(token.text) is not None
    return begins or compound


@cache
def nlp() -> Language:
    """The shared pipeline: tokens that keep compounds such as `5-MeO-DMT` whole, and sentences."""
    language = spacy.blank("en")
    tokenizer = cast("Any", language.tokenizer)  # the stubs leave its fields out
    infixes = [
        *(language.Defaults.infixes or []),
        _GLUED_STOP,
        r"(?<=[\]\)])\.(?=[A-Z])",
        r"[—–](?=\w)|(?<=\w)[—–]",
        r"(?<=[\w\)\]\"”’%])[.?!](?=\[\d|\(\d{1,3}[),–-])",  # `results.[1] Then`, `results.(1) Then`
        r"(?<=\d)\](?=(?:[,;–—-]?\[\d|[A-Z]))|(?<=\d\])[,;–—-](?=\[\d)",  # `[1][2]`, `[1]–[3]`, `[1]Then`
        r"(?<=\.)\((?=\d)",
        r"(?<=[a-z][a-z\)\"”’])[.?!](?=\d{1,3}(?:[,–-]\d{1,3}){0,8}$)",  # `fell.2,3 Then`, once a superscript
        r"\[(?=\d{1,3}(?:[\],;–—-]|$))",
        r"(?<=[a-z\)\]%])\.(?=\d{1,2}-[A-Z])",  # `patterns.5-MeO-DMT is`
    ]

    def keep_whole(text: str) -> bool:
        return bool(_COMPOUND.match(text))

    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.token_match = keep_whole
    language.max_length = 20_000_000
    language.add_pipe("claim_audit_sentences")
    return language


def make_doc(text: str) -> Doc:
    """Tokenise and split `text`; offsets are spaCy's `token.idx`."""
    return nlp()(text)


def tokens(text: str) -> tuple[Token, ...]:
    """Tokens of `text` without white space, in order; those of a sentence are remembered, for many rooms ask."""
    return _sentence_tokens(text) if len(text) <= _REMEMBERED else _tokens(text)


_REMEMBERED = 1_000
"""Characters of a text whose tokens are remembered: long texts are read once."""


@lru_cache(maxsize=8_192)
def _sentence_tokens(text: str) -> tuple[Token, ...]:
    return _tokens(text)


def _tokens(text: str) -> tuple[Token, ...]:
    doc = nlp().make_doc(text)
    return tuple(
        Token(token.text, token.idx, token.idx + len(token.text), token.lower_) for token in doc if not token.is_space
    )


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """`(start, end)` of each sentence of a block of prose, without surrounding white space."""
    if not _STOP.search(text):  # a heading, an item, a cell: nothing could end a sentence in it
        whole = text.strip()
        start = len(text) - len(text.lstrip())
        return ((start, start + len(whole)),) if whole else ()
    spans = []
    for sentence in make_doc(text).sents:
        raw = text[sentence.start_char : sentence.end_char]
        left = len(raw) - len(raw.lstrip())
        trimmed = raw.strip()
        if trimmed:
            start = sentence.start_char + left
            spans.append((start, start + len(trimmed)))
    return tuple(spans)


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Snowball (Porter 2) stem of one lower-cased word (Porter 2001)."""
    return str(_stemmer().stemWord(word.lower()))
