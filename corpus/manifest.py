"""Write or check corpus/manifest.json: every file of the corpus with its size, hash, outlet and licence.

python corpus/manifest.py           writes the manifest
python corpus/manifest.py --check   exits 1 and says what differs when the manifest is not true
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

CORPUS = Path(__file__).resolve().parent
MANIFEST = CORPUS / "manifest.json"
LICENCE = "Apache-2.0"
ORIGIN = "written for this project"
SEVERAL = ("wire", "exports", "broken")


def outlet(file: Path) -> str:
    """The outlet's folder under sample/; empty where a file holds several outlets, or none."""
    parts = file.relative_to(CORPUS).parts
    return parts[1] if parts[0] == "sample" and len(parts) > 2 and parts[1] not in SEVERAL else ""


def entry(file: Path) -> dict[str, str | int]:
    """One line of the manifest."""
    data = file.read_bytes()
    return {
        "file": file.relative_to(CORPUS).as_posix(),
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "outlet": outlet(file),
        "licence": LICENCE,
        "origin": ORIGIN,
    }


def build() -> str:
    """The manifest as JSON text, files in order of their path."""
    files = sorted(path for part in ("sample", "gold") for path in (CORPUS / part).rglob("*") if path.is_file())
    return json.dumps([entry(file) for file in files], indent=1, ensure_ascii=False) + "\n"


def differences(recorded: str, found: str) -> list[str]:
    """Files that are new, gone or changed between two manifests."""
    old, new = ({line["file"]: line for line in json.loads(text)} for text in (recorded, found))
    return [
        f"{name}: {'not in the manifest' if name not in old else 'gone' if name not in new else 'changed'}"
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]


def main(arguments: list[str]) -> int:
    """Write the manifest, or with ``--check`` compare it; returns the exit code."""
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    if not arguments:
        MANIFEST.write_bytes(build().encode("utf-8"))
        return 0
    wrong = differences(MANIFEST.read_text(encoding="utf-8") if MANIFEST.exists() else "[]", build())
    print("\n".join(wrong) or "the manifest is true")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
