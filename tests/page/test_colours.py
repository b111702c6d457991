"""Contrast computed from the tokens: text at least 4.5:1, shapes at least 3:1, in both themes (WCAG 2.2, 1.4.3, 1.4.11)."""

import re
from importlib.resources import files

import pytest

TEXT_ON = [
    ("ink", "bg"), ("ink", "sf"), ("ink", "sf2"), ("mut", "bg"), ("mut", "sf"), ("mut", "sf2"), ("lk", "sf"), ("lk", "bg"),
    ("must-f", "must-b"), ("should-f", "should-b"), ("consider-f", "consider-b"), ("ok-f", "ok-b"), ("wv-f", "wv-b"),
    ("un-f", "un-b"), ("must-f", "sf"), ("should-f", "sf"), ("consider-f", "sf"), ("ok-f", "sf"), ("un-f", "sf"), ("nf-f", "sf"),
    ("wv-f", "sf"), ("ink", "mk"), ("ink", "mk2"), ("del-f", "del-b"), ("ins-f", "ins-b"), ("ink", "must-b"), ("ink", "should-b"),
    ("ink", "consider-b"), ("mut", "must-b"), ("mut", "should-b"), ("mut", "un-b"), ("mut", "ok-b"), ("sf", "ink"),
]  # fmt: skip
SHAPES = ["must-s", "should-s", "consider-s", "ok-s", "wv-s", "un-s", "nf-s", "ln2", "fo", "mk-l", "mk2-l"]


def tokens(name: str) -> dict[str, str]:
    css = files("pipeline.page").joinpath(name).read_text(encoding="utf-8")
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})\b", css))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["report.css", "dark.css"])
def test_text_can_be_read(theme: str) -> None:
    colour = tokens(theme)
    poor = {pair: round(contrast(colour[pair[0]], colour[pair[1]]), 2) for pair in TEXT_ON}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", ["report.css", "dark.css"])
def test_shapes_can_be_seen(theme: str) -> None:
    colour = tokens(theme)
    poor = {name: round(contrast(colour[name], colour["sf"]), 2) for name in SHAPES}
    assert {name: ratio for name, ratio in poor.items() if ratio < 3} == {}


def test_both_themes_name_the_same_colours() -> None:
    assert tokens("report.css").keys() == tokens("dark.css").keys()
