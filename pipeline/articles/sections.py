"""Gives each part its role in the article: title, standfirst, references, disclaimer, furniture, question, body."""

import re
from collections.abc import Iterator

from msgspec import Struct, structs

from pipeline.articles.cutting import divide
from pipeline.articles.draft import Part
from pipeline.articles.guess import is_question
from pipeline.articles.words import LABELLED, NUMBERED, bibliographic, plain, roles
from pipeline.records.article import BlockKind

_LONGEST_ENTRY = 110
"""Words of the longest entry of a reference list; more without a label or identifier is prose."""
_HEADS: tuple[BlockKind, ...] = ("heading", "title", "question")
_SHORT = 30
"""Words up to which a paragraph can be a call to subscribe."""
_TITLE_WITHIN = 8


_DATE = re.compile(
    r"[A-Z][a-z]{2,8}\.? \d{1,2},? (?:19|20)\d\d|\d{1,2}\.? [A-Z][a-z]{2,8}\.?,? (?:19|20)\d\d|\d{4}-\d\d-\d\d"
)
_COUNT = re.compile(r"\d{1,6}[ -]([A-Za-z][A-Za-z -]{1,30})")
_BESIDE = re.compile(r"\s*[·•|∙]\s*")


class _State(Struct, frozen=True):
    """Where the walk stands: in which part of the article, below a heading of which level."""

    mode: str = "body"
    level: int = 9
    bodies: int = 0


def assign(parts: tuple[Part, ...], title: str = "", *, flat: bool = False) -> tuple[Part, ...]:
    """`parts` with their roles; `title` is the one that the file's metadata gives."""
    parts = _with_title(tuple(_line_roles(tuple(_part_labels(parts)))), title)
    state = _State()
    out: list[Part] = []
    for at, part in enumerate(parts):
        role, state = _step(part, state, parts[at + 1 : at + 7], flat=flat)
        out.append(role)
    return _unheaded_references(_restart(tuple(out)))


def _line_roles(parts: tuple[Part, ...]) -> Iterator[Part]:
    """Furniture and disclaimers that a line's own words give away."""
    seen_words = 0
    for at, part in enumerate(parts):
        name = plain(part.text)
        if part.note or part.kind in ("table_row", "reference"):
            yield part
        elif is_furniture(part, name) or (
            seen_words < 12 and at < 3 < len(parts) and part.kind != "list_item" and name in roles().site_sections
        ):
            yield structs.replace(part, kind="furniture")
        elif is_disclaimer(part.text):
            yield structs.replace(part, kind="disclaimer")
        else:
            yield part
        seen_words += len(part.text.split())


def is_furniture(part: Part, name: str) -> bool:
    """Is the part about the page and not of the article?"""
    words = len(part.text.split())
    if not any(char.isalnum() for char in part.text):
        return True
    if name in roles().image_text or (name in roles().furniture and part.kind != "list_item"):
        return True
    if words <= _SHORT and part.kind in (None, "paragraph") and _is_head_of_post(part.text):
        return True
    low = " ".join(part.text.lower().replace("’", "'").split())
    if words <= 15 and low.startswith(roles().furniture_starts) and part.kind != "caption":
        return True
    return words <= _SHORT and any(call in low for call in roles().furniture_contains)


def _is_head_of_post(text: str) -> bool:
    """Nothing but a date, a reading time and counts: `May 04, 2026 · 12 likes`."""
    pieces = [piece for piece in _BESIDE.split(text.strip()) if piece]
    counts = [_COUNT.fullmatch(piece) for piece in pieces]
    told = [(count is not None and count[1].lower().replace("-", " ") in roles().counted) for count in counts]
    return all(known or _DATE.fullmatch(piece) for known, piece in zip(told, pieces, strict=True))


def is_disclaimer(text: str) -> bool:
    """Is it a paragraph that only limits the house's liability?"""
    low = " ".join(text.lower().replace("’", "'").split())
    return low.startswith(roles().disclaimer_starts) or any(words in low for words in roles().disclaimer_contains)


def _with_title(parts: tuple[Part, ...], title: str) -> tuple[Part, ...]:
    """The first heading that stands before the prose becomes the title; later copies of it become furniture."""
    chosen = _title_at(parts, title)
    if chosen is None:
        return parts
    name = plain(parts[chosen].text)
    out = list(parts)
    out[chosen] = structs.replace(parts[chosen], kind="title", level=1)
    for at in range(len(parts)):
        if at != chosen and at < chosen + _TITLE_WITHIN and plain(parts[at].text) == name:
            out[at] = structs.replace(parts[at], kind="furniture", hint="repeated")
    return tuple(out)


def _title_at(parts: tuple[Part, ...], title: str) -> int | None:
    given = next((at for at, part in enumerate(parts) if part.kind == "title"), None)
    if given is not None:
        return given
    never = roles().references | roles().ambiguous_references | roles().standfirst | roles().disclaimer_headings
    heads = [at for at, part in enumerate(parts) if part.kind in _HEADS and plain(part.text) not in never]
    first_level = next((at for at in heads if parts[at].kind == "heading" and parts[at].level == 1), None)
    if first_level is not None:
        return first_level
    same = next((at for at in heads[:4] if title and plain(parts[at].text) == plain(title)), None)
    if same is not None:
        return same
    first_prose = next((at for at, part in enumerate(parts) if part.kind in ("paragraph", "list_item")), len(parts))
    before = [at for at in heads if at < first_prose]
    return before[0] if before and not NUMBERED.match(parts[before[0]].text) else None


def _step(part: Part, state: _State, after: tuple[Part, ...], *, flat: bool) -> tuple[Part, _State]:
    """The role of one part and the state after it."""
    if part.note:
        return structs.replace(part, kind="reference"), state
    if part.kind in ("furniture", "title", "caption", "table_row"):
        return part, state
    if part.kind == "disclaimer":
        return part, _leave(state)
    if part.kind in _HEADS:
        return _step_heading(part, state, after, flat=flat)
    if state.mode == "references":
        return _step_entry(part, state)
    if state.mode == "disclaimer":
        return structs.replace(part, kind="disclaimer"), state
    role, after_it = _step_body(part, state)
    ends = flat and state.mode == "standfirst" and part.kind != "list_item"
    return role, _leave(after_it) if ends else after_it


def _leave(state: _State) -> _State:
    return structs.replace(state, mode="body") if state.mode != "body" else state


def _step_heading(part: Part, state: _State, after: tuple[Part, ...], *, flat: bool) -> tuple[Part, _State]:
    name = plain(part.text)
    level = part.level or 2
    if state.mode == "references" and ((flat and bibliographic(part.text)) or (not flat and level > state.level)):
        kind: BlockKind = "reference" if bibliographic(part.text) and flat else "heading"
        return structs.replace(part, kind=kind), state
    if name in roles().references or (name in roles().ambiguous_references and _entries_follow(after)):
        return structs.replace(part, kind="heading"), structs.replace(state, mode="references", level=level)
    if name in roles().disclaimer_headings:
        return structs.replace(part, kind="heading"), structs.replace(state, mode="disclaimer", level=level)
    if name in roles().standfirst and state.bodies <= 2:
        return structs.replace(part, kind="heading"), structs.replace(state, mode="standfirst", level=level)
    if part.kind == "heading" and is_question(part.text):
        part = structs.replace(part, kind="question")
    return part, structs.replace(state, mode="body", level=level)


def _entries_follow(after: tuple[Part, ...]) -> bool:
    entries = [part for part in after if part.kind not in ("furniture", "heading")][:4]
    return bool(entries) and sum(bibliographic(part.text) or bool(part.inline.links) for part in entries) * 2 >= len(
        entries
    )


def _step_entry(part: Part, state: _State) -> tuple[Part, _State]:
    """A part below the heading of the reference list: an entry, unless it is clearly prose again."""
    prose = len(part.text.split()) > _LONGEST_ENTRY or (
        len(part.text.split()) > 60 and not bibliographic(part.text) and not part.inline.links
    )
    if prose and not part.label and not LABELLED.match(part.text):
        return _step_body(part, _leave(state))
    return structs.replace(part, kind="reference"), state


def _step_body(part: Part, state: _State) -> tuple[Part, _State]:
    if part.kind == "quote":
        return part, state
    if state.mode == "standfirst" or part.hint == "standfirst":
        return structs.replace(
            part, kind="standfirst" if part.kind != "list_item" else "list_item", hint="standfirst"
        ), state
    if part.kind in (None, "paragraph") and is_question(part.text):
        return structs.replace(part, kind="question"), state
    part = part if part.kind is not None else structs.replace(part, kind="paragraph")
    return part, structs.replace(state, bodies=state.bodies + 1)


def _part_labels(parts: tuple[Part, ...]) -> Iterator[Part]:
    """`Summary: …` at the head of the first paragraphs: the label is a heading, the rest stands alone."""
    bodies = 0
    for part in parts:
        label, colon, rest = part.text.partition(":")
        wanted = colon and bodies < 2 and part.kind == "paragraph" and len(rest.split()) > 5
        if wanted and plain(label) in roles().standfirst:
            head, text = divide(part, [len(label) + 1])
            yield structs.replace(head, kind="heading", level=2)
            yield structs.replace(text, hint="standfirst")
        else:
            yield part
        bodies += part.kind == "paragraph"


def _restart(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """A first paragraph that names its subject, followed by one that starts over with it, is the synopsis."""
    bodies = [at for at, part in enumerate(parts) if part.kind == "paragraph"][:2]
    if len(bodies) < 2 or bodies[1] != bodies[0] + 1 or any(part.hint == "standfirst" for part in parts):
        return parts
    first, second = (parts[at].text.split(maxsplit=1)[0].strip(",.;:’'\"").lower() for at in bodies)
    if first != second or first in roles().openers or len(first) < 4:
        return parts
    at = bodies[0]
    return (*parts[:at], structs.replace(parts[at], kind="standfirst", hint="standfirst"), *parts[at + 1 :])


def _unheaded_references(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """A run of labelled entries at the end is the reference list even without a heading."""
    if any(part.kind == "reference" and not part.note for part in parts):
        return parts
    run: list[int] = []
    for at in range(len(parts) - 1, -1, -1):
        part = parts[at]
        if part.kind in ("paragraph", "list_item", "heading") and _is_entry(part):
            run.append(at)
        elif run or part.kind not in ("furniture", "disclaimer", "reference"):
            break
    if not run or (len(run) < 2 and not _is_lone_list(parts[run[0]], parts[: run[0]])):
        return parts
    chosen = frozenset(run)
    return tuple(structs.replace(part, kind="reference") if at in chosen else part for at, part in enumerate(parts))


def _is_lone_list(entry: Part, before: tuple[Part, ...]) -> bool:
    """A list of one: the entry bears its label in brackets, or it is the first and something cites the first."""
    if entry.text.startswith("["):
        return True
    first = (entry.label or entry.text)[:2].rstrip(".)") == "1"
    return first and any("[1]" in part.text or "1" in _raised(part) for part in before)


def _raised(part: Part) -> set[str]:
    return {label for mark in part.inline.marks for label in mark.labels}


def _is_entry(part: Part) -> bool:
    if part.text.startswith("[") and LABELLED.match(part.text):
        return True
    labelled = bool(part.label) or LABELLED.match(part.text) is not None
    return labelled and bibliographic(NUMBERED.sub("", part.text))
