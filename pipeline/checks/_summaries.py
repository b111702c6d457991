"""What only repeats or shows the body of an article: headline, standfirst, description, caption, byline.

Nobody cites in these places. What they say is checked where the body says it with its citation; a source of their own
is asked for only where they give a figure that no cited sentence has.
"""

import re
from bisect import bisect_right

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


def covered(claim: Claim, audited: Audited) -> bool:
    """Whether a statement stands where nobody cites, and gives no figure that the cited body lacks."""
    article = audited.sheet.cited.article
    block = _block_of(article, claim.start)
    if block is None or not _repeats(claim, block, article):
        return False
    if is_byline(article.text[block.start : block.end]):
        return True
    figures = set(_FIGURE.findall(claim.text))
    cited = [one for one in audited.sheet.claims if one.citations and one.checkable and one.prominence not in ABOVE]
    if figures:
        own = _told(claim.text)
        return any(figures <= set(_FIGURE.findall(one.sentence)) and own & content(one.sentence) for one in cited)
    known = {word for one in cited for word in content(one.sentence)}
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


def _share(own: frozenset[str], known: set[str]) -> float:
    return len(own & known) / len(own) if own else 0.0


def _repeats(claim: Claim, block: Block, article: Article) -> bool:
    """Whether the block is a headline, a standfirst, a caption or a byline, by its mark or by how it reads."""
    if claim.prominence in ABOVE or claim.prominence == "caption" or block.kind == "caption":
        return True
    text = article.text[block.start : block.end]
    return _CAPTION.search(text.strip()) is not None or is_byline(text) or _is_deck(block, article)


def _is_deck(block: Block, article: Article) -> bool:
    """Whether a paragraph is the short one that opens the article, with more of its section behind it."""
    texts = [
        one for one in article.blocks if one.kind not in _NOT_TEXT and not is_byline(article.text[one.start : one.end])
    ]
    if len(texts) < 2 or texts[0] is not block or block.kind != "paragraph" or article.blocks[0].kind != "title":
        return False
    return len(article.text[block.start : block.end].split()) <= DECK_WORDS


def _block_of(article: Article, at: int) -> Block | None:
    place = bisect_right(article.blocks, at, key=lambda block: block.start) - 1
    return article.blocks[place] if place >= 0 else None
