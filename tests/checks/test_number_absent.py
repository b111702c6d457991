"""When a number is said to stand nowhere: every cited work lacks it, and none was left unread; told once."""

from msgspec.structs import replace

from pipeline.assembly.findings import findings_of
from pipeline.checks.not_in_source import CHECK as WHOLE
from pipeline.records.source import Work
from pipeline.records.verdict import Judged
from pipeline.search.aliases import Aliases
from pipeline.stages.judge import judge_one
from pipeline.verdicts.brief import Brief
from tests.build import audited, claim, dossier, reading, work

STATED = "The survey of night nurses asked 512 nurses about naps."
WITHOUT = "The survey of night nurses asked nurses at four hospitals about naps."
WITH = "The survey of night nurses asked 512 nurses about naps at four hospitals."


def _judged(*sources: str, unread: tuple[Work, ...] = ()) -> Judged:
    stated = claim(STATED, citations=tuple(str(at) for at in range(1, len(sources) + len(unread) + 1)))
    works = [replace(work(reading(source)), labels=(str(at),)) for at, source in enumerate(sources, start=1)]
    return judge_one(Brief(stated, tuple(dossier(stated, each) for each in works), unread, Aliases(())))


def _nowhere(judged: Judged) -> int:
    return sum(each.code == "SRC-002" for each in judged.objections)


def test_a_number_that_the_only_work_lacks_is_named_once() -> None:
    assert _nowhere(_judged(WITHOUT)) == 1


def test_a_number_that_both_works_lack_is_named_once() -> None:
    assert _nowhere(_judged(WITHOUT, WITHOUT)) == 1


def test_a_number_that_one_of_two_works_holds_is_not_named() -> None:
    assert _nowhere(_judged(WITHOUT, WITH)) == 0
    assert _nowhere(_judged(WITH, WITHOUT)) == 0


def test_with_a_work_left_unread_nothing_is_said_to_stand_nowhere() -> None:
    closed = replace(work(reading(WITHOUT)), labels=("2",), readings=(), reason="paywall")
    assert _nowhere(_judged(WITHOUT, unread=(closed,))) == 0


def test_what_was_read_is_told() -> None:
    def why(scope: str) -> str:
        from pipeline.checks.number_absent import CHECK  # noqa: PLC0415

        found = CHECK.examine(dossier(STATED, WITHOUT, scope=scope))  # type: ignore[arg-type]
        return next(iter(found)).why  # type: ignore[union-attr]

    assert "the abstract of [1], which is all of it that could be read" in why("abstract")
    assert "the whole of [1]" in why("full_text")


def test_a_claim_that_is_not_found_at_all_is_told_once() -> None:
    read = audited(STATED, replace(work(reading(WITHOUT)), labels=("1",)))
    objection = next(each for each in _judged(WITHOUT).objections if each.code == "SRC-002")
    lost = (replace(read.judged[0], verdict="not_found", objections=(objection,)),)
    remarks = tuple(WHOLE.inspect(replace(read, judged=lost)))
    told = findings_of(read.sheet, read.shelf, lost, remarks, {})
    assert [each.code for each in told] == ["SRC-002"]
    assert [each.code for each in findings_of(read.sheet, read.shelf, lost, (), {})] == ["SRC-002"]
