"""Finds what an export lost or glued together (TXT-001): a person mends it, the audit only works around it."""

import re

from pipeline.articles.draft import Part
from pipeline.articles.words import plain, roles
from pipeline.records.article import Block, Damage

_GLUED_STOP = re.compile(r"(?<=[a-z\])”’\"%])[.!?](?=[A-Z][a-z])")
_DOMAIN = re.compile(r"[\w-]+\.[A-Z][a-z]+(?:/|\b\.)")
_PROSE = frozenset(("paragraph", "standfirst", "list_item", "quote"))
_GOES_ON = frozenset(("list_item", "table_row", "quote", "caption", "reference"))
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s")
_ASKED = re.compile(r"(?i)\b(?:ask\w*|questions?|wonder\w*)\b[^:]{0,60}:$")
_QUOTES_ON = ('"', "“", "‘")


def find_damage(text: str, blocks: tuple[Block, ...], parts: tuple[Part, ...]) -> tuple[Damage, ...]:
    """Every damaged place, in text order."""
    found: list[Damage] = []
    for at, block in enumerate(blocks):
        found.extend(_in_block(text, block))
        found.extend(_of_block(text, blocks, at, parts[at]))
    found.extend(_unseen(blocks, parts))
    return tuple(sorted(found, key=lambda damage: (damage.start, damage.end)))


def _unseen(blocks: tuple[Block, ...], parts: tuple[Part, ...]) -> list[Damage]:
    """One damage for all characters that nobody sees, at the first block that held some."""
    places = [block for block, part in zip(blocks, parts, strict=True) if part.inline.unseen]
    count = sum(part.inline.unseen for part in parts)
    if not places:
        return []
    what = "1 invisible character" if count == 1 else f"{count} invisible characters"
    note = f"{what} (zero-width or turning the direction of writing) left out before the text was read."
    return [Damage("invisible", places[0].start, places[0].end, note)]


def _in_block(text: str, block: Block) -> list[Damage]:
    found: list[Damage] = []
    if block.kind in _PROSE:
        found.extend(
            Damage("glued_sentences", stop.start(), stop.end() + 1, "No space after the full stop.")
            for stop in _GLUED_STOP.finditer(text, block.start, block.end)
            if not _DOMAIN.search(text, max(stop.start() - 20, block.start), stop.end() + 20)
        )
    at = text.find("\ufffd", block.start, block.end)
    if at >= 0:
        found.append(Damage("encoding", at, at + 1, "A letter was lost when the file was saved."))
    return found


def _of_block(text: str, blocks: tuple[Block, ...], at: int, part: Part) -> list[Damage]:
    block = blocks[at]
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if part.hint == "repeated":
        return [Damage("repeated_title", block.start, block.end, "The title stands here a second time.")]
    if block.kind == "furniture" and plain(part.text) in roles().image_text:
        return [Damage("image_text", block.start, block.end, "The words for a picture stand in the text.")]
    if block.kind == "heading" and following is not None and following.start == block.end:
        return [Damage("glued_heading", block.start, block.end, "A heading is glued to the text after it.")]
    if (
        block.kind in ("paragraph", "list_item")
        and part.text.endswith(":")
        and not _list_follows(text, part.text, following)
    ):
        return [Damage("lost_list", block.end - 1, block.end, "A list was announced here and does not follow.")]
    return []


def _list_follows(text: str, lead: str, following: Block | None) -> bool:
    """Does what was announced stand there: a list, a quotation, or the questions that are asked?"""
    if following is None:
        return False
    if following.kind in _GOES_ON or text.startswith(_QUOTES_ON, following.start):
        return True
    asks = text[following.start : following.end].rstrip().endswith("?") and _ASKED.search(lead)
    numbered = following.kind != "question" and _NUMBERED.match(text, following.start, following.end)
    return bool(asks or numbered)
