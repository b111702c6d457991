"""Edits of how long: as long as the source watched, in the place of "for years"."""

import re
from collections.abc import Iterator

from pipeline.records.claim import Claim
from pipeline.records.verdict import Objection, Passage
from pipeline.strength.context import context
from pipeline.suggestions.expressions import pattern
from pipeline.suggestions.splice import near, splice
from pipeline.verdicts.reading.polarity import same_polarity

_MEASURED = pattern("durations", "measured")
_LEAD = pattern("durations", "lead")
_FOLLOWED = pattern("durations", "followed")
_NO_EFFECT = pattern("durations", "no_effect")
_ENDLESS = pattern("durations", "endless")
_WATCHED = pattern("durations", "watched")
_GONE = pattern("durations", "gone")
_NO_MORE = pattern("durations", "no_more")
_CURES = pattern("durations", "cures")
_STAYS = pattern("durations", "stays")
_AFTER = pattern("durations", "after")
_LASTS = pattern("durations", "lasts")
_SPAN = pattern("durations", "span")
_POINT = pattern("durations", "point")
_FOR_EVER = pattern("durations", "for_ever")
_ADJOINS = pattern("durations", "adjoins")
_GOES_ON = pattern("durations", "goes_on")
_FOR_YEARS = pattern("durations", "for_years")
_TO_COME = pattern("durations", "to_come")
_LASTING = pattern("durations", "lasting")
_OF_STUDY = pattern("durations", "of_study")


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
    lasts = bool(_LASTS.search(clause))
    same = field or ((near(claim, passage) or lasts) and same_polarity(text, clause))
    bound = _SPAN.search(words)
    point = _POINT.search(passage.text[slice(*shown)])
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
        if _FOR_EVER.fullmatch(words):
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
        yield splice(text, endless.span(), f"until {time}" if _POINT.match(time) else f"for {_length(time)}")


def _until_gone(claim: Claim, passage: Passage, said: tuple[int, int]) -> Iterator[str]:
    """Turn "lasting relief" into "relief for up to three weeks", where the source saw it go."""
    adjective, gone = _LASTING.fullmatch(claim.text[slice(*said)].lower()), _GONE.search(passage.text)
    noun = re.match(r"\s*[a-z]+(?=\.?$)", claim.text[said[0] + adjective.end("word") :]) if adjective else None
    if adjective and gone and noun and near(claim, passage):
        end = said[0] + adjective.end("word") + noun.end()
        yield splice(claim.text, (said[0], end), f"{noun[0].strip()} for up to {_length(gone['time'])}")


def _of_study(before: str) -> bool:
    """Whether the subject is the study's own people or time."""
    return all(_OF_STUDY.fullmatch(word) for word in re.findall(r"[a-z-]+", re.split(r"[,;]", before)[-1].lower()))


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
    if adjective and _ADJOINS.match(text[end:]):
        yield splice(text, (said[0], end), "")
    endless = _endless(text, said)
    if endless is None or _STAYS.search(text) or _CURES.search(text):
        return
    if _GOES_ON.match(text[endless.end() :]):
        yield splice(text, endless.span(), "")


def _followed(claim: Claim, passage: Passage, said: tuple[int, int]) -> Iterator[str]:
    """As long as anybody looked, where the passage says how long that was: "until week 16", "for 24 weeks"."""
    looked = _FOLLOWED.search(passage.text)
    endless = _FOR_YEARS.search(claim.text[: said[1]])
    if looked is None or endless is None or _NO_EFFECT.search(passage.text) or not near(claim, passage):
        return
    if _TO_COME.match(claim.text[said[1] :]):
        return
    time = looked["time"].lower()
    yield splice(claim.text, endless.span(), f"until {time}" if _POINT.match(time) else f"for {time}")
