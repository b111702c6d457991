"""Which group each figure of a bare row is of, where another sentence names the groups in order.

"Adults took rifaximin, bismuth or placebo. … Diarrhoea occurred in 16%, 25% and 40%." The row has no names of its own;
the list of what was given has as many, in the same order, as reports are written.
"""

import re
from collections.abc import Sequence

from pipeline.facts.keys import Mark
from pipeline.facts.labels import Told
from pipeline.facts.numbers import fold

_OPENS = re.compile(
    r"\b(?:receiv(?:ed?|ing)|took(?: part in)?|taking|given|got|assigned|allocated|randomi[sz]ed|compar(?:ed|es?|ing)"
    r"|between|used|underwent|drank|ate|wore|followed|treated with|tested|arms:|interventions?:)"
    r"(?: (?:at random|randomly|either)){0,2}"
    r"(?: (?:to|with|between|by))?(?: (?:receive|take|get|use|have))? ",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r",? (?:or|versus|vs\.?|compared with|against|and) (?:to |with |in |the |an? |took |received |had |used |got )*"
    r"|[,;] ",
    re.IGNORECASE,
)
_WITH = re.compile(r" (?:with|to) ", re.IGNORECASE)
_TAIL = re.compile(
    r"[.;:(]\s?|\b(?:for|over|at|in) (?=\d)|\bfor (?:an?|up|one|two|three|four|five|six|several)\b"
    r"|\bin (?:an?|patients|people|adults|children|women|men|those)\b"
    r"|\b(?:during|until|before|after|every|daily|twice|once)\b"
    r"|\bover (?:the|an?)\b|\bat (?:week|month|day)\b",
    re.IGNORECASE,
)
_LONGEST = 9
"""Words of a name of a group."""


def listed(text: str, found: Sequence[Mark], count: int) -> list[Told] | None:
    """The groups that a sentence lists, where they are as many as asked for."""
    folded = fold(text)
    for opening in _OPENS.finditer(folded):
        tail = _TAIL.search(folded, _last_joint(folded, opening.end()))
        end = tail.start() if tail else len(folded)
        joints = [match.span() for match in _JOINT.finditer(folded, opening.end(), end)]
        if opening[0].lower().startswith("compar") and len(joints) < count - 1:
            joints = sorted(
                [*joints, *(match.span() for match in _WITH.finditer(folded, opening.end(), end))][: count - 1]
            )
        edges = [opening.end(), *(edge for span in joints for edge in span), end]
        parts = list(zip(edges[::2], edges[1::2], strict=True))
        names = [[mark.key for mark in found if start <= mark.start and mark.end <= stop] for start, stop in parts]
        short = all(len(folded[start:stop].split()) <= _LONGEST for start, stop in parts)
        if len(parts) == count and all(names) and short:
            return [Told(tuple(dict.fromkeys(keys)), behind=True) for keys in names]
    return None


_STOP = re.compile(r"[.;:](?=\s|$)")


def _last_joint(text: str, start: int) -> int:
    """Where the last name of a list begins, as far as its sentence goes."""
    stop = _STOP.search(text, start)
    joints = list(_JOINT.finditer(text, start, stop.start() if stop else len(text)))
    closing = [match for match in joints if not match[0].startswith((", ", "; ")) or len(match[0]) > 2]
    return closing[0].end() if closing else start
