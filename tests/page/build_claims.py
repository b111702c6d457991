"""An invented article on an invented compound, and its claims: every verdict once at least."""

from typing import Any

from msgspec import UNSET

from pipeline.records.article import Prominence
from pipeline.records.claim import CitationScope, Referent
from pipeline.records.report import BlockEntry, ClaimEntry, Evidence, Undecided, Verdict
from pipeline.records.source import Reason, Scope

TEXT = """A quiet pill for restless nights: what the new lunavel trial shows

Lunavel, an experimental sleep drug, gives lasting relief from insomnia, a breakthrough that doctors have awaited.

What is lunavel?

Lunavel is a compound that calms one kind of receptor in the brain. About one adult in ten sleeps badly for months on end. Many people would rather not take tablets at all.

What the trial found

The phase 2 trial was not a small one: it enrolled 212 adults with chronic insomnia [1]. They were given lunavel or placebo for four weeks [1]. Those on lunavel fell asleep 14 minutes sooner than the others. No serious adverse events were seen in any group [1].

The benefit lasted for months after the last tablet [2]. Research consistently shows that sleep drugs of this kind are safe [3]. Another study found that lunavel sharpens memory [3]. A second trial is recruiting 400 people in Spain [4].

What comes next

The compound may change how the brain ages [2]. It is a breakthrough, and the next years will tell.

References

[1] Sleep Futures. Topline results of the LUNA-2 trial. 2025.
[2] Abel R, Ito K. Hypnotics after withdrawal: a review. Sleep Notes, 2023.
[3] Moreau P. Receptor ligands and rest. Chem Letters, 2022.
[4] NCT09990001.
"""

LINES = (1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22)


def blocks() -> tuple[BlockEntry, ...]:
    """The blocks of `TEXT`, with the lines on which they stand."""
    kinds = {0: "title", 2: "standfirst", 4: "heading", 8: "heading", 14: "heading", 18: "heading"}
    out, at = [], 0
    for number, line in enumerate(TEXT.split("\n")):
        if line:
            kind: Any = kinds.get(number, "reference" if number > 18 else "paragraph")
            out.append(BlockEntry(kind, at, at + len(line), number + 1, 1 if kind == "heading" else 0))
        at += len(line) + 1
    return tuple(out)


def line_of(offset: int) -> int:
    """The line of `TEXT` in which `offset` stands."""
    return TEXT.count("\n", 0, offset) + 1


def claim(
    name: str,
    text: str,
    verdict: Verdict,
    *,
    section: str = "What the trial found",
    prominence: Prominence = "body",
    citations: tuple[str, ...] = (),
    scope: CitationScope = "explicit",
    read: Scope = "full_text",
    evidence: tuple[Evidence, ...] = (),
    findings: tuple[str, ...] = (),
    reason: Reason | None = None,
    decided_by: str = "facts",
    searched: int | None = None,
    reads_as: tuple[Referent, ...] = (),
    undecided: Undecided | None = None,
) -> ClaimEntry:
    """A claim of `TEXT`."""
    start = TEXT.index(text)
    return ClaimEntry(
        id=name,
        text=text,
        start=start,
        end=start + len(text),
        line=line_of(start),
        section=section,
        prominence=prominence,
        kinds=("trial_fact",),
        facts=(),
        citations=citations,
        citation_scope=scope if citations else "none",
        verdict=verdict,
        confidence=None,
        evidence_scope=read,
        evidence=evidence,
        findings=findings,
        reason=reason or UNSET,
        decided_by=decided_by,
        searched=searched or UNSET,
        reads_as=reads_as or UNSET,
        undecided=undecided or UNSET,
    )


def evidence(reference: str, quote: str, section: str = "Results") -> Evidence:
    """A quote of a source."""
    return Evidence(reference, quote, 120, 120 + len(quote), 0.8, section=section)


RELEASE = "The LUNA-2 trial randomised 209 adults with chronic insomnia to lunavel 10 mg or to lunavel 0.5 mg (low-dose control) for four weeks."
LATENCY = "Adults on 10 mg fell asleep 14 minutes sooner than those on 0.5 mg (95% CI 6 to 22)."
HARMS = "No drug-related serious adverse events were reported; two participants were admitted to hospital."
REVIEW = "In two small studies the effect was still measurable one week after withdrawal."
LIGAND = "Ligands of this receptor family have so far been examined in mice and in nine healthy volunteers."
AGEING = "Whether such compounds alter ageing of the brain is not known."


def claims() -> tuple[ClaimEntry, ...]:
    """All eight verdicts, in text order."""
    return (
        claim(
            "c01",
            "gives lasting relief from insomnia",
            "overstated",
            section="",
            prominence="standfirst",
            citations=("1",),
            scope="inherited",
            read="press_release",
            evidence=(evidence("1", LATENCY),),
            findings=("fp-status", "fp-hype"),
            decided_by="strength",
        ),
        claim(
            "c02",
            "About one adult in ten sleeps badly for months on end",
            "uncited",
            section="What is lunavel?",
            read="none",
            findings=("fp-uncited",),
            decided_by="coverage",
        ),
        claim("c03", "Many people would rather not take tablets at all", "not_checkable", read="none"),
        claim(
            "c04",
            "it enrolled 212 adults with chronic insomnia",
            "contradicted",
            citations=("1",),
            read="press_release",
            evidence=(evidence("1", RELEASE, "Key facts"), evidence("1", LATENCY)),
            findings=("fp-number",),
        ),
        claim(
            "c05",
            "They were given lunavel or placebo for four weeks",
            "contradicted",
            citations=("1",),
            read="press_release",
            evidence=(evidence("1", RELEASE, "Key facts"),),
            findings=("fp-placebo",),
        ),
        claim(
            "c06",
            "Those on lunavel fell asleep 14 minutes sooner than the others",
            "supported",
            citations=("1",),
            scope="inherited",
            read="press_release",
            evidence=(evidence("1", LATENCY),),
        ),
        claim(
            "c07",
            "No serious adverse events were seen in any group",
            "contradicted",
            citations=("1",),
            read="press_release",
            evidence=(evidence("1", HARMS, "Safety"),),
            findings=("fp-harms",),
        ),
        claim(
            "c08",
            "The benefit lasted for months after the last tablet",
            "overstated",
            citations=("2",),
            read="abstract",
            evidence=(evidence("2", REVIEW, "Abstract"),),
            findings=("fp-duration",),
        ),
        claim(
            "c09",
            "Research consistently shows that sleep drugs of this kind are safe",
            "overstated",
            citations=("3",),
            evidence=(evidence("3", LIGAND, "Discussion"),),
            findings=("fp-general",),
            decided_by="strength",
        ),
        claim(
            "c10",
            "Another study found that lunavel sharpens memory",
            "not_found",
            citations=("3",),
            findings=("fp-missing",),
            decided_by="search",
            searched=148,
        ),
        claim(
            "c11",
            "A second trial is recruiting 400 people in Spain",
            "unavailable",
            citations=("4",),
            read="none",
            reason="offline",
            decided_by="coverage",
        ),
        claim(
            "c12",
            "The compound may change how the brain ages",
            "unclear",
            section="What comes next",
            citations=("2",),
            read="abstract",
            evidence=(evidence("2", AGEING, "Abstract"),),
            findings=("fp-unclear",),
            decided_by="alignment",
            reads_as=(Referent(0, 12, "lunavel"),),
            undecided="another_thing",
        ),
        claim(
            "c13",
            "It is a breakthrough, and the next years will tell",
            "not_checkable",
            section="What comes next",
            read="none",
            findings=("fp-hype",),
        ),
    )
