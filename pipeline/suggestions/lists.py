"""Edits of a list that is longer than the source's: what the passage does not name is left out.

"Shrinks tumours in melanoma and lung cancer" beside a study of melanoma becomes "shrinks tumours in melanoma"; "two of
four trials" takes the place of "all four trials". Nothing is put in that the article did not say.
"""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection
from pipeline.strength.matching import content
from pipeline.suggestions.conjugation import known
from pipeline.suggestions.splice import near, splice

_LIST = re.compile(r"(?P<items>[^.;:]+ (?:and|or) [^,.;:]+?)(?=[.;:]|$)")
_BETWEEN = re.compile(r", (?:and |or )?| and | or ")
_BOTH = re.compile(r"\b(?:both|either|alike|neither|between)\b", re.IGNORECASE)
_LONGEST = 3
"""Words of an item: what is longer is a clause."""
_LEADS = frozenset("in with for of against on to from by".split())
"""Words behind which a list begins, as behind a verb: any other may belong to its first item."""
_ALL_OF = re.compile(
    r"\b(?P<all>[Aa]ll(?: of the| the)?|[Ee]ach of the|[Ee]very one of the) (?P<whole>[a-z]+|\d+) (?=[a-z])"
)
_SOME_OF = re.compile(r"\b(?P<part>[a-z]+|\d+) of (?:the )?(?P<whole>[a-z]+|\d+) (?=[a-z])")


def list_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for a claim of more conditions, or of all of them, where the passage has some."""
    passage, said = objection.passage, objection.said
    if objection.code not in ("GEN-002", "CER-004", "POP-001") or passage is None or not near(claim, passage):
        return
    yield from _counted(claim.text, passage.text)
    if said is not None and not _BOTH.search(claim.text):
        yield from _shortened(claim.text, passage.text, claim.text[slice(*said)])


def _counted(text: str, source: str) -> Iterator[str]:
    """As many of so many as the source counts: "two of four trials" for "all four trials"."""
    told, some = _ALL_OF.search(text), list(_SOME_OF.finditer(source))
    if told and len(some) == 1 and told["whole"].lower() == some[0]["whole"].lower():
        the = " the" if "the" in told["all"].split() else ""
        yield splice(text, told.span(), f"{some[0]['part']} of{the} {told['whole']} ")


def _shortened(text: str, source: str, extra: str) -> Iterator[str]:
    """The list without the items that the passage has no word of."""
    listed = _LIST.search(text)
    if listed is None:
        return
    parts = _BETWEEN.split(listed["items"])
    first, others = parts[0].split(), [part.split() for part in parts[1:]]
    if len(first) < 2 or any(not 1 <= len(item) <= _LONGEST for item in others):
        return
    head = others[-1][-1] if len(others[-1]) > 1 else ""
    items = [[first[-1]], *others]
    shared = bool(head) and any(f"{item[-1]} {head}".lower() in source.lower() for item in items[:-1])
    theirs = content(source)
    kept = [item for item in items if content(" ".join(item[:-1] if shared and item is items[-1] else item)) & theirs]
    dropped = [" ".join(item) for item in items if item not in kept]
    if not kept or not dropped or not any(word in extra.split() for item in dropped for word in item.split()):
        return
    if kept[0] is not items[0] and first[-2].lower() not in _LEADS | known().keys():
        return
    names = [" ".join(item) for item in kept]
    if kept[-1] is not items[-1]:
        if not shared and not _stands_alone(kept[-1][-1], source):
            return
        names[-1] = f"{names[-1]} {head}" if shared else names[-1]
    joint = " or " if " or " in listed["items"] else " and "
    told = joint.join(filter(None, (", ".join(names[:-1]), names[-1])))
    yield splice(text, listed.span("items"), f"{' '.join(first[:-1])} {told}")


def _stands_alone(word: str, source: str) -> bool:
    """Whether the passage has the word as a thing of its own: "breast" before "tumours" is none."""
    alone = rf"\b{re.escape(word)}(?=[.,;:)]|$| (?:in|with|who|of|for|and|or|after|on|at)\b)"
    return re.search(alone, source, re.IGNORECASE) is not None
