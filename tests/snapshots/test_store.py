"""Writing captures: whole or not at all, whatever happens to the process."""

import hashlib
import os
import random
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from msgspec import structs

from pipeline.errors import SnapshotError
from pipeline.records.source import Capture
from pipeline.snapshots import INDEX, Line, Snapshots, Store, read_body, read_index

KILLS = 60


def _capture(number: int = 1, content_type: str = "text/html") -> Capture:
    url = f"https://example.org/{number}"
    return Capture(url, url, 200, content_type, f"2026-11-02T00:00:{number % 60:02d}Z", None)


def _body(number: int) -> bytes:
    return f"<p>{number}</p>".encode() * 20_000


def _sound(folder: Path) -> int:
    """Captures of the folder, every one of them readable and as its digest says."""
    lines, problems = read_index(folder)
    assert problems == ()
    for line in lines:
        body = read_body(line)
        assert isinstance(body, bytes)
        assert hashlib.sha256(body).hexdigest() == line.capture.sha256
    return len(lines)


def test_a_capture_is_kept_under_its_digest_and_read_back(tmp_path: Path) -> None:
    kept = Store(tmp_path / "new").keep(_capture(), b"<p>text</p>")
    assert kept.sha256 == hashlib.sha256(b"<p>text</p>").hexdigest()
    assert kept.path == f"bodies/{kept.sha256}.html"
    (line,), problems = read_index(tmp_path / "new")
    assert (line.capture, problems, read_body(line)) == (kept, (), b"<p>text</p>")


def test_a_refusal_is_a_line_without_a_file(tmp_path: Path) -> None:
    kept = Store(tmp_path).keep(_capture(), None)
    assert (kept.path, kept.sha256) == (None, None)
    assert [path.name for path in tmp_path.iterdir()] == [INDEX]


@pytest.mark.parametrize(
    ("content_type", "body", "ending"),
    [
        ("text/html; charset=utf-8", b"<p>", "html"),
        ("application/json", b"{}", "json"),
        ("text/html", b"%PDF-1.7", "pdf"),
        ("application/x-unknown", b"?", "bin"),
    ],
)
def test_a_copy_has_an_ending_that_people_can_open(tmp_path: Path, content_type: str, body: bytes, ending: str) -> None:
    assert str(Store(tmp_path).keep(_capture(content_type=content_type), body).path).endswith(f".{ending}")


def test_equal_bodies_are_kept_once_and_a_spoilt_file_is_mended(tmp_path: Path) -> None:
    first = Store(tmp_path).keep(_capture(1), b"same")
    second = Store(tmp_path).keep(_capture(2), b"same")
    assert first.path == second.path
    (tmp_path / str(first.path)).write_bytes(b"spoilt")
    Store(tmp_path).keep(_capture(3), b"same")
    assert _sound(tmp_path) == 3


def test_writing_behind_a_torn_last_line_loses_only_that_line(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(_capture(1), b"one")
    with (tmp_path / INDEX).open("ab") as index:
        index.write(b'{"url":"https://example.org/torn","fin')
    store.keep(_capture(2), b"two")
    assert _sound(tmp_path) == 2


def test_a_last_line_without_line_end_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(_capture(1), b"one")
    index = tmp_path / INDEX
    index.write_bytes(index.read_bytes().rstrip(b"\n"))
    store.keep(_capture(2), b"two")
    assert _sound(tmp_path) == 2


def test_a_folder_that_cannot_be_written_to_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SnapshotError, match=r"file.*can't be written to"):
        Store(tmp_path / "file").keep(_capture(), b"one")


def test_killed_at_any_moment_the_folder_stays_readable(tmp_path: Path) -> None:
    """SIGKILL at sixty moments of writing: every capture that was reported kept is there, and nothing is torn."""
    chance = random.Random(4)  # moments, not secrets
    done = 0
    for _ in range(KILLS):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            _write_for_ever(tmp_path, done, writing)
        os.close(writing)
        reported = len(os.read(reading, 1))
        for _spin in range(chance.randrange(150_000)):
            pass
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(reading, 1000):
            reported += len(more)
        os.close(reading)
        found = _sound(tmp_path)
        assert found >= done + reported
        done = found
    assert done >= KILLS


def _forked(work: Callable[[], None]) -> int:
    """A child that does the work and ends, also where it fails: it must not go on as a second run of the tests."""
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def _write_for_ever(folder: Path, start: int, writing: int) -> None:
    try:
        number = start
        store = Store(folder)
        while True:
            number += 1
            store.keep(_capture(number), _body(number))
            os.write(writing, b".")
    finally:
        os._exit(1)


@pytest.mark.parametrize("anew", [False, True])
@pytest.mark.parametrize("step", range(12))
def test_killed_at_each_step_of_one_write_nothing_before_it_is_lost(
    tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch, *, anew: bool
) -> None:
    """The steps: each `fsync`, rename and write to the index, before it and after it; appended or written anew."""
    Store(tmp_path).keep(_capture(1), b"one")
    if anew:
        _fill_page(tmp_path)

    def write() -> None:
        _die_at(step, monkeypatch)
        Store(tmp_path).keep(_capture(2), b"two")

    _, status = os.waitpid(_forked(write), 0)
    killed = os.WIFSIGNALED(status)
    found = _sound(tmp_path)
    assert found in ((1, 2) if killed else (2,))
    Store(tmp_path).keep(_capture(3), b"three")
    assert _sound(tmp_path) == found + 1
    assert not list(tmp_path.rglob("*.part"))


def _fill_page(folder: Path) -> None:
    """Leave so little of the index's page that the next line crosses into another."""
    index = folder / INDEX
    with index.open("ab") as file:
        file.write(b"\n" * (4096 - index.stat().st_size - 20))


def _die_at(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    left = [step]

    def count() -> None:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    fsync, rename, write = os.fsync, Path.replace, os.write

    def counted_fsync(handle: int) -> None:
        count()
        fsync(handle)
        count()

    def counted_rename(path: Path, target: Path) -> Path:
        count()
        moved = rename(path, target)
        count()
        return moved

    def counted_write(handle: int, data: bytes) -> int:
        count()
        written = write(handle, data)
        count()
        return written

    monkeypatch.setattr(os, "write", counted_write)
    monkeypatch.setattr(os, "fsync", counted_fsync)
    monkeypatch.setattr(Path, "replace", counted_rename)


def test_a_line_is_appended_only_where_it_lies_within_one_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What crosses a page could be cut there by a kill; so no write to the index itself ever does."""
    written: list[tuple[int, int]] = []
    write = os.write

    def seen(handle: int, data: bytes) -> int:
        written.append((os.fstat(handle).st_size, len(data)))
        return write(handle, data)

    monkeypatch.setattr(os, "write", seen)
    store = Store(tmp_path)
    for number in range(60):
        capture = _capture(number)
        wide = {"x-note": "n" * (5_000 if number % 20 == 0 else 37 * (number % 11))}
        store.keep(structs.replace(capture, headers=wide), b"%d" % number)
    assert _sound(tmp_path) == 60
    assert len(written) > 30
    assert all(size // 4096 == (size + length - 1) // 4096 for size, length in written)


def test_a_disk_that_fills_up_leaves_no_torn_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    store.keep(_capture(1), b"one")
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:10]))
    store.keep(_capture(2), b"two")
    assert _sound(tmp_path) == 2


def test_two_writers_lose_no_line(tmp_path: Path) -> None:
    def write(writer: int) -> None:
        for number in range(10):
            Store(tmp_path).keep(_capture(writer * 10 + number), b"%d-%d" % (writer, number))

    children = [_forked(partial(write, writer)) for writer in range(4)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    assert _sound(tmp_path) == 40


def test_what_is_kept_is_found_by_the_same_object(tmp_path: Path) -> None:
    snapshots = Snapshots([tmp_path])
    assert not len(snapshots.lines)
    kept = snapshots.keep(_capture(1), b"one")
    assert [line.capture for line in snapshots.lines] == [kept]
    assert isinstance(snapshots.lines[0], Line)
