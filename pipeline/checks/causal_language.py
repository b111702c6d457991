"""Cause told where an association was found (CAU-001).

What it does: reads whether the claim says that one thing brings the other about, and what the source can say: by its
design (a cohort, survey or case-control study can't show cause) and by its own words in the passage on the same matter.

Why it matters: people who do one thing differ in many others; an association alone changes nothing when acted on.

The article says: "Ultra-processed food causes depression."

The source says: "… was associated with depression."

Fine if: the source says elsewhere that it tested cause (chance assigned the groups, or an experiment).

Literature: Sumner 2014 (33% of press releases); Haber 2018; Lazarus 2015 (53% of abstracts); Yu, Li & Wang 2019.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._no_cause import names_only, of_disease, otherwise_meant
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.search.likeness import KIN
from pipeline.strength import profile
from pipeline.strength.causality import acting, joined
from pipeline.strength.certainty import reported
from pipeline.strength.context import Context, context
from pipeline.strength.evidence import Told, designs, observational
from pipeline.strength.matching import ABSTRACT, Match, around, content, meant, nearest, verbatim
from pipeline.strength.patterns import Hit, find
from pipeline.strength.untested import Limit, watched
from pipeline.strength.untested import limit as owned_up
from pipeline.strength.verbs import acts
from pipeline.strength.wording import cut, raised

SWAP = 0.75
"""Three in four content words: claim and passage are one sentence but for its strength."""
_LINKS = ("associat", "correlat", "link", "relat", "tied", "ties", "predict", "connect", "risk factor")
"""What the words hold that tell an association outright, not by a comparison of groups."""
_NONE_FOUND = re.compile(
    r"\b(?:no|not|n't|without|nor|neither|fail(?:s|ed)? to)\b[^.;]{0,30}\b"
    r"(?:links?|associations?|relationships?|connections?|correlations?|ties|differences?)\b"
)
"""The text itself says that nothing hangs together: "… but the study found no link"."""
_CANNOT_SAY = re.compile(
    r"\bcan(?:not|'t)\s+(?:say|tell)\b|(?:\bnot|n't)\s+(?:certain|clear|known)\b"
    r"|\bon the assumption\b|\b(?:assuming|supposing)\b"
)
"""The text leaves open whether it is a cause, or only supposes it."""
_DENIAL_REACH = 30
"""Characters between "not" and the association that it denies."""
_DENIED = "The source says that it found no association; the claim says that one brings the other about."
ABOUT = 0.5
"""Half of the claim's content words: claim and passage are about the same two things."""


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where the claim acts and the source only connects."""
    claim = dossier.claim
    if verbatim(claim, dossier.passages):
        return
    matches = nearest(claim, dossier.ranked, ABOUT)
    design = observational(dossier.passages, dossier.work.kind)
    found = _swapped(dossier, matches) or _beyond(dossier, matches, design)
    if found is None:
        yield from _untested(dossier, design)
        return
    verb, passage, hit = found
    start = _from_denial(passage.text, hit)
    shown = passage.text[start : hit.end]
    yield Objection(
        code="CAU-001",
        verdict="contradicted" if start < hit.start else "overstated",
        severity="must" if design or dossier.work.kind == "cohort" else raised("should", claim),
        title=f"“{cut(shown, 24)}” in the source, not “{cut(verb.text, 16)}”",
        why=_DENIED if shown != hit.text else _why(design),
        aspects=(
            Aspect("cause", verb.text, shown, "different" if start < hit.start else "stronger"),
            *(
                (Aspect("design", verb.text, design.passage.text[design.start : design.end], "stronger"),)
                if design
                else ()
            ),
        ),
        passage=passage,
        said=(verb.start, verb.end),
        shown=(start, hit.end),
        ok_if="the source says elsewhere that it tested cause.",
        suggestion=f"Write “{cut(shown, 40)}”.",
        confidence="high" if design else "medium",
        cause=f"causality {passage.start}",
    )


def _beyond(dossier: Dossier, matches: tuple[Match, ...], design: Told | None) -> tuple[Hit, Passage, Hit] | None:
    """A causal claim whose nearest passages tell an association only, from a source that did not assign groups."""
    verb = _claimed(dossier)
    if verb is None or not matches or any(_says_cause(match.passage) for match in matches):
        return None
    shown = _connects(matches, told=design is not None)
    if shown is None or (design is None and _assigned(dossier)):
        return None
    return (verb, *shown)


def _untested(dossier: Dossier, design: Told | None) -> Iterator[Objection]:
    """Everyday words of cause beside a source that, by its design or in its own words, could not test cause."""
    claim = dossier.claim
    matches = nearest(claim, dossier.ranked, _MATTER)
    short = len(dossier.passages) <= ABSTRACT
    limit = owned_up(dossier.passages)
    randomised = _assigned(dossier) and not (limit and _NO_CONTROL.search(limit[0].text, *limit[1]))
    owned, limit = limit, limit or (None if design else watched(dossier.passages))
    untested = design is not None or dossier.work.kind == "cohort" or limit is not None
    if randomised or not untested or not (matches or short):
        return
    if _cause_there(matches, owned) or (short and _reason_there(dossier)):
        return
    verb = next((hit for hit in _lay_acting(dossier) if _both_known(dossier, hit) or (short and _told(hit))), None)
    texts = [passage.text for passage in dossier.passages]
    if verb is None or not meant(claim.text, *texts, least=KIN):
        return
    nearby = (*(match.passage for match in matches), *(ranked.passage for ranked in dossier.ranked), *dossier.passages)
    passage, (start, end) = limit or (nearby[0], (0, len(nearby[0].text)))
    yield Objection(
        code="CAU-001",
        verdict="overstated",
        severity="must" if design or dossier.work.kind == "cohort" else raised("should", claim),
        title=f"Source did not test cause: “{cut(verb.text, 28)}”",
        why="The claim says that one thing brings the other about; the source could not test that.",
        aspects=(Aspect("cause", verb.text, cut(passage.text[start:end], 90), "stronger"),),
        passage=passage,
        said=(verb.start, verb.end),
        shown=(start, end),
        ok_if="the source says elsewhere that it tested cause.",
        confidence="medium",
        cause=f"causality {passage.start}",
        certain=short and _both_known(dossier, verb) and meant(claim.text, *texts) >= ABOUT,
    )


def _told(hit: Hit) -> bool:
    """Whether a word of cause tells how things are ("prevents"), or names a cause outright ("because of").

    The past tense may only report what came after what: "the group cut its hours".
    """
    return hit.entry.name in _OUTRIGHT or not reported(hit.text.split()[0])


_OUTRIGHT = frozenset(("cause", "reason"))
_MATTER = 0.25
"""A quarter of the claim's content words: everyday words share little with a paper's."""
_NO_CONTROL = re.compile(r"(?i)no (?:\w+ ){0,2}(?:control|comparison|placebo)|had no controls|uncontrolled")


def _reason_there(dossier: Dossier) -> bool:
    """Whether a passage that means a quarter of the claim gives a reason outright: "because", "thanks to"."""
    return any(
        any(hit.entry.name == "reason" for hit in find("lay_causes", passage.text))
        and _tells_cause(passage.text)
        and meant(dossier.claim.text, passage.text) >= _MATTER
        for passage in dossier.passages
    )


def _cause_there(matches: tuple[Match, ...], limit: Limit | None) -> bool:
    """Whether a passage on the same matter tells cause itself: then the claim only follows its source.

    Not the passage that owns up to the limit: "cannot tell whether plastics contribute" tells no cause.
    """
    return any(
        _says_cause(match.passage) or _tells_cause(match.passage.text)
        for match in matches
        if limit is None or match.passage is not limit[0]
    )


def _tells_cause(text: str) -> bool:
    """Whether a source uses everyday words of cause itself, unhedged: "the programme cut injuries"."""
    where = context(text)
    return any(
        not where.governed(hit.start, "negation") and not _doubted(where, hit, but="likely")
        for hit in find("lay_causes", text)
        if (hit.entry.name in ("reason", "explained") or acts(text, hit.start, _first_word(hit)))
        and not _by_study(text, hit)
    )


def _doubted(where: Context, hit: Hit, but: str = "") -> bool:
    """Whether a word of cause is told as possible, or as likely; a mere "suggests that" does not count."""
    cues = [scope.cue.entry for scope in where.governed(hit.start, "speculation")]
    return any((cue.level <= 1 or cue.name in ("likely", "appear")) and cue.name != but for cue in cues)


_OBJECT_ENDS = re.compile(r"(?i)(?<=\w)\s+(?:at|in|among|by|for|over|during|within|after|with|from|than)\s|[,;:]")
"""Where the object of a verb ends: what follows tells place, time or manner."""


def _both_known(dossier: Dossier, hit: Hit) -> bool:
    """Whether the source speaks both of what acts and of what it is said to bring about."""
    text = dossier.claim.text
    left, right = text[: hit.start], _OBJECT_ENDS.split(text[hit.end :].lstrip(), maxsplit=1)[0]
    texts = [passage.text for passage in dossier.passages]
    return meant(left, *texts, least=KIN) > 0 and (not content(right) or meant(right, *texts, least=KIN) >= _HALF)


_HALF = 0.5
"""Half of what is said to be brought about: "the cyclists' blood pressure" is not known where only cyclists are."""


def _lay_acting(dossier: Dossier) -> list[Hit]:
    """The claim's words of cause, everyday ones too, in the writer's own voice and unhedged."""
    verb = _claimed(dossier)
    own = [verb] if verb and verb.entry.group == "causal" else []
    text = dossier.claim.text
    where = context(text)
    if where.question or _limited(around(dossier.claim)) or _WHICH.match(text):
        return own
    voices = (*where.quoted, *where.hypothetical, *where.purpose)
    lay = [
        hit
        for hit in find("lay_causes", text)
        if hit.entry.group != "source"
        and not any(span.holds(hit.start) for span in voices)
        and not where.governed(hit.start, "negation")
        and not _doubted(where, hit)
        and not otherwise_meant(text, hit)
        and not _by_study(text, hit)
        and (hit.entry.name == "reason" or acts(text, hit.start, _first_word(hit)))
        and not of_disease(text, hit)
        and not names_only(text, hit)
    ]
    return own + lay


_WHICH = re.compile(r"(?i)\W*(?:which|who|whether|how|where|when)\b")
"""A question put as a subject, or a clause of time: "which schools gave pupils more time was not left to chance"."""


def _first_word(hit: Hit) -> int:
    """Where the verb itself ends: what follows it is its object."""
    return hit.start + len(hit.text.split()[0])


_STUDY = re.compile(
    r"(?i)\b(?:stud(?:y|ies)|trials?|researchers?|authors?|analys[ei]s|review|team|registry|register|data|survey|scientists?"
    r"|doctors|who|they|we|patients|people|women|men|participants|children)\s+(?:\w+ly\s+)?\Z"
)
"""A subject right before the verb that is no remedy and no exposure."""


def _by_study(text: str, hit: Hit) -> bool:
    """Whether a person or a study is what acts: "who lowered their dose"."""
    return _STUDY.search(text[max(hit.start - 40, 0) : hit.start]) is not None


def _swapped(dossier: Dossier, matches: tuple[Match, ...]) -> tuple[Hit, Passage, Hit] | None:
    """A passage that is the claim but for one word: an association there, a cause here."""
    if not matches or matches[0].share < SWAP or _chance(dossier):
        return None
    passage = matches[0].passage
    claim = dossier.claim.text
    lost = [hit for hit in joined(passage.text) if _plain(hit) and not _kept(claim, hit)]
    gained = [hit for hit in _own_acting(dossier) if not _says(passage.text, hit)]
    return (gained[0], passage, _apt(claim, passage.text, lost)) if gained and lost else None


def _apt(claim: str, text: str, hits: list[Hit]) -> Hit:
    """Of several associations the one told of the claim's own outcome: what follows it shares most with the claim."""
    where, own = context(text), content(claim)

    def fit(hit: Hit) -> tuple[int, bool]:
        shared = own & content(text[hit.end : where.clause(hit.start).end])
        return len(shared), _from_denial(text, hit) == hit.start

    return max(hits, key=fit)


def _kept(claim: str, hit: Hit) -> bool:
    """Whether the claim holds the same word of association."""
    return any(link in hit.text.lower() and link in claim.lower() for link in _LINKS)


def _says(text: str, hit: Hit) -> bool:
    """Whether `text` holds the beginning of the hit's first word."""
    return hit.text.split()[0].lower()[:5] in text.lower()


def _from_denial(text: str, hit: Hit) -> int:
    """Where the words of association start, with the word that denies them: "not associated", "no association"."""
    denials = [scope.cue.start for scope in context(text).governed(hit.start, "negation") if scope.cue.end <= hit.start]
    near = [at for at in denials if hit.start - at <= _DENIAL_REACH]
    return max(near, default=hit.start)


def _chance(dossier: Dossier) -> bool:
    """Whether chance assigned the groups."""
    if dossier.work.kind == "randomised_trial":
        return True
    return any(told.design.name == "randomised trial" for told in designs(dossier.passages))


def _claimed(dossier: Dossier) -> Hit | None:
    """The claim's word of cause, where the claim is causal, unhedged and in the writer's own voice."""
    if profile(dossier.claim.text).causality != "causal":
        return None
    return next(iter(_own_acting(dossier)), None)


_NONE = re.compile(
    r"(?i)\b(?:no|not|little)\b|\A(?:the|this|that|its|their|these|an?)\s+(?:\w+\s+)?(?:effects?|impacts?|influences?)\b"
)
"""Who says that something "has no effect" tells no cause; who speaks of "the effect" takes it up, and tells none."""


def _own_acting(dossier: Dossier) -> list[Hit]:
    """The claim's words of cause in the writer's own voice, unhedged; none where it says that cause was not shown."""
    text = dossier.claim.text
    where = context(text)
    if where.question or _limited(around(dossier.claim)):
        return []
    voices = (*where.quoted, *where.attributed, *where.hypothetical, *where.purpose)
    return [
        hit
        for hit in acting(text)
        if not any(span.holds(hit.start) for span in voices)
        and not where.governed(hit.start, "negation")
        and not _NONE.search(hit.text)
        and not of_disease(text, hit)
        and not names_only(text, hit)
        and not any(scope.cue.entry.level <= 1 for scope in where.governed(hit.start, "speculation"))
    ]


def _limited(text: str) -> bool:
    """Whether the text itself says that cause was not shown, or that nothing was found."""
    low = text.lower().replace("’", "'")
    if _NONE_FOUND.search(low) or _CANNOT_SAY.search(low):
        return True
    phrases = ("cause and effect", "causation", "causal", "not prove", "observational", "only an association")
    denied = any(phrase in low for phrase in phrases)
    return denied and any(word in low for word in ("not", "n't", "observational", "only an", "cannot", "no proof"))


def _says_cause(passage: Passage) -> bool:
    """Whether the passage itself is causal, without association beside it."""
    return profile(passage.text).causality == "causal"


def _connects(matches: tuple[Match, ...], *, told: bool) -> tuple[Passage, Hit] | None:
    """The nearest passage that tells an association, with its word."""
    for match in matches:
        if profile(match.passage.text).causality == "correlational":
            where = context(match.passage.text)
            hits = [hit for hit in joined(match.passage.text) if not _asked(where, hit)]
            hits = [hit for hit in hits if told or _plain(hit)]
            if hits:
                return match.passage, hits[0]
    return None


def _plain(hit: Hit) -> bool:
    """Whether the words tell an association outright."""
    return any(link in hit.text.lower() for link in _LINKS)


def _asked(where: Context, hit: Hit) -> bool:
    """Whether the passage only asks for the association, sets out to look for it, or denies it."""
    if where.governed(hit.start, "negation"):
        return True
    open_question = any(scope.cue.entry.name == "unknown" for scope in where.governed(hit.start, "speculation"))
    return open_question or any(span.holds(hit.start) for span in where.purpose)


def _assigned(dossier: Dossier) -> bool:
    """Whether groups were assigned by chance, or it was an experiment: "associated with" is then a way of speaking."""
    if dossier.work.kind == "randomised_trial":
        return True
    return any(not told.design.observational for told in designs(dossier.passages))


def _why(design: Told | None) -> str:
    if design is None:
        return "The source speaks of an association; the claim says that one brings the other about."
    return (
        f"The source is a {design.design.name}: it can show that two things go together, not that one causes the other."
    )


CHECK = PairCheck("causal-language", ("CAU-001",), examine)
