"""`reports/index.html`: every saved report in one table, worst first."""

from collections.abc import Sequence
from datetime import date, timedelta
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct

from pipeline.page.coverage import Share
from pipeline.page.order import placed
from pipeline.page.places import Placed, given, waived
from pipeline.page.render import page
from pipeline.page.summary import state_word, summary, tally, void_waivers
from pipeline.page.text import moment, plain, shown
from pipeline.page.words import VERDICTS, some, words
from pipeline.records.report import GateState, Report

_WORST: tuple[GateState, ...] = ("hold", "incomplete", "fixes", "ready")
_SOON = timedelta(days=14)
"""How long before its expiry a waiver is announced."""


class Row(Struct, frozen=True):
    """An article in the table."""

    word: str
    tone: str
    icon: str
    title: Markup
    href: str
    path: Markup
    must: int
    should: int
    consider: int
    shares: tuple[Share, ...]
    bar_label: str
    changed: str
    waivers: str
    audited: str
    audited_iso: str


def index(reports: Sequence[Report]) -> str:
    """The index page of all `reports`, worst first."""
    ordered = sorted(((report, placed(report)) for report in reports), key=_rank)
    state = words().state[ordered[0][0].gate.state] if ordered else words().state["ready"]
    held = sum(1 for report, _ in ordered if report.gate.state == "hold")
    heading = f"{held} of {some(len(ordered), 'article')} on hold" if ordered else "No reports yet"
    return page(
        "index.html.j2",
        state.icon,
        "",
        heading=heading,
        lede="Worst first. “Supported” means that a quoted passage of the cited source agrees, not that it is true.",
        rows=tuple(_row(report, findings) for report, findings in ordered),
        key=tuple((verdict, words().verdict[verdict].count) for verdict in VERDICTS),
    )


def _rank(entry: tuple[Report, tuple[Placed, ...]]) -> tuple[int, int, int, int, str, str]:
    report, findings = entry
    counts = tally(findings)
    state = _WORST.index(report.gate.state)
    return (
        state,
        -counts["must"],
        -counts["should"],
        -counts["consider"],
        report.article.title.casefold(),
        report.article.slug,
    )


def _row(report: Report, findings: tuple[Placed, ...]) -> Row:
    counts, state = tally(findings), words().state[report.gate.state]
    told = summary(report, findings)
    return Row(
        word=state_word(report, counts),
        tone=state.tone,
        icon=state.icon,
        title=shown(report.article.title or report.article.slug),
        href=quote(report.article.slug, safe="") + ".html",
        path=shown(report.article.path),
        must=counts["must"],
        should=counts["should"],
        consider=counts["consider"],
        shares=told.shares,
        bar_label=told.bar_label,
        changed=_changed(report),
        waivers=_waivers(report),
        audited=moment(report.generated_at),
        audited_iso=plain(report.generated_at),
    )


def _changed(report: Report) -> str:
    """What moved against the baseline, in a few words."""
    changes = report.changes
    told = ((changes.new, "new"), (changes.changed, "changed"), (changes.fixed, "fixed"), (changes.gone, "gone"))
    return ", ".join(f"{number} {word}" for number, word in told if number)


def _waivers(report: Report) -> str:
    """How many findings are waived, how many of them must be fixed but for that, and what became of waivers."""
    kept = [finding for finding in report.findings if waived(finding)]
    musts = sum(1 for finding in kept if finding.severity == "must")
    made = [given(finding.decided, None) for finding in kept]
    soon = sum(1 for one in made if one and _expires(one.until, report.generated_at))
    told = [f"{len(kept)} waived" + (f" ({musts} must fix)" if musts else "")] if kept else []
    told += [f"{soon} {'ends' if soon == 1 else 'end'} soon"] if soon else []
    return ", ".join(part for part in (*told, void_waivers(report)) if part)


def _expires(until: str, audited: str) -> bool:
    try:
        return date.fromisoformat(until[:10]) - date.fromisoformat(audited[:10]) <= _SOON
    except ValueError:
        return False
