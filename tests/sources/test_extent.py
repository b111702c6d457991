"""How much of a work a text without mark-up is: a saved abstract is no paper, and a short paper no abstract."""

import pytest

from pipeline.records.source import Capture, Scope
from pipeline.sources import read_capture

SENTENCE = "The nurses of both wards wrote down on every evening who had slept, and where, and for how long. "
PARTS = ("Background", "Methods", "Results", "Conclusions")
TEXTS: dict[str, tuple[str, Scope]] = {
    "an abstract in one piece": (f"Naps of nurses on night duty\n\nAbstract\n\n{SENTENCE * 5}", "abstract"),
    "an abstract in parts": (
        "Naps of nurses on night duty\n\nAbstract\n\n" + "".join(f"{part}\n\n{SENTENCE * 2}\n\n" for part in PARTS),
        "abstract",
    ),
    "an abstract and what the site prints below it": (
        f"Naps of nurses\n\nAbstract\n\n{SENTENCE * 5}\n\nKeywords\n\nnaps, nurses\n\nFunding\n\n{SENTENCE * 2}",
        "abstract",
    ),
    "a short paper": (
        "Naps of nurses\n\n"
        + "".join(f"{part}\n\n{SENTENCE * 5}\n\n" for part in ("Abstract", "Introduction", "Results", "Discussion")),
        "full_text",
    ),
    "a paper without headings": (
        f"Naps of nurses\n\nAbstract\n\n{SENTENCE * 5}\n\nMain text\n\n{SENTENCE * 40}",
        "full_text",
    ),
    "a letter": (f"Naps of nurses on night duty\n\nTo the editor: {SENTENCE * 5}", "full_text"),
    "a text that speaks of an abstract": (f"How to sleep\n\nIn abstract terms, {SENTENCE * 3}", "full_text"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_scope_of_a_text_file(name: str) -> None:
    words, scope = TEXTS[name]
    capture = Capture("https://e.org/a", "https://e.org/a", 200, "text/plain", "2026-11-02T00:00:00Z", "b")
    reading = read_capture(capture, words.encode())
    assert (reading.scope, reading.reason) == (scope, None)
    assert bool(reading.detail) is (scope == "abstract")
