"""Every service of the chain, in the real answers' shapes, over a small library of made-up papers.

`Library` holds papers, trials and plain pages; `sites()` gives the handlers for `World`. All texts are our own.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from tests.net.world import answers
from tests.net.world.papers import Paper, Trial
from tests.net.world.server import Reply, Seen, Site, missing

__all__ = ["Library", "Paper", "Trial"]

JSON = "application/json"
XML = "text/xml; charset=utf-8"


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
        message = {
            "status": "ok",
            "message-type": "work",
            "message-version": "1.0.0",
            "message": answers.crossref(paper),
        }
        return Reply(json.dumps(message), type=JSON, headers=self.limits)

    def _crossref_search(self, seen: Seen) -> Reply:
        words = set(seen.query["query.bibliographic"].lower().split())
        ranked = sorted(self.papers, key=lambda one: -len(words & set(one.title.lower().split())))
        items = [answers.crossref(paper) for paper in ranked[: int(seen.query.get("rows", "8"))]]
        message = {"status": "ok", "message-type": "work-list", "message": {"total-results": 10**6, "items": items}}
        return Reply(json.dumps(message), type=JSON, headers=self.limits | {"x-api-pool": "public-array"})

    def europe_pmc(self, seen: Seen) -> Reply:
        rest = "/europepmc/webservices/rest/"
        if seen.path.endswith("/fullTextXML"):
            paper = self.by(pmcid=seen.path.removeprefix(rest).removesuffix("/fullTextXML"))
            return Reply(answers.jats(paper), type=XML) if paper and paper.open else Reply(b"", 404)
        query = seen.query["query"]
        if query.startswith("TITLE:"):
            found = [paper for paper in self.papers if paper.title.lower() in query.lower() and paper.pmid]
        else:
            value = query.partition(":")[2].partition(" AND ")[0].strip('"')
            found = [paper for paper in self.papers if value in (paper.doi, paper.pmid, paper.pmcid) and paper.pmid]
        answer = {
            "version": "6.9",
            "hitCount": len(found),
            "resultList": {"result": [answers.europe_pmc(one) for one in found]},
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
            inner = answers.jats(paper, body=paper.open).partition("?>")[2] if paper else ""
            return Reply(f"<pmc-articleset>{inner}</pmc-articleset>", type=XML, headers=limits)
        paper = self.by(pmid=asked["id"])
        return Reply(
            answers.pubmed(paper) if paper else "<PubmedArticleSet></PubmedArticleSet>", type=XML, headers=limits
        )

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
        return Reply(json.dumps(answers.study(trial)), type=JSON)

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
                return Reply(answers.landing(replace(paper, page="full")))
            return Reply(answers.pdf(paper.title, paper.body), type="application/pdf") if paper else missing(seen)
        paper = self.by(doi=seen.path.removeprefix("/article/"), host=seen.host)
        if paper is None:
            return missing(seen)
        if paper.page == "challenge":
            return Reply("<html><head><title>Just a moment...</title></head><body>cf_chl_opt</body></html>", 403)
        return Reply(answers.landing(paper))

    def repository(self, seen: Seen) -> Reply:
        paper = next((one for one in self.papers if one.oa_pdf == seen.url), None)
        if paper is not None and not seen.path.endswith(".pdf"):
            return Reply(answers.landing(replace(paper, page="full")))
        return Reply(answers.pdf(paper.title, paper.body), type="application/pdf") if paper else missing(seen)

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
