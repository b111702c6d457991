"""A run with nothing to audit does not load what only audits need: it is the run that a desk makes most often."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.walk.world import ARTICLE, build

ROOT = Path(__file__).resolve().parents[2]
RUN = """
import sys
from pipeline.cli import main
main(["audit", "--offline", "--no-progress", "-q", "night-shifts.txt", *sys.argv[1:]])
print(*sorted({"pipeline.walk", "pint", "spacy"} & set(sys.modules)))
"""


def loaded(folder: Path, *more: str) -> list[str]:
    """Of the heavy rooms, those that an audit in `folder` has loaded."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CLAIM_AUDIT_CACHE": str(folder / "cache")}
    command = [sys.executable, "-c", RUN, *more]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.splitlines()[-1].split()


def test_what_is_unchanged_loads_no_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLAIM_AUDIT_CACHE", str(tmp_path / "cache"))
    main(["audit", "--offline", "--no-progress", "-q", "night-shifts.txt"])
    everything = ["pint", "pipeline.walk", "spacy"]
    assert loaded(tmp_path) == []
    assert loaded(tmp_path, "--fail-on", "should") == []
    (tmp_path / "night-shifts.txt").write_text(ARTICLE.replace("120", "121"), encoding="utf-8")
    assert loaded(tmp_path) == everything
