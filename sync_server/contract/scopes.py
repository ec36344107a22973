# SPDX-License-Identifier: Apache-2.0
"""Scopes: the units in which rows are shared, and the home scope of every row.

A home scope is a function of the row alone (for a message or attachment: of its ticket), so both
sides compute it and it is never stored twice. Who *holds* a scope is the server's business.
"""

from sync_server.contract.entities import (
    Agent,
    Alert,
    ApiKey,
    AutomationRule,
    Availability,
    Block,
    Calendar,
    Canned,
    Category,
    Contact,
    Draft,
    Entity,
    Gate,
    Held,
    Mailbox,
    Membership,
    Organisation,
    Preferences,
    Published,
    ReadMark,
    SavedView,
    SecurityEvent,
    Skill,
    SlaPolicy,
    Tag,
    Team,
    Ticket,
    Workspace,
)
from sync_server.contract.ids import AgentId, TeamId, TicketId

TRIAGE = "triage"
DESK = "desk"
DIRECTORY = "directory"
AUDIT = "audit"
HELD = "held"
"""Mail to no team that waits for a decision: those who work on tickets hold it, like triage."""

HELD_PREFIX = "held:"
AGENT_PREFIX = "agent:"


def team_scope(team: TeamId) -> str:
    """The home of a team's tickets."""
    return f"team:{team}"


def agent_scope(agent: AgentId) -> str:
    """The home of what only one agent holds: read marks, drafts, private views."""
    return f"{AGENT_PREFIX}{agent}"


def held_scope(team: TeamId | None) -> str:
    """The home of mail to a team, or to none, that waits for a decision."""
    return HELD if team is None else f"{HELD_PREFIX}{team}"


def guest_scope(ticket: TicketId) -> str:
    """Held by an assignee or invited person from outside the ticket's home. Never on a row."""
    return f"ticket:{ticket}"


def ticket_home(team: TeamId | None) -> str:
    """The home of a ticket of `team`, and of its messages and attachments."""
    return TRIAGE if team is None else team_scope(team)


def is_ticket_scope(scope: str) -> bool:
    """Whether rows of tickets live in `scope`."""
    return scope == TRIAGE or scope.startswith(("team:", "ticket:"))


def home_of(entity: Entity) -> str:
    """The home scope of a row that does not hang on a ticket.

    Raises `LookupError` for a ticket's child: its home is its ticket's.
    """
    match entity:
        case Ticket():
            return ticket_home(entity.team)
        case Contact() | Organisation() | Block():
            return DIRECTORY
        case Agent() | Team() | Membership() | Category() | Skill() | Tag() | Availability():
            return DESK
        case Mailbox() | Workspace():
            return DESK
        case Calendar() | SlaPolicy() | AutomationRule() | Gate() | Published():
            return DESK
        case SavedView() | Canned():
            return DESK if entity.owner is None else agent_scope(entity.owner)
        case ReadMark() | Draft() | Alert():
            return agent_scope(entity.agent)
        case Preferences():
            return agent_scope(entity.id)
        case Held():
            return held_scope(entity.team)
        case SecurityEvent() | ApiKey():
            return AUDIT
    raise LookupError(f"a row of kind {entity.kind!r} has the home of its ticket")
