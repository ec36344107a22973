# SPDX-License-Identifier: Apache-2.0
"""The pane with the open ticket's fields and its customer."""

from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.intents.tickets import gates_of
from app.workspace.workspace import Workspace
from sync_server.contract.entities import (
    Agent,
    Contact,
    Gate,
    Skill,
    Team,
    Ticket,
)
from ui.models.customer_words import language_words, local_time_words
from ui.models.own_commands import TicketCommands
from ui.models.people import company_name, contact_name
from ui.models.removed import is_removed
from ui.models.words import (
    age_words,
    number_words,
    priority_words,
    status_words,
    time_words,
    translate,
)
from ui.theme.theme import Theme
from ui.widgets.customer_card import CustomerValue, Fact
from ui.widgets.customer_profile import CustomerProfile, TicketLine
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.history_page import HistoryPage, HistoryRow
from ui.widgets.link_target import phone_address
from ui.widgets.plain_text import harmless
from ui.widgets.properties import PropertiesPanel
from ui.widgets.property_row import PropertyValue
from ui.widgets.sign import NO_SIGN, Sign
from ui.windows.agent.choices import (
    NOBODY,
    STATUS_DOTS,
    assignees,
    categories,
    chosen_skills,
    face_of,
    priorities,
    skills,
    statuses,
    tags,
    teams,
)
from ui.windows.agent.fields import category_path, field_title, fields_of, needs_words
from ui.windows.agent.history import HistoryReader
from ui.windows.agent.history_words import actor_words, as_it_was, changes_of, status_until

_FINAL = frozenset({"closed", "merged", "spam", "deleted"})
_LINK = Sign("icon", "link")


class PropertiesPane(PropertiesPanel):
    """Fills its rows from a ticket; what may be chosen is looked up when that can have changed.

    Emits `link_opened(address)` for a number of the customer that is to be called, and
    `clock_changed(face)` with what the clock that ends first shows.
    """

    link_opened = Signal(str)
    clock_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._titles = {
            "ticket": translate("properties", "Ticket"),
            "customer": translate("properties", "Customer"),
            "history": translate("properties", "History"),
        }
        super().__init__(theme, tabs=tuple(self._titles.values()), parent=parent)
        icons = ("list", "user", "history")
        self.rail_tabs = tuple(zip(icons, self._titles.values(), strict=True))
        """Icon and title of each tab, where the pane is folded to a rail."""
        self.profile = CustomerProfile(theme, self)
        self.history = HistoryPage(theme, self)
        self.add_page(self.profile)
        self.add_page(self.history)
        self.customer_card.link_opened.connect(self.link_opened)
        self.profile.card.link_opened.connect(self.link_opened)
        self._offered_for: object = None
        self.status_key = "S"
        """The key that opens the menu of the status, as it is written."""
        self.setObjectName("properties.pane")
        self.set_open_fields(frozenset({"tags"}))
        self.set_asking_fields(frozenset({"links", "solution", "article"}))

    def forget_choices(self) -> None:
        """What may be chosen has changed: look it up again."""
        self._offered_for = None

    @property
    def page(self) -> str:
        """Which tab is open: "ticket", "customer" or "history"."""
        current = self.tabs.current()
        return next((key for key, title in self._titles.items() if title == current), "ticket")

    def show_page(self, page: str) -> None:
        """Open a tab."""
        self.show_tab(self._titles[page])

    def show_profile(self, workspace: Workspace, ticket: Ticket, last: Iterable[Ticket]) -> None:
        """The customer of a ticket, with their last tickets."""
        contact = workspace.get(Contact, ticket.requester)
        self.profile.show_customer(
            _customer(workspace, ticket),
            notes="" if contact is None else contact.notes,
            tickets=tuple(_line(workspace, each) for each in last if each.id != ticket.id),
            nothing=translate("properties", "This ticket has no customer."),
        )

    def show_history(self, workspace: Workspace, reader: HistoryReader) -> None:
        """Every change that is known, and what is missing."""
        states = {
            "reading": translate("properties", "Reading…"),
            "offline": translate("properties", "The history needs the connection."),
            "refused": translate("properties", "You cannot see the history of this ticket."),
        }
        if reader.entries:
            states.pop("reading")
        if reader.entries and reader.state == "offline":
            states["offline"] = translate("properties", "Without a connection: as it was read.")
        rows = tuple(
            HistoryRow(
                actor=actor_words(workspace, entry),
                field=change.field,
                title=change.title,
                before=change.before,
                after=change.after,
                time=time_words(entry.at, workspace.now_us()),
            )
            for entry in as_it_was(reader.entries)
            for change in changes_of(workspace, entry)
        )
        self.history.show_rows(rows, state=states.get(reader.state, ""), more=reader.more)

    def show_ticket(self, workspace: Workspace, ticket: Ticket, marks: TicketCommands) -> None:
        """The fields as they are, with what waits and what needs the person."""
        self.set_rows(tuple(_rows(workspace, ticket, marks, status_key=self.status_key)))
        self.set_customer(_customer(workspace, ticket))
        self._show_checklist(workspace, ticket)
        decides = (ticket.id, ticket.status, ticket.team, ticket.tags)
        if decides == self._offered_for:
            return
        self._offered_for = decides
        self.set_choices(
            {
                "status": statuses(ticket),
                "priority": priorities(),
                "assignee": tuple(assignees(workspace, ticket.team)),
                "team": tuple(teams(workspace)),
                "category": tuple(categories(workspace)),
                "needs": tuple(skills(workspace)),
                "tags": tuple(tags(workspace, ticket.tags)),
            }
        )

    def _show_checklist(self, workspace: Workspace, ticket: Ticket) -> None:
        if not ticket.checklist and not workspace.has_any(Gate):
            self.show_checklist(())
            return
        from ui.models.checklists import checklist_lines  # noqa: PLC0415 - many desks have none

        lines = tuple(checklist_lines(workspace, ticket, gates_of(workspace)))
        self.show_checklist(lines, locked=ticket.status in _FINAL)


def _rows(
    workspace: Workspace, ticket: Ticket, marks: TicketCommands, *, status_key: str
) -> Iterator[PropertyValue]:
    waiting, needing = fields_of(marks.waiting), fields_of(marks.needing)
    final = ticket.status in _FINAL
    removed = ""
    if is_removed(ticket):
        removed = translate("properties", "Restore the ticket to change it")
    elif ticket.status == "merged":
        removed = translate("properties", "Unmerge the ticket to change it")
    locked = translate("properties", "This ticket is closed for good") if final else ""

    def row(field: str, text: str, sign: Sign = NO_SIGN, **rest: Any) -> PropertyValue:
        rest["locked"] = removed or rest.get("locked", "")
        return PropertyValue(
            field=field,
            label=field_title(field),
            text=text,
            sign=sign,
            pending=field in waiting,
            rejected=field in needing,
            **rest,
        )

    status, agent = ticket.status, workspace.get(Agent, ticket.assignee)
    team = workspace.get(Team, ticket.team)
    yield row(
        "status",
        status_until(status_words(status), ticket.wake_at, now=workspace.now_us()),
        Sign("dot", STATUS_DOTS.get(status, "ctl")),
        keycap="" if final else status_key,
        chosen=frozenset({status}),
        locked=locked,
    )
    yield row(
        "priority",
        priority_words(ticket.priority),
        Sign("priority", ticket.priority),
        chosen=frozenset({ticket.priority}),
    )
    yield row(
        "assignee",
        "" if agent is None else agent.name,
        NO_SIGN if agent is None else face_of(agent),
        chosen=frozenset({ticket.assignee or NOBODY}),
    )
    yield row(
        "team",
        "" if team is None else team.name,
        NO_SIGN if team is None else Sign("icon", "users"),
        chosen=frozenset({ticket.team or NOBODY}),
    )
    yield row(
        "category",
        category_path(workspace, ticket.category),
        chosen=frozenset({ticket.category or NOBODY}),
    )
    if ticket.needs or any(not skill.disabled for skill in workspace.all(Skill)):
        needs = needs_words(workspace, ticket.needs)
        yield row("needs", needs, chosen=chosen_skills(ticket.needs))
    yield row(
        "tags",
        "",
        tags=tuple(ticket.tags),
        chosen=frozenset(ticket.tags),
        takes_more=not final,
    )
    for field in ("solution", "article"):
        text = getattr(ticket, field)
        if text or workspace.has_any(Gate):
            yield row(field, " ".join(harmless(text).split()), locked=locked)
    yield PropertyValue("links", field_title("links"), _linked_words(workspace, ticket), _LINK)


def _linked_words(workspace: Workspace, ticket: Ticket) -> str:
    """What a ticket is linked to: one by its number, several by their count."""
    if not ticket.links and ticket.merged_into is None:
        return ""
    from ui.models.link_words import linked_words  # noqa: PLC0415 - few tickets are linked

    return linked_words(workspace, ticket)


def _line(workspace: Workspace, ticket: Ticket) -> TicketLine:
    since = ticket.last_message_at or ticket.opened_at
    return TicketLine(
        id=ticket.id,
        number=number_words(ticket.number),
        subject=ticket.subject,
        status=status_words(ticket.status),
        age=age_words(since, workspace.now_us()),
    )


def _customer(workspace: Workspace, ticket: Ticket) -> CustomerValue | None:
    contact = workspace.get(Contact, ticket.requester)
    if contact is None:
        return None
    phone = translate("properties", "Phone")
    facts = (
        Fact(translate("properties", "Mail"), ", ".join(contact.emails)),
        *(
            Fact("" if place else phone, number, phone_address(number))
            for place, number in enumerate(contact.phones)
        ),
        Fact(translate("properties", "Language"), language_words(contact.language or "")),
        Fact(
            translate("properties", "Local time"),
            local_time_words(contact.timezone or "", workspace.now_us()),
        ),
    )
    name = contact_name(workspace, contact.id)
    return CustomerValue(
        name=name,
        initials=initials_of(name),
        pair=avatar_index(contact.id),
        role=company_name(workspace, ticket),
        facts=tuple(fact for fact in facts if fact.value),
    )
