"""A claim: a span of the article that states something a source could bear out or belie."""

from typing import Literal

from msgspec import Struct

from pipeline.records.article import Prominence
from pipeline.records.citation import CitedArticle
from pipeline.records.fact import Fact

ClaimKind = Literal[
    "number",
    "trial_fact",
    "efficacy",
    "safety",
    "mechanism",
    "comparison",
    "causal",
    "duration",
    "status",
    "regulatory",
    "prevalence",
    "population",
    "source_kind",
    "quotation",
    "background",
    "opinion",
    "advice",
    "forecast",
    "definition",
    "question",
    "rhetoric",
]
"""The last six are not checkable."""

CitationScope = Literal["explicit", "inherited", "none"]


class Referent(Struct, frozen=True, omit_defaults=True):
    """A word of a claim that points back ("the drug"), and what the text named before it."""

    start: int
    end: int
    """Offsets in `Claim.text`."""
    means: str
    place: bool = False
    """Whether it only helps to find the place ("the study"): no words that a source has to hold."""


class Claim(Struct, frozen=True):
    """One checkable (or named not checkable) statement: `article.text[start:end] == text`."""

    id: str
    text: str
    start: int
    end: int
    line: int
    section: str
    prominence: Prominence
    kinds: tuple[ClaimKind, ...]
    facts: tuple[Fact, ...]
    """Facts within the claim's span; offsets count in `text`."""
    citations: tuple[str, ...]
    citation_scope: CitationScope
    checkable: bool
    sentence: str
    """The whole sentence that holds the claim."""
    before: str = ""
    """The sentence before it in the same block, for caveats and what "it" refers to."""
    after: str = ""
    bare: str = ""
    """`text` with its citation markers blanked out, of the same length; empty where it has none to blank."""
    refers: tuple[Referent, ...] = ()
    """What words of it that point back stand for."""

    @property
    def words(self) -> str:
        """The words that a source is searched for: without citation markers."""
        return self.bare or self.text

    @property
    def meant(self) -> str:
        """`words`, with what they point back at behind them: offsets stay."""
        means = ", ".join(dict.fromkeys(one.means for one in self.refers if not one.place))
        return f"{self.words} ({means})" if means else self.words

    @property
    def setting(self) -> str:
        """What helps to find the place: its sentence, and the study that it goes on about."""
        return " ".join((self.sentence, *(one.means for one in self.refers if one.place)))


class ClaimSheet(Struct, frozen=True):
    """An article with everything that it claims, in text order."""

    cited: CitedArticle
    claims: tuple[Claim, ...]
