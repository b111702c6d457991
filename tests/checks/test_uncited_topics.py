"""CIT-001 over many topics: what a reader would look up is named; opinion, advice, forecast, question are not."""

import pytest

from pipeline.checks.citation_needed import CHECK
from pipeline.stages.assemble import Circumstances
from pipeline.walk import audit_article, open_article
from tests.build import audited
from tests.checks.renamed import with_kinds
from tests.checks.sides import Sides


def named(text: str) -> list[str]:
    return [remark.objection.severity for remark in CHECK.inspect(with_kinds(audited(text)))]


WEIGHED = (
    ("Statins cut the risk of a second heart attack by a quarter.", "must"),
    ("The measles vaccine prevents 97% of infections after two doses.", "must"),
    ("One in eight women will be diagnosed with breast cancer.", "should"),
    ("About 40% of adults over 65 sleep less than six hours a night.", "should"),
    ("Fluoride varnish reduced tooth decay in toddlers by 37%.", "must"),
    ("The insulin pump was recalled after 12 deaths.", "must"),
    ("Walnuts lower cholesterol more than almonds do.", "should"),
    ("Nearly two million people in Europe wear a pacemaker.", "should"),
    ("The European Medicines Agency approved the antibody in 2021.", "should"),
    ("Paracetamol overdoses cause half of all liver failure.", "should"),
    ("Sea snails carry the parasite of swimmer's itch.", "consider"),
    ("The old sanatorium on the Zugerberg closed its doors to lung patients.", "consider"),
    ("No licensed vaccine exists for Lyme disease.", "should"),
    ("Moles can smell in stereo.", "consider"),
    ("The thyroid sits at the front of the neck.", "consider"),
    ("Rinderpest was eradicated from the cattle of Africa.", "consider"),
)
NEEDS_NONE = (
    "We think that nobody should fear a scan.",
    "Ask your cardiologist before you stop a tablet.",
    "Could a nasal spray replace the needle one day?",
    "It is hard to imagine a more moving story than that of this ward.",
    "Vaccines will probably be given by patch in ten years.",
    "Read on to learn how parents cope with colic.",
    "What a difference a good night makes!",
    "I have never been so tired as in those weeks.",
    "Let us look at the evidence on walnuts next.",
    "In my opinion the new inhaler is far too expensive.",
    "By 2045 most eye tests will be done by telephone.",
    "The word vaccine is Latin for of the cow.",
    "A migraine is a form of headache that comes in attacks.",
    "Never leave a toddler alone with a peanut.",
    "Caring for a parent has its own calendar.",
    "Does the varnish crack in the cold?",
    "The debate about the tax has lost its charm.",
    "These midwives deserve the thanks of the whole valley.",
)
CASES = {"CIT-001": Sides(WEIGHED, NEEDS_NONE)}


@pytest.mark.parametrize(("text", "severity"), WEIGHED)
def test_a_fact_without_a_source_is_named_by_its_weight(text: str, severity: str) -> None:
    assert named(text)
    assert named(text)[0] in (severity, "must")


@pytest.mark.parametrize("text", NEEDS_NONE)
def test_opinion_advice_forecast_question_and_guidance_need_none(text: str) -> None:
    article = f"A Week in Health\n\n{text} The ward is quiet, the tea is hot, and the lamps are low.\n"
    cited = open_article(article.encode(), "week.txt")
    report = audit_article(cited, lambda _: (), Circumstances("2026-01-01T00:00:00Z"))
    claims = {claim.id for claim in report.claims if text.rstrip(".!?") in claim.text or claim.text in text}
    assert not [one for one in report.findings if one.code == "CIT-001" and claims & {str(one.claim), *one.also}]
