"""The measures that the handbook quotes do not slip: on the development parts, which nothing was fitted on."""

import re

import pytest

from benchmarks import strength_quality as quality

pytestmark = pytest.mark.skipif(not quality.ROOT.exists(), reason="the labelled sets of the shared folder are not here")


def printed(capsys: pytest.CaptureFixture[str], name: str, pattern: str) -> list[float]:
    quality.SETS[name]("dev", 0)
    return [float(found) for found in re.findall(pattern, capsys.readouterr().out)]


@pytest.mark.parametrize(
    ("name", "pattern", "least"),
    [
        ("causal_press", r"macro-F1 ([\d.]+)", 0.72),
        ("causal_pubmed", r"macro-F1 ([\d.]+)", 0.72),
        ("certainty", r": r ([\d.]+)", 0.60),
        ("bioscope", r"F1 ([\d.]+)", 0.85),
        ("exaggeration", r"precision ([\d.]+) \(", 0.45),
    ],
)
def test_quality_on_shared_data(name: str, pattern: str, least: float, capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, name, pattern)
    assert found
    assert min(found) >= least


def test_sentences_made_stronger_are_found(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "SENTENCES", 250)
    found = printed(capsys, "strengthened", r"all n=\d+: flagged ([\d.]+)")
    assert found
    assert min(found) >= 0.80
