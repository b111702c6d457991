"""`audit.toml`: a slip is one line of our own that names the place, what may stand there, and the nearest right word."""

from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.settings import Settings, load_settings


def load(folder: Path, text: str) -> Settings:
    (folder / "audit.toml").write_text(text, encoding="utf-8")
    return load_settings(None, folder)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[gate]\nfail_on = "mus"', "[gate] fail_on: must be one of 'must', 'should', 'never', not 'mus'; did you mean 'must'?"),
        ("[gate]\nfail_on = true", "[gate] fail_on: must be one of 'must', 'should', 'never', not true or false"),
        ('[gate]\nmax_unchecked = "a"', "[gate] max_unchecked: must be a number, not text in quotes"),
        ("[gate]\nmax_unchecked = 10", "[gate] max_unchecked must be between 0 and 1"),
        ('[gate]\nrequire_second = "must"', "[gate] require_second: must be a list, not text in quotes"),
        ('[gate]\nrequire_second = ["must", "al"]', "[gate] require_second, entry 2: must be one of 'must', 'should', 'consider', not 'al'"),
        ('[rules]\nREF-001 = "off"\nREF-002 = "of"', "[rules] REF-002: must be one of 'off', 'must', 'should', 'consider', not 'of'; did you mean 'off'?"),
        ("[rules]\nREF-001 = 3", "[rules] REF-001: must be one of 'off', 'must', 'should', 'consider', not a whole number"),
        ('[rules]\nREF-01 = "off"', "[rules] no finding has the code 'REF-01'; did you mean 'REF-001'? (see: claim-audit rules)"),
        ("rules = 3", "rules: must be a table, not a whole number"),
        ('[house]\ncaution = ["A", 2]', "[house] caution, entry 2: must be text in quotes, not a whole number"),
        ('[gates]\nfail_on = "must"', "unknown table or entry 'gates'; did you mean 'gate'?"),
    ],
)  # fmt: skip
def test_a_slip_is_one_line_of_our_own(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as error:
        load(tmp_path, text)
    assert str(error.value) == f"{tmp_path / 'audit.toml'}: {said}"


def test_what_may_stand_there_is_taken(tmp_path: Path) -> None:
    text = '[gate]\nfail_on = "never"\nmax_unchecked = 1\nrequire_second = ["must"]\n[rules]\nREF-001 = "off"\n'
    read = load(tmp_path, text)
    assert (read.gate.fail_on, read.gate.max_unchecked, read.gate.require_second) == ("never", 1.0, ("must",))
    assert read.rules == {"REF-001": "off"}
