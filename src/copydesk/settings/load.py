"""Read thresholds and a workspace's overrides into one typed ``Settings``."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from copydesk.errors import SettingsError
from copydesk.settings import rooms
from copydesk.settings.workspace import checks_folder

__all__ = ["Settings", "Threshold", "load", "thresholds"]


@dataclass(frozen=True)
class Threshold:
    """One threshold as its file gives it: value, unit, meaning, and where the value comes from."""

    room: str
    name: str
    value: float
    unit: str
    meaning: str
    source: str


@dataclass(frozen=True)
class Settings:
    """Everything a run can be told, one field a room."""

    ingest: rooms.Ingest
    fingerprints: rooms.Fingerprints
    furniture: rooms.Furniture
    notices: rooms.Notices
    duplicates: rooms.Duplicates
    readability: rooms.Readability
    attribution: rooms.Attribution
    outlets: rooms.Outlets
    findings: rooms.Findings
    quality: rooms.Quality
    reports: rooms.Reports
    store: rooms.Store


_ROOMS: dict[str, type[Any]] = {field.name: getattr(rooms, field.name.title()) for field in fields(Settings)}


def load(config: Path | None = None) -> Settings:
    """Settings from checks/thresholds, overridden by ``config`` (a copydesk.toml) when given.

    Raises SettingsError naming the file and key when a file is malformed or holds an unknown key.
    """
    checks = checks_folder(config)
    values: dict[str, dict[str, Any]] = {name: {} for name in _ROOMS}
    for threshold in thresholds(checks):
        values[threshold.room][threshold.name] = threshold.value
    for room, overrides in (_read(config) if config else {}).items():
        _override(values, room, overrides, config)
    made = Settings(**{name: _build(name, values[name], checks) for name in _ROOMS})
    _agree(made.duplicates, config or checks)
    return made


def thresholds(checks: Path) -> list[Threshold]:
    """Every threshold under ``checks``/thresholds, in file and key order."""
    files = sorted((checks / "thresholds").glob("*.toml"))
    return [_threshold(file, name, entry) for file in files for name, entry in _read(file).items()]


def _threshold(file: Path, name: str, entry: Any) -> Threshold:
    if file.stem not in _ROOMS or name not in _names(file.stem):
        raise SettingsError(f"{file}: {name} is not a setting of copydesk")
    try:
        told = {key: entry[key] for key in ("unit", "meaning", "source")}
        return Threshold(file.stem, name, _number(file, file.stem, name, entry["value"]), **told)
    except (KeyError, TypeError) as error:
        raise SettingsError(f"{file}: {name} needs value, unit, meaning and source") from error


def _override(values: dict[str, dict[str, Any]], room: str, overrides: Any, config: Path | None) -> None:
    if room not in values or not isinstance(overrides, Mapping):
        raise SettingsError(f"{config}: [{room}] is not a room of copydesk; rooms are {', '.join(values)}")
    for name, value in overrides.items():
        if name not in values[room] and name not in _switches(room):
            raise SettingsError(f"{config}: {room}.{name} is not a setting; see docs/settings.md")
        values[room][name] = (_switch if name in _switches(room) else _number)(config, room, name, value)


def _switch(file: Path | None, room: str, name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise SettingsError(f"{file}: {room}.{name} must be true or false, not {value!r}")
    return value


def _agree(duplicates: rooms.Duplicates, file: Path) -> None:
    """Numbers that are sound alone may not be sound together: a band needs its rows of the signature."""
    for name in ("num_perm", "bands", "rows", "shingle_words"):
        if getattr(duplicates, name) < 1:
            raise SettingsError(f"{file}: duplicates.{name} must be 1 or more")
    if duplicates.seed >= 1 << 32:
        raise SettingsError(f"{file}: duplicates.seed must be below {1 << 32}")
    used = duplicates.bands * duplicates.rows
    if used > duplicates.num_perm:
        raise SettingsError(
            f"{file}: duplicates.bands x duplicates.rows is {duplicates.bands} x {duplicates.rows} = {used}, more than "
            f"duplicates.num_perm = {duplicates.num_perm}; lower bands or rows, or raise num_perm"
        )


def _number(file: Path | None, room: str, name: str, value: Any) -> float:
    """``value`` when it can be that setting: finite, not negative, whole where the room says so."""
    whole = _ROOMS[room].__dataclass_fields__[name].type == "int"
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise SettingsError(f"{file}: {room}.{name} must be a number, not {value!r}")
    if value < 0 or (whole and value != int(value)):
        raise SettingsError(f"{file}: {room}.{name} must be {'a whole number' if whole else 'a number'} from 0 on")
    return value


def _build(room: str, values: dict[str, Any], checks: Path) -> Any:
    kind = _ROOMS[room]
    missing = sorted(_names(room) - set(values))
    if missing:
        raise SettingsError(f"{checks}: checks/thresholds/{room}.toml lacks {', '.join(missing)}")
    typed = {
        f.name: int(values[f.name]) if f.type == "int" else float(values[f.name])
        for f in fields(kind)
        if f.name in _names(room)
    }
    switched = {name: values[name] for name in _switches(room) if name in values}
    return kind(**typed, **switched, **({"checks": checks} if "checks" in kind.__dataclass_fields__ else {}))


def _names(room: str) -> set[str]:
    """Settings that are numbers; each has its threshold."""
    return {field.name for field in fields(_ROOMS[room]) if field.name != "checks"} - _switches(room)


def _switches(room: str) -> set[str]:
    """Settings that are on or off; they have a default and no threshold."""
    return {field.name for field in fields(_ROOMS[room]) if field.type == "bool"}


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise SettingsError(f"{file} cannot be read: {why}") from error
