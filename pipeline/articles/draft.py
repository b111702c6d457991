"""What a reader of one format hands on: parts in reading order, each canonical, with what the format says of them."""

from typing import Literal

from msgspec import Struct

from pipeline.markup import Inline
from pipeline.records.article import BlockKind

MAX_PARTS = 100_000
"""Paragraphs and list items of an article that is read: a book has some 10,000; time and memory grow with them."""


class Part(Struct, frozen=True):
    """One block to be. `kind` is None where the format does not say (plain text, PDF): its words decide."""

    inline: Inline
    kind: BlockKind | None = None
    level: int = 0
    gap: str = "\n\n"
    """What stands between the part before and this one in the canonical text: line feeds, a list's bullet."""
    label: str = ""
    """Number of an ordered list's item, or label of a note: shown by the format, not part of the text."""
    note: bool = False
    """The text of a footnote or endnote."""
    hint: Literal["", "standfirst", "numbered", "repeated"] = ""
    """`numbered`: the file writes a list's number before it; `repeated`: the title once more."""

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.inline.text


class Draft(Struct, frozen=True):
    """A file as its format gives it; `compose` makes the `Article` of it."""

    format: str
    parts: tuple[Part, ...]
    tail: str = ""
    """White space after the last part, so that plain text stays as it was."""
    title: str = ""
    """The title that the file's metadata gives, if any."""
    date: str | None = None
    lang: str = ""
    """Language that the file declares."""
    warnings: tuple[str, ...] = ()
    flat: bool = False
    """True where headings and lists had to be guessed from the words."""
