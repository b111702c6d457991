"""A finding as its card shows it: both quotes, what differs, why, the wording, and how it was decided."""

from markupsafe import Markup
from msgspec import Struct

from pipeline.page.edit import around, edit
from pipeline.page.places import Placed, Span, given
from pipeline.page.text import at_passage, clipped, cut, day, marked, plain, short_url, shown, web
from pipeline.page.words import listed, some, type_name, words
from pipeline.records.citation import Identifiers
from pipeline.records.report import AspectEntry, ClaimEntry, DecisionEntry, Evidence, ReferenceEntry, Report

ARTICLE_QUOTE, SOURCE_QUOTE = 240, 320
"""Characters of a quote that a card shows round the decisive words."""
OCCURRENCE = 110
"""Characters of a further occurrence that are listed."""
OCCURRENCES = 12
"""Lines of a grouped finding that its head names, and places that are read without a click."""
PASSAGES = 3
"""Passages that a card shows, the deciding one first; the record keeps them all."""
SAME_ROWS = 2
"""Rows that agree: enough to show that like was compared with like."""


class Row(Struct, frozen=True):
    """A row of the table of differences."""

    name: Markup
    article: Markup
    source: Markup
    result: str
    tone: str
    """`bad`, `warn` or `same`."""


class Quote(Struct, frozen=True):
    """A passage of a source."""

    label: str
    provenance: Markup
    html: Markup
    section: Markup
    link: str
    """Opens the source at this passage; empty where there is no address, or the first passage's link opens it."""
    cite: str
    """The source's short name for paper."""
    got: str


class Part(Struct, frozen=True):
    """A run of the suggested wording."""

    kind: str
    html: Markup


class Waiver(Struct, frozen=True):
    """What a person decided earlier."""

    decision: str
    reason: Markup
    note: Markup
    by: Markup
    on: str
    until: str


class Place(Struct, frozen=True):
    """A further occurrence: its line and words, and where the finding rests on a source what that says there."""

    line: str
    """`line 3`, of a proof `page 2, line 3`."""
    words: Markup
    label: str
    passage: Markup
    link: str


class Card(Struct, frozen=True):
    """Everything that the template shows of one finding."""

    number: str
    id: str
    code: str
    tone: str
    severity: str
    pill: str
    icon: str
    verdict: str
    state: str
    title: Markup
    type: str
    confidence: str
    where: str
    line: str
    """Of the first occurrence, for lists: a number, a reference's label in brackets, or empty."""
    article: Markup
    in_text: bool
    """Whether the quoted words are the article's own text, not an entry of its reference list."""
    no_source: Markup
    """What is said where no passage stands beside the article's."""
    quotes: tuple[Quote, ...]
    rows: tuple[Row, ...]
    why: Markup
    wording: tuple[Part, ...]
    copy: str
    ok_if: Markup
    basis: tuple[Markup, ...]
    others: tuple[Place, ...]
    """Further occurrences of a grouped finding, those that are read without a click."""
    more_others: tuple[Place, ...]
    """The rest of them."""
    decision: str
    waiver: Waiver | None


def card(placed: Placed, report: Report) -> Card:
    """The card of one finding."""
    finding, text = placed.finding, report.article.text
    change = edit(placed, text)
    decision = given(finding.decision, "undecided")
    others = tuple(_occurrence(each, report, given(finding.source_says, "")) for each in placed.others)
    return Card(
        number=placed.number,
        id=plain(finding.id),
        code=plain(finding.code),
        tone=placed.tone,
        severity=finding.severity,
        pill=words().severity[placed.tone].label,
        icon=words().severity[placed.tone].icon,
        verdict=words().verdict[finding.verdict].label if isinstance(finding.verdict, str) else "",
        state=finding.state if given(report.changes.since, "") else "",
        title=shown(finding.title),
        type=type_name(plain(finding.code)),
        confidence=_confidence(placed),
        where=_where(placed),
        line=place_in_lists(placed),
        article=_article(placed, text),
        in_text=placed.claim is not None or placed.reference is None,
        no_source=_no_source(placed),
        quotes=tuple(_quote(each, placed, report, first=not at) for at, each in enumerate(placed.evidence[:PASSAGES])),
        rows=rows(finding.aspects),
        why=shown(finding.why),
        wording=tuple(Part(piece.kind, shown(piece.text)) for piece in change.pieces) if change else (),
        copy=change.text if change else "",
        ok_if=shown(given(finding.ok_if, "")),
        basis=_basis(placed),
        others=others[:OCCURRENCES],
        more_others=others[OCCURRENCES:],
        decision=decision,
        waiver=_waiver(placed),
    )


def _confidence(placed: Placed) -> str:
    """How sure the comparison is; nothing where nothing was compared, unless there is a doubt to be told."""
    level = given(placed.finding.confidence, "")
    return words().confidence.get(level, "") if placed.evidence or level == "low" else ""


def place_in_lists(placed: Placed) -> str:
    """Where a finding stands, as short as lists need it."""
    if placed.line is not None:
        return str(placed.line) if placed.page is None else f"p. {placed.page}, {placed.line}"
    return f"[{plain(placed.reference.label)}]" if placed.reference else ""


def where(claim: ClaimEntry) -> str:
    """`line 3`, of a proof `page 2, line 3`."""
    return on(given(claim.page, None), claim.line)


def on(page: int | None, line: int) -> str:
    """`line 3`, of a proof `page 2, line 3`."""
    return f"page {page}, line {line}" if page is not None else f"line {line}"


def _where(placed: Placed) -> str:
    if placed.line is None:
        return f"Reference [{plain(placed.reference.label)}]" if placed.reference else "The article as a whole"
    if placed.page is not None:
        places = dict.fromkeys(where(other) for other in placed.others)
        also = listed([each for each in places if each != on(placed.page, placed.line)], OCCURRENCES)
        return on(placed.page, placed.line).capitalize() + (f", also {also}" if also else "")
    also = listed([str(line) for line in placed.also], OCCURRENCES)
    return f"Line {placed.line}" + (f", also {'line' if len(placed.also) == 1 else 'lines'} {also}" if also else "")


def _article(placed: Placed, text: str) -> Markup:
    """The article's sentence with the decisive words marked; a reference's own text where there is no sentence."""
    if placed.span is None:
        return shown(placed.reference.raw) if placed.reference else Markup()
    excerpt, span = quoted(text, placed.span)
    return marked(excerpt, span)


def quoted(text: str, span: Span) -> tuple[str, Span]:
    """The sentence round `span`, cut to a card's length, and the place of the span in it."""
    start, end = around(text, span)
    excerpt, moved = clipped(text[start:end], (span[0] - start, span[1] - start), ARTICLE_QUOTE)
    return excerpt, moved or (0, 0)


def _no_source(placed: Placed) -> Markup:
    if placed.evidence:
        return Markup()
    claim = placed.claim
    if claim is None or claim.verdict not in ("not_found", "unavailable", "unclear"):
        return Markup()
    cited = listed([f"[{label}]" for label in claim.citations])
    if claim.verdict == "unavailable":
        why = words().reason.get(given(claim.reason, ""), "it could not be had")
        return shown(f"{cited or 'The cited source'} was not read: {why}.")
    looked = f" Searched {some(given(claim.searched, 0), 'passage')}." if given(claim.searched, 0) else ""
    return shown(f"No matching passage in {cited or 'the cited source'}.{looked}")


def _quote(evidence: Evidence, placed: Placed, report: Report, *, first: bool) -> Quote:
    reference = next((each for each in report.references if each.label == evidence.reference), None)
    excerpt, span = clipped(evidence.quote, placed.shown if first else None, SOURCE_QUOTE)
    address = web(given(evidence.url, "")) or (address_of(reference) if reference else "")
    again = not first and evidence.reference == placed.evidence[0].reference
    return Quote(
        label=plain(evidence.reference),
        provenance=provenance(reference),
        html=marked(excerpt, span),
        section=shown(given(evidence.section, "")),
        link="" if again else at_passage(address, evidence.quote, placed.shown if first else None),
        cite=identifier(reference) if reference else short_url(address),
        got=words().scope[reference.scope] if reference and not again else "",
    )


def _occurrence(claim: ClaimEntry, report: Report, source_says: str) -> Place:
    """A further claim of a finding; where that rests on words of a source, with the claim's passage that has them."""
    words_of = shown(cut(claim.text, OCCURRENCE))
    ranked = sorted(claim.evidence, key=lambda quote: source_says not in quote.quote) if source_says else []
    best = ranked[0] if ranked else None
    if best is None:
        return Place(where(claim), words_of, "", Markup(), "")
    reference = next((each for each in report.references if each.label == best.reference), None)
    address = web(given(best.url, "")) or (address_of(reference) if reference else "")
    return Place(
        where(claim),
        words_of,
        plain(best.reference),
        shown(cut(best.quote, OCCURRENCE)),
        at_passage(address, best.quote),
    )


def provenance(reference: ReferenceEntry | None) -> Markup:
    """What a source is, in a few words: kind and year."""
    if reference is None:
        return Markup()
    year = given(reference.published, "")[:4]
    return shown(words().kind[reference.kind] + (f", {year}" if year else ""))


def address_of(reference: ReferenceEntry) -> str:
    """Where a person opens the reference: its own address, else what its identifiers resolve to, else nothing."""
    names = reference.identifiers
    resolvers = (
        (names.doi, "https://doi.org/{}"),
        (names.pmcid, "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
        (names.pmid, "https://pubmed.ncbi.nlm.nih.gov/{}/"),
        (names.nct, "https://clinicaltrials.gov/study/{}"),
        (names.arxiv, "https://arxiv.org/abs/{}"),
    )
    made = (web(pattern.format(value)) for value, pattern in resolvers if value)
    return web(given(reference.url, "")) or web(names.url) or next((url for url in made if url), "")


def identifier(reference: ReferenceEntry) -> str:
    """The shortest name that finds the work again: DOI, PMID, PMCID, NCT number, or host and path."""
    names: Identifiers = reference.identifiers
    named = (("doi:", names.doi), ("PMID ", names.pmid), ("", names.pmcid), ("", names.nct), ("", names.isrctn))
    found = next((f"{scheme}{value}" for scheme, value in named if value), "")
    return plain(found) or short_url(address_of(reference))


def rows(aspects: tuple[AspectEntry, ...]) -> tuple[Row, ...]:
    """What differs first, in the order given, then at most two rows that agree."""
    differing = [each for each in aspects if each.relation != "same"]
    agreeing = [each for each in aspects if each.relation == "same"][:SAME_ROWS]
    return tuple(
        Row(
            shown(each.name[:1].upper() + each.name[1:]),
            shown(each.article),
            shown(each.source),
            words().relation[each.relation],
            _tone(each),
        )
        for each in differing + agreeing
    )


def _tone(aspect: AspectEntry) -> str:
    if aspect.relation == "same":
        return "same"
    return "bad" if aspect.relation == "different" else "warn"


def _basis(placed: Placed) -> tuple[Markup, ...]:
    """How it was decided, in sentences."""
    finding, claim = placed.finding, placed.claim
    level = given(finding.confidence, "")
    lines = []
    if claim and given(claim.decided_by, ""):
        lines.append(words().decided_by.get(given(claim.decided_by, ""), ""))
    if level and (placed.evidence or level == "low"):
        lines.append(f"{words().confidence[level]}: {words().confidence_basis[level]}.")
    if claim and claim.citation_scope == "inherited":
        cited = listed([f"[{label}]" for label in claim.citations])
        lines.append(f"The sentence carries no marker of its own; {cited} was taken over from its neighbours.")
    if claim and claim.evidence_scope in ("abstract", "press_release", "metadata", "registry"):
        lines.append(f"Of the source was read: {words().scope[claim.evidence_scope].lower()}.")
    return tuple(shown(line) for line in lines if line)


def _waiver(placed: Placed) -> Waiver | None:
    if not placed.waived:
        return None
    decision = given(placed.finding.decision, "undecided")
    made = given(placed.finding.decided, DecisionEntry())
    return Waiver(
        decision=words().decision[decision],
        reason=shown(words().reasons.get(decision, {}).get(made.reason, made.reason)),
        note=shown(made.note),
        by=shown(made.by),
        on=day(made.on),
        until=day(made.until),
    )
