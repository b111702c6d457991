"""The real articles against what an audit of them must find; skipped, with a reason, where the shared folder is absent."""

import msgspec
import pytest

from pipeline.formats.json import render
from pipeline.snapshots import Snapshots, read_body
from pipeline.sources import read_capture
from tests.shared.gold import ABSENT, ROOT, Scored, audit, names, score

pytestmark = pytest.mark.skipif(not (ROOT / "gold").is_dir(), reason=ABSENT)

ACCEPTED_FLOOR = 1.0
"""Share of the gold lines whose verdict, or reference codes, must be accepted."""


def lines() -> list[Scored]:
    """Every gold line, scored once."""
    return [scored for name in names() for scored in score(name)] if (ROOT / "gold").is_dir() else []


@pytest.fixture(scope="module", name="scored")
def _scored() -> list[Scored]:
    return lines()


def test_every_line_gets_an_accepted_verdict(scored: list[Scored]) -> None:
    wrong = [f"{one.line.get('at')}: {one.verdict} {sorted(one.codes)}" for one in scored if not one.verdict_accepted]
    assert len(wrong) <= (1 - ACCEPTED_FLOOR) * len(scored), wrong


def test_every_line_bears_its_code(scored: list[Scored]) -> None:
    wrong = [
        f"{one.line.get('at') or one.line.get('reference')}: {sorted(one.codes)}"
        for one in scored
        if not one.codes_found
    ]
    assert not wrong


@pytest.mark.parametrize("name", names() if (ROOT / "gold").is_dir() else [])
def test_every_quote_stands_character_for_character_in_its_source(name: str) -> None:
    texts = {}
    for line in Snapshots((ROOT / "sources",)).lines:
        body = read_body(line) if line.capture.path else None
        if isinstance(body, bytes):
            texts[line.capture.sha256] = read_capture(line.capture, body).text
    for claim in audit(name).claims:
        for quote in claim.evidence:
            assert texts[quote.capture][quote.start : quote.end] == quote.quote  # type: ignore[index]  # set for captures


@pytest.mark.parametrize("name", names() if (ROOT / "gold").is_dir() else [])
def test_the_aside_is_no_evidence_and_bytes_repeat(name: str) -> None:
    first, second = audit(name), audit(name)
    assert render(first) == render(second)
    assert msgspec.json.decode(render(first), type=type(first)) == first
    assert not [quote for claim in first.claims for quote in claim.evidence if "196 patients" in quote.quote]


def test_glitches_glue_no_claims() -> None:
    texts = [claim.text for name in names() for claim in audit(name).claims]
    assert not [text for text in texts if "[2].Side" in text or "patterns.Studies" in text or "banner image" in text]
    assert not [text for text in texts if "HealingBeyond" in text or "PatternsMany" in text]
