"""Write the pages of docs/ that are made from the code: commands.md, settings.md, findings.md.

python docs/generate.py           writes them
python docs/generate.py --check   fails when one is out of date
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from copydesk.cli import build_parser
from copydesk.findings import RULES
from copydesk.settings import packaged, thresholds

DOCS = Path(__file__).resolve().parent


def commands() -> str:
    """Every command with its arguments and options."""
    parts = ["# Commands", "", "Made by `python docs/generate.py` from the command line itself.", ""]
    for name, parser in _subparsers(build_parser()):
        parts += [f"## {name}", "", str(parser.description), "", "| argument | meaning |", "|---|---|"]
        for action in parser._actions:
            if action.dest not in ("help", "run"):
                shown = ", ".join(action.option_strings) or str(action.metavar or action.dest)
                parts.append(f"| `{shown}` | {action.help % {'default': action.default} if action.help else ''} |")
        parts.append("")
    parts += [
        "## Exit codes",
        "",
        "| code | meaning |",
        "|---|---|",
        "| 0 | published, or all is well |",
        "| 1 | withheld: a critical check failed; the last report stays as it was |",
        "| 2 | bad usage, or the system refused (a full disk): the sentence on standard error says what |",
        "| 3 | nothing readable: no input record became an article |",
        "| 130 | interrupted: nothing was published |",
        "",
    ]
    return "\n".join(parts)


def settings() -> str:
    """Every threshold with its value, unit, meaning and source, by room."""
    parts = [
        "# Settings",
        "",
        "Made by `python docs/generate.py` from `checks/thresholds`. A workspace overrides one in `copydesk.toml`:",
        "a section is a room, a key a setting.",
        "",
        "```toml",
        "[duplicates]",
        "min_passage_words = 15",
        "```",
        "",
    ]
    room = ""
    for each in thresholds(packaged("checks")):
        if each.room != room:
            room = each.room
            parts += [f"## {room}", "", "| setting | default | unit | meaning | source |", "|---|---|---|---|---|"]
        parts.append(f"| `{each.name}` | {each.value} | {each.unit} | {each.meaning} | {each.source} |")
    return "\n".join(_spaced(parts)) + "\n"


def findings() -> str:
    """Every rule that raises a finding."""
    parts = [
        "# Findings",
        "",
        "Made by `python docs/generate.py` from `copydesk.findings.RULES`. Priority 1 is acted on first.",
        "",
        "| rule | priority | meaning |",
        "|---|---|---|",
    ]
    parts += [f"| `{rule.name}` | {rule.priority} | {rule.meaning} |" for rule in RULES.values()]
    return "\n".join(parts) + "\n"


PAGES: dict[str, Callable[[], str]] = {"commands.md": commands, "settings.md": settings, "findings.md": findings}


def _spaced(lines: list[str]) -> Iterator[str]:
    """A blank line before every heading that has none."""
    last = ""
    for line in lines:
        if line.startswith("## ") and last:
            yield ""
        yield line
        last = line


def _subparsers(
    parser: argparse.ArgumentParser, prefix: str = "copydesk"
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, child in action.choices.items():
                nested = list(_subparsers(child, f"{prefix} {name}"))
                yield from nested or [(f"{prefix} {name}", child)]


def main() -> int:
    """Write the pages, or compare them."""
    stale = [name for name, make in PAGES.items() if _read(DOCS / name) != make()]
    if "--check" in sys.argv[1:]:
        print("\n".join(f"docs/{name} is out of date: run python docs/generate.py" for name in stale))
        return int(bool(stale))
    for name in stale:
        (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
    return 0


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


if __name__ == "__main__":
    sys.exit(main())
