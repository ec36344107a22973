# SPDX-License-Identifier: Apache-2.0
"""Unpacks a backup into a folder, checks every byte of it, and proves what came out of it.

A backup is checked in the same way when it is made and when it is restored. Nothing is touched but
the folder that is unpacked into.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final

from sync_server.operations.backup_format import (
    DATABASE,
    FILES,
    BackupUnusable,
    Entry,
    Header,
    Manifest,
    pieces_of,
)
from sync_server.security.sealing import MasterKey, SealError
from sync_server.store.snapshot import Rest, UnlikeBackup, kept_files, prove

AT_ONCE: Final = 2
"""Files looked at at once: while one is read, another is counted."""

Seen = Callable[[int], None]
"""Hears how many bytes more were looked at, from any thread."""


def unpack(
    backup: Path,
    manifest: Manifest,
    *,
    into: Path,
    key: MasterKey | None,
    links: bool,
    seen: Seen = lambda _: None,
    rest: Rest | None = None,
) -> tuple[Entry, ...]:
    """Bring every file of a backup to `into`, which must not exist; those that are not as written.

    With `rest` one processor is left to others, and the disk between two files. With `links` a file
    that is not sealed is not copied: `into` is only looked at. Raises `BackupUnusable` when the
    backup is sealed and `key` does not open it, and `OSError`.
    """
    sealed = manifest.header.sealed_by
    if sealed and key is None:
        raise BackupUnusable(
            f"{backup} is sealed under the key {sealed}. Name that key's file with --key"
        )
    if sealed and key is not None and key.id.hex() != sealed:
        raise BackupUnusable(
            f"{backup} is sealed under the key {sealed}, and this is the key {key.id.hex()}"
        )
    into.mkdir(mode=0o700)
    (into / FILES).mkdir(mode=0o700)
    bring = _copy if sealed or not links else _link

    def bring_one(entry: Entry) -> bool:
        source, target = backup / entry.name, into / entry.name
        whole = bring(source, target, entry, key=key if sealed else None)
        seen(entry.size)
        return whole

    if rest is None:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = tuple(pool.map(bring_one, manifest.entries))
    else:  # in this thread: to hand over to another would take a desk's processor for a moment
        found = tuple(_with_rests(map(bring_one, manifest.entries), rest))
    return tuple(entry for entry, whole in zip(manifest.entries, found, strict=True) if not whole)


def _with_rests(done: Iterable[bool], rest: Rest) -> Iterator[bool]:
    for each in done:
        yield each
        rest()


def prove_unpacked(folder: Path, header: Header) -> None:
    """Count the state of an unpacked backup again, and look for the files that its rows name.

    Raises `BackupUnusable`.
    """
    path = folder / DATABASE
    try:
        prove(path, header.snapshot)
        named = {file.id for file in kept_files(path)}
    except UnlikeBackup as error:
        raise BackupUnusable(f"The backup is damaged: {error}. Take another one") from None
    there = {each.name for each in (folder / FILES).iterdir()}
    lost = named - there - set(header.missing)
    if lost:
        raise BackupUnusable(
            f"The backup is damaged: the file {min(lost)} and {len(lost) - 1} others are missing"
        )


def _link(source: Path, target: Path, entry: Entry, *, key: MasterKey | None) -> bool:
    """Give a file a second name, and read it."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        return False
    except OSError:  # a file system without links
        return _copy(source, target, entry, key=key)
    digest = hashlib.sha256()
    size = 0
    for piece in pieces_of(target):
        digest.update(piece)
        size += len(piece)
    return (size, digest.hexdigest()) == (entry.size, entry.sha256)


def _copy(source: Path, target: Path, entry: Entry, *, key: MasterKey | None) -> bool:
    """Copy a file, opened if it is sealed; whether it was what the manifest says."""
    digest = hashlib.sha256()
    size = 0

    def read() -> Iterator[bytes]:
        nonlocal size
        for piece in pieces_of(source):
            digest.update(piece)
            size += len(piece)
            yield piece

    plain: Iterable[bytes] = read() if key is None else key.open(read(), name=entry.name)
    with suppress(FileNotFoundError, SealError):
        with target.open("xb") as file:
            for piece in plain:
                file.write(piece)
        return (size, digest.hexdigest()) == (entry.size, entry.sha256)
    return False
