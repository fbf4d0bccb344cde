"""``python -m copydesk``."""

import sys

from copydesk.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    sys.exit(main())
