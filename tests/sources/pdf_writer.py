"""Writes small PDFs by hand, so that a test says exactly what stands where on a page and in which order it was drawn."""

from collections.abc import Sequence

from msgspec import Struct

A4 = (595, 842)


class Words(Struct, frozen=True):
    """Text drawn with its first letter at `x`, `y` (points from the lower left corner)."""

    x: float
    y: float
    text: str
    size: float = 10
    link: str = ""
    """An address that the words lead to."""


class Dot(Struct, frozen=True):
    """A filled square, `size` wide and high, with its lower left corner at `x`, `y`: a bullet as browsers draw it."""

    x: float
    y: float
    size: float = 3.5


def column(x: float, top: float, lines: list[str], size: float = 10, leading: float = 12) -> list[Words]:
    """Lines under each other."""
    return [Words(x, top - leading * at, line, size) for at, line in enumerate(lines)]


def make_pdf(pages: Sequence[Sequence[Words | Dot]], *, encrypted: bool = False) -> bytes:
    """A PDF 1.4 file with one content stream a page; `encrypted` names a handler without the key that fits."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for at, page in enumerate(pages):
        stream = b"".join(_draw(words) for words in page)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {A4[0]} {A4[1]}] /Contents {5 + 2 * at} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> >>{_links(page)} >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
    extra = b""
    if encrypted:
        objects.append(
            b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"
        )
        extra = b" /Encrypt %d 0 R /ID [<%s> <%s>]" % (len(objects), b"43" * 16, b"43" * 16)
    return _file(objects, extra)


def _links(page: Sequence[Words | Dot]) -> str:
    """Annotations over the words that lead somewhere; Helvetica's letters are about half as wide as high."""
    areas = "".join(
        f"<< /Type /Annot /Subtype /Link /Rect [{one.x:g} {one.y - 2:g} {one.x + 0.5 * one.size * len(one.text):g}"
        f" {one.y + one.size:g}] /A << /S /URI /URI ({one.link}) >> >>"
        for one in page
        if isinstance(one, Words) and one.link
    )
    return f" /Annots [{areas}]" if areas else ""


def _draw(words: Words | Dot) -> bytes:
    if isinstance(words, Dot):
        return b"%g %g %g %g re f\n" % (words.x, words.y, words.size, words.size)
    text = words.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (words.size, words.x, words.y, text)


def _file(objects: list[bytes], extra: bytes) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, extra, start)
    return bytes(out)
