"""A clock that nobody waits for."""

import threading
from datetime import UTC, datetime, timedelta

from pipeline.net.visitor import Backoff

START = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


class FakeClock:
    """Time that passes only by sleeping, at once."""

    def __init__(self, start: datetime = START) -> None:
        self._start = start
        self._passed = 1000.0
        self._lock = threading.Lock()
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._passed - 1000.0)

    def monotonic(self) -> float:
        return self._passed

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self._passed += seconds

    def pass_days(self, days: float) -> None:
        self._passed += days * 86_400


NO_WAIT = Backoff(first=0.0, most=0.0, jitter=0.0)
