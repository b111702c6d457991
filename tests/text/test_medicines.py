"""Generic names are told by their endings, words that end so by chance are not."""

import pytest

from pipeline.text.medicines import is_medicine


@pytest.mark.parametrize("word", ["tirzivolimab", "Atorvostatin", "statins", "enoxaparin", "psilocybin", "Etanercept"])
def test_a_generic_name(word: str) -> None:
    assert is_medicine(word)


@pytest.mark.parametrize("word", ["concept", "Peptides", "April", "heparin", "nucleotide", "drug", "vir", "table"])
def test_no_generic_name(word: str) -> None:
    assert not is_medicine(word)
