# SPDX-License-Identifier: Apache-2.0
"""Makes a backup while the desk is at work, and proves it before it gets its name.

The database is copied in one read snapshot. Files are immutable under their ids and are written
before the rows that name them, so they are collected after it: by a second name (hard link) where
the folder of backups lies on the same file system, else out of the backup before, else as a copy.
Hard links save room, not disks: for another disk name a folder there (`backups`).

Everything here blocks, and belongs into a process of its own (`backup_process`).
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from sync_server.contract.ids import Instant
from sync_server.operations.backup_format import (
    AUTHORITY,
    CHECKING,
    DATABASE,
    FILES,
    LOCK,
    MAKING,
    REMOVING,
    SETTINGS,
    BackupUnusable,
    Entry,
    Header,
    Listed,
    Maker,
    Manifest,
    list_backups,
    pieces_of,
    sha256_of,
    sync_disk,
    sync_folders,
    write_manifest,
)
from sync_server.operations.backup_unpacking import prove_unpacked, unpack
from sync_server.operations.failed import Failed
from sync_server.security.private_files import write_private
from sync_server.security.sealing import MAGIC, MasterKey, RandomBytes
from sync_server.store.claims import Claim
from sync_server.store.engines import SQLITE, Database, DatabaseError, StorageUnusable, is_full
from sync_server.store.snapshot import KeptFile, Rest, take_snapshot

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class BackupFailed(Failed):
    """A backup that was not made; the text says why and what to do. Nothing half is listed."""


class Plan(Struct, frozen=True, kw_only=True):
    """What is backed up, and where to. Paths are absolute; `settings` is the text of the file.

    With `copies` no file gets a second name.
    """

    database: str
    blobs: str
    authority: str
    settings: str
    folder: str
    made_at: Instant
    by: Maker
    copies: bool = False


def make_backup(
    plan: Plan, *, key: MasterKey | None, random_bytes: RandomBytes, rest: Rest
) -> Listed:
    """Make a backup in the plan's folder. Raises `BackupFailed`."""
    folder = Path(plan.folder)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone(folder):
            sweep(folder)
            try:
                return _Making(plan, key, random_bytes, rest).make()
            finally:
                sweep(folder)
    except (OSError, StorageUnusable, *DatabaseError) as error:
        raise BackupFailed(_words(error, folder)) from error


def sweep(folder: Path) -> None:
    """Remove what a backup that was cut off has left. The caller holds the folder."""
    for path in folder.iterdir():
        if path.name.startswith((MAKING, CHECKING, REMOVING)):
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        claim = Claim(folder / LOCK)
    except BlockingIOError:
        raise BackupFailed(
            f"A backup is being made in {folder} already. Wait until it is there"
        ) from None
    with claim:
        yield


class _Making:
    """One backup under way."""

    def __init__(
        self, plan: Plan, key: MasterKey | None, random_bytes: RandomBytes, rest: Rest
    ) -> None:
        self._plan = plan
        self._key = key
        self._random_bytes = random_bytes
        self._rest = rest
        self._parent = Path(plan.folder)
        self._name = _free_name(self._parent, plan.made_at)
        self._folder = self._parent / f"{MAKING}{self._name}"
        self._missing: list[str] = []
        self._copied = False
        """Whether more was written than the database, which is durable, and second names."""
        self._entries: list[Entry] = []

    def make(self) -> Listed:
        self._folder.mkdir(mode=0o700)
        (self._folder / FILES).mkdir(mode=0o700)
        database = Database.open(self._plan.database)
        if database.dialect == SQLITE and not Path(self._plan.database).is_file():
            raise BackupFailed(f"There is no desk in {Path(self._plan.database).parent}")
        snapshot, kept = take_snapshot(database, self._folder / DATABASE, rest=self._rest)
        self._add(DATABASE, None)
        before = self._before()
        for file in kept:
            self._collect(file, before)
        self._write(AUTHORITY, self._plan.authority)
        self._write(SETTINGS, self._plan.settings)
        header = Header(
            made_at=self._plan.made_at,
            by=self._plan.by,
            database=database.dialect,
            snapshot=snapshot,
            bytes=0,
            files=0,
            sealed_by="" if self._key is None else self._key.id.hex(),
        )
        manifest = self._proved(header)
        write_manifest(self._folder, manifest)
        if self._copied:
            sync_disk(self._folder)
        sync_folders((self._folder / FILES, self._folder))
        final = self._parent / self._name
        self._folder.rename(final)
        sync_folders((self._parent,))
        return Listed(name=self._name, path=str(final), header=manifest.header)

    def _proved(self, header: Header) -> Manifest:
        """The manifest of what is there and whole, after unpacking it beside."""
        manifest = self._manifest(header)
        scratch = self._parent / f"{CHECKING}{self._name}"
        wrong = unpack(
            self._folder,
            manifest,
            into=scratch,
            key=self._key,
            links=True,
            rest=None if self._copied else self._rest,
        )
        for entry in wrong:
            if not entry.name.startswith(f"{FILES}/"):
                raise BackupFailed(f"{entry.name} could not be read back as it was written")
            self._mend(entry, scratch)
        manifest = self._manifest(header)
        try:
            prove_unpacked(scratch, manifest.header)
        except BackupUnusable as error:
            raise BackupFailed(f"The backup was given up, it does not prove: {error}") from error
        return manifest

    def _mend(self, entry: Entry, scratch: Path) -> None:
        """Take a file in anew that is not what its row says: the backup before may be damaged.

        When the desk's own file is, the rest is backed up all the same, and it is said.
        """
        self._entries.remove(entry)
        id_ = entry.name.removeprefix(f"{FILES}/")
        target = self._folder / entry.name
        target.unlink(missing_ok=True)
        (scratch / entry.name).unlink(missing_ok=True)
        source = Path(self._plan.blobs) / id_
        self._copied = True
        try:
            found = sha256_of(source)
            if found != entry.sha256 and not _is_sealed(source):
                raise FileNotFoundError
            _copy(source, target)
            _copy(target, scratch / entry.name)
        except FileNotFoundError:
            self._missing.append(id_)
        else:
            self._entries.append(Entry(entry.name, target.stat().st_size, sha256_of(target)))

    def _manifest(self, header: Header) -> Manifest:
        whole = msgspec.structs.replace(
            header,
            bytes=sum(entry.size for entry in self._entries),
            files=len(self._entries),
            missing=tuple(self._missing),
        )
        return Manifest(whole, tuple(self._entries))

    def _collect(self, file: KeptFile, before: Path | None) -> None:
        """Take in a file that a row names."""
        name = f"{FILES}/{file.id}"
        source = Path(self._plan.blobs) / file.id
        target = self._folder / name
        try:
            if self._key is not None:
                if not _second_name(before, name, target):
                    self._seal(source, target, name)
                self._entries.append(Entry(name, target.stat().st_size, sha256_of(target)))
                return
            if self._plan.copies or not (
                _linked(source, target) or _second_name(before, name, target)
            ):
                self._copied = True
                _copy(source, target)
            self._add(name, file.sha256)
        except FileNotFoundError:
            self._missing.append(file.id)

    def _write(self, name: str, text: str) -> None:
        if text:
            write_private(self._folder / name, text.encode())
            self._add(name, None)

    def _add(self, name: str, sha256: str | None) -> None:
        """Note a file that is there; its hash is that of its row, or else is read."""
        path = self._folder / name
        if self._key is not None:
            plain = path.with_name(f"{path.name}.plain")
            path.rename(plain)
            self._seal(plain, path, name)
            plain.unlink()
        known = None if self._key is not None else sha256
        self._entries.append(Entry(name, path.stat().st_size, known or sha256_of(path)))

    def _seal(self, source: Path, target: Path, name: str) -> None:
        assert self._key is not None
        self._copied = True
        sealed = self._key.seal(pieces_of(source), name=name, random_bytes=self._random_bytes)
        first = next(sealed)  # the source is opened before the target is made
        with target.open("xb") as file:
            file.write(first)
            for piece in sealed:
                file.write(piece)

    def _before(self) -> Path | None:
        """The newest backup that is sealed as this one will be."""
        sealed = "" if self._key is None else self._key.id.hex()
        for listed in list_backups(self._parent):
            if listed.header.sealed_by == sealed:
                return Path(listed.path)
        return None


def _linked(source: Path, target: Path) -> bool:
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:  # another file system, or one without links
        return False
    return True


def _second_name(before: Path | None, name: str, target: Path) -> bool:
    """Take a file out of the backup before; it is read and compared like every other."""
    if before is None:
        return False
    try:
        os.link(before / name, target)
    except OSError:
        return False
    return True


def _is_sealed(path: Path) -> bool:
    """Whether the desk seals its files: then a row has the hash of what is inside."""
    return next(pieces_of(path), b"").startswith(MAGIC)


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)  # within the kernel, where it can


def _free_name(folder: Path, made_at: Instant) -> str:
    name = f"{datetime.fromtimestamp(made_at / 1_000_000, UTC):%Y%m%d-%H%M%S}"
    number = 1
    found = name
    while (folder / found).exists():
        number += 1
        found = f"{name}-{number}"
    return found


def _words(error: BaseException, folder: Path) -> str:
    full = isinstance(error, OSError) and error.errno in _NO_ROOM
    if full or is_full(error):
        return (
            f"There is no room for a backup in {folder}. Nothing was left there. Make room, "
            "remove old backups, or name another folder"
        )
    return f"No backup could be made in {folder}: {error}"
