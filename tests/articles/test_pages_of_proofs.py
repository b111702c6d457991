"""Where something stands in a proof is told by page and line; formats without pages tell the line alone."""

from msgspec import UNSET

from pipeline.page.order import placed
from pipeline.page.sheets import span_in_lists
from pipeline.page.tables import claim_rows
from pipeline.records.report import Report
from pipeline.stages.assemble import Circumstances
from pipeline.walk import audit_article, open_article
from tests.sources.pdf_writer import Words, column, make_pdf

FIRST = "Bread was salted less by 12% in the town of Alderton, and all of the bakers took part."
SECOND = "Soup was salted less by 30% in the town of Bexley, and half of the cooks took part."


def report(data: bytes, path: str) -> Report:
    return audit_article(open_article(data, path), lambda _: (), Circumstances("2026-02-03T00:00:00Z"))


def test_claims_and_findings_of_a_proof_name_their_page() -> None:
    title = Words(60, 790, "Less salt in the bread of two towns", 17)
    found = report(make_pdf([[title, *column(60, 740, [FIRST])], column(60, 740, [SECOND])]), "salt.pdf")
    assert {(one.page, one.line) for one in found.claims if "Alderton" in one.text} == {(1, 2)}
    assert {(one.page, one.line) for one in found.claims if "Bexley" in one.text} == {(2, 1)}
    assert {row.where for row in claim_rows(found, ()) if "Bexley" in row.claim} == {"page 2, line 1"}
    alone = [one for one in placed(found) if one.page == 2]
    assert all(span_in_lists((one,)) == "p. 2, 1" for one in alone)


def test_other_formats_tell_the_line_alone() -> None:
    found = report(f"Less salt in bread\n\n{FIRST}\n\n{SECOND}\n".encode(), "salt.txt")
    assert {one.page for one in found.claims} | {one.page for one in found.findings} == {UNSET}
    assert "line 5" in {row.where for row in claim_rows(found, ())}
