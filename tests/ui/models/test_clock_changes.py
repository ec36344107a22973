# SPDX-License-Identifier: Apache-2.0
import msgspec
import pytest
from msgspec.structs import replace

from tests.support.ticket_clocks import HOUR, MINUTE, a_clock
from ui.models.clock_changes import clock_changes

RUNS = a_clock(1)


def told(before, after):
    """The words for a change, of values as the log holds them."""
    values = (msgspec.to_builtins(value) for value in (before, after))
    found = [
        (metric, words.replace("\N{NO-BREAK SPACE}", " "))
        for metric, words in clock_changes(*values)
    ]
    assert {metric for metric, _ in found} <= {"next_reply"}
    return [words for _, words in found]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": "met", "spent": 13 * MINUTE}, ["met in 13 min"]),
        ({"state": "missed", "spent": 2 * HOUR}, ["ended late, after 2 h 00"]),
        ({"state": "paused", "why": "pending"}, ["paused while Pending"]),
        ({"state": "paused"}, ["paused"]),
        ({"state": "stopped", "why": "no_target"}, ["stopped"]),
        ({"fired": (75,)}, ["75 % of the target used"]),
        ({"fired": (75, 100)}, ["75 % of the target used", "breached"]),
        ({"target": HOUR // 2}, ["target changed from 1 h to 30 min"]),
        (
            {"target": 3 * HOUR, "extended": 2 * HOUR, "extension": "Waits for parts"},
            ["target extended by 2 h: Waits for parts"],
        ),
        ({"fired": (), "spent": MINUTE, "since": 9}, []),
    ],
)
def test_what_happens_to_a_clock_has_its_words(fields, words):
    assert told([RUNS], [replace(RUNS, **fields)]) == words


def test_a_clock_that_begins_says_what_is_promised():
    assert told([], [RUNS]) == ["started, target 1 h"]
    assert told(None, [replace(RUNS, instance=2)]) == ["started, target 1 h"]


def test_a_clock_that_rested_goes_on():
    assert told([replace(RUNS, state="paused", why="pending")], [RUNS]) == ["goes on"]


def test_an_alert_that_was_seen_is_told():
    fired = replace(RUNS, fired=(75,))
    assert told([fired], [replace(fired, acknowledged=(75,))]) == ["alert seen"]


def test_clocks_of_a_newer_version_are_left_out():
    assert list(clock_changes([], [{"kind": "sundial"}])) == []
