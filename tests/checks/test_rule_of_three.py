"""What no event in so many people still allows is told alike by every check that tells it."""

import re

import pytest

from pipeline.checks.denominator import CHECK as DENOMINATOR
from pipeline.checks.safety_overclaim import CHECK as SAFETY
from pipeline.records.verdict import Objection
from tests.build import dossier


@pytest.mark.parametrize(("people", "expected"), [(78, 26), (112, 38), (16, 6)])
def test_one_in_so_many(people: int, expected: int) -> None:
    safe = dossier("The implant is safe.", f"We studied the implant in {people} adults with asthma.")
    none = dossier(
        "The review found no serious adverse events reported across the studies examined.",
        f"Three trials included {people} participants in total. No serious adverse events were reported.",
    )
    said = [
        one.why
        for check, file in ((SAFETY, safe), (DENOMINATOR, none))
        for one in check.examine(file)
        if isinstance(one, Objection)
    ]
    found = [int(hit[1]) for why in said if (hit := re.search(r"(?:one|1) in (\d+)", why))]
    assert found == [expected, expected]
