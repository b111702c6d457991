"""The report's file, read as text: complete without scripts, closed to the world, equal for equal reports."""

import base64
import hashlib
import html as entities
import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from bs4 import BeautifulSoup, Tag
from msgspec import UNSET, UnsetType

from pipeline.page import answer, index, render
from pipeline.page.cards import OCCURRENCES
from pipeline.page.render import styles
from pipeline.page.view import view
from pipeline.page.words import VERDICTS
from pipeline.records.report import Changes, ClosedEntry, FailOn, Gate, GateCounts, Report
from tests.page.build_report import TEXT, claim, finding, report
from tests.page.golden import compare, scrubbed
from tests.page.hostile import ATTACK, hostile

GOLD = Path(__file__).parent / "gold"


@pytest.fixture(scope="module")
def page() -> str:
    return render(report())


@pytest.fixture(scope="module")
def soup(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "lxml")


def text_of(node: Tag | None) -> str:
    assert node is not None
    return " ".join(node.get_text().split())


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found is not None, selector
    return found


def test_gold(page: str) -> None:
    compare(scrubbed(page), GOLD / "quiet-pill.html")


@pytest.mark.parametrize("promise", (GOLD / "quiet-pill.contains.txt").read_text(encoding="utf-8").splitlines())
def test_promises_that_no_new_gold_file_may_drop(soup: BeautifulSoup, promise: str) -> None:
    assert promise in text_of(soup.body)


def test_the_same_report_gives_the_same_bytes(page: str) -> None:
    again = msgspec.json.decode(msgspec.json.encode(report()), type=Report)
    assert render(again) == page


class Balance(HTMLParser):
    """Complains when an element is closed that is not the last one opened."""

    VOID = frozenset("meta link input br img hr use path rect circle".split())

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} has an attribute twice"
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open, f"{tag} is closed and was never opened"
            assert self.open.pop() == tag, f"{tag} is closed out of turn"


@pytest.mark.parametrize("made", [report(), hostile()], ids=["plain", "hostile"])
def test_elements_nest(made: Report) -> None:
    parser = Balance()
    parser.feed(render(made))
    parser.close()
    assert not parser.open


def test_ids_are_unique_and_links_within_the_page_lead_somewhere(soup: BeautifulSoup) -> None:
    ids = [node["id"] for node in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    targets = {str(link["href"])[1:] for link in soup.select('a[href^="#"]')}
    assert targets <= set(ids)


def test_the_policy_lets_only_this_script_run(page: str, soup: BeautifulSoup) -> None:
    policy = str(one(soup, "meta[http-equiv]")["content"])
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    assert script
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "form-action 'none'" in policy
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_nothing_is_loaded(page: str, soup: BeautifulSoup) -> None:
    assert not soup.select("[src], link[rel=stylesheet], iframe, object, embed, img")
    assert not re.search(r"@import|url\((?!data:)", page)
    assert not [node.name for node in soup.find_all() for name in node.attrs if name.startswith("on")]


def test_links_out_tell_nothing(soup: BeautifulSoup) -> None:
    out = soup.select('a[href^="http"]')
    assert out
    assert {str(link["target"]) + " " + " ".join(link["rel"]) for link in out} == {"_blank noopener noreferrer"}


def test_open_at_this_passage_names_the_decisive_words(soup: BeautifulSoup) -> None:
    link = one(soup, "#F-01 .source .where a")
    assert (
        str(link["href"])
        == "https://sleepfutures.example/news/luna-2-topline#:~:text=trial%20randomised-,209,-adults%20with"
    )
    longer = str(one(soup, "#F-02 .source .where a")["href"])
    assert longer.endswith("#:~:text=lunavel%200.5%20mg%20%28low%2Ddose%20control%29")


def test_both_quotes_stand_with_their_decisive_words_marked(soup: BeautifulSoup) -> None:
    for card in soup.select(".card"):
        for quoted in card.select(".says blockquote"):
            assert text_of(quoted).strip("…") in " ".join(TEXT.split())
    assert text_of(one(soup, "#F-01 .says mark")) == "212"
    assert text_of(one(soup, "#F-01 .source mark")) == "209"
    assert text_of(one(soup, "#F-04 .says mark")) == "for months"


def test_source_quotes_are_verbatim(soup: BeautifulSoup) -> None:
    quotes = {each.quote for one_claim in report().claims for each in one_claim.evidence}
    for quoted in soup.select(".source blockquote"):
        assert quoted.get_text() in quotes


def test_counts_reconcile_with_the_record(soup: BeautifulSoup) -> None:
    made = report()
    numbers = {text_of(link).rsplit(" ", 1)[0]: text_of(link).rsplit(" ", 1)[-1] for link in soup.select(".tabs a")}
    checkable = [each for each in made.claims if each.verdict != "not_checkable"]
    assert numbers["Findings"] == str(len(made.findings)) == str(len(soup.select(".card")))
    assert made.coverage.claims == len(made.claims) == len(checkable) + made.coverage.not_checkable
    assert int(numbers["All claims"]) == len(checkable) == len(soup.select("#claims tbody tr"))
    assert f"{len(made.claims)} statements: {len(checkable)} checkable, in the table" in text_of(one(soup, "#claims"))
    assert int(numbers["Sources"]) == len(made.references) == len(soup.select("table.refs tbody tr"))
    coverage = msgspec.structs.asdict(made.coverage)
    shown = {
        str(node["class"][-1]): int(text_of(node.parent).split()[0])
        for node in soup.select(".answer .key .sw")
        if node.parent
    }
    assert shown == {verdict: coverage[verdict] for verdict in VERDICTS if coverage[verdict]}
    assert len(soup.select(".silent li")) == coverage["not_checkable"]
    assert [text_of(node) for node in soup.select("#claims th .muted")] == ["“The compound” read as “lunavel”"]
    chips = {
        node.get_text().split()[0].lower(): int(node.get_text().split()[1])
        for node in soup.select("#filters fieldset .chip")
    }
    assert chips == msgspec.structs.asdict(made.gate.counts)


def test_the_bar_says_in_words_what_it_shows(soup: BeautifulSoup) -> None:
    label = str(one(soup, ".answer .stack")["aria-label"])
    assert label == (
        "11 checkable claims: 1 supported, 3 contradicted, 3 overstated, 1 unclear, please read, "
        "1 not found in the source, 1 source unavailable, 1 uncited"
    )


def test_the_strip_says_in_words_what_it_shows(soup: BeautifulSoup) -> None:
    label = str(one(soup, ".strip")["aria-label"])
    assert "Must fix: lines 11 and 13" in label
    assert "Consider: lines 3 and 17" in label
    marks = [
        mark
        for path in soup.select(".strip .must, .strip .should, .strip .consider")
        for mark in str(path["d"]).split("z")
        if mark
    ]
    spans = sum(1 + len(each.also) for each in report().findings if each.claim and each.decision is msgspec.UNSET)
    assert len(marks) == spans


def test_every_bar_segment_has_a_pattern_of_its_own() -> None:
    css = str(styles())
    patterned = {name: re.search(rf"\.stack \.{name}[,{{].*?background:([^}}]+)}}", css) for name in VERDICTS}
    drawn = {name: found[1] for name, found in patterned.items() if found}
    assert set(drawn) == {"overstated", "unclear", "not_found", "uncited"}
    assert len(set(drawn.values())) == 4


def test_suggested_wording_is_struck_and_inserted_in_place(soup: BeautifulSoup) -> None:
    line = one(soup, "#F-01 .rewrite .text")
    assert text_of(line) == "it enrolled [remove:] 212 [end] [add:] 209 [end] adults with chronic insomnia"
    assert str(one(soup, "#F-01 .copy")["data-text"]) == "it enrolled 209 adults with chronic insomnia"


def test_rows_that_differ_come_first_and_at_most_two_agree(soup: BeautifulSoup) -> None:
    looks = [str(row["class"][0]) for row in soup.select("#F-01 .diff tbody tr")]
    assert looks == ["bad", "same", "same"]


def test_a_waived_finding_stays_visible_and_says_who_and_until_when(soup: BeautifulSoup) -> None:
    card = one(soup, ".card.waived")
    for said in (
        "Common knowledge",
        "News desk",
        "2 Oct 2026",
        "Comes back on 30 Nov 2026",
        "Stands in every textbook",
    ):
        assert said in text_of(card)
    assert not card.select(".rewrite, .diff")


def test_occurrences_are_cut_in_display_only() -> None:
    made = report()
    texts = ["lunavel", "insomnia", "trial", "tablet", "drug"]
    extra = tuple(
        msgspec.structs.replace(claim(f"x{n}", texts[n % 5], "supported", citations=("1",)), line=100 + n)
        for n in range(30)
    )
    findings = tuple(
        msgspec.structs.replace(each, also=tuple(one_claim.id for one_claim in extra)) if each.id == "fp-hype" else each
        for each in made.findings
    )
    shown = BeautifulSoup(render(msgspec.structs.replace(made, claims=made.claims + extra, findings=findings)), "lxml")
    where = next(text_of(card.select_one(".loc")) for card in shown.select(".card") if card["data-fp"] == "fp-hype")
    assert where.count(",") == OCCURRENCES
    assert where.endswith(f"and {30 - OCCURRENCES} more")


def test_marks_in_the_article_lead_to_their_cards(soup: BeautifulSoup) -> None:
    article = one(soup, ".copytext")
    assert "".join(node.get_text() for node in article.select(".ln:nth-of-type(1) p")) == TEXT.split("\n", 1)[0]
    hits = {str(link["href"]): link.get_text("|") for link in article.select("a.hit")}
    assert hits["#F-01"] == "Must fix 1: |212|1"
    assert hits["#F-05"] == "Should fix 5, 8: |gives lasting relief|5, 8"
    numbers = {number for mark in article.select("sup") for number in mark.get_text().split(", ")}
    assert numbers == {str(n) for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 11)}
    lines = [text_of(node) for node in article.select("span.no")]
    assert lines[:4] == ["1", "3", "5", "7"]


def test_the_article_view_keeps_every_character(soup: BeautifulSoup) -> None:
    for hidden in (article := one(soup, ".copytext")).select(".vh, sup, .no"):
        hidden.extract()
    assert "\n".join(node.get_text() for node in article.select("p")) == "\n".join(
        line for line in TEXT.split("\n") if line
    )


def test_titles_stand_in_the_file_without_scripts(page: str) -> None:
    head = page[: page.index('<script type="application/json"')]
    for each in report().findings:
        assert entities.escape(each.title) in head


def test_nothing_is_said_of_change_without_a_baseline() -> None:
    shown = BeautifulSoup(render(report(changes=Changes())), "lxml")
    assert not shown.select(".delta, .pill.state, #f-new, .chg")
    assert "No earlier audit" in text_of(one(shown, "#changes"))


@pytest.mark.parametrize("since", [UNSET, "2026-11-14T08:00:00Z"], ids=["no baseline", "baseline"])
def test_waivers_that_hold_no_longer_are_shown_with_why(since: str | UnsetType) -> None:
    void = (
        ClosedEntry("a", "NUM-001", "212 adults", "waiver_expired", line=11, note="Void: expired on 2026-11-01."),
        ClosedEntry("b", "HYP-001", "“a breakthrough”", "waiver_stale", note="No finding answers to it."),
    )
    made = report(changes=Changes(waiver_expired=1, since=since, closed=void))
    shown = BeautifulSoup(render(made), "lxml")
    assert "2 waivers hold no longer" in text_of(one(shown, ".answer"))
    told = text_of(one(shown, "#changes .void"))
    assert [words for words in ("Void: expired on 2026-11-01.", "No finding answers to it.") if words not in told] == []
    assert "2 waivers hold no longer" in answer(made, "r.html")
    assert "2 waivers hold no longer" in index([made])


@pytest.mark.parametrize(
    ("fail_on", "rule"),
    [
        ("must", "Hold while a card that says “Must fix” is open. 4 such cards open now."),
        ("should", "Hold while a card that says “Must fix” or “Should fix” is open. 7 such cards open now."),
        ("never", "The gate is off: nothing holds this article, whatever is found."),
    ],
)
def test_the_rule_names_what_holds_the_article_and_counts_it(fail_on: FailOn, rule: str) -> None:
    assert view(report(gate=Gate("hold", fail_on, GateCounts()))).rule == rule


def test_nothing_is_sure_where_nothing_was_compared(soup: BeautifulSoup) -> None:
    made = report(findings=(finding("a", "REF-008", "consider", "[3] is never cited", "w", confidence="high"),))
    assert "confidence" not in text_of(one(BeautifulSoup(render(made), "lxml"), ".card"))
    assert "High confidence" in text_of(one(soup, "#F-01"))


def test_sources_say_what_was_read_and_never_that_nothing_is_wrong(soup: BeautifulSoup) -> None:
    rows = [text_of(row) for row in soup.select("table.refs tbody tr")]
    assert "Abstract only" in rows[1]
    assert "No notice found (asked Crossref and PubMed)" in rows[1]
    assert "Corrected on 1 Sep 2022" in rows[2]
    assert "no copy is kept" in rows[3]
    assert "not retracted" not in text_of(soup.body).lower()


def test_names_of_people_are_told_apart() -> None:
    first, second, *rest = report().references
    known = msgspec.structs.replace(second, authors=("Ito, Kenji", "Abel R", "Bâ, Awa M."))
    shown = BeautifulSoup(render(report(references=(first, known, *rest))), "lxml")
    assert "Kenji Ito, Abel R and Awa M. Bâ." in text_of(shown.select("table.refs tbody tr")[1])


def test_the_request_log_is_shown_where_it_is_given(soup: BeautifulSoup) -> None:
    cells = [[text_of(cell) for cell in row.select("td")] for row in soup.select(".log tbody tr")]
    assert cells[0][:3] == ["[3]", "https://api.example/works/10.5555/chemlett.2022.3", "answered (200)"]
    assert cells[1][1:3] == ["https://registry.example/NCT09990001", "the site did not answer in time3 tries"]
    assert not BeautifulSoup(render(report(requests=msgspec.UNSET)), "lxml").select(".log")


@pytest.fixture(scope="module")
def bad() -> str:
    return render(hostile())


def test_hostile_markup_is_text(bad: str) -> None:
    shown = BeautifulSoup(bad, "lxml")
    assert len(shown.select("script")) == 2
    assert not shown.select("img, [onclick], [onerror]")
    assert "49" not in {text_of(node) for node in shown.select("h3")}
    titles = [text_of(node) for node in shown.select(".card h3")]
    assert all("<img src=x onerror=window.hacked=1>" in title for title in titles)


def test_addresses_of_other_schemes_are_never_links(bad: str) -> None:
    shown = BeautifulSoup(bad, "lxml")
    assert not [
        link["href"]
        for link in shown.select("a[href]")
        if not str(link["href"]).startswith(("#", "https://", "http://"))
    ]


def test_unseen_characters_are_kept_fenced_and_named(bad: str) -> None:
    shown = BeautifulSoup(bad, "lxml")
    title = one(shown, ".art")
    assert title.get_text() == ATTACK
    assert [node["data-c"] for node in title.select("bdi.ctl")] == ["U+202E", "U+202C", "U+200B"]
    for node in shown.find_all():
        for name, value in node.attrs.items():
            if name != "data-text":
                assert "\u202e" not in str(value), f"{node.name} {name}"


def test_the_data_block_cannot_end_its_element(bad: str) -> None:
    block = bad[bad.index('id="audit-data">') :].split(">", 1)[1].split("</script>", 1)[0]
    assert "<" not in block
    assert msgspec.json.decode(block)["article"]["path"] == f"articles/{ATTACK}.txt"
