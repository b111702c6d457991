"""The forms of a verb, so that a wording may put it in another tense or behind "may".

Verbs of effect and of happening stand in `words.toml` as `base third past participle`. Of any other verb only what its
ending shows is read: the third person gives the base by rule, a regular past is its own participle.
"""

import re
from functools import cache
from typing import Literal, NamedTuple

from pipeline.suggestions.splice import lexicon

Tense = Literal["base", "third", "past"]


class Forms(NamedTuple):
    """A verb in four forms; an empty string is a form that isn't known."""

    base: str
    third: str
    past: str
    participle: str


@cache
def known() -> dict[str, Forms]:
    """Every form of the listed verbs, with all four."""
    entries = (*lexicon().told.forms, *lexicon().effect.forms, *lexicon().evidence.forms)
    table: dict[str, Forms] = {}
    for entry in entries:
        forms = Forms(*entry.split())
        for form in forms:
            table.setdefault(form, forms)
    return table


def third_of(base: str) -> str:
    """The third person: "ease" gives "eases", "carry" gives "carries"."""
    if base in known():
        return known()[base].third
    ending = "es" if re.search(r"(?:s|x|z|ch|sh|o)$", base) else "s"
    return f"{base[:-1]}ies" if re.search(r"[^aeiou]y$", base) else f"{base}{ending}"


def base_of(third: str) -> str:
    """The plain form of a third person: "carries" gives "carry", "wreaks" gives "wreak"."""
    if third in known():
        return known()[third].base
    if third.endswith("ies") and len(third) > 4:
        return f"{third[:-3]}y"
    return third[:-2] if re.search(r"(?:ss|x|zz|ch|sh)es$", third) else third.removesuffix("s")


def tense_of(word: str, *, many: bool) -> Tense | None:
    """Which form a finite verb has; `many`: whether its subject is a plural. None where it can't be told."""
    forms = known().get(word)
    if forms is not None:
        if word == forms.third:
            return "third"
        if word == forms.base:
            return "base" if many else "past" if word == forms.past else None
        return "past" if word == forms.past else None
    if word.endswith("ing") or not word.isalpha():
        return None
    if word.endswith("ed"):
        return "past"
    if re.search(r"[^su]s$|(?:sh|ch|ss|x)es$", word):
        return "third"
    return "base" if many else None


def behind_may(word: str, *, many: bool) -> str | None:
    """What stands behind "may" for a finite verb: "slows" gives "slow", "fuelled" gives "have fuelled"."""
    tense = tense_of(word, many=many)
    if tense == "base":
        return word
    if tense == "third":
        return base_of(word)
    if tense == "past":
        forms = known().get(word)
        return f"have {forms.participle if forms else word}"
    return None


_MANY_PEOPLE = frozenset("people children women men they we teeth feet mice bacteria data media police cattle".split())
_PHRASE = re.compile(
    r" (?:of|in|for|with|without|after|before|at|on|out|from|against|to|by|during|between|among|over|near|under"
    r"|about)\b"
)


def is_many(subject: str) -> bool:
    """Whether a subject is a plural: its head tells, or an "and"; a gerund in front is one thing."""
    words = subject.split()
    if not words or (words[0].lower().endswith("ing") and len(words) > 1):
        return False
    head = _PHRASE.split(re.split(r", | (?:that|which|who) ", subject)[0])[0]
    last = head.split()[-1].lower().strip("“”\"'’,") if head.split() else ""
    return bool(re.search(r"[^siu]s$", last)) or last in _MANY_PEOPLE or bool(re.search(r"\b\w+ and \w+", head))
