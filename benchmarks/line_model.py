"""The model of lines on judged lines of pages that it has not learned from, by five folds of pages.

    python benchmarks/line_model.py JUDGED

JUDGED is the table that benchmarks/judged_lines.py writes. Each fold is judged by a model that has learned from the
other pages and the invented lines under tests/notices. A line counts as found where the model gives it the chance that
the audit asks for, and its class; the rules have no part in it, so most of what it misses here they know.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np

from copydesk.notices.line_model import CLASSES, LineModel
from copydesk.notices.line_training import fit, read_lines, read_rows
from copydesk.notices.names import read_names
from copydesk.settings import load

FOLDS = 5
INVENTED = ("paraphrases.tsv", "story_lines.tsv", "plain_lines.tsv")


def main() -> None:
    settings = load(None).notices
    names = read_names(settings.checks / "notices")
    file = Path(sys.argv[1])
    judged = read_lines(file)
    pages = [row["page"] for row in read_rows(file)]
    folder = Path(__file__).resolve().parents[1] / "tests" / "notices"
    invented = [line for name in INVENTED for line in read_lines(folder / name)]
    folds = np.array([int(hashlib.sha1(page.encode()).hexdigest(), 16) % FOLDS for page in pages])
    kinds = np.array([kind for _, kind in judged])
    chances = np.zeros((len(judged), len(CLASSES)))
    for fold in range(FOLDS):
        known = [line for line, each in zip(judged, folds, strict=True) if each != fold] + invented
        made = np.arange(len(known)) >= len(known) - len(invented)
        weights, offsets = fit([line for line, _ in known], np.array([kind for _, kind in known]), made, names)
        held = np.flatnonzero(folds == fold)
        model = LineModel.rounded(weights, offsets)
        chances[held] = model.chances([judged[place][0] for place in held], names)
    claimed = 1 - chances[:, 0] >= settings.min_line_chance
    right = claimed & (1 + chances[:, 1:].argmax(axis=1) == kinds)
    print(
        f"{len(judged)} lines, {int((kinds > 0).sum())} of the model's classes; out of fold at a chance of "
        f"{settings.min_line_chance}: recall {right.sum() / (kinds > 0).sum():.3f}, "
        f"precision {right.sum() / claimed.sum():.3f}"
    )


if __name__ == "__main__":
    main()
