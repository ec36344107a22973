# SPDX-License-Identifier: Apache-2.0
"""Changing a ticket: what its state still allows, and what follows from a change of status."""

from typing import Any, Final

from sync_server.contract.entities import CustomValue, Tag, Ticket
from sync_server.contract.ids import AgentId, Base, Instant, TagId, TeamId, TicketId
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.batch import differs
from sync_server.desk.unit import Unit
from sync_server.domain.lifecycle import HIDDEN, WAITING

MAX_CUSTOM_FIELDS: Final = 100
MAX_FOLLOWERS: Final = 200
MAX_TAGS: Final = 50
MAX_TAG_LENGTH: Final = 60

NOT_REMOVED: Final = {"removed_by": None, "removed_at": None, "removed_from": None}
NOT_WOKEN: Final = {"woken_at": None, "woken_from": None, "reminded_at": None}

_OPEN_ON_CLOSED: Final = frozenset({"subject", "priority", "tags"})
"""What may still be corrected on a closed ticket."""


def editable_ticket(unit: Unit, id_: TicketId, field: str) -> Ticket:
    """A ticket whose `field` the actor may change now. Refused: as `unit.work`, and bad_move."""
    ticket = unit.work(id_)
    check_editable(ticket, field)
    return ticket


def check_editable(ticket: Ticket, field: str) -> None:
    """Refuse changes of what is archived, out of sight as spam or deleted, merged or closed."""
    check_not_archived(ticket)
    if ticket.status in HIDDEN or (ticket.status == "closed" and field not in _OPEN_ON_CLOSED):
        raise Refused(Code.BAD_MOVE, "status")


def check_not_archived(ticket: Ticket) -> None:
    """Refuse any change of an archived ticket: no client holds it any more."""
    if ticket.archived:
        raise Refused(Code.BAD_MOVE, "archived")


def edit(unit: Unit, ticket: Ticket, field: str, value: Any, *, base: Base | None) -> None:
    """Set one field to what the author wants, unless somebody else set it meanwhile."""
    unit.check_base(ticket, field, base, value)
    change_ticket(unit, ticket, {field: value})


def change_ticket(unit: Unit, ticket: Ticket, changes: dict[str, Any]) -> Ticket:
    """Write the changes and the instant of the change, or nothing when nothing differs."""
    if not any(differs(getattr(ticket, name), value) for name, value in changes.items()):
        return ticket
    return unit.update(ticket, **{"updated_at": max(ticket.updated_at, unit.now), **changes})


def status_changes(
    ticket: Ticket,
    to: str,
    *,
    now: Instant,
    wake_at: Instant | None = None,
    by: AgentId | None = None,
) -> dict[str, Any]:
    """The fields that change with the status: when it was finished, and when it wakes.

    What is taken away as spam or deleted remembers what it was.
    """
    if to in HIDDEN:
        return _removal(ticket, to, now=now, by=by)
    changes: dict[str, Any] = {"status": to, "wake_at": wake_at if to in WAITING else None}
    if to == ticket.status:
        return changes
    changes |= {**NOT_REMOVED, **NOT_WOKEN}
    if to == "closed":
        return {**changes, "closed_at": now}
    if to == "solved":
        return {**changes, "solved_at": now, "closed_at": None}
    return {**changes, "solved_at": None, "closed_at": None}


def _removal(ticket: Ticket, to: str, *, now: Instant, by: AgentId | None) -> dict[str, Any]:
    """The change to spam or deleted; a ticket that is spam may be deleted, and is restored from
    what it was before both.
    """
    if to == ticket.status:
        return {}
    was = ticket.removed_from if ticket.status in HIDDEN else ticket.status
    return {"status": to, "removed_by": by, "removed_at": now, "removed_from": was}


def solver(unit: Unit, ticket: Ticket) -> dict[str, Any]:
    """The assignee that solving needs: whoever has the ticket, else whoever solves it.

    Refused: bad_move on `assignee` when a machine solves a ticket that nobody has.
    """
    if ticket.assignee is not None:
        return {}
    if unit.agent is None:
        raise Refused(Code.BAD_MOVE, "assignee")
    return {"assignee": unit.agent}


def handed_over(unit: Unit, ticket: Ticket, team: TeamId | None) -> dict[str, Any]:
    """The change to another team. An assignee from outside it is cleared."""
    stays = (
        ticket.assignee is not None
        and team is not None
        and unit.roster.membership(ticket.assignee, team) is not None
    )
    return {"team": team, "assignee": ticket.assignee if stays else None}


def with_field(ticket: Ticket, name: str, value: CustomValue) -> dict[str, CustomValue]:
    """The custom fields with one of them set, or without it. Refused: limit."""
    custom = {**ticket.custom, name: value}
    if value is None:
        del custom[name]
    if len(custom) > MAX_CUSTOM_FIELDS:
        raise Refused(Code.LIMIT, "custom")
    return custom


def merged_tags(
    unit: Unit, current: tuple[TagId, ...], *, add: tuple[TagId, ...], remove: tuple[TagId, ...]
) -> tuple[TagId, ...]:
    """The tags after a change, in the order in which they came. New words become tags."""
    gone = {_word(tag) for tag in remove}
    kept = [tag for tag in current if tag not in gone]
    for tag in map(_word, add):
        if tag not in kept:
            kept.append(tag)
            if unit.find(Tag, tag) is None:
                unit.insert(Tag(id=tag))
    if len(kept) > MAX_TAGS:
        raise Refused(Code.LIMIT, "tags")
    return tuple(kept)


def _word(tag: TagId) -> TagId:
    """A tag as it is stored: in lower case, which may be longer than what was written."""
    word = TagId(tag.lower())
    if len(word) > MAX_TAG_LENGTH:
        raise Refused(Code.BAD_VALUE, "tags")
    return word
