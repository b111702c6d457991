"""The answer in words: may it be published, what comes first, what was checked and what was not."""

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from pipeline.page.coverage import Share, aside, missing, references, shares, unchecked
from pipeline.page.order import by_card
from pipeline.page.places import Placed, given
from pipeline.page.sheets import card_title, lines_of, span_in_lists
from pipeline.page.text import day, plain
from pipeline.page.words import SEVERITIES, some, words
from pipeline.records.report import Report

FIRST = 7
"""Things to do that the first screen names; more would be a second list to triage."""


class Todo(Struct, frozen=True):
    """A line of the list of what to do first."""

    number: str
    title: Markup
    plain: str
    line: str
    """`line 35`, `[2]`, or empty."""
    tone: str


class Summary(Struct, frozen=True):
    """What the first screen says."""

    state: str
    tone: str
    icon: str
    heading: str
    short: str
    """For the window's title and the terminal: `Hold: 5 must fix`."""
    todo_heading: str
    todo: tuple[Todo, ...]
    then: str
    total: int
    checkable: str
    """`87 checkable claims`: what the bar divides."""
    shares: tuple[Share, ...]
    bar_label: str
    aside: str
    """How many claims are not checkable."""
    unchecked: str
    references: str
    reference_tone: str
    waivers: str
    """How many waivers hold no longer; empty where none."""
    since: str
    chips: tuple[tuple[str, str], ...]


def tally(findings: tuple[Placed, ...]) -> dict[str, int]:
    """Open cards by the severity of the gravest finding on them, and `waived`: what the page shows, counted."""
    counts = dict.fromkeys((*SEVERITIES, "waived"), 0)
    for members in by_card(findings):
        counts[members[0].tone] += 1
    return counts


def summary(report: Report, findings: tuple[Placed, ...]) -> Summary:
    """The answer for one article."""
    counts, state = tally(findings), words().state[report.gate.state]
    cards = by_card(findings)
    gating = [each for each in cards if each[0].tone in _closing(report)]
    first = gating or [each for each in cards if each[0].tone in ("must", "should")]
    parts = shares(report)
    checkable = some(sum(share.count for share in parts), "checkable claim")
    return Summary(
        state=report.gate.state,
        tone=state.tone,
        icon=state.icon,
        heading=heading(report, findings),
        short=short(report, findings),
        todo_heading="Fix these first" if report.gate.state == "hold" else "Worth fixing",
        todo=tuple(_todo(each) for each in first[:FIRST]),
        then=_then(counts, first),
        total=len(cards),
        checkable=checkable,
        shares=parts,
        bar_label=f"{checkable}: " + _told(parts),
        aside=aside(report),
        unchecked=unchecked(report),
        references=references(report),
        reference_tone=_reference_tone(report),
        waivers=void_waivers(report),
        since=day(given(report.changes.since, "")),
        chips=_chips(report),
    )


def _closing(report: Report) -> tuple[str, ...]:
    """The severities that hold the article."""
    return {"must": ("must",), "should": ("must", "should"), "never": ()}[report.gate.fail_on]


def heading(report: Report, findings: tuple[Placed, ...]) -> str:
    """The first line of the page: state and its reason, with the number."""
    state = report.gate.state
    counts = tally(findings)
    if state == "hold":
        gating = [each[0] for each in by_card(findings) if each[0].tone in _closing(report)]
        claims = {each.claim.id for each in gating if each.claim}
        about_claims = bool(gating) and len(claims) == len(gating)
        count = len(gating) or report.gate.counts.must
        return f"Hold – {some(count, 'claim' if about_claims else 'problem')} must be fixed before publishing"
    if state == "incomplete":
        return f"Incomplete – {missing(report)}"
    if state == "fixes":
        if counts["must"]:
            return f"Not held by the gate – {some(counts['must'], 'must-fix finding')} open"
        return f"Ready after small fixes – {some(counts['should'], 'suggestion')}"
    checked = sum(1 for claim in report.claims if claim.verdict in ("supported", "contradicted", "overstated"))
    if not checked:
        return "Ready – no claim was found that could be checked"
    return f"Ready – no open problems in {some(checked, 'checked claim')}"


def short(report: Report, findings: tuple[Placed, ...]) -> str:
    """`Hold: 5 must fix`: the state and the number behind it."""
    counts = tally(findings)
    state = report.gate.state
    if state == "incomplete":
        return f"Incomplete: {missing(report)}"
    told = [f"{counts[each]} {words().severity[each].count}" for each in SEVERITIES if counts[each]]
    return f"{state_word(report, counts)}: {told[0] if told else 'no findings'}"


def state_word(report: Report, counts: dict[str, int]) -> str:
    """The state in a word or four; an article that only a switched-off gate lets through is never called ready."""
    if report.gate.state == "fixes" and counts["must"]:
        return "Not held"
    return words().state[report.gate.state].word


def _todo(members: tuple[Placed, ...]) -> Todo:
    lead, at = members[0], span_in_lists(members)
    title = card_title(members)
    several = "line" if at.isdigit() else "lines"
    line = f"{several} {at}" if lines_of(members) else at
    return Todo(lead.card, title, plain(lead.heading or lead.title), line, lead.tone)


def _then(counts: dict[str, int], first: Sequence[tuple[Placed, ...]]) -> str:
    hidden = len(first) - FIRST
    more = f"And {hidden} more. " if hidden > 0 else ""
    done = {each[0].tone for each in first}
    left = [
        f"{counts[each]} {words().severity[each].count}" for each in SEVERITIES if counts[each] and each not in done
    ]
    rest = f"{'Then' if first else 'There are'}: {', '.join(left)}." if left else ""
    waived = f" {counts['waived']} waived." if counts["waived"] else ""
    return f"{more}{rest}{waived}".strip()


def _told(shares: tuple[Share, ...]) -> str:
    return ", ".join(f"{share.count} {share.word}" for share in shares) or "none"


def _reference_tone(report: Report) -> str:
    """`bad` with a remark that should be heeded, `ok` where all was asked and nothing is to be said, else `some`."""
    remarks = [each.severity for each in report.findings if each.code.startswith("REF")]
    if any(severity != "consider" for severity in remarks):
        return "bad"
    unasked = any(each.retraction.state == "unknown" for each in report.references)
    return "some" if remarks or unasked else "ok"


def void_waivers(report: Report) -> str:
    """How many waivers hold no longer, with or without a baseline; empty where none."""
    void = sum(1 for each in given(report.changes.closed, ()) if each.state.startswith("waiver"))
    return f"{some(void, 'waiver')} {'holds' if void == 1 else 'hold'} no longer" if void else ""


def _chips(report: Report) -> tuple[tuple[str, str], ...]:
    """What changed against the baseline, as `(look, words)`."""
    changes = report.changes
    if not given(changes.since, ""):
        return ()
    waived = ("keep", "not_a_problem")
    still = sum(1 for finding in report.findings if finding.state == "same" and finding.decision not in waived)
    told = (
        ("new", changes.new, "new"),
        ("ch", changes.changed, "changed"),
        ("done", changes.fixed, "fixed"),
        ("", changes.gone, "gone"),
        ("", still, "still open"),
    )
    return tuple((look, f"{number} {word}") for look, number, word in told if number)
