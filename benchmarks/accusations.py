"""Who is accused, and by what: `python -m benchmarks.accusations [SET …] [--part dev …] [--show good …] [--code CODE]`.

Every accusation (contradicted, overstated) of labelled claims, counted by its code and way: right where the claim is
labelled wrong, a false alarm where it is labelled borne out. The third column are claims labelled as not in the source.
Sets: scifact (whole abstracts), scifact_rationale, check_covid, citation_integrity, own (the product's labelled pairs)
and self (sentences of abstracts beside their own abstract, where every accusation is a false one).
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.own import pairs
from benchmarks.strength_quality import sentences
from benchmarks.verdicts import items
from pipeline.records.source import SourceKind
from pipeline.records.verdict import Objection
from pipeline.verdicts.at_odds import WAYS
from pipeline.verdicts.structure import REASONS
from pipeline.verification import verify

PUBLIC = ("scifact", "scifact_rationale", "check_covid", "citation_integrity")
OWN, SELF = "own", "self"
PARTS = ("train", "dev")
LABELS = ("bad", "good", "none")
_OWN_LABELS = {"supported": "good", "contradicted": "bad", "overstated": "bad", "not_found": "none"}
_GROUNDS = tuple(dict.fromkeys(ground for way in WAYS for ground in way.grounds))
_TITLES = frozenset({*(ground.title for ground in _GROUNDS), *(reason.title for reason in REASONS)})
"""Titles that the alignment gives; those of the checks name what they found, and are counted by their code."""


class Labelled(NamedTuple):
    """A claim, what it is set beside, and whether it is borne out (good), wrong (bad) or not there (none)."""

    claim: str
    evidence: tuple[str, ...]
    label: str
    kind: SourceKind = "unknown"


def labelled(name: str, parts: tuple[str, ...]) -> Iterator[Labelled]:
    """The labelled claims of a set."""
    if name == SELF:
        for text, abstract in sentences():
            yield Labelled(text, tuple(abstract), "good")
        return
    for part in parts:
        if name == OWN:
            for pair in pairs(part):
                label = _OWN_LABELS[pair["verdict"]]
                yield Labelled(pair["claim"], tuple(pair["passages"]), label, pair.get("kind", "unknown"))
        else:
            for item in items(name, part):
                yield Labelled(*item)


def accusations(one: Labelled) -> list[Objection]:
    """What accuses the claim."""
    return [each for each in verify(one.claim, one.evidence, one.kind).judged.objections if each.verdict is not None]


def mechanism(objection: Objection) -> str:
    """The code, with what the alignment calls it or the word that a check said it."""
    return f"{objection.code} {objection.title if objection.title in _TITLES else '(a check)'}"


def measure(name: str, parts: tuple[str, ...], show: frozenset[str], code: str) -> Counter[tuple[str, str]]:
    """Count the accusations of one set, and print those asked for."""
    table: Counter[tuple[str, str]] = Counter()
    for one in labelled(name, parts):
        found = accusations(one)
        table["claims", one.label] += 1
        table["accused", one.label] += bool(found)
        for kind in dict.fromkeys(mechanism(each) for each in found):
            table[kind, one.label] += 1
        for each in found if one.label in show else ():
            if each.code.startswith(code):
                quote = each.passage.text if each.passage else ""
                shown = quote[slice(*each.shown)] if each.shown else ""
                print(f"  {name} {one.label}: {mechanism(each)} [{each.title}] ({each.verdict}, {each.confidence})")
                print(f"     claim: {one.claim}\n     quote: {quote}\n     shown: {shown}")
    return table


def told(name: str, table: Counter[tuple[str, str]]) -> None:
    """Print a table: mechanisms by how often they were wrong."""
    print(f"\n{name}: " + ", ".join(
        f"{table['accused', label]} of {table['claims', label]} {label} accused" for label in LABELS
        if table["claims", label]
    ))  # fmt: skip
    kinds = {kind for kind, _ in table} - {"claims", "accused"}
    for kind in sorted(kinds, key=lambda kind: (-table[kind, "good"], kind)):
        print(f"  {table[kind, 'bad']:>4} right {table[kind, 'good']:>4} wrong {table[kind, 'none']:>4} none  {kind}")


def main() -> None:
    """Measure the named sets, and all together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=[*PUBLIC, OWN])
    parser.add_argument("--part", nargs="*", default=PARTS, choices=PARTS)
    parser.add_argument("--show", nargs="*", default=(), choices=LABELS)
    parser.add_argument("--code", default="", help="show only codes that begin so")
    args = parser.parse_args()
    tables = []
    for name in args.sets:
        tables.append(measure(name, tuple(args.part), frozenset(args.show), args.code))
        told(name, tables[-1])
    if len(tables) > 1:
        told("all", sum(tables, Counter[tuple[str, str]]()))


if __name__ == "__main__":
    main()
