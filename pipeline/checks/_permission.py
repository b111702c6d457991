"""What may be done beside what may be so: "visitors may bring food" says what is allowed, not what is unsure.

Told apart by grammar: people may do what one decides on ("patients may take it twice a day"), a thing may be handled so
("the second dose may be given after a week"), or the clause leaves the choice to somebody. "Patients may develop a
rash" and "the dose may be too low" stay doubt.
"""

import re
from functools import cache

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.strength.context import context
from pipeline.strength.patterns import Hit


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`permission.toml`."""

    people: str
    deeds: str
    no_deed: str
    outcome: str
    done: str
    choice: str


@cache
def _words() -> Words:
    return load("pipeline.checks", "permission.toml", Words)


@cache
def _allowed() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Expressions: people in front of the cue; the deed, and what is done, behind it; a choice in the clause."""
    words = _words()
    between = r"(?: [a-z]+ly| also| still| then| now| only| not)*"
    return (
        re.compile(rf"(?i)\b{words.people}(?: (?:with|in|of|on|who|aged?|over|under|from) [^,.;]{{1,40}})?,? $"),
        re.compile(rf"(?i){between} {words.deeds}\b(?! {words.no_deed}\b)"),
        re.compile(rf"(?i){between} be {words.done}\b"),
        re.compile(words.choice, re.IGNORECASE),
    )


def permits(text: str, cue: Hit) -> bool:
    """Whether the "may" at a place of `text` allows something, so that nothing is doubted."""
    if cue.text.lower() != "may":
        return False
    people, deed, done, choice = _allowed()
    clause = context(text).clause(cue.start)
    if re.search(_words().outcome, text[cue.end : clause.end], re.IGNORECASE):
        return False
    if done.match(text, cue.end) or (people.search(text[: cue.start]) and deed.match(text, cue.end)):
        return True
    return choice.search(text, clause.start, clause.end) is not None
