# SPDX-License-Identifier: Apache-2.0
"""Changes to what has drafts and versions that were not accepted: told, and kept until decided."""

from collections.abc import Callable
from typing import Any, Final, Protocol

from app.workspace.workspace import PendingCommand, RefusedCommand, Workspace
from sync_server.contract import commands as c
from sync_server.contract.commands import Command, given
from sync_server.contract.entities import AutomationRule, Calendar, Category, Gate, SlaPolicy, Team
from sync_server.contract.refusals import Refusal
from sync_server.contract.versions import Versioned
from ui.models.admin_rights import may_see_admin
from ui.models.told_below import refusal_sentence
from ui.models.words import translate

Refused = tuple[PendingCommand, ...]

_SAVES: Final = (c.SaveCalendar, c.SavePolicy, c.SaveRule, c.SaveGate)
_PUBLISHES: Final = (c.PublishCalendar, c.PublishPolicy, c.PublishRule, c.PublishGate)
PROMISES: Final = (*_SAVES, *_PUBLISHES)
"""The commands on what has drafts and versions."""

_ROWS: Final[dict[str, type[Versioned]]] = {
    each.kind: each for each in (Calendar, SlaPolicy, AutomationRule, Gate)
}
_FIELDS: Final = frozenset({"name", "document", "position", "disabled"})


class Gestures(Protocol):
    """What can be done to what has drafts and versions."""

    def save(self, **changes: Any) -> object: ...

    def publish(self, *, number: int | None, note: str) -> object: ...


def row_of(workspace: Workspace, command: Command) -> Versioned | None:
    """The calendar, the policy or the rule that a command is about, if it is there."""
    kind, id_ = _subject(command)
    return workspace.get(_ROWS[kind], id_)


def refused_on(workspace: Workspace, row: Versioned) -> Refused:
    """What was not accepted of a row and what was to follow it, the oldest first."""
    return _needing(workspace, (row.kind, row.id))


def drop_refused(workspace: Workspace, refused: Refused) -> None:
    """The person has decided."""
    for each in refused:
        workspace.dismiss(each.id)


def do_again(gestures: Gestures, refused: Refused) -> None:
    """Set all of it once more, over what is there now. Raises what the intents raise."""
    wanted: dict[str, Any] = {}
    for each in refused:
        if isinstance(each.command, _SAVES):
            wanted |= given(each.command, _FIELDS.intersection(each.command.__struct_fields__))
    if wanted:
        gestures.save(**wanted)
    published = [each.command for each in refused if isinstance(each.command, _PUBLISHES)]
    for command in published[-1:]:
        gestures.publish(number=command.number, note=command.note)


def refused_words(refused: Refused) -> str:
    """That it was not accepted, and why; nothing where all was."""
    if not refused:
        return ""
    told = translate("refusal", "Your change was not accepted")
    if any(isinstance(each.command, _PUBLISHES) for each in refused):
        told = translate("refusal", "Your change was not accepted, and nothing was published")
    first = next((each for each in refused if each.refusal is not None), refused[0])
    refusal = first.refusal or Refusal(code="held")
    return f"{told}. {refusal_sentence(refusal, first.command)}"


def tell_refused(
    workspace: Workspace,
    refused: RefusedCommand,
    *,
    tell: Callable[..., object],
    show: Callable[[Versioned], object],
) -> None:
    """Say what was not accepted, and lead there; it waits there with what was typed.

    What is about a row that is not there, or no longer for this person to see, is only told.
    """
    why = refusal_sentence(refused.refusal, refused.command)
    row = row_of(workspace, refused.command)
    if row is None or not may_see_admin(workspace):
        tell(why)
        drop_refused(workspace, _needing(workspace, _subject(refused.command)))
        return
    told = translate("refusal", "Your change to {name} was not accepted")
    told = told.format(name=_name_of(workspace, row))
    tell(told, why, action=translate("refusal", "Show"), does=lambda: show(row))


def _name_of(workspace: Workspace, row: Versioned) -> str:
    """What a row is called: what is asked for by a team or a category, as that is."""
    if not isinstance(row, Gate):
        return row.name
    _, _, subject = row.id.partition(".")
    named = workspace.get(Team, subject) or workspace.get(Category, subject)
    return row.id if named is None else named.name


def _needing(workspace: Workspace, subject: tuple[str, str]) -> Refused:
    return tuple(
        each
        for each in workspace.pending
        if each.needs_decision
        and isinstance(each.command, PROMISES)
        and _subject(each.command) == subject
    )


def _subject(command: Command) -> tuple[str, str]:
    if isinstance(command, c.SaveCalendar | c.PublishCalendar):
        return Calendar.kind, command.calendar
    if isinstance(command, c.SaveRule | c.PublishRule):
        return AutomationRule.kind, command.rule
    if isinstance(command, c.SaveGate | c.PublishGate):
        return Gate.kind, command.gate
    assert isinstance(command, c.SavePolicy | c.PublishPolicy)
    return SlaPolicy.kind, command.policy
