"""A damaged folder gives one clear line for each damage, and nothing of a damaged capture is used."""

import hashlib
import json
from pathlib import Path

import pytest

from pipeline.errors import SnapshotError
from pipeline.records.citation import Identifiers, Reference
from pipeline.snapshots import INDEX, Snapshots, read_index

PAGE = b"<html><body><main><p>A page with some words on it.</p></main></body></html>"


def _line(number: int, path: str | None, sha256: str | None, **more: object) -> str:
    url = f"https://example.org/{number}"
    line = {"url": url, "final_url": url, "status": 200, "content_type": "text/html", "path": path, "sha256": sha256}
    return json.dumps({**line, "retrieved_at": f"2026-11-0{number}T00:00:00Z", **more})


def _folder(tmp_path: Path, *lines: str, end: str = "\n") -> Snapshots:
    (tmp_path / "page.html").write_bytes(PAGE)
    (tmp_path / INDEX).write_text("\n".join(lines) + end, encoding="utf-8")
    return Snapshots([tmp_path])


def _reference(number: int) -> Reference:
    return Reference(str(number), "", 0, 0, Identifiers(url=f"https://example.org/{number}"))


DIGEST = hashlib.sha256(PAGE).hexdigest()
SOUND = _line(1, "page.html", DIGEST)


def test_a_sound_folder_has_no_problem(tmp_path: Path) -> None:
    snapshots = _folder(tmp_path, SOUND, _line(2, "page.html", None), _line(3, "page.html", DIGEST.upper()))
    assert snapshots.problems == ()
    assert [snapshots.find(_reference(number))[0][1] for number in (1, 2, 3)] == [PAGE] * 3


def test_a_wrong_digest_names_the_file_and_gives_no_byte_of_it(tmp_path: Path) -> None:
    snapshots = _folder(tmp_path, SOUND, _line(2, "page.html", "0" * 64))
    ((capture, body),) = snapshots.find(_reference(2))
    assert (capture.path, capture.outcome, body) == (None, "unreadable", None)
    (problem,) = snapshots.problems
    assert str(tmp_path / "page.html") in problem.text
    assert "digest" in problem.text
    assert "\n" not in problem.text
    assert snapshots.find(_reference(1))[0][1] == PAGE


def test_the_words_for_the_report_hold_no_folder_of_this_machine(tmp_path: Path) -> None:
    snapshots = _folder(tmp_path, _line(2, "page.html", "0" * 64), _line(3, "../page.html", None))
    for number in (2, 3):
        ((capture, _),) = snapshots.find(_reference(number))
        assert capture.note
        assert str(tmp_path) not in capture.note


def test_a_damaged_newer_copy_leaves_the_sound_older_one(tmp_path: Path) -> None:
    newer = json.dumps({**json.loads(SOUND), "sha256": "0" * 64, "retrieved_at": "2026-11-09T00:00:00Z"})
    ((capture, body),) = _folder(tmp_path, SOUND, newer).find(_reference(1))
    assert (capture.retrieved_at[:10], body) == ("2026-11-01", PAGE)


@pytest.mark.parametrize("path", ["../secret.html", "/etc/hostname", "sub/../../secret.html", "", ".", "a\\..\\b"])
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    inner = tmp_path / "folder"
    inner.mkdir()
    (tmp_path / "secret.html").write_bytes(b"secret")
    snapshots = _folder(inner, SOUND, _line(2, path, None))
    ((capture, body),) = snapshots.find(_reference(2))
    assert (capture.path, body) == (None, None)
    (problem,) = snapshots.problems
    assert f"{INDEX}:2" in problem.text
    assert snapshots.find(_reference(1))[0][1] == PAGE


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    inner = tmp_path / "folder"
    inner.mkdir()
    (tmp_path / "secret.html").write_bytes(b"secret")
    (inner / "link.html").symlink_to(tmp_path / "secret.html")
    snapshots = _folder(inner, _line(2, "link.html", None))
    assert snapshots.find(_reference(2))[0][1] is None
    assert len(snapshots.problems) == 1


def test_a_file_that_is_not_there_is_a_problem_and_a_refusal_is_none(tmp_path: Path) -> None:
    snapshots = _folder(tmp_path, _line(1, "lost.html", None), _line(2, None, None, status=403))
    assert [problem.line for problem in snapshots.problems] == [1]


@pytest.mark.parametrize("torn", ['{"url": "https://exam', '{"url": "https://example.org/2"', '{"url": "x", "sta'])
def test_a_torn_last_line_is_said_once_and_left_out(tmp_path: Path, torn: str) -> None:
    snapshots = _folder(tmp_path, SOUND, torn, end="")
    (problem,) = snapshots.problems
    assert (problem.line, "torn" in problem.text) == (2, True)
    assert snapshots.find(_reference(1))[0][1] == PAGE


@pytest.mark.parametrize("bad", ["<<<<<<< HEAD", "[]", '{"url": 7}', "null", "\x00\x01", "{" * 5000])
def test_a_line_that_is_no_capture_harms_no_other(tmp_path: Path, bad: str) -> None:
    snapshots = _folder(tmp_path, bad, SOUND)
    assert [problem.line for problem in snapshots.problems] == [1]
    assert snapshots.find(_reference(1))[0][1] == PAGE


def test_blank_lines_a_byte_order_mark_and_unknown_keys_are_no_damage(tmp_path: Path) -> None:
    snapshots = _folder(tmp_path, "\ufeff" + SOUND, "", "  ", _line(2, "page.html", None, added_later=[1]))
    assert snapshots.problems == ()
    assert len(snapshots.lines) == 2


def test_optional_fields_of_another_programs_index_are_no_damage(tmp_path: Path) -> None:
    odd = {"headers": [["etag", "x"]], "hops": [{"url": "https://example.org/hop", "status": 301}, 7], "note": {"a": 1}}
    bare = {"url": "https://example.org/3", "path": None, "status": None, "outcome": "timeout"}
    snapshots = _folder(tmp_path, _line(2, "page.html", None, **odd), json.dumps(bare))
    assert snapshots.problems == ()
    assert snapshots.find(_reference(2))[0][0].hops == ("https://example.org/hop",)
    ((refusal, _),) = snapshots.find(_reference(3))
    assert (refusal.status, refusal.final_url, refusal.outcome) == (0, "https://example.org/3", "timeout")


def test_a_folder_that_does_not_exist_is_empty(tmp_path: Path) -> None:
    snapshots = Snapshots([tmp_path / "none"])
    assert (snapshots.find(_reference(1)), snapshots.problems) == ((), ())


def test_a_folder_in_the_place_of_the_index_is_no_index(tmp_path: Path) -> None:
    (tmp_path / INDEX).mkdir()
    assert read_index(tmp_path) == ((), ())


def test_an_index_too_large_to_be_one_is_refused(tmp_path: Path) -> None:
    with (tmp_path / INDEX).open("wb") as file:
        file.truncate(300_000_000)
    with pytest.raises(SnapshotError, match=INDEX):
        read_index(tmp_path)
