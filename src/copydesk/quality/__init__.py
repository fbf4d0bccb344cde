"""Checks: every published table is held to its suite of Great Expectations rules."""

from copydesk.quality.beside import desks_beside
from copydesk.quality.run import check_evidence, check_report, checks
from copydesk.quality.suites import suites, write_suites

__all__ = ["check_evidence", "check_report", "checks", "desks_beside", "suites", "write_suites"]
