"""Edits of a comparison: what people were really compared with."""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.suggestions.splice import kept_or_lowered, splice


def comparator_edits(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """What people really were compared with, where the passage names it in so many words."""
    named = [(fact.start, fact.end) for fact in passage.facts if fact.role == "comparator" and not fact.negated]
    mine = claim.text[slice(*said)]
    if claim.text[said[1] : said[1] + 1] == "-" or not _NOUN_PHRASE.match(mine) or mine.endswith("controlled"):
        return
    taken = _TAKEN.search(claim.text[: said[0]])
    for start, end in (shown, *named):
        words = _plain_words(passage.text, start, end)
        if not words or _NO_COMPARATOR.match(words) or words.lower() == claim.text[slice(*said)].lower():
            continue
        if taken and not _SWALLOWED.search(words) and len(words.split()) > 1:
            continue
        article = re.search(r"\b(an?)\s+$", passage.text[:start])
        bare = re.search(r"\b(?:an?|the)\s+$", claim.text[: said[0]])
        yield splice(claim.text, said, f"{article[1]} {words}" if article and not bare else kept_or_lowered(words))


_NOUN_PHRASE = re.compile(
    r"(?!(?:did|do|does|took|take|got|get|had|have|were|was|is|are|carried|went|go|stayed|received?|kept|keep|ate|used?"
    r"|continued?|left|not|without|who|that|switched|untreated|sat|slept|lived?)\b).",
    re.IGNORECASE,
)
"""What is put in another's place must be a thing in both: "took nothing" is none."""
_TAKEN = re.compile(
    r"\b(?:took|takes?|taking|swallow\w*|drank|drinks?|drinking|inject\w*|inhal\w*|hears?|heard|listen\w* to|wore"
    r"|wears?|ate|eats?|vaccinated with)\s+(?:(?:an?|the|only|either)\s+)*$",
    re.IGNORECASE,
)
_SWALLOWED = re.compile(
    r"\b(?:placebo|saline|dose|pills?|tablets?|capsules?|drinks?|mg|µg|mcg|vaccine)\b", re.IGNORECASE
)
_CUT_SHORT = re.compile(
    r"[ -](?!(?:and|or|for|in|on|at|of|to|with|by|once|twice|daily|every|as|was|were|is|are|had|have|has|after"
    r"|before|than|per|over|under|until|from|instead|rather|while|during|when|who|which|that|given|taken|plus|mixed|but|if|because"
    r"|alone|only)\b)[a-z]"
)
_USUAL = re.compile(r"(?:Standard|Usual|Routine|Sham|No|Best|Regular|Conventional|Waiting|Wait|Placebo|Saline)\b")


def _plain_words(text: str, start: int, end: int) -> str:
    """A comparator's name as it goes on within a sentence; empty where it is a figure, or cut out of a longer name."""
    words = text[start:end]
    if _USUAL.match(words):
        words = words[0].lower() + words[1:]
    figure = re.match(r"[\d.,]+(?![\d.,])(?! ?(?:mg|µg|mcg|g\b|ml|IU|units? of))", words)
    if figure or _CUT_SHORT.match(text[end:]) or words.count("(") != words.count(")"):
        return ""
    return "" if re.search(r"\b(?:against|versus|vs)\b", words) else words


_NO_COMPARATOR = re.compile(r"(?:no|not|without|single|open|un|any)\b|.*-arm\b", re.IGNORECASE)
