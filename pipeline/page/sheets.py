"""A card as the page shows it: one finding, or several with one cause, each with its own evidence and its own words."""

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from pipeline.page.cards import OCCURRENCES, Card, card, on, place_in_lists
from pipeline.page.groups import of_one_kind
from pipeline.page.order import by_card
from pipeline.page.places import Placed
from pipeline.page.text import shown
from pipeline.page.words import SEVERITIES, listed, words
from pipeline.records.report import Report

_NAMED = 2
"""Lines that a list names one by one; of more it names the first and the last."""


class Sheet(Struct, frozen=True):
    """A card with all that stands on it."""

    number: str
    tone: str
    severity: str
    """Of the gravest of its findings."""
    pill: str
    icon: str
    state: str
    title: Markup
    where: str
    line: str
    """For lists: a line, the first and the last of several, or a reference's label in brackets."""
    verdicts: tuple[str, ...]
    decision: str
    """What a person decided on all of its findings; `undecided` where not on all alike."""
    parts: tuple[Card, ...]

    joined: str
    """What its findings have in common; empty where it has one."""

    @property
    def several(self) -> bool:
        """Whether it has more than one finding."""
        return len(self.parts) > 1


def sheets(findings: tuple[Placed, ...], report: Report) -> tuple[Sheet, ...]:
    """The cards of all findings, in working order."""
    return tuple(_sheet(members, report) for members in by_card(findings))


def _sheet(members: tuple[Placed, ...], report: Report) -> Sheet:
    lead = members[0]
    parts = tuple(card(each, report) for each in members)
    decisions = {part.decision for part in parts}
    states = {part.state for part in parts}
    return Sheet(
        number=lead.card,
        tone=lead.tone,
        severity=next(severity for severity in SEVERITIES if severity in {part.severity for part in parts}),
        pill=words().severity[lead.tone].label,
        icon=words().severity[lead.tone].icon,
        state=next((state for state in ("new", "changed", "same") if state in states), ""),
        title=card_title(members),
        where=_where(members, parts),
        line=span_in_lists(members),
        verdicts=tuple(dict.fromkeys(part.verdict for part in parts if part.verdict)),
        decision=decisions.pop() if len(decisions) == 1 else "undecided",
        parts=_without_repeats(parts),
        joined=_joined(members),
    )


def _joined(members: tuple[Placed, ...]) -> str:
    if len(members) == 1:
        return ""
    how = "of one kind" if of_one_kind(members) else "that one change may settle"
    return f"{len(members)} findings {how}; a decision made here is saved for each."


def card_title(members: tuple[Placed, ...]) -> Markup:
    """What is wrong, in a line; of several findings how many and of what."""
    return shown(members[0].heading or members[0].title)


def lines_of(members: tuple[Placed, ...]) -> list[int]:
    """Every line that a card is about, in order."""
    return sorted({line for each in members for line in (each.line, *each.also) if line is not None})


def span_in_lists(members: tuple[Placed, ...]) -> str:
    """Where a card's findings stand, as short as lists need it: `35`, `11, 37`, `11–81`, or `[2]`."""
    lines = lines_of(members)
    if len(members) == 1 or not lines:
        return place_in_lists(members[0])
    pages = sorted({each.page for each in members if each.page is not None})
    if pages:
        return f"p. {pages[0]}" if len(pages) == 1 else f"p. {pages[0]}–{pages[-1]}"
    return ", ".join(map(str, lines)) if len(lines) <= _NAMED else f"{lines[0]}–{lines[-1]}"


def _where(members: tuple[Placed, ...], parts: tuple[Card, ...]) -> str:
    lines = lines_of(members)
    if len(members) == 1 or not lines:
        return parts[0].where
    if members[0].page is not None:
        own = sorted({(each.page or 0, each.line or 0) for each in members})
        return listed([on(page, line) for page, line in own], OCCURRENCES).capitalize()
    named = listed([str(line) for line in lines], OCCURRENCES)
    return f"{'Line' if len(lines) == 1 else 'Lines'} {named}"


def _without_repeats(parts: tuple[Card, ...]) -> tuple[Card, ...]:
    """The parts of a card; what an earlier one has already quoted or explained in the same words stands once."""
    pairs: set[tuple[Markup, tuple[Markup, ...]]] = set()
    told: set[Markup] = set()
    out = []
    for part in parts:
        pair = (part.article, tuple(quote.html for quote in part.quotes[:1]))
        if pair in pairs:
            part = replace(part, article=Markup(), quotes=())  # noqa: PLW2901 - the shorter one goes on
        pairs.add(pair)
        fine = Markup() if part.ok_if in told else part.ok_if
        why = Markup() if part.why in told else part.why
        told |= {part.ok_if, part.why}
        out.append(replace(part, ok_if=fine, why=why))
    return tuple(out)
