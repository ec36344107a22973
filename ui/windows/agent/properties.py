# SPDX-License-Identifier: Apache-2.0
"""The pane with the open ticket's fields and its customer."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QWidget

from app.workspace.workspace import Workspace
from sync_server.contract.entities import (
    Agent,
    Contact,
    Team,
    Ticket,
)
from ui.models.own_commands import TicketCommands
from ui.models.people import company_name, contact_name
from ui.models.words import priority_words, status_words, translate
from ui.theme.theme import Theme
from ui.widgets.customer_card import CustomerValue
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.properties import PropertiesPanel
from ui.widgets.property_row import PropertyValue
from ui.widgets.sign import NO_SIGN, Sign
from ui.windows.agent.choices import (
    NOBODY,
    STATUS_DOTS,
    assignees,
    categories,
    face_of,
    priorities,
    statuses,
    tags,
    teams,
)
from ui.windows.agent.fields import category_path, field_title, fields_of

_FINAL = frozenset({"closed", "merged", "spam", "deleted"})


class PropertiesPane(PropertiesPanel):
    """Fills its rows from a ticket; what may be chosen is looked up when that can have changed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tabs=(translate("properties", "Ticket"),), parent=parent)
        self._offered_for: object = None
        self.setObjectName("properties.pane")
        self.set_open_fields(frozenset({"tags"}))

    def forget_choices(self) -> None:
        """What may be chosen has changed: look it up again."""
        self._offered_for = None

    def show_ticket(self, workspace: Workspace, ticket: Ticket, marks: TicketCommands) -> None:
        """The fields as they are, with what waits and what needs the person."""
        self.set_rows(tuple(_rows(workspace, ticket, marks)))
        self.set_customer(_customer(workspace, ticket))
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
                "tags": tuple(tags(workspace, ticket.tags)),
            }
        )


def _rows(workspace: Workspace, ticket: Ticket, marks: TicketCommands) -> Iterator[PropertyValue]:
    waiting, needing = fields_of(marks.waiting), fields_of(marks.needing)
    final = ticket.status in _FINAL
    locked = translate("properties", "This ticket is closed for good") if final else ""

    def row(field: str, text: str, sign: Sign = NO_SIGN, **rest: Any) -> PropertyValue:
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
        status_words(status),
        Sign("dot", STATUS_DOTS.get(status, "ctl")),
        keycap="" if final else "S",
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
    yield row("tags", "", tags=tuple(ticket.tags), chosen=frozenset(ticket.tags))


def _customer(workspace: Workspace, ticket: Ticket) -> CustomerValue | None:
    contact = workspace.get(Contact, ticket.requester)
    if contact is None:
        return None
    facts = (
        (translate("properties", "Mail"), ", ".join(contact.emails)),
        (translate("properties", "Phone"), ", ".join(contact.phones)),
        (translate("properties", "Language"), contact.language or ""),
        (translate("properties", "Time zone"), contact.timezone or ""),
    )
    name = contact_name(workspace, contact.id)
    return CustomerValue(
        name=name,
        initials=initials_of(name),
        pair=avatar_index(contact.id),
        role=company_name(workspace, ticket),
        facts=tuple((label, value) for label, value in facts if value),
    )
