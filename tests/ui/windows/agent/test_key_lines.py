# SPDX-License-Identifier: Apache-2.0
"""The list of keys is short while keys stand together, and exact when one was changed."""

import pytest

from app.settings import Settings
from ui.windows.agent.key_lines import key_lines
from ui.windows.agent.key_map import KeyMap


@pytest.fixture
def keys():
    return KeyMap(Settings(None))


def test_keys_that_belong_together_are_one_line(keys):
    words = [line.words for line in key_lines("anywhere", keys.caps)]
    assert {"Team queue", "Go to a pane", "Zoom"} <= set(words)
    assert not {"Team queue 3", "Go to the list", "Zoom in"} & set(words)


def test_once_one_was_changed_each_has_its_line(keys):
    keys.change("team:3", "H")
    lines = {line.words: line.caps for line in key_lines("anywhere", keys.caps)}
    assert lines["Team queue 3"] == ("Shift", "H")
    assert lines["Team queue 4"] == ("G", "4")
    assert "Team queue" not in lines


def test_a_key_that_was_taken_away_has_no_line(keys):
    keys.clear("solve")
    assert "Solve" not in [line.words for line in key_lines("ticket", keys.caps)]


@pytest.mark.parametrize(
    ("place", "caps"),
    [
        ("list", "Space"),
        ("list", "Home End"),
        ("list", "Up Down"),
        ("list", "PgUp PgDn"),
        ("ticket", "Shift Up Down"),
        ("ticket", "Shift Left Right"),
        ("ticket", "PgUp PgDn"),
        ("ticket", "Ctrl A"),
        ("ticket", "Ctrl C"),
        ("composer", "/"),
        ("composer", "Tab"),
        ("composer", "@"),
        ("composer", "#"),
    ],
)
def test_what_lists_and_texts_do_everywhere_is_told_too(keys, place, caps):
    assert caps in [" ".join(line.caps) for line in key_lines(place, keys.caps)]
