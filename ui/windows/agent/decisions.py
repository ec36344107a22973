# SPDX-License-Identifier: Apache-2.0
"""What the open ticket asks of the person: refused commands, and questions before sending."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.errors import ClientError
from app.workspace.workspace import PendingCommand, Workspace
from sync_server.contract import commands
from sync_server.contract.entities import Message
from sync_server.contract.ids import TicketId
from sync_server.contract.queries import HistoryEntry
from sync_server.contract.refusals import Code
from ui.models.own_commands import OwnCommands
from ui.models.people import first_name
from ui.models.words import translate
from ui.widgets import plural
from ui.windows.agent.conversation import ConversationPane
from ui.windows.agent.decision_card import CardButton, CardValue
from ui.windows.agent.drafts import written_of
from ui.windows.agent.redo import redo
from ui.windows.agent.refusals import AGAIN, DISCARD, EDIT, KEEP, NEXT, card_of
from ui.windows.agent.send_checks import GAPS, LIST, MANY, MENTION, MOST_OUTSIDE, NEWS
from ui.windows.agent.writing import Writing

STALE = "stale"
CHILDREN = "children"
"""The field of a refusal to solve what has open children."""
_ASKED = frozenset({NEWS, STALE, MENTION, GAPS, MANY, LIST})
_TEXTS = (commands.Reply, commands.AddNote, commands.Forward)
_READ, _NOTE, _LOOK, _FILL = "read", "note", "look", "fill"


class Decisions(QObject):
    """Shows the cards of one window and does what is decided.

    Emits `troubled(ClientError)`, and `next_requested()` where another was first to take a ticket.
    """

    troubled = Signal(object)
    next_requested = Signal()

    def __init__(
        self,
        workspace: Workspace,
        pane: ConversationPane,
        writing: Writing,
        *,
        own: OwnCommands,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._pane = pane
        self._writing = writing
        self._own = own
        self._question = ""
        pane.card_decided.connect(self._on_decided)
        writing.held_back.connect(self._on_held_back)
        writing.ended.connect(self.withdraw)
        writing.sent.connect(self._on_sent)

    def show(self, ticket: TicketId, history: Sequence[HistoryEntry] = ()) -> None:
        """The cards of a ticket, as things are now; its history says who was first."""
        self.refresh_ages(ticket, history)
        self._writing.show_news()
        news = self._writing.news
        if news and not self._question:
            self._ask(news_card(self._workspace, news))
        elif not news and self._question == NEWS:
            self.withdraw()

    def refresh_ages(self, ticket: TicketId, history: Sequence[HistoryEntry]) -> None:
        """Time has passed: a card says how long ago something was."""
        needing = self._own.on(ticket).needing
        self._pane.show_cards(tuple(card_of(self._workspace, each, history) for each in needing))

    def withdraw(self) -> None:
        """The question needs no answer any more."""
        self._question = ""
        self._pane.ask(None)

    # -- inside --------------------------------------------------------------------------------

    def _ask(self, card: CardValue) -> None:
        self._question = card.id
        self._pane.ask(card)

    def _on_held_back(self, reason: str, detail: str) -> None:
        if reason == NEWS:
            self._pane.timeline.scroll_to_end()
            self._ask(stale_card(int(detail)))
        elif reason == GAPS:
            self._ask(gaps_card(detail))
        elif reason == MENTION:
            self._ask(mention_card(detail))
        else:
            self._ask(recipients_card(reason, detail))
        self._pane.card.begin()  # whoever pressed Send by keys decides by keys

    def _on_decided(self, card: str, key: str) -> None:
        if card in _ASKED:
            self._answer(card, key)
            return
        command = next((each for each in self._own.needing if each.id == card), None)
        if command is None:
            return
        try:
            self._settle(command, key)
        except ClientError as error:
            self.troubled.emit(error)

    def _answer(self, card: str, key: str) -> None:
        """The answer to a question of this window."""
        self.withdraw()
        self._writing.catch_up()
        if key == AGAIN:
            self._writing.send_on(NEWS if card == STALE else card)
        elif key == DISCARD:
            self._writing.discard()
        elif key == _NOTE:
            self._writing.focus("note")
        elif key == _FILL:
            self._writing.go_to_gap()
        elif key == _LOOK:
            self._writing.look_at_recipients()
        else:
            self._pane.timeline.scroll_to_end()
            self._writing.focus("reply")

    def _settle(self, pending: PendingCommand, key: str) -> None:
        """The answer to a command that was refused, or held because of one that was."""
        command = pending.command
        if key == AGAIN and pending.state == "held":
            self._workspace.retry(pending.id)
            return
        if key == AGAIN:
            seen = pending.refusal is None or pending.refusal.code != Code.STALE
            forced = pending.refusal is not None and pending.refusal.field == CHILDREN
            redo(self._workspace, command, anyway=not seen, forced=forced)
        elif key == EDIT:
            self._edit(command)
        elif key in (KEEP, DISCARD):
            self._writing.drop_text_of(command)
        self._workspace.dismiss(pending.id)
        self._settle_followers(pending, again=key == AGAIN)
        if key == NEXT:
            self.next_requested.emit()

    def go_on(self, ticket: TicketId) -> bool:
        """To the next ticket, where another was first to take this one; whether it is so."""
        lost = [each for each in self._own.on(ticket).needing if _is_lost_race(each)]
        for each in lost[:1]:
            self._on_decided(each.id, NEXT)
        return bool(lost)

    def _settle_followers(self, reply: PendingCommand, *, again: bool) -> None:
        """A change of the status that went with a reply shares its fate."""
        for each in self._workspace.pending:
            follows = getattr(each.command, "base", None) == reply.id
            if each.state == "held" and follows and isinstance(reply.command, commands.Reply):
                if again:
                    redo(self._workspace, each.command)
                self._workspace.dismiss(each.id)

    def _on_sent(self) -> None:
        """What was refused lies in the composer: sent from there, its card has no more to ask."""
        left = {
            (each.command.ticket, each.command.text)
            for each in self._workspace.pending
            if isinstance(each.command, _TEXTS) and not each.needs_decision
        }
        for each in self._own.needing:
            command = each.command
            if isinstance(command, _TEXTS) and (command.ticket, command.text) in left:
                self._workspace.dismiss(each.id)
                self._settle_followers(each, again=False)

    def _edit(self, command: commands.Command) -> None:
        if isinstance(command, commands.Reply | commands.AddNote | commands.Forward):
            self._writing.put_back(written_of(command))
        self._writing.catch_up()


def _is_lost_race(pending: PendingCommand) -> bool:
    refusal = pending.refusal
    is_take = isinstance(pending.command, commands.TakeTicket)
    return is_take and refusal is not None and refusal.code == Code.CONFLICT


def news_card(workspace: Workspace, news: tuple[Message, ...]) -> CardValue:
    """Something came while a reply is being written."""
    agent = news[-1].agent
    who = translate("ticket", "The customer") if agent is None else first_name(workspace, agent)
    told = translate("ticket", "{name} wrote while you were writing")
    if agent is not None:
        told = translate("ticket", "{name} replied while you were writing")
    return CardValue(
        id=NEWS,
        title=told.format(name=who),
        text=_read_words(len(news)),
        tone="question",
        buttons=(CardButton(_READ, translate("ticket", "Read it"), "primary"),),
    )


def stale_card(count: int) -> CardValue:
    """Send was pressed before what is new was read."""
    return CardValue(
        id=STALE,
        title=translate("ticket", "Something new has come while you were writing"),
        text=_read_words(count),
        tone="question",
        buttons=(
            CardButton(EDIT, translate("ticket", "Edit"), "primary"),
            CardButton(AGAIN, translate("ticket", "Send anyway")),
            CardButton(DISCARD, translate("ticket", "Discard"), "danger"),
        ),
    )


def mention_card(name: str) -> CardValue:
    """A colleague is named in what is about to go to the customer."""
    told = translate("ticket", "This mentions {name}. Send to the customer, or make it a note?")
    return CardValue(
        id=MENTION,
        title=told.format(name=name),
        tone="question",
        buttons=(
            CardButton(_NOTE, translate("ticket", "Make it a note"), "primary"),
            CardButton(AGAIN, translate("ticket", "Send to the customer")),
        ),
    )


def gaps_card(gaps: str) -> CardValue:
    """A prepared reply has fields that nobody has filled in."""
    return CardValue(
        id=GAPS,
        title=translate("ticket", "The customer would see these gaps. Fill them in first."),
        text=gaps,
        tone="question",
        buttons=(
            CardButton(_FILL, translate("ticket", "Fill them in"), "primary"),
            CardButton(AGAIN, translate("ticket", "Send anyway")),
        ),
    )


def recipients_card(reason: str, names: str) -> CardValue:
    """It goes to more people than the author may think of."""
    title = translate("ticket", "This goes to more than {count} people outside.")
    if reason == LIST:
        title = translate("ticket", "This goes to a mailing list. Everybody on it will get it.")
    return CardValue(
        id=reason,
        title=title.format(count=MOST_OUTSIDE),
        text=names,
        tone="question",
        buttons=(
            CardButton(_LOOK, translate("ticket", "Change the recipients"), "primary"),
            CardButton(AGAIN, translate("ticket", "Send to all of them")),
        ),
    )


def _read_words(count: int) -> str:
    return plural.tr(
        "%n new messages. Read them before you send.",
        "1 new message. Read it before you send.",
        count,
    )
