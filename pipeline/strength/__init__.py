"""How strong a statement is, and how strong a source: certainty, causality, magnitude, scope, duration, safety.

`profile(text)` reads one side; `compare(claim, source, kind)` sets two readings against each other, slot by slot, and
against what a source of that kind can carry. Word lists stand in TOML beside the engine, each entry with its reason.
"""

from pipeline.strength.comparing import Comparison, Slot, compare
from pipeline.strength.profiles import Cue, Profile, profile

__all__ = ["Comparison", "Cue", "Profile", "Slot", "compare", "profile"]
