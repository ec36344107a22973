# SPDX-License-Identifier: Apache-2.0
"""Who wrote a message, and what stands beside the name: to whom, from where, how."""

from dataclasses import dataclass
from typing import Final

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Contact, Message, Ticket
from ui.models.people import agent_name, company_name, contact_name, first_name
from ui.models.words import translate
from ui.widgets import plural
from ui.widgets.message_value import MessageKind

_KINDS: Final[dict[str, MessageKind]] = {
    "customer": "customer",
    "reply": "reply",
    "forward": "forward",
    "third_party": "third_party",
    "call": "call",
}


@dataclass(frozen=True, slots=True)
class Role:
    """The words beside a name, with an icon where they have to be seen, or as a warning."""

    words: str = ""
    sign: str = ""
    warns: bool = False


def kind_of(message: Message) -> MessageKind:
    """A type of a newer version is shown as a note: only the team sees it."""
    return _KINDS.get(message.type, "note")


def author_of(workspace: Workspace, message: Message) -> str:
    """Who wrote it; what nobody wrote is the desk's."""
    if message.type == "customer" and message.contact is not None:
        return contact_name(workspace, message.contact)
    if message.type in ("customer", "third_party") and message.agent is None:
        known = contact_name(workspace, message.contact) if message.contact else ""
        return message.sender_name or known or message.sender or _somebody()
    if message.automatic and message.agent is None:
        return "Deskbell"
    return agent_name(workspace, message.agent)


def role_of(workspace: Workspace, message: Message, *, waits: bool = False) -> Role:
    """What is said of the author of a message. Who `waits` has replied to nobody yet."""
    ticket = workspace.get(Ticket, message.ticket)
    if message.type == "third_party":
        return _third_party(message)
    if message.type == "forward":
        return Role(_forwarded(message, waits=waits), "forward")
    if message.type == "call":
        return Role(_call(message), "user" if message.channel == "walk_in" else "phone")
    if message.type == "customer" and message.unverified:
        told = translate("conversation", "from {address}, not verified")
        address = message.sender or author_of(workspace, message)
        return Role(told.format(address=address), "triangle-alert", warns=True)
    if waits and message.type == "reply" and message.to:
        told = translate("conversation", "to {name}")
        return Role(told.format(name=_addressee(workspace, ticket, message.to[0], whole=True)))
    return Role(_plain(workspace, message, ticket))


def _plain(workspace: Workspace, message: Message, ticket: Ticket | None) -> str:
    if message.type == "customer" and message.agent is not None:
        told = translate("conversation", "entered by {name}")
        return told.format(name=first_name(workspace, message.agent))
    if message.automatic:
        return translate("conversation", "automatic answer")
    if message.type == "reply" and message.to:
        told = translate("conversation", "replied to {name}")
        return told.format(name=_addressee(workspace, ticket, message.to[0]))
    if message.type == "customer" and ticket is not None:
        return company_name(workspace, ticket)
    return ""


def _third_party(message: Message) -> Role:
    """Never to be taken for the customer."""
    domain = (message.sender or "").rpartition("@")[2]
    told = translate("conversation", "from {domain}, not the customer")
    if not domain:
        told = translate("conversation", "not the customer")
    if message.unverified:
        told = translate("conversation", "{told}, not verified").format(told=told)
    return Role(told.replace("{domain}", domain), "users", warns=message.unverified)


def _forwarded(message: Message, *, waits: bool) -> str:
    if len(message.to) > 1:
        more = len(message.to) - 1
        told = plural.tr(
            "forwarded to {address} and %n more", "forwarded to {address} and 1 more", more
        )
        if waits:
            told = plural.tr("to {address} and %n more", "to {address} and 1 more", more)
        return told.format(address=message.to[0])
    address = message.to[0] if message.to else _somebody()
    if waits:
        return translate("conversation", "to {name}").format(name=address)
    return translate("conversation", "forwarded to {address}").format(address=address)


def _call(message: Message) -> str:
    """What took place, how long, and who called whom: "Call, 4 min, from the customer"."""
    visit = message.channel == "walk_in"
    what = translate("conversation", "Visit") if visit else translate("conversation", "Call")
    outcomes = {
        "voicemail": translate("conversation", "voicemail"),
        "no_answer": translate("conversation", "no answer"),
    }
    long = translate("words", "{count} min").format(count=message.minutes or 0)
    parts = [what, outcomes.get(message.outcome or "", long if message.minutes else "")]
    if not visit:
        inward = translate("conversation", "from the customer")
        outward = translate("conversation", "to the customer")
        parts.append(outward if message.direction == "out" else inward)
    return ", ".join(part for part in parts if part)


def _addressee(
    workspace: Workspace, ticket: Ticket | None, address: str, *, whole: bool = False
) -> str:
    """The customer by first or `whole` name where it is their address, else the address."""
    contact = workspace.get(Contact, None if ticket is None else ticket.requester)
    if contact is None or address not in contact.emails or not contact.name.split():
        return address
    return contact.name if whole else contact.name.split()[0]


def _somebody() -> str:
    return translate("words", "Somebody")
