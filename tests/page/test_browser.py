"""The report in a real browser: keys, filters, decisions, paper, and nothing that leaves the file."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import jsonschema
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from pipeline.decisions import read_saved
from tests.page.build_report import report
from tests.page.conftest import PATIENCE

Scheme = Literal["light", "dark"]
_RULES = {
    "resultTypes": ["violations"],  # what is sound is not listed node by node: that took most of the time
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
}


@contextmanager
def opened(
    browser: Browser,
    file: Path,
    *,
    width: int = 1280,
    scheme: Scheme = "light",
    scripts: bool = True,
    anchor: str = "",
) -> Iterator[Page]:
    """A page whose console, errors and requests must stay silent."""
    said: list[str] = []
    with browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,
        java_script_enabled=scripts,
        accept_downloads=True,
    ) as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url) if request.url != page.url else None)
        page.goto(file.as_uri() + anchor)
        yield page
    own = file.as_uri()
    assert [line for line in said if line.split("#")[0] != own and not line.startswith("blob:")] == []


def cards(page: Page) -> list[str]:
    """The numbers of the cards that are to be seen."""
    numbers: list[str] = page.evaluate(
        "Array.from(document.querySelectorAll('.card')).filter(c => !c.hidden).map(c => c.id)"
    )
    return numbers


def focused(page: Page) -> str:
    name: str = page.evaluate(
        "document.activeElement.id || document.activeElement.name || document.activeElement.tagName"
    )
    return name


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390)])
@pytest.mark.parametrize("name", ["quiet-pill", "hostile", "crowded", "joined", "index"])
def test_no_accessibility_violation(browser: Browser, written: Path, scheme: Scheme, width: int, name: str) -> None:
    with opened(browser, written / f"{name}.html", scheme=scheme, width=width) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        if name == "quiet-pill":
            page.keyboard.press("4")
            page.keyboard.press("j")
            page.keyboard.press("w")
        found = Axe().run(page, options=_RULES)
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found.response["violations"]] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("name", ["quiet-pill", "hostile", "joined", "index"])
def test_no_sideways_scroll(browser: Browser, written: Path, name: str, width: int) -> None:
    with opened(browser, written / f"{name}.html", width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 390])
def test_an_open_decision_stays_within_its_card(browser: Browser, written: Path, width: int) -> None:
    with opened(browser, written / "quiet-pill.html", width=width) as page:
        page.keyboard.press("j")
        page.keyboard.press("w")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        beyond = "c => Array.from(c.querySelectorAll('.decide *')).filter(e => e.getBoundingClientRect().right > c.getBoundingClientRect().right).length"
        assert page.locator("#F-01").evaluate(beyond) == 0
        bar = page.locator("#save").bounding_box()
        assert bar
        assert bar["height"] < 90


@pytest.mark.parametrize("width", [1280, 390])
def test_the_answer_stands_on_the_first_screen(browser: Browser, written: Path, width: int) -> None:
    with opened(browser, written / "quiet-pill.html", width=width) as page:
        for part in ("h1", ".todo li"):
            box = page.locator(part).first.bounding_box()
            assert box
            assert box["y"] + box["height"] < 720


def test_hostile_text_runs_nothing(browser: Browser, written: Path) -> None:
    with opened(browser, written / "hostile.html") as page:
        assert page.evaluate("window.hacked") is None
        page.keyboard.press("j")
        page.keyboard.press("o")
        assert page.evaluate("window.hacked") is None
        assert "<img src=x onerror=window.hacked=1>" in page.locator("h3").first.inner_text()


def test_the_key_walk(browser: Browser, written: Path) -> None:
    with opened(browser, written / "quiet-pill.html") as page:
        for expected in ("F-01", "F-02", "F-03"):
            page.keyboard.press("j")
            assert focused(page) == expected
        page.keyboard.press("k")
        assert focused(page) == "F-02"
        page.keyboard.press("o")
        assert page.locator("#F-02 details").get_attribute("open") is not None
        page.keyboard.press("o")
        assert page.locator("#F-02 details").get_attribute("open") is None
        page.keyboard.press("f")
        assert page.locator("#F-02 .decided").inner_text() == "Decision: Will fix"
        assert page.locator('.rail li[data-for="F-02"] small').inner_text() == "will fix"
        page.keyboard.press("u")
        assert page.locator("#F-02 .decided").is_hidden()
        assert page.locator("#save").is_hidden()
        page.keyboard.press("w")
        assert focused(page) == "reason"
        page.keyboard.press("Escape")
        page.keyboard.press("x")
        assert page.locator("#F-02 .decided").inner_text() == "Decision: Not a problem"
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        assert focused(page) == "f-q"
        page.keyboard.type("jjj")
        assert page.locator("#f-q").input_value() == "jjj"
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        assert page.locator("#keys").is_visible()
        page.keyboard.press("j")
        assert page.locator("#keys").is_visible()
        page.keyboard.press("?")
        assert page.locator("#keys").is_hidden()


def test_keys_that_belong_to_the_browser_are_left_alone(browser: Browser, written: Path) -> None:
    with opened(browser, written / "quiet-pill.html") as page:
        page.keyboard.press("Control+j")
        page.keyboard.press("Alt+1")
        assert focused(page) == "BODY"
        assert len(cards(page)) == 10


def test_single_keys_can_be_switched_off_and_stay_off(browser: Browser, written: Path) -> None:
    with opened(browser, written / "quiet-pill.html") as page:
        page.keyboard.press("?")
        page.locator("#k-on").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        assert focused(page) == "b-keys"
        page.reload()
        page.keyboard.press("j")
        assert focused(page) == "BODY"


def test_filters_and_search(browser: Browser, written: Path) -> None:
    with opened(browser, written / "quiet-pill.html") as page:
        count = page.locator("#f-count")
        assert count.inner_text() == "Showing 10 of 11"
        page.keyboard.press("1")
        assert cards(page)[0] == "F-05"
        page.keyboard.press("2")
        page.keyboard.press("3")
        assert page.locator(".empty").is_visible()
        page.keyboard.press("4")
        assert cards(page) == ["F-11"]
        for key in "123":
            page.keyboard.press(key)
        assert count.inner_text() == "Showing 11 of 11"
        page.get_by_text("New or changed only").click()
        assert cards(page) == ["F-03", "F-04"]
        page.get_by_text("New or changed only").click()
        page.locator("#f-q").fill("LOW-DOSE")
        assert cards(page) == ["F-01", "F-02"]
        assert page.locator(".rail li:visible").count() == 2


def test_claims_can_be_sifted(browser: Browser, written: Path) -> None:
    with opened(browser, written / "quiet-pill.html") as page:
        page.locator("#c-verdict").select_option("contradicted")
        assert page.locator("#c-count").inner_text() == "Showing 3 of 11"
        page.locator("#c-q").fill("placebo")
        assert page.locator("#claims tbody tr:visible").count() == 1


def test_the_key_of_the_bar_opens_the_claims_of_a_verdict(browser: Browser, written: Path) -> None:
    with opened(browser, written / "quiet-pill.html") as page:
        page.locator(".key a", has_text="overstated").click()
        assert page.locator("#c-count").inner_text() == "Showing 3 of 11"
        assert page.url.endswith("#claims")


@pytest.mark.parametrize("way", ["link", "address"])
def test_a_link_to_a_hidden_card_shows_it(browser: Browser, written: Path, way: str) -> None:
    anchor = "#F-11" if way == "address" else ""
    with opened(browser, written / "quiet-pill.html", anchor=anchor) as page:
        if way == "link":  # by its key: under a mouse the text may still move while cards come into sight
            page.locator('.copytext a.hit[href="#F-11"]').first.focus()
            page.keyboard.press("Enter")
        expect(page.locator("#F-11")).to_be_focused()
        assert page.locator("#F-11").is_visible()
        assert page.url.endswith("#F-11")


def test_the_wording_is_copied(browser: Browser, written: Path) -> None:
    with opened(browser, written / "quiet-pill.html") as page:
        page.evaluate("""
            window.copied = '';
            document.addEventListener('copy', () => { window.copied = document.activeElement.value; });
            Object.defineProperty(navigator, 'clipboard', { value: undefined });
        """)
        page.keyboard.press("j")
        page.keyboard.press("c")
        expect(page.locator("#toast")).to_have_text("Copied")
        assert page.evaluate("window.copied") == "it enrolled 209 adults with chronic insomnia"


def test_the_theme_can_be_chosen_and_lasts(browser: Browser, written: Path) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    with opened(browser, written / "quiet-pill.html") as page:
        light = page.evaluate(background)
        page.locator("#b-theme").click()
        dark = page.evaluate(background)
        assert dark != light
        assert page.locator("#b-theme").inner_text() == "Light"
        page.reload()
        assert page.evaluate(background) == dark
    with opened(browser, written / "quiet-pill.html", scheme="dark") as page:
        assert page.evaluate(background) == dark


class TestDecisions:
    def fill(self, page: Page) -> None:
        page.locator("#F-01 select").select_option("read-by-person")
        page.locator("#F-01 [name=note]").fill("Page 3 of the protocol counts 212 who were screened.")
        page.locator("#F-01 [name=by]").fill("News desk")

    def test_a_waiver_without_reason_is_not_saved(self, browser: Browser, written: Path) -> None:
        with opened(browser, written / "quiet-pill.html") as page:
            page.keyboard.press("j")
            page.keyboard.press("w")
            page.locator("#b-save").click()
            assert page.locator("#toast").inner_text() == "Choose a reason first"
            assert focused(page) == "reason"
            page.locator("#F-01 select").select_option("own-reporting")
            page.locator("#b-save").click()
            assert "note of at least 20" in page.locator("#toast").inner_text()
            page.locator("#F-01 [name=note]").fill("Notes of the interview on file.")
            page.locator("#b-save").click()
            assert page.locator("#toast").inner_text() == "Add the reviewer first"

    def test_reasons_fit_the_decision(self, browser: Browser, written: Path) -> None:
        with opened(browser, written / "quiet-pill.html") as page:
            page.keyboard.press("j")
            page.keyboard.press("w")
            enabled = (
                "Array.from(document.querySelectorAll('#F-01 optgroup')).filter(g => !g.disabled).map(g => g.label)"
            )
            assert page.evaluate(enabled) == ["Keep, with reason"]
            page.keyboard.press("Escape")
            page.keyboard.press("x")
            assert page.evaluate(enabled) == ["Not a problem"]

    def test_the_saved_file_fits_its_schema(self, browser: Browser, written: Path, tmp_path: Path) -> None:
        with opened(browser, written / "quiet-pill.html") as page:
            page.keyboard.press("j")
            page.keyboard.press("w")
            self.fill(page)
            page.locator("#F-02").focus()
            page.keyboard.press("f")
            assert page.locator("#n-dec").inner_text() == "2"
            with page.expect_download() as waiting:
                page.locator("#b-save").click()
            saved = tmp_path / "saved.json"
            waiting.value.save_as(saved)
            assert waiting.value.suggested_filename == "quiet-pill.decisions.json"
        made: dict[str, Any] = json.loads(saved.read_text(encoding="utf-8"))
        schema = json.loads(files("pipeline.page").joinpath("decisions.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(made, schema)
        assert made["article"]["sha256"] == report().article.sha256
        first, second = made["decisions"]
        assert (first["id"], first["code"], first["as"], first["reason"]) == (
            "fp-number",
            "NUM-001",
            "keep",
            "read-by-person",
        )
        assert first["by"] == "News desk"
        assert first["on"] < first["until"]
        assert second == {"id": "fp-placebo", "code": "CMP-001", "as": "will_fix", "on": first["on"]}

    def test_a_decision_on_a_card_is_saved_for_each_of_its_findings(
        self, browser: Browser, written: Path, tmp_path: Path
    ) -> None:
        with opened(browser, written / "joined.html", anchor="#F-05b") as page:
            expect(page.locator("#F-05b")).to_be_focused()
            page.keyboard.press("f")
            assert page.locator("#F-05 > header .decided").inner_text() == "Decision: Will fix"
            assert page.locator("#n-dec").inner_text() == "1"
            with page.expect_download() as waiting:
                page.locator("#b-save").click()
            waiting.value.save_as(tmp_path / "saved.json")
        made = read_saved(tmp_path / "saved.json")
        assert [(each.id, each.code, each.choice) for each in made.decisions] == [
            ("fp-status", "STA-002", "will_fix"),
            ("fp-interest", "COI-001", "will_fix"),
        ]

    def test_an_earlier_decision_can_be_taken_back(self, browser: Browser, written: Path) -> None:
        with opened(browser, written / "quiet-pill.html", anchor="#F-11") as page:
            expect(page.locator("#F-11")).to_be_focused()
            page.keyboard.press("u")
            assert page.locator("#n-dec").inner_text() == "1"


def test_every_tab_stop_can_be_seen(browser: Browser, written: Path) -> None:
    """WCAG 2.4.11: the sticky bars never hide the whole of what has the focus."""
    hidden = """() => {
        const e = document.activeElement;
        if (e === document.body) return '';
        const r = e.getBoundingClientRect(), top = e.closest('.tabs') ? 0 : document.querySelector('.tabs').getBoundingClientRect().bottom;
        const low = innerHeight - (e.closest('.save') ? 0 : document.querySelector('.save').offsetHeight);
        return r.bottom <= Math.max(top, 0) || r.top >= low ? e.outerHTML.slice(0, 80) : '';
    }"""
    with opened(browser, written / "quiet-pill.html") as page:
        page.keyboard.press("j")
        page.keyboard.press("f")
        page.evaluate("scrollTo(0, 0); document.activeElement.blur()")
        stops = 0
        while stops < 200:
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):
                break
            assert page.evaluate(hidden) == ""
            stops += 1
        assert stops > 60


def test_all_is_readable_without_scripts(browser: Browser, written: Path) -> None:
    with opened(browser, written / "quiet-pill.html", scripts=False) as page:
        for finding in report().findings:
            assert page.locator("h3", has_text=finding.title).first.is_visible()
        assert page.locator("#filters").is_hidden()
        assert page.locator("#b-theme").is_hidden()
        assert page.get_by_text("claim-audit decide --id").is_visible()
        assert page.locator(".card.waived").is_visible()


def test_on_paper_the_findings_start_on_page_two_and_all_are_there(browser: Browser, written: Path) -> None:
    with opened(browser, written / "quiet-pill.html", scheme="dark") as page:
        page.locator("#f-q").fill("nothing fits this")
        paper = page.pdf(prefer_css_page_size=True)
        assert page.locator("details.more[open]").count() == 0
    pages = [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(paper)]
    assert "Hold – 4 claims must be fixed" in pages[0]
    assert not [number for number in ("F-01", "Findings\r\n") if number in pages[0].replace("Fix these first", "")]
    assert pages[1].startswith("Findings")
    whole = " ".join(" ".join(pages).split())
    for number in range(1, 12):
        assert f"F-{number:02d}" in whole
    assert whole.count("Decision: ☐ fixed") == 11
    assert "The facts of both sides were extracted" in whole
    assert "Checker ____" in whole
    assert "doi:10.5555/sleepnotes.2023.17" in whole


def test_paper_is_white_whatever_the_screen(browser: Browser, written: Path) -> None:
    with opened(browser, written / "quiet-pill.html", scheme="dark") as page:
        page.locator("#b-theme").click()
        page.locator("#b-theme").click()
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate("getComputedStyle(document.querySelector('h3')).color") == "rgb(26, 34, 44)"
