"""What stands round a quantity: its population, outcome, and the words that tell it apart.

Works on one sentence at a time, folded (`numbers.fold`). Everything is found by short, bounded patterns.
"""

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.text import stem

_WORD = re.compile(r"[A-Za-zα-ωΑ-Ω][A-Za-z0-9α-ω]*(?:['-][A-Za-z0-9]+)*")
NEAR = 16
"""So many words round a number are kept as its surroundings, nearest first."""
REACH = 14
"""Words further off than this, counted in words, say little about a number."""

EMPTY = frozenset(
    """the a an of in to and or for with from at on by as is are was were be been being it its this that these those
    which who
    whom there their they we our us he she his her than then so such had has have having do does did not no nor can
    could
    may might will would shall should must also both either neither each any all some more most less least fewer
    very just
    only even still yet about approximately around roughly nearly almost over under up down out off into onto per
    via within
    between among during after before since until while when where whereas however but if because through across against
    versus vs compared compare comparison respectively i.e e.g et al one two three four five six seven eight nine ten
    first second third other another same total overall mean median average number percent percentage per cent rate
    rates
    ci p n sd se or hr rr confidence interval ratio level levels significant significantly estimated reported found
    showed
    shown show shows study studies trial trials result results data analysis using used based including included include
    according researchers authors group groups arm arms patient patients participant participants people subject
    subjects
    individual individuals person persons day days week weeks month months year years hour hours minute minutes time
    times
    point points least most half quarter third dose doses p-value p-values highly mg g kg ml cit multi_cit other_cit
    what how many much""".split()
)


class Word(NamedTuple):
    """A word of the sentence: its stem and where it stands."""

    start: int
    end: int
    lower: str
    stem: str


class KinFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`kin.toml`: words for one thing, a group a line."""

    groups: tuple[str, ...]


@cache
def _kin() -> dict[str, str]:
    """Stem → the stem that stands for its group; the first group that names a stem keeps it."""
    found: dict[str, str] = {}
    for group in load("pipeline.facts", "kin.toml", KinFile).groups:
        words = group.split()
        for word in words:
            found.setdefault(stem(word), stem(words[0]))
    return found


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """Snowball stem, and words for one thing made one."""
    root = stem(word)
    return _kin().get(root, root)


def words_of(text: str) -> list[Word]:
    """The content words of a sentence, in order."""
    found = []
    for match in _WORD.finditer(text):
        lower = match[0].lower()
        if lower in EMPTY or (len(lower) < 3 and not match[0].isupper()):
            continue
        found.append(Word(match.start(), match.end(), lower, stem_of(lower)))
    return found


def near(words: list[Word], start: int, end: int) -> tuple[str, ...]:
    """Stems of the content words round `[start, end)`, nearest first, each once."""
    right = bisect_left(words, end, key=lambda word: word.start)
    left = right - 1
    while left >= 0 and words[left].end > start:
        left -= 1
    found: dict[str, None] = {}
    steps = 0
    while len(found) < NEAR and (left >= 0 or right < len(words)) and steps < REACH * 2:
        before = start - words[left].end if left >= 0 else 10**6
        behind = words[right].start - end if right < len(words) else 10**6
        if before <= behind:
            found[words[left].stem] = None
            left -= 1
        else:
            found[words[right].stem] = None
            right += 1
        steps += 1
    return tuple(found)


_OTHER_STUDY = re.compile(
    (
        r"\b(?:a |an |in |one )?(?:separate|another|previous|earlier|prior|different|related|parallel"
        r"|sister|unrelated) (?:\w+ ){0,2}(?:stud(?:y|ies)|trials?|cohorts?|surveys?|series|reports?|review"
        r"|work)\b|\bet al\b"
    ),
    re.IGNORECASE,
)
_PLANNED = re.compile(
    (
        r"\b(?:plans? to|planned(?!,)|will (?:enrol|enroll|recruit|include|randomi[sz]e|be (?:enrolled"
        r"|recruited))|aims? to|aimed to|expected to|intends? to|target(?:ed)? (?:enrol|sample|accrual)"
        r"|estimated enrol|target is|goal is|power to detect"
        r"|sample size (?:calculation|of \d+ (?:was|is) required)|required to detect)"
    ),
    re.IGNORECASE,
)


_DEFINED = re.compile(
    r"\b(?:was|were|is|are) defined as\b|\bmeant (?=an? )|\bdefined by\b|\bcut-?offs?\b", re.IGNORECASE
)
_PLAN_NEXT = re.compile(r" (?:that (?:was|were) |initially |originally )?(?:planned|targeted|intended|required)\b")
_PART_OF = re.compile(r"[;:]|\. |,? compared (?:with|to)|,? versus")


def caveats_at(text: str, start: int, end: int, whole: tuple[str, ...]) -> tuple[str, ...]:
    """The caveats of the stretch of a sentence in which a number stands, between semicolons and "compared with".

    `whole` are those of the sentence: where it has none, no stretch has.
    """
    if _PLAN_NEXT.match(text, end):
        return ("planned",)
    if not whole and not any(word in text for word in ("defined", "meant", "ut-off", "utoff")):
        return ()
    first, last = 0, len(text)
    for match in _PART_OF.finditer(text):
        if match.end() <= start:
            first = match.start()
        elif match.start() >= end:
            last = match.start()
            break
    return (*caveats(text[first:last]), *(("definition",) if _DEFINED.search(text, first, start) else ()))


def caveats(text: str) -> tuple[str, ...]:
    """What sets a sentence apart from the study's own results: `other study`, `planned`."""
    found = []
    if _OTHER_STUDY.search(text):
        found.append("other study")
    if _PLANNED.search(text):
        found.append("planned")
    return tuple(found)


_POPULATION = re.compile(
    (
        r"\b(?:among|in|of|for|patients with|people with|adults with|those with|those aged"
        r"|children with|women with|men with) (?:the )?((?:(?:patients|people|adults|children|women|men"
        r"|those|individuals|participants|subjects|volunteers|mice|rats|adolescents|infants|smokers"
        r"|non-?smokers|girls|boys)\b)(?: (?:with|without|who|aged|over|under|on|not)(?: (?!and \d)[\w-]+){1,4})?"
        r"|(?:pregnant|healthy|older|younger|elderly|obese|diabetic|vaccinated|unvaccinated|black|white"
        r"|male|female|hospitali[sz]ed)(?: (?!and \d)[\w-]+){1,2})"
    ),
    re.IGNORECASE,
)


_AROUND = 400
"""Characters on either side of a number in which its people are looked for: the distance of 70, and a long name."""


def population_of(text: str, start: int, end: int) -> str:
    """The people that a number is about, as the words nearest to it name them."""
    best, distance = "", 10**6
    for match in _POPULATION.finditer(text, max(0, start - _AROUND), end + _AROUND):
        gap = match.start() - end if match.start() >= end else start - match.end()
        if 0 <= gap < distance and gap < 70:
            best, distance = match[1].lower(), gap
    return best


_CLAUSE = re.compile(r"[.;:!?]\s|, (?:and|but|while|whereas|with|which|who)\b|\b(?:while|whereas|but)\b")
_VERB = re.compile(
    (
        r"\b(?:was|were|is|are|had|has|have|showed|shows|fell|rose|dropped|increased|decreased|reduced"
        r"|improved|declined|grew|lowered|cut|raised|received|experienced|developed|reported|died"
        r"|reached|met|occurred|achieved|averaged|totalled|ranged|lasted|took|weighed|scored|cost|costs"
        r"|responded|recovered|lost|gained)\b"
    ),
    re.IGNORECASE,
)


def outcome_of(text: str, start: int, end: int) -> str:
    """The words that say what was measured: the subject of the clause, or what follows "of" or "in"."""
    begin = 0
    for match in _CLAUSE.finditer(text, 0, start):
        begin = match.end()
    clause = text[begin:start]
    verb = _VERB.search(clause)
    phrase = clause[: verb.start()] if verb else clause
    kept = [match[0] for match in _WORD.finditer(phrase) if match[0].lower() not in _DROP]
    if kept:
        return " ".join(kept[-7:]).lower()
    stop = _CLAUSE.search(text, end)
    after = text[end : stop.start() if stop else len(text)]
    return " ".join(match[0] for match in _WORD.finditer(after) if match[0].lower() not in _DROP)[:60].lower()


_DROP = frozenset(
    (
        "the a an of in on at by for to and or with from this that it its as was were is are there abou"
        "t than n mg vs r p"
    ).split()
)
