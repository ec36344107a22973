# SPDX-License-Identifier: Apache-2.0
"""Makes tickets of old mail (an mbox, a maildir, .eml files) or of a CSV table.

An import names every row after what it stands for, so the same import again changes nothing. What
cannot be taken is set aside with the reason; nothing in an archive stops the rest of it.
"""

import argparse
import asyncio
import sys
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from sync_server.config import Configuration, default_data, read_configuration
from sync_server.contract import codec
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
from sync_server.environment import Environment, RealEnvironment
from sync_server.operations.administration import Failed
from sync_server.operations.archive_items import ArchivedRow, ArchiveUnreadable, SetAside
from sync_server.operations.archives import Archive, Kind, open_archive
from sync_server.operations.derived_ids import derived_id
from sync_server.operations.import_mail import Staff, Step
from sync_server.operations.import_reading import MailReader, Mails, RowReader
from sync_server.operations.import_rows import row_step
from sync_server.operations.keeping import FileKeeper
from sync_server.operations.opening import open_desk
from sync_server.operations.progress import Progress, progress_on
from sync_server.operations.set_aside import SetAsideFolder

IMPORTER: Final = Actor(kind=OPERATOR, id="import", via="import", device="import")

CHUNK: Final = 64
"""Items that are read at once."""

IN_FLIGHT: Final = 512
"""Commands that the desk has not answered yet: what they hold is in memory."""

SET_ASIDE: Final = "set-aside"

_body = msgspec.json.Decoder(ReceiveMessage | ImportTicket | ImportMessage)


class ImportReport(Struct, frozen=True, kw_only=True):
    """What an import did.

    `read` items were found: `imported` of them, into `tickets` new tickets and known ones, with
    `attachments` files; `already_there` from earlier; and `set_aside` by reason, below `folder`.
    """

    kind: str
    read: int
    imported: int
    tickets: int
    attachments: int
    already_there: int
    set_aside: dict[str, int]
    folder: str


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
        self._staff = Staff(agents, frozenset(address.casefold() for address in own))
        self._sent: deque[_Sent] = deque()
        self._categories: dict[str, CategoryId] = {}
        self._read = self._imported = self._tickets = self._attachments = self._there = 0

    async def run(self, archive: Archive, progress: Progress) -> ImportReport:
        """Import everything. Raises `Failed` when the desk cannot take more: then do it again."""
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
    """Stop when the desk cannot take anything now. Raises `Failed`."""
    refusal = answer.refusal
    if refusal is not None and refusal.code in RETRYABLE:
        raise Failed(
            f"The desk cannot take more now ({refusal.code}). What was imported stays; "
            "put that right, then run the same import again"
        )


# -- the console -------------------------------------------------------------------------------


def configure(parser: argparse.ArgumentParser) -> None:
    """The command line's arguments."""
    parser.add_argument("path", type=Path, help="mbox, maildir, folder of .eml files, or CSV file")
    parser.add_argument("--kind", choices=[str(kind) for kind in Kind], help="what it is")
    parser.add_argument("--team", help="the team of new tickets (name or id); else triage")
    parser.add_argument(
        "--own",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="an address of the desk itself: mail from it is an answer (may be repeated)",
    )
    parser.add_argument("--json", action="store_true", help="answer for programs")


def run(arguments: argparse.Namespace) -> int:
    """Import, and say what came of it."""
    try:
        kind = None if arguments.kind is None else Kind(arguments.kind)
        archive = open_archive(arguments.path, kind)
    except ArchiveUnreadable as error:
        raise Failed(str(error)) from None
    configuration = read_configuration(arguments.data or default_data())
    environment = RealEnvironment()
    try:
        report = asyncio.run(_import(archive, configuration, environment, arguments=arguments))
    finally:
        environment.close()
    text = msgspec.json.encode(report).decode() if arguments.json else describe(report)
    sys.stdout.write(f"{text}\n")
    return 0


async def _import(
    archive: Archive,
    configuration: Configuration,
    environment: Environment,
    *,
    arguments: argparse.Namespace,
) -> ImportReport:
    async with open_desk(configuration, environment) as opened:
        team = None if arguments.team is None else _team(opened.desk, arguments.team)
        importer = Importer(opened.desk, environment, configuration, team=team, own=arguments.own)
        with progress_on(sys.stderr, environment.monotonic) as progress:
            return await importer.run(archive, progress)


def _team(desk: Desk, name: str) -> TeamId:
    for team in desk.roster.teams.values():
        if name in (team.id, team.name) and not team.disabled:
            return team.id
    known = ", ".join(sorted(team.name for team in desk.roster.teams.values()))
    raise Failed(f"There is no team {name!r}. Known are: {known or 'none'}")


def describe(report: ImportReport) -> str:
    """The report for people."""
    what = "rows" if report.kind == Kind.CSV else "mails"
    lines = [
        f"Read {report.read} {what}",
        f"  imported       {report.imported}, with {report.attachments} attachments",
        f"  new tickets    {report.tickets}",
        f"  already there  {report.already_there}",
        f"  set aside      {sum(report.set_aside.values())}",
    ]
    lines += [f"    {count:5} {reason}" for reason, count in report.set_aside.items()]
    if report.set_aside:
        lines.append(f"  They are in {report.folder}, each with its reason")
    return "\n".join(lines)
