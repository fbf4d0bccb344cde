"""Prefect's commands as processes of one ``serve``, each with its log, and ended in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Running"]

STOP_SECONDS = 30


@dataclass(frozen=True)
class Running:
    """One ``serve``: what it serves, where, and what its processes are told."""

    workspace: Path
    port: int
    environment: dict[str, str]

    @property
    def logs(self) -> Path:
        """The folder of the logs, in PREFECT_HOME."""
        return Path(self.environment["PREFECT_HOME"]).expanduser() / "logs"

    def log(self, name: str) -> Path:
        """The log of the process called ``name``."""
        return self.logs / f"{name}.log"

    def start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a Prefect command, its output in its log, out of reach of the terminal's Ctrl-C."""
        with self.log(name).open("wb") as log:
            return subprocess.Popen(  # noqa: S603 - our own interpreter and words of this file
                [sys.executable, "-m", "prefect", *arguments],
                cwd=self.workspace,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @contextmanager
    def running(self, name: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """A Prefect command as long as the block lasts."""
        process = self.start(name, *arguments)
        try:
            yield process
        finally:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask ``process`` to end, insist after STOP_SECONDS, and leave none of its children behind."""
    if process.poll() is None:
        process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
