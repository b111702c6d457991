"""The graded model of claim strength: the same reading for what an article says and for what a source says."""

from functools import lru_cache

from msgspec import Struct

from pipeline.strength.causality import Causality, causality
from pipeline.strength.certainty import certainty
from pipeline.strength.context import Context, context
from pipeline.strength.durations import Lasting, lasting
from pipeline.strength.patterns import Hit, find

LISTS = ("magnitude", "absolutes", "hype", "consensus", "caveats", "safety")
"""The word lists whose hits a profile carries, in this order."""


class Cue(Struct, frozen=True):
    """A word of a list, with how it is used."""

    list: str
    name: str
    group: str
    level: int
    text: str
    start: int
    end: int
    negated: bool = False
    hedged: bool = False
    quoted: bool = False
    attributed: bool = False
    hypothetical: bool = False
    purpose: bool = False
    question: bool = False

    @property
    def asserted(self) -> bool:
        """Whether the writer states it: not denied, quoted, reported, supposed, aimed at or asked."""
        return not (
            self.negated or self.quoted or self.attributed or self.hypothetical or self.purpose or self.question
        )


class Profile(Struct, frozen=True):
    """How strong a statement is, slot by slot.

    `certainty` runs from 0 (nothing asserted) over 1 possible, 2 suggested, 3 shown, 4 stated as fact or demonstrated,
    to 5 proved; `confidence` is the same as a smooth score from 1 to 6 (the scale of Pei & Jurgens 2021).
    """

    text: str
    certainty: int
    confidence: float
    causality: Causality
    cues: tuple[Cue, ...]
    lasting: tuple[Lasting, ...]

    def of(self, name: str, *groups: str) -> tuple[Cue, ...]:
        """The asserted cues of one list, of these groups where any are named."""
        return tuple(
            cue for cue in self.cues if cue.list == name and cue.asserted and (not groups or cue.group in groups)
        )

    def all_of(self, name: str) -> tuple[Cue, ...]:
        """The cues of one list, however used."""
        return tuple(cue for cue in self.cues if cue.list == name)

    @property
    def caveats(self) -> frozenset[str]:
        """The groups of limits that the text states."""
        return frozenset(cue.group for cue in self.cues if cue.list == "caveats")


@lru_cache(maxsize=50_000)
def profile(text: str) -> Profile:
    """Read how strong `text` (a sentence, or a few) is; pure, and linear in its length."""
    where = context(text)
    level, score = certainty(text)
    cues = tuple(_cue(name, hit, where) for name in LISTS for hit in find(name, text))
    return Profile(text, level, score, causality(text), cues, lasting(text))


def _cue(name: str, hit: Hit, where: Context) -> Cue:
    at = hit.start
    denied = [scope for scope in where.governed(at, "negation") if not hit.start <= scope.cue.start < hit.end]
    doubted = [scope for scope in where.governed(at, "speculation") if not hit.start <= scope.cue.start < hit.end]
    return Cue(
        list=name,
        name=hit.entry.name,
        group=hit.entry.group,
        level=hit.entry.level,
        text=hit.text,
        start=hit.start,
        end=hit.end,
        negated=bool(denied),
        hedged=bool(doubted),
        quoted=any(span.holds(at) for span in where.quoted),
        attributed=any(span.holds(at) for span in where.attributed),
        hypothetical=any(span.holds(at) for span in where.hypothetical),
        purpose=any(span.holds(at) for span in where.purpose),
        question=where.question,
    )
