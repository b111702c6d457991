"""One claim with everything that is on the table about it."""

from msgspec import Struct

from pipeline.checks import Dossier
from pipeline.records.claim import Claim
from pipeline.records.source import Work
from pipeline.search.aliases import Aliases


class Brief(Struct, frozen=True):
    """One claim, the dossiers of the works that were read, and the works that were not."""

    claim: Claim
    dossiers: tuple[Dossier, ...]
    unread: tuple[Work, ...]
    aliases: Aliases
    """Short forms that the article and the works define."""
