"""Edits of approval: none, a designation, a phase or an investigation, as the source names it."""

import re
from collections.abc import Iterator

from pipeline.records.verdict import Passage
from pipeline.suggestions.splice import splice

_WORDS = r"(?:approved|cleared|licen[cs]ed|authori[sz]ed)"
_APPROVED = re.compile(
    rf"\b(?P<be>(?:is|are|was|were|has been|have been|has now been))\s+(?:now\s+|fully\s+"
    rf"|officially\s+)?(?:FDA-)?{_WORDS}"
    r"(?:\s+by\s+(?:the\s+)?[A-Z][\w.]+)?"
    r"(?!\s+(?:to (?!treat|prevent|be\b)[A-Z\w]|from\b|out\b|for (?:export|manufacture|production|development"
    r"|distribution|resale)\b))"
)
_HAS_APPROVED = re.compile(
    rf"^(?P<who>(?:the\s+)?(?:FDA|EMA|MHRA|Food and Drug Administration|regulators?"
    rf"|agency))\s+(?P<has>has\s+|have\s+)?(?:{_WORDS}|green-?lighted)\s+"
    r"(?P<what>(?:the\s+)?[\w-]+(?:\s+[\w-]+)??)(?=\s+(?:for|as|against|to|in|last|this)\b|[.,;]|$)",
    re.IGNORECASE,
)
_WON = re.compile(r"\b(?:won|received|gained|got|secured)\s+(?:\w+\s+){0,2}?approval\b", re.IGNORECASE)
_PRESCRIBE = re.compile(
    r"^(?:doctors|clinicians|physicians|GPs) can (?:now |already )?prescribe (?P<what>(?:the )?[\w-]+(?: [\w-]+)??)"
    r"(?= (?:for|as|against|to)\b|[.,;]|$)",
    re.IGNORECASE,
)
_REVIEWING = re.compile(
    r"\b(?:is|are) (?:now |still )?(?:reviewing|considering|examining) (?:the |an? )?application"
    r" for (?:the |an? )?(?P<what>[\w-]+(?: [\w-]+)?)"
)
_ON_MARKET = re.compile(
    r"\b(?P<be>is|are)\s+(?:now\s+|already\s+)?(?:on the market|(?:available|sold|on sale) (?:in|at|from) (?:\w+ )?"
    r"(?:pharmacies|chemists|drug ?stores|shops))\b",
    re.IGNORECASE,
)
_INVESTIGATIONAL = re.compile(
    r"\binvestigational\s+(?:new\s+)?(?:drug|product|compound|device|vaccine|agent|medicine)\b", re.IGNORECASE
)
_FDA_APPROVED = re.compile(r"\b(?:FDA|EMA)-approved\s+", re.IGNORECASE)
_DESIGNATION = re.compile(
    r"\b((?:breakthrough therapy|fast[- ]track|orphan(?:[- ]drug)?|breakthrough device"
    r"|regenerative medicine)(?:\s+designation|\s+status)?|priority review)",
    re.IGNORECASE,
)
_PHASE = re.compile(r"\bphase\s+(?:[1-4]|I{1,3})[ab]?(?:/\d[ab]?)?\b", re.IGNORECASE)
_UNDER_TEST = re.compile(
    r"\b(?:(?:being|be) (?:test|stud|evaluat|investigat)\w*|(?:is|are) (?:now |currently )?in an?\b|under ?way|ongoing"
    r"|recruit\w*|enrol\w*|start\w*|beg[au]n|begins?|continu\w*|currently)\b",
    re.IGNORECASE,
)
"""A trial that still runs: of a finished one nobody says that the drug is being tested in it."""


def approval_edits(text: str, passage: Passage) -> Iterator[str]:
    """Approval as what there is: none, a review, a designation, a phase, or an investigation."""
    for build in (_denied, _reviewed, _tried):
        yield from (_PAST_TIME.sub("", each) for each in build(text, passage.text))
    yield from _designated(text, passage.text)
    yield from _sold(text, passage.text)


_PAST_TIME = re.compile(
    r",? (?:(?:last|this) (?:year|month|week|spring|summer|autumn|winter)|(?:\w+ )?(?:years?|months?|weeks?|days) ago"
    r"|(?:in|since) (?:early |late )?(?:19|20)\d\d|yesterday|long ago)(?=[.,;]|$| (?:for|as|to|against)\b)",
    re.IGNORECASE,
)
"""When it was approved: what is not approved was not so then."""


def _many(passive: re.Match[str]) -> bool:
    return passive["be"].split()[0] in ("are", "were", "have")


def _denied(text: str, source: str) -> Iterator[str]:
    """The source says outright that it is not approved."""
    denied = re.search(rf"\bnot (?:yet )?(?:been )?{_WORDS}\b", source, re.IGNORECASE)
    if denied is None:
        return
    word = denied[0].split()[-1]
    yet = "yet " if "yet" in denied[0] else ""
    if passive := _APPROVED.search(text):
        yield splice(text, passive.span(), f"{'are' if _many(passive) else 'is'} not {yet}{word}")
    for told in filter(None, (_HAS_APPROVED.search(text), _PRESCRIBE.search(text))):
        yield splice(text, told.span(), f"{_capital(told['what'])} {_is(told['what'])} not {yet}{word}")


def _reviewed(text: str, source: str) -> Iterator[str]:
    """The regulator still reads the application."""
    reviewing, passive = _REVIEWING.search(source), _APPROVED.search(text)
    if reviewing and passive and reviewing["what"].lower() in text.lower():
        yield splice(text, passive.span(), f"{'are' if _many(passive) else 'is'} being reviewed")


def _designated(text: str, source: str) -> Iterator[str]:
    """A designation in the place of approval."""
    named = _DESIGNATION.search(source)
    if named is None:
        return
    told = _PAST_TIME.search(text)
    if told and told[0].strip(" ,") not in source:
        text, told = _PAST_TIME.sub("", text), None  # when it was approved says nothing of when it was designated
    if passive := _APPROVED.search(text):
        given = _given(source, many=_many(passive), past=told is not None)
        yield splice(text, passive.span(), f"{given} {named[0]}")
    if active := _HAS_APPROVED.search(text):
        has = "" if told else "have " if active["who"].lower().endswith("regulators") else "has "
        yield splice(text, active.span(), f"{active['who']} {has}granted {active['what']} {named[0]}")
        yield splice(text, active.span(), f"{_capital(active['what'])} has {named[0]}")
    if won := _WON.search(text):
        yield splice(text, won.span(), f"{'received' if 'received' in source else 'was granted'} {named[0]}")


_FREELY = re.compile(r"\b(?:without (?:a |any )?prescription|over the counter)\b", re.IGNORECASE)
_PRESCRIBED = re.compile(r"\b(?P<how>(?:on|by|with a) prescription(?: only)?)\b", re.IGNORECASE)


def _sold(text: str, source: str) -> Iterator[str]:
    """How it is sold: "without a prescription" as "on prescription only"."""
    freely, prescribed = _FREELY.search(text), _PRESCRIBED.search(source)
    if freely and prescribed and not re.search(r"\bnot? (?:[a-z]+ )*$", source[: prescribed.start()]):
        yield splice(text, freely.span(), prescribed["how"].lower())


def _tried(text: str, source: str) -> Iterator[str]:
    """A thing that is only tested: by its name, or by the phase of its trial."""
    tried, phase, passive = _INVESTIGATIONAL.search(source), _PHASE.search(source), _APPROVED.search(text)
    for found in filter(None, (passive, _ON_MARKET.search(text)) if tried else ()):
        be = found["be"].split()[0]
        yield splice(text, found.span(), f"{be} an {tried[0]}" if tried else be)
        yield splice(text, found.span(), f"{be} investigational")
    if phase and passive and _UNDER_TEST.search(source):
        yield splice(text, passive.span(), f"{'are' if _many(passive) else 'is'} being tested in a {phase[0]} trial")
    if (short := _FDA_APPROVED.search(text)) and (tried or "unapproved" in source):
        yield splice(text, short.span(), "investigational " if tried else "unapproved ")


def _given(source: str, *, many: bool, past: bool) -> str:
    """The source's own verb for the designation, in the past beside a time of the past."""
    word = next((each for each in ("received", "granted") if each in source), "had")
    if past:
        return word if word != "granted" else f"{'were' if many else 'was'} granted"
    return f"{'have' if many else 'has'} {'been ' if word == 'granted' else ''}{word}"


def _is(what: str) -> str:
    return "are" if re.search(r"[^su]s$", what) else "is"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
