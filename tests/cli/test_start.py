"""``--help`` and ``--version`` answer at once: nothing heavy is imported."""

from __future__ import annotations

import json
import resource
import subprocess
import sys

import pytest

from copydesk import __version__
from copydesk.cli import build_parser, main

HEAVY = ("pandas", "numpy", "prefect", "great_expectations", "textstat", "numba", "datasketch", "scipy", "trafilatura")
LOADED = """
import json, sys
from copydesk.cli import main
try:
    main(["--help"])
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def test_help_imports_nothing_heavy():
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert "usage: copydesk" in done.stdout
    assert set(json.loads(done.stderr)) & set(HEAVY) == set()


def test_help_takes_less_than_three_tenths_of_a_second():
    assert min(_processor_seconds() for _ in range(3)) < 0.3


def _processor_seconds():
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "copydesk", "--help"], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_version(run):
    assert run("--version") == (0, f"copydesk {__version__}\n", "")


@pytest.mark.parametrize("command", ["audit", "check", "explain", "init", "serve"])
def test_every_command_has_help(run, command):
    ran = run(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"usage: copydesk {command}")


def test_help_names_every_command_and_exit_code(run):
    out = " ".join(run("--help").out.split())
    assert "exit codes: 0 published or all well; 1 withheld by a check; 2 bad usage; 3 nothing readable." in out
    assert build_parser().prog == "copydesk"


def test_an_interrupt_is_told_and_is_130(monkeypatch, capsys):
    def interrupted(_given):
        raise KeyboardInterrupt

    monkeypatch.setattr("copydesk.cli.check.run", interrupted)
    assert main(["check"]) == 130
    assert capsys.readouterr().err == "copydesk: interrupted; nothing was published\n"


@pytest.mark.parametrize(
    ("refused", "told"),
    [
        (
            OSError(28, "No space left on device"),
            "No space left on device; nothing was published. Free some space, or name a folder on another disk",
        ),
        (
            OSError(30, "Read-only file system", "ro/report"),
            "Read-only file system (ro/report); nothing was published. Name a folder that may be written to",
        ),
        (OSError("a drive went away"), "a drive went away; nothing was published"),
    ],
)
def test_what_the_system_refuses_is_one_sentence(monkeypatch, capsys, refused, told):
    def failing(_given):
        raise refused

    monkeypatch.setattr("copydesk.cli.check.run", failing)
    assert main(["check"]) == 2
    assert capsys.readouterr().err == f"copydesk: {told}\n"
