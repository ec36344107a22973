# SPDX-License-Identifier: Apache-2.0
"""What is promised to customers, and when people work."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.galleries.acts import hover_row, select_row
from ui.galleries.component import Build, Component, Group, State, Words, focus
from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.clock_course import ClockCourse
from ui.widgets.course_card import CourseCard
from ui.widgets.course_value import CourseBar, CourseRow, CourseValue
from ui.widgets.day_form import DayForm
from ui.widgets.day_list import DayList, DayValue
from ui.widgets.policy_table import PolicyList, PolicyTable
from ui.widgets.policy_value import PolicyRowValue
from ui.widgets.publish_bar import PublishBar
from ui.widgets.sentence_field import SentenceField
from ui.widgets.waiting_form import WaitingForm, WaitingValue
from ui.widgets.week_grid import WeekGrid
from ui.widgets.week_value import Week

_POLICIES: Final = (
    PolicyRowValue(
        "1",
        "Platinum",
        "Plan is Platinum",
        "30 min",
        "15 min",
        "4 h",
        "24×7",
        "60 %, 75 %",
        met="97.2 %",
    ),
    PolicyRowValue(
        "2",
        "Gold",
        "Plan is Gold",
        "2 h",
        "30 min",
        "8 h",
        "24×5 Berlin",
        "75 %, 90 %",
        "draft",
        met="91.6 %",
        is_poor=True,
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


_REFUSED: Final = "Your change was not accepted. Somebody else changed this meanwhile (draft)."
_OFFICE: Final[Week] = (*(((480, 720), (765, 1080)),) * 4, ((480, 720), (765, 960)), (), ())
_NIGHTS: Final[Week] = (((1320, 1800),), (), ((0, 1440),), (), (), (), ((540, 555),))
_FEASTS: Final = (
    DayValue("1", "24 Dec", "Half day", "open 08:00 to 12:00"),
    DayValue("2", "25 Dec", "Christmas Day"),
    DayValue("3", "6 Jan 27", "A feast without end " * 4, "closed 08:00 to 12:00"),
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


def _week(week: Week, *, reads: bool = False) -> Build:
    def build(theme: Theme, _: Words, parent: QWidget) -> QWidget:
        grid = WeekGrid(theme, name="gallery.week", parent=parent)
        grid.set_day_names(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
        grid.can_edit = not reads
        grid.show_week(week)
        return grid

    return build


def _days(*days: DayValue) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        view = DayList(theme, words("Holidays"), name="gallery.days", parent=parent)
        view.show_days([replace(day, name=words(day.name)) for day in days])
        return view

    return build


def _day_form(kind: str) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        form = DayForm(theme, parent)
        form.begin(day="2026-12-24", name=words("Half day"), kind=kind, hours="08:00-12:00")
        return form

    return build


def _bar(*, has_draft: bool, problem: str = "", refused: str = "", disabled: bool = False) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        bar = PublishBar(theme, name="gallery.bar", parent=parent)
        bar.show_state(
            words("Version 3, Mon 23 Nov 2026, 13:57 CET, Dana Whitfield is in force."),
            has_draft=has_draft,
            has_versions=True,
            disabled=disabled,
            may_edit=True,
        )
        bar.show_problem(words(problem) if problem else "")
        bar.show_refused(words(refused) if refused else "")
        return bar

    return build


def _waiting(*, may_edit: bool = True, problem: str = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        form = WaitingForm(theme, name="gallery.waiting", parent=parent)
        form.offer(
            statuses=[Choice("pending", words("Pending"))],
            calendars=[Choice("office", words("24\u00d75 Berlin"))],
            fields=(),
        )
        reminder = words("Hello {{customer.first_name}}, did it help?")
        form.show_value(WaitingValue("pending", "office", "3", "5", reminder))
        form.show_state(may_edit=may_edit, has_changes=bool(problem))
        if problem:
            form.show_errors({"pending_days": words(problem), "reminder": words(problem)})
        return form

    return build


def _sentence(problem: str = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        field = SentenceField(
            theme,
            words("Solved tickets close after {} days"),
            name="gallery.sentence",
            hint=words("0: never."),
            parent=parent,
        )
        field.set_text("4")
        field.set_error(words(problem) if problem else "")
        return field

    return build


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
        Component(
            "week_grid",
            WeekGrid,
            (
                State("hours", _week(_OFFICE), width=600),
                State("focus", _week(_OFFICE), focus, width=600),
                State("a night", _week(_NIGHTS, reads=True), width=420),
            ),
        ),
        Component(
            "day_list",
            DayList,
            (
                State("days", _days(*_FEASTS), width=330),
                State("selected", _days(*_FEASTS), select_row(1), width=330),
            ),
        ),
        Component(
            "day_form",
            DayForm,
            (
                State("closed", _day_form("closed"), width=330),
                State("open at other hours", _day_form("hours"), width=330),
            ),
        ),
        Component(
            "publish_bar",
            PublishBar,
            (
                State("draft", _bar(has_draft=True, problem="It is not sound"), width=720),
                State("in force", _bar(has_draft=False), width=720),
                State("refused", _bar(has_draft=True, refused=_REFUSED), width=720),
                State("narrow", _bar(has_draft=True, disabled=True), width=360),
            ),
        ),
        Component(
            "waiting_form",
            WaitingForm,
            (
                State("at rest", _waiting(), width=640),
                State("wrong", _waiting(problem="It cannot be so"), width=640),
                State("read only", _waiting(may_edit=False), width=480),
            ),
        ),
        Component(
            "sentence_field",
            SentenceField,
            (
                State("at rest", _sentence(), width=480),
                State("wrong", _sentence("It cannot be so"), width=480),
            ),
        ),
    ),
)
