"""Edits of articles and sources between two audits: every finding's state, and what closes the gate."""

import hashlib
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct

from pipeline.assembly.gate import GateRule
from pipeline.assembly.settle import Terms, settle
from pipeline.decisions.waivers import House
from pipeline.records.report import Report
from pipeline.snapshots import Snapshots
from pipeline.stages.assemble import Circumstances
from pipeline.walk import audit_article, open_article
from tests.shared.gold import ROOT
from tests.walk.world import ARTICLE as TRUE_TO_PRESSURE
from tests.walk.world import CLOCK, TRIAL, build

ARTICLE = TRUE_TO_PRESSURE.replace("6 mmHg", "9 mmHg")

TERMS = Terms(GateRule(), House(date(2026, 11, 21)))
NUMBER = "Systolic blood pressure fell by 9 mmHg after 12 weeks."
PLACEBO = "They were compared with nurses who took a placebo."
MONKEYS = "Dancing monkeys solved seventeen crossword puzzles [1]."


class Edit(Struct, frozen=True):
    """What an editor did, and every finding that is then not simply the same."""

    name: str
    expected: tuple[str, ...] = ()
    """`CODE state`, sorted, for each finding that is not the same."""
    article: tuple[tuple[str, str], ...] = ()
    source: tuple[tuple[str, str], ...] = ()
    lost: bool = False
    off: tuple[str, ...] = ()
    slug: str = "night-shifts.txt"


EDITS = (
    Edit("nothing"),
    Edit(
        "a typo is fixed in a sentence with a finding", article=((PLACEBO, PLACEBO.replace("compared", "compareed")),)
    ),
    Edit("a typo is fixed where nothing was found", article=(("serious adverse", "severe adverse"),)),
    Edit(
        "a paragraph is moved down",
        article=((f"{MONKEYS}\n\n", ""), ("What was found\n\n", f"What was found\n\n{MONKEYS}\n\n")),
    ),
    Edit("lines are put in before", article=(("What was found\n", "What was found\n\nIt was a long night.\n"),)),
    Edit(
        "white space and quotation marks change",
        article=((NUMBER, "“Systolic”  blood pressure fell by 9 mmHg after 12 weeks."),),
    ),
    Edit("references are renumbered", article=(("[1]", "[9]"), ("[2]", "[7]"), ("[3]", "[8]"))),
    Edit(
        "the list is put in another order",
        article=(("[3] Roe", "[X] Roe"), ("[2]", "[3]"), ("[X] Roe", "[2] Roe")),
    ),
    Edit("a sentence is reworded a little", article=((PLACEBO, "They were compared with nurses who got a placebo."),)),
    Edit(
        "a sentence is reworded altogether",
        expected=("SRC-002 fixed", "SRC-002 new"),
        article=((MONKEYS, "Seventeen riddles were cracked by elephants that waltz [1]."),),
    ),
    Edit("the number is corrected", expected=("NUM-001 fixed",), article=((NUMBER, NUMBER.replace("9", "6")),)),
    Edit("the number is still wrong", expected=("NUM-001 changed",), article=((NUMBER, NUMBER.replace("9", "8")),)),
    Edit("the sentence is taken out", expected=("NUM-001 fixed",), article=((f" {NUMBER}", ""),)),
    Edit(
        "a wrong sentence is put in",
        expected=("SRC-002 new",),
        article=((MONKEYS, f"{MONKEYS} Elephants answered forty telephone calls [1]."),),
    ),
    Edit(
        "a claim gets its source",
        expected=("CIT-001 fixed",),
        article=(("illegal in many hospitals.", "illegal in many hospitals [1]."),),
    ),
    Edit(
        "a reference that was never cited goes",
        expected=("REF-008 fixed",),
        article=(("[3] Roe R. (2022). Coffee at night. Coffee Journal. https://coffee.example.org/night\n", ""),),
    ),
    Edit(
        "the source says what the article says",
        expected=("CMP-001 changed", "NUM-001 changed", "NUM-001 fixed", "NUM-004 changed", "SRC-002 changed"),
        source=(("After 12 weeks systolic", f"{NUMBER} After 12 weeks systolic"), ("6 mmHg", "9 mmHg")),
    ),
    Edit(
        "the source says another number",
        expected=("CMP-001 changed", "NUM-001 changed", "NUM-001 changed", "NUM-004 changed", "SRC-002 changed"),
        source=(("6 mmHg", "5 mmHg"),),
    ),
    Edit("the page comes with another menu", source=(('<a href="/">Home</a>', '<a href="/">Start</a><!-- 17 -->'),)),
    Edit(
        "the source was not had this time",
        expected=("CMP-001 gone", "NUM-001 gone", "NUM-001 gone", "NUM-004 gone", "REF-006 new", "SRC-002 gone"),
        lost=True,
    ),
    Edit(
        "the number is corrected and the source was not had",
        expected=("CMP-001 gone", "NUM-001 gone", "NUM-001 gone", "NUM-004 gone", "REF-006 new", "SRC-002 gone"),
        article=((NUMBER, NUMBER.replace("9", "6")),),
        lost=True,
    ),
    Edit("a rule is switched off", expected=("NUM-001 gone", "NUM-001 gone"), off=("NUM-001",)),
    Edit(
        "a rule is switched off and the number corrected",
        expected=("NUM-001 gone", "NUM-001 gone"),
        article=((NUMBER, NUMBER.replace("9", "6")),),
        off=("NUM-001",),
    ),
    Edit("the file is renamed", slug="naps.txt"),
)


def world(folder: Path, edit: Edit) -> Report:
    """The audit of the world's article after an edit."""
    _, sources = build(folder)
    html = replaced(TRIAL, edit.source).encode()
    lines = [msgspec.json.decode(line) for line in (sources / "index.jsonl").read_bytes().splitlines()]
    (sources / "trial.html").write_bytes(html)
    lines[0]["sha256"] = hashlib.sha256(html).hexdigest()
    (sources / "index.jsonl").write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines[edit.lost :]))
    severities = dict.fromkeys(edit.off, "off")
    cited = open_article(replaced(ARTICLE, edit.article).encode(), edit.slug)
    return audit_article(cited, Snapshots((sources,)).find, Circumstances(CLOCK, severities=severities))


def replaced(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        assert old in text, f"the edit finds nothing to change: {old!r}"
        text = text.replace(old, new)
    return text


def against(report: Report, baseline: Report, off: tuple[str, ...] = ()) -> Report:
    return settle(report, msgspec.structs.replace(TERMS, baseline=baseline, off=frozenset(off)))


def told(report: Report) -> tuple[str, ...]:
    """`CODE state` of every finding that is not the same, but for the list of what is undecided (SRC-007).

    That list gathers whatever the engine is unsure of, so that an edit anywhere may lengthen it.
    """
    entries = [f"{one.code} {one.state}" for one in report.findings if one.state != "same"]
    entries += [f"{one.code} {one.state}" for one in report.changes.closed or ()]
    return tuple(sorted(one for one in entries if not one.startswith("SRC-007")))


@pytest.fixture(scope="module")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return world(tmp_path_factory.mktemp("baseline"), Edit("nothing"))


Edited = Callable[[Edit], Report]


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """The audit after an edit, made once for all who ask."""
    return cache(lambda edit: world(tmp_path_factory.mktemp("edited"), edit))


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_every_finding_has_its_state_after_an_edit(edit: Edit, baseline: Report, edited: Edited) -> None:
    report = against(edited(edit), baseline, edit.off)
    assert told(report) == edit.expected
    states: list[str] = [one.state for one in report.findings]
    states += [one.state for one in report.changes.closed or ()]
    changes = report.changes
    assert [changes.new, changes.changed, changes.fixed, changes.gone] == [
        states.count("new"),
        states.count("changed"),
        states.count("fixed"),
        states.count("gone"),
    ]
    assert report.changes.since == baseline.generated_at
    kept = sum(one.state in ("same", "changed") for one in report.findings)
    assert kept + report.changes.fixed + report.changes.gone == len(baseline.findings)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_and_the_other_way_round(edit: Edit, baseline: Report, edited: Edited) -> None:
    """Undoing an edit brings back what went: nothing is both, nothing is lost."""
    report = edited(edit)
    back = against(baseline, report)
    forth = against(report, baseline, edit.off)
    assert back.changes.new == forth.changes.fixed + forth.changes.gone
    assert back.changes.fixed + back.changes.gone == forth.changes.new


def test_without_a_baseline_all_is_new_and_nothing_changed(baseline: Report) -> None:
    report = settle(baseline, TERMS)
    assert {one.state for one in report.findings} == {"new"}
    assert report == baseline


def test_only_new_findings_close_the_gate(baseline: Report, edited: Edited) -> None:
    assert baseline.gate.state == "hold"
    again = against(baseline, baseline)
    assert again.gate.state == "incomplete", "[2] was never read, which no baseline makes good"
    assert again.gate.counts == baseline.gate.counts, "what is open stays counted"
    worse = edited(next(one for one in EDITS if one.name == "a wrong sentence is put in"))
    assert against(worse, baseline).gate.state == "hold"


def test_a_finding_that_grew_graver_closes_the_gate(baseline: Report) -> None:
    lighter = tuple(
        msgspec.structs.replace(one, severity="should") if one.severity == "must" else one for one in baseline.findings
    )
    assert against(baseline, msgspec.structs.replace(baseline, findings=lighter)).gate.state == "hold"


def test_a_finding_that_was_waived_in_the_baseline_closes_the_gate_without_its_waiver(baseline: Report) -> None:
    waived = tuple(msgspec.structs.replace(one, decision="keep") for one in baseline.findings)
    assert against(baseline, msgspec.structs.replace(baseline, findings=waived)).gate.state == "hold"


# ---- the two articles of the shared folder

NAMES = ("treatment-resistant-depression.txt", "neuroplasticity-and-emotional-reset.txt")
TRD, NEURO = NAMES
Change = Callable[[str], str]


def swap(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text, f"the edit finds nothing to change: {old!r}"
        return text.replace(old, new)

    return change


def moved_down(start: str) -> Change:
    """Move the paragraph that begins with `start` behind the one that follows it."""

    def change(text: str) -> str:
        paragraphs = text.split("\n")
        at = next(number for number, one in enumerate(paragraphs) if one.startswith(start))
        following = next(number for number in range(at + 1, len(paragraphs)) if len(paragraphs[number]) > 80)
        paragraphs.insert(following + 1, "\n" + paragraphs[at])
        del paragraphs[at]
        return "\n".join(paragraphs)

    return change


def changed_places(text: str) -> str:
    """Number the first two references the other way round, in the text and in the list."""
    return re.sub(r"\[([12])\]", lambda hit: f"[{3 - int(hit[1])}]", text)


def raised(text: str) -> str:
    """Write the numbers in the text small and high, behind the stop, and the list without brackets."""
    body, _, entries = text.partition("\nReferences\n")
    small = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    body = re.sub(r" ?\[(\d)\]([.,]?)", lambda hit: hit[2] + hit[1].translate(small), body)
    return f"{body}\nReferences\n" + re.sub(r"(?m)^\[(\d)\] ", r"\1. ", entries)


def without_last_entry(text: str) -> str:
    return re.sub(r"(?m)^\[5\] .*\n?", "", text)


def real(name: str, change: Change = str, without: tuple[str, ...] = (), off: tuple[str, ...] = ()) -> Report:
    text = change((ROOT / "articles" / name).read_text(encoding="utf-8"))
    snapshots = Snapshots((ROOT / "sources",))

    def find(reference: object) -> tuple[tuple[object, bytes | None], ...]:
        pairs = snapshots.find(reference)  # type: ignore[arg-type]  # as the walk calls it
        return tuple(pair for pair in pairs if not any(word in (pair[0].path or "") for word in without))

    circumstances = Circumstances(CLOCK, severities=dict.fromkeys(off, "off"))
    return audit_article(open_article(text.encode(), name), find, circumstances)  # type: ignore[arg-type]


class Real(Struct, frozen=True):
    """An edit of a real article: which findings of which codes must have which state, all others stay as they were."""

    name: str
    article: str
    change: Change
    expected: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


REAL = (
    Real("a typo is fixed", TRD, swap("it involved 196 patients", "it had involved 196 patients")),
    Real("the number is corrected", TRD, swap("196 patients", "193 patients"), ("NUM-001 fixed",)),
    Real("the number is still wrong", TRD, swap("196 patients", "199 patients"), ("NUM-001 changed",)),
    Real("references are renumbered", TRD, swap("[3]", "[13]")),
    Real("a rule is off", TRD, str, ("CMP-001 gone",), off=("CMP-001",)),
    Real("a paragraph is moved", TRD, moved_down("When considering any new treatment")),
    Real("a paragraph is moved between two others", TRD, moved_down("Before diving into"), ("CIT-002 gone",)),
    Real("the first two references change places", TRD, changed_places),
    Real("numbers in brackets become raised ones", TRD, raised),
    Real("lines end as on another system", TRD, swap("\n", "\r\n")),
    Real(
        "a reference that was never cited goes", TRD, without_last_entry, tuple(f"REF-00{n} fixed" for n in (4, 5, 8))
    ),
    Real("two places of the text agree again", TRD, swap("4-8 weeks", "4-6 weeks"), ("NUM-005 fixed",)),
    Real("a word is taken out", TRD, swap("to lasting impr", "to impr"), ("DUR-001 fixed",)),
    Real("a word is made weaker", TRD, swap("eliminates bias", "reduces bias"), ("CER-004 changed",)),
    Real("what was glued is parted", TRD, swap("[2].Side", "[2].\n\nSide"), ("TXT-001 fixed",)),
    Real(
        "a rule is off and the number corrected", TRD, swap("196 pat", "193 pat"), ("NUM-001 gone",), off=("NUM-001",)
    ),
    Real("a word is taken out", NEURO, swap("be highly effective", "be effective"), ("EFF-001 fixed",)),
    Real("praise is taken out", NEURO, swap("the most remarkable effects", "the effects"), ("HYP-001 fixed",)),
    Real("a paragraph is moved", NEURO, moved_down("Unlike other psychedelics, the peak")),
    Real("lines end as on another system", NEURO, swap("\n", "\r\n")),
    Real(
        "the registry's record was not had and a word is taken out",
        NEURO,
        swap("be highly effective", "be effective"),
        ("COI-001 gone", "DUR-001 gone", "EFF-001 gone", "REF-006 new", "STA-001 gone", "STA-004 gone"),
        without=("nct05870540",),
    ),
    Real("another rule is off", NEURO, str, ("REG-002 gone",), off=("REG-002",)),
    Real("a rule is off", NEURO, str, ("DUR-001 gone",), off=("DUR-001",)),
    Real("a typo is fixed", NEURO, swap("Yes, ongoing clinical research,", "Yes, on-going clinical research,")),
)


@pytest.mark.skipif(not ROOT.is_dir(), reason="the shared folder is not beside the checkout")
@pytest.mark.parametrize("edit", REAL, ids=lambda edit: f"{edit.article[:5]}: {edit.name}")
def test_every_finding_of_a_real_article_has_its_state_after_an_edit(edit: Real, first: dict[str, Report]) -> None:
    report = against(real(edit.article, edit.change, edit.without, edit.off), first[edit.article], edit.off)
    assert told(report) == edit.expected


@pytest.mark.skipif(not ROOT.is_dir(), reason="the shared folder is not beside the checkout")
def test_nothing_of_a_real_article_is_fixed_when_its_source_was_not_had(first: dict[str, Report]) -> None:
    old = first[TRD]
    lost = {one.label for one in old.references if "BPL-003" in one.raw}
    report = against(real(TRD, without=("bpl-003",)), old)
    on_it = {one.id for one in old.findings if one.reference in lost and isinstance(one.source_says, str)}
    assert on_it
    states = {one.id: one.state for one in report.changes.closed or ()}
    kept = {one.id for one in report.findings}
    assert all(states.get(one) == "gone" or one in kept for one in on_it)


@pytest.fixture(scope="module")
def first() -> dict[str, Report]:
    return {name: real(name) for name in NAMES}
