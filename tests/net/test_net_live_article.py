"""`claim-audit audit URL`: a live article through the guarded door, and one line where it can't be had."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.commands import _live
from pipeline.net.fetcher import Fetcher
from pipeline.net.fetcher import World as Outside
from tests.net.world.clock import NO_WAIT, FakeClock
from tests.net.world.server import Reply, Seen, World, html, missing

BODY = (
    "<article><h1>Naps at Work</h1><p>Naps lower blood pressure by 6 mmHg in most nurses, it is often said.</p>"
    "<p>They are said to be good for the heart, and many hospitals have made room for them in the last years.</p>"
    "<p>In a survey of the wards most nurses said that they would nap if there were a quiet room for it.</p></article>"
)


@pytest.fixture(autouse=True)
def _outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A world with one magazine, one page of which is gone."""

    def magazine(seen: Seen) -> Reply:
        if seen.path == "/health/naps.html":
            return Reply(html("Naps at Work", BODY))
        return missing(seen)

    with World(tmp_path, {"magazine.example": magazine}) as world:

        class Lent(Fetcher):
            def __init__(
                self, settings: Any, folder: Path, _clock: Any, progress: Any, *, refresh: bool = False
            ) -> None:
                around = Outside(world.guard(), world.context(), NO_WAIT, None, ())
                super().__init__(settings, folder, FakeClock(), progress, refresh=refresh, world=around)

        monkeypatch.setattr(_live, "Fetcher", Lent)
        monkeypatch.setenv("CLAIM_AUDIT_CACHE", str(tmp_path / "cache"))
        monkeypatch.chdir(tmp_path)
        yield


def test_a_live_article_is_audited_under_its_address(tmp_path: Path) -> None:
    assert main(["audit", "https://magazine.example/health/naps.html", "--no-progress"]) == 1
    saved = json.loads((tmp_path / "reports" / "naps.json").read_text(encoding="utf-8"))
    assert saved["article"]["path"] == "https://magazine.example/health/naps.html"
    assert any("6 mmHg" in claim["text"] and claim["verdict"] == "uncited" for claim in saved["claims"])


def test_a_page_that_is_gone_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "https://magazine.example/nothing.html", "--no-progress"]) == 2
    err = capsys.readouterr().err
    assert "not found" in err
    assert "Traceback" not in err


def test_offline_no_address_is_fetched(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "--offline", "https://magazine.example/health/naps.html"]) == 2
    assert "needs the network" in capsys.readouterr().err
