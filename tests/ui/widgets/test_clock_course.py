# SPDX-License-Identifier: Apache-2.0
"""The time line of clocks: as high as its rows, and told to those who do not see it."""

from PySide6.QtCore import QPointF, Qt

from ui.widgets.clock_course import ClockCourse
from ui.widgets.course_value import CourseBar, CourseRow, CourseValue

RAN = CourseBar(0, 50, "runs", told="09:00 to 09:50: ran")
ROW = CourseRow("Resolution", (RAN, CourseBar(50, 80, "paused")), spoken="Resolution, ran")
VALUE = CourseValue(0, 100, (ROW, ROW), ticks=((0, "09:00"), (100, "10:00")), now=90)


def made(qtbot, theme):
    course = ClockCourse(theme)
    qtbot.addWidget(course)
    course.show_course(VALUE)
    course.resize(600, course.sizeHint().height())
    return course


def test_a_screen_reader_hears_the_rows(qtbot, theme):
    assert made(qtbot, theme).accessibleName() == "Resolution, ran. Resolution, ran"


def test_it_is_as_high_as_its_rows(qtbot, theme):
    course = made(qtbot, theme)
    two = course.sizeHint().height()
    course.show_course(CourseValue(0, 100, (ROW,)))
    assert course.sizeHint().height() < two


def test_a_bar_is_found_under_the_pointer_from_either_side(qtbot, theme):
    course = made(qtbot, theme)
    place = QPointF(course._rect(0, RAN).center())
    assert course.bar_at(place) is RAN
    course.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert course.bar_at(QPointF(course.width() - place.x(), place.y())) is RAN
    assert course.bar_at(QPointF(5, 2)) is None
