"""The working order, the numbers, and the places of findings."""

import msgspec

from pipeline.page.order import placed
from pipeline.page.places import Placed, within
from pipeline.records.report import FindingEntry, Report
from tests.page.build_report import TEXT, claim, evidence, report


def numbered(made: Report) -> list[tuple[str, str]]:
    return [(each.number, each.finding.id) for each in placed(made)]


def with_findings(*findings: FindingEntry) -> Report:
    return msgspec.structs.replace(report(), findings=findings)


def only(finding: FindingEntry) -> Placed:
    (found,) = placed(with_findings(finding))
    return found


def plain(name: str, **slots: object) -> FindingEntry:
    return msgspec.structs.replace(FindingEntry(name, "NUM-001", "must", "title", "why", "new"), **slots)


def test_severity_then_verdict_then_position() -> None:
    assert [name for _, name in numbered(report())] == [
        "fp-number",
        "fp-placebo",
        "fp-harms",
        "fp-duration",
        "fp-status",
        "fp-general",
        "fp-missing",
        "fp-hype",
        "fp-unclear",
        "fp-duplicate",
        "fp-uncited",
    ]


def test_waived_come_last_whatever_their_severity() -> None:
    waived = plain("a", claim="c04", decision="not_a_problem")
    open_ = plain("b", severity="consider", claim="c04")
    fixing = plain("c", severity="consider", claim="c08", decision="will_fix")
    assert [name for _, name in numbered(with_findings(waived, open_, fixing))] == ["b", "c", "a"]


def test_the_headline_comes_before_the_body_and_high_before_low() -> None:
    body = plain("body", claim="c04", verdict="overstated")
    head = plain("head", claim="c01", verdict="overstated")
    low = plain("low", claim="c04", verdict="overstated", confidence="low")
    high = plain("high", claim="c04", verdict="overstated", confidence="high")
    assert [name for _, name in numbered(with_findings(low, body, high, head))] == ["head", "high", "low", "body"]


def test_the_order_does_not_depend_on_the_record() -> None:
    made = report()
    assert numbered(msgspec.structs.replace(made, findings=made.findings[::-1])) == numbered(made)


def test_numbers_grow_a_digit_where_they_must() -> None:
    many = with_findings(*(plain(f"f{n:03d}", claim="c04") for n in range(100)))
    assert numbered(many)[0][0] == "F-001"
    assert numbered(many)[-1][0] == "F-100"


def test_the_decisive_words_are_found_in_the_claim() -> None:
    found = only(plain("a", claim="c04", said="212"))
    assert found.span
    assert TEXT[slice(*found.span)] == "212"
    assert TEXT[: found.span[0]].endswith("it enrolled ")


def test_offsets_of_the_record_win_over_a_search() -> None:
    start = TEXT.index("adults with chronic")
    found = only(plain("a", claim="c04", said="adults", start=start, end=start + 6))
    assert found.span == (start, start + 6)


def test_offsets_that_cannot_be_are_not_believed() -> None:
    found = only(plain("a", claim="c04", said="212", start=10**6, end=10**6 + 3))
    assert found.span
    assert TEXT[slice(*found.span)] == "212"


def test_words_that_are_not_in_the_claim_leave_the_whole_claim() -> None:
    found = only(plain("a", claim="c04", said="nowhere"))
    assert found.span
    assert TEXT[slice(*found.span)] == "it enrolled 212 adults with chronic insomnia"


def test_a_finding_about_a_reference_has_no_place_in_the_text() -> None:
    found = only(plain("a", reference="2"))
    assert found.span is None
    assert found.reference
    assert found.reference.label == "2"


def test_a_claim_or_reference_that_is_not_there_is_no_error() -> None:
    found = only(plain("a", claim="gone", reference="gone", also=("gone",)))
    assert (found.claim, found.reference, found.span, found.line) == (None, None, None, None)


def test_further_lines_are_told_once_and_without_its_own() -> None:
    found = only(plain("a", claim="c04", also=("c05", "c07", "c08", "c04")))
    assert found.line == 11
    assert found.also == (13,)
    assert len(found.spans) == 4


def test_the_quote_that_shows_it_comes_first() -> None:
    quotes = (evidence("1", "nothing here"), evidence("2", "also nothing"), evidence("3", "the word is 209 here"))
    made = msgspec.structs.replace(
        report(),
        claims=(claim("c04", "212 adults", "contradicted", citations=("1",), evidence=quotes),),
        findings=(plain("a", claim="c04", reference="2", source_says="209"),),
    )
    found = placed(made)[0]
    assert [each.reference for each in found.evidence] == ["3", "2", "1"]
    assert found.shown == (12, 15)


def test_within() -> None:
    assert within("one two", "two") == (4, 7)
    assert within("one two", "three") is None
    assert within("one two", "") is None
