"""What hangs on the wall of this room: a reader of one format, chosen by suffix, else by the first bytes."""

from collections.abc import Callable

from msgspec import Struct

from pipeline.articles.draft import Draft


class Reader(Struct, frozen=True):
    """A reader of one format of article.

    `suffixes` are lower case with the dot. `accepts(head)` looks at the first 4 KB where the suffix says nothing.
    `read(data, path)` gives the `Draft` or raises `ArticleError` with one clear line. `rank`: lower is asked first.
    `binary` formats are recognised by their bytes even under a wrong suffix; so are those that are `sure` of them.
    """

    name: str
    suffixes: tuple[str, ...]
    accepts: Callable[[bytes], bool]
    read: Callable[[bytes, str], Draft]
    rank: int = 50
    binary: bool = False
    sure: bool = False
