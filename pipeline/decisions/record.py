"""One decision about one finding: what it must say, and until when it may hold.

Reasons are a closed list, so that they can be counted. A waiver (keep, not a problem) names its reviewer and expires;
one on a must says why in at least 20 characters and never holds for ever.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct, field
from msgspec.structs import replace

from pipeline.errors import ConfigError
from pipeline.records.report import Decision as Choice
from pipeline.records.report import Severity

DEFAULT_FILE = "decisions.toml"
NEVER = "never"
SHORTEST_NOTE = 20
"""Characters of the note on a waived must."""
DAYS: Mapping[Severity, int] = {"must": 30, "should": 180, "consider": 180}
"""Days after which a waiver expires where nobody says when."""
CHOICES: tuple[Choice, ...] = ("will_fix", "keep", "not_a_problem", "undecided")
REASONS: Mapping[str, tuple[str, ...]] = {
    "keep": (
        "source-exists",
        "common-knowledge",
        "attributed",
        "source-superseded",
        "read-by-person",
        "own-reporting",
    ),
    "not_a_problem": ("tool-misread-article", "tool-misread-source", "rule-does-not-apply"),
}
"""The closed list of reasons for each way to waive."""


class Decision(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A table of `decisions.toml`. Days are ISO dates."""

    fp: str
    """The finding's fingerprint."""
    article: str
    """The article's slug."""
    rule: str
    choice: Choice = field(name="as")
    on: str
    reason: str = ""
    note: str = ""
    by: str = ""
    until: str = ""
    """Last day on which it holds, or `never`; empty for what does not expire (will fix, undecided)."""
    second: str = ""
    """Who agreed, where the house wants two people."""
    rules: str = ""
    """Version of the rules under which it was made; another major number voids it."""
    said: str = ""
    """The words that it is about, for people and to find them again after an edit."""
    sentence_sha: str = ""
    """Digest of the sentences that it is about."""
    source_sha: tuple[str, ...] = ()
    """Digests of what was read of the cited sources."""

    @property
    def waives(self) -> bool:
        """Whether it says that nothing need be done."""
        return self.choice in REASONS


def day_of(text: str, what: str) -> date:
    """An ISO date.

    Raises:
        ConfigError: it is none; `what` says where it stood.
    """
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise ConfigError(f"{what}: {text!r} is no day such as 2026-01-31")
    return found


def checked(decision: Decision, what: str) -> Decision:
    """The decision, if it says what any decision must say; `what` (file and entry) begins the message if not.

    Raises:
        ConfigError: a day is none, the reason is not in the list, or a waiver names no reviewer.
    """
    made = day_of(decision.on, f"{what}: on")
    if decision.until and decision.until != NEVER and day_of(decision.until, f"{what}: until") < made:
        raise ConfigError(f"{what}: until {decision.until} lies before the day of the decision, {decision.on}")
    if not decision.waives:
        return decision
    reasons = REASONS[decision.choice]
    if decision.reason not in reasons:
        raise ConfigError(
            f"{what}: reason {decision.reason!r} is none for {decision.choice}; choose from {', '.join(reasons)}"
        )
    if not decision.by.strip():
        raise ConfigError(f"{what}: a waiver needs its reviewer (by)")
    return decision


def completed(decision: Decision, severity: Severity, what: str) -> Decision:
    """The decision on a finding of `severity`, with its expiry filled in.

    Raises:
        ConfigError: as `checked`; or a waived must has too short a note or no expiry.
    """
    checked(decision, what)
    if not decision.waives:
        return decision
    why = unfit(decision, severity)
    if why:
        raise ConfigError(f"{what}: {why}")
    if decision.until:
        return decision
    return replace(decision, until=_after(decision.on, severity).isoformat())


def unfit(decision: Decision, severity: Severity) -> str:
    """Why a waiver may not stand on a finding of `severity`; empty where it may."""
    if severity != "must":
        return ""
    if len(decision.note.strip()) < SHORTEST_NOTE:
        return f"a waiver of a must needs a note of at least {SHORTEST_NOTE} characters"
    return "a waiver of a must needs a day on which it expires, not 'never'" if decision.until == NEVER else ""


def last_day(decision: Decision, severity: Severity) -> date:
    """The last day on which a waiver holds (`date.max` for `never`)."""
    if decision.until == NEVER:
        return date.max
    if decision.until:
        return date.fromisoformat(decision.until)
    return _after(decision.on, severity)


def _after(day: str, severity: Severity) -> date:
    """The house's own last day of a waiver that was made on `day`; the calendar's where that lies past it."""
    made = date.fromisoformat(day)
    return made + min(timedelta(days=DAYS[severity]), date.max - made)
