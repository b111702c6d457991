"""One telling: what a text says of one group beside another, and the words that a comparison is built with."""

from typing import NamedTuple

from pipeline.verdicts.reading.groups import Names

ALIKE = frozenset((0,))
"""As much in one as in the other."""


class Telling(NamedTuple):
    """What is told of one group."""

    ways: frozenset[int]
    """What may be: 1 more, 0 as much, −1 less; "no more" leaves two of them."""
    kind: str
    """Of what kind the degree is: an amount, a time, a worth; "~" and a word for a quality of its own."""
    own: Names
    """The group; those without a thing by a mark and the thing."""
    others: Names
    """The group beside it; empty where the text names none."""
    about: Names
    """What was measured."""
    start: int
    end: int
    relative: bool
    """Whether it is a degree, and no change of its own."""
    sure: bool = True
    """Whether the group stands where a preposition shows it, and not merely before the verb."""
    against: bool = False
    """Whether the text itself sets the two groups beside each other by a word of comparison."""
    head: Names = frozenset()
    """The group as what stands before the verb; empty where a preposition shows it, or no verb was seen."""
    shared: Names = frozenset()
    """What both groups are called: of "foals on oats" and "foals on hay" the foals."""
    behind: bool = False
    """Whether the group is the one that stands behind "than": it is named there and nothing else."""


def denied(sign: int) -> frozenset[int]:
    """What is left where a way is denied: "no higher" is as high, or lower."""
    return frozenset((0, -sign))
