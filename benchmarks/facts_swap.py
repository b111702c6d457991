"""The swap test: claims that are labelled supported, as they stand and with one of their numbers changed.

Every claim goes through the whole judge, as an audit would send it. Run from the checkout:
`python -m benchmarks.facts_quality swap [show]`.
"""

import re
from collections import Counter
from typing import Any, NamedTuple

from benchmarks.labelled import MARK, labels, rows
from pipeline.records.verdict import Judged, Objection
from pipeline.verification import verify

SETS = ("scifact", "check_covid", "citation_integrity")
PARTS = ("dev", "train")
DIFFERS = frozenset({"NUM-001", "NUM-002", "NUM-003", "NUM-004"})
NOWHERE = "SRC-002"
OURS = DIFFERS | {NOWHERE, "CMP-001", "CMP-002", "DES-001", "POP-001"}

NUMBER = re.compile(
    r"(?<![\w.,/-])\d{1,3}(?:,\d{3})+(?!\d)|(?<![\w.,/-])\d+(?:\.\d+)?(?![\d,]*\d|[A-Za-z/]|-[A-Za-z]{0,2}\d|-[A-Z])"
)
_NAMED_BEFORE = re.compile(
    (
        r"(?:type|grade|stage|phase|class|figure|fig\.|table|interleukin|factor|complex|protein|group|kinase"
        r"|receptor|virus|version|disease|enzyme|activator|subunit|cluster|chapter|level)[ -]?$|et al\.,? \(?$"
    ),
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(r"-(?:[a-z]*(?:ase|ate|yl)s?\b|nCoV)|\) [a-z]|[′'’]")
"""What makes a figure part of a name (3-kinase, 2019-nCoV, 3′) or the sign of an item ("1) it reproduces")."""
_PARTNER_AFTER = re.compile(r"(?: ?%)? ?(?:-|–|to) ?(\d+(?:\.\d+)?)")
_PARTNER_BEFORE = re.compile(r"(\d+(?:\.\d+)?)(?: ?%)? ?(?:-|–|to) ?$")
_SHARE = re.compile(r"(?:(?: ?%)? ?(?:-|–|to|and) ?\d+(?:\.\d+)?)? ?(?:%|per ?cent)")
_CITING = re.compile(r"\[[\d,;\s–-]+\]|\((?:\d+, ?)+\d+\)|(?<=[a-z]\.)\d+(?= )|et al\.,? \(?\d{4}")


def swap(number: str) -> str:
    """Another number of the same shape: about a third larger, at least by one in the last place."""
    plain = number.replace(",", "")
    decimals = len(plain.partition(".")[2])
    value = float(plain)
    if decimals == 0 and 1900 <= value <= 2100 and "," not in number:
        return str(int(value) - 4)
    other = value * 1.37 + 10.0**-decimals
    text = f"{other:,.{decimals}f}" if "," in number else f"{other:.{decimals}f}"
    return text if text != number else f"{value + 10.0**-decimals:.{decimals}f}"


class Claim(NamedTuple):
    """A claim labelled SUPPORTS with its evidence, and those of its numbers that stand there."""

    text: str
    evidence: tuple[str, ...]
    standing: tuple[re.Match[str], ...]
    """Numbers of the claim whose digits stand in the evidence."""
    kind: tuple[bool, ...]
    """Of each of these: whether it stands there as the same kind of number, by `_stands`."""
    whole: bool
    """Whether every number of the claim stands in the evidence as the same kind of number."""


def read(row: dict[str, Any]) -> Claim:
    """A row as a claim."""
    text = MARK.sub("", row["claim"])
    evidence = tuple(row["evidence"])
    every = [match for match in NUMBER.finditer(text) if not _is_name(text, match)]
    loose = [match for match in NUMBER.finditer(text) if any(_places(match[0], each) for each in evidence)]
    strict = [any(_stands(text, match, each) for each in evidence) for match in every]
    of_kind = {match.start() for match, stands in zip(every, strict, strict=True) if stands}
    return Claim(
        text, evidence, tuple(loose), tuple(match.start() in of_kind for match in loose), bool(every) and all(strict)
    )


def _is_name(text: str, match: re.Match[str]) -> bool:
    return bool(_NAMED_BEFORE.search(text[: match.start()]) or _NAMED_AFTER.match(text[match.end() :]))


def _places(number: str, text: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"(?<![\w.,-]){re.escape(number)}(?![\w]|[.,]\d)", text))


def _stands(text: str, match: re.Match[str], evidence: str) -> bool:
    """Whether a passage holds the number as what it is: a percentage as one, a range whole, and not as a citation."""
    passage = _CITING.sub(lambda mark: " " * len(mark[0]), evidence)
    partner = _PARTNER_AFTER.match(text, match.end()) or _PARTNER_BEFORE.search(text[: match.start()])
    if partner is not None and not _places(partner[1], passage):
        return False
    share = _SHARE.match(text, match.end()) is not None
    return any((_SHARE.match(passage, place.end()) is not None) == share for place in _places(match[0], passage))


def _on(found: Judged, at: int) -> list[Objection]:
    """The findings on the number that begins at `at`."""
    return [each for each in found.objections if each.said and each.said[0] <= at < each.said[1]]


def outcome(found: Judged, at: int) -> str:
    """What became of a swapped number, in one word of `OUTCOMES`."""
    here = _on(found, at)
    if any(each.code in DIFFERS and each.verdict for each in here):
        return "contradicted"
    if any(each.code in DIFFERS for each in here):
        return "asked"
    if any(each.code == NOWHERE for each in here):
        return "nowhere"
    return found.verdict if found.verdict in {"supported", "not_found", "unclear"} else "other finding"


CAUGHT = ("contradicted", "asked", "nowhere")
OUTCOMES = {
    "contradicted": "a finding NUM-* that contradicts or calls it overstated",
    "asked": "a finding NUM-* that asks of which group the number is",
    "nowhere": "a finding SRC-002: the number stands nowhere in what was read",
    "not_found": "the whole claim said not to be found",
    "other finding": "accused of something else alone",
    "unclear": "unclear, no finding on the number",
    "supported": "SUPPORTED with the wrong number",
}


def swapped(*, show: int = 0) -> None:
    """Print the table, a set at a time and over all."""
    total: Counter[str] = Counter()
    for name in SETS:
        seen: Counter[str] = Counter()
        for part in PARTS:
            for row in rows(name, part):
                if labels(row) == "SUPPORTS":
                    _measure(read(row), seen, show)
        _print(name, seen)
        total += seen
    _print("all", total)


def _measure(claim: Claim, seen: Counter[str], show: int) -> None:
    before = verify(claim.text, claim.evidence).judged
    ours = [each for each in before.objections if each.code in OURS]
    accused = [each for each in ours if each.verdict]
    seen["claims"] += 1
    seen["claims accused"] += bool(accused)
    if any(claim.kind):
        seen["with number"] += 1
        seen["with number flagged"] += bool(ours)
        seen["with number accused"] += bool(accused)
    if claim.whole:
        seen["whole"] += 1
        seen["whole flagged"] += bool(ours)
        seen["whole accused"] += bool(accused)
        if ours and show:
            print("  FLAGGED", [(each.code, each.title) for each in ours], "|", claim.text)
    for match, of_kind in zip(claim.standing, claim.kind, strict=True):
        itself = [each for each in _on(before, match.start()) if each.code in OURS]
        text = claim.text[: match.start()] + swap(match[0]) + claim.text[match.end() :]
        became = outcome(verify(text, claim.evidence).judged, match.start())
        seen["digits"] += 1
        seen["digits caught"] += became in CAUGHT
        seen["digits flagged"] += bool(itself)
        if not of_kind:
            continue
        seen["swaps"] += 1
        seen["itself flagged"] += bool(itself)
        seen["itself accused"] += any(each.verdict for each in itself)
        seen[became] += 1
        if itself and show:
            print("  ITSELF", match[0], [(each.code, each.title) for each in itself], "|", claim.text)
        if became not in CAUGHT and show:
            print(f"  MISSED ({became})", match[0], "->", swap(match[0]), "|", claim.text)


def _print(name: str, seen: Counter[str]) -> None:
    if not seen["claims"]:
        return
    swaps = max(seen["swaps"], 1)
    caught = sum(seen[one] for one in CAUGHT)
    print(f"\nswap {name}: caught {caught} of {seen['swaps']} ({caught / swaps:.1%})")
    for key, words in OUTCOMES.items():
        print(f"  {seen[key]:>5} {seen[key] / swaps:>6.1%}  {words}")
    for key, words in (
        ("itself", "that very number before the swap"),
        ("whole", "claims all of whose numbers stand in the evidence"),
        ("with number", "claims with a number that stands in the evidence, other numbers of theirs included"),
    ):
        of = seen["swaps"] if key == "itself" else seen[key]
        flagged, accused = seen[f"{key} flagged"], seen[f"{key} accused"]
        print(f"  before: {flagged} of {of} ({flagged / max(of, 1):.1%}) bear a finding, {accused} accuse: {words}")
    digits = max(seen["digits"], 1)
    print(
        f"  where the mere digits stand there, in names, citations and half ranges too: {seen['digits caught']} of "
        f"{seen['digits']} caught ({seen['digits caught'] / digits:.1%}), {seen['digits flagged']} flagged before "
        f"({seen['digits flagged'] / digits:.1%})"
    )
    print(f"  all {seen['claims']} supported claims: {seen['claims accused']} accused by these checks")
