"""A comparison that nobody made.

What it does: Finds "better, faster, safer … than X" and "unlike X" with a named alternative. Objects where the
source says that no such comparison was made, and asks for a source where the alternative is named nowhere in what
was read.

Why it matters: Two drugs that were never tested against each other can't be ranked; regulators call that
misleading.

The article says: "The patch works faster than standard antidepressants."

The source says: "The patch was compared with placebo only; no comparison with approved antidepressants was made."

Fine if: Another cited source made the comparison head to head.

Literature: 21 CFR 202.1(e)(6); HealthNewsReview criterion 7 (comparison with existing alternatives).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._aligned import stems, topic
from pipeline.checks._objections import title
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength.context import context
from pipeline.strength.matching import ABSTRACT, meant
from pipeline.strength.patterns import expression
from pipeline.strength.wording import raised

CODE = "CMP-002"
_MORE = (
    r"better|faster|quicker|safer|cheaper|stronger|longer|superior|fewer (?:side[- ]effects|adverse events)"
    r"|more (?:effective|rapid|potent|efficient|tolerable|durable|powerful)(?:ly)?|more (?:quickly|rapidly|effectively)"
)
_PLAIN = (
    r"(?:the |traditional |standard |existing |conventional |current |approved |other |typical |common |usual ){0,3}"
)
_BETTER = re.compile(
    rf"\b(?:(?:{_MORE})\b[^.;:]{{0,24}}?\b(?:than|over|compared (?:with|to)) "
    r"|(?:outperform(?:s|ed)?|beats?|superior to) )"
    rf"{_PLAIN}(?P<other>[A-Za-z][\w-]+(?: [A-Za-z][\w-]+)?)",
    re.IGNORECASE,
)
_NOT_A_RIVAL = frozenset(
    """before expected those people patients weeks week months days previously thought usual baseline the a any that
    what
    ever in at it they others anyone participants controls control placebo sham average one two three four five half
    once twice just only many most some all is are was were be been being""".split()
)
_NO_COMPARISON = re.compile(
    (
        r"\bno (?:direct |head-to-head )?(?:comparisons?|comparators?) (?:with|to|against)\b|\b(?:not"
        r"|never) (?:been )?(?:directly )?compared (?:with|to|against)\b|\bcompared (?:with"
        r"|to) placebo only\b|\bno active comparator\b|\bno head-to-head\b"
        r"|\bwithout an active comparator\b"
    ),
    re.IGNORECASE,
)


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection a named rival that the source never met, or one that was only not worse."""
    level = _only_level(dossier)
    if level is not None:
        yield level
        return
    for match in _BETTER.finditer(dossier.claim.text):
        rival = match["other"]
        if rival.split()[0].lower() in _NOT_A_RIVAL:
            continue
        found = _judge(dossier, match, rival)
        if found is not None:
            yield found
            return


_OUTDONE = expression("study_words", "put.above")
_LEVEL = expression("study_words", "only.level")
_ABOVE = expression("study_words", "shown.above")


def _only_level(dossier: Dossier) -> Objection | None:
    """A remedy put above another, where an abstract says only that it was no worse."""
    claim = dossier.claim.text
    said = _OUTDONE.search(claim)
    where = context(claim)
    if said is None or len(dossier.passages) > ABSTRACT or where.question or where.hypothetical:
        return None
    if where.governed(said.start(), "negation") or any(_ABOVE.search(passage.text) for passage in dossier.passages):
        return None
    hand = [each for each in dossier.passages if _LEVEL.search(each.text)]
    passage = max(hand, key=lambda each: meant(claim, each.text), default=None)
    if passage is None or meant(claim, *(each.text for each in dossier.passages)) < _ON_MATTER:
        return None
    shown = _LEVEL.search(passage.text)
    assert shown is not None
    return Objection(
        code=CODE,
        verdict="overstated",
        severity=raised("should", dossier.claim),
        title=title(f"“{said[0]}”: source says “{shown[0]}”"),
        why="Not worse, or as good, is all that the source says; the claim puts one above the other.",
        aspects=(Aspect("comparison", said[0], shown[0], "stronger"),),
        passage=passage,
        said=said.span(),
        shown=shown.span(),
        ok_if="the source says elsewhere that one was superior.",
        confidence="medium",
        cause="comparison: only level",
    )


_ON_MATTER = 0.3
"""A third of what the claim says, in whatever words, stands in the abstract: it is on these two remedies."""


def _judge(dossier: Dossier, match: re.Match[str], rival: str) -> Objection | None:
    wanted = stems(rival)
    if not wanted or dossier.work.scope in {"none", "metadata"}:
        return None
    for passage in dossier.passages:
        denial = _NO_COMPARISON.search(passage.text)
        if denial is not None and (wanted & stems(passage.text) or "only" in denial[0].lower()):
            return _objection(match, rival, passage, denial.span())
    if any(wanted & stems(passage.text) for passage in dossier.passages) or dossier.work.scope != "full_text":
        return None
    weigh = topic(dossier)
    nearest = max(dossier.passages, key=weigh.share, default=None)
    if nearest is None or weigh.share(nearest) < 0.3:
        return None
    return _objection(match, rival, nearest, None)


def _objection(match: re.Match[str], rival: str, passage: Passage, shown: tuple[int, int] | None) -> Objection:
    explicit = shown is not None
    return Objection(
        code=CODE,
        verdict="overstated" if explicit else None,
        severity="should",
        title=title(f"Was it compared with {rival}?"),
        why="The source says that no such comparison was made."
        if explicit
        else f"{rival} is named nowhere in what was read of the source.",
        aspects=(Aspect("comparison", match[0], passage.text[slice(*shown)] if shown else "not made", "missing"),),
        passage=passage,
        said=match.span(),
        shown=shown,
        ok_if="Another cited source compared the two head to head.",
        confidence="high" if explicit else "low",
        cause=f"comparison:{rival.lower()}",
    )


CHECK = PairCheck("comparison", (CODE,), examine)
