"""The audit flow over the counting rooms, as a process of its own that a test may kill."""

from __future__ import annotations

import pkgutil
import runpy
import sys
from pathlib import Path

import counting_rooms


def patch(target: str, value: object) -> None:
    module, name = target.rsplit(".", 1)
    setattr(pkgutil.resolve_name(module), name, value)


if __name__ == "__main__":
    counting_rooms.install(patch)
    patch("copydesk.pipeline.digests.digest_code", lambda: "this version")
    patch("copydesk.pipeline.dashboard.deal", lambda *_: [])
    patch("copydesk.reports.read", lambda _folder: {"summary": None, "findings": None})
    patch("copydesk.cli.telling.tell", lambda *_: None)
    flow_file = runpy.run_path(str(Path(__file__).parents[2] / "flows" / "audit.py"), run_name="audit_flow")
    sys.exit(flow_file["main"](sys.argv[1:]))
