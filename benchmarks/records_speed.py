"""Measures reading of records: a 1 MB JATS article, a 1 MB registry record, and opening a large snapshot folder.

Run from the checkout: `python -m benchmarks.records_speed`. The inputs are made here. Each reading runs in a process
of its own: best and worst wall time of five, the least processor time (which other work on the machine does not
stretch), and the process's peak memory with Python and the readers in it.
"""

import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.records.citation import Identifiers, Reference
from pipeline.records.source import Capture
from pipeline.snapshots import Snapshots
from pipeline.sources import read_capture

ROUNDS = 5
FOLDER = 1_000
_PARAGRAPH = (
    "<p>In group {n} of the trial 193<xref ref-type='bibr' rid='b1'><sup>1</sup></xref> adults took"
    " <italic>the drug</italic> at 10<sup>-4</sup> M for {n} weeks (P &lt; .001; 95% CI −20.0 to −10.2)"
    " and slept better than before.</p>"
)
_TABLE = (
    "<table-wrap><label>Table {n}</label><table><thead><tr><th/><th>Drug</th><th>Placebo</th></tr></thead>"
    "<tbody>{rows}</tbody></table></table-wrap>"
)
_ROW = "<tr><td>Outcome {n}</td><td>−{n}.1 (9.8)</td><td>−{n}.8 (10.1)</td></tr>"


def article(size: int) -> bytes:
    """A JATS article of about `size` bytes: sections of paragraphs, a table of ten rows in each, a reference list."""
    parts: list[str] = []
    length, number = 0, 0
    while length < size * 0.9:
        number += 1
        rows = "".join(_ROW.format(n=row) for row in range(10))
        table = _TABLE.format(n=number, rows=rows)
        part = f"<sec><title>Results {number}</title>{''.join(_PARAGRAPH.format(n=n) for n in range(20))}{table}</sec>"
        parts.append(part)
        length += len(part.encode())
    reference = "<ref><mixed-citation>A work of somebody else.</mixed-citation></ref>"
    front = "<front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front>"
    refs = f"<back><ref-list>{reference * (int(size * 0.1) // len(reference))}</ref-list></back>"
    return f"<article article-type='research-article'>{front}<body>{''.join(parts)}</body>{refs}</article>".encode()


def study(size: int) -> bytes:
    """A registry record of about `size` bytes, nearly all of it adverse events."""
    stats = [{"groupId": f"EG00{arm}", "numAffected": arm, "numAtRisk": 201} for arm in range(4)]
    event = {"term": "Nausea", "organSystem": "Gastrointestinal disorders", "stats": stats}
    count = size // len(json.dumps(event))
    groups = [{"id": f"EG00{arm}", "title": f"Arm {arm}"} for arm in range(4)]
    module = {"eventGroups": groups, "otherEvents": [event] * count}
    protocol = {"identificationModule": {"nctId": "NCT09990001", "briefTitle": "T"}}
    return json.dumps({"protocolSection": protocol, "resultsSection": {"adverseEventsModule": module}}).encode()


def _timed(work: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float, float]:
    times, processor = [], []
    for _ in range(rounds):
        started, busy = time.perf_counter(), time.process_time()
        work()
        times.append(time.perf_counter() - started)
        processor.append(time.process_time() - busy)
    return min(times), max(times), min(processor)


def _report(name: str, best: float, worst: float, processor: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{name:<44} {best:6.2f} to {worst:.2f} s   processor {processor:.2f} s   peak {peak:.0f} MB\n")


def measure_reading(name: str, url: str, body: bytes) -> None:
    """Read one body five times."""
    capture = Capture(url, url, 200, "", "2026-11-01T00:00:00Z", "body")
    read_capture(capture, b"{}")  # loads the readers, which a run does once
    assert read_capture(capture, body).scope in ("full_text", "registry")
    _report(f"{name} ({len(body) / 1e6:.2f} MB)", *_timed(lambda: read_capture(capture, body)))


def measure_folder() -> None:
    """Write a folder of a thousand pages of 110 KB; open it, verify every digest and look one work up."""
    head = "<html><head><meta name='citation_doi' content='10.5555/p{n}'></head><body>"
    with tempfile.TemporaryDirectory() as place:
        store = Snapshots([Path(place)]).store
        for number in range(FOLDER):
            url = f"https://example.org/{number}"
            page = (head.format(n=number) + f"<p>{number} words of a page</p>" * 4_000).encode()
            store.keep(Capture(url, url, 200, "text/html", "2026-11-01T00:00:00Z", None), page)
        wanted = Reference("1", "", 0, 0, Identifiers(doi="10.5555/p7"))

        def look_up() -> None:
            assert len(Snapshots([Path(place)]).find(wanted)) == 1

        _report(f"Open a folder of {FOLDER} captures, verify, find", *_timed(look_up))


def main() -> None:
    """Each measurement in a fresh process, so that their peaks do not add up."""
    spawn = multiprocessing.get_context("spawn")
    pmc, registry = "https://pmc.ncbi.nlm.nih.gov/articles/PMC1/", "https://clinicaltrials.gov/study/NCT09990001"
    for target, args in (
        (measure_reading, ("JATS full text", pmc, article(1_000_000))),
        (measure_reading, ("Registry record with results", registry, study(1_000_000))),
        (measure_folder, ()),
    ):
        process = spawn.Process(target=target, args=args)
        process.start()
        process.join()


if __name__ == "__main__":
    main()
