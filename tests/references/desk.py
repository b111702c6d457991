"""A desk's folder made of what the registries and pages would answer, and the audit that reads it."""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from pipeline.checks import House
from pipeline.records.report import FindingEntry, Report
from pipeline.snapshots import Snapshots
from pipeline.stages.assemble import Circumstances
from pipeline.walk import audit_article, open_article

CLOCK = "2026-11-21T00:00:00Z"
DAY = "2026-11-20"
FILLER = (
    "The people who wrote this went to see for themselves, spoke to those who work there, and put down what they "
    "were told in the order in which they heard it. Some of it was known before, and some of it was not. Whoever "
    "wants to know more may ask at the desk, where the notes of that week are kept in a drawer with the maps. "
)
Line = tuple[dict[str, Any], bytes | None]


def crossref(doi: str, given: Mapping[str, Any]) -> Line:
    """The record of a DOI; `given`: title, authors, year (or online and print), journal, updates, update_to and more."""
    message: dict[str, Any] = {
        "DOI": doi,
        "type": given.get("type", "journal-article"),
        "title": [given["title"]],
        "container-title": [given["journal"]] if given.get("journal") else [],
        "author": [dict(zip(("given", "family"), _split(name), strict=True)) for name in given.get("authors", ())],
    }
    for key, field in (("year", "issued"), ("online", "published-online"), ("print", "published-print")):
        if key in given:
            message[field] = {"date-parts": [[given[key], 3]]}
    for key, field in (("updates", "updated-by"), ("update_to", "update-to")):
        if key in given:
            message[field] = [
                {
                    "DOI": one["doi"],
                    "type": one["type"],
                    "source": one.get("source", "publisher"),
                    "updated": {"date-parts": [one["date"]]},
                }
                for one in given[key]
            ]
    if "preprint_of" in given:
        message["relation"] = {
            "is-preprint-of": [{"id-type": "doi", "id": given["preprint_of"], "asserted-by": "subject"}]
        }
    if given.get("type") == "posted-content":
        message["subtype"] = "preprint"
    if "abstract" in given:
        message["abstract"] = f"<jats:p>{given['abstract']}</jats:p>"
    body = json.dumps({"status": "ok", "message-type": "work", "message": message}).encode()
    return _line(f"https://api.crossref.org/works/{doi}", "application/json"), body


def pubmed(given: Mapping[str, Any]) -> Line:
    """The record of a PMID; `corrections`: pairs of RefType and PMID."""
    people = "".join(
        f"<Author><LastName>{escape(family)}</LastName><ForeName>{escape(first)}</ForeName></Author>"
        for first, family in map(_split, given.get("authors", ()))
    )
    notes = "".join(
        f'<CommentsCorrections RefType="{kind}"><RefSource>J. 2022</RefSource><PMID>{pmid}</PMID></CommentsCorrections>'
        for kind, pmid in given.get("corrections", ())
    )
    types = "".join(f'<PublicationType UI="{one}">x</PublicationType>' for one in given.get("types", ()))
    abstract = (
        f"<Abstract><AbstractText>{escape(given['abstract'])}</AbstractText></Abstract>" if "abstract" in given else ""
    )
    body = (
        f"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>{given['pmid']}</PMID><Article><Journal><JournalIssue>"
        f"<PubDate><Year>{given['year']}</Year></PubDate></JournalIssue><Title>{escape(given['journal'])}</Title></Journal>"
        f"<ArticleTitle>{escape(given['title'])}</ArticleTitle>{abstract}<AuthorList>{people}</AuthorList>"
        f"<PublicationTypeList>{types}</PublicationTypeList></Article><CommentsCorrectionsList>{notes}</CommentsCorrectionsList>"
        f'</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="doi">{given["doi"]}</ArticleId></ArticleIdList>'
        "</PubmedData></PubmedArticle></PubmedArticleSet>"
    )
    return _line(f"https://pubmed.ncbi.nlm.nih.gov/{given['pmid']}/", "text/xml"), body.encode()


def europepmc(given: Mapping[str, Any]) -> Line:
    """Europe PMC's row of a DOI; `corrections`: pairs of type and id."""
    listed = [{"type": kind, "id": name, "source": "MED"} for kind, name in given.get("corrections", ())]
    row = {
        "id": "1",
        "source": "MED",
        "doi": given["doi"],
        "title": given["title"],
        "pubYear": str(given.get("year", "")),
    }
    row |= {"commentCorrectionList": {"commentCorrection": listed}}
    url = f'https://www.ebi.ac.uk/europepmc/webservices/rest/search?query=DOI:"{given["doi"]}"&resultType=core'
    return _line(url, "application/json"), json.dumps({"hitCount": 1, "resultList": {"result": [row]}}).encode()


def trial(given: Mapping[str, Any]) -> Line:
    """A registry record."""
    modules = {
        "identificationModule": {"nctId": given["nct"], "briefTitle": given["title"]},
        "statusModule": {"overallStatus": given.get("status", "RECRUITING")},
    }
    body = json.dumps({"protocolSection": modules, "hasResults": False}).encode()
    return _line(f"https://clinicaltrials.gov/api/v2/studies/{given['nct']}", "application/json"), body


def page(given: Mapping[str, Any]) -> Iterator[Line]:
    """What stands at an address, or each day's refusal of it."""
    status = given.get("status", 200)
    if status == 200:
        tag = f'<meta name="citation_title" content="{given["title"]}">' if given.get("citation") else ""
        words = given.get("text", FILLER * 3)
        html = f"<html><head><title>{given['title']}</title>{tag}</head><body><main><h1>{given['title']}</h1><p>{words}</p></main></body></html>"
        yield _line(given["url"], "text/html") | {"final_url": given.get("final", given["url"])}, html.encode()
        return
    for day in given.get("days", [DAY]):
        line = _line(given["url"], "text/html") | {"status": status, "retrieved_at": f"{day}T06:00:00Z"}
        yield line | ({"outcome": given["outcome"]} if "outcome" in given else {}), None


def _line(url: str, kind: str) -> dict[str, Any]:
    return {"url": url, "final_url": url, "status": 200, "content_type": kind, "retrieved_at": f"{DAY}T00:00:00Z"}


def _split(name: str) -> tuple[str, str]:
    given, _, family = name.partition(" ")
    return given, family


def write(folder: Path, lines: Sequence[Line]) -> Path:
    """A snapshot folder that holds `lines`."""
    folder.mkdir(parents=True, exist_ok=True)
    index = []
    for line, body in lines:
        path = digest = None
        if body is not None:
            digest = hashlib.sha256(body).hexdigest()
            path = f"{digest}.bin"
            (folder / path).write_bytes(body)
        index.append(json.dumps(line | {"path": path, "sha256": digest}))
    (folder / "index.jsonl").write_text("\n".join(index) + "\n", encoding="utf-8")
    return folder


def audit(folder: Path, text: str, lines: Sequence[Line], house: House | None = None) -> Report:
    """The report on `text` from a folder of `lines`."""
    snapshots = Snapshots((write(folder, lines),))
    cited = open_article(text.encode(), "depots.txt")
    return audit_article(cited, snapshots.find, Circumstances(CLOCK, house=house or House()))


def sixty() -> list[dict[str, Any]]:
    """The list."""
    listed: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("sixty.toml").read_text("utf-8"))["reference"]
    return listed


def lines_of(given: Mapping[str, Any]) -> Iterator[Line]:
    """Everything that the world knows of one reference of the list."""
    if "crossref" in given:
        yield crossref("10." + given["entry"].partition("10.")[2].split()[0].rstrip("."), given["crossref"])
    if "pubmed" in given:
        yield pubmed(given["pubmed"])
    if "trial" in given:
        yield trial(given["trial"])
    if "page" in given:
        yield from page(given["page"])


def article(references: Sequence[Mapping[str, Any]]) -> str:
    """An article that cites every reference once, in order."""
    says = [one.get("says", "More on this is told elsewhere") for one in references]
    body = "\n\n".join(f"{words} [{at}]." for at, words in enumerate(says, start=1))
    listed = "\n\n".join(f"[{at}] {one['entry']}" for at, one in enumerate(references, start=1))
    return f"What is known about work and health\n\n{body}\n\nReferences\n\n{listed}\n"


def about(report: Report, label: str, codes: tuple[str, ...] = ()) -> list[FindingEntry]:
    """The findings on one reference, of `codes` where given."""
    return [one for one in report.findings if one.reference == label and (not codes or one.code in codes)]
