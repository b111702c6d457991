"""Which two figures are the ends of an interval: "95% CI 1.2 to 3.4", "95% CI −2.5, −0.5", "RR 0.93 [0.81, 1.07]"."""

import re

_CI = re.compile(
    (
        r"(?:\b(?:CI|CrI|UI|confidence intervals?|credible intervals?|uncertainty intervals?|CIs|IQR"
        r"|interquartile range)\b)(?: \(?(?:CI|IQR)\)?)?\s?(?:of|from|was|,|:|="
        r"|;)?\s?[\(\[]?\s?(?:from |between )?$"
    ),
    re.IGNORECASE,
)
_COMMA = re.compile(r"[,;] ?")
_ESTIMATE = re.compile(
    r"(?:\b(?:[am]|s)?[OHRIP]R|ratio|relative risk|\b[SW]?MD|difference)"
    r"(?: was| of| for [a-z ]{2,24}| in [a-z ]{2,24})?[ :=,]*-?\d{1,3}(?:\.\d{1,3})?[ ,;]*[(\[]$",
    re.IGNORECASE,
)
_NEXT = re.compile(r"[)\];]|, ?[pP]\b")
_REACH = 72


def is_interval(text: str, start: int) -> bool:
    """Whether a range that starts here is announced as a confidence interval."""
    return _CI.search(text, max(0, start - 48), start) is not None


def beside_estimate(text: str, start: int, end: int) -> bool:
    """Whether a range of figures stands alone in brackets right behind an estimate: "OR 1.8 (1.2-2.7)"."""
    return _NEXT.match(text, end) is not None and _ESTIMATE.search(text, max(0, start - _REACH), start) is not None


def by_comma(text: str, start: int, end: int, gap: str) -> bool:
    """Whether two figures with a comma between them are the ends of an interval, where a list of two is ruled out."""
    if _COMMA.fullmatch(gap) is None or _NEXT.match(text, end) is None:
        return False
    return is_interval(text, start) or beside_estimate(text, start, end)
