"""A real browser for the report's tests: the system's Chromium, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from pipeline.page import index, render
from tests.page.build_report import crowded, joined, report
from tests.page.hostile import hostile

expect.set_options(timeout=60_000)  # milliseconds: a busy machine shows later, not otherwise

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

PATIENCE = 180_000
"""Milliseconds that a step of the browser may take: a busy machine is no failure."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, where the system has it; in CI its absence is a failure, elsewhere a reason to skip."""
    found = os.environ.get("CLAIM_AUDIT_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        missing = "no Chromium on this machine (apt-get install chromium, or set CLAIM_AUDIT_CHROMIUM)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=list(_QUIET), timeout=PATIENCE)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports that the browser opens."""
    folder = tmp_path_factory.mktemp("reports")
    pages = {
        "quiet-pill": render(report()),
        "hostile": render(hostile()),
        "crowded": render(crowded()),
        "joined": render(joined()),
        "index": index([report()]),
    }
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder
