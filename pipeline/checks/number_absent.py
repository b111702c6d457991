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

from collections.abc import Iterable, Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.facts import number_stands
from pipeline.records.fact import Fact
from pipeline.records.report import Severity
from pipeline.records.verdict import Aspect, Objection

NEAR = 0.2
"""Share of the claim's terms from which a passage may be about it; of a claim that is not found at all, the whole
claim is named instead (`not_in_source`)."""
_LEFT_OUT = frozenset(("year", "phase", "dose_count"))
_WHOLE = frozenset(("full_text", "registry", "press_release"))


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection, which leaves the verdict alone, for each number that the source does not hold."""
    if not dossier.ranked or dossier.ranked[0].score < NEAR:
        return
    everything = [fact for passage in dossier.passages for fact in passage.facts]
    for fact in dossier.claim.facts:
        if _is_figure(fact) and not number_stands(fact, everything) and not _stands_as_written(fact, dossier):
            yield _objection(dossier, fact, everything)


def _is_figure(fact: Fact) -> bool:
    return fact.value is not None and fact.role not in _LEFT_OUT and any(sign.isdigit() for sign in fact.text)


def _stands_as_written(fact: Fact, dossier: Dossier) -> bool:
    """Whether the very characters of the figure stand in what was read, between marks that belong to no number."""
    figure = "".join(sign for sign in fact.text if sign.isdigit() or sign in ".,").strip(".,")
    return bool(figure) and any(_holds(reading.text, figure) for reading in dossier.work.read)


def _holds(text: str, figure: str) -> bool:
    at = text.find(figure)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(figure) : at + len(figure) + 2]
        if not (before.isdigit() or (before in (".", ",") and text[at - 2 : at - 1].isdigit())) and not (
            after[:1].isdigit() or (after[:1] in (".", ",") and after[1:].isdigit())
        ):
            return True
        at = text.find(figure, at + 1)
    return False


def _objection(dossier: Dossier, fact: Fact, everything: Iterable[Fact]) -> Objection:
    near = dossier.ranked[0].passage
    label = next((name for name in dossier.claim.citations if name in dossier.work.labels), "1")
    alike = dict.fromkeys(other.text for other in everything if other.value and other.dimension == fact.dimension)
    told = ", ".join(list(alike)[:4]) or "no such number"
    return Objection(
        code="SRC-002",
        verdict=None,
        severity=_severity(dossier),
        title=f"“{fact.text[:24]}” does not stand in [{label[:16]}]",
        why=f"The number was looked for in all that was read of [{label}], in words and in digits, and is not there.",
        aspects=(Aspect("number", fact.text, told, "missing"),),
        passage=near,
        said=(fact.start, fact.end),
        ok_if="it stands in a part that was not read, or you worked it out yourself; say how.",
        confidence="medium" if dossier.work.scope in _WHOLE else "low",
    )


def _severity(dossier: Dossier) -> Severity:
    return "should" if dossier.work.scope in _WHOLE else "consider"


CHECK = PairCheck("number-absent", ("SRC-002",), examine)
