"""Finds the articles that a command is given: files, folders, standard input; equal slugs told apart."""

import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pipeline.errors import ArticleError
from pipeline.records.report import Report

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf")
FOREIGN = (".doc", ".odt", ".rtf", ".pages", ".mhtml", ".mht", ".epub", ".wpd")
"""Texts in formats that no reader knows: named in a line instead of passed over in silence."""
MAX_BYTES = 50_000_000
"""An article of this size or more is no article."""


class Found(Struct, frozen=True):
    """An article as it lies there: bytes, the path that the report shows, and the slug its files get."""

    data: bytes
    path: str
    slug: str
    file: Path | None
    content_type: str | None = None
    """Of a live page: what its server says it is."""


Fetch = Callable[[str], Found]
"""Fetches a live article; raises `ArticleError` with the reason."""


def is_address(name: str) -> bool:
    """Whether a PATH is the address of a live article."""
    return name.lower().startswith(("http://", "https://"))


def no_network(url: str) -> Found:
    """What answers for an address where no network may be used."""
    raise ArticleError(f"{url}: needs the network; leave out --offline, or save the page and audit the file")


def collect(paths: list[str], fetch: Fetch = no_network) -> tuple[list[Found], list[str]]:
    """Every article under `paths`, and a line for each that can't be read; addresses are handed to `fetch`.

    Folders are walked; `*.sources/`, `sources/`, README files, dotfiles and files that are no text are not articles.
    """
    found: list[Found] = []
    failures: list[str] = []
    for name in paths:
        if name == "-":
            found.append(Found(sys.stdin.buffer.read(MAX_BYTES + 1), "-", "standard-input", None))
            continue
        if is_address(name):
            try:
                found.append(fetch(name))
            except ArticleError as error:
                failures.append(str(error))
            continue
        for file in _files(Path(name)):
            if file.exists() and not file.is_file():
                failures.append(
                    f"{file}: neither a file nor a folder; pipe it to standard input and give - as the path"
                )
                continue
            try:
                found.append(_load(file))
            except OSError as error:
                failures.append(
                    f"{file}: can't be read ({error.strerror or error}); check the path and its permissions"
                )
    too_large = [one for one in found if len(one.data) > MAX_BYTES]
    failures += [f"{one.path}: larger than {MAX_BYTES // 1_000_000} MB; that is no article" for one in too_large]
    return _distinct([one for one in found if one not in too_large]), failures


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and _is_article(file.relative_to(path)))


def _is_article(relative: Path) -> bool:
    folders = relative.parts[:-1]
    if any(part.startswith(".") or part == "sources" or part.endswith(".sources") for part in folders):
        return False
    name = relative.name
    return (
        not name.startswith((".", "~$"))
        and relative.stem.lower() != "readme"
        and relative.suffix.lower() in SUFFIXES + FOREIGN
    )


def _load(file: Path) -> Found:
    with file.open("rb") as handle:
        data = handle.read(MAX_BYTES + 1)
    return Found(data, shown(file), slug_of(file.stem), file)


def shown(file: Path) -> str:
    """The path as reports show it: relative to where the command runs, never absolute, with `/`."""
    try:
        return Path(os.path.relpath(file.resolve(), Path.cwd())).as_posix()
    except ValueError:  # another drive
        return file.name


def slug_of(stem: str) -> str:
    """A file name in small letters, digits and hyphens."""
    kept = "".join(sign if sign.isalnum() else "-" for sign in stem.lower())
    return "-".join(part for part in kept.split("-") if part) or "article"


def _distinct(found: list[Found]) -> list[Found]:
    """Equal slugs get the folder's name before them, then a number: no report overwrites another."""
    counts = Counter(one.slug for one in found)
    named = [
        replace(one, slug=slug_of(f"{one.file.resolve().parent.name}-{one.slug}"))
        if counts[one.slug] > 1 and one.file
        else one
        for one in found
    ]
    seen: Counter[str] = Counter()
    told_apart = []
    for one in named:
        seen[one.slug] += 1
        told_apart.append(replace(one, slug=f"{one.slug}-{seen[one.slug]}") if seen[one.slug] > 1 else one)
    return told_apart


def renamed(report: Report, slug: str) -> Report:
    """The report under the slug that its files get."""
    return replace(report, article=replace(report.article, slug=slug))
