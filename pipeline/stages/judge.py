"""Brief -> Judged: the one place where it is decided what a claim is called, and by which judge.

Order of judges: facts and strength rules (objections of the checks) before alignment (is it borne out?) before
search (is anything near?). A verdict that names a source's words is never given without a quote.
"""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from pipeline.checks import Dossier, pair_checks
from pipeline.records.claim import Claim
from pipeline.records.report import Undecided, Verdict
from pipeline.records.verdict import Agreement, Judged, Objection, Passage, Ranked
from pipeline.strength.matching import share
from pipeline.verdicts.brief import Brief
from pipeline.verdicts.kept_back.strangers import misquoted, stranger
from pipeline.verdicts.literal import said_there
from pipeline.verdicts.scores import scores_of
from pipeline.verdicts.stated import stated_whole
from pipeline.verdicts.structure import accusation, objection_of
from pipeline.verdicts.support import IN_ITS_WORDS, borne_out, far, unhindered
from pipeline.verdicts.undecided import undecided
from pipeline.verdicts.weighing import Weighing, weigh

KEPT = 5
"""Quotes kept for a claim and a work."""
Judge = Literal["facts", "strength", "alignment", "search", "coverage"]
_BY_RANK: tuple[Verdict, ...] = ("contradicted", "supported", "overstated", "unclear")
"""Which verdict wins where a claim cites several works (docs: the contract)."""
EVERY: frozenset[Judge] = frozenset(("facts", "strength", "alignment"))
"""The judges that may speak; fewer only to measure what each brings."""
_OF_THE_RECORD = "registry-status"
"""Its agreement settles a date by the record's own fields; that a figure equals some other settles nothing."""
_AGAINST: tuple[tuple[Verdict, Judge], ...] = (("contradicted", "facts"), ("overstated", "strength"))


DOUBTED = {"contradicted": 0.6, "overstated": 0.25}
"""Chance below which an accusation of a check is not believed (docs/accuracy.md: how these were set)."""

ALIKE = 0.9
"""Nine in ten content words of the claim: the passage is no other matter, and the claim its statement made stronger."""


TOLD_OTHERWISE = 0.7
"""The same of a figure that the checks of numbers are sure of: code owns numbers; the figure is no shared word."""

OF_THE_STUDY = frozenset({"CMP-001", "DES-001", "STA-001", "STA-004", "SRC-003"})
"""What a study has one of (comparator, masking, phase, status, kind): in whatever words, it bears on the claim."""


class _Opinion(Struct, frozen=True):
    """What one work says of a claim."""

    verdict: Verdict
    quotes: tuple[Ranked, ...]
    objections: tuple[Objection, ...]
    agreements: tuple[Agreement, ...]
    decided_by: Judge
    chances: dict[str, float] | None = None
    undecided: Undecided | None = None


def judge(briefs: Iterable[Brief], judges: frozenset[Judge] = EVERY) -> tuple[Judged, ...]:
    """Judge every claim, in order."""
    return tuple(judge_one(brief, judges) for brief in briefs)


def judge_one(brief: Brief, judges: frozenset[Judge] = EVERY) -> Judged:
    """The verdict on one claim over all works that it cites."""
    claim = brief.claim
    if not claim.checkable:
        return _closed(claim, "not_checkable")
    if not claim.citations:
        return _closed(claim, "uncited")
    opinions = [_opinion(brief, dossier, judges) for dossier in brief.dossiers]
    verdict = _joint([opinion.verdict for opinion in opinions], unread=bool(brief.unread))
    if verdict == "unavailable":
        reason = next((work.reason for work in brief.unread if work.reason), "unresolved")
        return _closed(claim, "unavailable", reason, tuple(near for opinion in opinions for near in opinion.quotes))
    opinions.sort(key=lambda opinion: opinion.verdict != verdict)
    quotes = tuple(near for opinion in opinions for near in opinion.quotes)
    return Judged(
        claim=claim,
        verdict=verdict,
        reason=None,
        passages=quotes,
        objections=_kept_objections(verdict, opinions, unread=bool(brief.unread)),
        agreements=tuple(agreement for opinion in opinions for agreement in opinion.agreements),
        decided_by=opinions[0].decided_by,
        scores=scores_of(verdict, opinions[0].chances),
        undecided=opinions[0].undecided,
    )


def _kept_objections(verdict: Verdict, opinions: list[_Opinion], *, unread: bool) -> tuple[Objection, ...]:
    """What still counts: where another work bears the claim out whole, accusations from a weaker one do not.

    That a number stands nowhere is told once, and only where no cited work holds it and none was left unread.
    """
    kept: list[Objection] = []
    for opinion in opinions:
        for objection in opinion.objections:
            if verdict == "supported" and objection.verdict is not None:
                continue
            if (
                objection.code == _NOWHERE
                and objection.verdict is None
                and (unread or opinion is not opinions[0] or not _by_all(objection, opinions))
            ):
                continue
            kept.append(objection)
    return tuple(kept)


_NOWHERE = "SRC-002"


def _by_all(objection: Objection, opinions: list[_Opinion]) -> bool:
    """Whether every work that was read lacks the same number, or has another in its place."""
    said = objection.said
    return said is None or all(
        any(
            other.said and other.said[0] < said[1] and said[0] < other.said[1]
            for other in opinion.objections
            if other.code == _NOWHERE or (other.code.startswith("NUM-") and other.verdict)
        )
        for opinion in opinions
    )


def _closed(claim: Claim, verdict: Verdict, reason: str | None = None, quotes: tuple[Ranked, ...] = ()) -> Judged:
    return Judged(claim, verdict, reason, quotes, (), (), "coverage", {verdict: 1.0})


def _joint(verdicts: list[Verdict], *, unread: bool) -> Verdict:
    """One verdict of several works; a work that was not read leaves the claim unavailable, never not found."""
    found = next((verdict for verdict in _BY_RANK if verdict in verdicts), None)
    if found:
        return found
    return "unavailable" if unread or not verdicts else "not_found"


def _opinion(brief: Brief, dossier: Dossier, judges: frozenset[Judge]) -> _Opinion:
    said = [item for check in pair_checks() for item in check.examine(dossier) if _heard(item, judges)]
    agreements = tuple(item for item in said if isinstance(item, Agreement))
    objections = _told_once((_quotable(item, dossier) for item in said if isinstance(item, Objection)), agreements)
    dossier = _with_agreed(dossier, agreements)
    weighed = weigh(dossier, brief.aliases, objections, agreements) if "alignment" in judges else None
    raised, objections = objections, _believed(brief.claim, objections, weighed)
    doubted = tuple(one for one, kept in zip(raised, objections, strict=True) if one.verdict and not kept.verdict)
    chances = weighed.chances if weighed else None
    odds = weighed.odds if weighed else None
    for verdict, name in _AGAINST:
        against = [objection.passage for objection in objections if objection.verdict == verdict]
        if against:
            return _Opinion(verdict, _quotes(against, dossier.ranked), objections, agreements, name, chances)
        if odds is not None and odds.verdict == verdict:
            shown = _quotes([odds.passage], dossier.ranked)
            return _Opinion(verdict, shown, (*objections, odds), agreements, "alignment", chances)
    stated = () if doubted else stated_whole(dossier, agreements)
    if stated:
        return _Opinion("supported", _quotes(stated, dossier.ranked), objections, agreements, "facts", chances)
    if weighed is not None:
        return _aligned(brief, dossier, weighed, objections, agreements, doubted)
    quotes = _quotes((), dossier.ranked)
    if "alignment" in judges or not dossier.ranked:
        return _Opinion("not_found", quotes, objections, agreements, "search")
    return _Opinion("unclear", quotes, objections, agreements, "search", undecided=undecided(None, doubted))


def _with_agreed(dossier: Dossier, agreements: tuple[Agreement, ...]) -> Dossier:
    """The dossier with the passages that bear out a figure among the nearest, in the place of the furthest of these.

    In a long source, where a figure stands and what it is told of are often sentences apart: a check that looked at
    all passages has found it, and it is set beside the claim with the others.
    """
    held = {_place(entry.passage) for entry in dossier.ranked}
    found = {
        _place(one.passage): Ranked(one.passage, round(alike, 4))
        for one in agreements
        if _place(one.passage) not in held and (alike := share(dossier.claim.words, one.passage.text)) >= BEARS
    }
    if not found or len(dossier.ranked) < KEPT:
        return dossier
    added = tuple(found.values())[:AGREED]
    return replace(dossier, ranked=(*dossier.ranked[: KEPT - len(added)], *added))


AGREED = 2
"""Places among the nearest passages that may go to those where a figure was found."""
BEARS = 0.1
"""Share of the claim's content that such a passage must hold: an equal figure alone may be of anything."""


def _heard(item: Objection | Agreement, judges: frozenset[Judge]) -> bool:
    """Whether what a check says comes from a judge who may speak; a remark accuses nobody."""
    if isinstance(item, Agreement):
        return "facts" in judges
    return item.verdict is None or dict(_AGAINST).get(item.verdict) in judges


def _aligned(
    brief: Brief,
    dossier: Dossier,
    weighed: Weighing,
    objections: tuple[Objection, ...],
    agreements: tuple[Agreement, ...],
    doubted: tuple[Objection, ...],
) -> _Opinion:
    """What the alignment says where no check is believed to object; what a check doubts is never called supported."""
    if stranger(brief.claim, dossier) or misquoted(brief.claim, dossier):
        weighed = replace(weighed, kept=(*weighed.kept, "stranger"))
    if _thin(brief.claim, dossier, weighed):
        weighed = replace(weighed, kept=(*weighed.kept, "thin"))
    against = accusation(weighed.values, weighed.chances)
    quotes = _quotes([weighed.passage], dossier.ranked)
    if against is not None:
        told = (*objections, objection_of(against, weighed))
        return _Opinion(against.verdict, quotes, told, agreements, "alignment", weighed.chances)
    if borne_out(weighed) and not doubted:
        return _Opinion("supported", quotes, objections, agreements, "alignment", weighed.chances)
    literal = None if doubted else said_there(brief.claim, dossier.ranked, agreements, brief.aliases)
    if literal is not None and weighed.chances["supported"] >= IN_ITS_WORDS and unhindered(weighed):
        quotes = _quotes([literal.passage], dossier.ranked)
        return _Opinion("supported", quotes, objections, agreements, "alignment", weighed.chances)
    if agreements or not far(weighed):
        shown = _quotes([agreement.passage for agreement in agreements] or [weighed.passage], dossier.ranked)
        why = undecided(weighed, doubted)
        return _Opinion("unclear", shown, objections, agreements, "alignment", weighed.chances, why)
    return _Opinion("not_found", dossier.ranked[:2], objections, agreements, "search", weighed.chances)


def _thin(claim: Claim, dossier: Dossier, weighed: Weighing) -> bool:
    """Whether so little is told, and that in other words, that some passage of a long source fits it by chance."""
    figures = any(fact.value is not None for fact in claim.facts)
    few = weighed.values["size"] <= FEW_NAMES and weighed.values["exact"] < ITS_WORDS
    return few and not figures and len(dossier.passages) > SHORT


FEW_NAMES, ITS_WORDS = 3, 0.4
"""Names of a claim, and the share of them that stands in the passage as it is, below which chance may fit it."""
SHORT = 20
"""Passages of a source that is of one matter throughout."""


def _believed(claim: Claim, objections: tuple[Objection, ...], weighed: Weighing | None) -> tuple[Objection, ...]:
    """Accusations that the alignment finds unlikely stay as remarks: the passage may speak of something else.

    Not where the passage is the claim's own statement in weaker words: there the alignment, which knows little of
    strength and of who was studied, sees only how alike the two are.
    """
    if weighed is None:
        return objections
    return tuple(
        replace(one, verdict=None, severity="should" if one.severity == "must" else one.severity)
        if one.verdict in DOUBTED
        and weighed.chances[one.verdict] < DOUBTED[one.verdict]
        and not (one.code in OF_THE_STUDY and one.confidence == "high")
        and not one.certain
        and not _one_statement(claim, one)
        else one
        for one in objections
    )


def _one_statement(claim: Claim, objection: Objection) -> bool:
    """Whether the quoted passage holds most of the claim's content: they speak of one thing."""
    least = TOLD_OTHERWISE if objection.code.startswith("NUM-") and objection.confidence == "high" else ALIKE
    return objection.passage is not None and share(claim.text, objection.passage.text) >= least


def _told_once(objections: Iterable[Objection], agreements: tuple[Agreement, ...]) -> tuple[Objection, ...]:
    """Without "does not stand in the source" where a check says what the source has instead, or that it has it."""
    found = tuple(objections)
    differing = [one.said for one in found if one.code.startswith(("NUM-", "STA-")) and one.verdict and one.said]
    differing += [one.said for one in agreements if one.check == _OF_THE_RECORD]
    return tuple(
        one
        for one in found
        if one.code != "SRC-002" or not one.said or not any(a < one.said[1] and one.said[0] < b for a, b in differing)
    )


def _quotable(objection: Objection, dossier: Dossier) -> Objection:
    """An accusation without a quote is no accusation: it stays as a remark."""
    if objection.passage is not None or objection.verdict is None:
        return objection
    if dossier.ranked:
        return replace(objection, passage=dossier.ranked[0].passage)
    return replace(objection, verdict=None)


def _quotes(first: Iterable[Passage | None], ranked: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
    """The deciding passages first, then the nearest others; each once."""
    scores = {_place(entry.passage): entry.score for entry in ranked}
    chosen = [Ranked(passage, scores.get(_place(passage), 1.0)) for passage in first if passage is not None]
    kept = {_place(entry.passage): entry for entry in (*ranked[::-1], *chosen[::-1])}
    ordered = dict.fromkeys(_place(entry.passage) for entry in (*chosen, *ranked))
    return tuple(kept[place] for place in ordered)[:KEPT]


def _place(passage: Passage) -> tuple[str, int, int]:
    return passage.reading.capture.url, passage.start, passage.end
