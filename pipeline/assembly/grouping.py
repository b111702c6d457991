"""Which findings have one root cause and are shown as one: by the check's word for the cause, or by the table.

Only what is shown is cut: a group names all its claims in `also`, and all of them count in the coverage.
"""

from functools import cache

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.records.verdict import Objection


class Root(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[root]]` of `grouping.toml`."""

    codes: tuple[str, ...]
    reason: str
    many: str = ""
    """Title of a group of three and more; `{n}` is how many places it has."""
    by_work: bool = False
    apart: bool = False
    """Findings with severity must keep the grouping of their own check."""
    own: bool = False
    """All keep the grouping of their own check: the entry only names the group."""


class GroupingFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`grouping.toml`."""

    root: tuple[Root, ...]


MANY = 3
"""From so many places on, a group is named by their number."""


@cache
def _roots() -> dict[str, Root]:
    return {code: root for root in load("pipeline.assembly", "grouping.toml", GroupingFile).root for code in root.codes}


def root_of(objection: Objection) -> tuple[str, bool]:
    """The root cause of a finding (empty: it stands alone), and whether the cited work belongs to it."""
    root = _roots().get(objection.code)
    if root is None or root.own or (root.apart and objection.severity == "must"):
        return objection.cause, True
    return f"root {objection.code}", root.by_work


def title_of(objection: Objection, places: int) -> str:
    """The title of a group with so many places."""
    root = _roots().get(objection.code)
    grouped = root is not None and root.many and places >= MANY and not (root.apart and objection.severity == "must")
    return root.many.format(n=places) if root and grouped else objection.title
