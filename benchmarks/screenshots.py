"""Takes the pictures of the report that the README and the handbook show: `make screenshots`.

Audits `articles/` offline with its own clock into a folder that is thrown away, opens the reports in Chromium and
writes `docs/images/*.png`. The same code, articles and browser give the same pictures.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
ARTICLE = "a-nasal-spray-for-depression-that-will-not-lift"
_CLOCK = "1795165200"
"""20 November 2026, 09:00 UTC: the pictures change with the program, not with the day."""


def audit(output: Path) -> None:
    """Write the reports of our own articles to `output`; any answer of the gate will do."""
    command = [sys.executable, "-m", "pipeline", "audit", "--offline", "articles", "--output", str(output), "-q"]
    environ = {**os.environ, "SOURCE_DATE_EPOCH": _CLOCK}
    done = subprocess.run(command, cwd=ROOT, env=environ, check=False)
    if done.returncode not in (0, 1, 3):
        sys.exit(f"screenshots: the audit ended with {done.returncode}")


def picture(
    browser: Browser,
    address: str,
    name: str,
    size: tuple[int, int] = (1280, 860),
    *,
    at: str = "",
    above: int = 0,
) -> None:
    """One picture of the window, scrolled so that the element `at` stands `above` pixels below its top."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(address)
    if at:
        top = page.evaluate("at => document.querySelector(at).getBoundingClientRect().top", at)
        page.evaluate("y => scrollTo(0, y)", top - above)
    page.wait_for_timeout(300)
    page.screenshot(path=str(IMAGES / f"{name}.png"))
    page.close()


def main() -> None:
    """Audit, open, take."""
    chromium = os.environ.get("CLAIM_AUDIT_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("screenshots: needs Chromium (apt-get install chromium, or set CLAIM_AUDIT_CHROMIUM)")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        audit(Path(folder))
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        report = (Path(folder) / f"{ARTICLE}.html").as_uri()
        picture(browser, report, "report")
        picture(browser, report, "finding", (1280, 760), at="#F-01", above=62)
        picture(browser, report, "article", (1280, 620), at="#article", above=50)
        picture(browser, report, "phone", (390, 844))
        browser.close()


if __name__ == "__main__":
    main()
