"""Flattens marked-up running text of JATS, PubMed and record abstracts without changing what its numbers say.

The traps (retrieval notes, section 0.6): `193<sup>1</sup>` must not become 1931, nor `10<sup>-4</sup>` 10-4, nor
`<sup><xref>2</xref></sup>` a digit of the value before it. Exponents keep a caret, raised citation marks are left
out, those on the line stand in square brackets, so that "(12)" is never read as a number of something.
"""

import re
from collections.abc import Iterable

from pipeline.sources.raised import lowered_text, raised_text
from pipeline.sources.sheet import squeeze
from pipeline.sources.xml_tree import Element, tag

_SKIPPED = frozenset("tex-math annotation annotation-xml object-id inline-supplementary-material".split())
_GRAPHIC = frozenset({"graphic", "inline-graphic"})
_SPACED = frozenset(
    "break p title sec list list-item def-list def-item term def label disp-quote table-wrap fig caption attrib fn "
    "br li ul ol h1 h2 h3 h4 h5 div td th".split()
)
_NOTES = frozenset("fn table-fn aff corresp author-notes".split())
_NUMERALS = re.compile(r"^\(?[\d\s,;–—-]+\)?$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_NOTE_MARK = re.compile(r"^[\d\s*†‡§¶#a-z]{1,3}$")
_MATH = {"msup": "^", "msub": "_", "mfrac": "/"}
_FIGURES = re.compile(r"^[\d\s+−–-]+$")
_UP = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_LOOK_BACK = 60


def flatten(element: Element | None) -> str:
    """The words of an element and all that it holds, on one line; empty for None."""
    if element is None:
        return ""
    line = _Line()
    _walk(element, line)
    return squeeze(line.text())


def flatten_run(text: str | None, nodes: Iterable[Element]) -> str:
    """As `flatten`, for a run of siblings with the `text` before them; their tails belong to the run."""
    line = _Line()
    line.add(text)
    _walk_nodes(nodes, line)
    return squeeze(line.text())


class _Line:
    """The text so far, and its end for the rules that look back."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.last = ""

    def add(self, text: str | None) -> None:
        if text:
            self._parts.append(text)
            self.last = (self.last + text[-_LOOK_BACK:])[-_LOOK_BACK:]

    def text(self) -> str:
        return "".join(self._parts)


def _walk(element: Element, line: _Line) -> None:
    line.add(element.text)
    _walk_nodes(element, line)


def _walk_nodes(nodes: Iterable[Element], line: _Line) -> None:
    for child in nodes:
        name = tag(child)
        if name == "sup" and _parts_marks(child):
            pass
        elif name == "sup":
            _raised(child, line)
        elif name == "sub":
            line.add(lowered_text(line.last, flatten(child)))
        elif name == "xref":
            _cross_reference(child, line)
        elif name == "alternatives":
            _alternatives(child, line)
        elif name in _MATH:
            _math(child, line, _MATH[name])
        elif name and name not in _SKIPPED:
            space = " " if name in _SPACED else ""
            line.add(space)
            _walk(child, line)
            line.add(space)
        line.add(child.tail)


def _parts_marks(raised: Element) -> bool:
    """Whether a superscript is the comma or dash between two raised marks of citations, which are left out."""
    before, words = raised.getprevious(), "".join(str(part) for part in raised.itertext())
    if before is None or (before.tail or "").strip() or words.strip(" ,;–—-"):
        return False
    inner = {"sup": "xref", "xref": "sup"}.get(tag(before))
    return bool(words.strip()) and inner is not None and before.find(inner) is not None


def _raised(element: Element, line: _Line) -> None:
    """A superscript by what it means; marks of citations and notes are left out."""
    marks = list(element.iter("xref"))
    linked = bool(marks) and not re.search(r"\w", (element.text or "") + "".join(child.tail or "" for child in element))
    content = squeeze("".join(str(part) for part in element.itertext())) if linked else flatten(element)
    line.add(raised_text(line.last, content, element.tail or "", linked=linked))


def _cross_reference(element: Element, line: _Line) -> None:
    kind = element.get("ref-type", "")
    if kind in _NOTES and _NOTE_MARK.match(flatten(element)):
        return
    content = squeeze("".join(str(part) for part in element.itertext()))
    if kind != "bibr" or not _NUMERALS.match(content) or _YEAR.match(content):
        _walk(element, line)
        return
    if any(tag(child) == "sup" for child in element):
        return
    inside = line.last.rfind("[") > line.last.rfind("]")
    space = " " if line.last[-1:].isalnum() else ""
    bare = content.strip("() ")
    line.add(bare if inside else f"{space}[{bare}]")


def _math(element: Element, line: _Line, sign: str) -> None:
    """Powers, indices and fractions of MathML; a power of figures is written as `<sup>` is."""
    parts = [flatten(part) for part in element if tag(part)]
    if sign == "^" and len(parts) == 2 and _FIGURES.match(parts[1]):
        line.add(parts[0] + parts[1].replace(" ", "").translate(_UP))
    else:
        line.add(sign.join(f"({part})" if " " in part else part for part in parts))


def _alternatives(element: Element, line: _Line) -> None:
    """Of several forms of one formula the MathML one is words; TeX is a program and a graphic has none."""
    for child in element:
        if tag(child) not in _SKIPPED | _GRAPHIC:
            _walk(child, line)
            return
