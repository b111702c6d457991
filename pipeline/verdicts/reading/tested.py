"""What a passage says of its own test: nothing beyond chance, two figures alike, or limits for several groups."""

from pipeline.facts.terms import significance_of
from pipeline.records.verdict import Passage
from pipeline.verdicts.reading.senses import read

_TESTED = frozenset({"p_value", "confidence_interval", "significance"})


def tested(passage: Passage) -> bool | None:
    """What the tests of a passage found: something, nothing, or None where it tells no test, or both."""
    found = {significance_of(fact) for fact in passage.facts if fact.role in _TESTED} - {None}
    return None if len(found) != 1 else found.pop()


def found_nothing(passage: Passage) -> bool:
    """Whether any test of a passage found no difference: "less frequent (P = 0.18)" tells no effect."""
    return any(fact.role in _TESTED and significance_of(fact) is False for fact in passage.facts)


def not_told_apart(passage: Passage) -> bool:
    """Whether the passage itself takes its two figures for alike."""
    return any(sense.way == "none" for sense in read(passage.text)) or any(
        significance_of(fact) is False for fact in passage.facts
    )


def many_results(passage: Passage) -> bool:
    """Whether a passage has a limit of confidence for each of several groups: which two are set against each other?"""
    return sum(fact.role == "confidence_interval" for fact in passage.facts) > 1
