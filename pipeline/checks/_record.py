"""A registry record that was read as a text: its status, its enrolment, and whether results were posted.

"Overall status: Recruiting. Enrollment: 640 (estimated)." is read into the `Trial` that the same record gives as data,
and each field keeps its place. A work of an unknown kind is read so only where a field shows that it is a record.
"""

import re
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.checks import Dossier
from pipeline.lexicon import load
from pipeline.records.source import Trial
from pipeline.records.verdict import Passage


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`record.toml`."""

    statuses: str
    status: str
    plain_status: str
    enrolment: str
    counted: str
    results: str
    marked: str


class Place(NamedTuple):
    """Where a field stands."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """What the field gives."""
        return self.passage.text[self.start : self.end]


class Record(NamedTuple):
    """A trial as the text tells it, and where; a field that it leaves out has no place."""

    trial: Trial
    status: Place | None
    enrolment: Place | None
    results: Place | None


@cache
def _words() -> Words:
    return load("pipeline.checks", "record.toml", Words)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = _words()
    statuses = "|".join(sorted(words.statuses.split(), key=len, reverse=True)).replace("_", r"[\s,_-]+")
    ending = rf"(?P<status>{statuses})\b" if name in {"status", "plain_status"} else ""
    return re.compile(getattr(words, name) + ending, re.IGNORECASE)


def record_in_text(dossier: Dossier) -> Record | None:
    """The record that a work's text is, or None: it is none, or was read as data."""
    known = dossier.work.kind == "registry_record"
    if any(reading.trial for reading in dossier.work.read) or not (known or dossier.work.kind == "unknown"):
        return None
    status = _first("status" if known else "plain_status", dossier.passages)
    if status is None and not known and _first("marked", dossier.passages) is None:
        return None
    enrolment, results = (_first(name, dossier.passages) for name in ("enrolment", "results"))
    trial = Trial(
        id="",
        status=re.sub(r"[\s,_-]+", "_", status[1]["status"]).upper() if status else "",
        enrolment=int(enrolment[1]["number"].replace(",", "")) if enrolment else None,
        enrolment_type=_kind(enrolment[1]) if enrolment else "",
        has_results=any(
            match["none"] is None and match["some"] is not None
            for passage in dossier.passages
            for match in _pattern("results").finditer(passage.text)
        ),
    )
    return Record(trial, _place(status, "status"), _place(enrolment), _place(results))


def _first(name: str, passages: tuple[Passage, ...]) -> tuple[Passage, re.Match[str]] | None:
    found = ((passage, _pattern(name).search(passage.text)) for passage in passages)
    return next(((passage, match) for passage, match in found if match), None)


def _place(found: tuple[Passage, re.Match[str]] | None, group: str | int = 0) -> Place | None:
    return Place(found[0], *found[1].span(group)) if found else None


def _kind(match: re.Match[str]) -> str:
    """ACTUAL or ESTIMATED, as the field says; nothing where it does not say."""
    said = (match["ahead"] or match["beside"] or match["behind"] or "").lower()
    return ("ACTUAL" if said == _words().counted else "ESTIMATED") if said else ""
