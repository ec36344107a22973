# SPDX-License-Identifier: Apache-2.0
"""Commands that put a ticket into another one, take it out again, or make one of two.

A merge writes down what it took along, so that it can be taken back exactly.
"""

from collections.abc import Container, Iterable
from typing import Any, Final

from sync_server.contract.addresses import address_key, address_keys
from sync_server.contract.commands import MergeTicket, SplitTicket, UnmergeTicket
from sync_server.contract.entities import MERGED, Attachment, Contact, Link, Merge, Message, Ticket
from sync_server.contract.ids import MessageId, TicketId
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import works_on_tickets
from sync_server.desk.commands.conversation import MESSAGES_LOOKED_BACK, standing_after
from sync_server.desk.commands.edits import (
    MAX_FOLLOWERS,
    NOT_REMOVED,
    check_not_archived,
    editable_ticket,
    status_changes,
)
from sync_server.desk.commands.links import MAX_LINKS, link
from sync_server.desk.commands.references import living_contact
from sync_server.desk.commands.sending import (
    MAX_PARTICIPANTS,
    address_of_requester,
    addresses_of_requester,
    participants,
)
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit
from sync_server.domain.lifecycle import HIDDEN, LIVE
from sync_server.domain.sla.course import (
    with_question,
    without_question,
    without_reply,
    without_returned,
)

MAX_MOVED: Final = 500
"""Messages that one command moves: a command stays short."""

_STANDING: Final = ("last_message_at", "last_message_by", "waiting_since")

_MERGED: Final = LIVE | {"solved"}
"""Status of what is merged, and of what it is merged into."""


@handles(MergeTicket, policy=works_on_tickets, audit="work")
def handle_merge_ticket(unit: Unit, command: MergeTicket) -> None:
    """Move the conversation, and let everybody who has a part in it have one in the other ticket,
    whose clocks run on as they did.
    """
    source = unit.work(command.ticket)
    if source.id == command.into:
        raise Refused(Code.BAD_VALUE, "into")
    into = unit.work(command.into)
    if source.merged_into == into.id:
        return
    _check_mergeable(source, into)
    if not command.confirmed and _differ(source, into):
        raise Refused(Code.BAD_VALUE, "confirmed")
    moved = _messages(unit, source, MAX_MOVED + 1)
    if len(moved) > MAX_MOVED:
        raise Refused(Code.LIMIT, "messages")
    merge = _taken_along(unit, source, into, moved)
    unit.update(
        source,
        messages=0,
        merged_into=into.id,
        merge=merge,
        updated_at=max(source.updated_at, unit.now),
        **status_changes(source, "merged", now=unit.now, by=unit.agent),
    )
    _move(unit, moved, into.id)
    unit.update(
        into,
        messages=into.messages + len(moved),
        cc=(*into.cc, *merge.cc),
        excluded=(*into.excluded, *merge.excluded),
        followers=(*into.followers, *merge.followers),
        mentioned=(*into.mentioned, *merge.mentioned),
        links=(*into.links, Link(kind=MERGED, ticket=source.id)),
        clocks=into.clocks if source.waiting_since is None else with_question(into.clocks),
        updated_at=max(into.updated_at, unit.now),
        **_together(_stands(into), _stands(source)),
    )


@handles(UnmergeTicket, policy=works_on_tickets, audit="work")
def handle_unmerge_ticket(unit: Unit, command: UnmergeTicket) -> None:
    """Bring a ticket back as it was, with its clocks: its customer has waited all the time.

    Refused: bad_move on `merge`, when a message that it had is erased, or in a third ticket now.
    """
    source = unit.work(command.ticket)
    check_not_archived(source)
    if source.merged_into is None or source.merge is None:
        return
    into, merge = unit.work(source.merged_into), source.merge
    if into.archived:
        raise Refused(Code.BAD_MOVE, "merge")
    if into.status in HIDDEN:
        raise Refused(Code.BAD_MOVE, "into")
    own = _still_there(unit, into, merge.messages)
    chosen = _chosen(unit, into, set(command.messages) - set(merge.messages))
    gone = {message.id for message in (*own, *chosen)}
    taken_back = [message for message in own if _is_taken_back_since(message, source)]
    clocks = merge.clocks
    for reply in taken_back:
        clocks = without_reply(clocks, reply.at)
    unit.update(
        source,
        status=source.removed_from or "open",
        **NOT_REMOVED,
        messages=len(gone),
        merged_into=None,
        merge=None,
        clocks=clocks,
        queued_at=merge.queued_at,
        asked=merge.asked,
        updated_at=max(source.updated_at, unit.now),
        **(standing_after([*own, *chosen]) if chosen or taken_back else {}),
    )
    _move(unit, [*own, *chosen], source.id)
    unit.update(
        into,
        messages=into.messages - len(gone),
        cc=_less(into.cc, merge.cc),
        excluded=_less(into.excluded, merge.excluded),
        followers=_less(into.followers, merge.followers),
        mentioned=_less(into.mentioned, merge.mentioned),
        links=_less(into.links, (Link(kind=MERGED, ticket=source.id),)),
        updated_at=max(into.updated_at, unit.now),
        **(
            _as_before(unit, into, merge)
            if not chosen and _stands(into) == _together(_stands(merge), _stands(source))
            else _left(unit, into, gone)
        ),
    )


@handles(SplitTicket, policy=works_on_tickets, audit="work")
def handle_split_ticket(unit: Unit, command: SplitTicket) -> None:
    """Make messages a ticket of whoever wrote the first of them. At least one stays behind."""
    ticket = editable_ticket(unit, command.ticket, "messages")
    moved = _chosen(unit, ticket, set(command.messages))
    if len(moved) >= ticket.messages:
        raise Refused(Code.BAD_VALUE, "messages")
    gone = {message.id for message in moved}
    stays = _left(unit, ticket, gone)
    new = unit.insert(_split_off(unit, ticket, moved, command))
    _move(unit, moved, new.id)
    left = unit.update(
        ticket,
        messages=ticket.messages - len(moved),
        updated_at=max(ticket.updated_at, unit.now),
        **stays,
    )
    link(unit, new, left, "related")


def _check_mergeable(source: Ticket, into: Ticket) -> None:
    check_not_archived(source)
    if source.status == "merged":
        raise Refused(Code.BAD_MOVE, "merged_into")
    if source.status not in _MERGED:
        raise Refused(Code.BAD_MOVE, "status")
    if into.archived or into.status not in _MERGED:
        raise Refused(Code.BAD_MOVE, "into")


def _differ(source: Ticket, into: Ticket) -> bool:
    """Whether tickets are of different customers, or of different companies."""
    pairs = ((source.requester, into.requester), (source.organisation, into.organisation))
    return any(None not in pair and len(set(pair)) > 1 for pair in pairs)


def _taken_along(unit: Unit, source: Ticket, into: Ticket, moved: list[Message]) -> Merge:
    """What goes to the other ticket. Whom an agent took out of that, only an agent takes in again.

    Refused: limit.
    """
    outside = (*address_of_requester(unit, source), *source.cc)
    named = tuple(each for each in outside if address_key(each) not in into.excluded)
    cc = _less(participants(unit, into, add=named)["cc"], into.cc)
    has_part = address_keys((*into.cc, *cc, *addresses_of_requester(unit, into)))
    merge = Merge(
        messages=tuple(message.id for message in moved),
        cc=cc,
        excluded=_less(source.excluded, {*into.excluded, *has_part}),
        followers=_less(source.followers, into.followers),
        mentioned=_less(source.mentioned, into.mentioned),
        clocks=source.clocks,
        queued_at=source.queued_at,
        asked=source.asked,
        **_stands(into),
    )
    if len(into.followers) + len(merge.followers) > MAX_FOLLOWERS:
        raise Refused(Code.LIMIT, "followers")
    if len(into.excluded) + len(merge.excluded) > MAX_PARTICIPANTS:
        raise Refused(Code.LIMIT, "excluded")
    if len(into.links) >= MAX_LINKS:
        raise Refused(Code.LIMIT, "links")
    return merge


def _split_off(unit: Unit, ticket: Ticket, moved: list[Message], command: SplitTicket) -> Ticket:
    """The new ticket: as the other one, but for its customer. It is as old as what they asked."""
    asked = [message for message in moved if message.type == "customer"]
    first = (asked or moved)[-1]
    contact: Contact | None = None
    author = (first.contact if asked else None) or ticket.requester
    if author is not None:
        contact = living_contact(unit, author)
    own = address_keys(() if contact is None else contact.emails)
    return Ticket(
        id=command.into,
        number=unit.next_number(),
        subject=command.subject,
        status="new" if ticket.assignee is None else "open",
        priority=ticket.priority,
        channel=first.channel if asked else ticket.channel,
        requester=None if contact is None else contact.id,
        organisation=None if contact is None else contact.organisation,
        team=ticket.team,
        assignee=ticket.assignee,
        category=ticket.category,
        tags=ticket.tags,
        needs=ticket.needs,
        followers=ticket.followers,
        mentioned=ticket.mentioned,
        custom=ticket.custom,
        mailbox=ticket.mailbox,
        cc=tuple(each for each in ticket.cc if address_key(each) not in own),
        excluded=ticket.excluded,
        messages=len(moved),
        opened_at=first.at,
        updated_at=unit.now,
        **standing_after(moved),
    )


def _stands(row: Ticket | Merge) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _STANDING}


def _together(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """How two conversations stand as one: an answer in one is none to what waits in the other."""
    newest = max(one, other, key=lambda stands: stands["last_message_at"] or 0)
    waiting = [stands["waiting_since"] for stands in (one, other)]
    oldest = min((since for since in waiting if since is not None), default=None)
    return {**newest, "waiting_since": oldest}


def _as_before(unit: Unit, into: Ticket, merge: Merge) -> dict[str, Any]:
    """How a ticket stands again that nothing was said in since another one went into it."""
    stands = _stands(merge)
    if merge.waiting_since is not None:
        return stands
    hours_of = unit.promises.hours_of
    return {**stands, "clocks": without_returned(into.clocks, hours_of, unit.now)}


def _left(unit: Unit, ticket: Ticket, gone: set[MessageId]) -> dict[str, Any]:
    """How a ticket stands without some of its messages. Nobody waits there who did not before."""
    messages = _messages(unit, ticket, MESSAGES_LOOKED_BACK + len(gone))
    stands = standing_after(message for message in messages if message.id not in gone)
    if ticket.waiting_since is None:
        return {**stands, "waiting_since": None}
    if stands["waiting_since"] is not None:
        return stands
    hours_of = unit.promises.hours_of
    return {**stands, "clocks": without_question(ticket.clocks, hours_of, unit.now)}


def _messages(unit: Unit, ticket: Ticket, limit: int) -> list[Message]:
    """At most so many messages of a ticket, newest first."""
    return [unit.get(Message, id_) for id_ in unit.lookup.messages_of_ticket(ticket.id, limit)]


def _chosen(unit: Unit, ticket: Ticket, ids: Iterable[MessageId]) -> list[Message]:
    """Messages of a ticket that somebody named, newest first. Refused: not_found."""
    found = [unit.find(Message, id_) for id_ in ids]
    chosen = [message for message in found if message is not None and message.ticket == ticket.id]
    if len(chosen) < len(found):
        raise Refused(Code.NOT_FOUND, Message.kind)
    return sorted(chosen, key=lambda message: (message.at, message.id), reverse=True)


def _still_there(unit: Unit, into: Ticket, ids: tuple[MessageId, ...]) -> list[Message]:
    """The messages that a merge moved. Refused: bad_move, unless all are where it put them."""
    try:
        return _chosen(unit, into, ids)
    except Refused:
        raise Refused(Code.BAD_MOVE, "merge") from None


def _is_taken_back_since(message: Message, source: Ticket) -> bool:
    """Whether a reply was retracted after its ticket was merged: until then it stood for more."""
    return message.retracted and (message.release_at or 0) > (source.removed_at or 0)


def _move(unit: Unit, messages: Iterable[Message], to: TicketId) -> None:
    """Hang messages, with their files, on another ticket."""
    for message in messages:
        unit.update(message, ticket=to)
        for attachment in unit.lookup.attachments_of_message(message.id):
            unit.update(unit.get(Attachment, attachment), ticket=to)


def _less(values: tuple[Any, ...], others: Container[Any]) -> tuple[Any, ...]:
    """The values that are not among others, in their order."""
    return tuple(each for each in values if each not in others)
