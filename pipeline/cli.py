"""The command line: arguments in, exit code out.

Exit codes: 0 gate open, 1 gate closed, 2 the run itself failed, 3 incomplete, 130 interrupted. What a person must
mend is one line on standard error, never a traceback (`-v` shows it).
"""

import argparse
import ast
import gc
import sys
from collections.abc import Sequence
from importlib.resources import files
from traceback import format_exc

from pipeline import __version__
from pipeline.commands import command, command_names
from pipeline.errors import AuditError

FAILED = 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` (default: the program's arguments) names; returns the exit code."""
    _utf8()
    gc.set_threshold(100_000, 50, 50)  # records are trees without cycles: to look for some often finds none
    args = parse(sys.argv[1:] if argv is None else argv)
    try:
        return int(command(args.command).run(args))
    except AuditError as error:
        return _fail(str(error), verbose=getattr(args, "verbose", False))
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        sys.stderr.write("claim-audit: interrupted; what was finished is kept\n")
        return INTERRUPTED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _fail(f"{where}{error.strerror or error}", verbose=getattr(args, "verbose", False))


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Parse the arguments; imports only the module of the command that is asked for."""
    parser = argparse.ArgumentParser(
        prog="claim-audit", description="Checks every claim of a health or science article against its sources."
    )
    parser.add_argument("--version", action="version", version=f"claim-audit {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    asked = next((word for word in argv if not word.startswith("-")), None)
    for name in command_names():
        sub = commands.add_parser(name, help=_summary(name), description=_summary(name))
        if name == asked:
            command(name).add_arguments(sub)
            if not any(action.dest == "verbose" for action in sub._actions):  # noqa: SLF001  # argparse has no public list
                sub.add_argument("-v", "--verbose", action="store_true", help="show the traceback of a failure")
    return parser.parse_args(argv)


def _summary(name: str) -> str:
    """First line of the command's docstring, read without importing it."""
    source = files("pipeline.commands").joinpath(f"{name}.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]


def _fail(line: str, *, verbose: bool) -> int:
    if verbose:
        sys.stderr.write(format_exc())
    sys.stderr.write(f"claim-audit: {line}\n")
    return FAILED


def _utf8() -> None:
    """Read and write UTF-8 whatever the machine's locale says."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else "strict")
