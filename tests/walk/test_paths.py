"""Paths that are neither file nor folder are refused in one line, and never waited for."""

import os
from pathlib import Path

import pytest

from pipeline.commands._articles import collect


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_named_as_a_path_is_refused_and_the_file_beside_it_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "salt.txt").write_text("Salt fell by 12%.", encoding="utf-8")
    found, failures = collect([str(tmp_path / "pipe.txt"), str(tmp_path / "salt.txt")])
    assert [one.data for one in found] == [b"Salt fell by 12%."]
    assert [failure.count("standard input") for failure in failures] == [1]


def test_a_path_that_is_not_there_says_so(tmp_path: Path) -> None:
    found, failures = collect([str(tmp_path / "none.txt")])
    assert not found
    assert "No such file" in failures[0]


def test_a_folder_names_texts_in_foreign_formats_and_passes_over_what_is_no_text(tmp_path: Path) -> None:
    for name in ("salt.txt", "salt.rtf", "Salt.ODT", "salt.png", "notes.json", "~$salt.docx", "~$salt.doc", ".x.rtf"):
        (tmp_path / name).write_text("Salt fell by 12%.", encoding="utf-8")
    found, _ = collect([str(tmp_path)])
    assert sorted(Path(one.path).name for one in found) == ["Salt.ODT", "salt.rtf", "salt.txt"]
