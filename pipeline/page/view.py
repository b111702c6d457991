"""Report → what the template shows; nothing is decided here, only counted and worded."""

import shlex

from markupsafe import Markup
from msgspec import Struct

from pipeline.page.article import Line, lines
from pipeline.page.cards import Card
from pipeline.page.checklist import Answer, answers
from pipeline.page.order import by_card, placed
from pipeline.page.places import Placed, given
from pipeline.page.sheets import Sheet, sheets
from pipeline.page.strip import Strip, strip
from pipeline.page.summary import Summary, summary, tally
from pipeline.page.tables import ClaimRow, SourceRow, claim_rows, source_rows
from pipeline.page.text import day, moment, plain, shown, web
from pipeline.page.words import SEVERITIES, VERDICTS, listed, some, words
from pipeline.records.report import ClosedEntry, Report, RequestEntry


class Closed(Struct, frozen=True):
    """A finding of the last audit that is not open any more."""

    state: str
    label: str
    title: Markup
    line: str
    note: Markup


class Request(Struct, frozen=True):
    """A line of the request log."""

    label: str
    url: Markup
    link: str
    outcome: str
    at: str
    note: Markup


class View(Struct, frozen=True):
    """Everything that the report's template reads."""

    title: str
    heading: Markup
    slug: str
    path: Markup
    audited: str
    audited_iso: str
    facts: tuple[str, ...]
    warnings: tuple[Markup, ...]
    summary: Summary
    strip: Strip
    counts: dict[str, int]
    cards: tuple[Sheet, ...]
    joined: str
    """How many findings the cards hold, where they are more than the cards."""
    lines: tuple[Line, ...]
    claims: tuple[ClaimRow, ...]
    silent: tuple[ClaimRow, ...]
    verdicts: tuple[tuple[str, str, int], ...]
    inherited: bool
    sources: tuple[SourceRow, ...]
    requests: tuple[Request, ...]
    since: str
    fresh: tuple[Card, ...]
    changed: tuple[Card, ...]
    closed: tuple[Closed, ...]
    void: tuple[Closed, ...]
    """Waivers that hold no longer."""
    checklist: tuple[Answer, ...]
    reasons: dict[str, dict[str, str]]
    decisions: dict[str, str]
    decisions_short: dict[str, str]
    sha256: str
    tool: str
    rule: str
    repeat: str
    lang: str


def view(report: Report) -> View:
    """Everything that the page of `report` shows."""
    findings = placed(report)
    cards = sheets(findings, report)
    parts = [part for each in cards for part in each.parts]
    closed = tuple(_closed(each) for each in given(report.changes.closed, ()))
    claims = claim_rows(report, findings)
    compared = bool(given(report.changes.since, ""))
    return View(
        title=plain(report.article.title) or plain(report.article.slug),
        heading=shown(report.article.title or report.article.slug),
        slug=plain(report.article.slug),
        path=shown(report.article.path),
        audited=moment(report.generated_at),
        audited_iso=plain(report.generated_at),
        facts=_facts(report),
        warnings=tuple(shown(line) for line in given(report.article.warnings, ())),
        summary=summary(report, findings),
        strip=strip(report, findings),
        counts=tally(findings),
        cards=cards,
        joined=_joined(len(cards), findings),
        lines=lines(report, findings),
        claims=tuple(row for row in claims if row.verdict != "not_checkable"),
        silent=tuple(row for row in claims if row.verdict == "not_checkable"),
        verdicts=_verdicts(claims),
        inherited=any(claim.citation_scope == "inherited" for claim in report.claims),
        sources=source_rows(report, findings),
        requests=tuple(_request(each) for each in given(report.requests, ())),
        since=day(given(report.changes.since, "")),
        fresh=tuple(each for each in parts if compared and each.state == "new"),
        changed=tuple(each for each in parts if compared and each.state == "changed"),
        closed=tuple(each for each in closed if not each.state.startswith("waiver")),
        void=tuple(each for each in closed if each.state.startswith("waiver")),
        checklist=answers(report, findings),
        reasons=words().reasons,
        decisions=words().decision,
        decisions_short=words().decision_short,
        sha256=plain(report.article.sha256),
        tool=_tool(report),
        rule=_rule(report, findings),
        repeat=plain(given(report.repeat, "") or f"claim-audit audit {shlex.quote(report.article.path)}"),
        lang=plain(report.article.lang),
    )


def _joined(cards: int, findings: tuple[Placed, ...]) -> str:
    """How many findings stand on the cards, and how many of each severity, as the files for programs count them."""
    if cards == len(findings):
        return ""
    number = {tone: sum(each.tone == tone for each in findings) for tone in (*SEVERITIES, "waived")}
    told = listed([f"{count} {words().severity[tone].count}" for tone, count in number.items() if count])
    return f"{some(cards, 'card')} for {some(len(findings), 'finding')} ({told}): what has one cause is one card."


def _facts(report: Report) -> tuple[str, ...]:
    checkable = sum(1 for claim in report.claims if claim.verdict != "not_checkable")
    return (
        some(report.article.words, "word"),
        some(checkable, "checkable claim"),
        some(len(report.references), "reference"),
        f"rules {plain(report.tool.rules)}",
    )


def _verdicts(claims: tuple[ClaimRow, ...]) -> tuple[tuple[str, str, int], ...]:
    counted = ((verdict, sum(1 for row in claims if row.verdict == verdict)) for verdict in VERDICTS)
    return tuple((verdict, words().verdict[verdict].label, count) for verdict, count in counted if count)


def _request(entry: RequestEntry) -> Request:
    status = given(entry.status, 0)
    outcome = "answered" if entry.outcome == "ok" else words().reason.get(entry.outcome, plain(entry.outcome))
    return Request(
        label=f"[{plain(given(entry.label, ''))}]" if given(entry.label, "") else "",
        url=shown(entry.url),
        link=web(entry.url),
        outcome=f"{outcome} ({status})" if status else outcome,
        at=moment(given(entry.at, "")),
        note=shown(given(entry.note, "")),
    )


def _closed(entry: ClosedEntry) -> Closed:
    line = given(entry.line, 0)
    return Closed(
        state=entry.state,
        label=words().closed[entry.state],
        title=shown(entry.title),
        line=f"line {line}" if line else "",
        note=shown(given(entry.note, "")),
    )


def _tool(report: Report) -> str:
    tool = report.tool
    model = f"model {plain(tool.model)}" if tool.model else "without a model"
    return f"{plain(tool.name)} {plain(tool.version)}, rules {plain(tool.rules)}, {model}"


def _rule(report: Report, findings: tuple[Placed, ...]) -> str:
    """The publishing rule in words."""
    if report.gate.fail_on == "never":
        return "The gate is off: nothing holds this article, whatever is found."
    closing = ("must",) if report.gate.fail_on == "must" else ("must", "should")
    named = " or ".join(f"“{words().severity[severity].label}”" for severity in closing)
    held = sum(1 for members in by_card(findings) if members[0].tone in closing)
    return f"Hold while a card that says {named} is open. {some(held, 'such card')} open now."
