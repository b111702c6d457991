"""Does a sentence or an entry tell its readers of a notice?

What is taken back must be a paper: patients withdraw from trials, drugs are withdrawn from markets, and eyelids
retract. So a verb counts where a paper is its subject or object, and a noun where it is a notice's own name.
"""

import re
from typing import Literal

NoticeType = Literal["retraction", "withdrawal", "expression_of_concern", "correction"]

_PAPER = (
    r"(?:papers?|stud(?:y|ies)|articles?|trials?|reports?|reviews?|preprints?|publications?|findings?|results|work|data"
    r"|letters?|abstracts?|meta-analys[ie]s|analys[ie]s)\b(?!\s(?:drug|medic\w+|treatment|participants?|patients?|group|arm|consent))"
)
_LINK = (
    r"(?:(?:which|that|it|was|were|is|are|has|have|had|been|being|be|to|since|later|now|soon|quickly|subsequently|then"
    r"|eventually|also|both|officially|formally|finally|partly|in|(?:19|20)\d\d)\s+)"
)
_ABOUT = (
    r"(?:(?:on|of|about|by|from|in|into)\s+(?:(?!(?:the|an?|drugs?|patients?|participants?)\b)[\w’'-]+,?\s+){1,6}?)?"
)
"""What stands between a paper and its verb: "on copper bracelets"."""
_DONE = r"(?:retracted|withdrawn)\b(?!\s+from\b)"
_TOOK = r"(?:retract(?:s|ed|ing)?|withdr(?:aws?|awing|ew))\b"
_OF = r"(?:the|its|their|this|that|these|those|his|her|a|an|both|two)"
_RETRACTED = re.compile(
    rf"""(?xi)
      \b{_PAPER},?\s+{_ABOUT}{_LINK}{{0,5}}{_DONE}
    | \b{_DONE}(?:\s+[\w-]+){{0,2}}?\s+{_PAPER}
    | \b{_TOOK}\s+(?:it\b|{_OF}\s+(?:[\w’'-]+\s+){{0,2}}?{_PAPER})
    | \b(?:be|been)\s+(?:\w+ly\s+)?retracted\b
    | \bretraction\s+(?:notices?|notes?|statements?|watch|published|in:|of\s+{_OF}\s+{_PAPER})
    | \b(?:its|the|a|until|after|before)\s+retraction\b(?!\s+of\b)
    | \bnotices?\s+of\s+(?:retraction|withdrawal)\b
    | \bwithdrawal\s+notices?\b
    | [\[(]\s*(?:this\s+)?(?:article\s+|paper\s+|now\s+|since\s+)?(?:retracted|withdrawn|retraction)\b
    | (?:^|[.;:]\s+)(?:retracted|withdrawn)\b(?!\s+from\b)
    """
)
_CAPITALS = re.compile(r"\b(?:RETRACTED|WITHDRAWN|RETRACTION)\b")
_CONCERN = re.compile(r"(?i)\bexpressions?\s+of\s+(?:editorial\s+)?concern\b")
_CORRECTED = re.compile(
    rf"""(?xi)
      \b{_PAPER},?\s+{_ABOUT}{_LINK}{{0,5}}corrected\b
    | \bcorrected(?:\s+[\w-]+){{0,2}}?\s+(?:version|{_PAPER})
    | \bcorrect(?:s|ed|ing)?\s+{_OF}\s+(?:[\w’'-]+\s+){{0,2}}?{_PAPER}
    | \b(?:errat(?:um|a)|corrigend(?:um|a))\b
    | \bcorrections?\s+(?:notices?|notes?|to\s+{_OF}\s+{_PAPER}|of\s+{_OF}\s+{_PAPER}|appears?|in:|published)
    | \b(?:published|publisher|author|issued\s+a|printed\s+a|published\s+a)\s+corrections?\b
    | [\[(]\s*correct(?:ed|ion)\b
    """
)


def spoken_of(text: str, kind: NoticeType) -> bool:
    """Does `text` tell its readers of a notice of this kind, or of a graver one?"""
    if _RETRACTED.search(text) or _CAPITALS.search(text):
        return True
    if kind == "correction":
        return bool(_CORRECTED.search(text) or _CONCERN.search(text))
    return bool(_CONCERN.search(text))
