"""A word list opened as a sheet: its expressions and words by field, and a bad one told by file and field."""

from pathlib import Path

import pytest
from msgspec import Struct

from pipeline.errors import LexiconError
from pipeline.lexicon import Sheet


class _Inner(Struct, frozen=True, forbid_unknown_fields=True):
    than: str


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    rose: str
    bad: str
    idle: str
    patterns: _Inner


@pytest.fixture
def sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sheet[_File]:
    room = tmp_path / "sheet_room"
    room.mkdir()
    (room / "__init__.py").touch()
    (room / "words.toml").write_text(
        "rose = 'ros[ei]'\nbad = '(rose'\nidle = 'Of the'\n[patterns]\nthan = '\\bthan\\b'\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    return Sheet("sheet_room", "words.toml", _File)


def test_expressions_and_words_are_had_by_their_field(sheet: Sheet[_File]) -> None:
    assert sheet.pattern("rose").search("It ROSE.")
    assert sheet.pattern("patterns.than").search("more than")
    assert sheet.pattern("rose") is sheet.pattern("rose")
    assert sheet.words("idle") == {"Of", "the"}
    assert sheet.words("idle", str.lower) == {"of", "the"}


def test_a_bad_expression_is_told_by_file_and_field(sheet: Sheet[_File]) -> None:
    with pytest.raises(LexiconError, match=r"words\.toml: bad: bad pattern"):
        sheet.pattern("bad")
