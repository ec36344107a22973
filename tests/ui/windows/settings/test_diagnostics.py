# SPDX-License-Identifier: Apache-2.0
import sys
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QTimer

from app.signals import Signal
from app.sync.connection import ConnectionState
from ui.models.moments import second_words
from ui.widgets.frame_overlay import FrameOverlay
from ui.windows.settings.connection_log import MOST, ConnectionLog
from ui.windows.settings.report import report_text
from ui.windows.settings.slow_turns import SlowTurns, Turn, handler_name

AT = 1_795_000_000_000_000


@pytest.fixture
def client():
    state = ConnectionState(kind="connecting")
    return SimpleNamespace(state=state, state_changed=Signal())


def test_the_log_has_a_line_for_each_change_and_none_for_a_count(client):
    log = ConnectionLog(client, lambda: AT)
    for state in (
        ConnectionState(kind="live"),
        ConnectionState(kind="live", to_send=3),
        ConnectionState(kind="offline", reason="certificate", to_send=3),
    ):
        client.state_changed.emit(state)
    assert [line.kind for line in log.lines] == ["connecting", "live", "offline"]
    assert str(log.lines[-1]).endswith("Z offline (certificate), 3 to send")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ConnectionState(kind="live"), "Live"),
        (ConnectionState(kind="offline", reason="port"), "Offline, the port is closed"),
        (
            ConnectionState(kind="offline", reason="network", to_send=3),
            "Offline, the network is gone, 3 to send",
        ),
        (ConnectionState(kind="offline", reason="slow_down"), "Offline, slow_down"),
    ],
)
def test_a_line_is_said_to_a_person_in_their_words(client, state, words):
    log = ConnectionLog(client, lambda: AT)
    client.state_changed.emit(state)
    assert log.lines[-1].words() == f"{second_words(AT)}  {words}"


def test_the_log_is_bounded_and_ends(client):
    log = ConnectionLog(client, lambda: AT)
    for _ in range(MOST):
        client.state_changed.emit(ConnectionState(kind="live"))
        client.state_changed.emit(ConnectionState(kind="offline"))
    assert len(log.lines) == MOST
    log.close()
    client.state_changed.emit(ConnectionState(kind="syncing"))
    assert log.lines[-1].kind == "offline"


def test_the_report_has_versions_lines_turns_and_the_error(client):
    log = ConnectionLog(client, lambda: AT)
    told = report_text(
        folder="/data", lines=log.lines, slow=[Turn(120.5, "ui.x.y")], fault="ValueError: no\n"
    )
    for part in ("Deskbell ", "Qt 6", "/data", "connecting", "120.5 ms ui.x.y", "ValueError: no"):
        assert part in told


def test_without_anything_the_report_says_so():
    assert "nothing yet" in report_text(folder="", lines=())


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def turns(qapp):
    clock = Clock()
    turns = SlowTurns(clock, by_work=False)
    yield turns, clock
    turns.close()


def test_a_slow_turn_is_kept_with_the_function_that_ran(turns, expected_logs, monkeypatch):
    expected_logs.expect("ui.windows.settings.slow_turns", "A turn took")
    turns, clock = turns
    frame = sys._getframe()
    monkeypatch.setitem(frame.f_globals, "__name__", "ui.somewhere")
    turns.begin()
    clock.now = 0.15
    turns.look()
    turns.end()
    assert turns.slow[-1].ms == 150.0
    assert turns.slow[-1].handler.startswith("ui.")
    assert turns.slowest == turns.slow[-1]


def test_of_several_functions_the_one_that_took_longest_is_named(turns, expected_logs, monkeypatch):
    """The last one that is seen runs for a moment only."""
    expected_logs.expect("ui.windows.settings.slow_turns", "A turn took")
    turns, clock = turns
    seen = iter(("ui.quick", "ui.paste", "ui.last"))
    monkeypatch.setattr("ui.windows.settings.slow_turns.handler_name", lambda frame: next(seen))
    turns.begin()
    for clock.now in (0.05, 1.4, 1.5):
        turns.look()
    turns.end()
    assert turns.slow[-1] == Turn(1500.0, "ui.paste")


def test_a_quick_turn_is_measured_and_not_kept(turns):
    turns, clock = turns
    turns.recent.clear()
    turns.begin()
    clock.now = 0.01
    turns.end()
    assert (list(turns.recent), list(turns.slow)) == ([Turn(10.0, "")], [])


def test_what_the_loop_does_is_measured_whatever_it_says_about_itself(qtbot):
    turns = SlowTurns(Clock())
    QTimer.singleShot(0, lambda: sum(range(1_000_000)))
    qtbot.waitUntil(lambda: any(turn.ms > 1 for turn in turns.recent))
    turns.close()


def test_turns_in_which_nothing_is_done_leave_the_last_figures(turns, qapp):
    turns, clock = turns
    turns.recent.clear()
    for took in (0.01, 0.0002, 0.0, 0.0009):
        clock.now = 0.0
        turns.begin()
        clock.now = took
        turns.end()
    assert [turn.ms for turn in turns.recent] == [10.0]
    turns.begin()
    clock.now = 5.0
    turns.leave_out()
    turns.end()
    assert [turn.ms for turn in turns.recent] == [10.0]


def test_while_somebody_reads_the_figures_quick_turns_have_a_name_too(turns):
    turns, clock = turns
    turns.recent.clear()
    for close in (False, True):
        turns.look_closely(close=close)
        clock.now = 0.0
        turns.begin()
        clock.now = 0.012
        turns.look()
        turns.end()
    first, second = turns.recent
    assert first.handler == ""
    assert second.handler.startswith("ui.")
    assert turns.slowest == second


def test_a_stack_without_us_has_no_name():
    assert handler_name(None) == ""


def test_the_overlay_stands_in_the_corner(theme, qtbot, qapp):
    overlay = FrameOverlay(theme, None)
    qtbot.addWidget(overlay)
    overlay.show_lines(["one", "two"])
    overlay.grab()
    assert overlay.isVisible()
    overlay.close()
