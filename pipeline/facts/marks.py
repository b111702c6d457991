"""Marks that are easily misread: dashes that join, notes that lost their place, names that begin with a figure."""

import re

from pipeline.facts.nouns import family, head

_BEFORE_DASH = re.compile(r"(?<![\w.,])(\d{1,4}(?:\.\d{1,3})?) ?%? $")


def joins(text: str, start: int, value: float) -> bool:
    """Whether a dash behind a smaller number and a space is no sign: "5 –10%" is a range that was set badly."""
    before = _BEFORE_DASH.search(text, max(0, start - 12), start)
    return before is not None and float(before[1]) < value


def undotted(plain: str) -> str:
    """A number without the points between its thousands: `1.234.567`, `1.234,56`."""
    if plain.count(".") > 1 or ("." in plain and plain.find(".") < plain.find(",")):
        return plain.replace(".", "")
    return plain


_COMMA_BEFORE = re.compile(r"(?:[=<>≤≥±]|\b[OHR]R|\bratio|\d,\d{1,2} ?(?:-|–|—|to|and|;|±))(?: of| was)? ?$")
_COMMA_BEHIND = re.compile(r"\s?(?:%|[a-zμ]{1,4}\b(?<!and)(?<!or)(?<!to)|(?:-|–|—|to|;|±) ?\d+,\d{1,2}(?![\d,]))")


def decimal_comma(head: str, text: str, start: int, end: int) -> bool:
    """A comma is a decimal point after a lone nought, before a unit, behind a sign, and at both ends of a range."""
    if head == "0" or _COMMA_BEHIND.match(text, end, end + 12):
        return True
    return _COMMA_BEFORE.search(text, max(0, start - 14), start) is not None


_MONEY_SCALE = re.compile(r" ?(?:(k|K)|(m|M|mm)|(b|B))(?![A-Za-z])")


def money_scale(text: str, start: int, end: int) -> tuple[int, int]:
    """The factor of "$1.2m" and where it ends; 1 without a sign of money before the figure."""
    scale = _MONEY_SCALE.match(text, end) if text[start - 1 : start] in set("$€£¥") else None
    if scale is None:
        return 1, end
    return 1000 if scale[1] else 1_000_000 if scale[2] else 1_000_000_000, scale.end()


_SENTENCE_BEGINS = re.compile(r"(?:^|[.,!?)] )$")
_NOTE = re.compile(
    r"(?:[,–-] ?\d{1,3}){0,9} (?:Moreover|However|In|The|This|These|Those|That|Although|Thus|For|It|We|Our|A|An|As"
    r"|At|On|Of|By|To|But|And|While|When|With|Therefore|Furthermore|Additionally|Also|Similarly|Indeed|Yet|Since"
    r"|Because|There|They|Their|If|Such|Another|Other|Some|Most|Many|Despite|Further|Hence|Consequently|Importantly"
    r"|Notably)\b"
)


def is_note(text: str, start: int, end: int) -> bool:
    """Whether a figure is a note's mark that was set raised and lost its place: "diseases. 2 Moreover, the number"."""
    return _NOTE.match(text, end) is not None and _SENTENCE_BEGINS.search(text, max(0, start - 4), start) is not None


def grown_together(text: str, end: int) -> bool:
    """Whether a figure that ends here is grown into a name: `3-phosphatase`, `5-MeO`, `2D`, `1980s`."""
    after = text[end : end + 2]
    if text.startswith("-in-", end):
        return False  # "one-in-six adults"
    if after[:1] == "-" and after[1:].isalpha():
        word = re.match(r"-([A-Za-z]+)", text[end : end + 24])
        return word is None or not (word[1].lower() in _HYPHEN_NOUNS or _counts_parts(text, end, word[1]))
    return after[:1].isalpha() or after[:1] == "_"


def _counts_parts(text: str, end: int, word: str) -> bool:
    """`a 96-well plate`, `16-nucleotide barcodes`: so many parts; `5-fluorouracil`, `3-dimensional` count nothing."""
    told = text[end + 1 + len(word) : end + 3 + len(word)]
    plain = word.islower() and 4 <= len(word) <= 10 and told[:1] == " " and told[1:].islower()
    return plain and not word.endswith(_NAMING) and not word.startswith(_CHEMICAL)


_NAMING = (
    "ase", "ate", "yl", "ol", "ine", "ene", "ane", "one", "ide", "ic", "ous", "al", "ed", "ing", "ary", "ite", "ium",
    "oxy", "in", "cil", "ose", "amide", "like", "way", "ish", "ible", "able", "free", "plus", "out",
)  # fmt: skip
_CHEMICAL = (
    "hydroxy", "methyl", "amino", "fluoro", "chloro", "deoxy", "keto", "nitro", "phospho", "aza", "acetyl", "iso",
    "thio", "sulf", "bromo", "iodo", "oxo", "carbo",
)  # fmt: skip
"""Beginnings and endings of chemical names and of words that do not count."""
_HYPHEN_NOUNS = frozenset(
    """item point fold arm armed site centre center country person patient participant member part dose dosage
    item-level question level way year day week month hour minute second trial study case bed woman man to and stage
    step
    session visit month-old year-old center-based subject nucleotide peptide base residue""".split()
)


_NOT_A_COUNT_BEFORE = re.compile(
    r"(?:\bno|any|each|every|this|that|the|which|another|a|good|new|other|first)[ -]$", re.IGNORECASE
)
_NOT_A_COUNT_AFTER = re.compile(
    (
        r"(?: of (?:the (?:most|best|main|key|more)|its|them|us)| another| can| may| should| must"
        r"| might| could| would|'s| is | has | who| which| that | such | way | hand|-on|-sided|-way"
        r"| to )"
    ),
    re.IGNORECASE,
)


def one_counts(text: str, start: int, end: int) -> bool:
    """Whether the word "one" counts something: "one patient" does, "the one who" does not."""
    if _NOT_A_COUNT_BEFORE.search(text[max(0, start - 9) : start]):
        return False
    return _NOT_A_COUNT_AFTER.match(text[end : end + 14]) is None


_JOINED = re.compile(r"(\d{1,3})-(\d{4,9})")
_NAME_APART = 50
"""No range of bare figures reaches so many times its lower end."""


def joined_name(text: str, start: int, end: int) -> bool:
    """Whether two joined figures that measure and count nothing we know name a thing: the antibody 10-1074."""
    match = _JOINED.fullmatch(text, start, end)
    if match is None or not 1 < int(match[1]) < int(match[2]) / _NAME_APART:
        return False
    return not family(head(text, end)[0])


_DECADE = re.compile(r"(?:\b(?:their|his|her|our|early|mid|late)[ -])\d\ds$", re.IGNORECASE)


def decade(text: str, start: int, end: int) -> bool:
    """Whether figures with an s tell ages and no seconds: "in their 40s", "her early 70s"."""
    return _DECADE.search(text[max(0, start - 8) : end]) is not None


_CALENDAR = re.compile(r"\b(?:last|this|next|past|previous|each|every|per|an?|same|that) $", re.IGNORECASE)


def of_calendar(lead: str) -> bool:
    """Whether a unit of time behind these words is one of the calendar: "last year 41 people", no year 41."""
    return _CALENDAR.search(lead) is not None
