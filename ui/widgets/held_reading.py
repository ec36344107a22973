# SPDX-License-Identifier: Apache-2.0
"""One held mail: who sent it, why it is held, what it says as text, and what can be done."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, BODY_STRONG, META, META_MEDIUM, TITLE, ColorName
from ui.widgets.button import Button, icon_button, set_words
from ui.widgets.card import Card
from ui.widgets.check_lines import CheckLines
from ui.widgets.held_value import HeldMailValue
from ui.widgets.icon import Icon
from ui.widgets.label import Hairline, Surface, TextLabel
from ui.widgets.margins import margins
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.pill import PillTone
from ui.widgets.plain_mail import PlainMail

_LINES: Final[dict[PillTone, tuple[ColorName, ColorName]]] = {
    "amber": ("amber_line", "amber"),
    "red": ("red_line", "red"),
}
_USUAL: Final[tuple[ColorName, ColorName]] = ("line2", "ctl")
_LEAST_TEXT: Final = 132
_LONGEST_NAME: Final = 40


class HeldReading(Surface):
    """Shows a HeldMailValue. Emits `release_requested()`, `choices_requested()` for the arrow
    beside it, `block_requested()`, `delete_requested()`, `ticket_requested()` for the ticket that
    the mail claims, and `back_requested()` where the list has no room beside it.
    """

    release_requested = Signal()
    choices_requested = Signal()
    block_requested = Signal()
    delete_requested = Signal()
    ticket_requested = Signal()
    back_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self._theme = theme
        self.setObjectName("held.reading")
        back = QCoreApplication.translate("held", "Back to the list")
        self.back = icon_button(theme, "chevron-left", back, parent=self)
        self.back.setObjectName("held.back.button")
        self._subject = TextLabel(theme, style=TITLE, elide=True, parent=self)
        self._name = TextLabel(theme, style=BODY_STRONG, parent=self)
        self._address = TextLabel(theme, style=BODY, ink="text2", elide=True, parent=self)
        self._time = TextLabel(theme, style=META, ink="text3", parent=self)
        self._to = TextLabel(theme, style=META, ink="text3", elide=True, parent=self)
        self.why = Card(
            theme, line="amber_line", bar="amber", padding=(18, 12, 16, 14), gap=12, parent=self
        )
        self._why_icon = Icon(theme, "shield", "amber_text", self)
        self._title = TextLabel(theme, style=BODY_STRONG, wrap=True, parent=self)
        self.checks = CheckLines(theme, parent=self)
        self.text = PlainMail(theme, name="held.text", parent=self)
        self.text.setAccessibleName(QCoreApplication.translate("held", "What the mail says"))
        self._text_card = Card(theme, parent=self)
        self._plain = TextLabel(theme, style=META_MEDIUM, ink="text3", parent=self)
        self._problem = TextLabel(theme, style=BODY, ink="text3", wrap=True, parent=self)
        self._claim = Card(theme, line="line", padding=(17, 10, 17, 10), parent=self)
        self._claims = TextLabel(theme, style=BODY_STRONG, elide=True, parent=self)
        self._claims_note = TextLabel(theme, style=META, ink="text2", wrap=True, parent=self)
        open_ = QCoreApplication.translate("held", "Open ticket")
        self.open_ticket = Button(theme, open_, kind="link", height=24, parent=self)
        self.open_ticket.setObjectName("held.ticket.button")
        self._info_icon = Icon(theme, "info", "text3", self)
        self._info = TextLabel(theme, style=META, ink="text2", wrap=True, parent=self)
        words = QCoreApplication.translate("held", "Release as new ticket")
        self.release = Button(theme, words, kind="primary", keycap="Y", height=32, parent=self)
        self.release.setObjectName("held.release.button")
        words = QCoreApplication.translate("held", "Other ways to release it")
        self.choices = Button(
            theme, kind="primary", icon="chevron-down", name=words, height=32, parent=self
        )
        self.choices.setObjectName("held.choices.button")
        words = QCoreApplication.translate("held", "Block sender")
        self.block = Button(
            theme, words, kind="danger", icon="ban", keycap="B", height=32, parent=self
        )
        self.block.setObjectName("held.block.button")
        words = QCoreApplication.translate("held", "Delete")
        self.delete = Button(theme, words, icon="trash-2", keycap="#", height=32, parent=self)
        self.delete.setObjectName("held.delete.button")
        self._build()
        self._connect()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_mail(self, mail: HeldMailValue) -> None:
        """Show a mail, or the same one with more known about it."""
        self._subject.setText(mail.subject)
        cut = "\u2026" if len(mail.name) > _LONGEST_NAME else ""
        self._name.setText(mail.name[:_LONGEST_NAME] + cut)
        self._address.setText(mail.address)
        self._time.setText(mail.time)
        self._to.setText(mail.to)
        self.why.set_tone(*_LINES.get(mail.tone, _USUAL))
        self._why_icon.set_ink("amber_text" if mail.tone == "amber" else "text2")
        self._title.setText(mail.title)
        self.checks.show_checks(mail.checks)
        self.text.setVisible(not mail.problem)
        self._problem.setVisible(bool(mail.problem))
        self._problem.setText(mail.problem)
        self.text.show_text(mail.text or "")
        self._claim.setVisible(bool(mail.claims))
        self._claims.setText(mail.claims)
        self._claims_note.setText(mail.claims_note)
        self.choices.setVisible(bool(mail.claims))
        self.setAccessibleName(f"{mail.subject}, {mail.name} {mail.address}. {mail.title}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many words on the buttons of the foot as there is room for, from their start on."""
        shown = [self.release, self.block, self.delete]
        for button in shown:
            set_words(button, shown=True)
        px = self._theme.px
        room = self.width() - 2 * px(24) - 3 * px(8) - self.choices.sizeHint().width()
        for button in reversed(shown[1:]):
            if sum(each.sizeHint().width() for each in shown) > room:
                set_words(button, shown=False)

    def set_back(self, shown: bool) -> None:
        """Whether there is a way back to the list."""
        self.back.setVisible(shown)

    # -- layout --------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(Hairline(self))
        column.addWidget(self._body(), 1)
        column.addWidget(Hairline(self))
        column.addWidget(self._foot())
        plain = QCoreApplication.translate("held", "Plain text, nothing was loaded")
        self._plain.setText(plain)
        self._info.setText(
            QCoreApplication.translate(
                "held",
                "Clocks start when the mail is released. Each release and block is in the audit"
                " log with its reason.",
            )
        )
        self.back.hide()

    def _head(self) -> QWidget:
        head = Surface("surface", self)
        self._head_layout = QHBoxLayout(head)
        self._head_layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        self._lines = lines = QVBoxLayout()
        lines.addWidget(self._subject)
        self._who = who = QHBoxLayout()
        who.addWidget(self._name)
        who.addWidget(self._address, 1)
        who.addWidget(self._time)
        lines.addLayout(who)
        lines.addWidget(self._to)
        self._head_layout.addLayout(lines, 1)
        return head

    def _body(self) -> QScrollArea:
        content = Surface("window", self)
        self._content = QVBoxLayout(content)
        self._title_line = title = QHBoxLayout()
        title.addWidget(self._why_icon, 0, Qt.AlignmentFlag.AlignTop)
        title.addWidget(self._title, 1)
        self.why.inside.addLayout(title)
        self.why.inside.addWidget(self.checks)
        self._content.addWidget(self.why)
        self._plain_inside = QVBoxLayout()  # margins of its own a label loses with its style
        self._plain_inside.addWidget(self._plain)
        self._text_card.inside.addLayout(self._plain_inside)
        self._text_line = Hairline(self)
        self._text_card.inside.addWidget(self._text_line)
        self._text_inside = QVBoxLayout()
        self._text_inside.addWidget(self.text, 1)
        self._text_inside.addWidget(self._problem, 1, Qt.AlignmentFlag.AlignTop)
        self._text_card.inside.addLayout(self._text_inside, 1)
        self._content.addWidget(self._text_card, 3)
        claim = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._claims)
        words.addWidget(self._claims_note)
        claim.addLayout(words, 1)
        claim.addWidget(self.open_ticket)
        self._claim.inside.addLayout(claim)
        self._content.addWidget(self._claim)
        self._info_line = info = QHBoxLayout()
        info.addWidget(self._info_icon, 0, Qt.AlignmentFlag.AlignTop)
        info.addWidget(self._info, 1)
        self._content.addLayout(info)
        self._content.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll_bar = OverlayScrollBar(area)
        return area

    def _foot(self) -> QWidget:
        foot = Surface("surface", self)
        self._foot_layout = QHBoxLayout(foot)
        joined = QHBoxLayout()
        joined.setSpacing(1)
        joined.addWidget(self.release)
        joined.addWidget(self.choices)
        self._foot_layout.addLayout(joined)
        self._foot_layout.addWidget(self.block)
        self._foot_layout.addStretch(1)
        self._foot_layout.addWidget(self.delete)
        return foot

    def _connect(self) -> None:
        self.release.clicked.connect(self.release_requested)
        self.choices.clicked.connect(self.choices_requested)
        self.block.clicked.connect(self.block_requested)
        self.delete.clicked.connect(self.delete_requested)
        self.open_ticket.clicked.connect(self.ticket_requested)
        self.back.clicked.connect(self.back_requested)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._head_layout.setContentsMargins(margins(self, (px(24), px(14), px(24), px(12))))
        self._head_layout.setSpacing(px(8))
        self._content.setContentsMargins(px(24), px(19), px(24), px(16))
        self._content.setSpacing(px(16))
        self._lines.setSpacing(px(3))
        self._title_line.setSpacing(px(9))
        for line in (self._who, self._info_line):
            line.setSpacing(px(8))
        self._plain_inside.setContentsMargins(margins(self, (px(17), px(11), px(17), px(11))))
        self._text_inside.setContentsMargins(px(17), px(14), px(17), px(14))
        self.text.setMinimumHeight(px(_LEAST_TEXT))
        self._foot_layout.setContentsMargins(margins(self, (px(24), px(16), px(24), px(16))))
        self._foot_layout.setSpacing(px(8))
        self._fit()
