"""How long and in how much memory large sources are read: a 60-page PDF, a 1 MB JATS file, a 1 MB page.

Run: `python -m benchmarks.sources_speed` from the root of the checkout. Each is read in a fresh process, with its
start and imports left out of the time and counted in the memory (the process and its PDF worker added up). Ends
with 1 when a PDF or JATS file takes more than a second or 300 MB.
"""

import resource
import subprocess
import sys
import time

from pipeline.records.source import Capture
from pipeline.sources import all_readers, read_capture
from tests.sources.pdf_writer import column, make_pdf

SECONDS = 1.0
MEGABYTES = 300.0
SENTENCE = "We enrolled 193 adults whose score had changed by 11.1 points (95% CI 8.2 to 14.0) at day 29 of the study. "
LINE = "We enrolled 193 adults at 38 sites; the score fell by 5.8."


def pdf() -> tuple[str, bytes]:
    """Sixty pages of two columns, drawn line by line, which is the slow way round."""
    left, right = column(50, 800, [LINE] * 62), column(320, 800, [LINE] * 62)
    drawn = [words for pair in zip(left, right, strict=True) for words in pair]
    return "application/pdf", make_pdf([drawn] * 60)


def jats() -> tuple[str, bytes]:
    """A megabyte of sections with citations, and tables."""
    cells = "".join(f"<td>{number} (4.{number}%)</td>" for number in range(6))
    rows = f"<tr><td>Harm</td>{cells}</tr>" * 40
    table = f"<table-wrap><caption><p>Harms</p></caption><table><tbody>{rows}</tbody></table></table-wrap>"
    cited = SENTENCE[:-2] + "<sup><xref ref-type='bibr' rid='b1'>1</xref></sup>. "
    section = f"<sec><title>Results</title><p>{cited * 40}</p>{table}</sec>"
    meta = (
        "<front><article-meta><title-group><article-title>A study</article-title></title-group></article-meta></front>"
    )
    count = 1_000_000 // len(section) + 1
    return "application/xml", f"<article>{meta}<body>{section * count}</body></article>".encode()


def page() -> tuple[str, bytes]:
    """A megabyte of a publisher's page without a `main`, so that the extractor is asked."""
    cited = SENTENCE[:-2] + "<sup><a href='#b1'>1</a></sup>. "
    paragraphs = f"<h2>Results</h2><p>{cited * 8}</p><ul><li>{SENTENCE}</li></ul>"
    count = 1_000_000 // len(paragraphs) + 1
    return "text/html", f"<html><body><div><h1>A study</h1>{paragraphs * count}</div></body></html>".encode()


INPUTS = {"pdf": pdf, "jats": jats, "page": page}


def measure(name: str) -> None:
    """Read one input in this process and print its figures."""
    content_type, body = INPUTS[name]()
    capture = Capture("https://example.org/a", "https://example.org/a", 200, content_type, "2026-11-02T00:00:00Z", "b")
    all_readers()
    began, used = time.perf_counter(), _processor()
    reading = read_capture(capture, body)
    seconds = time.perf_counter() - began
    kilobytes = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    spent, megabytes = _processor() - used, kilobytes / 1024
    print(name, len(body), len(reading.text), f"{seconds:.3f} {spent:.3f} {megabytes:.0f}", reading.scope)


def _processor() -> float:
    """Seconds of processor time of this process and its children so far: what a busy machine does not change."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def main() -> int:
    """Read each input in a process of its own; 1 if one that has a limit passes it."""
    late = 0
    print(f"{'source':8}{'bytes':>12}{'characters':>12}{'seconds':>9}{'CPU':>8}{'MB':>6}")
    for name in INPUTS:
        command = [sys.executable, "-m", "benchmarks.sources_speed", name]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        print(f"{said[0]:8}{said[1]:>12}{said[2]:>12}{said[3]:>9}{said[4]:>8}{said[5]:>6}  {said[6]}")
        late += name != "page" and (float(said[3]) > SECONDS or float(said[5]) > MEGABYTES)
    return int(late > 0)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1])
    else:
        raise SystemExit(main())
