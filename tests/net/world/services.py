"""Every service of the chain, in the real answers' shapes, over a small library of made-up papers.

`Library` holds papers, trials and plain pages; `sites()` gives the handlers for `World`. All texts are our own.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import escape

from msgspec import Struct
from msgspec.structs import replace

from tests.net.world.server import Reply, Seen, Site, html, missing

JSON = "application/json"
XML = "text/xml; charset=utf-8"


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


class Library:
    """What the world's services know. `archived` maps addresses to (timestamp, page)."""

    def __init__(
        self,
        papers: tuple[Paper, ...] = (),
        trials: tuple[Trial, ...] = (),
        archived: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        self.papers = papers
        self.trials = {trial.nct: trial for trial in trials}
        self.archived = dict(archived or {})
        self.limits = {
            "x-rate-limit-limit": "500",
            "x-rate-limit-interval": "1s",
            "x-concurrency-limit": "1",
            "x-api-pool": "public-single",
        }

    def by(self, **names: str | None) -> Paper | None:
        return next(
            (
                paper
                for paper in self.papers
                if all(value and getattr(paper, key) == value for key, value in names.items())
            ),
            None,
        )

    def sites(self) -> dict[str, Site]:
        known: dict[str, Site] = {
            "api.crossref.org": self.crossref,
            "www.ebi.ac.uk": self.europe_pmc,
            "eutils.ncbi.nlm.nih.gov": self.entrez,
            "pmc.ncbi.nlm.nih.gov": self.converter,
            "clinicaltrials.gov": self.registry,
            "api.datacite.org": self.datacite,
            "api.unpaywall.org": self.unpaywall,
            "api.openalex.org": self.openalex,
            "doi.org": self.resolver,
            "archive.org": self.available,
            "web.archive.org": self.archive,
        }
        known |= {paper.host: self.publisher for paper in self.papers}
        return known | {urlsplit(paper.oa_pdf).netloc: self.repository for paper in self.papers if paper.oa_pdf}

    def crossref(self, seen: Seen) -> Reply:
        if seen.path == "/works":
            return self._crossref_search(seen)
        paper = self.by(doi=seen.path.removeprefix("/works/"), registrar="crossref")
        if paper is None:
            return Reply("Resource not found.", 404, "text/plain", headers=self.limits)
        message = {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": _crossref(paper)}
        return Reply(json.dumps(message), type=JSON, headers=self.limits)

    def _crossref_search(self, seen: Seen) -> Reply:
        words = set(seen.query["query.bibliographic"].lower().split())
        ranked = sorted(self.papers, key=lambda one: -len(words & set(one.title.lower().split())))
        items = [_crossref(paper) for paper in ranked[: int(seen.query.get("rows", "8"))]]
        message = {"status": "ok", "message-type": "work-list", "message": {"total-results": 10**6, "items": items}}
        return Reply(json.dumps(message), type=JSON, headers=self.limits | {"x-api-pool": "public-array"})

    def europe_pmc(self, seen: Seen) -> Reply:
        rest = "/europepmc/webservices/rest/"
        if seen.path.endswith("/fullTextXML"):
            paper = self.by(pmcid=seen.path.removeprefix(rest).removesuffix("/fullTextXML"))
            return Reply(jats(paper), type=XML) if paper and paper.open else Reply(b"", 404)
        query = seen.query["query"]
        if query.startswith("TITLE:"):
            found = [paper for paper in self.papers if paper.title.lower() in query.lower() and paper.pmid]
        else:
            value = query.partition(":")[2].partition(" AND ")[0].strip('"')
            found = [paper for paper in self.papers if value in (paper.doi, paper.pmid, paper.pmcid) and paper.pmid]
        answer = {
            "version": "6.9",
            "hitCount": len(found),
            "resultList": {"result": [_europe_pmc(one) for one in found]},
        }
        return Reply(json.dumps(answer), type=JSON)

    def entrez(self, seen: Seen) -> Reply:
        asked = seen.query
        limits = {"X-RateLimit-Limit": "500", "X-RateLimit-Remaining": "400"}
        if seen.path.endswith("/esearch.fcgi"):
            paper = self.by(doi=asked["term"].removesuffix("[doi]"))
            ids = [paper.pmid] if paper and paper.pmid else []
            result = {"esearchresult": {"count": str(len(ids)), "idlist": ids, "querytranslation": asked["term"]}}
            return Reply(json.dumps(result), type=JSON, headers=limits)
        if asked["db"] == "pmc":
            paper = self.by(pmcid="PMC" + asked["id"])
            inner = jats(paper, body=paper.open).partition("?>")[2] if paper else ""
            return Reply(f"<pmc-articleset>{inner}</pmc-articleset>", type=XML, headers=limits)
        paper = self.by(pmid=asked["id"])
        return Reply(pubmed(paper) if paper else "<PubmedArticleSet></PubmedArticleSet>", type=XML, headers=limits)

    def converter(self, seen: Seen) -> Reply:
        paper = self.by(**{seen.query["idtype"]: seen.query["ids"]})
        if paper is None or not paper.pmcid:
            record: dict[str, Any] = {"requested-id": seen.query["ids"], "status": "error", "errmsg": "not in PMC"}
        else:
            record = {"pmid": int(paper.pmid or 0), "pmcid": paper.pmcid, "doi": paper.doi}
        return Reply(json.dumps({"status": "ok", "records": [record]}), type=JSON)

    def registry(self, seen: Seen) -> Reply:
        if not seen.headers["user-agent"].startswith("claim-audit/") or "httpx" in seen.headers["user-agent"]:
            return Reply("forbidden", 403, "text/plain")
        trial = self.trials.get(seen.path.rpartition("/")[2])
        if trial is None:
            return Reply("NCT number not found", 404, "text/plain")
        return Reply(json.dumps(study(trial)), type=JSON)

    def datacite(self, seen: Seen) -> Reply:
        paper = self.by(doi=seen.path.removeprefix("/dois/"), registrar="datacite")
        if paper is None:
            return Reply(json.dumps({"errors": [{"status": "404"}]}), 404, "application/vnd.api+json")
        attributes = {
            "doi": paper.doi,
            "titles": [{"title": paper.title}],
            "creators": [{"name": name} for name in paper.authors],
            "publicationYear": paper.year,
            "types": {"resourceTypeGeneral": "Preprint"},
            "descriptions": [{"description": paper.abstract, "descriptionType": "Abstract"}],
            "url": paper.url,
            "state": "findable",
        }
        answer = {"data": {"id": paper.doi, "type": "dois", "attributes": attributes}}
        return Reply(json.dumps(answer), type="application/vnd.api+json")

    def unpaywall(self, seen: Seen) -> Reply:
        if "email" not in seen.query:
            return Reply(json.dumps({"HTTP_status_code": 422, "error": True}), 422, JSON)
        paper = self.by(doi=seen.path.removeprefix("/v2/"))
        if paper is None:
            return Reply(json.dumps({"HTTP_status_code": 404, "error": True}), 404, JSON)
        place = {
            "url": paper.oa_pdf,
            "url_for_pdf": paper.oa_pdf,
            "host_type": "repository",
            "version": "acceptedVersion",
        }
        best = place if paper.oa_pdf else None
        answer = {
            "doi": paper.doi,
            "title": paper.title,
            "is_oa": bool(best),
            "best_oa_location": best,
            "oa_locations": [best] if best else [],
        }
        return Reply(json.dumps(answer), type=JSON)

    def openalex(self, seen: Seen) -> Reply:
        paper = self.by(doi=seen.path.removeprefix("/works/doi:"))
        if paper is None or "api_key" not in seen.query:
            return Reply(json.dumps({"error": "not found"}), 404 if "api_key" in seen.query else 403, JSON)
        answer = {
            "id": "https://openalex.org/W1",
            "doi": f"https://doi.org/{paper.doi}",
            "display_name": paper.title,
            "publication_year": paper.year,
            "type": "article",
            "is_retracted": paper.retracted_by is not None,
            "open_access": {"is_oa": bool(paper.oa_pdf), "oa_url": paper.oa_pdf},
            "best_oa_location": {"pdf_url": paper.oa_pdf} if paper.oa_pdf else None,
        }
        return Reply(json.dumps(answer), type=JSON)

    def resolver(self, seen: Seen) -> Reply:
        paper = self.by(doi=seen.path.lstrip("/"))
        return Reply(status=302, headers={"Location": paper.url}) if paper else Reply("DOI not found", 404)

    def publisher(self, seen: Seen) -> Reply:
        if seen.path == "/robots.txt":
            return Reply("User-agent: *\nDisallow: /private/\n", type="text/plain")
        if seen.path.startswith("/pdf/"):
            paper = self.by(doi=seen.path.removeprefix("/pdf/"), host=seen.host)
            if paper is not None and paper.page == "reader":
                return Reply(landing(replace(paper, page="full")))
            return Reply(pdf(paper.title, paper.body), type="application/pdf") if paper else missing(seen)
        paper = self.by(doi=seen.path.removeprefix("/article/"), host=seen.host)
        if paper is None:
            return missing(seen)
        if paper.page == "challenge":
            return Reply("<html><head><title>Just a moment...</title></head><body>cf_chl_opt</body></html>", 403)
        return Reply(landing(paper))

    def repository(self, seen: Seen) -> Reply:
        paper = next((one for one in self.papers if one.oa_pdf == seen.url), None)
        if paper is not None and not seen.path.endswith(".pdf"):
            return Reply(landing(replace(paper, page="full")))
        return Reply(pdf(paper.title, paper.body), type="application/pdf") if paper else missing(seen)

    def available(self, seen: Seen) -> Reply:
        url = seen.query["url"]
        found = self.archived.get(url)
        if found is None:
            return Reply(json.dumps({"url": url, "archived_snapshots": {}}), type=JSON)
        closest = {
            "status": "200",
            "available": True,
            "url": f"http://web.archive.org/web/{found[0]}/{url}",
            "timestamp": found[0],
        }
        return Reply(json.dumps({"url": url, "archived_snapshots": {"closest": closest}}), type=JSON)

    def archive(self, seen: Seen) -> Reply:
        if seen.path.startswith("/cdx/"):
            found = self.archived.get(seen.query["url"])
            rows = [["timestamp", "original"], [found[0], seen.query["url"]]] if found else []
            return Reply(json.dumps(rows), type=JSON)
        stamp, _, url = seen.target.removeprefix("/web/").partition("id_/")
        found = self.archived.get(unquote(url)) or self.archived.get(url)
        if found is None or not stamp.isdigit():
            return missing(seen)
        when = {"memento-datetime": "Sat, 01 Nov 2025 00:00:00 GMT", "x-archive-src": "a.warc.gz"}
        return Reply(found[1], headers=when)


def _crossref(paper: Paper) -> dict[str, Any]:
    people = [name.rpartition(" ") for name in paper.authors]
    record: dict[str, Any] = {
        "DOI": paper.doi,
        "URL": f"https://doi.org/{paper.doi}",
        "type": paper.type,
        "title": [paper.title],
        "container-title": [paper.journal],
        "publisher": "Made-up Press",
        "issued": {"date-parts": [[paper.year, 3, 1]]},
        "author": [
            {"given": given, "family": family, "sequence": "additional" if at else "first", "affiliation": []}
            for at, (given, _, family) in enumerate(people)
        ],
        "link": [],
    }
    if paper.retracted_by:
        notice = {
            "DOI": paper.retracted_by,
            "type": "retraction",
            "label": "Retraction",
            "source": "retraction-watch",
            "updated": {"date-parts": [[2025, 2, 6]], "date-time": "2025-02-06T00:00:00Z"},
        }
        record["updated-by"] = [notice]
    return record


def _europe_pmc(paper: Paper) -> dict[str, Any]:
    names = [name.rpartition(" ") for name in paper.authors]
    full = {
        "id": paper.pmid,
        "source": "MED",
        "pmid": paper.pmid,
        "doi": paper.doi,
        "title": f"{paper.title}.",
        "authorString": ", ".join(f"{family} {given[:1]}" for given, _, family in names) + ".",
        "journalInfo": {"yearOfPublication": paper.year, "journal": {"title": paper.journal}},
        "pubYear": str(paper.year),
        "firstPublicationDate": f"{paper.year}-03-01",
        "abstractText": paper.abstract,
        "pubTypeList": {"pubType": ["research-article", "Journal Article"]},
        "isOpenAccess": "Y" if paper.open else "N",
        "inEPMC": "Y" if paper.open else "N",
    }
    return full | ({"pmcid": paper.pmcid} if paper.pmcid else {})


def pubmed(paper: Paper) -> str:
    """A record as E-utilities give it."""
    people = "".join(
        f"<Author ValidYN='Y'><LastName>{escape(name.rpartition(' ')[2])}</LastName></Author>" for name in paper.authors
    )
    return (
        '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "x.dtd">\n'
        "<PubmedArticleSet><PubmedArticle><MedlineCitation Status='MEDLINE' Owner='NLM'>"
        f"<PMID Version='1'>{paper.pmid}</PMID><Article PubModel='Print'><Journal><JournalIssue><PubDate>"
        f"<Year>{paper.year}</Year></PubDate></JournalIssue><Title>{escape(paper.journal)}</Title></Journal>"
        f"<ArticleTitle>{escape(paper.title)}.</ArticleTitle><Abstract><AbstractText>{escape(paper.abstract)}"
        f"</AbstractText></Abstract><AuthorList>{people}</AuthorList><PublicationTypeList>"
        "<PublicationType UI='D016428'>Journal Article</PublicationType></PublicationTypeList></Article>"
        "</MedlineCitation><PubmedData><ArticleIdList>"
        f"<ArticleId IdType='pubmed'>{paper.pmid}</ArticleId><ArticleId IdType='doi'>{escape(paper.doi)}</ArticleId>"
        "</ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>"
    )


def jats(paper: Paper, *, body: bool = True) -> str:
    """Full text as JATS; restricted articles come without a body."""
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in paper.body.split("\n\n"))
    text = f"<body><sec><title>Results</title>{paragraphs}</sec></body>" if body else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><article article-type="research-article"><front><article-meta>'
        f'<article-id pub-id-type="doi">{escape(paper.doi)}</article-id>'
        f'<article-id pub-id-type="pmid">{paper.pmid}</article-id>'
        f"<title-group><article-title>{escape(paper.title)}</article-title></title-group>"
        f"<pub-date><year>{paper.year}</year></pub-date><abstract><p>{escape(paper.abstract)}</p></abstract>"
        f"</article-meta></front>{text}</article>"
    )


def landing(paper: Paper) -> str:
    """The publisher's page of a paper."""
    tags = [("citation_title", paper.title), ("citation_doi", paper.doi), ("citation_journal_title", paper.journal)]
    tags += [("citation_author", name) for name in paper.authors]
    tags += [("citation_publication_date", f"{paper.year}/03/01")]
    if paper.page in ("pdf", "reader"):
        tags.append(("citation_pdf_url", f"https://{paper.host}/pdf/{paper.doi}"))
    head = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in tags)
    abstract = f"<h2>Abstract</h2><p>{escape(paper.abstract)}</p>"
    if paper.page == "full":
        parts = "".join(f"<p>{escape(part)}</p>" for part in paper.body.split("\n\n"))
        return html(
            paper.title, f"{abstract}<h2>Methods</h2>{parts}<h2>Results</h2>{parts}<h2>Discussion</h2>{parts}", head
        )
    return html(paper.title, f"{abstract}<p>Purchase access to read the full text of this article.</p>", head)


def study(trial: Trial) -> dict[str, Any]:
    """A study as the registry's API v2 gives it."""
    return {
        "protocolSection": {
            "identificationModule": {"nctId": trial.nct, "briefTitle": trial.title, "officialTitle": trial.title},
            "statusModule": {"overallStatus": trial.status, "statusVerifiedDate": "2026-10"},
            "designModule": {
                "studyType": "INTERVENTIONAL",
                "enrollmentInfo": {"count": trial.enrolment, "type": "ESTIMATED"},
            },
        },
        "hasResults": False,
    }


def pdf(title: str, body: str) -> bytes:
    """A plain PDF of one page a few paragraphs long, written by hand."""
    words = f"{title}\n\n{body}".split()
    lines = [" ".join(words[at : at + 11]) for at in range(0, len(words), 11)]
    shown = "".join(f"({line.translate(_PDF_SIGNS)}) Tj T* " for line in lines)
    content = f"BT /F1 10 Tf 60 740 Td 14 TL {shown}ET".encode("latin-1", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body_ in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body_)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(out),
    )


_PDF_SIGNS = str.maketrans({"(": "\\(", ")": "\\)", "\\": "\\\\"})


def failing(site: Site, fails: Callable[[Seen], Reply | None]) -> Site:
    """A site that fails where `fails` says so."""

    def answer(seen: Seen) -> Reply:
        reply = fails(seen)
        return site(seen) if reply is None else reply

    return answer
