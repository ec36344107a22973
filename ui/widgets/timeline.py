# SPDX-License-Identifier: Apache-2.0
"""The conversation of a ticket for hands: what is pressed, selected, copied and gone through."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.announcement import announce
from ui.widgets.label import literal_tooltip
from ui.widgets.link_target import may_open, shown_address
from ui.widgets.message_hits import MessageHits, PressedLink, links_of
from ui.widgets.message_layout import MessageLayout
from ui.widgets.message_selection import Selection, select_by_key
from ui.widgets.timeline_access import spoken_message
from ui.widgets.timeline_items import groups_in
from ui.widgets.timeline_view import TimelineView

_KEEPS_PLACE = frozenset(
    {
        Qt.FocusReason.MouseFocusReason,
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.ActiveWindowFocusReason,
    }
)


class Timeline(TimelineView):
    """A conversation that answers to the pointer and to keys.

    Text is selected within one message and copied with keys. A screen reader finds a list of
    messages, and hears the one to which the keys go.

    Signals: `attachment_opened(attachment id)`, `action_requested(message id, action key)`,
    `link_opened(address)`: nothing is opened by the widget itself; `link_hovered(address or "")`,
    `links_requested(message id)` for Enter: `links_of` gives what can be pressed there,
    `moment_asked(message id)` with the pointer on a time: `tell_moment` says it in full.
    """

    attachment_opened = Signal(str)
    action_requested = Signal(str, str)
    link_opened = Signal(str)
    link_hovered = Signal(str)
    links_requested = Signal(str)
    moment_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._hits = MessageHits(theme, self._column)
        self._hovered = ""
        self._timed = ""
        self._named = ("", "")

    @property
    def current(self) -> str:
        """The message to which the keys went, else the first on screen that has links."""
        if self.stepped_to:
            return self.stepped_to
        visible = [self.shown[item].id for item in self._scroll.visible(self)]
        return next((each for each in visible if self.links_of(each)), "")

    def links_of(self, message: str) -> tuple[PressedLink, ...]:
        """What can be pressed in a message: its folds, files, actions and addresses."""
        return links_of(self._column.layout_of(self._column.item_of(message)))

    def press(self, message: str, link: PressedLink) -> None:
        """Do what a press on this would do."""
        if link.kind == "address":
            self.link_opened.emit(link.key)
        else:
            self._press(message, link.kind, link.key)

    def tell_moment(self, words: str) -> None:
        """What is told of the time under the pointer."""
        self.viewport().setToolTip(literal_tooltip(words))

    def selected_text(self) -> str:
        return "" if self._selection is None else self._selection.text

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys come: they go to what was read last, else to the newest on screen."""
        super().focusInEvent(event)
        visible = self._scroll.visible(self)
        if event.reason() not in _KEEPS_PLACE and visible:
            on_screen = {self.shown[item].id for item in visible}
            if self._current not in on_screen:
                self._current = self.shown[visible[-1]].id
        self._repaint()
        self._say_step()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._is_led = False
        self._repaint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif (selection := self._selected_by(event)) is not None:
            self._selection = selection
            self._repaint()
        elif shifted and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current and not ctrl:
            self.links_requested.emit(self.current)
        elif event.key() == Qt.Key.Key_Home:
            self.verticalScrollBar().setValue(0)
        elif event.key() == Qt.Key.Key_End:
            self.scroll_to_end()
        else:
            super().keyPressEvent(event)

    def step(self, direction: int) -> None:
        """To the next or previous message, wherever the keys are: it is marked and said."""
        bar = self.verticalScrollBar()
        item = self._column.item_at(bar.value() + 1)
        if self._current in {self.shown[each].id for each in self._scroll.visible(self)}:
            item = self._column.item_of(self._current)
        if item < 0:
            return
        target = min(len(self.shown) - 1, max(0, item + direction))
        bar.setValue(round(self._column.start(target)))
        self._scroll.settle(self)
        self._current, self._is_led = self.shown[target].id, not self.hasFocus()
        self._repaint()
        if self._is_led:
            announce(self, spoken_message(self.shown[target]))
        else:
            self._say_step()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._selection, self._current = None, ""
        if event.button() is Qt.MouseButton.LeftButton:
            self._selection = self._here().select_from(event.position())
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
        if self._selection is not None:
            self._selection.cursor.select(QTextCursor.SelectionType.WordUnderCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where, hits = event.position(), self._here()
        if event.buttons() & Qt.MouseButton.LeftButton and self._selection is not None:
            hits.extend(self._selection, where)
            self.viewport().update()
            return
        shape, address = Qt.CursorShape.ArrowCursor, hits.address(where)
        self._touch(hits.link(where))
        if self._under or address:
            shape = Qt.CursorShape.PointingHandCursor
        elif hits.text(where) is not None:
            shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        self._say_address(address)
        self._ask_moment(hits.moment(where))
        self._say_file()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._touch(None)
        self._say_file()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.selected_text() or event.button() is not Qt.MouseButton.LeftButton:
            return
        link = self._here().link(event.position())
        address = self._here().address(event.position())
        if link is not None:
            self._press(*link)
        elif address and may_open(address):
            self.link_opened.emit(address)

    def _at_keys(self) -> MessageLayout | None:
        """The message to which the keys went, else the last on screen."""
        visible = self._scroll.visible(self)
        if not visible:
            return None
        item = self.place_of(self._current) if self.stepped_to else visible[-1]
        return self._column.layout_of(item)

    def _selected_by(self, event: QKeyEvent) -> Selection | None:
        layout = self._at_keys()
        return None if layout is None else select_by_key(event, self._selection, layout)

    def _copy(self) -> None:
        """What is selected, else the whole message: never nothing."""
        layout = self._at_keys()
        whole = "" if layout is None or layout.document is None else layout.document.toPlainText()
        text = self.selected_text() or whole
        if text:
            QGuiApplication.clipboard().setText(text)

    def _say_step(self) -> None:
        if self.stepped_to and self.access is not None:
            self.access.tell(self.stepped_to, QAccessible.Event.Focus)

    def _press(self, message: str, kind: str, key: str) -> None:
        if kind == "file":
            self.attachment_opened.emit(key)
        elif kind == "action":
            self.action_requested.emit(message, key)
        elif message in groups_in(self.shown):
            self.unfold(self._unfolded ^ {message})
        else:
            at_end, stands = False, self._scroll.stands(self)
            self._column.toggle_whole(message)
            self._fill()
            self._keep_place(at_end=at_end, stands=stands)

    def _here(self) -> MessageHits:
        self._hits.offset = self.verticalScrollBar().value()
        self._hits.turned_width = float(self.viewport().width()) if self.isRightToLeft() else None
        return self._hits

    def _touch(self, link: tuple[str, str, str] | None) -> None:
        """What can be pressed looks so under the pointer."""
        if link != self._under:
            self._under = link
            self._repaint()

    def _say_address(self, address: str) -> None:
        """Where a link leads, before it is pressed."""
        if address != self._hovered:
            self._hovered = address
            self.viewport().setToolTip(literal_tooltip(shown_address(address)))
            self.link_hovered.emit(shown_address(address))

    def _say_file(self) -> None:
        """The whole name of a file, which its chip may cut."""
        message, kind, key = self._under or ("", "", "")
        named = (message, key) if kind == "file" else ("", "")
        if named == self._named:
            return
        self._named = named
        files = self.shown[self._column.item_of(message)].attachments if named[0] else ()
        name = next((file.name for file in files if file.id == key), "")
        if name or not (self._hovered or self._timed):
            self.viewport().setToolTip(literal_tooltip(name))

    def _ask_moment(self, message: str) -> None:
        """A time is short; the whole of it is told under the pointer."""
        if message == self._timed:
            return
        self._timed = message
        if message:
            self.moment_asked.emit(message)
        elif not self._hovered:
            self.tell_moment("")
