"""Measures the fact engine on labelled data: quantity spans, swapped numbers, altered trial statements.

Run from the checkout: `python -m benchmarks.facts_quality [measeval swap nli4ct rct]`. The data stand beside the
checkout
in `../shared/benchmarks` (or where CLAIM_AUDIT_SHARED says); a set that is absent is passed over, and said.
"""

import gzip
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.checks import PairCheck, pair_checks
from pipeline.facts import extract
from pipeline.records.claim import Claim
from pipeline.records.fact import Fact
from pipeline.records.verdict import Objection
from tests.build import claim as build_claim
from tests.build import dossier

SHARED = Path(os.environ.get("CLAIM_AUDIT_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "benchmarks"
NUMBER_CODES = frozenset({"NUM-001", "NUM-002", "NUM-003"})
OURS = NUMBER_CODES | {"NUM-004", "CMP-001", "CMP-002", "DES-001", "POP-001"}
MARK = re.compile(r"<\|\w+\|>")


def rows(name: str, part: str) -> Iterator[dict[str, Any]]:
    """Rows of one part of a set; none where it is absent."""
    for folder in ("trainable", "measure"):
        for ending in (".jsonl", ".jsonl.gz"):
            path = SHARED / folder / name / f"{part}{ending}"
            if path.exists():
                opener = gzip.open if ending.endswith("gz") else open
                with opener(path, "rt", encoding="utf-8") as lines:
                    yield from map(json.loads, lines)
                return
    print(f"{name}/{part}: not there, passed over")


# --- quantity spans ---------------------------------------------------------------------------------------------------


def spans(text: str) -> list[tuple[int, int]]:
    """Spans of the numeric facts of a text, each once."""
    found = {
        (fact.start, fact.end)
        for fact in extract(text)
        if fact.dimension != "attribute" and fact.term not in {"worked out", "in words"} and fact.value is not None
    }
    return sorted(found)


def measeval(part: str = "dev", *, show: int = 0) -> None:
    """Strict and overlap F1 of quantity spans; a gold span is matched by at most one of ours."""
    strict = overlap = ours = gold = 0
    for row in rows("measeval", part):
        wanted = [(span["start"], span["end"]) for span in row["spans"] if span["type"] == "Quantity"]
        found = spans(row["text"])
        ours, gold = ours + len(found), gold + len(wanted)
        strict += len(set(wanted) & set(found))
        left = list(found)
        for start, end in wanted:
            hit = next((each for each in left if each[0] < end and start < each[1]), None)
            if hit is not None:
                left.remove(hit)
                overlap += 1
            elif show:
                print("  missed:", repr(row["text"][start:end]), "in", row["text"][max(0, start - 30) : end + 20])
        if show:
            for start, end in left:
                print("  extra:", repr(row["text"][start:end]), "in", row["text"][max(0, start - 30) : end + 20])
    if gold:
        for name, hits in (("strict", strict), ("overlap", overlap)):
            precision, recall = hits / max(ours, 1), hits / gold
            score = 2 * precision * recall / max(precision + recall, 1e-9)
            print(
                f"measeval/{part} {name}: P {precision:.3f} R {recall:.3f} F1 {score:.3f} ({ours} found, "
                f"{gold} labelled)"
            )


# --- swapped numbers --------------------------------------------------------------------------------------------------

NUMBER = re.compile(
    r"(?<![\w.,/-])\d{1,3}(?:,\d{3})+(?!\d)|(?<![\w.,/-])\d+(?:\.\d+)?(?![\d,]*\d|[A-Za-z/]|-[A-Za-z]{0,2}\d|-[A-Z])"
)
_NAMES = re.compile(
    (
        r"(?:type|grade|stage|phase|class|figure|table|interleukin|factor|complex|protein|group|kinase"
        r"|receptor|virus|version)[ -]?$"
    ),
    re.IGNORECASE,
)


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


def labels(row: dict[str, Any]) -> str:
    """The label in the common words SUPPORTS, REFUTES, NEI."""
    return str((row.get("meta") or {}).get("nli") or row["label"])


def objections(text: str, evidence: list[str], codes: frozenset[str] = OURS) -> list[Objection]:
    """What the checks of numbers and design object to."""
    stated: Claim = build_claim(MARK.sub("", text))
    file = dossier(stated, evidence, scope="full_text")
    found = []
    for check in pair_checks():
        if isinstance(check, PairCheck) and set(check.codes) & codes:
            found += [each for each in check.examine(file) if isinstance(each, Objection) and each.code in codes]
    return [each for each in found if each.verdict is not None]


def absences(text: str, evidence: list[str]) -> list[Objection]:
    """What is said of numbers that stand nowhere in the evidence (SRC-002)."""
    file = dossier(build_claim(MARK.sub("", text)), evidence, scope="full_text")
    check = next(one for one in pair_checks() if one.name == "number-absent")
    return [each for each in check.examine(file) if isinstance(each, Objection)]


def swapped(*, show: int = 0) -> None:
    """Claims labelled SUPPORTS: flagged as they stand, and caught once a number that the evidence holds is changed."""
    total: Counter[str] = Counter()
    for name in ("scifact", "check_covid", "citation_integrity"):
        seen: Counter[str] = Counter()
        for part in ("dev", "train"):
            for row in rows(name, part):
                label = labels(row)
                text = MARK.sub("", row["claim"])
                if label != "SUPPORTS":
                    continue
                _measure(row, text, seen, show)
        _print(name, seen)
        total += seen
    _print("all", total)


def _measure(row: dict[str, Any], text: str, seen: Counter[str], show: int) -> None:
    evidence = row["evidence"]
    joined = " ".join(evidence)
    stands = [
        match
        for match in NUMBER.finditer(text)
        if not _NAMES.search(text[: match.start()])
        and re.search(rf"(?<![\w.,-]){re.escape(match[0])}(?![\w]|[.,]\d)", joined)
    ]
    before = objections(text, evidence)
    seen["all supported"] += 1
    seen["all flagged"] += bool(before)
    if before and show:
        print(
            "  FLAGGED",
            [(each.code, each.title) for each in before],
            "|",
            text[:160],
            "|",
            before[0].passage and before[0].passage.text[:260],
        )
    if not stands:
        return
    seen["with number"] += 1
    missing = absences(text, evidence)
    seen["absent before"] += any(
        each.said and each.said[0] <= m.start() < each.said[1] for each in missing for m in stands
    )
    seen["flagged"] += bool(before)
    if len(stands) == len(list(NUMBER.finditer(text))):
        seen["all stand"] += 1
        seen["all stand flagged"] += bool(before)
    for match in stands:
        seen["itself flagged"] += any(each.said and each.said[0] <= match.start() < each.said[1] for each in before)
        changed = text[: match.start()] + swap(match[0]) + text[match.end() :]
        seen["swaps"] += 1
        caught = any(each.code in NUMBER_CODES for each in objections(changed, evidence, NUMBER_CODES))
        seen["caught"] += caught
        absent = caught or any(
            each.said and each.said[0] <= match.start() < each.said[1] for each in absences(changed, evidence)
        )
        seen["caught or absent"] += absent
        if not caught and show:
            print("  MISSED", match[0], "->", swap(match[0]), "|", text[:220])
            if show > 1:
                print("       EV", [each for each in evidence if match[0] in each][:1])


def _print(name: str, seen: Counter[str]) -> None:
    if seen["all supported"]:
        print(
            f"swap {name}: {seen['with number']} claims with a number that stands in the evidence, flagged before "
            f"{seen['flagged']} ({seen['flagged'] / max(seen['with number'], 1):.1%}), of the "
            f"{seen['all stand']} all of whose numbers stand there {seen['all stand flagged']} "
            f"({seen['all stand flagged'] / max(seen['all stand'], 1):.1%}), the standing number itself "
            f"{seen['itself flagged']} ({seen['itself flagged'] / max(seen['swaps'], 1):.1%}); "
            f"{seen['swaps']} swaps, caught "
            f"{seen['caught']} ({seen['caught'] / max(seen['swaps'], 1):.1%}), caught or said to stand nowhere "
            f"{seen['caught or absent']} ({seen['caught or absent'] / max(seen['swaps'], 1):.1%}; of the standing "
            f"numbers {seen['absent before'] / max(seen['with number'], 1):.1%} before); all "
            f"{seen['all supported']} supported claims: flagged {seen['all flagged']} "
            f"({seen['all flagged'] / seen['all supported']:.1%})"
        )


# --- altered trial statements -----------------------------------------------------------------------------------------


def nli4ct() -> None:
    """Numerical items of nli4ct_p: contradictions made by changing a number, and paraphrases."""
    seen: Counter[str] = Counter()
    for row in rows("nli4ct_p", "dev"):
        kind = (row.get("meta") or {}).get("intervention") or "unaltered"
        if not kind.startswith("Numerical") and not (kind == "unaltered" and row["label"] == "SUPPORTS"):
            continue
        evidence = [*row["evidence"], *(row.get("evidence2") or [])]
        seen[f"{kind} {row['label']}"] += 1
        seen[f"{kind} {row['label']} flagged"] += bool(objections(row["claim"], evidence, NUMBER_CODES))
    for name in sorted(name for name in seen if not name.endswith("flagged")):
        print(f"nli4ct_p {name}: {seen[name + ' flagged']} of {seen[name]} flagged")


# --- numbers of trials ------------------------------------------------------------------------------------------------


def rct() -> None:
    """Measures of rct_art that our spans overlap and the group we give them; values of rct_numbers among our facts."""
    hits = total = arms = arms_right = 0
    for row in rows("rct_art", "dev"):
        facts = [fact for fact in extract(row["text"]) if fact.value is not None]
        for span in row["spans"]:
            if span["label"] != "MEAS" or not re.search(r"\d", span["text"]):
                continue
            total += 1
            over = [fact for fact in facts if fact.start < span["end"] and span["start"] < fact.end]
            hits += bool(over)
            group = _group(row, span)
            if over and group and over[0].arm:
                arms += 1
                arms_right += bool(
                    set(over[0].arm.split()) & {word.rstrip("s") for word in re.findall(r"[\w.]+", group.lower())}
                )
    if total:
        print(
            f"rct_art/dev: {hits} of {total} measures with a digit found ({hits / total:.1%}); group rig"
            f"ht {arms_right} of {arms} given"
        )
    documents = {str(row.get("pmcid") or row.get("id")): row for row in rows("rct_numbers", "docs")}
    found = wanted = 0
    for row in rows("rct_numbers", "dev"):
        document = documents.get(row["meta"]["pmcid"]) or documents.get(f"PMC{row['meta']['pmcid']}")
        if document is None:
            continue
        values = _values(extract(str(document.get("text") or document.get("markdown") or document)))
        for value in row["values"].values():
            try:
                number = float(value)
            except ValueError:
                continue
            wanted += 1
            found += number in values
    if wanted:
        print(
            f"rct_numbers/dev: {found} of {wanted} labelled values among the facts of the article ("
            f"{found / wanted:.1%})"
        )


def _group(row: dict[str, Any], span: dict[str, Any]) -> str:
    place = [span["start"], span["end"]]
    for relation in row["relations"]:
        if relation["child"] == place and relation["label"] in {"A1_RES", "A2_RES"}:
            return str(row["text"][relation["head"][0] : relation["head"][1]])
    return ""


def _values(facts: tuple[Fact, ...]) -> set[float]:
    found: set[float] = set()
    for fact in facts:
        if fact.value is not None:
            found |= {end for end in (fact.value.low, fact.value.high, fact.value.spread) if end is not None}
    return found


def main() -> None:
    """Run what was asked for, or everything."""
    asked = set(sys.argv[1:]) or {"measeval", "swap", "nli4ct", "rct"}
    show = 2 if "show" in asked else 0
    if "measeval" in asked:
        measeval(show=show)
    if "swap" in asked:
        swapped(show=show)
    if "nli4ct" in asked:
        nli4ct()
    if "rct" in asked:
        rct()


if __name__ == "__main__":
    main()
