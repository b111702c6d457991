"""The article with its findings written in, as CriticMarkup: `{~~212~>209~~}{>>F-01 …<<}`.

CriticMarkup (Weatherhead and Padilla) is plain text that Markdown editors show as suggestions and comments.
"""

import re

from pipeline.formats import Format
from pipeline.formats._marks import Block, Mark, marked
from pipeline.page.edit import Piece
from pipeline.page.text import visible
from pipeline.records.report import Report

_MARKUP = re.compile(r"\{(?=[+\-~=>])|<|(?<=\])\(|(?<=[+\-~=<])\}|~(?=>)")
"""What would open or close a mark, start an HTML tag or make a link. CriticMarkup knows no escape: entities do."""
_PREFIX = {"title": "# ", "heading": "## ", "question": "### ", "list_item": "- ", "quote": "> "}


def render(report: Report) -> str:
    """The annotated article, with what belongs to no place in it at the end."""
    blocks, loose = marked(report)
    written = [_block(block, report.article.text) for block in blocks]
    ends = [_comment(note) for note in loose]
    return "\n\n".join(written + ends) + "\n"


def _block(block: Block, text: str) -> str:
    out, at = [], block.entry.start
    for mark in block.marks:
        out += [_safe(text[at : mark.start]), _mark(mark, text)]
        at = mark.end
    out.append(_safe(text[at : block.entry.end]))
    return _PREFIX.get(block.entry.kind, "") + "".join(out)


def _mark(mark: Mark, text: str) -> str:
    body = _suggested(mark.pieces) if mark.pieces else f"{{=={_safe(text[mark.start : mark.end])}==}}"
    return body + "".join(_comment(note) for note in mark.notes)


def _suggested(pieces: tuple[Piece, ...]) -> str:
    out, at = [], 0
    while at < len(pieces):
        piece = pieces[at]
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if piece.kind == "del" and after and after.kind == "ins":
            out.append(f"{{~~{_safe(piece.text)}~>{_safe(after.text)}~~}}")
            at += 2
            continue
        mark = {"same": "{}", "del": "{{--{}--}}", "ins": "{{++{}++}}"}[piece.kind]
        out.append(mark.format(_safe(piece.text)))
        at += 1
    return "".join(out)


def _comment(note: str) -> str:
    return f"{{>>{_safe(note)}<<}}"


def _safe(text: str) -> str:
    """Text in which nothing is CriticMarkup, an HTML tag or a link, and nothing is unseen."""
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", visible(text))


FORMAT = Format(name="markdown", suffix=".annotated.md", render=render)
