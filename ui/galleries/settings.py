# SPDX-License-Identifier: Apache-2.0
"""The settings: the list of pages, and a line with each kind of control."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.galleries.acts import inside
from ui.galleries.component import (
    Build,
    Component,
    Group,
    State,
    Words,
    disable,
    focus,
    hover,
    press,
)
from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.choice_list import ChoiceList
from ui.widgets.settings_page_button import SettingsPageButton
from ui.widgets.settings_row import SettingsRow
from ui.widgets.sign import Sign
from ui.widgets.switch import Switch

_WIDTH: Final = 420


def _page(*, shown: bool = False) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        button = SettingsPageButton(
            theme, words("Language and time"), name="gallery.page.button", parent=parent
        )
        button.setChecked(shown)
        return button

    return build


def _row(
    *, wide: bool = False, hint: str = "", then: Callable[[SettingsRow], None] = lambda _: None
) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        title = words("Single keys")
        control: QWidget
        if wide:
            control = ChoiceButton(theme, title, name="gallery.keys.choice")
            control.set_choices((Choice("deskbell", words("Deskbell keys")),))
            control.set_keys(("deskbell",))
        else:
            control = Switch(theme, title, name="gallery.keys.toggle")
        row = SettingsRow(theme, title, control, hint=words(hint) if hint else "", wide=wide)
        row.setParent(parent)
        then(row)
        return row

    return build


def _lock(row: SettingsRow) -> None:
    row.set_locked("Set by your IT team")


def _complain(row: SettingsRow) -> None:
    row.set_hint("J is used by Next ticket.", wrong=True)


_HINT: Final = "Letters act at once in the list and in the conversation."


def _list(*, names: tuple[str, ...]) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        shown = ChoiceList(theme, words("Replies"), name="gallery.replies.list", parent=parent)
        shown.show_choices(
            [
                Choice(name, words(name), Sign("icon", "message-square"), words("mine"))
                for name in names
            ]
        )
        return shown

    return build


_REPLIES: Final = (
    "Corrected invoice is on its way",
    "Job id, please",
    "Key rotation takes a while",
)

_PAGES: Final = Component(
    "settings_page",
    SettingsPageButton,
    (
        State("rest", _page()),
        State("hover", _page(), hover),
        State("pressed", _page(), press),
        State("focus", _page(), focus),
        State("shown", _page(shown=True)),
        State("disabled", _page(), disable),
    ),
)

_ROWS: Final = Component(
    "settings_row",
    SettingsRow,
    (
        State("switch", _row(), width=_WIDTH),
        State("switch, hint", _row(hint=_HINT), width=_WIDTH),
        State("switch, focus", _row(hint=_HINT), inside(Switch, focus), width=_WIDTH),
        State("choice", _row(wide=True, hint=_HINT), width=_WIDTH),
        State("locked", _row(hint=_HINT, then=_lock), width=_WIDTH),
        State("choice, locked", _row(wide=True, then=_lock), width=_WIDTH),
        State("wrong", _row(wide=True, then=_complain), width=_WIDTH),
    ),
)

_LISTS: Final = Component(
    "choice_list",
    ChoiceList,
    (
        State("one", _list(names=_REPLIES[:1]), width=_WIDTH),
        State("some", _list(names=_REPLIES), width=_WIDTH),
        State("focus", _list(names=_REPLIES), focus, width=_WIDTH),
    ),
)

GROUP = Group("Settings", (_PAGES, _ROWS, _LISTS))
