"""No waiver survives a change of what it was about; one that holds stays visible and opens the gate."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from pipeline.assembly.fingerprints import sentence_digest
from pipeline.records.report import Report, Tool
from tests.decisions.made import NOTE, decision, finding, report, settled


def expired(one: Report) -> str:
    """Why the one waiver is void; empty where it holds."""
    closed = [entry for entry in one.changes.closed or () if entry.state == "waiver_expired"]
    assert one.changes.waiver_expired == len(closed)
    return str(closed[0].note) if closed else ""


def test_a_waiver_that_holds_opens_the_gate_and_stays_visible() -> None:
    found = settled(report(finding()), decision())
    assert (found.gate.state, found.gate.counts.must, found.gate.counts.waived) == ("ready", 0, 1)
    waived = found.findings[0]
    assert waived.decision == "keep"
    assert waived.decided
    assert (waived.decided.reason, waived.decided.note, waived.decided.by) == ("source-superseded", NOTE, "News desk")
    assert (waived.decided.on, waived.decided.until) == ("2026-11-20", "2026-12-20")
    assert not expired(found)


def test_without_the_waiver_the_same_finding_closes_it() -> None:
    assert settled(report(finding())).gate.state == "hold"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (report(finding(sentence_sha="another")), "sentence changed"),
        (report(finding(), contents=("abd",)), "source changed"),
        (report(finding(), contents=("abc", "abd")), "source changed"),
        (report(finding(), contents=()), "not had this time"),
        (report(finding(), tool=Tool("claim-audit", "1.0.0", "2.0")), "major version"),
        (report(finding(code="NUM-003")), "rule is another"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_waiver_is_void_when_what_it_was_about_changed(changed: Report, words: str) -> None:
    found = settled(changed, decision())
    assert words in expired(found)
    assert not found.findings[0].decision
    assert found.gate.state == "hold"
    entry = (found.changes.closed or ())[0]
    assert entry.state == "waiver_expired"
    assert "source superseded" in str(entry.note)
    assert "News desk" in str(entry.note)


def test_a_minor_version_of_the_rules_voids_nothing() -> None:
    assert not expired(settled(report(finding(), tool=Tool("claim-audit", "0.2.0", "1.9")), decision()))


@pytest.mark.parametrize(
    ("today", "holds"),
    [(date(2026, 12, 19), True), (date(2026, 12, 20), True), (date(2026, 12, 21), False), (date(2030, 1, 1), False)],
)
def test_a_waiver_holds_through_its_last_day(*, today: date, holds: bool) -> None:
    found = settled(report(finding()), decision(), today=today)
    assert bool(expired(found)) is not holds
    assert (found.gate.state == "hold") is not holds


@pytest.mark.parametrize(
    ("severity", "given", "today", "holds"),
    [
        ("must", {"until": ""}, date(2026, 12, 20), True),
        ("must", {"until": ""}, date(2026, 12, 21), False),
        ("should", {"until": ""}, date(2027, 5, 19), True),
        ("should", {"until": ""}, date(2027, 5, 20), False),
        ("should", {"until": "never"}, date(2090, 1, 1), True),
        ("should", {"on": "9999-12-31", "until": ""}, date(2090, 1, 1), True),
        ("must", {"until": "never"}, date(2026, 11, 21), False),
        ("must", {"note": "nineteen characters"}, date(2026, 11, 21), False),
        ("must", {"note": "twenty characters ok"}, date(2026, 11, 21), True),
        ("should", {"note": ""}, date(2026, 11, 21), True),
        ("must", {"sentence_sha": ""}, date(2026, 11, 21), False),
        ("must", {"rules": ""}, date(2026, 11, 21), False),
    ],
)
def test_how_long_and_on_what_a_waiver_may_hold(
    *, severity: str, given: dict[str, Any], today: date, holds: bool
) -> None:
    found = settled(report(finding(severity=severity)), decision(**given), today=today)
    assert (found.findings[0].decision == "keep") is holds
    assert bool(expired(found)) is not holds


def test_a_decision_on_another_article_is_none_on_this_one() -> None:
    assert not settled(report(finding()), decision(article="cake")).findings[0].decision


def test_an_edited_sentence_shows_its_old_waiver() -> None:
    other = finding(id="bbbbbbbbbbbbbbbb", sentence_sha="another")
    found = settled(report(other), decision(said="the trial enrolled 41 bakers"))
    assert "changed" in expired(found)
    assert found.gate.state == "hold"


def test_a_waiver_of_what_is_no_longer_found_is_told_and_closes_nothing() -> None:
    found = settled(report(verdict="supported"), decision())
    assert found.gate.state == "ready"
    assert found.changes.waiver_expired == 0
    (entry,) = found.changes.closed or ()
    assert (entry.state, entry.code, entry.title) == ("waiver_stale", "NUM-001", "“the trial enrolled 40 bakers”")
    assert "News desk" in str(entry.note)


def test_what_waived_nothing_or_another_article_is_not_stale() -> None:
    gone = [decision(choice="will_fix", reason="", until=""), decision(fp="b" * 16, article="cake")]
    assert not settled(report(verdict="supported"), *gone).changes.closed


MARKED = "Those who baked at dawn slept 14 minutes longer than the others"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{MARKED}[3].", f"{MARKED}[4]."),
        (f"{MARKED} [2, 3–5].", f"{MARKED} [7]."),
        (f"{MARKED} [2].", f"{MARKED}.²"),
        (f"{MARKED}  [2], and ate less.", f"{MARKED},³ and ate less."),
        (f"{MARKED}³", f"{MARKED}⁴"),
        (f"{MARKED}.¹²", f"{MARKED}.¹³"),
        (f"{MARKED}.3", f"{MARKED}.4"),
        (f"{MARKED}.3 Bread is old.", f"{MARKED}.4 Bread is old."),
        (f"{MARKED}.3–5 Bread is old.", f"{MARKED}.4–6 Bread is old."),
        ("2. Baker B. Bread. 2020.", "3. Baker B. Bread. 2020."),
        ("[2] Baker B. Bread. 2020.", "(3) Baker B. Bread. 2020."),
    ],
)
def test_a_new_number_of_a_reference_changes_no_sentence(before: str, after: str) -> None:
    assert sentence_digest([before]) == sentence_digest([after])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (MARKED, MARKED.replace("14", "15")),
        ("It fell by 2.3 points", "It fell by 2.4 points"),
        ("A dose of approx.5 mg was given", "A dose of approx.6 mg was given"),
        ("An area of 3 cm² was burnt", "An area of 3 cm³ was burnt"),
        ("The dose was 10⁻³ mol", "The dose was 10⁻⁴ mol"),
        ("40 bakers were asked", "41 bakers were asked"),
        ("2.5 bakers to an oven", "3.5 bakers to an oven"),
        ("It ended in May,3 later than planned", "It ended in May,4 later than planned"),
        ("Sales rose in 2019. Then they fell", "Sales rose in 2020. Then they fell"),
    ],
)
def test_a_new_number_of_the_text_is_a_new_sentence(before: str, after: str) -> None:
    assert sentence_digest([before]) != sentence_digest([after])


@pytest.mark.parametrize("choice", ["will_fix", "undecided"])
def test_what_does_not_waive_leaves_the_gate_closed(choice: str) -> None:
    found = settled(report(finding()), decision(choice=choice, reason="", until=""))
    assert found.findings[0].decision == choice
    assert found.gate.state == "hold"


@pytest.mark.parametrize(
    ("second", "holds"),
    [("", False), ("news  DESK", False), ("Health desk", True)],
    ids=["none", "the same", "another"],
)
def test_a_must_may_need_a_second_person(*, second: str, holds: bool) -> None:
    found = settled(report(finding()), decision(second=second), second=frozenset({"must"}))
    assert (found.gate.state == "ready") is holds
    assert found.findings[0].decision == ("keep" if holds else "undecided")
    assert not expired(found), "it waits; it has not expired"


def test_a_should_needs_no_second_person_where_only_a_must_does() -> None:
    found = settled(report(finding(severity="should")), decision(), second=frozenset({"must"}))
    assert found.findings[0].decision == "keep"


def test_what_a_person_read_counts_as_checked() -> None:
    unread = finding(code="SRC-007", verdict="unclear", severity="consider", source_says="40 bakers")
    assert settled(report(unread, verdict="unclear")).gate.state == "incomplete"
    made = decision(rule="SRC-007", reason="read-by-person")
    assert settled(report(unread, verdict="unclear"), made).gate.state == "ready"


def test_a_waived_wording_leaves_its_claim_unchecked() -> None:
    wording = finding(code="HYP-001", severity="should")
    found = settled(report(wording, verdict="unclear"), decision(rule="HYP-001", reason="attributed"))
    assert found.findings[0].decision == "keep"
    assert found.gate.state == "incomplete"


def test_a_source_that_a_person_read_does_not_leave_the_audit_incomplete() -> None:
    unread = finding(code="REF-006", claim="", verdict="contradicted", severity="consider")
    audited = report(unread, contents=(), verdict="supported")
    assert settled(audited).gate.state == "incomplete"
    made = decision(rule="REF-006", reason="read-by-person", source_sha=())
    assert settled(audited, made).gate.state == "ready"
    had = report(replace(unread), contents=("abc",), verdict="supported")
    assert "source changed" in expired(settled(had, made)), "now that it can be read, nobody need take a word for it"
