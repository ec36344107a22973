# SPDX-License-Identifier: Apache-2.0
"""The panel of a new ticket at work: keeps its draft, takes files, and hands the ticket on."""

from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from app import intents
from app.client import Client
from app.errors import BadText, ClientError
from app.outbox.drafts import NEW_TICKET, Draft
from app.workspace.changes import Changes
from sync_server.contract.commands import File
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import ContactId, TeamId, TicketId
from sync_server.contract.placeholders import gap_places
from ui.models.words import translate
from ui.slots import Spawn
from ui.windows.agent.choices import NOBODY, assignees, categories, priorities, tags, teams
from ui.windows.agent.completing import Completing
from ui.windows.agent.draft_files import DraftFiles, attach_words
from ui.windows.agent.file_wait import FileWait
from ui.windows.agent.key_map import KeyMap
from ui.windows.agent.new_ticket import CALL, NEXT, TEAM, WRITE, NewTicketPanel
from ui.windows.agent.new_ticket_customer import TicketCustomer
from ui.windows.agent.new_ticket_draft import panel_details, show_details, show_nothing
from ui.windows.agent.new_ticket_kind import draft_mode, show_kind
from ui.windows.agent.new_ticket_mail import TicketMail
from ui.windows.agent.new_ticket_making import Made, TicketMaker
from ui.windows.agent.new_ticket_phone import TicketCall
from ui.windows.agent.new_ticket_question import TicketQuestion
from ui.windows.agent.new_ticket_thread import TicketThread
from ui.windows.agent.next_status import NextStatuses
from ui.windows.agent.troubles import trouble_words

PAUSE_MS: Final = 250
LIMIT_MS: Final = 500
"""Somebody who types without a pause loses no more than this."""


class NewTicket(QObject):
    """Everything behind the panel.

    Signals: `made(Made, what to say)`; `ticket_chosen(ticket id)` when it was about one that
    is open; `replies_requested()` for where prepared replies are kept; `told(sentence)`.
    """

    made = Signal(object, str)
    ticket_chosen = Signal(str)
    replies_requested = Signal()
    told = Signal(str)

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
        self._wait = FileWait(self._files, self._said)
        self._kept_as = ""
        self._is_finding = False
        self._fills = self._is_wrong = False
        self._solves = False
        self._kind = WRITE
        self.customer = TicketCustomer(client.workspace, panel.customer, self)
        self.call = TicketCall(client.workspace, panel.call, self)
        self._thread = TicketThread(client.workspace, panel.offer, self.customer.finder, self)
        self.mail = TicketMail(client.workspace, panel.text.recipients, self)
        self._maker = TicketMaker(
            client, panel, customer=self.customer, call=self.call, mail=self.mail
        )
        self._question = TicketQuestion(client.workspace, panel)
        self._completing = Completing(client, panel.text.completer, spawn)
        self._completing.values = lambda: self._maker.values
        panel.text.editor.set_names(self._completing.names_in)
        panel.text.editor.set_gaps(gap_places)
        panel.text.tools.attach.setToolTip(attach_words())
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

    def open(
        self,
        customer: ContactId | None = None,
        *,
        beside: TicketId | None = None,
        calls: bool = False,
    ) -> None:
        """Show the panel with the draft that was left, or for a customer. `beside` is the ticket
        that is open; with `calls` a call begins now.
        """
        self._offer_choices()
        self._thread.set_beside(beside)
        self._panel.keys = self._keys.inner
        was_hidden = self._panel.isHidden()
        if was_hidden:
            self._panel.open(self._panel.first_empty())
        if calls:
            self._begin_call()
        elif was_hidden:
            self._is_finding = self._is_empty
            self._spawn(self._restore(customer), name="find the draft of a new ticket")

    def returned(self, mode: str) -> None:
        """A refused ticket came back as a draft: show it at once where nothing is written."""
        if mode == draft_mode(self._kind) and self._is_empty and not self._panel.isHidden():
            self._is_finding = self._is_empty
            self._spawn(self._restore(None), name="show a ticket that came back")

    def take(self, changes: Changes) -> None:
        """Names may have changed."""
        self.customer.take(changes)

    def keep(self) -> None:
        """Make what is written safe now; a draft that is not shown is none of this."""
        self._pause.stop()
        self._limit.stop()
        if self._is_finding:
            return
        drafts, mode = self._workspace.drafts, draft_mode(self._kind)
        details = self._details()
        text = self._panel.text.editor.toPlainText()
        files = self._files.files
        if self._is_empty:
            if self._kept_as == mode:
                drafts.drop(NEW_TICKET, mode)
            self._panel.say("")
        else:
            self._kept_as = mode
            drafts.put(NEW_TICKET, mode, Draft(text=text, files=files, details=details))
            self._panel.say(translate("new_ticket", "Draft is kept"))

    def create(self) -> None:
        """Make the ticket once its files are taken in; what is missing is said beside its field."""
        self._solves = False
        self._create()

    def _create_solved(self) -> None:
        self._solves = True
        if self._on_ticket is None:
            self._panel.fields[NEXT].set_keys(("solved",))
        self._create()

    def _create(self) -> None:
        if self._maker.is_complete(on_ticket=self._on_ticket is not None):
            self._wait.ask()

    def _create_now(self) -> None:
        if self._looks_first():
            return
        try:
            made, told = self._make()
        except BadText as error:
            self._explain(error)
            return
        except ClientError as error:
            self._panel.say(trouble_words(error), wrong=True)
            self._is_wrong = True
            return
        self._pause.stop()
        self._limit.stop()
        self._workspace.drafts.drop(NEW_TICKET, draft_mode(self._kind))
        self._clear()
        self._panel.close_panel()
        self.made.emit(made, told)

    def _looks_first(self) -> bool:
        """Whether the person should look at what the customer is about to read."""
        leaving = self._maker.leaving
        return leaving is not None and self._question.stops(leaving)

    def _make(self) -> tuple[Made, str]:
        """The ticket, and what is to be said."""
        ticket, files = self._on_ticket, self._files.files
        if ticket is None:
            made = self._maker.make(files=files)
            return made, translate("new_ticket", "Ticket created")
        self._maker.add_call(ticket, files=files)
        if self._solves:
            intents.set_status(self._workspace, ticket=ticket.id, status="solved")
        return Made(ticket.id), translate("new_ticket", "Call added")

    def _explain(self, error: BadText) -> None:
        told = trouble_words(error)
        if self.customer.explain(error.field, told):
            pass
        elif error.field == "subject":
            self._panel.subject.set_error(told)
        else:
            self._panel.text.set_error(told)
            self._panel.text.editor.mark(error.position)

    # -- the draft -------------------------------------------------------------------------------

    @property
    def _is_empty(self) -> bool:
        text, files = self._panel.text.editor.toPlainText(), self._files.files
        return self._details().keys() <= {"kind"} and not text.strip() and not files

    def _details(self) -> dict[str, str]:
        found = {
            **self.customer.details(),
            **self.mail.details(),
            **panel_details(self._panel, me=self._workspace.me),
        }
        if self._kind == CALL:
            found.update(self.call.details())
            found["thread"] = self._thread.id or ""
        kept = {name: value for name, value in found.items() if value}
        return {"kind": self._kind, **kept}

    def _said(self) -> tuple[str, dict[str, str]]:
        """All that is written but for the files."""
        return self._panel.text.editor.toPlainText(), self._details()

    async def _restore(self, customer: ContactId | None) -> None:
        if self._is_finding:
            try:
                found = await self._workspace.drafts.of(NEW_TICKET)
            finally:
                self._is_finding = False
            for mode in (draft_mode(WRITE), draft_mode(CALL)):
                if mode in found:
                    self._show_before(found[mode])
                    self._panel.first_empty().setFocus()
                    break
        if customer is not None:
            self.customer.pick(customer)
            self._panel.subject.input.setFocus()

    def _begin_call(self) -> None:
        """Somebody calls: what is written for somebody else waits, a call that goes on stays."""
        if self._kind != CALL:
            self.keep()
            self._clear()
            self._turned(CALL)
            self._spawn(self._restore_call(), name="find the draft of a call")
        if self._is_empty:
            self.call.start()
        self._panel.first_empty().setFocus()

    async def _restore_call(self) -> None:
        """One that was not logged yet comes back, unless the new one has words already."""
        draft = await self._workspace.drafts.get(NEW_TICKET, draft_mode(CALL))
        started = self.call.details()
        is_new = self._details().keys() <= {"kind", *started}
        if draft is not None and is_new and not self._panel.text.editor.toPlainText():
            self._show(draft)
            self._panel.first_empty().setFocus()

    async def _turn_to(self, kind: str) -> None:
        """Another kind: what was left of it comes back, else what stands here goes on as that."""
        draft = (await self._workspace.drafts.of(NEW_TICKET)).get(draft_mode(kind))
        self.keep()
        before = self._kept_as
        if draft is not None:
            self._clear()
            self._show(draft)
        self._turned(kind)
        if draft is None and before:
            self.keep()
            self._workspace.drafts.drop(NEW_TICKET, before)

    def _turned(self, kind: str) -> None:
        self._kind = kind
        self._panel.kind.set_key(kind)
        self._show_kind()
        self._on_edited()

    def _show_before(self, draft: Draft) -> None:
        """Show a draft; what was typed while it was looked for goes behind it."""
        typed = self._panel.text.editor.toPlainText()
        self._show(draft)
        if typed.strip() and typed != draft.text:
            whole = "\n\n".join(each for each in (draft.text, typed) if each)
            self._panel.text.editor.show_text(whole)
            self._on_edited()

    def _show(self, draft: Draft) -> None:
        self._fills = True
        show_details(self._panel, draft.details)
        self._kind = self._panel.kind.key
        self._kept_as = draft_mode(self._kind)
        self.call.show(draft.details)
        self._thread.add_to(
            TicketId(draft.details["thread"]) if "thread" in draft.details else None
        )
        self._show_kind()
        self._panel.text.editor.show_text(draft.text)
        self._files.set_files(draft.files)
        self._show_files()
        self.customer.show(draft.details)
        self.mail.set_team(self._team)
        self.mail.show(draft.details)
        self._is_wrong = bool(draft.reason)
        kept = translate("new_ticket", "Draft is kept")
        self._panel.say(draft.reason or kept, wrong=self._is_wrong)
        self._fills = False

    def _clear(self) -> None:
        """Show nothing; what is still taken in belongs to what was shown."""
        self._fills = True
        self._files.clear(draft_mode(self._kind))
        self._kept_as = ""
        self._thread.add_to(None)
        self.customer.clear()
        self.mail.show({})
        self.call.show({})
        self._panel.text.editor.show_text("")
        self._show_files()
        show_nothing(self._panel, me=self._workspace.me)
        self._kind = self._panel.kind.key
        self._show_kind()
        self._fills = False

    # -- files -----------------------------------------------------------------------------------

    def _show_files(self) -> None:
        self._panel.text.files.show_files(self._files.attachments)

    def _choose_files(self) -> None:
        self._files.choose(self._panel)

    def _on_file_strayed(self, mode: str, file: File | None, trouble: str) -> None:
        """A file of a draft that is not shown has been taken in, or could not be."""
        if file is None:
            self.told.emit(trouble)
        else:
            self._spawn(self._add_file(mode, file), name="add a file to the draft of a ticket")

    async def _add_file(self, mode: str, file: File) -> None:
        found = await self._workspace.drafts.of(NEW_TICKET)
        if draft_mode(self._kind) == mode and not self._is_empty:
            self._files.add(file)
            return
        kind = next(each for each in (WRITE, CALL) if draft_mode(each) == mode)
        draft = found.get(mode, Draft(text="", details={"kind": kind}))
        whole = replace(draft, files=(*draft.files, file))
        self._workspace.drafts.put(NEW_TICKET, mode, whole)

    # -- showing ---------------------------------------------------------------------------------

    def _offer_choices(self) -> None:
        workspace, fields = self._workspace, self._panel.fields
        fields["team"].set_choices(tuple(teams(workspace)))
        fields["assignee"].set_choices(tuple(assignees(workspace, self._team)))
        fields["priority"].set_choices(priorities())
        fields["category"].set_choices(tuple(categories(workspace)))
        fields["tags"].set_choices(tuple(tags(workspace)))
        fields[NEXT].set_choices(NextStatuses(workspace, self._team).choices())
        self.mail.set_team(self._team)

    @property
    def _team(self) -> TeamId | None:
        team = self._panel.fields["team"].key
        return TeamId(team) if team and team != NOBODY else None

    @property
    def _on_ticket(self) -> Ticket | None:
        """The ticket to which a call is added, if it is one that is there."""
        return self._thread.ticket if self._kind == CALL else None

    def _show_kind(self) -> None:
        panel, calls = self._panel, self._kind == CALL
        self.customer.set_calls(calls)
        if self._kind == TEAM:
            panel.offer.offer("", ())
        else:
            self._thread.show(self.customer.id, calls=calls)
        mailed, contact = self.customer.mailed, self.customer.contact
        self.mail.set_customer(contact)
        show_kind(
            panel,
            on_ticket=self._on_ticket is not None,
            mailed=mailed,
            has_customer=contact is not None,
        )

    def _on_kind_chosen(self, kind: str) -> None:
        if draft_mode(kind) == draft_mode(self._kind):
            self._turned(kind)
        else:
            self._spawn(self._turn_to(kind), name="turn to another kind of ticket")

    def _on_customer_changed(self) -> None:
        ticket = self._on_ticket
        if ticket is not None and ticket.requester != self.customer.id:
            self._thread.add_to(None)
        self._show_kind()

    def _on_thread_changed(self) -> None:
        ticket = self._on_ticket
        if ticket is not None and ticket.requester is not None:
            self.customer.pick(ticket.requester)
        self._show_kind()
        self._panel.text.editor.setFocus()
        self._on_edited()

    def _on_edited(self) -> None:
        if self._fills:
            return
        self._wait.look()
        if self._is_wrong:
            self._panel.say("")
            self._is_wrong = False
        self._panel.text.set_error("")
        if self._question.withdraw():
            self._show_kind()
        self.mail.set_customer(self.customer.contact)
        self._pause.start()
        if not self._limit.isActive():
            self._limit.start()

    def _on_closed(self) -> None:
        if self._wait.cancel():
            self._on_broken_off()
        self.keep()

    def _on_broken_off(self) -> None:
        told = translate(
            "new_ticket",
            "Not created, because it was changed or closed before its files were ready. The draft"
            " is kept.",
        )
        self.told.emit(told)

    def _on_ticket_opened(self, ticket: str) -> None:
        self.keep()
        self._panel.close_panel()
        self.ticket_chosen.emit(ticket)

    def _connect(self) -> None:
        panel = self._panel
        panel.kind.chosen.connect(self._on_kind_chosen)
        self.customer.edited.connect(self._on_edited)
        self.customer.settled.connect(panel.subject.input.setFocus)
        self.customer.changed.connect(self._on_customer_changed)
        self._thread.opened.connect(self._on_ticket_opened)
        self._thread.changed.connect(self._on_thread_changed)
        self.call.edited.connect(self._on_edited)
        self.mail.edited.connect(self._on_edited)
        panel.text.completer.asked.connect(self.replies_requested)
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
        self._files.strayed.connect(self._on_file_strayed)
        self._wait.ready.connect(self._create_now)
        self._wait.broken_off.connect(self._on_broken_off)
        panel.closed.connect(self._on_closed)
