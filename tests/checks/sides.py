"""How a test module declares its cases of a type of finding, so that they can be counted.

A module that tests a check by its own articles, and not by `cases/*.toml`, exports `CASES`: for each code the cases that
its tests demand to fire and those that they demand to be silent. The tests run over these very lists.
"""

from typing import NamedTuple


class Sides(NamedTuple):
    """The cases of one code: each is whatever the module's tests take."""

    fires: tuple[object, ...]
    silent: tuple[object, ...]
