"""What is only announced is told as done (STA-004).

What it does: looks for an act that the claim tells as past ("was banned", "has submitted", "closed the ward") and the
source only as to come or thought of ("will be prohibited", "plans to submit", "considers whether to shut the ward",
"closure is planned"), of the same thing; objects where the source nowhere tells it as past.

Why it matters: plans slip and are dropped. A reader who takes one for done acts on what is not there.

The article says: "The tram line was opened last year."

The source says: "The tram line will be opened next spring."

Fine if: it has happened since; cite what says so.

Literature: KSJ Science Editing Handbook (statements that expire); SPIRIT 2013 (protocols tell what will be done).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._acts import Act, ahead, done, happened, kinds_of, order, words
from pipeline.checks._objections import title
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.search.likeness import DERIVED, Name, likeness, names, naming, rivals

CODE = "STA-004"
SHORT = 8
"""A source of so few passages speaks of one thing."""
SHARED = 0.5
"""Least share of what either side says of the act that the other says too, in whatever words."""
MOST = 0.75
"""The same, where something else of the source is told of what the plan does not name."""


ANNOUNCED = "The source only announces what the article tells as done."


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection for the first act that is past on one side and only to come on the other."""
    for said in done(dossier.claim.words):
        found = _to_come(dossier, said)
        if found is not None:
            yield _objection(dossier, said, *found)
            return
    over = _already(dossier)
    if over is not None:
        yield _objection(dossier, *over, "The source tells as done what the article only announces.")


def _already(dossier: Dossier) -> tuple[Act, Passage, Act] | None:
    """What the claim announces and a passage tells, by all its names, as past; nothing where one announces it."""
    claim = dossier.claim.words
    mine = _telling(names(claim))
    plans = [] if not mine or order(claim) or _ONCE.search(claim) else ahead(claim)
    for plan in plans:
        if any(act.kinds & plan.kinds for each in dossier.passages for act in ahead(each.text)):
            continue
        for passage in dossier.passages:
            past = [act for act in done(passage.text) if act.kinds & plan.kinds]
            if past and not order(passage.text) and all(_held(name, names(passage.text)) for name in mine):
                return plan, passage, past[0]
    return None


_ONCE = re.compile(
    r"(?i)\b(?:was|were|had|planned|hoped|wanted|intended|expected|due|if|whether|would|every|each|all|any)\b"
)
"""A plan of the past, a condition, or what is done time and again."""


def _to_come(dossier: Dossier, said: Act) -> tuple[Passage, Act] | None:
    """The passage that only announces the claim's act, if none tells that it happened."""
    for passage in dossier.passages:
        for plan in ahead(passage.text):
            kinds = plan.kinds & said.kinds
            if not kinds or not _same(dossier, said, passage, plan):
                continue
            if not any(happened(each.text, kinds) for each in dossier.passages):
                return passage, plan
    return None


def _same(dossier: Dossier, said: Act, passage: Passage, plan: Act) -> bool:
    """Whether both tell the act of one thing, done by no rival."""
    claim = dossier.claim.words
    start, end = _clause(passage.text, plan)
    if _QUESTION.search(passage.text[start : plan.start]) or order(claim) != order(passage.text[start:end]):
        return False
    mine = _telling(names(claim))
    theirs = _telling(name for name in names(passage.text) if start <= name.start < end)
    theirs = theirs or _telling(names(passage.text))
    if not mine or not theirs:
        return False
    held = [name for name in mine if _held(name, names(passage.text))]
    lost = [name for name in mine if name not in held]
    subject = [name for name in mine if name.start < said.start]
    if len(held) < SHARED * len(mine) or (subject and not any(name in held for name in subject)):
        return False
    elsewhere = any(_held(name, names(each.text)) for name in lost for each in dossier.passages)
    if elsewhere and len(held) < MOST * len(mine):
        return False
    near = _object(theirs, plan, passage.text)
    if not near and _HOURS.match(passage.text, plan.end):
        return False
    if near and sum(_held(name, mine) for name in near) < SHARED * len(near):
        return False
    return not any(rivals(one.name, other.name) and not _held(other, mine) for one in lost for other in theirs)


def _clause(text: str, plan: Act) -> tuple[int, int]:
    """Where the sentence begins and ends in which a plan is told."""
    left = max(text.rfind(mark, 0, plan.start) for mark in (". ", "; ", ": ")) + 1
    right = min((at for mark in (". ", "; ") if (at := text.find(mark, plan.end)) > 0), default=len(text))
    return left, right


def _telling(found: Iterable[Name]) -> list[Name]:
    """The names that say whose act it is, or of what."""
    return [name for name in found if name.name not in _idle() and not _is_act(name.name)]


@cache
def _idle() -> frozenset[str]:
    return frozenset(naming(word) for word in words().idle.split())


def _is_act(name: str) -> bool:
    return kinds_of(name) != frozenset((name,))


def _held(name: Name, there: Iterable[Name]) -> bool:
    return any(likeness(name.name, other.name) >= DERIVED for other in there)


def _object(theirs: Sequence[Name], plan: Act, text: str) -> list[Name]:
    """What stands right behind the announced act."""
    end = _ENDS.search(text, plan.end)
    return [name for name in theirs if plan.end <= name.start < (end.start() if end else len(text))]


_ENDS = re.compile(
    r"(?i)[,;.!?]|\b(?:by|in|from|on|at|after|before|next|last|this|since|during|with|for|to|because|and|but|when|as|until"
    r"|within|under|over|once|if)\b"
)
_HOURS = re.compile(r"(?i) (?:on (?:\w+days|weekends?)|at \d|daily|every|earlier|later|longer|for longer|until)\b")
"""Opening hours are no opening."""
_QUESTION = re.compile(
    r"(?i)\b(?:(?:test|ask|examine|investigate|see|assess|study|determine|evaluate|explore|know|find out)"
    r"(?:s|ed|ing)? (?:\w+ )?(?:whether|if|how)|unless|until|thinks?|believes?|predict\w*"
    r"|hypothesi\w+|assum\w+)\b[^.;]*\Z"
)
"""A plan behind one of these is a question of research, a condition or a forecast of an effect."""


def _objection(dossier: Dossier, said: Act, passage: Passage, told: Act, why: str = ANNOUNCED) -> Objection:
    claim, source = dossier.claim.words[said.start : said.end], passage.text[told.start : told.end]
    return Objection(
        code=CODE,
        verdict="contradicted",
        severity="must",
        title=title(f"“{claim}”; source: “{source}”"),
        why=why,
        aspects=(Aspect("whether it has happened", claim, source, "stronger"),),
        passage=passage,
        said=(said.start, said.end),
        shown=(told.start, told.end),
        ok_if="it has happened since; cite what says so.",
        confidence="high" if len(dossier.passages) <= SHORT else "medium",
        cause=f"still to come:{min(said.kinds)}",
    )


CHECK = PairCheck("still-to-come", (CODE,), examine)
