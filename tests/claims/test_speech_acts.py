"""What asks for no source by its grammar: a view, a forecast, an order, a definition; and what does, however it is said."""

import pytest

from pipeline.claims.kinds import nature
from pipeline.claims.speech import act_of
from pipeline.facts import extract

VIEWS = """
We think that home testing will reach every village by 2031
I believe that midwives will lead most wards by 2040
We expect that paper charts will vanish within ten years
Our team is convinced that nurses will welcome the change
We suspect that prices will settle by next spring
I doubt that schools will agree before 2029
We trust that the two sides will meet in 2028
We think the name is ugly
I expect that my dentist will laugh
We reckon that robots will do half of all blood draws by 2045
"""
VIEWS_THAT_STATE = """
We think that the rinse prevents 40% of cavities
We believe that the implant is safe in children
I think that the vaccine cuts hospital stays by a third
We think that 12 of 80 patients fell
We believe that the pump lowers blood sugar in most patients
I expect that statins reduce strokes by 25%
We think that ibuprofen causes fewer ulcers than aspirin
I believe that one in nine children has asthma
Researchers found that we think faster after a nap
The trial showed that 30% of those who think that they are ill are well
"""
CONDITIONS = """
If nobody acts, waiting lists will triple by 2035
If the trend goes on, half of all adults will be short-sighted by 2050
If prices keep rising, families will buy less fruit
Unless rules change, rivers will hold twice as much plastic by 2040
If funding stops, the clinic will close in two years
If the weather holds, ticks will be out by March
If schools stay shut, children will move less
Fewer dentists will train if fees double
Wards will empty by 2032 if the plan goes ahead
If the mayor wins, buses will be free
"""
CONDITIONS_THAT_STATE = """
If taken daily, the capsule will prevent 30% of migraines
If given early, the antibody will reduce deaths by a fifth
If you have a fever, this syrup will cure it in 80% of cases
The splint will relieve pain in most patients if worn at night
If left untreated, 20% of the wounds became infected
If the drug is stopped, half of patients relapse
If swallowed, the battery is toxic
If used for longer than a week, the spray has side effects
Children who ate fruit had 30% fewer colds
The ward asked if the drug worked and found that 40 of 90 recovered
"""
ORDERS = """
Wash your hands for 20 seconds before each meal
Drink a glass of milk and eat two eggs every morning
Put on sunscreen and stay in the shade
Buy two bottles today and save 15%
Store the drops at 5 °C
Choose low heels and stretch your calves for five minutes
Book a visit and bring all of your tablets
Use code SMILE10 for 10% off
Never share a toothbrush
Please rinse with salt water twice a day
Take one tablet with food
Do not lift more than 5 kg
Subscribe now and get 30% off
Walk the dog for half an hour
Eat slowly and chew each bite 20 times
Do 30 squats a day
Limit salt to 5 g a day
Schedule a scan every 2 years
Massage the scalp for ten minutes
"""
NO_ORDERS = """
Use of statins rose by 12%
Exercise lowers blood pressure in adults
Drink driving kills 300 people a year
Take the drops: they cut pain in 80% of users
Use this balm, for it heals cracked lips in 90% of people
Drink two cups a day to lower your blood pressure by 10 mmHg
Order effects explained 20% of the variance
Rest reduces swelling
Book sales fell by 8%
Store brands contain 30% less sugar
Walk speed fell by 0.2 m/s
Sleep improves memory
Wear on the joint caused 40 of 90 failures
Take-up of the vaccine was 62%
Eating two eggs a day raised cholesterol
Open studies found 12% fewer falls
Cut flowers contain 12 pesticides
Practice nurses treated 40% of them
Time in bed fell by 30 minutes
"""
DEFINITIONS = """
Bruxism means grinding the teeth at night
Tinnitus means hearing sounds that nobody else hears
Insomnia means lying awake more often than one wants
Pica means eating things that are not food
A tendon is a cord of tissue that ties muscle to bone
An audiologist is a specialist who tests hearing
A placebo is a pill that looks like the medicine
A stent is a tube which keeps a vessel open
A tick is a small animal that sucks blood
A cornea is the clear front of the eye that lets light in
"""
NO_DEFINITIONS = """
A cure is a treatment that works in 90% of people
A night splint is a device that relieves heel pain
A statin is a drug that lowers the risk of stroke by 25%
Fasting means losing 5 kg in a month
Quitting means living ten years longer
The new dose means sleeping two hours longer
A nasal spray is a treatment that is safe in pregnancy
A rinse is a product that prevents 40% of cavities
A generic is a drug that costs 80% less
Hypertension means having a 40% higher risk of stroke
"""
EVERYDAY = """
Water boils at 100 °C
A week has seven days
Winter is colder than summer
The sun rises in the east
A day has 24 hours
Ice is colder than water
Nights are longer in winter than in summer
There are 60 minutes in an hour
Fire is hot
The sun is bigger than the moon
"""
NOT_EVERYDAY = """
Water boils at 80 °C
Births are more common in summer than in winter
Winter depression is worse than summer depression
Cold water relieves sore muscles
Hot water kills 99% of germs
The sun causes skin cancer
Nights in hospital cost 900 euros
A week of rest heals most sprains
Tap water is safer than bottled water
Heart attacks are more common in winter than in summer
"""
PRAISED = """
KR-4 ointment ends athlete's foot in days
The bracelet beats every painkiller on the market
Moonroot tea calms the nerves and brings restful sleep
The balm soothes burns
This serum erases wrinkles overnight
Our syrup clears a stuffy nose
The lamp banishes winter blues
Barley capsules melt belly fat
The insole stops knee pain
Nettle drops restore hearing
The clip stops snoring
Kelu root works like magic against gout
Hemp oil keeps dementia away
The mat makes back pain vanish
Our seeds flush toxins out of the body
Earplugs stop snoring in 70% of couples
"""
NOT_PRAISED = """
The meeting ends in June
The film beats every book by its author
Her voice calms the room
The street brings many memories back
The road clears by noon
The bell stops at ten
The café restores old chairs
The team fights for each goal
The shop ends its sale today
The song soothes me
The fence keeps the dog in
The rule works in 12 of the 20 states
The ad makes the brand a joke
The plumber drives out in the rain
"""


@pytest.mark.parametrize(
    "text", [one for group in (VIEWS, CONDITIONS, ORDERS, DEFINITIONS, EVERYDAY) for one in group.strip().splitlines()]
)
def test_asks_for_no_source(text: str) -> None:
    assert not nature(text, extract(text)).checkable


@pytest.mark.parametrize(
    "text",
    [
        one
        for group in (VIEWS_THAT_STATE, CONDITIONS_THAT_STATE, NO_ORDERS, NO_DEFINITIONS, NOT_EVERYDAY)
        for one in group.strip().splitlines()
    ],
)
def test_stays_checkable(text: str) -> None:
    assert nature(text, extract(text)).checkable


@pytest.mark.parametrize("words", ["water freezes germs ", "we will act if ", "day of germs hour year "])
def test_a_long_line_takes_no_longer_than_its_words(words: str) -> None:
    assert act_of(words * 20_000, frozenset(("number",))) in (None, "forecast")


@pytest.mark.parametrize("text", PRAISED.strip().splitlines())
def test_what_a_remedy_is_said_to_do_is_efficacy(text: str) -> None:
    found = nature(text, extract(text))
    assert found.checkable
    assert "efficacy" in found.kinds


@pytest.mark.parametrize("text", NOT_PRAISED.strip().splitlines())
def test_what_no_remedy_does_is_no_efficacy(text: str) -> None:
    assert "efficacy" not in nature(text, extract(text)).kinds
