"""The reports of the real articles: small enough to mail, and their numbers are those of the record."""

import re

import msgspec
import pytest
from bs4 import BeautifulSoup

from pipeline.page import render
from pipeline.page.words import VERDICTS
from tests.shared.gold import ABSENT, ROOT, audit, names

MOST = 300 * 1024
"""Bytes that a report of these articles may have: it goes by mail."""
ARTICLES = names() if (ROOT / "gold").is_dir() else []

pytestmark = pytest.mark.skipif(not ARTICLES, reason=ABSENT)


@pytest.mark.parametrize("name", ARTICLES)
def test_small_enough(name: str) -> None:
    assert len(render(audit(name)).encode()) <= MOST


@pytest.mark.parametrize("name", ARTICLES)
def test_the_headings_count_what_the_record_holds(name: str) -> None:
    record = audit(name)
    page = BeautifulSoup(render(record), "lxml")
    coverage = msgspec.structs.asdict(record.coverage)
    shown = {}
    for entry in page.select(".answer .key li"):
        swatch = entry.select_one(".sw")
        assert swatch is not None
        shown[swatch["class"][-1]] = int(entry.get_text().split()[0])
    assert shown == {verdict: coverage[verdict] for verdict in VERDICTS if coverage[verdict]}
    told = {" ".join(link.get_text().split()[:-1]): link.get_text().split()[-1] for link in page.select(".tabs a")}
    cards = page.select(".card")
    assert told["Findings"] == str(len(cards))
    assert len(page.select("[data-fp]")) == len(record.findings)
    assert told["All claims"] == str(sum(shown.values())) == str(len(page.select("#claims tbody tr")))
    assert sum(shown.values()) + record.coverage.not_checkable == record.coverage.claims == len(record.claims)
    assert told["Sources"] == str(len(record.references))
    chips = {
        chip.get_text().split()[0].lower(): int(chip.get_text().split()[1])
        for chip in page.select("#filters fieldset .chip")
    }
    looks = [str(card["data-sev"]) for card in cards]
    assert chips == {name: looks.count(name) for name in ("must", "should", "consider", "waived")}
    lede = page.select("#findings .lede")[0].get_text()
    counts = record.gate.counts
    assert f"{len(cards)} cards for {len(record.findings)} findings" in lede
    assert f"({counts.must} must fix, {counts.should} should fix and {counts.consider} to consider)" in lede
    number = re.search(r"\d+", page.select("h1")[0].get_text())
    if record.gate.state == "hold":
        assert number
        assert int(number[0]) == looks.count("must")


@pytest.mark.parametrize("name", ARTICLES)
def test_about_a_dozen_cards(name: str) -> None:
    """An editor with ten minutes works through a dozen or so, not through sixty."""
    assert len(BeautifulSoup(render(audit(name)), "lxml").select(".card")) <= 18
