"""Cards of several findings: which findings share one, what it is called, and that nothing is lost or counted twice."""

from typing import Any

import msgspec
import pytest
from bs4 import BeautifulSoup, Tag

from pipeline.formats import all_formats
from pipeline.page import answer, render
from pipeline.page.order import by_card, placed
from pipeline.page.sheets import sheets
from pipeline.page.summary import tally
from pipeline.page.view import view
from pipeline.records.report import AspectEntry, FindingEntry, Report
from tests.page.build_claims import HARMS, LATENCY, RELEASE, REVIEW, TEXT, claims
from tests.page.build_report import claim, evidence, finding, joined, report

Cards = list[tuple[str, ...]]


def cards(*findings: FindingEntry, **changed: Any) -> Cards:
    """The names of the findings, a tuple a card."""
    made = report(findings=findings, **changed)
    return [tuple(each.finding.id for each in members) for members in by_card(placed(made))]


def flaw(name: str, code: str, on: str | None = "c01", severity: str = "should", **slots: Any) -> FindingEntry:
    about = {"claim": on} if on else {}
    return finding(name, code, severity, f"flaw {name}", "why", **about, **slots)


def titles(*findings: FindingEntry, **changed: Any) -> list[str]:
    made = report(findings=findings, **changed)
    return [str(sheet.title) for sheet in sheets(placed(made), made)]


class TestSameWords:
    def test_two_reasons_on_the_same_words_share_a_card(self) -> None:
        found = [flaw("a", "GEN-001", said="lasting relief"), flaw("b", "STA-002", said="lasting")]
        assert cards(*found) == [("a", "b")]
        assert titles(*found) == ["flaw a, and 1 more reason"]

    def test_one_sentence_that_leans_on_one_source_is_rewritten_once(self) -> None:
        assert cards(flaw("a", "CER-001", said="gives"), flaw("b", "SAF-001", said="insomnia")) == [("a", "b")]

    def test_two_sentences_are_two_cards(self) -> None:
        assert cards(flaw("a", "GEN-001", "c01"), flaw("b", "STA-002", "c09")) == [("a",), ("b",)]

    def test_a_wrong_number_stays_alone_beside_the_tone_of_its_sentence(self) -> None:
        assert len(cards(flaw("a", "NUM-001", "c04", said="212"), flaw("b", "CER-001", "c04"))) == 2

    def test_two_wrong_numbers_of_one_sentence_are_two_cards(self) -> None:
        assert len(cards(flaw("a", "NUM-001", "c04", said="212"), flaw("b", "NUM-001", "c04", said="chronic"))) == 2

    def test_a_number_and_a_group_on_the_very_same_words_share_a_card(self) -> None:
        assert len(cards(flaw("a", "NUM-001", "c04", said="212"), flaw("b", "POP-001", "c04", said="212"))) == 1

    def test_a_waived_finding_leaves_its_card(self) -> None:
        waived = flaw("b", "STA-002", said="lasting", decision="keep")
        assert cards(flaw("a", "GEN-001", said="lasting relief"), waived) == [("a",), ("b",)]

    def test_the_gravest_leads_and_gives_the_card_its_look(self) -> None:
        made = report(findings=(flaw("a", "GEN-001"), flaw("b", "STA-002", severity="must")))
        (sheet,) = sheets(placed(made), made)
        assert (sheet.severity, [part.id for part in sheet.parts]) == ("must", ["b", "a"])


class TestSameSource:
    def two(self, words: str, other: str) -> list[FindingEntry]:
        return [
            flaw("a", "DUR-001", "c08", "must", reference="2", source_says=words),
            flaw("b", "CER-001", "c12", "must", reference="2", source_says=other),
        ]

    def claims(self) -> Any:
        quote = (evidence("2", REVIEW),)
        return tuple(
            msgspec.structs.replace(each, evidence=quote) if each.id in ("c08", "c12") else each for each in claims()
        )

    def test_one_place_of_the_source_held_against_two_sentences_is_one_card(self) -> None:
        assert cards(*self.two("one week", "one week"), claims=self.claims()) == [("a", "b")]
        made = report(findings=tuple(self.two("one week", "one week")), claims=self.claims())
        assert str(sheets(placed(made), made)[0].title) == "2 statements against “one week” in [2]"
        more = [msgspec.structs.replace(each, verdict="overstated") for each in made.findings]
        assert next(iter(titles(*more, claims=self.claims()))) == "2 statements beyond “one week” in [2]"

    def test_two_places_are_two_cards(self) -> None:
        assert cards(*self.two("one week", "two small studies"), claims=self.claims()) == [("a",), ("b",)]

    def test_a_whole_passage_is_no_place(self) -> None:
        assert len(cards(*self.two(REVIEW, REVIEW), claims=self.claims())) == 2

    def test_limits_of_one_work_left_out_here_and_there(self) -> None:
        found = [flaw("a", "CER-001", "c07", reference="1"), flaw("b", "EFF-002", "c04", reference="1")]
        assert titles(*found) == ["2 statements told more strongly than in [1]"]

    def test_limits_of_two_works_are_two_cards(self) -> None:
        found = [flaw("a", "CER-001", "c07", reference="1"), flaw("b", "EFF-002", "c08", reference="2")]
        assert len(cards(*found)) == 2

    def test_what_holds_the_article_is_not_hidden_among_limits(self) -> None:
        found = [flaw("a", "CER-001", "c07", "must", reference="1"), flaw("b", "EFF-002", "c04", reference="1")]
        assert len(cards(*found)) == 2


class TestKinds:
    @pytest.mark.parametrize(
        ("code", "title"),
        [
            ("CIT-001", "3 statements need a source"),
            ("SRC-002", "3 statements were not found in their sources"),
            ("SRC-007", "Please read: 3 statements are undecided"),
            ("HYP-001", "Promotional words in 3 statements"),
            ("NUM-005", "The article contradicts itself in 3 statements"),
        ],
    )
    def test_a_kind_is_one_card_named_by_its_number(self, code: str, title: str) -> None:
        found = [flaw("a", code, "c02", also=("c05",)), flaw("b", code, "c09", "consider")]
        assert titles(*found) == [title]

    def test_a_statement_is_counted_once(self) -> None:
        found = [flaw("a", "CIT-001", "c02", also=("c05",)), flaw("b", "CIT-001", "c05", "consider", also=("c02",))]
        assert titles(*found) == ["2 statements need a source"]

    @pytest.mark.parametrize(("musts", "shown"), [(1, 1), (2, 2), (3, 1)])
    def test_those_that_hold_the_article_stand_alone_until_there_are_three(self, musts: int, shown: int) -> None:
        found = [flaw(f"m{at}", "SRC-002", name, "must") for at, name in enumerate(("c02", "c05", "c09")[:musts])]
        assert len(cards(*found, flaw("rest", "SRC-002", "c12"))) == shown + 1

    def test_two_grave_statements_without_a_source_are_one_errand(self) -> None:
        assert cards(flaw("a", "CIT-001", "c02", "must"), flaw("b", "CIT-001", "c05", "must")) == [("a", "b")]
        assert len(cards(flaw("a", "CIT-001", "c02", "must"), flaw("b", "CIT-001", "c05"))) == 2

    def test_what_the_missing_source_would_settle_goes_with_it(self) -> None:
        lacking = flaw("a", "CIT-001", "c04", "must")
        assert cards(lacking, flaw("b", "NUM-005", "c04", said="212")) == [("a", "b")]
        assert len(cards(lacking, flaw("b", "NUM-005", "c01", said="lasting"))) == 2
        assert len(cards(lacking, flaw("b", "NUM-001", "c04", said="212"))) == 2

    def test_remarks_on_the_reference_list_share_a_card_and_keep_their_titles(self) -> None:
        found = [flaw("a", "REF-005", None, "consider", reference="2"), flaw("b", "REF-008", None, reference="3")]
        assert titles(*found) == ["2 remarks on the references"]

    def test_a_retracted_source_is_not_hidden_among_remarks(self) -> None:
        found = [flaw("a", "REF-002", None, "must", reference="2"), flaw("b", "REF-008", None, reference="3")]
        assert len(cards(*found)) == 2


def figures(name: str, article: str, source: str, on: str = "c04", code: str = "NUM-001") -> FindingEntry:
    row = AspectEntry("percentage", article, source, "different")
    return flaw(name, code, on, "must", said=article, aspects=(row,))


class TestOneFigure:
    def test_two_figures_exchanged_are_one_card_that_says_so(self) -> None:
        found = [figures("a", "212", "30"), figures("b", "30", "212")]
        assert titles(*found) == ["212 and 30 stand the wrong way round"]

    def test_two_other_figures_are_two_cards(self) -> None:
        assert len(cards(figures("a", "212", "30"), figures("b", "30", "214"))) == 2
        assert len(cards(figures("a", "212", "30"), figures("b", "30", "212", "c09"))) == 2

    def test_a_figure_not_found_goes_with_the_figure_that_is(self) -> None:
        found = [flaw("a", "SRC-002", "c04", said="212"), flaw("b", "NUM-001", "c04", said="212")]
        assert cards(*found, flaw("c", "SRC-002", "c09"), flaw("d", "SRC-002", "c12")) == [("b", "a"), ("c", "d")]

    def test_what_asks_for_reading_goes_with_the_figure_if_it_asks_for_that_alone(self) -> None:
        figure = flaw("b", "NUM-001", "c04", said="212")
        assert cards(flaw("a", "SRC-007", "c04", said="212"), figure) == [("b", "a")]
        assert len(cards(flaw("a", "SRC-007", "c04", said="212", also=("c09",)), figure)) == 2

    def test_the_right_reference_settles_what_the_cited_one_lacks(self) -> None:
        found = [flaw("a", "SRC-001", "c04"), flaw("b", "SRC-002", "c04", said="212"), flaw("c", "SRC-007", "c04")]
        assert cards(*found) == [("a", "b", "c")]
        assert len(cards(flaw("a", "SRC-001", "c04"), flaw("b", "SRC-002", "c09"))) == 2

    def test_a_relative_figure_without_a_source_is_one_errand_with_it(self) -> None:
        lacking = flaw("a", "CIT-001", "c04", "must"), flaw("b", "CIT-001", "c02", "must")
        beside = flaw("c", "RISK-001", "c04", said="212")
        assert titles(*lacking, beside) == ["2 statements need a source"]
        assert len(cards(*lacking, beside, flaw("d", "RISK-001", "c09"))) == 2

    def test_what_is_for_a_lawyer_has_a_card_of_its_own(self) -> None:
        found = [flaw("a", "STA-001", severity="must", said="lasting"), flaw("b", "REG-002", said="lasting")]
        assert cards(*found) == [("a",), ("b",)]


def soup(made: Report) -> BeautifulSoup:
    return BeautifulSoup(render(made), "lxml")


def text_of(node: Tag | None) -> str:
    assert node is not None
    return " ".join(node.get_text().split())


def test_every_finding_is_on_the_page_once_with_its_title_and_its_id() -> None:
    shown = soup(joined())
    for each in joined().findings:
        (place,) = shown.select(f'[data-fp="{each.id}"]')
        assert each.title in text_of(place)
        assert each.id in text_of(place)


def test_numbers_of_findings_begin_with_that_of_their_card() -> None:
    numbers = {each.finding.id: each.number for each in placed(joined())}
    shown = soup(joined())
    for name, number in numbers.items():
        place = shown.select_one(f"#{number}")
        assert place is not None
        assert name in text_of(place)
    assert numbers["fp-status"][:-1] == numbers["fp-interest"][:-1]
    assert (numbers["fp-status"][-1], numbers["fp-interest"][-1]) == ("a", "b")


def test_all_counts_of_the_page_are_those_of_its_cards() -> None:
    made = joined()
    shown, counts = soup(made), tally(placed(made))
    looks = [str(card["data-sev"]) for card in shown.select(".card")]
    assert {name: looks.count(name) for name in counts} == counts
    chips = {str(box["value"]): int(text_of(box.parent).split()[-1]) for box in shown.select("#filters [name=sev]")}
    assert chips == counts
    assert f"See all {len(looks)}" in text_of(shown.select_one(".then"))
    tab = shown.select_one('.tabs a[href="#findings"] b')
    assert text_of(tab) == str(len(looks))
    tones = [each.tone for each in placed(made)]
    of_each = ", ".join(
        f"{tones.count(tone)} {word}" for tone, word in (("must", "must fix"), ("should", "should fix"))
    )
    lede = text_of(shown.select_one("#findings .lede"))
    assert lede.startswith(f"{len(looks)} cards for {len(made.findings)} findings ({of_each}")
    assert f"{counts['must']} must fix, {counts['should']} should fix" in answer(made, "r.html")
    assert f"({len(made.findings)} findings)" in answer(made, "r.html").split("\n")[0]


def test_where_every_card_has_one_finding_nothing_is_said_of_joining() -> None:
    assert view(report()).joined == ""
    assert "findings)" not in answer(report(), "r.html")


def test_all_places_of_a_group_are_listed() -> None:
    card = next(card for card in soup(joined()).select(".card") if card.get("data-fp") == "fp-bare")
    assert len(card.select(".others li")) == len(joined().claims) - 2
    assert text_of(card.select_one("h3")).endswith("12 statements need a source")


def test_a_further_place_brings_the_words_of_its_source() -> None:
    unclear = flaw("a", "SRC-007", "c12", also=("c04", "c02"), reference="2", source_says="is not known")
    listed = soup(report(findings=(unclear,))).select(".others li")
    assert [LATENCY[:20] in text_of(each) or RELEASE[:20] in text_of(each) for each in listed] == [True, False]
    assert "[1] says:" in text_of(listed[0])
    assert "#:~:text=" in str(listed[0].select("a")[0]["href"])


def test_places_of_what_rests_on_no_source_bring_none() -> None:
    listed = soup(report(findings=(flaw("a", "HYP-001", "c01", also=("c04",)),))).select(".others li")
    assert [each.select("q") for each in listed] == [[]]


def test_what_was_said_stands_once_on_a_card() -> None:
    words = {"said": "lasting relief", "ok_if": "the paper is out."}
    shown = soup(report(findings=(flaw("a", "GEN-001", **words), flaw("b", "STA-002", **words))))
    (card,) = shown.select(".card")
    assert len(card.select(".says")) == len(card.select(".okif")) == len(card.select(".why")) == 1
    assert LATENCY in text_of(card)
    assert HARMS not in text_of(card)


def test_no_format_loses_a_finding() -> None:
    made = joined()
    for name in ("csv", "sarif", "json"):
        out = all_formats()[name].render(made)
        text = out if isinstance(out, str) else out.decode()
        assert not [each.id for each in made.findings if each.id not in text], name


def test_a_crowd_of_findings_on_one_sentence_loses_none() -> None:
    start = TEXT.index("gives lasting")
    codes = ("GEN-001", "STA-002", "CER-001", "EFF-001")
    found = [flaw(f"f{at:04d}", codes[at % 4], start=start, end=start + 5) for at in range(2_000)]
    shown = cards(*found, claims=(claim("c01", "gives lasting relief", "overstated"),))
    assert sorted(name for members in shown for name in members) == [each.id for each in found]
