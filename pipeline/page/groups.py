"""Which findings share a card: those with one cause, that one change of the article or one errand would settle.

Five things join findings, each with a reason in `groups.toml`: one kind of errand (look for sources, mend the
reference list), and what such a source, or the right reference, would settle too; one sentence that tells one source
too strongly; one and the same place of a source held against several sentences; and the limits of one source, left out
here and there. A wrong number or group is never joined with anything but a finding on the same words, or the figure it
was exchanged with. What is for a lawyer stands alone, and so do waived findings: each says who waived it.
"""

from collections.abc import Callable, Hashable, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct

from pipeline import lexicon
from pipeline.page.edit import around
from pipeline.page.places import Placed, Span, given
from pipeline.page.text import cut
from pipeline.page.words import group_name, listed, some

MANY = 3
"""From so many on, findings of one kind that hold the article share a card."""
_SAME_WORDS = 0.5
"""Share of the words of both that two findings must have in common to be about the same words."""
_NEIGHBOURS = 20
"""Findings of one sentence that each is held against."""
_QUOTED = 30


class Group(Struct, frozen=True):
    """The findings of one card, the one that comes first leading."""

    members: tuple[Placed, ...]
    heading: str = ""
    """How many and of what; empty where one finding has the card for itself."""


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[kind]]` of `groups.toml`; `{n}` is how many statements, or findings without one, it is about."""

    codes: tuple[str, ...]
    reason: str
    one: str
    many: str
    least: int = 0
    """From so many on, those that hold the article share a card too; 0 means `MANY`."""


class Settled(Struct, frozen=True, forbid_unknown_fields=True):
    """`[settled]` and `[recited]`: what a missing source, or the right one, would answer too, by its statement."""

    by: str
    codes: tuple[str, ...]
    reason: str


class Alone(Struct, frozen=True, forbid_unknown_fields=True):
    """`[alone]`: codes that never share a card with others."""

    codes: tuple[str, ...]
    reason: str


class Told(Struct, frozen=True, forbid_unknown_fields=True):
    """`[told]`: the groups of finding types, and further codes, that are about how a thing is told."""

    groups: tuple[str, ...]
    codes: tuple[str, ...]


class Limits(Struct, frozen=True, forbid_unknown_fields=True):
    """`[limits]`."""

    codes: tuple[str, ...]


class GroupFile(Struct, frozen=True, forbid_unknown_fields=True):
    """All of `groups.toml`."""

    kind: tuple[Kind, ...]
    told: Told
    limits: Limits
    settled: Settled
    recited: Settled
    alone: Alone


@cache
def _table() -> GroupFile:
    return lexicon.load("pipeline.page", "groups.toml", GroupFile)


@cache
def _kind(code: str) -> Kind | None:
    return next((kind for kind in _table().kind if code in kind.codes), None)


@cache
def _told(code: str) -> bool:
    return code in _table().told.codes or group_name(code) in _table().told.groups


def grouped(found: Sequence[Placed], text: str) -> tuple[Group, ...]:
    """The findings in the order in which they came, joined into cards; a card stands where its first finding did.

    Args:
        found: findings in working order.
        text: the article's.
    """
    joined = _Joined(len(found))
    kinds = _by_kind(found, joined)
    apart = _table().alone.codes
    open_ = [
        at for at, each in enumerate(found) if not each.waived and at not in kinds and each.finding.code not in apart
    ]
    _join_sentences(found, open_, joined, text)
    _join_settled(found, joined)
    _join(open_, lambda at: _source_place(found[at]), joined)
    held = {joined.root(at) for at in open_ if found[at].finding.severity == "must"}
    _join([at for at in open_ if joined.root(at) not in held], lambda at: _limits_of(found[at]), joined)
    return tuple(_group([found[at] for at in members], text) for members in joined.groups())


class _Joined:
    """Disjoint sets of positions (Tarjan, 1975); the smallest of a set stands for it."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, at: int) -> int:
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first

    def groups(self) -> list[list[int]]:
        """Every set, sorted, in the order of their smallest."""
        sets: dict[int, list[int]] = {}
        for at in range(len(self._parent)):
            sets.setdefault(self.root(at), []).append(at)
        return list(sets.values())


def _join(chosen: Sequence[int], key: Callable[[int], Hashable | None], joined: _Joined) -> None:
    """Joins those of equal key; None joins nothing."""
    first: dict[Hashable, int] = {}
    for at in chosen:
        name = key(at)
        if name is not None:
            joined.join(first.setdefault(name, at), at)


def _by_kind(found: Sequence[Placed], joined: _Joined) -> set[int]:
    """Joins the findings of each kind; returns those that a kind has taken."""
    buckets: dict[tuple[str, bool], list[int]] = {}
    explained = _explained(found)
    for at, each in enumerate(found):
        kind = _kind(each.finding.code)
        if kind and not each.waived and at not in explained:
            buckets.setdefault((kind.many, each.finding.severity == "must"), []).append(at)
    taken: set[int] = set()
    for (_, holds), members in buckets.items():
        kind = _kind(found[members[0]].finding.code)
        if not holds or len(members) >= ((kind.least if kind else 0) or MANY):
            taken.update(members)
            for one, other in pairwise(members):
                joined.join(one, other)
    return taken


def _explained(found: Sequence[Placed]) -> set[int]:
    """Findings of a kind on one statement where another finding says more: the right reference, the right figure."""
    rule = _table().recited
    others: dict[str, list[int]] = {}
    for at, each in enumerate(found):
        if each.claim and not each.waived and _kind(each.finding.code) is None:
            others.setdefault(each.claim.id, []).append(at)
    return {
        at
        for at, each in enumerate(found)
        if each.finding.code in rule.codes and each.claim and not each.others and not each.waived
        for other in others.get(each.claim.id, ())[:_NEIGHBOURS]
        if _one_cause(each, found[other])
    }


def _join_sentences(found: Sequence[Placed], chosen: Sequence[int], joined: _Joined, text: str) -> None:
    """Joins, within a sentence, what is about the same words and what tells the same source too strongly."""
    sentences: dict[Span, list[int]] = {}
    for at in chosen:
        span = found[at].span
        if span:
            sentences.setdefault(around(text, span), []).append(at)
    for members in sentences.values():
        for place, at in enumerate(members):
            for other in members[place + 1 : place + 1 + _NEIGHBOURS]:
                if _one_cause(found[at], found[other]):
                    joined.join(at, other)


def _join_settled(found: Sequence[Placed], joined: _Joined) -> None:
    """Joins to a statement that needs a source what that source would settle; never one of several of a kind."""
    rule = _table().settled
    lacking = [at for at, each in enumerate(found) if each.finding.code == rule.by and not each.waived and each.span]
    for code in rule.codes:
        these = [at for at, each in enumerate(found) if each.finding.code == code and not each.waived]
        for one in these if len(these) == 1 or _kind(code) is None else ():
            span = found[one].span
            by = next((at for at in lacking if span and any(_within(span, whole) for whole in found[at].spans)), None)
            if by is not None:
                joined.join(by, one)


def _within(span: Span, whole: Span) -> bool:
    return whole[0] <= span[0] and span[1] <= whole[1]


def _one_cause(one: Placed, other: Placed) -> bool:
    """Whether two findings on one sentence have one cause."""
    if one.span is None or other.span is None:
        return False
    if one.finding.code == other.finding.code:
        return _exchanged(one, other)
    if _recited(one, other) or _recited(other, one):
        return True
    shared = min(one.span[1], other.span[1]) - max(one.span[0], other.span[0])
    if _told(one.finding.code) and _told(other.finding.code):
        return shared > 0 or bool(_cited(one) & _cited(other))
    whole = max(one.span[1], other.span[1]) - min(one.span[0], other.span[0])
    return shared > 0 and shared >= _SAME_WORDS * whole


def _recited(one: Placed, other: Placed) -> bool:
    """Whether the right reference, which one finding names, settles the other."""
    rule = _table().recited
    same = one.claim is not None and other.claim is not None and one.claim.id == other.claim.id
    return same and one.finding.code == rule.by and other.finding.code in rule.codes and not other.others


def _exchanged(one: Placed, other: Placed) -> bool:
    """Whether each of two findings on one statement has the figure that the other should have."""
    if one.claim is None or other.claim is None or one.claim.id != other.claim.id:
        return False
    first, second = one.finding.aspects, other.finding.aspects
    return len(first) == len(second) == 1 and (
        (first[0].name, first[0].article, first[0].source) == (second[0].name, second[0].source, second[0].article)
    )


def _cited(each: Placed) -> frozenset[str]:
    return frozenset(each.claim.citations) if each.claim else frozenset()


def _source_place(each: Placed) -> tuple[str, int, int] | None:
    """Which words of which source are held against the article, where it is told too strongly."""
    if not each.evidence or not each.shown or not _told(each.finding.code):
        return None
    quote = each.evidence[0]
    if each.shown == (0, len(quote.quote)):
        return None
    return quote.reference, quote.start + each.shown[0], quote.start + each.shown[1]


def _limits_of(each: Placed) -> str | None:
    """The work whose limits the article leaves out."""
    label = given(each.finding.reference, "")
    return label if label and each.finding.code in _table().limits.codes else None


def _group(members: list[Placed], text: str) -> Group:
    return Group(tuple(members), _heading(members, text) if len(members) > 1 else "")


def of_one_kind(members: Sequence[Placed]) -> bool:
    """Whether findings are one errand, such as looking for sources."""
    kinds = {_kind(each.finding.code) for each in members}
    return len(kinds) == 1 and None not in kinds


def statements(members: Sequence[Placed]) -> int:
    """How many statements findings are about, each once; a finding about none of them counts as one."""
    named = {claim.id for each in members for claim in (*([each.claim] if each.claim else []), *each.others)}
    return len(named) + sum(1 for each in members if each.claim is None)


def _heading(members: list[Placed], text: str) -> str:
    """How many and of what."""
    lead = members[0]
    kind = _kind(lead.finding.code)
    count = statements(members)
    if kind and of_one_kind(members):
        return kind.one if count == 1 else kind.many.format(n=count)
    if len(members) == 2 and _exchanged(members[0], members[1]):
        row = lead.finding.aspects[0]
        return f"{row.article} and {row.source} stand the wrong way round"
    errand = [each for each in members if each.finding.code == _table().settled.by]
    if kind and lead in errand and len(errand) > 1:
        return kind.many.format(n=statements(errand))
    if len({around(text, each.span) if each.span else None for each in members}) == 1:
        return f"{lead.title}, and {some(len(members) - 1, 'more reason')}"
    places = {_source_place(each) for each in members}
    label = lead.evidence[0].reference if lead.evidence else given(lead.finding.reference, "")
    if len(places) == 1 and lead.shown:
        words = cut(lead.evidence[0].quote[slice(*lead.shown)], _QUOTED)
        beyond = all(each.finding.verdict == "overstated" for each in members)
        return f"{some(count, 'statement')} {'beyond' if beyond else 'against'} “{words}” in [{label}]"
    if all(_limits_of(each) for each in members):
        return f"{some(count, 'statement')} told more strongly than in [{label}]"
    lines = sorted({each.line for each in members if each.line})
    return f"{some(len(members), 'reason')} on lines {listed([str(line) for line in lines])}: {lead.title}"
