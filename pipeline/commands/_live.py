"""What the commands need of the network: sources fetched with progress, and whether anything can be reached."""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from msgspec.structs import replace

from pipeline.commands._articles import Found, slug_of
from pipeline.commands._shared import now, say
from pipeline.errors import ArticleError
from pipeline.net.clock import SystemClock
from pipeline.net.fetcher import Fetcher, network_of
from pipeline.net.guard import Guard
from pipeline.net.known import Known
from pipeline.net.log import FetchLog
from pipeline.net.progress import for_stream
from pipeline.net.settings import FetchSettings, is_example, parse_age, with_keys
from pipeline.records.report import RequestEntry
from pipeline.settings import Settings
from pipeline.snapshots import Snapshots
from pipeline.walk import open_article

OFFLINE = "claim-audit: no network can be reached"
EXAMPLE = "is an address for examples, so nobody is told it; write your own into audit.toml"
_COPIES = "; only saved copies are used"
_SPARE = " (say --offline to save the wait)"


def fetch_sources(
    found: Found, snapshots: Snapshots, settings: Settings, args: argparse.Namespace
) -> tuple[RequestEntry, ...]:
    """Fetch what one article cites and is not fresh; gives every request for the report's sources section.

    Raises:
        ArticleError: the article can't be read.
        ConfigError: `--max-age` or `[fetch]` makes no sense.
    """
    return fetch(found, snapshots, settings, args).entries()


def fetch(found: Found, snapshots: Snapshots, settings: Settings, args: argparse.Namespace) -> FetchLog:
    """As `fetch_sources`, with how each work ended. Without a network that is said once a run."""
    cited = open_article(found.data, found.path, found.content_type)
    fetcher = _of_run(args, settings, snapshots.folders[0])
    log = fetcher.gather(cited, snapshots)
    if log.offline:
        _say_once(_no_network(settings) + _COPIES + (_SPARE if hasattr(args, "offline") else ""), args)
    if log.used_up:
        _say_once(
            f"claim-audit: the run's budget of {settings.fetch.budget} requests is used up; the next run goes on from "
            "there (or set a larger budget in [fetch] of audit.toml)",
            args,
        )
    return log


def _no_network(settings: Settings) -> str:
    proxy = settings.fetch.proxy
    return f"{OFFLINE}: the proxy {proxy} ([fetch] in audit.toml) takes no connection" if proxy else OFFLINE


def _say_once(line: str, args: argparse.Namespace) -> None:
    """A line for people that is true of the whole run, whichever article brought it up."""
    said: tuple[str, ...] = getattr(args, "said", ())
    if line not in said:
        args.said = (*said, line)
        say(line)


def article(url: str, folder: Path, settings: Settings, args: argparse.Namespace) -> Found:
    """The live article at `url`, through the guarded door.

    Raises:
        ArticleError: it could not be had; says why.
    """
    answer = _of_run(args, settings, folder).page(url)
    if answer.body is None:
        reason = (answer.reason or "network_error").replace("_", " ")
        raise ArticleError(f"{url}: could not be had ({reason}{': ' + answer.detail if answer.detail else ''})")
    kind = next((value for name, value in answer.headers.items() if name.lower() == "content-type"), "text/html")
    name = urlsplit(url).path.rstrip("/").rpartition("/")[2].partition(".")[0] or urlsplit(url).hostname or "article"
    return Found(answer.body, url, slug_of(name), None, kind)


def again(works: tuple[Known, ...], snapshots: Snapshots, settings: Settings, args: argparse.Namespace) -> FetchLog:
    """Ask again about `works` for what changes after publication, and nothing else."""
    log = _of_run(args, settings, snapshots.folders[0]).again(works, snapshots)
    if log.offline:
        _say_once(_no_network(settings), args)
    return log


def close(args: argparse.Namespace) -> None:
    """End the run: its connections, if any were begun."""
    fetcher = getattr(args, "fetcher", None)
    if isinstance(fetcher, Fetcher):
        fetcher.close()


def reachable(settings: FetchSettings) -> bool:
    """Whether any of the registries shakes hands (behind a proxy: the proxy takes a connection); a few seconds."""
    return network_of(settings, Guard()).reachable()


def _of_run(args: argparse.Namespace, settings: Settings, folder: Path) -> Fetcher:
    """One fetcher for all articles of a run, kept with the run's arguments: budget and pacing are the run's."""
    fetcher = getattr(args, "fetcher", None)
    if not isinstance(fetcher, Fetcher):
        if is_example(settings.fetch):
            _say_once(f"claim-audit: [fetch] email {settings.fetch.email} {EXAMPLE}", args)
        quiet = args.no_progress or getattr(args, "quiet", False) or os.environ.get("TERM") == "dumb"
        progress = for_stream(sys.stderr, quiet=quiet)
        fetcher = Fetcher(_chosen(args, settings), folder, _clock(), progress, refresh=args.refresh)
        args.fetcher = fetcher
    return fetcher


def _chosen(args: argparse.Namespace, settings: Settings) -> FetchSettings:
    chosen = with_keys(settings.fetch, os.environ)
    return replace(chosen, max_age=parse_age(args.max_age)) if args.max_age else chosen


def _clock() -> SystemClock:
    """The run's clock: ages and dates of captures follow `SOURCE_DATE_EPOCH` where it is set."""
    fixed: datetime | None = now().astimezone(UTC) if "SOURCE_DATE_EPOCH" in os.environ else None
    return SystemClock(fixed)
