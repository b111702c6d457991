"""A desk in the loopback world: fetches references into a folder, and reads what lies there."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pipeline.identifiers import collect, merge
from pipeline.net.fetcher import World as Outside
from pipeline.net.fetcher import gather_live
from pipeline.net.log import FetchLog
from pipeline.net.manners import HostManners
from pipeline.net.progress import Progress
from pipeline.net.settings import FetchSettings
from pipeline.records.article import Anchor, Article
from pipeline.records.citation import CitedArticle, Identifiers, Reference
from pipeline.records.source import Shelf
from pipeline.snapshots import Snapshots
from pipeline.stages.gather import gather
from tests.net.world.clock import NO_WAIT, FakeClock
from tests.net.world.server import World


def reference(label: str, raw: str, url: str | None = None, **given: Any) -> Reference:
    """An entry of a reference list; its identifiers are read out of `raw` and `url`."""
    names = collect(raw, [url] if url else [])
    names = merge([Identifiers(url=url), names]) if url else replace(names, url=None)
    return Reference(label, raw, 0, len(raw), names, **given)


def article(*references: Reference) -> CitedArticle:
    """An article that cites `references` and says nothing."""
    text = "A text."
    digest = hashlib.sha256(text.encode()).hexdigest()
    empty = Article("a.txt", "a", "A", "text", digest, "en", text, (), (), (Anchor(0, 1),))
    return CitedArticle(empty, references, ())


class Desk:
    """Fetches in a world of its own into one folder, with a clock that only sleeping moves."""

    def __init__(self, world: World, folder: Path, services: Mapping[str, HostManners] | None = None) -> None:
        self.world = world
        self.folder = folder
        self.clock = FakeClock()
        self.services = dict(services) if services is not None else None

    def fetch(self, *references: Reference, **settings: Any) -> FetchLog:
        """One run for an article that cites `references`."""
        return self.fetch_article(article(*references), **settings)

    def fetch_article(
        self,
        cited: CitedArticle,
        *,
        refresh: bool = False,
        workers: int = 8,
        progress: Progress | None = None,
        **settings: Any,
    ) -> FetchLog:
        """One run; `settings` are those of `[fetch]`."""
        outside = Outside(
            guard=self.world.guard(),
            context=self.world.context(),
            backoff=NO_WAIT,
            services=self.services,
            probed=(),
            workers=workers,
        )
        chosen = FetchSettings(**settings)
        snapshots = Snapshots((self.folder,))
        return gather_live(cited, snapshots, chosen, self.clock, progress, refresh=refresh, world=outside)

    def shelf(self, *references: Reference) -> Shelf:
        """What a later audit reads out of the folder."""
        return gather(article(*references), Snapshots((self.folder,)).find)
