# SPDX-License-Identifier: Apache-2.0
"""Opening an archive of old correspondence, whatever its kind, as one stream of items.

Nothing here touches the desk: an archive gives raw mails, rows, and items that it had to set aside
with the reason. Archives are as hostile as mail; they may be larger than memory.
"""

import stat
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from sync_server.channels.email.mail import MIB
from sync_server.channels.email.text import clean_line
from sync_server.operations.archive_csv import find_columns, read_csv
from sync_server.operations.archive_folders import (
    Folder,
    list_eml_files,
    list_maildir_files,
    read_files,
)
from sync_server.operations.archive_items import (
    ArchivedMail,
    ArchivedRow,
    ArchiveUnreadable,
    Position,
    SetAside,
)
from sync_server.operations.archive_mbox import read_mbox

Item = ArchivedMail | ArchivedRow | SetAside
MAX_MAIL = 40 * MIB
_HEAD = 64 * 1024
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")


class Kind(StrEnum):
    """The kinds of archive that can be read."""

    MBOX = "mbox"
    MAILDIR = "maildir"
    EML = "eml"
    CSV = "csv"


_FOLDERS = frozenset({Kind.MAILDIR})


class Archive:
    """An archive that was recognised: iterate over it once or more, from the start each time.

    `total` is its size in bytes, and `position` how many of them have been read, for a progress
    bar.
    """

    def __init__(self, path: Path, kind: Kind, *, max_mail: int = MAX_MAIL) -> None:
        self.path = path
        self.kind = kind
        self._max_mail = max_mail
        self._position = Position()
        self._folder: Folder | None = None
        if kind is Kind.MAILDIR:
            self._folder = list_maildir_files(path)
        elif kind is Kind.EML:
            self._folder = list_eml_files(path)
        self.total = path.stat().st_size if self._folder is None else self._folder.size

    @property
    def position(self) -> int:
        """Bytes read so far."""
        return self._position.read

    def __iter__(self) -> Iterator[Item]:
        self._position.read = 0
        if self._folder is not None:
            return read_files(self._folder, self._position, max_mail=self._max_mail)
        if self.kind is Kind.CSV:
            return read_csv(self.path, self._position)
        return read_mbox(self.path, self._position, max_mail=self._max_mail)


def open_archive(path: Path, kind: Kind | None = None, *, max_mail: int = MAX_MAIL) -> Archive:
    """Recognise an archive, or take it for `kind`; raises ArchiveUnreadable with what to do."""
    shown = clean_line(str(path), 500)
    try:
        mode = path.stat().st_mode
        if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
            raise ArchiveUnreadable(f"{shown} is neither a file nor a folder.")
        is_folder = stat.S_ISDIR(mode)
        if kind is None:
            kind = _kind_of_folder(path, shown) if is_folder else _kind_of_file(path, shown)
        elif is_folder != (kind in _FOLDERS) and kind is not Kind.EML:
            wanted = "file" if is_folder else "folder"
            raise ArchiveUnreadable(f"{shown} is no {wanted}, so it cannot be read as {kind}.")
        return Archive(path, kind, max_mail=max_mail)
    except FileNotFoundError:
        raise ArchiveUnreadable(f"There is no file or folder {shown}.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not valid"
        raise ArchiveUnreadable(f"{shown} cannot be read: {reason}.") from None


def read_archive(path: Path, kind: Kind | None = None) -> Iterator[Item]:
    """Every item of the archive at `path`. Use `open_archive` to show progress."""
    return iter(open_archive(path, kind))


def _kind_of_folder(path: Path, shown: str) -> Kind:
    if list_maildir_files(path).files:
        return Kind.MAILDIR
    if list_eml_files(path).files:
        return Kind.EML
    raise ArchiveUnreadable(
        f"{shown} is a folder without mail. Expected a maildir (folders cur and new) or files"
        " ending in .eml."
    )


def _kind_of_file(path: Path, shown: str) -> Kind:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip():
        raise ArchiveUnreadable(f"{shown} is empty.")
    if head.startswith(_PACKED):
        raise ArchiveUnreadable(f"{shown} is packed. Unpack it and import what is inside.")
    if head.lstrip(b"\r\n").startswith(b"From "):
        return Kind.MBOX
    if path.suffix.lower() == ".eml":
        return Kind.EML
    if find_columns(head) is not None:
        return Kind.CSV
    raise ArchiveUnreadable(
        f"{shown} is not recognised. Expected an mbox (its first line begins with 'From '), a"
        " .eml file, or CSV whose first line names columns such as subject and requester_email."
    )
