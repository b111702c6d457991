"""The snapshot folders of one run, seen as one: which capture of an address counts, and what answers a citation.

Rules (contract, "Snapshot folder"): later lines win; a refusal never hides an earlier copy; the newest of several
folders wins; a copy that a person added comes first and is never hidden by a fetched one; a copy whose digest is
wrong counts for nothing, and the copy before it is used instead.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from pipeline.errors import ConfigError
from pipeline.identifiers import url_key
from pipeline.records.citation import Reference
from pipeline.records.source import ADDED, Capture
from pipeline.snapshots.index import INDEX, Line, Problem, load_body, read_index
from pipeline.snapshots.lookup import Known, Lookup, known
from pipeline.snapshots.store import Store
from pipeline.sources import MAX_PDF_BYTES, read_capture
from pipeline.sources.identity import Named, names_in

Pair = tuple[Capture, bytes | None]
_ARCHIVES = ("https://web.archive.org/", "http://web.archive.org/")


def beside(article: Path) -> tuple[Path, ...]:
    """The snapshot folders that lie with an article: `<stem>.sources/` beside it, `sources/` in its folder."""
    places = (article.with_name(article.stem + ".sources"), article.with_name("sources"))
    return tuple(place for place in places if place.is_dir())


def read_body(line: Line) -> bytes | Problem:
    """The verified bytes of a line's file, or what is wrong with it; at most as large as the largest source read."""
    return load_body(line, MAX_PDF_BYTES)


class Snapshots:
    """The folders of a run. The first is written to; all are read. Opening reads nothing: the first question does."""

    def __init__(self, folders: Sequence[Path]) -> None:
        if not folders:
            raise ConfigError("no snapshot folder given; name one with --snapshots DIR")
        self.folders = tuple(dict.fromkeys(folders))
        self.store = Store(self.folders[0])
        self._later: list[Problem] = []
        self._looked_into: dict[tuple[Path, str, str, str, str], Named | Problem] = {}

    @cached_property
    def _read(self) -> tuple[tuple[Line, ...], tuple[Problem, ...]]:
        indexes = [read_index(folder) for folder in self.folders]
        lines = tuple(line for found, _ in indexes for line in found)
        return lines, tuple(problem for _, problems in indexes for problem in problems)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every readable line of every folder, in file order."""
        return self._read[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with the folders, a line each; reads and verifies every copy that counts."""
        _ = self.lookup
        return tuple({problem.text: problem for problem in (*self._read[1], *self._later)}.values())

    @cached_property
    def lookup(self) -> Lookup:
        """The captures that count, by their names."""
        return Lookup(self._counting())

    def added(self, address: str) -> tuple[Capture, ...]:
        """The copies that a person added under an address and that count."""
        captures = (one.line.capture for one in self.lookup.captures)
        return tuple(one for one in captures if one.outcome == ADDED and url_key(one.url) == url_key(address))

    @property
    def replaced(self) -> tuple[Capture, ...]:
        """The copies that a person added and that a later one of the same address replaced, the newest first."""
        counting = {(url_key(one.line.capture.url), one.line.capture.sha256) for one in self.lookup.captures}
        added = {
            (url_key(capture.url), capture.sha256): capture
            for capture in (line.capture for line in self.lines)
            if capture.outcome == ADDED and capture.path is not None
        }
        left = [capture for key, capture in added.items() if key not in counting]
        return tuple(sorted(left, key=lambda capture: capture.retrieved_at, reverse=True))

    def find(self, reference: Reference) -> tuple[Pair, ...]:
        """Every capture that answers `reference` with its bytes: added copies first, then the newest.

        Bytes are None for a refusal, and for a copy that is damaged (its `outcome` is then `unreadable`).
        """
        return self.bodies(self.lookup.find(reference))

    def bodies(self, captures: Iterable[Known]) -> tuple[Pair, ...]:
        """The captures with their verified bytes, in reading order."""
        ordered = sorted(captures, key=lambda one: one.line.capture.retrieved_at, reverse=True)
        ordered.sort(key=lambda one: one.line.capture.outcome != ADDED)
        return tuple(self._load(one.line) for one in ordered)

    def keep(self, capture: Capture, body: bytes | None) -> Capture:
        """Write one answer to the first folder; later questions of this object see it too."""
        kept = self.store.keep(capture, body)
        for name in ("_read", "lookup"):
            self.__dict__.pop(name, None)
        return kept

    def _load(self, line: Line) -> Pair:
        if line.capture.path is None:
            return line.capture, None
        body = read_body(line)
        if isinstance(body, Problem):
            self._later.append(body)
            return damaged(line.capture, body), None
        return line.capture, body

    def _counting(self) -> list[Known]:
        """The captures that count: of each address the last sound copy, and the last refusal after it."""
        by_address: dict[tuple[str, str], list[Line]] = defaultdict(list)
        for line in self.lines:
            by_address[url_key(line.capture.url), _origin(line.capture)].append(line)
        counting: list[Known] = []
        for lines in by_address.values():
            counting.extend(self._of_address(_oldest_first(lines, self.folders)))
        counting += [
            _unusable(problem, self._folder_of(problem)) for problem in self._read[1] if problem.capture is not None
        ]
        return sorted(counting, key=lambda one: (self.folders.index(one.line.folder), one.line.number))

    def _of_address(self, lines: list[Line]) -> list[Known]:
        """The last copy that can be read, else the last; and the last answer after it that brought no document."""
        refusal: Known | None = None
        broken: Known | None = None
        empty: Known | None = None
        days: set[str] = set()
        sound = sum(not _refuses(line.capture) for line in lines)
        for line in reversed(lines):
            if _refuses(line.capture):
                refusal = refusal or known(line, names_in(line.capture, None))
                days.add(line.capture.retrieved_at[:10])
                continue
            named, sound = self._look_into(line), sound - 1
            if isinstance(named, Problem):
                broken = broken or _unusable(named, line.folder)
            elif (sound or empty) and self._holds_nothing(line):
                empty = empty or known(line, named)
                refusal = refusal or empty
                days.add(line.capture.retrieved_at[:10])
            else:
                return [known(line, named), *_struck(refusal, days)]
        last = empty or broken
        return [*([last] if last else []), *(_struck(refusal, days) if refusal is not empty else [])]

    def _holds_nothing(self, line: Line) -> bool:
        """Whether a later copy is no document either: a check for humans, or a page that says "not found"."""
        body = read_body(line)
        return not isinstance(body, Problem) and read_capture(line.capture, body).scope == "none"

    def _look_into(self, line: Line) -> Named | Problem:
        """Whose text a copy is, or what is wrong with its file; looked up once for each copy."""
        capture = line.capture
        key = (line.folder, capture.path or "", capture.sha256 or "", capture.url, capture.final_url)
        found = self._looked_into.get(key)
        if found is None:
            body = read_body(line)
            found = body if isinstance(body, Problem) else names_in(line.capture, body)
            self._looked_into[key] = found
            if isinstance(found, Problem):
                self._later.append(found)
        return found

    def _folder_of(self, problem: Problem) -> Path:
        return next(folder for folder in self.folders if problem.file == str(folder / INDEX))


def _struck(refusal: Known | None, days: set[str]) -> list[Known]:
    """The last refusal of an address, with the days since its last copy on which it failed."""
    if refusal is None:
        return []
    capture = replace(refusal.line.capture, strikes=tuple(sorted(day for day in days if day)))
    return [replace(refusal, line=replace(refusal.line, capture=capture))]


def _origin(capture: Capture) -> str:
    """Copies of one address that stand beside each other: a person's, an archive's, and the site's own."""
    if capture.outcome == ADDED:
        return ADDED
    return "archive" if capture.final_url.startswith(_ARCHIVES) else "site"


def _refuses(capture: Capture) -> bool:
    """A line that brought no document: no file, or an error page kept with its status."""
    return capture.path is None or capture.status >= 400


def _oldest_first(lines: list[Line], folders: Sequence[Path]) -> list[Line]:
    """File order within one folder; the folder whose last copy is newest comes last (of equals, the first named)."""
    by_folder: dict[Path, list[Line]] = defaultdict(list)
    for line in lines:
        by_folder[line.folder].append(line)

    def age(folder: Path) -> tuple[str, int]:
        return max(line.capture.retrieved_at for line in by_folder[folder]), -folders.index(folder)

    return [line for folder in sorted(by_folder, key=age) for line in by_folder[folder]]


def damaged(capture: Capture, problem: Problem) -> Capture:
    """What stands for a copy that can't be used: no file, and why."""
    return replace(capture, path=None, sha256=None, outcome="unreadable", note=problem.why)


def _unusable(problem: Problem, folder: Path) -> Known:
    assert problem.capture is not None
    capture = damaged(problem.capture, problem)
    return known(Line(folder, problem.line, capture), names_in(capture, None))
