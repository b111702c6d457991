"""Dates: years, months and days as spans of days, so that "March 2020" holds "15 March 2020"."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from pipeline.facts.nouns import family, head
from pipeline.facts.units import read

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"""(?x)
      (?P<years>(?<![\w.,/-])(?:19|20)\d\d(?:[–/]\d\d|-(?:1[3-9]|[2-9]\d))\b(?![-–/%]|[.,]\d))
    | (?P<iso>\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b)
    | (?P<dmy>\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[ ](?:of[ ])?(?P<m1>{_MONTH}),?[ ](?P<y1>(?:18|19|20)\d\d)\b)
    | (?P<mdy>\b(?P<m2>{_MONTH})[ ](?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?[ ](?P<y2>(?:18|19|20)\d\d)\b)
    | (?P<my>\b(?P<m3>{_MONTH}),?[ ](?:of[ ])?(?P<y3>(?:18|19|20)\d\d)\b)
    | (?P<bare>\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?:[ ]?(?:-|–|to|and)[ ]?\d{{1,2}})?[ ](?:of[ ])?{_MONTH}
        |{_MONTH}[ ]\d{{1,2}}(?:st|nd|rd|th)?(?:[ ]?(?:-|–|to|and)[ ]?(?:{_MONTH}[ ])?\d{{1,2}})?)
        (?![\w%])(?!,?[ ](?:18|19|20)\d\d))
    | (?P<decade>\b(?:18|19|20)\d0s\b)
    | (?P<year>(?<![\w.,/=<>-])(?:18|19|20)\d\d(?!\d|[\w,.]\d|[%‰°/]|-?[A-Za-z]))
    """
)
_TO = re.compile(r" ?(?:-|–|to|through|until) ?")
_YEAR_NOT = re.compile(
    r"^ (?:(?!to\b|and\b|in\b|of\b|the\b|with\b|for\b|on\b|at\b|by\b)[a-z-]+ ){0,2}?(?:patients"
    r"|people|participants|women|men|children|adults|subjects|individuals|cases|deaths|samples|mg"
    r"|kcal|calories|g|ml|mL|IU|m|km|kg|genes|cells|records|studies|articles|trials|students"
    r"|employees|households|volunteers|infants|births|persons|respondents|residents|nurses|euros"
    r"|dollars|steps|hours|points)\b"
)
_AUTHOR = re.compile(
    r"\bet al\.?,? ?\(?$|(?:\(|; |, |and |& |see |e\.g\.,? )(?!In |Since |By |From |Until |During "
    r"|After |Before |January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Spring|Summer|Fall|Winter|Autumn)[A-Z][\w'-]+(?: (?:and|&) [A-Z][\w'-]+)?,? \(?$"
)


class Dated(NamedTuple):
    """A date of the text: the days it may stand for, and its ISO form."""

    start: int
    end: int
    first: int
    last: int
    iso: str


def dates(text: str) -> list[Dated]:
    """The dates of a folded text, in order."""
    found: list[Dated] = []
    for match in _DATE.finditer(text):
        dated = _read(match, text)
        if dated is None:
            continue
        last = found[-1] if found else None
        if (
            last is not None
            and last.iso
            and dated.iso
            and _TO.fullmatch(text[last.end : dated.start])
            and last.first < dated.first
        ):
            found[-1] = Dated(last.start, dated.end, last.first, dated.last, f"{last.iso}/{dated.iso}")
            continue
        found.append(dated)
    return found


def _read(match: re.Match[str], text: str) -> Dated | None:
    start, end = match.span()
    if match["bare"]:
        return Dated(start, end, 0, 0, "")
    if match["years"]:
        return _years(start, end, int(match["years"][:4]), int(match["years"][-2:]))
    if match["iso"]:
        parts = [int(part) for part in match["iso"].split("-")]
        return _span(start, end, *parts)
    if match["dmy"]:
        return _span(start, end, int(match["y1"]), _month(match["m1"]), int(match["d1"]))
    if match["mdy"]:
        return _span(start, end, int(match["y2"]), _month(match["m2"]), int(match["d2"]))
    if match["my"]:
        return _span(start, end, int(match["y3"]), _month(match["m3"]))
    if match["decade"]:
        year = int(match["decade"][:4])
        return Dated(start, end, date(year, 1, 1).toordinal(), date(year + 9, 12, 31).toordinal(), match["decade"])
    year = int(match["year"])
    if _AUTHOR.search(text[max(0, start - 40) : start]) and re.match(
        r"[a-z]?(?:[);,:]|$| ?\[|\.)", text[end : end + 3]
    ):
        return Dated(start, end, 0, 0, "")
    if _YEAR_NOT.match(text[end : end + 40]) or read(text, end) is not None or _counts(text, end):
        return None
    if re.search(r"disease $", text[max(0, start - 12) : start]):
        return Dated(start, end, 0, 0, "")
    if re.search(
        r"(?:total|sample|average|mean|median) of $|\bn ?[=:] ?$|[=<>≥≤~$€£] ?$|\b[A-Z]{2,}[ -]$",
        text[max(0, start - 12) : start],
    ):
        return None
    return _span(start, end, year)


def _years(start: int, end: int, first: int, tail: int) -> Dated:
    """`2022-23`, `1972–79`: from one year to the other, which is told by its last two digits."""
    last = first // 100 * 100 + tail
    if last <= first:
        return Dated(start, start + 4, date(first, 1, 1).toordinal(), date(first, 12, 31).toordinal(), f"{first:04d}")
    return Dated(start, end, date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal(), f"{first:04d}/{last:04d}")


def _counts(text: str, end: int) -> bool:
    """Whether a figure counts what follows: "2012 hospitals" does, and "the 2019 study" has its year."""
    noun, _, stop = head(text, end)
    return bool(family(noun)) and text[end:stop].rpartition(" ")[2].lower() != noun


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def _span(start: int, end: int, year: int, month: int = 0, day: int = 0) -> Dated | None:
    if not month:
        return Dated(start, end, date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal(), f"{year:04d}")
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    if not day:
        return Dated(
            start, end, date(year, month, 1).toordinal(), date(year, month, last).toordinal(), f"{year:04d}-{month:02d}"
        )
    if not 1 <= day <= last:
        return None
    ordinal = date(year, month, day).toordinal()
    return Dated(start, end, ordinal, ordinal, f"{year:04d}-{month:02d}-{day:02d}")
