"""PubMed Central: full text as JATS over the E-utilities, where Europe PMC did not give it; numbers converted.

PMC's pages block programs and are never scraped. Restricted articles come back without a body: an abstract then.
"""

from urllib.parse import quote

from msgspec.structs import replace

from pipeline.net.adapters import Adapter, Fault, dig, json_object, text_at
from pipeline.net.adapters.pubmed import EUTILS, who
from pipeline.net.ask import Answer, Ask
from pipeline.net.known import Known
from pipeline.net.settings import FetchSettings

CONVERTER = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/"
TEXT = "pmc"
NUMBER = "pmc-number"


def asks(known: Known, settings: FetchSettings) -> tuple[Ask, ...]:
    """The text by its PMC number; the number where Europe PMC could not be asked for it."""
    names = known.names
    cited = any(reference.identifiers.pmcid for reference in known.references)
    if known.enough:
        return ()
    if names.pmcid:
        # Europe PMC serves every open PMC text; beyond those PMC itself gives at least front matter and abstract.
        closed = known.ended("europepmc") == "ok" and known.open_access is False and known.scope == "abstract"
        return () if closed else (_text(names.pmcid, settings, stands=cited),)
    one, kind = (names.doi, "doi") if names.doi else (names.pmid, "pmid")
    if one and known.failed("europepmc") and known.ended("europepmc") != "not_found":
        url = f"{CONVERTER}?ids={quote(one, safe='')}&idtype={kind}&format=json"
        return (Ask(url, "pmc", NUMBER, "PMC's converter", kind="helper", secret=who(settings)),)
    return ()


def _text(pmcid: str, settings: FetchSettings, *, stands: bool) -> Ask:
    return Ask(
        f"{EUTILS}/efetch.fcgi?db=pmc&id={pmcid.removeprefix('PMC')}&retmode=xml",
        "pmc",
        TEXT,
        "PubMed Central",
        cites=f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/",
        accept="application/xml, text/xml",
        secret=who(settings),
        days=30.0,
        stands=stands,
    )


def learn(known: Known, ask: Ask, answer: Answer) -> Known:
    """PMC number and PMID of the DOI."""
    if ask.step != NUMBER:
        return known
    row = dig(json_object(answer), "records", 0)
    number = dig(row, "pmid")
    pmid = str(number) if isinstance(number, int | str) and str(number).isdigit() else None
    pmcid = text_at(row, "pmcid") or None
    return replace(known, names=replace(known.names, pmcid=pmcid, pmid=known.names.pmid or pmid))


def judge(ask: Ask, answer: Answer) -> Fault | None:
    """Errors inside 200, and sets without an article."""
    if ask.step == NUMBER:
        row = dig(json_object(answer), "records", 0)
        if row is None:
            return Fault("server_error", "PMC's converter answered with something else")
        return Fault("not_found", "not in PMC") if dig(row, "errmsg") or dig(row, "status") == "error" else None
    return None if b"<article" in (answer.body or b"") else Fault("not_found", "PMC gave no article")


ADAPTER = Adapter("pmc", asks, learn, judge)
