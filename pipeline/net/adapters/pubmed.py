"""PubMed over the E-utilities: the abstract by section, publication types, retraction links.

Asked where the article cites PubMed itself, or where Europe PMC gave nothing. PubMed's pages are never scraped. An
unknown number gives an empty set with status 200; errors stand inside 200, too.
"""

from urllib.parse import quote

from msgspec.structs import replace

from pipeline.net.adapters import Adapter, Fault, dig, json_object, list_at, text_at
from pipeline.net.ask import Answer, Ask
from pipeline.net.known import Known
from pipeline.net.settings import FetchSettings, contact

EUTILS = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
RECORD = "pubmed"
NUMBER = "pubmed-number"


def asks(known: Known, settings: FetchSettings) -> tuple[Ask, ...]:
    """The record by its number; the number by the DOI where nobody else could tell it."""
    names = known.names
    cited = any(reference.identifiers.pmid for reference in known.references)
    helpless = known.failed("europepmc")
    if names.pmid and (cited or helpless or (known.scope in ("none", "metadata") and known.ended("europepmc"))):
        return (_record(names.pmid, settings, stands=cited),)
    unheard = helpless and known.ended("europepmc") != "not_found"  # all that PubMed has, Europe PMC has
    if names.doi and not names.pmid and unheard and not known.enough:
        term = quote(f"{names.doi}[doi]", safe="")
        url = f"{EUTILS}/esearch.fcgi?db=pubmed&term={term}&retmode=json"
        return (Ask(url, "pubmed", NUMBER, "PubMed's search", kind="helper", secret=who(settings)),)
    return ()


def _record(pmid: str, settings: FetchSettings, *, stands: bool) -> Ask:
    return Ask(
        f"{EUTILS}/efetch.fcgi?db=pubmed&id={pmid}&retmode=xml",
        "pubmed",
        RECORD,
        "PubMed",
        cites=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/",
        accept="application/xml, text/xml",
        secret=who(settings),
        stands=stands,
    )


def who(settings: FetchSettings) -> tuple[tuple[str, str], ...]:
    """What NCBI wants to know of a program: its name, an address, the desk's key."""
    address = contact(settings)
    return (
        ("tool", "claim-audit"),
        *((("email", address),) if address else ()),
        *((("api_key", settings.ncbi_key),) if settings.ncbi_key else ()),
    )


def learn(known: Known, ask: Ask, answer: Answer) -> Known:
    """The number that belongs to the DOI, where exactly one does."""
    if ask.step != NUMBER:
        return known
    found = list_at(json_object(answer), "esearchresult", "idlist")
    if len(found) == 1 and isinstance(found[0], str) and found[0].isdigit():
        return replace(known, names=replace(known.names, pmid=found[0]))
    return known


def judge(ask: Ask, answer: Answer) -> Fault | None:
    """An empty set, a phrase that was dropped from the search, an error inside 200."""
    if ask.step == NUMBER:
        found = json_object(answer)
        wrong = text_at(found, "esearchresult", "ERROR") or text_at(found, "error")
        if wrong or not isinstance(dig(found, "esearchresult"), dict):
            return Fault("server_error", f"PubMed: {wrong[:100] or 'no search result'}")
        dropped = list_at(found, "esearchresult", "errorlist", "phrasesnotfound")
        return Fault("not_found", "PubMed knows no such DOI") if dropped else None
    body = answer.body or b""
    if b"<PubmedArticle>" in body or b"<PubmedArticle " in body or b"<PubmedBookArticle" in body:
        return None
    if b"PubmedArticleSet" in body:
        return Fault("not_found", "PubMed has no record of this number")
    return Fault("server_error", "PubMed answered with something else")


ADAPTER = Adapter("pubmed", asks, learn, judge)
