"""False alarms on sound references: `python -m benchmarks.reference_alarms [dev]`.

Every annotated entry of `reference_parsing` that has a title, authors and a year is held against a record made of its
own annotated parts: nothing differs, so every difference (REF-005) and every other work (REF-003) is a false alarm.
"""

import re
import sys
from collections import Counter

from benchmarks.reference_parsing import Row, read
from pipeline.records.citation import Identifiers, Reference
from pipeline.records.source import Capture, Metadata, Reading
from pipeline.references.differences import differences
from pipeline.references.likeness import other_title
from pipeline.references.parser import parse, people_in


def main() -> None:
    """Print how many entries were accused, and of what."""
    part = sys.argv[1] if len(sys.argv) > 1 else "dev"
    accused: Counter[str] = Counter()
    entries = 0
    for row in read(part):
        made = _record(row)
        if made is None:
            continue
        entries += 1
        parts = parse(row.text)
        reference = Reference(
            "1",
            row.text,
            0,
            len(row.text),
            Identifiers(),
            title=parts.title,
            authors=parts.authors,
            year=parts.year,
            container=parts.container,
        )
        found = [one.part for one in differences(reference, [made])]
        if other_title(made.metadata.title or "", reference):
            found.append("other work")
        accused.update(found or ["none"])
        if found and "-v" in sys.argv:
            print(row.text, list(differences(reference, [made])))
    clean = accused.pop("none", 0)
    print(f"{part}: {entries} sound entries, {entries - clean} accused ({(entries - clean) / max(entries, 1):.3f})")
    for name, count in accused.most_common():
        print(f"  {name}: {count}")


def _record(row: Row) -> Reading | None:
    parts = dict(reversed(row.segments))
    year = re.search(r"(?:1[5-9]|20)\d\d", parts.get("date", ""))
    title = parts.get("title", "").strip(" .,;:\"“”«»'")
    people = tuple(people_in(parts.get("author", "")))
    if not (title and people and year):
        return None
    journal = parts.get("journal", "").strip(" .,;:")
    capture = Capture("https://api.crossref.org/works/x", "", 200, "", "2026-01-01", "x")
    front = Metadata(title=title, authors=people, date=year[0], journal=journal or None)
    return Reading(capture, "crossref", "metadata", title, metadata=front)


if __name__ == "__main__":
    main()
