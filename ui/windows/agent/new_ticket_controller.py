# SPDX-License-Identifier: Apache-2.0
"""The panel of a new ticket at work: keeps its draft, takes files, and hands the ticket on."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.client import Client
from app.errors import BadText, ClientError
from app.outbox.drafts import Draft
from app.workspace.changes import Changes
from sync_server.contract.ids import ContactId, TeamId
from ui.models.words import translate
from ui.slots import Spawn
from ui.windows.agent.choices import NOBODY, assignees, categories, priorities, tags, teams
from ui.windows.agent.draft_files import DraftFiles
from ui.windows.agent.drafts import NEW_TICKET
from ui.windows.agent.key_map import KeyMap
from ui.windows.agent.new_ticket import NEXT, TEAM, NewTicketPanel
from ui.windows.agent.new_ticket_customer import TicketCustomer
from ui.windows.agent.new_ticket_draft import panel_details, show_details, show_nothing
from ui.windows.agent.new_ticket_making import is_complete, make_ticket
from ui.windows.agent.next_status import status_choices
from ui.windows.agent.troubles import trouble_words

PAUSE_MS: Final = 250
LIMIT_MS: Final = 500
"""Somebody who types without a pause loses no more than this."""


class NewTicket(QObject):
    """Everything behind the panel.

    Signals: `made(ticket id)`; `ticket_chosen(ticket id)` when it was about one that is open.
    """

    made = Signal(str)
    ticket_chosen = Signal(str)

    def __init__(
        self, client: Client, panel: NewTicketPanel, spawn: Spawn, *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._workspace = client.workspace
        self._panel = panel
        self._spawn = spawn
        self._files = DraftFiles(client, spawn, panel)
        self._keys = KeyMap(client.settings)
        self._creates = False
        self._fills = self._is_wrong = False
        self.customer = TicketCustomer(client.workspace, panel, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(LIMIT_MS)
        self._limit.timeout.connect(self.keep)
        self._connect()
        self._clear()

    def open(self, customer: ContactId | None = None) -> None:
        """Show the panel with the draft that was left, or for a customer."""
        self._offer_choices()
        self._panel.keys = self._keys.inner
        if self._panel.isHidden():
            self._panel.open(self._panel.customer.search.input)
            self._spawn(self._restore(customer), name="find the draft of a new ticket")

    def take(self, changes: Changes) -> None:
        """Names may have changed."""
        self.customer.take(changes)

    def keep(self) -> None:
        """Make what is written safe now."""
        self._pause.stop()
        self._limit.stop()
        drafts = self._workspace.drafts
        details = self._details()
        text = self._panel.text.editor.toPlainText()
        files = self._files.files
        if details.keys() <= {"kind"} and not text.strip() and not files:
            drafts.drop(NEW_TICKET, "reply")
            self._panel.say("")
        else:
            drafts.put(NEW_TICKET, "reply", Draft(text=text, files=files, details=details))
            self._panel.say(translate("new_ticket", "Draft is kept"))

    def create(self) -> None:
        """Make the ticket; what is missing is said beside its field.

        It waits until every file is in the outbox's care, which takes no network.
        """
        if not is_complete(self._panel, self.customer):
            return
        self._creates = not self._files.is_ready
        if self._creates:
            return
        try:
            ticket = make_ticket(self._client, self._panel, self.customer, files=self._files.files)
        except BadText as error:
            self._explain(error)
            return
        except ClientError as error:
            self._panel.say(trouble_words(error), wrong=True)
            self._is_wrong = True
            return
        self._pause.stop()
        self._limit.stop()
        self._workspace.drafts.drop(NEW_TICKET, "reply")
        self._clear()
        self._panel.close_panel()
        self.made.emit(ticket)

    def _create_solved(self) -> None:
        self._panel.fields[NEXT].set_keys(("solved",))
        self.create()

    def _explain(self, error: BadText) -> None:
        told = translate("ticket", "This character cannot be sent. Remove it, then send again.")
        if error.field == "subject":
            self._panel.subject.set_error(told)
        else:
            self._panel.text.set_error(told)
            self._panel.text.editor.mark(error.position)

    # -- the draft -------------------------------------------------------------------------------

    def _details(self) -> dict[str, str]:
        found = {**self.customer.details(), **panel_details(self._panel, me=self._workspace.me)}
        kept = {name: value for name, value in found.items() if value}
        return {"kind": self._panel.kind.key, **kept}

    async def _restore(self, customer: ContactId | None) -> None:
        draft = await self._workspace.drafts.get(NEW_TICKET, "reply")
        if draft is not None and self._details().keys() <= {"kind"}:
            self._show(draft)
        if customer is not None:
            self.customer.pick(customer)
            self._panel.subject.input.setFocus()

    def _show(self, draft: Draft) -> None:
        self._fills = True
        show_details(self._panel, draft.details)
        self._show_kind()
        self._panel.text.editor.show_text(draft.text)
        self._files.set_files(draft.files)
        self._show_files()
        self.customer.show(draft.details)
        self._panel.say(translate("new_ticket", "Draft is kept"))
        self._fills = False

    def _clear(self) -> None:
        self._fills = True
        self.customer.clear()
        self._panel.text.editor.show_text("")
        self._files.set_files(())
        self._show_files()
        show_nothing(self._panel, me=self._workspace.me)
        self._show_kind()
        self._fills = False

    # -- files -----------------------------------------------------------------------------------

    def _show_files(self) -> None:
        self._panel.text.files.show_files(self._files.attachments)

    def _choose_files(self) -> None:
        self._files.choose(self._panel)

    def _on_file_taken(self) -> None:
        if self._creates:
            self.create()

    def _on_file_failed(self) -> None:
        self._creates = False

    # -- showing ---------------------------------------------------------------------------------

    def _offer_choices(self) -> None:
        workspace, fields = self._workspace, self._panel.fields
        team = fields["team"].key
        fields["team"].set_choices(tuple(teams(workspace)))
        known = TeamId(team) if team and team != NOBODY else None
        fields["assignee"].set_choices(tuple(assignees(workspace, known)))
        fields["priority"].set_choices(priorities())
        fields["category"].set_choices(tuple(categories(workspace)))
        fields["tags"].set_choices(tuple(tags(workspace)))
        fields[NEXT].set_choices(status_choices(workspace.now_us()))

    def _show_kind(self) -> None:
        panel, writes = self._panel, self._panel.kind.key != TEAM
        panel.customer.setVisible(writes)
        if not writes:
            panel.offer.hide()
        elif self.customer.id is not None:
            self.customer.pick(self.customer.id)
        label = translate("new_ticket", "Message")
        hint = translate("new_ticket", "Goes to the customer as a reply")
        if not writes:
            label = translate("new_ticket", "What is to be done")
            hint = translate("new_ticket", "Only your team sees this")
        panel.text.set_label(label, hint)

    def _on_kind_chosen(self) -> None:
        self._show_kind()

    def _on_edited(self) -> None:
        if self._fills:
            return
        if self._is_wrong:
            self._panel.say("")
            self._is_wrong = False
        self._panel.text.set_error("")
        self._pause.start()
        if not self._limit.isActive():
            self._limit.start()

    def _on_offer_chosen(self, ticket: str) -> None:
        self.keep()
        self._panel.close_panel()
        self.ticket_chosen.emit(ticket)

    def _connect(self) -> None:
        panel = self._panel
        panel.kind.chosen.connect(self._on_kind_chosen)
        self.customer.edited.connect(self._on_edited)
        self.customer.settled.connect(panel.subject.input.setFocus)
        panel.offer.chosen.connect(self._on_offer_chosen)
        panel.fields["team"].changed.connect(self._offer_choices)
        panel.edited.connect(self._on_edited)
        panel.create_requested.connect(self.create)
        panel.solve_requested.connect(self._create_solved)
        panel.text.attach_requested.connect(self._choose_files)
        panel.text.editor.image_pasted.connect(self._files.attach_image)
        panel.text.editor.files_pasted.connect(self._files.attach_names)
        panel.text.files.removed.connect(self._files.remove)
        panel.dropped.connect(self._files.drop)
        self._files.shown.connect(self._show_files)
        self._files.changed.connect(self._on_edited)
        self._files.taken.connect(self._on_file_taken)
        self._files.failed.connect(self._on_file_failed)
        panel.closed.connect(self.keep)
