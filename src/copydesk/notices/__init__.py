"""Notices: which lines are credits, disclaimers, corrections, and what they say; rules are data."""

from copydesk.notices.examples import check_rules
from copydesk.notices.line_training import train_lines
from copydesk.notices.rule import Rule
from copydesk.notices.rulebook import Rulebook, load_rulebook, read_rules
from copydesk.notices.scan import match_lines
from copydesk.notices.stage import hold_rules, load_patterns, notices, unload_patterns

__all__ = [
    "Rule",
    "Rulebook",
    "check_rules",
    "hold_rules",
    "load_patterns",
    "load_rulebook",
    "match_lines",
    "notices",
    "read_rules",
    "train_lines",
    "unload_patterns",
]
