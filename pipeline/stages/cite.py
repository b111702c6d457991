"""Second stage: what the article cites, and every place in its text that points at a cited work."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct, structs

from pipeline.citations.markers import author_years, flattened, in_print, numeric, round_numeric
from pipeline.citations.notes import meant_again
from pipeline.citations.shelfmarks import Works, listed
from pipeline.identifiers import collect, find_all, from_url, merge
from pipeline.records.article import Article, Block, Link, Mark
from pipeline.records.citation import CitedArticle, Marker, Reference

_SILENT = ("reference", "furniture", "disclaimer")
_NUMBER_WORDS = re.compile(r"\s*[\[(]?\s*(\d{1,3})\s*[\])]?\s*")
_NO_SOURCE = re.compile(
    r"(?i)^(?!https?://)|\.(?:jpe?g|png|gif|webp|svg|mp[34])(?:\?|$)|//(?:www\.)?(?:twitter|x|facebook|linkedin|pinterest|reddit|t|wa)"
    r"\.(?:com|me)/(?:intent|share|sharer|shareArticle|submit|pin/create|\?text)"
)


class _Found(Struct, frozen=True):
    """Markers of one kind of search: those that point somewhere, those that don't, those that fit several."""

    markers: tuple[Marker, ...] = ()
    dangling: tuple[Marker, ...] = ()
    ambiguous: tuple[Marker, ...] = ()


_ROUND_ENTRY = re.compile(r"\(\d{1,3}\)\s")


def cite(article: Article) -> CitedArticle:
    """Everything that `article` cites: its lists, notes, links and bare identifiers, and the markers in text order.

    A marker whose label is in no list is `dangling`; one that fits several works is `ambiguous` with all their
    labels, and points at none. An identifier mentioned many times is one reference with many markers.
    """
    blocks = tuple(block for block in article.blocks if block.kind not in _SILENT)
    numbers = tuple(marker for block in blocks for marker in numeric(article, block))
    works = Works(listed(article, ordinals=bool(numbers or article.marks)))
    open_numbers = _Found()
    if not numbers and not article.marks:
        numbers, open_numbers = _other_numbers(article, blocks, works)
    links = _links(article, blocks, works, numbers)
    found = [
        _known(numbers, works),
        _superscripts(article, works),
        _not_linked(_by_author(article, blocks, works), links),
        links,
    ]
    found.append(_identifiers(article, blocks, works, _spans(found)))
    found.append(open_numbers)
    named = _named(article, works, _spans(found))
    found.append(structs.replace(named, dangling=()))
    return CitedArticle(
        article=article,
        references=_in_order(works.references),
        markers=_sorted(marker for one in found for marker in one.markers),
        dangling=_sorted(marker for one in found for marker in one.dangling),
        ambiguous=_sorted(marker for one in found for marker in one.ambiguous),
        unlisted=named.dangling,
    )


def _in_order(references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """Listed works as listed, then the others where they are first mentioned."""
    return tuple(sorted(references, key=lambda one: (not one.listed, one.start if not one.listed else 0)))


def _sorted(markers: Iterator[Marker]) -> tuple[Marker, ...]:
    return tuple(sorted(markers, key=lambda marker: (marker.start, marker.end, marker.style)))


def _known(markers: tuple[Marker, ...], works: Works) -> _Found:
    """Markers parted into labels that are listed and labels that are not."""
    good, bad = [], []
    for marker in markers:
        known = tuple(dict.fromkeys(works.called(label) for label in marker.labels if works.has(label)))
        unknown = tuple(label for label in marker.labels if not works.has(label))
        if known:
            good.append(structs.replace(marker, labels=known))
        if unknown:
            bad.append(structs.replace(marker, labels=unknown))
    return _Found(tuple(good), tuple(bad))


def _other_numbers(article: Article, blocks: tuple[Block, ...], works: Works) -> tuple[tuple[Marker, ...], _Found]:
    """`(1)` or `fell.1 Then`: markers only in an article that has several and whose list has those numbers.

    Where there is but one such number it stays open whether it is a marker, unless the list itself is written `(1)`.
    """
    open_: tuple[Marker, ...] = ()
    for search in (round_numeric, flattened):
        markers = tuple(marker for block in blocks for marker in search(article, block))
        fitting = tuple(marker for marker in markers if all(works.has(label) for label in marker.labels))
        labels = {label for marker in fitting for label in marker.labels}
        enough = len(labels) >= 2 or (bool(labels) and search is round_numeric and _has_round_list(article))
        if enough and len(fitting) * 2 >= len(markers):
            return fitting, _Found()
        open_ += fitting
    return (), _Found(ambiguous=open_)


def _has_round_list(article: Article) -> bool:
    starts = [block.start for block in article.blocks if block.kind == "reference"]
    return bool(starts) and all(_ROUND_ENTRY.match(article.text, start) for start in starts)


def _superscripts(article: Article, works: Works) -> _Found:
    """Raised markers and footnote calls; a note of the label counts before an entry of the list."""
    notes = _of_notes(article, works)
    silent = {(block.start, block.end) for block in article.blocks if block.kind in _SILENT}
    linked = {link.start: link for link in article.links if link.start == link.end}
    good, bad = [], []
    for mark in article.marks:
        if any(start <= mark.start <= end for start, end in silent):
            continue
        pairs = [(label, _marked(label, mark, works, notes, linked.get(mark.start))) for label in mark.labels]
        known = tuple(dict.fromkeys(label for _, found in pairs for label in found or ()))
        unknown = tuple(label for label, found in pairs if found is None and label.isdecimal())
        if known:
            good.append(Marker(mark.start, mark.end, known, mark.style))
        if unknown:
            bad.append(Marker(mark.start, mark.end, unknown, mark.style))
    return _Found(_joined(good), _joined(bad))


def _of_notes(article: Article, works: Works) -> dict[str, tuple[str, ...]]:
    """The works of each footnote; a short one ("Ibid., 7") means a work of an earlier note."""
    entries = {one.label: one.raw for one in works.references}
    found: dict[str, tuple[str, ...]] = {}
    earlier: list[tuple[str, str]] = []
    for note in article.notes:
        if note.footnote:
            mine = works.within(note.start, note.end) or meant_again(note.raw, earlier)
            found[note.label] = mine
            earlier += [(label, entries.get(label, "")) for label in mine]
    return found


def _marked(
    label: str, mark: Mark, works: Works, notes: dict[str, tuple[str, ...]], link: Link | None
) -> tuple[str, ...] | None:
    """The works that a raised label points at: none for a note that only explains, None where nothing has it."""
    if label in notes and (mark.style == "footnote" or not works.has(label)):
        return notes[label]
    if works.has(label):
        return (works.called(label),)
    if link is not None and not _NO_SOURCE.search(link.url):
        return (works.label_for(from_url(link.url), link.url, link.start, link.end, label),)
    return None


def _by_author(article: Article, blocks: tuple[Block, ...], works: Works) -> _Found:
    good, open_, lost = [], [], []
    for block in blocks:
        for mention in author_years(article.text, block.start, block.end):
            labels = works.by_author_year(mention.who, mention.year, mention.others)
            if not labels and not mention.others:
                named = mention.start + len(mention.who)
                labels = works.by_organisation(article.text[max(block.start, named - 120) : named], mention.year)
            if len(labels) == 1:
                good.append(Marker(mention.start, mention.end, labels, "author_year"))
            elif labels:
                open_.append(Marker(mention.start, mention.end, labels, "author_year"))
            elif mention.sure:
                label = f"{mention.who} {mention.year}"
                lost.append(Marker(mention.start, mention.end, (label,), "author_year"))
    uses_style = bool(good or open_) or any("et al" in article.text[marker.start : marker.end] for marker in lost)
    return _Found(_joined(good), tuple(lost) if uses_style else (), tuple(open_))


def _not_linked(found: _Found, links: _Found) -> _Found:
    """Authors and a year that no entry fits point nowhere, unless their own words carry a link."""
    linked = _spans([links])
    kept = tuple(marker for marker in found.dangling if not _overlaps(linked, marker.start, marker.end))
    return structs.replace(found, dangling=kept)


def _joined(markers: list[Marker]) -> tuple[Marker, ...]:
    """`(Doe 2019; Roe 2020)` is one marker with two labels."""
    joined: dict[tuple[int, int], Marker] = {}
    for marker in markers:
        place = (marker.start, marker.end)
        before = joined.get(place)
        labels = tuple(dict.fromkeys((before.labels if before else ()) + marker.labels))
        joined[place] = structs.replace(marker, labels=labels)
    return tuple(joined.values())


def _links(article: Article, blocks: tuple[Block, ...], works: Works, numbers: tuple[Marker, ...]) -> _Found:
    """Words that carry a link: each address is a work, the listed one where it shares an identifier.

    The linked number of a marker such as `[1]` names the work where no list does, and is no marker of its own.
    """
    starts = [block.start for block in blocks]
    marked = _spans([_Found(numbers)])
    good = []
    for link in article.links:
        at = bisect_left(starts, link.start + 1) - 1
        if at < 0 or link.start >= blocks[at].end or link.start == link.end or _NO_SOURCE.search(link.url):
            continue
        words = article.text[link.start : link.end]
        number = _NUMBER_WORDS.fullmatch(words)
        inside = number is not None and _overlaps(marked, link.start, link.end)
        label = str(int(number[1])) if number and inside else ""
        if label and works.has(label):
            continue
        wanted = label
        label = works.label_for(merge((from_url(link.url), collect(words))), link.url, link.start, link.end, wanted)
        works.call(label, wanted)
        if not inside:
            good.append(Marker(link.start, link.end, (label,), "link"))
    return _Found(tuple(good))


def _identifiers(
    article: Article, blocks: tuple[Block, ...], works: Works, taken: tuple[tuple[int, int], ...]
) -> _Found:
    good = []
    for block in blocks:
        for name in find_all(article.text[block.start : block.end]):
            start, end = block.start + name.start, block.start + name.end
            if not _overlaps(taken, start, end):
                label = works.label_for(name.identifiers, name.raw, start, end)
                good.append(Marker(start, end, (label,), "identifier"))
    return _Found(tuple(good))


def _named(article: Article, works: Works, taken: tuple[tuple[int, int], ...]) -> _Found:
    """Journals named in sentences that carry no other marker."""
    good, open_, lost = [], [], []
    for sentence in article.sentences:
        if article.blocks[sentence.block].kind in _SILENT or _overlaps(taken, sentence.start, sentence.end + 1):
            continue
        for named in in_print(article.text, sentence.start, sentence.end):
            labels = works.by_name(named.name)
            marker = Marker(named.start, named.end, labels or (named.name,), "named")
            if len(labels) == 1:
                good.append(marker)
            elif labels:
                open_.append(marker)
            elif named.sure:
                lost.append(marker)
    return _Found(tuple(good), tuple(lost), tuple(open_))


def _spans(found: list[_Found]) -> tuple[tuple[int, int], ...]:
    """Places that markers take up, in order."""
    return tuple(sorted((m.start, m.end) for one in found for m in (*one.markers, *one.dangling, *one.ambiguous)))


def _overlaps(taken: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    at = bisect_left(taken, (start, -1))
    before = at > 0 and taken[at - 1][1] > start
    return before or (at < len(taken) and taken[at][0] < end)
