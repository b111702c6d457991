"""SRC-005: the house's list, whole names only, and silence without one."""

from pathlib import Path

import pytest

from pipeline.checks import House
from pipeline.errors import ConfigError
from pipeline.settings import load_settings
from tests.references.desk import article, audit, crossref, page

RECORD = {
    "title": "Wet hair and winter colds",
    "authors": ["Rae Roe"],
    "year": 2020,
    "journal": "The Journal of Everything",
}
ENTRY = "Roe R. Wet hair and winter colds. J Everything. 2020. doi:10.5555/c.1"


@pytest.mark.parametrize(
    ("caution", "hit"),
    [
        (("Journal of Everything",), True),
        (("journal of everything ",), True),
        (("Journal of Everything at Once",), False),
        (("Everything",), False),
        (("pages.example.org",), False),
        ((), False),
    ],
)
def test_a_journal_by_its_whole_name(tmp_path: Path, caution: tuple[str, ...], *, hit: bool) -> None:
    report = audit(tmp_path / "s", article([{"entry": ENTRY}]), [crossref("10.5555/c.1", RECORD)], House(caution))
    assert any(one.code == "SRC-005" for one in report.findings) is hit


@pytest.mark.parametrize(
    ("caution", "hit"),
    [("example.org", True), ("pages.example.org", True), ("other.example.org", False), ("ample.org", False)],
)
def test_a_site_with_all_below_it(tmp_path: Path, caution: str, *, hit: bool) -> None:
    url = "https://pages.example.org/hair/wet"
    lines = [*page({"url": url, "title": "Wet hair and winter colds"})]
    report = audit(
        tmp_path / "s", article([{"entry": f"Roe R. Wet hair and winter colds. {url}"}]), lines, House((caution,))
    )
    assert any(one.code == "SRC-005" for one in report.findings) is hit


def test_the_list_stands_in_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "audit.toml"
    file.write_text('[house]\ncaution = ["Journal of Everything"]\n', encoding="utf-8")
    assert load_settings(file, tmp_path).house.caution == ("Journal of Everything",)
    file.write_text('[house]\ncautoin = ["x"]\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="caution"):
        load_settings(file, tmp_path)
