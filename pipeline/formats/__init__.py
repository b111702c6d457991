"""The wall of output formats: one file each, found by being here.

A module holds one `FORMAT`. Adding a format is adding its file and its gold test; nothing else is edited.
"""

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache

from msgspec import Struct

from pipeline.records.report import Report


class Format(Struct, frozen=True):
    """A way to write a report down.

    `render` is pure: the same report gives the same bytes. An empty `suffix` means that the text goes to standard
    output; else the file is `<slug><suffix>`.
    """

    name: str
    """What `--format` calls it."""
    suffix: str
    render: Callable[[Report], str | bytes]


@cache
def all_formats() -> dict[str, Format]:
    """Every format of this room by its name, in the order of the names."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    found: list[Format] = [importlib.import_module(f"{__name__}.{name}").FORMAT for name in modules]
    return {each.name: each for each in sorted(found, key=lambda each: each.name)}
