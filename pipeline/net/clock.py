"""Time as the fetcher sees it: injected, so that no test waits."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What pacing, ages and `retrieved_at` are reckoned by."""

    def now(self) -> datetime:
        """The date, aware of its zone."""

    def monotonic(self) -> float:
        """Seconds that never go back."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The machine's own time; `fixed` (from `SOURCE_DATE_EPOCH`) stands in for the date alone."""

    def __init__(self, fixed: datetime | None = None) -> None:
        self._fixed = fixed

    def now(self) -> datetime:
        """The fixed date, or today's."""
        return self._fixed or datetime.now(UTC)

    def monotonic(self) -> float:
        """The system's monotonic seconds."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Sleep for real."""
        time.sleep(seconds)


def stamp(moment: datetime) -> str:
    """RFC 3339 in UTC, to the second: `2026-11-21T02:23:24Z`."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def parse_stamp(text: str) -> datetime | None:
    """The reverse of `stamp`, for any ISO date; None where it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
