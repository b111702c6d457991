"""An article and its sources of our own, small enough to read, for tests of the whole walk."""

import hashlib
from pathlib import Path

import msgspec

from pipeline.records.report import Report
from pipeline.snapshots import Snapshots
from pipeline.stages.assemble import Circumstances
from pipeline.walk import audit_article, open_article

CLOCK = "2026-11-21T00:00:00Z"

ARTICLE = """Night Shifts and the Heart

A nap may help nurses who work at night, a trial suggests.

What was found

A trial of naps during night shifts was published in the Journal of Shift Work [1]. The trial randomised 120 nurses. They were compared with nurses who took a placebo. There were no serious adverse events. Systolic blood pressure fell by 6 mmHg after 12 weeks.

Naps are illegal in many hospitals. Another study found that naps cure insomnia [2].

Dancing monkeys solved seventeen crossword puzzles [1].

References

[1] Carter P. (2024). Naps during night shifts: a randomised trial. Journal of Shift Work. https://naps.example.org/trial
[2] Doe J. (2023). Naps and insomnia. Sleep Letters. https://closed.example.org/naps
[3] Roe R. (2022). Coffee at night. Coffee Journal. https://coffee.example.org/night
"""

TRIAL = """<!doctype html><html lang="en"><head><title>Naps during night shifts: a randomised trial</title>
<meta name="citation_title" content="Naps during night shifts: a randomised trial">
<meta name="citation_author" content="Carter, Paula"><meta name="citation_journal_title" content="Journal of Shift Work">
<meta name="citation_publication_date" content="2024/05/01"></head><body>
<nav><a href="/">Home</a></nav>
<main><h1>Naps during night shifts: a randomised trial</h1>
<h2>Methods</h2><p>We randomised 112 nurses at four hospitals to a nap of 30 minutes or to a quiet break without a nap. Nobody was given a placebo, and the trial was open-label because a nap can't be hidden.</p>
<h2>Results</h2><p>After 12 weeks systolic blood pressure had fallen by 6 mmHg in the nap group and by 1 mmHg in the break group (p=0.02). There were no serious adverse events in either group.</p>
<p>Sleepiness at the end of the shift was lower after naps. Most nurses said that they would go on with the naps. The wards found it easy to arrange the breaks, and no shift had to be cancelled for want of staff. We recorded how long each nap lasted and asked the nurses how they had slept at home.</p>
<h2>How the wards were run</h2><p>Each ward kept a quiet room with two beds, and a second nurse took over the patients of whoever napped. The rooms were dark and cool. A bell rang after half an hour, and nobody was woken earlier except for an emergency, which happened twice in the whole time. The ward sisters wrote down when each nap began and ended, and the lists were compared with the rota at the end of every week by somebody who did not know the readings of blood pressure.</p>
<h2>Discussion</h2><p>The trial was small, and it says nothing about insomnia. Larger trials in other kinds of hospital are needed before naps can be recommended to all who work at night.</p></main>
<aside><p>In another survey 120 nurses were asked about coffee.</p></aside>
<footer>All rights reserved.</footer></body></html>
"""


def build(folder: Path) -> tuple[Path, Path]:
    """Write the article and its snapshot folder; returns both paths."""
    sources = folder / "sources"
    sources.mkdir(parents=True)
    body = TRIAL.encode()
    (sources / "trial.html").write_bytes(body)
    lines = [
        {
            "url": "https://naps.example.org/trial",
            "final_url": "https://naps.example.org/trial",
            "status": 200,
            "content_type": "text/html; charset=utf-8",
            "retrieved_at": "2026-11-01T00:00:00Z",
            "path": "trial.html",
            "sha256": hashlib.sha256(body).hexdigest(),
        },
        {
            "url": "https://closed.example.org/naps",
            "final_url": "https://closed.example.org/naps",
            "status": 403,
            "content_type": "text/html",
            "retrieved_at": "2026-11-01T00:00:00Z",
            "path": None,
        },
    ]
    (sources / "index.jsonl").write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
    article = folder / "night-shifts.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    return article, sources


def audit(folder: Path, text: str = ARTICLE) -> Report:
    """The report on `text` from the sources above."""
    _, sources = build(folder)
    return audit_article(
        open_article(text.encode(), "night-shifts.txt"), Snapshots((sources,)).find, Circumstances(CLOCK)
    )
