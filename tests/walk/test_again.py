"""The second run: what is unchanged is left to the byte, what changed is audited, a killed run loses nothing."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pipeline import walk
from pipeline.cli import main
from pipeline.decisions import read
from pipeline.records.report import Report
from tests.walk.warm import Runs, warm
from tests.walk.world import ARTICLE, build

ROOT = Path(__file__).resolve().parents[2]
NOTE = "Checked with the journal; the correction of May says 120."


@pytest.fixture(autouse=True)
def audits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every article that was really audited."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("CLAIM_AUDIT_CACHE", str(tmp_path / "cache"))
    done: list[str] = []
    true = walk.audit_article

    def counted(cited: Any, *more: Any) -> Report:
        done.append(cited.article.path)
        return true(cited, *more)

    monkeypatch.setattr(walk, "audit_article", counted)
    build(tmp_path)
    (tmp_path / "bread.txt").write_text(
        "Bread and Sleep\n\nBread heals 40% of all colds in children.\n", encoding="utf-8"
    )
    return done


def audit(*more: str, output: str = "reports") -> int:
    return main(
        ["audit", "--offline", "--no-progress", "-q", "night-shifts.txt", "bread.txt", "--output", output, *more]
    )


def bytes_of(folder: str = "reports") -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in Path(folder).iterdir()}


def at(monkeypatch: pytest.MonkeyPatch, hour: str) -> None:
    """The wall clock, not `SOURCE_DATE_EPOCH`: that one is an input."""
    monkeypatch.setattr("pipeline.commands.audit.stamp", lambda _: f"2026-11-21T{hour}:00:00Z")


def test_an_unchanged_article_is_not_audited_again_and_keeps_its_bytes(
    audits: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at(monkeypatch, "08")
    code = audit()
    first, said = bytes_of(), capsys.readouterr().out
    at(monkeypatch, "09")
    assert audit() == code
    assert bytes_of() == first
    assert capsys.readouterr().out == said
    assert audits == ["night-shifts.txt", "bread.txt"]


def test_only_the_changed_article_is_audited(audits: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, "08")
    audit()
    first = bytes_of()
    Path("night-shifts.txt").write_text(ARTICLE.replace("120", "121"), encoding="utf-8")
    at(monkeypatch, "09")
    audit()
    assert audits == ["night-shifts.txt", "bread.txt", "night-shifts.txt"]
    second = bytes_of()
    assert second["bread.html"] == first["bread.html"]
    assert second["bread.json"] == first["bread.json"]
    assert second["night-shifts.json"] != first["night-shifts.json"]
    assert json.loads(Path("reports/night-shifts.json").read_text(encoding="utf-8"))["generated_at"].endswith(
        "T09:00:00Z"
    )


def test_a_warm_run_gives_the_bytes_of_a_cold_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    audit(output="one")
    audit(output="two")
    audit("--no-cache", output="three")
    assert bytes_of("one") == bytes_of("two") == bytes_of("three")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    audit(output="one")
    audit("--no-cache", output="three")
    assert bytes_of("one") == bytes_of("three") != bytes_of("two"), "a clock that is given is an input"


def test_a_changed_source_is_audited_again(audits: list[str]) -> None:
    audit()
    index, page = Path("sources/index.jsonl"), Path("sources/trial.html")
    html = page.read_bytes().replace(b"112", b"113")
    line = index.read_text(encoding="utf-8").replace(
        hashlib.sha256(page.read_bytes()).hexdigest(), hashlib.sha256(html).hexdigest()
    )
    page.write_bytes(html)
    index.write_text(line, encoding="utf-8")
    audit()
    assert audits.count("night-shifts.txt") == 2
    assert "113 nurses" in Path("reports/night-shifts.html").read_text(encoding="utf-8")


def test_a_damaged_source_is_audited_again_and_said_every_time(
    audits: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    audit()
    Path("sources/trial.html").write_bytes(b"<html>another</html>")
    for _ in range(2):
        capsys.readouterr()
        audit()
        assert "trial.html" in capsys.readouterr().err
    assert audits.count("night-shifts.txt") == 3


def test_a_capture_that_answers_nothing_here_changes_nothing(audits: list[str]) -> None:
    audit()
    first = bytes_of()
    body = b"<html><head><title>Something else entirely</title></head><body><p>Of cabbages.</p></body></html>"
    Path("sources/other.html").write_bytes(body)
    line = {"url": "https://other.example.org/x", "final_url": "https://other.example.org/x", "status": 200}
    line |= {"content_type": "text/html", "retrieved_at": "2026-11-02T00:00:00Z", "path": "other.html"}
    with Path("sources/index.jsonl").open("ab") as index:
        index.write(msgspec.json.encode(line) + b"\n")
    audit()
    assert len(audits) == 2
    assert bytes_of() == first


def test_settings_that_findings_follow_from_are_part_of_the_key(audits: list[str]) -> None:
    audit()
    Path("audit.toml").write_text('[rules]\n"NUM-001" = "off"\n', encoding="utf-8")
    audit()
    assert len(audits) == 4
    assert "NUM-001" not in {
        one["code"] for one in json.loads(Path("reports/night-shifts.json").read_text(encoding="utf-8"))["findings"]
    }


def test_the_gate_is_settled_anew_without_an_audit(audits: list[str]) -> None:
    assert audit() == 1
    assert audit("--fail-on", "never") == 3
    assert len(audits) == 2


def test_another_program_audits_again(audits: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    audit()
    monkeypatch.setattr("pipeline.commands._rerun.engine", lambda: "another")
    audit()
    assert len(audits) == 4


def test_a_file_that_somebody_changed_is_written_again(audits: list[str]) -> None:
    audit()
    first = bytes_of()
    Path("reports/bread.html").write_text("scribbled", encoding="utf-8")
    Path("reports/night-shifts.json").write_text("{", encoding="utf-8")
    Path("reports/night-shifts.html").unlink()
    audit()
    assert len(audits) == 2
    assert bytes_of().keys() == first.keys()
    assert bytes_of()["bread.html"] == first["bread.html"]


def test_a_kept_audit_that_is_damaged_is_made_again(audits: list[str]) -> None:
    audit()
    for file in Path("cache/results").rglob("*.json"):
        file.write_bytes(file.read_bytes()[:100])
    assert audit() == 1
    assert len(audits) == 4


@pytest.mark.parametrize(("true", "other"), [(b"120 nurses should", b"120 nurses needn't"), (b'"code":1', b'"code":0')])
def test_what_is_kept_and_was_changed_since_is_not_believed(true: bytes, other: bytes) -> None:
    audit()
    first = bytes_of()
    changed = [file for file in Path("cache/results").rglob("*.json") if true in file.read_bytes()]
    assert changed
    for file in changed:
        file.write_bytes(file.read_bytes().replace(true, other))
    for file in Path("reports").glob("*.html"):
        file.write_text("lost", encoding="utf-8")
    assert audit() == 1
    assert bytes_of().keys() == first.keys()
    assert "needn" not in Path("reports/night-shifts.json").read_text(encoding="utf-8")


def test_a_kept_audit_under_another_name_is_none(audits: list[str]) -> None:
    audit()
    one, other = sorted(Path("cache/results/audits").rglob("*.json"))
    one.write_bytes(other.read_bytes())
    for file in Path("cache/results/deeds").rglob("*.json"):
        file.unlink()
    audit()
    assert len(audits) == 3


def test_a_cache_that_can_t_be_written_stops_nothing() -> None:
    Path("cache").mkdir()
    Path("cache/results").write_text("in the way", encoding="utf-8")
    assert audit() == 1
    assert audit() == 1


def test_workers_give_the_bytes_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    audit("--jobs", "2", output="two")
    audit(output="one")
    assert bytes_of("one") == bytes_of("two")


def test_a_baseline_of_the_whole_folder_and_of_one_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit(output="before") == 1
    assert audit("--baseline", "before") == 3, "[2] was never read; nothing is new"
    saved = json.loads(Path("reports/night-shifts.json").read_text(encoding="utf-8"))
    assert {one["state"] for one in saved["findings"]} == {"same"}
    assert saved["changes"]["since"]
    Path("night-shifts.txt").write_text(ARTICLE.replace("120 nurses", "112 nurses"), encoding="utf-8")
    assert audit("--baseline", "before/night-shifts.json") == 1, "the other article has no baseline"
    changes = json.loads(Path("reports/night-shifts.json").read_text(encoding="utf-8"))["changes"]
    assert changes["fixed"] == 1
    assert audit("--baseline", "nowhere") == 2
    assert "nowhere" in capsys.readouterr().err


def git(*words: str) -> None:
    names = ["-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *names, *words], check=True, capture_output=True)


def test_only_what_git_says_has_changed(audits: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert audit("--changed") == 2
    assert "git" in capsys.readouterr().err
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    assert audit("--changed") == 0
    assert not audits
    Path("bread.txt").write_text("Bread and Sleep\n\nBread heals 41% of all colds in children.\n", encoding="utf-8")
    audit("--changed")
    assert audits == ["bread.txt"]
    git("add", "bread.txt")
    Path("a new näme.txt").write_text("Ale and Sleep\n\nAle heals 40% of all colds in children.\n", encoding="utf-8")
    main(["audit", "--offline", "-q", "--no-progress", "--changed", "a new näme.txt", "bread.txt", "night-shifts.txt"])
    assert audits == ["bread.txt", "a new näme.txt"], "staged counts as changed; what was audited is not audited again"
    git("add", ".")
    git("commit", "-q", "-m", "second")
    git("mv", "bread.txt", "loaf.txt")
    main(["audit", "--offline", "-q", "--no-progress", "--changed", "loaf.txt", "night-shifts.txt"])
    assert audits[-1] == "loaf.txt"
    git("commit", "-q", "-m", "third")
    Path("sources/trial.html").write_bytes(b"<html>x</html>")
    main(["audit", "--offline", "-q", "--no-progress", "--changed", "night-shifts.txt"])
    assert audits[-1] == "night-shifts.txt", "its source has changed"


def test_an_article_that_git_ignores_is_not_passed_over(audits: list[str]) -> None:
    git("init", "-q")
    Path(".gitignore").write_text("bread.txt\nreports/\ncache/\n", encoding="utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    audit("--changed")
    assert audits == ["bread.txt"]


def test_in_a_hook_of_a_linked_working_tree_the_repository_is_that_of_the_article(
    audits: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    git("init", "-q", "-b", "main", "desk")
    Path("desk/pieces").mkdir()
    for name in ("night-shifts.txt", "bread.txt"):
        Path(name).rename(Path("desk/pieces") / name)
    git("-C", "desk", "add", ".")
    git("-C", "desk", "commit", "-q", "-m", "first")
    git("-C", "desk", "worktree", "add", "-q", "-b", "other", "../linked")
    monkeypatch.setenv("GIT_DIR", str(Path("desk/.git/worktrees/linked").resolve()))
    monkeypatch.setenv("GIT_INDEX_FILE", str(Path("desk/.git/worktrees/linked/index").resolve()))
    Path("linked/pieces/bread.txt").write_text(
        "Bread and Sleep\n\nBread heals 41% of all colds in children.\n", encoding="utf-8"
    )
    main(["audit", "--offline", "-q", "--no-progress", "--changed", "linked/pieces"])
    assert audits == ["linked/pieces/bread.txt"]


# ---- several runs at once, and runs that are killed: real processes


def whole(folder: Path) -> None:
    """Every report reads back, and nothing is torn."""
    for file in folder.glob("*.json"):
        msgspec.json.decode(file.read_bytes(), type=Report)
    for file in folder.glob("*.html"):
        assert file.read_text(encoding="utf-8").rstrip().endswith("</html>"), file.name


@pytest.fixture(scope="module")
def runs() -> Iterator[Runs]:
    with warm() as asked:
        yield asked


def test_two_runs_at_once_write_what_one_writes(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    articles = []
    for number in range(6):
        Path(f"piece-{number}.txt").write_text(
            f"Piece {number}\n\nBread heals {number + 30}% of all colds.\n", encoding="utf-8"
        )
        articles.append(f"piece-{number}.txt")
    codes = runs("audit", "--offline", "--no-progress", *articles, "-o", "both", at_once=2)
    assert codes == [1, 1]
    main(["audit", "--offline", "--no-progress", "--no-cache", *articles, "-o", "alone"])
    assert bytes_of("both") == bytes_of("alone")


DECIDER = """
import sys
from pathlib import Path
from pipeline.decisions import update
from tests.decisions.made import decision
for number in range(int(sys.argv[2])):
    update(Path("decisions.toml"), [decision(fp=f"{sys.argv[1]}{number:015d}")])
    print(number, flush=True)
"""


def decider(name: str, count: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", DECIDER, name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def test_deciders_at_once_lose_no_decision() -> None:
    with ThreadPoolExecutor(3) as pool:
        runs = [decider(name, 25) for name in "abc"]
        for run, _ in zip(runs, pool.map(lambda one: one.communicate(timeout=120), runs), strict=True):
            assert run.returncode == 0
    assert len(read(Path("decisions.toml"))) == 75


def test_a_decider_killed_at_any_moment_loses_nothing_that_it_said_was_written() -> None:
    chance = random.Random(11)
    promised: set[str] = set()
    for name in "abcdefghij":
        run = decider(name, 100_000)
        assert run.stdout is not None
        said = [run.stdout.readline()]
        stop = chance.randrange(1, 12)
        while len(said) < stop:
            said.append(run.stdout.readline())
        run.send_signal(signal.SIGKILL)
        rest, _ = run.communicate(timeout=60)
        said += rest.splitlines()
        promised |= {f"{name}{int(line):015d}" for line in said if line.strip()}
        kept = {one.fp for one in read(Path("decisions.toml"))}
        assert promised <= kept
    assert len(promised) >= 10


def test_an_audit_killed_at_any_step_of_its_writing_loses_no_report(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    audit()
    words = ("audit", "--offline", "--no-progress", "night-shifts.txt", "bread.txt")
    reports = set(bytes_of())
    for step in range(100):
        Path("night-shifts.txt").write_text(ARTICLE.replace("120", str(121 + step)), encoding="utf-8")
        codes = runs(*words, dies_at=step)
        assert reports <= set(bytes_of())
        whole(Path("reports"))
        if codes == [1]:
            break
        assert codes == [-signal.SIGKILL]
    assert step > 12, "three reports and what is kept of them, each opened, written and renamed"
    main([*words])
    main([*words, "--no-cache", "-o", "fresh"])
    assert bytes_of() == bytes_of("fresh"), "the next run mends what the killed one left"
