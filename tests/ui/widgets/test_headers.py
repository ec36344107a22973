# SPDX-License-Identifier: Apache-2.0
"""The subject is edited in place."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.support.drawn_text import drawn_text
from ui.theme.theme import Theme
from ui.widgets.headers import SubjectField, TicketHeader, TicketHeaderValue

TICKET = TicketHeaderValue("t1", "#48213", "Webhooks return 401", "urgent", "Hana Ito")


def test_a_subject_edit_is_committed_by_enter_and_dropped_by_escape(
    theme: Theme, qtbot: QtBot
) -> None:
    header = TicketHeader(theme)
    qtbot.addWidget(header)
    header.set_ticket(TICKET)
    header.show()
    subject = header.findChildren(SubjectField)[0]
    heard: list[str] = []
    header.subject_committed.connect(heard.append)
    subject.setText("Other")
    qtbot.keyClick(subject, Qt.Key.Key_Escape)
    assert subject.text() == TICKET.subject
    subject.setText("   ")
    qtbot.keyClick(subject, Qt.Key.Key_Return)
    assert subject.text() == TICKET.subject
    subject.setText("Better subject")
    qtbot.keyClick(subject, Qt.Key.Key_Return)
    assert heard == ["Better subject"]


def test_a_long_subject_is_cut_where_all_can_be_read_elsewhere(theme: Theme, qtbot: QtBot) -> None:
    field = SubjectField(theme)
    qtbot.addWidget(field)
    field.set_subject("The nightly export to the old warehouse has stopped <b>again</b>")
    field.resize(200, field.height())
    (drawn,) = drawn_text(field)
    assert drawn.endswith("\u2026")
    assert "&lt;b&gt;again" in field.toolTip()
    field.resize(900, field.height())
    assert drawn_text(field) == [field.text()]
    assert field.toolTip() == ""


def test_a_short_head_is_its_first_line(theme: Theme, qtbot: QtBot) -> None:
    header = TicketHeader(theme)
    qtbot.addWidget(header)
    header.set_ticket(TICKET)
    header.show()
    header.set_short(True)
    assert header.solve.isVisible()
    assert not header.filter.isVisible()
    assert header.height() == 48
    header.set_short(False)
    assert header.filter.isVisible()
    assert header.height() == 96
