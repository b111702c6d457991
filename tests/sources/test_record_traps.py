"""One test a trap of reading records: what has bitten someone must not bite here."""

import json
import time
from pathlib import Path

import pytest

from pipeline.records.source import Capture, Reading
from pipeline.sources import read_capture
from pipeline.sources.inline import flatten
from pipeline.sources.xml_tree import fragment

WORDS = "The clinic was open on every day of the week. " * 40


def _read(body: str | bytes, url: str = "https://example.org/1", content_type: str = "application/xml") -> Reading:
    capture = Capture(url, url, 200, content_type, "2026-11-02T00:00:00Z", "body")
    return read_capture(capture, body.encode() if isinstance(body, str) else body)


def _crossref(**fields: object) -> Reading:
    message = {"DOI": "10.5555/a", "type": "journal-article", "title": ["A title of a work"], **fields}
    body = json.dumps({"status": "ok", "message-type": "work", "message": message})
    return _read(body, "https://api.crossref.org/works/10.5555/a", "application/json")


def _jats(body: str, *, meta: str = "", article_type: str = "research-article", ids: str = "") -> str:
    head = f"<article-meta>{ids}<title-group><article-title>T</article-title></title-group>{meta}</article-meta>"
    return f'<article article-type="{article_type}"><front>{head}</front>{body}</article>'


def _pubmed(inside: str, data: str = "", number: str = "1") -> str:
    return (
        f"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>{number}</PMID><Article>"
        f"<ArticleTitle>T</ArticleTitle>{inside}</Article></MedlineCitation>{data}</PubmedArticle></PubmedArticleSet>"
    )


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("193<sup>1</sup> patients", "193 patients"),
        ("193<sup><xref ref-type='bibr'>1</xref></sup> patients", "193 patients"),
        ("193<xref ref-type='bibr'><sup>1</sup></xref> patients", "193 patients"),
        ("women<sup><xref ref-type='bibr'>2</xref>,<xref ref-type='bibr'>3</xref></sup>.", "women."),
        ("10<sup>-4</sup> M", "10⁻⁴ M"),
        ("5 × 10<sup>9</sup>/L", "5 × 10⁹/L"),
        ("the 2<sup>nd</sup> dose", "the 2nd dose"),
        ("kg/m<sup>2</sup>", "kg/m²"),
        ("CO<sub>2</sub> and 5-HT<sub>2A</sub>", "CO2 and 5-HT2A"),
        ("two trials (<xref ref-type='bibr'>12</xref>)", "two trials ([12])"),
        ("known [<xref ref-type='bibr'>12</xref>,<xref ref-type='bibr'>13</xref>]", "known [12,13]"),
        ("in <xref ref-type='fig'>Figure 2</xref>", "in Figure 2"),
        ("Author (<xref ref-type='bibr'>2020</xref>)", "Author (2020)"),
        ("<msup><mn>10</mn><mrow><mo>−</mo><mn>4</mn></mrow></msup>", "10⁻⁴"),
    ],
)
def test_raised_figures_never_join_a_number(markup: str, words: str) -> None:
    assert flatten(fragment(markup)) == words


@pytest.mark.parametrize("minus", ["−", "–", "-"])
def test_a_minus_sign_of_any_kind_stays_as_it_is(minus: str) -> None:
    reading = _read(
        _pubmed(f"<Abstract><AbstractText>Change {minus}15.1% (CI {minus}20 to −10).</AbstractText></Abstract>")
    )
    assert f"Change {minus}15.1% (CI {minus}20 to −10)." in reading.text


def test_whole_abstracts_are_read_through_inline_markup() -> None:
    inside = (
        "<Abstract><AbstractText>We <i>gave</i> 12 <b>mice <sub>x</sub></b> water &lt; 5 mL.</AbstractText></Abstract>"
    )
    assert _read(_pubmed(inside)).text.endswith("We gave 12 mice x water < 5 mL.")


def test_identifiers_of_the_reference_list_are_not_the_articles() -> None:
    data = (
        '<PubmedData><ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.5555/other</ArticleId>'
        '<ArticleId IdType="pubmed">9</ArticleId></ArticleIdList></Reference></ReferenceList>'
        '<ArticleIdList><ArticleId IdType="pubmed">1</ArticleId></ArticleIdList></PubmedData>'
    )
    assert _read(_pubmed("", data)).metadata.identifiers.names() == {("pmid", "1")}
    refs = '<back><ref-list><ref><article-id pub-id-type="doi">10.5555/other</article-id></ref></ref-list></back>'
    own = '<article-id pub-id-type="doi">10.5555/own</article-id>'
    assert _read(_jats(refs, ids=own)).metadata.identifiers.names() == {("doi", "10.5555/own")}


def test_the_trial_number_that_a_paper_quotes_is_no_name_of_the_paper() -> None:
    bank = (
        "<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList>"
        "<AccessionNumber>NCT09990001</AccessionNumber></AccessionNumberList></DataBank></DataBankList>"
    )
    assert _read(_pubmed(bank)).metadata.identifiers.nct is None


def test_of_several_records_in_one_answer_the_one_that_was_asked_for_counts() -> None:
    two = _pubmed("", number="11").replace("</PubmedArticleSet>", "") + _pubmed("", number="12").removeprefix(
        "<PubmedArticleSet>"
    )
    one = _read(two, "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db=pubmed&id=12&retmode=xml")
    assert one.metadata.identifiers.pmid == "12"
    assert _read(two, "https://eutils.ncbi.nlm.nih.gov/efetch.fcgi?db=pubmed&id=13").reason == "wrong_document"


def test_titles_of_an_abstract_are_not_glued_to_its_words() -> None:
    abstract = "<jats:sec><jats:title>Introduction</jats:title><jats:p>Psychedelic agents act.</jats:p></jats:sec>"
    reading = _crossref(abstract=abstract)
    assert "IntroductionPsychedelic" not in reading.text
    assert [(one.title, reading.text[one.start : one.end]) for one in reading.sections[1:]] == [
        ("Introduction", "Psychedelic agents act.")
    ]


@pytest.mark.parametrize(
    ("abstract", "scope"),
    [
        ("", "metadata"),
        ("<jats:p></jats:p>", "metadata"),
        ("Abstract", "metadata"),
        ("<p>No abstract available</p>", "metadata"),
        ("People slept for 7 h.", "abstract"),
    ],
)
def test_an_empty_abstract_is_no_abstract(abstract: str, scope: str) -> None:
    assert _crossref(abstract=abstract).scope == scope


def test_restricted_jats_without_a_body_is_an_abstract_only() -> None:
    meta = "<abstract><p>Sixty people took part.</p></abstract>"
    assert _read(_jats("", meta=meta)).scope == "abstract"
    assert _read(_jats("<body><p>Full text is not available.</p></body>", meta=meta)).scope == "abstract"
    assert _read(_jats("")).scope == "metadata"
    assert _read(_jats(f"<body><p>{WORDS}</p></body>", meta=meta)).scope == "full_text"


def test_a_short_letter_with_a_body_is_whole_a_short_research_article_is_not() -> None:
    body = f"<body><p>{WORDS[:400]}</p></body>"
    assert _read(_jats(body, article_type="letter")).scope == "full_text"
    assert _read(_jats(body, article_type="research-article")).scope == "metadata"


def test_a_peer_reviewers_report_and_the_reference_list_are_not_read() -> None:
    body = f"<body><p>{WORDS}</p></body>"
    rest = (
        "<back><ref-list><ref><mixed-citation>A trial of 196 patients.</mixed-citation></ref></ref-list></back>"
        '<sub-article article-type="reviewer-report"><body><p>I doubt the 193 patients.</p></body></sub-article>'
    )
    text = _read(_jats(body + rest)).text
    assert "196" not in text
    assert "193" not in text


def test_lists_are_kept_item_by_item() -> None:
    body = f"<body><p>{WORDS}</p><p>Harms:<list><list-item><p>no serious event</p></list-item></list> were rare.</p></body>"
    reading = _read(_jats(body))
    assert [reading.text[one.start : one.end] for one in reading.sections if one.kind == "list"] == ["no serious event"]
    assert "were rare." in reading.text


def test_an_entity_brings_in_neither_a_file_nor_a_flood() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "flood"}">' for n in range(12))
    doctype = f'<!DOCTYPE article [{bomb}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    article = _jats(f"<body><p>{WORDS} &e11; &f; end</p></body>")
    started = time.process_time()
    reading = _read(f'<?xml version="1.0"?>{doctype}{article}')
    assert time.process_time() - started < 5
    assert "flood" not in reading.text
    assert "root:" not in reading.text


def test_xml_nested_past_all_reason_is_unreadable_and_ends() -> None:
    deep = "<sec>" * 3000 + "x" + "</sec>" * 3000
    reading = _read(_jats(f"<body>{deep}</body>"))
    assert (reading.scope, reading.reason) == ("none", "unreadable")


def test_an_abstract_nested_past_all_reason_harms_nothing_else() -> None:
    reading = _crossref(abstract="<b>" * 5000 + "words" + "</b>" * 5000)
    assert reading.metadata.title == "A title of a work" or reading.reason == "unreadable"


def test_json_nested_past_all_reason_is_unreadable_and_ends() -> None:
    body = '{"message-type":"work","message":' + "[" * 100_000 + "]" * 100_000 + "}"
    assert _read(body, content_type="application/json").reason == "unreadable"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "iso-8859-1"])
def test_a_declared_encoding_is_followed(encoding: str) -> None:
    article = f'<?xml version="1.0" encoding="{encoding}"?>' + _pubmed("<Journal><Title>Médecine ±</Title></Journal>")
    assert _read(article.encode(encoding)).metadata.journal == "Médecine ±"


def test_a_wrongly_declared_encoding_and_invalid_utf8_do_not_lose_the_record() -> None:
    article = '<?xml version="1.0" encoding="utf-8"?>' + _pubmed("<Journal><Title>Médecine</Title></Journal>")
    assert _read(article.encode("windows-1252")).metadata.journal == "Médecine"
    utf8 = '<?xml version="1.0" encoding="us-ascii"?>' + _pubmed("<Journal><Title>Médecine</Title></Journal>")
    assert _read(utf8.encode()).metadata.journal == "Médecine"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_document_cut_off_on_its_way_is_never_half_read(share: float) -> None:
    article = _jats(f"<body><sec><title>Results</title><p>{WORDS}</p></sec></body>")
    cut = article[: int(len(article) * share)]
    assert (_read(cut).scope, _read(cut).reason) == ("none", "unreadable")


def test_the_gravest_notice_comes_first_not_the_first() -> None:
    entries = [
        {"DOI": "10.5555/c", "type": "erratum", "updated": {"date-parts": [[2010, 1, 1]]}},
        {"DOI": "10.5555/r", "type": "retraction", "updated": {"date-parts": [[2012, 1, 1]]}},
        {"DOI": "10.5555/e", "type": "expression_of_concern", "updated": {"date-parts": [[2011, 1, 1]]}},
    ]
    kinds = [notice.type for notice in _crossref(**{"updated-by": entries}).metadata.notices]
    assert kinds == ["retraction", "expression_of_concern", "correction"]


@pytest.mark.parametrize("kind", ["new_version", "new_edition", "something_else", ""])
def test_a_new_version_is_no_notice(kind: str) -> None:
    entry = {"DOI": "10.5555/a", "type": kind, "updated": {"date-parts": [[2020, 1, 1]]}}
    assert _crossref(**{"updated-by": [entry]}).metadata.notices == ()


def test_a_record_that_updates_another_work_is_the_notice_not_the_retracted_paper() -> None:
    metadata = _crossref(**{"update-to": [{"DOI": "10.5555/OLD", "type": "retraction"}]}).metadata
    assert (metadata.is_notice_of, metadata.notices) == ("10.5555/old", ())


def test_an_update_that_points_at_itself_is_about_itself() -> None:
    entry = {"DOI": "10.5555/A", "type": "retraction", "updated": {"date-parts": [[2021, 5, 1]]}}
    metadata = _crossref(**{"update-to": [entry], "updated-by": [entry]}).metadata
    assert metadata.is_notice_of is None
    assert [(notice.type, notice.date) for notice in metadata.notices] == [("retraction", "2021-05-01")]


def test_a_title_prefix_is_the_last_resort_and_a_reinstatement_lifts_a_retraction() -> None:
    assert [one.type for one in _crossref(title=["RETRACTED: A cure"]).metadata.notices] == ["retraction"]
    assert _crossref(title=["Retracted gums in adults"]).metadata.notices == ()
    lifted = [
        {"DOI": "10.5555/r", "type": "retraction", "updated": {"date-parts": [[2019, 1, 1]]}},
        {"DOI": "10.5555/s", "type": "reinstatement", "updated": {"date-parts": [[2020, 1, 1]]}},
    ]
    assert _crossref(**{"updated-by": lifted}).metadata.notices == ()
    assert len(_crossref(**{"updated-by": lifted[:1]}).metadata.notices) == 1


def test_a_retracted_publication_is_not_a_retraction_of_publication() -> None:
    types = '<PublicationTypeList><PublicationType UI="{}">{}</PublicationType></PublicationTypeList>'
    retracted = _read(_pubmed(types.format("D016441", "Retracted Publication"))).metadata
    notice = _read(_pubmed(types.format("D016440", "Retraction of Publication"))).metadata
    assert [one.type for one in retracted.notices] == ["retraction"]
    assert notice.notices == ()


def test_the_csl_record_of_content_negotiation_is_read() -> None:
    csl = {"type": "journal-article", "DOI": "10.5555/a", "title": "A title of a work", "container-title": "Example J"}
    reading = _read(json.dumps(csl), "https://doi.org/10.5555/a", "application/vnd.citationstyles.csl+json")
    found = reading.metadata
    assert (reading.reader, found.title, found.journal) == ("crossref", "A title of a work", "Example J")


@pytest.mark.parametrize("name", ["crossref", "clinicaltrials", "europepmc", "datacite", "openalex", "unpaywall"])
def test_the_order_of_keys_in_an_answer_does_not_matter(name: str) -> None:
    folder = Path(__file__).parent / "recordings" / name
    for capture in sorted(folder.glob("[!f]*/capture.json")):
        body = json.loads((capture.parent / "body.json").read_bytes())
        url = json.loads(capture.read_bytes())["url"]
        plain = _read(json.dumps(body), url, "application/json")
        turned = _read(json.dumps(body, sort_keys=True, indent=2), url, "application/json")
        assert (turned.reader, turned.scope) == (plain.reader, plain.scope)


def test_dates_that_are_missing_or_null_are_no_dates() -> None:
    assert _crossref(issued={"date-parts": [[None]]}).metadata.date is None
    assert _crossref(issued={"date-parts": []}).metadata.date is None
    assert _crossref(issued={"date-parts": [[2024, 9]]}).metadata.date == "2024-09"


def test_record_values_are_quotable_character_for_character() -> None:
    masking = "Quadruple: participant,  investigator & sponsor\t(\u2265 2)"
    study = {
        "protocolSection": {
            "identificationModule": {"nctId": "NCT09990001", "briefTitle": "A title"},
            "designModule": {"designInfo": {"maskingInfo": {"maskingDescription": masking}}},
        }
    }
    reading = _read(json.dumps(study), "https://clinicaltrials.gov/study/NCT09990001", "application/json")
    section = next(one for one in reading.sections if one.title == "Masking, description")
    assert reading.text[section.start : section.end] == masking


def test_odd_types_in_a_record_leave_a_field_empty_and_harm_no_other() -> None:
    study = {
        "protocolSection": {
            "identificationModule": {"nctId": "NCT09990001", "briefTitle": ["no", "string"]},
            "designModule": {"phases": "PHASE2", "enrollmentInfo": {"count": "about 20"}, "designInfo": 7},
            "armsInterventionsModule": {"armGroups": {"label": "Only arm"}},
            "contactsLocationsModule": {"locations": [None, {"city": "Leeds"}]},
        }
    }
    trial = _read(json.dumps(study), "https://clinicaltrials.gov/study/NCT09990001", "application/json").trial
    assert trial is not None
    assert (trial.phases, trial.enrolment, trial.sites) == (("PHASE2",), None, ("Leeds",))
    assert [arm.label for arm in trial.arms] == ["Only arm"]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("It fell (p &lt; 0.001) by &#8722;15.1%.", "It fell (p < 0.001) by \u221215.1%."),
        ("It fell (p &amp;lt; 0.001) by &amp;minus;15.1%.", "It fell (p < 0.001) by \u221215.1%."),
        ("<jats:p>It fell (p &amp;lt; 0.001).</jats:p>", "It fell (p < 0.001)."),
        ("&lt;p&gt;It fell by 193&lt;sup&gt;1&lt;/sup&gt; points.&lt;/p&gt;", "It fell by 193 points."),
        ("Where n &lt;m and q&gt; 5 it fell.", "Where n <m and q> 5 it fell."),
        ("R&D rose; AT&T; 5 & 6.", "R&D rose; AT&T; 5 & 6."),
    ],
)
def test_character_references_of_a_field_are_characters(field: str, words: str) -> None:
    assert _crossref(abstract=field).text.endswith(words)
    assert _crossref(title=[field]).metadata.title == words


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_mark_up_in_utf_16_is_mark_up(encoding: str) -> None:
    article = _jats(f"<body><p>{WORDS}A change of \u221215.1%.</p></body>")
    for declared in ("", '<?xml version="1.0" encoding="utf-16"?>'):
        reading = _read((declared + article).encode(encoding))
        assert (reading.reader, reading.text.endswith("of \u221215.1%.")) == ("jats", True)
    page = f"<!DOCTYPE html><html><head><meta charset='utf-16'></head><body><main><p>{WORDS}</p></main></body></html>"
    assert _read(page.encode(encoding), content_type="application/octet-stream").reader == "html"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("A fall of \u221215.1% in all.".encode() + b" Caf\xe9.", "A fall of \u221215.1% in all."),
        ("A fall of \u221215.1% in all.".encode() + b" Caf\xe9 \x96 \xb1 5.", "A fall of \u221215.1% in all."),
        (b"A fall of \x9615.1% in all the caf\xe9s.", "A fall of \u201315.1% in all the caf\u00e9s."),
    ],
)
def test_a_broken_byte_changes_no_other(body: bytes, words: str) -> None:
    assert words in _read(body + b" " + WORDS.encode(), content_type="text/plain").text


def test_a_records_controls_reach_no_terminal() -> None:
    study = {
        "protocolSection": {"identificationModule": {"nctId": "NCT00000001", "briefTitle": "A\x1b[2J\u202e trial\x07"}}
    }
    reading = _read(json.dumps(study), "https://clinicaltrials.gov/api/v2/studies/NCT00000001", "application/json")
    assert "A[2J trial" in reading.text


@pytest.mark.parametrize("title", ["[Retracted] A spray", "(Retracted) A spray", "RETRACTED ARTICLE: A spray"])
def test_a_mark_of_retraction_before_a_title_is_a_notice(title: str) -> None:
    assert [notice.type for notice in _crossref(title=[title]).metadata.notices] == ["retraction"]


def test_a_title_about_retracted_papers_is_no_notice() -> None:
    assert _crossref(title=["Retracted papers and their readers"]).metadata.notices == ()


def test_a_notice_of_restriction_is_no_body_however_long() -> None:
    notice = "The publisher of this article does not allow downloading of the full text in XML form. "
    abstract = "<abstract><p>We saw 193 adults.</p></abstract>"
    assert _read(_jats(f"<body><p>{notice * 30}</p></body>", meta=abstract)).scope == "abstract"
    assert _read(_jats(f"<body><p>{WORDS} The publisher may allow it.</p></body>", meta=abstract)).scope == "full_text"


@pytest.mark.parametrize(
    ("body", "content_type", "reader"),
    [
        ("<article><h1>Naps at sea</h1><p>" + WORDS + "</p></article>", "text/html", "html"),
        ("<article><h1>Naps at sea</h1><p>" + WORDS + "</p></article>", "", "html"),
        ('<article class="post"><p>' + WORDS + "</p></article>", "", "html"),
        ("<article><p>" + WORDS + "</p></article>", "text/html; charset=utf-8", "html"),
        ("<!DOCTYPE html><article><p>" + WORDS + "</p></article>", "", "html"),
        (_jats("<body><p>" + WORDS + "</p></body>"), "text/html", "jats"),
        (_jats("<body><p>" + WORDS + "</p></body>"), "", "jats"),
        ("<?xml version='1.0'?><article><body><p>" + WORDS + "</p></body></article>", "text/xml", "jats"),
        ("<article><body><sec><title>A</title><p>" + WORDS + "</p></sec></body></article>", "text/xml", "jats"),
    ],
)
def test_a_fragment_of_html_that_begins_with_an_article_is_no_jats(body: str, content_type: str, reader: str) -> None:
    reading = _read(body, content_type=content_type)
    assert (reading.reader, WORDS[:40] in reading.text) == (reader, True)
