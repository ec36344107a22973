# SPDX-License-Identifier: Apache-2.0
"""The page of automation rules at work: their list and order, and the one that is edited.

That of macros is the same page for those rules that run only when a person asks.
"""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from app import intents
from app.client import Client
from app.errors import ClientError
from app.workspace.changes import Changes
from sync_server.contract.entities import AutomationRule
from sync_server.contract.ids import RuleId
from sync_server.contract.queries import RuleCheck, RuleFinding
from ui.models.admin_rights import may_administer
from ui.models.server_words import server_words
from ui.models.words import translate
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.windows.agent.admin.macro_words import macro_rows
from ui.windows.agent.admin.rule_editing import RuleEditing
from ui.windows.agent.admin.rule_words import in_order, is_macro, rule_rows
from ui.windows.agent.admin.rules_page import RulesPage

_MACRO: Final = {"on": "manual"}
_NEW_ACTIONS: Final = {"priority": "high"}
"""What a new rule does until somebody says what it shall do; it is a draft."""


class RulesController(QObject):
    """Behind the page. Signals: `troubled(ClientError)`, `elsewhere(rule)` for one that was edited
    here and belongs to the other page now.
    """

    troubled = Signal(object)
    elsewhere = Signal(object)

    def __init__(
        self,
        client: Client,
        page: RulesPage,
        theme: Theme,
        *,
        spawn: Spawn,
        say: Callable[[str], object],
    ) -> None:
        super().__init__(page)
        self._workspace = client.workspace
        self._page = page
        self._findings: tuple[RuleFinding, ...] = ()
        self.editing = RuleEditing(client, page.editor, theme, spawn=spawn, say=say)
        self.editing.troubled.connect(self.troubled)
        self.editing.checked.connect(self._on_checked)
        page.list.current_found.connect(self._on_current)
        page.list.opened.connect(self._on_opened)
        page.list.move_requested.connect(self.move)
        page.list.switched.connect(self._on_switched)
        page.new.clicked.connect(self._on_new)
        page.editor.back.clicked.connect(self.leave_editor)

    def open(self) -> None:
        """The page comes."""
        self.refresh()
        self.editing.open()

    def close(self) -> None:
        """The page goes."""

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        edited = self.editing.row
        if changes.reloaded or AutomationRule.kind in changes.rows:
            self.refresh()
        self.editing.take(changes)
        if edited is not None and self._is_elsewhere(edited.id):
            self.editing.show_rule(RuleId(self._page.list.current))
            self.elsewhere.emit(self._workspace.get(AutomationRule, edited.id))

    def _is_elsewhere(self, id: RuleId) -> bool:
        """Whether a rule that is there belongs to the other page."""
        rule = self._workspace.get(AutomationRule, id)
        return rule is not None and is_macro(rule) != self._page.of_macros

    def refresh(self) -> None:
        """The rows as they are."""
        rules = self._rules()
        may, of_macros = may_administer(self._workspace), self._page.of_macros
        self._page.list.can_move = may and not of_macros
        self._page.list.can_switch = may
        self._page.new.setVisible(may)
        self._page.show_any(any_rule=bool(rules))
        rows = macro_rows(self._workspace, rules) if of_macros else rule_rows(rules)
        self._page.list.show_rows(rows)
        self._show_findings()

    def _rules(self) -> list[AutomationRule]:
        """Those of this page: in their order, or macros by name."""
        every = self._workspace.all(AutomationRule)
        found = [each for each in every if is_macro(each) == self._page.of_macros]
        if self._page.of_macros:
            return sorted(found, key=lambda each: (each.name.casefold(), each.id))
        return in_order(found)

    def choose(self, id: str) -> None:
        """Edit this one."""
        self.refresh()
        self._page.list.go_to(id)
        self._page.show_editor(is_editing=True)

    def leave_editor(self) -> bool:
        """Back to the list where there is no room for both; whether there was a way back."""
        if not self._page.is_narrow or self._page.editor.isHidden():
            return False
        self._page.show_editor(is_editing=False)
        self._page.list.setFocus()
        return True

    def move(self, id: str, place: int) -> None:
        """Ask a rule before or after others: it comes to stand at a place of the list."""
        rules = self._rules()
        moved = next(each for each in rules if each.id == id)
        rules.remove(moved)
        rules.insert(place, moved)
        try:
            for position, rule in enumerate(rules):
                if rule.position != position:
                    intents.save_rule(self._workspace, rule=rule.id, position=position)
        except ClientError as error:
            self.troubled.emit(error)

    def _on_new(self) -> None:
        rules = in_order(self._workspace.all(AutomationRule))
        document: dict[str, Any] = {"rule": translate("rules", "New rule")}
        if self._page.of_macros:
            document = {"rule": translate("macros", "New macro"), "triggers": dict(_MACRO)}
        document["actions"] = dict(_NEW_ACTIONS)
        position = rules[-1].position + 1 if rules else 0
        try:
            id = intents.create_rule(self._workspace, document=document, position=position)
        except ClientError as error:
            self.troubled.emit(error)
        else:
            self.choose(id)
            self._page.editor.name.input.setFocus()

    def _on_switched(self, id: str) -> None:
        rule = self._workspace.get(AutomationRule, id)
        if rule is None or not rule.number:
            return  # what was never published is asked nothing, on or off
        try:
            intents.save_rule(self._workspace, rule=rule.id, disabled=not rule.disabled)
        except ClientError as error:
            self.troubled.emit(error)

    def _on_opened(self, _id: str) -> None:
        self._page.show_editor(is_editing=True)
        self._page.editor.name.input.setFocus()

    def _on_current(self, id: str) -> None:
        self._findings = ()
        self._show_findings()
        self.editing.show_rule(RuleId(id))

    def _on_checked(self, answer: object) -> None:
        self._findings = answer.findings if isinstance(answer, RuleCheck) else ()
        self._show_findings()

    def _show_findings(self) -> None:
        """What is wrong with the rule that is edited among the others, the worst first."""
        for place, note in enumerate(self._page.notes):
            words = ""
            if place < len(self._findings):
                words = server_words(self._findings[place].sentence)
            note.say(words)
