"""Name, role or journal differs (NAM-001).

What it does: sets the names of the claim beside those of the cited source: who ran or paid for a trial beside the
registry's sponsor, the journal beside the record's, surnames and substances that differ from the source's by a letter
or two.

Why it matters: who ran and paid for a study is part of what it means, and a wrong name can't be looked up.

The article says: "The trial was sponsored by Northfield University."

The source says: Lead sponsor: Southmere Therapeutics.

Fine if: the source spells the name both ways, or somebody else took part whom the record leaves out.

Literature: KSJ Science Editing Handbook (every name is a claim); AMA Manual of Style, 11th ed. (journal titles).
"""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct
from rapidfuzz.distance import OSA

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._remarks import shortened
from pipeline.lexicon import load
from pipeline.records.report import Verdict
from pipeline.records.verdict import Aspect, Objection, Passage

_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_CODE = re.compile(r"\b([A-Z]{2,5})-?(\d{1,5}[A-Za-z]?)\b")
_PERSON = re.compile(
    r"\b(?:(?:Dr|Prof|Mr|Ms|Mrs)\.?|Professor|Doctor)\s+(?:(?P<first>[A-Z][\w’'-]+)\s+(?:[A-Z]\.\s+)?)?(?P<last>[A-Z][a-z’'-]{3,})"
)
_LED = re.compile(
    r"\b(?:led|headed|directed|said|says|wrote|authored)(?: by)?\s+"
    r"(?P<first>[A-Z][a-z’'-]+)\s+(?:[A-Z]\.\s+)?(?P<last>[A-Z][a-z’'-]{3,})"
)
_RUN_BY = re.compile(
    r"\b(?:sponsored|funded|run|conducted|financed|paid for|carried out|led|backed|organi[sz]ed)\s+by\s+"
    r"(?P<who>(?:the\s+)?[A-Z][\w’'&.-]*"
    r"(?:\s+(?:(?:and|of|for|the|in)\s+)*[A-Z][\w’'&.-]*){0,7})"
)
_PUBLISHED = re.compile(
    r"\b(?:published|appeared|appears|reported|printed)\s+(?:\w+\s+){0,3}?(?:in|by)\s+(?:the\s+journal\s+|the\s+)?(?P<journal>[A-Z][\w’'&.-]*"
    r"(?:\s+(?:(?:and|of|for|the|in|on|&)\s+)*[A-Z][\w’'&.-]*){0,7})"
)
_SHORT_NAME, _LONG_NAME = 5, 8
"""Letters: below the first no near miss is judged, from the second on two letters may differ instead of one."""


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns with their reason."""

    reason: str
    patterns: tuple[str, ...]


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`names.toml`."""

    journal: Words
    maker: Words
    public: Words
    firm: Words
    run: Words
    stem: Words
    loose: Words
    family: Words


@cache
def _words() -> File:
    return load("pipeline.checks", "names.toml", File)


@cache
def _pattern(group: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in getattr(_words(), group).patterns), re.IGNORECASE)


def examine(dossier: Dossier) -> Iterator[Objection]:
    """Objections to names, at most one of each sort."""
    for look in (_sponsor, _journal, _people, _codes, _substances):
        found = next(look(dossier), None)
        if found is not None:
            yield found


def _sponsor(dossier: Dossier) -> Iterator[Objection]:
    """Who ran or paid for a registered trial."""
    trial = next((reading.trial for reading in dossier.work.read if reading.trial and reading.trial.sponsor), None)
    passage = _sponsor_passage(dossier, trial.sponsor if trial else "")
    if passage is None:
        return
    text = dossier.claim.text
    sponsor = trial.sponsor if trial else passage.text.split(":", 1)[1].split(";")[0].strip()
    known = _roots(" ".join([sponsor, *(trial.collaborators if trial else ())]))
    said = _RUN_BY.search(text)
    if said and not said["who"].split()[0].endswith(("’s", "'s")):
        named = [part for part in re.split(r"\s+and\s+|,\s*", said["who"]) if _roots(part)]
        strange = [part for part in named if not _roots(part) & known]
        if strange and not _roots(said["who"]) <= _short_forms(sponsor):
            verdict: Verdict | None = "contradicted" if len(strange) == len(named) and trial else None
            yield _objection(
                f"The sponsor of record is {shortened(sponsor, 32)}",
                said.span("who"),
                said["who"],
                passage,
                sponsor,
                verdict,
            )
    maker = _pattern("maker").search(text)
    if (
        maker
        and _pattern("run").search(text)
        and _pattern("public").search(sponsor)
        and not _pattern("firm").search(sponsor)
    ):
        yield _objection(
            f"The sponsor of record is {shortened(sponsor, 32)}",
            maker.span(),
            maker[0],
            passage,
            sponsor,
            "contradicted",
        )


def _sponsor_passage(dossier: Dossier, sponsor: str) -> Passage | None:
    """The record's own value of the sponsor, or a line that names it as such."""
    for passage in dossier.passages:
        if sponsor and passage.text.strip() == sponsor:
            return passage
        if not sponsor and re.match(r"(?:Lead )?(?:Sponsor|Responsible party)\s*:\s*\S", passage.text):
            return passage
    return next((passage for passage in dossier.passages if sponsor and sponsor in passage.text), None)


def _short_forms(name: str) -> frozenset[str]:
    """The initials of a name: "NIH" for National Institutes of Health."""
    capitals = "".join(word[0] for word in _WORD.findall(name) if word[0].isupper())
    return frozenset({capitals.lower()})


def _roots(name: str) -> frozenset[str]:
    """Telling words of a name, without forms of companies and small words."""
    return frozenset(
        word.lower().removesuffix("’s").removesuffix("'s")
        for word in _WORD.findall(name)
        if len(word) > 1 and not _pattern("loose").fullmatch(word)
    )


def _journal(dossier: Dossier) -> Iterator[Objection]:
    """The journal's name beside the record's."""
    said = _PUBLISHED.search(dossier.claim.text)
    real = next((reading.metadata.journal for reading in dossier.work.read if reading.metadata.journal), None)
    if said is None or not real or len(dossier.claim.citations) > 1 or not _pattern("journal").search(said["journal"]):
        return
    mine, theirs = _roots(said["journal"]), _roots(real)
    if not mine or not theirs or mine <= theirs or theirs <= mine or _abbreviates(said["journal"], real):
        return
    passage = next((passage for passage in dossier.passages if real.lower() in passage.text.lower()), None)
    yield _objection(
        f"The journal of record is {shortened(real, 32)}", said.span("journal"), said["journal"], passage, real, None
    )


def _abbreviates(one: str, other: str) -> bool:
    """Whether one is short for the other: "N Engl J Med", "NEJM"."""
    one, other = one.strip(" .,"), other.strip(" .,")
    words, others = _WORD.findall(one.lower()), [word for word in _WORD.findall(other.lower()) if word not in _SMALL]
    words = [word for word in words if word not in _SMALL]
    if len(words) == len(others):
        return all(a.startswith(b) or b.startswith(a) for a, b in zip(words, others, strict=True))
    initials = "".join(word[0] for word in others), "".join(word[0] for word in words)
    return one.lower().replace(" ", "") == initials[0] or other.lower().replace(" ", "") == initials[1]


_SMALL = frozenset("the of and for in on a an".split())


def _people(dossier: Dossier) -> Iterator[Objection]:
    """A surname that the source spells another way."""
    text = dossier.claim.text
    for said in (*_PERSON.finditer(text), *_LED.finditer(text)):
        last = said["last"].removesuffix("’s").removesuffix("'s")
        source = " ".join(passage.text for passage in dossier.passages)
        if re.search(rf"\b{re.escape(last)}\b", source):
            continue
        for passage in dossier.passages:
            for there in (*_PERSON.finditer(passage.text), *_LED.finditer(passage.text)):
                same_first = not said["first"] or not there["first"] or said["first"][0] == there["first"][0]
                if same_first and _near_miss(last, there["last"]):
                    yield _objection(
                        f"“{shortened(last, 20)}” is “{shortened(there['last'], 20)}” in the source",
                        said.span("last"),
                        last,
                        passage,
                        there["last"],
                        "contradicted",
                        there.span("last"),
                    )
                    return


def _near_miss(one: str, other: str) -> bool:
    """Whether two names differ by a slip: one letter, two in long names (optimal string alignment)."""
    low, there = one.lower(), other.lower()
    if min(len(low), len(there)) < _SHORT_NAME or low == there or low.rstrip("s") == there.rstrip("s"):
        return False
    most = 2 if min(len(low), len(there)) >= _LONG_NAME else 1
    return low[0] == there[0] and int(OSA.distance(low, there)) <= most


def _codes(dossier: Dossier) -> Iterator[Objection]:
    """Code names of drugs: the same letters, another number."""
    for said in _CODE.finditer(dossier.claim.text):
        same = [match for match in _CODE.finditer(dossier.claim.text) if match[1] == said[1]]
        if len(same) > 1 or _pattern("family").fullmatch(said[1]):
            continue
        there = [(m, p) for p in dossier.passages for m in _CODE.finditer(p.text) if m[1] == said[1]]
        numbers = {match[2] for match, _ in there}
        if len(numbers) != 1 or said[2] in numbers or not _shuffled(said[2], *numbers):
            continue
        match, passage = there[0]
        yield _objection(
            f"“{said[0]}” is “{match[0]}” in the source",
            said.span(),
            said[0],
            passage,
            match[0],
            "contradicted",
            match.span(),
        )


def _shuffled(one: str, other: str) -> bool:
    """Whether two numbers look like a slip of each other: digits swapped, one changed, added or lost."""
    return min(len(one), len(other)) > 1 and int(OSA.distance(one, other)) == 1


def _substances(dossier: Dossier) -> Iterator[Objection]:
    """Generic names of drugs that differ by a letter or two."""
    source = {word.lower() for passage in dossier.passages for word in _WORD.findall(passage.text)}
    for said in _WORD.finditer(dossier.claim.text):
        low = said[0].lower()
        if len(low) < _LONG_NAME or low in source or not _pattern("stem").search(low) or low.rstrip("s") in source:
            continue
        other = next((word for word in sorted(source) if _pattern("stem").search(word) and _near_miss(low, word)), None)
        passage = next((each for each in dossier.passages if other and other in each.text.lower()), None)
        if other and passage:
            at = passage.text.lower().find(other)
            yield _objection(
                f"“{shortened(said[0], 20)}” is “{shortened(other, 20)}” in the source",
                said.span(),
                said[0],
                passage,
                passage.text[at : at + len(other)],
                "contradicted",
                (at, at + len(other)),
            )


def _objection(
    title: str,
    said: tuple[int, int],
    mine: str,
    passage: Passage | None,
    theirs: str,
    verdict: Verdict | None,
    shown: tuple[int, int] | None = None,
) -> Objection:
    at = passage.text.find(theirs) if passage else -1
    return Objection(
        code="NAM-001",
        verdict=verdict if passage else None,
        severity="should",
        title=title,
        why="The source names it otherwise; a wrong name can't be looked up.",
        aspects=(Aspect("name", mine, theirs, "different"),),
        passage=passage,
        said=said,
        shown=shown or ((at, at + len(theirs)) if at >= 0 else None),
        ok_if="the source spells it both ways, or the record leaves out who else took part.",
        confidence="high" if verdict else "medium",
        cause=f"name {mine.lower()}",
    )


CHECK = PairCheck("names", ("NAM-001",), examine)
