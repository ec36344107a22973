# SPDX-License-Identifier: Apache-2.0
"""The subject is edited in place."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

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
