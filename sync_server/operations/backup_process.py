# SPDX-License-Identifier: Apache-2.0
"""Makes backups in a process of its own, so that the desk goes on answering meanwhile.

Counting a state is a minute of arithmetic for a large desk; in the server it would be felt at every
key. The process is polite (`nice`, and it rests as long as it has worked), reads the database by a
connection of its own, and is ended with the server. What it was to do it reads from its input, as
JSON; its last line says what came.
"""

import asyncio
import os
import re
import sys
from asyncio.subprocess import PIPE
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from sync_server.config import CONFIG_FILE, Configuration
from sync_server.environment import Environment, RealEnvironment
from sync_server.operations.backup_format import Listed, Maker, list_backups
from sync_server.operations.backup_making import BackupFailed, Plan, make_backup
from sync_server.operations.backup_retention import remove, superfluous
from sync_server.security.sealing import MasterKey, SealError, read_master_key
from sync_server.security.tls import AUTHORITY_FILE

NICE: Final = 10
LONGEST_REST_S: Final = 0.05
COMMAND: Final = (sys.executable, "-m", "sync_server.operations.backup_process")
_DATABASE: Final = re.compile(r"^\s*database\s*=.*$\n?", re.MULTILINE)


class Turns:
    """Rests as long as was worked since the last rest: a desk's disk and processors are its own."""

    def __init__(self, now: Callable[[], float], sleep: Callable[[float], object]) -> None:
        self._now = now
        self._sleep = sleep
        self._since = now()

    def rest(self) -> None:
        """Sleep, not for long."""
        self._sleep(min(self._now() - self._since, LONGEST_REST_S))
        self._since = self._now()


class Work(Struct, frozen=True, kw_only=True):
    """What the process is to do. `key` is the file of the key that seals, or empty."""

    plan: Plan
    key: str


class Reply(Struct, frozen=True, kw_only=True):
    """What came of it: a backup, or a sentence that says why there is none."""

    made: Listed | None = None
    failed: str = ""


class Backups:
    """The backups of one desk. Belongs to the event loop."""

    def __init__(self, configuration: Configuration, environment: Environment) -> None:
        self._configuration = configuration
        self._environment = environment
        self._lane = environment.lane("backups")

    @property
    def folder(self) -> Path:
        """Where they are made by default."""
        return self._configuration.backup_folder.absolute()

    async def make(
        self, folder: Path | None = None, *, by: Maker = "console", copies: bool = False
    ) -> Listed:
        """Make a backup and prove it; with `copies` no file has a second name in it.

        Raises `BackupFailed`.
        """
        work = await self._lane.run(self._work, (folder or self.folder).absolute(), by)
        if copies:
            work = msgspec.structs.replace(
                work, plan=msgspec.structs.replace(work.plan, copies=True)
            )
        process = await asyncio.create_subprocess_exec(
            *COMMAND, stdin=PIPE, stdout=PIPE, stderr=PIPE, start_new_session=os.name == "posix"
        )
        try:
            output, errors = await process.communicate(msgspec.json.encode(work))
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        return _made(output, errors)

    async def list(self, folder: Path | None = None) -> tuple[Listed, ...]:
        """The complete backups of a folder, the newest first."""
        return await self._lane.run(list_backups, folder or self.folder)

    async def prune(self) -> tuple[Listed, ...]:
        """Remove the schedule's backups that no period keeps; which."""
        gone = superfluous(await self.list())
        await self._lane.run(remove, gone)
        return gone

    def _work(self, folder: Path, by: Maker) -> Work:
        configuration = self._configuration
        key = configuration.backup_key
        if key:
            open_key(Path(key))
        address = configuration.database_address
        if not configuration.database:
            address = str(Path(address).absolute())
        plan = Plan(
            database=address,
            blobs=str(configuration.blobs.absolute()),
            authority=""
            if configuration.certificate
            else _text(configuration.tls / AUTHORITY_FILE),
            settings=_DATABASE.sub("", _text(configuration.data / CONFIG_FILE)),
            folder=str(folder),
            made_at=self._environment.now_us(),
            by=by,
        )
        return Work(plan=plan, key=str(Path(key).absolute()) if key else "")


def open_key(path: Path) -> MasterKey:
    """The key that seals backups. Raises `BackupFailed`."""
    try:
        return read_master_key(path)
    except SealError as error:
        raise BackupFailed(
            f"Backups cannot be sealed: {error}. Make a key with "
            "`deskbell-server backup --new-key FILE`, and keep a copy of it elsewhere"
        ) from None


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _made(output: bytes, errors: bytes) -> Listed:
    lines = output.strip().splitlines()
    try:
        reply = msgspec.json.decode(lines[-1], type=Reply)
    except (IndexError, msgspec.MsgspecError):
        said = errors.decode("utf-8", "replace").strip().splitlines() or ["it was ended"]
        raise BackupFailed(f"The process that makes the backup stopped: {said[-1]}") from None
    if reply.made is None:
        raise BackupFailed(reply.failed)
    return reply.made


def main() -> None:
    """Do what the input says, and write what came of it."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    os.umask(0o077)
    work = msgspec.json.decode(sys.stdin.buffer.read(), type=Work)
    environment = RealEnvironment()
    try:
        key = open_key(Path(work.key)) if work.key else None
        turns = Turns(environment.monotonic, environment.block)
        made = make_backup(
            work.plan, key=key, random_bytes=environment.random_bytes, rest=turns.rest
        )
        reply = Reply(made=made)
    except BackupFailed as error:
        reply = Reply(failed=str(error))
    sys.stdout.buffer.write(msgspec.json.encode(reply) + b"\n")


if __name__ == "__main__":
    main()
