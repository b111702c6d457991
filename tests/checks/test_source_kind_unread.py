"""A study that is none by its record, where nothing but the record could be read."""

import pytest
from msgspec.structs import replace

from pipeline.checks.source_kind_unread import CHECK
from pipeline.records.citation import Identifiers
from pipeline.records.source import Metadata, Reading, SourceKind, Work
from pipeline.records.verdict import Objection
from tests.build import audited, reading, work

EDITORIAL = "Editorial: Sleep and the ageing brain"


def known(title: str, kind: SourceKind) -> Work:
    record: Reading = reading(
        title, scope="metadata", metadata=Metadata(title=title, identifiers=Identifiers(doi="10.1/a"))
    )
    return replace(work(record, kind=kind), kind_basis=f"its title says “{title.split(':', maxsplit=1)[0]}”")


def found(text: str, *works: Work) -> list[Objection]:
    return [remark.objection for remark in CHECK.inspect(audited(text, *works))]


def test_an_editorial_called_a_study_is_named_with_its_title() -> None:
    objections = found("A landmark study found that sleep protects the ageing brain.", known(EDITORIAL, "editorial"))
    assert [one.code for one in objections] == ["SRC-003"]
    assert objections[0].verdict is None
    assert objections[0].passage is not None
    assert objections[0].passage.text == EDITORIAL


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("An editorial argues that sleep protects the ageing brain.", known(EDITORIAL, "editorial")),
        ("A landmark study found that sleep helps.", known("Sleep and the ageing brain", "journal_article")),
        ("A landmark study found that sleep helps.", work(reading("We argue that sleep helps."), kind="editorial")),
    ],
)
def test_other_words_other_kinds_and_read_works_are_left_alone(text: str, cited: Work) -> None:
    assert found(text, cited) == []
