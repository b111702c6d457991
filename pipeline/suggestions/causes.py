"""Edits of cause told by an everyday verb: the source's own link, a risk, or the verb behind "may".

"Night shifts steal women's sleep" has no verb that "is associated with" could stand for. Where the source has a
comparative of the same outcome, that is taken over ("is associated with slower ageing"); where it counts how often
something came, the risk is told; else, where it shows only that two things go together or owns up to a design that
can't tell, the article's verb goes behind "may".
"""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.strength.causality import joined
from pipeline.strength.patterns import expression
from pipeline.suggestions.conjugation import behind_may, is_many, known, tense_of
from pipeline.suggestions.consensus import disowned
from pipeline.suggestions.expressions import pattern
from pipeline.suggestions.links import reading_of, same_head
from pipeline.suggestions.splice import lexicon, sounds_open, splice
from pipeline.text import stem

_COMPARATIVE = pattern("causes", "comparative")
_LIVES = pattern("causes", "lives")
_COMPARED = pattern("causes", "compared")
_NOT_BETTER = pattern("causes", "not_better")
_WATCHED = pattern("causes", "watched")
_ACTED = pattern("causes", "acted")
_NONE_FOUND = pattern("causes", "none_found")
_BARE = pattern("causes", "bare")
_WARDS = pattern("causes", "wards")
_RISK_OF = pattern("causes", "risk_of")
_GIVES = pattern("causes", "gives")
_WHOM = pattern("causes", "whom")
_LED = pattern("causes", "led")
_FIGURE = pattern("causes", "figure")
_IT_WAS = pattern("causes", "it_was")
_IS_WHAT = pattern("causes", "is_what")
_BEFORE = pattern("causes", "before")
_AUXILIARY = pattern("causes", "auxiliary")
_SHOWN = pattern("causes", "shown")
_AND_VERB = pattern("causes", "and_verb")
_FIRM_THAT = pattern("causes", "firm_that")
_CERTAIN = pattern("causes", "certain")
_PARTICLE = pattern("causes", "particle")
_REASON = pattern("causes", "reason")
_OUTCOMES = {
    "kill": ("mortality", "death", "deaths"),
    "save": ("mortality", "death", "deaths"),
}
"""What an everyday verb speaks of, with its object left out: who kills, raises mortality."""
_UNTESTED = expression("study_words", "untested.cause")


def cause_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for a cause that the source only has as a link, or could not test."""
    passage, said = objection.passage, objection.said
    if objection.code != "CAU-001" or passage is None or said is None or said[0] == said[1]:
        return
    text, source = claim.text, passage.text
    if disowned(text, source) or _NOT_BETTER.search(source):
        return
    yield from _compared(text, said, source)
    yield from _at_risk(text, said, source)
    yield from _warded(text, source)
    watched = passage.work.kind == "cohort" or _WATCHED.search(source)
    apart = watched or joined(source) or _COMPARED.search(source) or _UNTESTED.search(source)
    if not apart or _none_found(text, passage):
        return
    for built in (_named, _cleft, _may):
        yield from (softened(each) for each in built(text, said))


def _compared(text: str, said: tuple[int, int], source: str) -> Iterator[str]:
    """Turn "slows down ageing" into "is associated with slower ageing": the source's comparative of it."""
    there = _COMPARATIVE.search(source)
    subject, verb = text[: said[0]], text[slice(*said)].split(maxsplit=1)[0].lower()
    if there is None or _BEFORE.search(subject) or tense_of(verb, many=is_many(subject)) not in ("base", "third"):
        return
    base = known()[verb].base if verb in known() else verb
    way, what = there["way"].lower(), there["what"].lower()
    linked = f"{'are' if is_many(subject) else 'is'} {there['link'].lower()}"
    if what.split()[-1] in _OUTCOMES.get(base, ()):
        yield from _of_death(text, said, base, f"{linked} {way} {what}")
        return
    acted = _ACTED.match(text[said[1] :])
    if acted and stem(acted["np"].split()[-1]) == stem(what.split()[-1]):
        size, start, end = acted["size"], said[0], said[1] + acted.end("np")
        article = f"{'an' if sounds_open(size or way) else 'a'} " if there["a"] else ""
        behind = text[end : said[1] + (acted.start("by") if size else acted.end())]
        new = f"{linked} {article}{size + ' ' if size else ''}{way} {what}{behind}"
        yield splice(text, (start, said[1] + acted.end()), new)


def _of_death(text: str, said: tuple[int, int], base: str, new: str) -> Iterator[str]:
    """Who kills or saves, with the outcome that the verb means: "is associated with higher mortality in pensioners"."""
    lives = _LIVES.match(text[said[1] :])
    end = said[1] + (lives.end() if lives else 0)
    whom = _WHOM.match(text[end:]) if base == "kill" else None
    if whom:
        yield splice(text, (said[0], end + whom.end()), f"{new} in {whom['who']}")
    elif text[end:].strip(" .") == "":
        yield splice(text, (said[0], end), new)


_MUCH = 6_000
"""Characters of a work that a denial is looked for in: an abstract, not a whole paper that speaks of many things."""


def _none_found(text: str, passage: Passage) -> bool:
    """Whether the source says elsewhere that the two do not hang together: then "may" would still say too much."""
    own = _stems(text)
    sentences = (each for reading in passage.work.read for each in re.split(r"[.;]\s", reading.text[:_MUCH]))
    return any(_BARE.search(each) or (_NONE_FOUND.search(each) and len(own & _stems(each)) > 1) for each in sentences)


def _stems(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"[a-z]{4,}", text.lower())}


def _warded(text: str, source: str) -> Iterator[str]:
    """Turn "wards off dementia" into "is linked to a lower risk of dementia"."""
    told, there = _WARDS.search(text), _RISK_OF.search(source)
    if told is None or there is None or _BEFORE.search(text[: told.start()]):
        return
    if same_head(text[told.start("what") :], source[there.start("what") :]):
        be = "are" if is_many(text[: told.start()]) else "is"
        new = f"{be} {there['link'].lower()} a {there['way'].lower()} {there['risk'].lower()} of {told['what']}"
        yield splice(text, told.span(), new)


def _at_risk(text: str, said: tuple[int, int], source: str) -> Iterator[str]:
    """Turn "give men gout" into "are linked to a higher risk of gout in men"; "kills" is told of death."""
    subject, verb = text[: said[0]], text[slice(*said)].lower()
    if reading_of(source) != "a higher risk" or _BEFORE.search(subject):
        return
    be = "are" if is_many(subject) else "is"
    stems = {stem(word) for word in re.findall(r"[a-z]+", source.lower())}
    gives, kills = _GIVES.match(text[said[1] :]), _WHOM.match(text[said[1] :])
    if verb in ("give", "gives") and gives and stem(gives["what"].lower().split("’")[0].split("'")[0]) in stems:
        new = f"{be} linked to a higher risk of {gives['what']} in{gives['who']}"
        yield splice(text, (said[0], said[1] + gives.end()), new)
    if verb in ("kill", "kills") and kills and stem("death") in stems:
        yield splice(text, (said[0], said[1] + kills.end()), f"{be} linked to a higher risk of death in {kills['who']}")


def _named(text: str, said: tuple[int, int]) -> Iterator[str]:
    """Turn "Because of the pill, 24% gained weight" into "With the pill, …": what came with it, not why."""
    led = _LED.match(text)
    if led is None or said[0] != 0:
        return
    told = (known().get(word) for word in re.findall(r"\b[a-z]+\b", text))
    happened = any(forms is not None and forms.past in text.split() and forms.past != forms.base for forms in told)
    if _FIGURE.search(text) or happened:
        yield f"With {text[led.end() :]}"


def _cleft(text: str, _: tuple[int, int]) -> Iterator[str]:
    """Turn "It was the viruses that cleared …" into "The viruses may have cleared …"."""
    for first in (_IT_WAS, _IS_WHAT):
        told = first.match(text)
        behind = behind_may(told["verb"], many=is_many(told["what"])) if told else None
        if told and behind:
            yield f"{told['what'][0].upper()}{told['what'][1:]} may {behind}{text[told.end() :]}"


def _may(text: str, said: tuple[int, int]) -> Iterator[str]:
    """The verb of cause behind "may", in its plain form."""
    for start, end in _verb(text, said):
        before, verb = text[:start], text[start:end].lower()
        shown = _SHOWN.search(before)
        if shown:
            yield splice(text, (shown.start(), end), f"may {verb}")
            return
        auxiliary = _AUXILIARY.search(before)
        if auxiliary:
            perfect = auxiliary["aux"].lower() in ("has", "have")
            new = f"may have {verb}" if perfect else f"may {verb}"
            if auxiliary["aux"].lower() != "did":
                yield splice(text, (auxiliary.start(), end), new)
            return
        subject = re.split(r"(?:, |: |\bthat )", before)[-1]
        if _BEFORE.search(before):
            return
        many = is_many(subject)
        behind = behind_may(verb, many=many)
        also = re.search(r"\balso $", before)
        if behind and not (tense_of(verb, many=many) == "third" and _goes_on(text[end:])):
            at, word = (also.start(), "also ") if also else (start, "")
            yield splice(text, (at, end), f"may {word}{behind}")
        return


def _goes_on(rest: str) -> bool:
    """Whether a second verb in the third person hangs on the same subject: it would lose its own."""
    told = re.split(r"[;.]", rest)[0]
    for second in _AND_VERB.finditer(told):
        forms = known().get(second["verb"])
        if forms is not None and forms.third == second["verb"]:
            return True
    return False


def _verb(text: str, said: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Where the verb stands: the first shown word, or, of "because of", the first known verb before it."""
    first = re.match(r"[a-z]+", text[said[0] : said[1]])
    reason = _REASON.fullmatch(text, *said)
    if first and not reason:
        if particle := re.search(r"\b(?P<verb>[a-z]+) $", text[: said[0]]) if _PARTICLE.fullmatch(first[0]) else None:
            yield particle.span("verb")
            return
        do = re.search(r"\b(do|does|did)\s+(?:[a-z]+ )?$", text[: said[0]])
        yield do.span(1) if do else (said[0], said[0] + first.end())
        return
    if reason:
        for word in re.finditer(r"\b[a-z]+\b", text[: said[0]]):
            if word[0] in known() and word.start() > 0 and not _FIGURE.search(text):
                yield word.span()
                return


def softened(text: str) -> str:
    """A sentence without what would not go with "may": "a study has proved" as "a study suggests"."""
    lead = _CERTAIN.match(text)
    if lead:
        text = text[lead.end()].upper() + text[lead.end() + 1 :]
    firm = _FIRM_THAT.search(text)
    if firm is None or re.search(r"\b(?:be|been|is|are|was|were) $", text[: firm.start()]):
        return text
    base, third, past, _ = lexicon().weak_evidence.forms[0].split()
    verb = firm["verb"]
    many = firm["aux"] == "have " or (not firm["aux"] and not verb.endswith(("s", "ed")))
    new = past if not firm["aux"] and verb.endswith("ed") else base if many else third
    return splice(text, firm.span(), new)
