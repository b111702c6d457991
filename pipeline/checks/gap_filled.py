"""What the source did not look at, or leaves open, told as its result (OUT-001, POP-001, GEN-002, SAF-001, CER-001).

What it does: reads where the source says that it did not measure an outcome, left people out, or has no data on a use,
and objects where the claim asserts just that. The words of the gap must stand nowhere else in the source: what the
introduction calls unknown is often what the study then found.

Why it matters: limits are the part of a paper that authors take most care over, and that news drops first.

The article says: "Surgery lowers the chance of a live birth."

The source says: "Live birth was not reported."

Fine if: another source that is cited there looked at it.

Literature: Boutron 2010; Lazarus 2015 (inadequate extrapolation); Fleming & DeMets 1996 (surrogate outcomes).
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.checks import Dossier, PairCheck
from pipeline.records.claim import Claim
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.search.likeness import DERIVED, likeness, names
from pipeline.strength import profile
from pipeline.strength.context import Context, context
from pipeline.strength.gaps import Gap, gaps, owns_up
from pipeline.strength.groups import ANYBODY
from pipeline.strength.groups import claimed as groups_of
from pipeline.strength.matching import ABSTRACT, around, content, nearest, verbatim
from pipeline.strength.matters import Matter, named, told
from pipeline.strength.patterns import expression, find
from pipeline.strength.wording import cut, raised
from pipeline.text import stem, tokens

_ENOUGH = 0.5
"""Half of a gap's own words in the claim: it speaks of what was not looked at."""
_MOST = 0.67
"""Two in three of them in a long source, which tells of many things that it did not look at."""
_NEAR = 0.15
"""One in seven of the claim's content words in a passage: the source is on the claim's matter at all."""
_TOOK_PART = expression("study_words", "took.part")
_HARMS = expression("study_words", "harm")


class Filled(NamedTuple):
    """A gap that the claim fills: the passage that tells it, and the claim's words for it."""

    gap: Gap
    passage: Passage
    start: int
    end: int


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where the claim asserts what the source says that it did not look at."""
    claim = dossier.claim
    where = context(claim.text)
    if where.question or where.hypothetical or owns_up(around(claim)) or verbatim(claim, dossier.passages):
        return
    if _passed_on(dossier):
        return
    short = len(dossier.passages) <= ABSTRACT
    found = _filled(dossier, where) if short or nearest(claim, dossier.ranked, _NEAR) else None
    if found is None:
        return
    gap, passage, start, end = found
    shown = passage.text[gap.start : gap.end]
    code = _code(gap, claim.text[start:end], kept_off=_kept_off(claim.text, start))
    doubt = _DOUBT.search(shown) is not None
    yield Objection(
        code="CER-001" if doubt and code == "OUT-001" else code,
        verdict="contradicted" if _denied(claim.text, gap, passage) else "overstated",
        severity=raised("should", claim),
        title=f"Source says “{cut(shown, 44)}”",
        why=f"The source {'leaves this open' if doubt else 'did not look at this'}; the claim tells it as a result.",
        aspects=(Aspect("what was looked at", claim.text[start:end], shown, "stronger"),),
        passage=passage,
        said=(start, end),
        shown=(gap.start, gap.end),
        ok_if="another source that is cited there looked at it.",
        confidence="medium",
        cause=f"gap {passage.start}",
    )


_DOUBT = re.compile(
    r"(?i)\b(?:whether|unclear|unknown|uncertain|not (?:yet )?(?:known|clear|certain)|too early to say)\b"
)
"""What the source asks and cannot answer; what it did not measure is another thing."""


_INCLUDED = re.compile(r"(?i)\b(?:includ|enrol|recruit|exclud|took part)")


def _denied(claim: str, gap: Gap, passage: Passage) -> bool:
    """Whether the source rules the claim out: it left those people out, or looked and saw no effect."""
    if _TOOK_PART.search(claim) and (gap.kind == "group" or _INCLUDED.search(passage.text, gap.start, gap.end)):
        return True
    return any(cue.group == "null" and cue.start >= gap.end for cue in profile(passage.text).all_of("magnitude"))


def _passed_on(dossier: Dossier) -> bool:
    """Whether the claim tells the same gap itself: "not yet available" beside "not available"."""
    mine = {word for gap in gaps(dossier.claim.text) for part in gap.parts for word in part}
    theirs = {word for passage in dossier.passages for gap in gaps(passage.text) for part in gap.parts for word in part}
    return bool(mine & theirs)


def _filled(dossier: Dossier, where: Context) -> Filled | None:
    """The first gap of the source that the claim fills, of those whose matter the source tells nowhere else."""
    own = _own(dossier.claim.text)
    long = len(dossier.passages) > ABSTRACT  # there another word is more likely another matter than the same
    for passage in dossier.passages:
        fresh = own if long else own - _elsewhere(dossier, passage, own)
        for gap in gaps(passage.text):
            if _REST.match(gap.what):
                continue
            for part in gap.parts:
                said = [word for word in part if word in own or (not long and _like(word, fresh))]
                known = _elsewhere(dossier, passage, frozenset(said if long else part))
                telling = [word for word in part if word not in known]
                common = [word for word in telling if word in said]
                headless = gap.kind == "matter" and _topic(gap, part) not in said and _SETTING.match(gap.what) is None
                enough = max(1.0, (_MOST if long else _ENOUGH) * len(telling))
                if len(common) < enough or headless or _of_an_age(gap, common):
                    continue
                if _of_another_kind(gap, part, common) and not _ALL.search(dossier.claim.text):
                    continue
                if gap.kind == "group" and set(common) == _head(gap, part) and _at_large(dossier, passage, common[0]):
                    continue
                place = _place(dossier.claim, frozenset(common), where, harm=_HARMS.search(gap.what) is not None)
                if place is not None:
                    return Filled(gap, passage, *place)
    return _same_kind(dossier, where) if not long else None


def _topic(gap: Gap, part: tuple[str, ...]) -> str:
    """The word of a part that names what is not known: "antibodies" of "her antibodies before the bite"."""
    ahead = content(_WHEN.sub("", gap.what))
    return [word for word in part if word in ahead or (word == part[-1] and not ahead & set(part))][-1]


_WHEN = re.compile(r"(?i)(?<=\w)\s+(?:before|after|during|since|until|within)\b.*")


def _same_kind(dossier: Dossier, where: Context) -> Filled | None:
    """A gap on a kind of outcome that the claim tells in other words, and that no other passage reports."""
    claim = dossier.claim
    for passage in dossier.passages:
        for gap in gaps(passage.text):
            for matter in named(gap.what) if gap.kind == "matter" and not _HARMS.search(gap.what) else ():
                place = told(matter, claim.text)
                if place is None or not _asserted(where, place[0]) or _reported(dossier, matter):
                    continue
                return Filled(gap, passage, *place)
    return None


def _asserted(where: Context, at: int) -> bool:
    """Whether the claim states what stands at `at`: neither denied nor merely possible."""
    doubted = any(0 < scope.cue.entry.level <= 1 for scope in where.governed(at, "speculation"))
    return not doubted and not where.governed(at, "negation")


def _reported(dossier: Dossier, matter: Matter) -> bool:
    """Whether a passage that owns up to no gap tells of the same kind of outcome."""
    return any(
        (matter.paper.search(passage.text) or told(matter, passage.text)) and not gaps(passage.text)
        for passage in dossier.passages
    )


_ALL = re.compile(r"(?i)\b(?:all|every\w*|each|any\w*|whole)\b")
_BEHIND = re.compile(
    r"(?i)\s+(?:with|who|whose|that|which|in|on|of|from|under|over|aged?|having|living|\w+(?:ed|ing))\b.*"
)


def _head(gap: Gap, part: tuple[str, ...]) -> set[str]:
    """Of people left out, the word for all who took part too: "players" in "female players were not included".

    Who speaks of players has not spoken of those who were left out.
    """
    ahead = content(_BEHIND.sub("", gap.what))
    before = [word for word in part if word in ahead]
    return {before[-1]} if len(part) > 1 and before else set()


def _at_large(dossier: Dossier, gap: Passage, head: str) -> bool:
    """Whether the claim names those people plainly, or as the source calls those who took part: not all, no others."""
    text = dossier.claim.text
    if _ALL.search(text):
        return False
    words = tokens(text)
    ahead = [content(words[at - 1].text) for at in range(1, len(words)) if head in content(words[at].text)]
    return all(not word or _elsewhere(dossier, gap, word) for word in ahead)


_REST = re.compile(r"(?i)(?:in|of|for|at|among) (?:the )?(?:remaining|others?|rest)\b")
"""Only the rest is told so: "no trout were recorded in the remaining three" tells of the others that they had some."""
_SETTING = re.compile(
    r"(?i)(?:trials?|stud(?:y|ies)|tests?|testing|experiments?|research)\s+(?:in|on|among|with|outside)\b"
)
"""Nothing was tried in such a setting: any word of it that is told nowhere else names it."""
_BOUND = re.compile(r"(?i)\b(?:over|under|above|below|older|younger|aged?)\b")
_PEOPLE = frozenset(stem(word) for word in "women men patients people children adults participants boys girls".split())


def _of_an_age(gap: Gap, common: list[str]) -> bool:
    """Whether the claim shares no more with "women over 38" than "women": ages are compared elsewhere."""
    return _BOUND.search(gap.what) is not None and _PEOPLE.issuperset(common)


_TIMES = frozenset(
    stem(word) for word in "previous prior recent known past earlier current active acute former".split()
)


def _of_another_kind(gap: Gap, part: tuple[str, ...], common: list[str]) -> bool:
    """Whether the claim names only the thing, and not which kind of it was left out: "feet" beside "flat feet"."""
    if gap.kind != "group" or len(part) < 2 or set(common) != {part[-1]} or part[-2] in _TIMES:
        return False
    words = [content(word) for word in re.findall(r"[\w'’-]+", gap.what)]
    return any(part[-2] in one and part[-1] in other for one, other in pairwise(words))


def _own(text: str) -> frozenset[str]:
    """What the claim speaks of: its stems, and the names of its runs of words."""
    return content(text) | {name.name for name in names(text)}


def _like(word: str, own: frozenset[str]) -> bool:
    """Whether the claim says a word of the gap, or another word for it: "deaths", and "dying of it"."""
    return word in own or (word not in _TWO_SENSES and any(likeness(word, other) >= DERIVED for other in own))


_TWO_SENSES = frozenset(("arm", "fall", "rise", "drop", "group", "control"))
"""Words that are one thing as a matter (an arm, a fall) and another in a result: only the word itself is meant."""


def _elsewhere(dossier: Dossier, gap: Passage, words: frozenset[str]) -> frozenset[str]:
    """Those of the words that other passages of the source tell too."""
    found: frozenset[str] = frozenset()
    for passage in dossier.passages:
        if found == words:
            break
        if passage is not gap:
            found |= words & content(passage.text)
    return found


def _place(claim: Claim, words: frozenset[str], where: Context, *, harm: bool) -> tuple[int, int] | None:
    """Where the claim asserts one of the words; of harms, where it denies them ("no side effects")."""
    for token in tokens(claim.text):
        if not any(_like(word, content(token.text)) for word in words):
            continue
        doubted = any(0 < scope.cue.entry.level <= 1 for scope in where.governed(token.start, "speculation"))
        denied = bool(where.governed(token.start, "negation"))
        if not doubted and (denied is harm or (harm and _kept_off(claim.text, token.start))):
            return token.start, token.end
    return None


_LESS = frozenset(("keeping.off", "taking.away", "degree"))


def _kept_off(text: str, at: int) -> bool:
    """Whether what stands at `at` is said to be kept off or made less: "prevents injuries", "fewer injuries"."""
    if _FEWER.search(text, 0, at):
        return True
    return any(hit.entry.name in _LESS and hit.end <= at for hit in find("lay_causes", text))


_FEWER = re.compile(r"(?i)\b(?:fewer|less|lower|rarer|half the)\s+(?:[\w-]+\s+){0,3}\Z")


def _code(gap: Gap, said: str, *, kept_off: bool) -> str:
    """The finding: people left out, another use or condition, harms, or an outcome."""
    if any(place.group != ANYBODY for place in groups_of(said)):
        return "POP-001"
    if gap.kind == "group":
        return "GEN-002"
    return "SAF-001" if _HARMS.search(gap.what) and not kept_off else "OUT-001"


CHECK = PairCheck("gap-filled", ("OUT-001", "POP-001", "GEN-002", "SAF-001", "CER-001"), examine)
