# SPDX-License-Identifier: Apache-2.0
"""Reads a running window over the accessibility bus of this session, and judges it.

`python -m tests.accessibility.walk [PROGRAM] [--tree]`: Deskbell, unless another is named. Prints
a line for each fault, and with `--tree` everything that a screen reader finds; fails on faults.
"""

import argparse
import sys
from collections import Counter

from tests.accessibility.bus import AccessibilityBus
from tests.accessibility.node import Node
from tests.accessibility.rules import faults


def main() -> int:
    """0 when there is nothing to mend."""
    parser = argparse.ArgumentParser(prog="python -m tests.accessibility.walk")
    parser.add_argument("program", nargs="?", default="Deskbell")
    parser.add_argument("--tree", action="store_true", help="print everything")
    options = parser.parse_args()
    with AccessibilityBus() as bus:
        tree = bus.tree(bus.find(options.program))
    if options.tree:
        sys.stdout.write("".join(f"{line}\n" for line in tree.lines()))
    found = list(faults(tree))
    sys.stdout.write("".join(f"FAULT {line}\n" for line in found))
    sys.stdout.write(f"{summary(tree)}; {len(found)} faults\n")
    return 1 if found or not tree.children else 0


def summary(tree: Node) -> str:
    """How much was read."""
    showing = [node for node in tree.walk() if "showing" in node.states]
    roles = Counter(node.role for node in showing).most_common(4)
    focusable = sum("focusable" in node.states for node in showing)
    told = ", ".join(f"{count} {role}" for role, count in roles)
    return f"{len(showing)} nodes, {focusable} take the focus ({told})"


if __name__ == "__main__":
    raise SystemExit(main())
