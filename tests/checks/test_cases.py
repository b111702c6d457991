"""Runs the cases of every check: `cases/<module>.toml`, read against `pipeline/checks/<module>.py`.

A case::

    [[case]]
    why = "what this shows"
    claim = "The study involved 196 patients."    # or article = "…" for an ArticleCheck: every sentence a claim
    source = "It randomised 193 patients."        # a string, or a list of paragraphs
    code = "NUM-001"                              # must fire; "" = nothing of this module may fire

Optional: `kind` (source kind), `scope`, `sentence`, `citations`, `before`, `after`, `prominence`, `section`, `trial`
(a table with fields of `records.source.Trial`), `verdict` (the objection's verdict), `quote` (words that the objection must
show), `said` (words of the claim that it must name), `title`, `not_code` (with code = "": only this code must not
fire), and `known_wrong = "reason"`: declared not to hold yet; it fails loudly once it does.
"""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from pipeline.checks import ArticleCheck, PairCheck
from pipeline.lexicon import decode
from pipeline.records.article import Prominence
from pipeline.records.source import Scope, SourceKind
from pipeline.records.verdict import Objection
from tests.build import audited, dossier, reading, trial, work

HERE = Path(__file__).parent
ROOM = HERE.parents[1] / "pipeline" / "checks"


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    claim: str = ""
    article: str = ""
    source: str | list[str] = ""
    code: str = ""
    kind: SourceKind = "journal_article"
    scope: Scope = "full_text"
    sentence: str | None = None
    citations: tuple[str, ...] = ("1",)
    before: str = ""
    after: str = ""
    section: str = ""
    prominence: Prominence = "body"
    trial: dict[str, Any] = {}
    verdict: str | None = None
    quote: str = ""
    said: str = ""
    title: str = ""
    not_code: str = ""
    known_wrong: str = ""


class Cases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    case: list[Case]


class Given(NamedTuple):
    module: str
    case: Case


def _given() -> Iterator[Any]:
    for path in sorted((HERE / "cases").glob("*.toml")):
        for at, case in enumerate(decode(path.read_text(encoding="utf-8"), path.name, Cases).case, start=1):
            marks = [pytest.mark.xfail(reason=case.known_wrong)] if case.known_wrong else []
            yield pytest.param(Given(path.stem, case), id=f"{path.stem}-{at}", marks=marks)


def _objections(check: PairCheck | ArticleCheck, case: Case) -> list[Objection]:
    if isinstance(check, ArticleCheck):
        works = (work(reading(case.source, scope=case.scope), kind=case.kind),) if case.source else ()
        return [remark.objection for remark in check.inspect(audited(case.article or case.claim, *works))]
    file = dossier(
        case.claim,
        case.source,
        kind=case.kind,
        scope=case.scope,
        trial=trial(**case.trial) if case.trial else None,
        sentence=case.sentence,
        citations=case.citations,
        before=case.before,
        after=case.after,
        section=case.section,
        prominence=case.prominence,
    )
    return [found for found in check.examine(file) if isinstance(found, Objection)]


@pytest.mark.parametrize("given", list(_given()))
def test_case(given: Given) -> None:
    check = importlib.import_module(f"pipeline.checks.{given.module}").CHECK
    case = given.case
    found = _objections(check, case)
    codes = [each.code for each in found]
    if not case.code:
        unwanted = [code for code in codes if code == case.not_code or not case.not_code]
        assert not unwanted, f"{case.why}: {[(each.code, each.title, each.why) for each in found]}"
        return
    assert case.code in codes, f"{case.why}: {codes}"
    hit = next(each for each in found if each.code == case.code)
    assert len(hit.title) <= 60, hit.title
    for start, end, text in _spans(hit, case.claim):
        assert 0 <= start < end <= len(text)
    if case.verdict is not None:
        assert hit.verdict == case.verdict
    if case.title:
        assert hit.title == case.title
    if case.quote:
        assert hit.passage is not None
        assert case.quote in hit.passage.text
    if case.said:
        assert hit.said is not None
        assert case.said in case.claim[slice(*hit.said)]


def _spans(hit: Objection, text: str) -> Iterator[tuple[int, int, str]]:
    if hit.said is not None and text:
        yield (*hit.said, text)
    if hit.shown is not None and hit.passage is not None:
        yield (*hit.shown, hit.passage.text)


def test_every_file_of_cases_belongs_to_a_check() -> None:
    """Cases without a check are a mistake in a name."""
    modules = {path.stem for path in ROOM.glob("*.py") if not path.stem.startswith("_")}
    files = {path.stem for path in (HERE / "cases").glob("*.toml")}
    assert files <= modules
