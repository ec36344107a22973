# SPDX-License-Identifier: Apache-2.0
"""Refused and held commands as cards: what was not accepted, both values, and the ways on."""

from collections.abc import Sequence

from app.workspace.workspace import PendingCommand, Workspace
from sync_server.contract import commands
from sync_server.contract.entities import Agent, Ticket
from sync_server.contract.queries import HistoryEntry
from sync_server.contract.refusals import Code, Refusal
from ui.models.moments import duration_words, second_words
from ui.models.people import first_name
from ui.models.told_below import refusal_sentence
from ui.models.words import listed_words, time_words, translate
from ui.windows.agent.decision_box import CardBox
from ui.windows.agent.decision_card import CardButton, CardValue
from ui.windows.agent.fields import FIELD_OF, field_title, raw_value, value_words
from ui.windows.agent.history_words import actor_words
from ui.windows.agent.redo import can_redo

KEEP, AGAIN, DISCARD, EDIT, NEXT = "keep", "again", "discard", "edit", "next"


def card_of(
    workspace: Workspace, pending: PendingCommand, history: Sequence[HistoryEntry] = ()
) -> CardValue:
    """The card of a command that needs the person; `history` is the ticket's, newest first."""
    refusal = pending.refusal or Refusal(code="held")
    command = pending.command
    if isinstance(command, commands.TakeTicket) and refusal.code == Code.CONFLICT:
        return _taken_card(workspace, pending, refusal, history=history)
    if refusal.code == Code.CONFLICT and type(command) in FIELD_OF:
        return _conflict_card(workspace, pending, refusal, history=history)
    if isinstance(command, commands.Reply):
        return _reply_card(workspace, pending, refusal)
    return _plain_card(workspace, pending, refusal)


def _taken_card(
    workspace: Workspace,
    pending: PendingCommand,
    refusal: Refusal,
    *,
    history: Sequence[HistoryEntry],
) -> CardValue:
    """A race has one winner, and the other goes on to the next ticket."""
    theirs = raw_value(refusal.theirs)
    agent = first_name(workspace, theirs) if isinstance(theirs, str) else ""  # type: ignore[arg-type]
    first = _first_with(history, "assignee", theirs)
    told = translate("refusal", "{name} took this first")
    ago = 0 if first is None else workspace.now_us() - first.at
    if first is not None:
        told = translate("refusal", "{name} took this {ago} ago")
    return _card(
        workspace,
        pending,
        title=told.format(name=agent, ago=duration_words(ago)),
        buttons=(
            CardButton(NEXT, translate("refusal", "Next ticket"), "primary"),
            CardButton(KEEP, translate("refusal", "Open anyway")),
        ),
    )


def _conflict_card(
    workspace: Workspace,
    pending: PendingCommand,
    refusal: Refusal,
    *,
    history: Sequence[HistoryEntry],
) -> CardValue:
    field = refusal.field or FIELD_OF[type(pending.command)]
    theirs = value_words(workspace, field, raw_value(refusal.theirs))
    mine = getattr(pending.command, field, raw_value(refusal.yours))
    yours = value_words(workspace, field, mine)
    told = translate("refusal", "It is set to {theirs} on the server. You set it to {yours}.")
    who = when = ""
    first = _first_with(history, field, raw_value(refusal.theirs))
    if first is not None:
        name = actor_words(workspace, first)
        who = name.split()[0] if workspace.get(Agent, first.actor) is not None else name
        when = translate("refusal", "{name}, {time}").format(name=who, time=second_words(first.at))
        told = _told_words(pending.queued_at - first.at)
    told = told.format(
        name=who,
        theirs=theirs,
        yours=yours,
        ago=duration_words(pending.queued_at - (0 if first is None else first.at)),
    )
    mine_at = translate("refusal", "You, {time}").format(time=second_words(pending.queued_at))
    return _card(
        workspace,
        pending,
        title=_not_accepted(field),
        text=f"{told} {_saved_words(workspace, pending)}".rstrip(),
        boxes=(
            CardBox(translate("refusal", "On the server"), theirs, when),
            CardBox(translate("refusal", "Your change"), yours, mine_at),
        ),
        buttons=(
            CardButton(KEEP, translate("refusal", "Keep {value}").format(value=theirs), "primary"),
            CardButton(AGAIN, translate("refusal", "Set {value} anyway").format(value=yours)),
        ),
    )


def _saved_words(workspace: Workspace, pending: PendingCommand) -> str:
    """What waited together with the refused change and went through; empty for nothing."""
    saved = sorted(workspace.saved_beside(pending.id), key=_saved_rank)
    named = [_saved_word(each) for each in saved]
    parts = list(dict.fromkeys(word for word in named if word))
    if not parts:
        return ""
    several = len(parts) > 1 or parts[0] == translate("refusal", "your tags")
    what = listed_words(parts)
    told = translate("refusal", "{what} was saved.")
    if several:
        told = translate("refusal", "{what} were saved.")
    sentence = told.format(what=what)
    return sentence[:1].upper() + sentence[1:]


def _saved_rank(command: commands.Command) -> int:
    """What was written comes first, whatever the server answered first."""
    if isinstance(command, commands.AddNote | commands.Reply):
        return 0
    return 1 if isinstance(command, commands.ChangeTags) else 2


def _saved_word(command: commands.Command) -> str:
    if isinstance(command, commands.AddNote):
        return translate("refusal", "your note")
    if isinstance(command, commands.Reply):
        return translate("refusal", "your reply")
    if isinstance(command, commands.ChangeTags):
        return translate("refusal", "your tags")
    field = FIELD_OF.get(type(command))
    if field is None:
        return ""
    return translate("refusal", "your change to {field}").format(field=field_title(field))


def _told_words(lead_us: int) -> str:
    """A clock may be wrong, and a change made offline may be older than the one that won."""
    if lead_us > 0:
        return translate("refusal", "{name} set it to {theirs} {ago} before you set it to {yours}.")
    return translate("refusal", "{name} set it to {theirs}, which arrived before your {yours}.")


def _first_with(history: Sequence[HistoryEntry], field: str, value: object) -> HistoryEntry | None:
    """The newest change of the field to that value."""
    for entry in history:
        if entry.kind == Ticket.kind and field in entry.values and entry.values[field][1] == value:
            return entry
    return None


def _reply_card(workspace: Workspace, pending: PendingCommand, refusal: Refusal) -> CardValue:
    return _card(
        workspace,
        pending,
        title=translate("refusal", "Your reply was not sent"),
        text=_why(pending, refusal),
        buttons=(
            CardButton(EDIT, translate("refusal", "Edit"), "primary"),
            CardButton(AGAIN, translate("refusal", "Send anyway")),
            CardButton(DISCARD, translate("refusal", "Discard"), "danger"),
        ),
    )


def _plain_card(workspace: Workspace, pending: PendingCommand, refusal: Refusal) -> CardValue:
    field = FIELD_OF.get(type(pending.command))
    title = translate("refusal", "Your change was not accepted")
    if isinstance(pending.command, commands.AddNote):
        title = translate("refusal", "Your internal note was not saved")
    elif field is not None:
        title = _not_accepted(field)
    again = (CardButton(AGAIN, translate("refusal", "Try again")),)
    return _card(
        workspace,
        pending,
        title=title,
        text=_why(pending, refusal),
        buttons=(
            CardButton(DISCARD, translate("refusal", "Discard my change"), "primary"),
            *(again if pending.state == "held" or can_redo(pending.command) else ()),
        ),
    )


def _card(
    workspace: Workspace,
    pending: PendingCommand,
    *,
    title: str,
    text: str = "",
    boxes: tuple[CardBox, ...] = (),
    buttons: tuple[CardButton, ...] = (),
) -> CardValue:
    return CardValue(
        id=pending.id,
        title=title,
        text=text,
        time=time_words(pending.queued_at, workspace.now_us()),
        boxes=boxes,
        buttons=buttons,
    )


def _not_accepted(field: str) -> str:
    told = translate("refusal", "Your change to {field} was not accepted")
    return told.format(field=field_title(field))


def _why(pending: PendingCommand, refusal: Refusal) -> str:
    return refusal_sentence(refusal, pending.command)
