"""Where a workspace's rules and settings are: the workspace first, the packaged defaults otherwise."""

from __future__ import annotations

from pathlib import Path

__all__ = ["CONFIG_NAME", "checks_folder", "find_config", "packaged"]

CONFIG_NAME = "copydesk.toml"
_PACKAGE = Path(__file__).resolve().parents[1]


def packaged(name: str) -> Path:
    """The shipped ``flows`` or ``checks``: inside the wheel, or at the top of a checkout."""
    inside = _PACKAGE / "workspace" / name
    return inside if inside.is_dir() else _PACKAGE.parents[1] / name


def checks_folder(config: Path | None) -> Path:
    """The checks folder beside ``config`` when it has one, else the packaged one."""
    own = config.parent / "checks" if config else None
    return own if own and own.is_dir() else packaged("checks")


def find_config(start: Path) -> Path | None:
    """The nearest copydesk.toml in ``start`` or a folder above it; None when there is none."""
    folders = [start.resolve(), *start.resolve().parents]
    return next((folder / CONFIG_NAME for folder in folders if (folder / CONFIG_NAME).is_file()), None)
