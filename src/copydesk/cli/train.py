"""``copydesk train attribution``: fit the weights of the attribution models anew."""

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
    attribution.add_argument(
        "--out",
        type=Path,
        default=Path("weights.json"),
        metavar="FILE",
        help="the file to write (default weights.json)",
    )
    attribution.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Train and say where the weights are."""
    from copydesk.attribution.training import train

    train(given.data, given.out)
    print(f"Wrote {given.out}. Copy it to src/copydesk/attribution/weights.json to use it.")
    return 0
