# SPDX-License-Identifier: Apache-2.0
"""Fetches mails of a mailbox page by page, so that memory stays bounded. Blocks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from sync_server.channels.email.imap import ImapLine, Listed
from sync_server.channels.email.raw_store import READ_AT_MOST, Arrived, RawStore
from sync_server.channels.email.reading import MAX_HEAD, own_headers
from sync_server.channels.email.troubles import Busy, Trouble
from sync_server.contract.ids import Instant, MailboxId

PAGE_MAILS: Final = 50
PAGE_BYTES: Final = 16 * 1024 * 1024
"""Mails, and bytes of them, that are in memory at once; a single larger mail is a page."""

TRIES: Final = 5
"""How often a mail is asked for that the server does not give, or at which it hangs up."""

INSTEAD: Final = (
    "This mail cannot be shown: the mail server does not give it. It is still there, in the folder "
    "of this mailbox, as number {uid}."
)
_NOBODY: Final = b"Subject: A mail that the mail server does not give\n\n"


def pages(listed: Sequence[Listed]) -> Iterator[list[Listed]]:
    """Mails in their order, as many at once as may be."""
    page: list[Listed] = []
    size = 0
    for each in listed:
        if page and (len(page) >= PAGE_MAILS or size + each.size > PAGE_BYTES):
            yield page
            page, size = [], 0
        page.append(each)
        size += each.size
    if page:
        yield page


class Fetcher:
    """Fetches for one mailbox. `store` takes the mails that are too large for memory."""

    def __init__(self, mailbox: MailboxId, store: RawStore) -> None:
        self._mailbox = mailbox
        self._store = store
        self._tries: Counter[tuple[int, int]] = Counter()
        """How often mails were asked for in vain, by UID validity and UID."""

    def fetch(self, line: ImapLine, page: Sequence[Listed], now: Instant) -> list[Arrived]:
        """The mails of a page that are still there; of one that is too large to be read, the
        beginning. What the server claims to have got later than `now` came now.

        A damaged mail must not stop those behind it: after some tries its headers stand for it, or
        a few words. Raises `Trouble` until then.
        """
        data = self._data(line, [each.uid for each in page if each.size <= READ_AT_MOST])
        found = []
        for each in page:
            at = min(each.at, now) or now
            if each.uid in data:
                found.append(Arrived(mailbox=self._mailbox, raw=data[each.uid], at=at))
            elif each.size > READ_AT_MOST:
                found.append(self._large(line, each, at))
        return found

    def _data(self, line: ImapLine, uids: Sequence[int]) -> dict[int, bytes]:
        """The bytes of mails, asked for at once as long as that works."""
        if not uids:
            return {}
        keys = {(line.uid_validity, uid): uid for uid in uids}
        if self._tries.keys().isdisjoint(keys):
            with self._counted(*keys):
                return line.fetch(uids)
        found: dict[int, bytes] = {}
        for key, uid in keys.items():
            in_vain = self._tries[key] >= TRIES
            with self._counted(key):
                found |= self._instead(line, key) if in_vain else line.fetch([uid])
            del self._tries[key]
        return found

    @contextmanager
    def _counted(self, *keys: tuple[int, int]) -> Iterator[None]:
        """Count what fails; of several mails each may be the one."""
        try:
            yield
        except Busy:
            raise
        except Trouble:
            self._tries.update(keys)
            raise

    def _instead(self, line: ImapLine, key: tuple[int, int]) -> dict[int, bytes]:
        """What stands for a mail that is not to be had."""
        _, uid = key
        # The headers may be what the server hangs up at.
        head = line.head(uid) if self._tries[key] < 2 * TRIES else b""
        return {uid: (own_headers(head) if head else _NOBODY) + INSTEAD.format(uid=uid).encode()}

    def _large(self, line: ImapLine, listed: Listed, at: Instant) -> Arrived:
        head = bytearray()

        def pieces() -> Iterator[bytes]:
            for piece in line.pieces(listed.uid):
                if len(head) <= MAX_HEAD:
                    head.extend(piece[: MAX_HEAD + 1])
                yield piece

        name = f"{line.uid_validity}.{listed.uid}"
        kept = self._store.keep_large(self._mailbox, pieces(), name=name)
        return Arrived(mailbox=self._mailbox, raw=bytes(head), at=at, size=listed.size, kept=kept)
