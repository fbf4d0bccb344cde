"""One Prefect test server a session, the flow file as a module, and rooms of two stages that count their runs."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace as a user has it: the project's flows, settings and sample, and nothing run yet."""
    folder = tmp_path_factory.mktemp("served") / "workspace"
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("flows", "corpus/sample"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    shutil.copy(ROOT / "copydesk.toml", folder)
    return folder


@pytest.fixture(scope="session")
def plain_report(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report that the plain pipeline makes of the workspace's sample."""
    from copydesk.pipeline import audit
    from copydesk.settings import load

    out = tmp_path_factory.mktemp("plain") / "audit"
    return audit([str(workspace / "corpus" / "sample")], out, load(workspace / "copydesk.toml")).folder


@pytest.fixture(scope="session")
def harness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Prefect API that lives as long as the session."""
    from prefect.flow_engine import BaseFlowRunEngine
    from prefect.settings import (
        PREFECT_API_URL,
        PREFECT_HOME,
        PREFECT_LOGGING_LEVEL,
        PREFECT_SERVER_ANALYTICS_ENABLED,
        temporary_settings,
    )
    from prefect.testing.utilities import prefect_test_harness

    quiet = {
        PREFECT_HOME: tmp_path_factory.mktemp("prefect"),
        PREFECT_LOGGING_LEVEL: "ERROR",
        PREFECT_SERVER_ANALYTICS_ENABLED: False,
    }
    with pytest.MonkeyPatch.context() as patch, temporary_settings(quiet):
        # A flow waits a second at its end for the thread that sends its heartbeats.
        patch.setattr(BaseFlowRunEngine, "heartbeat_seconds", property(lambda _: None))
        with prefect_test_harness(server_startup_timeout=120):
            yield PREFECT_API_URL.value()


@pytest.fixture
def prefect_home(harness: str, tmp_path: Path) -> Iterator[Path]:
    """A PREFECT_HOME of the test's own: nothing kept from other tests."""
    from prefect.settings import PREFECT_HOME, PREFECT_LOCAL_STORAGE_PATH, temporary_settings

    home = tmp_path / "prefect"
    with temporary_settings({PREFECT_HOME: home, PREFECT_LOCAL_STORAGE_PATH: home / "storage"}):
        yield home


@pytest.fixture(scope="session")
def flow_file() -> ModuleType:
    """flows/audit.py, loaded by path, under a name of its own."""
    spec = importlib.util.spec_from_file_location("audit_flow", ROOT / "flows" / "audit.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
