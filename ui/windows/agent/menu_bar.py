# SPDX-License-Identifier: Apache-2.0
"""The menus of the window: every command, with its key. On most systems they come with Alt."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QEvent, QKeyCombination, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY
from ui.widgets.key_names import key_words
from ui.widgets.plain_text import harmless
from ui.windows.agent.key_binding import as_caps
from ui.windows.agent.key_map import KeyMap
from ui.windows.agent.keys import KEYS, TEAMS

MENUS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        str(QT_TRANSLATE_NOOP("menus", "&File")),
        (
            "new_ticket log_call window attach export_history",
            "own_state settings sign_out",
            "close quit",
        ),
    ),
    (
        str(QT_TRANSLATE_NOOP("menus", "&Edit")),
        (
            "undo",
            "cut copy paste",
            "mark:bold mark:italic mark:code mark:bullets mark:numbers",
            "pick pick_all extend_next extend_previous",
            "palette search filter",
        ),
    ),
    (
        str(QT_TRANSLATE_NOOP("menus", "&View")),
        (
            "fold_navigation fold_properties",
            "zoom:in zoom:out zoom:reset",
            "arrange sort_now",
            "unfold show_only jump",
        ),
    ),
    (
        str(QT_TRANSLATE_NOOP("menus", "&Ticket")),
        (
            "reply reply_sender forward_mail note",
            "quote replies see_draft recipients send send_with_status",
            "take menu:assignee menu:team menu:status menu:priority menu:category menu:tags",
            "customer",
            "snooze solve solve_next",
            "follow unread copy_link why",
            "join:merge join:unmerge join:split join:link",
            "spam delete restore",
        ),
    ),
    (
        str(QT_TRANSLATE_NOOP("menus", "&Go")),
        (
            "back forward",
            "next previous take_next",
            "go:my_queue go:at_risk go:mentions go:snoozed go:promised go:drafts",
            "go:unassigned go:recently_solved go:deleted go:held go:admin",
            "team views alerts",
        ),
    ),
    (
        str(QT_TRANSLATE_NOOP("menus", "&Window")),
        (
            "focus:navigation focus:list focus:conversation focus:properties",
            "next_pane previous_pane",
            "minimize",
        ),
    ),
    (str(QT_TRANSLATE_NOOP("menus", "&Help")), ("help keys report",)),
)
"""Each menu with its commands, as the table of keys names them, in groups with lines between."""

_TITLES: Final = {
    "export_history": str(QT_TRANSLATE_NOOP("menus", "Export the history")),
    "sign_out": str(QT_TRANSLATE_NOOP("menus", "Sign out")),
    "close": str(QT_TRANSLATE_NOOP("menus", "Close this window")),
    "quit": str(QT_TRANSLATE_NOOP("menus", "Quit")),
    "cut": str(QT_TRANSLATE_NOOP("menus", "Cut")),
    "copy": str(QT_TRANSLATE_NOOP("menus", "Copy")),
    "paste": str(QT_TRANSLATE_NOOP("menus", "Paste")),
    "arrange": str(QT_TRANSLATE_NOOP("menus", "Sort and group this list")),
    "show_only": str(QT_TRANSLATE_NOOP("menus", "Show only some of the conversation")),
    "minimize": str(QT_TRANSLATE_NOOP("menus", "Minimize")),
    "restore": str(QT_TRANSLATE_NOOP("menus", "Restore")),
    "join:unmerge": str(QT_TRANSLATE_NOOP("menus", "Unmerge")),
    "go:deleted": str(QT_TRANSLATE_NOOP("menus", "Deleted")),
    "report": str(QT_TRANSLATE_NOOP("menus", "Copy report")),
}
_CLIPBOARD: Final = {"cut": Qt.Key.Key_X, "copy": Qt.Key.Key_C, "paste": Qt.Key.Key_V}
_OF_TICKETS: Final = frozenset({"ticket", "composer"})
_ALSO_OF_TICKETS: Final = frozenset(
    {"window", "show_only", "export_history", "restore", "join:unmerge"}
)
_ASK: Final = frozenset(
    {"jump", "snooze", "arrange", "show_only", "recipients", "export_history"}
    | {"join:merge", "join:split", "join:link"}
)


class LoneAlt:
    """Alt, pressed and let go with nothing else meanwhile. F10 stands for it."""

    def __init__(self) -> None:
        self._alone = False

    def take(self, event: QEvent) -> bool:
        """Whether this event ends such a press."""
        if not isinstance(event, QKeyEvent):
            if event.type() in (QEvent.Type.WindowDeactivate, QEvent.Type.MouseButtonPress):
                self._alone = False
            return False
        is_alt, done = event.key() == Qt.Key.Key_Alt, False
        if event.type() == QEvent.Type.KeyRelease:
            done, self._alone = is_alt and self._alone, False
        else:
            others = event.modifiers() & ~Qt.KeyboardModifier.AltModifier
            self._alone = is_alt and others == Qt.KeyboardModifier.NoModifier
            done = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_F10
        return done


class MenuBar(QObject):
    """The bar of a window, made when it is first asked for. `do` performs a command by its name,
    `teams` are the names of the team queues, `has_ticket` tells whether one is open, and `performs`
    whether the window has a command at all.
    """

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        *,
        keys: KeyMap,
        do: Callable[[str], object],
        teams: Callable[[], tuple[str, ...]],
        has_ticket: Callable[[], bool],
        performs: Callable[[str], bool] = lambda name: True,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._keys = keys
        self._do = do
        self._teams = teams
        self._has_ticket = has_ticket
        self._performs = performs
        self._alt = LoneAlt()
        self._before: QWidget | None = None
        self._menus: list[QMenu] = []
        self.bar: QMenuBar | None = None
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if self._alt.take(event):
                self.toggle()
                return True
        elif event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._hide_unused)
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False

    def toggle(self) -> None:
        """Show the bar with its first menu chosen, or hide it."""
        if self.bar is not None and self.bar.isVisible():
            self.hide()
            return
        bar = self._bar()
        self._before = self._window.focusWidget()
        bar.show()
        bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
        bar.setActiveAction(bar.actions()[0])

    def hide(self) -> None:
        """Give the focus back to where it was."""
        before, self._before = self._before, None
        if self.bar is None or self.bar.isHidden():
            return
        had_focus = self.bar.hasFocus()
        self.bar.hide()
        if had_focus and before is not None:
            before.setFocus(Qt.FocusReason.MenuBarFocusReason)

    def _bar(self) -> QMenuBar:
        if self.bar is None:
            self.bar = bar = QMenuBar(self._window)
            bar.setObjectName("window.menus.bar")
            bar.setAccessibleName(translate("menus", "Menus"))
            bar.installEventFilter(self)
            layout = self._window.layout()
            if layout is not None:
                layout.setMenuBar(bar)
            for title, names in MENUS:
                groups = tuple(filter(None, map(self._performed, names)))
                if not groups:
                    continue
                menu = QMenu(translate("menus", title), bar)
                menu.setObjectName(f"window.menus.{title.strip('&').lower()}")
                menu.aboutToShow.connect(partial(self._fill, menu, groups))
                menu.aboutToHide.connect(self._on_about_to_hide)
                bar.addMenu(menu)
                self._menus.append(menu)
        for shown in (self.bar, *self._menus):
            shown.setFont(self._theme.font(BODY))
        return self.bar

    def _performed(self, names: str) -> str:
        """What of a group this window does."""
        own = (name for name in names.split() if name in _CLIPBOARD or self._performs(name))
        return " ".join(own)

    def _fill(self, menu: QMenu, groups: tuple[str, ...]) -> None:
        """Anew each time: keys, teams and what is open may have changed."""
        menu.clear()
        for group in groups:
            if menu.actions():
                menu.addSeparator()
            for name in group.split():
                if name == "team":
                    for number, team in enumerate(self._teams()[: len(TEAMS)], 1):
                        self._add(menu, f"team:{number}", harmless(team))
                else:
                    self._add(menu, name, command_title(name))

    def _add(self, menu: QMenu, name: str, title: str) -> None:
        team = name.startswith("team:")
        caps = " ".join(as_caps(self._keys.text(name)) if team else self._keys.caps_for(name))
        words = title.replace("&", "&&")
        action = QAction(f"{words}\t{key_words(caps)}" if caps else words, menu)
        action.setObjectName(name)
        action.setEnabled(self._has_ticket() or not _needs_ticket(name))
        action.triggered.connect(self._on_triggered)
        menu.addAction(action)

    def _on_triggered(self) -> None:
        name, before = self.sender().objectName(), self._before
        self.hide()
        if name in _CLIPBOARD:
            _press(before, _CLIPBOARD[name])
        else:
            self._do(name)

    def _on_about_to_hide(self) -> None:
        QTimer.singleShot(0, self, self._hide_unused)

    def _hide_unused(self) -> None:
        """The bar goes when nobody is in it or in one of its menus."""
        bar = self.bar
        open_menu = any(menu.isVisible() for menu in self._menus)
        if bar is not None and not open_menu and bar.activeAction() is None:
            self.hide()


def command_title(name: str) -> str:
    """What a command is called in a menu; one that asks something more ends with dots."""
    known = next((key for key in KEYS if key.action == name), None)
    title = translate("menus", _TITLES[name]) if known is None else known.words
    return f"{title}\u2026" if name.startswith("menu:") or name in _ASK else title


def _needs_ticket(name: str) -> bool:
    return name in _ALSO_OF_TICKETS or any(
        key.action == name and key.place in _OF_TICKETS for key in KEYS
    )


def _press(widget: QWidget | None, key: Qt.Key) -> None:
    """What a text does by its own key is done by that key."""
    if widget is not None:
        control = QKeyCombination(Qt.KeyboardModifier.ControlModifier, key)
        pressed = QKeyEvent(QEvent.Type.KeyPress, key, control.keyboardModifiers())
        QApplication.sendEvent(widget, pressed)
