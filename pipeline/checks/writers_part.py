"""The writer has a part in the study (COI-001).

What it does: finds sentences in which the writer, the writer's own house, people or family take part in the research
that the article praises ("our founder serves as a study physician", "I designed the trial", "my wife works for the
maker") and asks for a line that says so openly. It is a prompt for a person and never closes the gate. Where the
treatment is not approved, REG-002 says more.

Why it matters: somebody who runs the trial, or is paid by its sponsor, can't tell of it as an outsider would.

The article says: "Our founder serves as a study physician in the trial … The spray reduces migraine days."

The source says: nothing; the interest is in the article itself.

Fine if: a statement of interests stands beside the article where readers see it.

Literature: ICMJE on disclosure of interests; HealthNewsReview criterion 6; Lundh 2017.
"""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from pipeline.checks import ArticleCheck, Audited, Remark, promotion
from pipeline.checks._remarks import shortened
from pipeline.checks.trial_status import result_span
from pipeline.lexicon import Patterns, load
from pipeline.records.claim import Claim
from pipeline.records.verdict import Aspect, Objection

_RESULTS = frozenset(("efficacy", "safety"))
_ROLE = (
    r"(?:(?:study|trial|site|sub-?|co-?|principal|lead|chief) ?-?(?:physicians?|doctors?|therapists?|nurses?"
    r"|clinicians?|investigators?|coordinators?)|investigators?|(?:study|trial) (?:site|centre|center)s?"
    r"|(?:sites?|cent(?:er|re)s?) (?:of|in|for) (?:the|this|that) (?:[\w-]+ ){0,2}(?:study|trial)"
    r"|(?:scientific |medical |paid )?(?:advis[eo]rs?|consultants?) (?:to|for)\b|(?:shares|stock|a stake|equity) in\b)"
)
_BETWEEN = r"(?:(?!\b(?:by|from|with|than|like|whether|if)\b)(?:\b(?:Dr|Prof|Mr|Mrs|Ms)\.|[^.?!\n])){0,60}?"
_TAKES = r"(?:am|are|is|was|were|serves?|served|acts?|acted|works?|worked|holds?|held|owns?)"
_HOUSE = (
    r"[Oo]ur (?:own )?(?:[\w-]+ ){0,2}(?:co-?)?(?:founder|owner|director|officer|CEO|doctor|physician|therapist|clinic"
    r"|team|staff|centre|center|practice)s?"
)
_WRITER = re.compile(rf"\b(?:{_HOUSE}\b{_BETWEEN}|I |[Ww]e )\b{_TAKES}\b{_BETWEEN}\b{_ROLE}")
"""The writer or the writer's house, what they do, and a role in the study."""
_DENIED = re.compile(r"(?i)\b(?:no|not|never|nor|neither|isn't|aren't|without)\b")
_OPEN = re.compile(
    r"(?i)\b(?:(?:conflicts?|competing|declarations?|statements?) of interests?|competing interests?|disclos\w+)\b"
)


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """`writers_part.toml`."""

    part: Patterns


@cache
def _part() -> re.Pattern[str]:
    return re.compile("|".join(load("pipeline.checks", "writers_part.toml", File).part.patterns))


def inspect(audited: Audited) -> Iterator[Remark]:
    """One remark on the first claim of a result, the others with it."""
    text = audited.sheet.cited.article.text
    part = next(
        (found for form in (_WRITER, _part()) for found in form.finditer(text) if not _DENIED.search(found[0])), None
    )
    claims = [claim for claim in audited.sheet.claims if _RESULTS & set(claim.kinds) and result_span(claim.text)]
    if part is None or not claims or _OPEN.search(text) or any(promotion.inspect(audited)):
        return
    yield Remark(_objection(part[0], claims[0]), claim=claims[0].id, also=tuple(one.id for one in claims[1:]))


def _objection(words: str, claim: Claim) -> Objection:
    shown = shortened(" ".join(words.split()), 120)
    return Objection(
        code="COI-001",
        verdict=None,
        severity="consider",
        title="Say openly that the writer has a part in the study",
        why=f"“{shown}”: readers can't tell that the praise comes from somebody who takes part.",
        aspects=(Aspect("interest", shown, "a statement of interests", "missing"),),
        said=result_span(claim.text),
        ok_if="a statement of interests stands beside the article.",
        confidence="medium",
        cause="the writer's part",
    )


CHECK = ArticleCheck("writers-part", ("COI-001",), inspect)
