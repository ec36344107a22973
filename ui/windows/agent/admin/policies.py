# SPDX-License-Identifier: Apache-2.0
"""The page of service level policies at work: their table, their order, and a ticket's clocks."""

import asyncio
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from app import intents
from app.client import Client
from app.clocks.kept import Kept, count_kept
from app.errors import ClientError
from app.workspace.changes import Changes
from sync_server.contract.entities import Calendar, Organisation, SlaPolicy, Ticket
from sync_server.contract.ids import CalendarId, PolicyId
from ui.models.admin_rights import may_administer
from ui.models.words import translate
from ui.slots import Spawn
from ui.windows.agent.admin.calendar_editing import CalendarEditing
from ui.windows.agent.admin.clock_run import ClockRun
from ui.windows.agent.admin.policies_page import PoliciesPage
from ui.windows.agent.admin.policy_document import EMPTY
from ui.windows.agent.admin.policy_words import in_order, policy_rows

_LATELY_US: Final = 14 * 24 * 60 * 60 * 1_000_000
_SLICE: Final = 1000
"""Tickets whose clocks are looked at in one turn of the loop."""

_SHOWN: Final = frozenset({SlaPolicy.kind, Calendar.kind, Organisation.kind})


class PoliciesController(QObject):
    """Behind the page. Signals: `troubled(ClientError)`, `edit_requested(policy id)`."""

    troubled = Signal(object)
    edit_requested = Signal(str)

    def __init__(
        self,
        client: Client,
        page: PoliciesPage,
        *,
        spawn: Spawn,
        say: Callable[[str], object],
    ) -> None:
        super().__init__(page)
        self._client = client
        self._workspace = client.workspace
        self._page = page
        self._is_open = False
        self._kept: dict[PolicyId, Kept] = {}
        self._spawn = spawn
        self.run = ClockRun(client, page.course, spawn=spawn)
        self.calendar = CalendarEditing(client, page.calendar, spawn=spawn, say=say)
        self.calendar.troubled.connect(self.troubled)
        page.table.rows.current_found.connect(self._on_current)
        page.table.rows.opened.connect(self.edit_requested)
        page.table.rows.move_requested.connect(self.move)
        page.new.clicked.connect(self._on_new)
        page.edit.clicked.connect(self._on_edit)

    def open(self) -> None:
        """The page comes."""
        self._is_open = False
        self.refresh()
        self._is_open = True
        self._on_current(self._page.table.rows.current)
        self._spawn(self._count(), name="count kept promises")

    def close(self) -> None:
        """The page goes."""
        self._is_open = False
        self.run.stop()

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        if changes.reloaded or not _SHOWN.isdisjoint(changes.rows):
            self.refresh()
        self.run.take(changes)
        self.calendar.take(changes)

    def refresh(self) -> None:
        """The rows as they are."""
        rows = policy_rows(self._workspace, self._kept)
        may = may_administer(self._workspace)
        self._page.table.rows.can_move = may
        self._page.new.setVisible(may)
        self._page.show_any(any_policy=bool(rows))
        self._page.edit.setVisible(bool(rows))
        edit, look = translate("policies", "Edit"), translate("policies", "Look at it")
        self._page.edit.set_label(edit if may else look)
        self._page.table.show_rows(rows)

    async def _count(self) -> None:
        """Count what was kept of late; others get their turn in between."""
        tickets = tuple(self._workspace.all(Ticket))
        since = self._workspace.now_us() - _LATELY_US
        kept: dict[PolicyId, Kept] = {}
        for start in range(0, len(tickets), _SLICE):
            count_kept(kept, tickets[start : start + _SLICE], since)
            await asyncio.sleep(0)
        if self._is_open and kept != self._kept:
            self._kept = kept
            self.refresh()

    def move(self, id: str, place: int) -> None:
        """Ask a policy before or after others: it comes to stand at a place of the table."""
        policies = in_order(self._workspace.all(SlaPolicy))
        moved = next(each for each in policies if each.id == id)
        policies.remove(moved)
        policies.insert(place, moved)
        try:
            for position, policy in enumerate(policies):
                if policy.position != position:
                    intents.save_policy(self._workspace, policy=policy.id, position=position)
        except ClientError as error:
            self.troubled.emit(error)

    def _on_new(self) -> None:
        policies = in_order(self._workspace.all(SlaPolicy))
        position = policies[-1].position + 1 if policies else 0
        try:
            id = intents.create_policy(
                self._workspace,
                name=translate("policies", "New policy"),
                document=dict(EMPTY),
                position=position,
            )
        except ClientError as error:
            self.troubled.emit(error)
        else:
            self.edit_requested.emit(id)

    def _on_edit(self) -> None:
        if self._page.table.rows.current:
            self.edit_requested.emit(self._page.table.rows.current)

    def _show_calendar(self) -> None:
        """The hours by which the clocks of the policy run."""
        policy = self._workspace.get(SlaPolicy, self._page.table.rows.current)
        document = {} if policy is None else policy.document if policy.number else policy.draft
        calendar = str((document or {}).get("calendar", ""))
        self.calendar.show_calendar(CalendarId(calendar))

    def _on_current(self, id: str) -> None:
        if self._is_open:
            self.run.show_policy(PolicyId(id))
            self._show_calendar()
