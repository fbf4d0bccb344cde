"""The command line. Heavy imports wait until a command needs them, so that ``--help`` answers at once."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Sequence

from copydesk import __version__
from copydesk.cli import audit, check, explain, init, lookup, pairs, rules, serving, train
from copydesk.cli.interruption import interruptible
from copydesk.cli.telling import clean
from copydesk.errors import CopydeskError, UsageError

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
        with interruptible():
            return int(given.run(given))
    except CopydeskError as error:
        return _complain(str(error), error.exit_code)
    except KeyboardInterrupt:
        return _complain("interrupted; nothing was published", 130)
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away; a second complaint helps nobody
        return 0
    except OSError as error:  # a full disk, a folder that may not be written: what was begun has been taken away
        return _complain(_of_system(error), UsageError.exit_code)


_ADVICE = {
    errno.ENOSPC: ". Free some space, or name a folder on another disk",
    errno.EDQUOT: ". Free some space, or name a folder on another disk",
    errno.EROFS: ". Name a folder that may be written to",
    errno.EACCES: ". Name a folder that may be written to",
}
"""What to do about a refusal that has one usual remedy."""


def _complain(sentence: str, code: int) -> int:
    print(*map(clean, f"copydesk: {sentence}".splitlines()), sep="\n", file=sys.stderr)
    return code


def _of_system(error: OSError) -> str:
    """What the system refused, in its words, and where."""
    where = next((f" ({name})" for name in (error.filename2, error.filename) if name), "")
    advice = _ADVICE.get(error.errno or 0, "")
    return f"{error.strerror or error}{where}; nothing was published{advice}"
