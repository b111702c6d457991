"""A fetch in a process of its own, to be killed: `python -m tests.net.world.child FOLDER PLAIN SECURE CERT REFERENCES`."""

import os
import resource
import ssl
import sys
import time
from collections import Counter
from pathlib import Path

import msgspec

from pipeline.net.clock import SystemClock
from pipeline.net.fetcher import World, gather_live
from pipeline.net.guard import Endpoint, Guard
from pipeline.net.manners import HostManners
from pipeline.net.settings import FetchSettings
from pipeline.records.citation import Reference
from pipeline.snapshots import Snapshots
from tests.net.world.clock import NO_WAIT
from tests.net.world.desk import article
from tests.net.world.server import LOOPBACK, leads_to, let_through

SERVICES = (
    "api.crossref.org www.ebi.ac.uk eutils.ncbi.nlm.nih.gov pmc.ncbi.nlm.nih.gov clinicaltrials.gov api.datacite.org "
    "doi.org archive.org web.archive.org api.unpaywall.org api.openalex.org"
).split()
GAP = 0.004
"""Seconds between two requests to a service of the hurried world, in place of the real 0.1 to 1."""


def hurried(gap: float = GAP) -> dict[str, HostManners]:
    """Manners of a world that bears more than the real one; the same machinery keeps to them."""
    return {host: HostManners(host, gap, pause=0.05, robots=host != "doi.org") for host in SERVICES}


def peak() -> float:
    """Most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Fetch, with the parent's world outside; a sixth argument `real` keeps to the real services' limits."""
    folder, plain, secure, certificate, references = sys.argv[1:6]
    real = sys.argv[6:] == ["real"]
    ends = {80: Endpoint(LOOPBACK, int(plain)), 443: Endpoint(LOOPBACK, int(secure))}
    outside = World(
        guard=Guard(lambda host, port: leads_to(host, ends[port]), let_through(*ends.values())),
        context=ssl.create_default_context(cafile=certificate),
        backoff=NO_WAIT,
        services=None if real else hurried(),
        probed=(),
    )
    cited = article(*msgspec.json.decode(Path(references).read_bytes(), type=tuple[Reference, ...]))
    quick = FetchSettings(per_host=0.01, timeout=3.0, read_timeout=2.0)
    settings = FetchSettings(timeout=3.0, read_timeout=2.0) if real else quick
    if not real:
        os.fsync = lambda fd: None  # noqa: ARG005 -- what is killed here is the process, not the power
    begun, before = time.monotonic(), peak()
    log = gather_live(cited, Snapshots((Path(folder),)), settings, SystemClock(), world=outside)
    told = {
        "seconds": time.monotonic() - begun,
        "cpu": time.process_time(),
        "before_mb": before,
        "peak_mb": peak(),
        "requests": len(log.requests),
        "states": Counter(work.state for work in log.works),
    }
    sys.stdout.write(msgspec.json.encode(told).decode() + "\n")


if __name__ == "__main__":
    main()
