# SPDX-License-Identifier: Apache-2.0
"""What is promised to customers, and when people work."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.galleries.acts import hover_row, select_row
from ui.galleries.component import Build, Component, Group, State, Words, focus
from ui.theme.theme import Theme
from ui.widgets.clock_course import ClockCourse
from ui.widgets.course_card import CourseCard
from ui.widgets.course_value import CourseBar, CourseRow, CourseValue
from ui.widgets.policy_table import PolicyList, PolicyTable
from ui.widgets.policy_value import PolicyRowValue

_POLICIES: Final = (
    PolicyRowValue(
        "1", "Platinum", "Plan is Platinum", "30 min", "15 min", "4 h", "24×7", "60 %, 75 %"
    ),
    PolicyRowValue(
        "2", "Gold", "Plan is Gold", "2 h", "30 min", "8 h", "24×5 Berlin", "75 %, 90 %", "draft"
    ),
    PolicyRowValue(
        "3", "Trial", "Tags has trial", "4 h", "4 h", "2 d", "Berlin", "none", "off", is_off=True
    ),
    PolicyRowValue(
        "4",
        "A name without end " * 3,
        "Conditions without end " * 4,
        "30 min to 8 h",
        "15 min to 4 h",
        "4 h to 3 d",
        "A calendar without end " * 2,
        "20 %, 40 %, 60 %, 80 %, 90 %",
    ),
)
_MINUTE: Final = 60
_COURSE: Final = CourseValue(
    start=0,
    end=180 * _MINUTE,
    rows=(
        CourseRow("First reply", (CourseBar(18 * 60, 31 * 60, "met"),), "met in 13 min"),
        CourseRow(
            "Next reply",
            (
                CourseBar(92 * 60, 118 * 60, "at_risk", "25 m 48 of 30 min"),
                CourseBar(118 * 60, 122 * 60, "ahead_at_risk"),
            ),
            "due 14:02",
            alerts=(114 * 60, 119 * 60),
            due=122 * 60,
            is_pressing=True,
        ),
        CourseRow(
            "Resolution",
            (
                CourseBar(18 * 60, 31 * 60, "runs"),
                CourseBar(31 * 60, 62 * 60, "paused", "paused while Pending"),
                CourseBar(62 * 60, 92 * 60, "closed", "closed"),
                CourseBar(92 * 60, 118 * 60, "late", "7 h of 6 h"),
            ),
            "was due 12:30",
        ),
    ),
    ticks=tuple(
        (place * 30 * _MINUTE, f"{12 + place // 2}:{place % 2 * 30:02}") for place in range(7)
    ),
    now=118 * _MINUTE,
    now_words="13:57:48",
)


def _table(*rows: PolicyRowValue) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        table = PolicyTable(theme, parent)
        table.show_rows([replace(row, applies=words(row.applies)) for row in rows])
        return table

    return build


def _rows(*rows: PolicyRowValue) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        view = PolicyList(theme, parent)
        view.show_rows([replace(row, applies=words(row.applies)) for row in rows])
        return view

    return build


def _course(value: CourseValue) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        course = ClockCourse(theme, parent)
        rows = tuple(
            replace(row, title=words(row.title), after=words(row.after)) for row in value.rows
        )
        course.show_course(replace(value, rows=rows))
        return course

    return build


def _card(message: str = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        card = CourseCard(theme, parent)
        card.show_title(words("Gold: how the clock ran on #48213"), "Berlin time, Mon 23 Nov")
        if message:
            card.show_message(words(message))
        else:
            card.show_course(_COURSE)
        return card

    return build


def _focus_rows(table: QWidget) -> None:
    assert isinstance(table, PolicyTable)
    focus(table.rows)


GROUP: Final = Group(
    "Administration",
    (
        Component(
            "policy_table",
            PolicyTable,
            (
                State("rows", _table(*_POLICIES), width=980),
                State("focus", _table(*_POLICIES), _focus_rows, width=980),
                State("narrow", _table(*_POLICIES), width=480),
            ),
        ),
        Component(
            "policy_list",
            PolicyList,
            (
                State("hover", _rows(*_POLICIES), hover_row(1), width=980),
                State("selected", _rows(*_POLICIES), select_row(2), width=980),
            ),
        ),
        Component(
            "clock_course",
            ClockCourse,
            (
                State("on its way", _course(_COURSE), width=940),
                State("over", _course(replace(_COURSE, now=None)), width=560),
            ),
        ),
        Component(
            "course_card",
            CourseCard,
            (
                State("a ticket", _card(), width=940),
                State("no ticket", _card("There is no ticket #1 here."), width=640),
            ),
        ),
    ),
)
