"""spaCy `blank("en")` with our own tokenisation and sentence rules; nothing is downloaded.

A trained parser was measured worse at sentences than rules on scientific prose, so rules it is.
"""

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple, cast

import spacy
import Stemmer
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from pipeline.text.abbreviations import ENDS_NOTHING

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
_MARKER_TOKEN = re.compile(r"^[\d,–-]+$")


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
    for token in doc:
        token.is_sent_start = token.i == 0
    at = 0
    while at < len(doc):
        if _is_stop(doc, at):
            after = _skip_closers(doc, at + 1)
            if after < len(doc) and _can_begin(doc, at, after):
                doc[after].is_sent_start = True
                at = after
                continue
        at += 1
    return doc


def _is_stop(doc: Doc, at: int) -> bool:
    token = doc[at]
    if token.text in _STOPS:
        return not (token.text == "." and at and doc[at - 1].lower_ + "." in ENDS_NOTHING)
    return token.text.endswith(".") and len(token.text) > 1 and token.lower_ in ("etc.", "u.s.", "u.k.", "a.m.", "p.m.")


def _skip_closers(doc: Doc, at: int) -> int:
    """Past quotes, brackets and a citation marker such as ` [3]` that belong to the sentence just ended."""
    while at < len(doc):
        text = doc[at].text
        if (text in _CLOSERS and not (text in "\"'" and doc[at - 1].whitespace_)) or doc[at].is_space:
            at += 1
        elif text == "[" and at + 2 < len(doc) and _MARKER_TOKEN.match(doc[at + 1].text) and doc[at + 2].text == "]":
            at += 3
        else:
            break
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
    infixes = [*(language.Defaults.infixes or []), _GLUED_STOP, r"(?<=[\]\)])\.(?=[A-Z])", r"[—–](?=\w)|(?<=\w)[—–]"]

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
    """Tokens of `text` without white space, in order."""
    doc = nlp().make_doc(text)
    return tuple(
        Token(token.text, token.idx, token.idx + len(token.text), token.lower_) for token in doc if not token.is_space
    )


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """`(start, end)` of each sentence of a block of prose, without surrounding white space."""
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
