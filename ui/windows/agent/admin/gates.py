# SPDX-License-Identifier: Apache-2.0
"""The page about what comes before solving at work: drafts of what teams and categories ask for."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from app import intents
from app.client import Client
from app.errors import ClientError
from app.workspace.changes import Changes
from sync_server.contract.entities import Agent, Category, Gate, Published, Team
from sync_server.contract.gates import (
    MOST_ITEMS,
    Asked,
    ChecklistItem,
    gate_of_category,
    gate_of_team,
    team_of,
)
from sync_server.contract.ids import GateId
from ui.models.admin_rights import may_administer
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets import plural
from ui.widgets.day_list import DayValue
from ui.widgets.form_value import Line, Part
from ui.widgets.plain_text import harmless
from ui.windows.agent.admin.gates_page import GatesPage
from ui.windows.agent.admin.publishing import Publishing
from ui.windows.agent.fields import category_path

_SHOWN: Final = frozenset(kind.kind for kind in (Gate, Team, Category, Agent, Published))
_OF_A_TEAM: Final = frozenset({"category", "article"})
"""What only a team asks for: a category has one already, and what is written is a team's."""

_LONGEST: Final = 200
_NEW: Final = "new"


class GatesController(QObject):
    """Behind the page. What is changed is a draft until it is published.

    Signals: `troubled(ClientError)`.
    """

    troubled = Signal(object)

    def __init__(
        self, client: Client, page: GatesPage, theme: Theme, *, say: Callable[[str], object]
    ) -> None:
        super().__init__(page)
        self._workspace = client.workspace
        self._page = page
        self._say = say
        self._id = GateId("")
        self._is_adding = False
        self.publishing = Publishing(client, page.bar, theme, self, say=say)
        self.publishing.troubled.connect(self.troubled)
        page.list.selectionModel().currentChanged.connect(self._on_current)
        for box in page.boxes.values():
            box.clicked.connect(self._on_required)
        page.lines.changed.connect(self._on_changed)
        page.lines.removed.connect(self._on_removed)
        page.add.clicked.connect(self._on_add)

    # -- the page ------------------------------------------------------------------------------

    def open(self) -> None:
        """The page comes."""
        self.refresh()

    def close(self) -> None:
        """The page goes; what was begun goes with it."""
        self._is_adding = False

    def choose(self, gate: str) -> None:
        """Show what one of them asks for."""
        self._id, self._is_adding = GateId(gate), False

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        if changes.reloaded or not _SHOWN.isdisjoint(changes.rows):
            self.refresh()

    def refresh(self) -> None:
        """The list, and the one that is chosen."""
        rows = list(self._rows())
        self._page.show_any(any_row=bool(rows))
        if rows and self._id not in {each.key for each in rows}:
            self._id = GateId(rows[0].key)
        wanted = self._id
        self._page.list.show_days(rows)
        self._id = wanted  # while its row moves, another one is the current
        self._page.list.go_to(wanted)
        self._show_one()

    # -- what is published ---------------------------------------------------------------------

    @property
    def row(self) -> Gate | None:
        """What the chosen one asks for, if it ever asked for anything."""
        return self._workspace.get(Gate, self._id)

    def save(self, **changes: Any) -> object:
        """Change the draft, or switch it off and on."""
        return intents.save_gate(self._workspace, gate=self._id, **changes)

    def publish(self, *, number: int | None, note: str) -> object:
        """Put the draft into force, or a version that was."""
        return intents.publish_gate(self._workspace, gate=self._id, number=number, note=note)

    def objection(self, *, disables: bool) -> str:
        """Whatever is written here can be in force."""
        return ""

    # -- inside --------------------------------------------------------------------------------

    def _rows(self) -> Iterator[DayValue]:
        workspace = self._workspace
        teams = sorted(workspace.all(Team), key=lambda each: (each.name.casefold(), each.id))
        for team in teams:
            if not team.disabled:
                yield self._value(gate_of_team(team.id), team.name)
        paths = ((category_path(workspace, each.id), each) for each in workspace.all(Category))
        for path, category in sorted(paths, key=lambda each: (each[0].casefold(), each[1].id)):
            if not category.disabled:
                yield self._value(gate_of_category(category.id), path)

    def _value(self, gate: GateId, name: str) -> DayValue:
        kind = translate("gates", "Team") if team_of(gate) else translate("gates", "Category")
        detail = self._detail(self._workspace.get(Gate, gate))
        shown = harmless(name)
        return DayValue(gate, kind, shown, detail, f"{kind} {shown}. {detail}")

    def _detail(self, row: Gate | None) -> str:
        if row is None:
            return translate("gates", "asks for nothing")
        asked = _asked(row.document if row.draft is None else row.draft)
        parts = [
            plural.tr("%n items", "1 item", len(asked.checklist)) if asked.checklist else "",
            plural.tr("asks for %n things", "asks for 1 thing", len(asked.require))
            if asked.require
            else "",
        ]
        told = ", ".join(filter(None, parts)) or translate("gates", "asks for nothing")
        marks = (
            translate("gates", "draft") if row.draft is not None else "",
            translate("gates", "switched off") if row.disabled else "",
        )
        return " \N{MIDDLE DOT} ".join(filter(None, (told, *marks)))

    @property
    def _document(self) -> Asked:
        row = self.row
        return Asked() if row is None else _asked(row.document if row.draft is None else row.draft)

    def _show_one(self) -> None:
        asked, may, page = self._document, may_administer(self._workspace), self._page
        named = next((each.name for each in self._rows() if each.key == self._id), "")
        told = translate("gates", "What {name} asks for")
        page.card.set_title(told.format(name=named))
        page.card.set_aside("" if may else translate("gates", "Administrators set this"))
        is_team = team_of(self._id) is not None
        for name, box in page.boxes.items():
            box.setVisible(is_team or name not in _OF_A_TEAM)
            box.setChecked(name in asked.require)
            box.setEnabled(may)
        lines = [_line(place, item) for place, item in enumerate(asked.checklist)]
        if self._is_adding:
            lines.append(_line(_NEW, ChecklistItem("")))
        page.lines.show_lines(lines)
        page.lines.setEnabled(may)
        page.add.setVisible(may and len(lines) < MOST_ITEMS)
        page.order_tabs()
        self.publishing.refresh()

    def _on_current(self) -> None:
        key = self._page.list.current
        if key and key != self._id:
            self.choose(key)
            self._show_one()

    def _on_required(self) -> None:
        boxes = self._page.boxes.items()
        require = tuple(name for name, box in boxes if box.isChecked() and not box.isHidden())
        self._keep(self._document.checklist, require=require)

    def _on_add(self) -> None:
        self._is_adding = True
        self._show_one()
        self._page.lines.focus_line(_NEW)

    def _on_removed(self, id: str) -> None:
        if id == _NEW:
            self._is_adding = False
            self._show_one()
        else:
            items = self._document.checklist
            place = int(id)
            self._keep((*items[:place], *items[place + 1 :]))
        self._page.add.setFocus()

    def _on_changed(self, id: str, part: str, values: tuple[str, ...]) -> None:
        items = list(self._document.checklist)
        if id == _NEW:
            items.append(ChecklistItem(""))
        place = len(items) - 1 if id == _NEW else int(id)
        item = items[place]
        if part == "required":
            items[place] = ChecklistItem(item.text, bool(values))
        else:
            text = values[0].strip() if values else ""
            others = {each.text for each in items if each is not item}
            if not text or text in others or len(text) > _LONGEST:
                self._say(_problem(text, others))
                self._show_one()
                return
            items[place] = ChecklistItem(text, item.required)
        if items[place].text:
            self._is_adding = False
            self._keep(tuple(items))
        self._show_one()

    def _keep(
        self, checklist: tuple[ChecklistItem, ...], *, require: tuple[str, ...] | None = None
    ) -> None:
        asked: Any = self._document.require if require is None else require
        document = msgspec.to_builtins(Asked(checklist, asked))
        try:
            self.save(document=document)
        except ClientError as error:
            self.troubled.emit(error)
        self._show_one()


def _asked(document: object) -> Asked:
    """What a document says; one of a newer desk is not understood."""
    try:
        return msgspec.convert(document, Asked)
    except msgspec.ValidationError:
        return Asked()


def _line(place: int | str, item: ChecklistItem) -> Line:
    text = harmless(item.text)
    return Line(
        str(place),
        text or translate("gates", "the new item"),
        (
            Part("text", translate("gates", "Item"), "text", (text,), share=70),
            Part(
                "required",
                translate("gates", "Has to be done"),
                "flag",
                ("true",) if item.required else (),
                share=30,
            ),
        ),
    )


def _problem(text: str, others: set[str]) -> str:
    if text in others and text:
        return translate("gates", "This item is on the list already.")
    if len(text) > _LONGEST:
        told = translate("gates", "An item has at most {most} characters.")
        return told.format(most=_LONGEST)
    return translate("gates", "An item has a text. Remove it if it is not needed.")
