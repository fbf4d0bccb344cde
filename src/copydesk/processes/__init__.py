"""Processes beside this one: forks, which see what is in memory where it lies, so that only results are sent."""

from copydesk.processes.aside import Aside
from copydesk.processes.fork import Fork
from copydesk.processes.memory import free_memory
from copydesk.processes.pool import call_adopted, cores, may_fork, open_pool

__all__ = ["Aside", "Fork", "call_adopted", "cores", "free_memory", "may_fork", "open_pool"]
