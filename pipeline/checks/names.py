"""Name, role or journal differs (NAM-001).

What it does: sets the names of the claim beside those of the cited source: who ran or paid for a trial beside the
registry's sponsor or the paper's own word, the journal beside the record's, authors beside the record's list; surnames,
institutions and substances that differ from the source's by a letter or two.

Why it matters: who ran and paid for a study is part of what it means, and a wrong name can't be looked up.

The article says: "The trial was sponsored by Northfield University."

The source says: Lead sponsor: Southmere Therapeutics.

Fine if: the source spells the name both ways, or somebody else took part whom the record leaves out.

Literature: KSJ Science Editing Handbook (every name is a claim); AMA Manual of Style, 11th ed. (journal titles).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._naming import (
    AS_PERSON,
    AUTHOR,
    CODE,
    INSTITUTION,
    LONG_NAME,
    PAID_BY,
    PUBLISHED,
    RUN_BY,
    RUNS,
    WORD,
    near_miss,
    one_journal,
    pattern,
    plain,
    roots,
    short_forms,
    shuffled,
)
from pipeline.checks._remarks import shortened
from pipeline.facts.context import caveats
from pipeline.records.report import Verdict
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.text.medicines import is_medicine


def examine(dossier: Dossier) -> Iterator[Objection]:
    """Objections to names, at most one of each sort."""
    for look in (_sponsor, _funder, _journal, _people, _authors, _institutions, _codes, _substances):
        found = next(look(dossier), None)
        if found is not None:
            yield found


def _sponsor(dossier: Dossier) -> Iterator[Objection]:
    """Who ran or paid for a registered trial."""
    trial = next((reading.trial for reading in dossier.work.read if reading.trial and reading.trial.sponsor), None)
    passage = _sponsor_passage(dossier, trial.sponsor if trial else "")
    if passage is None:
        return
    text = dossier.claim.text
    sponsor = trial.sponsor if trial else passage.text.split(":", 1)[1].split(";")[0].strip()
    known = roots(" ".join([sponsor, *(trial.collaborators if trial else ())]))
    said = RUN_BY.search(text) or RUNS.search(text)
    if said and not said["who"].split()[0].endswith(("’s", "'s")) and not _is_person(said["how"], said["who"]):
        named = [part for part in re.split(r"\s+and\s+|,\s*", said["who"]) if roots(part)]
        strange = [part for part in named if not roots(part) & known]
        if strange and not roots(said["who"]) <= short_forms(sponsor):
            verdict: Verdict | None = "contradicted" if len(strange) == len(named) and trial else None
            yield _objection(
                f"The sponsor of record is {shortened(sponsor, 32)}",
                said.span("who"),
                said["who"],
                passage,
                sponsor,
                verdict,
            )
    maker = pattern("maker").search(text)
    if (
        maker
        and pattern("run").search(text)
        and pattern("public").search(sponsor)
        and not pattern("firm").search(sponsor)
    ):
        yield _objection(
            f"The sponsor of record is {shortened(sponsor, 32)}",
            maker.span(),
            maker[0],
            passage,
            sponsor,
            "contradicted",
        )


def _is_person(how: str, who: str) -> bool:
    """Whether a study is said to be led by somebody rather than run by a house."""
    if pattern("titled").match(who):
        return True
    house = pattern("public").search(who) or pattern("firm").search(who)
    return how == "led" and not house


def _funder(dossier: Dossier) -> Iterator[Objection]:
    """Who paid for a study, where the paper itself says who did and nowhere names the one of the claim."""
    said = PAID_BY.search(dossier.claim.text)
    if said is None or not _reads_alone(dossier) or any(reading.trial for reading in dossier.work.read):
        return
    whole = " ".join(reading.text for reading in dossier.work.read)
    capitals = {word.lower() for word in WORD.findall(whole) if word[0].isupper()}
    named = {word for word in roots(said["who"]) if not pattern("firm").fullmatch(word)}
    if not named or named & capitals or short_forms(said["who"]) & capitals:
        return
    for passage in dossier.passages:
        there = PAID_BY.search(passage.text)
        if there and roots(there["who"]) and not named & short_forms(there["who"]):
            title = f"The source names {shortened(there['who'].rstrip('.'), 32)}"
            yield _objection(
                title, said.span("who"), said["who"], passage, there["who"], "contradicted", there.span("who")
            )
            return


def _reads_alone(dossier: Dossier) -> bool:
    """Whether the whole text was read, it is all that the claim cites, and no other study is spoken of."""
    return _whole(dossier) and "other study" not in caveats(dossier.claim.text)


def _whole(dossier: Dossier) -> bool:
    """Whether a name that does not stand in the work stands in none of what the claim cites."""
    return dossier.work.scope in ("full_text", "press_release") and not (
        set(dossier.claim.citations) - set(dossier.work.labels)
    )


def _sponsor_passage(dossier: Dossier, sponsor: str) -> Passage | None:
    """The record's own value of the sponsor, or a line that names it as such."""
    for passage in dossier.passages:
        if sponsor and passage.text.strip() == sponsor:
            return passage
        if not sponsor and re.match(r"(?:Lead )?(?:Sponsor|Responsible party)\s*:\s*\S", passage.text):
            return passage
    return next((passage for passage in dossier.passages if sponsor and sponsor in passage.text), None)


def _journal(dossier: Dossier) -> Iterator[Objection]:
    """The journal's name beside the record's."""
    said = PUBLISHED.search(dossier.claim.text)
    real = next((reading.metadata.journal for reading in dossier.work.read if reading.metadata.journal), None)
    if said is None or not real or len(dossier.claim.citations) > 1 or "other study" in caveats(dossier.claim.text):
        return
    group = str(said.lastgroup)
    name = said[group].rstrip(".")
    if not pattern("journal").search(name) or one_journal(name, real):
        return
    passage = next((passage for passage in dossier.passages if real.lower() in passage.text.lower()), None)
    start = said.start(group)
    yield _objection(
        f"The journal of record is {shortened(real, 32)}", (start, start + len(name)), name, passage, real, None
    )


def _people(dossier: Dossier) -> Iterator[Objection]:
    """A surname that the source, or the list of its authors, spells another way."""
    text = dossier.claim.text
    source = " ".join(passage.text for passage in dossier.passages)
    listed = [name for reading in dossier.work.read for name in reading.metadata.authors]
    whole = plain(f"{source} {' '.join(listed)}")
    for said in (match for form in AS_PERSON for match in form.finditer(text)):
        last = said["last"].removesuffix("’s").removesuffix("'s")
        if re.search(rf"\b{re.escape(plain(last))}\b", whole):
            continue
        for passage in dossier.passages:
            for there in (match for form in AS_PERSON for match in form.finditer(passage.text)):
                if _same_first(said["first"], there["first"]) and near_miss(last, there["last"]):
                    yield _respelt(said.span("last"), last, there["last"], passage, there.span("last"))
                    return
        for name in listed:
            parts = WORD.findall(name)
            other = next((part for part in parts if near_miss(last, part)), None)
            if other and any(_same_first(said["first"], part) for part in parts if part != other):
                yield _respelt(said.span("last"), last, other, None, None)
                return


def _same_first(one: str | None, other: str | None) -> bool:
    return not one or not other or one[0] == other[0]


def _respelt(
    said: tuple[int, int], mine: str, theirs: str, passage: Passage | None, shown: tuple[int, int] | None
) -> Objection:
    title = f"“{shortened(mine, 20)}” is “{shortened(theirs, 20)}” in the source"
    return _objection(title, said, mine, passage, theirs, "contradicted", shown)


def _authors(dossier: Dossier) -> Iterator[Objection]:
    """Somebody who is said to have written or led the study, and whom neither its list of authors nor its text has."""
    listed = [name for reading in dossier.work.read for name in reading.metadata.authors]
    said = AUTHOR.search(dossier.claim.text)
    if said is None or not listed or not _whole(dossier):
        return
    group = str(said.lastgroup)
    last = said[group].split()[-1].removesuffix("’s").removesuffix("'s")
    if pattern("nobody").fullmatch(last):
        return
    whole = plain(" ".join((*listed, *(reading.text for reading in dossier.work.read))))
    if re.search(rf"(?<!\w){re.escape(plain(last))}(?!\w)", whole) or any(
        near_miss(last, part) for name in listed for part in WORD.findall(name)
    ):
        return
    first = next(iter(listed))
    title = f"“{shortened(last, 20)}” is not among the authors"
    yield _objection(title, said.span(group), said[group], None, shortened(first, 40), None)


def _institutions(dossier: Dossier) -> Iterator[Objection]:
    """A university, hospital or institute whose name differs from the source's by a letter or two."""
    whole = " ".join(passage.text for passage in dossier.passages)
    for said in INSTITUTION.finditer(dossier.claim.text):
        mine = said[0].removeprefix("The ").split()
        if " ".join(mine) in whole:
            continue
        for passage in dossier.passages:
            for there in INSTITUTION.finditer(passage.text):
                theirs = there[0].removeprefix("The ").split()
                differ = [pair for pair in zip(mine, theirs, strict=False) if pair[0] != pair[1]]
                if len(mine) == len(theirs) and len(differ) == 1 and near_miss(*differ[0]):
                    yield _respelt(said.span(), said[0], there[0], passage, there.span())
                    return


def _codes(dossier: Dossier) -> Iterator[Objection]:
    """Code names of drugs: the same letters, another number."""
    for said in CODE.finditer(dossier.claim.text):
        same = [match for match in CODE.finditer(dossier.claim.text) if match[1] == said[1]]
        if len(same) > 1 or pattern("family").fullmatch(said[1]):
            continue
        there = [(m, p) for p in dossier.passages for m in CODE.finditer(p.text) if m[1] == said[1]]
        numbers = {match[2] for match, _ in there}
        if len(numbers) != 1 or said[2] in numbers or not shuffled(said[2], *numbers):
            continue
        match, passage = there[0]
        yield _objection(
            f"“{said[0]}” is “{match[0]}” in the source",
            said.span(),
            said[0],
            passage,
            match[0],
            "contradicted",
            match.span(),
        )


def _substances(dossier: Dossier) -> Iterator[Objection]:
    """Generic names of drugs that differ by a letter or two."""
    source = {word.lower() for passage in dossier.passages for word in WORD.findall(passage.text)}
    for said in WORD.finditer(dossier.claim.text):
        low = said[0].lower()
        if len(low) < LONG_NAME or low in source or not is_medicine(low) or low.rstrip("s") in source:
            continue
        other = next((word for word in sorted(source) if is_medicine(word) and near_miss(low, word)), None)
        passage = next((each for each in dossier.passages if other and other in each.text.lower()), None)
        if other and passage:
            at = passage.text.lower().find(other)
            yield _objection(
                f"“{shortened(said[0], 20)}” is “{shortened(other, 20)}” in the source",
                said.span(),
                said[0],
                passage,
                passage.text[at : at + len(other)],
                "contradicted",
                (at, at + len(other)),
            )


def _objection(
    title: str,
    said: tuple[int, int],
    mine: str,
    passage: Passage | None,
    theirs: str,
    verdict: Verdict | None,
    shown: tuple[int, int] | None = None,
) -> Objection:
    at = passage.text.find(theirs) if passage else -1
    return Objection(
        code="NAM-001",
        verdict=verdict if passage else None,
        severity="should",
        title=title,
        why="The source names it otherwise; a wrong name can't be looked up.",
        aspects=(Aspect("name", mine, theirs, "different"),),
        passage=passage,
        said=said,
        shown=shown or ((at, at + len(theirs)) if at >= 0 else None),
        ok_if="the source spells it both ways, or the record leaves out who else took part.",
        confidence="high" if verdict else "medium",
        cause=f"name {mine.lower()}",
    )


CHECK = PairCheck("names", ("NAM-001",), examine)
