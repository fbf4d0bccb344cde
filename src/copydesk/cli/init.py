"""``copydesk init``: make a workspace with its own rules, flows and secret seed."""

from __future__ import annotations

import argparse
import secrets
import shlex
import shutil
from pathlib import Path
from typing import Any

from copydesk.errors import UsageError
from copydesk.settings.workspace import CONFIG_NAME, packaged

__all__ = ["add", "make_workspace"]

_CONFIG = """# Settings of this copydesk workspace. Every setting, its default and its source: docs/settings.md and
# checks/thresholds. A section is a room, a key overrides its threshold.

[duplicates]
# Secret: with a known seed a text can be made to look like any other. Keep it; changing it changes signatures.
seed = {seed}
"""
_IGNORED = ".prefect/\nreports/*\n"


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "init",
        help="make a workspace: rules, flows, a secret seed",
        description="Make a workspace in DIR: checks/ and flows/ to change as you like, corpus/ for input, reports/ "
        "for output, and copydesk.toml with a secret seed.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Make the workspace and say what to do next."""
    make_workspace(given.folder)
    print(f"Made a workspace in {given.folder}. Put articles in {given.folder / 'corpus'}, then:")
    print(f"  cd {shlex.quote(str(given.folder))} && copydesk audit corpus")
    return 0


def make_workspace(folder: Path) -> None:
    """Write the templates to ``folder``; UsageError when it exists and is not an empty folder."""
    try:
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{folder} is a file; name a new or empty folder for the workspace")
        if folder.is_dir() and any(folder.iterdir()):
            raise UsageError(f"{folder} is not empty; a workspace is made in a new or empty folder")
        for name in ("flows", "checks"):
            shutil.copytree(packaged(name), folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("corpus", "reports"):
            (folder / name).mkdir()
        (folder / CONFIG_NAME).write_text(_CONFIG.format(seed=secrets.randbits(31) + 2), encoding="utf-8")
        (folder / ".gitignore").write_text(_IGNORED, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"the workspace cannot be written: {error.strerror} ({error.filename})") from error
