"""Europe PMC: abstract, types and corrections by search, and the full text of open-access articles as JATS.

Full text is asked for only where the record says that it may be had: its 404 has an empty body and means both "not
open" and "no such number". Errors come inside 200 (`errCode`), and single endpoints fail for days.
"""

from urllib.parse import quote

from msgspec.structs import replace

from pipeline.identifiers import normalise_doi
from pipeline.net.adapters import Adapter, Fault, dig, json_object, list_at, text_at
from pipeline.net.ask import Answer, Ask
from pipeline.net.known import Known
from pipeline.net.settings import FetchSettings
from pipeline.records.citation import Identifiers

REST = "https://www.ebi.ac.uk/europepmc/webservices/rest"
SEARCH = "europepmc"
TEXT = "europepmc-text"


def asks(known: Known, _settings: FetchSettings) -> tuple[Ask, ...]:
    """The record first; then its full text, if it says that there is one and none was had yet."""
    query = _query(known.names)
    if query is None:
        return ()
    url = f"{REST}/search?query={quote(query, safe=':')}&resultType=core&format=json"
    asked = [Ask(url, "europepmc", SEARCH, "Europe PMC", accept="application/json")]
    pmcid = known.names.pmcid
    if pmcid and known.open_access and not known.enough:
        text = f"{REST}/{pmcid}/fullTextXML"
        asked.append(Ask(text, "europepmc", TEXT, "Europe PMC's full text", accept="application/xml", days=30.0))
    return tuple(asked)


def _query(names: Identifiers) -> str | None:
    """One identifier, in the order of how surely it names one record."""
    if names.doi:
        return f'DOI:"{names.doi}"' if '"' not in names.doi else None
    if names.pmid:
        return f"EXT_ID:{names.pmid} AND SRC:MED"
    return f"PMCID:{names.pmcid}" if names.pmcid else None


def learn(known: Known, ask: Ask, answer: Answer) -> Known:
    """The other identifiers, and whether the text is open."""
    if ask.step != SEARCH:
        return known
    row = _row(known.names, answer)
    if row is None:
        return known
    names = known.names
    open_text = text_at(row, "isOpenAccess") == "Y" and text_at(row, "inEPMC") == "Y"
    return replace(
        known,
        names=replace(
            names,
            doi=names.doi or normalise_doi(text_at(row, "doi")),
            pmid=names.pmid or _digits(text_at(row, "pmid")),
            pmcid=names.pmcid or text_at(row, "pmcid") or None,
        ),
        title=known.title or text_at(row, "title") or None,
        open_access=open_text,
    )


def _row(names: Identifiers, answer: Answer) -> object | None:
    """The result that is the work that was asked for: a search may bring its neighbours."""
    for row in list_at(json_object(answer), "resultList", "result"):
        doi = normalise_doi(text_at(row, "doi"))
        if names.doi and doi:
            if doi == names.doi:
                return row
        elif names.pmid in (None, text_at(row, "pmid")) and names.pmcid in (None, text_at(row, "pmcid")):
            return row
    return None


def judge(ask: Ask, answer: Answer) -> Fault | None:
    """No hit, and the errors that come with status 200."""
    if ask.step != SEARCH:
        return None if b"<" in (answer.body or b"")[:200] else Fault("unreadable", "no XML came")
    found = json_object(answer)
    if dig(found, "errCode") is not None:
        code = dig(found, "errCode")
        said = f"Europe PMC: {text_at(found, 'errMsg')[:100] or code}"
        return Fault("not_found", said) if code == 404 else Fault("server_error", said)
    hits = dig(found, "hitCount")
    if not isinstance(hits, int):
        return Fault("unreadable", "Europe PMC answered with something else")
    return Fault("not_found", "Europe PMC has no such record") if hits == 0 else None


def _digits(text: str) -> str | None:
    return text if text.isascii() and text.isdigit() else None


ADAPTER = Adapter("europepmc", asks, learn, judge)
