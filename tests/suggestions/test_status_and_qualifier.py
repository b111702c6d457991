"""Wordings for statuses and qualifiers, on topics that no rule was written beside: each read and kept as it must be."""

import tomllib
from pathlib import Path

import pytest

from tests.suggestions.test_suggest import wording

CASES = Path(__file__).parent / "cases"


def _cases() -> list[tuple[str, str, str, str, str, str]]:
    names = ("claim", "source", "code", "kind", "status", "said")
    defaults = {"kind": "journal_article", "status": ""}
    rows = [case for path in sorted(CASES.glob("*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["case"]]
    return [tuple(case.get(name, defaults.get(name)) for name in names) for case in rows]


@pytest.mark.parametrize(("claim", "source", "code", "kind", "status", "said"), _cases())
def test_the_wording_is_the_one_that_was_read(
    claim: str, source: str, code: str, kind: str, status: str, said: str
) -> None:
    assert (wording(claim, source, code, kind, status) or "") == said
