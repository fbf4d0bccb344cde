"""Who goes first where there is more to do than cores."""

from __future__ import annotations

import os
from contextlib import suppress

__all__ = ["keep_pace", "stand_back"]


def stand_back(process: int) -> None:
    """Have ``process`` use only a core that no other one wants, where the system knows such a thing (Linux)."""
    with suppress(AttributeError, OSError):
        os.sched_setscheduler(process, os.SCHED_IDLE, os.sched_param(0))


def keep_pace(process: int) -> None:
    """Have ``process`` take its share again; nothing happens when it has ended."""
    with suppress(AttributeError, OSError):
        os.sched_setscheduler(process, os.SCHED_OTHER, os.sched_param(0))
