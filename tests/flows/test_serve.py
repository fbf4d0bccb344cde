from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import httpx
import pytest
from report_files import differing

from copydesk.cli.environment import HOST, prefect_environment, server_environment
from copydesk.cli.serve import DEPLOYMENT, serve
from copydesk.errors import UsageError
from copydesk.tables import TABLES

FLOWS = Path(__file__).resolve().parents[2] / "flows"
KEYS = {"audit-summary", "audit-findings", "audit-outlets", "audit-data-quality", "audit-rejects"}


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


def test_environment_keeps_what_the_user_set_but_not_the_address(tmp_path: Path) -> None:
    given = {"PREFECT_HOME": "/srv/prefect", "PREFECT_API_URL": "http://elsewhere/api"}
    made = server_environment(tmp_path, 4777, given)
    assert made["PREFECT_HOME"] == "/srv/prefect"
    assert made["PREFECT_API_URL"] == "http://127.0.0.1:4777/api"
    assert made["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"] == "http://127.0.0.1:4777"
    assert made["PREFECT_SERVER_CSRF_PROTECTION_ENABLED"] == "true"
    assert "PREFECT_API_AUTH_STRING" not in made


def test_worker_is_given_the_servers_password(tmp_path: Path) -> None:
    made = server_environment(tmp_path, 4777, {"PREFECT_SERVER_API_AUTH_STRING": "desk:secret"})
    assert made["PREFECT_API_AUTH_STRING"] == "desk:secret"


def test_every_setting_is_one_that_prefect_knows(tmp_path: Path) -> None:
    import prefect.settings

    names = {*server_environment(tmp_path, 4777, {}), *prefect_environment(tmp_path)}
    assert {name for name in names if not hasattr(prefect.settings, name)} == {
        "COPYDESK_WORKSPACE",
        "DO_NOT_TRACK",
        "PYTHONUNBUFFERED",
    }


def test_recipe_runs_the_audit_daily_and_survives_a_power_cut() -> None:
    import yaml

    (deployment,) = yaml.safe_load((FLOWS / "prefect.yaml").read_text())["deployments"]
    assert f"audit/{deployment['name']}" == DEPLOYMENT
    assert deployment["entrypoint"] == "flows/audit.py:audit"
    assert [(each["cron"], each["timezone"]) for each in deployment["schedules"]] == [("0 5 * * *", "UTC")]
    # The run that a power cut ended keeps its place under such a limit, and no other ever starts.
    assert "concurrency_limit" not in deployment


def test_no_flow_file_hides_a_module_or_a_table() -> None:
    import copydesk

    names = {file.stem for file in FLOWS.glob("*.py")}
    rooms = {entry.stem for entry in Path(copydesk.__file__).parent.iterdir()} - {"__init__"}
    installed = {name.lower() for name in packages_distributions()}
    assert names == {"audit"}
    assert names.isdisjoint({*sys.stdlib_module_names, *TABLES, *rooms, *installed})


def test_folder_without_flows_is_no_workspace(tmp_path: Path, port: int) -> None:
    with pytest.raises(UsageError, match=r"has no flows/prefect\.yaml"):
        serve(tmp_path, port)


def test_taken_port_is_told_before_anything_starts(workspace: Path) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        with pytest.raises(UsageError, match="choose another with --port"):
            serve(workspace, taken.getsockname()[1])
    assert not (workspace / ".prefect").exists()


class Served:
    """``copydesk serve`` in a process of its own, and its API."""

    def __init__(self, workspace: Path, port: int) -> None:
        self.workspace, self.address = workspace, f"http://{HOST}:{port}"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
        environment["PREFECT_WORKER_QUERY_SECONDS"] = "1"
        command = [sys.executable, "-m", "copydesk", "serve", "--port", str(port), "--workspace", str(workspace)]
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)

    def logs(self) -> str:
        files = sorted((self.workspace / ".prefect" / "logs").glob("*.log"))
        return "\n".join(f"== {file.name}\n{file.read_text()[-4000:]}" for file in files)

    def wait(self, ready: Callable[[], Any], seconds: float, what: str) -> Any:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            if found := ready():
                return found
            time.sleep(0.3)
        pytest.fail(f"no {what} after {seconds} s\n{self.logs()}")

    def processes(self) -> list[str]:
        """Every process that was started for the workspace, from what it was told."""
        mine = f"COPYDESK_WORKSPACE={self.workspace}".encode()
        return [process.name for process in Path("/proc").glob("[0-9]*") if mine in read(process / "environ")]


def read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


@pytest.fixture
def served(workspace: Path, port: int) -> Iterator[Served]:
    running = Served(workspace, port)
    yield running
    if running.process.poll() is None:
        running.process.terminate()
        running.process.wait(90)
    for process in running.processes():  # only when the test failed
        os.kill(int(process), signal.SIGKILL)


@pytest.fixture
def api(served: Served) -> Iterator[Any]:
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

    settings = {PREFECT_API_URL: f"{served.address}/api", PREFECT_HOME: served.workspace / "client"}
    with temporary_settings(settings), get_client(sync_client=True) as client:
        yield client


def healthy(address: str) -> bool:
    try:
        return httpx.get(f"{address}/api/health", timeout=5).json() is True
    except httpx.TransportError:
        return False


def run_deployment(served: Served, api: Any, **parameters: Any) -> Any:
    deployment = api.read_deployment_by_name("audit/daily")
    return api.create_flow_run_from_deployment(deployment.id, parameters=parameters)


def final(api: Any, run: Any) -> Any:
    state = api.read_flow_run(run.id).state
    return state if state and state.is_final() else None


@pytest.mark.server
@pytest.mark.timeout(400)
def test_served_deployment_runs_and_leaves_nothing_behind(
    served: Served, api: Any, plain_report: Path, tmp_path: Path
) -> None:
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId

    served.wait(lambda: healthy(served.address), 150, "health")
    served.wait(lambda: (served.workspace / ".prefect" / "logs" / "worker.log").exists(), 60, "worker")

    settings = httpx.get(f"{served.address}/ui-settings", timeout=10).json()
    assert settings["api_url"] == f"{served.address}/api"
    foreign = httpx.post(f"{served.address}/api/flows/filter", json={}, headers={"Origin": "http://spy.example"})
    assert foreign.status_code == 403
    assert "access-control-allow-origin" not in foreign.headers

    run = run_deployment(served, api)
    state = served.wait(lambda: final(api, run), 180, "final state")
    assert state.is_completed(), f"{state.message}\n{served.logs()}"
    mine = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run.id]))
    assert {artifact.key for artifact in api.read_artifacts(artifact_filter=mine)} == KEYS

    assert differing(served.workspace / "reports" / "audit", plain_report) == []

    scheduled = served.wait(lambda: [r for r in api.read_flow_runs() if r.auto_scheduled], 120, "scheduled run")
    assert {(r.expected_start_time.hour, r.expected_start_time.minute) for r in scheduled} == {(5, 0)}

    wire = served.workspace / "corpus" / "sample" / "wire"
    again = run_deployment(served, api, inputs=[str(wire)], out=str(tmp_path / "wire"))
    served.wait(lambda: api.read_flow_run(again.id).state_name == "Running", 60, "second run")
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(90) == 0, served.logs()
    assert served.processes() == []
    assert not healthy(served.address)
