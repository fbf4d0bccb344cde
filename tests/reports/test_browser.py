"""The report in a real browser: it opens offline, shows its words, runs no script of an article."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--enable-logging=stderr",
    "--v=0",
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None and not os.environ.get("COPYDESK_REQUIRE_BROWSER"), reason="Chromium is not installed"
    ),
]


def browse(page: Path, profile: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    assert CHROMIUM, "Chromium is required here and not installed"
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", *flags, page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("chromium")


def test_index_opens_and_shows_the_first_finding(report: Path, profile: Path) -> None:
    done = browse(report / "index.html", profile, "--dump-dom")
    assert "Act on these first" in done.stdout
    assert "CONSOLE" not in done.stderr, done.stderr


def test_every_page_opens_without_running_or_loading_anything(report: Path, profile: Path) -> None:
    pages = sorted((report / "pages").glob("*.html"))
    assert pages
    for page in pages:
        done = browse(page, profile, "--dump-dom")
        assert "<h1" in done.stdout, page.name
        # A refused script or a blocked load would stand in the console; so would an error of our own.
        assert "CONSOLE" not in done.stderr, (page.name, done.stderr)


@pytest.mark.parametrize("width", [1280, 390])
def test_index_fits_a_desk_and_a_phone(report: Path, profile: Path, tmp_path: Path, width: int) -> None:
    shot = tmp_path / "shot.png"
    browse(report / "index.html", profile, f"--window-size={width},1600", f"--screenshot={shot}")
    data = shot.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24])[1] == 1600
    assert len(data) > 20_000, "an empty page compresses to less"
