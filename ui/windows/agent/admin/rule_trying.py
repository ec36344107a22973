# SPDX-License-Identifier: Apache-2.0
"""The try-out of a rule at work: what it would have done with the last tickets."""

from typing import Any, Final

from PySide6.QtCore import QObject

from app.client import Client
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Done
from sync_server.contract.queries import RuleTrial, TriedTicket, TryRule
from ui.models.json_text import same
from ui.models.words import number_words, translate
from ui.slots import Spawn
from ui.widgets import plural
from ui.widgets.plain_text import harmless
from ui.widgets.tried_card import TriedCard, TriedRow
from ui.windows.agent.admin.holiday_adding import ask
from ui.windows.agent.admin.rule_words import action_title, word_title
from ui.windows.agent.fields import value_words

MANY: Final = 50
"""When more tickets than this would change, a note says why."""

_ROWS: Final = 5
_FIELDS: Final = {
    "team": "team",
    "agent": "assignee",
    "priority": "priority",
    "status": "status",
    "category": "category",
}


class RuleTrying(QObject):
    """Behind the card. One trial at a time: what was written meanwhile is tried after it."""

    def __init__(self, client: Client, card: TriedCard, *, spawn: Spawn) -> None:
        super().__init__(card)
        self._client = client
        self._card = card
        self._spawn = spawn
        self._wanted: dict[str, Any] | None = None
        self._tried: dict[str, Any] | None = None
        self._is_trying = False
        self.matched = 0
        """Of how many tickets the rule would have wanted something."""
        self.forget()

    def forget(self) -> None:
        """Nothing is known of a rule that is not sound, or of another one."""
        self._wanted = self._tried = None
        self.matched = 0
        self._card.hide()

    def look(self, document: dict[str, Any]) -> None:
        """Try this one, unless it was."""
        if self._tried is not None and same(document, self._tried):
            return
        self._wanted = document
        if not self._is_trying:
            self._is_trying = True
            self._spawn(self._try_all(), name="try a rule")

    async def _try_all(self) -> None:
        try:
            while self._wanted is not None:
                document = self._wanted
                answer = await ask(self._client, TryRule(document=document))
                if self._wanted is document:
                    self._wanted, self._tried = None, document
                    self._show(answer)
        finally:
            self._is_trying = False

    def _show(self, answer: object) -> None:
        is_known = isinstance(answer, RuleTrial) and not answer.problems
        self._card.setVisible(is_known)
        self.matched = 0
        if not isinstance(answer, RuleTrial) or not is_known:
            return
        self.matched = answer.matched
        rows = [tried_row(self._client.workspace, each) for each in answer.tickets[:_ROWS]]
        more = answer.matched - len(rows)
        words = plural.tr("and %n more", "and 1 more", more) if rows and more > 0 else ""
        if not rows:
            words = translate("rules", "It would have changed no ticket.")
        aside = plural.tr("%n would change", "1 would change", answer.matched)
        self._card.show_rows(rows, aside=aside if rows else "", words=words)


def tried_row(workspace: Workspace, tried: TriedTicket) -> TriedRow:
    """A ticket, and what would have become of it."""
    told = ", ".join(dict.fromkeys(done_words(workspace, each) for each in tried.done))
    return TriedRow(number_words(tried.number), harmless(tried.subject), harmless(told))


def done_words(workspace: Workspace, done: Done) -> str:
    """One thing that a rule did or would do."""
    field = _FIELDS.get(done.action)
    if field is not None:
        told = translate("rules", "{before} to {after}")
        before = value_words(workspace, field, done.was)
        return told.format(before=before, after=value_words(workspace, field, done.value))
    if done.action == "tags":
        told = (
            translate("rules", "tag {name}") if done.value else translate("rules", "no tag {name}")
        )
        return told.format(name=done.name)
    name = word_title(done.name) if done.name and done.action == "notify" else ""
    title = action_title(done.action)
    return f"{title}: {name}" if name else title
