# SPDX-License-Identifier: Apache-2.0
"""The open ticket: fills its panes, and turns what is written and chosen there into intents."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app import intents
from app.client import Client
from app.errors import BadText, ClientError, NotConnected, QueueFull, TooLarge
from app.workspace.changes import Changes
from app.workspace.workspace import PendingCommand
from sync_server.contract import commands
from sync_server.contract.entities import Agent, Attachment, Contact, Ticket
from sync_server.contract.ids import AttachmentId, CommandId, MessageId, TagId, TicketId
from ui.models.own_commands import OwnCommands
from ui.models.people import first_name, people_on
from ui.models.words import size_words, time_words, translate
from ui.slots import Spawn
from ui.windows.agent.decision_card import CardButton, CardValue
from ui.windows.agent.drafts import DraftKeeper, Written
from ui.windows.agent.gestures import Gesture, Gestures
from ui.windows.agent.mentions import mentions_in
from ui.windows.agent.message_values import RETRACT, message_values, new_since
from ui.windows.agent.news import News
from ui.windows.agent.open_ticket import OpenTicket
from ui.windows.agent.presence import PresenceTeller
from ui.windows.agent.properties import NOBODY
from ui.windows.agent.redo import redo
from ui.windows.agent.refusals import AGAIN, DISCARD, EDIT, KEEP, card_of
from ui.windows.agent.window import AgentWindow

_STALE, _MENTION = "stale", "mention"


class TicketController(QObject):
    """Everything about the one ticket that is open in a window.

    Emits `opened(ticket id or None)`; `troubled(sentence)` for what went wrong here.
    """

    opened = Signal(object)
    troubled = Signal(str)

    def __init__(
        self,
        client: Client,
        window: AgentWindow,
        *,
        own: OwnCommands,
        gestures: Gestures,
        spawn: Spawn,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._workspace = client.workspace
        self._window = window
        self._own = own
        self._gestures = gestures
        self._spawn = spawn
        self._online = True
        self._known_at = ""
        self._news = News()
        self.drafts = DraftKeeper(client.workspace, spawn, self)
        self._presence = PresenceTeller(client, self)
        self._open = OpenTicket(
            client, spawn, is_visible=lambda: not window.isMinimized(), parent=self
        )
        self._connect()

    @property
    def id(self) -> TicketId | None:
        """The ticket that is open."""
        return self._open.id

    # -- opening -------------------------------------------------------------------------------

    def open(self, ticket: TicketId) -> None:
        """Show a ticket; its head and fields at once, its messages when they are read."""
        if ticket == self._open.id or self._workspace.get(Ticket, ticket) is None:
            return
        self.leave()
        self._open.open(ticket)
        self._presence.go(ticket)
        self._window.composer.show_written(Written("reply", ""))
        self._show_recipients()
        self._window.conversation.show_messages(ticket, (), None)
        self._show_all()
        self._window.show_ticket_page(True)
        self._spawn(self._restore_draft(ticket), name="find a draft")
        self.opened.emit(ticket)

    def leave(self) -> None:
        """Close the open ticket; what is written is kept."""
        self._gestures.settle()
        self.drafts.flush()
        self._news.end()
        self._window.conversation.ask(None)
        self._open.leave()

    def close(self) -> None:
        """The window closes."""
        self.leave()
        self._presence.leave()

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        id = self._open.id
        if id is None:
            return
        if self._workspace.get(Ticket, id) is None:
            self._vanish()
        elif changes.reloaded or id in changes.conversations or changes.rows:
            self._show_all()
            self._open.look()
        elif id in changes.presence:
            self._show_people()

    def set_online(self, online: bool) -> None:
        """Sending means something else without a connection, and nobody knows who is here."""
        came_back = online and not self._online
        if online != self._online:
            self._online = online
            now = self._workspace.now_us()
            as_of = translate("conversation", "as of {time}")
            self._known_at = "" if online else as_of.format(time=time_words(now, now))
            self._window.composer.composer.set_online(online)
            self._show_all()
        if came_back:
            self._presence.tell_again()

    def write(self, mode: str) -> None:
        """Put the cursor into the composer."""
        if self._open.id is not None:
            self._window.composer.write(mode)

    def start_reply(self, text: str) -> None:
        """Begin a reply with a text that was typed elsewhere."""
        if self._open.id is not None:
            self._window.composer.write("reply")
            self._window.composer.append(text)

    # -- showing -------------------------------------------------------------------------------

    def _show_all(self) -> None:
        self._show_fields()
        self._show_messages()
        self._show_people()
        self._show_cards()

    def _show_fields(self) -> None:
        ticket = self._gestures.ticket(self._open.id)
        if ticket is None:
            return
        workspace = self._workspace
        window = self._window
        window.conversation.show_ticket(workspace, ticket, known_at=self._known_at)
        window.properties.show_ticket(workspace, ticket, self._own.on(ticket.id))

    def _show_messages(self) -> None:
        id, entries = self._open.id, self._open.entries
        if id is None or not entries:
            return
        waiting = frozenset(
            each.command.message
            for each in self._own.on(id).waiting
            if isinstance(each.command, commands.Reply | commands.AddNote | commands.OpenTicket)
        )
        values = message_values(self._workspace, entries, waiting=waiting, online=self._online)
        divider = new_since(self._workspace, entries, self._open.read_at)
        self._window.conversation.show_messages(id, values, divider)

    def _show_people(self) -> None:
        id = self._open.id
        people = () if id is None else people_on(self._workspace, id)
        self._window.conversation.show_people(people, known=self._online)

    def _show_cards(self) -> None:
        id = self._open.id
        if id is None:
            return
        cards = tuple(card_of(self._workspace, each) for each in self._own.on(id).needing)
        self._window.conversation.show_cards(cards)
        fresh = self._news.since(self._open.entries, self._workspace.me)
        if fresh and self._window.composer.composer.mode != "note":
            self._window.conversation.ask(self._news_card(len(fresh), fresh[-1].agent))

    def _show_recipients(self) -> None:
        ticket = self._workspace.get(Ticket, self._open.id)
        contact = self._workspace.get(Contact, None if ticket is None else ticket.requester)
        to = next(iter(contact.emails), contact.name) if contact is not None else ""
        pairs = ((translate("composer", "To"), to),) if to else ()
        self._window.composer.composer.set_recipients(pairs)

    def _vanish(self) -> None:
        """The ticket is no longer this person's to see."""
        self.leave()
        self._window.show_ticket_page(False)
        self.opened.emit(None)
        self.troubled.emit(translate("ticket", "The open ticket is no longer available to you."))

    # -- writing -------------------------------------------------------------------------------

    async def _restore_draft(self, ticket: TicketId) -> None:
        found = await self.drafts.find(ticket)
        composer = self._window.composer
        if found is None or ticket != self._open.id or not composer.written.is_empty:
            return
        composer.show_written(found[0])
        self._news.begin(self._open.entries)

    def _on_written(self, written: Written) -> None:
        id = self._open.id
        if id is None:
            return
        other = "note" if written.mode == "reply" else "reply"
        if not written.is_empty:
            self.drafts.keep(id, Written(other, ""))
        self.drafts.keep(id, written)
        self._presence.write("" if written.is_empty else written.mode)
        if written.is_empty:
            self._news.end()
            self._window.conversation.ask(None)
        elif not self._news.is_writing:
            self._news.begin(self._open.entries)

    def _on_send_requested(self, written: Written) -> None:
        id = self._open.id
        if id is None:
            return
        if written.mode == "note":
            self._send_note(id, written)
            return
        fresh = self._news.since(self._open.entries, self._workspace.me)
        named = mentions_in(written.text, self._workspace.all(Agent))
        if fresh:
            self._window.conversation.timeline.scroll_to_end()
            self._window.conversation.ask(_stale_card(len(fresh)))
        elif named:
            name = first_name(self._workspace, named[0])
            self._window.conversation.ask(_mention_card(name))
        else:
            self._send_reply(id, written)

    def _send_reply(self, id: TicketId, written: Written, *, anyway: bool = False) -> None:
        hold_s = self._client.settings.number("undo_send_s")
        try:
            sent = intents.reply(
                self._workspace,
                ticket=id,
                text=written.text,
                hold_s=hold_s,
                anyway=anyway,
                files=written.files,
            )
        except ClientError as error:
            self.explain(error)
            return
        self._after_sending(id, written)
        self._gestures.announce(
            Gesture(
                ticket=id,
                words=translate("ticket", "Sent")
                if self._online
                else translate("ticket", "Sends when online"),
                do=lambda: None,
                undo=(lambda: self._retract(sent.message, written)) if hold_s else None,
            )
        )

    def _send_note(self, id: TicketId, written: Written) -> None:
        mentions = mentions_in(written.text, self._workspace.all(Agent))
        try:
            intents.add_note(
                self._workspace,
                ticket=id,
                text=written.text,
                mentions=mentions,
                files=written.files,
            )
        except ClientError as error:
            self.explain(error)
            return
        self._after_sending(id, written)

    def _after_sending(self, id: TicketId, written: Written) -> None:
        self.drafts.drop(id, written.mode)
        self._news.end()
        self._presence.write("")
        self._window.conversation.ask(None)
        self._window.composer.show_written(Written(written.mode, ""))
        self._show_messages()
        self._window.conversation.timeline.scroll_to_end()

    def _retract(self, message: MessageId, written: Written) -> None:
        """Take a reply back while it is held; its text is in the composer again."""
        intents.retract_reply(self._workspace, message=message)
        if self._window.composer.written.is_empty:
            self._window.composer.show_written(written)
            self._on_written(written)

    # -- deciding ------------------------------------------------------------------------------

    def _on_card_decided(self, card: str, key: str) -> None:
        if card in (_STALE, _MENTION):
            self._decide_own(card, key)
            return
        command = next((each for each in self._own.needing if each.id == card), None)
        if command is not None:
            self._decide(command, key)

    def _decide_own(self, card: str, key: str) -> None:
        """The answer to a question that this window asked."""
        self._window.conversation.ask(None)
        self._news.begin(self._open.entries)
        id, written = self._open.id, self._window.composer.written
        if id is None:
            return
        if key == AGAIN:
            self._send_reply(id, written, anyway=card == _STALE)
        elif key == DISCARD:
            self.drafts.drop(id, written.mode)
            self._window.composer.show_written(Written("reply", ""))
            self._on_written(Written("reply", ""))
        elif key == "note":
            self.write("note")
        else:
            self._window.conversation.timeline.scroll_to_end()
            self._window.composer.composer.editor.setFocus()

    def _decide(self, pending: PendingCommand, key: str) -> None:
        """The answer to a command that the server refused."""
        command = pending.command
        writes = isinstance(command, commands.Reply | commands.AddNote)
        try:
            if key == AGAIN and pending.state == "held":
                self._workspace.retry(pending.id)
                return
            if key == AGAIN:
                redo(self._workspace, command)
            elif key in (KEEP, DISCARD) and writes:
                self._drop_text(command)
            elif key == EDIT:
                self._edit_again(command)
        except ClientError as error:
            self.explain(error)
            return
        self._workspace.dismiss(CommandId(pending.id))

    def _drop_text(self, command: commands.Command) -> None:
        mode = "reply" if isinstance(command, commands.Reply) else "note"
        ticket: TicketId = getattr(command, "ticket")  # noqa: B009
        self.drafts.drop(ticket, mode)

    def _edit_again(self, command: commands.Command) -> None:
        if not isinstance(command, commands.Reply | commands.AddNote):
            return
        mode = "reply" if isinstance(command, commands.Reply) else "note"
        written = Written(mode, command.text, command.files)
        if self._window.composer.written.is_empty:
            self._window.composer.show_written(written)
            self._on_written(written)
            self._news.begin(self._open.entries)
        self._window.composer.composer.editor.setFocus()

    def _news_card(self, count: int, agent: object) -> CardValue:
        who = translate("ticket", "The customer")
        if isinstance(agent, str):
            who = first_name(self._workspace, agent)  # type: ignore[arg-type]
        told = translate("ticket", "{name} wrote while you were writing")
        return CardValue(
            id=_STALE,
            title=told.format(name=who),
            text=_read_words(count),
            tone="question",
            buttons=(CardButton("read", translate("ticket", "Read it"), "primary"),),
        )

    # -- fields --------------------------------------------------------------------------------

    def set_field(self, field: str, key: str, *, hold: bool = False) -> None:
        """A choice out of a menu."""
        id = self._open.id
        if id is None:
            return
        if field == "tags":
            self._gestures.toggle_tag(id, TagId(key))
            return
        self._gestures.set_field(id, field, None if key == NOBODY else key, hold=hold)

    def add_tag(self, field: str, text: str) -> None:
        """A tag that nobody has used yet."""
        word = "-".join(text.lower().replace(",", " ").replace("/", " ").split())
        if self._open.id is not None and word:
            self._gestures.toggle_tag(self._open.id, TagId(word))

    def explain(self, error: ClientError) -> None:
        """Say in words why nothing has happened; the text stays where it was typed."""
        if isinstance(error, BadText) and error.field == "text":
            told = translate("ticket", "This character cannot be sent. Remove it, then send again.")
            self._window.composer.composer.mark_error(error.position, told)
        elif isinstance(error, BadText):
            self.troubled.emit(translate("ticket", "A character in it cannot be stored."))
        elif isinstance(error, TooLarge):
            told = translate("ticket", "This is {size}, the limit is {limit}. Attach it as a file.")
            size, limit = size_words(error.size), size_words(error.limit)
            self.troubled.emit(told.format(size=size, limit=limit))
        elif isinstance(error, QueueFull):
            told = translate("ticket", "{count} changes wait to be sent. Connect before you go on.")
            self.troubled.emit(told.format(count=error.limit))
        elif isinstance(error, NotConnected):
            self.troubled.emit(translate("ticket", "This needs the server. You are offline."))
        else:
            self.troubled.emit(str(error))

    # -- files ---------------------------------------------------------------------------------

    def _on_attachment_opened(self, id: str) -> None:
        """Ask where to put a file, then fetch it. Nothing is ever opened by itself."""
        attachment = next(
            (each for entry in self._open.entries for each in entry.attachments if each.id == id),
            None,
        )
        if attachment is None:
            return
        dialog = QFileDialog(self._window, translate("ticket", "Save the file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(Path(attachment.name).name)
        dialog.fileSelected.connect(lambda name: self.save_file(attachment, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_file(self, attachment: Attachment, to: Path) -> None:
        """Fetch a file into a place that the person chose."""
        self._spawn(self._fetch(attachment, to), name="save a file")

    async def _fetch(self, attachment: Attachment, to: Path) -> None:
        try:
            await self._client.download(AttachmentId(attachment.id), to=to)
        except ClientError as error:
            self.explain(error)
        except OSError:
            told = translate("ticket", "{name} could not be written there.")
            self.troubled.emit(told.format(name=to.name))
        else:
            told = translate("ticket", "{name} saved").format(name=to.name)
            self._window.toast.say(told, undo=False)

    def _on_message_action(self, message: str, key: str) -> None:
        if key == RETRACT:
            text = next(
                (each.message.text for each in self._open.entries if each.message.id == message), ""
            )
            self._retract(MessageId(message), Written("reply", text))

    # -- wiring --------------------------------------------------------------------------------

    def _connect(self) -> None:
        window, gestures = self._window, self._gestures
        window.composer.changed.connect(self._on_written)
        window.composer.send_requested.connect(self._on_send_requested)
        window.conversation.card_decided.connect(self._on_card_decided)
        window.conversation.timeline.attachment_opened.connect(self._on_attachment_opened)
        window.conversation.timeline.action_requested.connect(self._on_message_action)
        window.conversation.header.subject_committed.connect(self._on_subject_committed)
        window.properties.chosen.connect(self.set_field)
        window.properties.created.connect(self.add_tag)
        gestures.held_changed.connect(self._on_held_changed)
        gestures.refused.connect(self.explain)
        self._own.changed.connect(self._on_own_changed)
        self._open.loaded.connect(self._on_loaded)
        self._open.timed.connect(self._show_messages)

    def _on_loaded(self) -> None:
        self._show_messages()
        self._show_cards()
        if not self._window.composer.written.is_empty:
            self._news.begin(self._open.entries)

    def _on_subject_committed(self, text: str) -> None:
        self.set_field("subject", text)

    def _on_held_changed(self, ticket: str) -> None:
        if ticket == self._open.id:
            self._show_fields()

    def _on_own_changed(self, tickets: frozenset[TicketId]) -> None:
        if self._open.id in tickets:
            self._show_all()


def _read_words(count: int) -> str:
    if count == 1:
        return translate("ticket", "1 new message. Read it before you send.")
    told = translate("ticket", "{count} new messages. Read them before you send.")
    return told.format(count=count)


def _stale_card(count: int) -> CardValue:
    return CardValue(
        id=_STALE,
        title=translate("ticket", "Something new has come while you were writing"),
        text=_read_words(count),
        tone="question",
        buttons=(
            CardButton(EDIT, translate("ticket", "Edit"), "primary"),
            CardButton(AGAIN, translate("ticket", "Send anyway")),
            CardButton(DISCARD, translate("ticket", "Discard"), "danger"),
        ),
    )


def _mention_card(name: str) -> CardValue:
    told = translate("ticket", "This mentions {name}. Send to the customer, or make it a note?")
    return CardValue(
        id=_MENTION,
        title=told.format(name=name),
        tone="question",
        buttons=(
            CardButton("note", translate("ticket", "Make it a note"), "primary"),
            CardButton(AGAIN, translate("ticket", "Send to the customer")),
        ),
    )
