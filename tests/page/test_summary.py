"""The answer in words for every state of the gate, singular and plural, and what was not checked."""

import msgspec
import pytest

from pipeline.page import answer, index
from pipeline.page.coverage import counted
from pipeline.page.order import placed
from pipeline.page.summary import Summary, summary
from pipeline.page.view import view
from pipeline.records.report import FailOn, FindingEntry, Gate, GateCounts, GateState, Report
from tests.page.build_report import claim, evidence, report


def told(made: Report) -> Summary:
    return summary(made, placed(made))


def gated(state: GateState, *findings: FindingEntry, fail_on: FailOn = "must", **changed: object) -> Report:
    return report(gate=Gate(state, fail_on, GateCounts()), findings=findings, **changed)


def flaw(name: str, severity: str = "must", claim_id: str | None = "c04", **slots: object) -> FindingEntry:
    made = FindingEntry(name, "NUM-001", severity, f"flaw {name}", "why", "new")  # type: ignore[arg-type]
    return msgspec.structs.replace(made, claim=claim_id or msgspec.UNSET, **slots)


@pytest.mark.parametrize(
    ("made", "heading"),
    [
        (gated("hold", flaw("a")), "Hold – 1 claim must be fixed before publishing"),
        (gated("hold", flaw("a"), flaw("b", claim_id="c08")), "Hold – 2 claims must be fixed before publishing"),
        (gated("hold", flaw("a"), flaw("b")), "Hold – 2 problems must be fixed before publishing"),
        (gated("hold", flaw("a"), flaw("b", claim_id=None)), "Hold – 2 problems must be fixed before publishing"),
        (
            gated("hold", flaw("a"), flaw("b", "should", "c08"), fail_on="should"),
            "Hold – 2 claims must be fixed before publishing",
        ),
        (
            gated("hold", flaw("a"), flaw("b", claim_id="c08", decision="keep")),
            "Hold – 1 claim must be fixed before publishing",
        ),
        (gated("incomplete"), "Incomplete – 1 source could not be read"),
        (
            gated("incomplete", references=report().references[:3]),
            "Incomplete – 2 of 10 cited claims could not be checked",
        ),
        (
            gated(
                "incomplete",
                references=(*report().references[:3], msgspec.structs.replace(report().references[3], cited=0)),
            ),
            "Incomplete – 2 of 10 cited claims could not be checked",
        ),
        (gated("fixes", flaw("a", "should")), "Ready after small fixes – 1 suggestion"),
        (gated("fixes", flaw("a"), fail_on="never"), "Not held by the gate – 1 must-fix finding open"),
        (gated("ready", flaw("a", "consider")), "Ready – no open problems in 7 checked claims"),
        (gated("ready", claims=()), "Ready – no claim was found that could be checked"),
    ],
)
def test_headings(made: Report, heading: str) -> None:
    assert told(made).heading == heading


@pytest.mark.parametrize("state", ["hold", "incomplete", "fixes", "ready"])
def test_no_heading_promises_more_than_was_seen(state: GateState) -> None:
    words = told(gated(state)).heading.lower()
    assert not [word for word in ("passed", "true", "verified", "safe", "correct") if word in words]


def test_seven_things_are_named_and_the_rest_is_counted() -> None:
    shown = told(gated("hold", *(flaw(f"f{n}") for n in range(9)), flaw("s", "should"), flaw("w", decision="keep")))
    assert len(shown.todo) == 7
    assert shown.then == "And 2 more. Then: 1 should fix. 1 waived."


def test_without_a_must_the_list_is_of_what_is_worth_fixing() -> None:
    shown = told(gated("fixes", flaw("a", "should"), flaw("b", "consider", "c08")))
    assert shown.todo_heading == "Worth fixing"
    assert [each.plain for each in shown.todo] == ["flaw a"]
    assert shown.then == "Then: 1 to consider."


def test_unchecked_tells_sources_by_what_was_read_and_claims_by_verdict() -> None:
    assert told(report()).unchecked == (
        "Of 4 cited works: 1 could not be read ([4]) and 1 abstract only ([2]). "
        "Of 10 cited claims, 2 could not be decided (1 unclear and 1 without their source). 1 claim names no source at all."
    )


def test_nothing_is_said_to_be_unchecked_where_everything_was() -> None:
    made = report(
        references=report().references[2:3],
        claims=(claim("c04", "212 adults", "supported", citations=("3",), evidence=(evidence("3", "212 adults"),)),),
    )
    assert told(made).unchecked == ""


def test_the_same_work_twice_is_counted_once() -> None:
    first, second, third, fourth = report().references
    twin = msgspec.structs.replace(fourth, label="9", same_as=("4",))
    made = report(references=(first, second, third, msgspec.structs.replace(fourth, same_as=("9",)), twin))
    assert "Of 4 cited works: 1 could not be read ([4])" in told(made).unchecked


def test_a_source_that_is_listed_and_never_cited_is_not_missed() -> None:
    first, second, third, fourth = report().references
    idle = msgspec.structs.replace(fourth, label="9", cited=0)
    made = gated("incomplete", references=(first, second, third, fourth, idle))
    assert told(made).heading == "Incomplete – 1 source could not be read"
    assert "Of 4 cited works: 1 could not be read ([4])" in told(made).unchecked
    assert "Not checked: [4] (could not be read)" in answer(made, "r.html")


def test_only_a_record_is_no_reading_anywhere() -> None:
    first, second, third, fourth = report().references
    made = gated("incomplete", references=(first, msgspec.structs.replace(second, scope="metadata"), third, fourth))
    assert told(made).heading == "Incomplete – 2 sources could not be read"
    assert "2 could not be read ([2] and [4])" in told(made).unchecked
    assert "[2] and [4] (could not be read)" in answer(made, "r.html")


def test_the_parts_give_the_sum() -> None:
    claims = counted(report())
    assert claims.statements == len(report().claims) == 13
    assert claims.checkable == sum(share.count for share in told(report()).shares) == claims.cited + claims.uncited
    assert (claims.cited, claims.undecided, claims.uncited) == (10, 2, 1)


def test_the_bar_leaves_out_what_cannot_be_checked() -> None:
    shown = told(report())
    assert sum(share.count for share in shown.shares) == 11
    assert shown.aside == "2 more of 13 statements are not checkable (opinion, advice, forecast, definition, question)."


def test_the_window_names_state_and_number() -> None:
    assert told(report()).short == "Hold: 4 must fix"
    assert told(gated("ready")).short == "Ready: no findings"


def test_a_gate_that_is_off_makes_nothing_ready() -> None:
    made = gated("fixes", flaw("a"), fail_on="never")
    assert told(made).short == "Not held: 1 must fix"
    assert answer(made, "r.html").startswith("NOT HELD  quiet-pill.txt   1 must fix")
    assert "Not held" in index([made])
    assert told(gated("fixes", flaw("a", "should"))).short == "Ready after small fixes: 1 should fix"


def test_the_repeat_command_is_quoted_for_the_shell() -> None:
    article = msgspec.structs.replace(report().article, path="articles/a b's.txt")
    made = report(article=article, repeat=msgspec.UNSET)
    assert view(made).repeat == "claim-audit audit 'articles/a b'\"'\"'s.txt'"
