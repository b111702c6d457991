"""One test a trap of reading documents: what has bitten someone must not bite here."""

import io
import zipfile
from collections.abc import Callable

import pytest

from pipeline.records.source import Capture, Reading
from pipeline.sources import MAX_BYTES, read_capture
from pipeline.sources.pdf_pages import pages
from pipeline.sources.pdf_text import PdfText
from tests.sources.pdf_writer import Words, column, make_pdf

PROSE = "<p>The clinic saw each of the adults once a week and asked how they had slept and what they had done.</p>" * 12


def read(body: str | bytes, content_type: str = "text/html; charset=utf-8") -> Reading:
    url = "https://example.org/news/study"
    capture = Capture(url, url, 200, content_type, "2026-11-02T00:00:00Z", "body")
    return read_capture(capture, body.encode() if isinstance(body, str) else body)


def page(inside: str, *, around: str = "", head: str = "") -> str:
    article = f"<main><article><h1>A study</h1>{PROSE}{inside}</article></main>"
    return f"<!DOCTYPE html><html><head><title>A study</title>{head}</head><body>{article}{around}</body></html>"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("193<sup>1</sup> patients", "193 patients"),
        ("193<sup><a href='#ref1'>1</a></sup> patients", "193 patients"),
        ("193<a href='#ref1'><sup>1</sup></a> patients", "193 patients"),
        ("patients<sup>1</sup><sup>,</sup><sup>2</sup> left", "patients left"),
        ("patients<sup>1–3</sup>.", "patients."),
        ("in patients <sup>[7]</sup>, then", "in patients, then"),
        ("78<sup><a href='#b2'>2</a>,<a href='#b3'>3</a></sup> adults", "78 adults"),
        ("<i>P</i> = 10<sup>-4</sup>", "P = 10⁻⁴"),
        ("P = 10<sup>&minus;4</sup>", "P = 10⁻⁴"),
        ("10<sup>6</sup> cells", "10⁶ cells"),
        ("30 kg/m<sup>2</sup>", "30 kg/m²"),
        ("I<sup>2</sup> = 40%", "I² = 40%"),
        ("the 2<sup>nd</sup> dose", "the 2nd dose"),
        ("196<span class='sup'>3</span> patients", "196 patients"),
        ("196<span class='text-superscript'>3</span> patients", "196 patients"),
        ("196<span style='vertical-align:super;font-size:60%'>4</span> patients", "196 patients"),
        ("196<span style='position: relative; top: -0.5em; font-size: 0.7em'>4</span> patients", "196 patients"),
        ("196<a class='sup' href='#r4'>4</a> patients", "196 patients"),
        ("10<span style='vertical-align: 4px'>6</span> cells", "10⁶ cells"),
        ("CO<span style='vertical-align:sub'>2</span>", "CO2"),
        ("19<span class='super-title'>6</span> patients", "196 patients"),
        ("19<span style='vertical-align: baseline'>6</span> patients", "196 patients"),
        ("19<span style='vertical-align: 0px'>6</span> patients", "196 patients"),
        ("19<span style='position: relative; top: -1px'>6</span> patients", "196 patients"),
        ("of <sup>18</sup>F-FDG", "of ¹⁸F-FDG"),
        ("5-HT<sub>2A</sub> and CO<sub>2</sub>", "5-HT2A and CO2"),
        ("as shown (<a href='#ref-5'>5</a>)", "as shown ([5])"),
        ("as shown [<a href='#B5'>5</a>]", "as shown [5]"),
        ("see Table <a href='#t1'>1</a>", "see Table 1"),
    ],
)
def test_raised_figures_never_join_a_number(markup: str, words: str) -> None:
    assert read(page(f"<p>Marked: {markup} end.</p>")).text.split("Marked: ")[1] == f"{words} end.".replace(
        ".. end", "."
    )


def test_figures_raised_by_the_pages_own_style_sheet_are_raised() -> None:
    head = "<style>.mk { vertical-align: super; font-size: 70% } .plain { color: red }</style>"
    text = read(page("<p>196<span class='mk'>3</span> and 19<span class='plain'>7</span> patients</p>", head=head)).text
    assert "196 and 197 patients" in text


def test_minus_signs_and_dashes_stay_what_they_are() -> None:
    text = read(page("<p>&minus;11.1 and \u221212.1, from 8\u201312 mg, -5.8 too</p>")).text
    assert "\u221211.1 and \u221212.1, from 8\u201312 mg, -5.8 too" in text


@pytest.mark.parametrize(
    "around",
    [
        "<aside><p>196 patients</p></aside>",
        "<div class='sidebar'><p>196 patients</p></div>",
        "<div class='c-related-articles'><p>196 patients</p></div>",
        "<section><h3>Related news</h3><p>196 patients</p></section>",
        "<div><h2>You may also like</h2><p>196 patients</p></div>",
        "<div role='complementary'>196 patients</div>",
        "<footer>196 patients</footer>",
        "<nav>196 patients</nav>",
    ],
)
def test_numbers_beside_the_article_are_not_read(around: str) -> None:
    assert "196" not in read(page("", around=around)).text
    assert "196" not in read(page(around)).text


@pytest.mark.parametrize(
    "kept",
    [
        "<div class='has-sidebar'><p>196 patients</p></div>",
        "<h3>Related harms</h3><p>196 patients</p>",
        "<p>Treatment-related harms in 196 patients</p>",
        "<div class='content-main'>196 patients</div>",
        "<details><summary>More</summary><p>196 patients</p></details>",
    ],
)
def test_what_only_looks_like_furniture_is_read(kept: str) -> None:
    assert "196 patients" in read(page(kept)).text


def test_a_related_box_does_not_take_the_rest_of_the_article_with_it() -> None:
    text = read(page("<div><h3>Related</h3><p>196 patients</p></div><p>The effect lasted.</p>")).text
    assert "196" not in text
    assert "The effect lasted." in text


@pytest.mark.parametrize("tag", ["ul", "ol"])
def test_lists_are_kept_item_by_item(tag: str) -> None:
    reading = read(
        page(f"<h2>Safety</h2><{tag}><li>No serious events</li><li>Two left<ul><li>one early</li></ul></li></{tag}>")
    )
    section = reading.sections[-1]
    assert (section.kind, section.title) == ("list", "Safety")
    assert reading.text[section.start : section.end] == "No serious events\nTwo left\none early"


def test_a_menu_of_links_in_the_main_part_is_no_list() -> None:
    menu = (
        "<ul>"
        + "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in ("Pipeline", "Careers", "Contact"))
        + "</ul>"
    )
    assert "Pipeline" not in read(page(menu)).text


def test_a_cell_has_the_heads_of_its_row_and_columns() -> None:
    table = (
        "<table><caption>Table 2. Harms</caption><thead><tr><th></th><th colspan=2>Spray</th></tr>"
        "<tr><th>Harm</th><th>12 mg</th><th>0.3 mg</th></tr></thead>"
        "<tbody><tr><td colspan=3>Serious</td></tr><tr><td rowspan=2>Heart</td><td>0</td><td>1 (1%)</td></tr>"
        "<tr><td>2</td><td>&minus;</td></tr></tbody></table>"
    )
    reading = read(page(table))
    cells = {reading.text[cell.start : cell.end]: cell for cell in reading.cells}
    assert cells["1 (1%)"].row == ("Serious", "Heart")
    assert cells["1 (1%)"].column == ("Spray", "0.3 mg")
    assert cells["2"].row == ("Serious", "Heart")
    assert cells["2"].column == ("Spray", "12 mg")
    assert cells["0"].caption == "Table 2. Harms"


def test_a_table_that_only_lays_out_the_page_is_read_as_text() -> None:
    layout = "<table><tr><td><h2>Safety</h2><p>No harm.</p></td><td><ul><li>None left.</li></ul></td></tr></table>"
    reading = read(page(layout))
    assert reading.cells == ()
    assert "No harm." in reading.text
    assert any(section.kind == "list" for section in reading.sections)


@pytest.mark.parametrize(
    "references",
    [
        "<h2>References</h2><ol><li>Doe. 196 patients. doi:10.5555/b</li></ol>",
        "<section><h2>Literature cited</h2><p>Doe. 196 patients. doi:10.5555/b</p></section>",
        "<ol class='references'><li>Doe. 196 patients. doi:10.5555/b</li></ol>",
        "<div role='doc-bibliography'><p>Doe. 196 patients. doi:10.5555/b</p></div>",
        "<div class='title'><h2>References (12)</h2></div><div><p>Doe. 196 patients. doi:10.5555/b</p></div>",
    ],
)
def test_reference_lists_give_neither_text_nor_identifiers(references: str) -> None:
    reading = read(page(references, head="<meta name='citation_doi' content='10.5555/a'>"))
    assert "196" not in reading.text
    assert reading.metadata.identifiers.doi == "10.5555/a"
    assert "10.5555/b" not in repr(reading)


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>500</p>",
        "<p style='color:red; display : none'>500</p>",
        "<p style='visibility:hidden'>500</p>",
        "<p style='font-size:0'>500</p>",
        "<p style='position:absolute;left:-9999px'>500</p>",
        "<span aria-hidden='true'>500</span>",
        "<p class='sr-only'>500</p>",
        "<style>.gone{display:none}</style><p class='gone'>500</p>",
        "<template><p>500</p></template>",
        "<noscript><p>500</p></noscript>",
        "<!-- 500 -->",
        "<script>document.write('500')</script>",
        "<textarea>500</textarea>",
    ],
)
def test_hidden_text_is_not_read(hidden: str) -> None:
    reading = read(page(hidden + "<p>Seen.</p>"))
    assert "500" not in reading.text
    assert "Seen." in reading.text


@pytest.mark.parametrize(
    "seen",
    [
        "<style>@media print{.shown{display:none}}</style><p class='shown'>500</p>",
        "<p style='display:block'>500</p>",
        "<p class='hidden md:block'>500</p>",
        "<p style='opacity:0.9'>500</p>",
    ],
)
def test_text_hidden_elsewhere_only_is_read(seen: str) -> None:
    assert "500" in read(page(seen)).text


@pytest.mark.parametrize("depth", [300, 3_000, 60_000])
def test_tables_nested_without_end_are_read_flat(depth: int) -> None:
    nested = "<table><tr><td>" * depth + "<p>At the bottom 42.</p>" + "</td></tr></table>" * depth
    reading = read(page(nested + "<p>After it 43.</p>"))
    assert reading.scope == "full_text"
    assert "At the bottom 42." in reading.text
    assert "After it 43." in reading.text


def test_a_page_of_too_many_elements_ends_as_too_large() -> None:
    assert read(page("<i>a</i> <b>c</b>" * 60_000)).reason == "too_large"


def test_a_file_past_the_cap_ends_as_too_large() -> None:
    assert read(page("x" * MAX_BYTES)).reason == "too_large"


@pytest.mark.parametrize(
    ("body", "declared", "words"),
    [
        ("Å −11.1 “ok”".encode(), "iso-8859-1", "Å −11.1 “ok”"),
        ("Å ± “ok” –".encode("cp1252"), "utf-8", "Å ± “ok” –"),
        ("Å ± “ok” –".encode("cp1252"), "iso-8859-1", "Å ± “ok” –"),
        ("Å ± “ok” –".encode("cp1252"), "no-such-charset", "Å ± “ok” –"),
        ("Å −11.1 ok ".encode() + b"\xff" + " Åå".encode(), "utf-8", "Å −11.1 ok \ufffd Åå"),
        ("プラセボ".encode("shift_jis"), "shift_jis", "プラセボ"),
    ],
)
def test_a_wrong_charset_does_not_change_a_word(body: bytes, declared: str, words: str) -> None:
    before, after = page("<p>Marked: @</p>").encode().split(b"@")
    reading = read(before + body + after, f"text/html; charset={declared}")
    assert f"Marked: {words}" in reading.text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_its_mark_is_read(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[encoding]
    assert "Å −11.1" in read(mark + page("<p>Å −11.1</p>").encode(encoding)).text


def test_an_offer_of_access_is_not_part_of_the_abstract() -> None:
    body = "<section id='abstract'><h2>Abstract</h2><p>We saw 193 adults for eight weeks after one dose of the spray, and asked each of them about sleep.</p></section>"
    offer = "<div><h2>Access content</h2><p>To read the full text, sign in or purchase access.</p></div>"
    head = "<meta name='citation_title' content='A study'>"
    reading = read(f"<html><head>{head}</head><body><main><h1>A study</h1>{body}{offer}</main></body></html>")
    assert reading.scope == "abstract"
    assert "193 adults" in reading.text
    assert "purchase" not in reading.text


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda body: body[:-400], "unreadable"),
        (lambda body: body[: len(body) // 2], "unreadable"),
        (lambda body: body[:20], "unreadable"),
        (lambda body: body[:200] + b"\x00" * 300 + body[500:-100] + b"%%EOF", "unreadable"),
    ],
)
def test_a_damaged_pdf_ends_with_its_reason(damage: Callable[[bytes], bytes], reason: str) -> None:
    whole = make_pdf([column(60, 780, ["A line of words that can be read in the file."] * 40)])
    assert read(whole, "application/pdf").scope == "full_text"
    assert read(damage(whole), "application/pdf").reason == reason


def test_a_locked_pdf_says_so() -> None:
    reading = read(make_pdf([column(60, 780, ["Words."])], encrypted=True), "application/pdf")
    assert (reading.reason, "password" in reading.detail) == ("unreadable", True)


def test_a_pdf_without_text_layer_says_so() -> None:
    reading = read(make_pdf([[], []]), "application/pdf")
    assert (reading.reason, "no text layer" in reading.detail) == ("unreadable", True)


def test_a_pdf_of_too_many_pages_is_not_half_read() -> None:
    reading = read(make_pdf([column(60, 780, ["Words."])] * 201), "application/pdf")
    assert (reading.reason, "201" in reading.detail) == ("too_large", True)


def test_the_bytes_say_pdf_whatever_the_content_type_says() -> None:
    lines = ["The trial enrolled 193 adults in six countries and saw them for eight weeks."] * 4
    assert read(make_pdf([column(60, 780, lines)]), "text/html").reader == "pdf"
    assert read(page(""), "application/pdf").reader == "html"


LEFT = [f"The left column's line number {number} ends here." for number in range(12)]
RIGHT = [f"The right column's line number {number} too." for number in range(12)]


@pytest.mark.parametrize("interleaved", [True, False])
def test_two_columns_are_read_one_after_the_other(interleaved: bool) -> None:  # noqa: FBT001
    left, right = column(50, 700, LEFT), column(320, 700, RIGHT)
    drawn = [words for pair in zip(left, right, strict=True) for words in pair] if interleaved else left + right
    found = pages(make_pdf([[Words(50, 760, "A heading across the page", 16), *drawn]]))
    assert isinstance(found, PdfText)
    assert [line.text for line in found.pages[0].lines] == ["A heading across the page", *LEFT, *RIGHT]


def test_the_rows_of_a_table_in_a_pdf_stay_rows() -> None:
    rows = [("Nausea", "3 (4%)", "1 (1%)"), ("Headache", "5 (7%)", "4 (5%)"), ("Dizziness", "2 (3%)", "2 (3%)")]
    drawn = [
        Words(x, 700 - 14 * at, text)
        for at, row in enumerate(rows)
        for x, text in zip((50, 250, 400), row, strict=True)
    ]
    found = pages(make_pdf([drawn]))
    assert isinstance(found, PdfText)
    assert [line.text for line in found.pages[0].lines] == [" ".join(row) for row in rows]


def _pdf(lines: list[str], *more: Words) -> str:
    filler = [
        f"Filler line number {number} of the page is about as long as the others are here." for number in range(8)
    ]
    return read(make_pdf([column(60, 780, lines) + list(more) + column(60, 500, filler)]), "application/pdf").text


@pytest.mark.parametrize(
    ("one", "two", "words"),
    [
        ("Rare abnormali\u00ad", "ties were seen.", "Rare abnormalities were seen."),
        ("Rare abnormali-", "ties were seen.", "Rare abnormalities were seen."),
        ("It was placebo-", "controlled and long.", "It was placebo-controlled and long."),
        ("They took 5-MeO-", "DMT by the nose.", "They took 5-MeO-DMT by the nose."),
        ("A COVID-", "19 vaccine was given.", "A COVID-19 vaccine was given."),
    ],
)
def test_words_parted_at_a_line_end_are_whole_again(one: str, two: str, words: str) -> None:
    text = _pdf([one, two])
    assert words in text
    assert "\ufffe" not in text


def test_raised_figures_of_a_pdf_never_join_a_number() -> None:
    text = _pdf(
        [],
        Words(60, 700, "We enrolled 193"),
        Words(132.8, 703.5, "1", 6),
        Words(140, 700, "patients; P = 10"),
        Words(213, 703.5, "-4", 6),
    )
    assert "We enrolled 193 patients; P = 10⁻⁴" in text


def test_figures_of_one_size_on_one_line_are_one_number() -> None:
    assert "We enrolled 1931 patients" in _pdf(["We enrolled 1931 patients"])


def test_running_heads_and_page_numbers_are_no_text() -> None:
    body = [
        column(60, 760, [f"Line {number} of page {at} is prose that goes on for a while." for number in range(20)])
        for at in (1, 2)
    ]
    heads = [[Words(60, 815, f"Journal of Examples 2024; 1: {at}"), Words(300, 25, str(at))] for at in (1, 2)]
    reading = read(make_pdf([head + text for head, text in zip(heads, body, strict=True)]), "application/pdf")
    assert "Journal of Examples" not in reading.text
    assert {section.page for section in reading.sections} == {1, 2}


def test_a_title_that_running_heads_repeat_is_kept() -> None:
    lines = [f"Line {number} of the page is prose that goes on for a while." for number in range(20)]
    first = [Words(60, 800, "A trial of spray A in adults", 18), *column(60, 740, lines)]
    second = [Words(60, 815, "A trial of spray A in adults", 8), *column(60, 740, [line + " More." for line in lines])]
    reading = read(make_pdf([first, second, second]), "application/pdf")
    assert reading.metadata.title == "A trial of spray A in adults"
    assert reading.text.count("A trial of spray A in adults") == 1


def test_a_zip_bomb_in_a_word_file_is_not_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:document/>")
        archive.writestr("word/media/zeros.bin", b"\0" * 70_000_000)
    assert read(packed.getvalue(), "application/zip").reason == "too_large"


def test_entities_in_a_word_file_are_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert read(packed.getvalue(), "application/zip").reason == "unreadable"
