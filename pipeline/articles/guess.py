"""Guesses headings, lists, questions and table rows where the format does not mark them (plain text, PDF).

Rules only, from how desks write: a heading is a short line without final punctuation that stands alone or before
prose; short lines in a row after a colon are a list; a line that is one question is a question.
"""

import re

from msgspec import structs

from pipeline.articles.cutting import without_sign
from pipeline.articles.draft import Part
from pipeline.articles.words import LABELLED, NUMBERED, bibliographic, ends_finally, plain, roles, title_case
from pipeline.sources.blocks import NUMBERED_CAPTION

_MOST_HEADING_WORDS = 18
_MOST_HEADING_LENGTH = 130
_LEAST_PROSE_WORDS = 14
_MOST_QUESTION_WORDS = 32
_MOST_ITEM_WORDS = 25
_MOST_RUN_WORDS = 8
_MARKER = re.compile(r"\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]")


def guess_kinds(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """`parts` with a kind each; those that have one keep it."""
    tight = _is_tight(parts)
    kinds: list[Part] = []
    for at, part in enumerate(parts):
        if part.kind is not None:
            kinds.append(part)
            continue
        before = kinds[-1] if kinds else None
        kinds.append(_guess(part, before, parts[at + 1 : at + 4], tight=tight))
    return tuple(kinds)


def _is_tight(parts: tuple[Part, ...]) -> bool:
    """Are there (nearly) no blank lines between the file's lines?"""
    gaps = [part.gap for part in parts[1:]]
    return bool(gaps) and sum(gap.count("\n") >= 2 for gap in gaps) < 0.1 * len(gaps)


def _guess(part: Part, before: Part | None, after: tuple[Part, ...], *, tight: bool) -> Part:
    text = part.text
    neighbours = [one.text for one in (before, *after[:1]) if one is not None]
    if text.count("|") >= 2 or (" | " in text and any(" | " in other for other in neighbours)):
        return structs.replace(part, kind="table_row")
    if is_question(text):
        return structs.replace(part, kind="question", level=3)
    if _in_list(part, before, after):
        sign = NUMBERED.match(text)
        item = without_sign(part, sign.end()) if sign else part
        return structs.replace(item, kind="list_item")
    if looks_heading(text) and _stands_as_heading(part, after, tight=tight):
        return structs.replace(part, kind="heading", level=3 if part.hint == "numbered" else 2)
    return structs.replace(part, kind="paragraph")


def is_question(text: str) -> bool:
    """Is the whole line one question?"""
    words = len(text.split())
    return (
        text.rstrip("\"”’'*_ ").endswith("?")
        and words <= _MOST_QUESTION_WORDS
        and not re.search(r"[.?!]\s+\S", NUMBERED.sub("", text))
    )


def looks_heading(text: str) -> bool:
    """Could the line be a heading, by its own words alone?"""
    if NUMBERED_CAPTION.match(text):
        return False
    words = NUMBERED.sub("", text).split()
    if not words or len(words) > _MOST_HEADING_WORDS or len(text) > _MOST_HEADING_LENGTH:
        return False
    if (
        ends_finally(text)
        or text.endswith((",", ";"))
        or (text.endswith(":") and (len(words) > 6 or title_case(text) < 0.75))
    ):
        return False
    if _MARKER.search(text) or "://" in text or not any(char.isalpha() for char in text):
        return False
    return not words[0][0].islower() or words[0] in _LOWER_NAMES


_LOWER_NAMES = frozenset(("mRNA", "siRNA", "eHealth", "mHealth", "pH", "iPSC"))


def _stands_as_heading(part: Part, after: tuple[Part, ...], *, tight: bool) -> bool:
    following = after[0] if after else None
    if plain(part.text) in roles().references | roles().ambiguous_references:
        return True
    if following is None:
        return False
    alone = part.gap.count("\n") != 1 and following.gap.count("\n") >= 2
    opens = part.gap.count("\n") != 1 and following.gap.count("\n") == 1
    return alone or ((tight or opens) and (_is_prose(following) or is_question(following.text)))


def _is_prose(part: Part) -> bool:
    return part.kind in (None, "paragraph") and (
        len(part.text.split()) >= _LEAST_PROSE_WORDS or ends_finally(part.text)
    )


def _in_list(part: Part, before: Part | None, after: tuple[Part, ...]) -> bool:
    """A numbered line among numbered lines, or a short line of several that follow a colon."""
    text = part.text
    following = after[0].text if after else ""
    if NUMBERED.match(text) and not (bibliographic(text[3:]) and LABELLED.match(text)):
        if before is not None and before.kind == "list_item" and before.label:
            return True
        neighbour = NUMBERED.match(following) is not None and not is_question(following)
        return neighbour or not looks_heading(text) or (before is not None and before.text.endswith(":"))
    if (before is None or before.kind in ("heading", "question", "title")) and _opens_run(part, after):
        return True
    if before is None or len(text.split()) > _MOST_ITEM_WORDS or text.endswith(":"):
        return False
    if before.text.endswith(":") and before.kind == "paragraph":
        return looks_item(text) and (
            looks_item(following) or (part.gap.count("\n") == 1 and not _is_heading_like(part))
        )
    if before.kind == "list_item" and not before.label and (part.gap == before.gap or part.gap.count("\n") == 1):
        return looks_item(text) and not (title_case(text) >= 0.75 and title_case(before.text) < 0.75)
    return False


def _opens_run(part: Part, after: tuple[Part, ...]) -> bool:
    """The first of three or more short lines right below each other."""
    return (
        len(after) >= 2
        and all(
            len(one.text.split()) <= _MOST_RUN_WORDS
            and looks_item(one.text)
            and not one.text.endswith(":")
            and not bibliographic(one.text)
            for one in (part, *after[:2])
        )
        and all(one.gap.count("\n") == 1 for one in after[:2])
    )


def looks_item(text: str) -> bool:
    """Short and without a sentence's end, or a short phrase with a colon or dash in it: an item of a list."""
    words = text.split()
    return (
        0 < len(words) <= _MOST_ITEM_WORDS and not _MARKER.match(text) and (not ends_finally(text) or len(words) <= 8)
    )


def _is_heading_like(part: Part) -> bool:
    return looks_heading(part.text) and len(part.text.split()) >= 2 and title_case(part.text) >= 0.75
