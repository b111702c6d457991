"""Where the verb of a clause stands: what is before it names who is told of, what is behind it what they did.

No parser is asked: forms of verbs are a closed list, or end in "-ed"; a form behind an article or a preposition is part
of a name ("the treated leg"). Of several verbs the last before the degree is the clause's own, since relative clauses
and participles belong to the subject: "dogs fed on oats *ran* further".
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from pipeline.lexicon import Sheet
from pipeline.text import Token, tokens


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`subjects.toml`."""

    auxiliaries: str
    pasts: str
    presents: str
    no_verb: str
    name_opens: str
    relative: str
    complement: str


_WORDS = Sheet("pipeline.verdicts.reading", "subjects.toml", Lexicon)
_words = _WORDS.words


def complement() -> re.Pattern[str]:
    """What stands behind "than" for all who are not of the first group: "those who did not", "the others"."""
    return _WORDS.pattern("complement")


SHORTEST = 5
"""Letters of a verb in "-ed"."""
BETWEEN = 1
"""Words between two forms of one verb: "was not read", "had often slept"."""


def verb_start(text: str, start: int, end: int) -> int | None:
    """Where the last verb before a place begins, with its auxiliaries; None where none is seen."""
    words = [word for word in tokens(text) if start <= word.start < end]
    spots = [at for at in range(len(words)) if _is_verb(words, at)]
    if not spots:
        return None
    first = spots[-1]
    for at in reversed(spots[:-1]):
        if first - at - 1 > BETWEEN or any(word.lower in _words("relative") for word in words[at + 1 : first]):
            break
        if words[at].lower not in _words("auxiliaries"):
            break
        first = at
    return words[first].start


def _is_verb(words: Sequence[Token], at: int) -> bool:
    low = words[at].lower
    if low in _words("auxiliaries"):
        return True
    if at == 0 or words[at - 1].lower in _words("name_opens"):
        return False
    if low in _words("pasts") or (low in _words("presents") and not words[at].text[0].isupper()):
        return True
    return low.endswith("ed") and len(low) >= SHORTEST and low not in _words("no_verb")
