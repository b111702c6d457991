"""What a person sees in the terminal: progress on standard error, the five-line answer on standard output."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol, TextIO

from pipeline.page.cards import place_in_lists
from pipeline.page.order import Placed, given, placed
from pipeline.page.summary import state_word, summary, tally, works
from pipeline.page.text import cut, plain
from pipeline.page.words import SEVERITIES, listed, some, words
from pipeline.records.report import Report

FIRST = 3
"""Findings that the answer names; the report has the rest."""
_TITLE = 58
_COLOURS = {"hold": "31", "incomplete": "35", "fixes": "33", "ready": "32"}
"""Colours of the state, as SGR codes (ECMA-48)."""


class Step(Protocol):
    """Says which stage the walk has reached; `done` of `total` where it counts."""

    def __call__(self, stage: str, done: int | None = None, total: int | None = None) -> None:
        """`stage` in words that people understand: Reading article, Finding claims, Comparing."""


def answer(report: Report, path: str) -> str:
    """The answer for one article in about five lines, plain text without a line end.

    State, first findings, what was not checked and what changed, and `path`, where the report lies.
    """
    findings = placed(report)
    lines = [_state(report), *_first(report, findings), _rest(report, findings), f"Report: {plain(path)}   (make open)"]
    return "\n".join(line for line in lines if line)


def coloured(report: Report, path: str) -> str:
    """The answer with its state in colour, for a terminal that wants colour (`not is_plain(stream)`)."""
    state, rest = answer(report, path).split("  ", 1)
    return f"\x1b[1;{_COLOURS[report.gate.state]}m{state}\x1b[0m  {rest}"


def _state(report: Report) -> str:
    counts = tally(report)
    told = [f"{counts[each]} {words().severity[each].count}" for each in (*SEVERITIES, "waived") if counts[each]]
    name = plain(report.article.path.rsplit("/", 1)[-1] or report.article.slug)
    return f"{state_word(report).upper()}  {name}   {', '.join(told) or 'no findings'}"


def _first(report: Report, findings: tuple[Placed, ...]) -> list[str]:
    compared = bool(given(report.changes.since, ""))
    open_ = [each for each in findings if not each.waived]
    worst = [each for each in open_ if each.finding.severity != "consider"] or open_
    out = []
    for each in worst[:FIRST]:
        title = cut(plain(each.title), _TITLE)
        fresh = each.finding.state if compared and each.finding.state != "same" else ""
        label = given(each.finding.reference, "") or (listed(list(each.claim.citations)) if each.claim else "")
        cited = f"[{plain(label)}]" if label else ""
        row = f"{place_in_lists(each):>4}  {title:<{_TITLE}}  {fresh:<7}  {plain(each.finding.code):<8}  {cited}"
        out.append(row.rstrip())
    if len(worst) > FIRST:
        out.append(f"      … {len(worst) - FIRST} more")
    return out


def _rest(report: Report, findings: tuple[Placed, ...]) -> str:
    """What was not checked, and what changed, on one line."""
    cited = works(report)
    unread = [f"[{plain(each.label)}]" for each in cited if each.scope in ("none", "metadata")]
    partly = [f"[{plain(each.label)}]" for each in cited if each.scope == "abstract"]
    undecided = sum(1 for claim in report.claims if claim.verdict in ("unclear", "unavailable"))
    told = [f"{listed(unread, 5)} (could not be read)"] if unread else []
    told += [f"full text of {listed(partly, 5)} (abstract only)"] if partly else []
    told += [f"{some(undecided, 'claim')} undecided"] if undecided else []
    line = f"Not checked: {'; '.join(told)}." if told else ""
    shown = summary(report, findings)
    since = (
        f"Since {shown.since}: {', '.join(text for _, text in shown.chips) or 'nothing changed'}."
        if shown.since
        else ""
    )
    return "   ".join(part for part in (line, since) if part)


def is_plain(stream: TextIO, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether progress must be plain lines: not a terminal, or one that asks for it (`NO_COLOR`, `CI`, dumb)."""
    asked = environ.get("NO_COLOR") or environ.get("CI") or environ.get("TERM") == "dumb"
    return bool(asked) or not stream.isatty()


@contextmanager
def progress(stream: TextIO, name: str, *, plainly: bool | None = None) -> Iterator[Step]:
    """Shows the walk's stages for the article `name` on `stream` while the block runs.

    In a terminal one line that changes (rich); elsewhere one plain line a stage. `plainly` overrides the guess.
    """
    if is_plain(stream) if plainly is None else plainly:
        yield _plain_steps(stream, plain(name))
        return
    from pipeline.page.bar import bar  # noqa: PLC0415 - rich is loaded only where somebody watches

    with bar(stream, plain(name)) as step:
        yield step


def _plain_steps(stream: TextIO, name: str) -> Step:
    last = [""]

    def step(stage: str, done: int | None = None, total: int | None = None) -> None:
        if stage != last[0]:
            count = f" ({done or 0}/{total})" if total else ""
            stream.write(f"{name}: {plain(stage)}{count}\n")
            stream.flush()
        last[0] = stage

    return step
