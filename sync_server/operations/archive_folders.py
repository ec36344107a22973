# SPDX-License-Identifier: Apache-2.0
"""Reading folders of single mails: a maildir, or files that end in .eml."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sync_server.channels.email.mail import Reason
from sync_server.channels.email.text import clean_line
from sync_server.operations.archive_items import ArchivedMail, Position, SetAside

_MAX_DEPTH = 40
_MAILDIR_PARTS = ("cur", "new")


@dataclass(frozen=True, slots=True)
class Folder:
    """The mails found below `root`, in a fixed order, with their sizes in bytes."""

    root: Path
    files: tuple[tuple[Path, int], ...]

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(size for _, size in self.files)


def list_maildir_files(root: Path) -> Folder:
    """The mails of a maildir and of the maildirs below it; `tmp` holds what is unfinished."""
    files = [
        (path, size)
        for path, size in _walk(root, depth=0)
        if path.parent.name in _MAILDIR_PARTS and not path.name.startswith(".")
    ]
    return Folder(root, tuple(files))


def list_eml_files(root: Path) -> Folder:
    """Every `.eml` file below a folder, or the one file."""
    if root.is_file():
        return Folder(root.parent, ((root, root.stat().st_size),))
    files = [(path, size) for path, size in _walk(root, depth=0) if path.suffix.lower() == ".eml"]
    return Folder(root, tuple(files))


def _walk(folder: Path, *, depth: int) -> Iterator[tuple[Path, int]]:
    """Everything below a folder that is no folder, by name. Links to folders are not followed."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if depth < _MAX_DEPTH:
                yield from _walk(Path(entry.path), depth=depth + 1)
        else:
            yield Path(entry.path), _size(entry)


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_size
    except OSError:
        return 0


def read_files(
    folder: Folder, position: Position, *, max_mail: int
) -> Iterator[ArchivedMail | SetAside]:
    """Each file as a mail. What is no regular file, too large or unreadable is set aside."""
    for path, size in folder.files:
        label = clean_line(str(path.relative_to(folder.root)), 300)
        try:
            raw = _read_regular(path, max_mail)
        except OSError as error:
            yield SetAside(label, "unreadable", f"The file cannot be read: {error.strerror}")
        else:
            if raw is None:
                yield SetAside(label, "unreadable", "This is a link or a device, not a file")
            elif len(raw) > max_mail:
                yield SetAside(label, Reason.TOO_LARGE, f"{size} bytes, at most {max_mail}")
            else:
                yield ArchivedMail(label, raw)
        position.read += size


_NOT_FOLLOWING = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def _read_regular(path: Path, max_mail: int) -> bytes | None:
    """At most `max_mail` + 1 bytes of a file; None for a link, pipe or device.

    A link in a folder that somebody else made could name any file of this machine, and opening a
    pipe would wait for ever.
    """
    if path.is_symlink():
        return None
    descriptor = os.open(path, os.O_RDONLY | _NOT_FOLLOWING | _BINARY)
    with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return file.read(max_mail + 1)
