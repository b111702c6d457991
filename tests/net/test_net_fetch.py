"""`claim-audit fetch`: what it prints, what it leaves, how it ends."""

import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.commands import _live
from pipeline.net.fetcher import Fetcher
from pipeline.net.fetcher import World as Outside
from pipeline.net.guard import Guard
from tests.net.world.clock import NO_WAIT, FakeClock
from tests.net.world.relay import Relay
from tests.net.world.server import World
from tests.net.world.services import Library, Paper, Trial

BODY = "\n\n".join(
    f"In week {at} of the trial {60 + at} people were left, and their pressure was measured again by nurses who did "
    "not know who had been given the new drug and who a placebo; attacks were counted in a diary that all had kept."
    for at in range(12)
)
OPEN = Paper(
    "10.5555/open.1",
    "A new drug against attacks in adults",
    pmid="11111111",
    pmcid="PMC1111111",
    abstract="It helped 52 of 92.",
    body=BODY,
    open=True,
)
SHUT = Paper("10.5555/shut.1", "An old drug against attacks in children", page="challenge")
ARTICLE = """What we know about attacks

A new drug helped 52 of 92 adults [1], while an old one did little for children [2]. A further trial is under way (NCT01234567).

References

[1] Lind A, Marsh B. A new drug against attacks in adults. J Made Up. 2024. https://doi.org/10.5555/open.1

[2] Lind A. An old drug against attacks in children. J Made Up. 2024. https://doi.org/10.5555/shut.1
"""


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The commands' fetcher, led into the loopback world; the desk's folder is the working one."""
    sites = Library((OPEN, SHUT), (Trial("NCT01234567", "A further trial"),)).sites()
    with World(tmp_path, sites) as world:
        clock = FakeClock()

        class Lent(Fetcher):
            def __init__(
                self, settings: Any, folder: Path, _clock: Any, progress: Any, *, refresh: bool = False
            ) -> None:
                around = Outside(world.guard(), world.context(), NO_WAIT, None, ())
                super().__init__(settings, folder, clock, progress, refresh=refresh, world=around)

        monkeypatch.setattr(_live, "Fetcher", Lent)
        monkeypatch.setenv("CLAIM_AUDIT_CACHE", str(tmp_path / "cache"))
        (tmp_path / "desk" / "articles").mkdir(parents=True)
        (tmp_path / "desk" / "articles" / "attacks.txt").write_text(ARTICLE, encoding="utf-8")
        monkeypatch.chdir(tmp_path / "desk")
        yield world


def test_it_says_what_was_had_what_was_not_and_why(outside: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", "--snapshots", "sources"]) == 3
    out, err = capsys.readouterr()
    first, *lines = out.splitlines()
    assert first.startswith("articles/attacks.txt: 3 cited works: 2 had, 1 in part, 0 not; ")
    assert any("[1] 10.5555/open.1: full text had, from europepmc" in line for line in lines)
    assert any("[2] 10.5555/shut.1: metadata only (blocked: " in line for line in lines)
    assert any("NCT01234567: registry record had, from clinicaltrials" in line for line in lines)
    assert "fetching 3 cited works" in err
    assert Path("sources/index.jsonl").is_file()
    assert outside.seen


def test_the_second_run_makes_no_request(outside: World, capsys: pytest.CaptureFixture[str]) -> None:
    main(["fetch", "--no-progress"])
    asked = len(outside.seen)
    capsys.readouterr()
    assert main(["fetch", "--no-progress"]) == 3
    out, err = capsys.readouterr()
    assert len(outside.seen) == asked
    assert "; 0 requests" in out
    assert err == ""


def test_every_request_is_shown_when_asked_for(outside: World, capsys: pytest.CaptureFixture[str]) -> None:
    main(["fetch", "-v", "--no-progress"])
    out = capsys.readouterr().out
    assert out.count("https://api.crossref.org/works/10.5555/open.1") == 1
    assert out.count(" ok 200 ") + out.count(" redirect ") + out.count(" blocked ") >= 5
    assert all(seen.host in out for seen in outside.seen)


def test_settings_are_read(outside: World) -> None:
    Path("audit.toml").write_text('[fetch]\nemail = "desk@newsroom-of-ours.co"\nbudget = 3\n', encoding="utf-8")
    main(["fetch", "--no-progress"])
    assert len(outside.seen) == 3
    assert all("mailto:desk@newsroom-of-ours.co" in seen.headers["user-agent"] for seen in outside.seen)


def test_without_a_network_it_is_said_once_for_all_articles(outside: World, capsys: pytest.CaptureFixture[str]) -> None:
    Path("articles/again.txt").write_text(ARTICLE.replace("10.5555", "10.5556"), encoding="utf-8")
    outside.sites.clear()
    assert main(["fetch"]) == 3
    out, err = capsys.readouterr()
    assert err.count("no network") == 1
    assert out.count("3 not") == 2
    assert outside.seen == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--max-age", "soon"], "--max-age"),
        (["nowhere.txt"], "nowhere.txt"),
        (["--config", "missing.toml"], "missing.toml"),
    ],
)
def test_what_a_person_must_mend_is_one_line(
    outside: World, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert main(["fetch", "--no-progress", *arguments]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert len(err.splitlines()) == 1
    assert outside.seen == []


def test_an_audit_fetches_what_it_needs_and_lists_every_request(outside: World) -> None:
    common = ["--snapshots", "sources", "--no-progress", "-q", "--format", "json"]
    assert main(["audit", *common, "--output", "live"]) in (0, 1, 3)
    live = json.loads(Path("live/attacks.json").read_text(encoding="utf-8"))
    assert len(live["requests"]) == len(outside.seen)
    assert {entry["outcome"] for entry in live["requests"]} >= {"ok", "blocked"}
    asked = len(outside.seen)
    assert main(["audit", *common, "--output", "kept", "--offline"]) in (0, 1, 3)
    kept = json.loads(Path("kept/attacks.json").read_text(encoding="utf-8"))
    assert len(outside.seen) == asked
    assert kept.get("requests") is None
    for part in ("claims", "references", "findings", "gate", "coverage"):
        assert live[part] == kept[part]


def test_an_audit_without_a_network_says_so_once_and_goes_on(
    outside: World, capsys: pytest.CaptureFixture[str]
) -> None:
    outside.sites.clear()
    assert main(["audit", "--no-progress", "--format", "json"]) in (1, 3)
    assert capsys.readouterr().err.count("no network") == 1
    assert Path("reports/attacks.json").is_file()


@pytest.mark.usefixtures("outside")
def test_a_budget_that_is_used_up_is_said_once_and_is_no_fault_of_the_sources(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("audit.toml").write_text("[fetch]\nbudget = 2\n", encoding="utf-8")
    assert main(["fetch", "--no-progress"]) == 3
    out, err = capsys.readouterr()
    assert err.count("budget of 2 requests is used up") == 1
    assert "not asked for (the run's budget" in out or "only (the run's budget" in out
    assert "refused_by_policy" not in out
    Path("audit.toml").unlink()
    assert main(["fetch", "--no-progress"]) == 3
    assert "used up" not in "".join(capsys.readouterr())


@pytest.mark.parametrize(("email", "told"), [("desk@example.org", 0), ("desk@newsroom-of-ours.co", 1)])
def test_an_address_copied_from_the_handbook_is_told_to_nobody_and_that_is_said(
    outside: World, capsys: pytest.CaptureFixture[str], email: str, told: int
) -> None:
    Path("audit.toml").write_text(f'[fetch]\nemail = "{email}"\n', encoding="utf-8")
    main(["fetch", "--no-progress"])
    assert capsys.readouterr().err.count("write your own") == 1 - told
    assert all((email in seen.headers["user-agent"]) == bool(told) for seen in outside.seen)


@pytest.mark.usefixtures("outside")
def test_a_folder_that_takes_nothing_is_one_line_with_a_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    Path("taken").write_bytes(b"")
    assert main(["fetch", "--no-progress", "-q", "--snapshots", "taken/inside"]) == 2
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    assert "can't be written to" in err
    assert "--snapshots" in err


@pytest.mark.usefixtures("outside")
def test_a_proxy_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("audit.toml").write_text('[fetch]\nproxy = "http://proxy.inside:3128"\n', encoding="utf-8")
    assert main(["fetch", "--no-progress"]) == 3
    out, err = capsys.readouterr()
    assert err.count("the proxy http://proxy.inside:3128") == 1
    assert "no network" in err
    assert "3 not" in out


def test_the_report_says_that_a_proxy_stood_between(outside: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with Relay(outside) as relay:
        found = {"proxy.inside": (relay.endpoint,)}
        guard = outside.guard()
        monkeypatch.setattr(outside, "guard", lambda: Guard(lambda host, _: found.get(host, ()), guard._allowed))
        Path("audit.toml").write_text('[fetch]\nproxy = "http://proxy.inside:3128"\n', encoding="utf-8")
        assert main(["audit", "--no-progress", "-q", "--output", "behind"]) in (0, 1, 3)
    saved = json.loads(Path("behind/attacks.json").read_text(encoding="utf-8"))
    assert saved["requests"]
    assert all("through the desk's proxy" in entry["note"] for entry in saved["requests"])
    page = Path("behind/attacks.html").read_text(encoding="utf-8")
    assert unescape(page).count("through the desk's proxy") >= len(saved["requests"])
    assert {f"CONNECT {seen.host}:443" for seen in outside.seen} == set(relay.asked)
    Path("audit.toml").unlink()
    main(["audit", "--no-progress", "-q", "--refresh", "--output", "open"])
    assert "proxy" not in Path("open/attacks.json").read_text(encoding="utf-8")
