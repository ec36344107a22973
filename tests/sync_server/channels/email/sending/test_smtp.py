# SPDX-License-Identifier: Apache-2.0
"""Handing a mail over to a real server that may refuse, put off, break the line or be silent."""

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from sync_server.channels.email.sending.assembly import Composed
from sync_server.channels.email.sending.smtp import (
    Deferred,
    Line,
    MailServer,
    NoLine,
    Rejected,
    Uncertain,
)
from tests.support.smtp_peer import DROP, HOSTNAME, NEVER, PASSWORD, USER, SmtpPeer, smtp_peer

KIM, BEN = "kim@acme.test", "ben@acme.test"


def mail(*, utf8: bool = False, data: bytes = b"Subject: x\r\n\r\n.dot\r\n") -> Composed:
    return Composed(
        data=data, sender=USER, recipients=(KIM, BEN), message_id="<1@desk.example>", utf8=utf8
    )


def server(peer: SmtpPeer, security: str = "tls", **fields: Any) -> MailServer:
    given = {"host": "127.0.0.1", "user": USER, "password": PASSWORD, **fields}
    return MailServer(port=peer.port, security=security, **given)


@asynccontextmanager
async def line_to(peer: SmtpPeer, security: str = "tls", **options: Any):
    line = await Line.open(
        server(peer, security), domain="desk.example", trust=peer.trust, **options
    )
    try:
        yield line
    finally:
        await line.close()


@pytest.fixture
async def peer(tmp_path: Path):
    async with smtp_peer(tmp_path) as running:
        yield running


async def yes() -> bool:
    return True


async def no() -> bool:
    return False


@pytest.mark.parametrize("security", ["tls", "starttls", "plain"])
async def test_a_mail_is_handed_over_after_signing_in(tmp_path, security):
    async with smtp_peer(tmp_path, security=security) as peer, line_to(peer, security) as line:
        taken = await line.send(mail(), (KIM, BEN), may_go=yes)
        assert taken is not None
        assert (taken.server, taken.accepted, taken.refused) == (HOSTNAME, True, {})
        [received] = peer.taken
        assert (received.sender, received.recipients) == (USER, (KIM, BEN))
        assert received.data.rstrip() == mail().data.rstrip()
        assert received.user == USER
        assert received.encrypted == (security == "starttls")


async def test_several_mails_go_on_one_connection(peer):
    async with line_to(peer) as line:
        for _ in range(3):
            await line.send(mail(), (KIM,), may_go=yes)
    assert (len(peer.taken), peer.connections) == (3, 1)


async def test_what_may_not_go_after_all_does_not(peer):
    async with line_to(peer) as line:
        assert await line.send(mail(), (KIM,), may_go=no) is None
        assert peer.taken == []
        assert await line.send(mail(), (KIM,), may_go=yes) is not None


async def test_whom_the_server_does_not_know_is_told_apart(peer):
    peer.refuses = {BEN: "550 5.1.1 No such user here", KIM: "450 4.2.0 Greylisted"}
    async with line_to(peer) as line:
        taken = await line.send(mail(), (KIM, BEN, "pat@acme.test"), may_go=yes)
        assert taken is not None
        assert taken.accepted
        assert taken.refused == {BEN: "No such user here (550)"}
        assert taken.deferred == {KIM: "Greylisted (450)"}
        assert peer.taken[0].recipients == ("pat@acme.test",)


async def test_a_mail_to_nobody_known_is_not_sent(peer):
    peer.refuses = {KIM: "550 5.2.2 Mailbox full"}
    async with line_to(peer) as line:
        taken = await line.send(mail(), (KIM,), may_go=no)
        assert taken is not None
        assert (taken.accepted, taken.refused) == (False, {KIM: "Mailbox full (550)"})


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("451 4.7.1 Try later", Deferred),
        ("554 5.7.1 No spam", Rejected),
        ("421 4.3.2 Bye", Deferred),
    ],
)
async def test_an_answer_to_the_text_says_whether_to_try_again(peer, answer, error):
    peer.answers = [answer]
    async with line_to(peer) as line:
        with pytest.raises(error, match=f"^{HOSTNAME}: [TNB].*{answer[:3]}"):
            await line.send(mail(), (KIM,), may_go=yes)


async def test_a_line_that_breaks_after_the_text_leaves_doubt(peer):
    peer.answers = [DROP]
    async with line_to(peer) as line:
        with pytest.raises(Uncertain):
            await line.send(mail(), (KIM,), may_go=yes)
        assert not line.is_open
    assert len(peer.taken) == 1


async def test_silence_after_the_text_leaves_doubt(peer):
    peer.answers = [NEVER]
    async with line_to(peer, data_patience_s=0.05) as line:
        with pytest.raises(Uncertain):
            await line.send(mail(), (KIM,), may_go=yes)


async def test_a_server_that_says_nothing_is_not_waited_for_long():
    ended = asyncio.Event()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()
        await writer.wait_closed()
        ended.set()

    silent = await asyncio.start_server(listen, "127.0.0.1", 0)
    async with silent:
        port = silent.sockets[0].getsockname()[1]
        with pytest.raises(NoLine, match="does not answer"):
            await Line.open(
                MailServer(host="127.0.0.1", port=port, security="plain", user="a", password="b"),
                domain="desk.example",
                patience_s=0.05,
            )
        await ended.wait()


async def test_a_server_that_is_not_there_is_named(peer, unused_tcp_port):
    wrong = MailServer(
        host="127.0.0.1", port=unused_tcp_port, security="tls", user=USER, password=PASSWORD
    )
    with pytest.raises(NoLine, match=f"127.0.0.1, port {unused_tcp_port} cannot be reached"):
        await Line.open(wrong, domain="desk.example", trust=peer.trust)


async def test_a_wrong_password_is_said_and_not_repeated(peer):
    with pytest.raises(NoLine, match="does not accept the mailbox's password") as refused:
        await Line.open(
            server(peer, password="not a heron"), domain="desk.example", trust=peer.trust
        )
    assert "heron" not in str(refused.value)
    assert "heron" not in repr(server(peer))


async def test_a_certificate_of_somebody_else_is_not_trusted(peer):
    with pytest.raises(NoLine, match="certificate is not valid"):
        await Line.open(server(peer), domain="desk.example")
    assert peer.taken == []


async def test_a_password_never_leaves_the_machine_in_clear(peer):
    with pytest.raises(NoLine, match="Choose TLS"):
        await Line.open(server(peer, "plain", host="mail.example"), domain="desk.example")


async def test_a_server_without_starttls_gets_nothing(tmp_path):
    async with smtp_peer(tmp_path, security="plain") as peer:
        with pytest.raises(NoLine):
            await Line.open(server(peer, "starttls"), domain="desk.example", trust=peer.trust)


async def test_addresses_of_other_scripts_need_a_server_that_knows_them(tmp_path):
    async with smtp_peer(tmp_path, utf8=False) as old, line_to(old) as line:
        with pytest.raises(Rejected, match="beyond a-z"):
            await line.send(mail(utf8=True), ("zoë@acme.test",), may_go=yes)
    async with smtp_peer(tmp_path, utf8=True) as new, line_to(new) as line:
        assert await line.send(mail(utf8=True), ("zoë@acme.test",), may_go=yes)
        assert new.taken[0].recipients == ("zoë@acme.test",)


async def test_a_mail_that_is_too_large_is_not_even_begun(tmp_path):
    async with smtp_peer(tmp_path, size=2_000_000) as peer, line_to(peer) as line:
        with pytest.raises(Rejected, match="at most 2 MB"):
            await line.send(mail(data=b"x" * 2_000_001), (KIM,), may_go=yes)
