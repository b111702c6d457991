"""Reads denials of harm and counts of harm, and says when the one can't be true beside the other.

A denial covers the harms that its words name: "no serious adverse events" covers serious ones, "no drug-related deaths"
those that were laid to the drug. A count belies it when every harm it counts is one that the denial covers. Each word
that narrows the denial must therefore be met by the count; a word that the count adds ("fatal") never hinders.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.records.verdict import Passage
from pipeline.strength.matching import content

_CLAUSE = re.compile(r"[;:.!?](?=\s|$)|\s[—–]\s|,? (?:but|although|though|whereas|while|however)\b|, and (?=\w+ \w+)")
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|twenty|several|some|many|few|most|half|both|dozens|hundreds|an?|single|further)"
)
_NO_COUNT = re.compile(
    r"(?i)\s?(?:mg|µg|mcg|g|kg|ml|iu|weeks?|days?|months?|years?|hours?|minutes?|doses?|sites?|% ?ci\b|-?fold"
    r"|points?)\b"
)
_NAMES = re.compile(
    r"(?i)(?:\b(?:grades?|phase|day|week|month|year|table|figure|page|type|stage|level|version|ctcae|p|ci|hr|or|rr|"
    r"interval|ratio|to|least)\s?[=<>≥:]?\s?|[<>=≥\d.][–-]?)$"
)
_BEHIND = re.compile(
    r"(?i)(?:\s+\w+){0,4}?\s*[:=(,]?\s*(?:(?:in|among|by|for|affected|with|occurred in|of|n ?=)\s+)?"
    rf"(?P<n>{_NUMBER})(?![\w.,]\d)(?P<rest>.{{0,40}})"
)
_ZERO = re.compile(r"(?i)\b(?:0(?:\.0+)?|none|zero|no)\b(?!\.\d)")
_OR_MORE = re.compile(r"(?i)\bor (?:more|higher|greater|worse|above)\b")
REACH = 70
"""Characters within which a number or a verb belongs to the harm beside it, in one clause."""


class Noun(Struct, frozen=True, forbid_unknown_fields=True):
    """Names of one kind of harm."""

    head: str
    pattern: str
    reason: str


class HarmWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`harms.toml`."""

    noun: tuple[Noun, ...]
    words: dict[str, str]


class Denial(NamedTuple):
    """A statement that harms of a kind did not occur."""

    head: str
    start: int
    end: int
    serious: bool
    related: bool
    """Only harms that somebody laid to the treatment are denied."""
    tied: bool
    """The sentence speaks of the treatment or of those who got it."""
    narrower: bool
    """Only new ones, or only for a time."""
    control: bool


class Count(NamedTuple):
    """A statement that harms of a kind did occur."""

    head: str
    start: int
    end: int
    serious: bool
    related: bool
    unrelated: bool
    control_only: bool
    passage: Passage


@cache
def _file() -> HarmWords:
    return load("pipeline.checks", "harms.toml", HarmWords)


@cache
def words(name: str) -> re.Pattern[str]:
    """A group of `[words]`, compiled, at word borders."""
    body = _file().words[name].replace(" ?", r"\s?").replace(" ", r"\s+")
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w])", re.IGNORECASE)


@cache
def _nouns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (noun.head, re.compile(rf"(?<!\w)(?:{noun.pattern.replace(' ', chr(92) + 's+')})(?!\w)", re.IGNORECASE))
        for noun in _file().noun
    )


class Named(NamedTuple):
    head: str
    start: int
    end: int
    left: int
    right: int


@lru_cache(maxsize=20_000)
def named(text: str) -> tuple[Named, ...]:
    """Every harm that a text names, with the clause that it stands in."""
    edges = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    found = []
    for head, pattern in _nouns():
        for match in pattern.finditer(text):
            left = max(edge for edge in edges if edge <= match.start())
            right = min(edge for edge in edges if edge >= match.end())
            found.append(Named(head, match.start(), match.end(), left, right))
    return tuple(sorted(found, key=lambda one: one.start))


@lru_cache(maxsize=20_000)
def denials(text: str) -> tuple[Denial, ...]:
    """The denials of a text, in order."""
    return tuple(denial for one in named(text) if (denial := _denial(text, one)) is not None)


def _denial(text: str, one: Named) -> Denial | None:
    if not is_denied(text, one):
        return None
    clause = text[one.left : one.right]
    near = text[max(one.left, one.start - REACH) : min(one.right, one.end + REACH)]
    return Denial(
        head=one.head,
        start=one.start,
        end=one.end,
        serious=bool(words("serious").search(near)),
        related=bool(words("related").search(clause)),
        tied=bool(words("tied").search(clause)),
        narrower=bool(words("narrower").search(clause)),
        control=bool(words("control").search(clause)),
    )


def is_denied(text: str, one: Named) -> bool:
    """Whether the nearest denial before the harm, in its clause, denies the harm and nothing else."""
    cues = list(words("deny").finditer(text, one.left, one.start))
    if not cues:
        return bool(re.match(r"[-: ]+(?:none|0|zero|nil)\b(?![.\d%])", text[one.end : one.end + 12], re.IGNORECASE))
    between = _OR_MORE.sub("", text[cues[-1].end() : one.start])
    if len(between) > REACH or words("other_object").search(between):
        return False
    if re.match(r"(?i)\s+(?:only|just|merely|all)\b", between):
        return False
    behind = text[one.end :].lstrip(" ,(")
    return words("exception").match(behind) is None and words("ranked").match(behind) is None


def counts(passage: Passage) -> tuple[Count, ...]:
    """The harms that a passage says occurred: a number of them or of people, or a verb of occurrence."""
    text = passage.text
    if passage.kind == "cell":
        return _of_cell(passage)
    if words("other_study").search(text) or words("background").search(f"{passage.section}. {text}"):
        return ()
    found = []
    for one in named(text):
        clause = text[one.left : one.right]
        if is_denied(text, one) or words("plan").search(clause) or not _occurred(text, one):
            continue
        found.append(_count(passage, one))
    return (*found, *_laid_to_it(passage)) if found else _laid_to_it(passage) or _graded(passage)


_OF_THESE = re.compile(
    rf"(?i)(?<![\w.,-])(?P<n>{_NUMBER}) (?:of (?:these|those|them|which)|(?:of the )?(?:events?|cases?|reactions?))"
    r"(?: events?| cases?| reactions?)? (?:(?:was|were|is|are) )?(?:\w+ )?(?:considered|judged|deemed|thought|held)?"
    r"(?: to be| as)?(?: \w+)? ?(?:related|attributable|due) to\b"
)
"""`two of these were considered related to treatment`: harms named before, laid to the treatment."""


def _laid_to_it(passage: Passage) -> tuple[Count, ...]:
    """Of the harms that the sentence or the one before it names, those that somebody laid to the treatment."""
    match = _OF_THESE.search(passage.text)
    if match is None or _ZERO.fullmatch(match["n"]):
        return ()
    here = [one for one in named(passage.text) if one.end <= match.start()]
    before = [] if here else list(named(passage.before))
    text, harms = (passage.text, here) if here else (passage.before, before)
    if not harms or is_denied(text, harms[-1]):
        return ()
    serious = is_serious(text, harms[-1])
    control = bool(words("control").search(passage.text, match.start()))
    return (
        Count(
            harms[-1].head,
            *match.span(),
            serious=serious,
            related=True,
            unrelated=False,
            control_only=control,
            passage=passage,
        ),
    )


def _graded(passage: Passage) -> tuple[Count, ...]:
    """`Three people reported mild constipation`: a harm by its own name, graded as harms are."""
    text = passage.text
    match = words("graded").search(text)
    if match is None or words("plan").search(text) or words("deny").search(text[: match.end()]):
        return ()
    before = text[max(0, match.start() - REACH) : match.start()]
    if not re.search(rf"(?i)(?<![\w.,-]){_NUMBER}(?![\w.,]\d)", before):
        return ()
    serious = match["grade"].lower() not in {"mild", "moderate"}
    around = f"{text} {passage.after}"
    return (
        Count(
            "adverse event",
            *match.span(),
            serious=serious,
            related=bool(words("related").search(text)),
            unrelated=bool(words("unrelated").search(around)),
            control_only=bool(words("control").search(text)),
            passage=passage,
        ),
    )


def _count(passage: Passage, one: Named) -> Count:
    text = passage.text
    around = f"{text} {passage.after}"
    clause = text[one.left : one.right]
    return Count(
        head=one.head,
        start=one.start,
        end=one.end,
        serious=is_serious(text, one),
        related=bool(words("related").search(clause)),
        unrelated=bool(words("unrelated").search(around)),
        control_only=_control_only(text, one),
        passage=passage,
    )


def is_serious(text: str, one: Named) -> bool:
    """Whether the harm itself is called serious: right before it, or by a verb right behind it."""
    if one.head == "death":
        return True
    before = text[max(one.left, one.start - 30) : one.end]
    if words("milder").search(before):
        return False
    behind = re.match(r"\s+(?:that |which )?(?:was|were) (?:\w+ ){0,2}(serious|severe)\b", text[one.end : one.end + 60])
    return bool(words("serious").search(before)) or behind is not None


def _occurred(text: str, one: Named) -> bool:
    before = text[max(one.left, one.start - REACH) : one.start]
    behind = text[one.end : min(len(text), max(one.right, one.end) + REACH)][: REACH * 2]
    verb = words("happened").search(behind[:50])
    if verb and _ZERO.match(behind[verb.end() :].lstrip(" in")):
        return _several(behind)
    if _ZERO.match(behind.lstrip(" :(=")):
        return _several(behind)
    if words("deny").search(text, one.left, one.start):  # "no difference in …": only a number tells that some occurred
        verb = None
    return bool(verb) or _counted_before(before, one.head) or _counted_behind(behind)


def _several(behind: str) -> bool:
    """A second group with some, after a first with none: `0 vs 3`."""
    return bool(re.search(r"(?i)\b(?:vs\.?|versus|and|compared with|against)\s+[1-9]\d*\b", behind))


def _counted_before(before: str, head: str) -> bool:
    """`three serious`, `81 children (4%) had a serious`, `two patients` before the harm."""
    for match in re.finditer(rf"(?i)(?<![\w.,-]){_NUMBER}(?![\w.,]\d)", before):
        rest = before[match.end() :]
        if _NO_COUNT.match(rest) or _NAMES.search(before[: match.start()]) or re.fullmatch(r"0(?:\.0+)?", match[0]):
            continue
        article = match[0].lower() in {"a", "an"}
        if re.fullmatch(r"\s?%?(?:\s+[\w-]+){0,3}\s+", rest) and not words("people").search(rest):
            if not article or re.search(r"(?i)\b(?:was|had|suffered|experienced|one)\b", before):
                return True
            continue
        if words("people").search(rest) and (words("had").search(rest) or head == "death"):
            return True
    return False


def _counted_behind(behind: str) -> bool:
    """`: 12 vs 9`, `(4%)`, ` in 81 children` behind the harm."""
    match = _BEHIND.match(behind)
    if match is None or match["n"].lower() in {"a", "an", "further", "single"} or _NO_COUNT.match(match["rest"]):
        return False
    if _NAMES.search(behind[: match.start("n")]) or re.fullmatch(r"0(?:\.0+)?", match["n"]):
        return False
    tail = match["rest"].strip()
    return bool(words("people").search(tail)) or not tail or bool(re.match(r"(?i)[/(%).,;:]|vs|versus|and|\(", tail))


def _control_only(text: str, one: Named) -> bool:
    """Whether the count is of the control group alone: it is named, and no second number stands beside."""
    clause = text[one.left : one.right]
    if not words("control").search(clause):
        return False
    if re.search(
        r"(?i)\b(?:vs\.?|versus|both|each|either|compared|than|respectively)\b|\d[^.;]*\band\b[^.;]*\d", clause
    ):
        return bool(re.search(r"(?i)(?<![\d.])\b(?:0|none)\b(?![.\d])", clause))
    return True


def _of_cell(passage: Passage) -> tuple[Count, ...]:
    """A cell counts what its row and column say."""
    match = re.match(r"\s*(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?:\s*/\s*\d+)?\s*(?:\(|%|$)", passage.text)
    if match is None or not float(match["n"].replace(",", "")):
        return ()
    found = []
    for one in named(passage.section):
        head = passage.section
        if (
            words("plan").search(head)
            or is_denied(head, one)
            or re.search(r"(?i)\bat risk\b|\bp[- ]value|total n", head)
        ):
            continue
        found.append(
            Count(
                one.head,
                0,
                len(passage.text.rstrip()),
                is_serious(head, one),
                bool(words("related").search(head)),
                unrelated=False,
                control_only=bool(words("control").search(head)),
                passage=passage,
            )
        )
    return tuple(found)


def belies(count: Count, denial: Denial) -> bool:
    """Whether the count can't be true beside the denial."""
    if denial.narrower or denial.control or not _covers(denial, count):
        return False
    if denial.serious and not count.serious:
        return False
    if denial.related and (count.unrelated or not count.related):
        return False
    return not (denial.tied and (count.unrelated or count.control_only))


def _covers(denial: Denial, count: Count) -> bool:
    """Whether both speak of one kind of harm: a death that nobody calls an adverse event may be of the illness."""
    return denial.head == count.head


def about(claim: str, passage: Passage) -> bool:
    """Whether a passage of a source about many treatments names what the claim's denial is about."""
    own = content(claim) - content(_EMPTY)
    return not own or bool(own & content(f"{passage.before} {passage.text}"))


_EMPTY = "serious severe major adverse side unwanted events effects reactions harms deaths died safe"


def as_wide(mine: Denial, theirs: Denial) -> bool:
    """Whether the source's denial says all that the claim's does."""
    return mine.head == theirs.head and not (
        (theirs.serious and not mine.serious)
        or (theirs.related and not mine.related)
        or (theirs.narrower and not mine.narrower)
        or theirs.control
    )


def contradiction(text: str, passages: tuple[Passage, ...]) -> tuple[Denial, Count] | None:
    """The first denial of `text` that a passage belies; None where another passage makes the same denial."""
    for denial in denials(text):
        if any(as_wide(denial, theirs) for passage in passages for theirs in denials(passage.text)):
            continue
        for passage in passages:
            for count in counts(passage):
                if belies(count, denial):
                    return denial, count
    return None
