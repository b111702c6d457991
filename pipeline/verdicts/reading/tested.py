"""What a passage says of its own test: nothing beyond chance, two figures alike, or limits for several groups."""

from pipeline.facts.terms import significance_of
from pipeline.records.verdict import Passage
from pipeline.verdicts.reading.senses import read

_TESTED = frozenset({"p_value", "confidence_interval", "significance"})


def by_chance(passage: Passage) -> bool:
    """Whether the passage's own test found no difference."""
    told = [significance_of(fact) for fact in passage.facts if fact.role in _TESTED]
    return False in told and True not in told


def not_told_apart(passage: Passage) -> bool:
    """Whether the passage itself takes its two figures for alike."""
    return any(sense.way == "none" for sense in read(passage.text)) or any(
        significance_of(fact) is False for fact in passage.facts
    )


def many_results(passage: Passage) -> bool:
    """Whether a passage has a limit of confidence for each of several groups: which two are set against each other?"""
    return sum(fact.role == "confidence_interval" for fact in passage.facts) > 1
