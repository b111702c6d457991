"""Does an identifier of an entry open another work than the one that the entry describes?

Judged by what stands in the entry: the record's title is another's, and its people or its year are not those of the
entry either. So a translated or provisional title, a title without its subtitle and the preprint of the same work are
no other work: there the people and the year agree. Nothing is said of entries without a title.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.records.citation import Reference
from pipeline.records.source import ADDED, Metadata, Reading
from pipeline.references.likeness import OTHER_WORK, other_title, surnames, title_stands, words
from pipeline.references.names import asked_by, shared, years
from pipeline.sources.identity import Names, names_of_url, plain_title, same_work_names

_TELLING = 4
"""Words of a title from which it can stand for its work."""
_HEAD = 1_000
"""Characters of a text among which its title stands."""
_NO_TITLE = re.compile(
    r"(?i)\b(?:[a-z]*\d[\w/.-]*|clinicaltrials?|gov|identifiers?|id|doi|pmid|isrctn|nct|eudract|registry|registration|number"
    r"|trial|study|record|available|from|at|https?|www|last|first|updated?|posted|published|accessed|retrieved|verified|on"
    r"|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*)\b"
)
"""Words of which a registry's own entry is made: "ClinicalTrials.gov identifier NCT…, updated May 2024"."""
_BODIES = frozenset(
    "university universities hospital hospitals institute institutes institut center centers centre centres department"
    " departments ministry agency association society college academy council foundation organisation organization"
    " national international medical medicine health school research clinic clinical group of for and the public"
    " general".split()
)
"""Words that the names of many bodies share: two universities are not one sponsor."""
_RECORDS = ("clinicaltrials", "crossref", "datacite", "europepmc", "jats", "openalex", "pubmed")
"""Readers of records that name their authors where there are any: with none, people can't speak for the entry."""


def opens_another(reference: Reference, readings: Sequence[Reading]) -> dict[str, Reading]:
    """Schemes of the entry's identifiers that open another work, each with the reading that shows it.

    A scheme under which any reading bears the entry's own title is right, whatever else was found there.
    """
    if len(_NO_TITLE.sub(" ", plain_title(reference.title or "")).split()) < _TELLING - 1:
        return {}
    named = [(shared(reference, one), one) for one in readings if one.metadata.title and one.scope != "none"]
    named = [(scheme, one) for scheme, one in named if scheme]
    right = {scheme for scheme, one in named if _bears(reference, one)}
    found: dict[str, Reading] = {}
    for scheme, one in named:
        if scheme not in right and _is_another(reference, one):
            found.setdefault(scheme, one)
    return found


def of_another(reference: Reference, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings that belong to a work which an identifier of the entry wrongly opens; no copy that a person added.

    What came under that identifier, or under a name that its record teaches, goes with it unless the entry's own
    title stands there.
    """
    wrong = opens_another(reference, readings)
    if not wrong:
        return ()
    taught = {name for one in wrong.values() for name in _names(one)} | denied(reference, wrong)
    return tuple(
        one
        for one in readings
        if one.scope != "none" and one.capture.outcome != ADDED and _names(one) & taught and not _bears(reference, one)
    )


def denied(reference: Reference, wrong: dict[str, Reading]) -> Names:
    """The entry's names that open another work: they are no names of the work that it describes."""
    return frozenset((scheme, value) for scheme, value in reference.identifiers.names() if scheme in wrong)


def _names(reading: Reading) -> Names:
    """The names that a reading goes by: its own, and those in the address that was asked."""
    return same_work_names(reading.metadata.identifiers) | same_work_names(names_of_url(reading.capture.url))


def _titles(reading: Reading) -> Iterator[str]:
    """Every title: a registry record has two, a short and an official one."""
    yield reading.metadata.title or ""
    for one in reading.sections:
        if one.kind == "title":
            yield reading.text[one.start : one.end]


def _bears(reference: Reference, reading: Reading) -> bool:
    """Does the entry's title stand over the reading, or near the top of its text?"""
    telling = [title for title in _titles(reading) if plain_title(title).count(" ") >= _TELLING - 1]
    if any(title_stands(title, reference) >= OTHER_WORK for title in telling):
        return True
    return plain_title(reference.title or "") in plain_title(reading.text[:_HEAD])


def _is_another(reference: Reference, reading: Reading) -> bool:
    if not all(other_title(title, reference) for title in _titles(reading) if title):
        return False
    people, year = _people_fit(reference, reading.metadata), _year_fits(reference, reading)
    if people is None:
        return year is False or reading.reader in _RECORDS
    return not (people and year is not False)


def _people_fit(reference: Reference, front: Metadata) -> bool | None:
    """Is the record's first author, or half of its first three, named beside the title? None where it names nobody.

    One common surname among many proves nothing.
    """
    known = surnames(front.authors[:3])
    if not known:
        return None
    written = set(words(reference.raw.replace(reference.title or "\0", " ")))
    hits = [bool((names - _BODIES or names) & written) for names in known]
    return hits[0] or 2 * sum(hits) >= len(hits)


def _year_fits(reference: Reference, reading: Reading) -> bool | None:
    known = years(reading)
    if not known or reference.year is None:
        return None
    return any(abs(year - reference.year) <= 1 for year in known)


def why_another(reference: Reference, readings: Sequence[Reading]) -> str:
    """In a sentence for the editor: which identifier opens what."""
    wrong = opens_another(reference, readings)
    scheme, reading = next(iter(sorted(wrong.items())))
    value = getattr(reference.identifiers, scheme)
    return f"{scheme.upper()} {value} opens another work, “{(reading.metadata.title or '')[:150]}”."


def scheme_of(reference: Reference, reading: Reading) -> str:
    """By which of the entry's names a wrong document was had: the one it was asked by, else the one it bears itself."""
    if asked := asked_by(reference, reading):
        return asked
    own = reading.other.identifiers.names() if reading.other else frozenset()
    return next((scheme for scheme, _ in sorted(reference.identifiers.names() & own) if scheme != "url"), "")
