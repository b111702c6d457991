"""Somebody is told as blinded who was not, or the other way round (DES-001).

What it does: reads of each party to a trial (participants, carers, assessors, investigators) whether the claim says
that it knew the allocation, and sets this beside what the source says of the same party: in its sentences ("the
surgeons could not be blinded"), or in the record's list of who was masked.

Why it matters: who knows what he was given reports what he expects; "single-blind" may mean the ward or the reader.

The article says: "The participants did not know which group they were in."

The source says: "Radiologists were unaware of the allocation; the participants could not be blinded."

Fine if: the article means another part of the trial than the quoted one.

Literature: CONSORT 2010 item 11a (if done, who was blinded); Devereaux 2001 (what "double-blind" is taken to mean).
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._objections import title
from pipeline.checks.conduct import wished
from pipeline.facts.context import caveats
from pipeline.lexicon import load
from pipeline.records.verdict import Agreement, Aspect, Objection, Passage

NAME = "blinding"
CODE = "DES-001"


class One(Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern with its reason."""

    reason: str
    pattern: str


class Party(Struct, frozen=True, forbid_unknown_fields=True):
    """Who can be kept unaware, and the registry's word for it."""

    name: str
    registry: str
    pattern: str


class Whole(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell of several parties at once who knew and who did not."""

    reason: str
    pattern: str
    knew: tuple[str, ...]
    unaware: tuple[str, ...]
    needs: str = ""
    """What must stand in the sentence too."""


class BlindingWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`blinding.toml`."""

    party: tuple[Party, ...]
    unaware: One
    aware: One
    left_out: One
    leaves_open: One
    hides_from: One
    subject: One
    whole: tuple[Whole, ...]


class State(NamedTuple):
    """That a party knew the allocation, or did not, and where it is said."""

    party: str
    knew: bool
    start: int
    end: int


@cache
def _words() -> BlindingWords:
    return load("pipeline.checks", "blinding.toml", BlindingWords)


def _every() -> str:
    return "|".join(party.pattern for party in _words().party)


def _subject(party: Party) -> str:
    """A party as the subject of its verb: alone or in a list, with what says more of who they are."""
    more = rf"(?:(?:,| and| or| nor|, and)(?: the| their| those| all)? (?:{_every()}))"
    start = rf"\b(?P<who>{party.pattern})(?:{more})*(?:,? (?:too|also|themselves|alike|both),?)?"
    start += r"(?: (?:in|of) (?:this|the|our) (?:[\w-]+ ){0,2}(?:stud(?:y|ies)|trials?|groups?|experiment))?"
    return start + r"(?: [a-z]{2,}ing(?: [\w-]+){1,4}?)?(?:,? (?:who|that))?"


@cache
def _patterns() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    """Party, a list of parties or "neither … nor", and what they knew: one expression a party and state."""
    words = _words()
    found = []
    every = _every()
    for party in words.party:
        start = _subject(party)
        found.append(
            (
                party.name,
                True,
                _compile(rf"(?<!neither the )(?<!neither )(?<!nor the )(?<!nor ){start} (?:{words.aware.pattern})"),
            )
        )
        unaware = rf"(?<!neither the )(?<!neither )(?<!nor the )(?<!nor ){start} (?:{words.unaware.pattern})"
        found.append((party.name, False, _compile(unaware)))
        whom = rf"(?:the |their |its |any |all )?(?P<who>(?:[\w-]+ )?(?:{party.pattern}))\b"
        found.append((party.name, True, _compile(rf"\b(?:{words.leaves_open.pattern}) {whom}")))
        found.append((party.name, False, _compile(rf"\b(?:{words.hides_from.pattern}) {whom}")))
        neither = rf"\bneither (?:the |their )?(?:(?:{every}),? )*?(?:nor )?(?:the |their )?(?P<who>{party.pattern})\b"
        found.append(
            (
                party.name,
                False,
                _compile(rf"{neither}[^.;]{{0,60}}?\b(?:knew|knows?|(?:were|are) (?:told|aware)|(?:could|can) tell)\b"),
            )
        )
        nor = rf"\bneither\b[^.;]{{0,60}}?\bnor (?:the |their )?(?P<who>{party.pattern}) "
        nor += r"(?:knew|knows?|(?:were|are) (?:told|aware)|(?:could|can) tell)\b"
        found.append((party.name, False, _compile(nor)))
    return tuple(found)


def _compile(raw: str) -> re.Pattern[str]:
    return re.compile(raw, re.IGNORECASE)


@lru_cache(maxsize=8_192)
def states(text: str) -> tuple[State, ...]:
    """What a text says of who knew the allocation; nothing where it speaks of knowing something else."""
    if not _HINT.search(text) or not _compile(_words().subject.pattern).search(text) or "other study" in caveats(text):
        return ()
    found: dict[str, State] = {}
    for name, knew, pattern in _patterns():
        match = pattern.search(text)
        if match is not None and not wished(text, *match.span()) and (name not in found or not knew):
            found[name] = State(name, knew, match.start("who"), match.end())
    for one in _left_out(text, tuple(found.values())):
        found.setdefault(one.party, one)
    return tuple(sorted(found.values(), key=lambda one: one.start))


@cache
def _elided() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (party.name, _compile(rf"{_subject(party)} (?:{_words().left_out.pattern})")) for party in _words().party
    )


def _left_out(text: str, told: tuple[State, ...]) -> Iterator[State]:
    """Parties of whom a verb is left out: "readers were blinded, families were not" tells that families knew."""
    for name, pattern in _elided():
        match = pattern.search(text)
        before = [one for one in told if match and one.end <= match.start()]
        if match and before:
            yield State(name, not max(before, key=lambda one: one.end).knew, match.start("who"), match.end())


@lru_cache(maxsize=8_192)
def implied(text: str) -> tuple[State, ...]:
    """What a text says of all at once ("open label", "nobody knew"), or by the record's list of who was masked."""
    if "other study" in caveats(text):
        return ()
    found = []
    for whole in _words().whole:
        match = _compile(whole.pattern).search(text)
        if match is None or wished(text, *match.span()) or (whole.needs and not _compile(whole.needs).search(text)):
            continue
        knowing = ((party, party in whole.knew) for party in (*whole.knew, *whole.unaware))
        found += [State(party, knew, *match.span()) for party, knew in knowing]
    listed = _LISTED.search(text)
    if listed is not None:
        masked = {party.name for party in _words().party if party.registry in _folded(listed["who"])}
        masked |= {name for name, also in _ALSO.items() if any(one in _folded(listed["who"]) for one in also)}
        masked |= {"assessors"} if "investigators" in masked else set()
        found += [State(name, name not in masked, *listed.span()) for name in ("participants", "carers", "assessors")]
    return tuple(found)


_LISTED = re.compile(r"(?i)\bmasking:? ?(?:single|double|triple|quadruple)[^(\n]{0,12}\((?P<who>[^)]{3,120})\)")
"""The record's masking with those who were masked."""


def _folded(who: str) -> frozenset[str]:
    """The record's names of parties, as its constants are written."""
    return frozenset(re.sub(r"S$", "", re.sub(r"\W+", "_", part.strip().upper()))
                     for part in who.split(","))  # fmt: skip


_HINT = re.compile(r"(?i)blind|mask|knew|know|aware|told|in the dark|guess|tell\b|inform|(?:could|can) see\b")
_ALSO = {"carers": {"INVESTIGATOR"}, "investigators": {"CARE_PROVIDER", "OUTCOMES_ASSESSOR"}}
"""Parties that are often the same people: a doctor may be the record's investigator."""


def examine(dossier: Dossier) -> Iterator[Objection | Agreement]:
    """An objection for a party that the source says knew (or did not), against the claim; else agreements."""
    said = states(dossier.claim.words) or _everybody(dossier.claim.words)
    if not said or dossier.claim.words.rstrip().endswith("?"):
        return
    told = [(passage, state) for passage in dossier.passages for state in states(passage.text)]
    for one in said:
        same = next(((p, s) for p, s in told if (s.party, s.knew) == (one.party, one.knew)), None)
        other = next(((p, s) for p, s in told if s.party == one.party and s.knew != one.knew), None)
        hinted = [(p, s) for p in dossier.passages for s in implied(p.text) if s.party == one.party]
        if other is not None and same is None:
            yield _objection(dossier, one, *other)
        elif same is not None and other is None:
            shown = same[0].text[same[1].start : same[1].end]
            aspect = Aspect("who was blinded", dossier.claim.words[one.start : one.end], shown, "same")
            yield Agreement(NAME, aspect, (one.start, one.end), same[0])
        elif same is None and hinted and all(s.knew != one.knew for _, s in hinted):
            yield _objection(dossier, one, *hinted[0])
            return
        elif same is None:
            yield from _of_record(dossier, one)


def _everybody(text: str) -> tuple[State, ...]:
    """A claim that nobody knew who got what, or that what was given was hidden."""
    if not _compile(_words().subject.pattern).search(text) or wished(text, 0, 0):
        return ()
    return tuple(one for one in implied(text) if not one.knew)[:1] if _NOBODY.search(text) else ()


_NOBODY = re.compile(r"(?i)\b(?:nobody|no one|no-one)\b")


def _of_record(dossier: Dossier, said: State) -> Iterator[Objection]:
    """The registry's own list of who was masked."""
    trial = next((reading.trial for reading in dossier.work.read if reading.trial), None)
    if trial is None or not trial.masking:
        return
    name = next(party.registry for party in _words().party if party.name == said.party)
    if _ALSO.get(said.party, set()) & set(trial.who_masked):
        return
    masked = name in trial.who_masked
    if (trial.masking == "NONE" and not said.knew) or (trial.who_masked and masked == said.knew):
        passage = _field(dossier, (*trial.who_masked, trial.masking))
        if passage is not None:
            yield _objection(dossier, said, passage, State(said.party, not said.knew, 0, len(passage.text)))


def _field(dossier: Dossier, values: tuple[str, ...]) -> Passage | None:
    """The record's passage that lists who was masked, or names the masking."""
    named = [passage for passage in dossier.passages if "mask" in passage.section.lower()]
    return next((passage for passage in named if any(value in passage.text for value in values)), None)


def _objection(dossier: Dossier, said: State, passage: Passage, told: State) -> Objection:
    words = dossier.claim.words[said.start : said.end]
    knew = "knew" if told.knew else "did not know"
    return Objection(
        code=CODE,
        verdict="contradicted",
        severity="must",
        title=title(f"Who was blinded: in the source, {said.party} {knew}"),
        why=f"The article and the source tell otherwise whether the {said.party} knew the allocation.",
        aspects=(Aspect("who was blinded", words, passage.text[told.start : told.end], "different"),),
        passage=passage,
        said=(said.start, said.end),
        shown=(told.start, told.end),
        ok_if="The article means another part of the trial than the quoted one.",
        confidence="high",
        cause=f"blinding {said.party}",
    )


CHECK = PairCheck(NAME, (CODE,), examine)
