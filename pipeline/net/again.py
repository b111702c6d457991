"""What is asked again for an article that is out: retractions, registry status, and the cited pages themselves.

No text is looked for, no search is made, no archive asked: a desk can run it every night.
"""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from pipeline.net.adapters import Adapter, adapter
from pipeline.net.ask import Ask
from pipeline.net.known import Ended, Known
from pipeline.net.settings import FetchSettings

_RECORDS = ("clinicaltrials", "crossref", "europepmc", "openalex")


def questions(known: Known, settings: FetchSettings, kept: Callable[[Ask], bool]) -> Iterator[tuple[Adapter, Ask]]:
    """The records of one work by all its names, and its pages; a DOI's landing page only where a copy is `kept`."""
    bare = replace(known, scope="none", steps={}, places=())
    for name in _RECORDS:
        service = adapter(name)
        yield from ((service, ask) for ask in service.asks(bare, settings)[:1])
    pubmed = adapter("pubmed")
    told = replace(bare, steps={"europepmc": Ended("not_found")})  # PubMed by its number, whoever else knows the work
    yield from ((pubmed, ask) for ask in pubmed.asks(told, settings) if ask.kind != "helper")
    pages = adapter("publisher")
    for ask in pages.asks(bare, settings):
        if ask.url in known.pages or kept(ask):
            yield pages, ask
