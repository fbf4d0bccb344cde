"""Findings: what an editor may act on, each with its proof."""

from copydesk.findings.rules import RULES, Rule
from copydesk.findings.stage import findings

__all__ = ["RULES", "Rule", "findings"]
