"""The answer in words: may it be published, what comes first, what was checked and what was not."""

from markupsafe import Markup
from msgspec import Struct

from pipeline.page.cards import place_in_lists
from pipeline.page.order import Placed, given
from pipeline.page.text import day, plain, shown
from pipeline.page.words import SEVERITIES, VERDICTS, listed, some, words
from pipeline.records.report import ClaimEntry, ReferenceEntry, Report, Verdict

FIRST = 7
"""Things to do that the first screen names; more would be a second list to triage."""
_UNDECIDED: tuple[Verdict, ...] = ("unclear", "unavailable")
_PARTIAL = {"none": "not read", "metadata": "metadata only", "abstract": "abstract only"}
"""Scopes that are less than the work; a registry record or press release is read whole."""


class Todo(Struct, frozen=True):
    """A line of the list of what to do first."""

    number: str
    title: Markup
    plain: str
    line: str
    """`line 35`, `[2]`, or empty."""
    tone: str


class Share(Struct, frozen=True):
    """A segment of the verdict bar and its entry in the key."""

    verdict: str
    count: int
    word: str
    means: str


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
    shares: tuple[Share, ...]
    bar_label: str
    aside: str
    """How many claims are not checkable."""
    unchecked: str
    references: str
    reference_tone: str
    since: str
    chips: tuple[tuple[str, str], ...]


def tally(report: Report) -> dict[str, int]:
    """Open findings by severity, and `waived`: counted from the findings that the page shows."""
    counts = dict.fromkeys((*SEVERITIES, "waived"), 0)
    for finding in report.findings:
        counts["waived" if finding.decision in ("keep", "not_a_problem") else finding.severity] += 1
    return counts


def summary(report: Report, findings: tuple[Placed, ...]) -> Summary:
    """The answer for one article."""
    counts, state = tally(report), words().state[report.gate.state]
    gating = [each for each in findings if not each.waived and _closes(each, report)]
    first = gating or [each for each in findings if each.tone in ("must", "should")]
    shares = _shares(report)
    checkable = sum(share.count for share in shares)
    return Summary(
        state=report.gate.state,
        tone=state.tone,
        icon=state.icon,
        heading=heading(report, gating),
        short=short(report),
        todo_heading="Fix these first" if report.gate.state == "hold" else "Worth fixing",
        todo=tuple(_todo(each) for each in first[:FIRST]),
        then=_then(counts, first),
        total=len(findings),
        shares=shares,
        bar_label=f"{some(checkable, 'checkable claim')}: " + _told(shares),
        aside=_aside(report),
        unchecked=unchecked(report),
        references=_references(report),
        reference_tone="bad" if _bad_reference(report) else "ok",
        since=day(given(report.changes.since, "")),
        chips=_chips(report),
    )


def _closes(placed: Placed, report: Report) -> bool:
    """Whether a finding is at or above the severity that holds the article."""
    at = {"must": ("must",), "should": ("must", "should"), "never": ()}[report.gate.fail_on]
    return placed.finding.severity in at


def heading(report: Report, gating: list[Placed]) -> str:
    """The first line of the page: state and its reason, with the number."""
    state = report.gate.state
    if state == "hold":
        claims = {each.claim.id for each in gating if each.claim}
        about_claims = bool(gating) and all(each.claim for each in gating) and len(claims) == len(gating)
        count = len(gating) or report.gate.counts.must
        return f"Hold – {some(count, 'claim' if about_claims else 'problem')} must be fixed before publishing"
    if state == "incomplete":
        return f"Incomplete – {_missing(report)}"
    counts = tally(report)
    if state == "fixes":
        if counts["must"]:
            return f"Not held by the gate – {some(counts['must'], 'must-fix finding')} open"
        return f"Ready after small fixes – {some(counts['should'], 'suggestion')}"
    checked = sum(1 for claim in report.claims if claim.verdict in ("supported", "contradicted", "overstated"))
    if not checked:
        return "Ready – no claim was found that could be checked"
    return f"Ready – no open problems in {some(checked, 'checked claim')}"


def _missing(report: Report) -> str:
    used = {label for each in report.references if each.cited for label in (each.label, *each.same_as)}
    unread = [each for each in works(report) if each.scope in ("none", "metadata") and each.label in used]
    if unread:
        return f"{some(len(unread), 'source')} could not be read"
    cited = [claim for claim in report.claims if claim.citations and claim.verdict != "not_checkable"]
    undecided = sum(1 for claim in cited if _unchecked(claim))
    return f"{undecided} of {some(len(cited), 'cited claim')} could not be checked"


def _unchecked(claim: ClaimEntry) -> bool:
    """Whether nobody has checked a cited claim: what is not found in a part may stand in the rest."""
    return claim.verdict in _UNDECIDED or (claim.verdict == "not_found" and claim.evidence_scope in _PARTIAL)


def short(report: Report) -> str:
    """`Hold: 5 must fix`: the state and the number behind it."""
    counts = tally(report)
    state = report.gate.state
    if state == "incomplete":
        return f"Incomplete: {_missing(report)}"
    told = [f"{counts[each]} {words().severity[each].count}" for each in SEVERITIES if counts[each]]
    return f"{state_word(report)}: {told[0] if told else 'no findings'}"


def state_word(report: Report) -> str:
    """The state in a word or four; an article that only a switched-off gate lets through is never called ready."""
    if report.gate.state == "fixes" and tally(report)["must"]:
        return "Not held"
    return words().state[report.gate.state].word


def works(report: Report) -> list[ReferenceEntry]:
    """The cited works, one each: a reference that is the same work as an earlier one is left out."""
    seen: set[str] = set()
    out = []
    for reference in report.references:
        if reference.label not in seen:
            out.append(reference)
        seen.update((reference.label, *reference.same_as))
    return out


def _todo(placed: Placed) -> Todo:
    at = place_in_lists(placed)
    line = f"line {at}" if placed.line is not None else at
    return Todo(placed.number, shown(placed.title), plain(placed.title), line, placed.tone)


def _then(counts: dict[str, int], first: list[Placed]) -> str:
    hidden = len(first) - FIRST
    more = f"And {hidden} more. " if hidden > 0 else ""
    done = {each.tone for each in first}
    left = [
        f"{counts[each]} {words().severity[each].count}" for each in SEVERITIES if counts[each] and each not in done
    ]
    rest = f"{'Then' if first else 'There are'}: {', '.join(left)}." if left else ""
    waived = f" {counts['waived']} waived." if counts["waived"] else ""
    return f"{more}{rest}{waived}".strip()


def _shares(report: Report) -> tuple[Share, ...]:
    counted = [(verdict, sum(1 for claim in report.claims if claim.verdict == verdict)) for verdict in VERDICTS]
    return tuple(
        Share(verdict, count, words().verdict[verdict].count, words().verdict[verdict].means)
        for verdict, count in counted
        if count
    )


def _told(shares: tuple[Share, ...]) -> str:
    return ", ".join(f"{share.count} {share.word}" for share in shares) or "none"


def _aside(report: Report) -> str:
    silent = sum(1 for claim in report.claims if claim.verdict == "not_checkable")
    return f"{some(silent, 'statement')} not checkable (opinion, advice, forecast, question)." if silent else ""


def unchecked(report: Report) -> str:
    """What was not, or not fully, checked: sources by what of them was read, claims by verdict."""
    cited = works(report)
    parts = []
    for scope, how in _PARTIAL.items():
        labels = [f"[{plain(each.label)}]" for each in cited if each.scope == scope]
        parts += [f"{len(labels)} {how} ({listed(labels, 6)})"] if labels else []
    told = [f"Of {some(len(cited), 'cited work')}: {listed(parts)}."] if parts else []
    open_claims = sum(1 for claim in report.claims if claim.verdict in _UNDECIDED)
    if open_claims:
        told.append(f"{some(open_claims, 'claim')} could not be decided and {_count_as(open_claims)} as unchecked.")
    uncited = sum(1 for claim in report.claims if claim.verdict == "uncited")
    if uncited:
        told.append(f"{some(uncited, 'claim')} {'names' if uncited == 1 else 'name'} no source to check against.")
    return " ".join(told)


def _count_as(number: int) -> str:
    return "counts" if number == 1 else "count"


def _bad_reference(report: Report) -> bool:
    return any(each.code.startswith("REF") and each.severity != "consider" for each in report.findings)


def _references(report: Report) -> str:
    """Retractions, dead links, duplicates and mismatches, as the findings and records tell them."""
    states = [each.retraction for each in report.references]
    retracted = sum(1 for each in states if each.state == "notice" and given(each.type, "") != "correction")
    unasked = sum(1 for each in states if each.state == "unknown")
    told = [f"{retracted} retracted or under concern", f"{_with(report, 'REF-001')} dead links"]
    for code, one, many in (
        ("REF-003", "identifier opens another work", "identifiers open another work"),
        ("REF-004", "duplicate", "duplicates"),
        ("REF-005", "entry differs from the record", "entries differ from the record"),
        ("REF-008", "never cited", "never cited"),
    ):
        number = _with(report, code)
        told += [some(number, one, many)] if number else []
    text = ", ".join(told) + "."
    return text + (f" For {unasked} of {len(states)} nobody was asked about retraction." if unasked else "")


def _with(report: Report, code: str) -> int:
    return sum(1 for finding in report.findings if finding.code == code)


def _chips(report: Report) -> tuple[tuple[str, str], ...]:
    """What changed against the baseline, as `(look, words)`."""
    changes = report.changes
    if not given(changes.since, ""):
        return ()
    still = sum(1 for finding in report.findings if finding.state == "same")
    told = (
        ("new", changes.new, "new"),
        ("ch", changes.changed, "changed"),
        ("done", changes.fixed, "fixed"),
        ("", changes.gone, "gone"),
        ("ch", changes.waiver_expired, "waiver expired"),
        ("", still, "still open"),
    )
    return tuple((look, f"{number} {word}") for look, number, word in told if number)
