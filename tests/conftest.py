"""What holds for every test: no network but loopback, nothing of the desk that it runs on, nothing left to chance.

A last line says how many ran on the shared data.
"""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

SHARED = Path(os.environ.get("CLAIM_AUDIT_SHARED") or Path(__file__).resolve().parents[1].parent / "shared")
_OWN = ("CLAIM_AUDIT_SHARED", "CLAIM_AUDIT_CHROMIUM")
"""Variables that are meant for the tests."""
_HEEDED = (
    "CLAIM_AUDIT_ CA_ GIT_ SOURCE_DATE_EPOCH OPENALEX_ NCBI_ NO_COLOR FORCE_COLOR COLUMNS LINES HTTP_PROXY HTTPS_PROXY "
    "ALL_PROXY NO_PROXY http_proxy https_proxy all_proxy no_proxy"
).split()
"""What the program and the tools under it would heed."""
_LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")

settings.register_profile(
    "house", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")  # the same examples in every run, and a busy machine is no failure


@pytest.fixture(autouse=True, scope="session")
def _nobodys_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Neither the person's cache, nor their settings of git, nor the hook in which the tests may run, has a say."""
    with pytest.MonkeyPatch.context() as patch:
        for name in tuple(os.environ):
            if name.startswith(tuple(_HEEDED)) and name not in _OWN:
                patch.delenv(name)
        patch.setenv("CLAIM_AUDIT_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("TERM", "xterm")
        yield


@pytest.fixture(autouse=True)
def _only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for the network fails at once, wherever it runs."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(_LOOPBACK):
            raise AssertionError(f"a test may connect to loopback only, not to {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many tests ran on the shared data, so that a skip is never silent."""
    ran = sum(
        "shared" in report.nodeid for key in ("passed", "failed") for report in terminalreporter.stats.get(key, ())
    )
    skipped = [report for report in terminalreporter.stats.get("skipped", ()) if "shared" in str(report.longrepr)]
    state = "is there" if SHARED.is_dir() else "is absent"
    terminalreporter.write_line(f"shared data {state}: {ran} tests ran on it, {len(skipped)} skipped for want of it")
