"""Nulls told in few words beside an effect: "pain on lifting fell; pain at rest did not", "but not in girls".

The second clause leaves out what it denies, which stands in the first. What is left of it may be another outcome
("improved reading but not spelling"), another cause ("A was linked to B; C was not") or other people ("in boys, but not
in girls"); which of these, the verb of the first clause tells.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.records.verdict import Passage
from pipeline.verdicts.reading.matters import matters
from pipeline.verdicts.reading.outcomes import WORDS, Kind, Null, between, compiled, filled, outcomes_of, telling
from pipeline.verdicts.reading.prose import tells_results
from pipeline.verdicts.reading.senses import EFFECTS, Sense, read

ASIDE = 3
"""Names of a clause that may stand between, such as a figure's limits."""


def elliptic(passage: Passage) -> Iterator[Null]:
    """The nulls of a passage that lean on the clause before them."""
    if not tells_results(passage):
        return
    before: Sense | None = None
    for sense in read(passage.text):
        if before is not None:
            yield from _rest(before, sense)
        if sense.way in EFFECTS or sense.way in ("link", "mixed"):
            before = sense
        elif not passage.text[: sense.start + 1].endswith("(") and len(sense.names) > ASIDE:
            before = None


_DOING = ("did", "does", "do")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(filled(str(getattr(WORDS.file.contrast, name)), WORDS.file.parts))


def _rest(before: Sense, sense: Sense) -> Iterator[Null]:
    """What a short clause denies of its own, by what the clause before it tells."""
    short, denied = _pattern("short").match(sense.text), _pattern("not_").match(sense.text)
    found = short or denied
    if found is None:
        return
    rest = found.span("rest")
    if denied is found and found["place"]:  # other people: of what, the claim must say as the clause before does
        yield from _null(before, sense, rest, "of_setting")
        return
    linked, moved = _pattern("linked").match(before.text), _pattern("moved").match(before.text)
    told = linked or moved
    if found is short and told is not None and _is_cause(found, linked=linked is not None):
        outcomes, _ = outcomes_of(before, before.text, *told.span("object"), of_subject=False)
        kept = tuple(tuple(outcome) for outcome in outcomes if outcome)
        if kept:
            by = between(sense, *rest)
            yield Null(sense.text, sense.start, sense.end, kept, by, (), "either", "of_rest", before.start)
        return
    yield from _null(before, sense, rest, "of_rest")


def _is_cause(short: re.Match[str], *, linked: bool) -> bool:
    """Whether a short clause tells of another cause ("B was not", of a link), or of another thing that did not move."""
    doing = short["verb"] in _DOING
    return not doing if linked else doing and not matters(short["rest"])


def _null(before: Sense, sense: Sense, span: tuple[int, int], kind: Kind) -> Iterator[Null]:
    """A null of all that the span names: "pain at rest" is one outcome, and so are "people who share a house"."""
    if named := tuple(telling(sense, sense.text, *span)):
        yield Null(sense.text, sense.start, sense.end, (named,), (), (), "either", kind, before.start)
