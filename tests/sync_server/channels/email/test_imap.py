# SPDX-License-Identifier: Apache-2.0
"""A line to a mail store, and what is left of it when the store goes away."""

import socket
import ssl
from concurrent.futures import ThreadPoolExecutor

import pytest

from sync_server.channels.email.imap import ImapLine, MailStore
from sync_server.channels.email.troubles import Trouble
from tests.support.dovecot import dovecot_server

CAN = b"* CAPABILITY IMAP4rev1 STARTTLS\r\n%b OK done\r\n"
CANNOT = b"* CAPABILITY IMAP4rev1\r\n%b OK done\r\n"


@pytest.mark.parametrize(
    "answers",
    [(CAN, b"%b BAD not now\r\n"), (CAN, b"* BYE\r\n"), (CANNOT,)],
    ids=["refuses", "dies", "cannot"],
)
def test_no_socket_is_left_when_nothing_comes_of_the_encryption(answers):
    def serve(listener: socket.socket) -> bytes:
        """What comes after the answers: nothing, once the other side has closed."""
        peer, _ = listener.accept()
        with peer, peer.makefile("rwb", buffering=0) as stream:
            peer.settimeout(10)
            stream.write(b"* OK here\r\n")
            for answer in answers:
                tag = stream.readline().split()[0]
                stream.write(answer % tag if b"%b" in answer else answer)
            peer.shutdown(socket.SHUT_WR)
            return stream.readline()

    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor() as pool:
        served = pool.submit(serve, listener)
        store = MailStore(
            host="127.0.0.1",
            port=listener.getsockname()[1],
            security="starttls",
            user="u",
            password="p",
        )
        line = ImapLine(store, trust=ssl.create_default_context)
        with pytest.raises(Trouble) as caught:
            line.open()
        # While its trouble is held, nothing that was in reach of it is cleared away.
        assert (served.result(timeout=20), caught.type) == (b"", Trouble)


@pytest.mark.parametrize("password", ["a word", "ein Wört"], ids=["ascii", "other"])
def test_a_server_that_cannot_check_a_password_has_not_refused_it(password):
    with dovecot_server("a@desk.example") as server:
        (server.folder / "users").chmod(0)
        store = MailStore(
            host=server.host,
            port=server.tls_port,
            security="tls",
            user="a@desk.example",
            password=password,
        )
        with pytest.raises(Trouble, match="cannot check passwords at the moment") as caught:
            ImapLine(store, trust=server.context).open()
    assert not caught.value.is_refusal
