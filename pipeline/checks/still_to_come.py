"""What is only announced is told as done (STA-004).

What it does: looks for a verb that the claim tells in the past ("was banned", "has submitted", "closed the ward") and
the source only in the future ("will be banned", "plans to submit"), of the same thing; objects where the source nowhere
tells it as past. A simple past must have the plan's own subject and object.

Why it matters: plans slip and are dropped. A reader who takes one for done acts on what is not there.

The article says: "The tram line was opened last year."

The source says: "The tram line will be opened next spring."

Fine if: it has happened since; cite what says so.

Literature: KSJ Science Editing Handbook (statements that expire); SPIRIT 2013 (protocols tell what will be done).
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._objections import title
from pipeline.lexicon import load
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength.matching import content
from pipeline.text import stem, tokens

CODE = "STA-004"
SHORT = 8
"""A source of so few passages speaks of one thing; in a longer one more words must be shared."""
FEW, MORE = 1, 2
"""Words besides the verb that claim and passage must share, in a short source and in a longer one."""


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`still_to_come.toml`."""

    between: str
    participle: str
    passive: str
    active: str
    ahead: str
    by_then: str
    future: str
    denied: str
    open_question: str
    irregular: str
    no_subject: str
    time_follows: str
    object_ends: str
    order: str


@cache
def _words() -> Words:
    return load("pipeline.checks", "still_to_come.toml", Words)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """One of the file's expressions, its parts put in."""
    raw: str = getattr(_words(), name)
    whole = raw.replace("BETWEEN", _words().between).replace("VERB", _words().participle)
    return re.compile(whole, re.IGNORECASE)


@cache
def _irregular() -> dict[str, str]:
    """Verb -> its past form, where no ending shows it."""
    return dict(pair.split(":") for pair in _words().irregular.split())


class Done(NamedTuple):
    """A verb told as past, or as still to come."""

    stem: str
    start: int
    end: int


@lru_cache(maxsize=8_192)
def done(text: str) -> tuple[Done, ...]:
    """Verbs that a text tells as past, in sentences that deny nothing and look ahead to nothing."""
    if _pattern("future").search(text) or _pattern("denied").search(text) or text.rstrip().endswith("?"):
        return ()
    return tuple(
        Done(stem(match["verb"].lower()), *match.span())
        for name in ("passive", "active")
        for match in _pattern(name).finditer(text)
        if not _pattern("by_then").search(text, max(0, match.start() - 40), match.start())
    )


@lru_cache(maxsize=8_192)
def ahead(text: str) -> tuple[Done, ...]:
    """Verbs that a text tells as still to come."""
    return tuple(Done(stem(match["verb"].lower()), *match.span()) for match in _pattern("ahead").finditer(text))


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection for the first verb that is past in the claim and only to come in the source."""
    for said in done(dossier.claim.text):
        found = _to_come(dossier, said)
        if found is not None:
            yield _objection(dossier, said, *found)
            return
    simple = _told_simply(dossier)
    if simple is not None:
        yield _objection(dossier, *simple)


def _told_simply(dossier: Dossier) -> tuple[Done, Passage, Done] | None:
    """A plan that the claim tells as done in the simple past: same subject, same verb, same object."""
    claim = dossier.claim.text
    if _pattern("future").search(claim) or _pattern("denied").search(claim) or claim.rstrip().endswith("?"):
        return None
    for passage in dossier.passages:
        for plan in ahead(passage.text):
            said = _simple_past(claim, plan.stem)
            if said is None or not _same(claim, said, passage.text, plan):
                continue
            if not any(_happened(each.text, plan) for each in dossier.passages):
                return said, passage, plan
    return None


def _simple_past(claim: str, verb: str) -> Done | None:
    """Where a claim has a verb as the past of a clause with a subject before it."""
    past = next((form for base, form in _irregular().items() if stem(base) == verb), None)
    for token in tokens(claim):
        fits = token.lower == past if past else token.lower.endswith("ed") and stem(token.lower) == verb
        if fits and token.start > 0 and not _pattern("no_subject").search(claim[: token.start]):
            return Done(verb, token.start, token.end)
    return None


def _same(claim: str, said: Done, source: str, plan: Done) -> bool:
    """Whether both tell it of one subject and one object, or of one subject and no object."""
    left = max(source.rfind(". ", 0, plan.start), source.rfind("; ", 0, plan.start)) + 1
    before = source[left : plan.start]
    if _pattern("open_question").search(before) or not content(before) & content(claim[: said.start]):
        return False
    if _order(claim) != _order(source[left:]):
        return False
    if _pattern("time_follows").search(source[plan.end :]):
        return _pattern("time_follows").search(claim[said.end :]) is not None
    mine, theirs = _object(claim[said.end :]), _object(source[plan.end :])
    return bool(theirs) and theirs <= mine


def _order(text: str) -> frozenset[str]:
    return frozenset(match[0].lower() for match in _pattern("order").finditer(text)) - {"next"}


def _object(text: str) -> frozenset[str]:
    """Content words of what stands right behind a verb."""
    end = _pattern("object_ends").search(text)
    return content(text[: end.start()] if end else text)


def _happened(text: str, plan: Done) -> bool:
    """Whether a text has the verb anywhere but in a plan."""
    spans = [(each.start, each.end) for each in ahead(text) if each.stem == plan.stem]
    past = {form for base, form in _irregular().items() if stem(base) == plan.stem}
    return any(
        not any(start <= token.start < end for start, end in spans)
        for token in tokens(text)
        if token.lower in past or stem(token.lower) == plan.stem
    )


def _to_come(dossier: Dossier, said: Done) -> tuple[Passage, Done] | None:
    """The passage that tells the same verb as still to come, if none tells it as past."""
    past = re.compile(rf"(?i)\b{re.escape(said.stem)}\w*")
    shown: tuple[Passage, Done] | None = None
    for passage in dossier.passages:
        plans = [each for each in ahead(passage.text) if each.stem == said.stem]
        spans = [(each.start, each.end) for each in plans]
        if any(not any(a <= match.start() < b for a, b in spans) for match in past.finditer(passage.text)):
            return None
        if plans and shown is None and _shares(dossier, said, passage):
            shown = passage, plans[0]
    return shown


def _shares(dossier: Dossier, said: Done, passage: Passage) -> bool:
    text = dossier.claim.text
    rest = content(f"{text[: said.start]} {text[said.end :]}")
    return len(rest & content(passage.text)) >= (FEW if len(dossier.passages) <= SHORT else MORE)


def _objection(dossier: Dossier, said: Done, passage: Passage, told: Done) -> Objection:
    claim, source = dossier.claim.text[said.start : said.end], passage.text[told.start : told.end]
    return Objection(
        code=CODE,
        verdict="contradicted",
        severity="must",
        title=title(f"“{claim}”; source: “{source}”"),
        why="The source only announces what the article tells as done.",
        aspects=(Aspect("whether it has happened", claim, source, "stronger"),),
        passage=passage,
        said=(said.start, said.end),
        shown=(told.start, told.end),
        ok_if="it has happened since; cite what says so.",
        confidence="high" if len(dossier.passages) <= SHORT else "medium",
        cause=f"still to come:{said.stem}",
    )


CHECK = PairCheck("still-to-come", (CODE,), examine)
