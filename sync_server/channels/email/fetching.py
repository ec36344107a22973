# SPDX-License-Identifier: Apache-2.0
"""Fetches mails of a mailbox page by page, so that memory stays bounded. Blocks."""

from collections.abc import Iterator, Sequence
from typing import Final

from sync_server.channels.email.imap import ImapLine, Listed
from sync_server.channels.email.raw_store import READ_AT_MOST, Arrived, RawStore
from sync_server.channels.email.reading import MAX_HEAD
from sync_server.contract.ids import Instant, MailboxId

PAGE_MAILS: Final = 50
PAGE_BYTES: Final = 16 * 1024 * 1024
"""Mails, and bytes of them, that are in memory at once; a single larger mail is a page."""


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

    def fetch(self, line: ImapLine, page: Sequence[Listed], now: Instant) -> list[Arrived]:
        """The mails of a page that are still there; of one that is too large to be read, the
        beginning. What the server claims to have got later than `now` came now.
        """
        small = [each.uid for each in page if each.size <= READ_AT_MOST]
        data = line.fetch(small) if small else {}
        found = []
        for each in page:
            at = min(each.at, now) or now
            if each.uid in data:
                found.append(Arrived(mailbox=self._mailbox, raw=data[each.uid], at=at))
            elif each.size > READ_AT_MOST:
                found.append(self._large(line, each, at))
        return found

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
