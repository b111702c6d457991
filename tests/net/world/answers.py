"""A paper or a trial as each service of the real world would give it."""

from typing import Any
from xml.sax.saxutils import escape

from tests.net.world.papers import Paper, Trial
from tests.net.world.server import html


def crossref(paper: Paper) -> dict[str, Any]:
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


def europe_pmc(paper: Paper) -> dict[str, Any]:
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
