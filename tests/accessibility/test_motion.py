# SPDX-License-Identifier: Apache-2.0
"""Reduced motion asks nothing of what does not move: the window has no animation of its own."""

import re

from tests.support.source import ROOT, modules

MOVING = re.compile(r"\bQ(\w*Animation\w*|TimeLine|Movie|EasingCurve|StateMachine)\b")


def test_nothing_in_the_window_slides_or_grows():
    found = [
        f"{module}: {name.group()}"
        for module in modules("ui")
        for name in MOVING.finditer((ROOT / module).read_text(encoding="utf-8"))
    ]
    assert found == []
