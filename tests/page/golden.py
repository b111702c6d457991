"""Gold files: what was written once and looked at; a difference is shown, and `UPDATE_GOLD=1` accepts it."""

import difflib
import os
import re
from pathlib import Path

_SCRUBS = (
    (re.compile(r"<style>.*?</style>", re.DOTALL), "<style>[styles]</style>"),
    (re.compile(r"<script>.*?</script>", re.DOTALL), "<script>[script]</script>"),
    (re.compile(r'<svg width="0".*?</defs></svg>', re.DOTALL), "[sprite]"),
    (re.compile(r"'sha256-[^']+'"), "'sha256-[digest]'"),
    (re.compile(r' href="data:image/svg\+xml,[^"]+"'), ' href="[icon]"'),
)


def scrubbed(html: str) -> str:
    """A page without styles, script and sprite, which have tests of their own."""
    for pattern, instead in _SCRUBS:
        html = pattern.sub(instead, html)
    return html


def compare(got: str, gold: Path) -> None:
    """Fails with the difference between `got` and the gold file."""
    if os.environ.get("UPDATE_GOLD") == "1":
        gold.write_text(got, encoding="utf-8", newline="")
        return
    with gold.open(encoding="utf-8", newline="") as file:
        wanted = file.read()
    if got != wanted:
        diff = difflib.unified_diff(wanted.splitlines(), got.splitlines(), "gold", "now", lineterm="", n=1)
        message = "\n".join(diff)
        raise AssertionError(f"{gold.name} differs (UPDATE_GOLD=1 accepts it):\n{message}")
