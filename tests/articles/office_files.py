"""The one article as Word, Google Docs and a proof write it, and the list of all its formats."""

import html
import io
import zipfile
from collections.abc import Callable
from textwrap import wrap

import docx
from docx.enum.text import WD_BREAK

from tests.articles.one_article import (
    BODY,
    DISCLAIMER,
    REFERENCES,
    SIGN,
    SITE,
    STANDFIRST,
    TITLE,
    brackets,
    ghost,
    google_html,
    markdown,
    render,
    substack,
    text_file,
    wordpress,
)
from tests.sources.pdf_writer import Words, make_pdf

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{html.escape(text, quote=False)}</w:t></w:r>'


def _word_runs(text: str) -> str:
    """Runs of Word: superscripts by property, links by relation, and `193` typed over a struck `196`."""
    out, done = [], 0
    for match in SIGN.finditer(text):
        out.append(_changed(text[done : match.start()]))
        if match["words"]:
            out.append(f'<w:hyperlink r:id="rIdLink">{_run(match["words"])}</w:hyperlink>')
        else:
            out.append(_run(match["cite"] or match["power"], '<w:vertAlign w:val="superscript"/>'))
        done = match.end()
    return "".join([*out, _changed(text[done:])])


def _changed(text: str) -> str:
    before, hit, after = text.partition("193")
    if not hit:
        return _run(text) if text else ""
    author = 'w:id="7" w:author="desk" w:date="2026-01-01T00:00:00Z"'
    old = f'<w:del {author}><w:r><w:delText xml:space="preserve">196</w:delText></w:r></w:del>'
    return _run(before) + old + f"<w:ins {author}>{_run('193')}</w:ins>" + _changed(after)


def _word_paragraph(text: str, style: str = "", numbering: str = "") -> str:
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{name}{numbering}</w:pPr>{_word_runs(text)}</w:p>"


def word() -> bytes:
    """A file as Word writes it, with tracked changes, a comment's range and superscript markers."""
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
    out = [_word_paragraph(TITLE, "Title"), _word_paragraph(STANDFIRST, "Subtitle")]
    for kind, content in BODY:
        if kind == "ul":
            out += [_word_paragraph(entry, "ListParagraph", item.format(1)) for entry in content]
        else:
            out.append(_word_paragraph(str(content), {"h2": "Heading2", "h3": "Heading3", "p": ""}[kind]))
    out.append(_word_paragraph("References", "Heading2"))
    out += [_word_paragraph(entry, "ListParagraph", item.format(2)) for entry in REFERENCES]
    out.append(_word_paragraph(DISCLAIMER))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{shown}"/></w:style>'
        for name, shown in (
            ("Title", "Title"),
            ("Subtitle", "Subtitle"),
            ("Heading2", "heading 2"),
            ("Heading3", "heading 3"),
            ("ListParagraph", "List Paragraph"),
        )
    )
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/></w:lvl></w:abstractNum>'
        for number, form in ((1, "bullet"), (2, "decimal"))
    )
    numbers = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    return package(
        f"<w:document {NAMESPACES}><w:body>{''.join(out)}</w:body></w:document>",
        {
            "word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>",
            "word/numbering.xml": f"<w:numbering {NAMESPACES}>{levels}{numbers}</w:numbering>",
        },
    )


def package(document: str, more: dict[str, str] | None = None) -> bytes:
    """A .docx around a document part; `more` are further parts of `word/`."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{base}/{name.split("/")[1].removesuffix(".xml")}" Target="{name.split("/")[1]}"/>'
        for at, name in enumerate(more or {}, 10)
    )
    relations += f'<Relationship Id="rIdLink" Type="{base}/hyperlink" Target="{SITE}" TargetMode="External"/>'
    schema = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kinds}.{name.split("/")[1].removesuffix(".xml")}+xml"/>'
        for name in more or {}
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{schema}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{kinds}.document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{schema}/relationships"><Relationship Id="rId1" '
        f'Type="{base}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{schema}/relationships">{relations}</Relationships>',
        "word/document.xml": document,
        **(more or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return out.getvalue()


def google_docx() -> bytes:
    """A file as Google Docs writes it: its styles by name, numbers typed in brackets, entries as paragraphs."""
    document = docx.Document()
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(STANDFIRST, style="Subtitle")
    for kind, content in BODY:
        if kind == "ul":
            for item in content:
                document.add_paragraph(item, style="List Bullet")
        elif kind == "p":
            document.add_paragraph(brackets(str(content)))
        else:
            document.add_paragraph(str(content), style=f"Heading {kind[1]}")
    document.add_paragraph("References", style="Heading 2")
    block = document.add_paragraph()
    for number, entry in enumerate(REFERENCES, 1):
        run = block.add_run(f"[{number}] {entry}")
        if number < len(REFERENCES):
            run.add_break(WD_BREAK.LINE)
    document.add_paragraph(DISCLAIMER)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(columns: int) -> bytes:
    """A proof in Helvetica, set in one column or two, with a running head and page numbers."""
    width = 88 if columns == 1 else 44
    rows: list[tuple[str, float]] = [(line, 17.0) for line in wrap(TITLE, 40)] + [("", 10)]
    rows += [(line, 10) for line in wrap("Summary: " + STANDFIRST, width)] + [("", 10)]
    for kind, content in BODY:
        size = 10 if kind in ("p", "ul") else 13
        for text in [f"• {item}" for item in content] if kind == "ul" else [_for_print(str(content))]:
            rows += [(line, size) for line in wrap(text, width if size == 10 else width - 10)]
        rows.append(("", 10))
    rows.append(("References", 13))
    for number, entry in enumerate(REFERENCES, 1):
        rows += [("", 10), *((line, 10) for line in wrap(f"[{number}] {entry}", width, break_on_hyphens=False))]
    rows += [("", 10), *((line, 10) for line in wrap(DISCLAIMER, width))]
    return make_pdf(_pages(rows, columns))


def _for_print(text: str) -> str:
    """Helvetica has no raised minus: a proof writes the exponent with a caret."""
    return render(
        text, lambda n: f" [{n}]", lambda words, url: f"{words} ({url})", lambda n: "²" if n == "2" else f"^{n}"
    )


def _pages(rows: list[tuple[str, float]], columns: int) -> list[list[Words]]:
    pages: list[list[Words]] = []
    at = 0
    while at < len(rows):
        page = [Words(60, 815, "Example Desk | Proof of February 2026", 8), Words(290, 20, str(len(pages) + 1), 8)]
        for column in range(columns):
            y = 770.0 if columns == 1 else 740.0
            if columns == 2 and not pages and column == 0:
                while at < len(rows) and rows[at][1] == 17:
                    page.append(Words(60, y + 40, rows[at][0], 17))
                    y, at = y - 20, at + 1
            top = y
            while at < len(rows) and y > (520 if columns == 2 else 420):
                if rows[at][0]:
                    page.append(Words(60 + 250 * column, y, rows[at][0], rows[at][1]))
                y -= 13 if rows[at][0] else 11
                at += 1
            assert y < top or at == len(rows)
        pages.append(page)
    return pages


FORMATS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "txt in UTF-8": ("naps.txt", lambda: text_file("utf-8")),
    "txt in Windows-1252": ("naps.txt", lambda: text_file("cp1252")),
    "txt in UTF-16": ("naps.txt", lambda: text_file("utf-16")),
    "Markdown": ("naps.md", markdown),
    "WordPress": ("naps.html", wordpress),
    "Ghost": ("naps.html", ghost),
    "Substack": ("naps.html", substack),
    "Google Docs HTML": ("naps.html", google_html),
    "Word with tracked changes": ("naps.docx", word),
    "Google Docs docx": ("naps.docx", google_docx),
    "PDF in one column": ("naps.pdf", lambda: pdf(1)),
    "PDF in two columns": ("naps.pdf", lambda: pdf(2)),
}
