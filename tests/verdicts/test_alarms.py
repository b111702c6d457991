"""What accused good claims on public text, in other words and on other topics: each beside a claim that is turned."""

import pytest

from pipeline.verification import verify

ACCUSED = ("contradicted", "overstated")

FAIR = [
    # "After all" counts nobody.
    (
        "For one cat in five, the tooth came out within the year after all.",
        "A year later, four out of five cats (80%) still had the tooth.",
    ),
    # Said in the same words, a stretch of time stands beside nothing else.
    (
        "Barking by neighbours was associated with poor sleep two years later, but barking by their own dog was not.",
        "Barking by neighbours in May was associated with poor sleep two years later (OR 1.7); barking by their own dog was not.",
    ),
    # An aim is no finding.
    (
        "Doorbells with cameras lowered thefts from porches.",
        "The aim of this study was to assess whether doorbells with cameras increase thefts from porches.",
    ),
    # What a sentence only grants at its head is not what it tells.
    (
        "Asthma admissions are rising among young men.",
        "Although there was no significant increase in asthma admissions overall, they saw an increase in young men.",
    ),
    # Likeness to other studies is no likeness of what was compared.
    (
        "Choirs have a higher risk of colds than orchestras.",
        "Similar to reports from other towns, these data show that the risk of colds is higher in choirs.",
    ),
    # People without a history are whom it was told of.
    (
        "High levels of ferritin raise the risk of flares in gout.",
        "The risk of flares with high ferritin levels held in gout patients with no history of frequent flares.",
    ),
    # No link with one outcome says nothing of another.
    (
        "Short sleepers were slightly less likely to catch a cold.",
        "Sleep length was not associated with risk of surgery or amputation in people with a cold.",
    ),
    # Lower than the second is higher than the first.
    ("Rye has a higher fibre content than wheat.", "Wheat has a lower fibre content than rye."),
    # What may be is no finding beside one that it was not.
    (
        "Screening older drivers for hearing loss does not lead to better hearing.",
        "Hearing loss in older drivers can usually be reduced with treatment.",
    ),
    # A trend that its own test did not find is no effect.
    (
        "The mouthwash did not significantly lower pneumonia.",
        "Pneumonia was less frequent with the mouthwash (4.1% versus 5.0%, P = 0.18).",
    ),
    # Its own words stand there: no other sentence turns them.
    (
        "The enzyme cut single-stranded but not double-stranded DNA.",
        "The enzyme cut single-stranded but not double-stranded DNA.",
    ),
    # Who says that it has no effect tells no cause.
    (
        "Zinc has no protective effect against colds.",
        "This case-control study found an association between zinc and colds.",
    ),
    # A trial to control something has no control called so.
    (
        "In the Plan to Control Sugar trial, people with a drop in blood sugar were at greater risk of death.",
        "Participants with a drop in blood sugar, in the intensive and in the standard treatment arm, died more often.",
    ),
    # A design told of several studies is not the cited one's.
    (
        "Our cohort is much smaller than those in meta-analyses of night work and sleep.",
        "We used records from 13 cohort studies of people on night work and of their sleep.",
    ),
    # The source's figure is told too, of its own label: the other label is another work's.
    (
        "Complaints included noise (31%), damp (14%) and mould (23.5%).",
        "Complaints of tenants included noise 62 (31%) and damp 28 (14%).",
    ),
    # Two that hardly differ, in whatever words.
    (
        "Wool and cotton may differ little, if at all, in how warm babies stay.",
        "There may be little or no difference between wool and cotton in how warm babies stay.",
    ),
    (
        "Blisters covered with paper took as long to heal as those with plaster.",
        "Time to healing of blisters was the same with paper (4 days) as with plaster (4 days).",
    ),
    # What is denied and its opposite are one.
    (
        "Growing up with one dog made no difference to a pupil's marks.",
        "Pupils with one dog had the same marks as others, whereas those with three had slightly lower marks.",
    ),
    # On the other side of a number nothing was found.
    (
        "People who swam for two hours or more each week more often felt well.",
        "Below two hours of swimming a week, there was no significant association with feeling well.",
    ),
    # Two halves, of which the second tells no change.
    (
        "Resting pulse fell by 5.1 beats with the rowing and stayed as it was at home.",
        "Resting pulse fell by 5.1 beats in the rowing group and was unchanged in the control group.",
    ),
    # A rank told by a denial.
    ("No complaint was more frequent than a dry throat.", "A dry throat was the most frequent complaint."),
    # A bound is no comparison of two.
    ("How many eggs hatched is not told; it was fewer than five.", "Fewer than five eggs hatched; no number is told."),
    # Who does without a thing is told by a denial on one side, by a word of its own on the other.
    (
        "People who eat no fish had a higher risk of falling than those who eat it raw.",
        "Eaters of raw fish had a lower risk of falling than non-eaters (hazard ratio 0.80).",
    ),
]

TURNED = [
    (
        "The mouthwash did not lower pneumonia.",
        "Pneumonia was less frequent with the mouthwash (P = 0.002).",
    ),
    ("Doorbells with cameras lowered thefts from porches.", "Doorbells with cameras increased thefts from porches."),
    ("Asthma admissions are rising among young men.", "There was no increase in asthma admissions among young men."),
    ("Choirs have a higher risk of colds than orchestras.", "The risk of colds was similar in choirs and orchestras."),
    ("Sleep length was associated with colds.", "Sleep length was not associated with colds."),
    ("Rye has a higher fibre content than wheat.", "Rye has a lower fibre content than wheat."),
    ("Screening does not lead to better hearing in drivers.", "Screening led to better hearing in drivers."),
    (
        "Blisters covered with paper healed sooner than those with plaster.",
        "Blisters with paper took as long to heal as those with plaster.",
    ),
    ("Complaints of noise were made by 31% of tenants.", "Complaints of noise were made by 44% of tenants."),
]


@pytest.mark.parametrize(("claim", "passage"), FAIR, ids=[claim[:40] for claim, _ in FAIR])
def test_a_fair_claim_is_not_accused(claim: str, passage: str) -> None:
    found = verify(claim, (passage,)).judged
    assert found.verdict not in ACCUSED, [one.title for one in found.objections]


@pytest.mark.parametrize(("claim", "passage"), TURNED, ids=[claim[:40] for claim, _ in TURNED])
def test_the_same_turned_is_accused(claim: str, passage: str) -> None:
    assert verify(claim, (passage,)).judged.verdict in ACCUSED
