"""Adapters take whatever a service sends: no answer, however odd, makes one raise."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.net import match
from pipeline.net.adapters import chain
from pipeline.net.ask import Answer, Ask
from pipeline.net.known import Ended, Known
from pipeline.net.settings import FetchSettings
from pipeline.records.citation import Identifiers, Reference
from tests.net.world.services import Paper

PAPER = Paper(
    "10.5555/a.1",
    "A paper on walking and sleep",
    pmid="11111111",
    pmcid="PMC1111111",
    open=True,
    oa_pdf="https://r.test/a",
)
KEYS = (
    "message DOI title items author family issued date-parts resultList result hitCount errCode errMsg doi pmid pmcid "
    "esearchresult idlist errorlist ERROR records errmsg status data attributes best_oa_location oa_locations url "
    "url_for_pdf version archived_snapshots closest available timestamp protocolSection identificationModule nctId"
).split()
SCRAPS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8))
TREES = st.recursive(
    SCRAPS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)),
    max_leaves=12,
)
NAMES = Identifiers(doi=PAPER.doi, pmid=PAPER.pmid, pmcid=PAPER.pmcid, url="https://j.test/a")
REFERENCE = Reference("1", "A reference", 0, 11, NAMES)
SETTINGS = FetchSettings(email="desk@newsroom-of-ours.co", openalex_key="k", ncbi_key="k")


def situations() -> list[Known]:
    """Works about which more and more is known, so that every question of every adapter comes up."""
    failed = {
        step: Ended("server_error")
        for step in ("europepmc", "crossref", "page https://j.test/a", "archive https://j.test/a")
    }
    return [
        Known(("1",), (REFERENCE,), NAMES, ("https://j.test/a",)),
        Known(("1",), (REFERENCE,), NAMES, ("https://j.test/a",), open_access=True),
        Known(("1",), (REFERENCE,), Identifiers(doi=PAPER.doi), ("https://j.test/a",), steps=failed),
        Known(("1",), (REFERENCE,), NAMES, ("https://j.test/a",), steps=failed),
        Known(("1",), (REFERENCE,), Identifiers(nct="NCT01234567")),
        Known(("1",), (REFERENCE,), Identifiers(doi=PAPER.doi), steps={"crossref": Ended("not_found")}),
    ]


QUESTIONS = [
    pytest.param(service, known, ask, id=f"{at}-{ask.step.partition(' ')[0]}")
    for at, known in enumerate(situations())
    for service in chain()
    for ask in service.asks(known, SETTINGS)
]


def test_every_adapter_asks_something_in_some_situation() -> None:
    asked = {question.values[0].name for question in QUESTIONS}  # type: ignore[union-attr]
    assert asked == {service.name for service in chain()}


@settings(deadline=None, max_examples=8, derandomize=True)
@given(tree=TREES, raw=st.binary(max_size=40))
@pytest.mark.parametrize(("service", "known", "ask"), QUESTIONS)
def test_odd_answers_do_not_raise(service, known, ask, tree, raw) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    for body in (json.dumps(tree).encode(), json.dumps({"message": tree, "resultList": tree}).encode(), raw):
        answer = Answer(ask.url, ask.url, 200, body=body)
        service.judge(ask, answer)
        learnt = service.learn(known, ask, answer)
        assert isinstance(learnt, Known)
        assert len(service.lead(answer)) <= 3000
        for candidate in match.candidates(Ask(ask.url, "match", "match-crossref", ""), answer):
            match.best(match.wanted(REFERENCE), [candidate])


@pytest.mark.parametrize("depth", [200_000])
def test_answers_nested_without_end_are_no_answers(depth: int) -> None:
    for body in (b"[" * depth, b'{"message":' * depth):
        for service in chain():
            ask = Ask("https://a.test/", service.name, "archive-index https://a.test/", "")
            answer = Answer(ask.url, ask.url, 200, body=body)
            service.judge(ask, answer)
            service.learn(situations()[0], ask, answer)


@pytest.mark.parametrize("known", situations())
def test_no_question_carries_a_secret_in_its_address(known: Known) -> None:
    for service in chain():
        for ask in service.asks(known, SETTINGS):
            assert "newsroom" not in ask.url + ask.cites
            assert "api_key" not in ask.url + ask.cites
