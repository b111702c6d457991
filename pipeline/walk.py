"""The walk: every stage once, in order, and nothing else."""

from collections.abc import Callable, Iterable, Iterator

from pipeline.checks import Audited
from pipeline.errors import ArticleError
from pipeline.records.article import Article
from pipeline.records.citation import CitedArticle, Reference
from pipeline.records.report import Report
from pipeline.records.source import Capture
from pipeline.stages.assemble import Circumstances, assemble
from pipeline.stages.cite import cite
from pipeline.stages.claim import claim
from pipeline.stages.gather import gather
from pipeline.stages.judge import judge
from pipeline.stages.match import match
from pipeline.stages.read import read, read_fetched
from pipeline.verdicts.brief import Brief

Find = Callable[[Reference], tuple[tuple[Capture, bytes | None], ...]]
"""Given a reference, every capture that answers it with its bytes (None where only a refusal was kept)."""


def open_article(data: bytes, path: str, content_type: str | None = None) -> CitedArticle:
    """Read an article and find what it cites; `content_type` is given for a live page, whose `path` is its address.

    Raises:
        ArticleError: it can't be read, is empty, or is written in another language than English.
    """
    article = read(data, path) if content_type is None else read_fetched(data, content_type, path)
    return cite(english(article))


def english(article: Article) -> Article:
    """The article, if it is one that can be audited.

    Raises:
        ArticleError: `unsupported`: it is not in English.
    """
    if article.lang not in ("en", "und"):
        raise ArticleError(
            f"{article.path}: unsupported: the article looks like it is written in {article.lang!r}; "
            "only English articles can be audited"
        )
    return article


Step = Callable[[str], None]
"""Told the name of each stage as it begins, in words for people."""


def silent(_: str) -> None:
    """The step that tells nobody."""


MANY = 1_000
"""Claims from which the longer stages say how far they are."""
EVERY = 500
"""And after how many of them."""


def _tell(step: Step, stage: str, done: int, total: int) -> None:
    """Say how far a stage is, in an article long enough for somebody to wonder."""
    if total >= MANY and done and done % EVERY == 0:
        step(f"{stage} ({done:,} of {total:,})")


def _counted(briefs: Iterable[Brief], total: int, step: Step) -> Iterator[Brief]:
    """The briefs as they come, telling how many are done."""
    for done, brief in enumerate(briefs):
        _tell(step, "Comparing", done, total)
        yield brief


def audit_article(cited: CitedArticle, find: Find, circumstances: Circumstances, step: Step = silent) -> Report:
    """Audit one article against the captures that `find` gives."""
    step("Finding claims")
    sheet = claim(cited, lambda done, total: _tell(step, "Finding claims", done, total))
    step(f"Reading sources ({len(cited.references)})")
    shelf = gather(cited, find)
    step(f"Comparing ({sum(one.checkable for one in sheet.claims)} claims)")
    judged = judge(_counted(match(sheet, shelf), len(sheet.claims), step))
    if len(sheet.claims) >= MANY:
        step("Gathering findings")
    return assemble(Audited(sheet, shelf, judged, circumstances.house), circumstances)
