# SPDX-License-Identifier: Apache-2.0
"""Decisions stand below each other, and what is shown already is left alone."""

import pytest
from PySide6.QtCore import Qt

from ui.widgets.label import TextLabel
from ui.widgets.trace import Trace
from ui.widgets.trace_table import TraceTable
from ui.widgets.trace_value import TraceRow, TraceStep, TraceTableValue, spoken_row, trace_text

TABLE = TraceTableValue(
    ("Agent", "Load", "Result"),
    (
        TraceRow(("Maya Okafor", "67 %", "Chosen"), tone="chosen"),
        TraceRow(("Aiko Tanaka", "", "Busy"), tone="muted"),
    ),
)
FIRST = TraceStep("clock", "Policy Gold applies", "12:18:04", lines=("First reply 2 h",))
SECOND = TraceStep("user-check", "Routed to Maya", "12:18:05", table=TABLE, note="Order: load.")
THIRD = TraceStep("circle-alert", "Next reply: breached")


@pytest.fixture
def trace(theme, qtbot):
    trace = Trace(theme)
    qtbot.addWidget(trace)
    trace.resize(560, 600)
    trace.show()
    return trace


def _texts(trace):
    return [label.text() for label in trace.findChildren(TextLabel) if label.isVisibleTo(trace)]


def test_each_step_says_what_it_was_when_and_why(trace):
    trace.show_steps([FIRST, SECOND])
    assert _texts(trace) == [
        *("Policy Gold applies", "12:18:04", "First reply 2 h"),
        *("Routed to Maya", "12:18:05", "Order: load."),
    ]


def test_steps_that_are_shown_already_are_left_alone(trace):
    trace.show_steps([FIRST, SECOND])
    first = trace.findChildren(TextLabel)[0]
    trace.show_steps([FIRST, SECOND, THIRD])
    assert trace.findChildren(TextLabel)[0] is first
    assert _texts(trace)[-1] == "Next reply: breached"
    trace.show_steps([THIRD])
    assert _texts(trace) == ["Next reply: breached"]


def test_the_rows_of_a_table_are_gone_through_with_the_arrows(trace, qtbot):
    trace.show_steps([SECOND])
    rows = trace.findChild(TraceTable).rows
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    spoken = rows.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Aiko Tanaka, Result Busy"


def test_a_row_is_said_with_its_heads():
    assert spoken_row(TABLE.heads, TABLE.rows[0]) == "Maya Okafor, Load 67 %, Result Chosen"


def test_as_text_each_step_is_a_paragraph():
    assert trace_text((FIRST, SECOND, THIRD)) == (
        "12:18:04  Policy Gold applies\nFirst reply 2 h\n\n"
        "12:18:05  Routed to Maya\n"
        "- Maya Okafor, Load 67 %, Result Chosen\n- Aiko Tanaka, Result Busy\nOrder: load.\n\n"
        "Next reply: breached"
    )
