"""The command line. Heavy imports wait until a command needs them, so that ``--help`` answers at once."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from copydesk import __version__
from copydesk.cli import audit, check, explain, init, lookup, pairs, rules, serving, train
from copydesk.cli.telling import clean
from copydesk.errors import CopydeskError

__all__ = ["build_parser", "main"]

_EPILOG = """exit codes: 0 published or all well; 1 withheld by a check; 2 bad usage; 3 nothing readable."""


def build_parser() -> argparse.ArgumentParser:
    """The parser of every command."""
    parser = argparse.ArgumentParser(
        prog="copydesk",
        epilog=_EPILOG,
        description="Audit news copy: what is repeated, from where, and whether credit was given.",
    )
    parser.add_argument("--version", action="version", version=f"copydesk {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in (audit, check, explain, init, lookup, pairs, rules, serving, train):
        command.add(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code and prints one plain sentence for an error."""
    given = build_parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except CopydeskError as error:
        print(*map(clean, f"copydesk: {error}".splitlines()), sep="\n", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("copydesk: interrupted; nothing was published", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away; a second complaint helps nobody
        return 0
