"""A sentence with what was found in it once."""

from typing import NamedTuple

from pipeline.facts import context, groups


class Place(NamedTuple):
    """A folded sentence, where it begins in the text, its content words, the groups it names and its caveats."""

    text: str
    offset: int
    words: list[context.Word]
    arms: list[groups.Named]
    caveats: tuple[str, ...]
