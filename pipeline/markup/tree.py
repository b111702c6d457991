"""Walks an HTML tree into blocks of runs, without recursion, keeping superscripts, links, lists, tables and lines."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from lxml import etree
from msgspec import Struct, structs

from pipeline.markup.runs import Run

Element = Any
"""An element of lxml, whose classes are private to it."""
Kind = Literal["heading", "paragraph", "list_item", "table_row", "caption", "quote", "summary", "term"]

_BLOCKS = frozenset(
    """address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot th thead
    title tr ul caption legend""".split()
)
_KINDS: dict[str, Kind] = {
    "figcaption": "caption",
    "caption": "caption",
    "summary": "summary",
    "dt": "term",
    "li": "list_item",
}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD = frozenset(("b", "strong"))
_UNSEEN = frozenset(
    """script style noscript template svg math iframe object embed select option input button textarea canvas video
    audio map head meta link base datalist progress meter del s strike""".split()
)
_RAISED_NAMES = frozenset(("sup", "super", "superscript", "text-super", "text-superscript"))
"""Class names by which editors raise figures without `<sup>`."""
_LABEL_SIGNS = re.compile(r"\s*(?:\[\d{1,3}\]|\d{1,3}[.)]\s|[-–•*·]\s|\(\d{1,2}\)\s)")
_ENDS = re.compile(r"[.!?:;][\"”’)\]]*\s*$")
_UNNUMBERED = -1
_MOST_CELL = 400
"""Characters of a table's longest cell; above, the table lays out a page."""


class Flow(Struct, frozen=True):
    """One block of a page: what it is, its runs, and what a reader may need of the element that began it."""

    kind: Kind
    runs: tuple[Run, ...]
    level: int = 0
    label: str = ""
    """Number of an item of an ordered list."""
    bold: bool = False
    """All of its text is bold."""
    names: frozenset[str] = frozenset()
    """Class names and ids of the two innermost elements that hold it."""
    note: str = ""
    """Label of the note whose whole text it is."""
    close: bool = False
    """It goes on right below the block before (same list, same table)."""


class Style(NamedTuple):
    """What the page's style sheet says of classes, as word processors' exports need it."""

    raised: frozenset[str] = frozenset()
    bold: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()


class _Open(NamedTuple):
    """An element under way."""

    element: Element
    tag: str
    bold: bool
    raised: bool
    href: str
    cells: list[list[Run]] | None


def class_names(element: Element) -> list[str]:
    """Class names and the id of an element, lower case."""
    return [*(element.get("class") or "").lower().split(), *filter(None, [(element.get("id") or "").lower()])]


def own_line(element: Element) -> int | None:
    """The line of the file on which the element's tag ends."""
    line = element.sourceline
    return int(line) if line else None


def read_style(css: str) -> Style:
    """Classes that a style sheet raises, makes bold or hides; simple selectors of one class only."""
    raised: set[str] = set()
    bold: set[str] = set()
    hidden: set[str] = set()
    css = re.sub(r"@import[^;{}]{0,2000};", "", css[:400_000])
    for names, body in re.findall(r"([^{}]{1,400})\{([^{}]{0,2000})\}", css):
        single = [match.lower() for match in re.findall(r"(?:^|,)\s*\w*\.([\w-]+)\s*(?=,|$)", names.strip())]
        for chosen, pattern in (
            (raised, r"vertical-align:\s*super"),
            (bold, r"font-weight:\s*(?:bold|[6-9]00)"),
            (hidden, r"display:\s*none"),
        ):
            if re.search(pattern, body):
                chosen.update(single)
    return Style(frozenset(raised), frozenset(bold), frozenset(hidden))


def walk(
    root: Element,
    *,
    skip: Callable[[Element], bool] = lambda _: False,
    style: Style | None = None,
    line_of: Callable[[Element], int | None] | None = None,
    calls: Mapping[Element, str] = MappingProxyType({}),
    notes: Mapping[Element, str] = MappingProxyType({}),
) -> list[Flow]:
    """The blocks below `root` in reading order.

    `skip(element)` leaves a subtree out; `line_of` gives the line of the file on which an element begins; `calls`
    are the elements that call a note and `notes` those that hold one, with their labels.
    """
    walker = _Walker(style or Style(), line_of or own_line, notes)
    events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in events:
        if event in ("comment", "pi"):
            walker.pass_over(element)
        elif event == "start":
            if element is not root and (element in calls or walker.is_unseen(element) or skip(element)):
                if element in calls:
                    walker.call(calls[element])
                events.skip_subtree()
                walker.skipped.add(element)
            else:
                walker.open(element)
        elif element in walker.skipped:
            walker.skipped.discard(element)
            walker.text(element.tail if element is not root else None)
        else:
            walker.close(element, last=element is root)
    walker.flush()
    return walker.flows


class _Walker:
    """The walk's state: elements under way, the runs of the block under way, the blocks done."""

    def __init__(
        self,
        style: Style,
        line_of: Callable[[Element], int | None],
        notes: Mapping[Element, str],
    ) -> None:
        self.style = style
        self.notes = notes
        self.note: tuple[Element, str] | None = None
        self.line_of = line_of
        self.skipped: set[Element] = set()
        self.stack: list[_Open] = []
        self.runs: list[Run] = []
        self.bold = True
        self.flows: list[Flow] = []
        self.line = 1
        self.counts: list[int] = []
        self.label = ""
        self.fresh_item = False

    def is_unseen(self, element: Element) -> bool:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag.lower() in _UNSEEN or element.get("hidden") is not None or element.get("aria-hidden") == "true":
            return True
        if re.search(r"display:\s*none|visibility:\s*hidden", element.get("style") or ""):
            return True
        return not self.style.hidden.isdisjoint(class_names(element))

    def call(self, label: str) -> None:
        self.runs.append(Run("", self.line, note=label))

    def pass_over(self, element: Element) -> None:
        """A comment: its lines count, its words do not."""
        self.line = max(self.line, element.sourceline or 0) + (element.text or "").count("\n")
        self.text(element.tail)

    def open(self, element: Element) -> None:
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        self.line = self.line_of(element) or self.line
        if tag in _BLOCKS:
            self.flush()
        if tag in ("ol", "ul", "menu", "dir"):
            self.counts.append(_first_number(element) - 1 if tag == "ol" else _UNNUMBERED)
        elif tag == "li":
            self._open_item(element)
        elif tag == "q":
            self.runs.append(Run("“", self.line))
        elif tag == "br":
            self.runs.append(Run("\v", self.line))
        if self.note is None and element in self.notes:
            self.flush()
            self.note = (element, self.notes[element])
        self._push(element, tag)
        self.text(element.text)

    def _open_item(self, element: Element) -> None:
        self.fresh_item = True
        self.label = ""
        if self.counts and self.counts[-1] >= 0:
            value = element.get("value") or ""
            self.counts[-1] = int(value) if value.isdecimal() and len(value) < 6 else self.counts[-1] + 1
            self.label = str(self.counts[-1])

    def _push(self, element: Element, tag: str) -> None:
        above = self.stack[-1] if self.stack else None
        names = class_names(element)
        css = element.get("style") or ""
        bold = tag in _BOLD or not self.style.bold.isdisjoint(names) or "font-weight:bold" in css.replace(" ", "")
        raised = (
            tag == "sup"
            or (tag not in _BLOCKS and not _RAISED_NAMES.isdisjoint(names))
            or not self.style.raised.isdisjoint(names)
            or "vertical-align:super" in css.replace(" ", "")
        )
        href = (element.get("href") or "").strip() if tag == "a" else ""
        cells: list[list[Run]] | None = [] if tag == "tr" and _is_data(element) else None
        if above is not None:
            bold, raised, href = bold or above.bold, raised or above.raised, href or above.href
        self.stack.append(_Open(element, tag, bold, raised, href, cells))

    def close(self, element: Element, *, last: bool) -> None:
        if not self.stack or self.stack[-1].element is not element:
            return
        tag = self.stack[-1].tag
        if self.note is not None and self.note[0] is element:
            self._close_note()
        if tag in ("td", "th") and self._row() is not None:
            self._close_cell()
        elif tag in _BLOCKS:
            self.flush()
        elif tag == "q":
            self.runs.append(Run("”", self.line))
        done = self.stack.pop()
        if done.cells is not None:
            self._write_row(done.cells)
        if tag in ("ol", "ul", "menu", "dir") and self.counts:
            self.counts.pop()
        if not last:
            self.text(element.tail)

    def _row(self) -> list[list[Run]] | None:
        return next((one.cells for one in reversed(self.stack) if one.tag == "tr"), None)

    def _close_cell(self) -> None:
        row = self._row()
        if row is not None:
            row.append(self.runs)
            self.runs = []

    def _write_row(self, cells: list[list[Run]]) -> None:
        runs: list[Run] = []
        for cell in cells:
            if runs:
                runs.append(Run(" | ", runs[-1].line))
            runs.extend(cell)
        self._emit("table_row", runs, 0, bold=False)

    def text(self, words: str | None) -> None:
        if not words:
            return
        top = self.stack[-1] if self.stack else None
        raised = bool(top and top.raised)
        if words.strip() and top is not None and not top.bold and not raised:
            self.bold = False
        self.runs.append(Run(words, self.line, href=top.href if top else "", raised=raised))
        self.line += words.count("\n")

    def flush(self) -> None:
        """End the block under way: it is what the nearest telling element says."""
        if self._row() is not None or self.note is not None:
            if self.runs and self.runs[-1].text != " ":
                self.runs.append(Run(" ", self.line))
            return
        runs, self.runs = self.runs, []
        bold, self.bold = self.bold, True
        if not any(run.text.strip() for run in runs):
            return
        kind, level = self._kind()
        for piece in split_breaks(runs):
            self._emit(kind, piece, level, bold=bold)

    def _close_note(self) -> None:
        label = self.note[1] if self.note else ""
        runs, self.runs, self.note = [run for run in self.runs if run.text != "\v"], [], None
        self._emit("paragraph", runs, 0, bold=False, note=label)

    def _kind(self) -> tuple[Kind, int]:
        for one in reversed(self.stack):
            if one.tag in _HEADINGS:
                return "heading", int(one.tag[1])
            if one.tag in _KINDS:
                return _KINDS[one.tag], 0
            if one.tag == "blockquote":
                return "quote", 0
        return "paragraph", 0

    def _emit(self, kind: Kind, runs: list[Run], level: int, *, bold: bool, note: str = "") -> None:
        if not any(run.text.strip() for run in runs):
            return
        names = frozenset(name for one in self.stack[-2:] for name in class_names(one.element))
        close = bool(self.flows) and self.flows[-1].kind == kind and kind in ("list_item", "table_row")
        label = self.label if kind == "list_item" and self.fresh_item else ""
        self.fresh_item = False if kind == "list_item" else self.fresh_item
        self.flows.append(Flow(kind, tuple(runs), level, label, bold, names, note, close))


def _first_number(ordered: Element) -> int:
    start = ordered.get("start") or ""
    return int(start) if start.isdecimal() and len(start) < 6 else 1


def _is_data(row: Element) -> bool:
    """Is the row part of a table of data, not of a table that lays out a page?"""
    table = next((above for above in row.iterancestors("table")), None)
    if table is None or table.get("role") == "presentation":
        return False
    cells = [cell for cell in row if isinstance(cell.tag, str) and cell.tag.lower() in ("td", "th")]
    if len(cells) < 2:
        return False
    return not any(len("".join(cell.itertext())) > _MOST_CELL for cell in cells) and row.find(".//h2") is None


def split_breaks(runs: list[Run]) -> list[list[Run]]:
    """`runs` cut at line breaks where a new thought begins: a blank line, a list's sign, after a sentence's end."""
    pieces: list[list[Run]] = [[]]
    for at, run in enumerate(runs):
        if run.text != "\v":
            pieces[-1].append(run)
            continue
        before = "".join(one.text for one in pieces[-1][-6:])
        following = "".join(one.text for one in runs[at + 1 : at + 6])
        blank = following.lstrip(" \n\t").startswith("\v")
        if blank or _ENDS.search(before) or _LABEL_SIGNS.match(following) or not before.strip():
            pieces.append([])
        else:
            pieces[-1].append(structs.replace(run, text=" "))
    return [piece for piece in pieces if any(one.text.strip() for one in piece)]
