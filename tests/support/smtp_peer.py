# SPDX-License-Identifier: Apache-2.0
"""A real SMTP server on loopback, with TLS and sign-in, that can be told to misbehave."""

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from sync_server.environment import RealEnvironment
from sync_server.security.tls import AUTHORITY_FILE, make_authority, server_context

# It warns of its own parts, and of every password that is wrong.
logging.getLogger("mail.log").propagate = False

HOSTNAME = "mail.kestrel.example"
USER = "support@desk.example"
PASSWORD = "a heron at dusk"

DROP = "drop"
"""Take the mail, then break the line instead of answering."""
NEVER = "never"
"""Take the mail and say nothing."""


@dataclass(frozen=True)
class Received:
    """A mail as the peer took it."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes
    user: str | None
    encrypted: bool

    @property
    def mail(self) -> EmailMessage:
        """It, read by the standard library."""
        return message_from_bytes(self.data, policy=policy.default)


@dataclass
class SmtpPeer:
    """The peer's behaviour, and what it was sent. `answers` are for the next mails, in order."""

    answers: list[str] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)
    taken: list[Received] = field(default_factory=list)
    port: int = 0
    authority: Path = Path()
    connections: int = 0
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    def trust(self) -> ssl.SSLContext:
        """How a client knows the peer."""
        return ssl.create_default_context(cafile=self.authority)

    async def mails(self, count: int) -> list[Received]:
        """Wait until so many mails were taken; all of them."""
        async with asyncio.timeout(20), self._news:
            await self._news.wait_for(lambda: len(self.taken) >= count)
        return self.taken

    # -- aiosmtpd calls these ------------------------------------------------------------------

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.answers.pop(0) if self.answers else "250 2.0.0 OK"
        if answer in (DROP, NEVER) or answer.startswith("2"):
            await self._take(session, envelope)
        if answer == DROP:
            _cut(server)
        if answer in (DROP, NEVER):
            await asyncio.Event().wait()
        return answer

    async def _take(self, session: Session, envelope: Envelope) -> None:
        login: Any = session.auth_data
        content: Any = envelope.content
        received = Received(
            sender=envelope.mail_from or "",
            recipients=tuple(envelope.rcpt_tos),
            data=bytes(content),
            user=login.login.decode() if isinstance(login, LoginPassword) else None,
            encrypted=session.ssl is not None,
        )
        async with self._news:
            self.taken.append(received)
            self._news.notify_all()

    def sign_in(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: Any
    ) -> AuthResult:
        right = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
        return AuthResult(success=right, handled=False, auth_data=data)


@asynccontextmanager
async def smtp_peer(
    folder: Path, *, security: str = "tls", utf8: bool = True, size: int = 33_554_432, port: int = 0
) -> AsyncIterator[SmtpPeer]:
    """A peer until the block ends. Its connections end with it."""
    tls = folder / "mail-tls"
    environment = RealEnvironment()
    make_authority(tls, now=environment.now())
    context = server_context(tls, ["localhost", "127.0.0.1"], now=environment.now())
    peer = SmtpPeer(authority=tls / AUTHORITY_FILE)
    protocols: list[SMTP] = []

    def connected() -> SMTP:
        peer.connections += 1
        protocols.append(_protocol(peer, context, security, utf8=utf8, size=size))
        return protocols[-1]

    server = await asyncio.get_running_loop().create_server(
        connected, "127.0.0.1", port, ssl=context if security == "tls" else None
    )
    peer.port = server.sockets[0].getsockname()[1]
    try:
        yield peer
    finally:
        server.close()
        for protocol in protocols:
            await _end(protocol)


def _protocol(
    peer: SmtpPeer, context: ssl.SSLContext, security: str, *, utf8: bool, size: int
) -> SMTP:
    authenticator: Callable[..., AuthResult] = peer.sign_in
    return SMTP(
        peer,
        hostname=HOSTNAME,
        enable_SMTPUTF8=utf8,
        data_size_limit=size,
        tls_context=context if security == "starttls" else None,
        require_starttls=security == "starttls",
        authenticator=authenticator,
        auth_require_tls=security == "starttls",
        loop=asyncio.get_running_loop(),
    )


async def _end(protocol: SMTP) -> None:
    """Cut a connection, and wait until its task has ended."""
    _cut(protocol)
    task = protocol._handler_coroutine
    if task is not None:
        task.cancel()
        await asyncio.wait({task})


def _cut(protocol: SMTP) -> None:
    transport: Any = protocol.transport
    if transport is not None:
        transport.abort()
