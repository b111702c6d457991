"""The works that an article cites, looked up by label, by any identifier, by author and year, or by name."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct, structs

from pipeline.citations.entries import Entry, label_of
from pipeline.citations.notes import work_spans
from pipeline.identifiers import collect, url_key, without_tracking
from pipeline.records.article import Article, Note
from pipeline.records.citation import Identifiers, Reference
from pipeline.references.parser import parse

_CONTINUES = re.compile(r"(?i)\s*(?:https?://|www\.|doi\b|10\.\d{4,9}/|PMID|PMCID|retrieved|available|accessed|\()")


class Cited(Struct, frozen=True):
    """A reference with the parts of its entry that look-ups need."""

    reference: Reference
    entry: Entry = Entry()


class Raw(Struct, frozen=True):
    """An entry before it has a label: its text, its place, its links, and the label that the format shows."""

    text: str
    start: int
    end: int
    links: tuple[str, ...]
    shown: str = ""
    note: bool = False


def listed(article: Article, *, ordinals: bool) -> tuple[Cited, ...]:
    """The entries of the reference list, then the footnotes that cite something.

    With `ordinals` (the text's markers are numbers) the entries of an unnumbered list count 1, 2, 3.
    """
    notes = {note.start: note for note in article.notes if note.start >= 0}
    raws = _raw_entries(article, notes)
    entries = [parse(raw.text) for raw in raws]
    labels = _labels(raws, entries, ordinals=ordinals)
    return tuple(_cited(raw, entry, label) for raw, entry, label in zip(raws, entries, labels, strict=True))


def is_citing(note: Note) -> bool:
    """Does a footnote name a work (identifier, link, year), or does it only explain?"""
    names = collect(note.raw, note.links)
    return bool(names.names()) or re.search(r"\b(?:19|20)\d\d\b", note.raw) is not None


def _raw_entries(article: Article, notes: dict[int, Note]) -> list[Raw]:
    raws: list[Raw] = []
    for block in article.blocks:
        if block.kind != "reference":
            continue
        note = notes.get(block.start)
        if note and note.footnote and not is_citing(note):
            continue
        text = article.text[block.start : block.end]
        links = tuple(link.url for link in article.links if block.start <= link.start < block.end)
        raw = Raw(text, block.start, block.end, links, note.label if note else "", bool(note and note.footnote))
        if raws and (_goes_on(raws, raw) or (article.format == "pdf" and _torn(raws, raw))):
            last = raws.pop()
            text = article.text[last.start : block.end]
            raw = Raw(text, last.start, block.end, last.links + links, last.shown, last.note)
        raws.append(raw)
    return [part for raw in raws for part in (_each_work(raw, article) if raw.note else (raw,))]


def _each_work(raw: Raw, article: Article) -> list[Raw]:
    """A note as one raw a work that it names."""
    inside = [link for link in article.links if raw.start <= link.start < link.end <= raw.end]
    spans = work_spans(raw.text, [(link.start - raw.start, link.end - raw.start, link.url) for link in inside])
    if len(spans) < 2:
        return [raw]
    parts = []
    for start, end in spans:
        text = raw.text[start:end].strip()
        first = raw.start + start + raw.text[start:end].find(text)
        links = tuple(link.url for link in inside if start <= link.start - raw.start < end)
        parts.append(structs.replace(raw, text=text, start=first, end=first + len(text), links=links))
    return parts


def _goes_on(raws: Sequence[Raw], raw: Raw) -> bool:
    """Does an entry go on in this block: an unlabelled line that starts with an address under a labelled entry?"""
    if raw.shown or raw.note or raws[-1].note or label_of(raw.text)[0]:
        return False
    return _CONTINUES.match(raw.text) is not None and bool(label_of(raws[-1].text)[0] or raws[-1].shown)


def _torn(raws: Sequence[Raw], raw: Raw) -> bool:
    """Is this the rest of a proof's entry that a column's end or the end of a line parted from it?

    A labelled entry is whole once it has a year or a name; under an unlabelled one, what has no year is its rest.
    """
    last = raws[-1]
    if raw.shown or raw.note or last.note or label_of(raw.text)[0] or collect(last.text, last.links).names():
        return False
    before, year = parse(last.text).year, parse(raw.text).year
    labelled = bool(last.shown or label_of(last.text)[0])
    return before is None if labelled else before is not None and year is None


def _labels(raws: Sequence[Raw], entries: Sequence[Entry], *, ordinals: bool) -> list[str]:
    """A label each, never the same twice."""
    numbered = any(entry.label for entry in entries) or any(raw.shown and not raw.note for raw in raws)
    taken: set[str] = set()
    counts: dict[str, int] = {}
    labels: list[str] = []
    of_note = ""
    for at, (raw, entry) in enumerate(zip(raws, entries, strict=True)):
        label = (raw.shown or entry.label) if raw.note else (entry.label or raw.shown)
        if not label:
            label = str(at + 1) if ordinals and not numbered else _name_of(raw, entry)
        if raw.note and label in taken:
            again = at > 0 and raws[at - 1].note and raws[at - 1].shown == raw.shown
            label = of_note if again else f"note {label}"
        of_note = label
        free, count = label, counts.get(label, 2)
        by_author = not (raw.note or entry.label or raw.shown) and label.endswith(str(entry.year))
        while free in taken:
            letter = by_author and count <= 26
            free, count = f"{label}{chr(96 + count)}" if letter else f"{label} ({count})", count + 1
        counts[label] = count
        taken.add(free)
        labels.append(free)
    return labels


def _name_of(raw: Raw, entry: Entry) -> str:
    """`Smith 2020`, else an identifier, else the first words."""
    who = entry.surnames[0] if entry.surnames else ""
    if who and entry.year and len(who) <= 60:
        return f"{who} {entry.year}{entry.suffix}"
    return identifier_label(collect(raw.text, raw.links)) or " ".join(raw.text.split()[:6])


def identifier_label(names: Identifiers) -> str:
    """How a work without an entry is called: by the most telling of its names."""
    for scheme in ("nct", "isrctn", "eudract", "doi"):
        value = getattr(names, scheme)
        if value:
            return str(value)
    if names.pmid:
        return f"PMID {names.pmid}"
    if names.arxiv:
        return f"arXiv {names.arxiv}"
    return names.pmcid or without_tracking(names.url or "") or names.isbn or ""


def _cited(raw: Raw, entry: Entry, label: str) -> Cited:
    reference = Reference(
        label=label,
        raw=raw.text,
        start=raw.start,
        end=raw.end,
        identifiers=collect(raw.text, raw.links),
        title=entry.title,
        authors=entry.authors,
        year=entry.year,
        container=entry.container,
    )
    return Cited(reference, entry)


class Works:
    """The works cited so far; grows while the text is read, because links and bare identifiers add works."""

    def __init__(self, cited: Sequence[Cited]) -> None:
        self._cited = list(cited)
        self._by_label = {one.reference.label: one for one in cited}
        self._by_name: dict[tuple[str, str], str] = {}
        self._places = sorted((one.reference.start, one.reference.label) for one in cited)
        self._also: dict[str, str] = {}
        for one in cited:
            self._learn(one.reference)

    @property
    def references(self) -> tuple[Reference, ...]:
        """All works, listed ones first."""
        return tuple(one.reference for one in self._cited)

    def has(self, label: str) -> bool:
        """Is there a work of this label?"""
        return label in self._by_label or label in self._also

    def called(self, label: str) -> str:
        """The label under which the work is listed that a marker calls `label`."""
        return self._also.get(label, label)

    def call(self, label: str, also: str) -> None:
        """From now on `also` is a name of the work `label`: a linked number whose address is a work's already."""
        if also and also != label and also not in self._by_label:
            self._also[also] = label

    def within(self, start: int, end: int) -> tuple[str, ...]:
        """The labels of the works whose entries stand in this stretch of the text, a note's for one."""
        first = bisect_left(self._places, (start, ""))
        last = bisect_left(self._places, (max(end, start + 1), ""))
        return tuple(label for _, label in self._places[first:last])

    def label_for(self, names: Identifiers, raw: str, start: int, end: int, wanted: str = "") -> str:
        """The label of the work with these names; a new unlisted work where none shares one."""
        for key in _keys(names):
            if key in self._by_name:
                return self._by_name[key]
        label = wanted or identifier_label(names)
        if label in self._by_label:
            label = identifier_label(names)
        if label in self._by_label:
            return label
        reference = Reference(label=label, raw=raw, start=start, end=end, identifiers=names, listed=False)
        self._cited.append(Cited(reference))
        self._by_label[label] = self._cited[-1]
        self._learn(reference)
        return label

    def by_author_year(self, who: str, year: str, others: str = "") -> tuple[str, ...]:
        """Labels of the listed works that fit an author and a year (`2020`, `2020b`).

        What is said of further authors (`others`, see `AuthorYear`) tells works of one surname and year apart.
        """
        digits, letter = year[:4], year[4:]
        name = _folded(who)
        fits = [
            one
            for one in self._cited
            if one.reference.year == int(digits)
            and one.reference.listed
            and (_by(one, name) or (who.isupper() and _initials(one) == who))
        ]
        if len(fits) > 1:
            fits = [one for one in fits if _with_others(one, others)] or fits
        lettered = [one for one in fits if one.entry.suffix]
        if letter and lettered:
            fits = [one for one in fits if one.entry.suffix == letter]
        elif letter and len(fits) > 1 and ord(letter) - ord("a") < len(fits):
            fits = [fits[ord(letter) - ord("a")]]
        return tuple(one.reference.label for one in fits)

    def by_organisation(self, before: str, year: str) -> tuple[str, ...]:
        """Labels of the listed works of this year whose organisation is named at the end of `before`."""
        said = _folded(before)
        return tuple(
            one.reference.label
            for one in self._cited
            if one.reference.listed
            and one.reference.year == int(year[:4])
            and one.reference.authors
            and len(one.reference.authors[0].split()) > 1
            and said.endswith(_folded(one.reference.authors[0]))
        )

    def by_name(self, name: str) -> tuple[str, ...]:
        """Labels of the listed works that a journal's or house's name fits."""
        wanted = _folded(name)
        exact = [one for one in self._cited if wanted in _names(one) or _abbreviates(one.reference.container, wanted)]
        if not exact and len(wanted.split()) >= 2:
            bound = re.compile(rf"\b{re.escape(wanted)}\b")
            exact = [one for one in self._cited if one.reference.listed and bound.search(_folded(one.reference.raw))]
        return tuple(one.reference.label for one in exact)

    def _learn(self, reference: Reference) -> None:
        for key in _keys(reference.identifiers):
            self._by_name.setdefault(key, reference.label)


def _keys(names: Identifiers) -> list[tuple[str, str]]:
    """The names by which works are known to be the same; addresses in their common spelling."""
    return sorted((scheme, url_key(value) if scheme == "url" else value) for scheme, value in names.names())


def _folded(text: str) -> str:
    low = " ".join(text.lower().replace("’", "'").replace("&", "and").split())
    return low.removeprefix("the ")


def _names(one: Cited) -> frozenset[str]:
    names = (one.reference.container or "", *one.reference.authors)
    return frozenset(_folded(name) for name in names if name)


def _abbreviates(container: str | None, name: str) -> bool:
    """Is `container` the short form of a journal's name: `N Engl J Med` of New England Journal of Medicine?"""
    short = _folded(container or "").replace(".", " ").split()
    words = [word for word in name.split() if word not in _SMALL]
    return (
        len(short) == len(words) >= 2
        and len(short[0]) <= len(words[0])
        and all(word.startswith(start) for start, word in zip(short, words, strict=True))
    )


_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "de", "et"))


def _with_others(one: Cited, others: str) -> bool:
    """Do an entry's further authors fit what a marker says of them?"""
    surnames = [_folded(name) for name in one.entry.surnames]
    if others == "et al.":
        return len(surnames) >= 2
    return _folded(others) in surnames[1:] if others else len(surnames) == 1


def _initials(one: Cited) -> str:
    """`WHO` of World Health Organization: the capitals of the organisation that an entry begins with."""
    words = one.reference.authors[0].split() if one.reference.authors else []
    return "".join(word[0] for word in words if word[0].isupper()) if len(words) > 2 else ""


def _by(one: Cited, who: str) -> bool:
    """Is `who` the first author's surname, or the organisation that the entry begins with?"""
    if one.entry.surnames and _folded(one.entry.surnames[0]) == who:
        return True
    start = _folded(label_of(one.reference.raw)[1])
    return start.startswith(who) and not start[len(who) : len(who) + 1].isalnum()
