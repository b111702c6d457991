"""How well strength is read: `python -m benchmarks.strength_quality --set NAME … [--part dev] [--show N]`.

Sets: causal_press, causal_pubmed (four-way macro-F1), exaggeration (precision at recall 0.50, with a Wilson interval),
certainty (Pearson r), bioscope (F1 of negation and speculation cues), self (sentences of abstracts that cite their own
abstract), supports (claims labelled SUPPORTS), strengthened (the sentences of `self`, made stronger by rule).
"""

import argparse
import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from math import sqrt
from pathlib import Path
from typing import Any

from benchmarks.verdicts import rows
from pipeline.checks import relative_risk_alone
from pipeline.records.verdict import Objection
from pipeline.strength import compare, profile
from pipeline.strength.context import context
from pipeline.strength.patterns import expression
from pipeline.verification import verify

ROOT = (
    Path(os.environ.get("CLAIM_AUDIT_SHARED") or Path(__file__).resolve().parents[1].parent / "shared") / "benchmarks"
)
CLASSES = ("none", "correlational", "conditional_causal", "causal")
CODES = frozenset(
    """POP-002 OUT-001 OUT-002 CAU-001 CER-001 CER-004 EFF-001 EFF-002 GEN-001 GEN-002 DUR-001 SAF-001 SAF-002
    RISK-002""".split()
)
"""The pair checks of this room."""
SENTENCES = 1000
SEED = 20261121


def read(kind: str, name: str, part: str) -> Iterator[dict[str, Any]]:
    """Rows of one part of a set."""
    folder = ROOT / kind / name
    yield from rows(next(p for p in (folder / f"{part}.jsonl.gz", folder / f"{part}.jsonl") if p.exists()))


def causal(name: str, part: str, show: int) -> None:
    """Four-way causal strength: accuracy, F1 of each class and their mean."""
    table: Counter[tuple[str, str]] = Counter()
    for row in read("measure", name, part):
        said = profile(row["text"]).causality
        table[row["label"], said] += 1
        if row["label"] != said and show:
            show -= 1
            print(f"  {row['label']} <- {said}: {row['text'][:230]}")
    total = sum(table.values())
    scores = []
    for one in CLASSES:
        hit = table[one, one]
        gold = sum(table[one, each] for each in CLASSES)
        given = sum(table[each, one] for each in CLASSES)
        scores.append(2 * hit / (gold + given) if gold + given else 0.0)
    right = sum(table[one, one] for one in CLASSES)
    each_one = ", ".join(f"{one} {score:.2f}" for one, score in zip(CLASSES, scores, strict=True))
    print(f"{name} {part} n={total}: macro-F1 {sum(scores) / 4:.3f}, accuracy {right / total:.3f} ({each_one})")
    print("   gold\\said " + " ".join(f"{one[:5]:>6}" for one in CLASSES))
    for one in CLASSES:
        print(f"   {one[:9]:<9} " + " ".join(f"{table[one, each]:>6}" for each in CLASSES))


def exaggeration(part: str, show: int) -> None:
    """Press against abstract: pairs ranked by how much more the press says."""
    found = []
    for row in read("measure", "exaggeration_insciout", part):
        excess = compare(profile(row["press"]), profile(row["abstract"])).excess
        found.append((excess, row["label"] == "exaggerates"))
        wrong = (excess > 0.5) != (row["label"] == "exaggerates")
        if wrong and show:
            show -= 1
            gold = f"{row['meta']['press_strength_name']}/{row['meta']['abstract_strength_name']}"
            print(f"  {row['label']} {excess:+.1f} {gold}")
            print(f"    P {profile(row['press']).causality}: {row['press'][:300]}")
            print(f"    A {profile(row['abstract']).causality}: {row['abstract'][:300]}")
    found.sort(key=lambda each: -each[0])
    positives = sum(label for _, label in found)
    hits, best = 0, 0.0
    for at, (_, label) in enumerate(found, start=1):
        hits += label
        if hits >= positives / 2:
            best = hits / at
            low, high = wilson(hits, at)
            print(f"exaggeration {part} n={len(found)}, {positives} positive: ", end="")
            print(f"precision {best:.2f} ({low:.2f}–{high:.2f}) at recall {hits / positives:.2f}")
            break
    for least in (0.5, 1.5):
        said = [label for excess, label in found if excess > least]
        print(f"   excess > {least}: precision {sum(said) / max(len(said), 1):.2f}, recall {sum(said) / positives:.2f}")


def wilson(hits: int, n: int) -> tuple[float, float]:
    """95% interval of a share (Wilson 1927)."""
    p, z = hits / n, 1.96
    middle, half = (
        (p + z * z / (2 * n)) / (1 + z * z / n),
        z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n),
    )
    return middle - half, middle + half


def certainty(part: str, show: int) -> None:
    """Pearson r of the score with the annotators' mean."""
    pairs = [
        (row["score"], profile(row["text"]).confidence, row["text"])
        for row in read("trainable", "certainty_sentence", part)
    ]
    for gold, said, text in sorted(pairs, key=lambda each: -abs(each[0] - each[1]))[:show]:
        print(f"  {gold} <- {said:.1f}: {text[:200]}")
    levels = [(row[0], float(profile(row[2]).certainty), "") for row in pairs]
    print(f"certainty {part} n={len(pairs)}: r {pearson(pairs):.3f} (six-step level alone {pearson(levels):.3f})")


def pearson(pairs: list[tuple[float, float, str]]) -> float:
    """Correlation of the first two of each."""
    n = len(pairs)
    mx, my = sum(p[0] for p in pairs) / n, sum(p[1] for p in pairs) / n
    xy = sum((p[0] - mx) * (p[1] - my) for p in pairs)
    return xy / sqrt(sum((p[0] - mx) ** 2 for p in pairs) * sum((p[1] - my) ** 2 for p in pairs) or 1.0)


def bioscope(part: str, show: int) -> None:
    """Cues of negation and speculation: a cue counts as found where spans overlap."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in read("trainable", "bioscope_abstracts", part):
        scopes = context(row["text"]).scopes
        for kind in ("negation", "speculation"):
            gold = [(cue["start"], cue["end"]) for cue in row["cues"] if cue["type"] == kind]
            said = [(s.cue.start, s.cue.end) for s in scopes if s.cue.entry.group == kind]
            hit = [g for g in gold if any(a < g[1] and b > g[0] for a, b in said)]
            true = [s for s in said if any(s[0] < b and s[1] > a for a, b in gold)]
            counts[kind].update(gold=len(gold), said=len(said), hit=len(hit), true=len(true))
            if show > 0 and (len(true) < len(said) or len(hit) < len(gold)):
                show -= 1
                extra = [row["text"][a:b] for a, b in said if (a, b) not in true]
                missed = [row["text"][a:b] for a, b in gold if (a, b) not in hit]
                print(f"  {kind} extra {extra} missed {missed}: {row['text'][:160]}")
    for kind, one in counts.items():
        precision, recall = one["true"] / max(one["said"], 1), one["hit"] / max(one["gold"], 1)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"bioscope {part} {kind} n={one['gold']}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


def objections(claim: str, evidence: tuple[str, ...]) -> list[Objection]:
    """What the checks of this room hold against the claim."""
    return [each for each in verify(claim, evidence).judged.objections if each.code in CODES]


def abstracts() -> list[list[str]]:
    """Abstracts of SciFact, in a fixed shuffled order."""
    found = [row["evidence"] for part in ("train", "dev") for row in read("trainable", "scifact", part)]
    unique = list({tuple(each): each for each in found}.values())
    random.Random(SEED).shuffle(unique)
    return unique


def sentences() -> Iterator[tuple[str, list[str]]]:
    """A thousand sentences of abstracts, with their abstracts."""
    left = SENTENCES
    for abstract in abstracts():
        for text in abstract:
            if len(text.split()) >= 6 and left:
                left -= 1
                yield text, abstract


def self_citing(part: str, show: int) -> None:
    """Sentences of abstracts as articles that cite themselves: whatever is flagged is a false alarm."""
    del part
    codes: Counter[str] = Counter()
    flagged = total = 0
    for text, abstract in sentences():
        found = objections(text, tuple(abstract))
        total += 1
        words = _wording(text)
        flagged += bool(found or words)
        codes.update(words)
        codes.update(each.code for each in found)
        for each in found[: bool(show)]:
            show -= 1
            print(f"  {each.code} {each.title}: {text[:200]}")
    print(f"self n={total}: flagged {flagged / total:.3f} {dict(codes)}")


def _wording(text: str) -> list[str]:
    """What the checks that need no source would remark on in an article of this one sentence."""
    codes = ["HYP-001"] if profile(text).of("hype") else []
    if relative_risk_alone.change(text) and not expression("relative", "base").search(text):
        codes.append("RISK-001")
    return codes


def supports(part: str, show: int) -> None:
    """Claims that annotators found borne out: what is called overstated or contradicted is a false alarm."""
    for name in ("scifact", "check_covid"):
        codes: Counter[str] = Counter()
        flagged = total = 0
        for row in read("trainable", name, part):
            if row["label"] != "SUPPORTS":
                continue
            total += 1
            found = [each for each in objections(row["claim"], tuple(row["evidence"])) if each.verdict]
            flagged += bool(found)
            codes.update(each.code for each in found)
            for each in found[: bool(show)]:
                show -= 1
                quote = each.passage.text[:300] if each.passage else ""
                print(f"  {each.code} {each.title}: {row['claim'][:200]}\n     {quote}")
        print(f"supports {name} {part} n={total}: flagged {flagged / max(total, 1):.3f} {dict(codes)}")


def strengthened(part: str, show: int) -> None:
    """The sentences of `self`, each made stronger where one of four rules applies: what is not flagged is a miss."""
    del part
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for text, abstract in sentences():
        for name, claim, source in stronger(text):
            evidence = tuple(source if each == text else each for each in abstract)
            found = verify(claim, evidence).judged.objections
            table[name].update(n=1, flagged=bool([each for each in found if each.verdict]))
            if show and not any(each.verdict for each in found):
                show -= 1
                print(f"  missed ({name}): {claim[:230]}\n     {source[:230]}")
    for name, one in table.items():
        print(f"strengthened {name} n={one['n']}: flagged {one['flagged'] / one['n']:.3f}")
    n, flagged = sum(one["n"] for one in table.values()), sum(one["flagged"] for one in table.values())
    print(f"strengthened all n={n}: flagged {flagged / n:.3f}")


_HEDGED = re.compile(r"\b(may|might|could)\s+(?:potentially\s+|possibly\s+)?(be|have|\w+)\b")
_SUGGEST = re.compile(
    r"\b(?:suggest(?:s|ed|ing)?|indicat(?:e|es|ed|ing)|impl(?:y|ies|ying))\s+that\b|\b(?:appears?|seems?)\s+to\b"
)
_ASSOCIATED = re.compile(r"\b(?:is|are|was|were|been)\s+(?:\w+ly\s+)?(?:associated|correlated|linked)\s+(?:with|to)\b")
_ANIMALS = re.compile(r"\b(?:mice|rats)\b")
_SMALL = re.compile(r"(?i)\bin\s+(?:a|this)\s+(?:small|pilot|preliminary)\s+(?:trial|study)\s*,?\s*")


def stronger(text: str) -> Iterator[tuple[str, str, str]]:
    """`(rule, claim, source)`: the claim is the sentence with a hedge, an association, an animal or a limit dropped."""
    if _HEDGED.search(text) or _SUGGEST.search(text):
        claim = _HEDGED.sub(lambda match: _finite(match[2]), text)
        yield "hedge dropped", _SUGGEST.sub(_firm, claim), text
    if _ASSOCIATED.search(text):
        yield "associated -> causes", _ASSOCIATED.sub("causes", text), text
    if _ANIMALS.search(text):
        yield "mice -> patients", _ANIMALS.sub("patients", text), text
    if _SMALL.search(text):
        yield "small trial dropped", _SMALL.sub("", text), text
    elif re.search(r"\b(?:reduced|increased|improved|decreased|lower|higher|effective|prevented|inhibited)\b", text):
        yield "small trial dropped", text, f"In a small trial, {text[:1].lower()}{text[1:]}"


def _finite(verb: str) -> str:
    return {"be": "is", "have": "has"}.get(verb, verb if verb.endswith("s") else f"{verb}s")


def _firm(match: re.Match[str]) -> str:
    low = match.group().lower()
    if low.endswith("that"):
        return "proving that" if "ing" in low else "prove that"
    return ""


SETS: dict[str, Callable[[str, int], None]] = {
    "causal_press": lambda part, show: causal("causal_press", part, show),
    "causal_pubmed": lambda part, show: causal("causal_pubmed", part, show),
    "exaggeration": lambda _part, show: exaggeration("train", show),
    "certainty": certainty,
    "bioscope": bioscope,
    "self": self_citing,
    "supports": supports,
    "strengthened": strengthened,
}


def main() -> None:
    """Measure the named sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", nargs="*", default=list(SETS), choices=list(SETS), dest="sets")
    parser.add_argument("--part", default="dev", choices=["train", "dev"])
    parser.add_argument("--show", type=int, default=0, help="print so many wrong ones")
    args = parser.parse_args()
    for name in args.sets:
        SETS[name](args.part, args.show)


if __name__ == "__main__":
    main()
