"""Every type of finding has eight cases that must fire and eight near misses that must not."""

from collections import Counter, defaultdict

from pipeline.lexicon import decode
from tests.checks.test_cases import HERE, Cases

LEAST = 8
ELSEWHERE = {
    "NUM-002": "tests/facts/cases",
    "NUM-003": "tests/facts/cases",
    "NUM-004": "tests/facts/cases",
    "NUM-005": "tests/checks/test_inconsistency.py",
    "SRC-004": "tests/references",
}
"""Types whose cases stand mostly in another folder."""


def test_every_type_has_eight_cases_on_either_side() -> None:
    firing: Counter[str] = Counter()
    silent: defaultdict[str, int] = defaultdict(int)
    for path in sorted((HERE / "cases").glob("*.toml")):
        cases = [
            case for case in decode(path.read_text(encoding="utf-8"), path.name, Cases).case if not case.known_wrong
        ]
        firing.update(case.code for case in cases if case.code)
        for code in {case.code for case in cases if case.code}:
            silent[code] += sum(not case.code for case in cases)
    few = [
        f"{code}: {count} fire, {silent[code]} are silent"
        for code, count in sorted(firing.items())
        if code not in ELSEWHERE and min(count, silent[code]) < LEAST
    ]
    assert not few, "\n".join(few)
