"""Says what is missing on this machine before the tests begin; fails where CI=true."""

from __future__ import annotations

import os
import shutil
import sys

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
HOW = "Install it with: sudo apt-get install chromium fonts-noto-core"


def browser() -> str | None:
    """Where a Chromium lies on this machine."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def main() -> int:
    if browser() is not None:
        return 0
    print(f"There is no Chromium here, so the browser tests cannot run.\n{HOW}", file=sys.stderr)
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
