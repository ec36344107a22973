# SPDX-License-Identifier: Apache-2.0
"""Held mail at work: reads what a mail says, and lets it in, blocks who sent it, or drops it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app import intents
from app.client import Client
from app.errors import AskRefused, NotConnected
from app.workspace.changes import Changes
from sync_server.contract.addresses import address_key
from sync_server.contract.entities import Block, Held, Mailbox, Ticket
from sync_server.contract.ids import HeldId, TicketId
from sync_server.contract.queries import HeldContent, ReadHeld
from ui.models.held_mail import ALL, KINDS, held_row, kind_of, waiting_held
from ui.models.words import number_words, time_words, translate
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.widgets import plural
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.popover import rect_on_screen
from ui.widgets.sign import Sign
from ui.windows.agent.gestures import Gesture, Gestures
from ui.windows.agent.held.decisions import HeldDecisions
from ui.windows.agent.held.page import HeldPage
from ui.windows.agent.held.senders import amount_words, domain_of, mail_of_domain, owner_of
from ui.windows.agent.held.words import mail_value

_SHOWN: Final = frozenset({Held.kind, Block.kind, Ticket.kind, Mailbox.kind})
LETTERS: Final = {"y": "release", "b": "block"}
"""What has a key in the list of the page alone."""

_NEW, _JOIN, _KEEP, _SURE = "new", "join", "keep", "sure:"


class HeldController(QObject):
    """Everything behind the page.

    Signals: `ticket_chosen(ticket id)`, `troubled(ClientError)`, `left()` on Esc.
    """

    ticket_chosen = Signal(str)
    troubled = Signal(object)
    left = Signal()

    def __init__(
        self,
        client: Client,
        page: HeldPage,
        theme: Theme,
        *,
        gestures: Gestures,
        spawn: Spawn,
    ) -> None:
        super().__init__(page)
        self._client = client
        self._workspace = client.workspace
        self._page = page
        self._gestures = gestures
        self._spawn = spawn
        self._kind = ALL
        self._id = ""
        self._picked: dict[str, None] = {}
        self._contents: dict[str, HeldContent | str] = {}
        self._chosen: Callable[[str], None] = lambda _: None
        self.decisions = HeldDecisions(gestures, self)
        self.menu = ChoiceMenu(theme, page)
        self._actions: dict[str, Callable[[], object]] = {
            "next": partial(page.list.step, 1),
            "previous": partial(page.list.step, -1),
            "pick": self.pick,
            "pick_all": self.pick_all,
            "extend_next": partial(self._extend, 1),
            "extend_previous": partial(self._extend, -1),
            "release": self.release,
            "block": self.block,
            "delete": self.delete,
            "spam": self.delete,
            "open": partial(page.read, True),
            "up": self._go_up,
        }
        self._connect()

    def open(self) -> None:
        """Show the page, with the newest mail."""
        self.refresh()
        self._page.open_page(self._page.list)
        if not self._page.list.current():
            self._page.list.step(0)

    def close(self) -> None:
        """The page goes: what is kept back is done."""
        self.decisions.settle()
        self._page.hide()

    def takes(self, action: str) -> bool:
        """Perform an action of the keys here; whether it means something in this view."""
        work = self._actions.get(action)
        if work is None or self._page.isHidden():
            return False
        work()
        return True

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        if not self._page.isHidden() and (changes.reloaded or not _SHOWN.isdisjoint(changes.rows)):
            self.refresh()

    def refresh(self) -> None:
        """The rows, their kinds and figures, and the mail that is read."""
        workspace, hidden = self._workspace, self.decisions.hidden
        waiting = [each for each in waiting_held(workspace) if each.id not in hidden]
        waiting.sort(key=lambda held: (-held.at, held.id))
        counts = {kind: sum(1 for each in waiting if kind_of(each) == kind) for kind in KINDS}
        if self._kind != ALL and not counts[self._kind]:
            self._kind = ALL
        parts = [(ALL, translate("held", "All {count}").format(count=len(waiting)))]
        for kind, (words, _) in KINDS.items():
            if counts[kind]:
                parts.append((kind, f"{translate('held', words)} {counts[kind]}"))
        self._page.chips.show_kinds(parts, self._kind)
        shown = [each for each in waiting if self._kind in (ALL, kind_of(each))]
        self._picked = {each.id: None for each in shown if each.id in self._picked}
        before, row = self._page.model.ids, self._page.list.currentIndex().row()
        self._page.model.show_rows(
            [held_row(workspace, each, picked=each.id in self._picked) for each in shown]
        )
        if before and not self._page.list.current():
            self._page.list.step(0) if row < 0 else self._stay_near(row)
        self._page.show_count(len(waiting), len(self._picked))
        self._show_mail()

    # -- selecting -----------------------------------------------------------------------------

    def pick(self, id: str = "") -> None:
        """Select a mail, or no longer: this one, else the current one."""
        id = id or self._page.list.current()
        if id and self._picked.pop(id, 0) == 0:
            self._picked[id] = None
        self.refresh()

    def pick_all(self) -> None:
        """Select everything in the list."""
        self._picked = dict.fromkeys(self._page.model.ids)
        self.refresh()

    @property
    def picked(self) -> tuple[HeldId, ...]:
        """What a decision is about: what is selected, else the current one."""
        ids = tuple(self._picked) or ((self._id,) if self._id else ())
        return tuple(map(HeldId, ids))

    def _extend(self, by: int) -> None:
        for step in (0, by):
            if step:
                self._page.list.step(step)
            if self._page.list.current():
                self._picked[self._page.list.current()] = None
        self.refresh()

    # -- deciding ------------------------------------------------------------------------------

    def release(self, *, joins: bool = False) -> None:
        """Let mail in: as a new ticket each, or into the one that it claims."""
        ids = self.picked
        if not ids:
            return
        words = plural.tr("%n mails released", "Released as a new ticket", len(ids))
        if joins:
            words = translate("held", "Added to the ticket as unverified")
        workspace = self._workspace
        self._decide(ids, words, lambda id: intents.release_held(workspace, held=id, joins=joins))

    def delete(self) -> None:
        """Throw mail away."""
        ids = self.picked
        if not ids:
            return
        words = plural.tr("%n mails deleted", "Mail deleted", len(ids))
        workspace = self._workspace
        self._decide(ids, words, lambda id: intents.discard_held(workspace, held=id))

    def block(self) -> None:
        """Ask whether to block the address or the domain; of many, their addresses."""
        held = [h for h in map(self._held, self.picked) if h is not None and "@" in h.sender]
        senders = tuple(dict.fromkeys(address_key(each.sender) for each in held))
        if not senders:
            return
        if len(senders) == 1:
            self._ask_whom(senders[0])
            return
        told = plural.tr("Block %n senders", "Block sender", len(senders))
        self._ask(
            told,
            (
                Choice(_SURE, told, Sign("icon", "ban")),
                Choice(_KEEP, translate("held", "Block nobody"), Sign("icon", "x")),
            ),
            lambda key: self._block(senders) if key == _SURE else None,
        )

    def offer_ways(self) -> None:
        """The other ways to let a mail in."""
        claims = self._claimed()
        if claims is None:
            return
        number = number_words(claims.number)
        new = translate("held", "Release as new ticket")
        join = translate("held", "Add to {number} as an unverified person")
        self._ask(
            translate("held", "How is it let in?"),
            (
                Choice(_NEW, new, Sign("icon", "plus")),
                Choice(_JOIN, join.format(number=number), Sign("icon", "link")),
            ),
            self._on_way,
        )

    def _on_way(self, key: str) -> None:
        claims = self._claimed()
        if key == _NEW:
            self.release()
        elif claims is not None:
            told = translate("held", "Whoever sent this is not on {number}. Add it all the same?")
            self._ask(
                told.format(number=number_words(claims.number)),
                (
                    Choice(_KEEP, translate("held", "Leave it here"), Sign("icon", "x")),
                    Choice(
                        _JOIN,
                        translate("held", "Add it, marked as unverified"),
                        Sign("icon", "link"),
                    ),
                ),
                lambda key: self.release(joins=True) if key == _JOIN else None,
            )

    def _ask_whom(self, sender: str) -> None:
        domain = domain_of(sender)
        content = self._contents.get(self._id)
        by_sender = content.from_sender if isinstance(content, HeldContent) else 0
        choices = [Choice(sender, sender, Sign("icon", "ban"), amount_words(by_sender))]
        whole = translate("held", "Everybody at {domain}").format(domain=domain)
        amount = amount_words(mail_of_domain(self._workspace, domain))
        choices.append(Choice(f"@{domain}", whole, Sign("icon", "ban"), amount))
        self._ask(translate("held", "Block"), choices, self._on_whom)

    def _on_whom(self, key: str) -> None:
        owner = owner_of(self._workspace, key[1:]) if key.startswith("@") else ""
        if not owner:
            self._block((key,))
            return
        told = translate("held", "{domain} belongs to {customer}. Block all of it?")
        self._ask(
            told.format(domain=key[1:], customer=owner),
            (
                Choice(_KEEP, translate("held", "Block nobody"), Sign("icon", "x")),
                Choice(key, translate("held", "Block it all the same"), Sign("icon", "ban")),
            ),
            lambda answer: self._block((answer,)) if answer != _KEEP else None,
        )

    def _block(self, senders: Sequence[str]) -> None:
        workspace, ids = self._workspace, self.picked
        new = [each for each in senders if workspace.get(Block, each) is None]
        words = plural.tr(
            "%n senders are blocked, their mail deleted",
            "{sender} is blocked, the mail deleted",
            len(senders),
        )
        self._decide(
            ids,
            words.format(sender=senders[0]),
            lambda id: intents.discard_held(workspace, held=id),
            at_once=lambda: [intents.block_sender(workspace, sender=each) for each in new],
            undo=lambda: [intents.unblock_sender(workspace, sender=each) for each in new],
        )

    def show_blocked(self) -> None:
        """Who is blocked; a choice takes their mail in again."""
        workspace = self._workspace
        blocks = sorted(workspace.all(Block), key=lambda block: -block.at)
        now = workspace.now_us()
        choices = [
            Choice(b.id, b.id, Sign("icon", "ban"), time_words(b.at, now) if b.at else "")
            for b in blocks
        ]
        title = translate("held", "Blocked. Choose one to take their mail in again")
        if not choices:
            choices = [Choice(_KEEP, translate("held", "Nobody is blocked"), Sign("icon", "check"))]
        self._ask(
            title, choices, self._unblock, beside=self._page.blocked, searches=len(blocks) > 6
        )

    def _unblock(self, sender: str) -> None:
        workspace = self._workspace
        if sender == _KEEP:
            return
        told = translate("held", "Mail of {sender} comes in again")
        self._gestures.perform(
            Gesture(
                ticket=TicketId(""),
                words=told.format(sender=sender),
                do=lambda: intents.unblock_sender(workspace, sender=sender),
                undo=lambda: intents.block_sender(workspace, sender=sender),
            )
        )

    def _decide(
        self,
        ids: Sequence[HeldId],
        words: str,
        does: Callable[[HeldId], object],
        *,
        at_once: Callable[[], object] | None = None,
        undo: Callable[[], object] | None = None,
    ) -> None:
        self._picked.clear()
        self.decisions.decide(ids, words, does, at_once=at_once, undo=undo)
        self._page.read(False)

    def _ask(
        self,
        title: str,
        choices: Sequence[Choice],
        chosen: Callable[[str], None],
        *,
        beside: QWidget | None = None,
        searches: bool = False,
    ) -> None:
        self._chosen = chosen
        place = beside or self._page.reading.release
        self.menu.open_at(
            rect_on_screen(place if place.isVisible() else self._page.list),
            choices,
            title=title,
            searches=searches,
            width=360,
        )

    # -- showing -------------------------------------------------------------------------------

    def _held(self, id: str) -> Held | None:
        return self._workspace.get(Held, id)

    def _claimed(self) -> Ticket | None:
        held = self._held(self._id)
        return None if held is None else self._workspace.get(Ticket, held.ticket)

    def _stay_near(self, row: int) -> None:
        model, list_ = self._page.model, self._page.list
        if model.rowCount():
            list_.setCurrentIndex(model.index(min(row, model.rowCount() - 1)))

    def _show_mail(self) -> None:
        held = self._held(self._id)
        self._page.show_reading(held is not None and held.id in self._page.model.ids)
        if held is not None:
            content = self._contents.get(self._id)
            self._page.reading.show_mail(mail_value(self._workspace, held, content))

    def _on_current(self, id: str) -> None:
        self._id = id
        self._show_mail()
        known = self._contents.get(id)
        if id and not isinstance(known, HeldContent):
            self._spawn(self._read(HeldId(id)), name="read held mail")

    async def _read(self, id: HeldId) -> None:
        try:
            found: HeldContent | str = await self._client.ask(ReadHeld(held=id))
        except NotConnected:
            found = translate("held", "The text needs the connection.")
        except AskRefused:
            found = translate("held", "You cannot see what this mail says.")
        self._contents[id] = found
        if id == self._id:
            self._show_mail()

    def _on_opened(self) -> None:
        self._page.read(True)

    def _on_kind(self, kind: str) -> None:
        self._kind = kind
        self.refresh()
        if not self._page.list.current():
            self._page.list.step(0)

    def _go_up(self) -> None:
        if self._picked:
            self._picked.clear()
            self.refresh()
        elif not self._page.read(False):
            self.left.emit()

    def _on_menu_chosen(self, key: str) -> None:
        self._chosen(key)

    def _on_ticket(self) -> None:
        claims = self._claimed()
        if claims is not None:
            self.ticket_chosen.emit(claims.id)

    def _connect(self) -> None:
        page, reading = self._page, self._page.reading
        self.menu.chosen.connect(self._on_menu_chosen, Qt.ConnectionType.QueuedConnection)
        self.decisions.changed.connect(self.refresh)
        self.decisions.refused.connect(self.troubled)
        page.list.current_found.connect(self._on_current)
        page.list.pick_requested.connect(self.pick)
        page.list.opened.connect(self._on_opened)
        page.chips.chosen.connect(self._on_kind)
        page.blocked.clicked.connect(self.show_blocked)
        reading.release_requested.connect(self.release)
        reading.choices_requested.connect(self.offer_ways)
        reading.block_requested.connect(self.block)
        reading.delete_requested.connect(self.delete)
        reading.ticket_requested.connect(self._on_ticket)
        reading.back_requested.connect(partial(page.read, False))
