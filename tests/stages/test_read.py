"""Reading an article: roles of its parts, damage, refusals, encodings."""

from textwrap import wrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ArticleError
from pipeline.records.article import Article
from pipeline.stages.read import read, read_fetched, slug_of

PROSE = "A long paragraph about naps on night shifts goes here and says what was found in the trial."


def kinds(text: str, path: str = "a.txt") -> list[tuple[str, str]]:
    article = read(text.encode(), path)
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def damage(article: Article) -> list[str]:
    return [one.kind for one in article.damages]


def test_plain_text_keeps_every_code_point() -> None:
    text = "Title of it\n\n  An indented – paragraph.\n\n\n- item\n- item two\n\nEnd.\n\n"
    assert read(text.encode(), "a.txt").text == text
    assert read(text.replace("\n", "\r\n").encode(), "a.txt").text == text


def test_title_section_and_picture_words() -> None:
    assert kinds(f"banner image\n\nWhat Naps Do\n\n{PROSE}") == [
        ("furniture", "banner image"),
        ("title", "What Naps Do"),
        ("paragraph", PROSE),
    ]
    assert kinds(f"Mental Health\n{PROSE}\n{PROSE}\n{PROSE}")[0] == ("furniture", "Mental Health")
    assert read(f"Mental Health\n{PROSE}\n{PROSE}\n{PROSE}".encode(), "naps-at_night.txt").title == "Naps at night"


def test_lines_without_blanks_between_them() -> None:
    found = kinds(f"A Title Here\n{PROSE}\n1. Rapid Processing\n{PROSE}\n2. Is it safe?\n{PROSE}")
    assert [kind for kind, _ in found] == ["title", "paragraph", "heading", "paragraph", "question", "paragraph"]


def test_numbered_items_are_a_list_and_lose_their_sign() -> None:
    found = kinds(f"Title\n\n{PROSE}\n\nIt helps:\n1. faster reactions\n2. fewer lapses\n\n{PROSE}")
    assert ("list_item", "faster reactions") in found
    assert ("list_item", "fewer lapses") in found


def test_a_glued_heading_parts_and_names_do_not() -> None:
    text = f"Title\n\n{PROSE} Many patients sleep.\n\nNew paths grow.The Second Part: How Naps Help PatientsMany patients nap. The AstraZeneca trial used PubMed."
    article = read(text.encode(), "a.txt")
    blocks = [article.text[block.start : block.end] for block in article.blocks]
    assert "The Second Part: How Naps Help Patients" in blocks
    assert blocks[-1] == "Many patients nap. The AstraZeneca trial used PubMed."
    assert "glued_heading" in damage(article)


def test_damage_is_reported_and_sound_text_has_none() -> None:
    broken = read(f"Title\n\nIt is known to:\n\n{PROSE} Ends here [2].Side effects differ.\n".encode(), "a.txt")
    assert damage(broken) == ["lost_list", "glued_sentences"]
    sound = read(
        f"Title\n\nIt is known to:\n\n- help\n- calm\n\n{PROSE} See ClinicalTrials.gov for it.\n".encode(), "a.txt"
    )
    assert damage(sound) == []


def test_standfirst_lead_and_body_weigh_differently() -> None:
    article = read(
        f"Title of it\n\nBrief Synopsis:\n\n{PROSE}\n\nPart One\n\n{f'{PROSE}{chr(10)}{chr(10)}' * 4}".encode(), "a.txt"
    )
    assert [block.prominence for block in article.blocks] == [
        *("headline", "body", "standfirst", "body"),
        *("lead", "lead", "lead", "body"),
    ]


def test_references_disclaimer_and_newsletter_are_no_prose() -> None:
    text = f"Title\n\n{PROSE}\n\nReferences\n\n[1] Doe J. T. 2020.\n\n[2] https://a.example/x\n\nDisclaimer: no advice.\n\nSign up for our newsletter!"
    assert [kind for kind, _ in kinds(text)[3:]] == ["reference", "reference", "disclaimer", "furniture"]


def test_sources_of_a_vitamin_are_no_references() -> None:
    found = kinds(f"Vitamin D\n\n{PROSE}\n\nSources\n\nSalmon\nEggs\nMilk\n\n{PROSE}")
    assert "reference" not in [kind for kind, _ in found]


def test_wrapped_lines_are_joined_and_keep_their_lines() -> None:
    body = "A trial of many adults found that a short nap in the night made the reaction times of nurses shorter. " * 4
    lines = wrap(body.strip(), 70)
    article = read(("Title of it\n\n" + "\n".join(lines)).encode(), "a.txt")
    sentences = [article.text[one.start : one.end] for one in article.sentences[1:]]
    assert sentences == [body[: len(body) // 4].strip()] * 4
    last = article.sentences[-1].start
    assert lines[article.line_of(last) - 3].find("A trial") >= 0


@pytest.mark.parametrize(
    ("data", "path", "said"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t", "a.md", "empty"),
        (bytes(range(256)) * 20, "a.txt", "can't be read as text"),
        (b"{\\rtf1 words}", "a.rtf", "Rich Text"),
        (b"PK\x03\x04junk", "a.docx", "damaged"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n", "a.mhtml", "web archive"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n", "a.html", "web archive"),
        (b"words only", "a.docx", "not what its ending"),
        (b"%PDF-1.4 cut", "a.pdf", "cut off"),
        (b"<html><body></body></html>", "a.html", "no text"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_clear_line(data: bytes, path: str, said: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read(data, path)
    assert said in str(caught.value)
    assert path in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_give_one_text(encoding: str) -> None:
    text = f"Title of it\n\n{PROSE} It’s “so” – really, at 5 °C. Ménière’s disease.\n"
    assert read(text.encode(encoding), "a.txt").text == text


def test_letters_encoded_twice_are_put_right() -> None:
    text = f"Title of it\n\n{PROSE} It’s so — naïve.\n"
    article = read(text.encode().decode("cp1252").encode(), "a.txt")
    assert article.text == text
    assert "encoded twice" in article.warnings[0]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (PROSE * 3, "en"),
        ("Die Studie zeigt, dass der Schlaf von Pflegekräften mit dem Licht und der Zeit nicht besser ist. " * 3, "de"),
        ("L'étude montre que le sommeil des infirmières est plus court dans les nuits avec une lumière. " * 3, "fr"),
        ("研究显示睡眠很重要。" * 10, "zh"),
    ],
)
def test_language(text: str, lang: str) -> None:
    assert read(text.encode(), "a.txt").lang == lang


def test_content_decides_where_the_suffix_does_not() -> None:
    page = b"<!DOCTYPE html><html><body><h1>T</h1><p>Words of it.</p></body></html>"
    assert [read(page, path).format for path in ("-", "a.txt", "a.html", "a")] == ["html"] * 4
    assert read(b"# T\n\nWords of *it*.", "-").format == "md"
    assert read(b"Words of it.", "-").format == "txt"


def test_a_fetched_page_keeps_its_address() -> None:
    article = read_fetched(b"<p>Words of it.</p>", "text/html; charset=utf-8", "https://a.example/news/naps.php?x=1")
    assert (article.path, article.slug, article.format) == ("https://a.example/news/naps.php?x=1", "naps", "html")
    with pytest.raises(ArticleError):
        read_fetched(b"\x89PNG", "image/png", "https://a.example/x.png")


def test_slugs_are_safe() -> None:
    assert slug_of("a/../Ümläut & so.html") == "umlaut-so"
    assert slug_of("-") == "stdin"
    assert slug_of("…") == "article"


def test_a_line_of_a_raised_figure_and_unseen_characters_is_read() -> None:
    with pytest.raises(ArticleError):
        read("\u00b2\u200b".encode(), "a.txt")
    article = read("\u00b2\u200b\n\nWords\u200b of it.".encode(), "a.txt")
    assert [article.line_of(block.start) for block in article.blocks] == [3]


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="aB .,:?![]()13–¹²⁻\n\t-#*_<>/=\"'|pdivsuel&;’“é\u200b\ufb01", max_size=300),
    st.sampled_from(["a.txt", "a.md", "a.html"]),
)
def test_whatever_is_written_the_record_holds_together(text: str, path: str) -> None:
    try:
        article = read(text.encode(), path)
    except ArticleError:
        return
    last = 0
    for block in article.blocks:
        assert last <= block.start < block.end <= len(article.text)
        last = block.end
    for sentence in article.sentences:
        block = article.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
    assert all(anchor.line >= 1 for anchor in article.anchors)
    assert all(0 <= mark.start <= mark.end <= len(article.text) for mark in article.marks)


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"a\n" * 100_001, "a.txt"), (b"a\n\n" * 200_001, "a.md"), (b"<p>a</p>" * 250_001, "a.html")],
)
def test_more_paragraphs_than_a_book_has_are_refused_at_once(data: bytes, name: str) -> None:
    with pytest.raises(ArticleError, match="more than"):
        read(data, name)


ZERO_WIDTH, RIGHT_TO_LEFT = "\u200b", "\u202e"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "Tea and sleep\n\nTea cal{}med 19{}3 of us.\n"),
        ("a.md", "# Tea and sleep\n\nTea cal{}med 19{}3 of us.\n"),
        ("a.html", "<article><h1>Tea and sleep</h1><p>Tea cal{}med 19{}3 of us.</p></article>"),
    ],
)
def test_invisible_characters_are_counted_where_they_stood(name: str, text: str) -> None:
    article = read(text.format(ZERO_WIDTH, RIGHT_TO_LEFT).encode(), name)
    assert "Tea calmed 193 of us." in article.text
    found = [damage for damage in article.damages if damage.kind == "invisible"]
    assert [damage.note[:22] for damage in found] == ["2 invisible characters"]
    assert article.text[found[0].start :].startswith("Tea calmed")
    assert not [one for one in read(text.format("", "").encode(), name).damages if one.kind == "invisible"]
