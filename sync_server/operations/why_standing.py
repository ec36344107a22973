# SPDX-License-Identifier: Apache-2.0
"""How it stands with a ticket in words: why it waits, who could get it, and who knows of it."""

from collections.abc import Iterator
from typing import Final

from sync_server.contract.queries import AgentPlace, Recipient, ToldByMail
from sync_server.operations.plain import plain
from sync_server.operations.why import Standing
from sync_server.operations.why_routed_wording import Moment, describe_routed

LACKS: Final = {
    "access": "has no access any more",
    "role": "has a role that works on no tickets",
    "level": "only reads in this team",
}
_CONCERNS: Final = {
    "owner": "has it",
    "offered": "is asked to take it",
    "mentioned": "is mentioned in it",
    "follower": "follows it",
    "team": "is in its team",
    "former": "had to do with it",
}
_SETTINGS: Final = {
    "mail_assigned": "wants no mail of assignments",
    "mail_mentioned": "wants no mail of mentions",
}


def describe_standing(standing: Standing, moment: Moment) -> Iterator[str]:
    """It in lines that are to be folded."""
    names = standing.names
    if standing.waits_since is not None:
        yield f"Waits     since {moment(standing.waits_since)}; if the router looked now:"
    if standing.decision is not None:
        yield from describe_routed(standing.decision, moment)
    if standing.matrix is not None:
        yield f"Team      {standing.matrix.waiting} waiting in the queue"
        for place in standing.matrix.places:
            yield f"  {plain(names.get(place.agent, place.agent))} {_place(place, moment)}"
    if standing.told.recipients:
        yield "Told      of its changes, at once whoever is connected:"
    for each in standing.told.recipients:
        yield f"  {plain(names.get(each.agent, each.agent))} {_recipient(each, moment)}"


def _place(place: AgentPlace, moment: Moment) -> str:
    if place.lacks:
        return LACKS.get(place.lacks, place.lacks)
    parts = [place.state.replace("_", " "), f"carries {place.load} of {place.capacity}"]
    if place.back_at is not None:
        parts.append(f"back {moment(place.back_at)}")
    if not place.reachable:
        parts.append("not connected")
    if not place.working:
        opens = "" if place.works_at is None else f", again {moment(place.works_at)}"
        parts.append(f"outside working hours{opens}")
    return ", ".join(parts)


def _recipient(recipient: Recipient, moment: Moment) -> str:
    parts = [_CONCERNS.get(recipient.concern, recipient.concern)]
    if recipient.reachable:
        parts.append("connected")
    elif recipient.seen_at is None:
        parts.append("never connected")
    else:
        parts.append(f"not connected, last {moment(recipient.seen_at)}")
    parts += [_SETTINGS.get(each, each) for each in recipient.silenced]
    parts += [_mail(each, moment) for each in recipient.mails]
    return ", ".join(parts)


def _mail(mail: ToldByMail, moment: Moment) -> str:
    of = f"mail ({mail.reason})"
    if mail.dropped:
        return f"{of} not sent: seen before, or not wanted"
    if mail.sent_at is not None:
        return f"{of} sent {moment(mail.sent_at)}"
    return f"{of} to be sent {moment(mail.next_at)}"
