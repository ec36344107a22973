# SPDX-License-Identifier: Apache-2.0
"""Answers of the console in words and columns, for people."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from sync_server.contract.ids import Instant
from sync_server.operations.examination import Examination
from sync_server.operations.requests import (
    AgentInfo,
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

MARKS: Final = {"ok": "ok     ", "warning": "warning", "error": "ERROR  "}
"""How each state begins a line: in words, so that it needs no colour."""


def describe(result: object) -> str:
    """A result as text."""
    match result:
        case Done():
            return result.done
        case JoinCodeInfo():
            return f"{result.join_code}\nGood until {_at(result.expires_at)}, for one sign-in."
        case AgentInfo():
            return _describe_agent(result)
        case TeamInfo():
            return _describe_team(result)
        case MailboxInfo():
            return _describe_mailbox(result)
        case MailboxTrial():
            return _describe_trial(result)
        case Examination():
            return _describe_examination(result)
        case Status():
            return _describe_status(result)
        case Report():
            return _describe_report(result)
        case ImportReport():
            return _describe_import(result)
        case tuple():
            return _table([_cells(row) for row in result]) or "None."
    return str(result)


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
    lines = [f"{_plain(agent.name)} <{agent.email}>, {state}"]
    if agent.join_code is not None:
        lines += [
            "",
            "To join, enter this code together with the address and a new password:",
            agent.join_code,
        ]
    return "\n".join(lines)


def _describe_team(team: TeamInfo) -> str:
    text = f"{_plain(team.name)} ({team.id}): {', '.join(team.members) or 'no members'}"
    return f"{text}\nCustomers write to it at {team.form}" if team.form else text


def _describe_mailbox(mailbox: MailboxInfo) -> str:
    team = _plain(mailbox.team) or "no team"
    lines = [
        f"{mailbox.address}: {mailbox.state}, tickets for {team}",
        f"  reads {mailbox.imap}, sends by {mailbox.smtp}",
    ]
    return "\n".join([*lines, f"  {mailbox.problem}"] if mailbox.problem else lines)


def _describe_trial(trial: MailboxTrial) -> str:
    lines = [f"{MARKS[step.state]} {step.name}: {_plain(step.text)}" for step in trial.steps]
    if not trial.is_whole:
        lines.append("Nothing was changed. Put right what failed, then try again.")
    elif trial.mailbox is not None:
        lines.append(_describe_mailbox(trial.mailbox))
    return "\n".join(lines)


def _describe_examination(examination: Examination) -> str:
    lines = []
    for line in examination.lines:
        lines.append(f"{MARKS[line.state]} {line.about}: {_plain(line.text)}")
        if line.record:
            lines.append(f"          {_plain(line.record)}")
    states = [line.state for line in examination.lines]
    errors, warnings = states.count("error"), states.count("warning")
    verdict = f"{errors} errors, {warnings} warnings" if errors or warnings else "All is well"
    return "\n".join([*lines, f"{verdict}."])


def _describe_status(status: Status) -> str:
    server = status.server
    lines = [
        f"Desk {status.epoch}, log at entry {status.seq}, on {status.database}",
        ", ".join(f"{count} {kind}s" for kind, count in status.counts.items()),
    ]
    if server is None:
        lines.append("Not served now")
    else:
        lines.append(
            f"Served on {server.host}, "
            f"ports {server.port}, {server.file_port} and {server.web_port}, "
            f"since {_at(server.since_at)}, with {server.sessions} sessions"
        )
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


def _cells(row: AgentInfo | TeamInfo | MailboxInfo | DeviceInfo) -> Sequence[str]:
    match row:
        case AgentInfo():
            state = "disabled" if row.disabled else row.role
            return row.email, row.name, state, ", ".join(row.teams), row.id
        case TeamInfo():
            return row.name, "disabled" if row.disabled else "", ", ".join(row.members), row.id
        case MailboxInfo():
            return row.address, row.state, row.team, row.imap, row.smtp, row.problem
        case DeviceInfo():
            ended = "" if row.revoked_at is None else f"ended {_at(row.revoked_at)}"
            return row.agent, row.name, f"seen {_at(row.seen_at)}", ended, row.id


def _table(rows: Iterable[Sequence[str]]) -> str:
    lines = [[_plain(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _plain(text: str) -> str:
    """A name as a terminal may show it: clients choose the names of their devices."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def _at(instant: Instant) -> str:
    return datetime.fromtimestamp(instant / 1_000_000, UTC).strftime("%Y-%m-%d %H:%M UTC")
