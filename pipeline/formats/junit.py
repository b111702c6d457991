"""A test case a claim, for continuous integration.

A test that passes is a supported claim and nothing else: a claim with an open finding that holds the article fails,
every other claim (not checked, not decided, waived, or with findings below the gate) is skipped with its reason.
Findings about references or the whole article are cases of their own.
"""

from xml.etree import ElementTree as ET

from pipeline.formats import Format
from pipeline.page.order import placed
from pipeline.page.places import Placed
from pipeline.page.text import cut, plain, stopped
from pipeline.page.words import words
from pipeline.records.report import ClaimEntry, Report

_HOLDS = {"must": ("must",), "should": ("must", "should"), "never": ()}


def render(report: Report) -> bytes:
    """The suite of one article as UTF-8 XML."""
    findings = placed(report)
    suite = ET.Element("testsuite", name=plain(report.article.path), timestamp=plain(report.generated_at))
    for claim in report.claims:
        if claim.verdict != "not_checkable":
            about = [each for each in findings if each.claim is claim or claim.id in each.finding.also]
            _claim(suite, claim, about, report)
    for each in findings:
        if each.claim is None:
            _other(suite, each, report)
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    suite.set("errors", "0")
    ET.indent(suite)
    body: bytes = ET.tostring(suite, encoding="unicode").encode()
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n"


def _claim(suite: ET.Element, claim: ClaimEntry, about: list[Placed], report: Report) -> None:
    name = f"line {claim.line}: {cut(plain(claim.text), 100)}"
    case = ET.SubElement(suite, "testcase", classname=plain(report.article.slug), name=f"{plain(claim.id)} {name}")
    holding = [each for each in about if _holds(each, report)]
    verdict = words().verdict[claim.verdict].label
    if holding:
        failure = ET.SubElement(case, "failure", message=plain(holding[0].title), type=plain(holding[0].finding.code))
        failure.text = "\n".join(_told(each) for each in about)
        return
    if claim.verdict != "supported":
        ET.SubElement(case, "skipped", message=f"{verdict}: {_reason(about)}")
    if about:
        ET.SubElement(case, "system-out").text = "\n".join(_told(each) for each in about)


def _other(suite: ET.Element, each: Placed, report: Report) -> None:
    where = (
        f"reference {plain(each.reference.label)}"
        if each.reference
        else f"line {each.line}"
        if each.line
        else "article"
    )
    case = ET.SubElement(suite, "testcase", classname=plain(report.article.slug), name=f"{each.number} {where}")
    kind = "failure" if _holds(each, report) else "skipped"
    entry = ET.SubElement(case, kind, message=plain(each.title))
    if kind == "failure":
        entry.set("type", plain(each.finding.code))
        entry.text = _told(each)


def _holds(each: Placed, report: Report) -> bool:
    return not each.waived and each.finding.severity in _HOLDS[report.gate.fail_on]


def _reason(about: list[Placed]) -> str:
    if any(each.waived for each in about) and all(each.waived for each in about):
        return "waived"
    return plain(about[0].title) if about else "not checked against a source that agrees"


def _told(each: Placed) -> str:
    finding = each.finding
    return f"{each.number} {plain(finding.code)} {finding.severity}: {stopped(finding.title)} {stopped(finding.why)}"


FORMAT = Format(name="junit", suffix=".junit.xml", render=render)
