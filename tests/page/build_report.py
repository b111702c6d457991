"""A report made by hand: an invented study of an invented compound, with every verdict and every kind of card."""

from typing import Any

import msgspec
from msgspec import UNSET

from pipeline.records.article import Prominence
from pipeline.records.citation import Identifiers
from pipeline.records.claim import CitationScope
from pipeline.records.report import (
    ArticleEntry,
    AspectEntry,
    BlockEntry,
    Changes,
    ClaimEntry,
    ClosedEntry,
    Coverage,
    DecisionEntry,
    Evidence,
    FindingEntry,
    Gate,
    GateCounts,
    ReferenceEntry,
    Report,
    RequestEntry,
    RetractionNotice,
    SourceCoverage,
    Tool,
    Verdict,
)
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


def finding(name: str, code: str, severity: Any, title: str, why: str, **slots: Any) -> FindingEntry:
    """A finding, new against the baseline unless said otherwise."""
    return FindingEntry(name, code, severity, title, why, slots.pop("state", "same"), **slots)


def findings() -> tuple[FindingEntry, ...]:
    """A finding of every severity and look, in no particular order."""
    return (
        finding(
            "fp-hype",
            "HYP-001",
            "consider",
            "“Breakthrough” twice, about a drug nobody can buy",
            "Readers rate a drug as more effective when it is called a breakthrough.",
            claim="c01",
            also=("c13",),
            said="lasting relief",
            verdict="overstated",
            confidence="medium",
        ),
        finding(
            "fp-number",
            "NUM-001",
            "must",
            "212 adults should be 209",
            "The size of a trial is the number that others copy first.",
            claim="c04",
            reference="1",
            verdict="contradicted",
            said="212",
            source_says="209",
            confidence="high",
            ok_if="The source counts 212 people somewhere else, such as those screened: then say which count is meant.",
            suggestion="it enrolled 209 adults with chronic insomnia",
            aspects=(
                AspectEntry("People in the trial", "212", "209", "different"),
                AspectEntry("Who", "adults with chronic insomnia", "adults with chronic insomnia", "same"),
                AspectEntry("Time", "four weeks", "four weeks", "same"),
                AspectEntry("Phase", "2", "2", "same"),
            ),
        ),
        finding(
            "fp-placebo",
            "CMP-001",
            "must",
            "“Placebo” was a low dose of the same drug",
            "A low dose is not an inert pill: the difference between the groups then means something else.",
            claim="c05",
            reference="1",
            verdict="contradicted",
            said="placebo",
            source_says="lunavel 0.5 mg (low-dose control)",
            confidence="high",
            suggestion="They were given lunavel 10 mg or lunavel 0.5 mg for four weeks",
            aspects=(AspectEntry("Compared with", "placebo", "lunavel 0.5 mg (low-dose control)", "different"),),
        ),
        finding(
            "fp-harms",
            "SAF-002",
            "must",
            "The source only rules out drug-related events",
            "Two people were admitted to hospital; the source says that this was not due to the drug.",
            claim="c07",
            reference="1",
            verdict="contradicted",
            said="No serious adverse events",
            source_says="No drug-related serious adverse events",
            state="new",
            suggestion="No drug-related serious adverse events were seen in any group",
            aspects=(AspectEntry("Which events", "serious", "drug-related serious", "missing"),),
        ),
        finding(
            "fp-duration",
            "DUR-001",
            "must",
            "“Months” is cited to a review that says “one week”",
            "Nothing in the source was followed up for months.",
            claim="c08",
            reference="2",
            verdict="overstated",
            said="for months",
            source_says="one week after withdrawal",
            confidence="medium",
            state="changed",
            aspects=(AspectEntry("How long", "months", "one week", "stronger"),),
        ),
        finding(
            "fp-general",
            "GEN-001",
            "should",
            "“Research consistently shows” rests on mice and nine people",
            "One or few studies are told as the state of research.",
            claim="c09",
            reference="3",
            verdict="overstated",
            said="Research consistently shows",
            source_says="in mice and in nine healthy volunteers",
            ok_if="Other reviews say so too: cite them.",
        ),
        finding(
            "fp-status",
            "STA-002",
            "should",
            "A press release became “lasting relief”",
            "The result has not been reviewed by anybody outside the company.",
            claim="c01",
            reference="1",
            verdict="overstated",
            said="gives lasting relief",
        ),
        finding(
            "fp-missing",
            "SRC-002",
            "should",
            "Nothing in [3] is about memory",
            "A reader who looks it up will not find it.",
            claim="c10",
            reference="3",
            verdict="not_found",
        ),
        finding(
            "fp-unclear",
            "SRC-007",
            "consider",
            "Please read: does the review say this?",
            "The nearest passage speaks of the same thing, and the tool cannot tell whether it carries the claim.",
            claim="c12",
            reference="2",
            verdict="unclear",
            source_says="is not known",
        ),
        finding(
            "fp-uncited",
            "CIT-001",
            "consider",
            "“One adult in ten” has no source",
            "A number without a source cannot be checked.",
            claim="c02",
            verdict="uncited",
            said="one adult in ten",
            decision="keep",
            decided=DecisionEntry(
                "common-knowledge",
                "Stands in every textbook of sleep medicine.",
                "News desk",
                "2026-10-02",
                "2026-11-30",
            ),
        ),
        finding(
            "fp-duplicate",
            "REF-005",
            "consider",
            "The title of [2] differs from the record",
            "Readers search by title.",
            reference="2",
        ),
    )


def references() -> tuple[ReferenceEntry, ...]:
    """Four sources: a press release, an abstract, a paper in full and one that was not had."""
    none_known = RetractionNotice("none_known", ("Crossref", "PubMed"))
    return (
        ReferenceEntry(
            "1",
            "Sleep Futures. Topline results of the LUNA-2 trial. 2025.",
            Identifiers(url="https://sleepfutures.example/news/luna-2-topline"),
            "press_release",
            "ok",
            "press_release",
            (),
            5,
            RetractionNotice("unknown"),
            (),
            title="Sleep Futures announces topline results of LUNA-2",
            peer_reviewed=False,
            retrieved_at="2026-11-14T08:00:00Z",
            kind_basis="issued by the sponsor; the page calls itself a news release",
            url="https://sleepfutures.example/news/luna-2-topline",
            published="2025-06-03",
        ),
        ReferenceEntry(
            "2",
            "Abel R, Ito K. Hypnotics after withdrawal: a review. Sleep Notes, 2023.",
            Identifiers(doi="10.5555/sleepnotes.2023.17", pmid="99000017"),
            "review",
            "ok",
            "abstract",
            (),
            2,
            none_known,
            ("fp-duplicate",),
            title="After hypnotics are withdrawn: a narrative review",
            authors=("Abel R", "Ito K"),
            journal="Sleep Notes",
            peer_reviewed=True,
            retrieved_at="2026-11-14T08:00:04Z",
            published="2023",
        ),
        ReferenceEntry(
            "3",
            "Moreau P. Receptor ligands and rest. Chem Letters, 2022.",
            Identifiers(doi="10.5555/chemlett.2022.3"),
            "journal_article",
            "ok",
            "full_text",
            (),
            2,
            RetractionNotice(
                "notice", ("Crossref",), type="correction", notice="10.5555/chemlett.2022.99", date="2022-09-01"
            ),
            (),
            title="Receptor ligands and rest",
            authors=("Moreau P",),
            journal="Chem Letters",
            published="2022-02",
        ),
        ReferenceEntry(
            "4",
            "NCT09990001.",
            Identifiers(nct="NCT09990001"),
            "registry_record",
            "unavailable",
            "none",
            (),
            1,
            RetractionNotice("unknown"),
            (),
            reason="offline",
            detail="No copy of the registry record lies in the snapshot folder.",
        ),
    )


def count(found: tuple[ClaimEntry, ...]) -> Coverage:
    """The coverage that goes with `found` and `references()`."""
    verdicts = [each.verdict for each in found]
    told = {verdict: verdicts.count(verdict) for verdict in msgspec.structs.asdict(Coverage()) if verdict in verdicts}
    sources = SourceCoverage(total=4, full_text=1, abstract=1, press_release=1, none=1)
    return Coverage(claims=len(found), sources=sources, **told)


def report(**changed: Any) -> Report:
    """The whole report: on hold, compared with a baseline, with one waiver and a request log."""
    made = Report(
        tool=Tool("claim-audit", "0.1.0", "1.0"),
        generated_at="2026-11-20T09:14:00Z",
        article=ArticleEntry(
            path="articles/quiet-pill.txt",
            slug="quiet-pill",
            title=TEXT.split("\n", 1)[0],
            format="text",
            sha256="6f" * 32,
            words=len(TEXT.split()),
            lang="en",
            text=TEXT,
            blocks=blocks(),
        ),
        gate=Gate("hold", "must", GateCounts(must=4, should=3, consider=3, waived=1)),
        coverage=count(claims()),
        claims=claims(),
        references=references(),
        findings=findings(),
        changes=Changes(
            new=1,
            fixed=1,
            changed=1,
            gone=1,
            since="2026-11-14T08:00:00Z",
            closed=(
                ClosedEntry("fp-old", "NUM-003", "“Hours” should be “minutes”", "fixed", line=11),
                ClosedEntry("fp-far", "REF-001", "The page of [4] is gone", "gone", note="Not asked this time."),
            ),
        ),
        requests=(
            RequestEntry("https://api.example/works/10.5555/chemlett.2022.3", "ok", status=200, label="3"),
            RequestEntry("https://registry.example/NCT09990001", "timeout", label="4", note="3 tries"),
        ),
        repeat="claim-audit audit --offline articles/quiet-pill.txt",
    )
    return msgspec.structs.replace(made, **changed)


def crowded() -> Report:
    """The report with the whole title, a heading and a reference under two findings each."""
    lines = (TEXT.split("\n", 1)[0], "What is lunavel?", "[4] NCT09990001.")
    places = [(TEXT.index(line), TEXT.index(line) + len(line)) for line in lines]
    extra = tuple(
        finding(f"fp-{code}-{start}", code, "consider", f"{code} at {start}", "It stands alone.", start=start, end=end)
        for start, end in places
        for code in ("HYP-001", "TXT-001")
    )
    return report(findings=(*findings(), *extra))
