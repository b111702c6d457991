"""What every way to be at odds is given, and how what it finds is told to a person."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.records.claim import Claim
from pipeline.records.report import Verdict
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength.matching import meant, share


class Place(NamedTuple):
    """The words of a passage that decide: its text from `start` to `end`."""

    passage: Passage
    start: int
    end: int


class Ruling(NamedTuple):
    """A place that tells the claim's own comparison, effect or figures, and whether it bears the claim out."""

    place: Place
    agrees: bool


def against(found: Sequence[Ruling]) -> Place | None:
    """The first place of some rulings, where none of them bears the claim out; or None."""
    return None if any(one.agrees for one in found) else next((one.place for one in found), None)


class Scene(NamedTuple):
    """A claim and what was read of the work that it cites, with the readings that several judge by: made once."""

    claim: Claim
    near: Sequence[Passage]
    """The passages that stand nearest."""
    every: Sequence[Passage]
    """All passages of the work."""
    comparisons: Sequence[Ruling]
    """The passages that tell the claim's comparison (`compared.py`)."""
    effects: Sequence[Ruling]
    """Those that tell its effect (`signs.py`)."""
    figures: Sequence[Ruling]
    """Those whose figures tell it (`two_groups.py`)."""

    @property
    def agreed(self) -> bool:
        """Whether some passage tells the claim's own comparison, the same way round: no turn of it is at odds then."""
        return any(one.agrees for one in self.comparisons)

    @property
    def words(self) -> str:
        """What the claim says, with what its pronouns stand for."""
        return self.claim.words

    def has_in_common(self, passage: Passage) -> bool:
        """Whether claim and passage share any word that tells something, or its meaning.

        Tied by a group of words of one matter and by nothing else, a lack of an effect is often another outcome's.
        """
        return share(self.words, passage.text) > 0 or meant(self.words, passage.text) > 0


class Ground(NamedTuple):
    """How a way to be at odds is told to a person."""

    code: str
    title: str
    why: str

    def objection(self, passage: Passage, shown: tuple[int, int], verdict: Verdict = "contradicted") -> Objection:
        """The ground as an objection.

        Args:
            passage: the passage that decides.
            shown: start and end, in its text, of the words that do.
            verdict: contradicted, or overstated where the source says less of the same.
        """
        return Objection(
            code=self.code,
            verdict=verdict,
            severity="should",
            title=self.title,
            why=self.why,
            aspects=(),
            passage=passage,
            shown=shown,
            ok_if="the passage speaks of other people, another outcome or another time than the claim.",
            confidence="medium",
        )

    def at(self, place: Place, verdict: Verdict = "contradicted") -> Objection:
        """The ground as an objection that shows a place."""
        return self.objection(place.passage, (place.start, place.end), verdict)

    def of(self, **words: str) -> "Ground":
        """The ground with the words of one case in its explanation."""
        return self._replace(why=self.why.format(**words))


class Way(NamedTuple):
    """One way to be at odds: the grounds that it may give, and what finds them."""

    grounds: tuple[Ground, ...]
    told: Callable[[Scene], Objection | None]


class Exchanged(NamedTuple):
    """What stands in the claim for something else in the source."""

    aspect: str
    mine: str
    theirs: str
    said: tuple[int, int]
    """Start and end in the claim's words."""


def with_aspect(told: Objection, exchanged: Exchanged) -> Objection:
    """An objection that shows what stands where, side by side."""
    aspect = Aspect(exchanged.aspect, exchanged.mine, exchanged.theirs, "different")
    return replace(told, aspects=(aspect,), said=exchanged.said)
