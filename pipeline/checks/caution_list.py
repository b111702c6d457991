"""Unreliable venue, by the house's own list (SRC-005).

What it does: names references whose journal, publisher or site stands on the desk's own list (`[house] caution` in
`audit.toml`). Nothing is ever guessed: without a list this check says nothing.

Why it matters: a journal that prints what it is paid for lends a claim weight that it does not have.

The article says: "[4] Journal of Anything and Everything"

The source says: published by a house on your caution list.

Fine if: this one paper was read and judged by somebody who can.

Literature: AMA Manual of Style, 11th ed., ch. 3 (predatory journals); Grudniewicz et al. 2019.
"""

from collections.abc import Iterator

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.checks._remarks import shortened
from pipeline.records.citation import Reference
from pipeline.records.source import Work
from pipeline.records.verdict import Objection
from pipeline.references.likeness import words
from pipeline.references.names import host_of


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each reference that the house's list names."""
    for reference in audited.sheet.cited.references:
        work = audited.shelf.work(reference.label)
        listed = next((name for name in audited.house.caution if _is(name, reference, work)), None)
        if listed:
            yield Remark(_objection(reference, listed), reference=reference.label)


def _is(name: str, reference: Reference, work: Work | None) -> bool:
    """Does an entry of the list name this journal, publisher or site (whole names; hosts with all below them)?"""
    name = name.strip()
    if "." in name and " " not in name:
        host = host_of(name)
        addresses = [reference.identifiers.url or "", *_addresses(work)]
        return any(one == host or one.endswith(f".{host}") for one in map(host_of, filter(None, addresses)))
    front = [reading.metadata for reading in work.readings] if work else []
    venues = [reference.container, *(one.journal for one in front), *(one.publisher for one in front)]
    wanted = [word for word in words(name) if word != "the"]
    return bool(wanted) and any([word for word in words(venue or "") if word != "the"] == wanted for venue in venues)


def _addresses(work: Work | None) -> list[str]:
    return [reading.capture.final_url for reading in work.readings if reading.scope != "none"] if work else []


def _objection(reference: Reference, listed: str) -> Objection:
    return Objection(
        code="SRC-005",
        verdict=None,
        severity="consider",
        title=shortened(f"[{reference.label}] is on your caution list", 60),
        why=f"Your house's list in audit.toml names “{shortened(listed, 80)}”.",
        aspects=(),
        ok_if="somebody who can judge it has read this one.",
        cause=f"caution {' '.join(words(listed))}",
    )


CHECK = ArticleCheck("caution-list", ("SRC-005",), inspect)
