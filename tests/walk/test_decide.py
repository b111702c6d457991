"""Decisions as people make them: from a saved file, by id, through make; and what the next audit says."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.decisions import read
from tests.walk.world import ARTICLE, build

NOTE = "Checked with the journal; the correction of May says 120."


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the article, its sources, its first audit and what is kept of that."""
    folder = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SOURCE_DATE_EPOCH", "1795219200")
        patch.setenv("CLAIM_AUDIT_CACHE", str(folder / "cache"))
        build(folder)
        assert audit() == 1
    return folder


@pytest.fixture(autouse=True)
def _here(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    monkeypatch.setenv("CLAIM_AUDIT_CACHE", str(tmp_path / "cache"))
    shutil.copytree(desk, tmp_path, dirs_exist_ok=True)


def audit(*more: str) -> int:
    return main(["audit", "--offline", "--no-progress", "night-shifts.txt", *more])


def saved() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(Path("reports/night-shifts.json").read_text(encoding="utf-8"))
    return loaded


def finding(code: str) -> dict[str, Any]:
    return next(one for one in saved()["findings"] if one["code"] == code)


def decisions_file(*codes: str, **given: Any) -> Path:
    report = saved()
    made = [
        {
            "id": finding(code)["id"],
            "code": code,
            "as": "keep",
            "reason": "source-superseded",
            "note": NOTE,
            "by": "News desk",
            "on": "2026-11-21",
            "until": "2026-12-21",
        }
        | given
        for code in codes
    ]
    article = {key: report["article"][key] for key in ("slug", "path", "sha256")}
    file = Path("night-shifts.decisions.json")
    file.write_text(
        json.dumps({"schema": "claim-audit/decisions@1", "article": article, "decisions": made}), encoding="utf-8"
    )
    return file


def test_a_saved_file_is_merged_and_the_next_audit_shows_it(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["decide", str(decisions_file("NUM-001", "CMP-001"))]) == 0
    out = capsys.readouterr().out
    assert out.count("added:") == 2
    assert "until 2026-12-21" in out
    before = saved()["gate"]["counts"]
    audit()
    after = saved()
    assert after["gate"]["counts"]["waived"] == 2
    assert after["gate"]["counts"]["must"] == before["must"] - 2
    waived = finding("NUM-001")
    assert (waived["decision"], waived["decided"]["by"], waived["decided"]["note"]) == ("keep", "News desk", NOTE)
    assert "News desk" in Path("reports/night-shifts.html").read_text(encoding="utf-8")


def test_merging_twice_changes_nothing() -> None:
    file = decisions_file("NUM-001")
    main(["decide", str(file)])
    first = Path("decisions.toml").read_bytes()
    assert main(["decide", str(file)]) == 0
    assert Path("decisions.toml").read_bytes() == first


def test_another_text_of_the_article_is_refused_unless_forced(capsys: pytest.CaptureFixture[str]) -> None:
    file = decisions_file("NUM-001", "CMP-001")
    Path("night-shifts.txt").write_text(ARTICLE.replace("120 nurses", "130 nurses"), encoding="utf-8")
    assert main(["decide", str(file)]) == 2
    assert "--force" in capsys.readouterr().err
    audit()
    assert main(["decide", str(file)]) == 2
    assert not Path("decisions.toml").exists()
    capsys.readouterr()
    assert main(["decide", str(file), "--force"]) == 2, "one of the two is no longer there"
    told = capsys.readouterr()
    assert "CMP-001" in told.out
    assert "no such finding" in told.err
    assert [one.rule for one in read(Path("decisions.toml"))] == ["CMP-001"]


def test_a_source_that_was_read_since_is_not_decided_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", str(decisions_file("NUM-001", on="2026-10-31"))]) == 2
    assert "read again" in capsys.readouterr().err
    assert not read(Path("decisions.toml"))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"note": "too short"}, "20 characters"),
        ({"until": "2026-11-01"}, "before the day"),
        ({"on": "2026-02-31"}, "2026-02-31"),
        ({"by": ""}, "reviewer"),
    ],
)
def test_a_wrong_decision_is_one_line(given: dict[str, str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", str(decisions_file("NUM-001", **given))]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert "Traceback" not in err
    assert not Path("decisions.toml").exists()


def test_one_finding_is_decided_by_its_id(capsys: pytest.CaptureFixture[str]) -> None:
    name = finding("NUM-001")["id"]
    words = ["--as", "keep", "--reason", "Source superseded", "--note", NOTE, "--by", "Desk"]
    assert main(["decide", "--id", name[:8], *words]) == 0
    (made,) = read(Path("decisions.toml"))
    assert (made.fp, made.reason, made.on, made.until) == (name, "source-superseded", "2026-11-21", "2026-12-21")
    assert made.sentence_sha
    assert made.source_sha
    assert (
        main(
            [
                "decide",
                "--id",
                finding("CIT-001")["id"],
                "--as",
                "keep",
                "--reason",
                "common-knowledge: in every textbook",
                "--by",
                "Desk",
            ]
        )
        == 0
    )
    other = next(one for one in read(Path("decisions.toml")) if one.rule == "CIT-001")
    assert (other.reason, other.note, other.until) == ("common-knowledge", "in every textbook", "2027-05-20")
    assert "added" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--as", "keep", "--reason", "attributed", "--by", "Desk"], "20 characters"),
        (["--as", "keep", "--reason", "attributed", "--by", "Desk", "--note", NOTE, "--until", "never"], "expires"),
        (["--as", "keep", "--reason", "rule-does-not-apply", "--by", "Desk", "--note", NOTE], "choose from"),
        (["--as", "keep", "--reason", "attributed", "--note", NOTE], "reviewer"),
        (["--as", "keep", "--reason", "attributed", "--by", "Desk", "--note", NOTE, "--until", "²²d"], "2026-01-31"),
        (["--as", "maybe"], "--as"),
    ],
)
def test_what_a_must_asks_for(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", "--id", finding("NUM-001")["id"], *words]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "give either"),
        (["--id", "abc"], "--as"),
        (["--id", "0000000000", "--as", "will_fix"], "no saved report"),
        (["none.json"], "none.json"),
        (["--id", "ab", "--as", "will_fix"], "at least"),
        (["--id", "0000000000", "--as", "keep", "--note", "not UTF-8: \udcff"], "--note"),
        (["--id", "0000000000", "--as", "\udcff"], "--as"),
    ],
)
def test_bad_words_are_one_line(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", *words]) == 2
    assert told in capsys.readouterr().err


def test_two_people_where_the_house_wants_two(capsys: pytest.CaptureFixture[str]) -> None:
    Path("audit.toml").write_text('[gate]\nrequire_second = ["must"]\n', encoding="utf-8")
    file = decisions_file("NUM-001")
    main(["decide", str(file)])
    assert "waits for a second person" in capsys.readouterr().out
    audit()
    assert finding("NUM-001")["decision"] == "undecided"
    main(["decide", str(decisions_file("NUM-001", by="Health desk"))])
    assert "seconded" in capsys.readouterr().out
    audit()
    assert finding("NUM-001")["decision"] == "keep"
    assert "Health desk" in finding("NUM-001")["decided"]["by"]


def test_no_waiver_outlives_its_sentence_its_source_or_its_day(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["decide", str(decisions_file("NUM-001"))])
    audit()
    assert finding("NUM-001")["decision"] == "keep"
    article, page = Path("night-shifts.txt"), Path("sources/trial.html")
    article.write_text(ARTICLE.replace("The trial randomised 120", "The trial had randomised 120"), encoding="utf-8")
    capsys.readouterr()
    audit()
    assert "decision" not in finding("NUM-001")
    assert saved()["changes"]["waiver_expired"] == 1
    assert "no longer holds" in capsys.readouterr().err
    article.write_text(ARTICLE, encoding="utf-8")
    audit()
    assert finding("NUM-001")["decision"] == "keep", "what it was about is back"
    html = page.read_text(encoding="utf-8")
    index = Path("sources/index.jsonl")
    line = index.read_text(encoding="utf-8")
    page.write_text(html.replace("four hospitals", "five hospitals"), encoding="utf-8")
    index.write_text(line.replace('"sha256"', '"was"'), encoding="utf-8")
    audit()
    assert "decision" not in finding("NUM-001")
    page.write_text(html, encoding="utf-8")
    index.write_text(line, encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1795219200 + 31 * 86400))
    audit()
    assert "decision" not in finding("NUM-001")
    assert "expired" in capsys.readouterr().err


def test_a_broken_file_of_decisions_stops_with_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    Path("decisions.toml").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    assert audit() == 2
    assert "decisions.toml" in capsys.readouterr().err
    assert audit("--decisions", "other.toml") == 2


def test_make_hands_over_whatever_stands_in_a_reason(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    words = 'common-knowledge: it\'s "old"; echo harm `id`'
    command = ["make", "-f", str(root / "Makefile"), "-s", "decide", f"VENV={tmp_path / 'v'}", f"PY={sys.executable}"]
    command += [f"ID={finding('CIT-001')['id']}", "AS=keep", f"REASON={words}", "BY=O'Hara; desk"]
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "v").mkdir()
    (tmp_path / "v" / ".stamp").touch()
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(root)},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    (made,) = read(Path("decisions.toml"))
    assert (made.note, made.by) == ('it\'s "old"; echo harm `id`', "O'Hara; desk")
