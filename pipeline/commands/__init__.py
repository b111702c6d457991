"""The commands, one file each, found by being here.

A command module has `add_arguments(parser)` and `run(args) -> int` (the exit code); its docstring's first line is
the help text. `_shared` holds what several of them need.
"""

import importlib
import pkgutil
from types import ModuleType


def command_names() -> tuple[str, ...]:
    """The names alone, without importing anything."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")))


def command(name: str) -> ModuleType:
    """One command's module."""
    return importlib.import_module(f"{__name__}.{name}")
