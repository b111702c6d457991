"""The wall where readers of articles hang: one format a file, found by being here.

A reader module holds one `READER` (see `wall`). It turns the bytes of a file into a `Draft`: parts in reading order.
`compose` gives every part its role and makes the canonical `Article`. Nothing else is edited to add a format.
"""

import importlib
import pkgutil
from functools import cache

from pipeline.articles.wall import Reader

_HEAD = 4096


@cache
def all_readers() -> tuple[Reader, ...]:
    """Every reader of this room, in the order in which they are asked."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found = [module.READER for module in modules if hasattr(module, "READER")]
    return tuple(sorted(found, key=lambda reader: (reader.rank, reader.name)))


def suffixes() -> frozenset[str]:
    """The file suffixes that are articles when a folder is walked."""
    return frozenset(suffix for reader in all_readers() for suffix in reader.suffixes)


def choose(data: bytes, suffix: str) -> Reader | None:
    """The reader for a file: binary formats by their bytes, then the suffix, then what the bytes look like.

    None where the suffix names a binary format and the bytes are of none.
    """
    head = data[:_HEAD]
    readers = all_readers()
    binary = next((reader for reader in readers if reader.binary and reader.accepts(head)), None)
    if binary is not None:
        return binary
    named = next((reader for reader in readers if suffix in reader.suffixes), None)
    if named is not None and named.binary:
        return None
    seen = next(reader for reader in readers if not reader.binary and reader.accepts(head))
    return seen if named is None or (seen.sure and named.name == "txt") else named
