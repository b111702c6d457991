"""Absolute that no source makes (CER-004).

What it does: finds words that leave nothing open ("eliminates", "ensures", "proves", "always", "100% effective",
"cures") in the article's own voice and looks for the same absolute in the source.

Why it matters: studies make things likely; none makes them certain, and no design removes bias altogether.

The article says: "This double-blind approach eliminates bias and ensures that any effects are due to the medication."

The source says: nothing of the kind.

Fine if: the source makes the same absolute statement about the same thing.

Literature: Aday 2022 and Muthukumaraswamy 2021 (masking fails in trials of psychedelics); Eypasch 1995; Krishnamurti
2015.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.records.verdict import Aspect, Objection
from pipeline.strength import Cue, profile
from pipeline.strength.certainty import reported
from pipeline.strength.context import context
from pipeline.strength.matching import at_hand, deciding, meant, nearest, share, verbatim
from pipeline.strength.wording import cut, raised

_BEARS = 0.2
"""A fifth of the claim's content words: enough for the same absolute in the source to bear the claim's out."""
_SAID = 0.25
"""A quarter of what the claim says, in whatever words: an abstract on another remedy shares less."""
_QUOTE = 0.2
"""Least share at which a passage is near enough to be quoted against the claim."""


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection for the first absolute that the source does not make."""
    claim = dossier.claim
    if verbatim(claim, dossier.passages):
        return
    cues = [cue for cue in profile(claim.text).of("absolutes") if not cue.hedged and not _narrowed(claim.text, cue)]
    bare = [cue for cue in cues if not _borne_out(dossier, cue)]
    if not bare:
        return
    cue = bare[0]
    near = deciding(nearest(claim, dossier.ranked, _QUOTE))
    hand = [] if near or cue.group == "always" else at_hand(claim, dossier.ranked, dossier.passages)
    passage = near.passage if near else next((one for one in hand if meant(claim.text, one.text) >= _SAID), None)
    yield Objection(
        code="CER-004",
        verdict="overstated" if passage else None,
        severity=raised("should", claim),
        title=f"“{cut(cue.text, 28)}”: the source doesn’t say that",
        why="The word leaves nothing open; the passage of the source that comes nearest is quoted.",
        aspects=(Aspect("certainty", cue.text, cut(passage.text, 90) if passage else "", "stronger"),),
        passage=passage,
        said=(cue.start, cue.end),
        shown=(0, len(passage.text)) if passage else None,
        ok_if="the source makes the same absolute statement about the same thing.",
        confidence="medium" if near and near.share >= 0.4 else "low",
        cause=f"absolute {cue.text.lower()}",
    )


def _narrowed(text: str, cue: Cue) -> bool:
    """Whether the claim counts those of whom it tells, gives the share that was cured, or sets the scene with it."""
    if _COUNTED.match(text, cue.end):
        return True
    if _THOSE_WHO.match(cue.text):
        clause = context(text).clause(cue.start)
        return reported(text[clause.start : clause.end])
    if cue.group not in ("cure", "all_gone"):
        return False
    return _SHARE.search(text) is not None or _BEFORE.search(text, 0, cue.end) is not None


_COUNTED = re.compile(
    r"(?i) of (?:(?:the|its|their|our) (?:\d+|two|three|four|five|six|seven|eight|nine|ten)|them|these|those)\b"
)
"""`every one of the three regions`: so many were looked at, and all of them are told."""
_THOSE_WHO = re.compile(r"(?i)every(?:one|body) who\b")
"""Told as seen, "everyone who fell ill" counts some of those who took part; the checks of numbers judge it."""
_SHARE = re.compile(
    r"(?i)(?<![\w.])(?!100\b)\d+(?:\.\d+)?\s?(?:%|per\s?cent\b)|\b(?:\w+|\d+)\s+(?:in|out\s+of|of)\s+(?:every\s+)?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|a\s+hundred|\d+)\b"
    r"|\b(?:half|most|some|many|few|majority|thirds?|quarters?|fifths?|share|proportion)\b"
)
"""A share of people, or a count out of a total."""
_BEFORE = re.compile(r"(?i)^\W*(?:once|after|when|until|before)\b[^,;.]*$")
"""The clause sets the scene: "once the bacteria had been wiped out"."""


def _borne_out(dossier: Dossier, cue: Cue) -> bool:
    """Whether a passage on the matter asserts an absolute of the same kind, or uses the very word."""
    for passage in dossier.passages:
        same = [
            each for each in profile(passage.text).all_of("absolutes") if each.group == cue.group and not each.negated
        ]
        word = cue.text.lower() in passage.text.lower()
        told = same or word or _in_kind(cue, passage.text)
        if told and share(dossier.claim.text, passage.text) >= _BEARS:
            return True
    return False


def _in_kind(cue: Cue, text: str) -> bool:
    """Whether a passage tells the same in its own form: of all or of none of those it speaks of, or as a cure.

    "Nobody who smoked was let in" stands there as "smokers were excluded", "every village" as "all of them".
    """
    if cue.group == "always" and _EVERY.match(cue.text):
        return _ALL.search(text) is not None
    if cue.group == "always" and _NOBODY.match(cue.text):
        return _NONE.search(text) is not None
    return cue.group == "cure" and any(
        not context(text).governed(match.start(), "negation") for match in _CURED.finditer(text)
    )


_EVERY = re.compile(r"(?i)(?:every|in (?:all|every))")
_ALL = re.compile(r"(?i)\b(?:all|each|every\w*|both|whole|entire|throughout|100 ?%|without exception)(?!\w)")
_NOBODY = re.compile(r"(?i)(?:nobody|no one|not a single|no (?:patient|participant|person))\b")
_NONE = re.compile(
    r"(?i)\b(?:none|nobody|no one|neither|no (?:patients?|participants?|people|persons?)|only|exclu(?:ded|ding|sion)"
    r"|ineligible|not eligible|barred|(?:could|did) not (?:take part|join|enrol)|not (?:enrolled|admitted|included))\b"
)
_CURED = re.compile(r"(?i)\bcure[ds]?\b")


CHECK = PairCheck("absolute", ("CER-004",), examine)
