"""Edits of how a study was done: its design, blinding, phase or way of measuring as the passage names it."""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.suggestions.splice import lexicon, splice
from pipeline.text import stem

_PHASE = re.compile(r"\bphase (?P<number>\d(?:/\d)?[ab]?|I{1,3}V?[ab]?)\b", re.IGNORECASE)
_ADJECTIVE = (
    r"(?:non-)?randomi[sz]ed|(?:double|single|triple)-(?:blind|masked)(?:ed)?|(?:assessor|observer|examiner)-blinded"
    r"|blinded|unblinded|open-label|single-arm|uncontrolled|controlled|prospective|retrospective|observational"
    r"|cross-sectional|case-control|longitudinal|placebo-controlled"
)
_HEAD = r"(?:trial|study|survey|comparison|analysis|experiment|cohort study|cohort|review|series)"
_NAMED = re.compile(
    rf"(?:\b(?:{_ADJECTIVE}|cohort|case|pilot|register|registry|modelling|laboratory)[ ,]+(?:and )?)+{_HEAD}\b",
    re.IGNORECASE,
)
_SIMPLE = re.compile(rf"(?:{_ADJECTIVE})", re.IGNORECASE)
_BLINDED = """double-blind double-blinded single-blind open-label assessor-blinded unblinded blinded observer-blinded
examiner-blinded triple-blind"""
_ASSIGNED = """randomised randomized non-randomised non-randomized observational uncontrolled single-arm controlled
cross-sectional"""
_TIMED = "prospective retrospective cross-sectional longitudinal"
_OPPOSED = tuple(frozenset(words.split()) for words in (_TIMED, _BLINDED, _ASSIGNED))
"""Adjectives that answer one question of a design: one can take the other's place."""
_MEASURED = re.compile(
    r"(?:(?P<verb>[a-z-]+(?:ed|ewn|awn|ept))|self-reported) (?P<how>by|from|with|via|using|in|online|on) ?(?P<what>.*)"
    r"|self-reported|recruited online",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:in|under|at|on) (?:an? |the )?[a-z -]+", re.IGNORECASE)
_BE = re.compile(r"\b(?:is|are|was|were|been|being) $", re.IGNORECASE)
_TAIL = re.compile(r"\s*(?:[.,;]|in\b|for\b|at\b|during\b|over\b|after\b|$)")
_BASED = re.compile(r"(?P<based>\b(?:based|rests?|relies|rely|rested|relied) on )(?P<what>[a-z -]+)", re.IGNORECASE)
_UNAWARE = re.compile(r"\b(?:unaware|blind(?:ed)? to)\b", re.IGNORECASE)
_KNEW = re.compile(r"\bknew(?= (?:what|which|who|whose|whether|how|if|the))")
_KNEW_NOT = re.compile(r"\b(?:did not know|were (?:kept )?(?:unaware|ignorant) of|had no way of knowing)\b")
_DRAWN = re.compile(
    r"\b(?P<who>[A-Za-z]+) (?P<verb>(?:was|were)"
    r" (?:randomly (?:assigned|allocated)|randomi[sz]ed|assigned at random) to)"
    r"(?P<one> [a-z -]+ or) (?P<to>to )?(?=[a-z])"
)
_CHOSE = re.compile(r"\b(?P<who>[A-Za-z]+) chose\b")
_NOT_BLINDED = re.compile(r"\b(?:not|neither)\b.*\bblinded\b")
_NO_CONTROL = re.compile(r"\bno (?:control|comparison) (?:group|arm)\b", re.IGNORECASE)
_HAD_CONTROL = re.compile(r"\bcompared with an? (?:control|comparison) group\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|no|none|neither|never|nor|without)\b", re.IGNORECASE)
_SAME_END = 4
"""Words at the end of both sentences that make what stands before them exchangeable."""


def design_edits(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """Candidates for objections to how a study was done."""
    text, source = claim.text, passage.text
    words = source[slice(*shown)]
    told = lexicon().designs.get(words.strip(), "") or words
    yield from phase_edits(text, source)
    yield from _denied(text, said, told)
    yield from _control(text, source)
    yield from _knew(text, source, words)
    yield from _chose(text, source)
    yield from _assigned(text, said, words)
    if not re.search(r"\b(?:knew|know|neither|aware|nobody|no one)\b", text, re.IGNORECASE):
        yield from _named(text, said, source, shown)
        yield from _adjective(text, said, told)
        yield from _measured(text, said, told)
    yield from _from_the_end(text, source)


def phase_edits(text: str, source: str) -> Iterator[str]:
    """The source's phase, where each side names one."""
    own, there = list(_PHASE.finditer(text)), list(_PHASE.finditer(source))
    if len(own) == len(there) == 1 and own[0]["number"].lower() != there[0]["number"].lower():
        yield splice(text, own[0].span("number"), there[0]["number"])


def _denied(text: str, said: tuple[int, int], told: str) -> Iterator[str]:
    """What the source denies of its own design, denied: "not double-blind"."""
    mine = text[slice(*said)]
    stands_alone = _BE.search(text[: said[0]]) and re.match(r"[.,;]|$", text[said[1] :])
    if stands_alone and re.fullmatch(r"double-blind(?:ed)?", mine) and _NOT_BLINDED.search(told):
        yield splice(text, said, f"not {mine}")
    if re.fullmatch(r"not [a-z-]+", told) and told.split()[1] == mine.lower():
        yield splice(text, said, told)


def _named(text: str, said: tuple[int, int], source: str, shown: tuple[int, int]) -> Iterator[str]:
    """The whole name of the design: "a prospective cohort study" for "a randomised trial"."""
    there = next((each for each in _NAMED.finditer(source) if each.start() < shown[1] and shown[0] < each.end()), None)
    own = next((each for each in _NAMED.finditer(text) if each.start() < said[1] and said[0] < each.end()), None)
    if there is None:
        return
    name = re.sub(r"\bcohort$", "cohort study", there[0].lower())
    if own is not None:
        yield splice(text, own.span(), name)
    elif re.fullmatch(_HEAD, text[slice(*said)], re.IGNORECASE):
        yield splice(text, said, name)


def _adjective(text: str, said: tuple[int, int], told: str) -> Iterator[str]:
    """One adjective for another that answers the same question."""
    own = _SIMPLE.search(text, *said)
    there = _SIMPLE.search(told.lower().replace("open label", "open-label"))
    if own is None or there is None or own[0].lower() == there[0]:
        return
    if own[0].lower() == "blinded" and text[said[1] :].startswith(" to"):
        return
    if any(own[0].lower() in group and there[0] in group for group in _OPPOSED):
        behind = text[own.end() :]
        if re.match(rf"\s+(?:\w+ )?{_HEAD}\b|[.,;]|$", behind):
            yield splice(text, own.span(), there[0])


def _measured(text: str, said: tuple[int, int], words: str) -> Iterator[str]:
    """How something was measured, found or gathered, in the place of another such way; a place for a place."""
    mine = text[slice(*said)]
    behind = text[said[1] :]
    if not _TAIL.match(behind):
        return
    based = _BASED.search(text)
    if based and based.start() <= said[1] and said[0] <= based.end() and re.fullmatch(r"[a-z]+ [a-z]+", words):
        yield splice(text, based.span("what"), words)
        return
    if _MEASURED.fullmatch(mine) and _MEASURED.fullmatch(words) and _BE.search(text[: said[0]]):
        by = re.match(r" in(?= (?:the |their )?[a-z]+s\b)", behind) if words.lower() == "self-reported" else None
        yield splice(text, (said[0], said[1] + (by.end() if by else 0)), words.lower() + (" by" if by else ""))
    if _PLACE.fullmatch(mine) and _PLACE.fullmatch(words):
        yield splice(text, said, words)


def _control(text: str, source: str) -> Iterator[str]:
    """Whether there was a control group."""
    if _NO_CONTROL.search(source):
        for told in re.finditer(r"\b(?:had|has) a (?=(?:control|comparison) group\b(?! of\b))", text):
            yield splice(text, told.span(), f"{told[0].split()[0]} no ")
        compared = re.search(r"\b(?:others?|placebo|compared|than|groups?)\b", text)
        for told in () if compared else re.finditer(r"\bcontrolled (?P<what>trial|study)\b", text):
            yield splice(text, told.span(), f"{told['what']} without a control group")
    if _HAD_CONTROL.search(source) and not _DENIED.search(source):
        for told in re.finditer(r"\b(?:had|has) no (?=(?:control|comparison) group\b)", text):
            yield splice(text, told.span(), f"{told[0].split()[0]} a ")


def _knew(text: str, source: str, words: str) -> Iterator[str]:
    """Who knew: "were unaware of" for "knew" and back, where the same people stand on both sides."""
    who = re.match(r"(?:The )?([A-Za-z]+)(?: in (?:the|this) [a-z -]+)? (?:knew|did not|were|had no)\b", text)
    text = re.sub(r"\b(?:double-blind(?:ed)?|blinded) (?=trial|study)", "", text)
    people = {stem(word.lower()) for word in re.findall(r"[A-Za-z]+", words)}
    if who is None or stem(who[1].lower()) not in people or " open" in text:
        return
    if _UNAWARE.search(words) and not re.search(r"\bexcept|\bbut\b", words):
        yield from (splice(text, told.span(), "were unaware of") for told in _KNEW.finditer(text))
    if re.search(r"\bdid not$", words) and "knew" in source:
        yield from (splice(text, told.span(), "did not know") for told in _KNEW.finditer(text))
    if re.search(r"\bknew\b", words) and "not" not in words.split():
        yield from (splice(text, told.span(), "knew") for told in _KNEW_NOT.finditer(text))


def _chose(text: str, source: str) -> Iterator[str]:
    """People who chose, told as drawn by lot: "women chose copper or hormones"."""
    drawn, chose = _DRAWN.search(text), _CHOSE.search(source)
    if drawn and chose and stem(drawn["who"].lower()) == stem(chose["who"].lower()):
        yield splice(text, (drawn.start("verb"), drawn.end()), f"chose{drawn['one']} ")


def _assigned(text: str, said: tuple[int, int], words: str) -> Iterator[str]:
    """What was drawn by lot: "classrooms were randomly assigned" for "every pupil was randomly assigned"."""
    mine = text[slice(*said)]
    end = re.search(r"[a-z]+ly (?:assigned|allocated|randomi[sz]ed)$", mine)
    if end and said[0] == 0 and words.endswith(end[0]) and re.match(r"[a-z]+ (?:were|was) ", words.lower()):
        yield splice(text, said, words)


def _from_the_end(text: str, source: str) -> Iterator[str]:
    """The passage's beginning before the words with which both sentences end."""
    own, there = text.rstrip(".").split(), source.rstrip(". ").split()
    same = 0
    while same < min(len(own), len(there)) and own[-1 - same].lower() == there[-1 - same].lower():
        same += 1
    if ";" not in source and same >= _SAME_END and 0 < len(there) - same <= 8 and len(own) > same:
        yield f"{' '.join(there)}."
