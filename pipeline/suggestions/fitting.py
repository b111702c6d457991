"""Whether one figure may take the other's place: the two must tell the same thing of the same people.

A figure of another group, another outcome or another kind (how far something moved, where it stood, how many there
were in all) is the worst that a suggested wording could bring in. Every test here refuses; none lets through.
"""

import re
from collections.abc import Callable

from pipeline.facts.numbers import fold, numbers
from pipeline.facts.slips import one_figure, slipped, written_alike
from pipeline.records.claim import Claim
from pipeline.records.fact import Fact
from pipeline.records.verdict import Passage
from pipeline.strength.matching import content, meant, share
from pipeline.suggestions.splice import lexicon
from pipeline.suggestions.stretches import content_in_order, exclusive, parts_of, words_beside

SAME_MATTER = 0.4
"""Least share of the claim's content words that the passage must hold for its figure to take the other's place."""
BESIDE_THE_FIGURE = 0.45
"""The same, where the figure's own words ("thirteen", "weeks") are left out of the count."""
SAME_MEANING = 0.55
"""Least share of its names that the passage must tell, in its own words or in others."""
ALIKE = 0.5
"""How near in meaning a word of the passage must be to one that stands behind the article's figure."""
_COUNTED_ONCE = frozenset(("studies", "sites", "places", "sample_size", "randomised", "enrolled", "countries"))
"""What a source has one of: where only one such number stands in the passage, it is the one that is meant."""
_PEOPLE = frozenset(("count", "sample_size", "randomised", "enrolled", "analysed"))

_LAST_WORD = re.compile(r"([A-Za-z]+)\s+(?:the\s+|a\s+)?$")
_CHANGE = re.compile(r"\bby (?:about |nearly |up to |as much as |roughly |more than |almost )?$", re.IGNORECASE)
_LEVEL = re.compile(r"\b(?:(?<!up )to|at) (?:about |nearly |up to |roughly )?$", re.IGNORECASE)
_WHOLE_GROUP = re.compile(r"(?:^|[.,;:(] ?)(?:of|among|in|out of) (?:the |all |these )?$", re.IGNORECASE)
_WHOLE_NOUN = re.compile(r"[^,.;]{0,60},?\s+(?:\d|[a-z-]+ (?:\(?\d|had|were|was|died|did))", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:.](?=\s|$)")
_VERB_FIGURE = re.compile(r"(?:doubl|tripl|quadrupl|halv)(?:es?|ed|ing)$", re.IGNORECASE)
_MOVES = re.compile(
    r"\s*(?:less|more|fewer|lower|higher|slower|faster|longer|shorter|better|worse|rarer|smaller"
    r"|larger|greater|older|younger|reduction|increase|decrease|rise|fall|drop|decline|improvement)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:reduction|increase|decrease|rise|fall|drop|decline|difference|gain|loss|reduced|fell|rose|lowered|raised"
    r"|extended|shortened|efficacy|effective)\b[^.;,]{0,25}$",
    re.IGNORECASE,
)
_COMPARATIVES = frozenset("more less fewer lower higher slower faster longer shorter better worse down up".split())
_STOOD = re.compile(r"\s*(?:per cent |percent )?of (?!(?:the )?(?:a )?(?:drop|fall|rise|reduction|increase))[a-z]")
_AVERAGE = re.compile(r"\b(?:average|mean|median|typical(?:ly)?|averaged)\b", re.IGNORECASE)
_GROUP = re.compile(r"\b(?:group|arm|placebo|controls?)\b", re.IGNORECASE)
_WHICH_DOSE = re.compile(
    r"\b(?:bigger|larger|smaller|higher|lower|highest|lowest|other|second|first) (?:dose|dosage|group|arm|amount)\b",
    re.IGNORECASE,
)


def fits(claim: Claim, mine: Fact, passage: Passage, theirs: Fact) -> bool:
    """Whether the passage's figure may stand where the article's stands.

    A figure that one slip of the pen makes of the other is told of the same thing, whatever the words beside it.
    """
    if any(test(claim, mine, passage, theirs) for test in _ALWAYS):
        return False
    if _of_one_hand(mine, theirs):
        return True
    if not _same_matter(claim, mine, passage, theirs) or _told_of_nothing_there(claim, mine, passage):
        return False
    return not any(test(claim, mine, passage, theirs) for test in _OF_OTHERS)


def _of_one_hand(mine: Fact, theirs: Fact) -> bool:
    """Whether a slip of the pen, or another unit, is all that tells the two apart."""
    if mine.unit.split("/")[0] == theirs.unit.split("/")[0]:
        return slipped(mine, theirs) or mine.text.lower() == theirs.text.lower()
    return one_figure(mine, theirs) or written_alike(mine, theirs)


def judging(text: str, fact: Fact) -> tuple[int, int] | None:
    """The span of the word that judges a figure ("only", "nearly"), before the figure or within the fact."""
    before = _LAST_WORD.search(text[: fact.start])
    if before is not None and before[1].lower() in lexicon().narrowing.all():
        return before.start(1), fact.start
    for word in re.finditer(r"[A-Za-z]+", fact.text):
        if word[0].lower() in lexicon().narrowing.all():
            end = fact.start + word.end()
            return fact.start + word.start(), end + len(text[end:]) - len(text[end:].lstrip())
    return None


def at(text: str, fact: Fact) -> int:
    """Where the figure itself begins: a fact may hold the word before it."""
    digit = re.search(r"\d", text[fact.start : fact.end])
    return fact.start + (digit.start() if digit else 0)


def first_words(text: str, fact: Fact) -> str:
    """The text as far as the figure, which a fact may hold a preposition of."""
    return text[: fact.end].rpartition(" ")[0]


def _same_matter(claim: Claim, mine: Fact, passage: Passage, theirs: Fact) -> bool:
    """Whether claim and passage hardly differ in what they speak of, whatever words they use."""
    beside = f"{passage.before} {passage.text}" if passage.before else passage.text
    rest = f"{claim.text[: mine.start]} {claim.text[mine.end :]}"
    if share(claim.text, beside) >= SAME_MATTER or share(rest, passage.text) >= BESIDE_THE_FIGURE:
        return True
    return meant(claim.text, passage.text) >= SAME_MEANING or _only_one(claim, mine, passage, theirs)


def _only_one(claim: Claim, mine: Fact, passage: Passage, theirs: Fact) -> bool:
    """Whether each side has one number of such a kind, and it is one that a source has one of."""
    roles = _PEOPLE if {mine.role, theirs.role} <= _PEOPLE else frozenset((mine.role,))
    if mine.role != theirs.role and roles is not _PEOPLE:
        return False
    if roles is not _PEOPLE and mine.role not in _COUNTED_ONCE:
        return False
    if roles is _PEOPLE and not (_of_people(mine) and (_of_people(theirs) or theirs.role in _COUNTED_ONCE)):
        return False
    return all(sum(each.role in roles for each in facts) == 1 for facts in (claim.facts, passage.facts))


def _of_people(fact: Fact) -> bool:
    return bool(re.search(r"\b(?:people|persons?|patients?|participants?|adults?|volunteers?)\b", fact.text.lower()))


def _level_for_change(claim: Claim, mine: Fact, passage: Passage, theirs: Fact) -> bool:
    """Whether one side tells how far something moved ("by 11%") and the other where it stood ("to 22%")."""
    before, there = claim.text[: at(claim.text, mine)], passage.text[: at(passage.text, theirs)]
    if _CHANGE.search(before) and re.search(r"\bfrom $", passage.text[: theirs.start]):
        return True
    pairs = ((_CHANGE, _LEVEL), (_LEVEL, _CHANGE))
    return any(one.search(before) and other.search(there) for one, other in pairs)


_SOON = re.compile(r"\b(?:with)?in (?:about |only |just )?\w*$", re.IGNORECASE)
_LONG = re.compile(r"\b(?:over|for|during|throughout) (?:the |about )?\w*$", re.IGNORECASE)


def _soon_for_long(claim: Claim, mine: Fact, passage: Passage, theirs: Fact) -> bool:
    """Whether one side says how soon ("within a month") and the other how long ("over one year")."""
    if mine.dimension != "time":
        return False
    here, there = first_words(claim.text, mine), first_words(passage.text, theirs)
    return any(_SOON.search(one) and _LONG.search(other) for one, other in ((here, there), (there, here)))


def _whole_for_part(claim: Claim, mine: Fact, passage: Passage, theirs: Fact) -> bool:
    """Whether one is a whole group ("of 1,033 workers screened") and the other a part of one."""
    if mine.dimension == "percentage":
        return False
    sides = ((claim.text, mine), (passage.text, theirs))
    whole = [bool(_WHOLE_GROUP.search(text[: at(text, fact)])) for text, fact in sides]
    if whole[0] == whole[1]:
        return False
    text, fact = sides[0] if whole[0] else sides[1]
    return bool(_WHOLE_NOUN.match(text, fact.end))


def _verb_is_the_figure(_: Claim, mine: Fact, _passage: Passage, _theirs: Fact) -> bool:
    """Whether the article's figure is a verb: "doubled"."""
    return bool(_VERB_FIGURE.match(mine.text))


def _told_of_nothing_there(claim: Claim, mine: Fact, passage: Passage) -> bool:
    """Whether the words behind the article's figure, to the end of its clause, have no like in the passage."""
    stop = _CLAUSE_END.search(claim.text, mine.end)
    words = claim.text[mine.end : stop.start() if stop else len(claim.text)]
    told = content(words)
    beside = f"{passage.before} {passage.text} {passage.section}"
    return bool(told) and not told & content(beside) and meant(words, beside) < ALIKE


def _change_for_share(claim: Claim, mine: Fact, passage: Passage, theirs: Fact) -> bool:
    """Whether one says how much less or more there was, and the other how much there was."""
    mine_moves, theirs_moves = _moves(claim.text, mine), _moves(passage.text, theirs)
    return (mine_moves and _stands(passage.text, theirs)) or (theirs_moves and not _moves_at_all(claim.text, mine))


def _moves(text: str, fact: Fact) -> bool:
    """Whether the figure surely tells a change."""
    inside = re.search(r"\b(?:less|more|fewer|lower|higher|slower|faster)$", fact.text)
    bounded = re.match(r"\s*(?:more|less|fewer) than", text[fact.end :])
    before = text[: at(text, fact)]
    by = _CHANGE.search(before) and not _STOOD.match(text, fact.end) and _changing(before)
    return bool(inside or by or _MOVES.match(text, fact.end)) and not bounded


def _changing(before: str) -> bool:
    """Whether a verb or an adjective of change stands before "by": "reported by 14%" tells none."""
    words = lexicon()
    verbs = (words.up, words.down, words.raising_it, words.lowering_it, words.effect)
    forms = {form for each in verbs for entry in each.forms for form in entry.split()}
    said = set(re.findall(r"[a-z]+", before.lower()))
    return bool(said & forms) or bool(said & _COMPARATIVES)


def _moves_at_all(text: str, fact: Fact) -> bool:
    """Whether it may tell one."""
    return fact.role in ("change", "fold") or _moves(text, fact) or bool(_MOVED.search(text[: fact.start]))


def _stands(text: str, fact: Fact) -> bool:
    """Whether it surely tells a share: "14% of homes"."""
    return fact.dimension == "percentage" and bool(_STOOD.match(text, fact.end)) and not _moves_at_all(text, fact)


def _averaged(claim: Claim, _: Fact, passage: Passage, __: Fact) -> bool:
    """Whether the article speaks of an average and the passage doesn't."""
    return bool(_AVERAGE.search(claim.text)) and not _AVERAGE.search(f"{passage.text} {passage.section}")


def _of_the_other(claim: Claim, mine: Fact, passage: Passage, theirs: Fact) -> bool:
    """Whether the article's own words stand with another figure of the passage rather than with this one."""
    parts = parts_of(passage, theirs)
    if len(parts) < 2:
        return False
    place = next((number for number, part in enumerate(parts) if part[0] is theirs), None)
    if place is None:
        return False
    said = words_beside(claim, mine)
    alone = exclusive([part[1] for part in parts])
    met = [len(each & said) for each in alone]
    if any(count > met[place] for count in met):
        return True
    first = next(iter(content_in_order(claim.text[: mine.start] or claim.text[mine.end :])), "")
    tied = [number for number, count in enumerate(met) if count == met[place] > 0 and number != place]
    if any(first in alone[number] for number in tied) and first not in alone[place]:
        return True
    if not any(alone) and len(parts) == 2 and "respectively" not in passage.text:
        return bool(mine.arm)
    if mine.dimension in ("count", "number") and not met[place] and alone[place] and _GROUP.search(passage.text):
        return True
    return bool(_WHICH_DOSE.search(claim.text)) and any(alone) and (not met[place] or _doses(passage.text) > 1)


def _doses(text: str) -> int:
    """How many doses a text tells."""
    return len(re.findall(r"\d\s?(?:mg|µg|mcg|g|ml|mL|IU|units?)\b", text))


def _with_a_figure_unknown(claim: Claim, mine: Fact, passage: Passage, _: Fact) -> bool:
    """Whether the claim's sentence has a share or a change of its own that the passage does not tell."""
    known = {f"{each.value:g}" for each in numbers(fold(f"{passage.before} {passage.text} {passage.after}"))}
    others = [
        each
        for each in claim.facts
        if each is not mine and each.role in ("change", "fold") and (each.end <= mine.start or each.start >= mine.end)
    ]
    return any(
        each.value is not None and each.value.low is not None and f"{each.value.low:g}" not in known for each in others
    )


def _point_for_length(claim: Claim, mine: Fact, passage: Passage, theirs: Fact) -> bool:
    """Whether the article says how long ("for years") and the passage when it was looked at ("at six months")."""
    long = re.search(r"\bfor \w*$", first_words(claim.text, mine))
    return bool(long and re.search(r"\b(?:[Aa]t|[Bb]y) (?:about )?\w*$", first_words(passage.text, theirs)))


def _to_come_for_past(claim: Claim, _: Fact, passage: Passage, theirs: Fact) -> bool:
    """Whether a year that the passage only looks forward to would take the place of one in which it happened."""
    if not re.search(r"\b(?:19|20)\d\d\b", passage.text[theirs.start : theirs.end]):
        return False
    clause = _CLAUSE_END.split(passage.text[: theirs.end])[-1]
    return bool(_TO_COME.search(clause)) and not _TO_COME.search(claim.text)


_TO_COME = re.compile(
    r"\b(?:will|shall|expect(?:s|ed)?|plan(?:s|ned)?|due|scheduled|hope[sd]?|aims?|intends?|to be|foreseen|forecast"
    r"|estimated|projected|anticipated)\b",
    re.IGNORECASE,
)


def _one_group_for_all(_: Claim, mine: Fact, _passage: Passage, theirs: Fact) -> bool:
    """Whether the passage counts one group of the study and the article does not say that it means one."""
    return theirs.role == "arm_size" and mine.role != "arm_size" and not mine.arm


_Test = Callable[[Claim, Fact, Passage, Fact], bool]
_ALWAYS: tuple[_Test, ...] = (
    _level_for_change,
    _soon_for_long,
    _point_for_length,
    _to_come_for_past,
    _one_group_for_all,
    _whole_for_part,
    _verb_is_the_figure,
    _of_the_other,
)
_OF_OTHERS: tuple[_Test, ...] = (_change_for_share, _averaged, _with_a_figure_unknown)
