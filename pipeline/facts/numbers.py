"""Finds the numbers of a text: digits, words, fractions, exponents; leaves alone what only looks like one.

Names of things (`IL-6`, `5-HT2A`, `COVID-19`, `NCT05870540`, `Figure 3`, `type 2`), addresses, citation marks and
ordinals measure nothing and are passed over. Every pattern is bounded, so time grows with the length of the text.
"""

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from pipeline.facts.marks import decimal_comma, is_note, joins, money_scale, one_counts, undotted
from pipeline.facts.units import read
from pipeline.lexicon import load


class NumberWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`numbers.toml`: words of numbers and of how they are meant."""

    words: dict[str, float]
    scales: dict[str, float]
    denominators: dict[str, int]
    multiples: dict[str, float]
    before: dict[str, list[str]]
    after: dict[str, list[str]]
    labels: dict[str, str]
    ordinals: dict[str, int]


class Number(NamedTuple):
    """A number of the text: `text[start:end]`; `decimals` as in `records.fact.Value`."""

    start: int
    end: int
    value: float
    decimals: int
    form: str
    """digits, words, fraction, fold, vague (`a` month) or part (a half, `7/8`)."""
    total: float | None = None
    """The denominator of a fraction that was written as two counts: `7/8`, `7 of 8`."""


@cache
def lexicon() -> NumberWords:
    """The words, read once."""
    return load("pipeline.facts", "numbers.toml", NumberWords)


_FOLD = {
    **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\u2005\t\r", " "),
    "−": "-",
    "﹣": "-",
    "－": "-",
    "‐": "-",
    "‑": "-",
    "‒": "–",
    "·": ".",
    "∙": ".",
    "⋅": ".",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "，": ",",
    "％": "%",
    "µ": "μ",
    "⁄": "/",
    "＝": "=",
    "＜": "<",
    "＞": ">",
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
}
_TABLE = str.maketrans(_FOLD)
_EXPONENTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5)}
_VULGAR |= {"⅘": (4, 5), "⅙": (1, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}


def fold(text: str) -> str:
    """The text with typographic twins made one, character for character, so that offsets stay."""
    return text.translate(_TABLE)


@cache
def _word_alternatives() -> tuple[str, str, str, str]:
    words = lexicon()
    plain = "|".join(sorted(words.words, key=len, reverse=True))
    scales = "|".join(sorted(words.scales, key=len, reverse=True))
    parts = "|".join(sorted(words.denominators, key=len, reverse=True))
    folds = "|".join(sorted(words.multiples, key=len, reverse=True))
    return plain, scales, parts, folds


@cache
def _pattern() -> re.Pattern[str]:
    plain, scales, parts, folds = _word_alternatives()
    digits = (
        r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
        r"|\d{1,3}(?:\.\d{3}){2,}(?![\d.,]\d|\d)|\d{1,3}(?:\.\d{3})+,\d{1,2}(?![\d,])"
        r"|\d{1,3}(?:[ ']\d{3})+(?!\d|\.\d)|\d+,\d{1,2}(?![\d,])|\d+\.\d+|\.\d+|\d+)"
    )
    return re.compile(
        rf"""(?xi)
          (?P<skip> https?://\S+ | www\.\S+ | \b10\.\d{{4,9}}/\S+ | <\|[^|<>]{{1,40}}\|>
            | \[\s?\d{{1,3}}(?:\s?[,;–-]\s?\d{{1,3}}){{0,20}}\s?\]
            | (?<=[a-z.,;%]) \(\d{{1,3}}(?:\s?[,;–-]\s?\d{{1,3}}){{0,12}}\)
            | (?<=[\w)%\]]\ ) \(\d{{1,3}}(?:\s?[,;–-]\s?\d{{1,3}}){{0,12}}\)(?=[\s.,;:])
            | (?-i:\b(?!(?:mid|pre|post|early|late|sub|under|over|n|approx|non)-)[A-Za-z][A-Za-z]*\d*-\d[\w-]*)
            | (?-i:\b(?!(?:OR|HR|RR|CI|aOR|aHR|SD|SE|IQR|n)\.?\d|[pP]0?\.\d)[A-Za-z]+\d[\w-]*)
            | (?-i:\b\d{{1,2}}(?:,\d{{1,2}})?\([A-Z]{{1,2}}\)[\d-]{{0,2}}[A-Za-z])
            | \d+(?:,\d+)+'?-[a-z]\w* | \d+(?:st|nd|rd|th)\b
            | \d{{1,2}}/\d{{1,2}}-\d{{1,2}}/\d{{1,2}} | \d{{1,4}}/\d{{1,3}}[a-z]-\d+ | \d{{1,2}}:\d{{2}}\b | \d+:\d+
            | (?!\d{{1,3}}(?:\.\d{{3}}){{2,}}(?![\d.]\d|\d))\d+\.\d+\.\d+
          )
        | (?P<sci> (?P<mantissa>\d+(?:\.\d+)?)\s?[×x*]\s?10\s?(?:\^\s?(?P<caret>[-–+]?\d{{1,3}})
              | (?P<raised>[⁻⁺]?[⁰¹²³⁴-⁹]{{1,3}}) | (?P<bare>-?\d{{1,2}}))(?![\d.]) )
        | (?P<power> \b10(?:\^(?P<pcaret>-?\d{{1,3}})|(?P<praised>[⁻⁺]?[⁰¹²³⁴-⁹]{{1,3}})) )
        | (?P<e> \d+(?:\.\d+)?e[-+]?\d{{1,3}}\b )
        | (?P<mixed> (?:(?<![\w.])\d{{1,4}}[ ]?)?[½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞] | (?<![\w.])\d{{1,3}}[ ]\d/\d(?![\d/]) )
        | (?P<slash> (?<![\w./,-])\d{{1,6}}\s?/\s?\d(?:[\d,]{{0,8}}\d)?(?![\w/-]|\.\d) )
        | (?P<digits> (?:(?<![\w.,])|(?<=\b[OHR]R)|(?<=\b[pnPN])) (?P<minus>minus[ ](?=\d))?
              (?P<sign>(?<![\w)\]%])[-–+](?=[\d.]))?
              (?P<body>{digits}) (?P<scale>[ ]?-?(?:{scales})(?![a-z]))? )
        | (?P<piece> \b(?:(?:an?|one|three)[ -])?(?:half|quarters?|third)(?:[ ]of)?[ ]an?(?=[ ][a-z]) )
        | (?P<in_half> \bin[ ]half\b )
        | (?P<times> \b(?:{folds})\b )
        | (?P<words> \b(?:(?:a|an)[ ](?={scales})|(?={plain}))
              (?:(?:{plain}|{scales})\b
                (?:(?:(?:(?<=hundred)|(?<=thousand)|(?<=million))[ ]and[ ]|[ -])(?=(?:{plain}|{scales})\b))?){{1,9}}\b
              (?P<of>[ -](?:and[ -]a[ -]half(?:[ ](?:{scales})\b)?|(?:{parts})(?![a-z-])))? )
        | (?P<part> \b(?:(?:a|an)[ ])?(?:half|third|quarter|fifth|tenth)
              (?=[ ](?:of|the|as|a|its|their|all|lower|higher|less|more|fewer|using
                |in|for|among|after|when|were|was|had|and|to[ ]an?)\b|[.,;)]|$)(?![ ]-) )
        """
    )


def numbers(text: str) -> list[Number]:
    """The numbers of a folded text (`fold`), in order and not overlapping."""
    found: list[Number] = []
    for match in _pattern().finditer(text):
        kind = match.lastgroup
        if match["skip"] is not None:
            continue
        number = _read(match, kind, text)
        if number is not None and not _is_label(text, number):
            found.append(number)
    return found


def _read(match: re.Match[str], _kind: str | None, text: str) -> Number | None:
    start, end = match.span()
    if match["sci"] is not None:
        return _scientific(match)
    if match["power"] is not None:
        exponent = int((match["pcaret"] or match["praised"]).translate(_EXPONENTS))
        if abs(exponent) > LARGEST:
            return None
        return Number(start, end, 10.0**exponent, -exponent, "digits")
    if match["e"] is not None:
        value = float(match["e"])
        return Number(start, end, value, 6, "digits") if abs(value) < 10.0**LARGEST else None
    if match["mixed"] is not None:
        return _mixed(match)
    if match["slash"] is not None:
        return _slash(match, text)
    if match["digits"] is not None:
        return _digits(match, text)
    if match["piece"] is not None:
        return _piece(match, text)
    if match["in_half"] is not None:
        return Number(*match.span(), 0.5, 1, "fold")
    if match["times"] is not None:
        return _times(match, text)
    if match["words"] is not None:
        return _words(match, text)
    return _part(match, text)


LARGEST = 60
"""Powers of ten beyond this measure nothing in a text; they would overflow."""


def _scientific(match: re.Match[str]) -> Number | None:
    raw = match["caret"] or match["raised"] or match["bare"]
    exponent = int(raw.translate(_EXPONENTS).replace("–", "-"))
    if abs(exponent) > LARGEST:
        return None
    mantissa = match["mantissa"]
    decimals = len(mantissa.partition(".")[2]) - exponent
    return Number(*match.span(), float(f"{mantissa}e{exponent}"), decimals, "digits")


def _mixed(match: re.Match[str]) -> Number:
    raw = match["mixed"]
    if raw[-1] in _VULGAR:
        over, under = _VULGAR[raw[-1]]
        whole = raw[:-1].strip()
    else:
        whole, _, rest = raw.partition(" ")
        over, under = int(rest[0]), max(int(rest[-1]), 1)
    value = (float(whole) if whole else 0.0) + over / under
    return Number(*match.span(), value, 1, "digits" if whole else "part", None)


_PRESSURE = re.compile(r"(?: ?(?:to|and|or|vs\.?|[-–]) ?\d{2,3}/\d{2,3})? ?mm ?Hg\b")


def _slash(match: re.Match[str], text: str) -> Number | None:
    over, under = (float(part.strip().replace(",", "")) for part in match["slash"].split("/"))
    if over > under > 0 and _PRESSURE.match(text, match.end()):
        return Number(*match.span(), over, 0, "digits")  # 130/80 mmHg goes by its upper figure
    if under <= 0 or over > under:
        return None
    return Number(*match.span(), over, 0, "part", under)


def _digits(match: re.Match[str], text: str) -> Number | None:
    start, end = match.span()
    body = match["body"]
    plain = undotted(body.replace(" ", "").replace("'", ""))
    if "," in plain:
        head, _, tail = plain.rpartition(",")
        if len(tail.partition(".")[0]) == 3 and not head.startswith("0"):
            plain = plain.replace(",", "")
        elif head.isdigit() and ("." in body or decimal_comma(head, text, match.start("body"), end)):
            plain = f"{head}.{tail}"
        else:
            end = match.start("body") + len(head)
            plain = head
            return Number(start, end, float(head), _reach(head), "digits")
    if len(plain) > LARGEST:
        return None
    value = float(plain)
    decimals = _reach(plain)
    if match["scale"]:
        factor = lexicon().scales[match["scale"].strip(" -").lower()]
        value, decimals = value * factor, decimals - len(str(int(factor))) + 1
        if not plain.partition(".")[2]:
            decimals = 1 - len(str(int(factor)))
    factor, end = money_scale(text, start, end)
    value, decimals = value * factor, decimals - len(str(factor)) + 1
    if match["sign"] in {"-", "–"} and joins(text, start, value):
        return Number(start + 1, end, value, decimals, "digits")
    if match["sign"] in {"-", "–"} or match["minus"]:
        value = -value
    return Number(start, end, value, decimals, "digits")


def _reach(plain: str) -> int:
    """Digits after the point; negative for whole numbers that end in noughts."""
    whole, point, tail = plain.partition(".")
    if point:
        return len(tail)
    stripped = whole.rstrip("0")
    return len(stripped) - len(whole) if stripped else 0


def _times(match: re.Match[str], text: str) -> Number | None:
    word = match["times"].lower()
    if word in {"double", "triple", "halves"} and re.match(
        r"[- ](?:blind|mask|dumm|bond|strand|check)", text[match.end() :]
    ):
        return None
    if text[match.end() : match.end() + 1] == "-":
        return None
    if word in {"twice", "thrice"} and not re.match(
        r" (?:as|the|that|more|a|per|daily|weekly|each|every|monthly)\b", text[match.end() : match.end() + 9]
    ):
        return None
    if word == "twice" and re.match(
        r" (?:a|per|daily|weekly|each|every|monthly)\b", text[match.end() : match.end() + 9]
    ):
        return Number(*match.span(), 2.0, 0, "frequency")
    return Number(*match.span(), lexicon().multiples[word], 1, "fold")


def _words(match: re.Match[str], text: str) -> Number | None:
    words = lexicon()
    tail = (match["of"] or "").strip(" -").lower()
    body = match["words"][: len(match["words"]) - len(match["of"] or "")]
    names = [name for name in re.split(r"[ -]+", body.lower()) if name and name != "and"]
    total = current = 0.0
    smallest = 1.0
    for name in names:
        if name in words.words:
            current += words.words[name]
        elif name in words.scales:
            factor = words.scales[name]
            current = max(current, 1.0) * factor
            smallest = factor
            if factor >= 1000:
                total, current = total + current, 0.0
    value = total + current
    if tail in words.denominators:
        return Number(*match.span(), value / words.denominators[tail], 1, "part")
    if any(name >= 10 and later >= 10 for name, later in pairwise(words.words.get(name, 0) for name in names)):
        return None  # "nineteen ninety-five" is a year
    if tail:
        factor = words.scales.get(tail.rpartition(" ")[2], 1.0)
        return Number(*match.span(), (value + 0.5) * factor, 2 - len(str(int(factor))), "words")
    if names == ["one"] and not one_counts(text, match.start(), match.end()):
        return None
    decimals = 0
    if names and names[-1] in words.scales and smallest > 1:
        decimals = 1 - len(str(int(smallest)))
    elif names == [names[0]] and value >= 10 and value % 10 == 0:
        decimals = -1
    return Number(*match.span(), value, decimals, "words")


def _part(match: re.Match[str], text: str) -> Number | None:
    word = match["part"].split()[-1].lower()
    before = text[max(0, match.start() - 12) : match.start()].lower()
    has_article = " " in match["part"]
    if word != "half" and not has_article:
        return None
    if word == "half" and re.search(r"(?:first|second|latter|other|better) $|life-? ?$", before):
        return None
    if (
        not re.match(r" (?:of|the|as|a|its|their|all)\b", text[match.end() :])
        and not has_article
        and not re.search(r"\bby $", before)
    ):
        return None
    return Number(*match.span(), 1 / lexicon().denominators[word], 1, "part")


def _piece(match: re.Match[str], text: str) -> Number | None:
    """`half a gram`, `a quarter of a litre`, `half a million`: a part of one unit is an amount, no share."""
    words = match["piece"].lower().replace("-", " ").split()
    part = next(word for word in words if word in lexicon().denominators)
    value = (3.0 if words[0] == "three" else 1.0) / lexicon().denominators[part]
    scale = _SCALE_NEXT.match(text, match.end())
    factor = lexicon().scales.get(scale[1].lower()) if scale else None
    if scale is not None and factor is not None:
        return Number(match.start(), scale.end(), value * factor, 2 - len(str(int(factor))), "words")
    unit = read(text, match.end())
    if unit is not None and unit.dimension.removesuffix("_per") not in _SHARES:
        return Number(*match.span(), value, 1, "words")
    word = re.search(rf"\b{part}\b", match["piece"], re.IGNORECASE)
    return Number(match.start(), match.start() + word.end(), value, 1, "part") if word else None


_SCALE_NEXT = re.compile(r" ([A-Za-z]+)\b")
_SHARES = frozenset({"percentage", "percentage_points", "fold", "scale"})


@cache
def _label_words() -> frozenset[str]:
    return frozenset(lexicon().labels["words"].split())


_LAST_WORD = re.compile(
    r"([A-Za-z]+)[.:]? ?\(?(?:\d{1,4}[a-z]?(?:\.\d)?(?:,? (?:and|or|to|vs) |, ?"
    r"|[–/-])){0,8}(?:[IVab]{1,3}[ -])?[ -]?\(?$"
)
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b(?P<word>[A-Z][A-Za-z]*)[ -]$")
_MEASURED = frozenset({"mass", "activity", "volume", "substance", "pressure", "energy"})
_SHARE_NEXT = re.compile(r" ?(?:%|per ?cent\b)")
_AFTER_NAME = re.compile(r"^ ?(?:[a-z%°μ]|[-–] ?[a-z])")


def _is_label(text: str, number: Number) -> bool:
    """`Figure 3`, `type 2`, `phases 3, 5 and 7`, `HCT 116` name a thing; `group (12 patients)` does not."""
    if number.form != "digits" or number.value > 99_999 or number.value != int(number.value):
        return False
    if "," in text[number.start : number.end]:
        return False  # "they numbered 4,280": no name has a mark for its thousands
    if _SHARE_NEXT.match(text, number.end):
        return False
    if is_note(text, number.start, number.end):
        return True
    lead = text[max(0, number.start - 48) : number.start]
    before = _LAST_WORD.search(lead)
    if before is not None and before[1].lower() in _label_words():
        return True
    unit = read(text, number.end)
    if unit is not None and unit.dimension.removesuffix("_per") in _MEASURED:
        return False
    name = _NAME.search(lead)
    if name is None or name["word"].lower() in _starters():
        return False
    if name["word"].isupper() and name["word"] not in _measures():
        return _AFTER_NAME.match(text[number.end : number.end + 3]) is None or (
            name["word"].isupper() and len(name["word"]) > 1
        )
    return False


@cache
def _starters() -> frozenset[str]:
    return frozenset(lexicon().labels["starters"].split())


@cache
def _measures() -> frozenset[str]:
    return frozenset(lexicon().labels["measures"].split())
