# SPDX-License-Identifier: Apache-2.0
"""The form of a rule at work: what is done in it becomes another document of the same rule."""

from dataclasses import replace
from itertools import count
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.workspace.workspace import Workspace
from ui.models.json_text import same
from ui.widgets.plain_text import harmless
from ui.windows.agent.admin.condition_lines import ConditionLines, Problems
from ui.windows.agent.admin.condition_words import condition_words
from ui.windows.agent.admin.rule_conditions import (
    AskedLine,
    GroupLines,
    added,
    document_of,
    every_test,
    lines_of,
    replaced,
    with_places,
)
from ui.windows.agent.admin.rule_lines import RuleLines, action_value, trigger_of
from ui.windows.agent.admin.rule_page import RulePage
from ui.windows.agent.admin.rule_parts import (
    AUDIENCE,
    STOP,
    USUAL_TRIGGERS,
    Document,
    actions_of,
    put,
    triggers_of,
    with_action,
    with_trigger,
    without,
)
from ui.windows.agent.admin.rule_vocabulary import Vocabulary

_NEW: Final = AskedLine("")


class RuleForm(QObject):
    """Emits `changed(document)` for what the person does.

    What is not complete yet, a condition without a value, stands in the form alone.
    """

    changed = Signal(object)

    def __init__(self, workspace: Workspace, page: RulePage) -> None:
        super().__init__(page)
        self._workspace = workspace
        self._page = page
        self._numbers = count()
        self._document: Document = {}
        self._problems: Problems = {}
        self._lines: GroupLines | None = None
        self._begun: list[tuple[str, str]] = []
        self._ids: dict[str, str] = {}
        self._may_edit = False
        self._parts = RuleLines(workspace, Vocabulary())
        self._conditions = ConditionLines(workspace, Vocabulary())
        self._connect()

    @property
    def vocabulary(self) -> Vocabulary:
        """What the server knows of rules; nothing before it has said so."""
        return self._conditions.vocabulary

    def set_vocabulary(self, vocabulary: Vocabulary) -> None:
        """What the server knows of rules."""
        self._parts = RuleLines(self._workspace, vocabulary)
        self._conditions = ConditionLines(self._workspace, vocabulary)
        self._lines = None

    def forget(self) -> None:
        """Another rule comes: what was begun goes."""
        self._lines, self._begun, self._ids = None, [], {}

    def show_document(self, document: Document, problems: Problems, *, may_edit: bool) -> None:
        """Show a document, and what is wrong with it at its lines."""
        self._document, self._problems, self._may_edit = document, problems, may_edit
        page = self._page
        if not page.name.input.hasFocus():
            page.name.set_text(harmless(str(document.get("rule", ""))))
        page.name.set_error(problems.get("rule", ""))
        page.triggers.show_lines(self._parts.triggers(document, problems))
        audience = self._parts.audience(document, problems)
        page.audience.show_lines(audience)
        page.for_whom.setVisible(bool(audience))
        self._show_conditions()
        page.effects.show_lines(
            self._parts.actions(document, self._begun, self._ids, problems=problems)
        )
        page.order_tabs()
        page.stop.setChecked(actions_of(document).get(STOP) is True)
        page.repeats.setChecked(document.get("repeats") is True)
        lines = (page.triggers, page.audience, page.effects)
        for part in (page.name, *lines, page.stop, page.repeats):
            part.setEnabled(may_edit)
        for link in (page.add_trigger, page.add_action):
            link.setVisible(may_edit)

    # -- conditions ------------------------------------------------------------------------------

    def _show_conditions(self) -> None:
        document, page = self._document.get("conditions"), self._page
        fresh = lines_of(document, self.vocabulary, self._new_id)
        kept = self._lines
        if kept is None or not same(self._written(kept), document):
            self._lines = fresh
        elif fresh is not None:
            self._lines = with_places(kept, fresh)
        page.conditions.setVisible(self._lines is not None)
        page.deep.setVisible(self._lines is None)
        if self._lines is None:
            page.deep.setText(condition_words(self._workspace, document))
        else:
            shown = self._conditions.group(self._lines, self._problems)
            page.conditions.show_group(shown, may_edit=self._may_edit)

    def _written(self, lines: GroupLines) -> object:
        return document_of(lines, self._document.get("conditions"), self.vocabulary)

    def _take(self, lines: GroupLines) -> None:
        """These are the conditions now; what they ask for becomes a part of the document."""
        self._lines = lines
        written = self._written(lines)
        if same(written, self._document.get("conditions")):
            self._show_conditions()
        elif written is None:
            self.changed.emit(without(self._document, "conditions"))
        else:
            self.changed.emit(put(self._document, "conditions", written, before="actions"))

    def _on_condition(self, id: str, part: str, values: tuple[str, ...]) -> None:
        lines = self._lines
        line = None if lines is None else next((x for x in every_test(lines) if x.id == id), None)
        if lines is None or line is None:
            return
        if part == "values":
            operand = self._conditions.operand(line, line.operator, values)
            line = replace(line, values=operand, as_written=False)
        elif part == "operator":
            line = self._conditions.with_operator(line, values[0])
        else:
            line = self._conditions.with_field(line, values[0])
        self._take(replaced(lines, id, line))

    def _on_mode(self, id: str, mode: str) -> None:
        if self._lines is None:
            return
        if self._lines.id == id:
            self._take(replace(self._lines, mode=mode))
            return
        inner = next(each for each in self._lines.parts if each.id == id)
        if isinstance(inner, GroupLines):
            self._take(replaced(self._lines, id, replace(inner, mode=mode)))

    def _on_condition_removed(self, id: str) -> None:
        if self._lines is not None:
            self._take(replaced(self._lines, id, None))
            self._page.conditions.add.setFocus()

    def _on_line_added(self, group: str) -> None:
        if self._lines is not None:
            id = self._new_id()
            self._take(added(self._lines, group, replace(_NEW, id=id)))
            self._page.conditions.focus_line(id)

    def _on_group_added(self) -> None:
        if self._lines is not None:
            id, inner = self._new_id(), self._new_id()
            group = GroupLines(id, "any", (replace(_NEW, id=inner),))
            self._take(added(self._lines, self._lines.id, group))
            self._page.conditions.focus_line(inner)

    # -- triggers and actions ----------------------------------------------------------------------

    def _on_trigger(self, id: str, part: str, values: tuple[str, ...]) -> None:
        place, triggers = int(id), triggers_of(self._document)
        before = triggers[place] if triggers else {}
        trigger = trigger_of(before, part, values, self.vocabulary)
        self.changed.emit(
            without(self._document, "triggers")
            if trigger is None
            else with_trigger(self._document, place, trigger)
        )

    def _on_audience(self, _id: str, _part: str, values: tuple[str, ...]) -> None:
        value = action_value("notify", AUDIENCE, values, self._document.get(AUDIENCE))
        self.changed.emit(
            without(self._document, AUDIENCE)
            if value is None
            else put(self._document, AUDIENCE, value, before="conditions")
        )

    def _on_trigger_added(self) -> None:
        place = len(triggers_of(self._document)) or len(USUAL_TRIGGERS)
        self.changed.emit(with_trigger(self._document, place, {"on": "changed"}))

    def _on_trigger_removed(self, id: str) -> None:
        self.changed.emit(with_trigger(self._document, int(id), None))
        self._page.add_trigger.setFocus()

    def _on_action(self, id: str, part: str, values: tuple[str, ...]) -> None:
        begun, name = dict(self._begun), self._name_of(id)
        if part == "action":
            self._begin(id, values[0])
            return
        value = action_value(name, part, values, actions_of(self._document).get(name))
        if id in begun and value is not None:
            self._begun = [each for each in self._begun if each[0] != id]
            self._ids[name] = id  # the same line, of which something has come
        elif id not in begun and value is None:
            self._begun.append((self._new_id(), name))
        self.changed.emit(with_action(self._document, name, value))

    def _begin(self, id: str, name: str) -> None:
        """Another action in the place of one: what it had been given is no value of that."""
        if id in dict(self._begun):
            self._begun = [(each, name if each == id else old) for each, old in self._begun]
            self._refresh()
            return
        self._begun.append((self._new_id(), name))
        self.changed.emit(with_action(self._document, self._name_of(id), None))

    def _name_of(self, id: str) -> str:
        """The action of a line."""
        known = {each: name for name, each in self._ids.items()} | dict(self._begun)
        return known.get(id, id)

    def _on_action_added(self) -> None:
        id = self._new_id()
        self._begun.append((id, ""))
        self._refresh()
        self._page.effects.focus_line(id)

    def _on_action_removed(self, id: str) -> None:
        if id in dict(self._begun):
            self._begun = [each for each in self._begun if each[0] != id]
            self._refresh()
        else:
            self.changed.emit(with_action(self._document, self._name_of(id), None))
        self._page.add_action.setFocus()

    def _on_name(self) -> None:
        name = self._page.name.text().strip()
        if name and name != harmless(str(self._document.get("rule", ""))):
            self.changed.emit({**self._document, "rule": name})

    def _refresh(self) -> None:
        self.show_document(self._document, self._problems, may_edit=self._may_edit)

    def _new_id(self) -> str:
        return f"line {next(self._numbers)}"

    def _connect(self) -> None:
        page = self._page
        page.name.input.editingFinished.connect(self._on_name)
        page.triggers.changed.connect(self._on_trigger)
        page.audience.changed.connect(self._on_audience)
        page.triggers.removed.connect(self._on_trigger_removed)
        page.add_trigger.clicked.connect(self._on_trigger_added)
        page.conditions.changed.connect(self._on_condition)
        page.conditions.mode_chosen.connect(self._on_mode)
        page.conditions.removed.connect(self._on_condition_removed)
        page.conditions.line_added.connect(self._on_line_added)
        page.conditions.group_added.connect(self._on_group_added)
        page.effects.changed.connect(self._on_action)
        page.effects.removed.connect(self._on_action_removed)
        page.add_action.clicked.connect(self._on_action_added)
        page.stop.clicked.connect(self._on_stop)
        page.repeats.clicked.connect(self._on_repeats)

    def _on_stop(self, checked: bool) -> None:
        self.changed.emit(with_action(self._document, STOP, checked or None))

    def _on_repeats(self, checked: bool) -> None:
        before = without(self._document, "repeats")
        self.changed.emit({**before, "repeats": True} if checked else before)
