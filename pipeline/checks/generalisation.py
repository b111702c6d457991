"""One or few studies told as research (GEN-001).

What it does: finds phrases that speak for research as a whole ("research consistently shows", "numerous studies",
"trials demonstrate") and counts what stands behind the cited source: the studies it included, the people in them.

Why it matters: consistency and consensus are statements about many results; one result can't be consistent.

The article says: "Research consistently shows a favourable safety profile."

The source says: "… of which 3 met the inclusion criteria … 78 participants in total."

Fine if: more studies are cited for the same sentence, or the source itself sums up others' work there.

Literature: Lazarus 2015 (extrapolation); Sumner 2014; findings of few trials are unstable (Ioannidis 2005).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength import Cue, profile
from pipeline.strength.evidence import Shown, carries, designs, people, studies, tells_size
from pipeline.strength.matching import ABSTRACT, NEAR, around, meant, nearest, share, verbatim
from pipeline.strength.patterns import expression
from pipeline.strength.wording import TITLE, capital, cut, raised

FEW_STUDIES = 3
"""Up to three studies are few (findings.md, GEN-001)."""
FEW_PEOPLE = 300
"""A neighbour that names a number below this has told how few there are."""
SMALL = 100
"""Fewer people than this behind all studies together are few, however many studies there were."""


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where a phrase of consensus rests on one study or on few."""
    claim = dossier.claim
    cue = _phrase(dossier)
    if cue is None or len(claim.citations) > 2 or verbatim(claim, dossier.passages):
        return
    behind = _behind(dossier) or (_of_a_review(dossier) if cue.level >= CONSENSUS else None)
    if behind is None:
        return
    words, passage, span, one = behind
    if cue.level < 2 and (len(claim.citations) > 1 or dossier.work.kind == "review"):
        return
    if _source_sums_up(dossier) or _counted(dossier):
        return
    yield Objection(
        code="GEN-001",
        verdict="overstated",
        severity="must" if one else raised("should", claim),
        title=_title(cue, words),
        why="The phrase speaks for research as a whole; what is cited there is less.",
        aspects=(Aspect("how many studies", cue.text, passage.text[slice(*span)], "stronger"), *_people(dossier, cue)),
        passage=passage,
        said=(cue.start, cue.end),
        shown=span,
        ok_if="more studies are cited for the same sentence, or the source itself sums up others' work there.",
        suggestion=f"Name what there is: {words}.",
        confidence="high" if dossier.work.kind_basis or not one else "medium",
        cause="consensus",
    )


def _phrase(dossier: Dossier) -> Cue | None:
    """The strongest phrase of consensus that the claim uses: in "… , studies show" it is the phrase that vouches."""
    cues = [
        cue
        for cue in profile(dossier.claim.text).all_of("consensus")
        if not (cue.negated or cue.quoted or cue.hypothetical or cue.purpose or cue.question)
    ]
    return max(cues, key=lambda cue: cue.level, default=None)


def _behind(dossier: Dossier) -> tuple[str, Passage, tuple[int, int], bool] | None:
    """What stands behind the source in words, where it says so, and whether it is one study; None where enough does."""
    kind = carries(dossier.work.kind)
    n = people(dossier.passages)
    if kind.single:
        return _single(dossier, n)
    k = studies(dossier.passages)
    if k is None and not kind.general and _one_study(dossier):
        return _single(dossier, n)
    if k is None or k.value < 1:
        return None
    total = f", {n.value:,.0f} people" if n else ""
    if k.value <= FEW_STUDIES:
        return _studies(k) + total, k.passage, _reach(k), k.value == 1
    if n is not None and n.value < SMALL:
        return _studies(k) + total, n.passage, (n.start, n.end), False
    return None


def _one_study(dossier: Dossier) -> bool:
    """Whether a source of unknown design tells of one study of its own, and of no pooled ones."""
    pooled = any(told.design.name == "meta-analysis" for told in designs(dossier.passages))
    own = expression("study_words", "one.study")
    return not pooled and any(own.search(passage.text) for passage in dossier.passages)


def _single(dossier: Dossier, n: Shown | None) -> tuple[str, Passage, tuple[int, int], bool] | None:
    """One study: quoted by its size where it tells it, else by the passage nearest to the claim."""
    kind = carries(dossier.work.kind)
    words = kind.label if kind.single else "one study"
    if n is not None:
        return f"{words}, {n.value:,.0f} people", n.passage, (n.start, n.end), True
    near = [match.passage for match in nearest(dossier.claim, dossier.ranked)]
    if len(dossier.passages) <= ABSTRACT:
        near += [*(ranked.passage for ranked in dossier.ranked), *dossier.passages]
    if not near:
        return None
    return words, near[0], (0, len(near[0].text)), True


def _of_a_review(dossier: Dossier) -> tuple[str, Passage, tuple[int, int], bool] | None:
    """In a short review: what it says itself that stands behind the matter, where that is little or divided."""
    if len(dossier.passages) > ABSTRACT:
        return None
    for passage in sorted(dossier.passages, key=lambda each: -meant(dossier.claim.text, each.text)):
        found = _FEW.search(passage.text) or _divided(passage.text)
        if found is not None:
            mixed = _MIXED.fullmatch(found.group()) is not None
            words = "mixed results" if mixed else found.group().lower()
            return words, passage, found.span(), False
    return None


CONSENSUS = 2
"""Phrases that speak of many, or of agreement."""
_COUNT = "one|a single|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,3}"
_WORKS = "(?:stud(?:y|ies)|trials?|experiments?|cohorts?)"
_FEW = re.compile(
    rf"(?i)\b(?:(?:only |just )?(?:one|a single|two|three) (?:[\w-]+ ){{0,3}}{_WORKS}"
    rf"|(?:small|few|uncontrolled|animal) {_WORKS})\b"
)
_PART = re.compile(rf"(?i)\b(?P<k>{_COUNT}) (?:of|out of|in) (?:the )?(?P<n>{_COUNT}) (?:[\w-]+ ){{0,3}}{_WORKS}\b")
_MIXED = re.compile(
    r"(?i)\b(?:inconsistent|conflicting|mixed|contradictory|heterogeneous)\b"
    r"|\bdiffer(?:ed|s) (?:between|across) (?:stud|trial)\w+"
    r"|\bfound no (?:\w+ )?(?:difference|effect|association|link|benefit)\b"
)
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: at for at, word in enumerate(_WORDS)}


def _divided(text: str) -> re.Match[str] | None:
    """Where a review says that its studies do not agree: "5 of 14 studies", "results were mixed"."""
    match = _PART.search(text)
    if match is not None:
        k, n = (
            float(_NUMBERS.get(word.lower(), 1) if word.isalpha() or " " in word else word) for word in match.groups()
        )
        return match if k < n else None
    return _MIXED.search(text)


def _title(cue: Cue, words: str) -> str:
    """The last words of the phrase are its heart; how many people goes first when room is short."""
    for said in (cue.text, " ".join(cue.text.split()[-3:])):
        for behind in (words, words.split(",", maxsplit=1)[0]):
            title = f"“{capital(said)}” rests on {behind}"
            if len(title) <= TITLE:
                return title
    return f"“{cut(capital(cue.text), 45 - len(words))}” rests on {words.split(',', maxsplit=1)[0]}"


def _studies(k: Shown) -> str:
    read = " ".join(reading.text[:4000].lower() for reading in k.passage.work.read)
    word = "trial" if "trials" in read else "study"
    plural = {"trial": "trials", "study": "studies"}[word]
    return f"{k.value:.0f} {word if k.value == 1 else plural}"


def _reach(k: Shown) -> tuple[int, int]:
    """The count with the words after it, up to the next stop: "3 met the inclusion criteria"."""
    stop = re.compile(r"[.,;:(]|$").search(k.passage.text, k.end, k.end + 40)
    return k.start, stop.start() if stop else k.end


def _people(dossier: Dossier, cue: Cue) -> tuple[Aspect, ...]:
    """A row for how many people stand behind it, where the source says."""
    n = people(dossier.passages)
    return (Aspect("how many people", cue.text, n.text, "stronger"),) if n else ()


def _source_sums_up(dossier: Dossier) -> bool:
    """Whether a passage on the same matter itself speaks of many studies."""
    return any(
        profile(passage.text).of("consensus")
        for passage in dossier.passages
        if profile(passage.text).all_of("consensus") and share(dossier.claim.text, passage.text) >= NEAR
    )


def _counted(dossier: Dossier) -> bool:
    """Whether the claim or a neighbour says how few there are."""
    text = around(dossier.claim)
    return bool(profile(text).caveats & {"small", "early", "limited"}) or tells_size(text, FEW_PEOPLE)


CHECK = PairCheck("generalisation", ("GEN-001",), examine)
