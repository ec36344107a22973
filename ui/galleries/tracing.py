# SPDX-License-Identifier: Apache-2.0
"""Why a ticket is where it is."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.galleries.component import Build, Component, Group, State, Words, focus
from ui.theme.theme import Theme
from ui.widgets.sign import Sign
from ui.widgets.trace import Trace
from ui.widgets.trace_table import TraceTable
from ui.widgets.trace_value import TraceRow, TraceStep, TraceTableValue

_TABLE: Final = TraceTableValue(
    ("Agent", "Extra skills", "Load", "Last ticket", "Result"),
    (
        TraceRow(
            ("Maya Okafor", "all", "67 %", "14 min", "Chosen"), Sign("avatar", "MO", 0), "chosen"
        ),
        TraceRow(
            ("Jonas Lindqvist", "all", "70 %", "9 min", "Higher load"), Sign("avatar", "JL", 3)
        ),
        TraceRow(
            ("A name without end " * 4, "1 missing", "42 %", "none", "Fewer skills"),
            Sign("avatar", "AN", 2),
        ),
        TraceRow(("Aiko Tanaka", "", "", "", "Busy"), Sign("avatar", "AT", 4), "muted"),
    ),
)
_STEPS: Final = (
    TraceStep("clock", "Policy Gold applies, calendar 24\u00d75 Berlin", "12:18:05"),
    TraceStep(
        "user-check",
        "Routed to Maya Okafor in Platform",
        "12:18:05",
        "accent",
        ("They have the lower load.",),
        _TABLE,
        "Order: extra skills, lower load, longest without a new ticket.",
    ),
    TraceStep("circle-alert", "Next reply: 75 % of the target used", "13:54:30", "amber"),
    TraceStep("circle-alert", "Next reply: breached", "14:02:00", "red", ("Nobody answered.",)),
)


def _table(value: TraceTableValue) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        rows = tuple(
            replace(row, cells=(words(row.cells[0]), *row.cells[1:])) for row in value.rows
        )
        return TraceTable(theme, replace(value, rows=rows), parent)

    return build


def _trace(*steps: TraceStep) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        trace = Trace(theme, parent)
        trace.show_steps([replace(step, title=words(step.title)) for step in steps])
        return trace

    return build


def _focus_rows(table: QWidget) -> None:
    assert isinstance(table, TraceTable)
    focus(table.rows)


GROUP: Final = Group(
    "Why",
    (
        Component(
            "trace_table",
            TraceTable,
            (
                State("rows", _table(_TABLE), width=560),
                State("focus", _table(_TABLE), _focus_rows, width=560),
            ),
        ),
        Component(
            "trace",
            Trace,
            (
                State("decisions", _trace(*_STEPS), width=560),
                State("narrow", _trace(*_STEPS[:2]), width=420),
            ),
        ),
    ),
)
