# SPDX-License-Identifier: Apache-2.0
"""Fills the palette while somebody types, and does what they choose."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final, Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, QTimer, Signal

from app.cache.search import Hit
from app.client import Client
from app.workspace.changes import Changes
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId
from ui.models.palette_rows import Candidate, fitting, shares, under_titles
from ui.models.palette_uses import DAY_US, Uses
from ui.models.search_people import People
from ui.models.words import number_words, translate
from ui.palette import Palette
from ui.slots import Spawn
from ui.widgets.palette_foot import Hint
from ui.widgets.palette_value import PaletteEntry, PaletteRow
from ui.widgets.sign import Sign
from ui.windows.agent.key_map import KeyMap
from ui.windows.agent.palette_commands import RUN, places, ticket_commands, window_commands
from ui.windows.agent.palette_found import (
    OPEN,
    PERSON,
    number_in,
    person_entries,
    some_tickets,
    ticket_entries,
)
from ui.windows.agent.palette_reasons import Reasons

Scope = Literal["commands", "search"]

KEEP_USES_MS: Final = 2000
"""Uses are written a moment later: a file has no place between a key and its result."""

SEARCH: Final = "search:"
ENTER: Final = "\u23ce"
LEAST_LETTERS: Final = 2
HITS: Final = 150
MOST_TICKETS: Final = 6
MOST_PEOPLE: Final = 4
COMMAND_ROWS: Final = (5, 2, 1)
"""Of the ticket, of the places, of the window, where all is looked for at once."""

FOUND_ROWS: Final = 4
"""Of tickets and people then; together they are the rows that a palette shows."""

LEAST_PEOPLE: Final = 1
RECENT: Final = 6
_NARROW: Final = ("", "tickets", "people", "commands")
_MENU: Final = f"{RUN}menu:"


class PaletteController(QObject):
    """One palette of one window.

    Signals: `action(name)` for a command, `menu_asked(field)` for one that needs a value,
    `ticket_chosen(id)`, `person_chosen(kind, name)`, and `search_asked(text)` for the search view.
    `monotonic` is a clock in seconds. With `performs`, only commands for whose action it is true
    are offered; one that does not lead on (`leads_on`) has no people and no search view.
    """

    action = Signal(str)
    menu_asked = Signal(str)
    ticket_chosen = Signal(str)
    person_chosen = Signal(str, str)
    search_asked = Signal(str)

    def __init__(
        self,
        client: Client,
        palette: Palette,
        *,
        people: People,
        spawn: Spawn,
        monotonic: Callable[[], float],
        performs: Callable[[str], bool] = lambda _: True,
        leads_on: bool = True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._performs = performs
        self._reasons: Reasons = {}
        self._leads_on = leads_on
        self._client = client
        self._palette = palette
        self._people = people
        self._keys = KeyMap(client.settings)
        self._spawn = spawn
        self._monotonic = monotonic
        self._uses = Uses(str(client.settings.get("command_uses")))
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEP_USES_MS)
        self._keeping.timeout.connect(self._keep_uses)
        self._scope: Scope = "commands"
        self._narrow = ""
        self._ticket: TicketId | None = None
        self._recent: tuple[TicketId, ...] = ()
        self._own_people: tuple[PaletteEntry, ...] = ()
        self._own_commands: dict[str, tuple[PaletteEntry, ...]] = {}
        self._hits: tuple[Hit, ...] = ()
        self._hits_for = ""
        self._waiting = False
        self._asked_at = 0.0
        palette.edited.connect(self._on_edited)
        palette.chosen.connect(self._on_chosen)
        palette.went_on.connect(self._on_went_on)
        palette.narrowed.connect(self._on_narrowed)
        palette.emptied.connect(self._on_emptied)

    def open(self, scope: Scope, *, ticket: TicketId | None, text: str = "") -> None:
        """Show the palette; commands act on `ticket`, if it is there."""
        self._scope, self._narrow = scope, ""
        self._ticket = ticket if scope == "commands" else None
        self._hits, self._hits_for, self._waiting = (), "", False
        name, placeholder = _NAMES[scope]
        self._palette.open(
            name=translate("palette", name),
            placeholder=translate("palette", placeholder),
            text=text,
        )
        self._show_scope()
        self._on_edited(text)

    def explain(self, reasons: Reasons) -> None:
        """Dim each of these commands while it has a reason to do nothing."""
        self._reasons = reasons

    def visited(self, ticket: TicketId | None) -> None:
        """A ticket was opened: what was open lately is offered first."""
        if ticket is not None:
            rest = (each for each in self._recent if each != ticket)
            self._recent = (ticket, *rest)[:RECENT]

    def take(self, changes: Changes) -> None:
        """Names may have changed."""
        self._people.take(changes)

    # -- what is shown -------------------------------------------------------------------------

    def _show_scope(self) -> None:
        narrow = {
            "tickets": translate("palette", "Tickets"),
            "people": translate("palette", "People"),
            "commands": translate("palette", "Commands"),
        }
        chips = [narrow[self._narrow]] if self._narrow else []
        ticket = self._client.workspace.get(Ticket, self._ticket)
        if self._scope == "search":
            chips.append(translate("palette", "Search"))
        elif ticket is not None:
            chips.append(number_words(ticket.number))
        self._palette.field.set_chips(tuple(chips))
        self._palette.set_hints(_hints(self._scope))

    def _on_edited(self, text: str) -> None:
        self._asked_at = self._monotonic()
        self._waiting = False
        self._show(keep=False)
        if self._wants("tickets") and len(text.strip()) >= LEAST_LETTERS:
            self._spawn(self._find(text), name="palette")
        else:
            self._hits, self._hits_for = (), text
            self._tell_time()

    async def _find(self, text: str) -> None:
        hits = await self._client.search(text, limit=HITS)
        if self._palette.isHidden() or text != self._palette.text():
            return
        self._hits, self._hits_for = hits, text
        self._show_again()
        self._tell_time()
        if self._waiting:
            self._on_chosen(self._palette.chosen_key, False)

    def _tell_time(self) -> None:
        took = (self._monotonic() - self._asked_at) * 1000
        self._palette.set_figure(translate("palette", "{count} ms").format(count=f"{took:.0f}"))

    def _show(self, *, keep: bool) -> None:
        text = self._palette.text()
        wants_people = self._leads_on and self._wants("people")
        wants_commands = self._scope == "commands" and self._wants("commands")
        self._own_people = self._find_people(text) if wants_people else ()
        self._own_commands = self._commands(text) if wants_commands else {}
        self._palette.show_rows(self._rows(text), keep=keep)

    def _show_again(self) -> None:
        """Tickets have arrived; the rest is as it was."""
        self._palette.show_rows(self._rows(self._palette.text()), keep=True)

    def _rows(self, text: str) -> tuple[PaletteRow, ...]:
        sections: dict[str, tuple[PaletteEntry, ...]] = {}
        tickets = self._tickets(text) if self._wants("tickets") else ()
        people = self._own_people
        if self._is_shared(text):
            tickets, people = self._share(tickets, people)
        number = number_in(text)
        together = translate("palette", "Tickets and people")
        if number and tickets:
            sections[together] = (*tickets, *people)
        sections.update(self._own_commands)
        if not text.strip():
            together = translate("palette", "Lately open")
        if not number or not tickets:
            sections[together] = (*tickets, *people)
        rows = under_titles(sections)
        return (*rows, *self._last(text, found=bool(rows)))

    def _share(
        self, tickets: tuple[PaletteEntry, ...], people: tuple[PaletteEntry, ...]
    ) -> tuple[tuple[PaletteEntry, ...], tuple[PaletteEntry, ...]]:
        """As many as the commands leave rows for, and never nobody where somebody fits."""
        taken = sum(map(len, self._own_commands.values()))
        room = sum(COMMAND_ROWS) + FOUND_ROWS - taken
        quotas = (room - LEAST_PEOPLE, LEAST_PEOPLE)
        some_tickets, some_people = shares((tickets, people), quotas)
        return tuple(some_tickets), tuple(some_people)

    def _commands(self, text: str) -> dict[str, tuple[PaletteEntry, ...]]:
        workspace = self._client.workspace
        ticket = workspace.get(Ticket, self._ticket)
        own = (
            () if ticket is None else self._possible(ticket_commands(workspace, ticket, self._keys))
        )
        titles = (
            translate("palette", "This ticket"),
            translate("palette", "Go to"),
            translate("palette", "This window"),
        )
        sections: Sequence[Sequence[PaletteEntry]] = [
            self._fit(text, own),
            self._fit(text, self._possible(places(self._client, self._keys))),
            self._fit(text, self._possible(window_commands(workspace, self._keys))),
        ]
        if self._is_shared(text):
            sections = shares(sections, COMMAND_ROWS)
        return {
            title: tuple(map(self._explained, each))
            for title, each in zip(titles, sections, strict=True)
        }

    def _is_shared(self, text: str) -> bool:
        """Whether commands, tickets and people share the rows."""
        return self._scope == "commands" and not self._narrow and bool(text.strip())

    def _possible(self, candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
        performs = self._performs
        return tuple(each for each in candidates if performs(each.entry.key.removeprefix(RUN)))

    def _explained(self, entry: PaletteEntry) -> PaletteEntry:
        """With the reason why it would do nothing. Only of what is shown: to know it takes time."""
        why_not = self._reasons.get(entry.key.removeprefix(RUN))
        reason = entry.reason or (why_not() if why_not is not None else "")
        return replace(entry, reason=reason) if reason else entry

    def _fit(self, text: str, candidates: tuple[Candidate, ...]) -> tuple[PaletteEntry, ...]:
        return fitting(text, candidates, weight=self._weight)

    def _tickets(self, text: str) -> tuple[PaletteEntry, ...]:
        workspace, hours = self._client.workspace, self._client.clocks.hours
        if not text.strip():
            return tuple(some_tickets(workspace, hours, self._recent))
        most = sum(COMMAND_ROWS) + FOUND_ROWS if self._is_shared(text) else 2 * MOST_TICKETS
        hits = self._hits if text.startswith(self._hits_for) else ()
        return ticket_entries(workspace, hours, hits, text, most=most)

    def _find_people(self, text: str) -> tuple[PaletteEntry, ...]:
        most = 3 * MOST_PEOPLE if self._narrow else MOST_PEOPLE
        found = self._people.find(text, most=most)
        return person_entries(self._client.workspace, found, text)

    def _last(self, text: str, *, found: bool) -> tuple[PaletteEntry, ...]:
        """The way on to the search view: always in the search, else when nothing fits."""
        words = text.strip()
        if not words or not self._leads_on or (found and self._scope == "commands"):
            return ()
        title = translate("palette", "Search tickets for \u201c{text}\u201d").format(text=words)
        if self._scope == "search":
            title = translate("palette", "All results")
        keys = (f"Shift {ENTER}",)
        return (PaletteEntry(SEARCH, title, sign=Sign("icon", "search"), keys=keys),)

    def _wants(self, kind: str) -> bool:
        return self._narrow in ("", kind)

    def _weight(self, key: str) -> float:
        return float(self._uses.count(key.removeprefix(RUN), self._today()))

    def _today(self) -> int:
        return self._client.workspace.now_us() // DAY_US

    # -- what is done --------------------------------------------------------------------------

    def _on_chosen(self, key: str, keep: bool) -> None:
        text = self._palette.text()
        if self._must_wait(key, text):
            self._waiting = True
            return
        entry = next(
            (row for row in self._palette.rows if isinstance(row, PaletteEntry) and row.key == key),
            None,
        )
        if entry is None or entry.reason:
            return
        if not keep or key.startswith((_MENU, SEARCH, PERSON)):
            self._palette.close_palette()
        self._run(entry, text)
        if keep and not self._palette.isHidden():
            self._palette.field.input.setFocus()
            self._show(keep=True)

    def _must_wait(self, key: str, text: str) -> bool:
        """Enter came before the answer that it is meant for."""
        late = self._hits_for != text and len(text.strip()) >= LEAST_LETTERS
        asks = self._wants("tickets") and (bool(number_in(text)) or key in ("", SEARCH))
        return late and asks

    def _run(self, entry: PaletteEntry, text: str) -> None:
        key = entry.key
        if key == SEARCH:
            self.search_asked.emit(text.strip())
        elif key.startswith(OPEN):
            self.ticket_chosen.emit(key.removeprefix(OPEN))
        elif key.startswith(PERSON):
            kind = key.removeprefix(PERSON).partition(":")[0]
            self.person_chosen.emit(kind, entry.title)
        else:
            self._count(key.removeprefix(RUN))
            if key.startswith(_MENU):
                self.menu_asked.emit(key.removeprefix(_MENU))
            else:
                self.action.emit(key.removeprefix(RUN))

    def _count(self, command: str) -> None:
        self._uses.add(command, self._today())
        self._keeping.start()

    def _keep_uses(self) -> None:
        self._client.settings.set("command_uses", self._uses.text())

    def _on_went_on(self) -> None:
        if not self._leads_on:
            return
        text = self._palette.text().strip()
        self._palette.close_palette()
        self.search_asked.emit(text)

    def _on_narrowed(self, by: int) -> None:
        offered = _NARROW if self._scope == "commands" else _NARROW[:-1]
        place = offered.index(self._narrow) + by
        self._narrow = offered[place % len(offered)]
        self._show_scope()
        self._on_edited(self._palette.text())

    def _on_emptied(self) -> None:
        """Backspace in the empty field: what is narrowed first, then the scope."""
        if self._narrow:
            self._narrow = ""
        elif self._scope == "search":
            self._scope = "commands"
        else:
            self._ticket = None
        self._show_scope()
        self._on_edited("")


_NAMES: Final = {
    "commands": (
        str(QT_TRANSLATE_NOOP("palette", "Commands")),
        str(QT_TRANSLATE_NOOP("palette", "Type a command, a ticket or a name")),
    ),
    "search": (
        str(QT_TRANSLATE_NOOP("palette", "Search")),
        str(QT_TRANSLATE_NOOP("palette", "Search tickets and people")),
    ),
}


def _hints(scope: Scope) -> tuple[Hint, ...]:
    move = (("\u2191\u2193",), translate("palette", "move"))
    if scope == "search":
        return (
            move,
            ((ENTER,), translate("palette", "open")),
            ((f"Shift {ENTER}",), translate("palette", "all results")),
            (("Tab",), translate("palette", "narrow to tickets, people")),
        )
    return (
        move,
        ((ENTER,), translate("palette", "run")),
        ((f"Ctrl {ENTER}",), translate("palette", "run and keep open")),
        (("Tab",), translate("palette", "narrow to tickets, people, commands")),
    )
