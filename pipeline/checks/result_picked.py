"""Best result picked (RISK-002).

What it does: finds that the claim gives one result where the passage gives several: the control group improved as well,
another outcome, dose or group did not, or the effect had gone later.

Why it matters: a fall of 11 points sounds different beside a fall of 6 in the control group.

The article says: "Depression scores fell by 11.1 points."

The source says: "… 11.1 points with the drug and 5.8 points with the control."

Fine if: the rest of the article tells the other results.

Literature: selective reporting (Lazarus 2015); spin by focus on within-group change (Boutron 2010).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength import profile
from pipeline.strength.context import context
from pipeline.strength.matching import SAME, Match, around, content, nearest, share, verbatim
from pipeline.strength.patterns import expression
from pipeline.strength.wording import cut, raised

_NUMBER = re.compile(r"(?<![\w.])[−-]?\d+(?:\.\d+)?(?=\s?(?:%|per\s?cent|points?|mm|kg|mmol|g\b|days?|letters))")
_BESIDE = 60
"""Characters between the control group's name and its figure."""


def examine(dossier: Dossier) -> Iterator[Objection]:
    """A remark where the nearest passage goes on to a result that the claim and its neighbours leave out."""
    claim = dossier.claim
    where = context(claim.text)
    if where.question or where.hypothetical or where.purpose or verbatim(claim, dossier.passages):
        return
    for match in nearest(claim, dossier.ranked, SAME)[:2]:
        found = _control(dossier, match.passage) or _turned(dossier, match)
        if found is not None:
            yield _objection(dossier, *found)
            return


def _control(dossier: Dossier, passage: Passage) -> tuple[Passage, tuple[int, int], str] | None:
    """The control group's own change, where the claim gives only the treated group's."""
    told = around(dossier.claim)
    if expression("picked", "control").search(told) or expression("picked", "against").search(dossier.claim.text):
        return None
    mine = {match.group().lstrip("−-") for match in _NUMBER.finditer(dossier.claim.text)}
    theirs = list(_NUMBER.finditer(passage.text))
    if not mine & {match.group().lstrip("−-") for match in theirs}:
        return None
    for group in expression("picked", "control").finditer(passage.text):
        for match in theirs:
            near = abs(match.start() - group.start()) <= _BESIDE
            if (
                near
                and match.group().lstrip("−-") not in mine
                and _nearest_number(group.start(), theirs) == match.start()
            ):
                end = passage.text.find(" ", match.end() + 1)
                unit = end if match.end() < end < match.end() + 12 else match.end()
                start, stop = min(group.start(), match.start()), max(group.end(), unit)
                return passage, (start, stop), "The control group changed too"
    return None


def _nearest_number(at: int, numbers: list[re.Match[str]]) -> int:
    return min((match.start() for match in numbers), key=lambda start: abs(start - at))


def _turned(dossier: Dossier, match: Match) -> tuple[Passage, tuple[int, int], str] | None:
    """What comes after "but" or "however" and tells of no effect."""
    told = profile(around(dossier.claim))
    if any(cue.group == "null" for cue in told.all_of("magnitude")) or told.certainty < 2:
        return None
    after = next((each for each in dossier.passages if each.text == match.passage.after), None)
    for passage, first in ((match.passage, ""), (after, match.passage.text)):
        if passage is None:
            continue
        found = _null_after_turn(dossier, passage, first)
        if found is not None:
            return passage, found, "Another result is left out"
    return None


def _null_after_turn(dossier: Dossier, passage: Passage, before: str) -> tuple[int, int] | None:
    """The span of a null result after a turn, where the claim's matter stands before the turn."""
    turn = next(
        (hit for hit in expression("picked", "turn").finditer(passage.text) if not before or hit.start() < 3), None
    )
    if turn is None:
        return None
    good = before or passage.text[: turn.start()]
    rest = passage.text[turn.start() :]
    if expression("picked", "harm").search(rest) or share(dossier.claim.text, good) < SAME:
        return None
    if before and share(dossier.claim.text, rest) < SAME / 2:
        return None
    nulls = [cue for cue in profile(passage.text).all_of("magnitude") if cue.group == "null" and cue.end > turn.start()]
    new = content(rest) - content(dossier.claim.text)
    if not nulls or (not new and not nulls[0].text.lower().startswith("but not")):
        return None
    return min(turn.start(), nulls[0].start), min(max(nulls[0].end + 30, nulls[0].end), len(passage.text))


def _objection(dossier: Dossier, passage: Passage, span: tuple[int, int], what: str) -> Objection:
    claim = dossier.claim
    shown = passage.text[slice(*span)]
    return Objection(
        code="RISK-002",
        verdict=None,
        severity=raised("should", claim),
        title=f"{what}: “{cut(shown, 56 - len(what))}”",
        why="The source goes on; the article gives the better part.",
        aspects=(Aspect("results", cut(claim.text, 60), shown, "missing"),),
        passage=passage,
        said=(0, len(claim.text)),
        shown=span,
        ok_if="the rest of the article tells the other results.",
        confidence="medium",
        cause=f"picked {passage.start}",
    )


CHECK = PairCheck("result-picked", ("RISK-002",), examine)
