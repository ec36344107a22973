# SPDX-License-Identifier: Apache-2.0
"""What stands between a draft and what is in force: publish with a note, versions, off and on."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, INPUT, META
from ui.widgets.announcement import announce
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.label import TextLabel
from ui.widgets.paired import Paired


class PublishBar(Card):
    """Signals: `publish_requested(note)`, `discard_requested()`, `versions_requested()`,
    `disable_requested()`; `again_requested()` and `dropped()` for what was refused.

    With `head` the first button stands there, at the top of the page, and the rest in one line,
    without a card around it; the note is placed by whoever has the page.
    """

    publish_requested = Signal(str)
    discard_requested = Signal()
    versions_requested = Signal()
    disable_requested = Signal()
    again_requested = Signal()
    dropped = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        name: str,
        head: QHBoxLayout | None = None,
        parent: QWidget | None = None,
    ) -> None:
        line, ground, padding = ("line2", "surface", (16, 12, 16, 12))
        if head is not None:
            line, ground, padding = ("window", "window", (0, 0, 0, 0))
        super().__init__(theme, line=line, ground=ground, padding=padding, gap=8, parent=parent)
        self._look = theme
        self._has_head = head is not None
        self.refused = TextLabel(theme, style=META, ink="red_text", wrap=True, parent=self)
        words = QCoreApplication.translate("refusal", "Try again")
        self.again = Button(theme, words, parent=self)
        self.again.setObjectName(f"{name}.again.button")
        words = QCoreApplication.translate("refusal", "Discard my change")
        self.drop = Button(theme, words, parent=self)
        self.drop.setObjectName(f"{name}.drop.button")
        style, ink = (BODY, "text") if head is None else (META, "text2")
        self.state = TextLabel(theme, style=style, ink=ink, wrap=True, parent=self)
        self.note = Field(
            theme,
            QCoreApplication.translate("publish", "Note: what is different"),
            name=f"{name}.note.field",
            height=INPUT,
            parent=self,
        )
        self.problem = TextLabel(theme, style=META, ink="red_text", wrap=True, parent=self)
        self.publish = Button(
            theme, QCoreApplication.translate("publish", "Publish"), kind="primary", parent=self
        )
        self.publish.setObjectName(f"{name}.publish.button")
        self.discard = Button(
            theme, QCoreApplication.translate("publish", "Discard draft"), parent=self
        )
        self.discard.setObjectName(f"{name}.discard.button")
        self.versions = Button(
            theme, QCoreApplication.translate("publish", "Versions"), parent=self
        )
        self.versions.setObjectName(f"{name}.versions.button")
        self.versions.set_opens_menu()
        self.disable = Button(
            theme, QCoreApplication.translate("publish", "Switch off"), kind="ghost", parent=self
        )
        self.disable.setObjectName(f"{name}.disable.button")
        first, second = QWidget(self), QWidget(self)
        self._ways = QWidget(self)
        self._rows = (QHBoxLayout(first), QHBoxLayout(second), QHBoxLayout(self._ways))
        if head is None:
            self._rows[0].addWidget(self.publish)
            self._rows[0].addWidget(self.discard)
            self._rows[0].addStretch(1)
            self._rows[1].addStretch(1)
            self._rows[1].addWidget(self.disable)
        else:
            head.addWidget(self.publish)
            self._rows[0].addWidget(self.state)
            self._rows[1].addStretch(1)
            self._rows[1].addWidget(self.discard)
        self._rows[1].addWidget(self.versions)
        self._rows[2].addWidget(self.drop)
        self._rows[2].addWidget(self.again)
        self._rows[2].addStretch(1)
        self._buttons = Paired(theme, first, second, gap=8, parent=self)
        shown = [self.refused, self._ways, self.state, self.note, self.problem, self._buttons]
        if head is not None:
            shown = [self.refused, self._ways, self.problem, self._buttons]
        for part in shown:
            self.inside.addWidget(part)
        self.publish.clicked.connect(self._on_publish)
        self.note.submitted.connect(self._on_publish)
        self.discard.clicked.connect(self.discard_requested)
        self.versions.clicked.connect(self.versions_requested)
        self.disable.clicked.connect(self.disable_requested)
        self.again.clicked.connect(self.again_requested)
        self.drop.clicked.connect(self.dropped)
        for row in self._rows:
            row.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self._on_bar_theme_changed)
        self._on_bar_theme_changed()
        self.show_problem("")
        self.show_refused("")

    def show_state(
        self, words: str, *, has_draft: bool, has_versions: bool, disabled: bool, may_edit: bool
    ) -> None:
        """What is in force, and what can be done."""
        self.state.setText(words)
        self.note.setVisible(has_draft and may_edit)
        self.publish.setVisible(has_draft and may_edit)
        self.discard.setVisible(has_draft and has_versions and may_edit)
        self.versions.setVisible(has_versions)
        self.disable.setVisible(may_edit and not self._has_head)
        off = QCoreApplication.translate("publish", "Switch off")
        on = QCoreApplication.translate("publish", "Switch on")
        self.disable.set_label(on if disabled else off)

    def show_refused(self, words: str) -> None:
        """What was done here and not accepted, with the ways on."""
        if words and words != self.refused.text():
            announce(self, words)
        self.refused.setText(words)
        for part in (self.refused, self._ways):
            part.setVisible(bool(words))

    def show_problem(self, words: str) -> None:
        """Why nothing was done."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _on_publish(self) -> None:
        if not self.publish.isHidden():
            self.publish_requested.emit(self.note.text().strip())

    def _on_bar_theme_changed(self) -> None:
        for row in self._rows:
            row.setSpacing(self._look.px(8))
        if self._has_head:  # the words stand beside a button, which is higher
            self._rows[0].setContentsMargins(0, self._look.px(6), 0, 0)
