"""Reads the front of a JATS article: title, people, dates, identifiers, types, corrections either way."""

from typing import Literal

from pipeline.identifiers import normalise_doi
from pipeline.records.source import Metadata, Notice
from pipeline.sources.front import article_identifiers
from pipeline.sources.inline import flatten, flatten_run
from pipeline.sources.xml_tree import Element, children, tag

_HREF = "{http://www.w3.org/1999/xlink}href"
_DATES = ("epub", "electronic", "epreprint", "pub", "publication", "epub-ppub", "ppub", "print", "collection", "")
_OF: dict[str, Literal["retraction", "withdrawal", "expression_of_concern", "correction"]] = {
    "retraction-forward": "retraction",
    "retracted-by": "retraction",
    "partial-retraction-forward": "retraction",
    "withdrawal-forward": "withdrawal",
    "expression-of-concern-forward": "expression_of_concern",
    "correction-forward": "correction",
    "corrected-by": "correction",
    "erratum-forward": "correction",
}
_MEMBERS = frozenset("contrib-group xref fn aff email ext-link contrib-id".split())
"""What stands in a group's name beside the name."""
_NOTICE_OF = frozenset(
    "corrected-article retracted-article partial-retraction object-of-concern withdrawn-article".split()
)


def front_of(article: Element) -> Metadata:
    """What the article says of itself; everything empty where it has no front."""
    meta = article.find("front/article-meta")
    if meta is None:
        return Metadata(types=_types(article, None))
    journal = article.find("front/journal-meta")
    return Metadata(
        title=_title(meta) or None,
        authors=_authors(meta),
        date=_date(meta),
        journal=_journal(journal),
        publisher=flatten(journal.find("publisher/publisher-name")) or None if journal is not None else None,
        identifiers=article_identifiers(_ids(meta)),
        types=_types(article, meta),
        notices=_notices(meta),
        is_notice_of=_notice_of(meta),
    )


def _ids(meta: Element) -> dict[str, str]:
    """Direct children only: the reference list gives identifiers of other works under the same names."""
    found: dict[str, str] = {}
    for one in children(meta, "article-id"):
        found.setdefault(one.get("pub-id-type", ""), (one.text or "").strip())
    return found


def _title(meta: Element) -> str:
    title = flatten(meta.find("title-group/article-title"))
    subtitle = flatten(meta.find("title-group/subtitle"))
    return f"{title.rstrip(':')}: {subtitle}" if title and subtitle else title


def _authors(meta: Element) -> tuple[str, ...]:
    found = []
    for group in children(meta, "contrib-group"):
        for contrib in children(group, "contrib"):
            if contrib.get("contrib-type", "author") != "author":
                continue
            name = contrib.find("name")
            name = name if name is not None else contrib.find("name-alternatives/name")
            if name is not None:
                found.append(" ".join(filter(None, (flatten(name.find("given-names")), flatten(name.find("surname"))))))
            else:
                found.append(_group_name(contrib.find("collab")))
    return tuple(name for name in found if name)


def _group_name(collab: Element | None) -> str:
    """The name of a group of authors; its members may stand inside and are not part of it."""
    if collab is None:
        return ""
    return flatten_run(collab.text, [part for part in collab if tag(part) not in _MEMBERS]).strip(" ,;")


def _date(meta: Element) -> str | None:
    """The electronic date before the printed one; `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    found = children(meta, "pub-date")[::-1]  # of one type the electronic one counts, else the first
    found.sort(key=lambda one: one.get("publication-format") == "electronic")
    dates = {one.get("pub-type") or one.get("date-type") or "": one for one in found}
    for kind in _DATES:
        if kind not in dates:
            continue
        parts = [flatten(dates[kind].find(name)) for name in ("year", "month", "day")]
        if parts[0].isdigit() and len(parts[0]) == 4:
            known = [parts[0]]
            for part in parts[1:]:
                if not part.isdigit():
                    break
                known.append(f"{int(part):02d}")
            return "-".join(known)
    return None


def _journal(journal: Element | None) -> str | None:
    if journal is None:
        return None
    for path in ("journal-title-group/journal-title", "journal-title"):
        title = flatten(journal.find(path))
        if title:
            return title
    return None


def _types(article: Element, meta: Element | None) -> tuple[str, ...]:
    """The article's type and the headings under which the journal prints it."""
    kind = article.get("article-type", "").lower()
    found = ["meeting abstract" if kind == "abstract" else kind]
    for group in meta.findall("article-categories/subj-group") if meta is not None else []:
        if group.get("subj-group-type", "heading") == "heading":
            found += [flatten(subject).lower() for subject in group.iter("subject")]
    return tuple(dict.fromkeys(kind for kind in found if kind and len(kind) < 80))


def _notices(meta: Element) -> tuple[Notice, ...]:
    found = []
    for related in meta.iter("related-article"):
        kind = _OF.get(related.get("related-article-type", ""))
        if kind:
            partly = related.get("related-article-type") == "partial-retraction-forward"
            found.append(Notice(kind, notice=_target(related), source="jats", partly=partly))
    return tuple(found)


def _notice_of(meta: Element) -> str | None:
    return next(
        (_target(one) for one in meta.iter("related-article") if one.get("related-article-type") in _NOTICE_OF), None
    )


def _target(related: Element) -> str | None:
    href = (related.get(_HREF) or "").strip()
    return normalise_doi(href) or href or None
