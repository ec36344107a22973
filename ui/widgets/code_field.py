# SPDX-License-Identifier: Apache-2.0
"""A document as text, with what is to be said of it below: that it is sound, or what is wrong."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.code_editor import CodeEditor
from ui.widgets.label import Hairline, TextLabel
from ui.widgets.margins import margins
from ui.widgets.sign_words import SignWords


class CodeField(Card):
    """`editor` has the text. Ctrl Space offers what `words_for` knows to go on with."""

    def __init__(
        self, theme: Theme, label: str, *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, padding=(1, 6, 1, 1), parent=parent)
        self._look = theme
        self.words_for: Callable[[str], Sequence[Choice]] = lambda _: ()
        self.editor = CodeEditor(theme, name=name, parent=self)
        self.editor.setAccessibleName(label)
        self.menu = ChoiceMenu(theme, self)
        self.state = SignWords(theme, parent=self)
        keys = QCoreApplication.translate("form", "Ctrl Space completes names")
        self._keys = TextLabel(theme, keys, style=META, ink="text2", parent=self)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.state, 1)
        self._foot.addStretch()
        self._foot.addWidget(self._keys)
        self.inside.addWidget(self.editor)
        self.inside.addWidget(Hairline(self))
        self.inside.addLayout(self._foot)
        self.editor.complete_requested.connect(self._on_complete)
        self.menu.chosen.connect(self._on_chosen)
        theme.changed.connect(self._on_field_theme_changed)
        self._on_field_theme_changed()

    def say(self, words: str, *, is_wrong: bool) -> None:
        """Tell how the document is."""
        icon, ink = ("circle-alert", "red_text") if is_wrong else ("check", "green_text")
        self.state.say(words, icon=icon, ink=ink)
        self.editor.setAccessibleDescription(words if is_wrong else "")

    def set_read_only(self, read_only: bool) -> None:
        self.editor.setReadOnly(read_only)
        self._keys.setVisible(not read_only)

    def _on_complete(self) -> None:
        if self.editor.isReadOnly():
            return
        place = self.editor.cursorRect()
        corner = self.editor.viewport().mapToGlobal(place.topLeft())
        title = QCoreApplication.translate("form", "Names")
        word = self.editor.word_before()
        self.menu.open_at(QRect(corner, place.size()), self.words_for(word), title=title)
        self.menu.write(word)

    def _on_chosen(self, key: str) -> None:
        self.editor.complete(key)
        self.editor.setFocus()

    def _on_field_theme_changed(self) -> None:
        px = self._look.px
        self._foot.setContentsMargins(margins(self, (px(14), px(7), px(14), px(8))))
        self._foot.setSpacing(px(12))
