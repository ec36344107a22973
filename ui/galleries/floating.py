# SPDX-License-Identifier: Apache-2.0
"""What lies over others: menus, panels, toasts, the frame times, the scroll bar."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtWidgets import QMenu, QScrollArea, QVBoxLayout, QWidget

from ui.galleries.acts import both, inside
from ui.galleries.component import Act, Build, Component, Group, State, Words, focus, hover
from ui.galleries.stage import PopoverStage, directed, staged
from ui.theme.theme import Theme
from ui.theme.tokens import BODY
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.draft_peek import DraftPeek
from ui.widgets.field import Field
from ui.widgets.frame_overlay import FrameOverlay
from ui.widgets.label import Surface, TextLabel
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.popover import Popover
from ui.widgets.side_panel import SidePanel
from ui.widgets.sign import Sign
from ui.widgets.toast import Toast

_PEOPLE: Final = (
    Choice("maya", "Maya Okafor", Sign("avatar", "MO", 0), "9 of 12"),
    Choice("priya", "Priya Nair", Sign("avatar", "PN", 4), "7 of 12"),
    Choice("tomas", "Tomas Reyes", Sign("avatar", "TR", 2), "12 of 12"),
    Choice("nobody", "Nobody", Sign("icon", "user")),
)
_STATUSES: Final = (
    Choice("open", "Open", Sign("dot", "accent")),
    Choice("pending", "Pending", Sign("dot", "ctl")),
    Choice("solved", "Solved", Sign("dot", "green")),
)
_FIGURES: Final = (
    "frame       4.1 ms   p95   7.0 ms",
    "slowest    11.3 ms   TicketListModel.apply",
    "waiting     0 changes, 0 commands",
)


def _menu(
    choices: Sequence[Choice], current: str = "", *, searches: bool = True, new: bool = False
) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        menu = ChoiceMenu(theme)
        offered = [replace(choice, label=words(choice.label)) for choice in choices]

        def show(beside: QRect) -> None:
            menu.open_at(
                beside,
                offered,
                title=words("Choose one"),
                current=frozenset({current} if current else ()),
                allow_new=new,
                searches=searches,
            )

        return PopoverStage(menu, show, parent)

    return build


def _open(typed: str = "") -> Act:
    def act(stage: QWidget) -> None:
        assert isinstance(stage, PopoverStage)
        menu = stage.player

        def write() -> None:
            assert isinstance(menu, ChoiceMenu)
            menu.field.setText(typed)
            menu.field.textEdited.emit(typed)

        stage.open(write if typed else None)

    return act


def _popover(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    popover = Popover(theme)
    text = TextLabel(theme, words("Anything can float here."), parent=popover.panel)
    layout = QVBoxLayout(popover.panel)
    layout.setContentsMargins(*[theme.px(12)] * 4)
    layout.addWidget(text)
    return PopoverStage(popover, lambda beside: popover.open_beside(beside, text), parent)


def _peek(text: str, since: str = "") -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        peek = DraftPeek(theme)

        def show(beside: QRect) -> None:
            title = words("Tomas is writing")
            said = words(text)
            peek.show_draft(
                name="Tomas", initials="TR", pair=2, title=title, since=since, text=said
            )
            peek.open_beside(beside, peek.text)

        return PopoverStage(peek, show, parent)

    return build


class _SystemMenu(QMenu):
    """A menu of Qt, as the menu bar has them, in its place instead of in a window of its own."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowFlags(Qt.WindowType.Widget)
        theme.changed.connect(self._on_theme_changed)  # ends with the menu, as no lambda would
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font(BODY))


def _system_menu(theme: Theme, words: Words, parent: QWidget) -> QWidget:
    menu = _SystemMenu(theme, parent)
    for title, caps in (("New ticket", "C"), ("Reply", "R"), ("Solve", "E")):
        menu.addAction(f"{words(title)}\t{caps}")
    menu.actions()[-1].setEnabled(False)
    menu.addSeparator()
    menu.addAction(words("Settings"))
    return menu


def _point_at_first(menu: QWidget) -> None:
    assert isinstance(menu, QMenu)
    menu.setActiveAction(menu.actions()[0])


def _toast(theme: Theme, _: Words, stage: QWidget) -> QWidget:
    return Toast(theme, stage)


def _say(text: str, *, undo: bool = True) -> Act:
    return directed(Toast, lambda toast: toast.say(text, undo=undo))


_OFFER: Final = directed(Toast, lambda toast: toast.offer("Block sender"))


def _side_panel(theme: Theme, words: Words, stage: QWidget) -> QWidget:
    panel = SidePanel(theme, words("New ticket"), name="gallery.side.panel", parent=stage)
    panel.body.addWidget(Field(theme, words("Subject"), name="gallery.side.subject", parent=panel))
    panel.body.addStretch(1)
    panel.foot.addStretch(1)
    panel.foot.addWidget(Button(theme, words("Cancel"), kind="ghost", parent=panel))
    panel.foot.addWidget(Button(theme, words("Create ticket"), kind="primary", parent=panel))
    return panel


def _slide(part: type[QWidget]) -> Act:
    def act(panel: SidePanel) -> None:
        target = panel.findChild(part)
        assert isinstance(target, QWidget)
        panel.open(target.input if isinstance(target, Field) else target)

    return directed(SidePanel, act)


def _frames(theme: Theme, _: Words, stage: QWidget) -> QWidget:
    return FrameOverlay(theme, stage)


def _scrolled(lines: int) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        area = QScrollArea(parent)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        text = "\n".join(words(f"Line {line}") for line in range(1, lines + 1))
        ground = Surface("surface", area)
        QVBoxLayout(ground).addWidget(TextLabel(theme, text, wrap=True, parent=ground))
        area.setWidgetResizable(True)
        area.setWidget(ground)
        OverlayScrollBar(area)
        return area

    return build


def _enter(area: QWidget) -> None:
    QCoreApplication.sendEvent(area, QEvent(QEvent.Type.Enter))


_UNDO: Final = "window.toast.undo"
_SAID: Final = _say("14 tickets solved")

GROUP = Group(
    "Over the window",
    (
        Component(
            "choice_menu",
            ChoiceMenu,
            (
                State("people", _menu(_PEOPLE, "maya"), _open()),
                State("typed", _menu(_PEOPLE, "maya"), _open("pri")),
                State("nothing matches", _menu(_PEOPLE), _open("xyz")),
                State("something new", _menu(_PEOPLE, new=True), _open("api")),
                State("few actions", _menu(_STATUSES, "open", searches=False), _open()),
            ),
        ),
        Component(
            "menu",
            QMenu,
            (
                State("rest", _system_menu),
                State("hover, and where the keys are", _system_menu, _point_at_first),
            ),
        ),
        Component("popover", Popover, (State("rest", _popover, _open()),)),
        Component(
            "draft_peek",
            DraftPeek,
            (
                State("a draft", _peek("Hi Hana, the key is purged now.", "as of 13:57"), _open()),
                State("nothing yet", _peek("Nothing is written yet."), _open()),
            ),
        ),
        Component(
            "toast",
            Toast,
            (
                State("with undo", staged(_toast), _SAID, width=560, height=76),
                State("with an offer", staged(_toast), both(_SAID, _OFFER), width=720, height=76),
                State(
                    "hover",
                    staged(_toast),
                    both(_SAID, inside(Button, hover, _UNDO)),
                    width=560,
                    height=76,
                ),
                State(
                    "focus",
                    staged(_toast),
                    both(_SAID, inside(Button, focus, _UNDO)),
                    width=560,
                    height=76,
                ),
                State(
                    "nothing to undo",
                    staged(_toast),
                    _say("Copied #48213", undo=False),
                    width=560,
                    height=76,
                ),
            ),
        ),
        Component(
            "side_panel",
            SidePanel,
            (
                State("open", staged(_side_panel), _slide(Field), width=760, height=320),
                State(
                    "focus on the cross", staged(_side_panel), _slide(Button), width=760, height=320
                ),
            ),
        ),
        Component(
            "frame_overlay",
            FrameOverlay,
            (
                State(
                    "three figures",
                    staged(_frames),
                    directed(FrameOverlay, lambda frames: frames.show_lines(_FIGURES)),
                    width=560,
                    height=120,
                ),
            ),
        ),
        Component(
            "overlay_scroll_bar",
            OverlayScrollBar,
            (
                State("rest", _scrolled(20), width=240, height=120),
                State("pointer over it", _scrolled(20), _enter, width=240, height=120),
                State("all is seen", _scrolled(2), _enter, width=240, height=120),
            ),
        ),
    ),
)
