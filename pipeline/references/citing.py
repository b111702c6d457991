"""Where the article speaks of a reference: the sentences that cite it, and the claims that lean on it."""

from bisect import bisect_left
from collections.abc import Iterator

from pipeline.records.citation import CitedArticle, Reference
from pipeline.records.claim import Claim
from pipeline.records.source import Work


def entries(cited: CitedArticle, work: Work) -> tuple[Reference, ...]:
    """The references of `work`, in the article's order, listed ones first."""
    found = [one for one in cited.references if one.label in work.labels]
    return tuple(sorted(found, key=lambda one: not one.listed))


def sentences(cited: CitedArticle, work: Work) -> Iterator[str]:
    """Every sentence in which a marker of `work` stands."""
    text = cited.article.text
    places = sorted(marker.start for marker in cited.markers if set(marker.labels) & set(work.labels))
    for sentence in cited.article.sentences:
        # A raised marker stands right behind its sentence.
        at = bisect_left(places, sentence.start)
        if at < len(places) and places[at] <= sentence.end:
            yield text[sentence.start : sentence.end]


def leaning(claims: tuple[Claim, ...], work: Work) -> tuple[str, ...]:
    """Ids of the claims that cite `work`."""
    return tuple(one.id for one in claims if set(one.citations) & set(work.labels))
