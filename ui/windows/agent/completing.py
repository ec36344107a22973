# SPDX-License-Identifier: Apache-2.0
"""What may be meant by an @ or a # in a text: colleagues, and tickets by number or subject."""

from collections.abc import Callable, Mapping, Sequence

from app.client import Client
from sync_server.contract.entities import Agent, Ticket
from sync_server.contract.ids import TicketId
from ui.models.words import number_words, status_words
from ui.slots import Spawn
from ui.widgets.choice import Choice
from ui.widgets.completer_text import TextCompleter
from ui.widgets.sign import Sign
from ui.windows.agent.canned import canned_choices
from ui.windows.agent.choices import STATUS_DOTS, face_of
from ui.windows.agent.mentions import mention_names, names_in
from ui.windows.agent.palette_found import number_in

_MOST = 6
_LEAST_LETTERS = 2
_HITS = 30


class Completing:
    """Answers a TextCompleter: colleagues at once, tickets when the search has found them."""

    def __init__(self, client: Client, completer: TextCompleter, spawn: Spawn) -> None:
        self._client = client
        self._workspace = client.workspace
        self._completer = completer
        self._spawn = spawn
        self.values: Callable[[], Mapping[str, str]] = dict
        """What the fields of a prepared reply stand for."""
        self.ticket: TicketId | None = None
        """What a macro could run on."""
        self._previews: dict[str, str] = {}
        self._asked_for: set[str] = set()
        self._asked = ""
        self._tickets: tuple[Choice, ...] = ()
        completer.set_suggest(self.suggest)

    def suggest(self, sign: str, beginning: str) -> tuple[Choice, ...]:
        """The choices for a word; its key is the text that takes the place of the word."""
        if sign == "/":
            if not self._completer.list.is_open:  # what was known may be so no more
                self._previews, self._asked_for = {}, set()
            return (*self._macros(beginning), *self._replies(beginning))
        if sign == "@":
            return self._colleagues(beginning.casefold())
        if len(beginning) < _LEAST_LETTERS:
            return ()
        if beginning != self._asked:
            self._asked, self._tickets = beginning, ()
            self._spawn(self._find(beginning), name="complete a ticket")
        return self._tickets

    def names_in(self, text: str) -> tuple[str, ...]:
        """What colleagues are called behind an @ of the text."""
        return names_in(text, mention_names(self._workspace.all(Agent)))

    def _replies(self, beginning: str) -> tuple[Choice, ...]:
        return canned_choices(self._workspace, self.values(), beginning)

    def _macros(self, beginning: str) -> Sequence[Choice]:
        if self.ticket is None:
            return ()
        from ui.windows.agent.macros import macro_choices  # noqa: PLC0415 - not for the first paint

        choices = macro_choices(self._workspace, self.values(), beginning, self._previews)
        unknown = [each.key for each in choices if each.key not in self._asked_for]
        if unknown:
            self._asked_for.update(unknown)
            self._spawn(self._preview(self.ticket, unknown), name="preview macros")
        return choices

    async def _preview(self, ticket: TicketId, keys: Sequence[str]) -> None:
        """Find out what macros would do now, and say it while they are still offered."""
        from ui.windows.agent.macros import MACRO, preview  # noqa: PLC0415 - as above

        found, previews = False, self._previews
        for key in keys:
            words = await preview(self._client, ticket, key)
            if words:
                previews[key.removeprefix(MACRO)] = words
                found = True
        if found and previews is self._previews and self._completer.list.is_open:
            self._completer.look()

    def _colleagues(self, beginning: str) -> tuple[Choice, ...]:
        """Those whose first or last name begins so; oneself is nobody to tell something."""
        found = [
            agent
            for agent in self._workspace.all(Agent)
            if not agent.disabled
            and agent.id != self._workspace.me
            and f" {agent.name}".casefold().find(f" {beginning}") >= 0
        ]
        found.sort(
            key=lambda agent: (
                not agent.name.casefold().startswith(beginning),
                agent.name.casefold(),
            )
        )
        return tuple(
            Choice(f"@{agent.name}", agent.name, face_of(agent)) for agent in found[:_MOST]
        )

    async def _find(self, beginning: str) -> None:
        hits = await self._client.search(beginning, limit=_HITS)
        if beginning != self._asked:
            return
        found: dict[TicketId, Ticket] = {}
        for hit in hits:
            ticket = self._workspace.get(Ticket, hit.ticket)
            if ticket is not None and ticket.number:
                found[ticket.id] = ticket
        number = number_in(beginning)
        ranked = sorted(found.values(), key=lambda ticket: ticket.number != number)
        self._tickets = tuple(map(_ticket, ranked[:_MOST]))
        self._completer.look()


def _ticket(ticket: Ticket) -> Choice:
    number = number_words(ticket.number)
    dot = Sign("dot", STATUS_DOTS.get(ticket.status, "ctl"))
    return Choice(number, f"{number} {ticket.subject}", dot, status_words(ticket.status))
