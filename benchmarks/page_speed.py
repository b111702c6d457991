"""Measures the report of a very long article: time to write, size, time to open, and 20 interactions in a browser.

Run from the checkout: `python -m benchmarks.page_speed [words] [findings]` (20,000 and 300 without arguments). The
article and its findings are made here. Interactions are measured by the browser's own Event Timing (from the input to
the next frame); Chromium reports steps of 8 ms and nothing below 16 ms, so a quicker one counts as 16. Needs Chromium.
"""

import os
import resource
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec
from playwright.sync_api import Page, sync_playwright

from pipeline.page import render
from pipeline.records.report import (
    AspectEntry,
    BlockEntry,
    ClaimEntry,
    Evidence,
    FindingEntry,
    Gate,
    GateCounts,
    Report,
    Verdict,
)
from tests.page.build_report import report

_SENTENCE = "In group {n} of the trial {n} adults took the drug for {n} weeks and slept better than before"
_QUOTE = "In group {n} of the trial {m} adults took the drug for {n} weeks, and their sleep was measured every night"
_VERDICTS: tuple[Verdict, ...] = ("contradicted", "overstated", "supported", "unclear", "uncited")
_SEVERITIES = ("must", "should", "consider")
_OBSERVE = """
window.seen = [];
new PerformanceObserver(list => list.getEntries().forEach(e => { if (e.interactionId) window.seen.push(e.duration); }))
  .observe({ type: 'event', durationThreshold: 16, buffered: false });
"""
_SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30))))"


def long_report(words: int, findings: int) -> Report:
    """A report of about `words` words in which `findings` claims have a finding each."""
    sentences = [_SENTENCE.format(n=n) for n in range(words // len(_SENTENCE.split()))]
    text = ""
    claims: list[ClaimEntry] = []
    blocks: list[BlockEntry] = []
    flaws: list[FindingEntry] = []
    for number, sentence in enumerate(sentences):
        start = len(text)
        text += sentence + (".\n\n" if number % 5 == 4 else ". ")
        if number % 5 == 0:
            blocks.append(BlockEntry("paragraph", start, 0, 2 * len(blocks) + 1))
        flawed = len(flaws) < findings
        claims.append(_claim(number, sentence, start, 2 * len(blocks) - 1, flawed=flawed))
        if flawed:
            flaws.append(_finding(number))
    ends = [block.start for block in blocks[1:]] + [len(text)]
    closed = tuple(msgspec.structs.replace(block, end=end) for block, end in zip(blocks, ends, strict=True))
    base = report()
    article = msgspec.structs.replace(base.article, text=text, words=len(text.split()), blocks=closed)
    return msgspec.structs.replace(
        base, article=article, claims=tuple(claims), findings=tuple(flaws), gate=Gate("hold", "must", GateCounts())
    )


def _claim(number: int, sentence: str, start: int, line: int, *, flawed: bool) -> ClaimEntry:
    quote = _QUOTE.format(n=number, m=number + 3)
    return ClaimEntry(
        id=f"c{number}",
        text=sentence,
        start=start,
        end=start + len(sentence),
        line=line,
        section="Results",
        prominence="body",
        kinds=("number",),
        facts=(),
        citations=("1",),
        citation_scope="explicit",
        verdict=_VERDICTS[number % 5] if flawed else "supported",
        confidence=None,
        evidence_scope="full_text",
        evidence=tuple(Evidence("1", quote, 0, len(quote), 0.7, section="Results") for _ in range(3)),
        findings=(),
        decided_by="facts",
    )


def _finding(number: int) -> FindingEntry:
    severity: Any = _SEVERITIES[number % 3]
    return FindingEntry(
        f"fp{number:05d}",
        "NUM-001",
        severity,
        f"{number} adults should be {number + 3}",
        "The size of a group is copied by others.",
        "new",
        claim=f"c{number}",
        reference="1",
        verdict="contradicted",
        said=f"{number} adults",
        source_says=f"{number + 3} adults",
        suggestion=f"In group {number} of the trial {number + 3} adults took the drug for {number} weeks",
        aspects=(AspectEntry("People", str(number), str(number + 3), "different"),),
        confidence="high",
        ok_if="another count is meant.",
    )


def interact(page: Page) -> list[float]:
    """Twenty interactions, each with the longest duration that the browser gave for it (ms)."""
    page.evaluate(_OBSERVE)
    steps = [("key", "j")] * 5 + [("key", key) for key in "1123"] + [("type", "group 17")]
    steps += [("clear", "#f-q"), ("key", "2"), ("key", "3"), ("key", "j"), ("key", "f"), ("key", "o"), ("key", "k")]
    steps += [("click", "#b-theme"), ("sift", "unclear"), ("click", '.tabs a[href="#claims"]')]
    durations = []
    for kind, what in steps:
        page.evaluate("window.seen.length = 0")
        _act(page, kind, what)
        page.evaluate(_SETTLED)
        durations.append(max([16.0, *page.evaluate("window.seen")]))
    return durations


def _act(page: Page, kind: str, what: str) -> None:
    if kind == "key":
        page.keyboard.press(what)
    elif kind == "type":
        page.locator("#f-q").click()
        page.keyboard.type(what)
    elif kind == "clear":
        page.locator(what).press("Control+a")
        page.keyboard.press("Delete")
        page.keyboard.press("Escape")
    elif kind == "sift":
        page.locator("#c-q").click()
        page.keyboard.type(what)
        page.keyboard.press("Escape")
    else:
        page.locator(what).click()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(words: int = 20_000, findings: int = 300) -> None:
    """Print what was measured."""
    made = long_report(words, findings)
    render(report())
    started = time.process_time()
    text = render(made)
    took = time.process_time() - started
    _say(f"article: {made.article.words:,} words, {len(made.claims):,} claims, {len(made.findings)} findings")
    _say(f"written in {took * 1000:.0f} ms of CPU time, {len(text.encode()) / 1024:,.0f} KiB")
    _say(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    chromium = os.environ.get("CLAIM_AUDIT_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        _say("no Chromium on this machine: nothing was opened")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        file = Path(folder) / "long.html"
        file.write_text(text, encoding="utf-8")
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        loads, all_durations = [], []
        for _ in range(5):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(file.as_uri())
            loads.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
            all_durations.append(interact(page))
            page.close()
        browser.close()
    _say(f"opened (load event): median {statistics.median(loads):.0f} ms, worst of {len(loads)} {max(loads):.0f} ms")
    medians = [statistics.median(durations) for durations in all_durations]
    worst = max(max(durations) for durations in all_durations)
    _say(f"20 interactions: median {statistics.median(medians):.0f} ms, worst {worst:.0f} ms ({len(loads)} rounds)")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3]))
