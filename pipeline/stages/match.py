"""ClaimSheet, Shelf -> Brief: every claim beside the works that it cites, with their nearest passages."""

from collections.abc import Iterable, Iterator

from pipeline.checks import Dossier
from pipeline.records.claim import Claim, ClaimSheet
from pipeline.records.source import Shelf, Work
from pipeline.search.aliases import Aliases, find_aliases
from pipeline.search.passages import passages_of
from pipeline.search.rank import Index, build, search
from pipeline.verdicts.brief import Brief


def match(sheet: ClaimSheet, shelf: Shelf) -> Iterator[Brief]:
    """Lay every claim beside what it cites, one after the other. Passages and indexes are made once a work."""
    article = sheet.cited.article
    own = find_aliases(article.text)
    indexes = {at: _index(work, own) for at, work in enumerate(shelf.works) if work.read}
    return (_brief(claim, shelf, indexes, sheet, own) for claim in sheet.claims)


def _index(work: Work, own: Aliases) -> Index:
    text = " ".join(reading.text for reading in work.read)
    return build(passages_of(work), {**find_aliases(text), **own})


def _brief(claim: Claim, shelf: Shelf, indexes: dict[int, Index], sheet: ClaimSheet, own: Aliases) -> Brief:
    cited = list(_cited(claim, shelf))
    dossiers = []
    aliases: Aliases = dict(own)
    for at in cited:
        if at in indexes:
            index = indexes[at]
            aliases = {**index.aliases, **aliases}
            ranked = search(index, claim.meant, claim.setting) if claim.checkable else ()
            dossiers.append(Dossier(claim, shelf.works[at], index.passages, ranked, sheet.cited))
    unread = tuple(shelf.works[at] for at in cited if at not in indexes)
    return Brief(claim, tuple(dossiers), unread, aliases)


def _cited(claim: Claim, shelf: Shelf) -> Iterable[int]:
    return (at for at, work in enumerate(shelf.works) if set(work.labels) & set(claim.citations))
