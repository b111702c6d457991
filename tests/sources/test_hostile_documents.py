"""Files made to exhaust a reader, and text that a page hides."""

import io
import zipfile

import pytest

from tests.sources.test_document_traps import page, read


def _word_file(body: str) -> bytes:
    packed = io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        override = f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{types}">{override}</Types>')
        target = f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{relations}">{target}</Relationships>')
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>')
    return packed.getvalue()


def test_a_word_file_of_countless_elements_is_not_unpacked_into_memory() -> None:
    line = "<w:p><w:r><w:t>The clinic saw 193 adults for eight weeks after one dose of the spray.</w:t></w:r></w:p>"
    assert read(_word_file(line * 20), "").scope == "full_text"
    reading = read(_word_file(line + "<w:p/>" * 1_500_001), "")
    assert (reading.reason, "mark-up" in reading.detail) == ("too_large", True)


def test_a_word_file_that_hides_entities_behind_a_comment_is_not_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<!--{'x' * 9000}--><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")
    assert read(packed.getvalue(), "").reason == "unreadable"


def test_a_text_of_countless_lines_is_too_large() -> None:
    assert read("Some words stand here.\n\n" * 100, "text/plain").scope == "full_text"
    assert read("a-\n" * 100_001, "text/plain").reason == "too_large"


@pytest.mark.parametrize(
    "style",
    ["clip-path: inset(100%)", "transform:scale(0)", "opacity:.0", "clip-path:inset(50%)", "transform: scaleX(0.0)"],
)
def test_text_that_a_style_hides_is_not_read(style: str) -> None:
    assert "196" not in read(page(f"<p style='{style}'>196 patients</p>")).text


@pytest.mark.parametrize(
    "style", ["clip-path: inset(0%)", "transform:scale(0.9)", "opacity:.05", "transform: scale(1)"]
)
def test_text_that_a_style_only_shapes_is_read(style: str) -> None:
    assert "196 patients" in read(page(f"<p style='{style}'>196 patients</p>")).text


def test_comments_and_notes_beside_the_work_are_not_read() -> None:
    notes = "<h2>Bibliography and notes</h2><p>Doe. 198 patients.</p>"
    text = read(page(notes, around="<div id='disqus_thread'><p>197 patients</p></div>")).text
    assert "197" not in text
    assert "198" not in text
