"""What is read sentence by sentence: claims of one statement, and passages that are sentences of some length.

Every way to be at odds (`odds/`) asks this of both texts before it looks at their words.
"""

from pipeline.records.verdict import Passage
from pipeline.verdicts.reading.contrasts import states_an_aim

LONGEST_CLAIM = 30
"""Words of a claim beyond which it surely makes more than one statement."""
LONGEST = 60
"""Words of a passage beyond which it surely tells more than one thing."""


def of_one_statement(claim: str) -> bool:
    """Whether a claim is short enough to make one statement."""
    return len(claim.split()) <= LONGEST_CLAIM


def of_one_thing(text: str) -> bool:
    """Whether a passage is short enough to tell one thing."""
    return len(text.split()) <= LONGEST


def in_prose(passage: Passage) -> bool:
    """Whether a passage is a sentence, and no cell of a table or field of a record."""
    return passage.kind not in ("cell", "field")


def tells_results(passage: Passage) -> bool:
    """Whether a passage is a sentence that says what was found, and not what was asked."""
    return in_prose(passage) and not states_an_aim(passage.text)
