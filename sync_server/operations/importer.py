# SPDX-License-Identifier: Apache-2.0
"""Takes an archive into a running desk, by commands of which many are on their way at once.

An import names every row after what it stands for, so the same import again changes nothing. What
cannot be taken is set aside with the reason; nothing in an archive stops the rest of it.
"""

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec import Struct

from sync_server.channels.attachments import FileKeeper
from sync_server.channels.derived_ids import derived_id
from sync_server.config import Configuration
from sync_server.contract import codec
from sync_server.contract.addresses import address_key
from sync_server.contract.commands import (
    CreateCategory,
    ImportMessage,
    ImportTicket,
    ReceiveMessage,
)
from sync_server.contract.frames import Answer
from sync_server.contract.ids import CategoryId, TeamId
from sync_server.contract.refusals import RETRYABLE, Code
from sync_server.desk.actor import OPERATOR, Actor
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.operations.archive_items import ArchivedRow, SetAside
from sync_server.operations.archives import Archive, Kind
from sync_server.operations.import_mail import Staff, Step
from sync_server.operations.import_reading import MailReader, Mails, RowReader
from sync_server.operations.import_rows import row_step
from sync_server.operations.progress import Progress
from sync_server.operations.requests import ImportReport
from sync_server.operations.set_aside import SetAsideFolder

IMPORTER: Final = Actor(kind=OPERATOR, id="import", via="import", device="import")

CHUNK: Final = 64
"""Items that are read at once."""

IN_FLIGHT: Final = 512
"""Commands that the desk has not answered yet: what they hold is in memory."""

SET_ASIDE: Final = "set-aside"

_body = msgspec.json.Decoder(ReceiveMessage | ImportTicket | ImportMessage)


class ImportStopped(Exception):
    """The desk cannot take more now; the text says what to do."""


class _Sent(Struct, frozen=True):
    """A command on its way. `label` says where its item was in the archive."""

    step: Step
    label: str
    raw: bytes | None
    answer: "asyncio.Future[Answer]"


class Importer:
    """Takes one archive into a running desk. Belongs to the event loop.

    `own` are addresses of the desk itself, such as its support address: mail from them is an
    answer, as mail from an agent is.
    """

    def __init__(
        self,
        desk: Desk,
        environment: Environment,
        data: Configuration,
        *,
        team: TeamId | None = None,
        own: Iterable[str] = (),
    ) -> None:
        self._desk = desk
        self._environment = environment
        self._lane = environment.lane("import")
        self._keeper = FileKeeper(desk, environment, data.blobs, owner=IMPORTER.device)
        self._aside = SetAsideFolder(data.data / SET_ASIDE)
        self._team = team
        agents = {agent.email: agent.id for agent in desk.roster.agents.values()}
        self._staff = Staff(agents, frozenset(address_key(address) for address in own))
        self._sent: deque[_Sent] = deque()
        self._categories: dict[str, CategoryId] = {}
        self._read = self._imported = self._tickets = self._attachments = self._there = 0

    async def run(self, archive: Archive, progress: Progress) -> ImportReport:
        """Import everything. Raises `ImportStopped` when the desk cannot take more."""
        if archive.kind is Kind.CSV:
            await self._import_rows(archive, progress)
        else:
            await self._import_mails(archive, progress)
        await self._settle(down_to=0)
        return ImportReport(
            kind=archive.kind,
            read=self._read,
            imported=self._imported,
            tickets=self._tickets,
            attachments=self._attachments,
            already_there=self._there,
            set_aside=dict(sorted(self._aside.counts.items())),
            folder=str(self._aside.path),
        )

    # -- mail ----------------------------------------------------------------------------------

    async def _import_mails(self, archive: Archive, progress: Progress) -> None:
        reader = MailReader(archive, self._desk.database, staff=self._staff, team=self._team)
        try:
            while await self._lane.run(reader.survey, CHUNK):
                progress(archive.position, 2 * archive.total)
            while (mails := await self._lane.run(self._next_mails, reader)) is not None:
                await self._take(mails)
                progress(archive.total + archive.position, 2 * archive.total)
        finally:
            await self._lane.run(reader.close)

    def _next_mails(self, reader: MailReader) -> Mails | None:
        """The next mails; those that are set aside are kept at once. On the lane."""
        mails = reader.read(CHUNK, self._environment.now())
        for item, raw in mails.set_aside if mails is not None else ():
            self._aside.keep(item, raw)
        return mails

    async def _take(self, mails: Mails) -> None:
        self._read += mails.count
        self._there += mails.already_there
        await self._send(mails.steps)

    # -- tables --------------------------------------------------------------------------------

    async def _import_rows(self, archive: Archive, progress: Progress) -> None:
        reader = RowReader(archive, self._desk.database)
        self._categories = await self._lane.run(reader.categories)
        while (rows := await self._lane.run(reader.read, CHUNK)) is not None:
            self._read += rows.count
            self._there += rows.already_there
            for item in rows.set_aside:
                await self._lane.run(self._aside.keep, item, None)
            await self._send([await self._row_step(row) for row in rows.rows])
            progress(archive.position, archive.total)

    async def _row_step(self, row: ArchivedRow) -> tuple[Step, str, None]:
        category = None if row.category is None else await self._category(row.category)
        return row_step(row, team=self._team, category=category), row.label, None

    async def _category(self, name: str) -> CategoryId:
        """The category of that name, made if there is none."""
        known = self._categories.get(name.casefold())
        if known is None:
            known = CategoryId(derived_id("category", name.casefold()))
            answer = await self._desk.execute(
                CreateCategory(category=known, name=name), IMPORTER, id=derived_id("import", known)
            )
            _check_going_on(answer)
            self._categories[name.casefold()] = known
        return known

    # -- sending -------------------------------------------------------------------------------

    async def _send(self, steps: Iterable[tuple[Step, str, bytes | None]]) -> None:
        """Queue commands, once the bytes that they name are kept."""
        good = [each for each in steps if await self._is_good(*each)]
        await self._keeper.keep(
            {id_: data for step, _, _ in good for id_, data in step.files.items()}
        )
        for step, label, raw in good:
            answer = self._desk.send(step.command, IMPORTER, id=step.id, job=True)
            self._sent.append(_Sent(step, label, raw, answer))
        await self._settle(down_to=IN_FLIGHT)

    async def _is_good(self, step: Step, label: str, raw: bytes | None) -> bool:
        """Whether a command is as the contract has it. Nothing else may reach the desk."""
        try:
            _body.decode(codec.encode(step.command))
        except msgspec.ValidationError as error:
            item = SetAside(label, "not_valid", str(error))
            await self._lane.run(self._aside.keep, item, raw)
            return False
        return True

    async def _settle(self, *, down_to: int) -> None:
        """Wait until at most so many commands are on their way, and count what they did."""
        while len(self._sent) > down_to:
            sent = self._sent.popleft()
            answer = await sent.answer
            _check_going_on(answer)
            if answer.refusal is not None and answer.refusal.code != Code.EXISTS:
                item = SetAside(sent.label, answer.refusal.code, "The desk refused it")
                await self._lane.run(self._aside.keep, item, sent.raw)
            elif answer.seq is None:
                self._there += 1
            else:
                self._imported += 1
                self._tickets += answer.number is not None
                self._attachments += len(sent.step.files)


def _check_going_on(answer: Answer) -> None:
    """Stop when the desk cannot take anything now. Raises `ImportStopped`."""
    refusal = answer.refusal
    if refusal is not None and refusal.code in RETRYABLE:
        raise ImportStopped(
            f"The desk cannot take more now ({refusal.code}). What was imported stays; "
            "put that right, then run the same import again"
        )
