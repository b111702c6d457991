"""A number that stands nowhere in the source (SRC-002).

What it does: looks for each number of a claim, in words or digits, rounded, converted, or worked out from counts, in
everything that was read of the cited source; names those that stand nowhere in it although passages near the claim were
found. It does not call the number wrong: where the same quantity has another value, that is NUM-001.

Why it matters: a figure that its own source does not hold came from elsewhere, or from a slip of the keyboard.

The article says: "56% of those who tested positive had no symptoms [2]."

The source says: 30%, 43% and 57%, and 56% nowhere.

Fine if: the number stands in a part that was not read (a picture, a supplement, the text behind an abstract), or you
worked it out yourself; say how.

Literature: Jergas and Baethge 2015 (quotation errors: figures that the source does not hold).
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._for_several import for_several
from pipeline.checks._standing import stands
from pipeline.records.fact import Fact
from pipeline.records.report import Severity
from pipeline.records.verdict import Aspect, Objection

NEAR = 0.1
"""Share of the claim's terms from which a passage may be about it; of a claim that is not found at all, the whole
claim is named instead (`not_in_source`)."""
_LEFT_OUT = frozenset(("year", "phase", "dose_count"))
_WHOLE = frozenset(("full_text", "registry", "press_release"))


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection, which leaves the verdict alone, for each number that the source does not hold."""
    if not dossier.ranked or dossier.ranked[0].score < NEAR:
        return
    figures = [fact for fact in dossier.claim.facts if _is_figure(fact) and not _of_publishing(fact, dossier)]
    backwards = _backwards(dossier)
    sums = for_several(dossier)
    absent = [
        fact
        for fact in figures
        if fact in backwards or not (stands(fact, dossier) or _bare(fact, dossier) or id(fact) in sums)
    ]
    for fact in absent:
        if not any(_same_words(fact, other) for other in figures if other not in absent):
            yield _objection(dossier, fact)


def _bare(fact: Fact, dossier: Dossier) -> bool:
    """Whether the source has a count's very digits without the noun that it named before: "212 had been entered"."""
    digits = _LONG.search(fact.text) if fact.dimension == "count" else None
    if digits is None:
        return False
    bare = re.compile(rf"(?<![\w.,/-]){digits[0]} {_VERB}\b")
    return any(bare.search(passage.text) for passage in dossier.passages)


_VERB = "(?:had|have|has|were|was|did|took|of (?:them|these|those)|in all)"
_LONG = re.compile(r"\d[\d,]{2,}")
"""A figure of three digits or more: a shorter one stands somewhere in any long text."""


def _backwards(dossier: Dossier) -> list[Fact]:
    """The ends of periods that are told backwards: "from 2007 to 2003" stands in no source."""
    dates = [fact for fact in dossier.claim.facts if fact.dimension == "date" and fact.value is not None]
    return [
        other
        for one, other in pairwise(dates)
        if _TO.fullmatch(dossier.claim.text[one.end : other.start])
        and dossier.claim.text[max(0, one.start - 9) : one.start].lower().endswith(("from ", "between "))
        and one.value
        and other.value
        and (one.value.low or 0.0) > (other.value.low or 0.0)
    ]


_TO = re.compile(r" ?(?:-|–|to|and|until|through) ?")


def _same_words(fact: Fact, other: Fact) -> bool:
    """Whether both are readings of the same words: "19 per 100,000" as a figure and as a share."""
    return fact.start < other.end and other.start < fact.end


def _is_figure(fact: Fact) -> bool:
    return (
        fact.value is not None
        and fact.role not in _LEFT_OUT
        and any(sign.isdigit() for sign in fact.text)
        and (fact.term != "worked out" or fact.role == "total")
    )


def _of_publishing(fact: Fact, dossier: Dossier) -> bool:
    """Whether a date tells when the work came out, not what it found: by its words, or by the work's own record."""
    if _STUDY_OF_YEAR.match(fact.text):
        return True
    if fact.dimension != "date" or fact.value is None:
        return False
    text = dossier.claim.text
    if (
        _AUTHORS.search(text[: fact.start])
        or _PUBLISHED.search(text[max(0, fact.start - 48) : fact.start])
        or _OF_A_STUDY.match(text[fact.end : fact.end + 24])
        or (_NAMED_IN_BRACKETS.search(text[: fact.start]) and text[fact.end : fact.end + 1] in (")", ";", ","))
    ):
        return True
    years = {year for reading in dossier.work.readings for year in reading.metadata.years}
    years |= {int(date[:4]) for reading in dossier.work.readings if (date := reading.metadata.date or "")[:4].isdigit()}
    return any(re.search(rf"\b{year}\b", fact.text) for year in years)


_PUBLISHED = re.compile(
    r"\b(?:publish\w*|report\w*|announc\w*|releas\w*|press|post(?:ed)?|appear\w*|wrote|written|print\w*)\b[^.;]{0,24}$",
    re.IGNORECASE,
)
_STUDY_OF_YEAR = re.compile(
    r"(?:19|20)\d\d (?:[a-z-]+ ){0,2}"
    r"(?:study|trial|review|paper|article|analysis|meta-analysis|survey|report|guideline)$",
    re.IGNORECASE,
)
_AUTHORS = re.compile(r"\bet al\.?,? ?\(?$")
_NAMED_IN_BRACKETS = re.compile(r"\((?:[A-Z][\w&.'’-]*|of|the|in|and|for|on|et al\.?|[,:;&]| ){1,16},? ?$")
"""`(Journal of Sleep Research, 2025)`: a work by where it came out."""
_OF_A_STUDY = re.compile(
    r"^,? (?:[a-z-]+ ){0,2}(?:study|trial|review|paper|article|analysis|meta-analysis|survey|report|guideline)s?\b",
    re.IGNORECASE,
)


def _objection(dossier: Dossier, fact: Fact) -> Objection:
    near = dossier.ranked[0].passage
    label = next((name for name in dossier.claim.citations if name in dossier.work.labels), "1")
    alike = dict.fromkeys(
        other.text
        for passage in dossier.passages
        for other in passage.facts
        if other.value and other.dimension == fact.dimension
    )
    told = ", ".join(list(alike)[:4]) or "no such number"
    return Objection(
        code="SRC-002",
        verdict=None,
        severity=_severity(dossier),
        title=f"“{fact.text[:24]}” does not stand in [{label[:16]}]",
        why=f"The number was looked for in {_part_read(dossier, label)}, in words and in digits, and is not there.",
        aspects=(Aspect("number", fact.text, told, "missing"),),
        passage=near,
        said=(fact.start, fact.end),
        ok_if="it stands in a part that was not read, or you worked it out yourself; say how.",
        confidence="medium" if dossier.work.scope in _WHOLE else "low",
    )


def _part_read(dossier: Dossier, label: str) -> str:
    """What of the work was looked through, in words."""
    if dossier.work.scope == "abstract":
        return f"the abstract of [{label}], which is all of it that could be read"
    if dossier.work.scope in _WHOLE:
        return f"the whole of [{label}]"
    return f"all that could be read of [{label}]"


def _severity(dossier: Dossier) -> Severity:
    return "should" if dossier.work.scope in _WHOLE else "consider"


CHECK = PairCheck("number-absent", ("SRC-002",), examine)
