"""Source of another kind, known from its record alone (SRC-003).

What it does: where nothing of a work could be read but its record (Crossref, PubMed), compares what the article calls
it ("a landmark study") with the kind that the record or its title gives: an editorial, a letter, a review.

Why it matters: that the text is out of reach does not make an editorial a study; readers take it for one.

The article says: "A landmark study found that …"

The source says: "Editorial: …", by its record.

Fine if: the sentence speaks of a study that the source describes, and names or cites that study itself.

Literature: AMA Manual of Style, 11th ed., ch. 3 (commentary cited as research); Greenberg 2009 (invention by citation).
"""

from collections.abc import Iterator

from pipeline.checks import ArticleCheck, Audited, Remark
from pipeline.checks._remarks import shortened
from pipeline.checks.source_kind import OtherKind, called, other_kind
from pipeline.records.source import Shelf, Work
from pipeline.records.verdict import Aspect, Objection, Passage


def inspect(audited: Audited) -> Iterator[Remark]:
    """A remark for each claim that calls a study what only records tell of, and no record calls one."""
    for entry in audited.judged:
        claim = entry.claim
        word_at = called(claim.text) if claim.checkable and claim.citations else None
        if word_at is None:
            continue
        works = _works(audited.shelf, claim.citations)
        kinds = [other_kind(work.kind) for work in works]
        if not works or any(work.read for work in works) or not all(kinds):
            continue
        if kinds[0] is not None and works[0].kind_basis:
            yield Remark(_objection(claim.text, word_at, works[0], kinds[0]), claim=claim.id)


def _works(shelf: Shelf, labels: tuple[str, ...]) -> list[Work]:
    found = [shelf.work(label) for label in labels]
    return [work for work in found if work is not None] if all(found) else []


def _objection(text: str, word_at: tuple[int, int], work: Work, other: OtherKind) -> Objection:
    word = text[slice(*word_at)]
    passage = _title(work)
    return Objection(
        code="SRC-003",
        verdict=None,
        severity="must",
        title=shortened(f"“{word[:24]}” is {other.call}", 60),
        why=f"Readers take it for research of its own: {other.reason}. Its record says so: {work.kind_basis}.",
        aspects=(Aspect("kind of source", word, work.kind_basis, "stronger"),),
        passage=passage,
        said=word_at,
        shown=(0, len(passage.text)) if passage else None,
        ok_if="the sentence speaks of a study that the source describes, and cites that study itself.",
        confidence="high" if passage else "medium",
        cause="called a study",
    )


def _title(work: Work) -> Passage | None:
    """The title as the record bears it, where it can be quoted."""
    for reading in work.readings:
        title = reading.metadata.title
        at = reading.text.find(title) if title else -1
        if title and at >= 0:
            return Passage(title, at, at + len(title), "Title", (), reading, work, "title")
    return None


CHECK = ArticleCheck("source-kind-unread", ("SRC-003",), inspect)
