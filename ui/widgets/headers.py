# SPDX-License-Identifier: Apache-2.0
"""The heads of the list and of a conversation."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import (
    BODY,
    BODY_STRONG,
    CONTROL,
    META,
    MONO,
    TICKET_HEADER,
    TITLE,
)
from ui.widgets.avatar import PresenceGroup, PriorityGlyph
from ui.widgets.button import BARE_ROOM, Button, icon_button
from ui.widgets.glyphs import channel_icon
from ui.widgets.label import TextLabel, literal_tooltip
from ui.widgets.margins import margins
from ui.widgets.painting import LEFT, RIGHT, draw_hairline, draw_icon, draw_text, single_line
from ui.widgets.pill import Pill, PillTone
from ui.widgets.plain_text import harmless

_NAME: Final = 200
"""What a customer's name may take before it is cut."""

_INPUT_EDGE: Final = 2
_SHORT: Final = 48


@dataclass(frozen=True, slots=True)
class TicketHeaderValue:
    """What the head of a conversation says. Texts are plain and ready to be shown."""

    id: str
    number: str
    subject: str
    priority: str = "normal"
    customer: str = ""
    company: str = ""
    copies: str = ""
    status: str = ""
    status_tone: PillTone = "neutral"
    status_waits: bool = False
    team: str = ""
    channel: str = "email"
    opened: str = ""
    note: str = ""
    can_solve: bool = True


class SubjectField(QLineEdit):
    """A title that becomes an input when it is pressed. Esc takes the edit back.

    While it is no input, a title that is too long ends in an ellipsis and is told as a tooltip.

    Emits `committed(text)` on Enter or on leaving it, for a text that differs and is not blank.
    """

    committed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = ""
        self.setObjectName("conversation.subject.field")
        self.setAccessibleName(QCoreApplication.translate("widgets", "Subject"))
        self.setPlaceholderText(QCoreApplication.translate("widgets", "No subject"))
        self.setProperty("field", "bare")
        self.setFrame(False)
        self.editingFinished.connect(self._commit)
        self._align()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        """Beside its sign, whichever way its letters are read."""
        ways = Qt.AlignmentFlag
        side = ways.AlignRight if self.isRightToLeft() else ways.AlignLeft
        self.setAlignment(side | ways.AlignAbsolute | ways.AlignVCenter)

    def set_subject(self, subject: str) -> None:
        """Show `subject`; an edit that has begun is left alone."""
        subject = harmless(subject)
        editing = self.hasFocus() and self.text() != self._shown
        self._shown = subject
        if not editing and self.text() != subject:
            self.setText(subject)
            self.setCursorPosition(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        cut = self._cut()
        tip = literal_tooltip(self.text()) if cut else ""
        if self.toolTip() != tip:
            self.setToolTip(tip)
        if self.hasFocus() or not cut:
            super().paintEvent(event)
            return
        painter, theme = QPainter(self), self._theme
        align = RIGHT if self.isRightToLeft() else LEFT
        draw_text(painter, theme, cut, QRectF(self._inside()), style=TITLE, ink="text", align=align)

    def _inside(self) -> QRect:
        """Where the letters are: a line of input keeps two px free at its sides."""
        return self.rect().adjusted(_INPUT_EDGE, 0, -_INPUT_EDGE, 0)

    def _cut(self) -> str:
        """What there is room for of a title that is too long, else nothing."""
        text, width = single_line(self.text()), self._inside().width()
        way = Qt.TextElideMode.ElideRight
        fitted = self._theme.metrics(TITLE).elidedText(text, way, width)
        return "" if fitted == text else fitted

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._shown)
            self.clearFocus()
            return
        super().keyPressEvent(event)

    def _commit(self) -> None:
        text = self.text().strip()
        if text and text != self._shown:
            self._shown = text
            self.committed.emit(text)
        elif not text:
            self.setText(self._shown)
        self.setCursorPosition(0)

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font(TITLE))
        self.setFixedHeight(self._theme.px(TITLE.line + 2))


class TicketHeader(QWidget):
    """Three lines over a conversation: subject, customer and who is here, state.

    Signals: `subject_committed(text)`, `snooze_requested()`, `solve_requested()`,
    `number_pressed()`, `copies_requested()` for the Cc count, `filter_requested()`,
    `back_requested()` of the button `back`, which is there where the list has no room beside the
    conversation.
    """

    subject_committed = Signal(str)
    snooze_requested = Signal()
    solve_requested = Signal()
    number_pressed = Signal()
    copies_requested = Signal()
    filter_requested = Signal()
    back_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        back = QCoreApplication.translate("widgets", "Back to the list")
        self.back = icon_button(theme, "chevron-left", back, parent=self)
        self.back.hide()
        self._priority = PriorityGlyph(theme, self)
        self._subject = SubjectField(theme, self)
        snooze = QCoreApplication.translate("widgets", "Snooze")
        self.snooze = Button(theme, icon="clock-arrow-right", name=snooze, parent=self)
        self.solve = Button(
            theme,
            QCoreApplication.translate("widgets", "Solve"),
            icon="check",
            keycap="E",
            parent=self,
        )
        self._customer = TextLabel(theme, style=BODY_STRONG, elide=True, parent=self)
        self._company = TextLabel(theme, style=BODY, ink="text2", elide=True, parent=self)
        self.copies = Button(theme, kind="link", height=24, parent=self)
        self.presence = PresenceGroup(theme, self)
        self.filter = Button(theme, kind="plain", icon="list-filter", height=24, parent=self)
        self._number = Button(theme, kind="plain", height=20, parent=self)
        self._status = Pill(theme, parent=self)
        self._team = Pill(theme, parent=self)
        self._channel = _ChannelIcon(theme, self)
        self._opened = TextLabel(theme, style=META, ink="text3", elide=True, parent=self)
        self._note = TextLabel(theme, style=META, ink="text3", parent=self)
        self._lines = (QHBoxLayout(), QHBoxLayout(), QHBoxLayout())
        self._below = QWidget(self)
        self._gaps: list[tuple[QSpacerItem, int]] = []
        self._build()
        self._subject.committed.connect(self.subject_committed)
        self.snooze.clicked.connect(self.snooze_requested)
        self.solve.clicked.connect(self.solve_requested)
        self._number.clicked.connect(self.number_pressed)
        self.copies.clicked.connect(self.copies_requested)
        self.filter.clicked.connect(self.filter_requested)
        self.back.clicked.connect(self.back_requested)
        self.set_filter(self.tr("All"), active=False)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_ticket(self, ticket: TicketHeaderValue) -> None:
        self._priority.set_priority(ticket.priority)
        self._subject.set_subject(ticket.subject)
        self._customer.setText(ticket.customer)
        dot = " ·" if ticket.copies else ""
        self._company.setText(f"· {ticket.company}{dot}" if ticket.company else dot.strip())
        self.copies.set_label(ticket.copies)
        self.copies.setVisible(bool(ticket.copies))
        copy = QCoreApplication.translate("widgets", "Copy {number}")
        self._number.set_label(ticket.number, name=copy.format(number=ticket.number))
        self._status.set_value(ticket.status, ticket.status_tone, waits=ticket.status_waits)
        self._status.setVisible(bool(ticket.status))
        self._team.set_value(ticket.team)
        self._team.setVisible(bool(ticket.team))
        self._channel.set_channel(ticket.channel)
        self._opened.setText(ticket.opened)
        self._note.setText(ticket.note)
        self.snooze.setVisible(ticket.can_solve)
        self.solve.setVisible(ticket.can_solve)

    def set_back(self, shown: bool) -> None:
        """Offer the way to the list, or do not."""
        self.back.setVisible(shown)
        self._on_theme_changed()

    def set_short(self, short: bool) -> None:
        """The first line alone, while there is no room for the others."""
        self._below.setVisible(not short)
        self._on_theme_changed()

    def set_filter(self, words: str, *, active: bool) -> None:
        """Which items of the conversation are shown; one that leaves some out stands out."""
        told = QCoreApplication.translate("widgets", "Show: {what}")
        self.filter.set_label(words, name=told.format(what=words))
        self.filter.set_ink("accent_text" if active else "text3")

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(480), self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        line = theme.color("line")
        draw_hairline(painter, 0, self.width(), y=self.height() - 1, color=line)

    def _build(self) -> None:
        self.back.setObjectName("conversation.back.button")
        self.solve.setObjectName("conversation.solve.button")
        self.snooze.setObjectName("conversation.snooze.button")
        policy = self.solve.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the lines keep their places
        self.solve.setSizePolicy(policy)
        # As wide as the names; where there is no room the company gives way first.
        self._customer.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._company.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        QWidget.setTabOrder(self._number, self.filter)
        self._number.setObjectName("conversation.number.button")
        self._number.set_text_style(MONO)
        self.copies.setObjectName("conversation.copies.button")
        self.copies.set_text_style(CONTROL)
        self.filter.setObjectName("conversation.filter.button")
        self.filter.set_text_style(META)
        first, second, third = self._lines
        first.addWidget(self.back)
        first.addWidget(self._priority)
        first.addWidget(self._subject, 1)
        first.addWidget(self.snooze)
        first.addWidget(self.solve)
        second.addWidget(self._customer)
        self._add_gap(second, 6)
        second.addWidget(self._company)
        self._add_gap(second, 4 - BARE_ROOM)
        second.addWidget(self.copies)
        self._add_gap(second, 8)
        second.addStretch(1)
        second.addWidget(self.presence)
        third.addWidget(self._number)
        self._add_gap(third, 4 - BARE_ROOM)
        for widget in (self._status, self._team, self._channel):
            third.addWidget(widget)
        third.addWidget(self._opened, 1)
        third.addWidget(self._note)
        self._add_gap(third, 8)
        third.addWidget(self.filter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(first)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addLayout(second)
        below.addLayout(third)
        layout.addWidget(self._below)
        layout.addStretch(1)

    def _add_gap(self, line: QHBoxLayout, width: int) -> None:
        gap = QSpacerItem(0, 0)
        line.addSpacerItem(gap)
        self._gaps.append((gap, width))

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        first, second, third = self._lines
        for gap, width in self._gaps:
            gap.changeSize(px(width), 0)
        away = self.back.isHidden()
        left = px(44 if away else 62)
        self._customer.setMaximumWidth(px(_NAME))
        first.setContentsMargins(margins(self, (px(20 if away else 4), px(9), px(16), 0)))
        first.setSpacing(px(8))
        second.setContentsMargins(margins(self, (left, 0, px(16), 0)))
        second.setSpacing(0)
        third.setContentsMargins(margins(self, (left - px(BARE_ROOM), 0, px(16 - BARE_ROOM), 0)))
        third.setSpacing(px(6))
        self.setFixedHeight(px(_SHORT if self._below.isHidden() else TICKET_HEADER))


class _ChannelIcon(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._channel = "email"
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_channel(self, channel: str) -> None:
        self._channel = channel
        told = QCoreApplication.translate("widgets", "Channel {channel}")
        self.setAccessibleName(told.format(channel=channel))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        where = QPointF(self._theme.px(4), self._theme.px(1))
        name = channel_icon(self._channel)
        draw_icon(painter, self._theme, name, where, ink="text3", size=14)

    def _on_theme_changed(self) -> None:
        self.setFixedSize(self._theme.px(18), self._theme.px(16))
