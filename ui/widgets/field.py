# SPDX-License-Identifier: Apache-2.0
"""A labelled text input that says what is wrong below itself."""

from PySide6.QtCore import QMargins, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, INPUT_LARGE, META, META_MEDIUM, ColorName
from ui.widgets.invalid_mark import mark_invalid
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.painting import draw_icon, follow_reading


class Field(QWidget):
    """Label above, input, and below it either a hint or an error.

    The text stays when an error is shown. `edited(text)` comes for changes by the person only,
    `submitted` on Enter. Read-only values carry their reason as a hint ("Set by your IT team").
    """

    edited = Signal(str)
    submitted = Signal()

    def __init__(
        self,
        theme: Theme,
        label: str,
        *,
        name: str,
        placeholder: str = "",
        secret: bool = False,
        height: int = INPUT_LARGE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._height = height
        self._label = TextLabel(theme, label, style=META_MEDIUM, ink="text2", parent=self)
        self._aside = TextLabel(theme, style=META, ink="text3", elide=True, parent=self)
        self._aside.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.input = QLineEdit(self)
        self._below = _Below(theme, self)
        self._link: QWidget | None = None
        self._room = self._gap = 0
        self._build(name=name, placeholder=placeholder, secret=secret)
        self.input.textEdited.connect(self._on_text_edited)
        self.input.returnPressed.connect(self.submitted)
        theme.changed.connect(self._on_theme_changed)

    def text(self) -> str:
        return self.input.text()

    def set_text(self, text: str) -> None:
        self.input.setText(text)

    def set_aside(self, text: str) -> None:
        """Words at the right end of the label's line; a link there gives way to them."""
        self._aside.setText(text)
        if self._link is not None:
            self._link.setHidden(bool(text))
            self._fit_head()
        self._describe()

    def set_aside_widget(self, widget: QWidget) -> None:
        """A link at the right end of the label's line."""
        self._link = widget
        self._head.addWidget(widget)
        self._fit_head()

    def set_beside_widget(self, widget: QWidget, *, share: int) -> None:
        """A control on the input's own line, which gets that much of each hundred px of it."""
        self._line.setStretch(0, 100 - share)
        self._line.addWidget(widget, share)

    def set_gap(self, gap: int) -> None:
        """Leave so much below everything."""
        self._gap = gap
        self._on_theme_changed()

    def leave_room(self, room: int) -> None:
        """Let links end so much behind the input: their words are flush with it then."""
        self._room = room
        self._on_theme_changed()

    def set_below_widget(self, widget: QWidget) -> None:
        """A link at the right end of the line below the input."""
        self._below.add(widget)

    def set_error(self, sentence: str) -> None:
        """Mark the input and say why; an empty sentence takes the mark away."""
        mark_invalid(self.input, invalid=bool(sentence))
        self._below.say(sentence, icon="circle-alert", ink="red_text")
        self._describe()

    def set_hint(self, sentence: str, *, icon: str = "info", ink: ColorName = "text3") -> None:
        mark_invalid(self.input, invalid=False)
        self._below.say(sentence, icon=icon, ink=ink)
        self._describe()

    def set_read_only(self, reason: str) -> None:
        """Lock the input, saying who set it; an empty reason unlocks it."""
        self.input.setReadOnly(bool(reason))
        self.input.setEnabled(not reason)
        self.set_hint(reason, icon="lock")

    def lock(self, reason: str) -> None:
        """The same with the reason beside the label, where the height of the form is given."""
        self.input.setReadOnly(True)
        self.input.setEnabled(False)
        self.set_aside(reason)

    def _build(self, *, name: str, placeholder: str, secret: bool) -> None:
        self.input.setObjectName(name)
        self.input.setAccessibleName(self._label.text())
        self.input.setPlaceholderText(placeholder)
        self.input.setProperty("field", "true")
        if secret:
            self.input.setEchoMode(QLineEdit.EchoMode.Password)
        self._label.setBuddy(self.input)
        self._top = QWidget(self)
        self._head = QHBoxLayout(self._top)
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.addWidget(self._label)
        self._head.addWidget(self._aside, 1)
        self._line = QHBoxLayout()
        self._line.addWidget(self.input)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._top)
        layout.addLayout(self._line)
        layout.addWidget(self._below)
        self._below.hide()
        self._on_theme_changed()

    def _describe(self) -> None:
        """What is said of the input is told with it; what is wrong comes first."""
        self.input.setAccessibleDescription(self._below.text or self._aside.text())

    def _on_text_edited(self, text: str) -> None:
        if self.input.property("invalid") == "true":
            self.set_error("")
        self.edited.emit(text)

    def _on_theme_changed(self) -> None:
        px, large = self._theme.px, self._height == INPUT_LARGE
        self.input.setFont(self._theme.font(BODY))
        self.input.setFixedHeight(px(self._height))
        self.input.setTextMargins(px(3) if large else 0, 0, px(3) if large else 0, 0)
        self._top.setFixedHeight(px(META.line))
        self._head.setSpacing(px(8))
        self._line.setSpacing(px(8))
        self._column.setSpacing(px(4))
        self._column.setContentsMargins(0, 0, 0, px(self._gap))
        self._line.setContentsMargins(self._flush())
        self._fit_head()

    def _fit_head(self) -> None:
        """A link brings its own room at the end."""
        has_link = self._link is not None and not self._link.isHidden()
        self._head.setContentsMargins(QMargins() if has_link else self._flush())

    def _flush(self) -> QMargins:
        return margins(self, (0, 0, self._theme.px(self._room), 0))


class _Below(QWidget):
    """The sentence under an input, with its icon."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = "info"
        self._ink: ColorName = "text3"
        self._text = TextLabel(theme, style=META_MEDIUM, ink="text3", wrap=True, parent=self)
        self._widget: QWidget | None = None
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text, 1)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def text(self) -> str:
        return self._text.text()

    def add(self, widget: QWidget) -> None:
        self._widget = widget
        self._row.addWidget(widget)
        self._on_theme_changed()
        self.show()

    def say(self, sentence: str, *, icon: str, ink: ColorName) -> None:
        self._icon, self._ink = icon, ink
        self._text.setText(sentence)
        self._text.set_ink(ink)
        self.setVisible(bool(sentence) or self._widget is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text.text():
            return
        painter = QPainter(self)
        px, line = self._theme.px, self._text.geometry().top()
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        where = QPointF(
            0, px(5) if self._widget is None else line + (self._text.height() - px(14)) / 2
        )
        draw_icon(painter, self._theme, self._icon, where, ink=self._ink, size=14)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        above = 3 if self._widget is None else 0  # a link brings room of its own
        self._row.setContentsMargins(margins(self, (px(20), px(above), 0, 0)))
        self.setMinimumHeight(px(21))  # the icon is higher than a line of text
