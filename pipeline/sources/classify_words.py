"""The words by which the classifier knows walls, notices and labels: the shape of `classify.toml`."""

from msgspec import Struct

from pipeline import lexicon


class Challenge(Struct, frozen=True, forbid_unknown_fields=True):
    """Pages that stand before a site to keep programs out."""

    titles: frozenset[str]
    marks: tuple[str, ...]
    phrases: tuple[str, ...]
    diagnostics: tuple[tuple[str, ...], ...]


class Missing(Struct, frozen=True, forbid_unknown_fields=True):
    """Pages that say, with status 200, that there is nothing."""

    titles: frozenset[str]
    phrases: tuple[str, ...]
    places: frozenset[str]


class Consent(Struct, frozen=True, forbid_unknown_fields=True):
    """The vocabulary of privacy notices, and where consent is asked for."""

    words: tuple[str, ...]
    places: tuple[str, ...]


class Shell(Struct, frozen=True, forbid_unknown_fields=True):
    """Pages that a script would fill."""

    roots: frozenset[str]
    phrases: tuple[str, ...]


class Login(Struct, frozen=True, forbid_unknown_fields=True):
    """Pages that ask who one is."""

    phrases: tuple[str, ...]
    places: frozenset[str]


class Paywall(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands beside an abstract whose full text is sold."""

    phrases: tuple[str, ...]


class Kinds(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels that say what kind of work a page is."""

    labels: frozenset[str]
    press: tuple[str, ...]
    press_hosts: tuple[str, ...]
    press_paths: tuple[str, ...]


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """`classify.toml`, see there."""

    challenge: Challenge
    missing: Missing
    consent: Consent
    shell: Shell
    login: Login
    paywall: Paywall
    kinds: Kinds


WORDS = lexicon.load(__package__, "classify.toml", Words)
