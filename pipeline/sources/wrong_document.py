"""Does a reading hold the work that was cited, or something else that the address led to?"""

import re

from rapidfuzz import fuzz

from pipeline.records.citation import Identifiers
from pipeline.records.source import Reading
from pipeline.sources.sheet import squeeze

_SAME = 82.0
"""Similarity (percent) from which two titles are the same work's; provisional and final titles reach 85."""
_OTHER = 55.0
"""Similarity below which two titles are different works'; in between nothing is said."""
_WORDS = 4
"""Shorter titles ("Depression", "Reply to the editor") say too little."""
_TOP = 4000
"""Characters at a text's beginning among which its title would stand."""
_DECIDING = ("doi", "pmid", "pmcid", "nct", "isrctn", "arxiv")
_VERSION = re.compile(r"(?:[./]?v\d{1,2}|/v\d{1,2}|\.pub\d{1,2})$")
_INSTALMENT = re.compile(
    r"\b(part|chapter|volume|phase|module)s? (\d{1,2}|i{1,3}|iv|vi{0,3}|one|two|three|four|five)\b"
    r"(?! (?:and|to|or|\d+|[iv]+)\b)"
)
_NUMBERS = ("one", "two", "three", "four", "five"), ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")


def disagrees(reading: Reading, identifiers: Identifiers, title: str | None) -> str | None:
    """Why `reading` is another document than the one cited, as a sentence for the editor; None where nothing says so.

    A shared identifier settles that it is the work. Else a different one of the same scheme counts against it unless
    the titles agree (a preprint and its article), and so do titles that have hardly a word in common.
    """
    found = reading.metadata.identifiers
    if reading.trial and not found.nct:
        found = Identifiers(nct=reading.trial.id)
    pairs = [(scheme, getattr(identifiers, scheme), getattr(found, scheme)) for scheme in _DECIDING]
    known = [(scheme, _bare(cited), _bare(got)) for scheme, cited, got in pairs if cited and got]
    if any(cited == got for _, cited, got in known):
        return None
    likeness = _likeness(title, reading)
    if known and (likeness is None or likeness < _SAME):
        scheme, cited, got = known[0]
        return f"The page is about {scheme.upper()} {got}, but {scheme.upper()} {cited} was cited."
    elsewhere = likeness is not None and likeness < _OTHER and not _stands_in(title or "", reading.text[:_TOP])
    if elsewhere or _is_other_instalment(title or "", reading.metadata.title or ""):
        shown = squeeze(reading.metadata.title or "")[:150]
        return f"The page's title is “{shown}”, which is not the title that was cited."
    return None


def _bare(name: str) -> str:
    """Without the version of a preprint or a Cochrane review: the same work at another time."""
    return _VERSION.sub("", name.lower())


def _likeness(title: str | None, reading: Reading) -> float | None:
    """Similarity of the cited and the found title in percent; None where one is missing or too short to tell."""
    one, two = _plain(title or ""), _plain(reading.metadata.title or "")
    if len(one.split()) < _WORDS or len(two.split()) < _WORDS:
        return None
    return max(fuzz.token_set_ratio(one, two), fuzz.partial_ratio(one, two))


def _is_other_instalment(one: str, two: str) -> bool:
    """Whether both titles count the same thing (part, phase) and count it differently: two works of one series."""
    counted, found = _instalments(one), _instalments(two)
    return any(thing in found and found[thing] != number for thing, number in counted.items())


def _instalments(title: str) -> dict[str, int]:
    """What a title counts, once each: `part ii` and `part two` are 2; what it counts twice says nothing."""
    named = [(match[1], _number(match[2])) for match in _INSTALMENT.finditer(_plain(title))]
    things = [thing for thing, _ in named]
    return {thing: number for thing, number in named if things.count(thing) == 1}


def _number(word: str) -> int:
    return next((names.index(word) + 1 for names in _NUMBERS if word in names), 0) or int(word)


def _stands_in(title: str, text: str) -> bool:
    """Whether the cited title stands at the head of the text: some pages declare a site's name as their title."""
    wanted = _plain(title)
    return bool(wanted) and (wanted in _plain(text) or fuzz.partial_ratio(wanted, _plain(text)) >= _SAME)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
