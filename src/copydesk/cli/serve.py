"""``copydesk serve``: a Prefect server on loopback, and a worker that runs the workspace's audit on schedule."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

from copydesk.cli.environment import HOST, START_SECONDS, server_environment
from copydesk.cli.interruption import interruptible
from copydesk.cli.running import Running
from copydesk.errors import UsageError

__all__ = ["DEPLOYMENT", "PORT", "serve"]

PORT = 4200
POOL = "copydesk"
RECIPE = "flows/prefect.yaml"
DEPLOYMENT = "audit/daily"

Say = Callable[[str], None]


def _print(line: str) -> None:
    print(line, flush=True)  # a log or pipe sees the address at once


def serve(workspace: Path, port: int = PORT, say: Say = _print) -> int:
    """Serve the deployment of ``workspace``/flows/prefect.yaml until interrupted; returns 0.

    Server and worker write to ``logs`` in PREFECT_HOME. Ctrl-C or SIGTERM stops the worker before the server.
    Raises UsageError when the workspace has no flows, the port is taken, or one of them ends by itself.
    """
    workspace = workspace.resolve()
    if not (workspace / RECIPE).is_file():
        raise UsageError(f"{workspace} has no {RECIPE}; make a workspace with: copydesk init DIR")
    _require_free(port)
    run = Running(workspace, port, server_environment(workspace, port, os.environ))
    run.logs.mkdir(parents=True, exist_ok=True)
    with interruptible():
        try:
            _serve(run, say)
        except KeyboardInterrupt:
            say("stopped")
    return 0


def _serve(run: Running, say: Say) -> None:
    say(f"starting a Prefect server on {HOST}:{run.port} ...")
    with run.running("server", "server", "start", "--host", HOST, "--port", str(run.port)) as server:
        _await_health(run, server)
        # The pool may be there from the last time; if it could not be made, the deployment says so.
        run.start("pool", "work-pool", "create", POOL, "--type", "process").wait()
        if run.start("deploy", "--no-prompt", "deploy", "--prefect-file", RECIPE, "--all").wait():
            raise UsageError(f"the deployment was refused; see {run.log('deploy')}")
        with run.running(
            "worker",
            "worker",
            "start",
            "--pool",
            POOL,
            "--type",
            "process",
            "--limit",
            "1",
            "--install-policy",
            "never",
        ) as worker:
            say(f"dashboard: http://{HOST}:{run.port}  (artifacts: http://{HOST}:{run.port}/v2/artifacts)")
            say(f"deployment: {DEPLOYMENT}, daily; to run it now press Quick run on its page")
            say(f"logs: {run.logs}; stop with Ctrl-C")
            _watch(run, {"server": server, "worker": worker})


def _watch(run: Running, processes: Mapping[str, subprocess.Popen[bytes]]) -> None:
    """Wait until one of ``processes`` ends by itself, which is an error."""
    while True:
        for name, process in processes.items():
            if process.poll() is not None:
                raise UsageError(f"the {name} ended by itself; see {run.log(name)}")
        time.sleep(0.5)


def _await_health(run: Running, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _healthy(run.port):
        if server.poll() is not None or time.monotonic() > deadline:
            raise UsageError(f"the Prefect server did not start; see {run.log('server')}")
        time.sleep(0.2)


def _healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/api/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise UsageError(f"port {port} cannot be used ({error}); choose another with --port") from error
