"""A row a finding, for spreadsheets: UTF-8 with a byte order mark, CRLF, quoted after RFC 4180."""

import csv
import io

from pipeline.formats import Format
from pipeline.page.cards import address_of, place_in_lists
from pipeline.page.edit import edit
from pipeline.page.order import placed
from pipeline.page.places import Placed, given
from pipeline.page.text import visible, web
from pipeline.records.report import DecisionEntry, Report

_COLUMNS = "id severity verdict line title article source passage url fix confidence decision by until fp code".split()
_FORMULA = tuple("=+-@\t\r")
"""Starts that a spreadsheet may run as a formula (CWE-1236): such a cell gets an apostrophe in front."""


def render(report: Report) -> str:
    """All findings in working order, waived ones last."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for each in placed(report):
        writer.writerow([_cell(value) for value in _row(each, report)])
    return "\ufeff" + out.getvalue()


def _row(each: Placed, report: Report) -> list[str]:
    finding = each.finding
    best = each.evidence[0] if each.evidence else None
    change = edit(each, report.article.text)
    made = given(finding.decided, DecisionEntry())
    label = best.reference if best else given(finding.reference, "")
    address = (web(given(best.url, "")) if best else "") or (address_of(each.reference) if each.reference else "")
    return [
        each.number,
        finding.severity,
        given(finding.verdict, ""),
        place_in_lists(each),
        finding.title,
        report.article.text[slice(*each.span)] if each.span else "",
        label,
        best.quote if best else "",
        address,
        change.text if change else "",
        given(finding.confidence, ""),
        given(finding.decision, ""),
        made.by,
        made.until,
        finding.id,
        finding.code,
    ]


def _cell(value: str) -> str:
    text = visible(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


FORMAT = Format(name="csv", suffix=".csv", render=render)
