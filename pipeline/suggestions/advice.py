"""Edits of advice told firmer than the source gives it: "is recommended for" beside "is an option for"."""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection
from pipeline.suggestions.splice import splice
from pipeline.text import stem

_FIRM = re.compile(
    r"\b(?P<be>is|are) (?:strongly |always |clearly )?(?:recommended|advised|compulsory|mandatory|essential|required"
    r"|necessary|obligatory|indispensable|an? must|the (?:treatment|drug) of choice)"
    r"(?= (?P<joint>for|in|on|after|to|with)\b)"
)
_SOFT = re.compile(
    r"\b(?P<soft>(?:may|might|can|could) be (?:tried|used|considered|offered|given|helpful)|(?:is|are) an option)"
    r"(?= (?P<joint>for|in|on|after|to|with|by)\b)"
)
_MUST_BE = re.compile(r"\b(?:must|should|has to|have to|needs? to|ought to) be (?P<verb>[a-z]+)\b")
_MAY_BE = re.compile(r"\b(?P<modal>may|might|can|could) be (?P<verb>[a-z]+)\b")
_SHOULD = re.compile(r"\b(?:should|must|have to|has to|ought to|needs? to) (?P<verb>[a-z]+)\b")
_CONSIDER = re.compile(r"\b(?P<modal>may|might|can|could) consider (?P<verb>[a-z]+ing)\b")
_CONSIDERED = re.compile(r"^Consider (?=[a-z])|\b(?:may|might|can|could) be (?:considered|tried|offered)\b")
_TRY = re.compile(r"\b(?P<modal>may|might|can|could) be tried\b")
_GET = frozenset("get take have use try receive".split())
_WE_SUGGEST = re.compile(r"\b[Ww]e (?:suggest|propose) ")
_IS_SO = re.compile(r"\b(?P<be>is|are) (?P<what>an? [a-z]+|[a-z]+)\b")
_MAY_BE_SO = re.compile(r"\b(?P<modal>may|might|could) be (?P<what>an? [a-z]+|[a-z]+)\b")


def advice_edits(claim: Claim, objection: Objection) -> Iterator[str]:
    """The source's own degree of advice in the place of the article's; its "may be" in the place of "is"."""
    passage, text = objection.passage, claim.text
    if objection.code != "CER-001" or passage is None or re.search(r"\b(?:not|never|no)\b", passage.text):
        return
    firm, soft = _FIRM.search(text), _SOFT.search(passage.text)
    if firm and soft and (firm["joint"] == soft["joint"] or soft["joint"] == "by"):
        new = soft["soft"]
        yield splice(text, firm.span(), f"{firm['be']} an option" if new.endswith("option") else new)
    if firm and _WE_SUGGEST.search(passage.text):
        yield splice(text, firm.span(), f"{firm['be']} suggested")
    must, may = _MUST_BE.search(text), _MAY_BE.search(passage.text)
    if must and may and stem(must["verb"]) == stem(may["verb"]):
        yield splice(text, must.span(), f"{may['modal']} be {must['verb']}")
    yield from _considered(text, passage.text)
    hedged = _MAY_BE_SO.search(passage.text)
    if hedged:
        for told in _IS_SO.finditer(text):
            if told["what"] == hedged["what"] and told.start() > 0:
                yield splice(text, told.span(), f"{hedged['modal']} be {told['what']}")
                return


def _considered(text: str, source: str) -> Iterator[str]:
    """The source's "consider" or "may be tried" for "should"."""
    active, consider, tried = _SHOULD.search(text), _CONSIDER.search(source), _TRY.search(source)
    if active and consider and stem(active["verb"]) == stem(consider["verb"]):
        yield splice(text, active.span(), f"{consider['modal']} consider {consider['verb']}")
    if active and tried and active["verb"] in _GET:
        yield splice(text, active.span(), f"{tried['modal']} try")
    elif active and tried and active["verb"] not in ("be", "not", "never", "have"):
        yield splice(text, active.span(), f"{tried['modal']} {active['verb']}")
    must = _MUST_BE.search(text)
    if must and _CONSIDERED.search(source):
        yield splice(text, must.span(), f"may be {must['verb']}")
