"""Reads from grammar what people were compared with: the control that a claim or a passage names.

"Compared with X", "versus X", "X-controlled", "the control group received X", "X as the control", "randomised to A or
B": whatever stands at X is the control, known beforehand or not. Its name is cut at the end of the noun phrase, freed
of the people who got it ("those who took X"), and put under a kind where it has one (placebo, sham, usual care …).
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.strength.matching import content
from pipeline.strength.things import substances


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of control that has many names."""

    name: str
    pattern: str
    reason: str


class Group(Struct, frozen=True, forbid_unknown_fields=True):
    """A class of words."""

    reason: str
    pattern: str


class State(Struct, frozen=True, forbid_unknown_fields=True):
    """What people do who are left to themselves, and the kind of control that this makes them."""

    kind: str
    pattern: str
    reason: str


class ControlWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`controls.toml`."""

    kind: tuple[Kind, ...]
    thing: tuple[Kind, ...]
    before: Group
    generic: Group
    sort: Group
    treatment: Group
    activity: Group
    telltale: Group
    concrete: Group
    state: tuple[State, ...]
    people: Group
    not_given: Group


class Control(NamedTuple):
    """What stands where the control stands."""

    kind: str
    """placebo, sham, waiting list, attention, usual care, none, dose; `any` for "another drug"; empty for a
    treatment by name."""
    text: str
    start: int
    end: int
    stems: frozenset[str]
    role: str
    """How the grammar tells it: `control` (said to be the control), `arms` (A or B), `compared`."""
    open: bool = False
    """The name may stand for several: a plural, "a blood thinner", a treatment in general."""

    @property
    def own(self) -> frozenset[str]:
        """The words that tell the control from others of its sort; all, where it has none of these."""
        plain = " ".join(word for word in self.text.split() if not _is_sort(word))
        return content(plain) or self.stems


@cache
def _file() -> ControlWords:
    return load("pipeline.checks", "controls.toml", ControlWords)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ?", r"\s?").replace(" ", r"\s+"), re.IGNORECASE)


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((one.name, _compile(one.pattern)) for one in _file().kind)


@cache
def _group(name: str) -> re.Pattern[str]:
    group: Group = getattr(_file(), name)
    return _compile(group.pattern)


_NP = r"(?P<np>[^\s,;:.()\[\]][^,;:()\[\]\n]{0,80})"
_GIVEN = (
    r"given|offered|vaccinated with|injected with|treated with|assigned to|allocated to|randomi[sz]ed to|shown|taught"
    r"|advised|fed|put on"
)
_GOT = (
    rf"(?:receiv(?:ed?|es|ing)|gets?|got|getting|(?:is|are|was|were|be|being) (?:{_GIVEN})|given|takes?|taking|took"
    r"|drank|drinks?|ate|eats?|swallow(?:ed|s)?|continued|used|uses?|wore|wears?|hears?|heard|listen(?:ed|s) to"
    r"|played|plays?|attended|attends?|underwent|had|have|has|consist(?:ed|s) of|was|were|is)"
)
_FOLK = r"(?:patients|participants|children|infants|women|men|people|babies|adolescents|teens|households|schools|those)"
_WHO = (
    r"(?:the |an? )?(?:(?:control|comparison|comparator|reference)(?: group| arm)?s?(?: \w+)?"
    rf"|(?:control|comparison) {_FOLK}|other(?:s| half| group| arm| \w+)?|rest|remainder"
    rf"|{_FOLK} in the (?:control|comparison|other) (?:group|arm|half))(?: of the study)?"
)
_OTHERS = (
    rf"\b(?:{_WHO}|(?:with|to|than|against|of|in|from|beside) (?:that of |those of )?(?:(?:the )?(?:others|{_FOLK}"
    r"|adults|volunteers|teenagers|pupils|schools|households)))(?: (?:of the \w+|in \w+))? "
    r"(?:who |that )?(?:(?:only|just|simply|instead|merely|also) )?(?:(?:was|were|had|are|is|been|being) )?"
    r"(?:(?:asked|told|advised|instructed|allowed|invited|only|simply|just) (?:to )?)?"
)
"""The comparison group, or the people that others are compared with, up to what they did."""
_PUT = (
    r"(?:randomi[sz]ed|randomly|assigned|allocated|allotted|given|gave|received?|receiving|took part in|took|taking"
    r"|played|drank|ate|used|wore|tested|compared|got)"
)
_AS_CONTROL = r"as (?:the |an? )?(?:\w+[- ])?(?:control|comparator|comparison|reference)\b"
_SOME = r"(?P<np>\b[\w-]+(?: [\w-]+){0,3}?)"

_MASTERED = (
    r"(?:[\w-]+ ){0,2}(?:to|gly[ck]\w+|glucose|sugar|pressure|weight|infection|disease|symptom|pain|asthma|pest|tobacco"
    r"|birth|tumou?r|rate|rhythm|lipid|vector|quality|bladder|impulse|motor) controls?\b"
)
"""Control of something ("the trial to control risk", "glucose control"), not somebody who is compared."""


def _all(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_CONTROL = _all(
    rf"\b{_WHO} {_GOT} {_NP}",
    rf"\b(?:control|comparator|comparison)(?: group| arm| intervention| treatment| condition)?: {_NP}",
    rf"{_SOME} (?:was|were|is|are|served|acted|functioned|used)(?: used| chosen| given)? {_AS_CONTROL}",
    rf"\b(?:with|using|and|or|to|versus|against|received|took) (?:an? |the )?{_SOME} {_AS_CONTROL}",
    r"(?P<np>\b[\w-]+(?: [\w-]+)?)[- ]controlled\b",
    rf"\b(?:an? |the |or )(?!{_MASTERED})(?P<np>(?:[\w-]+ ){{1,3}})(?:control|comparator)"
    r"(?: (?:vaccine|group|arm|drug|treatment))?\b",
    r"\bcontrol \((?P<np>[^()]{2,50})\)",
)
_ARMS = _all(
    rf"\b{_PUT}\b(?: \w+){{0,6}}? [^;:.()\[\]\n]{{2,110}}?,? or (?:to )?(?:(?:receive|take|get|have) )?{_NP}",
    r"\d%? (?:with|on|in|for) [^;:.()\[\]\n]{2,40}?,? (?:and|versus|vs\.?|compared with) \d\S* (?:with|on|in|for) "
    + _NP,
    r"\barms?: [^.;\n]{2,90}; (?P<np>[^.;\n]{2,60})",
    r"\b(?:versus|vs\.?|compared with|against) \d[\d.,]*%? \((?P<np>[^()\d]{4,40})\)",
)
_SIZED_ARMS = re.compile(
    r"\(n ?= ?\d[\d,]*\),? (?:or|and|versus|vs\.?|compared with) (?:to )?(?:(?:receive|take|get|have|continue) )?"
    rf"{_NP}",
    re.IGNORECASE,
)
"""`surgery (n = 86) or exercise (n = 87)`: the sizes tell that both are arms."""
_COMPARED = _all(
    rf"\b(?:compar(?:ed|ing|es?|isons?)|relative)\b(?: [\w-]+){{0,8}}? (?:with|to|against) {_NP}",
    rf"\b(?:versus|vs\.?) {_NP}",
    r"\b(?:tested|measured|pitted|trialled|tried|evaluated|studied|assessed|compared|set|up|weighed)(?: [\w-]+){0,3}?"
    rf" against {_NP}",
    rf"^against {_NP}",
    rf"\b(?:than|beat|beats|outperform(?:ed|s)?|superior to|inferior to|non-?inferior to|instead of) {_NP}",
)
_PEOPLE_WITH = re.compile(
    r"(?i)^(?:in |with |on |for |among |by |from |to )?(?:the |an? |those |that |of |all |daily |weekly |nightly )*"
    rf"(?:(?:{_FOLK}|adults|volunteers|others|teenagers|animals|mice|rats|control group|controls|comparison group|"
    r"comparator group|group|arm|ones) )?(?:(?:who|that|which) )?"
    rf"(?:(?:{_GOT}|on|given|with|using|in|only) )*(?:the |an? |their )?"
)
_TAIL = re.compile(
    r"(?i)\s(?:in|at|for|who|which|that|over|after|during|among|by|when|while|because|as|was|were|is|are|had|has|have"
    r"|did|do|does|showed|found|and|but|or|from|before|until|to|with|on|than|then|followed|plus|alone|only|groups?|arms?"
    r"|participants|patients|recipients|cut|lowered|reduced|improved|raised|eased|fell|rose|once|twice|daily|every|each"
    r"|per|instead|so|if|where|about|rather|these|this|it|they|trials?|study|approach|design|halved|led|got|saw|gave"
    r"|through|up|down|again|since|served|acted|used)\b.*$"
)
_DENIED = re.compile(
    r"(?i)\b(?:no|not|nobody|none|without|never|neither|nor|lack\w*|non|rather than|instead of|absence of|\w+n[’']t)\b"
    r"(?: [\w-]+){0,4} ?$"
)
_TRIED = re.compile(r"(?i)\b(?:was|were|is|are|tested|measured|pitted) (?:\w+ )?(?:compared|against)\b")
_ONLY_SAID = frozenset(
    "well poorly un non self remote case computer patient parent doctor nurse weight blood glucose pressure randomised "
    "randomized blind double-blind active and the a told asked advised"
    " instructed invited allowed left".split()
)
"""Before "controlled" or where a name should stand, these name no control."""


def kind_of(words: str) -> str:
    """The kind of control that a name names; `any` where it leaves open which; empty for a name of its own."""
    flat = " ".join(words.split())
    for name, pattern in _kinds():
        if pattern.search(flat):
            return name
    return "any" if _group("generic").search(flat) or flat.lower() in {"active", "active drug"} else ""


def names_kind(kind: str, text: str) -> bool:
    """Whether a text names a control of `kind` anywhere without denying it."""
    pattern = dict(_kinds()).get(kind)
    return pattern is not None and any(
        not _DENIED.search(text[max(0, match.start() - 30) : match.start()]) for match in pattern.finditer(text)
    )


def _phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """The noun phrase that begins at `start`, without the people who got it and what is said of it."""
    raw = text[start:end]
    lead = _PEOPLE_WITH.match(raw)
    at = start + (lead.end() if lead else 0)
    rest = text[at:end]
    verb = _verb().match(rest)
    tail = _TAIL.search(" " + rest, verb.end() if verb else 0)
    stop = at + (max(tail.start() - 1, 0) if tail else len(rest))
    stop = min([stop, *(at + mark.start() for mark in re.finditer(r"\.(?=\s|$)", rest))])
    while stop > at and not text[stop - 1].isalnum():
        stop -= 1
    return at, stop


_SIZES = re.compile(r"\([^()]{0,30}\d[^()]{0,12}\)|(?<!\d)\d{1,2}:\d{1,2}(?::\d)?(?!\d)")
"""`(n = 86)` and `1:1`: sizes of arms, no part of what they got."""


@lru_cache(maxsize=20_000)
def controls(text: str) -> tuple[Control, ...]:
    """The controls that a text affirms, in order, each name once."""
    sized = [("arms", match) for match in _SIZED_ARMS.finditer(text)]
    text = _SIZES.sub(lambda match: " " * len(match[0]), text)
    found = {(control.kind, frozenset[str]()): control for control in _states(text)}
    for role, patterns in (("control", (*_CONTROL, _doing())), ("arms", _ARMS), ("compared", _COMPARED)):
        sized += [(role, match) for pattern in patterns for match in pattern.finditer(text)]
    for role, match in sized:
        control = _read(text, match, role)
        if control is not None:
            found.setdefault((control.kind, control.stems if not control.kind else frozenset()), control)
    told = sorted(found.values(), key=lambda one: one.start)
    return tuple(one for one in told if one.kind != "any" or not any(_within(one, other) for other in told))


def _within(one: Control, other: Control) -> bool:
    """Whether a name that leaves much open is a piece of a telling one: "treatment" of "treatment as usual"."""
    return other.kind not in {"", "any"} and other.start <= one.start and one.end <= other.end


@cache
def _state_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A group of the comparison, and what it did instead of being treated."""
    return tuple((one.kind, _compile(rf"{_OTHERS}(?P<np>{one.pattern})")) for one in _file().state)


def _states(text: str) -> list[Control]:
    """Controls told by what people went on doing: "the others carried on as normal"."""
    return [
        Control(kind, match["np"], *match.span("np"), content(match["np"]), "control")
        for kind, pattern in _state_patterns()
        for match in pattern.finditer(text)
        if not _DENIED.search(text[max(0, match.start() - 30) : match.start("np")])
    ]


@cache
def _doing() -> re.Pattern[str]:
    """The comparison group did something else: what it did is the control."""
    return _compile(
        rf"{_OTHERS}(?P<np>{_file().activity.pattern}\b(?! (?:not|nothing|no|so|better|worse|well|the same|less|more|"
        r"further|faster|slower|longer|as|than|\d|an? (?:higher|lower|greater|smaller|role|part|risk))\b)"
        r"[^,;:.()\[\]\n]{0,60})"
    )


@cache
def _verb() -> re.Pattern[str]:
    return _compile(rf"{_file().activity.pattern}\b")


def _read(text: str, match: re.Match[str], role: str) -> Control | None:
    at, stop = _phrase(text, *match.span("np"))
    words = text[at:stop]
    if len(words) < 2 or words.lower() in _ONLY_SAID or is_denied(text, match.start()):
        return None
    if role == "arms" and _group("not_given").search(text[match.start() : at]):
        return None
    kind = kind_of(words) or _told_behind(words, text[stop:])
    if not kind and not _is_treatment(words, role, text[match.start() : at]):
        return None
    if kind == "none" and _SEEN_NONE.search(text[match.start() : at]) and not _is_given(words):
        return None
    if kind == "none" and role == "compared" and re.match(r"(?i)no\b", words) and not _is_given(words):
        return None
    if kind == "none" and re.match(r"(?i)\s+(?:but|except|other than)\b", text[stop:]):
        return None
    if match[0].lower().endswith("controlled"):
        stop = match.end()
    stems = content(words)
    if not kind and not stems:
        return None
    indefinite = re.search(r"(?i)\ban? $", text[max(0, at - 4) : at]) is not None
    return Control(kind, text[at:stop], at, stop, stems, role, indefinite or _is_open(words))


_RELATIVE = re.compile(r"(?i)\s+(?:that|which) [^,;.]{2,70}")


def _told_behind(words: str, rest: str) -> str:
    """The kind that the clause behind a name tells: "an app that looks the same but has no effect"."""
    clause = _RELATIVE.match(rest)
    kind = kind_of(words + clause[0]) if clause else ""
    return kind if kind in {"placebo", "sham"} else ""


_SEEN_NONE = re.compile(r"(?i)\b(?:had|have|has|saw|showed|was|were|is|are)\s+$")
"""`The control group had no deaths`: what was seen in it, not what it was given."""
_NOTHING = re.compile(r"(?i)\b(?:treatments?|interventions?|extra|nothing|untreated|unvaccinated|not treated)$")


def _is_given(words: str) -> bool:
    """Whether `no …` denies something that is given."""
    return bool(_NOTHING.search(words) or _group("treatment").search(words))


def _is_treatment(words: str, role: str, lead: str) -> bool:
    """Whether a name is one of something that can be given; where a group got it, whatever it is was given."""
    known = bool(_group("treatment").search(words) or substances(words))
    if known:
        return len(words.split()) <= 8
    if _group("people").search(words) or any(sign.isdigit() for sign in words) or len(words.split()) > 5:
        return False
    if role == "control":
        return bool(lead) and re.search(r"(?i)\b(?:was|were|is|are|had|has|have)\s+(?:the |an? )?$", lead) is None
    return role == "arms" or bool(_TRIED.search(lead))


def _is_open(words: str) -> bool:
    """Whether a name may stand for several: a plural, a sort of treatment."""
    if kind_of(words) == "any" or _group("sort").search(words):
        return True
    return bool(re.search(r"(?i)[a-z]{3}s$", words))


def _is_sort(word: str) -> bool:
    return bool(_group("treatment").fullmatch(word) or _group("sort").fullmatch(word))


def is_denied(text: str, at: int) -> bool:
    """Whether what stands at `at` is denied by the words before it; "no faster than" denies no comparison."""
    return _DENIED.search(_NO_MORE.sub(" ", text[max(0, at - 40) : at])[-30:]) is not None


_NO_MORE = re.compile(
    r"(?i)\b(?:no|not|[a-z]+n[’']t)(?: any| significantly| much)? (?:[a-z]+er|more|less|worse|as [a-z]+)\b"
    r"|\b(?:no|without)(?: [a-z]+){0,2} (?:differences?|advantage|benefits?|improvements?|effects?)\b"
)


def before_after(text: str) -> re.Match[str] | None:
    """Where a text compares people with themselves, at an earlier time."""
    return _group("before").search(text)


def telltale(text: str) -> Control | None:
    """A control told by a word that names nothing else, wherever it stands: "look-alike pills"."""
    match = _group("telltale").search(text)
    if match is None or is_denied(text, match.start()):
        return None
    return (
        Control(kind_of(match[0]), match[0], *match.span(), content(match[0]), "control") if kind_of(match[0]) else None
    )


@cache
def _sorts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((one.name, _compile(one.pattern)) for one in _file().thing)


def things(words: str) -> frozenset[str]:
    """What sort of thing a name names (medicine, exercise, teaching …), where its words tell."""
    return frozenset(name for name, pattern in _sorts() if pattern.search(words))


def is_concrete(words: str) -> bool:
    """Whether a name that leaves much open names at least a thing that is done: exercise, a diet, advice."""
    return _group("concrete").search(words) is not None


__all__ = [
    "Control", "before_after", "controls", "is_concrete", "is_denied", "kind_of", "names_kind", "telltale", "things",
]  # fmt: skip
