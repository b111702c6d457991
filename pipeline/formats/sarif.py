"""SARIF 2.1.0 (OASIS), for code scanning and its viewers.

The region is the line of the article and a snippet of it; offsets of the canonical text stand in `properties`, since
they do not count in the file's bytes. For the same reason a suggested wording is a property and not a `fix`.
"""

from typing import Any
from urllib.parse import quote

import msgspec

from pipeline.formats import Format
from pipeline.page.cards import address_of
from pipeline.page.edit import edit
from pipeline.page.order import placed
from pipeline.page.places import Placed, given
from pipeline.page.text import plain, stopped, web
from pipeline.page.words import type_name, words
from pipeline.records.report import DecisionEntry, Evidence, Report

_LEVEL = {"must": "error", "should": "warning", "consider": "note"}
_STATE = {"new": "new", "same": "unchanged", "changed": "updated"}
_REVIEW = ("unavailable", "unclear")
"""Verdicts that ask a person to look: SARIF's kind `review`, whose level has to be `none`."""


def render(report: Report) -> bytes:
    """The log of one article."""
    findings = placed(report)
    codes = sorted({each.finding.code for each in findings})
    run = {
        "tool": {"driver": _driver(report, codes)},
        "automationDetails": {"id": f"claim-audit/{plain(report.article.slug)}/"},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _file(report), "hashes": {"sha-256": plain(report.article.sha256)}}],
        "results": [_result(each, codes, report) for each in findings],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2) + b"\n"


def _driver(report: Report, codes: list[str]) -> dict[str, Any]:
    return {
        "name": plain(report.tool.name),
        "version": plain(report.tool.version),
        "properties": {"rules": plain(report.tool.rules), "model": plain(report.tool.model or "")},
        "rules": [
            {
                "id": plain(code),
                "shortDescription": {"text": type_name(plain(code))},
                "help": {"text": f"claim-audit rules {plain(code)} prints the manual page."},
            }
            for code in codes
        ],
    }


def _file(report: Report) -> dict[str, Any]:
    return {"uri": quote(report.article.path), "uriBaseId": "%SRCROOT%"}


def _result(each: Placed, codes: list[str], report: Report) -> dict[str, Any]:
    finding = each.finding
    review = given(finding.verdict, "") in _REVIEW
    result: dict[str, Any] = {
        "ruleId": plain(finding.code),
        "ruleIndex": codes.index(finding.code),
        "kind": "review" if review else "fail",
        "level": "none" if review else _LEVEL[finding.severity],
        "message": {"text": f"{stopped(finding.title)} {stopped(finding.why)}".strip()},
        "locations": [{"physicalLocation": _place(each, report)}],
        "partialFingerprints": {"claimHash/v1": plain(finding.id)},
        "properties": _properties(each, report),
    }
    related = [_related(at, quoted, report) for at, quoted in enumerate(each.evidence)]
    if related:
        result["relatedLocations"] = related
    if given(report.changes.since, ""):
        result["baselineState"] = _STATE[finding.state]
    if each.waived:
        result["suppressions"] = [_suppression(each)]
    return result


def _place(each: Placed, report: Report) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": each.line or 1}
    if each.span:
        region["snippet"] = {"text": report.article.text[slice(*each.span)]}
    return {"artifactLocation": _file(report), "region": region}


def _related(at: int, quoted: Evidence, report: Report) -> dict[str, Any]:
    reference = next((one for one in report.references if one.label == quoted.reference), None)
    address = web(given(quoted.url, "")) or (address_of(reference) if reference else "")
    location: dict[str, Any] = {"id": at, "message": {"text": f"Source [{plain(quoted.reference)}]: {quoted.quote}"}}
    if address:
        region = {
            "charOffset": quoted.start,
            "charLength": quoted.end - quoted.start,
            "snippet": {"text": quoted.quote},
        }
        location["physicalLocation"] = {"artifactLocation": {"uri": address}, "region": region}
    return location


def _properties(each: Placed, report: Report) -> dict[str, Any]:
    finding = each.finding
    change = edit(each, report.article.text)
    told: dict[str, Any] = {"number": each.number, "severity": finding.severity, "verdict": given(finding.verdict, "")}
    if each.span:
        told |= {"textStart": each.span[0], "textEnd": each.span[1]}
    if change:
        told["suggestion"] = change.text
    if given(finding.ok_if, ""):
        told["fineIf"] = finding.ok_if
    return told


def _suppression(each: Placed) -> dict[str, Any]:
    made = given(each.finding.decided, DecisionEntry())
    decision = given(each.finding.decision, "keep")
    reason = words().reasons.get(decision, {}).get(made.reason, made.reason)
    return {
        "kind": "external",
        "status": "accepted",
        "justification": " ".join(part for part in (reason, made.note) if part),
        "properties": {"by": made.by, "on": made.on, "until": made.until, "as": decision},
    }


FORMAT = Format(name="sarif", suffix=".sarif", render=render)
