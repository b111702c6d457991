"""What people decided about findings: `decisions.toml`, the files that reports save, and which decisions hold.

`record` is one decision and what it must say; `file` reads and merges `decisions.toml`; `saved` reads what the
report's Save button wrote; `waivers` says which decisions hold for a report.
"""

from pipeline.decisions.file import merge, read, update
from pipeline.decisions.record import DEFAULT_FILE, Decision
from pipeline.decisions.saved import Saved, read_saved

__all__ = ["DEFAULT_FILE", "Decision", "Saved", "merge", "read", "read_saved", "update"]
