"""What kind of source a work is, and why: by what records, labels, titles, addresses and its own words say.

The kind decides how far a claim may go: a review measures nothing, a press release was reviewed by nobody, a registry
record states a plan. The evidence counts in this order: types in records, how the work labels itself, its DOI and
title, its host, its text; within one step the order of `kind.toml`. Every kind comes with its basis in words.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from pipeline.identifiers import split
from pipeline.lexicon import load
from pipeline.records.citation import Reference
from pipeline.records.source import Reading, SourceKind

_HEAD = 6_000
"""Characters of a text in which it says what it is."""
_OF_JOURNALS = frozenset({"editorial", "letter", "review", "patent_highlight", "conference_abstract"})
"""Kinds that only the scholarly record has: a clinic's page labelled "Review" or "Comments" is no review."""
_TAIL = 2_000
"""Characters at the end of a page where companies put their disclaimers."""
_LABEL_LENGTH = 90
_SERVICES = {
    "clinicaltrials": "ClinicalTrials.gov",
    "crossref": "Crossref",
    "datacite": "DataCite",
    "europepmc": "Europe PMC",
    "jats": "the article's own record",
    "openalex": "OpenAlex",
    "pubmed": "PubMed",
}


class TypeRule(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[type]]`: whole values of a record's type fields."""

    kind: SourceKind
    words: tuple[str, ...]
    decisive: bool = True


class PatternRule(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[label]]`, `[[title]]`, `[[path]]`, `[[doi]]`, `[[text]]`: a regular expression, and one that rules it out."""

    kind: SourceKind
    pattern: str
    unless: str = ""
    journals: bool | None = None
    """Only for works of journals (true), only for others (false), for all."""


class HostRule(Struct, frozen=True, forbid_unknown_fields=True, rename={"except_": "except"}):
    """`[[host]]`: ends of host names."""

    kind: SourceKind
    names: tuple[str, ...]
    except_: tuple[str, ...] = ()
    early: bool = False
    """Decides before the title: such sites tell of other people's works."""


class KindWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`kind.toml`."""

    order: tuple[SourceKind, ...]
    type: tuple[TypeRule, ...]
    label: tuple[PatternRule, ...]
    title: tuple[PatternRule, ...]
    host: tuple[HostRule, ...]
    path: tuple[PatternRule, ...]
    doi: tuple[PatternRule, ...]
    entry: tuple[PatternRule, ...]
    text: tuple[PatternRule, ...]


Verdict = tuple[SourceKind, str]
Confidence = Literal["high", "medium", "low"]


class _Seen(Struct, frozen=True):
    """What is known of a work."""

    readings: tuple[Reading, ...]
    references: tuple[Reference, ...]
    journal: bool


@cache
def words() -> KindWords:
    """The word lists, read once."""
    return load("pipeline.sources", "kind.toml", KindWords)


@cache
def _pattern(raw: str) -> re.Pattern[str]:
    return re.compile(raw, re.IGNORECASE)


def kind_of(readings: Sequence[Reading], references: Sequence[Reference] = ()) -> Verdict:
    """The kind of a work and its basis; `references` speak where nothing of it was read.

    Never empty: without any sign the kind is `unknown` and the basis says that nothing tells.
    """
    kind, basis, _ = told_kind(readings, references)
    return kind, basis


def told_kind(readings: Sequence[Reading], references: Sequence[Reference] = ()) -> tuple[SourceKind, str, Confidence]:
    """`kind_of` with its confidence: what a record or the work itself declares is surer than what its words suggest."""
    seen = _Seen(tuple(readings), tuple(references), from_journal(readings, references))
    for step, sure in _steps():
        found = _best(step(seen))
        if found:
            return *found, sure
    return *_fallback(seen), "low"


def _steps() -> tuple[tuple[Callable[[_Seen], Iterator[Verdict]], Confidence], ...]:
    """In the order in which they decide: an abstract of a trial is an abstract, whatever its title says."""
    return (
        (_by_type, "high"),
        (_by_label, "high"),
        (_by_doi, "high"),
        (_by_entry, "medium"),
        (_by_early_host, "high"),
        (_by_title, "high"),
        (_by_address, "medium"),
        (_by_text, "medium"),
    )


def from_journal(readings: Sequence[Reading], references: Sequence[Reference]) -> bool:
    """Is it a work of the scholarly record: with a journal, a DOI, a PMID, or read by a service for such works?"""
    if any(reading.metadata.journal or reading.reader in ("jats", "pubmed", "europepmc") for reading in readings):
        return True
    names = [reading.metadata.identifiers for reading in readings] + [one.identifiers for one in references]
    return any(one.doi or one.pmid or one.pmcid for one in names)


def _best(found: Iterator[Verdict]) -> Verdict | None:
    order = words().order
    return min(found, key=lambda verdict: order.index(verdict[0]), default=None)


def _by_type(seen: _Seen) -> Iterator[Verdict]:
    for reading in seen.readings:
        who = _SERVICES.get(reading.reader, "the page's metadata")
        for value in reading.metadata.types:
            rule = _type_rule(value)
            if rule and rule.decisive and (seen.journal or rule.kind not in _OF_JOURNALS):
                yield rule.kind, f"{who}: {value}"


@cache
def _type_rule(value: str) -> TypeRule | None:
    name = " ".join(value.lower().replace("_", " ").split())
    return next((rule for rule in words().type if name in rule.words), None)


def _by_label(seen: _Seen) -> Iterator[Verdict]:
    for reading in seen.readings:
        for line in reading.text[:_HEAD].split("\n", 12)[:12]:
            if 0 < len(line) <= _LABEL_LENGTH:
                for rule in words().label:
                    if rule.journals in (None, seen.journal) and _matches(rule, line.strip(" .:")):
                        yield rule.kind, f"it calls itself “{line.strip()}”"


def _by_doi(seen: _Seen) -> Iterator[Verdict]:
    dois = [reading.metadata.identifiers.doi for reading in seen.readings] + [
        one.identifiers.doi for one in seen.references
    ]
    for doi in dict.fromkeys(doi for doi in dois if doi):
        for rule in words().doi:
            if _matches(rule, doi):
                yield rule.kind, f"DOI {doi}"


def _by_title(seen: _Seen) -> Iterator[Verdict]:
    read = [reading.metadata.title for reading in seen.readings if reading.metadata.title]
    titles = read or [one.title for one in seen.references if one.title]
    rules = [rule for rule in words().title if rule.journals in (None, seen.journal)]
    for title in dict.fromkeys(titles):
        found = ((rule, _matches(rule, title[:_HEAD])) for rule in rules)
        first = next(((rule, match) for rule, match in found if match), None)  # a protocol of a review is no review
        if first:
            yield first[0].kind, f"its title says “{first[1][0].strip(' :.')}”"


def _by_entry(seen: _Seen) -> Iterator[Verdict]:
    """The form that the article's entry names: "[Conference abstract]", "press release", a page of a supplement."""
    for reference in seen.references:
        for rule in words().entry:
            match = _matches(rule, reference.raw) if rule.journals in (None, seen.journal) else None
            if match:
                yield rule.kind, f"the article's entry says “{match[0].strip(' .:;[]')}”"


def _by_early_host(seen: _Seen) -> Iterator[Verdict]:
    if not seen.journal and any(reading.scope == "press_release" for reading in seen.readings):
        yield "press_release", "its labels or its address say that it is its sender's own announcement"
    for host, _path in _places(seen):
        yield from ((rule.kind, f"published on {host}") for rule in _host_rules(host) if rule.early)


def _by_address(seen: _Seen) -> Iterator[Verdict]:
    """A journal on a government's host is a journal, and its paths say nothing of the kind."""
    for host, path in _places(seen) if not seen.journal else ():
        yield from ((rule.kind, f"published on {host}") for rule in _host_rules(host))
        yield from ((rule.kind, f"its address has {match[0]!r}") for rule, match in _paths(path))


def _places(seen: _Seen) -> Iterator[tuple[str, str]]:
    """Host and path of every address under which the work was cited, or else kept."""
    cited = [one.identifiers.url for one in seen.references if one.identifiers.url]
    for address in dict.fromkeys(cited or [reading.capture.url for reading in seen.readings]):
        parts = split(address)
        if parts is not None:
            yield parts[0], parts[1]


def _host_rules(host: str) -> Iterator[HostRule]:
    return (rule for rule in words().host if _ends(host, rule.names) and not _ends(host, rule.except_))


def _ends(host: str, names: Sequence[str]) -> bool:
    return any(host == name or host.endswith("." + name) for name in names)


def _paths(path: str) -> Iterator[tuple[PatternRule, re.Match[str]]]:
    for rule in words().path:
        match = _matches(rule, path)
        if match:
            yield rule, match


def _by_text(seen: _Seen) -> Iterator[Verdict]:
    for reading in seen.readings:
        own = _own_words(reading, journal=seen.journal)
        for rule in words().text:
            match = _matches(rule, own) if rule.journals in (None, seen.journal) else None
            if match:
                yield rule.kind, f"its text says “{' '.join(match[0].split())[:80]}”"


def _own_words(reading: Reading, *, journal: bool) -> str:
    """Where a work speaks of itself: an introduction tells of other people's trials."""
    if reading.scope == "metadata":
        return ""
    text = reading.text
    own = [text[one.start : one.end] for one in reading.sections if one.kind in ("abstract", "methods")]
    if journal and own:
        return "\n".join(own)[:_HEAD]
    return text[:_HEAD] if journal else text[:_HEAD] + "\n" + text[_HEAD:][-_TAIL:]


def _matches(rule: PatternRule, text: str) -> re.Match[str] | None:
    if rule.unless and _pattern(rule.unless).search(text):
        return None
    return _pattern(rule.pattern).search(text)


def _fallback(seen: _Seen) -> Verdict:
    """Nothing says more than where it stands: in a journal, or on the web."""
    for reading in seen.readings:
        for value in reading.metadata.types:
            rule = _type_rule(value)
            if rule and not rule.decisive:
                return rule.kind, f"{_SERVICES.get(reading.reader, 'the page')}: {value}, nothing more special"
    if (
        any(one.identifiers.nct or one.identifiers.isrctn or one.identifiers.eudract for one in seen.references)
        and not seen.journal
    ):
        return "registry_record", "cited by its registration number"
    if seen.journal:
        read = any(reading.scope != "none" for reading in seen.readings)
        return "journal_article", "has a DOI or stands in a journal" + ("" if read else "; it was not read")
    if any(reading.scope != "none" for reading in seen.readings):
        return "web_page", "a page of the web that names no kind"
    return "unknown", "it was not read, and the reference does not tell"
