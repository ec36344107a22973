# SPDX-License-Identifier: Apache-2.0
"""Examines what a desk holds: database, log, secrets, mailboxes, mail, pages, backups.

It only reads, beside a running server or without one, and brings no database to a newer version.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sync_server.config import Configuration
from sync_server.contract.entities import Mailbox, Team
from sync_server.contract.ids import Instant, MailboxId
from sync_server.desk.secrets import sealed_name
from sync_server.domain.lifecycle import KEPT
from sync_server.environment import Environment
from sync_server.operations.backup_format import list_backups
from sync_server.operations.backup_schedule import backup_state
from sync_server.operations.examination import Line, error, ok, warning
from sync_server.operations.moments import utc
from sync_server.operations.verification import verify_tail
from sync_server.security.sealing import MasterKey, SealError, read_master_key
from sync_server.store.changelog import ChangeLog
from sync_server.store.engines import SQLITE, Connection, Database, DatabaseError, StorageUnusable
from sync_server.store.operating import HeldMail, Operating, Outgoing, known_revisions
from sync_server.store.rows import AllRows
from sync_server.store.secrets import SecretRows

HOUR: Final = 3_600_000_000
"""In microseconds, as instants are."""

DAY: Final = 24 * HOUR
"""After which held mail deserves a look."""

AGE: Final = HOUR
"""After which mail that still waits to leave deserves a look."""


def examine_desk(
    configuration: Configuration, environment: Environment, mailboxes: list[Mailbox]
) -> Iterator[Line]:
    """Look at all of this; the mailboxes that are in use are added to `mailboxes`. Blocks."""
    yield from _backups(configuration, environment)
    if not configuration.database and not (configuration.data / "desk.sqlite").exists():
        yield error(
            "database",
            f"There is no desk in {configuration.data}. Make one with `deskbell-server init`, or "
            "bring one back with `deskbell-server restore`",
        )
        return
    try:
        database = Database.open(configuration.database_address)
    except StorageUnusable as problem:
        yield error("database", str(problem))
        return
    try:
        yield from _database(configuration, environment, database, mailboxes=mailboxes)
    except StorageUnusable as problem:
        todo = "Start it" if configuration.database else "Restore a backup"
        yield error("database", f"{problem}. {todo}")
    except DatabaseError as problem:
        yield error(
            "database",
            f"{_place(configuration)} cannot be read: {problem}. Restore a backup",
        )
    finally:
        database.close()


def _database(
    configuration: Configuration,
    environment: Environment,
    database: Database,
    *,
    mailboxes: list[Mailbox],
) -> Iterator[Line]:
    known = known_revisions()
    with database.read() as reader:
        present = Operating(database).revision(reader)
    if present is None:
        yield error(
            "database",
            f"{_place(configuration)} holds no desk yet. Finish `deskbell-server init`, or restore "
            "a backup",
        )
        return
    if present not in known:
        yield error(
            "database",
            f"{_place(configuration)} was written by a newer Deskbell ({present}). Install that "
            "version",
        )
        return
    if present != known[0]:
        yield warning(
            "database",
            f"Version {present}; the next start of the server brings it to {known[0]}. Make a "
            "backup first",
        )
        return
    kind = "SQLite" if database.dialect == SQLITE else "PostgreSQL"
    yield ok("database", f"{kind}, version {present}")
    yield _log(database, environment)
    with database.read() as reader:
        every: list[Mailbox] = AllRows(database)["mailbox"].every(reader)
        teams: list[Team] = AllRows(database)["team"].every(reader)
        used = [mailbox for mailbox in every if not mailbox.disabled]
        fetched = Operating(database).fetched(reader)
        sealed = {each.id: _sealed(SecretRows(database), reader, each) for each in used}
        outgoing = Operating(database).outgoing(reader)
        held = Operating(database).held(reader)
    mailboxes += used
    yield from _secrets(configuration, used, sealed)
    yield from _mailboxes(used, fetched)
    yield _outgoing(outgoing, environment)
    yield _held(held, environment)
    yield from _web(configuration, teams, used)


def _place(configuration: Configuration) -> str:
    """Where the database is, without what may stand in an address of PostgreSQL."""
    return "The PostgreSQL database" if configuration.database else str(configuration.data)


def _log(database: Database, environment: Environment) -> Line:
    trouble = verify_tail(database)
    if trouble is not None:
        return error(
            "log",
            f"{trouble.words}. The desk is read-only: restore a backup, or take the log as it is "
            "with `deskbell-server accept`",
        )
    with database.read() as reader:
        head = ChangeLog(database).head(reader)
        last = Operating(database).last_at(reader)
    if last is not None and last > environment.now_us() + HOUR:
        return error(
            "log",
            f"The last change is of {utc(last)}, which is still to come: the clock of this machine "
            "is wrong, or was. Set it, and keep it set with NTP",
        )
    return ok("log", f"Whole, as far as its end shows, at entry {head.seq}")


def _sealed(rows: SecretRows, reader: Connection, mailbox: Mailbox) -> bytes | None:
    return None if mailbox.secret is None else rows.find(reader, mailbox.secret)


def _secrets(
    configuration: Configuration, used: list[Mailbox], sealed: dict[MailboxId, bytes | None]
) -> Iterator[Line]:
    path = configuration.master_key_file
    try:
        key = read_master_key(path)
    except SealError as problem:
        yield error("master key", f"{problem}. Restore it, or enter all passwords again")
        return
    closed = [each for each in used if not _opens(key, each, sealed[each.id])]
    for mailbox in closed:
        yield error(
            "master key",
            f"The password of {mailbox.address} cannot be opened with {path}. Enter it again: "
            f"deskbell-server mailbox change {mailbox.address} --password-prompt",
        )
    if not closed:
        yield ok("master key", f"{path} opens {len(used)} passwords; keep a copy elsewhere")


def _opens(key: MasterKey, mailbox: Mailbox, sealed: bytes | None) -> bool:
    if sealed is None or mailbox.secret is None:
        return False
    try:
        for _ in key.open([sealed], name=sealed_name(mailbox.secret)):
            pass
    except SealError:
        return False
    return True


def _mailboxes(used: list[Mailbox], fetched: dict[MailboxId, Instant]) -> Iterator[Line]:
    if not used:
        yield warning(
            "mailbox",
            "None: customers cannot write by mail yet. Connect one with "
            "`deskbell-server mailbox add`",
        )
    for mailbox in used:
        last = fetched.get(mailbox.id)
        said = "no mail yet" if not last else f"read until {utc(last)}"
        if mailbox.state == "failing":
            yield error("mailbox", f"{mailbox.address}: {mailbox.problem or 'does not work'}")
        elif mailbox.state == "new":
            yield warning(
                "mailbox", f"{mailbox.address}: not read yet; a running server begins at once"
            )
        else:
            yield ok("mailbox", f"{mailbox.address}: connected, {said}")


def _outgoing(outgoing: Outgoing, environment: Environment) -> Line:
    old = outgoing.oldest_at is not None and environment.now_us() - outgoing.oldest_at > AGE
    said = f"{outgoing.waiting} waiting"
    if old and outgoing.oldest_at is not None:
        return warning(
            "outgoing mail",
            f"{said}, the oldest since {utc(outgoing.oldest_at)}. `deskbell-server mailbox test` "
            "says whether the mail server takes mail",
        )
    if outgoing.failed:
        return warning(
            "outgoing mail",
            f"{said}, {outgoing.failed} given up: their tickets say why, and send them again",
        )
    return ok("outgoing mail", said)


def _held(held: HeldMail, environment: Environment) -> Line:
    said = f"{held.waiting} waiting for somebody to look"
    if held.oldest_at is None or environment.now_us() - held.oldest_at <= DAY:
        return ok("held mail", said)
    return warning(
        "held mail",
        f"{said}, the oldest since {utc(held.oldest_at)}. In the window, under Held mail, "
        f"release what customers wrote: after {KEPT.days} days it is gone",
    )


def _web(configuration: Configuration, teams: list[Team], used: list[Mailbox]) -> Iterator[Line]:
    """Whether customers are told a public address, where they come by one."""
    if configuration.web_address:
        yield ok("web address", f"Customers find their pages at {configuration.web_address}")
        return
    shown = [team.name for team in teams if team.form and not team.disabled]
    lacks = ["answers by mail have no link to the page of the ticket"] if used else []
    if shown:
        at = configuration.web_at(configuration.web_port)
        lacks.insert(0, f"the form of {', '.join(shown)} is said to be at {at}")
    if lacks:
        yield warning(
            "web address",
            f"Not set: {' and '.join(lacks)}. Set `web_address` in deskbell.toml to how customers "
            'write it, such as "https://help.example.com", and start the server anew',
        )


def _backups(configuration: Configuration, environment: Environment) -> Iterator[Line]:
    folder = configuration.backup_folder
    state = backup_state(str(folder), list_backups(folder), now=environment.now_us())
    for trouble in state.troubles:
        yield warning("backups", trouble)
    if state.made_at is not None and not state.troubles:
        yield ok("backups", f"The last verified one is of {utc(state.made_at)}, in {folder}")
    where = _shared_place(folder, configuration.data)
    if where:
        yield warning(
            "backups",
            f"{folder} is {where}: what destroys the desk destroys them too. Set `backups` in "
            "deskbell.toml to another disk, or copy them elsewhere every day; `deskbell-server "
            "backup FOLDER` makes one there at once",
        )


def _shared_place(folder: Path, data: Path) -> str:
    """What a folder of backups has in common with the data; empty when nothing."""
    if folder.absolute().is_relative_to(data.absolute()):
        return "in the data folder"
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    return "on the disk of the data folder" if there.stat().st_dev == data.stat().st_dev else ""
