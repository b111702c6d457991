"""What is told as done and is only announced in the source: it keeps a near passage from bearing the claim out.

"The firm has applied for a licence" shares every word but one with "the firm plans to apply for a licence". The check
`still_to_come` accuses where tense and verb leave no doubt; here other past forms, verbs told for one another and
studies whose answer is awaited are held back as well. None of this accuses.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct

from pipeline.lexicon import load
from pipeline.text import stem, tokens


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`planned.toml`."""

    past: str
    together: tuple[str, ...]
    not_told: str
    ahead: str
    announced: str
    settled: str
    confirms: str
    awaited: str


@cache
def _words() -> Words:
    return load("pipeline.verdicts.kept_back", "planned.toml", Words)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(getattr(_words(), name), re.IGNORECASE)


@cache
def _irregular() -> dict[str, str]:
    """Past form -> verb."""
    pairs = (entry.split(":") for entry in _words().past.split())
    return {form: verb for verb, forms in pairs for form in forms.split(",")}


@cache
def _families() -> dict[str, str]:
    """Stem of a verb -> the first of the verbs that are told for one another."""
    return {stem(verb): group.split()[0] for group in _words().together for verb in group.split()}


def _verb(word: str) -> str:
    root = stem(_irregular().get(word.lower(), word.lower()))
    return _families().get(root, root)


def planned(claim: str, passages: Sequence[str]) -> bool:
    """Whether the claim tells as done what the passages only announce, or settled what they await."""
    return _announced(claim, passages) or _awaited(claim, passages)


def _announced(claim: str, passages: Sequence[str]) -> bool:
    """Whether a verb of the claim's past stands in the passages, and only as still to come."""
    told = _past(claim)
    if not told:
        return False
    to_come = [_to_come(passage) for passage in passages]
    verbs = told & {verb for found in to_come for verb, _ in found}
    return any(
        not any(_happened(passage, verb, found) for passage, found in zip(passages, to_come, strict=True))
        for verb in verbs
    )


@lru_cache(maxsize=4_096)
def _past(text: str) -> frozenset[str]:
    """Verbs that a text tells as past; none where it denies, asks or looks ahead."""
    if _pattern("ahead").search(text):
        return frozenset()
    return frozenset(
        _verb(token.lower)
        for token in tokens(text)
        if (token.lower.endswith("ed") or token.lower in _irregular())
        and not _pattern("not_told").search(text, 0, token.start)
    )


@lru_cache(maxsize=4_096)
def _to_come(text: str) -> tuple[tuple[str, int], ...]:
    """Verbs that a text announces, each with its place."""
    return tuple((_verb(match["verb"]), match.start("verb")) for match in _pattern("announced").finditer(text))


def _happened(text: str, verb: str, to_come: Sequence[tuple[str, int]]) -> bool:
    """Whether a text has the verb anywhere but as announced, or as going on."""
    places = {place for _, place in to_come}
    return any(
        token.start not in places and not token.lower.endswith("ing") and _verb(token.lower) == verb
        for token in tokens(text)
    )


def _awaited(claim: str, passages: Sequence[str]) -> bool:
    """Whether the claim says that a study settled something, and the passages only await the answer of one."""
    if _pattern("ahead").search(claim) or not _pattern("settled").search(claim):
        return False
    return any(_pattern("awaited").search(passage) for passage in passages) and not any(
        _pattern("confirms").search(_pattern("awaited").sub(" ", passage)) for passage in passages
    )
