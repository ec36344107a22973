# SPDX-License-Identifier: Apache-2.0
"""Answers of the console in words and columns, for people."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from sync_server.operations.backup_wording import describe_origin, describe_state
from sync_server.operations.examination import Examination
from sync_server.operations.moments import utc
from sync_server.operations.plain import plain
from sync_server.operations.requests import (
    AgentInfo,
    ApiKeyInfo,
    DeviceInfo,
    Done,
    ImportReport,
    JoinCodeInfo,
    MailboxInfo,
    MailboxTrial,
    TeamInfo,
)
from sync_server.operations.status import Status
from sync_server.operations.verification import Report
from sync_server.operations.why import WhyReport
from sync_server.operations.why_wording import describe_why

MARKS: Final = {"ok": "ok     ", "warning": "warning", "error": "ERROR  "}
"""How each state begins a line: in words, so that it needs no colour."""

NAMES: Final = {"held": "held mail"}
"""What a kind of rows is called where its own name says too little."""


def describe(result: object) -> str:
    """A result as text."""
    if isinstance(result, tuple):
        return _table([_cells(row) for row in result]) or "None."
    described = _DESCRIBED.get(type(result))
    return str(result) if described is None else described(result)


def _describe_import(report: ImportReport) -> str:
    lines = [
        f"Read {report.read} {'rows' if report.kind == 'csv' else 'mails'}",
        f"  imported       {report.imported}, with {report.attachments} attachments",
        f"  new tickets    {report.tickets}",
        f"  already there  {report.already_there}",
        f"  set aside      {sum(report.set_aside.values())}",
    ]
    lines += [f"    {count:5} {reason}" for reason, count in report.set_aside.items()]
    if report.set_aside:
        lines.append(f"  They are in {report.folder}, each with its reason")
    return "\n".join(lines)


def _describe_agent(agent: AgentInfo) -> str:
    state = f"{agent.role}, disabled" if agent.disabled else agent.role
    lines = [f"{plain(agent.name)} <{agent.email}>, {state}"]
    if agent.join_code is not None:
        lines += [
            "",
            "To join, paste this code at the sign-in, and enter the address with a new password:",
            agent.join_code,
        ]
    return "\n".join(lines)


def _describe_team(team: TeamInfo) -> str:
    text = f"{plain(team.name)} ({team.id}): {', '.join(team.members) or 'no members'}"
    return f"{text}\nCustomers write to it at {team.form}" if team.form else text


def _describe_mailbox(mailbox: MailboxInfo) -> str:
    team = plain(mailbox.team) or "no team"
    lines = [
        f"{mailbox.address}: {mailbox.state}, tickets for {team}",
        f"  reads {mailbox.imap}, sends by {mailbox.smtp}",
    ]
    return "\n".join([*lines, f"  {mailbox.problem}"] if mailbox.problem else lines)


def _describe_key(key: ApiKeyInfo) -> str:
    whose = f"tickets of {plain(key.team)}" if key.team else "tickets of every team"
    until = f"until {utc(key.expires_at)}" if key.state == "good" else key.state
    lines = [f"{plain(key.name)}: {', '.join(key.rights)}, {whose}, {until} ({key.id})"]
    if key.key is not None:
        lines += [
            "",
            "The program sends this key as `Authorization: Bearer KEY`. It is shown this once:",
            key.key,
        ]
    return "\n".join(lines)


def _describe_trial(trial: MailboxTrial) -> str:
    lines = [f"{MARKS[step.state]} {step.name}: {plain(step.text)}" for step in trial.steps]
    if not trial.is_whole:
        lines.append("Nothing was changed. Put right what failed, then try again.")
    elif trial.mailbox is not None:
        lines.append(_describe_mailbox(trial.mailbox))
    return "\n".join(lines)


def _describe_examination(examination: Examination) -> str:
    lines = []
    for line in examination.lines:
        lines.append(f"{MARKS[line.state]} {line.about}: {plain(line.text)}")
        if line.record:
            lines.append(f"          {plain(line.record)}")
    states = [line.state for line in examination.lines]
    errors, warnings = states.count("error"), states.count("warning")
    verdict = f"{errors} errors, {warnings} warnings" if errors or warnings else "All is well"
    return "\n".join([*lines, f"{verdict}."])


def _describe_status(status: Status) -> str:
    server = status.server
    lines = [
        f"Desk {status.epoch}, log at entry {status.seq}, on {status.database}",
        ", ".join(f"{count} {NAMES.get(kind, kind)}s" for kind, count in status.counts.items()),
    ]
    if server is None:
        lines.append("Not served now")
    else:
        lines.append(
            f"Served on {server.host}, "
            f"ports {server.port}, {server.file_port} and {server.web_port}, "
            f"since {utc(server.since_at)}, with {server.sessions} sessions"
        )
        lines += [
            f"{each.mailbox}: {each.done} of {each.total} fetched" for each in server.fetching
        ]
    if status.restored is not None:
        lines.append(describe_origin(status.restored))
    if status.backup is not None:
        lines += describe_state(status.backup)
    if status.trouble is not None:
        lines.append(
            f"READ-ONLY. {status.trouble}. Restore a backup, or go on with `deskbell-server accept`"
        )
    return "\n".join(lines)


def _describe_report(report: Report) -> str:
    lines = [
        f"{finding.check}: {finding.subject}: {finding.problem}"
        f"{' (accepted)' if finding.accepted else ''}"
        for finding in report.findings
    ]
    verdict = "Everything is as it must be" if report.is_whole else "This desk is damaged"
    return "\n".join(
        [*lines, f"{verdict}: {report.entries} log entries and {report.rows} rows looked at."]
    )


def _cells(row: AgentInfo | TeamInfo | MailboxInfo | ApiKeyInfo | DeviceInfo) -> Sequence[str]:
    match row:
        case AgentInfo():
            state = "disabled" if row.disabled else row.role
            return row.email, row.name, state, ", ".join(row.teams), row.id
        case TeamInfo():
            return row.name, "disabled" if row.disabled else "", ", ".join(row.members), row.id
        case MailboxInfo():
            return row.address, row.state, row.team, row.imap, row.smtp, row.problem
        case ApiKeyInfo():
            until = f"{row.state} until {utc(row.expires_at)}" if row.state == "good" else row.state
            return row.name, until, row.team or "every team", ", ".join(row.rights), row.id
        case DeviceInfo():
            ended = "" if row.revoked_at is None else f"ended {utc(row.revoked_at)}"
            return row.agent, row.name, f"seen {utc(row.seen_at)}", ended, row.id


def _table(rows: Iterable[Sequence[str]]) -> str:
    lines = [[plain(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


_DESCRIBED: Final[dict[type, Callable[[Any], str]]] = {
    Done: lambda done: str(done.done),
    JoinCodeInfo: lambda made: (
        f"{made.join_code}\nGood until {utc(made.expires_at)}, for one sign-in."
    ),
    AgentInfo: _describe_agent,
    TeamInfo: _describe_team,
    MailboxInfo: _describe_mailbox,
    MailboxTrial: _describe_trial,
    ApiKeyInfo: _describe_key,
    Examination: _describe_examination,
    Status: _describe_status,
    WhyReport: describe_why,
    Report: _describe_report,
    ImportReport: _describe_import,
}
"""How each kind of answer is told."""
