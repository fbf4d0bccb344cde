"""The wheel: what is in it, and that it works far from the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from copydesk import __version__

ROOT = Path(__file__).resolve().parents[2]
STORY = (
    "The harbour wall at Brackwell was repaired on Monday after a winter of storms, and ferries ran again. "
    "Engineers poured forty truckloads of concrete into a breach that had grown with every tide.\n"
)
pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The built wheel; from a copy, so that a checkout at work is neither read halfway nor written to."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    ignore = shutil.ignore_patterns("__pycache__", ".prefect", "*.egg-info")
    for name in ("src", "flows", "checks", "corpus", "tests/wheel"):
        shutil.copytree(ROOT / name, source / name, ignore=ignore)
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE", "CHANGELOG.md", ".gitignore"):
        shutil.copy(ROOT / name, source)
    (source / "src" / "copydesk" / "__pycache__").mkdir()
    (source / "src" / "copydesk" / "__pycache__" / "stale.cpython-311.pyc").write_bytes(b"stale")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder / "dist"), str(source)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = (folder / "dist").iterdir()
    return file


@pytest.fixture(scope="module")
def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.fixture(scope="module")
def copydesk(wheel, tmp_path_factory):
    """The installed console script, run in a folder outside the checkout."""
    target, away = tmp_path_factory.mktemp("installed"), tmp_path_factory.mktemp("away")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(target),
        str(wheel),
    ]
    subprocess.run(pip, check=True, capture_output=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COPYDESK"))}
    environment["PYTHONPATH"] = str(target)  # before site-packages, so the checkout is not what answers

    def call(*arguments, cwd=away):
        return subprocess.run(
            [sys.executable, str(target / "bin" / "copydesk"), *arguments],
            capture_output=True,
            text=True,
            cwd=cwd,
            env=environment,
            check=False,
        )

    call.target, call.away, call.environment = target, away, environment
    return call


def test_only_copydesk_is_inside(names):
    assert {name.split("/")[0] for name in names} == {"copydesk", f"copydesk-{__version__}.dist-info"}


def test_nothing_of_the_checkout_leaks_in(names):
    assert [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".so", ".nbi", ".nbc"))] == []
    inside = {part for name in names for part in name.split("/")}
    assert inside & {"corpus", "tests", "benchmarks", "docs", ".prefect", "gold"} == set()


def _files(folder):
    kept = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(path.relative_to(folder).as_posix() for path in kept)


@pytest.mark.parametrize("name", ["flows", "checks"])
def test_the_workspace_is_carried_whole(names, name):
    prefix = f"copydesk/workspace/{name}/"
    assert sorted(each.removeprefix(prefix) for each in names if each.startswith(prefix)) == _files(ROOT / name)


def test_every_module_and_data_file_is_inside(names):
    own = [
        name.removeprefix("copydesk/")
        for name in names
        if name.startswith("copydesk/") and not name.startswith("copydesk/workspace/")
    ]
    assert sorted(own) == _files(ROOT / "src" / "copydesk")
    data = [name for name in own if not name.endswith(".py")]
    for room in ("readability", "furniture", "attribution"):
        folder = ROOT / "src" / "copydesk" / room
        assert sorted(name for name in data if name.startswith(f"{room}/")) == [
            f"{room}/{name}" for name in _files(folder) if not name.endswith(".py")
        ]


def test_licence_and_script(wheel):
    info = f"copydesk-{__version__}.dist-info"
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read(f"{info}/entry_points.txt").decode().split() == [
            "[console_scripts]",
            "copydesk",
            "=",
            "copydesk.cli:main",
        ]
        assert {f"{info}/licenses/LICENSE", f"{info}/licenses/NOTICE"} <= set(archive.namelist())


def test_the_installed_package_answers_and_not_the_checkout(copydesk):
    where = subprocess.run(
        [sys.executable, "-c", "import copydesk; print(copydesk.__file__)"],
        capture_output=True,
        text=True,
        cwd=copydesk.away,
        env=copydesk.environment,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(copydesk.target)
    done = copydesk("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"copydesk {__version__}\n", "")


def test_a_workspace_is_made_and_audited_away_from_the_checkout(copydesk):
    made = copydesk("init", "desk")
    assert made.returncode == 0, made.stderr
    desk = copydesk.away / "desk"
    assert _files(desk / "checks") == _files(ROOT / "checks")
    (desk / "corpus" / "one.txt").write_text(STORY, encoding="utf-8")
    done = copydesk("audit", "corpus", cwd=desk)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "Records read: 1." in done.stdout
    manifest = json.loads((desk / "reports" / "audit" / "manifest.json").read_text(encoding="utf-8"))
    assert "index.html" in json.dumps(manifest["files"])


def test_without_a_workspace_the_packaged_rules_serve(copydesk):
    code = "from copydesk.settings import load; print(load().quality.checks)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=copydesk.away,
        env=copydesk.environment,
        check=True,
    )
    checks = Path(done.stdout.strip())
    assert checks == copydesk.target / "copydesk" / "workspace" / "checks"
    assert _files(checks) == _files(ROOT / "checks")
