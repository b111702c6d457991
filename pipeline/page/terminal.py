"""What a person sees in the terminal: progress on standard error, the five-line answer on standard output."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol, TextIO

from pipeline.page.cards import place_in_lists
from pipeline.page.coverage import counted, named, partly_read, unread
from pipeline.page.order import by_card, placed
from pipeline.page.places import Placed, given
from pipeline.page.summary import state_word, summary, tally
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
    lines = [
        _state(report, findings),
        *_first(report, findings),
        _rest(report, findings),
        f"Report: {plain(path)}   (make open)",
    ]
    return "\n".join(line for line in lines if line)


def coloured(report: Report, path: str) -> str:
    """The answer with its state in colour, for a terminal that wants colour (`not is_plain(stream)`)."""
    state, rest = answer(report, path).split("  ", 1)
    return f"\x1b[1;{_COLOURS[report.gate.state]}m{state}\x1b[0m  {rest}"


def _state(report: Report, findings: tuple[Placed, ...]) -> str:
    """State, name, and the cards of the report by severity; in brackets the findings where a card holds several."""
    counts = tally(findings)
    told = [f"{counts[each]} {words().severity[each].count}" for each in (*SEVERITIES, "waived") if counts[each]]
    name = plain(report.article.path.rsplit("/", 1)[-1] or report.article.slug)
    joined = f" ({some(len(findings), 'finding')})" if len(findings) > sum(counts.values()) else ""
    return f"{state_word(report, counts).upper()}  {name}   {', '.join(told) or 'no findings'}{joined}"


def _first(report: Report, findings: tuple[Placed, ...]) -> list[str]:
    compared = bool(given(report.changes.since, ""))
    open_ = [each for each in by_card(findings) if not each[0].waived]
    worst = [each for each in open_ if each[0].finding.severity != "consider"] or open_
    out = [_row(each, compared=compared) for each in worst[:FIRST]]
    if len(worst) > FIRST:
        out.append(f"      … {len(worst) - FIRST} more")
    return out


def _row(members: tuple[Placed, ...], *, compared: bool) -> str:
    """A card in a line: where, what, whether it is new, by which rule, against which source."""
    lead = members[0]
    title = cut(plain(lead.heading or lead.title), _TITLE)
    states = [each.finding.state for each in members]
    fresh = next((state for state in ("new", "changed") if compared and state in states), "")
    label = given(lead.finding.reference, "") or (listed(list(lead.claim.citations)) if lead.claim else "")
    cited = f"[{plain(label)}]" if label else ""
    return f"{place_in_lists(lead):>4}  {title:<{_TITLE}}  {fresh:<7}  {plain(lead.finding.code):<8}  {cited}".rstrip()


def _rest(report: Report, findings: tuple[Placed, ...]) -> str:
    """What was not checked, and what changed, on one line."""
    lost, partly, claims = unread(report), partly_read(report), counted(report)
    told = [f"{named(lost)} (could not be read)"] if lost else []
    told += [f"full text of {named(partly)} (abstract only)"] if partly else []
    told += [f"{claims.undecided} of {some(claims.cited, 'cited claim')}"] if claims.undecided else []
    told += [f"{some(claims.uncited, 'claim')} without a source"] if claims.uncited else []
    line = f"Not checked: {'; '.join(told)}." if told else ""
    shown = summary(report, findings)
    since = (
        f"Since {shown.since}: {', '.join(text for _, text in shown.chips) or 'nothing changed'}."
        if shown.since
        else ""
    )
    return "   ".join(part for part in (line, since, f"{shown.waivers}." if shown.waivers else "") if part)


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
