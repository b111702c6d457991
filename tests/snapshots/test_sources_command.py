"""`claim-audit sources`: shows, verifies, prints and adds, and says in one line what is wrong."""

import argparse
import hashlib
import json
from pathlib import Path

import pytest

from pipeline.commands import sources
from pipeline.errors import ConfigError
from pipeline.records.source import ADDED
from pipeline.snapshots import INDEX, read_index

STUDY = {
    "protocolSection": {
        "identificationModule": {"nctId": "NCT09990001", "briefTitle": "Gel in knees"},
        "statusModule": {"overallStatus": "RECRUITING"},
    }
}
LETTER = (
    "The gel was given to sixty adults.\n\nPain fell by a third within twelve weeks in both groups of the trial.\n" * 12
)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    sources.add_arguments(parser)
    return sources.run(parser.parse_args(words))


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "study.json").write_text(json.dumps(STUDY), encoding="utf-8")
    study = {"url": "https://clinicaltrials.gov/study/NCT09990001", "status": 200, "content_type": "application/json"}
    refused = {"url": "https://example.org/paid", "status": 403, "content_type": "text/html", "path": None}
    lines = [{"path": "study.json", **study}, refused]
    more = {"retrieved_at": "2026-11-01T00:00:00Z"}
    (folder / INDEX).write_text(
        "".join(json.dumps({"final_url": one["url"], **one, **more}) + "\n" for one in lines), encoding="utf-8"
    )
    return folder


def test_list_shows_every_capture_with_its_ending(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("list", "--snapshots", str(_folder(tmp_path))) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.split() == [
        "2026-11-01T00:00:00Z",
        "registry",
        "clinicaltrials",
        "https://clinicaltrials.gov/study/NCT09990001",
    ]
    assert second.split()[1] == "blocked"


@pytest.mark.parametrize("named", ["NCT09990001", "https://clinicaltrials.gov/study/NCT09990001?term=x#more"])
def test_text_prints_exactly_the_text_that_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], named: str
) -> None:
    assert _run("text", named, "--snapshots", str(_folder(tmp_path))) == 0
    assert capsys.readouterr().out == "Gel in knees\nNCT09990001\nRECRUITING\n"


def test_text_of_a_refused_source_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("text", "https://example.org/paid", "--snapshots", str(_folder(tmp_path))) == 3
    assert "blocked" in capsys.readouterr().err


def test_text_of_what_is_not_kept_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"https://example\.org/other: no capture"):
        _run("text", "https://example.org/other", "--snapshots", str(_folder(tmp_path)))


def test_check_counts_and_names_each_damage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = _folder(tmp_path)
    assert _run("check", "--snapshots", str(folder)) == 0
    assert "2 lines, 1 files as stated, 0 problems" in capsys.readouterr().out
    index = folder / INDEX
    index.write_text(
        index.read_text(encoding="utf-8").replace(
            '"path": "study.json"', f'"path": "study.json", "sha256": "{"0" * 64}"'
        ),
        encoding="utf-8",
    )
    assert _run("check", "--snapshots", str(folder)) == 2
    found = capsys.readouterr()
    assert "1 problem\n" in found.out
    assert found.err.count("\n") == 1
    assert "study.json" in found.err


def test_of_several_copies_the_best_is_printed_or_the_one_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, file = _folder(tmp_path), tmp_path / "mine.json"
    file.write_text(json.dumps(STUDY).replace("RECRUITING", "COMPLETED"), encoding="utf-8")
    assert _run("add", "NCT09990001", str(file), "--snapshots", str(folder)) == 0
    capsys.readouterr()
    assert _run("text", "NCT09990001", "--snapshots", str(folder)) == 0
    assert "COMPLETED" in capsys.readouterr().out
    digest = hashlib.sha256((folder / "study.json").read_bytes()).hexdigest()
    index = folder / INDEX
    index.write_text(
        index.read_text(encoding="utf-8").replace(
            '"path": "study.json"', f'"path": "study.json", "sha256": "{digest}"'
        ),
        encoding="utf-8",
    )
    assert _run("text", "NCT09990001", "--capture", digest[:12], "--snapshots", str(folder)) == 0
    assert "RECRUITING" in capsys.readouterr().out


def test_an_added_copy_is_kept_found_and_read_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, file = _folder(tmp_path), tmp_path / "paper.txt"
    file.write_text(LETTER, encoding="utf-8")
    assert _run("add", "https://example.org/paid", str(file), "--snapshots", str(folder)) == 0
    assert "added paper.txt" in capsys.readouterr().out
    kept = read_index(folder)[0][-1].capture
    assert (kept.url, kept.outcome, kept.status) == ("https://example.org/paid", ADDED, 200)
    assert kept.retrieved_at == "2026-09-21T14:13:20Z"
    assert _run("text", "https://www.example.org/paid", "--snapshots", str(folder)) == 0
    assert "sixty adults" in capsys.readouterr().out


def test_a_bare_identifier_is_kept_under_its_resolver(tmp_path: Path) -> None:
    file = tmp_path / "paper.txt"
    file.write_text(LETTER, encoding="utf-8")
    assert _run("add", "doi:10.5555/ABC", str(file), "--snapshots", str(tmp_path / "new")) == 0
    assert read_index(tmp_path / "new")[0][0].capture.url == "https://doi.org/10.5555/abc"


def test_an_unreadable_copy_is_kept_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cut.json"
    file.write_text('{"protocolSection": {"identification', encoding="utf-8")
    assert _run("add", "NCT09990001", str(file), "--snapshots", str(tmp_path / "new")) == 3
    assert "unreadable" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "https://example.org/a", "none.pdf"), "none.pdf: can't be read"),
        (("add", "nothing known", __file__), "neither an address"),
        (("text", "nothing known"), "neither an address"),
        (("list", "--snapshots", "no-such-folder"), "no-such-folder: no such folder"),
    ],
)
def test_a_mistake_is_one_line_that_names_it(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    folders = () if "--snapshots" in words else ("--snapshots", str(_folder(tmp_path)))
    with pytest.raises(ConfigError) as caught:
        _run(*words, *folders)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_empty_file_is_not_added(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    with pytest.raises(ConfigError, match="empty"):
        _run("add", "https://example.org/a", str(tmp_path / "empty.pdf"), "--snapshots", str(tmp_path / "new"))
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(("doi", "doubted"), [("10.5555/other", True), ("10.5555/ABC", False)])
def test_a_copy_that_names_another_work_is_kept_and_doubted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], doi: str, *, doubted: bool
) -> None:
    file = tmp_path / "paper.txt"
    file.write_text(f"A gel for sixty adults\n\nhttps://doi.org/{doi}\n\n{LETTER}", encoding="utf-8")
    assert _run("add", "10.5555/abc", str(file), "--snapshots", str(tmp_path / "new")) == 0
    assert ("look again whether it is the right file" in capsys.readouterr().err) is doubted


def test_an_address_without_its_scheme_gets_one(tmp_path: Path) -> None:
    file = tmp_path / "paper.txt"
    file.write_text(LETTER, encoding="utf-8")
    assert _run("add", "www.example.org/paid", str(file), "--snapshots", str(tmp_path / "new")) == 0
    assert read_index(tmp_path / "new")[0][0].capture.url == "https://www.example.org/paid"


def test_an_empty_folder_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("list", "--snapshots", str(tmp_path)) == 0
    said = capsys.readouterr()
    assert "nothing is kept here yet" in said.err
    assert said.out == ""
    assert _run("list", "--snapshots", str(_folder(tmp_path))) == 0
    assert "nothing is kept" not in capsys.readouterr().err


def test_a_file_named_before_its_address_is_said_to_be_the_wrong_way_round(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")
    with pytest.raises(ConfigError, match="address comes first"):
        _run("add", "--snapshots", str(tmp_path / "kept"), str(letter), "https://example.org/letter")
    with pytest.raises(ConfigError, match="No such file"):
        _run("add", "--snapshots", str(tmp_path / "kept"), "https://example.org/letter", str(tmp_path / "none.txt"))


def test_every_copy_that_was_added_is_listed_and_a_replaced_one_is_said_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "kept"
    for number in (1, 2, 3, 3):
        file = tmp_path / f"letter-{number}.txt"
        file.write_text(f"Letter {number}\n\n{LETTER}", encoding="utf-8")
        assert _run("add", "https://example.org/a", str(file), "--snapshots", str(folder)) == 0
    said = capsys.readouterr().err.splitlines()
    assert [line.split("added from ")[1].split()[0] for line in said] == ["letter-1.txt", "letter-2.txt"]
    assert _run("list", "--snapshots", str(folder)) == 0
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[1] for row in rows] == ["full_text", "replaced", "replaced"]
    assert "letter-3.txt" in rows[0]
    assert all(any(f"letter-{number}.txt" in row for row in rows) for number in (1, 2))


def test_copies_of_several_addresses_replace_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "paper.txt"
    file.write_text(LETTER, encoding="utf-8")
    for address in ("https://example.org/a", "https://example.org/b", "https://example.org/a?page=2"):
        assert _run("add", address, str(file), "--snapshots", str(tmp_path / "kept")) == 0
    assert capsys.readouterr().err == ""
    assert _run("list", "--snapshots", str(tmp_path / "kept")) == 0
    assert [row.split()[1] for row in capsys.readouterr().out.splitlines()] == ["full_text"] * 3


@pytest.mark.parametrize("named", ["PMC123", "pmc 123", "PMCID: PMC123", "PMC123.2", "PMC10123456"])
def test_a_number_of_pubmed_central_may_have_any_length(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], named: str
) -> None:
    file = tmp_path / "paper.txt"
    file.write_text(LETTER, encoding="utf-8")
    assert _run("add", named, str(file), "--snapshots", str(tmp_path / "kept")) == 0
    number = "PMC10123456" if "10123456" in named else "PMC123"
    kept = read_index(tmp_path / "kept")[0][0].capture.url
    assert kept == f"https://pmc.ncbi.nlm.nih.gov/articles/{number}"
    capsys.readouterr()
    assert _run("text", number, "--snapshots", str(tmp_path / "kept")) == 0
    assert "sixty adults" in capsys.readouterr().out


@pytest.mark.parametrize("named", ["PMC", "PMCX12", "123", "PMC1234567890"])
def test_what_is_no_number_of_pubmed_central_is_refused(tmp_path: Path, named: str) -> None:
    with pytest.raises(ConfigError, match="neither an address"):
        _run("text", named, "--snapshots", str(_folder(tmp_path)))
