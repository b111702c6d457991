"""Which articles git says have changed: against the last commit, staged or not, and those that it does not know yet."""

import subprocess
from pathlib import Path

from pipeline.commands._articles import Found
from pipeline.errors import ConfigError
from pipeline.snapshots import beside

_SECONDS = 120


def changed(found: list[Found]) -> list[Found]:
    """The articles whose file, or a source kept beside them, is not as in the last commit.

    What does not come from a file (standard input, a live address) is always kept.

    Raises:
        ConfigError: git is not there, or a file lies in no repository.
    """
    roots: dict[Path, Path] = {}
    paths: dict[Path, frozenset[Path]] = {}
    chosen = []
    for one in found:
        if one.file is None:
            chosen.append(one)
            continue
        file = one.file.resolve()
        if file.parent not in roots:
            roots[file.parent] = root = Path(_git(file.parent, "rev-parse", "--show-toplevel").rstrip("\n")).resolve()
            if root not in paths:
                paths[root] = _different(root)
        different = paths[roots[file.parent]]
        sources = [folder.resolve() for folder in beside(file)]
        if file in different or any(path.is_relative_to(folder) for folder in sources for path in different):
            chosen.append(one)
    return chosen


def _different(root: Path) -> frozenset[Path]:
    """Every path of a repository that `git status` names, both names of a renamed one, and untracked files."""
    told = _git(root, "status", "--porcelain=v1", "-z", "--untracked-files=all").split("\0")
    names: list[str] = []
    entries = iter(told)
    for entry in entries:
        if len(entry) > 3:
            names.append(entry[3:])
            if "R" in entry[:2] or "C" in entry[:2]:
                names.append(next(entries, ""))
    return frozenset((root / name).resolve() for name in names if name)


def _git(folder: Path, *words: str) -> str:
    """Standard output of a git command; nothing of the repository's settings is run."""
    command = ["git", "-c", "core.fsmonitor=false", "-C", str(folder), *words]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603  # fixed words
    except FileNotFoundError as error:
        raise ConfigError("--changed: git is not installed; leave out --changed to audit everything") from error
    except subprocess.TimeoutExpired as error:
        raise ConfigError(f"--changed: git did not answer within {_SECONDS} s") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise ConfigError(f"--changed: {folder}: git says: {said}; leave out --changed to audit everything")
    return done.stdout.decode(errors="surrogateescape")
