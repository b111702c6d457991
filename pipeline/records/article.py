"""What a reader of articles gives: canonical text, its blocks and sentences, and the way back to the file."""

from bisect import bisect_right
from typing import Literal

from msgspec import Struct

BlockKind = Literal[
    "title",
    "heading",
    "standfirst",
    "paragraph",
    "list_item",
    "question",
    "caption",
    "table_row",
    "quote",
    "reference",
    "disclaimer",
    "furniture",
]
"""`reference`, `disclaimer` and `furniture` (banner image, newsletter line) make no claims."""

Prominence = Literal["headline", "standfirst", "lead", "caption", "body"]


class Block(Struct, frozen=True):
    """A run of canonical text that belongs together; sentences never cross blocks."""

    kind: BlockKind
    start: int
    """First code point of the block in `Article.text`."""
    end: int
    level: int = 0
    """Heading level (1 = title), 0 for everything else."""
    section: str = ""
    """Text of the nearest heading above, empty before the first."""
    prominence: Prominence = "body"


class Sentence(Struct, frozen=True):
    """One sentence: `article.text[start:end]`, without surrounding space."""

    start: int
    end: int
    block: int
    """Index into `Article.blocks`."""


class Mark(Struct, frozen=True):
    """A superscript or footnote marker that the reader took out of the text stream, or a plain `[1]` left in it."""

    start: int
    end: int
    """Equal to `start` where the marker was removed from the text."""
    labels: tuple[str, ...]
    style: Literal["superscript", "footnote"]


class Link(Struct, frozen=True):
    """Words of the article that carry a link."""

    start: int
    end: int
    url: str


class Note(Struct, frozen=True):
    """The text of a footnote or endnote."""

    label: str
    raw: str
    links: tuple[str, ...] = ()
    start: int = -1
    """Where it stands in `Article.text`; -1 if it is not part of it."""
    end: int = -1
    footnote: bool = True
    """False for an entry of a numbered reference list, whose number the format shows."""


class Damage(Struct, frozen=True):
    """A place where an export lost or glued text (finding TXT-001)."""

    kind: Literal[
        "lost_list", "glued_sentences", "glued_heading", "repeated_title", "image_text", "encoding", "invisible"
    ]
    start: int
    end: int
    note: str


class Anchor(Struct, frozen=True):
    """From code point `start` of the canonical text on, the text stands at this place of the file."""

    start: int
    line: int
    """1-based line of the file (for .docx: paragraph; for PDF: line on the page)."""
    page: int | None = None


class Article(Struct, frozen=True):
    """An article as it was read.

    `text` is canonical: what every offset in every report counts in (Unicode code points).
    `sha256` is of the file's bytes; `path` is relative to where the command ran, with `/`.
    """

    path: str
    slug: str
    title: str
    format: str
    sha256: str
    lang: str
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    anchors: tuple[Anchor, ...]
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()
    damages: tuple[Damage, ...] = ()
    warnings: tuple[str, ...] = ()
    """What a person should know about the reading (tracked changes, guessed encoding), a line each."""
    date: str | None = None
    """Publication date as ISO string where the file tells one (front matter, meta)."""

    def line_of(self, offset: int) -> int:
        """Line of the original file in which the code point `offset` stands (1-based)."""
        at = bisect_right(self.anchors, offset, key=lambda anchor: anchor.start) - 1
        return self.anchors[max(at, 0)].line if self.anchors else 1

    def page_of(self, offset: int) -> int | None:
        """Page of the original file on which the code point `offset` stands, where the format has pages."""
        at = bisect_right(self.anchors, offset, key=lambda anchor: anchor.start) - 1
        return self.anchors[max(at, 0)].page if self.anchors else None

    @property
    def words(self) -> int:
        """Words of the text, as an editor counts them: runs without white space."""
        return len(self.text.split())
