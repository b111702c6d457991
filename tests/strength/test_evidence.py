"""What a source can carry, read out of its own words."""

import pytest

from pipeline.records.source import SourceKind
from pipeline.strength.evidence import carries, designs, ladder, observational, people, phase, studies, tells_size
from pipeline.strength.matching import content, share, verbatim
from pipeline.strength.things import conditions, covered, routes, substances
from tests.build import dossier, passages_of, reading, work


def passages(*texts: str) -> tuple:  # type: ignore[type-arg]
    return passages_of(work(reading(list(texts))))


def test_the_ladder_knows_every_kind() -> None:
    kinds = SourceKind.__args__  # type: ignore[attr-defined]
    assert set(ladder().kind) == set(kinds)


def test_the_ladder_is_in_order() -> None:
    order: tuple[SourceKind, ...] = (
        "meta_analysis",
        "randomised_trial",
        "cohort",
        "press_release",
        "editorial",
        "registry_record",
    )
    ranks = [carries(kind).rank for kind in order]
    assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("We enrolled 1,204 patients with gout.", 1204),
        ("The trial (n = 48) was open.", 48),
        ("A total of 78 participants were included.", 78),
        ("Of 193 adults, 73 had 12 mg.", 193),
    ],
)
def test_people(text: str, n: int) -> None:
    found = people(passages(text))
    assert found is not None
    assert found.value == n


def test_no_people() -> None:
    assert people(passages("The dose was 40 mg at 38 sites in 6 countries.")) is None


@pytest.mark.parametrize(
    ("text", "k"),
    [
        ("The search returned 100 records, of which 3 met the inclusion criteria.", 3),
        ("We included 27 randomised trials.", 27),
        ("Two small trials were included.", 2),
    ],
)
def test_studies(text: str, k: int) -> None:
    found = studies(passages(text))
    assert found is not None
    assert found.value == k


def test_phases() -> None:
    found = phase(passages("A phase I study came first.", "This is a Phase 2b trial."))
    assert found is not None
    assert found.value == 2


def test_design_in_its_own_words() -> None:
    cohort = passages("In this prospective cohort study, tea drinkers lived longer.")
    assert observational(cohort, "unknown") is not None
    assert observational(cohort, "randomised_trial") is None
    trial = passages("Adults were randomly assigned to tea or water.", "Earlier cohort studies had differed.")
    assert observational(trial, "unknown") is None
    assert {told.design.name for told in designs(trial)} >= {"randomised trial"}


def test_a_small_number_told_is_a_limit_told() -> None:
    assert tells_size("Only 40 patients were treated.", 300)
    assert not tells_size("In 4,000 patients it was safe.", 300)


def test_sharing_leaves_strength_aside() -> None:
    assert share("Garlic prevents colds.", "Garlic may prevent colds, a study suggests.") == 1.0
    assert share("Garlic prevents colds.", "Zinc shortens fractures.") == 0.0
    assert content("The study shows that it may") == frozenset()


def test_verbatim_ignores_markers_and_marks() -> None:
    file = dossier("Garlic was safe [3].", "We tested garlic. Garlic was safe.")
    assert verbatim(file.claim, file.passages)
    assert not verbatim(dossier("Garlic is safe.", "Garlic was safe in mice.").claim, file.passages)


def test_conditions_nest() -> None:
    assert [each.name for each in conditions("in TRD and non-small-cell lung cancer")] == ["depression", "lung cancer"]
    assert covered("cancer", {"melanoma"})
    assert covered("melanoma", {"cancer"})
    assert not covered("lung cancer", {"cancer", "melanoma"})
    assert not covered("PTSD", {"depression"})


def test_substances_go_by_all_their_names() -> None:
    assert substances("Ozempic")[0].name == substances("semaglutide")[0].name
    assert substances("5-MeO-DMT")[0].name == substances("mebufotenin")[0].name
    assert substances("lecanemab")[0].name != substances("donanemab")[0].name
    assert routes("a nasal spray")[0].name != routes("an oral tablet")[0].name


def test_people_counted_in_words_at_the_start_of_a_sentence_are_a_size() -> None:
    assert tells_size("Fourteen volunteers chewed bark for a week.", 100)
    assert not tells_size("Two of the volunteers chewed bark.", 100)
