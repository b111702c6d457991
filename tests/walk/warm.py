"""A process that has loaded everything and forks for each run that it is asked for: `python -m tests.walk.warm`.

Real runs in real processes, which start at once or die where they are told to, without three seconds of loading each.
It holds no thread, which is what makes a fork safe. Jobs come as lines of JSON, exit codes go back the same way.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from pipeline.cli import main
from pipeline.formats import all_formats
from tests.walk.world import audit

ROOT = Path(__file__).resolve().parents[2]


class Job(Struct, frozen=True):
    """Runs of the program with the same words."""

    words: tuple[str, ...]
    folder: str
    environment: dict[str, str]
    at_once: int = 1
    dies_at: int | None = None
    """The step of its writing at which the run is killed: a file opened, half of it written, renamed or removed."""


class Runs(Protocol):
    """Asks for runs; gives their exit codes, -9 for one that was killed."""

    def __call__(self, *words: str, at_once: int = 1, dies_at: int | None = None) -> list[int]: ...


@contextmanager
def warm() -> Iterator[Runs]:
    """The process, for runs in the folder and with the environment of whoever asks; it ends with the block."""
    words, environment = [sys.executable, "-m", "tests.walk.warm"], {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        jobs, answers = process.stdin, process.stdout

        def ask(*words: str, at_once: int = 1, dies_at: int | None = None) -> list[int]:
            job = Job(words, str(Path.cwd()), dict(os.environ), at_once, dies_at)
            jobs.write(msgspec.json.encode(job) + b"\n")
            jobs.flush()
            codes: list[int] = json.loads(answers.readline())
            return codes

        yield ask


def _die_at(step: int) -> None:
    left = step

    def count() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    class Halting(FileIO):
        def write(self, data: Any) -> int:
            half = len(data) // 2
            super().write(data[:half])
            count()
            super().write(data[half:])
            return len(data)

    true_open = Path.open

    def opened(path: Path, *how: Any, **more: Any) -> Any:
        if path.suffix != ".part":
            return true_open(path, *how, **more)
        count()
        return Halting(path, "wb")

    def counted(true: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **more: Any) -> Any:
            count()
            return true(*given, **more)

        return call

    Path.open = opened  # type: ignore[method-assign, assignment]
    Path.replace = counted(Path.replace)  # type: ignore[method-assign]
    Path.unlink = counted(Path.unlink)  # type: ignore[method-assign]


def _run(job: Job, begin: int) -> None:
    """In the fork: wait for the word, run, and end whatever happens."""
    code = 70
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 1)
        os.chdir(job.folder)
        os.environ.clear()
        os.environ.update(job.environment)
        if job.dies_at is not None:
            _die_at(job.dies_at)
        os.read(begin, 1)
        code = main(list(job.words))
        sys.stdout.flush()
    finally:
        os._exit(code)


def _serve() -> None:
    with tempfile.TemporaryDirectory() as folder:
        report = audit(Path(folder))
    for one in all_formats().values():
        one.render(report)
    for line in sys.stdin.buffer:
        job = msgspec.json.decode(line, type=Job)
        begin, word = os.pipe()
        children = []
        for _ in range(job.at_once):
            child = os.fork()
            if not child:
                os.close(word)
                _run(job, begin)
            children.append(child)
        os.close(word)  # all of them read the end of it at once
        os.close(begin)
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        sys.stdout.write(json.dumps(codes) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
