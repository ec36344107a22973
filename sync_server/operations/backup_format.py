# SPDX-License-Identifier: Apache-2.0
"""What a backup is: a folder with a manifest, the desk's database, and the files that it names.

    20261126-083000/
      manifest.jsonl    what is here: a header, a line for each file, and the SHA-256 of them all
      desk.sqlite       every row, whichever database the desk runs on
      files/            what customers and agents sent, and mail as it came, each under its id
      authority.pem     the public part of the desk's own authority
      deskbell.toml     the settings, without the address of the database

Private keys are in no backup: not the authority's, and not the master key that seals the passwords
of mailboxes. Copy `tls/` and `master.key` out of the data folder once, to another place than the
backups. Without them a restored desk makes a new authority, so that people join anew, and asks for
the passwords of its mailboxes.

A backup gets its name when it is complete and was proved by unpacking it beside itself and counting
its state again; until then its name begins with a dot, and it is never listed.
"""

import ctypes
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct

from sync_server.contract.ids import Instant
from sync_server.operations.failed import Failed
from sync_server.store.snapshot import Snapshot

MANIFEST: Final = "manifest.jsonl"
DATABASE: Final = "desk.sqlite"
FILES: Final = "files"
AUTHORITY: Final = "authority.pem"
SETTINGS: Final = "deskbell.toml"

MAKING: Final = ".making-"
CHECKING: Final = ".checking-"
REMOVING: Final = ".removing-"
LOCK: Final = ".lock"

FORMAT: Final = "deskbell backup"
VERSION: Final = 1
READ_BYTES: Final = 64 * 1024
"""Little: a system gives a processor back to a desk when a call ends, or only at its next tick."""

LONGEST_HEADER: Final = 1024 * 1024

_ENTRY: Final = re.compile(r"(desk\.sqlite|authority\.pem|deskbell\.toml|files/[\w-][\w.-]{0,99})")
_NAME: Final = re.compile(r"\d{8}-\d{6}(-\d{1,3})?")

Maker = Literal["schedule", "console"]


class BackupUnusable(Failed):
    """A folder that is no backup, or one that is damaged; the text says what to do."""


class Header(Struct, frozen=True, kw_only=True):
    """A backup in one line.

    `bytes` and `files` count all that is in it. `missing` are ids of files that rows name and that
    were not there, or not whole, when it was made. `sealed_by` is the id of the key under which its
    files are sealed, in hex. `by` says who wanted it: only the schedule's are removed again.
    """

    format: str = FORMAT
    version: int = VERSION
    made_at: Instant
    by: Maker
    database: str
    snapshot: Snapshot
    bytes: int
    files: int
    missing: tuple[str, ...] = ()
    sealed_by: str = ""


class Entry(Struct, frozen=True):
    """A file of a backup: its name in the folder, and size and SHA-256 of what lies there."""

    name: str
    size: int
    sha256: str


class Manifest(Struct, frozen=True):
    """Everything that a backup holds."""

    header: Header
    entries: tuple[Entry, ...]


class Listed(Struct, frozen=True, kw_only=True):
    """A complete backup in a folder of backups."""

    name: str
    path: str
    header: Header


_encode = msgspec.json.Encoder().encode
_header = msgspec.json.Decoder(Header)
_entry = msgspec.json.Decoder(Entry)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a backup, durably."""
    lines = [_encode(each) for each in (manifest.header, *manifest.entries)]
    body = b"".join(line + b"\n" for line in lines)
    with (folder / MANIFEST).open("wb") as file:
        file.write(body + hashlib.sha256(body).hexdigest().encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a backup. Raises `BackupUnusable`."""
    body = _read_body(folder)
    head, *rest = body.splitlines()
    try:
        header = _header.decode(head)
    except msgspec.MsgspecError as error:
        raise _strange(folder) from error
    if header.format != FORMAT:
        raise _strange(folder)
    if header.version > VERSION:
        raise BackupUnusable(
            f"{folder} was made by a newer Deskbell. Install that version, then restore it"
        )
    entries = tuple(_entry.decode(line) for line in rest)
    for entry in entries:
        if not _ENTRY.fullmatch(entry.name):
            raise BackupUnusable(f"{folder} names {entry.name!r}, which is no file of a backup")
    return Manifest(header, entries)


def list_backups(folder: Path) -> tuple[Listed, ...]:
    """The complete backups in a folder, the newest first. What cannot be read is left out."""
    found = []
    for path in _named(folder):
        try:
            header = read_manifest(path).header
        except (BackupUnusable, OSError, msgspec.MsgspecError):
            continue
        found.append(Listed(name=path.name, path=str(path), header=header))
    return tuple(sorted(found, key=lambda each: (each.header.made_at, each.name), reverse=True))


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    digest = hashlib.sha256()
    for piece in pieces_of(path):
        digest.update(piece)
    return digest.hexdigest()


def pieces_of(path: Path) -> Iterator[bytes]:
    """The bytes of a file, piece by piece."""
    with path.open("rb") as file:
        while piece := file.read(READ_BYTES):
            yield piece


def sync_disk(folder: Path) -> None:
    """Make durable what was written on a folder's disk: once for many files, not for each.

    By syncfs(2) where there is one: other disks have nothing to do with it.
    """
    if sys.platform.startswith("linux"):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).syncfs(descriptor) == 0:
                return
        finally:
            os.close(descriptor)
    if hasattr(os, "sync"):  # Windows has none, and writes such files through
        os.sync()


def sync_folders(folders: Iterable[Path]) -> None:
    """Make names in folders durable; a system without folder descriptors does so by itself."""
    if os.name != "posix":
        return
    for folder in folders:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _read_body(folder: Path) -> bytes:
    """The manifest without its last line, which is the SHA-256 of the rest."""
    path = folder / MANIFEST
    if not path.is_file():
        raise BackupUnusable(
            f"{folder} is no backup of Deskbell: there is no {MANIFEST} in it. "
            "`deskbell-server backups` lists those that there are"
        )
    text = path.read_bytes()
    body, _, last = text.rstrip(b"\n").rpartition(b"\n")
    body += b"\n"
    if not body.startswith(b"{"):
        raise _strange(folder)
    if last.decode("ascii", "replace") != hashlib.sha256(body).hexdigest():
        raise BackupUnusable(
            f"{folder} is damaged: its manifest is not as it was written. Take another backup"
        )
    return body


def _strange(folder: Path) -> BackupUnusable:
    return BackupUnusable(f"{folder} is no backup of Deskbell: its {MANIFEST} is another program's")


def _named(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path.is_dir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
