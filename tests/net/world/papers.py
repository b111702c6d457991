"""What the made-up library holds: papers and trials. All texts are our own."""

from msgspec import Struct


class Paper(Struct, frozen=True):
    """A paper of the made-up library."""

    doi: str
    title: str
    authors: tuple[str, ...] = ("Ada Lind", "Bo Marsh")
    year: int = 2024
    journal: str = "Journal of Made-up Medicine"
    pmid: str | None = None
    pmcid: str | None = None
    abstract: str = ""
    body: str = ""
    """Paragraphs of the full text, parted by a blank line."""
    open: bool = False
    """Europe PMC has the full text."""
    page: str = "full"
    """What the publisher shows: full, abstract, challenge, or an abstract that names its `pdf` or its `reader`."""
    host: str = "journal.test"
    oa_pdf: str | None = None
    """Where Unpaywall says that a copy lies."""
    retracted_by: str | None = None
    registrar: str = "crossref"
    type: str = "journal-article"

    @property
    def url(self) -> str:
        return f"https://{self.host}/article/{self.doi}"


class Trial(Struct, frozen=True):
    """A registered trial of the made-up registry."""

    nct: str
    title: str
    status: str = "RECRUITING"
    enrolment: int = 120
