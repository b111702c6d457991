"""What holds for every test: no network but loopback, and a last line that says how many ran on the shared data."""

import os
import socket
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(os.environ.get("CLAIM_AUDIT_SHARED") or Path(__file__).resolve().parents[1].parent / "shared")
_LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


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
