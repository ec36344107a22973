# SPDX-License-Identifier: Apache-2.0
"""A mail that the server does not give is asked for some times, and then stands for itself."""

from contextlib import suppress

import pytest

from sync_server.channels.email.fetching import TRIES, Fetcher
from sync_server.channels.email.imap import Listed
from sync_server.channels.email.mail import MailAddress
from sync_server.channels.email.parse import parse_mail
from sync_server.channels.email.raw_store import RawStore
from sync_server.channels.email.troubles import Busy, NotDone, Trouble
from sync_server.contract.ids import MailboxId
from sync_server.store.blobs import BlobFolder

HEAD = (
    b"From: Max <max@cust.example>\r\nSubject: Printer\r\nContent-Transfer-Encoding: base64\r\n\r\n"
)


class Line:
    """A store with the mails 1 to 3, of which it does not give the second."""

    uid_validity = 7

    def __init__(self, refusal: Trouble, head: bytes = HEAD) -> None:
        self.refusal = refusal
        self._head = head

    def fetch(self, uids):
        if 2 in uids:
            raise self.refusal
        return {uid: b"Subject: %d\r\n\r\nHello\r\n" % uid for uid in uids}

    def head(self, _uid):
        if not self._head:
            raise self.refusal
        return self._head


@pytest.fixture
def fetched(tmp_path):
    """What a page becomes, and in how many attempts."""

    def fetch(line, attempts):
        fetcher = Fetcher(MailboxId("box"), RawStore(BlobFolder(tmp_path, random_bytes=bytes)))
        page = [Listed(uid=uid, size=10, at=uid) for uid in (1, 2, 3)]
        for _ in range(attempts):
            with suppress(Trouble):
                return fetcher.fetch(line, page, 9)
        return None

    return fetch


def test_after_some_tries_its_headers_stand_for_it(fetched):
    line = Line(NotDone("NO"))
    assert fetched(line, TRIES) is None
    first, instead, last = fetched(line, TRIES + 1)
    assert (first.at, instead.at, last.at) == (1, 2, 3)
    mail = parse_mail(instead.raw)
    assert (mail.subject, mail.sender) == ("Printer", MailAddress("Max", "max@cust.example"))
    assert mail.text.startswith("This mail cannot be shown: the mail server does not give it.")


def test_without_headers_some_words_stand_for_it(fetched):
    _, instead, _ = fetched(Line(Trouble("ended the connection"), head=b""), 3 * TRIES)
    assert parse_mail(instead.raw).subject == "A mail that the mail server does not give"


def test_a_server_that_gives_nothing_for_now_is_asked_until_it_does(fetched):
    assert fetched(Line(Busy("NO [UNAVAILABLE]")), 10 * TRIES) is None
