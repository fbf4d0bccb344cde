"""Docs are true: generated pages are current, every name is documented, every link and command exists."""

import importlib.util
import re
from pathlib import Path

import pytest

from copydesk.findings import RULES
from copydesk.pipeline import STAGES
from copydesk.settings import packaged, thresholds
from copydesk.tables import PUBLISHED, TABLES

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "CHANGELOG.md",
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("*/README.md"),
    ]
)


def _generator():
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["commands.md", "settings.md", "findings.md"])
def test_generated_page_is_current(name):
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == _generator().PAGES[name]()


def test_every_setting_is_documented():
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert all(f"`{each.name}`" in text for each in thresholds(packaged("checks")))


def test_every_finding_rule_is_documented():
    text = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in RULES)


def test_every_stage_has_a_heading_in_the_method():
    headings = re.findall(r"^## (\w+)", (ROOT / "docs" / "method.md").read_text(encoding="utf-8"), re.M)
    assert set(headings) >= {each.name for each in STAGES if each.name != "text"} | {"ingest", "text"}


def test_every_published_column_is_in_the_data_dictionary():
    text = (ROOT / "reports" / "README.md").read_text(encoding="utf-8")
    missing = [f"{name}.{column}" for name in PUBLISHED for column in TABLES[name].names if f"`{column}`" not in text]
    assert not missing


def test_every_published_table_has_a_suite():
    assert {file.stem for file in (ROOT / "checks" / "suites").glob("*.json")} == set(PUBLISHED)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_within_the_project_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_that_pages_show_exist(page):
    known = {
        line.removeprefix("## copydesk ").split()[0]
        for line in _generator().commands().splitlines()
        if line.startswith("## copydesk ")
    }
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.S))
    shown = re.findall(r"^\s*(?:\S*/)?copydesk ([a-z]+)|&& copydesk ([a-z]+)", blocks, re.M)
    assert {name for pair in shown for name in pair if name} <= known


def test_make_targets_that_pages_show_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    shown = {name for page in PAGES for name in re.findall(r"`make ([a-z]+)", page.read_text(encoding="utf-8"))}
    assert shown <= targets
