# SPDX-License-Identifier: Apache-2.0
"""Answers of the console in words and columns, for people."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sync_server.contract.ids import Instant
from sync_server.operations.requests import (
    AgentInfo,
    DeviceInfo,
    Done,
    ImportReport,
    JoinCodeInfo,
    TeamInfo,
)
from sync_server.operations.status import Status
from sync_server.operations.verification import Report


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
            return f"{result.name} ({result.id}): {', '.join(result.members) or 'no members'}"
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
            f"Served on {server.host}, ports {server.port} and {server.file_port}, "
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


def _cells(row: AgentInfo | TeamInfo | DeviceInfo) -> Sequence[str]:
    match row:
        case AgentInfo():
            state = "disabled" if row.disabled else row.role
            return row.email, row.name, state, ", ".join(row.teams), row.id
        case TeamInfo():
            return row.name, "disabled" if row.disabled else "", ", ".join(row.members), row.id
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
