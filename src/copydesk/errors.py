"""Every error copydesk raises on purpose, as one tree.

    CopydeskError
    ├── UsageError            bad arguments, unknown id, unusable configuration   (exit 2)
    │   ├── SettingsError     copydesk.toml or a file under checks/ cannot be used
    │   └── RuleError         a notice rule is malformed or fails its own example
    ├── NothingReadableError  no input record became a document                   (exit 3)
    ├── TableError            a stage produced a table that breaks its schema
    └── WithheldError         a critical check failed; the report is not published (exit 1)

A single unreadable input is not an error: it is a row of ``rejects`` with its reason.
"""

__all__ = [
    "CopydeskError",
    "NothingReadableError",
    "RuleError",
    "SettingsError",
    "TableError",
    "UsageError",
    "WithheldError",
]


class CopydeskError(Exception):
    """Base of the tree; ``exit_code`` is what the command line returns for it."""

    exit_code = 2


class UsageError(CopydeskError):
    """The caller asked for something that cannot be done as asked."""


class SettingsError(UsageError):
    """A settings or threshold file is missing, malformed or holds an unknown key."""


class RuleError(UsageError):
    """A notice rule is malformed, or does not match its own example."""


class NothingReadableError(CopydeskError):
    """No record of the input became a document; the rejects say why."""

    exit_code = 3


class TableError(CopydeskError):
    """A table does not have the columns, types or keys that ``tables`` declares."""

    exit_code = 1


class WithheldError(CopydeskError):
    """A critical check failed, so the report was withheld from publication."""

    exit_code = 1
