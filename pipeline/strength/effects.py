"""Words of intensity that belong to an effect: "dramatic improvement", not "dramatic scenery"."""

import re
from functools import lru_cache

from pipeline.strength.context import context
from pipeline.strength.patterns import Hit, find
from pipeline.strength.profiles import Cue, profile

REACH = 45
"""Characters between a word of intensity and the word of effect it may belong to, within one clause."""
_SELF_CONTAINED = (
    *"slash plummet skyrocket soar plung wip crush transform supercharg turbo wreak work".split(),
    "all but",
)
"""Verbs that are intensity and effect in one."""


@lru_cache(maxsize=20_000)
def praised(text: str, groups: tuple[str, ...]) -> tuple[Cue, ...]:
    """The asserted words of intensity of these groups in `text` that stand beside a word of effect."""
    cues = profile(text).of("magnitude", *groups)
    if not cues:
        return ()
    effects = find("efficacy", text)
    where = context(text)
    kept = []
    for cue in cues:
        clause = where.clause(cue.start)
        near = any(clause.holds(hit.start) and _beside(cue, hit) for hit in effects)
        if (
            near
            or (_DEGREE.match(cue.text) and cue.group in ("extreme", "strong"))
            or cue.text.lower().startswith(_SELF_CONTAINED)
        ):
            kept.append(cue)
    return tuple(kept)


_DEGREE = re.compile(r"(?i)[\w-]+ly\Z")
"""An adverb of degree belongs to whatever follows it: "dramatically raises", "remarkably good at catching"."""


def phrase(text: str, cue: Cue) -> tuple[int, int]:
    """The span of the word of intensity with the word of effect right after it: "highly effective"."""
    ends = [hit.end for hit in find("efficacy", text) if 0 <= hit.start - cue.end <= 12]
    return cue.start, min(ends, default=cue.end)


def _beside(cue: Cue, hit: Hit) -> bool:
    """Whether the word of effect follows within reach, precedes more closely, or overlaps."""
    follows, precedes = hit.start - cue.end, cue.start - hit.end
    return 0 <= follows <= REACH or 0 <= precedes <= REACH or (follows < 0 and precedes < 0)


_FIGURE = re.compile(
    r"""(?ix)(?<![\w.])(?:
      [−–-]?\d+(?:\.\d+)?\s?(?:%|per\s?cent\b|(?:percentage\s+)?points?\b|mm\s?Hg\b|kg\b|g\b|mmol|mg/d[lL]|letters\b|metres\b|ml\b)
    | (?:hazard|odds|risk|rate)\s+ratio\s*(?:of|was|,|=|:)?\s*\d
    | \b(?:HR|OR|RR)\s*[=,:]?\s*\d
    | \d+(?:\.\d+)?[-\s]?(?:fold|times)\b
    | (?:halv|doubl|tripl)(?:e|es|ed|ing)\b
    | \d+\s+(?:in|out\s+of|of)\s+(?:every\s+)?\d+ )"""
)
"""An effect in figures: per cent, points, units of measurement, ratios, multiples, counts out of a total."""
_CHANGE = re.compile(
    r"""(?ix)\b(?:reduc|lower|decreas|increas|improv|fell|fall|drop|declin|rose|rise|chang|differ|gain|loss|lost|longer|shorter
    |halv|doubl|develop|rarer|milder|better|worse|slower|faster|weaker|stronger|scor
    |fewer|more|less|higher|response|respond|protect|efficacy|effective|remission|surviv|ratio|revision|success|relie|points)\w*"""
)


def tells_effect(text: str) -> bool:
    """Whether `text` gives an effect in figures."""
    return _FIGURE.search(text) is not None


def shown_size(text: str) -> tuple[int, int] | None:
    """Where `text` states the size of an effect in figures beside a word of change; None where it states none."""
    if not _CHANGE.search(text):
        return None
    match = _FIGURE.search(text)
    return match.span() if match else None


_LARGE = re.compile(
    r"""(?ix)(?<![\w.–-])(?:[5-9]\d(?:\.\d+)?|100)\s?(?:%|per\s?cent\b)(?!\s?(?:CI\b|confidence|credible|interval))|\b(?:halv(?:ed|ing)|doubl(?:ed|ing)|tripl(?:ed|ing))\b
    |\b(?:[2-9]|\d\d)(?:\.\d+)?[- ](?:fold|times)\b
    |\b(?:HR|OR|RR|(?:hazard|odds|risk|rate)\s+ratio)\s*(?:of|was|,|=|:)?\s*0\.[0-4]\d*"""
)
"""Figures that may bear a strong word out: half or more, twice or more, a ratio below a half."""


_PERCENT = re.compile(
    r"(?i)(?<![\w.–-])(\d+(?:\.\d+)?)\s?(?:%|per\s?cent\b)(?!\s?(?:CI\b|confidence|credible|interval))"
)
_TWO_ARMS = re.compile(r"(?i)\b(?:versus|vs|against|compared|and|with|without|than|respectively)\b")
SMALL = 1.5
"""Two shares whose ratio stays below this are no large difference, however large each is: 74% and 69%."""


def alike(text: str) -> bool:
    """Whether `text` sets two shares side by side that differ little."""
    shares = [float(found) for found in _PERCENT.findall(text)]
    if len(shares) != 2 or not _TWO_ARMS.search(text) or min(shares) <= 0:
        return False
    return max(shares) / min(shares) < SMALL


def large(text: str) -> bool:
    """Whether `text` gives a large effect in figures, and does not take it back ("modest", "no difference")."""
    return _LARGE.search(text) is not None and not alike(text) and not profile(text).of("magnitude", "modest", "null")


_ARMS = re.compile(
    r"(?ix)(?<![\w.–-])\d+(?:\.\d+)?\s?(?:%|points?|mm|kg|days?|hours?|minutes?|cm|ml|m/s)?\s?[^.;\d]{0,50}?"
    r"\b(?:versus|vs\.?|compared\s+with|against|and|than)\s[^.;\d]{0,30}?\d+(?:\.\d+)?"
)


def compared(text: str) -> tuple[int, int] | None:
    """Where `text` sets two figures of an outcome side by side; None where it sets none."""
    if not _CHANGE.search(text):
        return None
    match = _ARMS.search(text)
    return match.span() if match else None
