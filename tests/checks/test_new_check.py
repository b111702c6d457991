"""Adding a check is one file and its cases: shown on a check of doses that is put on the wall for this test alone."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline.checks as wall
from pipeline.records.verdict import Objection
from tests.build import dossier

FILE = '''"""Dose differs (NUM-003), as an example.

What it does: compares doses in mg.

Why it matters: a tenfold dose kills.

The article says: "10 mg"

The source says: "1 mg"

Fine if: the two are of different days.

Literature: none.
"""

import re

from pipeline.checks import PairCheck
from pipeline.records.verdict import Aspect, Objection

DOSE = re.compile(r"(\\\\d+) mg")


def examine(dossier):
    said = DOSE.search(dossier.claim.text)
    for passage in dossier.passages:
        shown = DOSE.search(passage.text)
        if said and shown and said.group(1) != shown.group(1):
            yield Objection("NUM-003", "contradicted", "must", f"{said.group()} should be {shown.group()}", "Doses differ.",
                            (Aspect("dose", said.group(), shown.group(), "different"),), passage, said.span(), shown.span())


CHECK = PairCheck("example-dose", ("NUM-003",), examine)
'''.replace("\\\\", "\\")


@pytest.fixture
def _on_the_wall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "example_dose.py").write_text(FILE, encoding="utf-8")
    monkeypatch.setattr(wall, "__path__", [*wall.__path__, str(tmp_path)])
    wall.all_checks.cache_clear()
    yield
    wall.all_checks.cache_clear()
    sys.modules.pop("pipeline.checks.example_dose", None)


@pytest.mark.usefixtures("_on_the_wall")
@pytest.mark.parametrize(
    ("claim", "source", "fires"),
    [
        ("They took 10 mg.", "They took 1 mg.", True),
        ("They took 10 mg.", "They took 10 mg.", False),
        ("They took a pill.", "1 mg", False),
    ],
)
def test_a_file_on_the_wall_is_a_check(claim: str, source: str, fires: bool) -> None:  # noqa: FBT001  # a table of cases
    check = next(one for one in wall.pair_checks() if one.name == "example-dose")
    found = [item for item in check.examine(dossier(claim, source)) if isinstance(item, Objection)]
    assert bool(found) is fires


def test_without_the_file_there_is_none() -> None:
    assert "example-dose" not in {one.name for one in wall.all_checks()}
