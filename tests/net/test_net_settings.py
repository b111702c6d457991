"""`[fetch]` of `audit.toml` as a person writes it: slips are one line that names file, entry and what it must be."""

from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.net.settings import FetchSettings, is_example
from pipeline.settings import load_settings


def _load(folder: Path, text: str) -> FetchSettings:
    (folder / "audit.toml").write_text(text, encoding="utf-8")
    return load_settings(None, folder).fetch


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ('proxy = "http://proxy:99999"', "host:port"),
        ('proxy = "http://proxy:0"', "host:port"),
        ('proxy = "http://:3128"', "host:port"),
        ('proxy = "http://[::1]:3128"', "host:port"),
        ("timeout = nan", "finite"),
        ("patience = inf", "finite"),
        ("max_age = nan", "finite"),
        ("max_age = 1e12", "days"),
        ("read_timeout = 1e300", "3600"),
        ('max_age = "7d"', "must be a number, not text"),
        ("budget = 2.5", "must be a whole number"),
        ('archive = "no"', "must be true or false"),
        ("emial = 'a@newsroom-of-ours.co'", "did you mean 'email'"),
        ("email = a@newsroom-of-ours.co", "double quotes"),
        ("[fetch.limits]\npages = 3", "did you mean 'page'"),
    ],
)
def test_a_slip_is_one_line_that_names_the_file_and_what_to_write(tmp_path: Path, entry: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        _load(tmp_path, f"[fetch]\n{entry}\n")
    line = str(caught.value)
    assert words in line
    assert "audit.toml: " in line
    assert "\n" not in line


@pytest.mark.parametrize(
    "entry",
    [
        'proxy = "http://proxy"',
        'proxy = "https://10.0.0.7:8080/"',
        'proxy = "http://proxy-1.inside:65535"',
        "timeout = 31",
        "max_age = 0",
        "patience = 0",
        "per_host = 0.5",
    ],
)
def test_near_misses_of_a_slip_are_taken(tmp_path: Path, entry: str) -> None:
    assert _load(tmp_path, f"[fetch]\n{entry}\n") != FetchSettings()


def test_a_password_in_the_proxy_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        _load(tmp_path, '[fetch]\nproxy = "http://desk:open-sesame@proxy:3128"\n')
    assert "open-sesame" not in str(caught.value)


@pytest.mark.parametrize(
    ("email", "example"),
    [("desk@example.org", True), ("a@b.test", True), ("desk@examples.org", False), (None, False)],
)
def test_addresses_for_examples_are_known_as_such(email: str | None, *, example: bool) -> None:
    assert is_example(FetchSettings(email=email)) is example
