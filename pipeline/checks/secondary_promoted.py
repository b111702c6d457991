"""Secondary result told as the result (OUT-002).

What it does: looks in the passage that states the claim's result for the source's own label ("secondary endpoint",
"post hoc", "subgroup", "exploratory"), and round it for a primary outcome that was missed; objects where the claim and
its neighbours do not pass the label on.

Why it matters: among many results some look good by chance; the primary one was chosen before anybody could know.

The article says: "The inhaler cut the use of steroid tablets."

The source says: "The use of steroid tablets, a secondary endpoint, was lower."

Fine if: the primary result was good as well and is told near by.

Literature: Boutron 2010 (spin by focus on secondary outcomes and subgroups).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Dossier, PairCheck
from pipeline.checks._outcome_ranks import Ranked, exchanged
from pipeline.records.verdict import Aspect, Objection, Passage
from pipeline.strength import profile
from pipeline.strength.context import context
from pipeline.strength.matching import ABSTRACT, SAME, around, at_hand, meant, nearest, share, verbatim
from pipeline.strength.patterns import Hit, expression, find
from pipeline.strength.wording import cut, raised

_OWN = (
    "secondary", "primary", "post hoc", "post-hoc", "subgroup", "subset", "exploratory", "unplanned", "not planned",
    "further outcome", "other outcome", "additional outcome", "side outcome", "further endpoint", "other endpoint",
)  # fmt: skip
"""Words with which the claim or a neighbour passes the label on."""


def examine(dossier: Dossier) -> Iterator[Objection]:
    """An objection where a label on the result was dropped."""
    claim = dossier.claim
    swapped = exchanged(claim.words, dossier.passages)
    if swapped is not None:
        yield _other_rank(dossier, *swapped)
        return
    where = context(claim.text)
    main = _CALLED_MAIN.search(claim.text) is not None
    if where.question or where.hypothetical or (where.purpose and not main) or verbatim(claim, dossier.passages):
        return
    if any(scope.cue.entry.group == "negation" for scope in where.scopes):
        return  # that something did not help promotes nothing
    told = around(claim).lower()
    if any(word in told for word in _OWN):
        return
    meant_there = _means_it(dossier)
    if meant_there is not None:
        yield _objection(dossier, *meant_there)
        return
    if not main and profile(claim.text).causality == "none" and not _result(claim.text):
        return
    matches = nearest(claim, dossier.ranked, SAME)
    found = _labelled(dossier, matches[0].passage) if matches else None
    if found is None and (main or _FOUND.search(claim.text)):
        found = _marked(dossier, first=not main) or _all_else_failed(dossier)
    if found is not None:
        yield _objection(dossier, *found)


_CALLED_MAIN = re.compile(
    r"(?i)\b(?:main|key|chief|central|principal|headline|most important|biggest|primary)\s+"
    r"(?:finding|result|outcome|conclusion|message|discovery)s?\b"
    r"|\b(?:study|trial|experiment|researchers|team) set out to (?:show|prove|test|find)\b"
)
"""The claim ranks the result itself."""
_FOUND = re.compile(
    r"(?i)\b(?:study|trial|experiment)(?: (?:has|also|now))? (?:found|shows?|showed|proved|proves|confirms?)\b"
)
"""The claim tells it as what the study found."""


def _marked(dossier: Dossier, *, first: bool) -> tuple[Passage, Hit] | None:
    """In an abstract: the label in the passage that means most of the claim, or (not `first`) in another one."""
    hand = at_hand(dossier.claim, dossier.ranked, dossier.passages)
    rest = dossier.passages if len(dossier.passages) <= ABSTRACT else ()
    for passage in hand[:1] if first else (*hand, *rest):
        labels = [hit for hit in find("secondary", passage.text) if hit.entry.group != "missed"]
        if labels:
            return passage, labels[0]
    return None


def _means_it(dossier: Dossier) -> tuple[Passage, Hit] | None:
    """In an abstract: the label in the passage that means most of the claim, though it shares few of its words."""
    if len(dossier.passages) > ABSTRACT:
        return None
    text = dossier.claim.text
    passage = max(dossier.passages, key=lambda each: meant(text, each.text), default=None)
    if passage is None or meant(text, passage.text) < _MEANS or _PASSED_ON.search(text):
        return None
    if context(text).governed(len(text) - 1, "negation"):
        return None
    labels = [hit for hit in find("secondary", passage.text) if hit.entry.name in ("exploratory", "post.hoc")]
    return (passage, labels[0]) if labels else None


_MEANS = 0.5
"""Half of what the claim says, in whatever words: that result is meant."""
_PASSED_ON = expression("study_words", "passed.on")


def _all_else_failed(dossier: Dossier) -> tuple[Passage, Hit] | None:
    """In an abstract: "the trial found" an effect, where the main result is none and only a labelled one is good."""
    text = dossier.claim.text
    denies = any(scope.cue.entry.group == "negation" for scope in context(text).scopes)
    if len(dossier.passages) > ABSTRACT or denies:
        return None
    labelled = [(each, hit) for each in dossier.passages for hit in find("secondary", each.text)]
    missed = [pair for pair in labelled if pair[1].entry.group == "missed"]
    if missed:
        return missed[0]
    failed = any(
        cue.group == "null"
        for each in dossier.passages
        if not find("secondary", each.text)
        for cue in profile(each.text).all_of("magnitude")
    )
    return next(((each, hit) for each, hit in labelled if meant(text, each.text) >= _TOUCHES), None) if failed else None


_TOUCHES = 0.2
"""A fifth of what the claim says, in whatever words, in the labelled result."""


def _result(text: str) -> bool:
    """Whether the text tells a change at all."""
    return bool(find("efficacy", text))


def _labelled(dossier: Dossier, passage: Passage) -> tuple[Passage, Hit] | None:
    """The label in the passage itself, or a missed primary outcome right before or after it."""
    own = find("secondary", passage.text)
    if own:
        return passage, own[0]
    texts = {each.text: each for each in dossier.passages}
    for beside in (passage.before, passage.after):
        missed = [hit for hit in find("secondary", beside) if hit.entry.group == "missed"]
        if missed and beside in texts and share(dossier.claim.text, beside) < SAME:
            return texts[beside], missed[0]
    return None


def _objection(dossier: Dossier, passage: Passage, label: Hit) -> Objection:
    claim = dossier.claim
    return Objection(
        code="OUT-002",
        verdict="overstated",
        severity=raised("should", claim),
        title=f"Source: “{cut(label.text, 48)}”",
        why="The source marks this result as not its main one; the claim tells it as the result.",
        aspects=(Aspect("rank of the result", cut(claim.text, 60), label.text, "stronger"),),
        passage=passage,
        said=(0, len(claim.text)),
        shown=(label.start, label.end),
        ok_if="the primary result was good as well and is told near by.",
        confidence="medium",
        cause=f"rank {passage.start}",
    )


def _other_rank(dossier: Dossier, said: Ranked, passage: Passage, told: Ranked) -> Objection:
    words, shown = dossier.claim.words[said.start : said.end], passage.text[told.start : told.end]
    return Objection(
        code="OUT-002",
        verdict="contradicted",
        severity="must",
        title=f"Source: “{cut(shown.strip(), 48)}”",
        why="The source gives this outcome another rank than the claim.",
        aspects=(Aspect("rank of the outcome", cut(words, 60), cut(shown, 60), "different"),),
        passage=passage,
        said=(said.start, said.end),
        shown=(told.start, told.end),
        ok_if="the outcome was the main one of another part of the study.",
        confidence="high",
        cause=f"rank {passage.start}",
        certain=len(dossier.passages) <= ABSTRACT,
    )


CHECK = PairCheck("secondary-promoted", ("OUT-002",), examine)
