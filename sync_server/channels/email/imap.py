# SPDX-License-Identifier: Apache-2.0
"""One connection to a mail store (IMAP4rev1, RFC 3501; IDLE, RFC 2177). It only ever reads.

The folder is opened with EXAMINE and mail fetched with BODY.PEEK, so nothing is marked as read.
Everything here blocks and belongs to one thread, but `interrupt`.
"""

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import imap_tools
from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from msgspec import Struct

from sync_server.channels.email.troubles import (
    NO_CHECK,
    NO_FOLDER,
    PLAIN_ELSEWHERE,
    REFUSED,
    UNENCRYPTABLE,
    Busy,
    NotDone,
    Trouble,
    trouble_of,
)
from sync_server.config import is_loopback
from sync_server.contract.commands import Security
from sync_server.contract.ids import Instant

PATIENCE_S: Final = 30.0
"""How long a server may be silent while it owes an answer."""

CONNECT_S: Final = 10.0
"""How long it may take to connect; whoever connects cannot be interrupted."""

RENEW_S: Final = 540.0
"""IDLE is renewed this often: many networks forget a silent connection after ten minutes."""

PIECE: Final = 4 * 1024 * 1024
"""Bytes of a large mail that are fetched at once."""

Trust = Callable[[], ssl.SSLContext]
"""Makes the context by which servers are known; the machine's own authorities as a rule."""

_CANNOT_TELL: Final = re.compile(r"\[(UNAVAILABLE|INUSE|LIMIT)\]", re.IGNORECASE)
"""Why a server refuses whom it has not looked at (RFC 5530, section 3)."""

_UID: Final = re.compile(rb"UID (\d+)")
_SIZE: Final = re.compile(rb"RFC822\.SIZE (\d+)")
_DATE: Final = re.compile(rb'INTERNALDATE "([^"]+)"')
_EPOCH: Final = datetime.fromtimestamp(0, UTC)


class MailStore(Struct, frozen=True, kw_only=True):
    """How to reach a mailbox's mail. Its repr never shows the password."""

    host: str
    port: int
    security: Security
    user: str
    password: str
    folder: str = "INBOX"

    def __repr__(self) -> str:
        return f"MailStore({self.user} at {self.host}:{self.port}, {self.security})"


class Listed(Struct, frozen=True, kw_only=True):
    """A mail that is there: its UID, its size in bytes, and when the server got it."""

    uid: int
    size: int
    at: Instant


class ImapLine:
    """A connection to one folder. Every method but `interrupt` and `close` raises `Trouble`."""

    def __init__(
        self,
        store: MailStore,
        *,
        trust: Trust = ssl.create_default_context,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._store = store
        self._trust = trust
        self._patience_s = patience_s
        self._is_cut = False
        self._box: Any = None
        self._client: Any = None
        self.uid_validity = 0
        self.next_uid = 1
        self.can_idle = False
        """Whether the server tells of new mail by itself."""

    def open(self) -> None:
        """Connect, encrypt, sign in, and look into the folder."""
        store = self._store
        if store.security == "plain" and not is_loopback(store.host):
            raise Trouble(PLAIN_ELSEWHERE, cause="plain")
        try:
            self._box = _connect(store, self._trust, min(CONNECT_S, self._patience_s))
            self._client = self._box.client
            self._client.sock.settimeout(self._patience_s)
            self._check_line()
            self._sign_in()
            # Many servers say what they can do only to those whom they know.
            self.can_idle = b"IDLE" in b" ".join(self._asked(self._client.capability)).upper()
            self._examine()
        except Exception as error:
            self.close()
            raise trouble_of(store.host, store.port, error) from error

    def _check_line(self) -> None:
        """Notice that the line was to be cut while it was being made."""
        if self._is_cut:
            raise ConnectionError

    def _sign_in(self) -> None:
        user, password = self._store.user, self._store.password
        try:
            if user.isascii() and password.isascii():
                self._box.login(user, password, initial_folder=None)
            else:
                self._box.login_utf8(user, password, initial_folder=None)
        except (imap_tools.MailboxLoginError, imaplib.IMAP4.error) as error:
            if isinstance(error, imaplib.IMAP4.abort):
                raise
            if _CANNOT_TELL.search(str(error)):
                raise Trouble(NO_CHECK.format(host=self._store.host)) from None
            raise Trouble(REFUSED, cause="password") from None

    def _examine(self) -> None:
        """Open the folder for reading, and see which UIDs are given now."""
        try:
            self._box.folder.set(self._store.folder, readonly=True)
        except imap_tools.MailboxFolderSelectError:
            raise Trouble(NO_FOLDER.format(folder=self._store.folder), cause="folder") from None
        self.uid_validity = self._told("UIDVALIDITY")
        self.next_uid = self._told("UIDNEXT")

    # -- what is there -------------------------------------------------------------------------

    def after(self, uid: int) -> list[int]:
        """The UIDs of mail that came after one, in order."""
        found = self._search(f"UID {uid + 1}:*")
        # "n:*" always names the newest mail, also when it is older than n (RFC 3501, 6.4.8).
        return [each for each in found if each > uid]

    def unread(self) -> list[int]:
        """The UIDs of mail that nobody has read, in order."""
        return self._search("UNSEEN")

    def since(self, day: datetime) -> list[int]:
        """The UIDs of mail that the server got on a day or later, in order."""
        return self._search(f"SINCE {_day(day)}")

    def has(self, message_id: str) -> bool:
        """Whether a mail with this Message-ID of ours is there by now."""
        self.look()
        return bool(self._search(f'HEADER Message-ID "{message_id}"'))

    def listed(self, uids: Sequence[int]) -> list[Listed]:
        """Size and instant of mails, in order; those that are gone are left out.

        One of which the server cannot say either has neither, and stops no other.
        """
        if not uids:
            return []
        try:
            parts = self._fetch(uids, "(UID RFC822.SIZE INTERNALDATE)")
        except NotDone:
            if len(uids) == 1:
                return [Listed(uid=uids[0], size=0, at=0)]
            half = len(uids) // 2
            return self.listed(uids[:half]) + self.listed(uids[half:])
        lines = [part if isinstance(part, bytes) else part[0] for part in parts if part]
        found = [each for line in lines if (each := _listed(line)) is not None]
        return sorted(found, key=lambda each: each.uid)

    def fetch(self, uids: Sequence[int]) -> dict[int, bytes]:
        """The bytes of mails by UID; those that are gone are left out. Memory: all of them."""
        parts = self._fetch(uids, "(UID BODY.PEEK[])")
        found: dict[int, bytes] = {}
        for number, part in enumerate(parts):
            if not isinstance(part, tuple):
                continue
            # Some servers say the UID after the bytes.
            rest = parts[number + 1] if number + 1 < len(parts) else b""
            uid = _UID.search(part[0]) or _UID.search(rest if isinstance(rest, bytes) else b"")
            if uid is not None:
                found[int(uid[1])] = bytes(part[1])
        return found

    def head(self, uid: int) -> bytes:
        """The headers of a mail."""
        parts = self._fetch([uid], "(UID BODY.PEEK[HEADER])")
        return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), b"")

    def pieces(self, uid: int) -> Iterator[bytes]:
        """The bytes of a large mail, piece by piece."""
        offset = 0
        while True:
            parts = self._fetch([uid], f"(BODY.PEEK[]<{offset}.{PIECE}>)")
            piece = next((bytes(part[1]) for part in parts if isinstance(part, tuple)), b"")
            if piece:
                yield piece
            if len(piece) < PIECE:
                return
            offset += len(piece)

    # -- waiting -------------------------------------------------------------------------------

    def wait(self, seconds: float) -> bool:
        """Wait until the server says something, at most so long; whether it did.

        What it said of new mail beside its last answers counts: it will not say that again.
        """
        if self._client.untagged_responses.pop("EXISTS", None):
            return True
        return bool(self._asked(lambda: self._idle(seconds)))

    def _idle(self, seconds: float) -> list[bytes]:
        idle = self._box.idle
        idle.start()
        told: list[bytes] = self._buffered() or idle.poll(timeout=seconds)
        idle.stop()
        return told

    def _buffered(self) -> list[bytes]:
        """A line that came together with the one before it: the socket tells nothing of it."""
        sock = self._client.sock
        patience = sock.gettimeout()
        sock.settimeout(0)
        try:
            return [self._client._get_line()]  # noqa: SLF001 - as the library's own poll does
        except (OSError, imaplib.IMAP4.abort):
            return []
        finally:
            sock.settimeout(patience)

    def look(self) -> None:
        """Ask whether the server is still there."""
        self._asked(self._client.noop)

    # -- ending --------------------------------------------------------------------------------

    def interrupt(self) -> None:
        """Cut the line, from any thread; whoever waits on it gets an error. `close` it then."""
        self._is_cut = True
        # Shut down in both directions: closing alone does not wake a thread that reads.
        with suppress(OSError, AttributeError):
            self._client.sock.shutdown(2)

    def close(self) -> None:
        """Give the connection back; nothing is said any more."""
        self.interrupt()
        with suppress(OSError, AttributeError):
            self._client.shutdown()

    # -- asking --------------------------------------------------------------------------------

    def _search(self, criteria: str) -> list[int]:
        answer = self._asked(lambda: self._client.uid("SEARCH", criteria))
        words = b" ".join(part for part in answer if isinstance(part, bytes)).split()
        return sorted(int(word) for word in words if word.isdigit())

    def _fetch(self, uids: Sequence[int], what: str) -> list[Any]:
        named = ",".join(map(str, uids))
        # What the server said before it refused would be taken for a part of this answer.
        self._client.untagged_responses.pop("FETCH", None)
        return [
            part for part in self._asked(lambda: self._client.uid("FETCH", named, what)) if part
        ]

    def _asked(self, question: Callable[[], Any]) -> list[Any]:
        """The server's answer. Raises `Trouble`."""
        try:
            answer = question()
        except Exception as error:
            raise trouble_of(self._store.host, self._store.port, error) from error
        if isinstance(answer, list):
            return answer
        status, parts = answer
        if status != "OK":
            said = _said(parts)
            kind = Busy if _CANNOT_TELL.search(said) else NotDone
            raise kind(f"{self._store.host} did not do what it was asked: {said}")
        return list(parts)

    def _told(self, what: str) -> int:
        _, parts = self._client.response(what)
        number = parts[-1] if parts else None
        return int(number) if isinstance(number, bytes) and number.isdigit() else 0


class _StartTls(MailBoxStartTls):
    """Gives the socket back when nothing comes of the encryption, which the library's does not."""

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        client = imaplib.IMAP4(self._host, self._port, self._timeout)
        try:
            client.starttls(self._ssl_context)
        except BaseException:
            with suppress(OSError):
                client.shutdown()
            raise
        return client


def _connect(store: MailStore, trust: Trust, patience_s: float) -> BaseMailBox:
    host, port = store.host, store.port
    if store.security == "plain":
        return MailBoxUnencrypted(host, port, timeout=patience_s)
    if store.security == "tls":
        return MailBox(host, port, timeout=patience_s, ssl_context=trust())
    try:
        return _StartTls(host, port, timeout=patience_s, ssl_context=trust())
    except imaplib.IMAP4.error as error:
        if isinstance(error, imaplib.IMAP4.abort):
            raise
        raise Trouble(UNENCRYPTABLE, cause="no_tls") from None


def _listed(line: bytes) -> Listed | None:
    uid, size, date = _UID.search(line), _SIZE.search(line), _DATE.search(line)
    if uid is None:
        return None
    return Listed(
        uid=int(uid[1]),
        size=int(size[1]) if size else 0,
        at=_instant(date[1].decode("ascii", "replace")) if date else 0,
    )


def _instant(text: str) -> Instant:
    """The instant of an INTERNALDATE such as `17-Jul-1996 02:44:25 -0700`; 0 for none."""
    try:
        at = datetime.strptime(text.strip(), "%d-%b-%Y %H:%M:%S %z")
    except ValueError:
        return 0
    return max(0, (at - _EPOCH) // timedelta(microseconds=1))


_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def _day(day: datetime) -> str:
    return f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}"


def _said(parts: Any) -> str:
    text = b" ".join(part for part in parts or () if isinstance(part, bytes))
    return text.decode("utf-8", "replace")[:100]
