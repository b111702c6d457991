"""What a number is: sample size, arm size, events, age, dose, duration, change, odds ratio, p-value.

Ratios, p-values, ages and doses go by the cue words of `roles.toml`; counts of people by the verb that stands nearest.
"""

import re
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from pipeline.facts.groups import allotted
from pipeline.facts.nouns import family
from pipeline.facts.quantities import Quantity
from pipeline.lexicon import load


class Cue(Struct, frozen=True, forbid_unknown_fields=True):
    """A rule of `roles.toml`."""

    role: str
    dimensions: tuple[str, ...]
    before: str = ""
    after: str = ""


class CueFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`roles.toml`."""

    cue: tuple[Cue, ...]


class _Compiled(NamedTuple):
    role: str
    dimensions: frozenset[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


@cache
def _cues() -> tuple[_Compiled, ...]:
    return tuple(
        _Compiled(
            cue.role,
            frozenset(cue.dimensions),
            re.compile(cue.before) if cue.before else None,
            re.compile(cue.after, re.IGNORECASE) if cue.after else None,
        )
        for cue in load("pipeline.facts", "roles.toml", CueFile).cue
    )


WINDOW = 64
"""Characters before and after a number in which its cue must stand."""


def cued(text: str, quantity: Quantity, dimension: str) -> str:
    """The role that a cue of `roles.toml` gives, or empty."""
    if dimension in {"time", "number"} and re.match(
        r"(?:older|younger) than|\D*?\d+(?: years?)? (?:or|and) (?:older|younger)", text[quantity.start : quantity.end]
    ):
        return "age"
    before = text[max(0, quantity.start - WINDOW) : quantity.start]
    raw = text[max(0, quantity.first - WINDOW) : quantity.first]
    after = text[quantity.end : quantity.end + WINDOW]
    for cue in _cues():
        if dimension not in cue.dimensions:
            continue
        if cue.before is not None and not cue.before.search(before) and (raw == before or not cue.before.search(raw)):
            continue
        if cue.after is not None and not cue.after.search(after):
            continue
        return cue.role
    return ""


_PEOPLE_CUES = (
    (
        "randomised",
        r"randomi[sz]ed|randomi[sz]ing|randomly (?:assigned|allocated)|randomi[sz]ation|were allocated|assigned to",
    ),
    ("screened", r"screened|assessed for eligibility|invited|approached|contacted"),
    ("completed", r"completed|completers|finished"),
    (
        "analysed",
        (
            r"analy[sz]ed|evaluable|included in the (?:primary |final )?(?:analysis|analyses)"
            r"|intention-to-treat|per-protocol"
        ),
    ),
    ("lost", r"lost to follow|withdrew|dropped out|discontinued|excluded|drop-outs?|dropouts?"),
    ("enrolled", r"enrol\w*|recruit\w*|entered the|took part|participated|sign(?:ed)? up"),
    (
        "sample_size",
        (
            r"(?:trial|study|sample|survey|experiment|cohort) (?:had|counted)|"
            r"included|involv\w+|compris\w+|total of|sample(?: size)?|consisted of|followed|studied"
            r"|tested|looked at|surveyed|trial of|study of|study in|data (?:from|on|for)|among|trial in"
            r"|trial with|study with|covering|across|drawn from|examined|analysis of|cohort of"
        ),
    ),
    (
        "events",
        (
            r"died|deaths?|developed|experienced|suffered|reported|achieved|responded|relapsed|recovered"
            r"|remitted|infected|diagnosed|showed|hospitali[sz]ed|tested positive|met |reached|improved"
            r"|needed|required|occurred|were cured|were positive|had (?:a|an|at|no|one)|quit|fell|got"
            r"|became|attributed|in remission|responders?"
        ),
    ),
)
_COMPILED_PEOPLE = tuple((role, re.compile(rf"\b(?:{cue})", re.IGNORECASE)) for role, cue in _PEOPLE_CUES)
_STAGES = frozenset({"randomised", "screened", "completed", "analysed", "enrolled", "lost", "events"})
_ADJACENT = tuple(
    (
        role,
        re.compile(
            rf" (?:(?:were|was|had|have|then|finally|eventually|subsequently) ){{0,3}}(?:{cue})\b(?! (?:to|by)\b)",
            re.IGNORECASE,
        ),
    )
    for role, cue in _PEOPLE_CUES
    if role in _STAGES
)
"""A stage told right behind its number, which counts before one told elsewhere: "of 412 enrolled, 380 completed"."""
_ARM_AFTER = re.compile(
    (
        r"^(?: [a-z]+){0,3}? (?:received|given|were given|got|took(?! part)|assigned to"
        r"|were (?:randomly )?(?:assigned|allocated|randomi[sz]ed) to(?! (?:one|two|three|either"
        r"|receive either))|in the [\w -]{2,30}(?:group|arm|cohort)\b|on (?:placebo|the|active)"
        r"|to (?:receive )?(?:placebo|active|the|\d|usual|standard|control)|receiving"
        r"|to receive (?!either))"
    ),
    re.IGNORECASE,
)
_ALLOTTED = re.compile(r"(?i)\b(?:assigned|allocated|randomi[sz]ed) to")
_BETWEEN = re.compile(r"(?i)(?:[^.;()]|\.\d|\([^()]*\))*? (?:or|versus|vs\.?) ")
"""`312 women were randomised to A or B`: all of them, not one arm."""
_N = re.compile(r"\(?\b[nN]\s?[=:]\s?$")
TOTALS = frozenset({"sample_size", "randomised", "enrolled", "analysed", "completed"})
"""Roles that count a whole study's people; the first three are one total unless both sides name a stage."""


def count_role(text: str, quantity: Quantity, noun: str, noun_end: int, n_count: int) -> str:
    """The role of a bare count, by its noun and the cue nearest to it."""
    before = text[max(0, quantity.start - 90) : quantity.start]
    after = text[noun_end : noun_end + 90]
    kind = family(noun)
    if _RANK.search(before):
        return "rank"
    if _N.search(before):
        return "arm_size" if n_count > 1 or _in_arm(before) else "sample_size"
    if quantity.total is not None:
        return "events"
    if not noun and _ENROLMENT.search(before):
        return "enrolled"
    if kind == "people":
        if allotted(text, quantity.start, noun_end):
            return "arm_size"
        return _people_role(before, text[quantity.end : noun_end], after)
    if kind == "studies" and _SIFTED.search(text[max(0, quantity.start - 40) : noun_end + 30]):
        return "screened"
    simple = {"studies": "studies", "sites": "sites", "places": "places", "events": "events"}
    return simple.get(kind, "score" if not noun and _SCORE.search(before[-40:]) else "count")


_ENROLMENT = re.compile(r"\b[Ee]nrol?lment: ?$")
"""A registry's field."""
_RANK = re.compile(r"\b(?:top|bottom|highest|lowest|best|worst|uppermost) $", re.IGNORECASE)
"""`the top 3 categories` picks from a list, and counts no result."""
_SIFTED = re.compile(r"\b(?:records|citations|titles|abstracts)\b|\b(?:screened|retrieved|identified)\b", re.IGNORECASE)
_SCORE = re.compile(r"\bscores?\b|\bscale\b|\bindex\b", re.IGNORECASE)


def _in_arm(before: str) -> bool:
    return (
        re.search(r"(?:group|arm|cohort|placebo|controls?|mg|μg|\bg|dose) ?\(?,? ?[nN] ?[=:] ?$", before[-40:])
        is not None
    )


_CUT = re.compile(r"[.;:]\s|\)\s|, (?:and|but|while|whereas|with)\b")


def _people_role(before: str, within: str, after: str) -> str:
    arm = _ARM_AFTER.match(after)
    if arm and not (_ALLOTTED.search(arm[0]) and _BETWEEN.match(after[arm.end() :])):
        return "arm_size"
    if stage := _stage(within, after):
        return stage
    lead = before[max((cut.end() for cut in _CUT.finditer(before)), default=0) :]
    stop = _CUT.search(after)
    tail = after[: stop.start()] if stop else after
    best, distance = "count", 10**6
    for role, cue in _COMPILED_PEOPLE:
        for match in cue.finditer(lead):
            gap = len(lead) - match.end() + (0 if role != "events" else 4)
            if gap < distance:
                best, distance = role, gap
        found = cue.search(tail)
        if found and found.start() + 2 < distance:
            best, distance = role, found.start() + 2
    if best == "randomised" and re.search(
        r"\bto (?:receive )?(?:the )?(?:placebo|control|active|drug)\b", tail[distance : distance + 60]
    ):
        return "randomised"
    return best


def _stage(within: str, after: str) -> str:
    """The stage that is told between a number and its noun or right behind them: "412 randomised adults"."""
    return next((role for role, cue in _ADJACENT if cue.match(within) or cue.match(after)), "")


_UP = (
    r"increas\w*|lengthen\w*|prolong\w*|rose|risen|rises?|rising|grew|grown|growth|climb\w*"
    r"|gain\w*|rais\w*|elevat\w*|up by"
    r"|higher|greater|more|went up|surg\w*|boost\w*|longer|jump\w*|excess|heavier|expand\w*|improv\w*"
)
_DOWN = (
    r"decreas\w*|fell|fallen|falls?|falling|dropp?\w*|declin\w*|reduc\w*|lower\w*|cuts?|cutting|fewer"
    r"|less|loss|lost|lose|shrank|shrunk|diminish\w*|down by|went down|shorter|shorten\w*|slash\w*"
    r"|slow(?:s|ed|ing)|(?:is|are|was|were) down"
    r"|worsen\w*|halv\w*|trimm?\w*|smaller|t(?:ook|akes?|aken|aking) off|averted|prevented|efficac\w*|effective\w*"
    r"|lessen\w*|shed"
)
_DIRECTED = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
_CHANGE_AFTER = re.compile(
    (
        rf"^[ -]?(?:points? |(?:percentage )?points? |units? |of )?(?:(?:relative|absolute|overall|mean"
        rf"|average|median|net|further|greater|in|a|lower|statistically|significant"
        rf"|or \w+ ) ?){{0,3}}\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b"
    ),
    re.IGNORECASE,
)
_CHANGE_NOUN = re.compile(r"\b(?:change[sd]?|difference|effect)\b(?:[^.;]|\.\d){0,150}$", re.IGNORECASE)
_LEVEL_GAP = re.compile(
    (
        r"\bto (?:about |around |approximately |below |under |just |nearly |almost |roughly )*$"
        r"|\bfrom [^ ]{0,12} ?[^ ]{0,12} to $|\bfrom $"
    ),
    re.IGNORECASE,
)


_THAN_LAST = re.compile(r" (?:more|less|greater|fewer|higher|lower|larger) than $")
"""Words of a bound, which tell no direction: "a fall by more than ≥5"."""


def change(text: str, quantity: Quantity) -> tuple[str, str]:
    """`("change", "up"|"down"|"")` where the number is a change, else `("", "")`.

    "fell to 40%" tells a level; "fell by 40%" and "a 40% fall" a change.
    """
    before = text[max(0, quantity.start - 190) : quantity.start]
    after = text[quantity.end : quantity.end + 50]
    cut = max(before.rfind(". "), before.rfind("; "))
    before = _THAN_LAST.sub(" ", before[cut + 1 :])
    if _LEVEL_GAP.search(before) or (
        quantity.start < quantity.first and _LEVEL_GAP.search(text[max(0, quantity.first - 20) : quantity.first])
    ):
        return "", ""
    behind = _CHANGE_AFTER.match(after)
    last = next(reversed(list(_DIRECTED.finditer(before))), None)
    if behind is not None:
        return "change", "up" if behind["up"] and not _more_of_a_fall(before, behind, last) else "down"
    noun = _CHANGE_NOUN.search(before)
    if last is not None:
        gap = before[last.end() :]
        if (
            re.search(
                (
                    r"\bby (?:a |an |about |around |up to |at least |more than |approximately |nearly "
                    r"|almost |over |roughly |between |as much as |just |only |some |over )*$"
                ),
                before,
            )
            and len(gap) < 80
        ):
            return "change", "up" if last["up"] else "down"
        if len(gap) <= 40 and not re.search(
            r"[,(]|\b(?:than|in|among|was|were|at|with|when|if|after|who|for|by [a-z][a-z-]{4,})\b", gap
        ):
            return "change", "up" if last["up"] else "down"
    if noun is not None and not re.search(r"\bbaseline of\b", noun[0]):
        if quantity.sign == "-":
            return "change", "down"
        word = last and ("up" if last["up"] else "down")
        return "change", word or ("up" if quantity.sign == "+" else "")
    return "", ""


_MORE = re.compile(r"(?:more|greater|further|larger)$", re.IGNORECASE)
_FALL_REACH = 60


def _more_of_a_fall(before: str, behind: re.Match[str], last: re.Match[str] | None) -> bool:
    """Whether "more" tells by how much a fall was greater: "weight fell 6% more than on placebo"."""
    if last is None or not last["down"] or len(before) - last.end() > _FALL_REACH:
        return False
    return _MORE.search(behind["up"]) is not None and _CLAUSE.search(before, last.end()) is None


_CLAUSE = re.compile(r"[,;:]|\b(?:and|but|with|while)\b")
_SHORT = frozenset({"s", "min", "hour"})
_BY = re.compile(r"\bby (?:about |an average of |around |up to )?$", re.IGNORECASE)
_TIME_AFTER = re.compile(r"^ (?:(?P<up>more|longer)|(?P<down>less|fewer|shorter))\b(?! than \d)", re.IGNORECASE)


def lasting(text: str, quantity: Quantity) -> tuple[str, str]:
    """As `change`, for lengths of time: "38 minutes less", "longer by 38 min"; "by 12 weeks" tells a date."""
    behind = _TIME_AFTER.match(text[quantity.end : quantity.end + 20])
    if behind is not None and quantity.form != "point":
        return "change", "up" if behind["up"] else "down"
    before = text[max(0, quantity.start - 90) : quantity.start]
    if quantity.unit in _SHORT and _BY.search(before):
        return change(text, quantity)
    return "", ""
