"""The wall where checks hang: one file a check, found by being here.

A check module holds one `CHECK`; its docstring is the manual page that `claim-audit rules CODE` prints, with
the paragraphs *What it does*, *Why it matters*, *The article says*, *The source says*, *Fine if*, *Literature*.
Its cases stand in `tests/checks/cases/<module>.toml`. Nothing else is edited to add one.

Two shapes, by what a check needs to see:

* `PairCheck`: one claim beside one cited work (all its passages, and the nearest ones ranked);
* `ArticleCheck`: the article as a whole, after the claims have been judged.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import cache

from msgspec import Struct

from pipeline.records.citation import CitedArticle
from pipeline.records.claim import Claim, ClaimSheet
from pipeline.records.report import Severity
from pipeline.records.source import Shelf, Work
from pipeline.records.verdict import Agreement, Judged, Objection, Passage, Ranked


class Dossier(Struct, frozen=True):
    """One claim beside one cited work: everything a `PairCheck` may look at."""

    claim: Claim
    work: Work
    passages: tuple[Passage, ...]
    """Every passage of the work that was read, in reading order."""
    ranked: tuple[Ranked, ...]
    """The nearest passages, best first (at most five)."""
    cited: CitedArticle | None = None
    """None where there is no article round the claim (`claim-audit verify`)."""


class House(Struct, frozen=True, forbid_unknown_fields=True):
    """`[house]` of `audit.toml`: what only the desk can say."""

    caution: tuple[str, ...] = ()
    """Journals, publishers and hosts that the desk does not rely on, by name."""
    common_knowledge: tuple[str, ...] = ()
    """Statements, or phrases of them, that need no source; numbers of efficacy and safety always do."""


class Audited(Struct, frozen=True):
    """An article whose claims have been judged: what an `ArticleCheck` may look at."""

    sheet: ClaimSheet
    shelf: Shelf
    judged: tuple[Judged, ...]
    house: House = House()


class Remark(Struct, frozen=True):
    """What an `ArticleCheck` found: an objection to a claim, a reference, or a place of the text.

    Exactly one of `claim` (its id), `reference` (its label) and `at` (a span of `article.text`) is the subject;
    `also` names further claims of the same root cause.
    """

    objection: Objection
    claim: str | None = None
    reference: str | None = None
    at: tuple[int, int] | None = None
    also: tuple[str, ...] = ()


class PairCheck(Struct, frozen=True):
    """A check of one claim against one work."""

    name: str
    """The module's name, with hyphens."""
    codes: tuple[str, ...]
    """The finding codes it may give, as in `findings.toml`."""
    examine: Callable[[Dossier], Iterable[Objection | Agreement]]


class ArticleCheck(Struct, frozen=True):
    """A check of the whole article, its references and its judged claims."""

    name: str
    codes: tuple[str, ...]
    inspect: Callable[[Audited], Iterable[Remark]]


class FindingType(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of `findings.toml`: a code with its name and default severity."""

    code: str
    name: str
    severity: Severity
    group: str
    gates: bool = True
    """False for remarks on style and the reference list that never close the gate."""


@cache
def all_checks() -> tuple[PairCheck | ArticleCheck, ...]:
    """Every check of this room, in the order of their module names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(importlib.import_module(f"{__name__}.{name}").CHECK for name in names)


def pair_checks() -> tuple[PairCheck, ...]:
    """The checks of a claim against a work."""
    return tuple(check for check in all_checks() if isinstance(check, PairCheck))


def article_checks() -> tuple[ArticleCheck, ...]:
    """The checks of an article as a whole."""
    return tuple(check for check in all_checks() if isinstance(check, ArticleCheck))
