"""Every output format: gold files, sameness, and what each owes to the program that reads it."""

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import msgspec
import pytest
from docx import Document

from pipeline.commands.rules import schema
from pipeline.formats import Format, all_formats
from pipeline.records.fact import Fact, Value
from pipeline.records.report import Changes, FindingEntry, Gate, GateCounts, Report
from tests.page.build_report import TEXT, report
from tests.page.golden import compare
from tests.page.hostile import ATTACK, hostile

GOLD = Path(__file__).parent / "gold"
TEXTS = ("json", "sarif", "junit", "csv", "github", "markdown")


def written(name: str, made: Report | None = None) -> str:
    body = all_formats()[name].render(made or report())
    return body if isinstance(body, str) else body.decode()


def flaws(*findings: FindingEntry, **changed: Any) -> Report:
    return report(findings=findings, **changed)


def flaw(title: str = "t", **slots: Any) -> FindingEntry:
    return msgspec.structs.replace(FindingEntry("fp", "NUM-001", "must", title, "why", "new"), **slots)


def test_the_wall_holds_what_the_contract_names() -> None:
    suffixes = {name: each.suffix for name, each in all_formats().items()}
    assert suffixes == {
        "html": ".html",
        "json": ".json",
        "sarif": ".sarif",
        "junit": ".junit.xml",
        "csv": ".csv",
        "github": "",
        "markdown": ".annotated.md",
        "docx": ".comments.docx",
    }


@pytest.mark.parametrize("name", TEXTS)
def test_gold(name: str) -> None:
    compare(written(name), GOLD / f"quiet-pill.{name}")


@pytest.mark.parametrize("each", all_formats().values(), ids=lambda each: each.name)
@pytest.mark.parametrize("made", [report(), hostile(), flaws(), report(claims=(), findings=(), references=())])
def test_the_same_report_gives_the_same_bytes(each: Format, made: Report) -> None:
    again = msgspec.json.decode(msgspec.json.encode(made), type=Report)
    assert each.render(made) == each.render(again)


def test_json_comes_back_as_it_went() -> None:
    for made in (report(), hostile()):
        assert msgspec.json.decode(written("json", made), type=Report) == made
    assert next(iter(msgspec.json.decode(written("json")))) == "schema"


def test_a_long_report_is_an_entry_a_line_and_the_same_record(monkeypatch: pytest.MonkeyPatch) -> None:
    indented = written("json")
    monkeypatch.setattr("pipeline.formats.json.LONG", 100)
    for made in (report(), hostile(), report(claims=(), findings=(), references=())):
        by_lines = written("json", made)
        assert msgspec.json.decode(by_lines, type=Report) == made
        assert next(iter(msgspec.json.decode(by_lines))) == "schema"
        jsonschema.validate(msgspec.json.decode(by_lines), schema())
    lines = written("json").splitlines()
    assert len(lines) < len(indented.splitlines()) / 4
    assert sum(line.startswith('{"id":') for line in lines) == len(report().claims) + len(report().findings)


def test_empty_slots_of_facts_are_not_written() -> None:
    fact = Fact("count", "sample_size", "112 nurses", 0, 10, Value("exact", 112.0, 112.0), noun="nurse")
    assert set(msgspec.to_builtins(fact)) == {"dimension", "role", "text", "start", "end", "value", "noun"}
    assert msgspec.convert(msgspec.to_builtins(fact), Fact) == fact


@pytest.mark.parametrize("made", [report(), hostile(), flaws()], ids=["plain", "hostile", "empty"])
def test_json_is_held_to_the_published_schema(made: Report) -> None:
    jsonschema.validate(msgspec.json.decode(written("json", made)), schema())


class TestSarif:
    def results(self, made: Report | None = None) -> list[dict[str, Any]]:
        log = msgspec.json.decode(written("sarif", made))
        assert log["version"] == "2.1.0"
        found: list[dict[str, Any]] = log["runs"][0]["results"]
        return found

    def test_levels_states_and_fingerprints(self) -> None:
        first = self.results()[0]
        assert (first["ruleId"], first["level"], first["baselineState"]) == ("NUM-001", "error", "unchanged")
        assert first["partialFingerprints"] == {"claimHash/v1": "fp-number"}
        assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 11, "snippet": {"text": "212"}}

    def test_rule_indexes_point_at_their_rules(self) -> None:
        rules = msgspec.json.decode(written("sarif"))["runs"][0]["tool"]["driver"]["rules"]
        for result in self.results():
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]

    def test_what_a_person_should_read_is_a_review_without_level(self) -> None:
        kinds = {each["ruleId"]: (each["kind"], each["level"]) for each in self.results()}
        assert kinds["SRC-007"] == ("review", "none")
        assert kinds["SRC-002"] == ("fail", "warning")

    def test_waivers_are_suppressions(self) -> None:
        (last,) = [each for each in self.results() if "suppressions" in each]
        (waiver,) = last["suppressions"]
        assert waiver["status"] == "accepted"
        assert waiver["justification"].startswith("Common knowledge")
        assert waiver["properties"]["until"] == "2026-11-30"

    def test_without_a_baseline_there_is_no_state(self) -> None:
        assert not [each for each in self.results(report(changes=Changes())) if "baselineState" in each]

    def test_evidence_is_a_related_location_with_its_quote(self) -> None:
        related = self.results()[0]["relatedLocations"][0]["physicalLocation"]
        assert related["artifactLocation"]["uri"] == "https://sleepfutures.example/news/luna-2-topline"
        assert related["region"]["charLength"] == len(related["region"]["snippet"]["text"])

    def test_hostile_addresses_are_left_out(self) -> None:
        for result in self.results(hostile()):
            for location in result.get("relatedLocations", ()):
                assert "physicalLocation" not in location


class TestJunit:
    def suite(self, made: Report | None = None) -> ET.Element:
        return ET.fromstring(written("junit", made))

    def outcome(self, case: ET.Element) -> str:
        return next((child.tag for child in case if child.tag in ("failure", "skipped")), "passed")

    def test_only_a_supported_claim_passes(self) -> None:
        passed = [case.get("name", "") for case in self.suite() if self.outcome(case) == "passed"]
        assert [name.split()[0] for name in passed] == ["c06"]

    def test_the_counts_are_the_cases(self) -> None:
        suite = self.suite()
        outcomes = [self.outcome(case) for case in suite]
        assert suite.get("tests") == str(len(outcomes)) == "12"
        assert suite.get("failures") == str(outcomes.count("failure")) == "4"
        assert suite.get("skipped") == str(outcomes.count("skipped")) == "7"

    def test_failing_follows_the_gate(self) -> None:
        def failures(fail_on: Any) -> int:
            return len(self.suite(report(gate=Gate("hold", fail_on, GateCounts()))).findall("testcase/failure"))

        assert failures("must") == 4
        assert failures("should") == 7
        assert failures("never") == 0

    def test_a_reference_can_fail(self) -> None:
        made = flaws(flaw("retracted", reference="2"), claims=())
        (case,) = self.suite(made)
        assert self.outcome(case) == "failure"


class TestCsv:
    def rows(self, made: Report | None = None) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(written("csv", made).removeprefix("\ufeff"))))

    def test_marked_as_utf_8_with_line_ends_of_the_standard(self) -> None:
        text = written("csv")
        assert text.startswith("\ufeffid,severity,")
        assert not re.search(r"(?<!\r)\n", text)

    def test_a_row_a_finding(self) -> None:
        rows = self.rows()
        assert len(rows) == 11
        assert rows[0]["article"] == "212"
        assert rows[0]["url"] == "https://sleepfutures.example/news/luna-2-topline"
        assert (rows[-1]["decision"], rows[-1]["by"]) == ("keep", "News desk")

    @pytest.mark.parametrize("start", ["=1+1", "+1", "-11.1 points", "@cmd"])
    def test_formulas_are_disarmed(self, start: str) -> None:
        assert self.rows(flaws(flaw(start)))[0]["title"] == f"'{start}"

    @pytest.mark.parametrize("start", ["11.1", "a=b", " -1", "“−11.1”"])
    def test_other_cells_are_left_alone(self, start: str) -> None:
        assert self.rows(flaws(flaw(start)))[0]["title"] == start

    def test_quotes_commas_and_line_ends_survive(self) -> None:
        assert self.rows(flaws(flaw('a "b", c\nd')))[0]["title"] == 'a "b", c\nd'


class TestGithub:
    def test_worst_first_and_waived_not_at_all(self) -> None:
        levels = [line[2:].split(" ")[0] for line in written("github").splitlines()]
        assert levels == ["error"] * 4 + ["warning"] * 3 + ["notice"] * 3

    def test_nothing_can_start_a_second_command(self) -> None:
        made = flaws(flaw("50%\n::error::x", line=3, why="a\r\nb"))
        (line,) = written("github", made).splitlines()
        assert line.startswith(
            "::error file=articles/quiet-pill.txt,line=3,title=F-01 NUM-001 Number differs from the source::50%25 "
        )

    def test_properties_are_escaped(self) -> None:
        made = flaws(flaw(), article=msgspec.structs.replace(report().article, path="a,b:c.txt"))
        assert written("github", made).startswith("::error file=a%2Cb%3Ac.txt,title=")

    def test_nothing_open_prints_nothing(self) -> None:
        assert written("github", flaws()) == ""


def accepted(text: str, *, suggestions: bool) -> str:
    """CriticMarkup with every suggestion accepted or refused, comments and marks taken out."""
    text = re.sub(r"\{>>.*?<<\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{==(.*?)==\}", r"\1", text, flags=re.DOTALL)
    text = re.sub(r"\{~~(.*?)~>(.*?)~~\}", r"\2" if suggestions else r"\1", text, flags=re.DOTALL)
    text = re.sub(r"\{\+\+(.*?)\+\+\}", r"\1" if suggestions else "", text, flags=re.DOTALL)
    return re.sub(r"\{--(.*?)--\}", "" if suggestions else r"\1", text, flags=re.DOTALL)


class TestMarkdown:
    def lines(self, text: str) -> list[str]:
        return [line.lstrip("# ") for line in text.split("\n") if line.strip()]

    def test_refusing_everything_gives_the_article_back(self) -> None:
        assert self.lines(accepted(written("markdown"), suggestions=False)) == [
            line for line in TEXT.split("\n") if line
        ]

    def test_accepting_gives_the_suggested_wording(self) -> None:
        text = accepted(written("markdown"), suggestions=True)
        assert "it enrolled 209 adults with chronic insomnia [1]." in text
        assert "No drug-related serious adverse events were seen in any group" in text

    def test_every_open_finding_is_said_once(self) -> None:
        text = written("markdown")
        for number in range(1, 11):
            assert len(re.findall(rf"\{{>>F-{number:02d} ", text)) == 1
        assert "F-11" not in text

    def test_hostile_text_makes_no_markup(self) -> None:
        text = written("markdown", hostile())
        assert not re.search(r"<(script|img|/script)", text)
        assert "\u202e" not in text

    @pytest.mark.parametrize("sign", ["{++x++}", "{~~a~>b~~}", "{>>x<<}", "[a](javascript:x)", "<b>"])
    def test_markup_in_a_title_is_text(self, sign: str) -> None:
        text = written("markdown", flaws(flaw(f"odd {sign}", claim="c04")))
        assert text.count("{>>") == text.count("<<}") == 1
        assert "{++" not in text
        assert "](" not in text

    def test_advice_is_a_comment_and_changes_nothing(self) -> None:
        made = flaws(flaw(claim="c04", said="212", suggestion="Say who counted, and when."))
        text = written("markdown", made)
        assert "{==212==}" in text
        assert "{>>Suggested: Say who counted, and when.<<}" in text


class TestDocx:
    def document(self, made: Report | None = None) -> Any:
        body = all_formats()["docx"].render(made or report())
        assert isinstance(body, bytes)
        return Document(io.BytesIO(body))

    def test_the_article_is_there_paragraph_by_paragraph(self) -> None:
        paragraphs = [paragraph.text for paragraph in self.document().paragraphs]
        assert paragraphs[:-1] == [line for line in TEXT.split("\n") if line]
        assert paragraphs[-1] == "Findings without a place in the text"

    def test_comments_name_the_finding_and_stand_at_the_words(self) -> None:
        document = self.document()
        comments = {comment.comment_id: comment.text for comment in document.comments}
        whole = "\n".join(comments.values())
        for number in range(1, 11):
            assert f"F-{number:02d} " in whole
        assert "Suggested: it enrolled 209 adults with chronic insomnia" in whole
        assert {comment.author for comment in document.comments} == {"claim-audit"}
        xml = document.element.body.xml
        at = next(key for key, text in comments.items() if text.startswith("F-04"))
        inside = xml.split(f'<w:commentRangeStart w:id="{at}"/>')[1].split(f'<w:commentRangeEnd w:id="{at}"/>')[0]
        assert re.findall(r"<w:t[^>]*>([^<]*)</w:t>", inside) == ["for months"]

    def test_the_archive_carries_the_time_of_the_report_and_no_other(self) -> None:
        body = all_formats()["docx"].render(report())
        assert isinstance(body, bytes)
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert b'w:date="2026-11-20T09:14:00Z"' in archive.read("word/comments.xml")

    def test_control_characters_do_not_break_the_file(self) -> None:
        made = report(
            article=msgspec.structs.replace(report().article, title="a\x00b", text="\x00\x1b\uffff" + TEXT[3:])
        )
        assert self.document(made).paragraphs[0].text.startswith("[U+0000][U+001B][U+FFFF]")
        assert ATTACK[:9] in "".join(paragraph.text for paragraph in self.document(hostile()).paragraphs)
