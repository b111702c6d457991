"""Measures the fact engine on labelled data: quantity spans, swapped numbers, altered trial statements.

Run from the checkout: `python -m benchmarks.facts_quality [measeval swap nli4ct rct]`. The data stand beside the
checkout
in `../shared/benchmarks` (or where CLAIM_AUDIT_SHARED says); a set that is absent is passed over, and said.
"""

import re
import sys
from collections import Counter
from typing import Any

from benchmarks.facts_swap import swapped
from benchmarks.labelled import MARK, rows
from pipeline.checks import pair_checks
from pipeline.facts import extract
from pipeline.records.claim import Claim
from pipeline.records.fact import Fact
from pipeline.records.verdict import Objection
from tests.build import claim as build_claim
from tests.build import dossier

NUMBER_CODES = frozenset({"NUM-001", "NUM-002", "NUM-003"})


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


# --- altered trial statements -----------------------------------------------------------------------------------------


def objections(text: str, evidence: list[str]) -> list[Objection]:
    """What the checks of numbers object to."""
    stated: Claim = build_claim(MARK.sub("", text))
    file = dossier(stated, evidence, scope="full_text")
    found = []
    for check in pair_checks():
        if set(check.codes) & NUMBER_CODES:
            found += [each for each in check.examine(file) if isinstance(each, Objection)]
    return [each for each in found if each.verdict is not None and each.code in NUMBER_CODES]


def nli4ct() -> None:
    """Numerical items of nli4ct_p: contradictions made by changing a number, and paraphrases."""
    seen: Counter[str] = Counter()
    for row in rows("nli4ct_p", "dev"):
        kind = (row.get("meta") or {}).get("intervention") or "unaltered"
        if not kind.startswith("Numerical") and not (kind == "unaltered" and row["label"] == "SUPPORTS"):
            continue
        evidence = [*row["evidence"], *(row.get("evidence2") or [])]
        seen[f"{kind} {row['label']}"] += 1
        seen[f"{kind} {row['label']} flagged"] += bool(objections(row["claim"], evidence))
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
