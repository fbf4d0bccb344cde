"""``copydesk serve``: the dashboard and the schedule."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

__all__ = ["add"]


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "serve",
        help="serve the Prefect dashboard on loopback and run the audit on schedule",
        description="Start a Prefect server on 127.0.0.1 and a worker for the deployment of flows/prefect.yaml, "
        "until interrupted.",
    )
    parser.add_argument("--port", type=int, default=4200, metavar="PORT", help="port of the dashboard (default 4200)")
    parser.add_argument(
        "--workspace",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="workspace with flows/prefect.yaml (default: this folder)",
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM."""
    from copydesk.cli.serve import serve

    return serve(given.workspace, given.port)
