"""Edits of cause where the source tells a link in another shape: "less likely to", "a predictor of", "not associated".

The guard allows "a lower risk of" beside "less likely to", "had it less often": the engine adds that reading to the
evidence (`reading_of`), as it adds what a registry's status means.
"""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.suggestions.splice import lexicon, splice
from pipeline.text import stem

_WARDS_OFF = re.compile(
    r"\b(?P<verb>prevents?|protects?(?: [a-z]+)? (?:against|from)|wards? off|staves? off|keeps? away)"
    r"(?P<what> [^,;.]+)",
)
_BRINGS = re.compile(r"\b(?P<verb>causes?|triggers?|brings? on|leads? to|gives? rise to|results? in)(?P<what> [^,;.]+)")
_LESS = re.compile(r"\b(?:less (?:likely|often|common|frequent\w*)|fewer)\b", re.IGNORECASE)
_MORE = re.compile(r"\bmore (?:likely|often|common|frequent\w*)\b", re.IGNORECASE)
_PREDICTOR = re.compile(
    r"\b(?:was|is|were|are) (?P<as>an? (?:predictor|marker|risk factor)) (?:of|for) (?P<what>[a-z]+)"
)
_NO_LINK = re.compile(
    r"\b(?:was|were|is|are) not (?P<link>(?:associated|linked|related|correlated) (?:with|to)) (?P<what>[a-z]+)"
)
_POORER = re.compile(
    r"\b(?P<link>(?:associated|correlated|related|linked) (?:with|to)) (?P<way>[a-z]+er|less|fewer|more|worse)"
    r" (?P<what>[a-z]+) in (?P<who>[a-z]+)\b"
)
_OWNED = re.compile(r"^\s+(?P<who>[a-z]+)(?:s['’]|['’]s) (?P<what>[a-z]+)")
_BLOCKED = re.compile(r"\b(?:can|may|might|could|will|would|not|to|did|does|do) $")


def reading_of(source: str) -> str:
    """What a comparison of how often something came says of its risk."""
    if _DENIES.search(source):
        return ""
    found = [name for pattern, name in ((_LESS, "a lower risk"), (_MORE, "a higher risk")) if pattern.search(source)]
    return found[0] if len(found) == 1 else ""


_DENIES = re.compile(r"\b(?:no|not|neither|nor)\b", re.IGNORECASE)


def link_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """Candidates for a cause that the source only has as a link."""
    passage = objection.passage
    if objection.code != "CAU-001" or passage is None:
        return
    yield from _as_risk(claim.text, passage.text)
    yield from _as_predictor(claim.text, passage.text)
    yield from _as_quality(claim, objection, passage.text)


def _as_risk(text: str, source: str) -> Iterator[str]:
    reading = reading_of(source)
    pattern = _WARDS_OFF if reading == "a lower risk" else _BRINGS
    told = pattern.search(text) if reading else None
    if told is None or told.start() == 0 or _BLOCKED.search(text[: told.start()]) or not _meets(told["what"], source):
        return
    yield splice(text, told.span("verb"), f"{_be(told['verb'])} linked to {reading} of")


def _as_predictor(text: str, source: str) -> Iterator[str]:
    told = _BRINGS.search(text) or re.search(r"\b(?P<verb>[a-z]+s?)(?P<what> [a-z]+(?: [a-z]+)?)\.?$", text)
    if told is None or told.start() == 0 or _BLOCKED.search(text[: told.start()]):
        return
    first = told["what"].split()[0]
    sign, none = _PREDICTOR.search(source), _NO_LINK.search(source)
    if sign and stem(sign["what"]) == stem(first) and _be(told["verb"]) == "is":
        joint = "for" if "factor" in sign["as"] else "of"
        yield splice(text, told.span("verb"), f"is {sign['as']} {joint}")
    if none and stem(none["what"]) == stem(first) and none["what"] == first and _is_present(told["verb"]):
        yield splice(text, told.span("verb"), f"{_be(told['verb'])} not {none['link']}")


def _as_quality(claim: Claim, objection: Objection, source: str) -> Iterator[str]:
    """Turn "damages children's memory" into "is associated with poorer memory in children"."""
    there, said = _POORER.search(source), objection.said
    if there is None or said is None or re.search(rf"\bnot {re.escape(there['link'])}", source):
        return
    owned = _OWNED.match(claim.text[said[1] :])
    verb = claim.text[slice(*said)]
    if owned is None or not verb.isalpha() or not _is_present(verb) or _BLOCKED.search(claim.text[: said[0]]):
        return
    if stem(owned["what"]) == stem(there["what"]) and stem(owned["who"]) == stem(there["who"]):
        new = f"is {there['link']} {there['way']} {owned['what']} in {there['who']}"
        yield splice(claim.text, (said[0], said[1] + owned.end()), new if _be(verb) == "is" else f"are{new[2:]}")


def same_head(one: str, other: str) -> bool:
    """Whether two texts begin with the same thing: "knee pain" is no "knees", "heart attacks" no "heart failure"."""
    heads = []
    for text in (one, other):
        phrase = re.match(r"\s*(?:against |from |off |down )?(?:the |your |their |an? )?([a-z][a-z -]*)", text)
        words = _ENDS.split(phrase[1])[0].split() if phrase else []
        heads.append(stem(words[-1]) if words else "")
    return bool(heads[0]) and heads[0] == heads[1]


_ENDS = re.compile(
    r" (?:in|of|by|among|for|with|at|on|after|over|than|and|or|from|during|between|across|to|was|were|is|are"
    r"|when|who|that)\b"
)


def _be(verb: str) -> str:
    return "is" if verb.split(maxsplit=1)[0].endswith("s") else "are"


def _is_present(verb: str) -> bool:
    return not verb.split(maxsplit=1)[0].endswith(("ed", "ing"))


def _meets(what: str, source: str) -> bool:
    """Whether the head of what is told stands in the source."""
    head = re.split(r" (?:in|of|by|among|for|with|at|on|after) ", what.strip())[0].split()
    known = {stem(word) for word in re.findall(r"[a-z]+", source.lower())}
    return bool(head) and stem(head[-1].lower()) in known


_COMPARED = re.compile(
    r"\b(?P<link>(?:associated|correlated|related|linked)\s+(?:with|to))\s+(?P<a>an?\s+)?(?P<way>fewer"
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
_PUSHED = re.compile(r" [^,;.]*? (?:into|out of|away from|to [a-z]+)\b")
"""Who is driven into something: "is associated with customers into debt" is no English."""


def linked_edits(
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
    led = re.match(r"\s*(?:off|down|up|against|from|the|an?|your|their)\b", text[said[1] :])
    if (
        compared
        and not compared["a"]
        and not led
        and same_head(text[said[1] :], passage.text[compared.start("what") :])
    ):
        yield splice(text, said, f"{auxiliary} {compared['link'].lower()} {compared['way'].lower()}")
    there = re.match(r"\s*(?:against\s+)?([a-z]+)", text[said[1] :])
    if linked and there and same_head(text[said[1] :], passage.text[linked.start("what") :]):
        yield splice(
            text, (said[0], said[1] + there.start(1)), f"{auxiliary} {linked['link'].lower()} {linked['risk']} "
        )
    if link is None:
        return
    if _PURE_CAUSE.match(verb):
        if _meets(text[said[1] :].rstrip("."), passage.text) and not _PUSHED.match(text[said[1] :]):
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
