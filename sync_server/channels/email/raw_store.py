# SPDX-License-Identifier: Apache-2.0
"""Keeps mail as it came, before anybody reads it: the bytes in the folder of files, and a row."""

import hashlib
import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from sync_server.channels.derived_ids import derived_id
from sync_server.contract.ids import Instant, MailboxId
from sync_server.store.blobs import BlobFolder
from sync_server.store.incoming import RawMail

READ_AT_MOST = 40 * 1024 * 1024
"""Bytes of a mail that are read at all; a larger one is kept and never opened."""


class Arrived(Struct, frozen=True, kw_only=True):
    """A mail that came to a mailbox at `at`. Of one that is too large to be read, `raw` has only
    the beginning; all of it lies in the folder under `kept`.
    """

    mailbox: MailboxId
    raw: bytes
    at: Instant
    size: int = 0
    kept: str = ""

    @property
    def id(self) -> str:
        """The id of the mail as it came: the same for the same bytes in the same mailbox.

        Where they say neither their id nor their date, another mail may have the same ones: then
        it counts as well when it came.
        """
        if self.kept:
            return self.kept
        digest = hashlib.sha256(self.raw).hexdigest()
        return raw_id(self.mailbox, digest if _has_identity(self.raw) else f"{digest} {self.at}")


_END_OF_HEADERS: Final = re.compile(rb"\r?\n\r?\n")
_IDENTITY: Final = re.compile(rb"^(?:message-id|date)[ \t]*:[ \t]*\S", re.IGNORECASE | re.MULTILINE)


def _has_identity(raw: bytes) -> bool:
    """Whether a mail's own headers tell it apart from others."""
    end = _END_OF_HEADERS.search(raw)
    return _IDENTITY.search(raw, 0, len(raw) if end is None else end.start()) is not None


def raw_id(mailbox: MailboxId, sha256: str) -> str:
    """The id under which bytes that came to a mailbox are kept."""
    return derived_id("raw mail", mailbox, sha256)


class RawStore:
    """The folder. Every method blocks, and may raise `OSError`."""

    def __init__(self, folder: BlobFolder) -> None:
        self._folder = folder

    def keep(self, mail: Arrived, id_: str) -> RawMail:
        """Keep the bytes of a mail under its id; its row, still to be written. `sync` it then."""
        if not mail.kept and not self._folder.is_whole(id_):
            self._folder.put(id_, mail.raw)
        return RawMail(id=id_, mailbox=mail.mailbox, size=mail.size or len(mail.raw), at=mail.at)

    def sync(self) -> None:
        """Make durable under which names mails were kept."""
        self._folder.sync()

    def keep_large(self, mailbox: MailboxId, pieces: Iterable[bytes], *, name: str) -> str:
        """Keep a mail that comes in pieces, under a `name` of its own until it is all there; its
        id. Memory: a piece.
        """
        partial = derived_id("large mail", mailbox, name)
        digest, offset = hashlib.sha256(), 0
        for piece in pieces:
            digest.update(piece)
            self._folder.append(partial, offset, piece)
            offset += len(piece)
        self._folder.finish(partial, digest.hexdigest())
        return partial

    def read(self, id_: str) -> bytes:
        """A mail as it came, as far as it may be read. Raises `SealError`, `FileNotFoundError`."""
        read = bytearray()
        for piece in self._folder.read(id_):
            read += piece
            if len(read) > READ_AT_MOST:
                break
        return bytes(read)
