# SPDX-License-Identifier: Apache-2.0
"""Prints what a screen reader is told without asking, a line each, until it is ended.

`python -m tests.accessibility.listen`: announcements ("say ..."), and where the focus goes.
"""

import sys

from tests.accessibility.bus import AccessibilityBus

READY = "listening"


def main() -> int:
    """Runs until somebody ends it."""
    with AccessibilityBus() as bus:
        events = bus.events()
        sys.stdout.write(f"{READY}\n")
        sys.stdout.flush()
        for line in events:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
