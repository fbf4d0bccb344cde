"""What Prefect's processes are told: local, quiet, closed to other sites."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

__all__ = ["HOST", "START_SECONDS", "prefect_environment", "server_environment"]

HOST = "127.0.0.1"
START_SECONDS = 120


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
