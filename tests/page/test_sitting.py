"""A longer sitting with the report in a real browser: the reader's place, the reviewer's name, what is not saved yet."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.page_speed import long_report
from pipeline.page import render
from tests.page.test_browser import opened


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with more cards than are laid out at once."""
    file = tmp_path_factory.mktemp("long") / "long.html"
    file.write_text(render(long_report(3_000, 90)), encoding="utf-8")
    return file


def top_of(page: Page, card: str) -> float:
    top: float = page.evaluate(f"document.getElementById('{card}').getBoundingClientRect().top")
    return top


def settle(page: Page) -> None:
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


class TestPlace:
    def test_the_card_looked_at_stays_where_it_is(self, browser: Browser, long: Path) -> None:
        with opened(browser, long) as page:
            page.evaluate("location.hash = '#F-45'")
            expect(page.locator("#F-45")).to_be_focused()
            settle(page)
            before = top_of(page, "F-45")
            for key in "1133":
                page.keyboard.press(key)
                settle(page)
                assert abs(top_of(page, "F-45") - before) < 2, key

    def test_the_next_card_takes_the_place_of_one_that_is_hidden(self, browser: Browser, long: Path) -> None:
        with opened(browser, long) as page:
            for _ in range(5):
                page.keyboard.press("j")
            settle(page)
            before = top_of(page, "F-05")
            page.keyboard.press("1")
            settle(page)
            assert page.locator("#F-05").is_hidden()
            assert abs(top_of(page, "F-31") - before) < 2

    def test_with_no_card_left_the_reader_is_at_the_findings(self, browser: Browser, long: Path) -> None:
        with opened(browser, long) as page:
            page.evaluate("location.hash = '#F-45'")
            expect(page.locator("#F-45")).to_be_focused()
            for key in "123":
                page.keyboard.press(key)
            settle(page)
            box = page.locator(".empty").bounding_box()
            assert box
            assert 0 < box["y"] < 844

    def test_who_reads_elsewhere_is_not_moved(self, browser: Browser, long: Path) -> None:
        with opened(browser, long) as page:
            page.keyboard.press("1")
            settle(page)
            assert page.evaluate("scrollY") == 0


class TestSaving:
    def waive(self, page: Page, card: str) -> None:
        page.locator(f"#{card}").focus()
        page.keyboard.press("w")
        page.locator(f"#{card} select").select_option("read-by-person")
        page.locator(f"#{card} [name=note]").fill("Page 3 of the protocol has the number as the article tells it.")

    def test_the_reviewer_is_named_once_a_sitting(self, browser: Browser, written: Path) -> None:
        with opened(browser, written / "quiet-pill.html") as page:
            self.waive(page, "F-01")
            assert page.locator("#F-01 [name=by]").input_value() == ""
            page.locator("#F-01 [name=by]").fill("Night desk")
            self.waive(page, "F-02")
            assert page.locator("#F-02 [name=by]").input_value() == "Night desk"
            page.locator("#F-02 [name=by]").fill("Legal")
            page.keyboard.press("Escape")
            assert page.locator("#F-01 [name=by]").input_value() == "Night desk"
            page.locator("#F-03").focus()
            page.keyboard.press("f")
            page.keyboard.press("x")
            assert page.locator("#F-03 [name=by]").input_value() == "Legal"

    def test_a_must_says_how_long_its_note_is_to_be(self, browser: Browser, written: Path) -> None:
        with opened(browser, written / "quiet-pill.html") as page:
            page.locator("#F-01").focus()
            page.keyboard.press("w")
            assert page.locator("#F-01").get_by_label("Note (at least 20 characters)").is_visible()
            page.locator('.card[data-sev="should"]').first.focus()
            page.keyboard.press("w")
            assert page.locator('.card[data-sev="should"] .least').first.inner_text() == ""

    def test_the_bar_says_what_is_saved_and_what_is_not(self, browser: Browser, written: Path) -> None:
        with opened(browser, written / "quiet-pill.html") as page:
            page.keyboard.press("j")
            page.keyboard.press("f")
            bar = page.locator("#save p")
            assert bar.inner_text() == "1 of 11 decided, not saved yet · then run claim-audit decide FILE"
            with page.expect_download():
                page.locator("#b-save").click()
            saved = "quiet-pill.decisions.json"
            assert bar.inner_text() == f"1 of 11 decided, saved as {saved} · then run claim-audit decide {saved}"
            page.keyboard.press("j")
            page.keyboard.press("f")
            assert "2 of 11 decided, not saved yet" in bar.inner_text()

    def test_leaving_asks_only_while_something_is_not_saved(self, browser: Browser, written: Path) -> None:
        leave = "dispatchEvent(new Event('beforeunload', { cancelable: true }))"
        with opened(browser, written / "quiet-pill.html") as page:
            page.keyboard.press("j")
            assert page.evaluate(leave)
            page.keyboard.press("f")
            assert not page.evaluate(leave)
            with page.expect_download():
                page.locator("#b-save").click()
            assert page.evaluate(leave)
            page.keyboard.press("j")
            page.keyboard.press("f")
            assert not page.evaluate(leave)
            page.keyboard.press("u")
            page.keyboard.press("k")
            page.keyboard.press("u")
            assert page.evaluate(leave)

    def test_a_waiver_is_renewed_by_pressing_its_decision_again(self, browser: Browser, written: Path) -> None:
        with opened(browser, written / "quiet-pill.html", anchor="#F-11") as page:
            expect(page.locator("#F-11")).to_be_focused()
            standing = page.locator("#F-11 .decide input:checked + span")
            assert page.locator("#F-11 .waive").is_hidden()
            standing.click()
            assert page.locator("#F-11 .waive").is_visible()
            assert page.locator("#n-dec").inner_text() == "1"

    def test_what_is_undecided_stays_so_when_pressed_again(self, browser: Browser, written: Path) -> None:
        with opened(browser, written / "quiet-pill.html") as page:
            page.keyboard.press("j")
            page.locator("#F-01 .decide input:checked + span").click()
            assert page.locator("#save").is_hidden()


def test_on_a_phone_no_table_is_wider_than_its_frame(browser: Browser, written: Path) -> None:
    with opened(browser, written / "quiet-pill.html", width=390) as page:
        wide = "Array.from(document.querySelectorAll('#claims .scroll, #sources > .scroll')).filter(e => e.scrollWidth > e.clientWidth).length"
        assert page.evaluate(wide) == 0
        assert page.locator("#sources td").filter(has_text="No notice found").first.is_visible()


def test_who_listens_hears_the_number_of_a_finding_apart_from_the_words(browser: Browser, written: Path) -> None:
    with opened(browser, written / "quiet-pill.html") as page:
        heard = page.locator(".copytext").aria_snapshot()
        assert '"Must fix 1: 212"' in heard
        assert page.locator('.copytext a[href="#F-01"] sup').first.inner_text() == "1"
