"""Retracted, under concern, corrected, or nothing known: the union of what all registries say of one work.

No registry knows all retractions: Crossref holds what publishers and Retraction Watch deposited, PubMed what NLM
indexed, and each lags (Schneider et al. 2020; retrieval notes, sections 1 and 3). So any one notice counts, the
gravest is shown, and silence is told as "none known" with who was asked and when. An error is never taken for "none".
"""

import re
from typing import Literal

from msgspec import Struct

from pipeline.records.source import Notice, Work
from pipeline.references.spoken import NoticeType

REGISTRIES = ("crossref", "pubmed", "europepmc", "openalex")
"""Readers whose records would name a retraction."""
GRAVEST = ("retraction", "withdrawal", "expression_of_concern", "correction")
_ASKED_BY = {"crossref": ("doi",), "europepmc": ("doi", "pmid", "pmcid"), "pubmed": ("pmid",)}
"""The names by which a registry can be asked; OpenAlex needs a key and is never missed."""
_RETRACTS = re.compile(r"(?i)\b(?:retract(?:ion|ed)|withdraw(?:al|n)|removal)\b")
_CONCERN = re.compile(r"(?i)\bexpressions? of concern\b")


class Standing(Struct, frozen=True):
    """What is known of one work."""

    state: Literal["none_known", "notice", "unknown"]
    asked: tuple[str, ...] = ()
    """Registries whose record of the work was read."""
    asked_at: str | None = None
    """When the oldest of those records came."""
    unanswered: tuple[str, ...] = ()
    """Registries that could have been asked by the work's names and of which there is no record."""
    notice: Notice | None = None
    """The gravest."""
    sources: tuple[str, ...] = ()
    """Who says so, of the gravest type."""


class Cited(Struct, frozen=True):
    """A reference that is itself a notice."""

    type: NoticeType
    of: str
    """The work that it retracts or corrects."""


def standing_of(work: Work | None) -> Standing:
    """What the registries that were read know of `work`; nothing read is `unknown`, never clean."""
    if work is None:
        return Standing("unknown")
    records = [reading for reading in work.readings if reading.reader in REGISTRIES and reading.text]
    asked = tuple(sorted({reading.reader for reading in records}))
    newest = [max(one.capture.retrieved_at for one in records if one.reader == name) for name in asked]
    names = {scheme for one in work.identifiers for scheme, _ in one.names()}
    missed = tuple(name for name, by in sorted(_ASKED_BY.items()) if name not in asked and names & set(by))
    notices = [notice for reading in work.readings for notice in reading.metadata.notices]
    worst = min(notices, key=_gravity, default=None)
    state: Literal["none_known", "notice", "unknown"] = "notice" if worst else "none_known" if asked else "unknown"
    sources = tuple(dict.fromkeys(one.source for one in notices if worst and one.type == worst.type and one.source))
    return Standing(state, asked, min(newest, default=None), missed, worst, sources)


def _gravity(notice: Notice) -> tuple[int, bool, bool, bool, str]:
    """The gravest first, the whole before a part; of equals the one that says most, then the earliest."""
    return GRAVEST.index(notice.type), notice.partly, notice.date is None, notice.notice is None, notice.date or ""


def notice_cited(work: Work) -> Cited | None:
    """Whether what is cited is a notice and not the paper: its type and the paper; None for papers.

    A record counts only when no other record of the same work reads as a paper of its own: registries have merged a
    paper with its notice.
    """
    read = [one for one in work.readings if one.scope != "none" and one.metadata.title]
    notices = [one for one in read if one.metadata.is_notice_of]
    papers = [one for one in read if not one.metadata.is_notice_of and one.reader in REGISTRIES]
    if not notices or (papers and not all(_named_as_notice(one.metadata.title or "") for one in papers)):
        return None
    front = notices[0].metadata
    return Cited(_type_of(" ".join((front.title or "", *front.types))), front.is_notice_of or "")


def _named_as_notice(title: str) -> bool:
    return bool(
        _RETRACTS.search(title) or _CONCERN.search(title) or re.search(r"(?i)\b(?:correct|errat|corrigend)", title)
    )


def _type_of(words: str) -> NoticeType:
    if _CONCERN.search(words):
        return "expression_of_concern"
    if re.search(r"(?i)\bretract", words):
        return "retraction"
    return "withdrawal" if _RETRACTS.search(words) else "correction"
