"""Where in a text words count as the writer's own assertion: clauses, quotation, attribution, negation, doubt.

Scopes follow the rule that served best for its size in the literature on BioScope (Vincze et al. 2008): a cue governs
from itself to the end of its clause.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.strength.patterns import Hit, expression, find, words_of

_CLAUSE_END = re.compile(
    rf"""(?ix)
    (?<!\b[A-Za-z])[;:.!?](?=\s|$|["”’)\]])                  # stops of sentences and clauses, not of "C. elegans"
  | \s[—–]\s | —
  | ,\s+(?=(?:{words_of("voices", "clause.after.comma")})\b)
  | \s(?=(?:{words_of("voices", "clause.bare")})\s)
  """
)
_STOP = re.compile(r"(?<!\b[A-Za-z])[;.!?](?=\s|$)")
_QUOTED = re.compile(r"“[^“”]{1,600}”|\"[^\"]{1,600}\"|«[^«»]{1,600}»")
_SPEECH = expression("voices", "speech")
_FINDINGS_SPEAK = re.compile(
    rf"(?i)\b(?:{words_of('voices', 'findings')})\s+(?:\w+\s+){{0,3}}(?:{words_of('voices', 'findings.say')})\b"
)
_HYPOTHETICAL = re.compile(
    rf"(?i)(?:^|[,;:(]\s*|\b(?:but|and|even|only|as)\s+)(?:{words_of('voices', 'hypothetical')})\b"
)
_PURPOSE = expression("voices", "purpose")


class Span(NamedTuple):
    """A half-open span of the text."""

    start: int
    end: int

    def holds(self, at: int) -> bool:
        """Whether the offset `at` lies in it."""
        return self.start <= at < self.end


class Scope(NamedTuple):
    """What a cue governs."""

    cue: Hit
    start: int
    end: int


class Context(NamedTuple):
    """Everything about a text that decides how its words count."""

    clauses: tuple[Span, ...]
    quoted: tuple[Span, ...]
    attributed: tuple[Span, ...]
    hypothetical: tuple[Span, ...]
    purpose: tuple[Span, ...]
    question: bool
    scopes: tuple[Scope, ...]

    def clause(self, at: int) -> Span:
        """The clause that holds the offset `at`."""
        return next((clause for clause in self.clauses if clause.holds(at)), self.clauses[-1])

    def governed(self, at: int, group: str) -> tuple[Scope, ...]:
        """The scopes of `group` (negation, speculation) that reach the offset `at`."""
        return tuple(scope for scope in self.scopes if scope.cue.entry.group == group and scope.start <= at < scope.end)


def clauses(text: str) -> tuple[Span, ...]:
    """Cut `text` into clauses; together they cover it."""
    cuts = [
        match.end() if text[match.start()] in ";:.!?" else match.start() + 1 for match in _CLAUSE_END.finditer(text)
    ]
    edges = sorted({0, *cuts, len(text)})
    spans = tuple(Span(a, b) for a, b in pairwise(edges) if text[a:b].strip(" \n.;:,!?—–"))
    return spans or (Span(0, len(text)),)


@lru_cache(maxsize=20_000)
def context(text: str) -> Context:
    """Read the context of a sentence or two."""
    parts = clauses(text)
    quoted = tuple(Span(*match.span()) for match in _QUOTED.finditer(text))
    return Context(
        clauses=parts,
        quoted=quoted,
        attributed=_attributed(text, parts),
        hypothetical=tuple(clause for clause in parts if _HYPOTHETICAL.search(text[clause.start : clause.end])),
        purpose=tuple(
            Span(clause.start + match.start(), clause.end)
            for clause in parts
            for match in [_PURPOSE.search(text[clause.start : clause.end])]
            if match
        ),
        question=text.rstrip(' "”’)').endswith("?"),
        scopes=tuple(_scope(hit, parts, text) for hit in find("cues", text)),
    )


def _attributed(text: str, parts: tuple[Span, ...]) -> tuple[Span, ...]:
    """Clauses that report what somebody says; what a study "says" is the writer's own reading of it."""
    return tuple(
        clause
        for clause in parts
        if _SPEECH.search(text[clause.start : clause.end])
        and not _FINDINGS_SPEAK.search(text[clause.start : clause.end])
    )


def _scope(hit: Hit, parts: tuple[Span, ...], text: str) -> Scope:
    """A cue governs to the end of its clause; doubt as a whole (a "suggest" before "that") may run on to the stop."""
    own = next((clause for clause in parts if clause.holds(hit.start)), parts[-1])
    end = own.end
    if hit.entry.group == "speculation" and hit.entry.name in _RUNS_ON:
        stop = _STOP.search(text, hit.end)
        end = stop.start() if stop else len(text)
    joined = _JOINED.search(text, own.start, hit.start)
    start = own.start if hit.entry.name in _REACHES_BACK and not joined else hit.start
    return Scope(hit, start, end)


_JOINED = re.compile(r",\s+(?:and|but|or|yet)\s+(?:\w+\s+)?\Z", re.IGNORECASE)
"""A second predicate of the same subject: "X lowers pain, and may help sleep" doubts only what it adds."""
_RUNS_ON = frozenset(("suggest", "belief", "unknown"))
"""Cues that take a whole clause, with what follows it, as their complement."""
_REACHES_BACK = frozenset(("likely", "possible", "appear", "unknown"))
"""Cues within the verb group doubt their subject's clause from its start."""
