# SPDX-License-Identifier: Apache-2.0
"""Reading an archive in pieces, off the loop: what is there, and what belongs together.

Mail is read twice. The first time finds the conversations, whatever order the archive is in; the
second time makes commands. What a mail's parser died of is not read again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Final

from sync_server.channels.derived_ids import derived_id
from sync_server.channels.email.mail import MailRefused, ParsedMail
from sync_server.channels.email.threads import Thread, Threading
from sync_server.channels.email.worker import ParserProcess
from sync_server.contract.entities import Message
from sync_server.contract.ids import CategoryId, TeamId, TicketId
from sync_server.operations.archive_items import ArchivedMail, ArchivedRow, SetAside
from sync_server.operations.archives import Archive, Item
from sync_server.operations.import_mail import Place, Staff, Step, mail_step, says
from sync_server.operations.import_rows import row_message, row_ticket
from sync_server.store.engines import Connection, Database
from sync_server.store.lookups import Lookups
from sync_server.store.rows import AllRows

NO_SENDER: Final = "no_sender"
CHANGED: Final = "changed"
REPEATED: Final = "repeated"


@dataclass(slots=True)
class Mails:
    """A piece of an archive of mail: commands with label and raw mail, and what is not taken."""

    count: int = 0
    already_there: int = 0
    steps: list[tuple[Step, str, bytes | None]] = field(default_factory=list)
    set_aside: list[tuple[SetAside, bytes | None]] = field(default_factory=list)


@dataclass(slots=True)
class Rows:
    """A piece of a table."""

    count: int = 0
    already_there: int = 0
    rows: list[ArchivedRow] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    """A mail that was seen: the id that it is known under; with `duplicate`, from before."""

    message_id: str
    duplicate: bool


class MailReader:
    """Reads an archive of mail: `survey` until it says no, then `read` until there is no more.

    Blocks; for one thread at a time.
    """

    def __init__(
        self, archive: Archive, database: Database, *, staff: Staff, team: TeamId | None
    ) -> None:
        self._archive = archive
        self._database = database
        self._lookups = Lookups(database)
        self._messages = AllRows(database)[Message.kind]
        self._staff = staff
        self._team = team
        self._parser = ParserProcess()
        self._threading: Threading[TicketId] = Threading(self._ticket_of, self._is_copy)
        self._items: Iterator[Item] = iter(archive)
        self._plan: list[_Known | MailRefused | None] = []
        """Of each mail in order; `None` for one without a sender."""
        self._threads: dict[str, Thread[TicketId]] | None = None
        self._planned: Iterator[_Known | MailRefused | None] = iter(())

    def survey(self, limit: int) -> bool:
        """Look at so many items; whether there may be more."""
        items = list(islice(self._items, limit))
        self._plan += [self._look(item) for item in items if isinstance(item, ArchivedMail)]
        return bool(items)

    def read(self, limit: int, now: datetime) -> Mails | None:
        """The next items as commands; `None` at the end."""
        if self._threads is None:
            self._threads = {
                message_id: thread
                for thread in self._threading.threads()
                for message_id in thread.mails
            }
            self._items, self._planned = iter(self._archive), iter(self._plan)
        items = list(islice(self._items, limit))
        if not items:
            return None
        mails = Mails(count=len(items))
        for item in items:
            if isinstance(item, SetAside):
                mails.set_aside.append((item, None))
            elif isinstance(item, ArchivedMail):
                self._add(mails, item, now)
        return mails

    def close(self) -> None:
        """End the parser's process."""
        self._parser.close()

    def _look(self, item: ArchivedMail) -> _Known | MailRefused | None:
        mail = self._parser.parse(item.raw)
        if isinstance(mail, MailRefused):
            return mail
        if mail.sender is None:
            return None
        placement = self._threading.add(mail)
        return _Known(placement.message_id, placement.duplicate)

    def _add(self, mails: Mails, item: ArchivedMail, now: datetime) -> None:
        planned = next(self._planned, None)
        if planned is None:
            self._refuse(mails, item, NO_SENDER, "There is no address of a sender")
        elif isinstance(planned, MailRefused):
            self._refuse(mails, item, planned.reason, planned.detail)
        elif planned.duplicate:
            mails.already_there += 1
        else:
            mail = self._parser.parse(item.raw)
            if isinstance(mail, MailRefused):
                self._refuse(mails, item, mail.reason, mail.detail)
            else:
                step = self._step(mail, item.raw, planned.message_id, now)
                mails.steps.append((step, item.label, item.raw))

    def _step(self, mail: ParsedMail, raw: bytes, message_id: str, now: datetime) -> Step:
        thread = (self._threads or {})[message_id]
        opener = thread.mails[0]
        known = thread.ticket
        place = Place(
            message_id=message_id,
            ticket=TicketId(derived_id("ticket", opener)) if known is None else known,
            opens=known is None and message_id == opener,
        )
        return mail_step(mail, raw, place=place, staff=self._staff, team=self._team, now=now)

    @staticmethod
    def _refuse(mails: Mails, item: ArchivedMail, reason: str, detail: str) -> None:
        mails.set_aside.append((SetAside(item.label, reason, detail), item.raw))

    def _ticket_of(self, message_id: str) -> TicketId | None:
        """The ticket that has a mail with this id from before."""
        with self._database.read() as reader:
            found = reader.run(self._lookups.messages_by_mail_id.sql, (message_id,))
        return TicketId(found[0][1]) if found else None

    def _is_copy(self, message_id: str, mail: ParsedMail) -> bool:
        """Whether one of the messages under an id says what this mail does."""
        with self._database.read() as reader:
            ids = [
                row[0] for row in reader.run(self._lookups.messages_by_mail_id.sql, (message_id,))
            ]
            held = [stored.entity for stored in self._messages.load_many(reader, ids)]
        return any(isinstance(message, Message) and says(message, mail) for message in held)


class RowReader:
    """Reads a table: `read` until there is no more. Blocks; for one thread at a time."""

    def __init__(self, archive: Archive, database: Database) -> None:
        self._items: Iterator[Item] = iter(archive)
        self._database = database
        self._all = AllRows(database)
        self._seen: set[TicketId] = set()

    def categories(self) -> dict[str, CategoryId]:
        """The desk's usable categories by name, in lower case."""
        with self._database.read() as reader:
            found = self._all["category"].every(reader)
        return {each.name.casefold(): each.id for each in found if not each.disabled}

    def read(self, limit: int) -> Rows | None:
        """The next rows that the desk does not have; `None` at the end."""
        items = list(islice(self._items, limit))
        if not items:
            return None
        rows = Rows(count=len(items))
        with self._database.read() as reader:
            for item in items:
                if isinstance(item, SetAside):
                    rows.set_aside.append(item)
                elif isinstance(item, ArchivedRow):
                    self._sort(rows, item, reader)
        return rows

    def _sort(self, rows: Rows, row: ArchivedRow, reader: Connection) -> None:
        ticket = row_ticket(row)
        if ticket in self._seen:
            rows.set_aside.append(SetAside(row.label, REPEATED, "A row above has the same id"))
        elif self._all["ticket"].load(reader, ticket) is None:
            rows.rows.append(row)
        elif self._all["message"].load(reader, row_message(row)) is not None:
            rows.already_there += 1
        else:
            words = "It was imported before, with other words"
            rows.set_aside.append(SetAside(row.label, CHANGED, words))
        self._seen.add(ticket)
