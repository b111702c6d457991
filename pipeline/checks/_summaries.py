"""What only repeats or shows the body of an article: headline, standfirst, description, caption, byline.

Nobody cites in these places. What they say is checked where the body says it with its citation; a source of their own
is asked for only where they give a figure that no cited sentence has.
"""

import re
from bisect import bisect_right
from functools import cached_property

from pipeline.checks import Audited
from pipeline.records.article import Article, Block
from pipeline.records.claim import Claim
from pipeline.strength.matching import content

ABOVE = frozenset(("headline", "standfirst"))
DECK_WORDS = 45
"""Words of an opening paragraph that is still a standfirst, where nothing marks it as one."""
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_NOT_TEXT = frozenset(("title", "furniture", "disclaimer", "heading"))
_CAPTION = re.compile(
    r"(?i)^(?:figure|fig\.|table|photo(?:graph)?s?|image|picture|caption|credit|illustration|chart|graph)\b[ :.\d]"
    r"|\b(?:photo(?:graph)?|image|picture|illustration|credit)s?(?:: | by )[^.]{2,60}\.?$"
)
_NAME = r"(?:(?:Dr|Prof|Professor|Mrs?|Ms)\.? )?[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]*|de|da|van|von|der|la|el|bin|al))+"
_BYLINE = re.compile(
    r"^(?:(?:Written |Words |Reported |(?:Medically )?[Rr]eviewed |Edited |Fact[- ]checked )?[Bb]y|Author|Text|Words)"
    rf":? {_NAME}(?:(?:, | and | & ){_NAME})*(?:\s*[,|·•–—(-]\s*.{{0,90}}|\s+on .{{0,40}})?$"
)


def is_byline(text: str) -> bool:
    """Whether a block names who wrote it, and nothing else."""
    return len(text) <= 160 and _BYLINE.match(" ".join(text.split())) is not None


class Body:
    """What an article's cited sentences tell, gathered once and only when it is asked for.

    There may be thousands of statements to hold to it, so that no statement may cost a walk over all the others.
    """

    def __init__(self, audited: Audited) -> None:
        self.article = audited.sheet.cited.article
        self._claims = audited.sheet.claims

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """The cited sentences that the body checks, each once."""
        cited = (one for one in self._claims if one.citations and one.checkable and one.prominence not in ABOVE)
        return tuple(dict.fromkeys(one.sentence for one in cited))

    @cached_property
    def known(self) -> frozenset[str]:
        """The content of all of them together."""
        return frozenset(word for sentence in self.cited for word in content(sentence))

    @cached_property
    def by_figure(self) -> dict[str, list[tuple[frozenset[str], frozenset[str]]]]:
        """Figures and content of the cited sentences that have a figure."""
        found: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
        for sentence in self.cited:
            figures = frozenset(_FIGURE.findall(sentence))
            for figure in figures:
                found.setdefault(figure, []).append((figures, content(sentence)))
        return found

    @cached_property
    def deck(self) -> Block | None:
        """The short paragraph that opens the article, where more of its section stands behind it."""
        article = self.article
        told = (
            one
            for one in article.blocks
            if one.kind not in _NOT_TEXT and not is_byline(article.text[one.start : one.end])
        )
        first, behind = next(told, None), next(told, None)
        if first is None or behind is None or first.kind != "paragraph" or article.blocks[0].kind != "title":
            return None
        return first if len(article.text[first.start : first.end].split()) <= DECK_WORDS else None


def covered(claim: Claim, body: Body) -> bool:
    """Whether a statement stands where nobody cites, and gives no figure that the cited body lacks."""
    article = body.article
    block = _block_of(article, claim.start)
    if block is None or not _repeats(claim, block, body):
        return False
    if is_byline(article.text[block.start : block.end]):
        return True
    figures = frozenset(_FIGURE.findall(claim.text))
    if figures:
        own = _told(claim.text)
        rarest = min((body.by_figure.get(one, []) for one in figures), key=len)
        return any(figures <= theirs and own & words for theirs, words in rarest)
    known = body.known
    if claim.prominence != "headline" and known:
        known |= content(article.title)
    return any(_share(_told(text), known) >= LEAST for text in (claim.text, claim.sentence))


def _told(text: str) -> frozenset[str]:
    """The content of a statement, without words that only say that a study said it."""
    return content(text) - content(_SAID)


_SAID = (
    "study studies trial research researchers scientists experts suggests shows found finds reports says new"
    " large small recent"
)
LEAST = 0.3
"""Share of a standfirst's content that the cited body (or the title) must speak of: it is told in other words."""


def _share(own: frozenset[str], known: frozenset[str]) -> float:
    return len(own & known) / len(own) if own else 0.0


def _repeats(claim: Claim, block: Block, body: Body) -> bool:
    """Whether the block is a headline, a standfirst, a caption or a byline, by its mark or by how it reads."""
    if claim.prominence in ABOVE or claim.prominence == "caption" or block.kind == "caption":
        return True
    text = body.article.text[block.start : block.end]
    return _CAPTION.search(text.strip()) is not None or is_byline(text) or block is body.deck


def _block_of(article: Article, at: int) -> Block | None:
    place = bisect_right(article.blocks, at, key=lambda block: block.start) - 1
    return article.blocks[place] if place >= 0 else None
