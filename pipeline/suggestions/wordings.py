"""Edits of strength: the source's hedge, bound, qualifier or link in the place of a firmer word."""

import re
from collections.abc import Callable, Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.suggestions.comparators import comparator_edits
from pipeline.suggestions.consensus import consensus_edits
from pipeline.suggestions.designs import design_edits
from pipeline.suggestions.durations import duration_edits
from pipeline.suggestions.harms import harms_edits
from pipeline.suggestions.hedges import LIMIT, STUDY, hedge_edits
from pipeline.suggestions.softening import FIRM, modal, softer_evidence
from pipeline.suggestions.splice import kept_or_lowered, lexicon, near, opening, splice
from pipeline.text import stem
from pipeline.verdicts.polarity import same_polarity

_COMPARED = re.compile(
    r"\b(?P<link>(?:associated|correlated|related|linked)\s+(?:with|to))\s+(?:an?\s+)?(?P<way>fewer"
    r"|less|more|[a-z]+er|reduced|increased)\s+(?P<what>[a-z]+)",
    re.IGNORECASE,
)
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
Build = Callable[[Claim, Objection, Passage, tuple[int, int], tuple[int, int]], Iterator[str]]


def wording_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for objections to the strength of a statement."""
    build = _BUILDERS.get(objection.code)
    passage, said, shown = objection.passage, objection.said, objection.shown
    if build is None or passage is None or said is None or shown is None:
        return
    yield from build(claim, objection, passage, said, shown)


def _absolute(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], _shown: tuple[int, int]
) -> Iterator[str]:
    """The absolute word left out where the sentence stands without it, or the passage's own verb for it."""
    text, words = claim.text, claim.text[slice(*said)].lower()
    if not near(claim, passage) or not same_polarity(text, passage.text):
        return
    adverb = words in lexicon().raising.all() or words in ("beyond doubt", "without fail", "without exception")
    if adverb and said[0] > 0 and not FIRM.search(text):
        yield splice(text, said, "")
    yield from modal(text, passage.text)
    yield from softer_evidence(text)


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
    if opened and STUDY.search(words) and LIMIT.search(words) and not STUDY.search(text):
        yield f"In {kept_or_lowered(words)}, {opened}"
    sized = re.search(
        r"\b(?:phase \w+ )?(?:trial|study) (?:of|in|with) \d[\d,]* (?:people|patients|adults"
        r"|volunteers|participants|children)",
        passage.text,
        re.IGNORECASE,
    )
    if opened and sized and not STUDY.search(text):
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
    "CER-001": hedge_edits,
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
