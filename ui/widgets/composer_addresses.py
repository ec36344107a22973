# SPDX-License-Identifier: Apache-2.0
"""A field of addresses: each becomes a token once it is complete."""

import re
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QWidget

from sync_server.contract.addresses import address_key, address_keys
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META
from ui.widgets.choice import Choice
from ui.widgets.completer_list import CompleterList
from ui.widgets.composer_token import TOKEN_HEIGHT, AddressToken, AddressTone
from ui.widgets.label import TextLabel
from ui.widgets.tab_order import tab_before

_PITCH: Final = 28
_LABEL: Final = 30
_SPACE: Final = 7
_LEAST_INPUT: Final = 120
_IDLE_INPUT: Final = 24
"""Where nobody writes, so that no empty line stands below the addresses."""
_LONGEST: Final = 2000
_BETWEEN = re.compile(r"[\s,;]+")
_ENDING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Comma, Qt.Key.Key_Semicolon)
_INSIDE = re.compile(r"<([^<>]*)>")


class AddressBook:
    """What is known of addresses. This one knows nothing: every text is an address."""

    def judge(self, address: str) -> AddressTone:
        """What is thought of an address."""
        return "known"

    def suggest(self, beginning: str) -> tuple[Choice, ...]:
        """Whom to offer for a beginning; the key of a choice is the address."""
        return ()


class AddressField(QWidget):
    """Tokens and the input behind them. Emits `changed()` for what the person does."""

    changed = Signal()

    def __init__(self, theme: Theme, label: str, *, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._book = AddressBook()
        self._tokens: list[AddressToken] = []
        self._start = 0
        self._label = TextLabel(theme, label, style=META, ink="text3", parent=self)
        self.input = QLineEdit(self)
        self.input.setObjectName(f"{name}.field")
        self.input.setAccessibleName(label)
        self.input.setProperty("field", "bare")
        self.input.setFrame(False)
        self.input.setMaxLength(_LONGEST)
        self.input.installEventFilter(self)
        self.input.textEdited.connect(self._on_edited)
        self.completer = CompleterList(theme, self, name=label)
        self.completer.chosen.connect(self._on_chosen)
        theme.changed.connect(self._arrange)

    @property
    def label_width(self) -> int:
        """The px that the label needs."""
        wide = self._theme.metrics(META).horizontalAdvance(self._label.text())
        return round(wide) + self._theme.px(_SPACE)

    def set_start(self, start: int) -> None:
        """Begin the tokens so many px from the edge, below those of other fields."""
        self._start = start
        self._arrange()

    def set_book(self, book: AddressBook) -> None:
        """Who knows what an address is, and whom to offer."""
        self._book = book

    @property
    def addresses(self) -> tuple[str, ...]:
        """The tokens, good and bad, in their order."""
        return tuple(token.address for token in self._tokens)

    @property
    def bad(self) -> tuple[str, ...]:
        """What is no address, an unfinished one included."""
        rest = self.input.text().strip()
        found = tuple(token.address for token in self._tokens if token.tone == "bad")
        return (*found, rest) if rest and self._book.judge(rest) == "bad" else found

    def set_addresses(self, addresses: Iterable[str]) -> None:
        """Show these; nothing is announced."""
        wanted = tuple(addresses)
        if wanted == self.addresses and not self.input.text():
            return
        self.input.clear()
        self.completer.hide()
        while self._tokens:
            self._drop(self._tokens[-1])
        for address in wanted:
            self._append(address)
        self._arrange()

    def commit(self) -> None:
        """Make tokens of what is typed."""
        text = self.input.text()
        self.completer.hide()
        if text.strip():
            self.input.clear()
            self._add(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.commit()
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._arrange()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self.completer.handle_key(event):
            self._describe()
            return True
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() == Qt.Key.Key_Backspace and not self.input.text() and self._tokens:
            self._remove(self._tokens[-1])
            return True
        if event.key() in _ENDING and self.input.text().strip():
            self.commit()
            return True
        return event.key() in (Qt.Key.Key_Comma, Qt.Key.Key_Semicolon)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange()

    def _on_edited(self, text: str) -> None:
        if _BETWEEN.search(text.strip()) and "@" in text:
            self.commit()
            return
        known = frozenset(self.addresses)
        beginning = text.strip()
        found = self._book.suggest(beginning) if beginning else ()
        choices = [choice for choice in found if choice.key not in known]
        rect = self.input.rect()
        beside = QRect(self.input.mapToGlobal(rect.topLeft()), rect.size())
        self.completer.offer(choices, beside, window=self.window())
        self._describe()
        self.changed.emit()

    def _describe(self) -> None:
        self.input.setAccessibleDescription(self.completer.words)

    def _on_chosen(self, address: str) -> None:
        self.input.clear()
        self._add(address)

    def _add(self, text: str) -> None:
        for address in _addresses_in(text):
            if address_key(address) not in address_keys(self.addresses):
                self._append(address)
        self._arrange()
        self.changed.emit()

    def _append(self, address: str) -> None:
        token = AddressToken(self._theme, address, tone=self._book.judge(address), parent=self)
        token.clicked.connect(self._on_token_clicked)
        token.show()
        self._tokens.append(token)

    def _on_token_clicked(self) -> None:
        token = self.sender()
        if isinstance(token, AddressToken):
            self._remove(token)

    def _remove(self, token: AddressToken) -> None:
        self._drop(token)
        self._arrange()
        self.input.setFocus()
        self.changed.emit()

    def _drop(self, token: AddressToken) -> None:
        self._tokens.remove(token)
        token.hide()
        token.deleteLater()

    def _arrange(self) -> None:
        """Tokens in rows, wrapped; the input takes what is left of the last one."""
        px, width = self._theme.px, self.width()
        start = max(px(_LABEL), self._start)
        pitch, height = px(_PITCH), px(TOKEN_HEIGHT)
        self._put(self._label, QRect(0, 0, start, pitch))
        self.input.setFont(self._theme.font(BODY))
        left, row = start, 0
        for token in self._tokens:
            size = token.sizeHint()
            token_width = min(size.width(), max(px(60), width - start))
            if left > start and left + token_width > width:
                left, row = start, row + 1
            top = row * pitch + (pitch - height) // 2
            self._put(token, QRect(left, top, token_width, height))
            left += token_width + px(6)
        least = px(_LEAST_INPUT if self._is_written_in() else _IDLE_INPUT)
        if left > start and left + least > width:
            left, row = start, row + 1
        self._put(self.input, QRect(left, row * pitch, max(least, width - left), pitch))
        self.setFixedHeight((row + 1) * pitch)
        tab_before(self.input, self._tokens)

    def _is_written_in(self) -> bool:
        return self.input.hasFocus() or bool(self.input.text())

    def _put(self, part: QWidget, place: QRect) -> None:
        """Set a place, counted from the side from which people read."""
        part.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))


def _addresses_in(text: str) -> tuple[str, ...]:
    """The addresses in "Hana <hana@a.example>, b@c.example" and the like, without doubles."""
    inside = _INSIDE.findall(text)
    parts = inside or (_BETWEEN.split(text) if "@" in text else [text])
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
