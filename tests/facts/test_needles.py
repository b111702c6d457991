"""What a pattern cannot do without: the short cut never loses a match."""

import re
import tomllib
from pathlib import Path

import pytest

from pipeline.facts import attributes, effects, extract
from pipeline.facts.needles import may_match, needles

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        (r"\bdouble[- ]blind", ("double",)),
        (r"\b(?:raised|lowered)\b", ("lowered", "raised")),
        (r"(?:very )?tall", ("tall",)),
        (r"(?:placebo|\d+)", ()),
        (r"[a-z]+", ()),
        (r"(?:Risk){1,3}s?", ("risk",)),
    ],
)
def test_the_strings_of_a_pattern(pattern: str, wanted: tuple[str, ...]) -> None:
    assert needles(re.compile(pattern, re.IGNORECASE)) == wanted


def test_what_lacks_every_string_is_not_looked_at() -> None:
    rule = re.compile(r"\b(?:raised|lowered)\b", re.IGNORECASE)
    assert may_match(rule, "it lowered the risk")
    assert not may_match(rule, "it left the risk alone")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_facts_are_the_same_without_the_short_cut(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        case[side] for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"] for side in ("claim", "source")
    ]
    quick = [extract(text) for text in texts]
    for module in (attributes, effects):
        monkeypatch.setattr(module, "may_match", lambda _pattern, _lower: True)
    assert [extract(text) for text in texts] == quick
