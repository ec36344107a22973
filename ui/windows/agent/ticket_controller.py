# SPDX-License-Identifier: Apache-2.0
"""The open ticket: its panes show what the workspace holds, its fields go out as gestures."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Signal

from app.client import Client
from app.errors import ClientError, NoRoom
from app.workspace.changes import Changes
from sync_server.contract import commands
from sync_server.contract.entities import (
    Agent,
    Category,
    Contact,
    Gate,
    Membership,
    Organisation,
    Skill,
    Tag,
    Team,
    Ticket,
)
from sync_server.contract.ids import CommandId, Instant, MessageId, TagId, TicketId
from ui.models.own_commands import OwnCommands
from ui.models.people import people_on
from ui.models.reach import Reach
from ui.models.words import time_words, translate
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.toast import Toast
from ui.windows.agent.choices import NOBODY, with_skill
from ui.windows.agent.composer import ComposerPane
from ui.windows.agent.contacts.page import CustomerPage
from ui.windows.agent.conversation import ConversationPane
from ui.windows.agent.decisions import Decisions
from ui.windows.agent.draft_look import DraftLook
from ui.windows.agent.drafts import written_of_message
from ui.windows.agent.fields import fields_of
from ui.windows.agent.files import FileSaver
from ui.windows.agent.forwarding import forwardable_of
from ui.windows.agent.gestures import Gestures
from ui.windows.agent.history_export import HistoryExport
from ui.windows.agent.history_words import entry_of
from ui.windows.agent.mailing import Mailing
from ui.windows.agent.message_values import DISCARD, EDIT, RETRACT
from ui.windows.agent.open_ticket import OpenTicket
from ui.windows.agent.properties import PropertiesPane
from ui.windows.agent.reading import Reading
from ui.windows.agent.recipients import copied_of
from ui.windows.agent.snooze import Snooze
from ui.windows.agent.time_left import TimeLeftPage
from ui.windows.agent.troubles import trouble_words
from ui.windows.agent.writing import Writing

if TYPE_CHECKING:
    from ui.windows.agent.joining.joining import Joining
    from ui.windows.agent.solving import Solving
    from ui.windows.agent.why.controller import Why

WAYS: Final = ("merge", "unmerge", "split", "link")
"""How tickets are joined and parted."""

_SHOWN: Final = frozenset(
    kind.kind
    for kind in (Agent, Category, Contact, Gate, Membership, Organisation, Skill, Tag, Team)
)
"""Kinds whose rows are named somewhere beside a ticket, or may be chosen for it."""

_DONE: Final = frozenset({"solved", "closed", "merged", "spam", "deleted"})

_WRITTEN: Final = (
    commands.Reply,
    commands.AddNote,
    commands.OpenTicket,
    commands.Forward,
    commands.LogCall,
)
"""Commands that stand in the conversation as a message."""


class TicketPanes(Protocol):
    """The parts of a window in which one ticket is read and answered."""

    conversation: ConversationPane
    composer: ComposerPane
    properties: PropertiesPane
    toast: Toast
    notice: Banner

    def show_ticket_page(self, shown: bool) -> None: ...

    def isMinimized(self) -> bool: ...


class TicketController(QObject):
    """Everything about the one ticket that is open in a window.

    Emits `opened(ticket id or None)`; `vanished(ticket id)` when the open one is gone;
    `troubled(sentence)` for what went wrong here; `ticket_requested(ticket id)` for another ticket
    of the same customer, `next_requested()` for the next one of the list.
    """

    opened = Signal(object)
    vanished = Signal(str)
    troubled = Signal(str)
    ticket_requested = Signal(str)
    next_requested = Signal()

    def __init__(
        self,
        client: Client,
        window: TicketPanes,
        theme: Theme,
        *,
        own: OwnCommands,
        gestures: Gestures,
        spawn: Spawn,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace = client.workspace
        self._window = window
        self._joining: Joining | None = None
        self._solving: Solving | None = None
        self._just_solved: TicketId | None = None
        self._own = own
        self._refused: set[CommandId] = {each.id for each in own.needing}
        self._gestures = gestures
        self._theme = theme
        self._spawn = spawn
        self._client = client
        self.why: Why | None = None
        self._reach: Reach = "online"
        self._known_at = ""
        self.quoted_as = ""
        """What the last quotation made of the text in the composer."""
        self.open_ticket = OpenTicket(
            client, spawn, is_visible=lambda: not window.isMinimized(), parent=self
        )
        self.writing = Writing(
            client, window.composer, self.open_ticket, gestures=gestures, spawn=spawn, parent=self
        )
        entries, timeline = self.open_ticket, window.conversation.timeline
        window.composer.set_forwardable(
            lambda: forwardable_of(workspace, entries.entries, stepped_to=timeline.stepped_to)
        )
        self.mailing = Mailing(
            workspace,
            window.conversation,
            self.open_ticket,
            theme=theme,
            gestures=gestures,
            directory=self.writing.directory,
        )
        self._decisions = Decisions(
            workspace, window.conversation, self.writing, own=own, parent=self
        )
        self.writing.own.marks = own
        self.reading = Reading(
            client,
            window.conversation,
            self.open_ticket,
            theme=theme,
            spawn=spawn,
            parent=self,
        )
        self.snoozing = Snooze(
            workspace,
            theme,
            settings=client.settings,
            gestures=gestures,
            of=lambda: self.id,
            owner=window.conversation,
        )
        self.looking = DraftLook(client, theme, spawn, strip=window.conversation.strip)
        self.customers = CustomerPage(
            workspace,
            window.properties,
            theme,
            gestures=gestures,
            of=lambda: self.id,
            parent=self,
        )
        self._time_left = TimeLeftPage(client, window.properties, theme, self)
        self._files = FileSaver(client, spawn, window=window.conversation)
        self._export = HistoryExport(client, spawn, window=window.conversation)
        self._connect()

    @property
    def id(self) -> TicketId | None:
        """The ticket that is open."""
        return self.open_ticket.id

    def open(self, ticket: TicketId) -> None:
        """Show a ticket; its head and fields at once, its messages when they are read."""
        if ticket == self.id or self._workspace.get(Ticket, ticket) is None:
            return
        self.leave()
        self.open_ticket.open(ticket)
        self.writing.begin(ticket)
        self.reading.open(ticket)
        self._show_all()
        self._window.show_ticket_page(True)
        self.opened.emit(ticket)

    def leave(self) -> None:
        """Close the open ticket; what is written is kept."""
        self.writing.leave()
        self._decisions.withdraw()
        self.close_looks()
        self.open_ticket.leave()
        self.reading.leave()

    def put_away(self) -> None:
        """Close the open ticket, and show none in its place."""
        self.leave()
        self._window.show_ticket_page(False)
        self.opened.emit(None)

    def close(self) -> None:
        """The window closes."""
        self._gestures.settle()
        self.leave()
        self.writing.close()

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        id = self.id
        if changes.reloaded or id in changes.conversations:
            self.open_ticket.forget()
        self.writing.own.take(changes)
        self.customers.take(changes)
        if self.why is not None:
            self.why.take(changes)
        if changes.pending or changes.reloaded:
            self.writing.last_sent.look(self._own)
            self._look_for_room()
        if id is None:
            return
        if self._workspace.get(Ticket, id) is None:
            self._vanish()
            return
        if changes.reloaded or not _SHOWN.isdisjoint(changes.rows):
            self._window.properties.forget_choices()
            self.reading.forget_names()
        if changes.reloaded or id in changes.rows.get(Ticket.kind, ()):
            self.reading.history.refresh()
            self.writing.refresh()
        if _concerns(changes, id):
            self._show_all()
            self.open_ticket.look()
        elif id in changes.presence:
            self._show_people()

    def set_reach(self, reach: Reach) -> None:
        """Sending means something else without a connection, and nobody knows who is here."""
        self.writing.set_reach(reach)
        self.writing.last_sent.look(self._own)
        if reach == self._reach:
            return
        self._reach = reach
        if reach == "online":
            self.reading.history.refresh()
        now = self._workspace.now_us()
        as_of = translate("conversation", "as of {time}")
        self._known_at = as_of.format(time=time_words(now, now)) if self._is_offline else ""
        self._show_all()

    @property
    def _is_offline(self) -> bool:
        return self._reach == "offline"

    def export_history(self) -> None:
        """Every change of the open ticket, as a table in a file."""
        if self.id is not None:
            self._export.ask(self.id)

    def take_next(self) -> bool:
        """Whether another was first to take the open ticket, and the next one is asked for."""
        return self.id is not None and self._decisions.go_on(self.id)

    def write(self, mode: str) -> None:
        """Put the cursor into the composer, or say why that mode cannot be."""
        if self.id is None:
            return
        reason = self._window.composer.why_not(mode)
        if reason:
            self._window.toast.say(reason, undo=False)
        else:
            self.writing.focus(mode)

    def start_reply(self, text: str) -> None:
        """Begin a reply with a text that was typed elsewhere."""
        if self.id is not None:
            self.writing.focus("reply")
            self.writing.append(text)

    @property
    def to_quote(self) -> str:
        """What is selected, else the message at which the keys are, else the customer's last."""
        timeline = self._window.conversation.timeline
        messages = timeline.messages
        here = [each.text for each in messages if each.id == timeline.stepped_to]
        last = [each.text for each in messages if each.kind == "customer"]
        return timeline.selected_text() or (here or last[-1:] or [""])[0]

    def quote(self) -> None:
        """Begin a reply with `to_quote`."""
        text = self.to_quote
        if self.id is not None and text.strip():
            self.writing.focus("reply")
            self.writing.append(quoted(text, behind=self.writing.written.text))
            self.quoted_as = self.writing.written.text

    # -- fields --------------------------------------------------------------------------------

    def set_field(self, field: str, key: str) -> None:
        """A choice out of a menu. A parent shows its open children before it is solved."""
        if self.id is None:
            return
        if (
            field == "status"
            and key == "solved"
            and (self._asks_of_children() or self._asks_for_what_is_missing())
        ):
            return
        if field == "tags":
            self._gestures.toggle_tag(self.id, TagId(key))
        elif field == "needs":
            ticket = self._gestures.ticket(self.id)
            needs = () if ticket is None else ticket.needs
            self._gestures.set_field(self.id, field, with_skill(needs, key))
        else:
            self._gestures.set_field(self.id, field, None if key == NOBODY else key)
        if field == "status" and key == "solved":
            self._on_solved()

    def _offer_a_reply(self) -> None:
        """A problem is solved: those who have it as their cause may be told at once. What is only
        painted yet may still be the first letter of a text.
        """
        id, self._just_solved = self._just_solved, None
        done, shown = self._workspace.get(Ticket, id), self._gestures.ticket(id)
        if id is None or id != self.id or done is None or shown is None:
            return
        if done.status != "solved":
            self._just_solved = id if shown.status == "solved" else None
        elif any(link.kind == "incident" for link in done.links):
            self.joining.incidents.ask()

    def _on_solved(self) -> None:
        self._just_solved = self.id
        self._offer_a_reply()

    def _asks_of_children(self) -> bool:
        ticket = self._gestures.ticket(self.id)
        is_parent = ticket is not None and any(link.kind == "child" for link in ticket.links)
        return is_parent and self.joining.linking.ask_of_children()

    def _asks_for_what_is_missing(self) -> bool:
        ticket = self._gestures.ticket(self.id)
        if ticket is None or ticket.status in _DONE:
            return False
        asks = bool(ticket.checklist) or self._workspace.has_any(Gate)
        return asks and self.solving.ask()

    @property
    def solving(self) -> "Solving":
        """What comes before a ticket is solved."""
        if self._solving is None:
            from ui.windows.agent.solving import Solving  # noqa: PLC0415 - many desks ask nothing

            head = self._window.conversation.header
            self._solving = Solving(
                self._workspace, self._theme, self._gestures, of=lambda: self.id, head=head
            )
            self._solving.solved.connect(self._on_solved)
        return self._solving

    def add_tag(self, field: str, text: str) -> None:
        """A tag that nobody has used yet."""
        word = "-".join(text.lower().replace(",", " ").replace("/", " ").split())
        if self.id is not None and word:
            self._gestures.toggle_tag(self.id, TagId(word))

    def ask_snooze(self) -> None:
        """Ask until when the open ticket is put off."""
        self.snoozing.open(self._window.conversation.header.snooze)

    def see_draft(self) -> None:
        """Look at what a colleague is writing about the open ticket."""
        self.looking.open(self.id)

    def explain(self, pass_on: Callable[[], object], line: str = "") -> None:
        """Show why the open ticket is where it is; `pass_on` asks for another team. With a `line`
        of the conversation, what was decided there is shown.
        """
        if self.id is None:
            return
        if self.why is None:
            from ui.windows.agent.why.controller import Why  # noqa: PLC0415 - when asked for

            self.why = Why(
                self._client,
                self._theme,
                self._window.properties.window(),
                spawn=self._spawn,
                say=partial(self._window.toast.say, undo=False),
                note=self._start_note,
                pass_on=pass_on,
            )
        self.why.open(self.id, at=entry_of(line))

    def close_looks(self) -> None:
        """Look no more at a colleague's draft, at why the ticket is here, or at what it is joined
        with.
        """
        self.looking.close()
        if self.why is not None:
            self.why.close()
        if self._joining is not None:
            self._joining.close()

    def _start_note(self, text: str) -> None:
        self.writing.focus("note")
        self.writing.append(text)

    @property
    def joining(self) -> "Joining":
        """What makes one ticket of two, two of one, or links them."""
        if self._joining is None:
            from ui.windows.agent.joining.joining import (  # noqa: PLC0415 - few tickets are joined
                Joining,
                Place,
            )

            window, timeline = self._window, self._window.conversation.timeline
            place = Place(
                workspace=self._workspace,
                theme=self._theme,
                window=window.properties.window(),
                head=window.conversation.header,
                gestures=self._gestures,
                settings=self._client.settings,
                spawn=self._spawn,
                of=lambda: self.id,
                entries=lambda: self.open_ticket.entries,
                here=lambda: MessageId(timeline.stepped_to) if timeline.stepped_to else None,
                say=partial(window.toast.say, undo=False),
                show=self.ticket_requested.emit,
            )
            self._joining = Joining(place, self)
        return self._joining

    def join(self, how: str) -> None:
        """Ask what becomes of the open ticket and another one: one of `WAYS`."""
        if self.id is not None:
            self.joining.ask(how)

    def mark_unread(self) -> None:
        """Let the open ticket stand as unread."""
        if self.id is not None:
            self._gestures.mark_unread(self.id, leave=self.open_ticket.leave_unread)

    # -- showing -------------------------------------------------------------------------------

    def refresh_ages(self) -> None:
        """Time has passed: how long ago, and what time it is for the customer."""
        self._show_fields()
        if self.id is not None:
            self._decisions.refresh_ages(self.id, self.reading.history.entries)

    def show_time(self, now: Instant) -> None:
        """A second has passed."""
        self._time_left.show_time(now)

    def _show_all(self) -> None:
        self._show_fields()
        self._show_messages()
        self._show_people()
        self._show_decisions()

    def _show_fields(self) -> None:
        ticket = self._gestures.ticket(self.id)
        if ticket is not None:
            workspace, window = self._workspace, self._window
            copies = copied_of(ticket, self.open_ticket.entries)
            own = self._own.on(ticket.id)
            window.conversation.show_ticket(
                workspace,
                ticket,
                known_at=self._known_at,
                copies=copies,
                waiting=fields_of(own.waiting),
            )
            window.properties.show_ticket(workspace, ticket, own)
            self._time_left.show(ticket, workspace.now_us())
            self._show_page(ticket)

    def _show_page(self, ticket: Ticket) -> None:
        """The other tabs are filled while they are looked at."""
        properties = self._window.properties
        if properties.page == "customer":
            self.customers.show(ticket)
        elif properties.page == "history":
            properties.show_history(self._workspace, self.reading.history)

    def _show_messages(self) -> None:
        id = self.id
        if id is None:
            return
        waiting = frozenset(
            each.command.message
            for each in self._own.on(id).waiting
            if isinstance(each.command, _WRITTEN)
        )
        self.reading.show(waiting, online=not self._is_offline)

    def _show_people(self) -> None:
        people = () if self.id is None else people_on(self._workspace, self.id)
        self._window.conversation.show_people(people, known=not self._is_offline)

    def _show_decisions(self) -> None:
        if self.id is not None:
            self._decisions.show(self.id, self.reading.history.entries)

    def _vanish(self) -> None:
        """The ticket is no longer this person's to see."""
        gone = self.id
        self.put_away()
        self.vanished.emit(gone)
        self.troubled.emit(translate("ticket", "The open ticket is no longer available to you."))

    def _on_page_changed(self) -> None:
        ticket = self._gestures.ticket(self.id)
        if ticket is not None:
            self._show_page(ticket)

    # -- wiring --------------------------------------------------------------------------------

    def _connect(self) -> None:
        window, gestures, writing = self._window, self._gestures, self.writing
        window.conversation.timeline.attachment_opened.connect(self._on_attachment_opened)
        window.conversation.timeline.action_requested.connect(self._on_message_action)
        window.conversation.strip.draft_requested.connect(self.see_draft)
        window.conversation.header.snooze_requested.connect(self.ask_snooze)
        window.conversation.header.subject_committed.connect(self._on_subject_committed)
        window.properties.chosen.connect(self.set_field)
        window.properties.created.connect(self.add_tag)
        window.properties.menu_requested.connect(self._on_menu_requested)
        window.properties.item_ticked.connect(self._on_item_ticked)
        window.properties.tab_chosen.connect(self._on_page_changed)
        window.properties.profile.ticket_chosen.connect(self.ticket_requested)
        self.customers.copies_requested.connect(self.mailing.open_copies)
        for page in (self.customers, self._time_left):
            page.said.connect(partial(window.toast.say, undo=False))
        self._time_left.refused.connect(self._on_troubled)
        window.properties.history.more_requested.connect(self.reading.history.read_more)
        window.properties.history.export_requested.connect(self.export_history)
        self.reading.history.changed.connect(self._on_page_changed)
        gestures.held_changed.connect(self._on_held_changed)
        gestures.unsaid.connect(window.toast.hide)
        gestures.reworded.connect(window.toast.reword)
        gestures.awaited.connect(window.toast.set_waiting)
        for source in (gestures.refused, writing.troubled, self._decisions.troubled):
            source.connect(self._on_troubled)
        writing.sent.connect(self._on_sent)
        self._decisions.next_requested.connect(self.next_requested)
        for files in (self._files, self._export):
            files.saved.connect(self._on_file_saved)
            files.failed.connect(self.troubled)
        self.reading.troubled.connect(self.troubled)
        window.properties.link_opened.connect(self.reading.open_link)
        self.reading.history.changed.connect(self._show_decisions)
        writing.resumed.connect(self._show_decisions)
        writing.told.connect(self.troubled)
        writing.relieved.connect(self._on_relieved)
        self._own.changed.connect(self._on_own_changed)
        self.open_ticket.loaded.connect(self._show_all)
        self.open_ticket.timed.connect(self._show_messages)

    def _on_troubled(self, error: ClientError) -> None:
        self.troubled.emit(trouble_words(error))

    def _on_sent(self) -> None:
        """What was sent is in front, and the single keys count again, as after Esc."""
        self._show_messages()
        timeline = self._window.conversation.timeline
        timeline.scroll_to_end()
        written = [
            each.id for each in timeline.messages if each.kind in ("reply", "note", "forward")
        ]
        if written:
            timeline.stand_on(written[-1])
        self._window.composer.left.emit()

    def _look_for_room(self) -> None:
        """What is said of a full disk goes once nothing waits for room any more."""
        notice = self._window.notice
        said_full = notice.accessibleName().startswith(trouble_words(NoRoom()))
        if said_full and not self._workspace.room_needed:
            notice.hide()

    def _on_relieved(self, sentence: str) -> None:
        self._look_for_room()
        self._window.toast.say(sentence, undo=False)

    def _on_file_saved(self, sentence: str) -> None:
        self._window.toast.say(sentence, undo=False)

    def _on_item_ticked(self, item: str, done: bool) -> None:
        self.solving.tick(item, done=done)

    def _on_menu_requested(self, field: str) -> None:
        if self.id is not None and field in ("solution", "article"):
            self.solving.write(self._window.properties.rect_of(field))
        elif self.id is not None:
            self.joining.linking.open_links(self._window.properties.rect_of(field))

    def _on_subject_committed(self, text: str) -> None:
        self.set_field("subject", text)

    def _on_held_changed(self, ticket: str) -> None:
        if ticket == self.id:
            self._show_fields()
            self._offer_a_reply()

    def _on_own_changed(self, tickets: frozenset[TicketId]) -> None:
        needing = {each.id: ticket for ticket in tickets for each in self._own.on(ticket).needing}
        for ticket in {needing[id] for id in needing.keys() - self._refused}:
            self._gestures.forget(ticket)
        self._refused |= needing.keys()
        self.writing.last_sent.look(self._own)
        if self.id in tickets:
            self._show_all()

    def _on_attachment_opened(self, id: str) -> None:
        for entry in self.open_ticket.entries:
            for attachment in entry.attachments:
                if attachment.id == id:
                    self._files.ask(attachment)

    def _on_message_action(self, message: str, key: str) -> None:
        if key in (EDIT, DISCARD):
            self.writing.withdraw(MessageId(message), edit=key == EDIT)
        if key != RETRACT:
            return
        for entry in self.open_ticket.entries:
            if entry.message.id == message:
                said = entry.message
                self.writing.retract(MessageId(message), said.ticket, written_of_message(said))


def quoted(text: str, *, behind: str) -> str:
    """Each line marked as somebody else's, on lines of its own."""
    lines = text.replace("\u2029", "\n").strip("\n").splitlines()
    begin = "" if not behind or behind.endswith("\n") else "\n"
    return begin + "".join(f"> {line}".rstrip() + "\n" for line in lines)


def _concerns(changes: Changes, ticket: TicketId) -> bool:
    """Whether the open ticket may look different."""
    return (
        changes.reloaded
        or ticket in changes.conversations
        or ticket in changes.rows.get(Ticket.kind, ())
        or not _SHOWN.isdisjoint(changes.rows)
    )
