# SPDX-License-Identifier: Apache-2.0
"""Who a reply goes to: one line, which unfolds to fields of addresses."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META_MEDIUM
from ui.widgets.composer_addresses import AddressBook, AddressField
from ui.widgets.composer_words import translate
from ui.widgets.label import TextLabel
from ui.widgets.painting import draw_hairline
from ui.widgets.recipients_line import SIDE, RecipientsLine


class Recipients(QWidget):
    """To and Cc of a reply. Emits `changed()` when the person changes them.

    Folded it is one line; Enter, a click and `unfold` open it.
    """

    changed = Signal()
    folded = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._needs_to = False
        self.line = RecipientsLine(theme, self)
        self.to = self._field(translate("composer", "To"), "to")
        self.cc = self._field(translate("composer", "Cc"), "cc")
        self._error = TextLabel(theme, style=META_MEDIUM, ink="red_text", parent=self)
        self._error.hide()
        self._layout = layout = QVBoxLayout(self)
        layout.setSpacing(0)
        layout.addWidget(self.line)
        self._fields = QVBoxLayout()
        for widget in (self.to, self.cc, self._error):
            self._fields.addWidget(widget)
        layout.addLayout(self._fields)
        self.line.clicked.connect(self._on_line_clicked)
        self._show_folded(True)
        theme.changed.connect(self._fit)

    def set_book(self, book: AddressBook) -> None:
        """Where addresses are looked up from now on."""
        self.to.set_book(book)
        self.cc.set_book(book)

    @property
    def is_unfolded(self) -> bool:
        return not self.to.isHidden()

    @property
    def is_empty(self) -> bool:
        """Whether there is nobody to show."""
        return not (self.to.addresses or self.cc.addresses or self._needs_to)

    @property
    def problem(self) -> str:
        """Why nothing can be sent to these, or nothing."""
        bad = (*self.to.bad, *self.cc.bad)
        if bad:
            return translate("composer", "{address} is not an address.").format(address=bad[0])
        if self._needs_to and not self.to.addresses:
            return translate("composer", "Add somebody to send this to.")
        return ""

    def set_recipients(self, to: Iterable[str], cc: Iterable[str]) -> None:
        """Show these; nothing is announced."""
        self.to.set_addresses(to)
        self.cc.set_addresses(cc)
        self._needs_to = bool(self.to.addresses)
        self._refresh()

    def set_cc(self, cc: Iterable[str]) -> None:
        """Other copies; the rest stays."""
        self.cc.set_addresses(cc)
        self._refresh()

    def unfold(self) -> None:
        """Open the fields and go into the first."""
        self._show_folded(False)
        self.to.input.setFocus()

    def fold(self) -> None:
        """Back to one line."""
        self.commit()
        self._show_folded(True)

    def commit(self) -> None:
        """Take what is still being typed as an address."""
        self.to.commit()
        self.cc.commit()

    def _field(self, label: str, name: str) -> AddressField:
        field = AddressField(self._theme, label, name=name, parent=self)
        field.changed.connect(self._on_changed)
        return field

    def _on_line_clicked(self) -> None:
        if self.is_unfolded:
            self.fold()
            self.folded.emit()
        else:
            self.unfold()

    def _on_changed(self) -> None:
        self._refresh()
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Close the fields off from the text, as the line does when it is alone."""
        if self.is_unfolded:
            color = self._theme.color("line")
            edge, y = self._theme.px(SIDE), self.height() - 5
            draw_hairline(QPainter(self), edge, self.width() - edge, y=y, color=color)

    def _fit(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(0, 0, 0, px(9) if self.is_unfolded else 0)
        self._fields.setContentsMargins(px(SIDE), 0, px(SIDE), 0)

    def _show_folded(self, folded: bool) -> None:
        self.to.setVisible(not folded)
        self.cc.setVisible(not folded)
        self.line.set_unfolded(not folded)
        self._fit()
        self._refresh()

    def _refresh(self) -> None:
        pairs = []
        to = self.to.addresses
        if to:
            rest = f" +{len(to) - 1}" if len(to) > 1 else ""
            pairs.append((translate("composer", "To"), f"{to[0]}{rest}"))
        if self.cc.addresses:
            pairs.append((translate("composer", "Cc"), str(len(self.cc.addresses))))
        self.line.set_pairs(pairs)
        writing = bool(self.to.input.text() or self.cc.input.text())
        problem = "" if writing else self.problem
        self._error.setText(problem)
        self._error.setVisible(bool(problem))
        for field in (self.to, self.cc):
            if not field.completer.is_open:
                field.input.setAccessibleDescription(problem)
