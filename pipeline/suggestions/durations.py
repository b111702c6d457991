"""Edits of how long: as long as the source watched, in the place of "for years"."""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.strength.context import context
from pipeline.suggestions.splice import near, splice
from pipeline.verdicts.reading.polarity import same_polarity

_MEASURED = re.compile(
    r"\b(?:(?:at least|at most|up to|about|only|over|through|until|for)\s+)*(?:the\s+)?"
    r"(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s|-)"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:for|over|after|at|by|through|until|within)\s+(?!least|most)(?:the\s+|a\s+)?", re.IGNORECASE)
_FOLLOWED = re.compile(
    r"\b(?:follow(?:ed)?[- ]?up|followed|studied|observed|data|received|given|treatment)\b[^.;]*"
    r"\b(?:beyond|after|at|for|is|was) (?P<time>(?:week|month|day|year) \d+|[\w-]+ (?:days|weeks|months|years?))\b",
    re.IGNORECASE,
)
"""How long anybody looked: told where the passage denies that it looked longer."""
_NO_EFFECT = re.compile(r"\b(?:did not|no better|no differ\w+|regrown|relapse[sd]?|returned|wore off)\b", re.IGNORECASE)
_ENDLESS = re.compile(
    r"\b(?:permanently|forever|for (?:good|life|ever|always)|in the long (?:term|run)"
    r"|(?:for|over) (?:many |several |some |the coming )?(?:years|months|decades)(?: to come| on end)?"
    r"|for (?:a |the rest of (?:their|your|his|her|its) )?(?:life|lives|lifetime|days)"
    r"|for as long as (?:you|they) live|indefinitely|once and for all)\b",
    re.IGNORECASE,
)
_WATCHED = re.compile(
    r"\b(?:(?:trials?|stud(?:y|ies)|treatment|intervention|programme|follow-?up|experiment|observation)\b[^.;,]{0,30}?"
    r" (?:lasted|ran for|ended after|went on for|covered|is|was)|(?:followed|studied|observed|watched|known|available"
    r"|assessed|measured|monitored|tested)[^.;,]{0,30}? (?:beyond|after|for|until|up to|past)"
    r"|(?:effects|data|results|outcomes|nothing) (?:beyond|past))"
    r" (?:only |about |a |the )*(?P<time>(?:week|month|day|year) \d+|(?:between [\w.]+ and )?[\w.-]+[ -](?:hours?|days?"
    r"|weeks?|months?|years?))\b",
    re.IGNORECASE,
)
"""How long anybody looked: a statement on the study itself, whose matter is the study's."""
_OF_STUDY = frozenset(
    """the a an no none not all most median mean of in longest largest only we participants participant patients patient
    people volunteers they nobody data follow-up trial trials study studies results result effects effect outcomes
    treatment were was are is have been and intervention programme observation experiment had it this these every both
    """.split()
)
"""Who or what is followed in any study; another subject ("antibody levels") says nothing of the claim's."""
_GONE = re.compile(
    r"\b(?:wore off|worn off|faded?|vanished|disappeared|returned|relapsed|rebounded|(?:was|were) (?:gone|lost))"
    r" (?:after|within|by|in) (?P<time>[\w.-]+ (?:hours?|days?|weeks?|months?|years?))\b",
    re.IGNORECASE,
)
_NO_MORE = re.compile(
    r"\b(?:equally|no longer|no differen\w+|not differ\w*|no effect|no better|not better|regrow\w*|regrew|same as)\b",
    re.IGNORECASE,
)
"""Nothing was left, or there was nothing: then no span of it is told."""
_CURES = re.compile(r"\b(?:cure|eradicate|eliminate|stop|halt|end|solve|fix)(?:s|d|ed|ped)?\b", re.IGNORECASE)
_STAYS = re.compile(
    r"\b(?:lasts?|lasted|remains?|remained|stays?|stayed|persists?|continues?|keeps? (?:up|going)|effective)\b",
    re.IGNORECASE,
)
"""Without its time, such a sentence says nothing, or more."""
_AFTER = re.compile(
    r"^(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)"
    r" (?:days|weeks|months|years)$",
    re.IGNORECASE,
)
_LASTING = re.compile(r"(?P<word>(?:long-)?(?:lasting|term)|sustained|durable|permanent(?:ly)?|enduring)(?: [a-z]+)?")


def duration_edits(
    claim: Claim, _: Objection, passage: Passage, said: tuple[int, int], shown: tuple[int, int]
) -> Iterator[str]:
    """How long the source watched, in the place of "for weeks"; or the word of lasting left out."""
    yield from _bounded(claim, passage, said, shown)
    yield from _followed(claim, passage, said)
    yield from _watched(claim, passage, said)
    yield from _until_gone(claim, passage, said)
    if not (_NO_EFFECT.search(passage.text) or _NO_MORE.search(passage.text) or _GONE.search(passage.text)):
        yield from _left_out(claim.text, said)


def _bounded(claim: Claim, passage: Passage, said: tuple[int, int], shown: tuple[int, int]) -> Iterator[str]:
    """The source's own span, where it speaks of the same thing."""
    text, words = claim.text, claim.text[slice(*said)]
    time = _MEASURED.search(passage.text[slice(*shown)])
    clause = passage.text[slice(*context(passage.text).clause(shown[0]))]
    field = passage.kind in ("field", "cell") or passage.work.kind == "registry_record"
    lasts = re.search(r"\b(?:last|persist|maintain|sustain|continu)", clause, re.IGNORECASE)
    same = field or ((near(claim, passage) or bool(lasts)) and same_polarity(text, clause))
    bound = re.search(r"\bfor\s+.*$|\b(?:weeks|months|years|days)\b.*$", words)
    point = re.search(r"\b(?:day|week|month|year) \d+\b", passage.text[slice(*shown)], re.IGNORECASE)
    if point and same and bound and bound[0].startswith("for"):
        yield splice(text, (said[0] + bound.start(), said[1]), f"until {point[0]}")
    if time and same:
        length = re.sub(r"-(\w+?)s?$", r" \1s", _LEAD.sub("", time[0]))
        if _AFTER.match(words):
            yield splice(text, said, length)
            return
        if bound:
            start = said[0] + bound.start()
            yield splice(text, (start, said[1]), f"for {length}" if bound[0].startswith("for") else length)
        if words.lower() in ("permanently", "forever", "in the long term", "for good", "for life", "for ever"):
            yield splice(text, said, f"for {length}")


def _watched(claim: Claim, passage: Passage, said: tuple[int, int]) -> Iterator[str]:
    """As long as the study ran or anybody looked; or until it wore off."""
    text, source = claim.text, passage.text
    endless = _endless(text, said)
    if endless is None or _NO_MORE.search(source) or _CURES.search(text):
        return
    looked, gone = _WATCHED.search(source), _GONE.search(source)
    if gone and near(claim, passage):
        yield splice(text, endless.span(), f"for up to {_length(gone['time'])}")
    elif looked and not _NO_EFFECT.search(source) and (_of_study(source[: looked.start()]) or near(claim, passage)):
        time = looked["time"].lower()
        point = re.match(r"(?:day|week|month|year) ", time)
        yield splice(text, endless.span(), f"until {time}" if point else f"for {_length(time)}")


def _until_gone(claim: Claim, passage: Passage, said: tuple[int, int]) -> Iterator[str]:
    """Turn "lasting relief" into "relief for up to three weeks", where the source saw it go."""
    adjective, gone = _LASTING.fullmatch(claim.text[slice(*said)].lower()), _GONE.search(passage.text)
    noun = re.match(r"\s*[a-z]+(?=\.?$)", claim.text[said[0] + adjective.end("word") :]) if adjective else None
    if adjective and gone and noun and near(claim, passage):
        end = said[0] + adjective.end("word") + noun.end()
        yield splice(claim.text, (said[0], end), f"{noun[0].strip()} for up to {_length(gone['time'])}")


def _of_study(before: str) -> bool:
    """Whether the subject is the study's own people or time."""
    return set(re.findall(r"[a-z-]+", re.split(r"[,;]", before)[-1].lower())) <= _OF_STUDY


def _endless(text: str, said: tuple[int, int]) -> re.Match[str] | None:
    """The words that know no end, where the finding points to them."""
    return next((each for each in _ENDLESS.finditer(text) if each.start() < said[1] and said[0] < each.end()), None)


def _length(time: str) -> str:
    """Turn "eight-week" into "eight weeks"."""
    spans = re.sub(r"^between ([\w.]+) and ", r"\1 to ", time.lower())
    return re.sub(r"-(\w+?)s?$", r" \1s", spans)


def _left_out(text: str, said: tuple[int, int]) -> Iterator[str]:
    """The word of lasting left out, where nothing in the sentence hangs on it."""
    adjective = _LASTING.fullmatch(text[slice(*said)].lower())
    end = said[0] + adjective.end("word") if adjective else 0
    if adjective and re.match(r"\s*(?!(?:for|in|on|until)\b)[a-z]", text[end:]):
        yield splice(text, (said[0], end), "")
    endless = _endless(text, said)
    if endless is None or _STAYS.search(text) or _CURES.search(text):
        return
    if re.match(r"[.,;]|$| (?:in|among|of|at)\b", text[endless.end() :]):
        yield splice(text, endless.span(), "")


def _followed(claim: Claim, passage: Passage, said: tuple[int, int]) -> Iterator[str]:
    """As long as anybody looked, where the passage says how long that was: "until week 16", "for 24 weeks"."""
    looked = _FOLLOWED.search(passage.text)
    endless = re.search(r"\bfor (?:many |several |some )?(?:years|months|good|life|ever)$", claim.text[: said[1]])
    if looked is None or endless is None or _NO_EFFECT.search(passage.text) or not near(claim, passage):
        return
    if claim.text[said[1] :].strip(" .").startswith(("to come", "after")):
        return
    time = looked["time"].lower()
    point = re.match(r"(?:day|week|month|year) ", time)
    yield splice(claim.text, endless.span(), f"until {time}" if point else f"for {time}")
