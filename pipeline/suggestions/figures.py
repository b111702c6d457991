"""Edits of numbers: the source's figure, unit, time or direction in the place of the article's."""

import re
from collections.abc import Iterator

from pipeline.facts.numbers import numbers
from pipeline.records.claim import Claim
from pipeline.records.fact import Fact
from pipeline.records.verdict import Objection, Passage
from pipeline.strength.matching import content, share
from pipeline.suggestions.splice import Verbs, kept_or_lowered, lexicon, splice

CODES = frozenset(("NUM-001", "NUM-002", "NUM-003"))
SAME_MATTER = 0.4
"""Least share of the claim's content words that the passage must hold for its figure to take the other's place."""
_KINDRED = (frozenset(("percentage", "percentage_points")), frozenset(("time", "duration")))
_LAST_WORD = re.compile(r"([A-Za-z]+)\s+(?:the\s+|a\s+)?$")
_PART_OF = re.compile(r"\b(?:(?:one|\d+) (?:in|of|out of|per)|between|from|and|to|or) (?:every )?$", re.IGNORECASE)
_GOES_ON = re.compile(r"\s+(?:and|or|to) (?:a half|a quarter|\d|half)", re.IGNORECASE)
_POINT = re.compile(r"(?:at )?(?:day|week|month|year)\b", re.IGNORECASE)
_RATE = re.compile(r"\bper\b (?!cent)|\w/\w", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:within|over|after|for|in|at|by|until|during) (?!least|most)(?:the )?", re.IGNORECASE)
_BOUND = re.compile(r"(?:up to|at least|at most|more than|less than|below|above)\b", re.IGNORECASE)
_TIMES = frozenset(("time_point", "duration", "follow_up"))


def figure_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for objections to a number; none where claim and passage hardly speak of the same thing."""
    passage, said, shown = objection.passage, objection.said, objection.shown
    if objection.code not in CODES or passage is None or said is None or shown is None:
        return
    if share(claim.text, f"{passage.before} {passage.text}" if passage.before else passage.text) < SAME_MATTER:
        return
    mine = _fact(claim.facts, said)
    theirs = _fact(passage.facts, shown)
    if mine is None or theirs is None or _is_bound(claim.text, mine) or _of_another_thing(claim, mine, passage, theirs):
        return
    if mine.text.lower() == theirs.text.lower():
        yield from _turned(claim, passage, theirs)
        yield from _other_time(claim, passage)
    elif _kindred(mine, theirs) and _same_shape(mine, theirs):
        if mine.unit == theirs.unit:
            yield from _figure(claim, mine, passage, theirs)
        yield from _whole(claim, mine, theirs.text)


def fixed_figure(claim: Claim, objection: Objection) -> bool:
    """Whether the words round the article's figure forbid another in its place, whoever proposes it."""
    passage, said, shown = objection.passage, objection.said, objection.shown
    if objection.code not in ("NUM-001", "NUM-002") or passage is None or said is None or shown is None:
        return False
    mine, theirs = _fact(claim.facts, said), _fact(passage.facts, shown)
    if mine is None or theirs is None:
        return False
    return (
        _is_judged(claim.text, mine)
        or _level_for_change(claim, mine, passage, theirs)
        or _soon_for_long(claim, mine, passage, theirs)
    )


def _fact(facts: tuple[Fact, ...], span: tuple[int, int]) -> Fact | None:
    return next((fact for fact in facts if (fact.start, fact.end) == span and fact.value is not None), None)


def _is_judged(text: str, fact: Fact) -> bool:
    before = _LAST_WORD.search(text[: fact.start])
    return before is not None and before[1].lower() in lexicon().narrowing.all()


def _is_bound(text: str, fact: Fact) -> bool:
    """Whether words round the figure belong to it, so that it can't simply be changed: "only 5%", "one in 45"."""
    return _is_judged(text, fact) or bool(_PART_OF.search(text[: fact.start])) or bool(_GOES_ON.match(text[fact.end :]))


_CHANGE = re.compile(r"\bby (?:about |nearly |up to |as much as |roughly )?$", re.IGNORECASE)
_LEVEL = re.compile(r"\b(?:(?<!up )to|at) (?:about |nearly |up to |roughly )?$", re.IGNORECASE)
_WHOLE_GROUP = re.compile(r"(?:^|[.,;] )(?:of|among) (?:the |all )?$", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:.](?=\s|$)")
_VERB_FIGURE = re.compile(r"(?:doubl|tripl|quadrupl|halv)(?:es?|ed|ing)$", re.IGNORECASE)


def _of_another_thing(claim: Claim, mine: Fact, passage: Passage, theirs: Fact) -> bool:
    """Whether the two figures can't be swapped: a change for a level, a whole group for a part, or of other matter."""
    before, there = claim.text[: _at(claim.text, mine)], passage.text[: _at(passage.text, theirs)]
    if _level_for_change(claim, mine, passage, theirs) or _soon_for_long(claim, mine, passage, theirs):
        return True
    if bool(_WHOLE_GROUP.search(there)) != bool(_WHOLE_GROUP.search(before)) and mine.dimension != "percentage":
        return True
    if _VERB_FIGURE.match(mine.text):
        return True
    stop = _CLAUSE_END.search(claim.text, mine.end)
    told = content(claim.text[mine.end : stop.start() if stop else len(claim.text)])
    return bool(told) and not told & content(f"{passage.before} {passage.text} {passage.section}")


def _level_for_change(claim: Claim, mine: Fact, passage: Passage, theirs: Fact) -> bool:
    """Whether one side tells how far something moved ("by 11%") and the other where it stood ("to 22%")."""
    before, there = claim.text[: _at(claim.text, mine)], passage.text[: _at(passage.text, theirs)]
    pairs = ((_CHANGE, _LEVEL), (_LEVEL, _CHANGE))
    return any(one.search(before) and other.search(there) for one, other in pairs)


def _at(text: str, fact: Fact) -> int:
    """Where the figure itself begins: a fact may hold the word before it."""
    digit = re.search(r"\d", text[fact.start : fact.end])
    return fact.start + (digit.start() if digit else 0)


def _same_shape(mine: Fact, theirs: Fact) -> bool:
    """Whether both are of one build: a point in time is no length, a rate no count."""
    named = bool(_POINT.match(mine.text)), bool(_POINT.match(theirs.text))
    rates = bool(_RATE.search(mine.text)), bool(_RATE.search(theirs.text))
    return named[0] == named[1] and rates[0] == rates[1]


_SOON = re.compile(r"\b(?:with)?in (?:about |only |just )?\w*$", re.IGNORECASE)
_LONG = re.compile(r"\b(?:over|for|during|throughout) (?:the |about )?\w*$", re.IGNORECASE)


def _soon_for_long(claim: Claim, mine: Fact, passage: Passage, theirs: Fact) -> bool:
    """Whether one side says how soon ("within a month") and the other how long ("over one year")."""
    if mine.dimension != "time":
        return False
    here, there = _first_word(claim.text, mine), _first_word(passage.text, theirs)
    return any(_SOON.search(one) and _LONG.search(other) for one, other in ((here, there), (there, here)))


def _first_word(text: str, fact: Fact) -> str:
    """The text as far as the figure, which a fact may hold a preposition of."""
    return text[: fact.end].rpartition(" ")[0]


def _whole(claim: Claim, mine: Fact, new: str) -> Iterator[str]:
    """The figure with its unit; the article's own preposition stays."""
    own, other = _PREPOSITION.match(mine.text), _PREPOSITION.match(new)
    start = mine.start + (own.end() if own else 0)
    text = new[other.end() :] if other else new
    bounded = bool(_BOUND.match(text))
    if bounded and own and own[0].strip().lower() != "for":
        return
    if re.search(r"\bper\b|\ba (?:day|week|month|year)\b", text) and re.match(
        r"\s+(?:a|per|each|every|dai)", claim.text[mine.end :]
    ):
        return
    opens = not claim.text[:start].strip()
    if opens and text[:1].isdigit() and not claim.text[start].isdigit():
        return
    if text.lower() not in claim.text.lower() and not (
        text.lower().startswith("between") and claim.text[:start].strip()
    ):
        yield splice(claim.text, (start, mine.end), kept_or_lowered(text))


def _kindred(one: Fact, other: Fact) -> bool:
    pair = {one.dimension, other.dimension}
    same = one.value is not None and other.value is not None and one.value.low == other.value.low
    return len(pair) == 1 or any(pair <= kin for kin in _KINDRED) or (same and bool(one.unit and other.unit))


def _figure(claim: Claim, mine: Fact, passage: Passage, theirs: Fact) -> Iterator[str]:
    """The bare figure changed, where each side has one of the same shape."""
    own = [each for each in numbers(claim.text) if mine.start <= each.start and each.end <= mine.end]
    source = [each for each in numbers(passage.text) if theirs.start <= each.start and each.end <= theirs.end]
    if len(own) != 1 or len(source) != 1 or mine.value is None or theirs.value is None:
        return
    if mine.value.kind != theirs.value.kind:
        return
    new = passage.text[source[0].start : source[0].end]
    opens = not claim.text[: own[0].start].strip()
    if opens and new[:1].isdigit() and not claim.text[own[0].start].isdigit():
        return
    if re.search(rf"(?<![\w.,]){re.escape(new)}(?![\w.,]*\d)", claim.text, re.IGNORECASE):
        return
    yield splice(claim.text, (own[0].start, own[0].end), kept_or_lowered(new))


def _turned(claim: Claim, passage: Passage, theirs: Fact) -> Iterator[str]:
    """The same figure the other way: "rose by 13%" where the source says "fell"."""
    words = lexicon()
    for mine, other in ((words.up, words.down), (words.down, words.up)):
        found = _verb(claim.text, mine, 0, len(claim.text))
        there = _verb(passage.text, other, max(theirs.start - 60, 0), min(theirs.end + 40, len(passage.text)))
        if found and there:
            start, end, form, _ = found
            yield splice(claim.text, (start, end), there[3][form])


def _verb(text: str, verbs: Verbs, start: int, end: int) -> tuple[int, int, int, list[str]] | None:
    """The first verb of the list in `text[start:end]`: place, form, and all its forms."""
    for word in re.finditer(r"[A-Za-z]+", text[start:end]):
        for entry in verbs.forms:
            forms = entry.split()
            if word[0].lower() in forms:
                return start + word.start(), start + word.end(), forms.index(word[0].lower()), forms
    return None


def _other_time(claim: Claim, passage: Passage) -> Iterator[str]:
    """The right figure at another time: the one time of the passage for the one time of the claim."""
    own = [fact for fact in claim.facts if fact.role in _TIMES]
    there = [fact for fact in passage.facts if fact.role in _TIMES]
    if len(own) == len(there) == 1 and own[0].text.lower() != there[0].text.lower():
        start, new = own[0].start, kept_or_lowered(there[0].text)
        leads = _PREPOSITION.match(own[0].text)
        if leads and not _PREPOSITION.match(new):
            start += leads.end()
        before = re.search(r"\b(?:after|at|by|in|within)\s+$", claim.text[:start], re.IGNORECASE)
        if _POINT.match(new) and not _POINT.match(own[0].text) and before:
            start, new = before.start(), f"at {new}"
        yield splice(claim.text, (start, own[0].end), new)
