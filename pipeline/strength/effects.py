"""Words of intensity that belong to an effect: "dramatic improvement", not "dramatic scenery"."""

from functools import lru_cache

from pipeline.strength.context import context
from pipeline.strength.patterns import Hit, find
from pipeline.strength.profiles import Cue, profile

REACH = 45
"""Characters between a word of intensity and the word of effect it may belong to, within one clause."""
_SELF_CONTAINED = ("slash", "plummet", "skyrocket", "soar", "plung", "wip", "crush", "transform", "supercharg", "turbo")
"""Verbs that are intensity and effect in one."""


@lru_cache(maxsize=20_000)
def praised(text: str, groups: tuple[str, ...]) -> tuple[Cue, ...]:
    """The asserted words of intensity of these groups in `text` that stand beside a word of effect."""
    cues = profile(text).of("magnitude", *groups)
    if not cues:
        return ()
    effects = find("efficacy", text)
    where = context(text)
    kept = []
    for cue in cues:
        clause = where.clause(cue.start)
        near = any(clause.holds(hit.start) and _beside(cue, hit) for hit in effects)
        if near or cue.text.lower().startswith(_SELF_CONTAINED):
            kept.append(cue)
    return tuple(kept)


def _beside(cue: Cue, hit: Hit) -> bool:
    """Whether the word of effect follows within reach, precedes more closely, or overlaps."""
    follows, precedes = hit.start - cue.end, cue.start - hit.end
    return 0 <= follows <= REACH or 0 <= precedes <= REACH // 2 or (follows < 0 and precedes < 0)
