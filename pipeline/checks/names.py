"""Name, role or journal differs (NAM-001).

What it does: sets the names of the claim beside those of the cited source: who ran or paid for a trial beside the
registry's sponsor or the paper's own word on who paid, the journal beside the record's, authors beside the record's
list; surnames, institutions and generic names of medicines that differ from the source's by a letter or two, digits of
code names that are swapped or changed; where the whole text was read, the university or hospital that somebody is said
to be of, and the maker of a product. Houses are compared by their telling words, initials and, for the largest
companies, other names. Abbreviations that nothing spells out are only asked about. What a person did (his or her role)
and names that differ altogether elsewhere are not judged.

Why it matters: who ran and paid for a study is part of what it means, and a wrong name can't be looked up.

The article says: "The trial was sponsored by Northfield University."

The source says: Lead sponsor: Southmere Therapeutics.

Fine if: the source spells the name both ways, or somebody else took part whom the record leaves out.

Literature: KSJ Science Editing Handbook (every name is a claim); AMA Manual of Style, 11th ed. (journal titles).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._houses import (
    is_short_for,
    made_by,
    maker,
    may_be_one,
    one_sort,
    people_s,
    stands,
    telling,
    unknown_short,
)
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
    respelt,
    shuffled,
)
from pipeline.checks._remarks import shortened
from pipeline.facts.context import caveats
from pipeline.records.report import Verdict
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.text.medicines import is_medicine


def examine(dossier: Dossier) -> Iterator[Objection]:
    """Objections to names, at most one of each sort."""
    for look in (_sponsor, _funder, _journal, _people, _authors, _institutions, _ties, _codes, _substances):
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
    houses = (sponsor, *(trial.collaborators if trial else ()))
    said = RUN_BY.search(text) or RUNS.search(text)
    if said and not said["who"].split()[0].endswith(("’s", "'s")) and not _is_person(said, text):
        named = [part for part in re.split(r"\s+and\s+|,\s*", said["who"]) if telling(part) or unknown_short(part)]
        strange = [part for part in named if not any(may_be_one(part, house) for house in houses)]
        if strange and not any(is_short_for(said["who"], house) for house in houses):
            sure = trial and len(strange) == len(named) and not any(map(unknown_short, (*strange, *houses)))
            verdict: Verdict | None = "contradicted" if sure else None
            yield _objection(
                f"The sponsor of record is {shortened(sponsor, 32)}",
                said.span("who"),
                said["who"],
                passage,
                sponsor,
                verdict,
            )
    its_maker = pattern("maker").search(text)
    if (
        its_maker
        and pattern("run").search(text)
        and pattern("public").search(sponsor)
        and not pattern("firm").search(sponsor)
    ):
        yield _objection(
            f"The sponsor of record is {shortened(sponsor, 32)}",
            its_maker.span(),
            its_maker[0],
            passage,
            sponsor,
            "contradicted",
        )


_AS_PEOPLE = re.compile(
    r",? and (?:(?:his|her|their) )?(?:team|group|colleagues|co-?workers|co-?authors|others)\b|,? et al\b"
    r"|,? (?:of|at|from) (?:the )?[A-Z]|, (?:an?|the) [a-z]"
)


def _is_person(said: re.Match[str], text: str) -> bool:
    """Whether a study is said to be led by somebody rather than run by a house."""
    who = said["who"]
    if pattern("titled").match(who) or re.match(r"(?:[A-Z]\.\s?)+[A-Z]", who):
        return True
    if pattern("public").search(who) or pattern("firm").search(who) or maker(who):
        return False
    return said["how"] == "led" or _AS_PEOPLE.match(text, said.end("who")) is not None


def _funder(dossier: Dossier) -> Iterator[Objection]:
    """Who paid for a study, where the paper itself says who did and nowhere names the one of the claim."""
    said = PAID_BY.search(dossier.claim.text)
    if said is None or not _reads_alone(dossier) or any(reading.trial for reading in dossier.work.read):
        return
    whole = " ".join(reading.text for reading in dossier.work.read)
    capitals = {word for word in WORD.findall(whole) if word[0].isupper()}
    named = telling(said["who"])
    if (not named and not unknown_short(said["who"])) or stands(said["who"], whole):
        return
    if any(is_short_for(word, said["who"]) or is_short_for(said["who"], word) for word in capitals):
        return
    for passage in dossier.passages:
        there = PAID_BY.search(passage.text)
        if there and telling(there["who"]) and not may_be_one(said["who"], there["who"]):
            title = f"The source names {shortened(there['who'].rstrip('.'), 32)}"
            verdict: Verdict | None = None if unknown_short(said["who"]) else "contradicted"
            yield _objection(title, said.span("who"), said["who"], passage, there["who"], verdict, there.span("who"))
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
                if len(mine) == len(theirs) and len(differ) == 1 and _slip(*differ[0], whole=_whole(dossier)):
                    yield _respelt(said.span(), said[0], there[0], passage, there.span())
                    return


def _slip(one: str, other: str, *, whole: bool) -> bool:
    """Whether a word of a house's name is a slip for another; of its first letter, where the whole text was read."""
    return near_miss(one, other) or (whole and near_miss(f"_{one}", f"_{other}") and one[1:] == other[1:])


_MOVED = re.compile(r"\b(?:now|formerly|previously|then|former|once|joined|moved|since|later)\b", re.IGNORECASE)


def _ties(dossier: Dossier) -> Iterator[Objection]:
    """The same person of another university, the same product of another maker, where the whole text was read."""
    text = dossier.claim.text
    if not _reads_alone(dossier) or _MOVED.search(text):
        return
    whole = " ".join(reading.text for reading in dossier.work.read)
    for look in (people_s, made_by):
        for said in look(text):
            there = [(tie, p) for p in dossier.passages for tie in look(p.text) if tie.key == said.key]
            if len({tie.house for tie, _ in there}) != 1 or stands(said.house, whole):
                continue
            tie, passage = there[0]
            if one_sort(said.house, tie.house) and not may_be_one(said.house, tie.house):
                yield _respelt(said.span, said.house, tie.house, passage, tie.span)
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
    """A word that the source lacks, a letter or two from the generic name of a medicine that stands there."""
    source = {word.lower() for passage in dossier.passages for word in WORD.findall(passage.text)}
    medicines = sorted(word for word in source if is_medicine(word))
    for said in WORD.finditer(dossier.claim.text):
        low = said[0].lower()
        if len(low) < LONG_NAME or low in source or low.rstrip("s") in source:
            continue
        other = next((word for word in medicines if near_miss(low, word) and respelt(low) != respelt(word)), None)
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
