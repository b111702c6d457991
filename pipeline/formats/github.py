"""Annotations of a pull request, as workflow commands on standard output.

GitHub shows ten errors and ten warnings of a step, so the worst come first; waived findings are left out.
"""

from pipeline.formats import Format
from pipeline.page.order import placed
from pipeline.page.places import Placed
from pipeline.page.text import plain, stopped
from pipeline.page.words import type_name
from pipeline.records.report import Report

_LEVEL = {"must": "error", "should": "warning", "consider": "notice"}


def render(report: Report) -> str:
    """One command a line; nothing where nothing is open."""
    lines = [_command(each, report) for each in placed(report) if not each.waived]
    return "".join(f"{line}\n" for line in lines)


def _command(each: Placed, report: Report) -> str:
    finding = each.finding
    place = [f"file={_property(report.article.path)}"]
    place += [f"line={each.line}"] if each.line is not None else []
    place.append(f"title={_property(f'{each.number} {plain(finding.code)} {type_name(plain(finding.code))}')}")
    message = f"{stopped(finding.title)} {stopped(finding.why)}".strip()
    return f"::{_LEVEL[finding.severity]} {','.join(place)}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(plain(text)).replace(":", "%3A").replace(",", "%2C")


FORMAT = Format(name="github", suffix="", render=render)
