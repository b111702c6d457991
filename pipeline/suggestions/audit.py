"""Audits a suggested wording as if the article had said it: every check of the wall, beside the same sources."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from pipeline.checks import Dossier, pair_checks
from pipeline.claims.kinds import nature
from pipeline.facts import extract
from pipeline.records.claim import Claim
from pipeline.records.source import Work
from pipeline.records.verdict import Judged, Objection
from pipeline.search.aliases import find_aliases
from pipeline.search.passages import passages_of
from pipeline.search.rank import Index, build, search
from pipeline.stages.judge import judge
from pipeline.verdicts.brief import Brief

_HELD: list[tuple[Work, Index]] = []
_MOST = 12
"""Works whose passages are remembered: the findings of an article come work by work."""


def reworded(claim: Claim, text: str) -> Claim:
    """The claim in other words, its sentence changed with it, its facts and kinds read anew."""
    bare = _unmarked(claim, text)
    facts = extract(bare)
    kinds = tuple(kind for kind in nature(bare, facts).kinds if kind in claim.kinds or kind == "number")
    return replace(
        claim,
        text=text,
        end=claim.start + len(text),
        sentence=claim.sentence.replace(claim.text, text),
        facts=facts,
        kinds=kinds or claim.kinds,
        bare=bare if bare != text else "",
    )


def _unmarked(claim: Claim, text: str) -> str:
    """The new words with the claim's citation markers blanked out, as the claim itself has them."""
    if len(claim.bare) != len(claim.text):
        return text
    blanked = "".join(
        sign if kept == " " and sign != " " else "\0" for sign, kept in zip(claim.text, claim.bare, strict=True)
    )
    for marker in sorted({part for part in blanked.split("\0") if part}, key=len, reverse=True):
        text = text.replace(marker, " " * len(marker))
    return text


def works_of(judged: Judged, objection: Objection) -> tuple[Work, ...]:
    """The works that the claim was judged by, the objection's own first."""
    passages = [objection.passage] if objection.passage else []
    passages += [near.passage for near in judged.passages]
    found: list[Work] = []
    for passage in passages:
        if all(passage.work is not known for known in found):
            found.append(passage.work)
    return tuple(found)


def objections(claim: Claim, works: Iterable[Work]) -> tuple[Objection, ...]:
    """Everything that the checks of claim and work hold against the claim."""
    found: list[Objection] = []
    for work in works:
        index = _index(work)
        dossier = Dossier(claim, work, index.passages, search(index, claim.text, claim.sentence))
        found += [item for check in pair_checks() for item in check.examine(dossier) if isinstance(item, Objection)]
    return tuple(found)


def accused(claim: Claim, works: Sequence[Work]) -> bool:
    """Whether the whole judge, who weighs meaning too, would accuse the claim: checks alone read figures and words."""
    dossiers = tuple(
        Dossier(claim, work, (index := _index(work)).passages, search(index, claim.text, claim.sentence))
        for work in works
    )
    aliases = {name: words for work in works for name, words in _index(work).aliases.items()}
    judged = judge((Brief(claim, dossiers, (), aliases),))
    return any(one.verdict in ("contradicted", "overstated") for one in judged)


def _index(work: Work) -> Index:
    for known, index in _HELD:
        if known is work:
            return index
    text = " ".join(reading.text for reading in work.read)
    index = build(passages_of(work), find_aliases(text))
    _HELD.append((work, index))
    if len(_HELD) > _MOST:
        del _HELD[0]
    return index
