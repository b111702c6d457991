"""Tells a person what the fetch is waiting for: a bar on a terminal, plain lines elsewhere, on standard error."""

import sys
import threading
from typing import IO, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
from rich.progress import Progress as Bar

_WORTH_SAYING = 2.0


class Progress(Protocol):
    """Where a fetch says how it goes. Called from several threads."""

    def begin(self, works: int) -> None:
        """A fetch of so many works starts."""

    def waits(self, label: str, on: str, seconds: float) -> None:
        """Reference `label` waits for `on`; for its turn in `seconds`, or (0) for the answer."""

    def done(self, label: str, outcome: str) -> None:
        """Reference `label` ended so."""

    def end(self) -> None:
        """The fetch is over."""


class Silent:
    """Says nothing (`--no-progress`, `-q`)."""

    def begin(self, works: int) -> None:
        """Nothing."""

    def waits(self, label: str, on: str, seconds: float) -> None:
        """Nothing."""

    def done(self, label: str, outcome: str) -> None:
        """Nothing."""

    def end(self) -> None:
        """Nothing."""


class Lines:
    """A line for every work that ends, and for every wait of some length."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._works = 0
        self._ended = 0
        self._lock = threading.Lock()

    def begin(self, works: int) -> None:
        """Say how much there is to do."""
        self._works, self._ended = works, 0
        self._say(f"fetching {works} cited {'work' if works == 1 else 'works'}")

    def waits(self, label: str, on: str, seconds: float) -> None:
        """Say so when it is a wait that a person would notice."""
        if seconds >= _WORTH_SAYING:
            self._say(f"[{label}] waits {seconds:.0f} s for its turn at {on}")

    def done(self, label: str, outcome: str) -> None:
        """One line a work."""
        with self._lock:  # counted and said in one step: no 5 before 4
            self._ended += 1
            self._say(f"[{label}] {outcome} ({self._ended} of {self._works})")

    def end(self) -> None:
        """Nothing more to say."""

    def _say(self, text: str) -> None:
        self._stream.write(_plain(text) + "\n")
        self._stream.flush()


class Terminal:
    """A bar that names what it waits for."""

    def __init__(self, stream: IO[str]) -> None:
        console = Console(file=stream)
        columns = (
            TextColumn("Sources"),
            BarColumn(24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[on]}", markup=False),
        )
        self._bar = Bar(*columns, console=console, transient=True)
        self._task: TaskID | None = None

    def begin(self, works: int) -> None:
        """Show the bar."""
        self._bar.start()
        self._task = self._bar.add_task("sources", total=works, on="")

    def waits(self, label: str, on: str, seconds: float) -> None:
        """Name what is waited for beside the bar."""
        if self._task is not None:
            turn = f" (its turn in {seconds:.0f} s)" if seconds >= 1 else ""
            self._bar.update(self._task, on=_plain(f"[{label}] {on}{turn}")[:90])

    def done(self, label: str, outcome: str) -> None:
        """Move the bar on."""
        if self._task is not None:
            self._bar.update(self._task, advance=1, on=_plain(f"[{label}] {outcome}")[:90])

    def end(self) -> None:
        """Take the bar away."""
        if self._task is not None:
            self._bar.stop()
            self._task = None


def _plain(text: str) -> str:
    """Without control characters: labels and host names come from articles and from the network."""
    return "".join(char if char.isprintable() else " " for char in text)


def for_stream(stream: IO[str] | None = None, *, quiet: bool = False) -> Progress:
    """The kind of progress that suits `stream` (standard error where None)."""
    out = stream or sys.stderr
    if quiet:
        return Silent()
    return Terminal(out) if out.isatty() else Lines(out)
