"""Nothing happened, but in how many people?

What it does: Objects to "no serious adverse events" and its like where neither the claim nor the sentences beside
it say how many people were watched, while the source does; to a percentage told of everybody that the source
tells of a part; to a count told of another whole ("21 of the 96" where the source has 21 of 48), and to a whole told
to have done what a part did.

Why it matters: No event in 78 people still allows one in 26 (rule of three): without the total the reader hears
"never".

The article says: "… with no serious adverse events reported across the studies examined."

The source says: "They … included 78 participants in total."

Fine if: The number of people stands nearby in the article, outside the sentences that were looked at.

Literature: CONSORT Harms (Ioannidis 2004); Hanley & Lippman-Hand 1983; Eypasch 1995 (BMJ 311:619).
"""

import re
from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._aligned import alignment, stems
from pipeline.checks._objections import aspect, title
from pipeline.checks._wholes import other_wholes, wholes_for_parts
from pipeline.facts import extract
from pipeline.facts.nouns import family
from pipeline.facts.parts import number
from pipeline.facts.roles import TOTALS
from pipeline.records.fact import Fact
from pipeline.records.verdict import Aspect, Objection, Passage

CODE = "NUM-004"
PEOPLE = TOTALS | {"count"}


def examine(dossier: Dossier) -> Iterator[Objection]:
    """Objections to totals left out and bases changed."""
    yield from _totals(dossier)
    yield from _bases(dossier)
    yield from _wholes(dossier)
    yield from _all_for_some(dossier)


def _totals(dossier: Dossier) -> Iterator[Objection]:
    claim = dossier.claim
    absent = next((fact for fact in claim.facts if fact.role == "harms" and fact.negated), None)
    if absent is None:
        return
    told = (*claim.facts, *extract(claim.sentence), *extract(claim.before), *extract(claim.after))
    if any(_is_total(fact) or fact.role == "arm_size" for fact in told):
        return
    found = _total(dossier)
    if found is None:
        return
    passage, total = found
    number = int(total.value.low) if total.value and total.value.low else 0
    yield Objection(
        code=CODE,
        verdict=None,
        severity="should",
        title=title(f"No events in how many people? Source: {number:,}"),
        why=(
            f"The source watched {total.text}. No event among {number:,} still allows 1 in "
            f"{ceil(number / 3):,} (rule of three)."
        ),
        aspects=(Aspect("total", "not told", total.text, "missing"),),
        passage=passage,
        said=(absent.start, absent.end),
        shown=(total.start, total.end),
        ok_if="The number of people stands nearby in the article.",
        confidence="medium",
        cause="total left out",
    )


def _is_total(fact: Fact) -> bool:
    return fact.dimension == "count" and fact.role in PEOPLE and family(fact.noun) == "people"


def _total(dossier: Dossier) -> tuple[Passage, Fact] | None:
    """The largest total of people that the source gives of its own study."""
    best: tuple[Passage, Fact] | None = None
    for passage in dossier.passages:
        for fact in passage.facts:
            if (
                not _is_total(fact)
                or fact.role == "count"
                or fact.value is None
                or not fact.value.low
                or fact.value.low < 2
            ):
                continue
            if {"other study", "planned"} & set(fact.qualifiers) or fact.value.low > 10_000_000:
                continue
            if best is None or fact.value.low > _number(best[1]):
                best = passage, fact
    return _more_beside(best) if best else None


def _more_beside(best: tuple[Passage, Fact]) -> tuple[Passage, Fact]:
    """Where the passage counts more people than the total found, these were watched: 34 treated, 31 completed."""
    passage, total = best
    if total.role != "completed":
        return best
    people = [fact for fact in passage.facts if _is_total(fact) and "other study" not in fact.qualifiers]
    return passage, max(people, key=_number, default=total)


def _number(fact: Fact) -> float:
    return fact.value.low or 0.0 if fact.value else 0.0


_FOLK = (
    r"(?:patients|participants|people|volunteers|subjects|respondents|adults|women|men|children|infants|babies|residents"
    r"|animals|mice|rats|dogs)"
)
_PART = (
    r"(?:the |these |those |all )?(?:responders|non-?responders|completers|survivors|cases|events"
    rf"|(?:those|{_FOLK}) who\b|the \d)"
)
_WHOLE = (
    rf"(?:all (?:of )?(?:the )?|the )?(?:{_FOLK}|those (?:treated|enrolled|taking part))"
    r"(?! (?:who|with|without|in|on|given|aged|taking|receiving|whose|that)\b)"
    r"|(?:everyone|everybody|the (?:whole|entire) (?:group|sample|cohort))\b"
)
_AFTER = r"\s?(?:of|among|in) "
_BEFORE = r"(?:^|[.;:,] |\band )(?:of|among|in) "
_LEADS_UP = r"[^.;:()\d]{0,60}?, (?:only |just |about |some |nearly |almost )?$"


class Base(NamedTuple):
    """Of whom a share is told: where the words stand."""

    start: int
    end: int


def _base(text: str, fact: Fact, group: str) -> Base | None:
    """Where a text names a group behind a share ("40% of the responders") or before it ("of the responders, 40%")."""
    behind = re.compile(rf"{_AFTER}(?:{group})", re.IGNORECASE).match(text, fact.end)
    if behind is not None:
        return Base(*behind.span())
    lead = max(0, fact.start - _REACH)
    before = re.search(rf"{_BEFORE}(?P<group>{group}){_LEADS_UP}", text[lead : fact.start], re.IGNORECASE)
    return Base(lead + before.start(), lead + before.end("group")) if before else None


_REACH = 110
_ON = 50
"""Characters behind "those who" that tell who they are."""


def _bases(dossier: Dossier) -> Iterator[Objection]:
    claim = dossier.claim
    for pairing in alignment(dossier).agreed:
        fact, source, text = pairing.fact, pairing.source, pairing.passage.text
        if fact.dimension != "percentage" or source.dimension != "percentage":
            continue
        part = _base(text, source, _PART)
        if part is None or _base(claim.text, fact, _WHOLE) is None:
            continue
        if stems(_STOP.split(text[part.start : part.end + _ON])[0]) & stems(claim.text):
            continue  # "of those who took iron, 40%" beside "with iron, 40% of the women": the part is named
        words = text[part.start : part.end].strip(" ,.;:")
        yield Objection(
            code=CODE,
            verdict="contradicted",
            severity="should",
            title=title(f"{fact.text} of whom? Source: {words}"),
            why=f"The source gives {source.text} {words}, not of everybody.",
            aspects=(aspect(pairing, "different"),),
            passage=pairing.passage,
            said=(fact.start, fact.end),
            shown=(min(source.start, part.start), max(source.end, part.end)),
            ok_if="The article names the same part of the people elsewhere in the paragraph.",
            confidence="medium",
            cause=f"base:{fact.text}",
        )


_STOP = re.compile(r"[.,;:()]")


def _wholes(dossier: Dossier) -> Iterator[Objection]:
    for said, told, passage in other_wholes(dossier):
        shown = passage.text[told.start : told.end]
        yield Objection(
            code=CODE,
            verdict="contradicted",
            severity="must",
            title=title(f"{number(said.part):,.0f} of {said.size:,.0f}? Source: of {told.size:,.0f}"),
            why=f"The source counts them among {told.size:,.0f}, not among {said.size:,.0f}: the share is another.",
            aspects=(Aspect("total", dossier.claim.text[said.start : said.end], shown, "different"),),
            passage=passage,
            said=(said.start, said.end),
            shown=(told.start, told.end),
            ok_if="The article counts the same people among a larger group, and says so.",
            confidence="high",
            cause=f"whole:{said.size:.0f}",
        )


def _all_for_some(dossier: Dossier) -> Iterator[Objection]:
    for fact, told, passage in wholes_for_parts(dossier):
        yield Objection(
            code=CODE,
            verdict="contradicted",
            severity="must",
            title=title(f"All {told.size:,.0f}? Source: {number(told.part):,.0f} of them"),
            why=f"The source tells this of {number(told.part):,.0f} of the {told.size:,.0f}, not of all.",
            aspects=(Aspect("total", fact.text, passage.text[told.part.start : told.part.end], "different"),),
            passage=passage,
            said=(fact.start, fact.end),
            shown=(told.start, told.end),
            ok_if="The article tells something else of them than the quoted passage.",
            confidence="high",
            cause=f"whole:{told.size:.0f}",
        )


CHECK = PairCheck("denominator", (CODE,), examine)
