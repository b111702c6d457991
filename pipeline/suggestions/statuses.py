"""Edits of status: what is only tested, designated, unreviewed or long over, said as the record says it."""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.suggestions.splice import lexicon, opening, splice

_EVIDENCE = "|".join(
    form
    for entry in ("show", "demonstrate", "suggest", "indicate", "find", "report", "reveal", "confirm", "prove")
    for form in (entry,)
)
_SAYS = re.compile(
    rf"\b(?P<verb>(?:{_EVIDENCE})(?P<s>s)?)(?:\s+that)?\s+(?P<what>[^,;.]+?)\s+"
    r"(?P<be>may be|might be|could be|can be|is|are)\s+(?P<praise>(?:highly|very|remarkably|extremely)\s+)?"
    r"(?P<word>effective|efficacious|safe|beneficial)\b",
    re.IGNORECASE,
)
_SAYS_VERB = re.compile(
    rf"\b(?P<verb>(?:{_EVIDENCE})(?P<s>s)?|found|showed|demonstrated|reported|suggested|has shown"
    rf"|have shown|has found|have found)\s+that\s+",
    re.IGNORECASE,
)
_PLURAL_SUBJECT = re.compile(
    r"\b(?:studies|trials|researchers|scientists|results|data)\s*(?:\([^)]*\)\s*)?$", re.IGNORECASE
)
_PAST_BE = re.compile(r"\b(was|were)\b", re.IGNORECASE)
_WORDS = r"(?:approved|cleared|licen[cs]ed|authori[sz]ed)"
_APPROVED = re.compile(
    rf"\b(?P<be>(?:is|are|was|were|has been|have been|has now been))\s+(?:now\s+|fully\s+"
    rf"|officially\s+)?(?:FDA-)?{_WORDS}"
    r"(?:\s+by\s+(?:the\s+)?[A-Z][\w.]+)?"
)
_HAS_APPROVED = re.compile(
    rf"^(?P<who>(?:the\s+)?(?:FDA|EMA|MHRA|Food and Drug Administration|regulators?"
    rf"|agency))\s+(?P<has>has\s+|have\s+)?(?:{_WORDS}|green-?lighted)\s+"
    r"(?P<what>(?:the\s+)?[\w-]+(?:\s+[\w-]+)??)(?=\s+(?:for|as|against|to|in|last|this)\b|[.,;]|$)",
    re.IGNORECASE,
)
_WON = re.compile(r"\b(?:won|received|gained|got|secured)\s+(?:\w+\s+){0,2}?approval\b", re.IGNORECASE)
_ON_MARKET = re.compile(
    r"\b(?P<be>is|are)\s+(?:now\s+|already\s+)?(?:on the market|(?:available|sold|on sale) (?:in|at|from) (?:\w+ )?"
    r"(?:pharmacies|chemists|drug ?stores|shops))\b",
    re.IGNORECASE,
)
_INVESTIGATIONAL = re.compile(
    r"\binvestigational\s+(?:new\s+)?(?:drug|product|compound|device|vaccine|agent|medicine)\b", re.IGNORECASE
)
_FDA_APPROVED = re.compile(r"\b(?:FDA|EMA)-approved\s+", re.IGNORECASE)
_DESIGNATION = re.compile(
    r"\b((?:breakthrough therapy|fast[- ]track|orphan(?:[- ]drug)?|breakthrough device"
    r"|regenerative medicine)(?:\s+designation|\s+status)?|priority review)",
    re.IGNORECASE,
)
_PHASE = re.compile(r"\bphase\s+(?:[1-4]|I{1,3})[ab]?(?:/\d[ab]?)?\b", re.IGNORECASE)
_UNDER_TEST = re.compile(
    r"\b(?:(?:being|be) (?:test|stud|evaluat|investigat)\w*|(?:is|are) (?:now |currently )?in an?\b|under ?way|ongoing"
    r"|recruit\w*|enrol\w*|start\w*|beg[au]n|begins?|continu\w*|currently)\b",
    re.IGNORECASE,
)
"""A trial that still runs: of a finished one nobody says that the drug is being tested in it."""
_RUNNING = re.compile(
    r"\b(?P<be>is|are)\s+(?:currently\s+|still\s+|now\s+)?(?:under ?way|ongoing|running|recruiting"
    r"|enrolling|in progress|under way)\b(?:\s+(?:patients|participants|volunteers))?",
    re.IGNORECASE,
)
_TESTING = re.compile(
    r"\b(?P<be>is|are)\s+(?:currently|still|now)\s+(?P<verb>investigat|test|evaluat|study|assess"
    r"|examin|explor)(?:ing|ying)\b",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r",\s+(?:an?|the|researchers|scientists)\b[^,]*\b(?:found|finds|shows?|says?|said|suggests?|reports?)\.?$"
)
_PROOF_THAT = re.compile(
    r"(?:there is (?:now )?(?:clear|solid|strong|robust|compelling|definitive|conclusive) (?:evidence|proof)"
    r"|it (?:is|has)(?: now)?(?: been)? (?:well )?(?:established|proven|proved|clear|certain)(?: beyond doubt)?"
    r"|(?:\w+ )?(?:trials?|stud(?:y|ies)|research|researchers|scientists|results)(?: (?:have|has|now))*"
    r" (?:prove[sdn]?|confirm(?:s|ed)?|establish(?:es|ed)?)) that ",
    re.IGNORECASE,
)
"""What a sentence leads with that its source can't bear: it goes, and whose word it is stands there instead."""
_ENDED = {"COMPLETED": "completed", "TERMINATED": "terminated", "WITHDRAWN": "withdrawn", "SUSPENDED": "suspended"}
_TESTED = {
    "study": "studied",
    "investigat": "investigated",
    "test": "tested",
    "evaluat": "evaluated",
    "assess": "assessed",
    "examin": "examined",
    "explor": "explored",
}


def status_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for objections to a status."""
    passage = objection.passage
    if passage is None:
        return
    if objection.code in ("STA-001", "EFF-001", "SAF-001") and _is_registered(passage):
        yield from _as_a_test(claim.text, _status(passage))
    elif objection.code in ("STA-002", "STA-003"):
        yield from _labelled(claim.text, passage)
    elif objection.code == "REG-001":
        yield from _not_approved(claim.text, passage)
    elif objection.code == "STA-004":
        yield from _ended(claim.text, passage)


def _is_registered(passage: Passage) -> bool:
    return passage.work.kind == "registry_record" or any(reading.trial for reading in passage.work.read)


def _status(passage: Passage) -> str:
    """The record's status; of a record that was read as a text, the word that the passage has for it."""
    told = re.search(rf"\b(?:{'|'.join((*_ENDED, 'UNKNOWN'))})\b", passage.text)
    return next((reading.trial.status for reading in passage.work.read if reading.trial), told[0] if told else "")


def _as_a_test(text: str, status: str) -> Iterator[str]:
    """A result of a trial that has none, told as the question that it asks."""
    if status in ("UNKNOWN", "WITHDRAWN"):
        return  # nobody knows what it does, or it never began
    text = _AS_TOLD.sub("", text)
    over = status in _ENDED
    says = _SAYS.search(text)
    if says:
        plural = not says["s"]
        verb = "tested" if over else f"{'are' if plural else 'is'} testing"
        new = f"{verb} whether {says['what']} {_present(says['be'], says['what'])} {says['word']}"
        yield splice(text, says.span(), new)
    told = _SAYS_VERB.search(text)
    if told:
        many = _PLURAL_SUBJECT.search(text[: told.start()])
        new = "tested whether " if over else f"{'are' if many else 'is'} testing whether "
        yield _in_present(splice(text, told.span(), new), over=over)
    opened = opening(text)
    if opened and not told and not says:
        end = re.search(r"[.!]?$", opened)
        body = opened[: end.start()] if end else opened
        asked = body if over else _plain(body)
        if _ABOUT_TRIALS.search(asked) or (not over and _STILL_PAST.search(asked)):
            return
        if over:
            yield f"A registered trial tested whether {_without_praise(asked)}; no results are posted."
        else:
            yield f"A registered trial is testing whether {asked}."


def _present(be: str, what: str) -> str:
    """The plain verb for what is asked: "may be" as "is", with a plural "are"."""
    if be.lower() in ("is", "are"):
        return be
    return "are" if re.search(r"[a-z]s$", what.split(" of ", maxsplit=1)[0]) and not what.endswith("ss") else "is"


def _plain(text: str) -> str:
    """A statement as it stands behind "whether": present, without praise."""
    return _without_praise(_in_present(text, over=False))


_AS_TOLD = re.compile(
    r",? (?:according to|as) (?:the |a |this )?(?:trial|study|record|registry)[^,;.]*(?=\.?$)"
    r"|, (?:the |a |this )?(?:[\w-]+ ){0,2}(?:trial|study)"
    r" (?:shows?|showed|found|finds|suggests?|reports?|has (?:shown|found))(?=\.?$)",
    re.IGNORECASE,
)
_ABOUT_TRIALS = re.compile(r"\b(?:trials?|stud(?:y|ies)|data|results?|findings|research|evidence)\b", re.IGNORECASE)
"""A result told of the trial itself: a trial is not asked what its own data show."""
_STILL_PAST = re.compile(
    r"\b(?:fell|rose|lost|slept|had|did|felt|became|went|came|got|saw|gave|took|walked|needed|sent|brought|dropped|went"
    r"|declined|plunged|vanished|survived|suffered|reported|experienced|achieved|recovered|responded"
    r"|put|hurt|thanks to)\b",
    re.IGNORECASE,
)
"""A past that has no present form here."""
_PERFECT = re.compile(r"\b(?P<have>has|have)\s+(?:already\s+|now\s+|also\s+)?(?P<form>[a-z]+)\b", re.IGNORECASE)


def _in_present(text: str, *, over: bool) -> str:
    """Past forms of a result as present ones: nothing has happened yet."""
    if over:
        return text
    text = _FOUND_TO.sub(_found_to, text)
    text = _PAST_BE.sub(lambda match: "is" if match[1].lower() == "was" else "are", text)
    past = {entry.split()[2]: entry.split() for entry in lexicon().effect.forms}
    participles = {entry.split()[3]: entry.split() for entry in lexicon().effect.forms}

    def had(match: re.Match[str]) -> str:
        forms = participles.get(match["form"].lower())
        return match[0] if forms is None else forms[1] if match["have"].lower() == "has" else forms[0]

    text = _PERFECT.sub(had, text)
    for form, (base, third, _, _) in past.items():
        verb = re.compile(
            rf"(?P<noun>\b[\w’'-]+)(?P<comma>,?) (?P<adverb>\w+ly )?(?<!is )(?<!are ){form}\b(?! (?:by|in|with)\b)"
        )

        def now(match: re.Match[str], base: str = base, third: str = third) -> str:
            if match["noun"].lower() in _NO_SUBJECT:
                return match[0]
            subject = match.string.split(",", 1)[0].split()[-1] if match["comma"] else match["noun"]
            many = re.search(r"[^su]s$", subject) or subject.lower() in _MANY_PEOPLE
            return f"{match['noun']}{match['comma']} {match['adverb'] or ''}{base if many else third}"

        text = verb.sub(now, text)
    return text


_FOUND_TO = re.compile(
    r"\b(?P<be>was|were|is|are|has been|have been) (?:shown|found|proven|proved|seen|known) to (?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)


def _found_to(match: re.Match[str]) -> str:
    """Turn "was found to ease" into "eases"."""
    verb = match["verb"]
    if match["be"].lower() in ("were", "are", "have been"):
        return "are" if verb == "be" else verb
    ending = "es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb) else "s"
    return "is" if verb == "be" else f"{verb[:-1]}ies" if re.search(r"[^aeiou]y$", verb) else f"{verb}{ending}"


_MANY_PEOPLE = frozenset("people children women men they we teeth feet mice".split())
_NO_SUBJECT = frozenset(
    "a an the of with for in on at by no its their and or to is are be been being may might can could will".split()
)


def _without_praise(text: str) -> str:
    words = "|".join(sorted(lexicon().raising.all() | lexicon().hype.all()))
    return re.sub(rf"\b(?:{words})\s+(?=[a-z])", "", text)


def _labelled(text: str, passage: Passage) -> Iterator[str]:
    """Whose word it is, in front: "According to topline results, …"."""
    if passage.work.kind == "preprint":
        study = re.search(r"\b(?:study|trial|paper|analysis)\b", text)
        if study:
            yield splice(text, (study.end(), study.end()), " that has not been peer reviewed")
    proof = _PROOF_THAT.match(text)
    opened = text[proof.end() :] if proof else opening(text, passage.text)
    if opened is None or _TRAILING.search(text):
        return
    label = re.search(r"\btop-?line (?:results|data)\b", passage.text, re.IGNORECASE)
    if label:
        yield f"According to {label[0].lower()}, {opened}"
    kind = lexicon().kinds.get(passage.work.kind)
    if kind:
        yield f"According to {kind}, {opened}"


def _not_approved(text: str, passage: Passage) -> Iterator[str]:
    """Approval as what there is: none, a designation, a phase, or an investigation."""
    denied = re.search(rf"\bnot (?:yet )?(?:been )?{_WORDS}\b", passage.text, re.IGNORECASE)
    named, phase = _DESIGNATION.search(passage.text), _PHASE.search(passage.text)
    tried = _INVESTIGATIONAL.search(passage.text)
    passive, active = _APPROVED.search(text), _HAS_APPROVED.search(text)
    won, market = _WON.search(text), _ON_MARKET.search(text)
    plural = bool(passive) and passive["be"].split()[0] in ("are", "were", "have") if passive else False
    if denied:
        word = denied[0].split()[-1]
        yet = "yet " if "yet" in denied[0] else ""
        if passive:
            yield splice(text, passive.span(), f"{'are' if plural else 'is'} not {yet}{word}")
        if active:
            yield splice(text, active.span(), f"{_capital(active['what'])} {_is(active['what'])} not {yet}{word}")
    if named:
        if passive:
            yield splice(text, passive.span(), f"{'have' if plural else 'has'} {_given(passage.text)} {named[0]}")
        if active:
            has = "have" if active["who"].lower().endswith("regulators") else "has"
            yield splice(text, active.span(), f"{active['who']} {has} granted {active['what']} {named[0]}")
            yield splice(text, active.span(), f"{_capital(active['what'])} has {named[0]}")
        if won:
            yield splice(text, won.span(), f"{'received' if 'received' in passage.text else 'was granted'} {named[0]}")
    if tried:
        for found in (passive, market):
            if found:
                yield splice(text, found.span(), f"{found['be'].split()[0]} an {tried[0]}")
                yield splice(text, found.span(), f"{found['be'].split()[0]} investigational")
    if phase and passive and _UNDER_TEST.search(passage.text):
        yield splice(text, passive.span(), f"{'are' if plural else 'is'} being tested in a {phase[0]} trial")
    if (short := _FDA_APPROVED.search(text)) and (tried or "unapproved" in passage.text):
        yield splice(text, short.span(), "investigational " if tried else "unapproved ")


def _given(source: str) -> str:
    """The source's own verb for the designation."""
    return "received" if "received" in source else "been granted" if "granted" in source else "had"


def _is(what: str) -> str:
    return "are" if re.search(r"[^su]s$", what) else "is"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_WITH_PEOPLE = re.compile(r"\s+(?:\w+ )?(?:with|who|aged|over|under|women|men|children|adults|people|patients)\b")
_RECRUITS = re.compile(
    r"\b(?P<be>is|are)\s+(?:currently\s+|still\s+|now\s+|actively\s+)?"
    r"(?P<verb>recruiting|enrolling|open to|looking for)\b",
    re.IGNORECASE,
)
_CAN_JOIN = re.compile(
    r"\bcan\s+(?:still\s+|now\s+)?(?P<verb>join|enrol|enroll|sign up|take part|participate)\b", re.IGNORECASE
)


def _no_longer(text: str, status: str) -> Iterator[str]:
    """Who still recruits by the article, and by the record not yet or no more."""
    gloss = lexicon().statuses.get(status, "")
    if not gloss.endswith("recruiting"):
        return
    adverb = gloss.removesuffix(" recruiting")
    recruits, join = _RECRUITS.search(text), _CAN_JOIN.search(text)
    if recruits:
        yield splice(text, recruits.span(), f"{recruits['be']} {adverb} {recruits['verb']}")
    if join:
        yield splice(
            text,
            join.span(),
            f"can {'not yet' if 'yet' in adverb else adverb} {join['verb']}".replace("can not", "cannot"),
        )


def _ended(text: str, passage: Passage) -> Iterator[str]:
    """A trial that the article calls running, as the record's status has it."""
    yield from _no_longer(text, passage.text.strip().upper())
    word = _ENDED.get(passage.text.strip().upper())
    if word is None:
        return
    running = _RUNNING.search(text)
    if running and not _WITH_PEOPLE.match(text, running.end()):
        be = "has been" if running["be"].lower() == "is" else "have been"
        yield splice(text, running.span(), f"{be} {word}")
    testing = _TESTING.search(text)
    if testing and word == "completed":
        yield splice(text, testing.span(), _TESTED[testing["verb"].lower()])
