"""Edits of strength: the source's hedge, bound, qualifier or link in the place of a firmer word."""

import re
from collections.abc import Callable, Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.strength.matching import share
from pipeline.suggestions.splice import kept_or_lowered, lexicon, lowered, splice
from pipeline.text import stem
from pipeline.verdicts.support import same_polarity

SAME_MATTER = 0.34
"""Least share of the claim's content words in the passage whose words are taken over."""
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_MODAL = re.compile(r"\b(may|might|could)\b(?:\s+(?:also|help|well|still))?\s+([a-z]+)", re.IGNORECASE)
_AUXILIARY = re.compile(r"\b(?:can|will|does|did|do|would|must)\s+$", re.IGNORECASE)
_MEASURED = re.compile(
    r"\b(?:(?:at least|at most|up to|about|only|over|through|until|for)\s+)*(?:the\s+)?(?:\d+(?:\.\d+)?|[a-z]+)(?:\s|-)"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:for|over|after|at|by|through|until|within)\s+(?:the\s+|a\s+)?", re.IGNORECASE)
_LINK = re.compile(r"\b(?:associated with|linked (?:to|with)|tied to|correlated with)\b", re.IGNORECASE)
_RISK = re.compile(
    r"(?P<verb>[a-z]+)\s+(?:the|your|their|a person[’']s|people[’']s)\s+(?:risk|odds|chances?|likelihood)\s+of\s+(?P<what>.+?)"
    r"(?:\s+by\s+(?P<much>[\d.,]+\s?(?:%|per cent|percent)))?(?=[.,;]|$)",
    re.IGNORECASE,
)
_PURE_CAUSE = re.compile(
    r"^(?:cause[sd]?|lead(?:s)? to|led to|result(?:s|ed)? in|trigger(?:s|ed)?|produce[sd]?|drive[sn]?|bring(?:s)? about)$",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"\b(?:small|early|preliminary|pilot|first|single|one|open-label|uncontrolled)\b", re.IGNORECASE)
_STUDY = re.compile(r"\b(?:trials?|stud(?:y|ies)|experiments?|survey|cohort|review)\b", re.IGNORECASE)
_PHRASE_VERB = re.compile(r"\b([a-z]+)(?:\s+that)?$", re.IGNORECASE)
_NP_STUDY = re.compile(
    r"\b(?:(?:an?|one|two|three|\d+|in)\s+)?(?:(?:small|large|early|pilot|single|randomi[sz]ed|French|observational|phase \w+)\s+){0,3}"
    r"(?:trials?|stud(?:y|ies)|experiments?)\b",
    re.IGNORECASE,
)
_SINGULAR = {"trials": "trial", "studies": "study", "experiments": "experiment"}
_HARM = r"(?:(?:adverse|side|untoward)[ -](?:events?|effects?|reactions?)|deaths?|toxicit(?:y|ies)|complications?|harms?)"
_DENIED = re.compile(rf"\b(?:no|not any|without any|without|zero)\s+((?:[\w-]+\s+){{0,3}}?)({_HARM})", re.IGNORECASE)
_ANY_HARM = re.compile(rf"((?:[\w-]+\s+){{0,4}}?)({_HARM})((?:\s+[\w-]+){{0,5}})", re.IGNORECASE)
_GRADES = re.compile(r"\b(?:mild|moderate|severe)(?:\s*(?:,|to|or|and|-)\s*(?:mild|moderate|severe))+\b", re.IGNORECASE)

Build = Callable[[Claim, Objection, Passage, tuple[int, int], tuple[int, int]], Iterator[str]]


def wording_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for objections to the strength of a statement."""
    build = _BUILDERS.get(objection.code)
    passage, said, shown = objection.passage, objection.said, objection.shown
    if build is None or passage is None or said is None or shown is None:
        return
    yield from build(claim, objection, passage, said, shown)


def _near(claim: Claim, passage: Passage) -> bool:
    beside = f"{passage.before} {passage.text} {passage.after}"
    return share(claim.text, beside) >= SAME_MATTER


def _hedge(claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]) -> Iterator[str]:
    """The source's own hedge: its modal before the verb, its verb of evidence, or its limit in front."""
    text = claim.text
    yield from _modal(text, passage.text)
    words = passage.text[slice(*shown)]
    if re.search(r"\b(?:suggest|point|indicat|appear|seem|believ|hypothes|propos)", words, re.IGNORECASE):
        yield from _softer_evidence(text)
    if re.search(r"\b(?:may|might|could|possib|potential|likely)", words, re.IGNORECASE):
        yield from _modal_on_effect(text)
    if _LIMIT.search(words) and _STUDY.search(words) and not _STUDY.search(text):
        opened = lowered(text)
        if opened:
            yield f"In {kept_or_lowered(words)}, {opened}"


def _modal(text: str, source: str) -> Iterator[str]:
    """ "Breath replaces" beside "breath could replace": the source's modal and verb."""
    for modal in _MODAL.finditer(source):
        root = stem(modal[2].lower())
        for word in _WORD.finditer(text):
            if stem(word[0].lower()) == root and word.start() > 0:
                start = word.start()
                auxiliary = _AUXILIARY.search(text[:start])
                yield splice(
                    text,
                    (auxiliary.start() if auxiliary else start, word.end()),
                    f"{modal[1].lower()} {modal[2].lower()}",
                )
                break


def _modal_on_effect(text: str) -> Iterator[str]:
    """A modal on the first verb of effect."""
    for word in _WORD.finditer(text):
        low = word[0].lower()
        forms = next((entry.split() for entry in lexicon().effect.forms if low in entry.split()[:3]), None)
        if forms is None or word.start() == 0 or re.search(r"\b(?:to|may|might|could)\s$", text[: word.start()]):
            continue
        auxiliary = _AUXILIARY.search(text[: word.start()])
        past = low == forms[2] and forms[2] != forms[0] and not auxiliary
        new = f"may have {forms[3]}" if past else f"may {forms[0]}"
        yield splice(text, (auxiliary.start() if auxiliary else word.start(), word.end()), new)
        return


def _softer_evidence(text: str) -> Iterator[str]:
    """ "The review found" as "the review suggests", in the same form."""
    soft = lexicon().weak_evidence.forms[0].split()
    for word in _WORD.finditer(text):
        low = word[0].lower()
        forms = next((entry.split() for entry in lexicon().evidence.forms if low in entry.split()), None)
        if forms is None or low in soft or word.start() == 0:
            continue
        after = text[word.end() : word.end() + 4]
        if low in forms[:3] and not re.search(r"\b(?:was|were|been|be)\s$", text[: word.start()]):
            yield splice(text, word.span(), soft[forms.index(low)] + ("" if after.startswith(" tha") else ""))
            return


def _duration(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """How long the source watched, in the place of "for weeks"; or the word of lasting left out."""
    text, words = claim.text, claim.text[slice(*said)]
    time = _MEASURED.search(passage.text[slice(*shown)])
    same = _near(claim, passage) and same_polarity(text, passage.text)
    bound = re.search(r"\bfor\s+.*$|\b(?:weeks|months|years|days)\b.*$", words)
    if time and same:
        length = _LEAD.sub("", time[0])
        if bound:
            start = said[0] + bound.start()
            yield splice(text, (start, said[1]), f"for {length}" if bound[0].startswith("for") else length)
        if words.lower() in ("permanently", "forever", "long-term", "in the long term", "for good"):
            yield splice(text, said, f"for {length}")
    if same and re.fullmatch(r"(?:long-)?(?:lasting|term)|sustained|durable|permanent(?:ly)?|enduring", words.lower()):
        if re.match(r"\s+[a-z]", text[said[1] :]) and not re.match(r"\s+(?:for|in|on|until)\b", text[said[1] :]):
            yield splice(text, said, "")


def _absolute(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """The absolute word left out where the sentence stands without it, or the passage's own verb for it."""
    text, words = claim.text, claim.text[slice(*said)].lower()
    if not _near(claim, passage) or not same_polarity(text, passage.text):
        return
    adverb = words in lexicon().raising.all() or words in ("beyond doubt", "without fail", "without exception")
    if adverb and said[0] > 0:
        yield splice(text, said, "")
    yield from _modal(text, passage.text)
    yield from _softer_evidence(text)


def _cause(claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]) -> Iterator[str]:
    """ "Causes" as "is associated with", "cuts the risk of" as "is associated with a lower risk of"."""
    link = _LINK.search(passage.text)
    text, verb = claim.text, claim.text[slice(*said)]
    if link is None:
        return
    head = verb.split()[0].lower()
    auxiliary = "is" if head.endswith("s") else "are"
    if re.search(r"\b(?:can|may|could|will|to|not)\s+$", text[: said[0]]) or head.endswith(("ed", "ing")):
        return
    if _PURE_CAUSE.match(verb):
        yield splice(text, said, f"{auxiliary} {link[0].lower()}")
        return
    risk = _RISK.match(text[said[0] :])
    if risk is None:
        return
    forms = next((entry.split() for entry in lexicon().effect.forms if head in entry.split()[:2]), None)
    if forms is None:
        return
    less = forms[0] in ("reduce", "lower", "cut", "halve")
    size = f"{risk['much']} " if risk["much"] else ""
    new = f"{auxiliary} {link[0].lower()} a {size}{'lower' if less else 'higher'} risk of {risk['what']}"
    yield splice(text, (said[0], said[0] + risk.end()), new.replace(" a 8", " an 8").replace(" a 11", " an 11"))


def _consensus(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """ "Research consistently shows" without its adverb, or as what there is: "one trial"."""
    text, words = claim.text, claim.text[slice(*said)]
    plain = " ".join(word for word in words.split() if word.lower() not in lexicon().raising.all())
    for softened in _softer_evidence(text):
        if plain != words:
            cut = softened.replace(words.split()[-1], "")  # the verb has changed already
            yield _without_adverbs(softened, said[0], len(cut))
        yield softened
    if plain != words:
        yield splice(text, said, plain)
    plural = re.search(r"\b(trials|studies|experiments)\b", words, re.IGNORECASE)
    if plural:
        yield from _as_one(text, said, words, plural)
    there = _NP_STUDY.search(passage.text[slice(*shown)])
    if there and plural and there[0].split()[-1].lower() in (*_SINGULAR, *_SINGULAR.values()):
        yield splice(text, (said[0], said[0] + plural.end()), kept_or_lowered(there[0].removeprefix("in ")))


def _without_adverbs(text: str, start: int, reach: int) -> str:
    """The words from `start` on without what only raises."""
    head, tail = text[:start], text[start : start + reach + 80]
    kept = " ".join(word for word in tail.split(" ") if word.lower() not in lexicon().raising.all())
    return head + kept + text[start + reach + 80 :]


def _as_one(text: str, said: tuple[int, int], words: str, plural: re.Match[str]) -> Iterator[str]:
    """ "Recent clinical trials demonstrate" as "a recent clinical trial suggests"."""
    verb = re.search(r"\b([a-z]+)$", words)
    forms = next((entry.split() for entry in lexicon().evidence.forms if verb and verb[1] in entry.split()), None)
    if verb is None or forms is None:
        return
    form = forms.index(verb[1])
    adjectives = [
        word
        for word in words[: plural.start()].split()
        if word.lower() not in ("numerous", "many", "several", "multiple", "various", "the", "all", "other", "some")
    ]
    subject = " ".join([kept_or_lowered(" ".join(adjectives)), _SINGULAR[plural[1].lower()]]).strip()
    soft = lexicon().weak_evidence.forms[0].split()
    for entry in (soft, forms):
        yield splice(text, (said[0], said[1]), f"one {subject} {entry[1 if form == 0 else form]}")


def _harms(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """The source's qualifier in the denial: "no drug-related serious adverse events"; or its grade of harms."""
    text = claim.text
    grade = _GRADES.search(passage.text)
    if text[slice(*said)].lower() in ("mild", "moderate") and grade:
        yield splice(text, said, grade[0].lower())
        return
    mine = next((each for each in _DENIED.finditer(text) if each.start(2) <= said[1] and said[0] <= each.end(2)), None)
    if mine is None:
        return
    there = passage.text[max(shown[0] - 40, 0) : shown[1]]
    own = [word.lower() for word in mine[1].split()]
    for found in _ANY_HARM.finditer(there):
        before = [word for word in found[1].split() if word.lower() not in (*own, *_DETERMINERS)]
        if before:
            yield splice(text, (mine.start(1), mine.start(1)), " ".join([kept_or_lowered(word) for word in before]) + " ")
    tail = passage.text[shown[0] :]
    behind = re.search(rf"{_HARM}\s+((?:that were |which were )?(?:attribut|related|linked|due|caused|considered)[^.,;]*)", tail)
    if behind and len(behind[1].split()) <= 8:
        yield splice(text, (mine.end(2), mine.end(2)), " " + behind[1].strip())


_DETERMINERS = frozenset("no not any a an the were was had there had with without one have has and or of in".split())


def _safety(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """The limit of the source in front: "In early clinical trials, …"; the size of the study behind."""
    text = claim.text
    words = passage.text[slice(*shown)]
    if words.lower().startswith("short-term"):
        yield splice(text, (said[0], said[0]), "short-term ") if text[said[1] :].startswith(" profile") else text
    if not _near(claim, passage):
        return
    opened = lowered(text)
    if opened and _STUDY.search(words) and _LIMIT.search(words) and not _STUDY.search(text):
        yield f"In {kept_or_lowered(words)}, {opened}"
    sized = re.search(
        r"\b(?:phase \w+ )?(?:trial|study) (?:of|in|with) \d[\d,]* (?:people|patients|adults|volunteers|participants|children)",
        passage.text,
        re.IGNORECASE,
    )
    if opened and sized and not _STUDY.search(text):
        yield f"In a {kept_or_lowered(sized[0])}, {opened}"


def _praise(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """The source's own word for the size; or praise left out."""
    text = claim.text
    strong = claim.text[slice(*said)].split()
    first = strong[0].lower() if strong else ""
    modest = passage.text[slice(*shown)]
    if first in lexicon().hype.all() and re.fullmatch(r"[a-z]+", modest) and _near(claim, passage):
        yield splice(text, (said[0], said[0] + len(strong[0])), modest)
    if first in lexicon().hype.all() | lexicon().raising.all() and len(strong) > 1:
        yield splice(text, (said[0], said[0] + len(strong[0])), "")


def _comparator(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """What people really were compared with, where the passage names it in so many words."""
    words = passage.text[slice(*shown)]
    if re.match(r"(?:no|not|without)\b", words, re.IGNORECASE) or words.lower() == claim.text[slice(*said)].lower():
        return
    yield splice(claim.text, said, kept_or_lowered(words))


def _design(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """The design in the passage's own words, where they are of the same shape."""
    words, mine = passage.text[slice(*shown)], claim.text[slice(*said)]
    if re.fullmatch(r"not [a-z-]+", words) and words.split()[1] == mine.lower():
        yield splice(claim.text, said, words)
    if re.fullmatch(r"(?:open|single|double)[ -](?:label|blind(?:ed)?)|unblinded|observational|uncontrolled", words.lower()):
        yield splice(claim.text, said, words.lower().replace(" ", "-"))


_BUILDERS: dict[str, Build] = {
    "CER-001": _hedge,
    "CER-004": _absolute,
    "CAU-001": _cause,
    "DUR-001": _duration,
    "GEN-001": _consensus,
    "SAF-001": _safety,
    "SAF-002": _harms,
    "EFF-001": _praise,
    "CMP-001": _comparator,
    "DES-001": _design,
}
