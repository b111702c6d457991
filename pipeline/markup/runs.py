"""Styled runs of text made canonical: one string, with the markers that were taken out, the links and the lines.

A reader of any format hands over `Run`s in order; `resolve` folds white space, gives superscripts their meaning
and keeps, for every code point, the line and page of the file that it came from.
"""

import re
import unicodedata
from collections.abc import Sequence

from msgspec import Struct, structs

from pipeline.markup.superscripts import RAISED_CHARACTERS, raised
from pipeline.records.article import Anchor, Link, Mark


class Run(Struct, frozen=True):
    """A stretch of text of one style. Line feeds in `text` count lines of the file."""

    text: str
    line: int = 1
    page: int | None = None
    href: str = ""
    """Where it links to; `#…` within the page."""
    raised: bool = False
    """Set as superscript."""
    note: str = ""
    """Label of the footnote that it calls (Word, Markdown): a marker whatever it looks like."""


class Inline(Struct, frozen=True):
    """Canonical text of one block; all offsets count in `text`."""

    text: str
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    unseen: int = 0
    """Zero-width characters and direction marks that were taken out."""


_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_GONE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ue000-\uf8ff]"
)
"""Soft hyphens, zero-width and direction marks, controls and private-use glyphs: unseen, and able to mislead."""
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_BARE_NUMBER = re.compile(r"\s*\d{1,3}\s*")
_SEPARATOR = re.compile(r"\s?[,;–—-]?\s?")
_SIGNED_NUMBER = re.compile(r"[+−–-]\d{1,2}")
_NUMBER_LIST = re.compile(r"\s*\d{1,3}(?:\s*[,;–—−-]\s*\d{1,3}){0,60}\s*[,;]?\s*")
_FOLD = re.compile(r"\s+")
_PLAIN = re.compile(r"[\x20-\x7e\n]*")
_NOTE_TARGET = re.compile(r"(?i)(?:^|_|-)(?:f(?:oot)?n(?:ote)?|ftnt?|note|endnote|edn|sdfootnote)")


def tidy(text: str) -> str:
    """Letters in one spelling: line feeds only, composed accents, no ligatures, plain spaces and hyphens.

    Superscript characters, fractions and the minus sign keep their own code points: they carry meaning.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = _BREAKS.sub("\n", text)
    text = _SPACES.sub(" ", _GONE.sub("", text))
    text = _LIGATURE.sub(lambda match: _LIGATURES[match.group()], text)
    return unicodedata.normalize("NFC", text).replace("\u2010", "-").replace("\u2011", "-")


def split_lines(text: str) -> list[str]:
    """The lines of `text` as `tidy` parts them."""
    return _BREAKS.sub("\n", text).split("\n")


def unseen(text: str) -> int:
    """How many characters of `text` nobody sees that can turn words round or part them for a search."""
    return 0 if text.isascii() else len(_UNSEEN.findall(text))


class _Writer:
    """The text under way; a class because six things grow together."""

    def __init__(self, *, fold: bool) -> None:
        self.fold = fold
        self.pieces: list[str] = []
        self.length = 0
        self.tail = ""
        self.marks: list[Mark] = []
        self.links: list[Link] = []
        self.anchors: list[Anchor] = []
        self.after_mark = False

    def write(self, text: str, line: int, page: int | None) -> None:
        if self.fold:
            text = _FOLD.sub(" ", text)
            if not self.length or self.tail.endswith(" "):
                text = text.lstrip(" ")
        if not text:
            return
        if self.after_mark and self.tail.endswith(" ") and text[0] in ".,;:!?)]":
            self.pieces[-1] = self.pieces[-1][:-1]
            self.length -= 1
            self._clip()
        self.after_mark = False
        if not self.anchors or (self.anchors[-1].line, self.anchors[-1].page) != (line, page):
            self.anchors.append(Anchor(self.length, line, page))
        self.pieces.append(text)
        self.length += len(text)
        self.tail = (self.tail + text)[-24:]

    def _clip(self) -> None:
        """Markers never stand past the end of the text that is left."""
        self.tail = self.tail[:-1]
        at = len(self.marks) - 1
        while at >= 0 and self.marks[at].end > self.length:
            mark = self.marks[at]
            self.marks[at] = Mark(self.length, self.length, mark.labels, mark.style)
            at -= 1

    def mark(self, labels: tuple[str, ...], *, footnote: bool) -> None:
        self.marks.append(Mark(self.length, self.length, labels, "footnote" if footnote else "superscript"))
        self.after_mark = True

    def link(self, start: int, href: str) -> None:
        if self.length > start and href:
            if self.links and self.links[-1].end == start and self.links[-1].url == href:
                start = self.links.pop().start
            self.links.append(Link(start, self.length, href))


def resolve(runs: Sequence[Run], *, fold: bool = True) -> Inline:
    """The canonical text of one block.

    With `fold` white space runs become one space, as browsers show them; without, every character keeps its place
    (plain text files) except those that `tidy` removes and raised citations.
    """
    writer = _Writer(fold=fold)
    runs = _together(runs)
    for at, run in enumerate(runs):
        following = runs[at + 1].text[:8] if at + 1 < len(runs) else ""
        start = writer.length
        if run.note:
            writer.mark((run.note,), footnote=True)
        elif run.raised or _is_linked_number(run, writer.tail, following):
            _write_raised(writer, run, following)
        else:
            _write_plain(writer, run, following)
            writer.link(start, run.href)
    return _finish(writer, sum(unseen(run.text) for run in runs))


def _together(runs: Sequence[Run]) -> Sequence[Run]:
    """Raised numbers that stand side by side as one list: `<sup>1</sup>,<sup>2</sup>`, `<sup>1</sup>–<sup>3</sup>`.

    Numbers that lead to different addresses of the web stay apart, and only what parts them goes.
    """
    if not any(run.raised for run in runs):
        return runs
    out: list[Run] = []
    group: list[Run] = []
    for run in runs:
        parts = group and _SEPARATOR.fullmatch(run.text) and _cites(out, group[0])
        if not run.note and (run.raised or parts):
            group.append(run)
        else:
            out += [*_joined(group), run]
            group = []
    return [*out, *_joined(group)]


def _cites(before: Sequence[Run], run: Run) -> bool:
    """Is the first raised run behind `before` a citation, so that what follows a comma may be its next number?"""
    tail = "".join(one.text for one in before[-3:])[-24:]
    return raised(tail, run.text, linked=bool(run.href)).kind == "citation"


def _joined(group: list[Run]) -> list[Run]:
    """A group of raised runs and what stands between them as one run, where together they are a list of numbers."""
    ends = len(group)
    while ends and not group[ends - 1].raised:
        ends -= 1
    inner, rest = group[:ends], group[ends:]
    if len(inner) > 1 and _SIGNED_NUMBER.fullmatch("".join(run.text for run in inner)):
        return [structs.replace(inner[0], text="".join(run.text for run in inner)), *rest]
    if len(inner) < 2 or sum(any(map(str.isdecimal, run.text)) for run in inner) < 2:
        return group
    words = ""
    for run in inner:
        words += "," + run.text if words[-1:].isdecimal() and run.text[:1].isdecimal() else run.text
    if not _NUMBER_LIST.fullmatch(words.replace("[", "").replace("]", "")):
        return group
    if any(run.href and not run.href.startswith("#") for run in inner):
        return [*(run for run in inner if any(map(str.isdecimal, run.text))), *rest]
    href = next((run.href for run in inner if run.href), "")
    return [structs.replace(inner[0], text=words.replace("][", ","), href=href), *rest]


def _is_linked_number(run: Run, before: str, following: str) -> bool:
    """A bare number that is a link, right behind a word or before punctuation: a citation set without raising it."""
    if not run.href or not _BARE_NUMBER.fullmatch(run.text):
        return False
    if before.rfind("[") > before.rfind("]") or before.rfind("(") > before.rfind(")"):
        return False
    glued = run.text[:1].isdecimal() and before[-1:].strip() != "" and not before[-1:].isdecimal()
    return glued or not following.strip() or following.lstrip()[0] in ".,;:)!?"


def _write_raised(writer: _Writer, run: Run, following: str) -> None:
    in_page = run.href.startswith("#")
    meaning = raised(writer.tail, tidy(run.text), following, linked=bool(run.href))
    if meaning.kind == "text":
        writer.write(tidy(meaning.text), run.line, run.page)
    else:
        footnote = meaning.kind == "symbol" or (in_page and _NOTE_TARGET.search(run.href[1:]) is not None)
        writer.mark(meaning.labels, footnote=footnote)
        if run.href and not in_page:
            writer.links.append(Link(writer.length, writer.length, run.href))


def _write_plain(writer: _Writer, run: Run, following: str) -> None:
    line = run.line
    pieces = tidy(run.text).split("\n")
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        text = piece if last else piece + (" " if writer.fold else "\n")
        _write_line(writer, text, line + number, run.page, following if last else "")


def _write_line(writer: _Writer, text: str, line: int, page: int | None, following: str) -> None:
    """One line of a run, with superscript characters given their meaning."""
    done = 0
    for match in RAISED_CHARACTERS.finditer(text) if not text.isascii() else ():
        writer.write(text[done : match.start()], line, page)
        done = match.end()
        after = text[done : done + 8] or following
        meaning = raised(writer.tail, match.group(), after)
        if meaning.kind == "citation":
            writer.mark(meaning.labels, footnote=False)
        else:
            writer.write(match.group(), line, page)
    writer.write(text[done:], line, page)


def _finish(writer: _Writer, hidden: int) -> Inline:
    text = "".join(writer.pieces)
    if writer.fold:
        text = text.rstrip(" ")
    end = len(text)
    marks = tuple(Mark(min(m.start, end), min(m.end, end), m.labels, m.style) for m in writer.marks)
    links = tuple(
        Link(min(link.start, end), min(link.end, end), link.url) for link in writer.links if link.start <= end
    )
    anchors = tuple(anchor for anchor in writer.anchors if anchor.start < max(end, 1))
    return Inline(text, marks, links, anchors, hidden)
