"""What a claim names or quotes that nothing which was read of the work holds: near words do not bear it out.

"The World Health Organization licensed it" beside "it was licensed by the Medicines Authority": all words of the deed
are there, and whoever did it is not. Neither is an accusation: a source may go by another name, and a quotation is
compared by its own check.
"""

import re

from pipeline.checks import Dossier
from pipeline.checks.quotation import fold
from pipeline.records.claim import Claim
from pipeline.text import stem

_RUN = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]+(?:(?: (?:of|for|and|the|de|on|in))? [A-Z][\w’'-]+)+")
"""A name of two words or more."""
_QUOTED = re.compile(r"“([^“”]{1,600})”|\"([^\"]{1,600})\"")
_OPENS = frozenset(
    "the a an in at by for from of on after before since until when while as to and but both two".split()
)
LEAST = 4
"""Words from which a stretch in quotation marks was said by somebody."""
HALF = 0.5
"""Share of a name's words that must stand in the work, or in what is known of it."""


def stranger(claim: Claim, dossier: Dossier) -> bool:
    """Whether the claim names somebody of whom less than half stands anywhere in the work or its record."""
    names = [name for match in _RUN.finditer(claim.words) if (name := _words(match[0]))]
    if not names:
        return False
    held, plain = _held(dossier)
    return any(
        sum(stem(word.lower()) in held for word in name) < HALF * len(name) for name in names if not _short(name, plain)
    )


def misquoted(claim: Claim, dossier: Dossier) -> bool:
    """Whether words in quotation marks, enough to have been said, stand nowhere in the work."""
    quoted = [match[1] or match[2] for match in _QUOTED.finditer(claim.words)]
    said = [fold(words) for words in quoted if len(words.split()) >= LEAST and "…" not in words and "..." not in words]
    whole = " ".join(fold(reading.text) for reading in dossier.work.read) if said else ""
    return any(f" {words} " not in f" {whole} " for words in said)


def _words(name: str) -> list[str]:
    """The words of a name, without what only opens a sentence."""
    words = name.removesuffix("’s").removesuffix("'s").split()
    while words and words[0].lower() in _OPENS:
        words = words[1:]
    return [word for word in words if word[0].isupper()] if len(words) > 1 else []


def _short(name: list[str], plain: str) -> bool:
    """Whether the work has the name's first letters in its stead: "FDA"."""
    return re.search(rf"\b{re.escape(''.join(word[0] for word in name))}\b", plain) is not None


def _held(dossier: Dossier) -> tuple[frozenset[str], str]:
    """Stems of all words that were read of the work or stand in its record, and the text itself."""
    known: list[str] = []
    for reading in dossier.work.readings:
        meta = reading.metadata
        known += [reading.text, meta.title or "", meta.journal or "", meta.publisher or "", *meta.authors]
    plain = " ".join(known)
    return frozenset(stem(word.lower()) for word in re.findall(r"[\w’'-]+", plain)), plain
