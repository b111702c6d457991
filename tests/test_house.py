"""The house's own rules: who may import what, one door a library, small files, a manual and cases for each check."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.assembly.findings import finding_types
from pipeline.checks import all_checks

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "pipeline"
MODULES = sorted(path for path in HOUSE.rglob("*.py"))
NAMES = [path.relative_to(ROOT).as_posix() for path in MODULES]

DOORS = {
    "spacy": ("pipeline/text/",),
    "Stemmer": ("pipeline/text/",),
    "pint": ("pipeline/facts/units.py",),
    "httpx": ("pipeline/net/",),
    "httpcore": ("pipeline/net/",),
    "stamina": ("pipeline/net/",),
    "protego": ("pipeline/net/",),
    "jinja2": ("pipeline/page/",),
    "bm25s": ("pipeline/search/",),
    "trafilatura": ("pipeline/sources/",),
    "pypdfium2": ("pipeline/sources/",),
    "mammoth": ("pipeline/articles/", "pipeline/sources/", "pipeline/markup"),
    "platformdirs": ("pipeline/commands/",),
    "rich": ("pipeline/page/", "pipeline/net/progress.py"),
    "docx": ("pipeline/formats/",),
}
ROOMS = {
    "records": {"records"},
    "text": {"text", "lexicon"},
    "facts": {"records", "text", "facts", "lexicon", "errors"},
    "strength": {"records", "text", "facts", "strength", "lexicon", "errors", "claims", "search"},
    "claims": {"records", "text", "lexicon", "claims", "errors"},
    "search": {"records", "text", "facts", "lexicon", "claims", "search"},
    "references": {"records", "references", "lexicon", "errors", "identifiers", "sources", "citations"},
    "checks": {"records", "text", "facts", "strength", "lexicon", "claims", "search", "references", "checks", "errors"},
    "markup": {"records", "markup"},
    "citations": {"records", "lexicon", "citations", "identifiers", "markup", "references"},
    "verdicts": {"records", "text", "facts", "search", "checks", "lexicon", "verdicts", "strength"},
    "suggestions": {
        *("records", "text", "facts", "strength", "claims", "search", "checks", "verdicts", "lexicon", "suggestions"),
        "stages",  # a wording is judged as the article's own words are
    },
    "assembly": {"records", "checks", "references", "suggestions", "decisions", "lexicon", "assembly"},
    "decisions": {"records", "assembly", "files", "errors", "decisions"},
    "cache": {"records", "assembly", "snapshots", "stages", "files", "cache"},
    "page": {"records", "page", "lexicon"},
    "formats": {"records", "page", "formats"},
}
ATTICS = {"utils", "util", "helpers", "helper", "misc", "common", "tools", "stuff"}
LONGEST = 400


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, dotted."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_library_has_one_door(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    wrong = [
        module for module in imports(path) if (doors := DOORS.get(module.split(".")[0])) and not name.startswith(doors)
    ]
    assert not wrong, f"{name} imports {wrong}; see DOORS"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_rooms_see_only_what_they_may(path: Path) -> None:
    room = path.relative_to(HOUSE).parts[0]
    allowed = ROOMS.get(room)
    if allowed is None:
        return
    seen = {module.split(".")[1] for module in imports(path) if module.startswith("pipeline.")}
    assert seen <= allowed, f"{room} may not import {sorted(seen - allowed)}"


def test_a_stage_never_imports_a_stage() -> None:
    for path in (HOUSE / "stages").glob("*.py"):
        assert not [module for module in imports(path) if module.startswith("pipeline.stages")], path.name


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_files_are_small_documented_and_well_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST, "move walls before you add furniture"
    assert ast.get_docstring(ast.parse(text)), "a module says in its first line what it is for"
    assert not ATTICS & set(path.relative_to(HOUSE).with_suffix("").parts)


def test_no_attic_in_the_tests_either() -> None:
    assert not [path for path in (ROOT / "tests").rglob("*.py") if path.stem in ATTICS]


@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.name)
def test_a_check_has_a_manual_a_known_code_and_cases(check: object) -> None:
    codes, name = check.codes, check.name  # type: ignore[attr-defined]  # both kinds of check have them
    module = importlib.import_module(f"pipeline.checks.{name.replace('-', '_')}")
    manual = module.__doc__ or ""
    for heading in ("What it does", "Why it matters", "The article says", "The source says", "Fine if", "Literature"):
        assert re.search(rf"^\*?{heading}[:.]", manual, re.MULTILINE), f"{name}: its manual page lacks {heading!r}"
    assert codes
    assert set(codes) <= set(finding_types())
    file = name.replace("-", "_")
    room = ROOT / "tests" / "checks"
    assert (room / "cases" / f"{file}.toml").is_file() or (room / f"test_{file}.py").is_file(), f"{name} has no cases"


def test_nothing_of_the_shared_folder_is_named_as_a_machine_path() -> None:
    tracked = [*MODULES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
    for path in tracked:
        assert "/wor" + "k/" not in path.read_text(encoding="utf-8"), path
