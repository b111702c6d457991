"""Edits of a result that no trial has shown: the question that the trial asks, in the article's own words.

"The patch eased pain" is told as "A registered trial is testing whether the patch eases pain". Past forms become
present ones, praise goes, and of a finished trial the sentence adds that no results are posted.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.suggestions.conjugation import Forms, is_many, known, third_of
from pipeline.suggestions.expressions import pattern
from pipeline.suggestions.results import did_already, has_result, past_left, tells_effect, without_result
from pipeline.suggestions.splice import lexicon, opening, splice

OVER = frozenset(("COMPLETED", "TERMINATED", "SUSPENDED"))
"""Statuses of a trial that no longer runs."""
_EVIDENCE = "show|demonstrate|suggest|indicate|find|report|reveal|confirm|prove"
_SAYS = re.compile(
    rf"\b(?P<verb>(?:{_EVIDENCE})(?P<s>s)?)(?:\s+that)?\s+(?P<what>[^,;.]+?)\s+"
    r"(?P<be>may be|might be|could be|can be|is|are)\s+(?P<praise>(?:highly|very|remarkably|extremely)\s+)?"
    r"(?P<word>effective|efficacious|safe|beneficial)\b",
    re.IGNORECASE,
)
_SAYS_VERB = re.compile(
    rf"\b(?P<verb>(?:{_EVIDENCE})(?P<s>s)?|found|showed|demonstrated|reported|suggested|proved|confirmed|revealed"
    rf"|has shown"
    rf"|have shown|has found|have found)\s+that\s+",
    re.IGNORECASE,
)
_PAST_BE = re.compile(r"\b(was|were)\b", re.IGNORECASE)


def test_edits(text: str, status: str) -> Iterator[str]:
    """A result of a trial that has none, told as the question that it asks."""
    if status in ("UNKNOWN", "WITHDRAWN"):
        return  # nobody knows what it does, or it never began
    text = reordered(_AS_TOLD.sub("", text))
    over = status in OVER
    says = _SAYS.search(text)
    told = _SAYS_VERB.search(text)
    if any(each and not _tests(text[: each.start()]) for each in (says, told)):
        return  # whoever reports is not who tests
    if says:
        verb = _testing(text[: says.start()], status)
        new = f"{verb} whether {says['what']} {_present(says['be'], says['what'])} {says['word']}"
        yield splice(text, says.span(), new)
    if told:
        asked = _in_present(splice(text, told.span(), f"{_testing(text[: told.start()], status)} whether "), over=over)
        behind = asked.partition(" whether ")[2]
        if (over or not past_left(behind)) and not has_result(asked):
            yield asked
    opened = opening(text)
    if opened and not told and not says:
        end = re.search(r"[.!]?$", opened)
        body = opened[: end.start()] if end else opened
        asked = without_result(body if over else _plain(body))
        if _ABOUT_TRIALS.search(asked) or has_result(asked) or _PERMITTED.search(asked) or not tells_effect(asked):
            return
        if not over and (past_left(asked) or did_already(body)):
            return
        if over:
            yield f"A registered trial tested whether {_without_praise(asked)}; no results are posted."
        else:
            yield f"A registered trial {_testing('a trial', status)} whether {asked}."


def _testing(subject: str, status: str) -> str:
    """The verb of asking, as the trial's status and the number of who asks have it."""
    if status in OVER:
        return "tested"
    if status == "NOT_YET_RECRUITING":
        return "will test"
    return f"{'are' if is_many(re.split(r', ', subject)[-1]) else 'is'} testing"


def _tests(subject: str) -> bool:
    """Whether the subject is somebody who tests: a trial, or those who run it."""
    return any(_WHO_TESTS.search(_BEHIND_HEAD.split(part)[0].strip()) for part in subject.strip().split(", "))


_WHO_TESTS, _BEHIND_HEAD = pattern("bounds", "who_tests"), pattern("bounds", "behind_head")
_PERMITTED = re.compile(
    r"^(?:[\w-]+ ){0,6}?(?:patients|people|participants|volunteers|adults|children|women|men|mothers|users)\b"
    r"[^,;]*? (?:may|must|can|should|will) ",
    re.IGNORECASE,
)
"""What takers of part are allowed or told to do is no effect."""


def _present(be: str, what: str) -> str:
    """The plain verb for what is asked: "may be" as "is", with a plural "are"."""
    if be.lower() in ("is", "are"):
        return be
    return "are" if re.search(r"[a-z]s$", what.split(" of ", maxsplit=1)[0]) and not what.endswith("ss") else "is"


def _plain(text: str) -> str:
    """A statement as it stands behind "whether": present, without praise."""
    present = re.sub(r"\bshows (?=" + _LESS_OR_MORE, "has ", _in_present(text, over=False))
    return _without_praise(re.sub(r"\bshow (?=" + _LESS_OR_MORE, "have ", present))


_LESS_OR_MORE = r"(?:fewer|less|more|lower|higher|better|worse)\b)"
"""Who "showed fewer infections" is asked whether they have fewer."""


_AS_TOLD = re.compile(
    r",? (?:according to|as) (?:the |a |this )?(?:trial|study|record|registry)[^,;.]*(?=\.?$)"
    r"|, (?:the |a |this )?(?:[\w-]+ ){0,2}(?:trial|study)"
    r" (?:shows?|showed|found|finds|suggests?|reports?|has (?:shown|found))(?=\.?$)",
    re.IGNORECASE,
)
_ABOUT_TRIALS = re.compile(r"\b(?:trials?|stud(?:y|ies)|data|results?|findings|research|evidence)\b", re.IGNORECASE)
"""A result told of the trial itself: a trial is not asked what its own data show."""
_PERFECT = re.compile(r"\b(?P<have>has|have|had)\s+(?:already\s+|now\s+|also\s+)?(?P<form>[a-z]+)\b", re.IGNORECASE)


def _in_present(text: str, *, over: bool) -> str:
    """Past forms of a result as present ones: nothing has happened yet."""
    if over:
        return text
    text = _FOUND_TO.sub(_found_to, text)
    text = _PAST_BE.sub(lambda match: "is" if match[1].lower() == "was" else "are", text)

    def had(match: re.Match[str]) -> str:
        forms = known().get(match["form"].lower())
        if forms is None or forms.participle != match["form"].lower():
            return match[0]
        if match["have"].lower() == "had":
            return _present_of(forms, re.split(r", |: |; ", match.string[: match.start()])[-1])
        return forms.third if match["have"].lower() == "has" else forms.base

    return _past().sub(_now, _PERFECT.sub(had, text))


@cache
def _past() -> re.Pattern[str]:
    """A word and the past form of a known verb behind it."""
    verbs = "|".join(sorted({forms.past for forms in known().values()}, key=len, reverse=True))
    return re.compile(
        rf"(?P<noun>\b[\w’'-]+)(?P<comma>,?) (?P<adverb>\w+ly )?(?P<verb>{verbs})\b(?P<next> (?:by|in|with)\b)?"
    )


def _now(match: re.Match[str]) -> str:
    """A past verb in the present; a participle ("reduced in") stays."""
    forms = known()[match["verb"]]
    ambiguous = forms.past == forms.participle and match["next"]
    if forms.past != match["verb"] or ambiguous or match["noun"].lower() in _NO_SUBJECT:
        return match[0]
    before = match.string[: match.start()] + match["noun"]
    subject = match.string.split(",", 1)[0] if match["comma"] else re.split(r", |: |; ", before)[-1]
    return f"{match['noun']}{match['comma']} {match['adverb'] or ''}{_present_of(forms, subject)}{match['next'] or ''}"


def _present_of(forms: Forms, subject: str) -> str:
    return forms.base if is_many(re.sub(r"^.*\bwhether ", "", subject)) else forms.third


_LEADING = re.compile(
    r"^(?P<lead>(?:Compared|In comparison) (?:with|to) [^,]+|Unlike [^,]+), (?P<first>[a-z])"
    r"(?P<rest>[^;:]*?)(?P<stop>[.!]?)$"
)


def reordered(text: str) -> str:
    """A comparison that leads the sentence behind it: "Compared with tablets, the patch …"."""
    led = _LEADING.match(text)
    if led is None or "," in led["rest"]:
        return text
    lead = led["lead"][0].lower() + led["lead"][1:]
    pause = "," if lead.startswith("unlike") else ""
    return f"{led['first'].upper()}{led['rest']}{pause} {lead}{led['stop']}"


_FOUND_TO = re.compile(
    r"\b(?P<be>was|were|is|are|has been|have been) (?:shown|found|proven|proved|seen|known) to (?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)


def _found_to(match: re.Match[str]) -> str:
    """Turn "was found to ease" into "eases"."""
    verb = match["verb"]
    if match["be"].lower() in ("were", "are", "have been"):
        return "are" if verb == "be" else verb
    return "is" if verb == "be" else third_of(verb)


_NO_SUBJECT = frozenset(
    "a an the of with for in on at by no its their and or to is are be been being may might can could will".split()
)


def _without_praise(text: str) -> str:
    words = "|".join(sorted(lexicon().raising.all() | lexicon().hype.all()))
    return re.sub(rf"\b(?:{words})\s+(?=[a-z])", "", text)
