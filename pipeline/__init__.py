"""claim-audit: every claim of an article beside the words of the source that it cites."""

__version__ = "0.1.0"
RULES_VERSION = "1.0"
"""Version of the rules; a change of its major number voids waivers."""
