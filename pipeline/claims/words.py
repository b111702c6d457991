"""Words that carry no meaning of their own: what every measure of overlap leaves out."""

from functools import cache, lru_cache

from pipeline.lexicon import table


@cache
def function_words() -> frozenset[str]:
    """Closed-class words, lower case."""
    return frozenset(table("pipeline.claims", "function_words.toml")["words"].split())


@lru_cache(maxsize=50_000)
def is_content(word: str) -> bool:
    """Whether a lower-cased token carries meaning: a word of two letters or more, or anything with a digit."""
    return any(sign.isdigit() for sign in word) or (
        len(word) > 1 and any(sign.isalpha() for sign in word) and word not in function_words()
    )
