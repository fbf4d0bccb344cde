"""``copydesk train``: fit the weights of a model anew."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

__all__ = ["add"]


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("train", help="fit the weights of a model anew")
    models = parser.add_subparsers(metavar="MODEL", required=True)
    attribution = models.add_parser(
        "attribution",
        help="the attribution models, from PolNeAR",
        description="Fit the attribution models on the training part of PolNeAR and write their weights: the same "
        "file, bit for bit, on the same machine and versions.",
    )
    attribution.add_argument(
        "data", type=Path, metavar="DATA", help="folder with polnear-train.jsonl.gz and communication-cues.txt"
    )
    _add_out(attribution, "weights.json")
    attribution.set_defaults(run=run_attribution)
    notices = models.add_parser(
        "notices",
        help="the model of lines, from judged and invented lines",
        description="Fit the model that finds credits no rule knows to lines of tables (tab-separated, with the "
        "columns class and line; no class is no notice) and write its weights: the same file, bit for bit, on the "
        "same machine and versions.",
    )
    notices.add_argument("judged", type=Path, nargs="+", metavar="JUDGED", help="lines of real pages, judged")
    notices.add_argument(
        "--invented", type=Path, nargs="+", default=[], metavar="FILE", help="invented lines, more of them notices"
    )
    _add_out(notices, "line_weights.npz")
    notices.set_defaults(run=run_notices)


def _add_out(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument(
        "--out", type=Path, default=Path(name), metavar="FILE", help=f"the file to write (default {name})"
    )


def run_attribution(given: argparse.Namespace) -> int:
    """Train and say where the weights are."""
    from copydesk.attribution.training import train

    train(given.data, given.out)
    print(f"Wrote {given.out}. Copy it to src/copydesk/attribution/weights.json to use it.")
    return 0


def run_notices(given: argparse.Namespace) -> int:
    """Train and say where the weights are."""
    from copydesk.notices import train_lines
    from copydesk.settings import load

    train_lines(given.judged, given.invented, load(None).notices.checks / "notices", given.out)
    print(f"Wrote {given.out}. Copy it to src/copydesk/notices/data/line_weights.npz to use it.")
    return 0
