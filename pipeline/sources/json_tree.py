"""Takes values out of JSON whose shape the world decides: a missing or odd field is empty, never an exception."""

from typing import Any

import msgspec

from pipeline.sources.classify import Ending

Tree = dict[str, Any]


def load(body: bytes) -> Tree | Ending:
    """The object that a body holds, or why there is none (cut off, not JSON, not an object)."""
    try:
        tree = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Ending("unreadable", f"The record is not whole JSON ({str(error)[:80]}).")
    return tree if isinstance(tree, dict) else Ending("unreadable", "The record is JSON of an unknown shape.")


def at(tree: object, *path: str) -> Any:
    """The value at the end of a path of keys, None where the path breaks off."""
    for key in path:
        if not isinstance(tree, dict):
            return None
        tree = tree.get(key)
    return tree


def string(tree: object, *path: str) -> str:
    """A string at a path, numbers as they print; empty for anything else."""
    value = at(tree, *path)
    if isinstance(value, bool) or value is None:
        return ""
    return str(value).strip() if isinstance(value, str | int | float) else ""


def integer(tree: object, *path: str) -> int | None:
    """A whole number at a path, also one written as a string."""
    value = string(tree, *path)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None


def strings(tree: object, *path: str) -> tuple[str, ...]:
    """The strings of a list at a path; a single string counts as a list of one."""
    value = at(tree, *path)
    found = value if isinstance(value, list) else [value]
    return tuple(one.strip() for one in found if isinstance(one, str) and one.strip())


def records(tree: object, *path: str) -> tuple[Tree, ...]:
    """The objects of a list at a path; a single object counts as a list of one."""
    value = at(tree, *path)
    found = value if isinstance(value, list) else [value]
    return tuple(one for one in found if isinstance(one, dict))
