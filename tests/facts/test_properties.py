"""What holds for any text: facts never contradict themselves, writing them otherwise changes nothing, nothing crashes."""

import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.facts import align, compare, extract
from pipeline.facts.units import convert
from pipeline.records.fact import Fact

NUMBER_WORDS = {2: "two", 7: "seven", 12: "twelve", 20: "twenty", 45: "forty-five", 300: "three hundred"}
NOUNS = ("patients", "adults", "hospitals", "trials")
UNITS = ("mg", "g", "kg", "minutes", "hours", "days", "weeks", "%", "ml", "mmol/L", "kcal")
whole = st.integers(min_value=1, max_value=999_999)
decimal = st.decimals(min_value="0.01", max_value="999.99", places=2)


def numeric(text: str) -> list[Fact]:
    return [fact for fact in extract(text) if fact.value is not None and fact.dimension != "attribute"]


def values(text: str) -> list[tuple[float | None, float | None, str, str]]:
    return [(f.value.low, f.value.high, f.unit, f.role) for f in numeric(text) if f.value is not None]


sentences = st.builds(
    "{} {} {} {} after {} {}.".format,
    st.sampled_from(["The trial enrolled", "We randomised", "In the placebo group,", "A total of", "No more than"]),
    whole,
    st.sampled_from(NOUNS),
    st.sampled_from(["who improved by 12%", "with asthma", "and fell to 3.2 points", "(p=0.03)"]),
    st.integers(min_value=1, max_value=90),
    st.sampled_from(["days", "weeks", "months", "hours"]),
)


@given(sentences)
def test_a_fact_never_contradicts_itself(sentence: str) -> None:
    for fact in extract(sentence):
        if fact.value is not None:
            assert compare(fact, fact).relation in {"same", "not_comparable"}, fact
    for _, partner, comparison in align(extract(sentence), extract(sentence)):
        if partner is not None:
            assert comparison.relation in {"same", "compatible"}


@given(sentences)
def test_spans_are_the_words_of_the_text(sentence: str) -> None:
    for fact in extract(sentence):
        assert sentence[fact.start : fact.end] == fact.text


@given(whole, st.sampled_from(NOUNS))
def test_thousands_separators_change_nothing(number: int, noun: str) -> None:
    plain = values(f"The study included {number} {noun} in all.")
    for written in (f"{number:,}", f"{number:,}".replace(",", "\u202f"), f"{number:,}".replace(",", "\u00a0")):
        assert values(f"The study included {written} {noun} in all.") == plain


@given(st.sampled_from(sorted(NUMBER_WORDS)), st.sampled_from(NOUNS))
def test_words_for_digits_change_nothing(number: int, noun: str) -> None:
    assert values(f"It involved {NUMBER_WORDS[number]} {noun}.") == values(f"It involved {number} {noun}.")


@given(decimal, st.sampled_from(UNITS))
def test_hard_spaces_change_nothing(number: object, unit: str) -> None:
    text = f"The mean was {number} {unit} at entry."
    assert values(text.replace(" ", "\u00a0")) == values(text)


@given(decimal)
def test_decimal_points_of_any_kind_and_minus_signs_are_read_alike(number: object) -> None:
    plain = values(f"The change was -{number} points.")
    assert plain
    assert plain[0][0] is not None
    assert plain[0][0] < 0
    assert values(f"The change was −{number} points.") == plain
    assert values(f"The change was –{number} points.") == plain
    assert values(f"The change was -{str(number).replace('.', '·')} points.") == plain


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("We randomised 40 patients at 3 centres.", "We randomized 40 patients at 3 centers."),
        ("The tumour weighed 12 grammes.", "The tumor weighed 12 grams."),
        ("Each child drank 2 litres a day.", "Each child drank 2 liters a day."),
        ("Of 60 hospitalised people, 12 had oedema.", "Of 60 hospitalized people, 12 had edema."),
    ],
)
def test_british_and_american_spelling_give_the_same_facts(british: str, american: str) -> None:
    assert values(british) == values(american)
    for _, partner, comparison in align(numeric(british), numeric(american)):
        assert partner is not None
        assert comparison.relation in {"same", "compatible"}


@pytest.mark.parametrize(
    ("small", "large", "factor"),
    [("mg", "g", 1000), ("µg", "mg", 1000), ("minutes", "hours", 60), ("days", "weeks", 7), ("ml", "litres", 1000)],
)
@given(number=st.integers(min_value=1, max_value=400))
def test_scaling_units_keeps_equality(small: str, large: str, factor: int, number: int) -> None:
    claim = numeric(f"The infusion needed {number} {large} in all.")
    source = numeric(f"The infusion needed {number * factor} {small} in all.")
    _, partner, comparison = align(claim, source)[0]
    assert partner is not None
    assert comparison.relation in {"same", "compatible"}


@given(st.floats(min_value=0.001, max_value=1e6), st.sampled_from([("mg", "g"), ("hour", "day"), ("kcal", "kJ")]))
def test_converting_there_and_back_gives_the_value(value: float, units: tuple[str, str]) -> None:
    there = convert(value, *units)
    assert there is not None
    assert convert(there, *reversed(units)) == pytest.approx(value)


def test_units_of_other_kinds_do_not_convert() -> None:
    assert convert(1.0, "kg", "%") is None
    assert convert(1.0, "day", "mg") is None


tokens = st.sampled_from(
    [
        *"0123456789.,-–−/%()[]<>=±×^~$€ \n\u00a0",
        "10",
        "95% CI",
        "n=",
        "p<",
        "mg",
        "weeks",
        "of",
        "to",
        "and",
        "one",
        "half",
    ]
)


@settings(max_examples=300)
@given(st.lists(tokens, max_size=60).map("".join))
@example("1" * 400)
@example("1,234" * 200)
@example("between " * 100)
@example("5 of 4 of 3 of 2 of 0")
@example("2020-13-45 30 February 2021")
@example("0/0 and 1/0 and 10^999")
def test_no_heap_of_tokens_crashes_it(text: str) -> None:
    for fact in extract(text):
        assert text[fact.start : fact.end] == fact.text


@given(st.text(alphabet=string.printable + "−–µ½²⁻°±×≥…’“\u2009\u0301漢", max_size=200))
def test_no_text_crashes_it(text: str) -> None:
    facts = extract(text)
    align(facts, facts)


@given(st.text(max_size=120))
def test_any_unicode_is_taken(text: str) -> None:
    extract(text)
