"""Edits of an effect that the source did not find: the article's own verb denied, "did not lower" for "lowered".

Only where the passage denies something in so many words, and the claim states one thing: "improves cholesterol and
trims the waist" can't be denied by one "not".
"""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection
from pipeline.strength.causality import causality
from pipeline.strength.matching import meant, share
from pipeline.suggestions.conjugation import is_many, known, tense_of
from pipeline.suggestions.splice import lexicon, splice

SAME_MATTER = 0.34
"""Least share of the claim's content words in the passage."""
SAME_MEANING = 0.5
"""Least share of its names, in whatever words: the passage often has "it" for the remedy."""
_DENIES = re.compile(r"\b(?:not|no|none|neither|nor|never|without|nothing)\b|n[’']t\b", re.IGNORECASE)
_NULL = re.compile(
    r"\b(?:not|no|none|neither|nor|never|without)\b[^.;]{0,60}?\b(?:differ\w*|difference|change\w*|effect|effects|reduc\w+"
    r"|improv\w+|increas\w+|lower\w*|rais\w+|significan\w+|associat\w+|link\w*|benefit\w*|prevent\w*|short\w+|eas\w+"
    r"|reliev\w+|affect\w*|faster|better|fewer|less|more|gain\w*|slow\w*|help\w*|work\w*|protect\w*|superior|evidence)\b",
    re.IGNORECASE,
)
_MANY = re.compile(
    r", (?:which|who)\b"
    r"|\b(?:and|but|while|although|though|whereas|also|too|as well|either|because|so that|even|still|only)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_ADVERB = re.compile(
    r"\b(?:significantly |greatly |markedly |clearly |substantially |considerably |dramatically )+$", re.IGNORECASE
)
_BE = re.compile(
    r"\b(?P<be>is|are|was|were) (?:(?:clearly|markedly|far|much|a lot|considerably) )?(?P<rest>(?:significantly )?"
    r"(?:more|less|[a-z]+er|associated|linked|tied|effective|statistically)\b)"
)
_LINKED = re.compile(r"\b(?:associat|link|correlat|relat)(?:ed|ion)\b", re.IGNORECASE)
_NO_SIZE = frozenset(("time", "attribute", "date", "count", "number"))
"""Numbers that tell no size of an effect: what "did not fall by 5%" denies can't be known."""
_NOUNS = frozenset(
    "works results changes effects helps drops study studies test tests score scores need needs end ends cost costs"
    " walk walks move moves run runs fall falls rise rises lead leads set sets".split()
)
"""Words that are nouns as often as verbs."""


def denial_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for an effect that the passage denies."""
    passage, text = objection.passage, claim.text
    if objection.code != "EFF-001" or passage is None or _DENIES.search(text) or not _NULL.search(passage.text):
        return
    if _MANY.search(text) or "?" in text or any(fact.dimension not in _NO_SIZE for fact in claim.facts):
        return
    if _LINKED.search(passage.text) and not _LINKED.search(text) and causality(text) == "causal":
        return
    if share(text, passage.text) < SAME_MATTER and meant(text, passage.text) < SAME_MEANING:
        return
    told = _BE.search(text)
    if told:
        yield splice(text, told.span(), f"{told['be']} not {told['rest']}")
        return
    yield from _verb_denied(text)


def _verb_denied(text: str) -> Iterator[str]:
    """The first verb of the claim, denied in its own time and number."""
    for word in _WORD.finditer(text):
        low = word[0].lower()
        before = text[: word.start()]
        verb, form = known().get(low), tense_of(low, many=is_many(before.strip()))
        if verb is None or form is None or not before.strip() or low in _NOUNS:
            continue
        if re.search(
            r"\b(?:to|of|in|the|an?|by|for|with|on|that|who|from|than|all|these|those|some|many"
            r"|both|its|their|his|her|our|other|several|this|each|every)\s+$",
            before,
        ):
            continue
        if re.search(r"\b(?:were|was|been|be|is|are|more|less|most|far|much)\s+(?:\w+ly )?$", before):
            continue
        if form == "base" and not re.search(r"[^s]s\s+(?:\w+ly )?$", before):
            continue
        auxiliary = re.search(r"\b(?P<which>can|could|will|would|may|might)\s+(?:\w+ly )?$", before)
        adverb = _ADVERB.search(before)
        start = auxiliary.start() if auxiliary else adverb.start() if adverb else word.start()
        how = f"{adverb[0].lower()}" if adverb else ""
        if auxiliary:
            helper = "cannot" if auxiliary["which"] == "can" else f"{auxiliary['which']} not"
        elif re.search(r"\b(?:has|have|had)\s+(?:\w+ly )?$", before):
            continue
        else:
            helper = {"base": "do not", "third": "does not", "past": "did not"}[form]
        yield splice(_unpraised(text, word.end()), (start, word.end()), f"{helper} {how}{verb.base}")
        return


def _unpraised(text: str, start: int) -> str:
    """The text without words of praise behind a place: "no remarkable reduction" would leave a small one."""
    praise = "|".join(sorted(lexicon().hype.all()))
    return text[:start] + re.sub(rf"\b(?:{praise}) (?=[a-z])", "", text[start:])
