"""Expressions of the word lists are refused by file and entry when they are none."""

import pytest
from msgspec import Struct

from pipeline.errors import LexiconError
from pipeline.lexicon import Patterns, decode, either, first


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    ended: Patterns


def _file(patterns: str) -> str:
    return f'[ended]\nreason = "what a registry says at the end"\npatterns = {patterns}\n'


def test_a_bad_expression_names_file_and_entry() -> None:
    with pytest.raises(LexiconError, match=r"status\.toml: bad pattern '\(withdrawn'.*ended"):
        decode(_file('["completed", "(withdrawn"]'), "status.toml", _File)


def test_expressions_are_found_in_their_order_whatever_their_case() -> None:
    words = decode(_file(r"""['\bhalted\b', '\bcompleted\b']"""), "status.toml", _File).ended.patterns
    assert first(words, "Completed after it had been halted.") == (28, 34)
    assert first(words, "It is uncompleted.") is None
    found = either(words).search("Completed after it had been halted.")
    assert found is not None
    assert found.span() == (0, 9)
