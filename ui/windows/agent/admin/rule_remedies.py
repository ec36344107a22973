# SPDX-License-Identifier: Apache-2.0
"""What can be done about a name in a rule that nothing has: take a near one, or create it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app import intents
from app.workspace.workspace import Workspace
from sync_server.contract.queries import RuleProblem
from ui.models.json_layout import laid_out
from ui.models.json_text import JsonText
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.button import Button
from ui.windows.agent.admin.rule_words import named_title

_MOST: Final = 3
_CREATES: Final[Mapping[str, Callable[..., Any]]] = {
    "team": intents.create_team,
    "category": intents.create_category,
    "skill": intents.create_skill,
}


class RuleRemedies(QWidget):
    """A link for each. Emits `taken(name)` for a near one, `create_requested()`."""

    taken = Signal(str)
    create_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self.near = [Button(theme, kind="link", name="-", parent=self) for _ in range(_MOST)]
        self.create_button = Button(theme, kind="link", name="-", parent=self)
        self.create_button.setObjectName("admin.rule.create.button")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for place, button in enumerate(self.near):
            button.setObjectName(f"admin.rule.near.{place}.button")
            button.clicked.connect(lambda _=False, place=place: self._on_near(place))
            self._row.addWidget(button)
        self._row.addWidget(self.create_button)
        self._row.addStretch(1)
        self.create_button.clicked.connect(self.create_requested)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    def show_ways(self, names: Sequence[str], creates: str) -> None:
        """Offer to take these, and to create what is called so."""
        self._names = tuple(names[:_MOST])
        for place, button in enumerate(self.near):
            button.setVisible(place < len(self._names))
            if place < len(self._names):
                told = translate("rules", "Use {name}")
                button.set_label(told.format(name=self._names[place]))
        self.create_button.set_label(creates)
        self.create_button.setVisible(bool(creates))
        self.setVisible(bool(self._names or creates))

    def _on_near(self, place: int) -> None:
        self.taken.emit(self._names[place])

    def _on_theme_changed(self) -> None:
        self._row.setSpacing(self._theme.px(16))


def create_words(problem: RuleProblem, name: str) -> str:
    """The offer to create what a rule names, where that can be done."""
    told = {
        "team": translate("rules", "Create the team {name}"),
        "category": translate("rules", "Create the category {name}"),
        "skill": translate("rules", "Create the skill {name}"),
    }.get(problem.unknown, "")
    return told.format(name=named_title(name)) if problem.creatable and name else ""


def name_at(read: JsonText, path: str) -> str:
    """The name that stands at a path."""
    place = read.at(path)
    value = JsonText.read(read.text[place.start : place.end]).value
    return value if isinstance(value, str) else ""


def with_name(read: JsonText, path: str, name: str) -> str:
    """The text with another name at a path."""
    place = read.at(path)
    return read.text[: place.start] + laid_out(name) + read.text[place.end :]


def create(workspace: Workspace, kind: str, name: str) -> None:
    """Create what a rule names. Raises what the intents raise."""
    _CREATES[kind](workspace, name=named_title(name))
