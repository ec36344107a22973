# SPDX-License-Identifier: Apache-2.0
"""What is written about the open ticket: kept as a draft, told to colleagues, sent, taken back."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app import intents
from app.client import Client
from app.errors import BadText, ClientError, NoRoom
from app.outbox.drafts import Place
from sync_server.contract import commands
from sync_server.contract.commands import File
from sync_server.contract.entities import Message, Ticket
from sync_server.contract.ids import MessageId, TicketId
from sync_server.contract.placeholders import gaps_in
from ui.models.reach import Reach
from ui.models.words import translate
from ui.slots import Spawn
from ui.windows.agent.composer import ComposerPane
from ui.windows.agent.drafts import (
    DraftKeeper,
    Written,
    continued,
    joined,
    written_of,
    written_of_message,
)
from ui.windows.agent.gestures import Gesture, Gestures
from ui.windows.agent.last_sent import LastSent
from ui.windows.agent.message_values import has_gone_out, is_held
from ui.windows.agent.news import News
from ui.windows.agent.next_status import restore_status, statuses_of
from ui.windows.agent.open_draft import OpenDraft
from ui.windows.agent.open_ticket import OpenTicket
from ui.windows.agent.own_reading import OwnReading
from ui.windows.agent.presence import PresenceTeller
from ui.windows.agent.recipients import Directory, addressees_of
from ui.windows.agent.send_checks import NEWS, Asked, reason_to_ask
from ui.windows.agent.senders import senders_of
from ui.windows.agent.sending import Sending
from ui.windows.agent.troubles import trouble_words
from ui.windows.agent.unsent import Unsent, find_unsent, is_said, is_sent, withdraw


class Writing(QObject):
    """The composer of one window and everything that hangs on it.

    Signals: `sent()` after something was sent; `held_back(reason, detail)` when sending needs a
    decision first, by a name of `send_checks`; `ended()`
    after a text, and `resumed()` when one that was begun before is here again;
    `troubled(ClientError)`; `told(sentence)`; `relieved(sentence)` when a text is safe: there is
    room for it again, or it has come back to another ticket.
    """

    sent = Signal()
    held_back = Signal(str, str)
    ended = Signal()
    resumed = Signal()
    troubled = Signal(object)
    told = Signal(str)
    relieved = Signal(str)

    def __init__(
        self,
        client: Client,
        pane: ComposerPane,
        ticket: OpenTicket,
        *,
        gestures: Gestures,
        spawn: Spawn,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = client.workspace
        self._pane = pane
        self._ticket = ticket
        self._spawn = spawn
        self._sending = Sending(client)
        self._gestures = gestures
        self.last_sent = LastSent(client.workspace, gestures)
        self._news = News()
        self._passed: set[str] = set()
        self._is_loaded = False
        self._early: Written | None = None
        """What was sent before the drafts of its ticket were found: it waits for them."""
        self.own = OwnReading(client.workspace, ticket, spawn, self)
        self.drafts = DraftKeeper(client.workspace, spawn, self)
        self._draft = OpenDraft(self.drafts)
        self.presence = PresenceTeller(client, self)
        self.directory = Directory(client.workspace)
        pane.composer.recipients.set_book(self.directory)
        self._uploads = client.uploaded.connect(pane.show_progress)
        pane.changed.connect(self._on_written)
        pane.send_requested.connect(self.send)
        pane.send_broken_off.connect(self._on_send_broken_off)
        pane.macro_requested.connect(self._on_macro)
        pane.files.strayed.connect(self._on_file_strayed)
        ticket.loaded.connect(self._on_loaded)
        self.drafts.elsewhere.connect(self._on_written_elsewhere)
        self.drafts.full.connect(self._on_disk_full)

    @property
    def written(self) -> Written:
        """What is in the composer now."""
        return self._pane.written

    @property
    def news(self) -> tuple[Message, ...]:
        """What has come since the reply was begun. A note is never late, nor is a forward."""
        if self.written.mode != "reply":
            return ()
        return self._news.since(self._ticket.entries, self._workspace.me)

    def begin(self, ticket: TicketId) -> None:
        """Another ticket is open: its draft is found."""
        self.presence.go(ticket)
        self._is_loaded = False
        self._draft.begin(ticket)
        self._pane.set_ticket(ticket)
        self._pane.show_written(Written("reply", ""))
        self._show_statuses()
        self._show_recipients()
        self._spawn(self._restore(ticket), name="find a draft")

    def leave(self) -> None:
        """The ticket is left; what is written is safe, and what waited to be sent is not sent."""
        id, here = self._ticket.id, self.written
        self.drafts.flush()
        if id is not None:
            if not self._draft.is_found:
                self._add(id, here)
            waited = self._pane.put_away((id, here.mode))
            if waited or self._early is not None:
                told = translate(
                    "ticket",
                    "What you wrote in {ticket} was not sent, because you left before it was"
                    " ready. It is in your drafts.",
                )
                self.told.emit(told.format(ticket=self._name_of(id)))
        self._early = None
        self._news.end()
        self.show_news()

    def close(self) -> None:
        """The window closes."""
        self.presence.leave()
        self.drafts.close()
        self._uploads.close()

    def set_reach(self, reach: Reach) -> None:
        """Sending means something else without a connection."""
        if reach == "online" != self.last_sent.reach:
            self.presence.tell_again()
        self.last_sent.reach = reach
        self._pane.composer.set_online(reach != "offline")

    def focus(self, mode: str) -> None:
        """Put the cursor into the composer, as a reply or a note."""
        self._pane.write(mode)

    def refresh(self) -> None:
        """The ticket has changed: others may get copies now, and another team waits otherwise."""
        self._show_statuses()
        self._show_recipients()

    def go_to_gap(self) -> None:
        """Mark the first field that was not filled in."""
        text = self.written.text
        gaps = gaps_in(text)
        if gaps:
            told = translate("ticket", "The customer would see {gap}. Fill it in or take it out.")
            self._pane.composer.mark_error(text.index(gaps[0]), told.format(gap=gaps[0]))

    def look_at_recipients(self) -> None:
        """Go to the addresses of what is written."""
        self._pane.unfold_recipients()

    def append(self, text: str) -> None:
        """Begin with a text that was typed elsewhere, or go on with it."""
        self._pane.append(text)

    def show_news(self) -> int:
        """Let the button say what is to be read first; how many messages that is."""
        count = len(self.news)
        self._pane.composer.set_unread(count)
        return count

    def catch_up(self) -> None:
        """The person has seen what is new."""
        if not self.written.is_empty:
            before = self._news.seen_at
            self._news.begin(self._ticket.entries, self._workspace.me)
            if self._ticket.id is not None and self._news.seen_at != before:
                self._keep(self.written)
        self.show_news()

    # -- sending -------------------------------------------------------------------------------

    def send(self, written: Written) -> None:
        """Send, unless the person should look first."""
        self._passed.clear()
        self._send(written)

    def send_on(self, reason: str) -> None:
        """The person has looked, and means it: send, unless there is something else to see."""
        self._passed.add(reason)
        self._send(self.written)

    def _send(self, written: Written) -> None:
        if self._ticket.id is None:
            return
        if not self._draft.is_found:  # sending ends the draft of its mode, which nobody has seen
            self._early = written
            return
        if written.mode == "note":
            self._send_note(self._ticket.id, written)
            return
        asked = Asked(
            news=len(self.news),
            written=written,
            to=written.to or self._pane.composer.recipients.to.addresses,
        )
        reason = reason_to_ask(self._workspace, asked, passed=self._passed)
        if reason is not None:
            self.held_back.emit(reason.name, reason.detail)
        elif written.mode == "forward":
            self._send_forward(self._ticket.id, written)
        else:
            self.send_reply(written, anyway=NEWS in self._passed)

    def _send_forward(self, id: TicketId, written: Written) -> None:
        """Write to somebody else about the ticket; with Undo for as long as it is held."""
        ticket = self._workspace.get(Ticket, id)
        if ticket is None or not written.to:
            return
        try:
            sent = self._sending.forward(id, written)
        except ClientError as error:
            self._explain(error)
            return
        self._leave_behind(id, written, sent, ticket)

    def send_reply(self, written: Written, *, anyway: bool = False) -> None:
        """Answer the customer; with Undo for as long as it is held."""
        id = self._ticket.id
        ticket = self._workspace.get(Ticket, id)
        if id is None or ticket is None:
            return
        self.own.wrote(id)
        to, quotes = self._pane.explicit_to, self._pane.quotes
        try:
            sent = self._sending.reply(id, written, to=to, quotes=quotes, anyway=anyway)
        except ClientError as error:
            self._explain(error)
            return
        self._leave_behind(id, written, sent, ticket)

    def _leave_behind(
        self, id: TicketId, written: Written, sent: intents.Written, before: Ticket
    ) -> None:
        """It is on its way: the composer is empty, and Undo brings it back."""
        self._finish(id, written)
        held = self._sending.hold_s
        undo = (lambda: self._undo_sent(sent.message, written, before)) if held else None
        self.last_sent.say(id, sent, undo=undo)

    def retract(self, message: MessageId, ticket: TicketId, written: Written) -> bool:
        """Take a reply back while it is held; its text is a draft of its ticket again. Says so
        when it has gone out.
        """
        if has_gone_out(self._workspace, message):
            told = translate(
                "ticket", "{ticket}: the reply has already gone out, so nothing was undone."
            )
            self.told.emit(told.format(ticket=self._name_of(ticket)))
            return False
        intents.retract_reply(self._workspace, message=message)
        self._bring_back(ticket, written)
        return True

    def offer_undo(self, before: Ticket | None, message: MessageId | None, told: str) -> bool:
        """A ticket was made, `before` it was moved on: whether what it begins with can be taken
        back, which is said then.
        """
        said = self._workspace.get(Message, message)
        if before is None or said is None or not is_held(self._workspace, said):
            return False

        def undo() -> None:
            if self.retract(said.id, before.id, written_of_message(said)):
                restore_status(self._workspace, before)

        self._gestures.announce(Gesture(before.id, told, do=lambda: None, undo=undo))
        return True

    def _undo_sent(self, message: MessageId, written: Written, before: Ticket) -> None:
        """Undo is all of it: the reply, and the status that went with it."""
        if self.retract(message, before.id, written) and self._sending.moves(before.id, written):
            restore_status(self._workspace, before)

    def put_back(self, written: Written) -> None:
        """Show a text that came back, before what else has been begun."""
        self._change(joined(self._sending.unsigned(self._ticket.id, written), self.written))
        self._pane.composer.editor.setFocus()

    def withdraw(self, message: MessageId, *, edit: bool) -> None:
        """Take back a reply or note that has not left this computer, to edit it or for good."""
        found = find_unsent(self._workspace, message)
        if found is not None:
            self._spawn(self._withdraw(found, edit=edit), name="take an unsent text back")

    def discard(self) -> None:
        """Give up what is written."""
        self._draft.drop()
        self._pane.files.clear()
        self._show(self._draft.take_up(Written("reply", "")))
        self._end()

    def drop_text_of(self, command: commands.Command) -> None:
        """Give up the text of a refused reply, note or forward, which lies in the drafts."""
        if isinstance(command, commands.Reply | commands.AddNote | commands.Forward):
            mode = written_of(command).mode
            self.drafts.drop(command.ticket, mode)
            if command.ticket == self._ticket.id:
                self._draft.lay_aside(Written(mode, ""))

    # -- inside --------------------------------------------------------------------------------

    async def _withdraw(self, unsent: Unsent, *, edit: bool) -> None:
        if not await withdraw(self._workspace, unsent):
            self.told.emit(translate("ticket", "This has left already and cannot be taken back."))
            return
        self.last_sent.take_back(unsent.id)
        command = unsent.command
        if edit and not isinstance(command, commands.LogCall):
            self._bring_back(command.ticket, written_of(command))

    def _bring_back(self, ticket: TicketId, written: Written) -> None:
        """A text has come back: into the composer, or to the drafts where its ticket was left."""
        if ticket == self._ticket.id:
            self.put_back(written)
            return
        self._add(ticket, self._sending.unsigned(ticket, written))
        told = translate("ticket", "Your text is back in the draft of {ticket}.")
        self.relieved.emit(told.format(ticket=self._name_of(ticket)))

    def _change(self, written: Written) -> None:
        """Show what is not kept yet, and keep it."""
        if written != self.written:
            self._pane.show_written(written)
            self._on_written(written)
            self.drafts.flush()

    def _add(self, ticket: TicketId, written: Written) -> None:
        if not written.is_empty:
            self._spawn(self._add_behind(ticket, written), name="add to a draft")

    async def _add_behind(self, ticket: TicketId, written: Written) -> None:
        """Put something to the draft of its mode, in the composer if that is there by now."""
        before = (await self.drafts.find(ticket)).get(written.mode)
        here, is_open = self.written, ticket == self._ticket.id and self._draft.is_found
        if is_open and (here.is_empty or here.mode == written.mode):
            self._change(written if here.is_empty else continued(here, written))
            return
        whole = written if before is None else continued(before, written)
        self.drafts.keep(ticket, whole)
        self.drafts.flush()
        if is_open:
            self._draft.lay_aside(whole)

    def _name_of(self, ticket: TicketId) -> str:
        found = self._workspace.get(Ticket, ticket)
        return translate("ticket", "another ticket") if found is None else f"#{found.number}"

    def _send_note(self, id: TicketId, written: Written) -> None:
        try:
            self._sending.add_note(id, written)
        except ClientError as error:
            self._explain(error)
            return
        self._finish(id, written)

    def _on_macro(self, key: str) -> None:
        """What a macro wants to be looked over stands in the composer; the rest the desk does."""
        from ui.windows.agent.macros import macro_gesture, macro_text  # noqa: PLC0415 - when asked

        id = self._ticket.id
        if id is None:
            return
        gesture = macro_gesture(self._workspace, id, key)
        if gesture is not None:
            if self.written.mode == "reply":
                self._pane.insert(macro_text(self._workspace, id, key))
            self._gestures.perform(gesture)

    def _finish(self, id: TicketId, written: Written) -> None:
        self.drafts.drop(id, written.mode)
        empty = Written("note" if written.mode == "note" else "reply", "")
        self._show(self._draft.take_up(empty))
        self._end()
        self.sent.emit()

    def _show(self, written: Written) -> None:
        """Show what is kept already."""
        self._draft.show(written)
        self._pane.show_written(written)

    def _end(self) -> None:
        self._news.end()
        self.show_news()
        self.presence.write("")
        self.ended.emit()

    def _explain(self, error: ClientError) -> None:
        """Nothing has happened; the text stays where it was typed."""
        if isinstance(error, BadText) and error.field == "text":
            self._pane.composer.mark_error(error.position, trouble_words(error))
        else:
            self.troubled.emit(error)

    async def _restore(self, ticket: TicketId) -> None:
        stored: dict[str, Written] = {}
        try:
            stored = await self.drafts.find(ticket)
        finally:  # what cannot be read keeps nobody from writing
            waits = "forward" in stored and not self._is_loaded  # for what goes along with it
            if ticket == self._ticket.id and not self._draft.is_found and not waits:
                self._take_up(stored)

    def _take_up(self, stored: dict[str, Written]) -> None:
        """It is known what was kept of the open ticket."""
        here = self.written
        shown = self._draft.find(stored, here)
        if shown != here:
            self._pane.show_written(shown)
        if shown.mode in stored:
            self._go_on(stored[shown.mode])
        if not here.is_empty:
            self._on_written(shown)
        early, self._early = self._early, None
        if early is not None and early == shown:
            self._send(early)
        elif early is not None:
            self.told.emit(translate("ticket", "Not sent: look at it once more, then send it."))

    def _on_written(self, written: Written) -> None:
        if self._ticket.id is None:
            return
        whole = self._draft.take_up(written)
        if whole != written:
            self._pane.show_written(whole)
            self._go_on(whole)
        if whole.is_empty:
            self._draft.keep(whole)
            self._end()
            return
        if not self._news.is_writing:
            self._news.begin(self._ticket.entries, self._workspace.me)
        self._keep(whole)
        self.presence.write(whole.mode)

    def _keep(self, written: Written) -> None:
        """Keep a draft, and up to where its author has read."""
        self._draft.keep(replace(written, seen_at=self._news.seen_at))

    def _on_send_broken_off(self) -> None:
        told = translate(
            "ticket", "Not sent, because it was changed before its files were ready. Send it again."
        )
        self.told.emit(told)

    def _on_file_strayed(self, owner: Place, file: File | None, trouble: str) -> None:
        """A file of a text that was left has been taken in, or could not be."""
        ticket, mode = owner
        if file is not None:
            self._add(ticket, Written(mode, "", files=(file,)))
            return
        told = translate("ticket", "In {ticket}: {trouble}")
        self.told.emit(told.format(ticket=self._name_of(ticket), trouble=trouble))

    def _go_on(self, found: Written) -> None:
        """A text is here that was begun before, in this window or in another."""
        if found.seen_at:
            self._news.go_on(found.seen_at)
        else:
            self._news.begin(self._ticket.entries, self._workspace.me)
        self.show_news()
        self.resumed.emit()

    def _on_written_elsewhere(self, ticket: str, written: Written, unsaved: bool) -> None:
        """Another window or device has the same ticket open, and somebody writes there."""
        here = self.written
        if ticket != self._ticket.id or not self._draft.is_found:
            return  # what is kept is found as it is by then
        if written.mode != here.mode and (written.is_empty or not here.is_empty):
            self._draft.lay_aside(written)
            return
        if written.is_empty:
            self._on_ended_elsewhere(self._ticket.id, here, unsaved=unsaved)
            return
        both = joined(written, here) if unsaved else written
        if both != here:
            self._show(both)
        if both != here and unsaved:
            self._on_written(both)
        if not unsaved:
            self._go_on(written)

    def _on_ended_elsewhere(self, ticket: TicketId, here: Written, *, unsaved: bool) -> None:
        """The draft was turned into one of another mode, or sent; one that was given up stays."""
        moved = self._draft.gone_along(here)
        text = here.text if here.mode == "note" else self._sending.signed(ticket, here.text)
        if moved is not None:
            self._show(moved)
            self._go_on(moved)
        elif is_sent(self._workspace, text, on=ticket) or is_said(self._ticket.entries, text):
            if not unsaved:
                self._show(Written(here.mode, ""))
        elif not here.is_empty:
            self._on_written(here)

    def _on_disk_full(self, is_full: bool) -> None:
        """The text stays in the composer, and is written once there is room."""
        if is_full:
            self.troubled.emit(NoRoom(self._workspace.room_needed))
        else:
            self.relieved.emit(translate("ticket", "There is room again. Your draft is stored."))

    def _on_loaded(self) -> None:
        self._is_loaded = True
        self._show_recipients()
        if self._ticket.id is not None and not self._draft.is_found:
            self._spawn(self._restore(self._ticket.id), name="find a draft")
        if self._news.seen_at:
            self.show_news()
        else:
            self.catch_up()

    def _show_statuses(self) -> None:
        """What may become of the ticket, as its team waits."""
        offered = statuses_of(self._workspace, self._ticket.id)
        self._pane.set_statuses(offered.choices(), offered.forward_choices(), usual=offered.usual)

    def _show_recipients(self) -> None:
        """Who wrote last, and who had copies, as far as it is known now."""
        id, entries = self._ticket.id, self._ticket.entries
        self.directory.look_at(id, entries)
        self._pane.set_senders(senders_of(self._workspace, id))
        self._pane.set_addressees(addressees_of(self._workspace, id, entries))
