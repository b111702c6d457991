"""decisions.toml: whatever is written is read back, sorted; merges lose nothing; wrong files are named."""

import tomllib
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline.decisions.file import merge, read, rendered, update
from pipeline.errors import ConfigError
from tests.decisions.made import NOTE, decision

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert read(tmp_path / "decisions.toml") == ()


@given(WORDS, WORDS, st.lists(st.text("0123456789abcdef", max_size=16), max_size=3))
def test_what_is_written_is_read_back(note: str, by: str, shas: list[str]) -> None:
    made = decision(note=note, by=by or "x", source_sha=tuple(shas))
    raw = tomllib.loads(rendered([made]))["decision"][0]
    assert (raw.get("note", ""), raw["by"], raw.get("source_sha", [])) == (note, by or "x", shas)
    assert raw["on"].isoformat() == made.on


def test_the_same_decisions_give_the_same_bytes_in_whatever_order_they_came(tmp_path: Path) -> None:
    made = [decision(fp="b" * 16), decision(fp="a" * 16), decision(article="ale", rule="REF-001")]
    texts = set()
    for number, order in enumerate(permutations(made)):
        file = tmp_path / f"{number}.toml"
        for one in order:
            update(file, [one])
        texts.add(file.read_text(encoding="utf-8"))
    assert len(texts) == 1
    assert [(one.article, one.fp[0]) for one in read(tmp_path / "0.toml")] == [
        ("ale", "a"),
        ("bread", "a"),
        ("bread", "b"),
    ]


def test_one_key_a_line_so_that_version_control_can_merge(tmp_path: Path) -> None:
    file = tmp_path / "decisions.toml"
    update(file, [decision(fp="a" * 16), decision(fp="c" * 16)])
    before = file.read_text(encoding="utf-8").splitlines()
    update(file, [decision(fp="b" * 16)])
    after = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in before if line not in after] == []
    assert len(after) - len(before) == len(rendered([decision()]).partition("[[decision]]")[2].splitlines()) + 1


def test_a_later_decision_replaces_and_an_older_one_does_not() -> None:
    first = decision(on="2026-11-10")
    later = decision(on="2026-11-12", choice="will_fix", reason="", until="")
    standing, told = merge([first], [later])
    assert (standing, told[0].how, told[0].before) == ((later,), "replaced", first)
    standing, told = merge([later], [first])
    assert (standing, told[0].how) == ((later,), "older")
    standing, told = merge([first], [first])
    assert (standing, told[0].how) == ((first,), "unchanged")


def test_a_second_person_agrees_with_what_stands() -> None:
    first, other = decision(until="2026-12-20"), decision(by="Health desk", on="2026-11-21", until="2026-12-01")
    (standing,), told = merge([first], [other], seconds=frozenset({first.fp}))
    assert told[0].how == "seconded"
    assert (standing.by, standing.second, standing.until) == ("News desk", "Health desk", "2026-12-01")


@pytest.mark.parametrize("again", [(0,), (1,), (1, 0), (0, 1, 1, 0)])
def test_the_files_of_both_may_be_merged_again_and_neither_word_is_lost(again: tuple[int, ...]) -> None:
    words = decision(until="2026-12-20"), decision(by="Health desk", on="2026-11-21", until="2026-12-01", note=NOTE * 2)
    both, _ = merge([], words, seconds=frozenset({words[0].fp}))
    standing, told = merge(both, [words[at] for at in again], seconds=frozenset({words[0].fp}))
    assert standing == both
    assert {one.how for one in told} <= {"unchanged", "older"}


@pytest.mark.parametrize(
    "other",
    [
        {"on": "2026-11-25"},  # decided anew on a later day: the other person has not seen that
        {"note": "Another reason, which the other person has not read."},
        {"until": "2026-11-28"},  # holds for a shorter time
        {"choice": "will_fix", "reason": "", "until": ""},
        {"source_sha": ("other",)},
    ],
)
def test_what_the_first_says_anew_replaces_what_both_agreed_on(other: dict[str, object]) -> None:
    words = decision(until="2026-12-20"), decision(by="Health desk", until="2026-12-01")
    both, _ = merge([], words, seconds=frozenset({words[0].fp}))
    (standing,), told = merge(both, [replace(words[0], **other)], seconds=frozenset({words[0].fp}))
    assert (told[0].how, standing.second) == ("replaced", "")


def test_who_agrees_with_a_waiver_that_has_run_out_begins_a_new_one() -> None:
    first = decision(on="2026-11-01", until="2026-11-10")
    on_the_last_day, late = (decision(by="Health desk", on=f"2026-11-{day}", until="2026-12-20") for day in (10, 11))
    (standing,), told = merge([first], [on_the_last_day], seconds=frozenset({first.fp}))
    assert (told[0].how, standing.until) == ("seconded", "2026-11-10")
    (standing,), told = merge([first], [late], seconds=frozenset({first.fp}))
    assert (told[0].how, standing.by, standing.until) == ("replaced", "Health desk", "2026-12-20")


def test_a_link_to_a_shared_file_stays_one(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    shared, link = tmp_path / "shared" / "decisions.toml", tmp_path / "decisions.toml"
    link.symlink_to(shared)
    update(link, [decision()])
    assert link.is_symlink()
    assert read(shared) == (decision(),)


def test_a_mark_of_the_byte_order_is_no_error(tmp_path: Path) -> None:
    file = tmp_path / "decisions.toml"
    file.write_text(rendered([decision()]), encoding="utf-8-sig")
    assert read(file) == (decision(),)


@pytest.mark.parametrize(
    "other",
    [
        {"by": "NEWS desk"},
        {"sentence_sha": "x"},
        {"source_sha": ()},
        {"choice": "not_a_problem", "reason": "rule-does-not-apply"},
    ],
)
def test_nobody_seconds_himself_or_another_text(other: dict[str, object]) -> None:
    first = decision()
    (standing,), told = merge([first], [replace(first, on="2026-11-21", **other)], seconds=frozenset({first.fp}))
    assert told[0].how == "replaced"
    assert not standing.second


def test_two_tables_for_one_finding_after_a_merge(tmp_path: Path) -> None:
    file = tmp_path / "decisions.toml"
    careful = decision(choice="will_fix", reason="", until="")
    file.write_text(rendered([decision(), careful]), encoding="utf-8")
    assert read(file) == (careful,), "of one day the more careful one"
    later = decision(on="2026-11-21")
    file.write_text(rendered([later, careful]), encoding="utf-8")
    assert read(file) == (later,)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<<<<<<< HEAD\n", "not valid TOML"),
        ("[[decision]]\nfp = 'a'\n", "decision 1"),
        ("[[decission]]\nfp = 'a'\n", "decission"),
        ("decision = 3\n", "[[decision]]"),
        ("decision = " + "[" * 50_000, "deep"),
        (rendered([decision()]).replace("reason", "raeson"), "raeson"),
        (rendered([decision()]).replace("source-superseded", "because"), "because"),
        (rendered([decision()]).replace("2026-12-20", "2026-01-20"), "before the day"),
        (rendered([decision()]).replace("on = 2026-11-20", 'on = "20 Nov"'), "20 Nov"),
        (rendered([decision(by=" ")]), "reviewer"),
    ],
)
def test_a_wrong_file_is_named_with_its_entry(text: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "decisions.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read(file)
    assert "decisions.toml" in str(caught.value)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    with pytest.raises(ConfigError):
        update(file, [decision(fp="b" * 16)])
    assert file.read_text(encoding="utf-8") == text, "what can't be read is never written over"
