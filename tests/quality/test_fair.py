"""True and false claims beside whole sources: their form, and how often a true one may be accused.

Floors stand on `fair` alone, which was looked at; of `fair_sealed` only the form is held.
"""

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct

from benchmarks.fair import ACCUSED, ROOM, SETS, measured
from pipeline.records.source import SourceKind

TRUE_ACCUSED = 0.03
"""Share of the true claims that may be accused."""
FALSE_ACCUSED = 0.38
"""Share of the false ones that are, at least."""
FALSE_SUPPORTED = 0.05
"""Share of the false ones that may be called supported."""
FILES = [file for name in SETS for file in sorted((ROOM / name).glob("*.toml"))]


class Topic(Struct, frozen=True, forbid_unknown_fields=True):
    """One file."""

    topic: str
    kind: SourceKind
    passages: tuple[str, ...]
    true: tuple[str, ...]
    false: tuple[str, ...]


@cache
def _read(file: Path) -> Topic:
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Topic)


@cache
def _table() -> Counter[tuple[bool, str]]:
    """(true, what is said) → claims of `fair`."""
    return Counter(
        (told.true, "accused" if found.judged.verdict in ACCUSED else found.judged.verdict)
        for told, found in measured(SETS[0])
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_topic_has_its_form(file: Path) -> None:
    told = _read(file)
    assert told.topic == file.stem
    assert 5 <= len(told.passages) <= 8
    assert len(told.true) >= 8
    assert len(told.false) >= 3


def test_no_claim_stands_twice_and_the_sets_share_no_topic() -> None:
    claims = [claim for file in FILES for claim in (*_read(file).true, *_read(file).false)]
    assert len(claims) == len(set(claims))
    assert len({file.stem for file in FILES}) == len(FILES)


def test_true_and_false_claims_are_as_long() -> None:
    lengths = [
        sum(len(claim.split()) for file in FILES for claim in getattr(_read(file), part))
        / sum(len(getattr(_read(file), part)) for file in FILES)
        for part in ("true", "false")
    ]
    assert abs(lengths[0] - lengths[1]) < 2.5, lengths


def test_true_claims_are_rarely_accused() -> None:
    every = sum(count for (true, _), count in _table().items() if true)
    assert _table()[True, "accused"] / every <= TRUE_ACCUSED


def test_false_claims_are_accused_and_seldom_supported() -> None:
    every = sum(count for (true, _), count in _table().items() if not true)
    assert _table()[False, "accused"] / every >= FALSE_ACCUSED
    assert _table()[False, "supported"] / every <= FALSE_SUPPORTED
