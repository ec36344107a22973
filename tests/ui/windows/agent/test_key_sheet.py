# SPDX-License-Identifier: Apache-2.0
"""The list of keys begins with the place where the focus is, and its lines are level."""

from collections import defaultdict
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint

from ui.widgets.label import TextLabel
from ui.widgets.pill import Keycap


def shown(window, kind):
    """What the sheet holds, with the middle of each, from left to right and from top to bottom."""
    sheet = window.keys
    sheet.grab()
    found = [
        (each.mapTo(sheet, QPoint(0, 0)).x(), each.mapTo(sheet, each.rect().center()).y(), each)
        for each in sheet._area.widget().findChildren(kind)
    ]
    return sorted(found, key=lambda each: each[:2])


def heads(window):
    return [(x, y, label.text()) for x, y, label in shown(window, TextLabel) if label.objectName()]


@pytest.mark.parametrize(
    ("pane", "first"),
    [
        ("navigation", "Anywhere"),
        ("list", "List, where you are"),
        ("conversation", "Ticket, where you are"),
    ],
)
async def test_the_place_of_the_focus_comes_first(opened, pane, first):
    opened.do(f"focus:{pane}")
    opened.do("keys")
    assert heads(opened.window)[0][2] == first


@pytest.mark.parametrize("zoom", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("width", [1440, 1920])
async def test_first_headings_are_level_and_lines_are_equally_far_apart(opened, theme, zoom, width):
    opened.window.resize(width, 900)
    theme.set_zoom(zoom)
    opened.do("keys")
    tops: dict[int, int] = {}
    for x, y, _ in heads(opened.window):
        tops[x] = min(y, tops.get(x, y))
    assert len(set(tops.values())) == 1
    lines = defaultdict(set)
    for x, y, _ in shown(opened.window, Keycap):
        lines[max(each for each in tops if each <= x)].add(y)
    apart = set()
    for rows in lines.values():
        apart |= {below - above for above, below in pairwise(sorted(rows))}
    usual = min(apart)
    assert not {each for each in apart if usual < each < 2 * usual}


@pytest.mark.parametrize("zoom", [1.25, 1.5, 2.0])
async def test_columns_that_did_not_fit_are_not_seen_behind_the_others(opened, theme, zoom):
    theme.set_zoom(zoom)
    opened.do("keys")
    labels = opened.window.keys.findChildren(TextLabel, "window.keys.list")
    assert [each.isVisible() for each in labels].count(True) == 1


async def test_on_a_usual_screen_every_key_is_in_sight(opened):
    opened.window.resize(1440, 900)
    opened.do("keys")
    assert opened.window.keys._area.verticalScrollBar().maximum() == 0
