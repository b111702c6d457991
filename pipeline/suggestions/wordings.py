"""Edits of strength: the source's hedge, bound, qualifier or link in the place of a firmer word."""

import re
from collections.abc import Callable, Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.strength.context import context
from pipeline.suggestions.comparators import comparator_edits, design_edits
from pipeline.suggestions.consensus import consensus_edits
from pipeline.suggestions.durations import duration_edits
from pipeline.suggestions.harms import harms_edits
from pipeline.suggestions.splice import kept_or_lowered, lexicon, near, opening, splice
from pipeline.text import stem
from pipeline.verdicts.polarity import same_polarity

_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_MODAL = re.compile(r"\b(may|might|could)\b(?:\s+(?:also|well|still))?\s+([a-z]+)", re.IGNORECASE)
_MODAL_BEFORE = re.compile(r"\b(?:to|may|might|could|not)\s+$", re.IGNORECASE)
_FIRM = re.compile(r"\b(?:prove[dns]?|proven|confirm(?:s|ed)?|demonstrate[ds]?|establish(?:es|ed)?)\b", re.IGNORECASE)
_SEEMS = re.compile(r"\b(appears?|seems?|tends?) to ([a-z]+)", re.IGNORECASE)
_WHO_SAYS = re.compile(
    r"\b(?P<who>we|authors|researchers|scientists|results|findings|data)\s+(?P<verb>suggest"
    r"|hypothesi[sz]e|propose|speculate|indicate)\b",
    re.IGNORECASE,
)
_EVIDENCE_WORD = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|research|review|results?|findings|evidence|authors)\b", re.IGNORECASE
)
_COMPARED = re.compile(
    r"\b(?P<link>(?:associated|correlated|related|linked)\s+(?:with|to))\s+(?:an?\s+)?(?P<way>fewer"
    r"|less|more|[a-z]+er|reduced|increased)\s+(?P<what>[a-z]+)",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"\b(?:can|will|does|did|do|would|must)\s+$", re.IGNORECASE)
_LINK = re.compile(r"\b(?:associated with|linked (?:to|with)|tied to|correlated with|related to)\b", re.IGNORECASE)
_LINKED_RISK = re.compile(
    r"(?<!not )\b(?P<link>(?:associated|correlated|linked) (?:with|to))\s+"
    r"(?P<risk>(?:an? |the )?(?:\d[\d.]*(?:%| per cent) )?"
    r"(?:lower|lowest|higher|highest|reduced|increased|greater|decreased)"
    r" (?:risk|incidence|rate|odds|mortality|likelihood|prevalence) (?:of|from)) (?P<what>[a-z]+)",
    re.IGNORECASE,
)
_DENIED_LINK = re.compile(
    r"\b(?:not|no longer|never|neither)\s+(?:\w+ )?(?:associated|linked|related|correlated|tied)", re.IGNORECASE
)
_RISK = re.compile(
    r"(?P<verb>[a-z]+)\s+(?:the|your|their|a person[’']s|people[’']s)\s+(?:risk|odds|chances?"
    r"|likelihood)\s+of\s+(?P<what>.+?)"
    r"(?:\s+by\s+(?P<much>[\d.,]+\s?(?:%|per cent|percent)))?(?=[.,;]|$)",
    re.IGNORECASE,
)
_PURE_CAUSE = re.compile(
    r"^(?:cause[sd]?|lead(?:s)? to|led to|result(?:s|ed)? in|trigger(?:s|ed)?|produce[sd]?|drive[sn]?"
    r"|bring(?:s)? about)$",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"\b(?:small|early|preliminary|pilot|first|single|one|open-label|uncontrolled)\b", re.IGNORECASE)
_STUDY = re.compile(r"\b(?:trials?|stud(?:y|ies)|experiments?|survey|cohort|review)\b", re.IGNORECASE)
_SHORT = re.compile(r"(?:[\w’'-]+ ){2,8}[\w’'-]+\.")
"""A plain sentence that a few words can follow."""
Build = Callable[[Claim, Objection, Passage, tuple[int, int], tuple[int, int]], Iterator[str]]


def wording_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for objections to the strength of a statement."""
    build = _BUILDERS.get(objection.code)
    passage, said, shown = objection.passage, objection.said, objection.shown
    if build is None or passage is None or said is None or shown is None:
        return
    yield from build(claim, objection, passage, said, shown)


def _hedge(
    claim: Claim, _: Objection, passage: Passage, _said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """The source's own hedge: its modal before the verb, its verb of evidence, or its limit in front."""
    text, words = claim.text, passage.text[slice(*shown)]
    opened = opening(text, passage.text)
    scarce = re.search(r"\b(limited|weak|insufficient|scarce|little|preliminary)\b", passage.text, re.IGNORECASE)
    if scarce and re.search(r"\bevidence\b", passage.text, re.IGNORECASE) and opened and words_meet(words, scarce[0]):
        yield (
            f"There is only {scarce[0].lower()} evidence that {opened}"
            if scarce[0].lower() != "insufficient"
            else (f"There is insufficient evidence that {opened}")
        )
    if opened and re.fullmatch(r"(?:data|evidence|samples?|numbers?) (?:is|are|was|were) [a-z]+", words.lower()):
        yield f"Although the {words.lower()}, {opened}"
    if not same_polarity(text, passage.text):
        return
    yield from _firm_first(_modal(text, passage.text))
    yield from _seeming(text, passage.text)
    if re.search(r"\b(?:suggest|point|indicat|appear|seem|believ|hypothes|propos)", words, re.IGNORECASE):
        yield from _softer_evidence(text)
    who = _WHO_SAYS.search(passage.text)
    if who and opened and not _EVIDENCE_WORD.search(text):
        subject = "researchers" if who["who"].lower() in ("we", "authors") else who["who"].lower()
        yield splice(f"{subject} {who['verb'].lower()} that {opened}", (0, len(subject)), subject.capitalize())
    goes_on = passage.text[slice(shown[0], context(passage.text).clause(shown[0])[1])]
    if re.search(r"\b(?:may|might|could|possib|potential|likely)", words, re.IGNORECASE) or _MODAL.search(goes_on):
        yield from _firm_first(_modal_on_effect(text))
    told = re.fullmatch(r"(?P<what>trials?|study|studies) (?:was|were) (?P<how>small|preliminary|short)", words.lower())
    if told and opened and not _STUDY.search(text):
        what = f"{told['how']} {told['what']}"
        yield f"In {what}, {opened}" if told["what"].endswith("s") else f"In a {what}, {opened}"
        return
    if told and opened is None and _SHORT.fullmatch(text) and not _STUDY.search(text):
        what = f"{told['how']} {told['what']}"
        yield splice(text, (len(text) - 1, len(text)), f" in {what}." if what.endswith("s") else f" in a {what}.")
        return
    behind = re.match(r"\s+(?:clinical\s+)?" + _STUDY.pattern, passage.text[shown[1] :])
    limit = (shown[0], shown[1] + (behind.end() if behind else 0))
    if _LIMIT.search(words) and _STUDY.search(passage.text[slice(*limit)]) and not _STUDY.search(text) and opened:
        yield f"In {_with_article(passage.text, limit)}, {opened}"


def words_meet(shown: str, word: str) -> bool:
    """Whether the deciding words of the source are about that limit."""
    return word.lower() in shown.lower() or "certainty" in shown.lower()


def _seeming(text: str, source: str) -> Iterator[str]:
    """For "prevents" beside "appears to prevent"."""
    for seems in _SEEMS.finditer(source):
        root = stem(seems[2].lower())
        for word in _WORD.finditer(text):
            low = word[0].lower()
            if stem(low) == root and word.start() > 0 and not low.endswith(("ed", "ing")):
                verb = seems[1].lower().removesuffix("s") + ("s" if low.endswith("s") else "")
                yield splice(text, word.span(), f"{verb} to {seems[2].lower()}")
                break


def _with_article(text: str, shown: tuple[int, int]) -> str:
    """The shown words with the article that stands before them."""
    before = re.search(
        r"\b(an?|one|this|the|our|two|three|several)\s+((?:[\w-]+\s+){0,3})$", text[: shown[0]], re.IGNORECASE
    )
    words = (before[2] if before else "") + kept_or_lowered(text[slice(*shown)])
    first = before[1].lower() if before else ""
    if first in ("one", "two", "three", "several"):
        return f"{first} {words}"
    if not before and words.endswith("s"):
        return words
    return f"{'an' if words[0].lower() in 'aeiou' else 'a'} {words}"


def _firm_first(candidates: Iterator[str]) -> Iterator[str]:
    """A "may" behind "proved that" is nonsense: the firm verb of evidence goes too."""
    for text in candidates:
        if _FIRM.search(text):
            yield from _softer_evidence(text)
        else:
            yield text


def _modal(text: str, source: str) -> Iterator[str]:
    """For "Breath replaces" beside "breath could replace": the source's modal and verb."""
    for modal in _MODAL.finditer(source):
        root = stem(modal[2].lower())
        for word in _WORD.finditer(text):
            if stem(word[0].lower()) == root and word.start() > 0:
                start = word.start()
                if _MODAL_BEFORE.search(text[:start]):
                    break
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
        if forms is None or word.start() == 0 or _MODAL_BEFORE.search(text[: word.start()]):
            continue
        auxiliary = _AUXILIARY.search(text[: word.start()])
        past = low == forms[2] and forms[2] != forms[0] and not auxiliary
        new = f"may have {forms[3]}" if past else f"may {forms[0]}"
        yield splice(text, (auxiliary.start() if auxiliary else word.start(), word.end()), new)
        return


def _softer_evidence(text: str) -> Iterator[str]:
    """Turn "The review found" into "the review suggests", in the same form."""
    soft = lexicon().weak_evidence.forms[0].split()
    for word in _WORD.finditer(text):
        low = word[0].lower()
        forms = next((entry.split() for entry in lexicon().evidence.forms if low in entry.split()), None)
        if forms is None or low in soft or word.start() == 0:
            continue
        if low in forms[:3] and not re.search(r"\b(?:was|were|been|be|is|are|well|now)\s$", text[: word.start()]):
            yield splice(text, word.span(), soft[forms.index(low)])
            return


def _absolute(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], _shown: tuple[int, int]
) -> Iterator[str]:
    """The absolute word left out where the sentence stands without it, or the passage's own verb for it."""
    text, words = claim.text, claim.text[slice(*said)].lower()
    if not near(claim, passage) or not same_polarity(text, passage.text):
        return
    adverb = words in lexicon().raising.all() or words in ("beyond doubt", "without fail", "without exception")
    if adverb and said[0] > 0 and not _FIRM.search(text):
        yield splice(text, said, "")
    yield from _modal(text, passage.text)
    yield from _softer_evidence(text)


def _cause(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """Turn "causes" into "is associated with", "cuts the risk of" as "is associated with a lower risk of"."""
    link = _LINK.search(passage.text)
    text, verb = claim.text, claim.text[slice(*said)]
    compared = _COMPARED.search(passage.text)
    linked = _LINKED_RISK.search(passage.text)
    if (link is None and compared is None) or _DENIED_LINK.search(passage.text[slice(*shown)]):
        return
    head = verb.split()[0].lower()
    auxiliary = "is" if head.endswith("s") else "are"
    if re.search(r"\b(?:can|may|could|will|to|not)\s+$", text[: said[0]]) or head.endswith(("ed", "ing")):
        return
    if compared:
        there = re.match(r"\s*(?:the\s+)?([a-z]+)", text[said[1] :])
        if there and stem(there[1].lower()) == stem(compared["what"].lower()):
            yield splice(text, said, f"{auxiliary} {compared['link'].lower()} {compared['way'].lower()}")
    there = re.match(r"\s*(?:against\s+)?([a-z]+)", text[said[1] :])
    if linked and there and stem(there[1].lower()) == stem(linked["what"].lower()):
        yield splice(
            text, (said[0], said[1] + there.start(1)), f"{auxiliary} {linked['link'].lower()} {linked['risk']} "
        )
    if link is None:
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
    claim: Claim, objection: Objection, passage: Passage, said: tuple[int, int], _: tuple[int, int]
) -> Iterator[str]:
    """One study as one study."""
    yield from consensus_edits(claim, objection, passage, said)


def _safety(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """The limit of the source in front: "In early clinical trials, …"; the size of the study behind."""
    text = claim.text
    words = passage.text[slice(*shown)]
    if words.lower().startswith("short-term"):
        yield splice(text, (said[0], said[0]), "short-term ") if text[said[1] :].startswith(" profile") else text
    if not near(claim, passage):
        return
    opened = opening(text, passage.text)
    if opened and _STUDY.search(words) and _LIMIT.search(words) and not _STUDY.search(text):
        yield f"In {kept_or_lowered(words)}, {opened}"
    sized = re.search(
        r"\b(?:phase \w+ )?(?:trial|study) (?:of|in|with) \d[\d,]* (?:people|patients|adults"
        r"|volunteers|participants|children)",
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
    if passage.work.kind == "registry_record" or not same_polarity(text, passage.text):
        return
    strong = claim.text[slice(*said)].split()
    first = strong[0].lower() if strong else ""
    modest = passage.text[slice(*shown)]
    if first in lexicon().hype.all() and re.fullmatch(r"[a-z]+", modest) and near(claim, passage):
        yield splice(text, (said[0], said[0] + len(strong[0])), modest)
    if first in lexicon().hype.all() | lexicon().raising.all() and len(strong) > 1:
        yield splice(text, (said[0], said[0] + len(strong[0])), "")


_BUILDERS: dict[str, Build] = {
    "CER-001": _hedge,
    "CER-004": _absolute,
    "CAU-001": _cause,
    "DUR-001": duration_edits,
    "GEN-001": _consensus,
    "SAF-001": _safety,
    "SAF-002": harms_edits,
    "EFF-001": _praise,
    "CMP-001": comparator_edits,
    "DES-001": design_edits,
}
