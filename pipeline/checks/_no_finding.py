"""What has the form of a finding and tells none: a finding to come, and the reason for which a trial was stopped.

"The trial will show whether drops help" has the verb by which texts tell findings, and tells that there is none yet.
"It was stopped because the drops were harmful" tells why it was stopped: `stopped.py` sets that beside the source.
"""

from functools import cache

from pipeline.checks.stopped import stop_stretch
from pipeline.lexicon import Patterns, either, load

_BEFORE = 60
"""Characters before the verb that are looked at."""


def is_to_come(text: str, start: int) -> bool:
    """Whether a verb of finding at a place tells of a finding that is still to be made."""
    return either(_to_come().patterns).search(text[max(0, start - _BEFORE) : start]) is not None


@cache
def _to_come() -> Patterns:
    return load("pipeline.checks", "no_finding.toml", Patterns)


def of_a_stop(text: str, span: tuple[int, int]) -> bool:
    """Whether a place belongs to the stop of a trial or to the reason given for it."""
    stretch = stop_stretch(text)
    return stretch is not None and stretch[0] <= span[0] < stretch[1]
