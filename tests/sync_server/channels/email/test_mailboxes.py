# SPDX-License-Identifier: Apache-2.0
"""A served desk reads a real mailbox: what comes there is a ticket in a moment."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import trustme

from sync_server.channels.email import mailbox_reader
from sync_server.config import Configuration
from sync_server.contract.entities import Held, Mailbox, Message, Ticket
from sync_server.contract.ids import MailboxId
from sync_server.desk.secrets import Secrets
from sync_server.operations.requests import ReadStatus
from sync_server.operations.status import Status
from sync_server.operations.wording import describe
from sync_server.security.sealing import read_master_key
from sync_server.server import Server
from sync_server.store.rows import AllRows
from tests.support.arriving_mail import written
from tests.support.dovecot import PASSWORD, Dovecot, dovecot_server
from tests.support.plain import c
from tests.support.served_desk import found, serving
from tests.support.standard_desk import OPERATOR_ACTOR

HELP = "help@desk.example"
PATIENCE_S = 20


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Dovecot]:
    with dovecot_server(HELP, "sales@desk.example") as dovecot:
        monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.authority_file))
        yield dovecot


class Watched:
    """A served desk and its rows, with a way to wait for them."""

    def __init__(self, server: Server, store: Dovecot) -> None:
        self.server = server
        self.store = store

    def rows(self, kind: Any) -> list[Any]:
        rows = AllRows(self.server.desk.database)[kind.kind]
        with self.server.desk.database.read() as reader:
            return list(rows.every(reader))

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true; it is asked after every commit."""
        changed = asyncio.Event()
        undo = self.server.desk.on_commit(lambda _commit: changed.set())
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not true():
                    await changed.wait()
                    changed.clear()
        finally:
            undo()

    async def connect(self, id: str = "box", address: str = HELP, **settings: Any) -> None:
        secret = await self.keep(PASSWORD)
        command = c.ConnectMailbox(
            mailbox=id,
            **{
                "address": address,
                "imap_host": "localhost",
                "imap_port": self.store.tls_port,
                "smtp_host": "localhost",
                "smtp_port": 9,
                "user": address,
                "secret": secret,
                "acknowledge": False,
                **settings,
            },
        )
        await self.do(command)
        await self.until(lambda: self.mailbox(id).state != "new")

    async def do(self, command: Any) -> None:
        answer = await self.server.desk.execute(command, OPERATOR_ACTOR)
        assert answer.ok, answer

    async def keep(self, password: str) -> str:
        """Seal a password; the id that a mailbox names."""
        key = read_master_key(self.server.configuration.master_key_file)
        return await Secrets(self.server.desk, key, self.server.environment).keep(password)

    def mailbox(self, id: str = "box") -> Mailbox:
        return self.server.desk.roster.mailboxes[MailboxId(id)]

    def count(self, kind: Any) -> int:
        return len(self.rows(kind))


@asynccontextmanager
async def watched(configuration: Configuration, store: Dovecot) -> AsyncIterator[Watched]:
    async with serving(configuration) as server:
        yield Watched(server, store)


@pytest.fixture
async def desk(store: Dovecot, tmp_path: Path) -> AsyncIterator[Watched]:
    configuration = await found(tmp_path / "desk")
    async with watched(configuration, store) as served:
        yield served


def mails(count: int) -> list[bytes]:
    return [
        written(
            f"Number {number} is out of toner.",
            sender=f"c{number}@cust.example",
            subject=f"Printer {number}",
            message_id=f"<{number}@cust.example>",
        ).as_bytes()
        for number in range(count)
    ]


async def test_mail_that_comes_is_a_ticket_and_stays_unread_at_the_store(desk):
    await desk.connect()
    desk.store.append(HELP, *mails(1))
    await desk.until(lambda: desk.count(Ticket) == 1)
    assert desk.mailbox().state == "connected"
    assert desk.rows(Ticket)[0].subject == "Printer 0"
    assert "Seen" not in desk.store.flags(HELP)[0]


async def test_a_mail_that_the_server_does_not_give_stops_no_other(
    desk, monkeypatch, expected_logs
):
    """It is there as what can be known of it."""
    expected_logs.expect(READER, "ended the connection")
    monkeypatch.setattr(mailbox_reader, "FIRST_WAIT_S", 0.01)
    first, damaged, last = mails(3)
    desk.store.append(HELP, first, damaged, last)
    (file,) = (
        path
        for path in desk.store.folder.glob("homes/**/*")
        if path.is_file() and b"Printer 1" in path.read_bytes()
    )
    file.chmod(0)
    await desk.connect(start="recent")
    await desk.until(lambda: desk.count(Message) + desk.count(Held) == 3)
    texts = sorted(each.text for each in desk.rows(Message))
    assert {"Number 0 is out of toner.", "Number 2 is out of toner."} <= {t.strip() for t in texts}
    assert desk.mailbox().state == "connected"


@pytest.mark.parametrize(
    ("security", "port"), [("starttls", "plain_port"), ("plain", "plain_port")]
)
async def test_a_mailbox_is_read_with_other_kinds_of_encryption(desk, store, security, port):
    await desk.connect(imap_security=security, imap_port=getattr(store, port))
    store.append(HELP, *mails(1))
    await desk.until(lambda: desk.count(Ticket) == 1)


async def test_two_mailboxes_are_read_side_by_side(desk, store):
    await desk.connect()
    await desk.connect("other", "sales@desk.example")
    one, other = mails(2)
    store.append("sales@desk.example", other)
    store.append(HELP, one)
    await desk.until(lambda: desk.count(Ticket) == 2)
    assert {each.mailbox for each in desk.rows(Ticket)} == {"box", "other"}


async def test_a_mail_under_two_uids_is_one_ticket(desk, store):
    await desk.connect()
    one, other = mails(2)
    store.append(HELP, one, one, other)
    await desk.until(lambda: desk.count(Ticket) == 2)
    assert desk.count(Message) == 2


# --- Old mail ------------------------------------------------------------------------------------


async def test_old_mail_is_left_where_it_is(desk, store):
    store.append(HELP, *mails(3))
    await desk.connect(start="none")
    store.append(HELP, written("New.", sender="new@cust.example", subject="New").as_bytes())
    await desk.until(lambda: desk.count(Ticket) == 1)
    assert desk.rows(Ticket)[0].subject == "New"


async def test_unread_mail_is_taken(desk, store):
    read, unread = mails(2)
    store.append(HELP, read, flags="(\\Seen)")
    store.append(HELP, unread)
    await desk.connect(start="unread")
    await desk.until(lambda: desk.count(Ticket) == 1)
    assert desk.rows(Ticket)[0].subject == "Printer 1"
    assert "Seen" not in store.flags(HELP)[1]


async def test_five_hundred_mails_wait_at_the_first_connect(store, tmp_path):
    """All of them come in, once, though the server is stopped in the middle of it. Meanwhile the
    status says how far that mailbox is, and nothing of one that is empty.
    """
    store.append(HELP, *mails(500))
    configuration = await found(tmp_path / "desk")
    async with watched(configuration, store) as desk:
        await desk.connect("empty", "sales@desk.example", start="recent")
        await desk.connect(start="recent")
        await desk.until(lambda: desk.count(Ticket) >= 60)
        status = await desk.server.administration.perform(ReadStatus())
        assert isinstance(status, Status)
        assert status.server is not None
        (fetching,) = status.server.fetching
        assert (fetching.mailbox, fetching.total) == (HELP, 500)
        assert 0 < fetching.done < 500
        assert f"{HELP}: {fetching.done} of 500 fetched" in describe(status).splitlines()
    async with watched(configuration, store) as desk:
        assert desk.count(Ticket) < 500
        await desk.until(lambda: desk.count(Ticket) == 500)
        store.append(HELP, written("New.", sender="new@cust.example", subject="New").as_bytes())
        await desk.until(lambda: desk.count(Ticket) == 501)
        subjects = [each.subject for each in desk.rows(Ticket)]
    assert sorted(subjects) == sorted([*(f"Printer {number}" for number in range(500)), "New"])


async def test_mail_that_came_while_the_server_was_down_is_taken(store, tmp_path):
    configuration = await found(tmp_path / "desk")
    async with watched(configuration, store) as desk:
        await desk.connect()
    store.append(HELP, *mails(2))
    async with watched(configuration, store) as desk:
        await desk.until(lambda: desk.count(Ticket) == 2)


async def test_new_uids_bring_nothing_twice(store, tmp_path):
    """The folder is made anew, so every mail has another UID, and UIDVALIDITY is another."""
    store.make_folder(HELP, "Support")
    store.append(HELP, mails(1)[0], folder="Support")
    configuration = await found(tmp_path / "desk")
    async with watched(configuration, store) as desk:
        await desk.connect(imap_folder="Support")
        store.append(HELP, *mails(3)[1:], folder="Support")
        await desk.until(lambda: desk.count(Ticket) == 2)
    store.delete_folder(HELP, "Support")
    store.make_folder(HELP, "Support")
    store.append(HELP, *mails(4)[1:], folder="Support")
    async with watched(configuration, store) as desk:
        await desk.until(lambda: desk.count(Ticket) == 3)
        subjects = sorted(each.subject for each in desk.rows(Ticket))
    assert subjects == ["Printer 1", "Printer 2", "Printer 3"]


def put_old(store: Dovecot, *raws: bytes) -> None:
    with store._as(HELP) as client:
        for raw in raws:
            client.append("Support", "", '"01-Jan-2020 00:00:00 +0000"', raw)


@pytest.mark.parametrize("recent", [[], [6]])
async def test_new_uids_bring_nothing_that_was_left_out(store, tmp_path, recent):
    """Old mail that was not wanted stays out, also where all UIDs are others."""
    store.make_folder(HELP, "Support")
    put_old(store, *mails(5))
    configuration = await found(tmp_path / "desk")
    known = [mails(7)[number] for number in recent]
    async with watched(configuration, store) as desk:
        await desk.connect(imap_folder="Support", start="none")
        store.append(HELP, *known, folder="Support")
        await desk.until(lambda: desk.count(Ticket) == len(known))
    store.delete_folder(HELP, "Support")
    store.make_folder(HELP, "Support")
    store.append(HELP, *known, folder="Support")
    put_old(store, *mails(5))
    async with watched(configuration, store) as desk:
        store.append(HELP, mails(8)[7], folder="Support")
        await desk.until(lambda: any(each.subject == "Printer 7" for each in desk.rows(Ticket)))
        subjects = sorted(each.subject for each in desk.rows(Ticket))
    assert subjects == [*(f"Printer {number}" for number in recent), "Printer 7"]


async def test_mail_that_comes_while_other_mail_is_fetched_is_noticed(desk, store):
    """The server says so beside an answer, and not again."""
    await desk.connect()
    await desk.until(lambda: desk.rows(Mailbox)[-1].state == "connected")
    came = mails(121)
    first = asyncio.Event()
    undo = desk.server.desk.on_commit(lambda _: first.set())
    store.append(HELP, *came[:120])
    await first.wait()
    undo()
    store.append(HELP, came[120])
    await desk.until(lambda: desk.count(Ticket) == len(came))


# --- Trouble -------------------------------------------------------------------------------------

READER = "sync_server.channels.email.mailbox_reader"


async def test_a_refused_password_is_told_and_mended(desk, store, expected_logs):
    """A mailbox that refuses login says what to do, and works once that was done."""
    expected_logs.expect(READER, "does not accept")
    store.add_user(HELP, "another")
    await desk.connect()
    assert desk.mailbox().state == "failing"
    assert "Check both" in desk.mailbox().problem
    secret = await desk.keep("another")
    await desk.do(c.ChangeMailbox(mailbox="box", secret=secret))
    await desk.until(lambda: desk.mailbox().state == "connected")
    store.append(HELP, *mails(1))
    await desk.until(lambda: desk.count(Ticket) == 1)


async def test_a_mail_server_that_vanishes_is_told_and_found_again(desk, store, expected_logs):
    expected_logs.expect(READER, "Mailbox help@desk.example")
    await desk.connect()
    store.stop()
    await desk.until(lambda: desk.mailbox().state == "failing")
    store.start()
    store.append(HELP, *mails(1))
    await desk.until(lambda: desk.count(Ticket) == 1)
    assert (desk.mailbox().state, desk.mailbox().problem) == ("connected", "")


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({"imap_folder": "Nowhere"}, "no folder Nowhere"),
        ({"imap_port": 9}, "Nothing listens"),
        ({"imap_security": "starttls"}, "localhost"),
    ],
)
async def test_what_is_wrong_is_said_in_a_sentence(desk, settings, problem, expected_logs):
    expected_logs.expect(READER, problem)
    await desk.connect(**settings)
    assert desk.mailbox().state == "failing"
    assert problem in desk.mailbox().problem
    assert PASSWORD not in desk.mailbox().problem


async def test_a_server_that_nobody_vouches_for_gets_no_password(
    desk, monkeypatch, tmp_path, expected_logs
):
    expected_logs.expect(READER, "certificate")
    stranger = tmp_path / "stranger.pem"
    trustme.CA().cert_pem.write_to_path(str(stranger))
    monkeypatch.setenv("SSL_CERT_FILE", str(stranger))
    await desk.connect()
    assert "The certificate of localhost" in desk.mailbox().problem


async def test_a_disconnected_mailbox_is_read_no_more(desk, store):
    await desk.connect()
    await desk.do(c.ChangeMailbox(mailbox="box", disabled=True))
    await desk.connect("other", "sales@desk.example")
    store.append(HELP, *mails(1))
    store.append("sales@desk.example", *mails(2)[1:])
    await desk.until(lambda: desk.count(Ticket) == 1)
    assert desk.rows(Ticket)[0].mailbox == "other"


async def test_a_mail_of_more_than_forty_megabytes_is_kept_and_a_ticket(desk, store):
    await desk.connect()
    body = (b"x" * 76 + b"\r\n") * (42 * 1024 * 1024 // 78)
    store.append(HELP, b"From: max@cust.example\r\nSubject: Huge\r\n\r\n" + body)
    await desk.until(lambda: desk.count(Message) == 1)
    (message,) = desk.rows(Message)
    assert "too large" in message.text
    kept = max(desk.server.configuration.blobs.iterdir(), key=lambda file: file.stat().st_size)
    assert kept.stat().st_size > 42 * 1000 * 1000


async def test_a_store_that_tells_nothing_by_itself_is_asked(tmp_path, monkeypatch):
    monkeypatch.setattr("sync_server.channels.email.mailbox_reader.POLL_S", 0.1)
    with dovecot_server(HELP, settings="imap_capability = IMAP4rev1 UNSELECT\n") as store:
        monkeypatch.setenv("SSL_CERT_FILE", str(store.authority_file))
        configuration = await found(tmp_path / "desk")
        async with watched(configuration, store) as desk:
            await desk.connect()
            store.append(HELP, *mails(1))
            await desk.until(lambda: desk.count(Ticket) == 1)
