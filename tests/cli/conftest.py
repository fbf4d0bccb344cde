"""A small desk of fiction, audited once, and the command line run inside the process."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from copydesk.cli import main
from copydesk.errors import CopydeskError

STORY = (
    "The harbour wall at Brackwell was repaired on Monday after a winter of storms, and ferries ran again. "
    "Engineers poured forty truckloads of concrete into a breach that had grown with every tide since January. "
    "“We will mend this wall as often as the sea asks us to,” said Ada Voss, the harbour master. "
    "The work cost four million crowns, a third more than the first estimate, and took eleven weeks."
)
OTHER = (
    "A heron nested on the roof of the observatory, and the astronomers moved their instruments indoors. "
    "Visitors may watch the chicks until June. “We will mend this wall as often as the sea asks us to,” Ada Voss said."
)
HOSTILE = "\x1b[2J\x1b]0;owned\x07Wall \x9b31mmended\u202e"


class Ran(NamedTuple):
    """Exit code, standard output and standard error of one command."""

    code: int
    out: str
    err: str


def write_articles(folder: Path) -> None:
    rows = [
        {
            "id": "first",
            "source": "Harbour Courier",
            "title": HOSTILE,
            "published": "2024-03-01T10:00:00Z",
            "text": STORY,
            "url": "https://courier.example/1",
        },
        {
            "id": "second",
            "source": f"Coast{HOSTILE}Post",
            "title": HOSTILE,
            "published": "2024-03-02T10:00:00Z",
            "text": STORY,
            "url": "https://post.example/1",
        },
        {"id": "third", "source": "Tidewatch", "title": "Herons", "published": "2024-03-03T10:00:00Z", "text": OTHER},
    ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """``copydesk ARGUMENTS`` in this process; no exception may leave it but argparse's own exit."""

    def call(*arguments: object) -> Ran:
        capsys.readouterr()
        try:
            code = main([str(each) for each in arguments])
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return call


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the articles in ``corpus`` and their report in ``report``."""
    folder = tmp_path_factory.mktemp("desk")
    write_articles(folder / "corpus")
    try:
        assert main(["audit", str(folder / "corpus"), "--out", str(folder / "report"), "--quiet"]) == 0
    except CopydeskError as error:  # pragma: no cover
        pytest.fail(f"main let an error out: {error}")
    return folder
