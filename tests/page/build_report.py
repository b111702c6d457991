"""A report made by hand: an invented study of an invented compound, with every verdict and every kind of card."""

from typing import Any

import msgspec

from pipeline.records.citation import Identifiers
from pipeline.records.report import (
    ArticleEntry,
    Changes,
    ClaimEntry,
    ClosedEntry,
    Coverage,
    Gate,
    GateCounts,
    ReferenceEntry,
    Report,
    RequestEntry,
    RetractionNotice,
    SourceCoverage,
    Tool,
)
from tests.page.build_claims import TEXT, blocks, claim, claims, evidence
from tests.page.build_findings import finding, findings

__all__ = ["TEXT", "blocks", "claim", "claims", "crowded", "evidence", "finding", "findings", "joined", "report"]


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


def joined() -> Report:
    """The report with cards of several findings: two on the same words, two of one kind, one kind in many places."""
    made = report()
    every = tuple(each.id for each in made.claims)
    extra = (
        finding(
            "fp-interest",
            "COI-001",
            "consider",
            "Say who paid for the trial",
            "The company that sells it told it.",
            claim="c01",
            reference="1",
            verdict="overstated",
            state="new",
            suggestion="gives, the company says, lasting relief from insomnia",
        ),
        finding("fp-never", "REF-008", "consider", "[3] is never cited", "Nothing leans on it.", reference="3"),
        finding("fp-bare", "CIT-001", "should", "12 statements need a source", "Nobody can look it up.", claim="c02"),
    )
    places = msgspec.structs.replace(extra[2], also=every[2:], verdict="uncited")
    return report(findings=(*made.findings, *extra[:2], places))
