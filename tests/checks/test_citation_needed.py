"""CIT-001: what cites nothing is named, gravest first; what is cited, or is no claim, is not."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.checks import House, _summaries
from pipeline.checks.citation_needed import CHECK
from pipeline.records.report import FindingEntry
from tests.build import audited
from tests.checks.renamed import with_kinds
from tests.walk.world import ARTICLE, audit


def found(folder: Path, text: str = ARTICLE) -> list[FindingEntry]:
    return [one for one in audit(folder, text).findings if one.code == "CIT-001"]


def test_an_uncited_statement_is_named(tmp_path: Path) -> None:
    titles = [one.said for one in found(tmp_path)]
    assert "Naps are illegal in many hospitals" in titles


STANDFIRST = "A nap may help nurses who work at night, a trial suggests."


@pytest.mark.parametrize(
    "instead",
    [
        STANDFIRST,
        "By Anna Berg, health reporter, 2 March 2026",
        "Nurses in 4 wards were tested.\n\nFigure 1. Naps and blood pressure after 12 weeks.",
        "A trial of naps, a randomised one, is published.\n\nPhoto: Two nurses asleep after 6 hours. Credit: Jens Holm",
    ],
)
def test_nobody_cites_in_a_standfirst_a_byline_or_a_caption(tmp_path: Path, instead: str) -> None:
    said = {str(one.said) for one in found(tmp_path, ARTICLE.replace(STANDFIRST, instead))}
    shown = instead.rsplit("\n", maxsplit=1)[-1]
    assert not [words for words in said if words in shown]


@pytest.mark.parametrize(
    "instead",
    ["Naps halve strokes in 9,000 nurses, a trial suggests.", "Heart attacks fall by 45% with naps."],
)
def test_a_figure_that_no_cited_sentence_has_needs_a_source_even_there(tmp_path: Path, instead: str) -> None:
    said = {str(one.said) for one in found(tmp_path, ARTICLE.replace(STANDFIRST, instead))}
    assert [words for words in said if words in instead]


def test_a_plain_paragraph_further_down_is_no_standfirst(tmp_path: Path) -> None:
    text = ARTICLE.replace(
        "Naps are illegal in many hospitals.", "By nature people are awake by day. Naps lower the risk of stroke."
    )
    assert "Naps lower the risk of stroke" in {str(one.said) for one in found(tmp_path, text)}


def test_an_uncited_number_of_efficacy_is_a_must(tmp_path: Path) -> None:
    text = ARTICLE.replace("Naps are illegal in many hospitals.", "Naps lower the risk of stroke by 40%.")
    assert [one.severity for one in found(tmp_path, text) if "stroke" in str(one.said)] == ["must"]


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("Naps are perfectly safe for shift workers.", "must"),
        ("The lamp is completely harmless to the eyes.", "must"),
        ("Caffeine gum is safe in pregnancy.", "must"),
        ("The lamp is safe for everyone.", "must"),
        ("Sleeping pills are taken without any risk.", "must"),
        ("Earplugs stop snoring in 70% of couples.", "must"),
        ("Naps work for most nurses with insomnia.", "must"),
        ("The lamp is not completely safe.", "should"),
        ("The lamp is safe to clean.", "should"),
        ("The gum is safer than tablets.", "should"),
        ("The study looked at no risk factors for harm.", "should"),
        ("Balm tea soothes nerves.", "should"),
        ("Night work leads to heart disease.", "should"),
        ("Energy drinks cause seizures.", "should"),
        ("Late shifts cause some grumbling.", "consider"),
        ("Coffee is made from roasted beans.", "consider"),
        ("Pillows are made of feathers.", "consider"),
    ],
)
def test_how_grave_a_missing_source_is(words: str, severity: str) -> None:
    assert [one.objection.severity for one in CHECK.inspect(with_kinds(audited(words)))] == [severity]


def test_background_is_for_consideration_only(tmp_path: Path) -> None:
    text = ARTICLE.replace("Naps are illegal in many hospitals.", "Coffee is made from roasted beans.")
    assert {one.severity for one in found(tmp_path, text)} <= {"consider"}


def test_cited_claims_opinions_and_advice_are_not_named(tmp_path: Path) -> None:
    text = ARTICLE.replace(
        "Naps are illegal in many hospitals.", "Talk to your doctor before you nap. What a fascinating thought!"
    )
    said = " ".join(str(one.said) for one in found(tmp_path, text))
    assert "doctor" not in said
    assert "fascinating" not in said
    assert "120 nurses" not in said


def test_the_house_says_what_needs_no_source() -> None:
    text = "Coffee is made from roasted beans. Coffee lowers the risk of stroke by 40%."
    house = House(common_knowledge=("coffee is made from Roasted beans", "the risk of stroke", "  "))
    built = with_kinds(audited(text))
    assert len(list(CHECK.inspect(built))) == 2
    said = [remark.objection.severity for remark in CHECK.inspect(replace(built, house=house))]
    assert said == ["must"]


def test_common_knowledge_is_found_by_whole_words() -> None:
    built = replace(with_kinds(audited("Teas are made from many leaves.")), house=House(common_knowledge=("tea",)))
    assert len(list(CHECK.inspect(built))) == 1


def test_one_of_the_most_is_no_number() -> None:
    built = with_kinds(audited("One of the most striking effects of naps is better sleep."))
    assert {remark.objection.severity for remark in CHECK.inspect(built)} <= {"consider", "should"}


def reasons(folder: Path, words: str) -> list[str]:
    text = ARTICLE.replace("Naps are illegal in many hospitals.", words).replace(
        "\n[3]", "\n[4] Doe J. (2023). Light and shifts. Dusk Letters.\n[3]"
    )
    own = folder / str(len(list(folder.iterdir())))
    own.mkdir()
    return [one.why for one in found(own, text)]


def test_a_marker_that_fits_two_works_is_said_to_be_left_open(tmp_path: Path) -> None:
    said = reasons(tmp_path, "Naps cut errors by 20% (Doe, 2023).")
    assert any("“(Doe, 2023)” fits several references (2, 4)" in why for why in said)
    assert not any("fits several" in why for why in reasons(tmp_path, "Naps cut errors by 20% (Roe, 2022)."))


def test_a_study_named_without_a_reference_is_named_but_not_cited(tmp_path: Path) -> None:
    said = reasons(tmp_path, "A study published in Nature Sleep found that naps cut errors by 20%.")
    assert any("Nature Sleep is named but not cited" in why for why in said)
    assert not any("not cited" in why for why in reasons(tmp_path, "In a study in Oslo naps cut errors by 20%."))


def below(headline: str, body: str) -> int:
    """How many remarks there are on a headline above a body whose sentence is cited."""
    built = with_kinds(audited(f"{headline}\n\n{body}"))
    first, *rest = built.sheet.claims
    claims = (replace(first, prominence="headline", citations=()), *rest)
    judged = tuple(
        replace(one, claim=claim, verdict="uncited" if claim is claims[0] else "supported")
        for one, claim in zip(built.judged, claims, strict=True)
    )
    return len(list(CHECK.inspect(replace(built, sheet=replace(built.sheet, claims=claims), judged=judged))))


def test_a_headline_that_the_body_tells_with_its_source_is_not_named() -> None:
    assert (
        below("Varnish lowered tooth decay by 40% in toddlers.", "In toddlers, varnish lowered tooth decay by 40%.")
        == 0
    )


def test_a_headline_that_says_something_else_than_the_body_is_named() -> None:
    body = "In toddlers, varnish lowered tooth decay by 40%."
    assert below("Varnish lowered tooth decay by 60% in toddlers.", body) == 1
    assert below("Varnish stops children from losing their hair.", body) == 1


def test_a_long_article_is_looked_through_once_and_not_for_each_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    """A megabyte holds ten thousand uncited statements; a look at every block for each of them takes minutes."""
    looked: list[str] = []
    true = _summaries.is_byline

    def counted(text: str) -> bool:
        looked.append(text)
        return true(text)

    monkeypatch.setattr(_summaries, "is_byline", counted)
    count = 60
    text = "\n\n".join(f"Oats lowered the pulse of {number} rowers." for number in range(30, 30 + count))
    assert len(list(CHECK.inspect(with_kinds(audited(text))))) > count // 2
    assert len(looked) < 4 * count
