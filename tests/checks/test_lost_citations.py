"""SRC-001, SRC-002 and SRC-007 over many topics: one article each, with a right, a misplaced, a lost and a near claim.

Each topic has two sources. Of the four claims one stands in the cited source, one only in the other, one in neither;
the near one has words of the cited source that decide nothing.
"""

from functools import cache
from typing import NamedTuple

import pytest

from pipeline.records.report import Report
from pipeline.records.source import Capture
from pipeline.stages.assemble import Circumstances
from pipeline.walk import audit_article, open_article
from tests.checks.sides import Sides


class Topic(NamedTuple):
    """Two sources and what an article says of them."""

    one: str
    other: str
    right: str
    """Stands in the first source, and is cited to it."""
    misplaced: str
    """Stands in the second, and is cited to the first."""
    lost: str
    """Stands in neither."""
    near: str
    """Touches the first source without being decided by it."""


TOPICS = {
    "cardiology": Topic(
        "Cardiac rehabilitation raised walking distance by 46 metres in 310 patients after bypass surgery. "
        "Most patients came twice a week and liked the group.",
        "Beta blockers were stopped in half of 420 patients with a healthy heart after an infarction. "
        "Stopping did not raise the number of new infarctions within a year.",
        "Cardiac rehabilitation raised walking distance by 46 metres in 310 patients after bypass surgery.",
        "Beta blockers were stopped in half of 420 patients with a healthy heart after an infarction.",
        "Garlic capsules shortened hospital stays of stroke survivors by four nights.",
        "Walking in a group after bypass surgery gives patients new friends.",
    ),
    "nutrition": Topic(
        "Lentils at lunch lowered fasting glucose by 0.4 mmol/L in 88 office workers. The canteen cooked them for 12 weeks.",
        "Oat bran lowered cholesterol by 0.3 mmol/L in 140 retired teachers. The bran was eaten with milk each morning.",
        "Lentils at lunch lowered fasting glucose by 0.4 mmol/L in 88 office workers.",
        "Oat bran lowered cholesterol by 0.3 mmol/L in 140 retired teachers.",
        "Mangoes relieved seasonal hay fever of gardeners within five days.",
        "A canteen that cooks lentils changes how an office thinks of its lunch.",
    ),
    "vaccines": Topic(
        "The nasal flu vaccine prevented influenza in 54% of 2,140 schoolchildren. Runny noses were common for two days.",
        "A pneumococcal booster raised antibodies fourfold in 260 residents of care homes. The booster was given in spring.",
        "The nasal flu vaccine prevented influenza in 54% of 2,140 schoolchildren.",
        "A pneumococcal booster raised antibodies fourfold in 260 residents of care homes.",
        "Rabies shots triggered baldness among 19 veterinary surgeons.",
        "Schools where children get a spray up the nose have calmer winters.",
    ),
    "oncology": Topic(
        "Scalp cooling kept hair in 58% of 182 women treated for breast cancer. Headaches were the commonest complaint.",
        "Prehabilitation before bowel cancer surgery halved complications in 240 patients. Training took four weeks.",
        "Scalp cooling kept hair in 58% of 182 women treated for breast cancer.",
        "Prehabilitation before bowel cancer surgery halved complications in 240 patients.",
        "Mistletoe sprays doubled remission of childhood leukaemia in Portugal.",
        "Women with breast cancer whose hair is kept worry less about treatment.",
    ),
    "devices": Topic(
        "The wrist sensor detected atrial fibrillation in 91% of 77 patients. Tight straps irritated the skin of six people.",
        "A smart inhaler cap cut missed doses by a third among 205 teenagers with asthma. Batteries lasted four months.",
        "The wrist sensor detected atrial fibrillation in 91% of 77 patients.",
        "A smart inhaler cap cut missed doses by a third among 205 teenagers with asthma.",
        "Cochlear implants restored the sense of smell for eleven firefighters.",
        "A sensor on the wrist makes patients watch the skin beneath the strap.",
    ),
    "sleep": Topic(
        "Earplugs lengthened deep sleep by 19 minutes in 64 patients of intensive care. Nurses handed them out at ten.",
        "Weighted blankets lowered insomnia scores by 5 points in 120 adults with depression. Blankets weighed eight kilos.",
        "Earplugs lengthened deep sleep by 19 minutes in 64 patients of intensive care.",
        "Weighted blankets lowered insomnia scores by 5 points in 120 adults with depression.",
        "Cherry juice abolished sleepwalking of military recruits in Finland.",
        "In intensive care, nurses see the night with other ears once plugs are handed out.",
    ),
    "paediatrics": Topic(
        "Fluoride varnish lowered tooth decay by 37% in 930 toddlers. Dentists came to the nurseries twice a year.",
        "Reading aloud each day enlarged the vocabulary of 410 preschool children by 90 words. Parents chose the books.",
        "Fluoride varnish lowered tooth decay by 37% in 930 toddlers.",
        "Reading aloud each day enlarged the vocabulary of 410 preschool children by 90 words.",
        "Swimming lessons cured bed-wetting of left-handed pupils in Norway.",
        "Toddlers in nurseries get used to dentists and their varnish.",
    ),
    "infection": Topic(
        "Copper door handles cut bacterial counts by 70% on 14 hospital wards. Cleaning staff polished them each Monday.",
        "Honey dressings healed 88 leg ulcers in nine weeks on average. Dressings were changed every second day.",
        "Copper door handles cut bacterial counts by 70% on 14 hospital wards.",
        "Honey dressings healed 88 leg ulcers in nine weeks on average.",
        "Ultraviolet lamps eradicated head lice from Scottish kindergartens.",
        "Staff who polish the handles on Monday see the wards with other eyes.",
    ),
}
TOPICS |= {
    "hearing": Topic(
        "Hearing aids slowed the loss of memory by 0.2 points a year in 977 pensioners. Batteries were changed each week.",
        "Ear wax was softened by almond oil in 150 pensioners before syringing. The oil was dropped in for five nights.",
        "Hearing aids slowed the loss of memory by 0.2 points a year in 977 pensioners.",
        "Ear wax was softened by almond oil in 150 pensioners before syringing.",
        "Trombone practice restored the balance of dizzy sailors in Malta.",
        "Pensioners who change the batteries each week hear what their memory had put away.",
    ),
    "veterinary": Topic(
        "A chewable flea tablet cleared fleas from 96% of 310 cats within two days. Most cats took it with tuna.",
        "Raised feeding bowls shortened meals of 60 elderly greyhounds by four minutes. The owners filmed every meal.",
        "A chewable flea tablet cleared fleas from 96% of 310 cats within two days.",
        "Raised feeding bowls shortened meals of 60 elderly greyhounds by four minutes.",
        "Lavender collars lowered milk fever of goats across Bavaria.",
        "Cats that like tuna make a home without fleas easier to keep.",
    ),
    "heat": Topic(
        "White roofs cooled bedrooms by 1.8 degrees in 120 brick houses of Ahmedabad. Painting took one afternoon.",
        "Shaded bus stops halved calls for ambulances on 14 hot days in Seville. Awnings were made of sailcloth.",
        "White roofs cooled bedrooms by 1.8 degrees in 120 brick houses of Ahmedabad.",
        "Shaded bus stops halved calls for ambulances on 14 hot days in Seville.",
        "Peppermint baths shortened the fever of marathon runners in Oslo.",
        "Brick houses whose roofs were painted white invite another kind of afternoon.",
    ),
    "sport": Topic(
        "Balance boards prevented a third of ankle sprains in 540 volleyball players. Players stood on them before practice.",
        "Cherry juice shortened muscle soreness of 48 rowers by nine hours. The rowers drank it after each race.",
        "Balance boards prevented a third of ankle sprains in 540 volleyball players.",
        "Cherry juice shortened muscle soreness of 48 rowers by nine hours.",
        "Copper insoles abolished stage fright of ballet dancers in Kyiv.",
        "Volleyball players who stand on a board before practice think of their ankles.",
    ),
}
CASES = {
    "SRC-001": Sides(
        tuple(topic.misplaced for topic in TOPICS.values()),
        tuple(text for topic in TOPICS.values() for text in (topic.right, topic.lost)),
    ),
    "SRC-002": Sides(
        tuple(topic.lost for topic in TOPICS.values()),
        tuple(text for topic in TOPICS.values() for text in (topic.right, topic.near)),
    ),
    "SRC-007": Sides(
        tuple(topic.near for topic in TOPICS.values()),
        tuple(text for topic in TOPICS.values() for text in (topic.right, topic.lost)),
    ),
}
ARTICLE = """News of the Week

{right} [1] {misplaced} [1]

{lost} [1]

{near} [1]

References

[1] Ames A. (2020). First paper. https://one.example.org/paper
[2] Bell B. (2021). Second paper. https://other.example.org/paper
"""


@cache
def report(name: str) -> Report:
    topic = TOPICS[name]
    texts = {"https://one.example.org/paper": topic.one, "https://other.example.org/paper": topic.other}

    def find(reference: object) -> tuple[tuple[Capture, bytes | None], ...]:
        url = reference.identifiers.url  # type: ignore[attr-defined]  # a Reference
        capture = Capture(url, url, 200, "text/plain; charset=utf-8", "2026-01-01T00:00:00Z", "a.txt")
        return ((capture, texts[url].encode()),)

    marked = {field: f"{getattr(topic, field).rstrip('.')}" for field in ("right", "misplaced", "lost", "near")}
    body = ARTICLE.replace("} [1]", "} [1].").format(**marked)
    return audit_article(open_article(body.encode(), "week.txt"), find, Circumstances("2026-01-01T00:00:00Z"))


def codes(name: str, sentence: str) -> set[str]:
    """Codes of the findings on one sentence, whatever they are grouped with."""
    found = report(name)
    mine = {claim.id for claim in found.claims if claim.text.rstrip(".")[:30] == sentence[:30]}
    return {one.code for one in found.findings if one.claim in mine or mine & set(one.also)}


@pytest.mark.parametrize("name", TOPICS)
def test_what_the_other_source_says_is_named_there(name: str) -> None:
    assert "SRC-001" in codes(name, TOPICS[name].misplaced)


@pytest.mark.parametrize("name", TOPICS)
def test_what_stands_in_the_cited_source_is_neither_misplaced_nor_lost_nor_undecided(name: str) -> None:
    assert not codes(name, TOPICS[name].right) & {"SRC-001", "SRC-002", "SRC-007"}


@pytest.mark.parametrize("name", TOPICS)
def test_what_stands_in_neither_is_lost_and_not_misplaced(name: str) -> None:
    assert codes(name, TOPICS[name].lost) & {"SRC-001", "SRC-002", "SRC-007"} == {"SRC-002"}


@pytest.mark.parametrize("name", TOPICS)
def test_what_only_touches_the_source_is_for_a_person(name: str) -> None:
    assert codes(name, TOPICS[name].near) & {"SRC-001", "SRC-002", "SRC-007"} == {"SRC-007"}
