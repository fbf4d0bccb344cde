"""Write the shipped suites and their list in checks/README.md: ``python -m copydesk.quality``."""

from __future__ import annotations

from copydesk.quality.guide import write_guide
from copydesk.quality.suites import write_suites
from copydesk.settings import packaged

__all__: list[str] = []

if __name__ == "__main__":
    write_suites(packaged("checks") / "suites")
    write_guide(packaged("checks") / "README.md")
