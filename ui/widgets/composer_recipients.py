# SPDX-License-Identifier: Apache-2.0
"""Who a reply goes to and from where: one line, which unfolds to fields of addresses."""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META_MEDIUM
from ui.widgets.choice import Choice
from ui.widgets.composer_addresses import AddressBook, AddressField
from ui.widgets.composer_sender import SenderRow
from ui.widgets.composer_words import translate
from ui.widgets.label import TextLabel
from ui.widgets.painting import draw_hairline
from ui.widgets.recipients_line import SIDE, RecipientsLine


class Recipients(QWidget):
    """To, Cc and Bcc of a message, and From. Emits `changed()` when the person changes them.

    Folded it is one line; Enter, a click and `unfold` open it. Its parts are called by `name`.
    """

    changed = Signal()
    folded = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, name: str = "composer"
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._needs_to = False
        self._quotes = False
        self._is_fresh = True
        self.line = RecipientsLine(theme, self, name=name)
        self.to = self._field(translate("composer", "To"), f"{name}.to")
        self.cc = self._field(translate("composer", "Cc"), f"{name}.cc")
        self.bcc = self._field(translate("composer", "Bcc"), f"{name}.bcc")
        self.leaves = SenderRow(theme, self, name=name)
        self.leaves.changed.connect(self._on_changed)
        self._error = TextLabel(theme, style=META_MEDIUM, ink="red_text", parent=self)
        self._error.hide()
        self._layout = layout = QVBoxLayout(self)
        layout.setSpacing(0)
        layout.addWidget(self.line)
        self._fields = QVBoxLayout()
        for widget in (*self._all, self.leaves, self._error):
            self._fields.addWidget(widget)
        layout.addLayout(self._fields)
        self.line.clicked.connect(self._on_line_clicked)
        self._show_folded(True)
        theme.changed.connect(self._fit)

    def set_book(self, book: AddressBook) -> None:
        """Where addresses are looked up from now on."""
        for field in self._all:
            field.set_book(book)

    @property
    def is_unfolded(self) -> bool:
        return not self.to.isHidden()

    @property
    def is_empty(self) -> bool:
        """Whether there is nobody to show."""
        return not (any(field.addresses for field in self._all) or self._needs_to)

    @property
    def problem(self) -> str:
        """Why nothing can be sent to these, or nothing."""
        bad = tuple(address for field in self._all for address in field.bad)
        if bad:
            return translate("composer", "{address} is not an address.").format(address=bad[0])
        if self._needs_to and not self.to.addresses:
            return translate("composer", "Add somebody to send this to.")
        return ""

    def set_recipients(
        self,
        to: Iterable[str],
        cc: Iterable[str],
        *,
        bcc: Iterable[str] = (),
        needs_to: bool = False,
    ) -> None:
        """Show these; nothing is announced. Where one `needs_to` say whom, nobody is not enough."""
        for field, addresses in zip(self._all, (to, cc, bcc), strict=True):
            field.set_addresses(addresses)
        self._needs_to = needs_to or bool(self.to.addresses)
        self._is_fresh = not any(field.bad for field in self._all)
        self._refresh()

    def set_cc(self, cc: Iterable[str]) -> None:
        """Other copies; the rest stays."""
        self.cc.set_addresses(cc)
        self._refresh()

    def set_senders(self, choices: Sequence[Choice], key: str) -> None:
        """From where it may leave; nothing is announced."""
        self.leaves.set_choices(choices, key)
        self._show_sender(not self.is_unfolded)
        self._refresh()

    def set_quote(self, quote: bool, *, offered: bool) -> None:
        """Whether the last message is repeated below, where that is `offered`."""
        self._quotes = offered
        self.leaves.quote.setChecked(quote)
        self.leaves.show_quote(offered)
        self._show_sender(not self.is_unfolded)
        self._refresh()

    def unfold(self) -> None:
        """Open the fields and go into the first."""
        self._show_folded(False)
        self.to.input.setFocus()

    def point_out(self) -> None:
        """Say what is wrong with them, also if nobody has begun to fill them in, and go there."""
        self._is_fresh = False
        self._refresh()
        self.unfold()

    def fold(self) -> None:
        """Back to one line."""
        self.commit()
        self._show_folded(True)

    def commit(self) -> None:
        """Take what is still being typed as an address."""
        for field in self._all:
            field.commit()

    @property
    def _all(self) -> tuple[AddressField, AddressField, AddressField]:
        return self.to, self.cc, self.bcc

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
        self._is_fresh = False  # what nobody has begun to fill in is no mistake yet
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
        rows = (*self._all, self.leaves)
        start = max(row.label_width for row in rows)
        for row in rows:
            row.set_start(start)

    def _show_folded(self, folded: bool) -> None:
        for field in self._all:
            field.setVisible(not folded)
        self._show_sender(folded)
        self.line.set_unfolded(not folded)
        self._fit()
        self._refresh()

    def _show_sender(self, folded: bool) -> None:
        self.leaves.setVisible(not folded and bool(self.leaves.address or self._quotes))

    def _refresh(self) -> None:
        self.line.set_pairs(list(self._pairs()))
        writing = any(field.input.text() for field in self._all)
        problem = "" if writing else self.problem
        self._error.setText(problem)
        self._error.setVisible(bool(problem) and not self._is_fresh)
        for field in self._all:
            if not field.completer.is_open:
                field.input.setAccessibleDescription(problem)

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """What the line says; what is hidden or unusual is always said."""
        to = self.to.addresses
        if to:
            rest = f" +{len(to) - 1}" if len(to) > 1 else ""
            yield translate("composer", "To"), f"{to[0]}{rest}"
        elif self._needs_to:
            yield translate("composer", "To"), translate("composer", "nobody yet")
        if self.cc.addresses:
            yield translate("composer", "Cc"), str(len(self.cc.addresses))
        if self.bcc.addresses:
            yield translate("composer", "Bcc"), str(len(self.bcc.addresses))
        if self.leaves.address:
            yield translate("composer", "From"), self.leaves.address
        if self._quotes and not self.leaves.quote.isChecked():
            yield translate("composer", "Quote"), translate("composer", "off")
