"""``copydesk serve``: a Prefect server on loopback, and a worker that runs the workspace's audit on schedule."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from copydesk.errors import UsageError

__all__ = ["DEPLOYMENT", "HOST", "PORT", "prefect_environment", "serve", "server_environment"]

HOST = "127.0.0.1"
PORT = 4200
POOL = "copydesk"
RECIPE = "flows/prefect.yaml"
DEPLOYMENT = "audit/daily"
START_SECONDS = 120
STOP_SECONDS = 30

Say = Callable[[str], None]


def _print(line: str) -> None:
    print(line, flush=True)  # a log or pipe sees the address at once


def prefect_environment(workspace: Path) -> dict[str, str]:
    """What Prefect is told before it is imported: local, quiet, nothing sent out, no pickles.

    Prefect's database and results go to ``.prefect`` in ``workspace`` unless PREFECT_HOME says otherwise.
    The ephemeral server gets 120 seconds to start, because a fresh database takes longer than its usual 20.
    """
    return {
        "PREFECT_HOME": str(workspace / ".prefect"),
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(START_SECONDS),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_RESULTS_DEFAULT_SERIALIZER": "json",
    }


def server_environment(workspace: Path, port: int, given: Mapping[str, str]) -> dict[str, str]:
    """The environment of server and worker: ``given``, completed.

    PREFECT_API_URL tells the dashboard where its API is (the port alone does not reach it). Other sites'
    pages get no access: one CORS origin, CSRF protection on. With PREFECT_SERVER_API_AUTH_STRING in
    ``given`` the worker is given the same.
    """
    address = f"http://{HOST}:{port}"
    added = {
        **prefect_environment(workspace),
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": address,
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
        "COPYDESK_WORKSPACE": str(workspace),
        "PYTHONUNBUFFERED": "1",
    }
    if "PREFECT_SERVER_API_AUTH_STRING" in given:
        added["PREFECT_API_AUTH_STRING"] = given["PREFECT_SERVER_API_AUTH_STRING"]
    return {**added, **given, "PREFECT_API_URL": f"{address}/api"}


def serve(workspace: Path, port: int = PORT, say: Say = _print) -> int:
    """Serve the deployment of ``workspace``/flows/prefect.yaml until interrupted; returns 0.

    Server and worker write to ``logs`` in PREFECT_HOME. Ctrl-C or SIGTERM stops the worker before the server.
    Raises UsageError when the workspace has no flows, the port is taken, or one of them ends by itself.
    """
    workspace = workspace.resolve()
    if not (workspace / RECIPE).is_file():
        raise UsageError(f"{workspace} has no {RECIPE}; make a workspace with: copydesk init DIR")
    _require_free(port)
    run = _Run(workspace, port, server_environment(workspace, port, os.environ))
    run.logs.mkdir(parents=True, exist_ok=True)
    with _interruptible():
        try:
            _serve(run, say)
        except KeyboardInterrupt:
            say("stopped")
    return 0


@dataclass(frozen=True)
class _Run:
    """One ``serve``: what it serves, where, and what its processes are told."""

    workspace: Path
    port: int
    environment: dict[str, str]

    @property
    def logs(self) -> Path:
        return Path(self.environment["PREFECT_HOME"]).expanduser() / "logs"

    def log(self, name: str) -> Path:
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


def _serve(run: _Run, say: Say) -> None:
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


def _watch(run: _Run, processes: Mapping[str, subprocess.Popen[bytes]]) -> None:
    """Wait until one of ``processes`` ends by itself, which is an error."""
    while True:
        for name, process in processes.items():
            if process.poll() is not None:
                raise UsageError(f"the {name} ended by itself; see {run.log(name)}")
        time.sleep(0.5)


def _await_health(run: _Run, server: subprocess.Popen[bytes]) -> None:
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


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask ``process`` to end, insist after STOP_SECONDS, and leave none of its children behind."""
    if process.poll() is None:
        process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl-C does, and neither of them cut the stopping short."""

    def interrupt(_signal: int, _frame: object) -> None:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {each: signal.signal(each, interrupt) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
