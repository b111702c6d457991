"""Edits of a comparison told the wrong way round: "less often" for "more often", "as well as" for "better than".

Only where the passage tells the other way in words: figures of two groups say who had more, but not what else the
article's sentence says of them.
"""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection
from pipeline.suggestions.splice import Verbs, lexicon, splice
from pipeline.text import stem

_OPPOSITES = (
    ("more", "less", "fewer"),
    ("higher", "lower"),
    ("better", "worse"),
    ("faster", "slower"),
    ("longer", "shorter"),
    ("larger", "smaller"),
    ("older", "younger"),
    ("sooner", "later"),
)
_COMPARATIVE = re.compile(rf"\b(?:{'|'.join(word for pair in _OPPOSITES for word in pair)})\b", re.IGNORECASE)
_LEANING = re.compile(
    r"\b(?:even|much|far|slightly|somewhat|a little|a lot|no|not|the|any|once|or|never)\s+$", re.IGNORECASE
)
_NEXT = re.compile(r"\s+(?P<next>[A-Za-z-]+)")
_THAN = re.compile(r"\b(?P<better>[a-z]+) than\b")
_AS = re.compile(r"as (?P<well>[a-z]+) as")
_SUPERIOR = re.compile(r"\bsuperior(?= to\b)")
_TWO = re.compile(
    r"^(?P<the>The )?(?P<one>[A-Z]?[a-z]+) (?P<verb>[a-z]+) (?P<how>[a-z]+er) than (?P<article>the )?(?P<other>[a-z]+)"
    r"(?= do\b| does\b| did\b| are\b| were\b|[.,])"
)
_BEHIND = re.compile(r"(?: per cent|%)? (?P<way>[a-z]+)\b")
_TWO_FIGURES = re.compile(r"\d[^.;]*\b(?:and|versus|vs|against)\b[^.;]*\d")
_COMPARES = re.compile(r"\b(?:fell|rose|lower|higher|lowered|raised|more|less|fewer)\b")
_IRREGULAR = {"better": "well"}


def side_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for a direction that the passage tells the other way; none from its figures."""
    passage, shown = objection.passage, objection.shown
    if objection.code != "NUM-001" or passage is None or objection.said is not None or shown is None:
        return
    words = passage.text[slice(*shown)]
    yield from _as_well(claim.text, words)
    if "non-inferior" in passage.text.lower():
        yield from (splice(claim.text, each.span(), "non-inferior") for each in _SUPERIOR.finditer(claim.text))
    figures = re.sub(r"\b(?:19|20)\d\d\b|\([^)]*\)", "", words)
    if _TWO_FIGURES.search(figures) or (re.search(r"\d", figures) and not _COMPARES.search(words)):
        return
    yield from _flipped(claim.text)
    yield from verb_turned(claim.text, passage.text, 0, len(passage.text))
    yield from _changed_places(claim.text, passage.text)


def _as_well(text: str, words: str) -> Iterator[str]:
    equal = _AS.fullmatch(words.lower())
    if equal is None:
        return
    for told in _THAN.finditer(text):
        better = told["better"]
        if _IRREGULAR.get(better) == equal["well"] or stem(better.removesuffix("er")) == stem(equal["well"]):
            yield splice(text, told.span(), words)


def _flipped(text: str) -> Iterator[str]:
    """The one "more" of a sentence as "less" or "fewer", and the other way."""
    found = list(_COMPARATIVE.finditer(text))
    if len(found) != 1 or _LEANING.search(text[: found[0].start()]):
        return
    following = _NEXT.match(text, found[0].end())
    if found[0][0].lower() in _OPPOSITES[0] and (following is None or following["next"].lower() in ("than", "or")):
        return
    plural = following is not None and re.search(r"[^s]s$", following["next"]) is not None
    yield splice(text, found[0].span(), _opposite(found[0][0].lower(), plural=plural))


def behind_figure(text: str, end: int, source: str, there: int) -> Iterator[str]:
    """The passage's "less" behind a figure that both sides have, for the article's "more"."""
    own, other = _BEHIND.match(text, end), _BEHIND.match(source, there)
    if own is None or other is None or own["way"] == other["way"]:
        return
    if any(own["way"] in pair and other["way"] in pair for pair in _OPPOSITES):
        yield splice(text, own.span("way"), other["way"])


def verb_turned(text: str, source: str, start: int, end: int) -> Iterator[str]:
    """The passage's "fell" between two places, for the article's "rose"."""
    words = lexicon()
    for mine, other in ((words.up, words.down), (words.down, words.up)):
        found, there = _verb(text, mine, 0, len(text)), _verb(source, other, start, min(end, len(source)))
        if found and there:
            yield splice(text, found[:2], there[3][found[2]])


def _verb(text: str, verbs: Verbs, start: int, end: int) -> tuple[int, int, int, list[str]] | None:
    """The first verb of the list in `text[start:end]`: place, form, and all its forms."""
    for word in re.finditer(r"[A-Za-z]+", text[start:end]):
        for entry in verbs.forms:
            forms = entry.split()
            if word[0].lower() in forms:
                return start + word.start(), start + word.end(), forms.index(word[0].lower()), forms
    return None


def _opposite(word: str, *, plural: bool) -> str:
    if word == "more":
        return "fewer" if plural else "less"
    if word in ("less", "fewer"):
        return "more"
    return next(each for pair in _OPPOSITES if word in pair for each in pair if each != word)


def _changed_places(text: str, source: str) -> Iterator[str]:
    """Two that are compared, each in the other's place, where the passage has them so."""
    told = _TWO.search(text)
    if told is None or told["the"] or told["article"]:
        return
    one, other = told["one"].lower(), told["other"].lower()
    if re.search(rf"\b{other}\b[^.;]*\bthan {one}\b", source.lower()):
        yield (
            text[: told.start("one")]
            + told["other"].capitalize()
            + text[told.end("one") : told.start("other")]
            + (one + text[told.end("other") :])
        )
