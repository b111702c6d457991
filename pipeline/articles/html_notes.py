"""Finds footnotes of a page: links that call a note further down, and the blocks that hold the notes."""

import re
from collections.abc import Iterable

from msgspec import Struct

from pipeline.markup.tree import Element, class_names

_CALL = re.compile(r"\[?\(?(\d{1,3}|[*†‡§¶]{1,3}|[a-z])\)?\]?")
_BACK = re.compile(r"[\s↩↑^⬆⤴︎\ufe0e\ufe0f]*|back|return|jump back|\[?\d{1,3}\]?[.:]?", re.IGNORECASE)
_NOTE_ID = re.compile(
    r"(?i)^_?(?:fn|ftnt?|foot-?note|end-?note|note|edn|sdfootnote\d*sym|_ftn|user-content-fn)[-_:.]?\w*"
)
_COMMENT = re.compile(r"cmnt\d{1,4}")
_COMMENT_CALL = re.compile(r"cmnt_ref\d{1,4}")
_HOLDERS = ("li", "dd", "p", "div", "td", "section")


class Notes(Struct, frozen=True):
    """`calls`: label of each element that calls a note; `holders`: label of each element that holds one."""

    calls: dict[Element, str]
    holders: dict[Element, str]
    backs: frozenset[Element]
    """Links back from a note to its call, and the note's own printed label: not part of its text."""


def find_notes(root: Element, note_names: Iterable[str]) -> Notes:
    """The notes below `root`: known by link and target, in whatever way a writing program names them."""
    order = {element: at for at, element in enumerate(root.iter()) if isinstance(element.tag, str)}
    targets: dict[str, Element] = {}
    for element in order:
        for name in filter(None, (element.get("id"), element.get("name") if element.tag == "a" else None)):
            targets.setdefault(name, element)
    wanted = frozenset(note_names)
    calls: dict[Element, str] = {}
    holders: dict[Element, str] = {}
    backs: set[Element] = set()
    for link in (element for element in order if element.tag == "a" and (element.get("href") or "").startswith("#")):
        target = targets.get(link.get("href", "")[1:])
        words = " ".join("".join(link.itertext()).split())
        if target is None:
            continue
        if order[target] < order[link]:
            if _BACK.fullmatch(words):
                backs.add(link)
        elif _CALL.fullmatch(words):
            holder = _holder(target)
            if holder is not None and _is_note(target, holder, wanted):
                label = (_CALL.fullmatch(words) or [words, words])[1]
                calls[link] = holders.setdefault(holder, label)
    return Notes(calls, holders, frozenset(backs))


def find_comments(root: Element) -> frozenset[Element]:
    """Comments that Google Docs exports below the text, and the letters in the text that call them."""
    found: set[Element] = set()
    for link in root.iter("a"):
        name = link.get("id") or ""
        if _COMMENT_CALL.fullmatch(name):
            found.add(link)
        elif _COMMENT.fullmatch(name) and (link.get("href") or "").startswith("#cmnt_ref"):
            paragraph = next(link.iterancestors("p"), link)
            box = paragraph.getparent()
            alone = box is not None and box.tag == "div" and box[0] is paragraph
            found.add(box if alone else paragraph)
    return frozenset(found)


def _holder(target: Element) -> Element | None:
    """The element that holds a note's whole text."""
    for element in (target, *target.iterancestors()):
        if "footnote" in class_names(element) and element.tag == "div":
            return element
    for element in (target, *target.iterancestors()):
        if element.tag in _HOLDERS:
            return element
        if element.tag in ("body", "article", "main", "ol", "ul", "table"):
            return None
    return None


def _is_note(target: Element, holder: Element, wanted: frozenset[str]) -> bool:
    """A note by the name of its target or of what holds it; entries of a reference list are none."""
    if any(_NOTE_ID.match(name) for name in (target.get("id") or "", target.get("name") or "")):
        return True
    around = [holder, *holder.iterancestors()][:6]
    return any(not wanted.isdisjoint(class_names(element)) for element in around)
