# SPDX-License-Identifier: Apache-2.0
"""Whom a ticket concerns, and what of it reached them: the end of the trace."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent
from sync_server.contract.ids import AgentId, Instant
from sync_server.contract.queries import DeliveryTrace, Recipient, ToldByMail
from ui.models.people import agent_name
from ui.models.words import translate
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.sign import Sign
from ui.widgets.trace_value import RowTone, TraceRow, TraceStep, TraceTableValue
from ui.windows.agent.step_moments import step_moment

_CONCERNS: Final = {
    "owner": str(QT_TRANSLATE_NOOP("told", "has it")),
    "offered": str(QT_TRANSLATE_NOOP("told", "is asked to take it")),
    "mentioned": str(QT_TRANSLATE_NOOP("told", "is mentioned")),
    "follower": str(QT_TRANSLATE_NOOP("told", "follows it")),
    "team": str(QT_TRANSLATE_NOOP("told", "is in the team")),
    "former": str(QT_TRANSLATE_NOOP("told", "had to do with it")),
}
_SILENCED: Final = {
    "mail_assigned": str(QT_TRANSLATE_NOOP("told", "{name} wants no mail of assignments.")),
    "mail_mentioned": str(QT_TRANSLATE_NOOP("told", "{name} wants no mail of mentions.")),
}
_REASONS: Final = {
    "assigned": str(QT_TRANSLATE_NOOP("told", "assignment")),
    "mentioned": str(QT_TRANSLATE_NOOP("told", "mention")),
}


def delivery_step(workspace: Workspace, trace: DeliveryTrace) -> TraceStep:
    """Everybody in a table, and below it the mail that was sent or not."""
    now = workspace.now_us()
    heads = (
        translate("why", "Agent"),
        translate("told", "Why them"),
        translate("told", "Has it at once"),
    )
    rows = tuple(_row(workspace, each, now) for each in trace.recipients)
    nobody = translate("told", "It concerns nobody at the moment: it has no team and no owner.")
    told = translate("told", "Whoever is connected has each change at once, others when they are.")
    return TraceStep(
        icon="concierge-bell",
        title=translate("told", "Who is told of it"),
        lines=(told if rows else nobody, *_mail_lines(workspace, trace, now)),
        table=TraceTableValue(heads, rows) if rows else None,
    )


def _row(workspace: Workspace, recipient: Recipient, now: Instant) -> TraceRow:
    name = agent_name(workspace, recipient.agent)
    concern = translate("told", _CONCERNS.get(recipient.concern, recipient.concern))
    tone: RowTone = "plain" if recipient.reachable else "muted"
    cells = (name, concern, _reach(recipient, now))
    return TraceRow(cells, _face(workspace, recipient.agent), tone)


def _reach(recipient: Recipient, now: Instant) -> str:
    if recipient.reachable:
        return translate("told", "connected")
    if recipient.seen_at is None:
        return translate("told", "never connected")
    told = translate("told", "last connected {moment}")
    return told.format(moment=step_moment(recipient.seen_at, now))


def _mail_lines(workspace: Workspace, trace: DeliveryTrace, now: Instant) -> list[str]:
    lines = []
    for recipient in trace.recipients:
        name = agent_name(workspace, recipient.agent)
        lines += [_mail_line(name, each, now) for each in recipient.mails]
        for setting in recipient.silenced:
            known = _SILENCED.get(setting)
            lines += [translate("told", known).format(name=name)] if known else []
    return lines


def _mail_line(name: str, mail: ToldByMail, now: Instant) -> str:
    dropped = translate("told", "Mail to {name} about the {reason} was not sent: seen before.")
    sent = translate("told", "Mail to {name} about the {reason} was sent at {moment}.")
    tried = translate("told", "Mail to {name} about the {reason} failed; next try at {moment}.")
    waits = translate("told", "Mail to {name} about the {reason} goes at {moment}.")
    told, at = (waits if not mail.attempts else tried), mail.next_at
    if mail.dropped:
        told = dropped
    elif mail.sent_at is not None:
        told, at = sent, mail.sent_at
    reason = translate("told", _REASONS.get(mail.reason, mail.reason))
    return told.format(name=name, reason=reason, moment=step_moment(at, now))


def _face(workspace: Workspace, id: AgentId) -> Sign:
    agent = workspace.get(Agent, id)
    return Sign("avatar", initials_of("" if agent is None else agent.name), avatar_index(id))
