"""Edits that take over the source's own predicate: "will be banned from July" in the place of "was banned years ago".

Where claim and passage say two things of one subject (planned and done, approved and under investigation, under way and
not yet begun), the passage's verb phrase goes in the place of the article's. The subject stays as the article has it,
so both must have the same head; what the article says of the time goes with its verb.
"""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection
from pipeline.strength.context import context
from pipeline.suggestions.bounds import PLACE
from pipeline.suggestions.conjugation import is_many
from pipeline.suggestions.splice import splice
from pipeline.text import stem

_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|can|may|plans?|intends?|expects?|hopes?|aims?|wants?|remains?|awaits?)\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|will)(?: (?:been|now|already|just|be|\w+ly))*\s+$", re.IGNORECASE
)
_LAST_FINITE = re.compile(r"\b(?:is|are|was|were|can be|may be)(?: now| already)? \w+(?: \w+)?\s+$")
_TIME = (
    r"(?:\w+ )?(?:years?|months?|weeks?|days) ago|(?:last|this) (?:year|month|week|spring|summer|autumn|winter)"
    r"|(?:in|since|from) (?:early |late )?(?:19|20)\d\d|(?:already|long ago|yesterday|as planned|on schedule)"
)
_PAST_TIME = re.compile(rf",? (?:{_TIME})(?=[.,;]|$)", re.IGNORECASE)
_WHEN = re.compile(
    r"\s((?:from|in|by|on|since|until|after|next|this|once)\s"
    r"(?:(?:the|early|late|next|this|second|first|half|of|mid)\s)*"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn"
    r"|winter|fall|year|month|week|half|quarter|19\d\d|20\d\d)"
    r"(?: of (?:the )?(?:next |this )?year)?(?: (?:19|20)\d\d)?)\b"
)
_PRONOUN = frozenset(("it", "they", "these", "those", "this", "its use", "their use"))
_PAPERS = frozenset("paper manuscript study results article work findings report analysis data preprint trial".split())
"""Of one source, these name the same piece of work."""
_CAN_GET = re.compile(
    r"\bcan (?:now |already |today )?(?:be (?:prescribed|bought|had)|get|have|obtain|buy|order|prescribe|use)\b"
)
_AND_MORE = re.compile(r"\b(?:and|but|which|who|while)\b", re.IGNORECASE)
_OBJECT = re.compile(r" (?:the|an?|its|their|his|her|our|this|these)\b")
"""What an active verb acts on: it stays only behind the same verb."""
_CUT_SHORT = re.compile(r" (?:with|who|whose|aged|over|under|having|at least|on|taking|treated)\b(?! prescription)")
"""What bounds the last word taken over: "for adults", where it says "for adults with gout"."""
_FORBIDDEN = re.compile(r"\b(?:Schedule|illegal|controlled)\b")
"""What is forbidden is so for every use that the article names."""
_ON_SALE = re.compile(
    r"^ and (?:is|are) (?:now |already )?(?:on the market"
    r"|(?:available|sold|on sale)(?: (?:in|at|from|to) [\w ]+)?)(?=[.]?$)"
)
"""A second way to say that it is approved: it goes with the first."""


def predicate_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """The source's verb phrase on the claim's subject."""
    passage, said, shown = objection.passage, objection.said, objection.shown
    if passage is None or said is None or shown is None or passage.kind == "field":
        return
    mine = _mine(claim.text, said, anywhere=objection.code == "REG-001")
    theirs = _theirs(passage.text, shown)
    if mine is None or theirs is None:
        return
    subject, start, end = mine
    source_subject, words, stop = theirs
    if _CUT_SHORT.match(passage.text, stop):
        return
    turned = _passive(claim.text[start:end], words, subject, passage.text[stop:])
    of_use = objection.code == "REG-001" and _use(source_subject, claim.text[end:])
    if turned is None and not of_use and not _same(subject, source_subject):
        return
    words = _agreeing(turned or words, many=is_many(subject))
    rest = claim.text[end:]
    if _ON_SALE.match(rest):
        rest = _ON_SALE.sub("", rest)
    if _OBJECT.match(rest) and _last_stem(words) != _last_stem(claim.text[start:end]):
        return
    if _AND_MORE.search(rest) or _CAN_GET.search(subject):
        return
    told, when = _PAST_TIME.search(rest), _WHEN.search(passage.text, stop)
    if told:
        rest = rest[: told.start()] + (f" {when[1]}" if when else "") + rest[told.end() :]
    if len(words.split()) > 9 or (re.search(r"\bby\b", words) and re.match(r" by\b", rest)):
        rest = re.sub(r"^ by [^.;]*", "", rest)
    if _FORBIDDEN.search(words):
        place = PLACE.search(rest)
        where = f" {place[0]}" if place and place["name"] not in words else ""
        yield splice(claim.text, (start, len(claim.text)), f"{words}{where}.")
        return
    yield splice(claim.text, (start, len(claim.text)), f"{words}{rest}")


def _mine(text: str, said: tuple[int, int], *, anywhere: bool) -> tuple[str, int, int] | None:
    """The claim's subject, and where its verb phrase stands: the shown words with the auxiliary before them."""
    words = text[slice(*said)]
    own = _FINITE.search(words)
    start = said[0]
    if own and own.start() > 0:
        start += own.start()
    elif own is None:
        before = _AUXILIARY.search(text[: said[0]]) or (anywhere and _LAST_FINITE.search(text[: said[0]]))
        if not before and not re.match(r"(?:requires?|needs?|carr(?:y|ies)|continues?)\b", words):
            return None
        start = before.start() if before else start
    else:
        start = said[0]
    aux = _AUXILIARY.search(text[:start])
    start = aux.start() if aux else start
    subject = text[:start].strip()
    known = subject and "," not in subject and not re.search(r"\b(?:which|who|that|when|if|and)$", subject)
    return (subject, start, said[1]) if known else None


def _theirs(text: str, shown: tuple[int, int]) -> tuple[str, str, int] | None:
    """The source's subject, its verb phrase, and where that ends."""
    clause = context(text).clause(shown[0])
    end = shown[1]
    while end < len(text) and text[end].isalnum():
        end += 1
    own = _FINITE.search(text, shown[0], end)
    if own is None:
        found = list(_FINITE.finditer(text, clause.start, shown[0]))
        if not found:
            return None
        own = found[-1]
    begin = own.start()
    back = _AUXILIARY.search(text[clause.start : begin])
    begin = clause.start + back.start() if back else begin
    if re.search(r"(?:\bby|\bto|\bof|\bin|\bfor|\boutside|\bI|\b[A-Z]\w*)$", text[begin:end]):
        tail = re.match(r"[^,.;]{0,60}(?=[,.;]|$)", text[end:])
        end += tail.end() if tail else 0
    elif tail := re.match(r" (?:only|studies|trials|research)\b", text[end:]):
        end += tail.end()
    return text[clause.start : begin].strip(), text[begin:end], end


def _same(mine: str, theirs: str) -> bool:
    """Whether two subjects are one thing: the head of the one stands in the other, or the source has a pronoun."""
    theirs = re.sub(r"^.*,\s", "", theirs)
    if theirs.lower() in _PRONOUN:
        return True
    if {_head(mine), _head(theirs)} <= _PAPERS:
        return True
    heads = [stem(_head(each)) for each in (mine, theirs)]
    known = [{stem(word) for word in re.findall(r"[a-z-]+", each.lower())} for each in (mine, theirs)]
    return bool(heads[0]) and heads[0] in known[1] and heads[1] in known[0]


def _head(subject: str) -> str:
    first = re.split(r" (?:of|in|for|with|on|to|from|by|against) ", subject, maxsplit=1)[0]
    words = re.findall(r"[a-z-]+", first.lower())
    return words[-1] if words else ""


def _last_stem(words: str) -> str:
    """Of "has shared" and "plans to share" the same."""
    return stem(words.rsplit(maxsplit=1)[-1].lower()) if words else ""


def _use(theirs: str, rest: str) -> bool:
    """Whether the source speaks of the use that the claim names behind its verb: "detection of …", "its use for …"."""
    if theirs.lower().startswith(("its use", "their use", "this use")):
        return True
    known = {stem(word) for word in re.findall(r"[a-z]+", rest.lower())}
    theirs_words = {stem(word) for word in re.findall(r"[a-z]{3,}", theirs.lower())} - {"the"}
    return bool(theirs_words) and theirs_words <= known


_ACTIVE = re.compile(r"^(?P<how>will|is to|are to|plans? to|intends? to) (?P<verb>[a-z]+)$")
_DONE_TO = re.compile(r"^(?:is|are|was|were|has been|have been)(?: already| now)? (?P<participle>[a-z]+)$")


def _passive(mine: str, theirs: str, subject: str, behind: str) -> str | None:
    """An active plan in the passive, as the article has it: "was lowered" beside "will lower the dose"."""
    active, passive = _ACTIVE.match(theirs), _DONE_TO.match(mine)
    if active is None or passive is None or stem(active["verb"]) != stem(passive["participle"]):
        return None
    known = {stem(word) for word in re.findall(r"[a-z-]+", behind.lower())}
    if stem(_head(subject)) not in known:
        return None
    return f"{'will' if active['how'] == 'will' else 'is to'} be {passive['participle']}"


def _agreeing(words: str, *, many: bool) -> str:
    """The first verb in the number of the new subject."""
    first, _, rest = words.partition(" ")
    pairs = {
        "is": "are",
        "was": "were",
        "has": "have",
        "plans": "plan",
        "intends": "intend",
        "expects": "expect",
        "remains": "remain",
        "awaits": "await",
        "hopes": "hope",
        "aims": "aim",
        "wants": "want",
    }
    if not many:
        pairs = {plural: one for one, plural in pairs.items()}
    changed = pairs.get(first.lower(), first)
    return f"{changed} {rest}" if rest else changed
