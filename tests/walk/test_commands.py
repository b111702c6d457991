"""The commands as a person or a program meets them: exit codes, one clear line, files whole."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from pipeline.cli import main
from pipeline.commands.rules import schema
from tests.walk.world import ARTICLE, build


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    monkeypatch.setenv("CLAIM_AUDIT_CACHE", str(tmp_path / "cache"))


def stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


def test_audit_writes_reports_and_closes_the_gate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article, _ = build(tmp_path)
    assert main(["audit", "--offline", str(article)]) == 1
    out = capsys.readouterr().out
    assert out.startswith("HOLD")
    assert {path.name for path in (tmp_path / "reports").iterdir()} == {
        "night-shifts.html",
        "night-shifts.json",
        "index.html",
    }
    saved = json.loads((tmp_path / "reports" / "night-shifts.json").read_text(encoding="utf-8"))
    jsonschema.validate(saved, schema())
    assert saved["generated_at"] == "2026-11-21T00:00:00Z"
    assert saved["article"]["path"] == "night-shifts.txt"
    page = (tmp_path / "reports" / "night-shifts.html").read_text(encoding="utf-8")
    assert "112 nurses" in page
    assert "120" in page


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    article, _ = build(tmp_path)
    main(["audit", "--offline", str(article), "--output", "one"])
    main(["audit", "--offline", str(article), "--output", "two"])
    for name in ("night-shifts.html", "night-shifts.json", "index.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_never_opens_the_gate_but_not_for_what_was_not_read(tmp_path: Path) -> None:
    article, _ = build(tmp_path)
    assert main(["audit", "--offline", str(article), "--fail-on", "never"]) == 3, "[2] was never read"


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b"  \n\n \t\n", "empty"),
        (
            "german.txt",
            "Die Studie wurde mit 196 Patienten durchgeführt und zeigte, dass das Mittel nicht wirkt. ".encode() * 20,
            "unsupported",
        ),
    ],
)
def test_an_article_that_cannot_be_audited_gets_one_line(
    name: str, body: bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(body)
    assert main(["audit", "--offline", "--no-progress", name]) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert name in captured.err
    assert words in captured.err
    assert "Traceback" not in captured.err


def test_noise_instead_of_text_gets_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 50)
    assert main(["audit", "--offline", "noise.txt"]) == 2
    assert "noise.txt" in capsys.readouterr().err


def test_an_unreadable_article_does_not_stop_the_others(tmp_path: Path) -> None:
    article, _ = build(tmp_path)
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(["audit", "--offline", "empty.txt", str(article)]) == 2
    assert (tmp_path / "reports" / "night-shifts.html").exists()


def test_an_article_without_references_is_reported(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text(
        "Bread and Sleep\n\nBread lowers blood pressure by 6 mmHg. It is eaten everywhere.\n", encoding="utf-8"
    )
    assert main(["audit", "--offline", "plain.txt"]) == 1
    saved = json.loads((tmp_path / "reports" / "plain.json").read_text(encoding="utf-8"))
    assert saved["coverage"]["uncited"] >= 1
    assert saved["references"] == []


def test_a_megabyte_is_read(tmp_path: Path) -> None:
    told = ", and of the mill, and of the river that drives it, and of the snow that feeds the river" * 4
    paragraph = f"Bread was eaten by 40 bakers in the north{told}. They slept for eight hours{told}, it is said.\n\n"
    (tmp_path / "long.txt").write_text(
        "A Very Long Piece\n\n" + paragraph * (1_000_000 // len(paragraph)), encoding="utf-8"
    )
    assert main(["audit", "--offline", "long.txt", "--format", "json"]) in (0, 1, 3)
    assert (tmp_path / "reports" / "long.json").exists()


def test_equal_names_never_overwrite_each_other(tmp_path: Path) -> None:
    for folder in ("spring", "autumn"):
        (tmp_path / "desk" / folder).mkdir(parents=True)
        (tmp_path / "desk" / folder / "bread.txt").write_text(
            f"Bread in {folder}\n\nBread of {folder} heals 40% of colds.\n", encoding="utf-8"
        )
    main(["audit", "--offline", "desk"])
    names = {path.name for path in (tmp_path / "reports").glob("*.json")}
    assert names == {"spring-bread.json", "autumn-bread.json"}


def test_folders_of_sources_readmes_and_dotfiles_are_no_articles(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    for name in ("sources/a.txt", "bread.sources/b.txt", ".hidden.txt", "README.md", "real.txt"):
        (desk / name).parent.mkdir(parents=True, exist_ok=True)
        (desk / name).write_text("A Title Here\n\nBread heals 40% of colds, it is said.\n", encoding="utf-8")
    main(["audit", "--offline", "desk"])
    assert [path.name for path in (tmp_path / "reports").glob("*.json")] == ["real.json"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["audit", "--offline", "nowhere.txt"], "nowhere.txt"),
        (["audit", "--offline", "--format", "pdf2", "a.txt"], "pdf2"),
        (["audit", "--offline", "--config", "none.toml", "a.txt"], "none.toml"),
        (["audit", "--offline", "--snapshots", "nowhere", "a.txt"], "no such folder"),
        (["rules", "NUM-999"], "NUM-999"),
        (["report"], "no saved report"),
    ],
)
def test_bad_input_is_one_line(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("A Title\n\nBread heals.\n", encoding="utf-8")
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert "Traceback" not in captured.err


def test_a_misspelt_setting_names_the_right_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "audit.toml").write_text('[gate]\nfail_onn = "must"\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text("A Title\n\nBread heals.\n", encoding="utf-8")
    assert main(["audit", "--offline", "a.txt"]) == 2
    assert "fail_on" in capsys.readouterr().err


def test_a_rule_may_be_switched_off_by_the_house(tmp_path: Path) -> None:
    article, _ = build(tmp_path)
    (tmp_path / "audit.toml").write_text('[rules]\n"NUM-001" = "off"\n"CMP-001" = "consider"\n', encoding="utf-8")
    main(["audit", "--offline", str(article)])
    found = json.loads((tmp_path / "reports" / "night-shifts.json").read_text(encoding="utf-8"))["findings"]
    assert "NUM-001" not in {one["code"] for one in found}
    assert {one["severity"] for one in found if one["code"] == "CMP-001"} == {"consider"}


def test_extract_gives_claims_for_each_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(monkeypatch, '{"id": "x", "text": "The trial enrolled 193 patients. Is that many?"}\n{"id": 2, "text": ""}\n')
    assert main(["extract"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["id"] == "x"
    assert any("193 patients" in one["text"] and one["checkable"] for one in first["claims"])
    assert second == {"id": 2, "claims": []}


def test_verify_answers_in_order(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {
            "id": "a",
            "claim": "The study enrolled 196 patients.",
            "evidence": ["The weather was fine.", "The study enrolled 193 patients."],
        },
        {"id": "b", "claim": "The study enrolled 193 patients.", "evidence": "The study enrolled 193 patients."},
        {"id": "c", "claim": "The study enrolled 193 patients.", "evidence": []},
        {"id": "d", "claim": "Bees can count.", "evidence": "The stock market fell."},
    ]
    stdin(monkeypatch, "".join(json.dumps(row) + "\n" for row in rows))
    assert main(["verify"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["id"] for one in found] == ["a", "b", "c", "d"]
    assert [one["verdict"] for one in found] == ["contradicted", "supported", "unavailable", "not_found"]
    assert found[0]["evidence_index"] == 1
    assert found[0]["quote"] == "The study enrolled 193 patients."
    assert all(one["confidence"] is None for one in found)
    assert all(abs(sum(one["scores"].values()) - 1) < 0.01 for one in found)


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1]",
        '{"id": 1}',
        '{"id": 1, "claim": "x", "evidence": [1]}',
        '{"id": 1, "claim": "x", "kind": "poem"}',
    ],
)
def test_a_bad_line_is_named(line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    stdin(monkeypatch, line + "\n")
    assert main(["verify"]) == 2
    assert "line 1" in capsys.readouterr().err


def test_rules_lists_codes_and_prints_manuals(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    assert "NUM-001" in capsys.readouterr().out
    assert main(["rules", "sta-001"]) == 0
    assert "Why it matters" in capsys.readouterr().out
    assert main(["rules", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "claim-audit/report@1"


def test_report_renders_again_without_checking(tmp_path: Path) -> None:
    article, sources = build(tmp_path)
    main(["audit", "--offline", str(article)])
    page = tmp_path / "reports" / "night-shifts.html"
    first = page.read_bytes()
    page.unlink()
    (sources / "index.jsonl").unlink()
    assert main(["report"]) == 0
    assert page.read_bytes() == first


def test_the_program_runs_as_a_module(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "audit", "--offline", "-", "--output", "out"],
        input=ARTICLE.encode(),
        capture_output=True,
        cwd=tmp_path,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )
    assert done.returncode in (1, 3), done.stderr.decode()
    assert (tmp_path / "out" / "standard-input.json").exists()
