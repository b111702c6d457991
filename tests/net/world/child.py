"""A fetch in a process of its own, to be killed: `python -m tests.net.world.child FOLDER PLAIN SECURE CERT REFERENCES`."""

import ssl
import sys
from pathlib import Path

import msgspec

from pipeline.net.clock import SystemClock
from pipeline.net.fetcher import World, gather_live
from pipeline.net.guard import Endpoint, Guard
from pipeline.net.manners import HostManners
from pipeline.net.settings import FetchSettings
from pipeline.records.citation import Reference
from pipeline.snapshots import Snapshots
from tests.net.conftest import NO_WAIT
from tests.net.world.desk import article
from tests.net.world.server import LOOPBACK

SERVICES = (
    "api.crossref.org www.ebi.ac.uk eutils.ncbi.nlm.nih.gov pmc.ncbi.nlm.nih.gov clinicaltrials.gov api.datacite.org "
    "doi.org archive.org web.archive.org api.unpaywall.org api.openalex.org"
).split()
GAP = 0.004
"""Seconds between two requests to a service of the hurried world, in place of the real 0.1 to 1."""


def hurried(gap: float = GAP) -> dict[str, HostManners]:
    """Manners of a world that bears more than the real one; the same machinery keeps to them."""
    return {host: HostManners(host, gap, pause=0.05) for host in SERVICES}


def main() -> None:
    """Fetch, with the parent's world outside."""
    folder, plain, secure, certificate, references = sys.argv[1:6]
    ends = {80: Endpoint(LOOPBACK, int(plain)), 443: Endpoint(LOOPBACK, int(secure))}
    outside = World(
        guard=Guard(lambda _host, port: (ends[port],), frozenset(ends.values())),
        context=ssl.create_default_context(cafile=certificate),
        backoff=NO_WAIT,
        services=hurried(),
        probed=(),
    )
    cited = article(*msgspec.json.decode(Path(references).read_bytes(), type=tuple[Reference, ...]))
    settings = FetchSettings(per_host=0.01, timeout=1.0, read_timeout=0.5)
    log = gather_live(cited, Snapshots((Path(folder),)), settings, SystemClock(), world=outside)
    sys.stdout.write(f"{len(log.works)} {len(log.requests)}\n")


if __name__ == "__main__":
    main()
