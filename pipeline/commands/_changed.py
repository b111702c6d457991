"""Which articles git says have changed: against the last commit, staged or not, and those that it does not know."""

import os
import subprocess
from pathlib import Path

from pipeline.commands._articles import Found
from pipeline.errors import ConfigError
from pipeline.snapshots import beside

_SECONDS = 120
_OF_A_HOOK = frozenset(("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"))
"""What git tells its hooks of one repository: an article may lie in another, in a submodule for one."""


def changed(found: list[Found]) -> list[Found]:
    """The articles whose file, or a source kept beside them, is not as in the last commit.

    What does not come from a file (standard input, a live address) is always kept.

    Raises:
        ConfigError: git is not there, or a file lies in no repository.
    """
    roots: dict[Path, Path] = {}
    paths: dict[Path, frozenset[Path]] = {}
    known: dict[Path, frozenset[str]] = {}
    chosen = []
    for one in found:
        if one.file is None:
            chosen.append(one)
            continue
        file = one.file.resolve()
        if file.parent not in roots:
            roots[file.parent] = root = Path(_git(file.parent, "rev-parse", "--show-toplevel").rstrip("\n")).resolve()
            if root not in paths:
                paths[root], known[root] = _different(root), _tracked(root)
        root = roots[file.parent]
        new = file in paths[root] or file.relative_to(root).as_posix() not in known[root]  # ignored is not known
        sources = [folder.resolve() for folder in beside(file)]
        if new or any(path.is_relative_to(folder) for folder in sources for path in paths[root]):
            chosen.append(one)
    return chosen


def _different(root: Path) -> frozenset[Path]:
    """Every path of a repository that `git status` names, both names of a renamed one, and untracked files."""
    options = ("--porcelain=v1", "-z", "--untracked-files=all", "--ignore-submodules=none")
    told = _git(root, "status", *options).split("\0")
    names: list[str] = []
    entries = iter(told)
    for entry in entries:
        if len(entry) > 3:
            names.append(entry[3:])
            if "R" in entry[:2] or "C" in entry[:2]:
                names.append(next(entries, ""))
    return frozenset((root / name).resolve() for name in names if name)


def _tracked(root: Path) -> frozenset[str]:
    """Every path that git keeps, from the root."""
    return frozenset(_git(root, "ls-files", "-z").split("\0"))


def _git(folder: Path, *words: str) -> str:
    """Standard output of a git command on the repository that `folder` lies in, whatever hook this may run in."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    command = ["git", "-c", "core.fsmonitor=false", "-C", str(folder), *words]
    try:
        done = subprocess.run(  # noqa: S603  # fixed words
            command, capture_output=True, check=False, timeout=_SECONDS, env=environment
        )
    except FileNotFoundError as error:
        raise ConfigError("--changed: git is not installed; leave out --changed to audit everything") from error
    except subprocess.TimeoutExpired as error:
        raise ConfigError(f"--changed: git did not answer within {_SECONDS} s") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise ConfigError(f"--changed: {folder}: git says: {said}; leave out --changed to audit everything")
    return done.stdout.decode(errors="surrogateescape")
