# SPDX-License-Identifier: Apache-2.0
"""Which prepared replies a person sees, whose they are, and what is wrong with one; no widgets."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.workspace.workspace import Workspace
from sync_server.contract.commands import LONGEST_TEXT
from sync_server.contract.entities import Agent, Canned, Team
from sync_server.contract.ids import CannedId
from sync_server.contract.placeholders import FIELDS, fill, gaps_in
from ui.models.people import working_teams
from ui.models.words import translate
from ui.widgets.choice import Choice
from ui.widgets.plain_text import first_words, harmless
from ui.widgets.sign import Sign
from ui.windows.agent.canned import offered_replies

MINE: Final = "mine"
EVERYBODY: Final = "everybody"

_LEADERS: Final = frozenset({"administrator", "supervisor"})
_WORDS: Final = 120
_FIELDS: Final = {
    "agent.name": str(QT_TRANSLATE_NOOP("replies", "Your name")),
    "agent.first_name": str(QT_TRANSLATE_NOOP("replies", "Your first name")),
    "agent.email": str(QT_TRANSLATE_NOOP("replies", "Your address")),
    "customer.name": str(QT_TRANSLATE_NOOP("replies", "The customer's name")),
    "customer.first_name": str(QT_TRANSLATE_NOOP("replies", "The customer's first name")),
    "customer.email": str(QT_TRANSLATE_NOOP("replies", "The customer's address")),
    "customer.company": str(QT_TRANSLATE_NOOP("replies", "The customer's company")),
    "ticket.number": str(QT_TRANSLATE_NOOP("replies", "Number of the ticket")),
    "ticket.subject": str(QT_TRANSLATE_NOOP("replies", "Subject of the ticket")),
    "ticket.team": str(QT_TRANSLATE_NOOP("replies", "Team of the ticket")),
}


def may_share(workspace: Workspace) -> bool:
    """Whether the person changes what everybody has: those who lead do."""
    me = workspace.get(Agent, workspace.me)
    return me is not None and me.role in _LEADERS


def may_change(workspace: Workspace, canned: Canned) -> bool:
    """Whether a reply is the person's to change."""
    return may_share(workspace) if canned.owner is None else canned.owner == workspace.me


def kept_replies(workspace: Workspace, text: str = "") -> list[Canned]:
    """Own ones, then shared ones, by name; those in which each word of a text occurs.

    Who may share sees those of every team.
    """
    me, leads = workspace.me, may_share(workspace)
    seen = workspace.all(Canned) if leads else offered_replies(workspace)
    wanted = text.casefold().split()
    found = [
        each
        for each in seen
        if each.owner in (None, me)
        and all(word in f"{each.name} {each.text}".casefold() for word in wanted)
    ]
    return sorted(found, key=lambda each: (each.owner is None, each.name.casefold(), each.id))


def reply_choice(workspace: Workspace, canned: Canned) -> Choice:
    """A line of the list: the name and how it begins, and whose it is."""
    told = translate("composer", "{name}: {words}")
    words = first_words(fill(canned.text, dict.fromkeys(FIELDS, "\u2026")), _WORDS)
    label = told.format(name=harmless(canned.name), words=words)
    sign = Sign("icon", "message-square" if may_change(workspace, canned) else "lock")
    return Choice(canned.id, label, sign, _whose(workspace, canned))


def audiences(workspace: Workspace) -> Iterator[Choice]:
    """For whom a reply may be: oneself, everybody, or a team."""
    yield Choice(MINE, translate("replies", "Only me"), Sign("icon", "user"))
    yield Choice(EVERYBODY, translate("replies", "Everybody"), Sign("icon", "users"))
    for team in working_teams(workspace):
        yield Choice(team.id, team.name, Sign("icon", "users"))


def audience_of(canned: Canned) -> str:
    """The key of whom it is for."""
    if canned.owner is not None:
        return MINE
    return canned.team or EVERYBODY


def field_choices() -> tuple[Choice, ...]:
    """What can be filled in, as people call it."""
    return tuple(Choice(field, translate("replies", _FIELDS[field])) for field in FIELDS)


def name_trouble(workspace: Workspace, name: str, *, id: CannedId | None, audience: str) -> str:
    """Why a reply cannot be called so; nothing where it can."""
    if not name.strip():
        return translate("replies", "Type a name")
    for each in kept_replies(workspace):
        same = each.name.strip().casefold() == name.strip().casefold()
        if same and each.id != id and audience_of(each) == audience:
            return translate("replies", "There is a reply of this name already")
    return ""


def text_trouble(text: str) -> str:
    """Why it cannot say so; nothing where it can."""
    if not text.strip():
        return translate("replies", "Type what the reply says")
    if len(text) > LONGEST_TEXT:
        return translate("replies", "This is too long")
    unknown = gaps_in(fill(text, dict.fromkeys(FIELDS, "-")))
    if unknown:
        told = translate("replies", "{field} is no field. Insert one from the list.")
        return told.format(field=unknown[0])
    return ""


def _whose(workspace: Workspace, canned: Canned) -> str:
    if canned.owner is not None:
        return translate("composer", "mine")
    team = workspace.get(Team, canned.team)
    return translate("replies", "everybody") if team is None else team.name
