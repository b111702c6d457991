"""The terminal answer and the progress lines."""

import io

import msgspec
import pytest

from pipeline.page import answer, coloured, progress
from pipeline.page.terminal import is_plain
from pipeline.records.report import Changes, Gate, GateCounts
from tests.page.build_report import report
from tests.page.hostile import hostile


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_answer() -> None:
    assert answer(report(), "reports/quiet-pill.html").split("\n") == [
        "HOLD  quiet-pill.txt   4 must fix, 3 should fix, 3 to consider, 1 waived",
        "  11  212 adults should be 209                                             NUM-001   [1]",
        "  11  “Placebo” was a low dose of the same drug                            CMP-001   [1]",
        "  11  The source only rules out drug-related events               new      SAF-002   [1]",
        "      … 4 more",
        (
            "Not checked: [4] (could not be read); full text of [2] (abstract only); 2 of 10 cited claims; "
            "1 claim without a source."
            "   Since 14 Nov 2026: 1 new, 1 changed, 1 fixed, 1 gone, 8 still open."
        ),
        "Report: reports/quiet-pill.html   (make open)",
    ]


def test_a_clean_article_needs_two_lines() -> None:
    made = report(findings=(), claims=(), references=(), changes=Changes(), gate=Gate("ready", "must", GateCounts()))
    assert answer(made, "r.html") == "READY  quiet-pill.txt   no findings\nReport: r.html   (make open)"


def test_hostile_text_cannot_steer_the_terminal() -> None:
    made = hostile()
    made = msgspec.structs.replace(made, article=msgspec.structs.replace(made.article, path="a/\x1b[31mred\r\nHOLD"))
    text = answer(made, "r.html")
    assert not [sign for sign in "\x1b\r\u202e\u200b" if sign in text]
    assert text.count("\n") == 6


def test_only_the_state_is_coloured() -> None:
    text = coloured(report(), "x.html")
    assert text.startswith("\x1b[1;31mHOLD\x1b[0m  quiet-pill.txt")
    assert text.replace("\x1b[1;31m", "").replace("\x1b[0m", "") == answer(report(), "x.html")


@pytest.mark.parametrize("name", ["NO_COLOR", "CI"])
def test_progress_is_plain_where_it_is_asked_for(name: str) -> None:
    assert is_plain(Terminal(), {name: "1"})
    assert is_plain(Terminal(), {"TERM": "dumb"})
    assert is_plain(io.StringIO(), {})
    assert not is_plain(Terminal(), {"TERM": "xterm"})


def test_plain_progress_is_a_line_a_stage() -> None:
    out = io.StringIO()
    with progress(out, "a\x1bb.txt", plainly=True) as step:
        step("Reading article")
        for done in range(3):
            step("Fetching sources", done, 3)
        step("Comparing")
    assert (
        out.getvalue()
        == "a[U+001B]b.txt: Reading article\na[U+001B]b.txt: Fetching sources (0/3)\na[U+001B]b.txt: Comparing\n"
    )


def test_rich_progress_names_the_stage_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    out = Terminal()
    with progress(out, "[red]a.txt", plainly=False) as step:
        step("Fetching sources", 2, 5)
    assert "Fetching sources" in out.getvalue()
    assert "[red]a.txt" in out.getvalue()
