"""A second run over many articles of which one has changed: `python -m benchmarks.rerun_speed [N] [SECTIONS]`.

Generates N articles (default 1000) of SECTIONS sections (default 4, about 560 words), each with a reference to a
source of a shared snapshot folder, audits them, changes one and audits again, then once more with nothing changed.
Prints the times, their ratios, and whether the other N - 1 reports are the same to the byte.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = 10
_HEAD = """{name} and the Heart, Part {number}

{name} may help people who work at night, a trial suggests.
"""
_SECTION = """
{name} and {topic}

A trial of {name} was published in the Journal of Shift Work [1]. The trial randomised {said} nurses. Systolic blood
pressure fell by {fall} mmHg after 12 weeks. There were no serious adverse events. {name} is sold in {number} shops.

The trial was a randomised trial with a quiet break as its comparison. After three months most nurses of ward {number}
said that they would go on with {name} for {topic}. It caused less sleepiness at the end of the shift [1]. Larger
trials are needed before it can be recommended to everybody, and nobody knows what happens after years.

{name} has been known for {number} years. It cures {topic} in children and in old people. About {said} hospitals in
the north have begun to offer {name} to those who suffer from {topic}. It costs 40 euros a month, and it never does
harm.
"""
_LIST = """
References

[1] Carter P. (2024). {name} during night shifts: a randomised trial. Journal of Shift Work. https://shifts.example.org/{source}
"""
_TOPICS = ("headaches", "insomnia", "high blood pressure", "back pain", "hay fever", "heartburn", "migraine", "acne")
_SOURCE = """<!doctype html><html lang="en"><head><title>{name} during night shifts: a randomised trial</title>
<meta name="citation_title" content="{name} during night shifts: a randomised trial"></head><body><main>
<h1>{name} during night shifts: a randomised trial</h1><h2>Methods</h2><p>We randomised {true} nurses at four hospitals
to {name} or to a quiet break. The trial was open-label, and nobody was given a placebo at any time of the study.</p>
<h2>Results</h2><p>After 12 weeks systolic blood pressure had fallen by 6 mmHg with {name} and by 1 mmHg without. There
were no serious adverse events in either group. Most nurses said that they would go on, and the wards found it easy.</p>
<h2>Discussion</h2><p>The trial was small. Larger trials in other kinds of hospital are needed before anybody can be
advised to do the same, and nothing is known about the years that follow.</p></main></body></html>
"""
_NAMES = (
    "Napping",
    "Singing",
    "Walking",
    "Knitting",
    "Rowing",
    "Whistling",
    "Juggling",
    "Stretching",
    "Reading",
    "Chess",
)


def build(folder: Path, count: int, sections: int) -> None:
    """Write the articles and their sources."""
    sources, articles = folder / "kept", folder / "articles"
    sources.mkdir()
    articles.mkdir()
    lines = []
    for at, name in enumerate(_NAMES[:SOURCES]):
        body = _SOURCE.format(name=name, true=100 + at).encode()
        (sources / f"{at}.html").write_bytes(body)
        url = f"https://shifts.example.org/{at}"
        line = {"url": url, "final_url": url, "status": 200, "content_type": "text/html"}
        line |= {"retrieved_at": "2026-11-01T00:00:00Z", "path": f"{at}.html"}
        lines.append(line | {"sha256": hashlib.sha256(body).hexdigest()})
    (sources / "index.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    for number in range(count):
        (articles / f"part-{number:04d}.txt").write_text(article(number, sections), encoding="utf-8")


def article(number: int, sections: int, more: int = 0) -> str:
    """The text of one article."""
    source = number % SOURCES
    about = {"name": _NAMES[source], "number": number, "source": source, "fall": 6 + number % 2}
    body = [
        _SECTION.format(said=100 + source + (number + at) % 3 + more, topic=topic, **about)
        for at, topic in enumerate(_TOPICS[:sections])
    ]
    return "".join([_HEAD.format(**about), *body, _LIST.format(**about)])


def audit(folder: Path) -> float:
    """Seconds that a whole process takes; no clock is set, as on a desk."""
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    environment |= {"CLAIM_AUDIT_CACHE": str(folder / "cache"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pipeline", "audit", "--offline", "--no-progress", "-q", "articles"]
    start = time.perf_counter()
    done = subprocess.run(
        [*command, "--snapshots", "kept"], check=False, cwd=folder, env=environment, stdout=subprocess.DEVNULL
    )
    if done.returncode not in (0, 1, 3):
        sys.exit(f"the audit failed with {done.returncode}")
    return time.perf_counter() - start


def digests(folder: Path) -> dict[str, str]:
    """Each report's digest."""
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in (folder / "reports").iterdir()}


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    sections = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(folder, count, sections)
        first = audit(folder)
        before = digests(folder)
        changed = f"part-{count // 2:04d}"
        (folder / "articles" / f"{changed}.txt").write_text(article(count // 2, sections, more=7), encoding="utf-8")
        second = audit(folder)
        after = digests(folder)
        third = audit(folder)
        still = digests(folder) == after
    others = [key for key in before if not key.startswith((changed, "index"))]
    same = sum(before[key] == after.get(key) for key in others)
    words = len(article(0, sections).split())
    print(f"first run over {count} articles of {words} words: {first:.1f} s")
    print(f"second run, one changed: {second:.1f} s, {second / first:.1%} of the first")
    print(f"third run, nothing changed: {third:.1f} s, {third / first:.1%} of the first; all files the same: {still}")
    print(f"files of the other articles that are the same to the byte: {same} of {len(others)}")
    print(f"the changed article's report is new: {before[f'{changed}.json'] != after[f'{changed}.json']}")


if __name__ == "__main__":
    main()
