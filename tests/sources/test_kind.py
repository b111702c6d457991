"""Which kind of source a work is, with the words that say so; both sides of every rule."""

import time

import pytest
from msgspec.structs import replace

from pipeline.records.citation import Identifiers, Reference
from pipeline.records.source import Capture, Metadata, Reading, Scope, Section, SourceKind
from pipeline.sources.kind import kind_of, told_kind, words


def _reading(
    text: str = "",
    *,
    title: str | None = None,
    types: tuple[str, ...] = (),
    reader: str = "html",
    url: str = "https://example.org/a",
    journal: str | None = None,
    doi: str | None = None,
    scope: Scope = "full_text",
) -> Reading:
    capture = Capture(url, url, 200, "text/html", "2026-11-01T00:00:00Z", "a")
    metadata = Metadata(title=title, types=types, journal=journal, identifiers=Identifiers(doi=doi))
    return Reading(capture, reader, scope, text or "Some words.", metadata=metadata)


def _reference(title: str | None = None, **names: str) -> Reference:
    return Reference("1", "", 0, 0, Identifiers(**names), title=title)


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (("journal article", "randomized controlled trial"), "randomised_trial"),
        (("journal article", "systematic review", "review"), "systematic_review"),
        (("journal article", "meta-analysis", "systematic review", "review"), "meta_analysis"),
        (("journal article", "review"), "review"),
        (("letter", "comment"), "letter"),
        (("editorial", "comment"), "editorial"),
        (("comment", "journal article"), "editorial"),
        (("preprint", "journal article", "randomized controlled trial"), "preprint"),
        (("practice guideline", "journal article"), "guideline"),
        (("observational study", "journal article"), "cohort"),
        (("journal article",), "journal_article"),
        (("journal article", "case reports"), "journal_article"),
        (("clinical trial, phase ii", "journal article"), "journal_article"),
        (("meeting abstract", "journal article"), "conference_abstract"),
        (("news",), "news"),
    ],
)
def test_publication_types_decide(types: tuple[str, ...], kind: SourceKind) -> None:
    found, basis = kind_of([_reading(title="A work", types=types, reader="pubmed", scope="abstract")])
    assert found == kind
    assert basis.startswith("PubMed: ")


@pytest.mark.parametrize(
    ("reader", "types", "kind"),
    [
        ("crossref", ("posted-content", "preprint"), "preprint"),
        ("crossref", ("journal-article",), "journal_article"),
        ("crossref", ("reference-entry",), "dictionary"),
        ("crossref", ("book-chapter",), "unknown"),
        ("datacite", ("dataset",), "unknown"),
        ("datacite", ("preprint", "article"), "preprint"),
        ("jats", ("review-article", "systematic review"), "systematic_review"),
        ("jats", ("research-article", "research article"), "journal_article"),
        ("jats", ("article-commentary",), "editorial"),
        ("clinicaltrials", ("registry record", "interventional"), "registry_record"),
    ],
)
def test_types_of_other_records_decide(reader: str, types: tuple[str, ...], kind: SourceKind) -> None:
    assert kind_of([_reading(title="A work", types=types, reader=reader, scope="metadata")])[0] == kind


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("SYSTEMATIC REVIEW article", "systematic_review"),
        ("Reviews and Overviews", "review"),
        ("Mini-review", "review"),
        ("Patent Highlight", "patent_highlight"),
        ("Patent Highlights", "patent_highlight"),
        ("Editorial", "editorial"),
        ("Viewpoint", "editorial"),
        ("Perspective Article", "editorial"),
        ("Letter to the Editor", "letter"),
        ("Press release, 1 July 2025.", "press_release"),
        ("FOR IMMEDIATE RELEASE", "press_release"),
        ("This article is a preprint and has not been peer-reviewed", "preprint"),
    ],
)
def test_a_label_near_the_title_decides(label: str, kind: SourceKind) -> None:
    journal = None if kind == "press_release" else "Example Journal"
    text = f"{label}\n\nA title of a work\n\nSome words."
    found, basis = kind_of([_reading(text, title="A title of a work", journal=journal)])
    assert (found, label in basis) == (kind, True)


@pytest.mark.parametrize("label", ["Comments", "News", "Reviews", "Perspectives", "Letters"])
def test_a_heading_of_a_site_is_no_label_of_its_page(label: str) -> None:
    page = _reading(f"{label}\n\nAbout sleep\n\nSome words.", title="About sleep")
    assert kind_of([page])[0] == "web_page"
    assert kind_of([_reading(title="About sleep", types=(label.lower().rstrip("s"),))])[0] in ("web_page", "news")


@pytest.mark.parametrize(
    "line", ["We review the letter of the law.", "News of the day reached us late in spring.", "In review"]
)
def test_a_sentence_is_no_label(line: str) -> None:
    assert kind_of([_reading(f"{line}\n\nSome words.")])[0] == "web_page"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Naps in old age: a systematic review", "systematic_review"),
        ("Naps in old age: a systematic review and meta-analysis of randomised trials", "meta_analysis"),
        ("Naps in old age: protocol for a systematic review", "journal_article"),
        ("Naps in old age: study protocol for a randomised controlled trial", "journal_article"),
        ("Naps in old age: a randomized, double-blind, placebo-controlled trial", "randomised_trial"),
        ("Naps in old age: a randomised controlled trial", "randomised_trial"),
        ("Naps in old age: a non-randomised trial", "journal_article"),
        ("Naps in old age: a mendelian randomisation study", "journal_article"),
        ("Naps in old age: a prospective cohort study", "cohort"),
        ("Comment on: naps in old age, a randomised trial", "editorial"),
        ("Naps in old age: a review of randomised trials", "review"),
        ("Naps in old age: a narrative review", "review"),
        ("A review of naps", "review"),
        ("Peer review in the digital age", "journal_article"),
        ("A retrospective chart review of naps", "journal_article"),
        ("Clinical practice guideline for naps", "guideline"),
        ("Adherence to guidelines on naps", "journal_article"),
        ("Company announces positive results of naps", "journal_article"),
    ],
)
def test_the_title_of_an_article_decides(title: str, kind: SourceKind) -> None:
    assert kind_of([_reading(title=title, journal="Example Journal", types=("journal-article",))])[0] == kind


@pytest.mark.parametrize(
    ("title", "url", "kind"),
    [
        (
            "Maker announces positive topline results from its Phase 2b study",
            "https://maker.example/posts/1",
            "press_release",
        ),
        ("Positive topline results from the Phase 3 study of X", "https://maker.example/posts/1", "press_release"),
        ("Maker reports new hires", "https://maker.example/press-releases/1", "press_release"),
        ("Maker reports new hires", "https://www.globenewswire.com/news/1", "press_release"),
        ("Depression", "https://en.wikipedia.org/wiki/Depression", "dictionary"),
        ("Ataxia: definition and meaning", "https://words.example/ataxia", "dictionary"),
        ("About sleep", "https://www.cdc.gov/sleep/about.html", "government"),
        ("About sleep", "https://www.gov.uk/sleep", "government"),
        ("About sleep", "https://notagov.example.com/sleep", "web_page"),
        ("Sleep drug works", "https://www.statnews.com/2025/01/01/sleep", "news"),
        ("A trial", "https://www.isrctn.com/ISRCTN12345678", "registry_record"),
        ("A paper", "https://www.medrxiv.org/content/10.1101/2024.01.01.24300001v1", "preprint"),
        ("About us", "https://clinic.example/", "web_page"),
        (
            "Naps help, finds a randomised controlled trial",
            "https://www.eurekalert.org/news-releases/1",
            "press_release",
        ),
        ("Systematic review finds that naps help", "https://www.reuters.com/health/naps", "news"),
        ("Depression in adults: guideline", "https://www.nice.org.uk/guidance/ng222", "guideline"),
    ],
)
def test_pages_outside_journals_are_known_by_title_and_address(title: str, url: str, kind: SourceKind) -> None:
    assert kind_of([_reading(title=title, url=url)], [_reference(url=url)])[0] == kind


def test_a_journal_on_a_government_host_is_a_journal() -> None:
    url = "https://pmc.ncbi.nlm.nih.gov/articles/PMC1/"
    assert kind_of([_reading(title="A work", url=url, journal="J")], [_reference(url=url)])[0] == "journal_article"


@pytest.mark.parametrize(
    ("doi", "kind"),
    [
        ("10.1101/2020.01.01.20000001", "preprint"),
        ("10.1101/123456", "preprint"),
        ("10.1101/gr.123456.110", "journal_article"),
        ("10.48550/arxiv.2101.00001", "preprint"),
        ("10.21203/rs.3.rs-1/v1", "preprint"),
        ("10.1002/14651858.cd001234.pub2", "systematic_review"),
        ("10.1056/nejmoa1", "journal_article"),
    ],
)
def test_a_doi_that_only_preprint_servers_give_out(doi: str, kind: SourceKind) -> None:
    assert kind_of([], [_reference(doi=doi)])[0] == kind


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("Roe R. P-112 Sleep in firefighters: a randomised trial. Sleep. 2021;44(Suppl 2):A45.", "conference_abstract"),
        ("Roe R. Sleep in firefighters. Sleep. 2021;44 Suppl. 2: abstract 112.", "conference_abstract"),
        ("Roe, R. (2021). Sleep in firefighters [Conference abstract]. Sleep, 44, 45.", "conference_abstract"),
        ("Roe R. Sleep in firefighters. Poster presented at: Sleep Days; June 3, 2021; Bergen.", "conference_abstract"),
        ("Roe R. Sleep in firefighters [letter]. Sleep. 2021;44:45.", "letter"),
        ("Roe, R. (2021). Sleep and work [Editorial]. Sleep, 44, 45.", "editorial"),
        ("Roe, R. (2021). Sleep in firefighters [Preprint]. PsyArXiv.", "preprint"),
        ("Roe R. Sleep in firefighters. Sleep. 2021;44(Suppl 2):S45-S51.", "journal_article"),
        ("Roe R. Sleep in firefighters. Sleep. 2021;44(Suppl 2):A45-A51.", "journal_article"),
        ("Roe R. Sleep in firefighters. Sleep. 2001;44:45. [Abstract] [Full Text]", "journal_article"),
        ("Roe R. Letters from firefighters. Sleep. 2021;44:45.", "journal_article"),
    ],
)
def test_the_articles_own_entry_names_the_form(raw: str, kind: SourceKind) -> None:
    entry = replace(_reference(doi="10.5555/k.1"), raw=raw)
    assert kind_of([], [entry])[0] == kind


def test_how_surely_a_kind_is_told() -> None:
    record = _reading(title="A work", types=("editorial",), reader="pubmed", scope="metadata")
    words = _reading("In this prospective cohort study we followed nurses.", title="Nurses", journal="J")
    told = [told_kind([record])[2], told_kind([words])[2], told_kind([], [_reference(doi="10.5555/k.1")])[2]]
    assert told == ["high", "medium", "low"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Patients were randomly assigned to gel or placebo.", "randomised_trial"),
        ("In this double-blind, randomized, phase 2 trial, we gave gel.", "randomised_trial"),
        ("We included 12 randomized controlled trials. Patients were randomly assigned in all.", "journal_article"),
        ("This paper reviews trials in which patients were randomly assigned.", "review"),
        ("In this prospective cohort study we followed nurses.", "cohort"),
        ("We did a systematic review and meta-analysis of 12 trials.", "meta_analysis"),
        ("Following PRISMA, five databases were searched.", "systematic_review"),
        ("Mice ran in wheels.", "journal_article"),
    ],
)
def test_an_abstract_tells_when_nothing_else_does(text: str, kind: SourceKind) -> None:
    reading = _reading(text, title="Gel in knees", journal="J", types=("journal-article",), scope="abstract")
    assert kind_of([reading])[0] == kind


def test_a_press_release_about_a_randomised_trial_is_a_press_release() -> None:
    text = "The study randomized 193 patients. Patients were randomly assigned. Forward-looking statements apply."
    assert kind_of([_reading(text, title="Gel in knees")])[0] == "press_release"


def test_the_introduction_of_a_review_does_not_make_it_a_trial() -> None:
    intro = "In an earlier study patients were randomly assigned to gel."
    abstract = "Gel is used in many countries."
    sections = (
        Section("Abstract", "abstract", 0, len(abstract)),
        Section("Introduction", "body", len(abstract) + 1, 91),
    )
    reading = replace(_reading(f"{abstract}\n{intro}", title="Gel", journal="J"), sections=sections)
    assert kind_of([reading])[0] == "journal_article"
    assert kind_of([replace(reading, sections=())])[0] == "randomised_trial"


def test_what_the_page_reader_takes_for_a_press_release_is_one() -> None:
    page = _reading(title="Naps: a randomised trial", scope="press_release")
    assert kind_of([page])[0] == "press_release"
    assert kind_of([replace(page, scope="full_text")])[0] == "randomised_trial"


def test_a_disclaimer_at_the_end_of_a_long_page_counts() -> None:
    text = "The gel works in knees. " * 400 + "Forward-looking statements apply."
    assert kind_of([_reading(text, title="Gel works")])[0] == "press_release"


def test_what_a_company_marks_as_news_is_a_press_release_by_its_words() -> None:
    text = "Maker (NASDAQ: MKR) today announced results."
    assert kind_of([_reading(text, title="Gel works", types=("newsarticle", "article"))])[0] == "press_release"
    assert kind_of([_reading("The gel works.", title="Gel works", types=("newsarticle",))])[0] == "news"


def test_the_records_of_all_captures_speak() -> None:
    page = _reading(title="Gel in knees", types=("article",))
    record = _reading(title="Gel in knees", types=("journal article", "editorial"), reader="pubmed", scope="abstract")
    assert kind_of([page, record]) == ("editorial", "PubMed: editorial")


@pytest.mark.parametrize(
    ("reference", "kind"),
    [
        (_reference(nct="NCT09990001"), "registry_record"),
        (_reference(doi="10.5555/a"), "journal_article"),
        (_reference(doi="10.5555/a", nct="NCT09990001"), "journal_article"),
        (_reference(title="Naps: a systematic review", doi="10.5555/a"), "systematic_review"),
        (_reference(url="https://www.who.int/a"), "government"),
        (_reference(url="https://example.org/a"), "unknown"),
        (_reference(), "unknown"),
    ],
)
def test_what_was_not_read_is_known_by_its_reference(reference: Reference, kind: SourceKind) -> None:
    found, basis = kind_of([], [reference])
    assert found == kind
    assert basis


def test_every_kind_of_the_word_list_has_its_place_in_the_order() -> None:
    lists = words()
    named = {
        rule.kind
        for rules in (lists.type, lists.label, lists.title, lists.host, lists.path, lists.doi, lists.text)
        for rule in rules
    }
    assert named <= set(lists.order)
    assert len(lists.order) == len(set(lists.order))


@pytest.mark.parametrize(
    "seed", ["in this randomized ", "we randomly ", "a review , ", "announces ", "participants who were "]
)
def test_patterns_end_soon_on_hostile_text(seed: str) -> None:
    """The longest text that is looked at, made of the words with which the patterns begin."""
    started = time.process_time()
    text = (seed * 4_000)[:60_000]
    for journal in ("J", None):
        kind_of([_reading(text, title=text[:2_000], journal=journal)])
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("Abstract 1234: Zinc in divers", "", "conference_abstract"),
        ("1032-P: Zinc lozenges before meals", "", "conference_abstract"),
        ("Abstract thinking after 1,234 dives", "", "journal_article"),
        ("25-hydroxyvitamin D in divers", "", "journal_article"),
        ("2-AG: a lipid of divers", "", "journal_article"),
        ("Zinc lozenges: an editorial", "", "editorial"),
        ("Editorials on zinc: an editorial analysis", "", "journal_article"),
        ("Novel zinc chelators", "Patent Highlight. Provided herein are novel chelators.", "patent_highlight"),
        ("Novel zinc chelators", "Provided herein are chelators, pharmaceutical compositions and their use.", "patent_highlight"),
        ("Novel zinc chelators", "We made chelators for pharmaceutical compositions; a patent is pending.", "journal_article"),
    ],
)  # fmt: skip
def test_what_a_title_or_an_abstract_calls_itself(title: str, text: str, kind: SourceKind) -> None:
    made = _reading(text, title=title, types=("journal-article",), reader="crossref", journal="J", scope="abstract")
    assert kind_of([made])[0] == kind
