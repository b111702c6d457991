"""Hedge dropped (CER-001).

What it does: finds the passage that states what the claim states, and the hedge or limit that governs it there ("may",
"suggest", "in a small trial", "preliminary"); objects where the claim, with the sentences round it, has none.

Why it matters: a possibility told as a fact is the most common way in which news says more than research.

The article says: "Walking after meals lowers blood sugar."

The source says: "Walking after meals may lower blood sugar."

Fine if: another passage of the source states it without the hedge.

Literature: Sumner 2014; Boutron 2010; Yavchitz 2012; Hyland 1998 (hedging); levels after findings.md, CER-001.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._hedges import Hedge, in_other_words, on_other_verb, withholds_advice
from pipeline.checks._permission import permits
from pipeline.facts import extract
from pipeline.records.report import Severity
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength import profile
from pipeline.strength.context import Scope, context
from pipeline.strength.matching import SAME, Match, around, content, nearest, share, verbatim
from pipeline.strength.patterns import Hit
from pipeline.strength.wording import cut, raised

WEAK = 2
"""From "suggests" downwards a source hedges."""
_CLOSE = 0.8
"""Four in five content words shared: the same sentence but for its strength."""
_PARAPHRASE = 0.7
"""Seven in ten: a "suggests" is held against a claim that says much the same."""
_QUOTED = 0.5
"""Half of a claim's content between quotation marks: the words are the speaker's, and QUO-001 compares them."""
_MOST = 0.7
"""Share of what both say that may stand outside a hedge for it to be an aside."""
_PREAMBLES = ("background", "objective", "methods", "aim", "purpose", "introduction", "context")
_TWIN = 0.85
"""All but the same content words on both sides."""
_KEPT = frozenset(("small", "early", "limited"))
"""Limits which the claim or its neighbours may have passed on in words of their own."""
_KEPT_IN_WORDS = re.compile(
    r"(?i)(?:\bnot|n['’]t)\s+(?:\w+\s+)?(?:certain|sure|clear|known)\b|\bcan(?:not|['’]t)\s+(?:say|tell)\b"
    r"|\b(?:suspect(?:s|ed)?|a\s+suspicion|possib(?:le|ly|ility|ilities)|(?:allow|permit)(?:s|ted|ed)?|the\s+(?:idea|notion|theory|hypothesis|assumption)"
    r"|(?:no|little|scant|thin|weak|poor|insufficient|not\s+enough|low[- ]certainty)\s+(?:\w+\s+)?"
    r"(?:evidence|proof|data)|(?:evidence|proof|data|certainty)\b[^.;]{0,80}"
    r"\b(?:low|weak|thin|poor|scant|insufficient|lacking|missing|unsure|shaky))\b"
)
"""A doubt passed on in other words than the source's."""
_ON_RESULT = _KEPT
_NEIGHBOUR_LIMITS = frozenset(("limited", "small"))
"""Limits that may stand in the sentence next to the result they limit."""


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where the nearest passage hedges what the claim states flatly."""
    claim = dossier.claim
    if not _states(dossier) or verbatim(claim, dossier.passages):
        return
    matches = tuple(match for match in nearest(claim, dossier.ranked, SAME) if not _sets_out(match.passage.text))
    if profile(around(claim)).caveats & _KEPT or _KEPT_IN_WORDS.search(around(claim)):
        return
    hedge = (_dropped(dossier, matches) or _unsaid_limit(dossier, matches[0])) if matches else None
    hedge = hedge or in_other_words(dossier)
    if hedge is None or withholds_advice(claim.text, hedge.passage.text):
        return
    certainty = profile(claim.text).certainty
    yield Objection(
        code="CER-001",
        verdict="overstated",
        severity=raised(_severity(certainty, hedge), claim),
        title=f"Source says “{cut(hedge.words, 44)}”",
        why="The source holds back here; the claim does not.",
        aspects=(Aspect("certainty", cut(claim.text, 60), hedge.words, "stronger"),),
        passage=hedge.passage,
        said=(0, len(claim.text)),
        shown=(hedge.start, hedge.end),
        ok_if="another passage of the source states it without the hedge.",
        suggestion=f"Keep the source's “{cut(hedge.words, 40)}”.",
        confidence="high" if matches and matches[0].share >= _CLOSE else "medium",
        cause=f"certainty {hedge.passage.start}",
    )


def _sets_out(text: str) -> bool:
    """Whether a passage tells an aim or a method, not a result."""
    return bool(context(text).purpose) or text.lstrip().lower().startswith(_PREAMBLES)


def _states(dossier: Dossier) -> bool:
    """Whether the claim asserts in the writer's own voice: no question, aim or supposition, not mostly quoted."""
    text = dossier.claim.text
    where = context(text)
    if where.question or where.hypothetical or where.purpose:
        return False
    quoted = content(" ".join(text[span.start : span.end] for span in where.quoted))
    return len(quoted) < _QUOTED * max(len(content(text)), 1) and not any(span.start < 5 for span in where.quoted)


def _severity(certainty: int, hedge: Hedge) -> Severity:
    return "should" if certainty - hedge.level >= 2 else "consider"


def _dropped(dossier: Dossier, matches: tuple[Match, ...]) -> Hedge | None:
    """The hedge of the nearest passage on words that the claim states without one."""
    hedge = _hedge(dossier, matches[0])
    if hedge is None:
        return _one_fewer(dossier, matches[0].passage)
    if _flat_elsewhere(matches):
        return None
    own = profile(dossier.claim.sentence).certainty
    kept = own <= WEAK and own <= hedge.level + (hedge.level == 1)
    return None if kept and matches[0].share < _CLOSE else hedge


def _hedge(dossier: Dossier, match: Match) -> Hedge | None:
    """The hedge that governs, in the passage, words which the claim shares and does not hedge.

    Where the claim is not all but the same sentence, half of what is shared must be governed: a hedge on an aside is
    not one on the claim.
    """
    passage, text = match.passage, dossier.claim.text
    shared = content(text) & content(passage.text)
    doubted = _doubted(text)
    least = 2 if match.share >= _CLOSE else max(2, round(len(shared) / 2))
    for scope in context(passage.text).scopes:
        cue = scope.cue
        if cue.entry.group != "speculation" or not 0 < cue.entry.level <= WEAK or _own(dossier, cue.text):
            continue
        if cue.text.lower() == "could" and _INCLUDED.match(passage.text, cue.end):
            continue
        if cue.text.lower() == "could" and _CAN.search(text):  # what can be is no more than could be
            continue
        if match.share < _least_share(cue) or permits(passage.text, cue):
            continue
        if context(passage.text).governed(cue.start, "negation") and _says_no(text):
            continue  # "no potential link" beside "no link": what is denied is denied more, not said more surely
        if on_other_verb(text, passage.text, scope):
            continue
        governed = content(passage.text[scope.start : scope.end]) & shared
        if match.share < _CLOSE and _stands_outside(text, passage.text, scope, match.share):
            continue
        if len(governed - doubted) >= min(least, len(shared)) > 0:
            return Hedge(cue.text, cue.entry.level, passage, cue.start, cue.end)
    return None


_INCLUDED = re.compile(r"(?i)\s+(?:only )?be (?:included|pooled|analy[sz]ed|identified|found|retrieved|combined)\b")
"""What could be included was: "3 trials with 78 participants could be included"."""
_CAN = re.compile(r"(?i)\bcan\b(?! not\b)")


def _says_no(text: str) -> bool:
    return any(scope.cue.entry.group == "negation" for scope in context(text).scopes)


def _least_share(cue: Hit) -> float:
    """How alike claim and passage must be: "may" counts in a paraphrase, "indicates" in a near copy only."""
    if cue.entry.name == "promise" or cue.text.lower().startswith(("indicat", "unlikely")):
        return _CLOSE
    return SAME if cue.entry.level == 1 else _PARAPHRASE


def _stands_outside(claim: str, passage: str, scope: Scope, whole: float) -> bool:
    """Whether the words outside the hedge bear most of what claim and passage share: the hedge is on an aside."""
    outside = passage[: scope.start] + " " + passage[scope.end :]
    return share(claim, outside) >= _MOST * whole


def _one_fewer(dossier: Dossier, passage: Passage) -> Hedge | None:
    """Where both are word for word the same but for a hedge, one dropped hedge counts although others stand."""
    text = dossier.claim.text
    if min(share(text, passage.text), share(passage.text, text)) < _TWIN:
        return None
    kept = [scope.cue.entry.name for scope in _hedges(text)]
    theirs = _hedges(passage.text)
    lost = [
        scope.cue
        for scope in theirs
        if scope.cue.entry.name not in kept
        and not permits(passage.text, scope.cue)
        and not _INCLUDED.match(passage.text, scope.cue.end)
    ]
    if len(theirs) <= len(kept) or not lost:
        return None
    return Hedge(lost[0].text, lost[0].entry.level, passage, lost[0].start, lost[0].end)


def _hedges(text: str) -> tuple[Scope, ...]:
    """The scopes of hedges (possible, suggested) in `text`."""
    return tuple(
        scope
        for scope in context(text).scopes
        if scope.cue.entry.group == "speculation" and 0 < scope.cue.entry.level <= WEAK
    )


def _doubted(text: str) -> frozenset[str]:
    """Content words that stand under a hedge in `text`."""
    found: frozenset[str] = frozenset()
    for scope in context(text).scopes:
        if scope.cue.entry.group == "speculation":
            found |= content(text[scope.start : scope.end])
    return found


def _unsaid_limit(dossier: Dossier, match: Match) -> Hedge | None:
    """A limit on the result in the passage ("in a small trial"), or in the sentence after it."""
    stated = profile(dossier.claim.text)
    if stated.certainty <= (WEAK if match.share < _CLOSE else 1) or _CONDUCT.search(dossier.claim.text):
        return None
    if stated.of("safety", "safe", "absolute") or _denies(dossier.claim.text):
        return None  # SAF-001 speaks of limits on safety; "no link was found" gains nothing from a limit
    for limit in profile(match.passage.text).all_of("caveats"):
        of_others = _of_others(match.passage.text, limit.start)
        if limit.level >= WEAK and limit.group in _ON_RESULT and not _own(dossier, limit.text) and not of_others:
            return Hedge(limit.text, WEAK, match.passage, limit.start, limit.end)
    return _beside(dossier, match)


_CONDUCT = re.compile(
    r"(?i)^(?:[\w%-]+ ){0,8}(?:got|received|took part|joined|started|volunteered"
    r"|(?:was|were) (?:given|treated|enrol+ed|recruited|followed|included|asked|randomi[sz]ed))\b"
    r"(?! (?:better|worse|well|ill|sick|fitter|stronger|rid))"
)
"""What was done with those who took part is no result, and no smaller for the size of the study."""


def _denies(text: str) -> bool:
    """Whether the text denies most of what it speaks of."""
    whole = content(text)
    return any(
        len(content(text[scope.start : scope.end])) * 2 >= len(whole)
        for scope in context(text).scopes
        if scope.cue.entry.name in ("not", "no")
    )


def _beside(dossier: Dossier, match: Match) -> Hedge | None:
    """A limit in the sentence after the result: quoted from there."""
    if match.share < _CLOSE:
        return None
    limits = [
        cue
        for cue in profile(match.passage.after).all_of("caveats")
        if cue.group in _NEIGHBOUR_LIMITS and not _of_others(match.passage.after, cue.start)
    ]
    if not limits or limits[0].level < WEAK:
        return None
    after = next((passage for passage in dossier.passages if passage.text == match.passage.after), None)
    if after is None:
        return None
    return Hedge(limits[0].text, WEAK, after, limits[0].start, limits[0].end)


_OTHERS = re.compile(
    r"(?i)\b(?:earlier|previous|prior|past|former|older|preceding|other|others['’]?|historical|(?:19|20)\d\d)\s+"
    r"(?:[\w-]+\s+){0,3}(?:trials?|stud(?:y|ies)|research|work|reports?|evidence|data|cohorts?|reviews?|experiments?|series)\b"
    r"|\b(?:until|up\s+to)\s+now\b|\bprevious(?:ly)?\b|\bthus\s+far\s+only\b"
)
"""Studies that are not the source's own."""


def _of_others(text: str, at: int) -> bool:
    """Whether the limit at `at` is told of other studies: "earlier trials were small"."""
    clause = context(text).clause(at)
    return _OTHERS.search(text, clause.start, clause.end) is not None


def _own(dossier: Dossier, words: str) -> bool:
    """Whether the claim says the same words, or tells as few people: then nothing was dropped."""
    if words.lower() in dossier.claim.sentence.lower():
        return True
    few = [each.value for each in extract(words) if each.dimension == "count" and each.value]
    mine = [each.value for each in dossier.claim.facts if each.dimension == "count" and each.value]
    return any(one.low == other.low for one in few for other in mine)


def _flat_elsewhere(matches: tuple[Match, ...]) -> bool:
    """Whether another passage, nearly as near, states it without hedge or limit."""
    best = matches[0].share
    return any(
        profile(match.passage.text).certainty > WEAK and not profile(match.passage.text).caveats
        for match in matches[1:]
        if match.share >= best * (0.75 if best < _CLOSE else 0.9)
    )


CHECK = PairCheck("hedge-dropped", ("CER-001",), examine)
