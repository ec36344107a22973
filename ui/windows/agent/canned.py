# SPDX-License-Identifier: Apache-2.0
"""Replies that are kept ready, with their fields filled in for what is written."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from app.workspace.workspace import Workspace
from sync_server.contract.entities import (
    Agent,
    Canned,
    Contact,
    Membership,
    Organisation,
    Team,
    Ticket,
)
from sync_server.contract.ids import TeamId, TicketId
from sync_server.contract.placeholders import field_values as values_of
from sync_server.contract.placeholders import fill
from ui.models.people import company_name
from ui.models.words import translate
from ui.widgets.choice import Choice
from ui.widgets.completer_text import COMMAND
from ui.widgets.plain_text import first_words, harmless
from ui.widgets.sign import Sign

MANAGE: Final = f"{COMMAND}manage replies"
"""The key of the way to where they are kept."""

_MOST: Final = 6
_WORDS: Final = 120
_PREVIEW: Final = 400

_OPENS: Final = "\ue000"
_CLOSES: Final = "\ue001"
"""Around what was filled in; of private use, so that they mean nothing in a text."""
_NO_SIGNS: Final = {ord(_OPENS): None, ord(_CLOSES): None}


def canned_choices(
    workspace: Workspace, values: Mapping[str, str], beginning: str
) -> tuple[Choice, ...]:
    """Own ones, the team's and everybody's by name; a key is the text, ready to be sent. The last
    one leads to where they are kept, unless what is typed is none of them.
    """
    wanted = beginning.strip().casefold()
    found = [each for each in offered_replies(workspace) if wanted in each.name.casefold()]
    found.sort(
        key=lambda each: (
            not each.name.casefold().startswith(wanted),
            each.owner is None,
            each.team is None,
            each.name.casefold(),
        )
    )
    choices = [_choice(workspace, each, values) for each in found[:_MOST]]
    if choices or not wanted:
        told = translate("composer", "Manage prepared replies\u2026")
        choices.append(Choice(MANAGE, told, Sign("icon", "pencil")))
    return tuple(choices)


def field_values(workspace: Workspace, id: TicketId | None) -> dict[str, str]:
    """What the fields stand for; an empty value is a gap."""
    ticket = workspace.get(Ticket, id)
    team = workspace.get(Team, None if ticket is None else ticket.team)
    return values_of(
        agent=workspace.get(Agent, workspace.me),
        contact=workspace.get(Contact, None if ticket is None else ticket.requester),
        ticket=ticket,
        company="" if ticket is None else company_name(workspace, ticket),
        team="" if team is None else team.name,
    )


def beginning_values(
    workspace: Workspace, *, contact: Contact | None, team: TeamId | None, subject: str
) -> dict[str, str]:
    """What the fields stand for in a ticket that is not made yet."""
    company = workspace.get(Organisation, None if contact is None else contact.organisation)
    row = workspace.get(Team, team)
    values = values_of(
        agent=workspace.get(Agent, workspace.me),
        contact=contact,
        company="" if company is None else company.name,
        team="" if row is None else row.name,
    )
    return {**values, "ticket.subject": subject}


def offered_replies(workspace: Workspace) -> Iterator[Canned]:
    """One's own, those of one's teams and everybody's."""
    me = workspace.me
    teams = {each.team for each in workspace.all(Membership) if each.agent == me}
    for canned in workspace.all(Canned):
        is_shared = canned.owner is None and (canned.team is None or canned.team in teams)
        if canned.owner == me or is_shared:
            yield canned


def _choice(workspace: Workspace, canned: Canned, values: Mapping[str, str]) -> Choice:
    """The name, how the text begins, and what will stand there."""
    team = workspace.get(Team, canned.team)
    whose = "" if team is None else team.name
    if canned.owner is not None:
        whose = translate("composer", "mine")
    text = fill(canned.text, values)
    preview, places = previewed(canned.text, values)
    return Choice(
        text,
        harmless(canned.name),
        Sign("icon", "message-square"),
        whose,
        below=first_words(text, _WORDS),
        preview=preview,
        places=places,
    )


def previewed(text: str, values: Mapping[str, str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """How the filled text begins, in one line, and where in it something was filled in."""
    marked = {
        name: f"{_OPENS}{value.translate(_NO_SIGNS)}{_CLOSES}"
        for name, value in values.items()
        if value
    }
    whole = first_words(fill(text.translate(_NO_SIGNS), marked), _PREVIEW)
    plain, places, start = "", [], 0
    for sign, part in _parts(whole):
        if sign == _OPENS:
            start = len(plain)
        elif sign == _CLOSES:
            places.append((start, len(plain)))
        plain += part
    return plain, tuple(places)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Each sign with what follows it."""
    parts = re.split(f"([{_OPENS}{_CLOSES}])", text)
    yield "", parts[0]
    yield from zip(parts[1::2], parts[2::2], strict=True)
