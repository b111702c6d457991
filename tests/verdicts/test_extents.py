"""Shares that can't both be true of the same people and the same deed, and those that can."""

import pytest

from pipeline.verdicts.reading.amounts import amounts
from pipeline.verification import verify

WRONG = [
    (
        "Fewer than half of the choirs had kept it up.",
        "Seventeen of 21 choirs were still singing in the square in May.",
    ),
    ("Nearly all wells broke the law.", "Arsenic was within the legal limit in 97% of wells."),
    ("Most of the piano repairs were put down to moths.", "Moths account for about 6% of repairs of pianos."),
    ("A majority of anglers were in favour of the closed season.", "Most anglers were opposed to a closed season."),
    ("Hardly any of the bakers finished the course.", "Eighty bakers enrolled, and 88% completed it."),
    ("None of the divers had had an ear infection.", "Of the divers, 31% had a history of ear infection."),
    ("Few masons attended the feast.", "Ninety per cent of masons attended the feast."),
    ("Bonnets were worn by most altos.", "Bonnets were worn by most tenors but by few altos."),
    ("All nine reports were peer-reviewed.", "The board drew on nine reports, one of them peer-reviewed."),
    ("Boats mostly capsized in the evening.", "Most capsizings were near the weir, and in the morning."),
    ("Fewer than a quarter of the coopers wore gloves.", "Of 64 coopers, 47 wore gloves at the forge."),
    ("Fewer than a third of the coopers wore gloves.", "Gloves were worn by 58 of 83 coopers."),
    ("None of the coopers finished the barrel.", "Two coopers finished the barrel by noon."),
]

FAIR = [
    ("Most choirs had kept it up.", "Seventeen of 21 choirs were still singing in the square in May."),
    ("Hardly any well broke the law.", "Arsenic was within the legal limit in 97% of wells."),
    ("Hardly any of the bakers dropped out.", "Eighty bakers enrolled, and 98% completed it."),
    ("Nearly all anglers were against it.", "Most anglers were opposed to a closed season."),
    # Of others.
    ("Few apprentices attended the evening.", "Ninety per cent of masons attended."),
    ("A third gave up the flute.", "Of the harpists 5% gave up, of the flautists 33%."),
    ("Just a quarter responded to the clay.", "At week six, 60% on the peat and 25% on the clay responded."),
    # Of another time, or another deed.
    ("Before the fire most masons attended.", "After the fire 30% of masons attended."),
    ("Most gardeners used the hose.", "The hose wasted 20% of the water."),
    ("All barrels were free of mould at the start.", "Mould developed in 4% of barrels kept in the cellar."),
    ("Nearly all gardeners knew the rule.", "Some 20% of gardeners wrote to the council."),
    # What may mean both.
    ("Many masons attended.", "Twelve per cent of masons attended."),
    ("Boats mostly capsized in the evening.", "Most capsizings were near the weir, and after dark."),
]

SPANS = [
    ("Nineteen of 24 choirs sang.", [(79.1, 79.2)]),
    ("Most common of all was rust.", []),
    ("The price fell by 30%.", []),
    ("Not all of them came; a few left.", [(0, 99.9), (0.1, 40)]),
    ("Almost every tile cracked.", [(75, 99.9)]),
]


@pytest.mark.parametrize(("claim", "passage"), WRONG, ids=[claim[:40] for claim, _ in WRONG])
def test_another_share_is_at_odds(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict == "contradicted"


@pytest.mark.parametrize(("claim", "passage"), FAIR, ids=[claim[:40] for claim, _ in FAIR])
def test_a_share_that_may_be_the_same_is_not(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict != "contradicted"


@pytest.mark.parametrize(("text", "spans"), SPANS, ids=[text[:40] for text, _ in SPANS])
def test_amounts_are_read_as_spans(text: str, spans: list[tuple[float, float]]) -> None:
    found = amounts(text)
    assert len(found) == len(spans)
    assert all(low <= one.low and one.high <= high for one, (low, high) in zip(found, spans, strict=True))
