"""The command line: arguments in, exit code out."""

import sys


def main() -> int:
    """Run the command that the arguments name; returns the exit code."""
    sys.stderr.write("claim-audit: no command yet\n")
    return 2
