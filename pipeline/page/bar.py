"""The changing line of progress in a terminal (rich); a module of its own, since only a watched run loads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from pipeline.page.terminal import Step
from pipeline.page.text import plain


@contextmanager
def bar(stream: TextIO, name: str) -> Iterator[Step]:
    """A line on `stream` that names the article and the stage, and is gone when the block ends."""
    shown = escape(name)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn())
    with Progress(*columns, console=Console(file=stream), transient=True) as line:
        task = line.add_task(shown, total=None)

        def step(stage: str, done: int | None = None, total: int | None = None) -> None:
            line.update(task, description=f"{shown} · {escape(plain(stage))}", completed=done or 0, total=total)

        yield step
