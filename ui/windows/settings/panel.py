# SPDX-License-Identifier: Apache-2.0
"""The settings at the right edge: pages, a search over all of them, and what else stands there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.settings import PAGES, SCHEMA, Setting, Settings, Value
from ui.models.local_time import zones
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import META, SECTION
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.field import Field
from ui.widgets.label import Hairline, TextLabel
from ui.widgets.settings_page_button import SettingsPageButton
from ui.widgets.settings_row import SettingsRow
from ui.widgets.side_panel import SidePanel
from ui.widgets.switch import Switch
from ui.widgets.tab_order import stop_at
from ui.windows.settings.text_box import TextBox
from ui.windows.settings.week_days import WeekDays
from ui.windows.settings.words import (
    LOCKED,
    hint_words,
    matches,
    page_words,
    title_words,
    value_words,
)


class SettingsPanel(SidePanel):
    """Shows and changes settings at once. `add` puts more on a page. Emits `page_shown(page)`."""

    page_shown = Signal(str)

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget) -> None:
        super().__init__(
            theme, translate("settings", "Settings"), name="settings.panel", parent=parent
        )
        self._look = theme
        self._settings = settings
        self._rows: dict[str, SettingsRow] = {}
        self._extras: dict[QWidget, tuple[str, str]] = {}
        self._pages: dict[str, QWidget] = {}
        self._buttons: dict[str, SettingsPageButton] = {}
        self.search = Field(
            theme,
            translate("settings", "Search settings"),
            name="settings.search.field",
            parent=self,
        )
        self.nothing = TextLabel(
            theme, translate("settings", "Nothing found"), ink="text2", parent=self
        )
        self._page = PAGES[0]
        self._fill()
        self.search.edited.connect(self._show)
        self._subscription = settings.changed.connect(self._on_setting_changed)
        self.show_page(self._page)

    def show_page(self, page: str) -> None:
        """Show one page, and forget what was searched."""
        self._page = page
        self.search.set_text("")
        self._show("")
        self.page_shown.emit(page)

    def open(self, focus: QWidget) -> None:
        """Show it as it was left, but for what was searched."""
        if self.isHidden():
            self.show_page(self._page)
        super().open(focus)

    def row(self, name: str) -> SettingsRow:
        """The line of a setting."""
        return self._rows[name]

    def add(self, page: str, widget: QWidget, *, words: str) -> None:
        """Put something of another kind at the end of a page; `words` find it."""
        inside = self._pages[page].layout()
        assert inside is not None
        inside.addWidget(widget)
        self._extras[widget] = (page, words.casefold())
        self._show(self.search.text())

    def detach(self) -> None:
        """Hear nothing of the settings any more."""
        self._subscription.close()

    # -- building ------------------------------------------------------------------------------

    def _fill(self) -> None:
        px = self._look.px
        self.body.addWidget(self.search)
        columns = QHBoxLayout()
        columns.setSpacing(px(24))
        left = QVBoxLayout()
        left.setSpacing(px(2))
        right = QVBoxLayout()
        right.setSpacing(0)
        for page in PAGES:
            button = SettingsPageButton(
                self._look, page_words(page), name=f"settings.page.{page}", parent=self
            )
            button.clicked.connect(self._on_page_pressed)
            self._buttons[page] = button
            left.addWidget(button)
            self._pages[page] = self._new_page(page)
            right.addWidget(self._pages[page])
        left.addStretch(1)
        right.addWidget(self.nothing)
        right.addStretch(1)
        columns.addLayout(left)
        columns.addLayout(right, 1)
        self.body.addLayout(columns, 1)
        told = translate("settings", "Changes take effect at once.")
        self.foot.addWidget(TextLabel(self._look, told, style=META, ink="text3", parent=self))

    def _new_page(self, page: str) -> QWidget:
        widget = QWidget(self)
        inside = QVBoxLayout(widget)
        inside.setContentsMargins(0, 0, 0, self._look.px(16))
        inside.setSpacing(0)
        inside.addWidget(TextLabel(self._look, page_words(page), style=SECTION, parent=widget))
        for setting in SCHEMA.values():
            if setting.shown and setting.page == page:
                row = self._rows[setting.name] = self._new_row(setting)
                inside.addWidget(row)
                inside.addWidget(Hairline(widget))
                self._refresh(setting)
        return widget

    def _new_row(self, setting: Setting) -> SettingsRow:
        title, name = title_words(setting), f"settings.{setting.name}.field"
        hint = hint_words(setting)
        if isinstance(setting.default, bool):
            switch = Switch(self._look, title, name=name)
            switch.clicked.connect(self._on_changed)
            return SettingsRow(self._look, title, switch, hint=hint)
        if setting.name == "signature":
            box = TextBox(self._look, title, name=name)
            box.textChanged.connect(self._on_changed)
            return SettingsRow(self._look, title, box, hint=hint, wide=True)
        if setting.name == "working_days":
            week = WeekDays(self._look, title, name=name)
            week.changed.connect(self._on_changed)
            return SettingsRow(self._look, title, week, hint=hint)
        chooser = ChoiceButton(self._look, title, name=name)
        chooser.changed.connect(self._on_changed)
        return SettingsRow(self._look, title, chooser, hint=hint, wide=True)

    def _refresh(self, setting: Setting) -> None:
        row, value = self._rows[setting.name], self._settings.get(setting.name)
        if isinstance(row.control, Switch):
            row.control.setChecked(bool(value))
        elif isinstance(row.control, TextBox):
            row.control.show_text(str(value))
        elif isinstance(row.control, WeekDays):
            row.control.set_marks(str(value))
        elif isinstance(row.control, ChoiceButton):
            row.control.set_choices(
                [Choice(str(each), value_words(setting, each)) for each in _offered(setting, value)]
            )
            row.control.set_keys((str(value),))
        managed = self._settings.is_managed(setting.name)
        row.set_locked(translate("settings", LOCKED) if managed else "")

    # -- what happens --------------------------------------------------------------------------

    def _show(self, text: str) -> None:
        """One page, or from all of them what a text finds."""
        found = 0
        for page, widget in self._pages.items():
            hits = self._show_matches(page, text)
            found += hits
            widget.setVisible(bool(hits) if text.strip() else page == self._page)
        for page, button in self._buttons.items():
            button.set_shown(page == self._page and not text.strip())
        stop_at(self._buttons[self._page], self._buttons.values())
        self.nothing.setVisible(bool(text.strip()) and not found)

    def _show_matches(self, page: str, text: str) -> int:
        hits = 0
        for name, row in self._rows.items():
            if SCHEMA[name].page == page:
                hit = matches(SCHEMA[name], text)
                row.setVisible(hit)
                hits += hit
        for widget, (where, words) in self._extras.items():
            if where == page:
                hit = all(each in words for each in text.casefold().split())
                widget.setVisible(hit)
                hits += hit
        return hits

    def _on_page_pressed(self) -> None:
        self.show_page(self.sender().objectName().rpartition(".")[2])

    def _on_changed(self) -> None:
        """A control says so; it is told by its name, since it must not hold on to the panel."""
        control = self.sender()
        name = control.objectName().split(".")[1]
        if isinstance(control, Switch):
            self._settings.set(name, control.isChecked())
        elif isinstance(control, TextBox):
            self._settings.set(name, control.written())
        elif isinstance(control, WeekDays):
            self._settings.set(name, control.marks())
        elif isinstance(control, ChoiceButton):
            number = isinstance(SCHEMA[name].default, int)
            self._settings.set(name, int(control.key) if number else control.key)

    def _on_setting_changed(self, name: str) -> None:
        if name in self._rows:
            self._refresh(SCHEMA[name])


def _offered(setting: Setting, value: Value) -> Sequence[Value]:
    """What can be chosen; a number that is set otherwise is among it."""
    if setting.choices:
        return setting.choices
    if setting.name == "time_zone":
        return ("", *sorted({*zones(), str(value)} - {""}))
    steps = {*setting.steps, int(value)}
    return sorted(steps)


def note(theme: Theme, text: str, *, parent: QWidget | None = None) -> TextLabel:
    """A paragraph. The focus does not stop there: what is to be copied stands in a `LinesBox`."""
    return TextLabel(theme, text, ink="text2", wrap=True, parent=parent)
