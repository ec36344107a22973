# SPDX-License-Identifier: Apache-2.0
"""One connection to a mailbox's mail server, and handing a mail over on it (RFC 5321).

The moment that matters is the end of the text: before it the server has nothing, after its answer
everything is known, and between the two nobody can tell. That third case is told apart.
"""

import asyncio
import re
import ssl
from collections.abc import Awaitable, Callable, Iterable
from typing import Final, Self

import aiosmtplib
from aiosmtplib.errors import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)
from msgspec import Struct

from sync_server.channels.email.causes import cause_of
from sync_server.channels.email.sending.assembly import Composed
from sync_server.channels.email.sending.words import no_connection, note, said, server_name
from sync_server.config import is_loopback
from sync_server.contract.entities import Mailbox
from sync_server.contract.queries import TestMailbox

PATIENCE_S: Final = 60.0
"""How long a server may take to answer a command, or to begin."""

DATA_PATIENCE_S: Final = 600.0
"""How long it may take to accept a mail (RFC 5321, 4.5.3.2.6)."""

_GOING_DOWN: Final = 421
"""The server stops, or has had enough of this connection."""

_SIZE: Final = re.compile(r"^SIZE (\d{1,12})$", re.IGNORECASE | re.MULTILINE)

Trust = Callable[[], ssl.SSLContext]
"""Makes the context by which servers are known; the machine's own authorities as a rule."""


class MailServer(Struct, frozen=True, kw_only=True):
    """How to reach a mailbox's mail server. Its repr never shows the password."""

    host: str
    port: int
    security: str
    user: str
    password: str

    def __repr__(self) -> str:
        return f"MailServer({self.host}:{self.port}, {self.security})"


class NoLine(Exception):
    """No connection, or it is of no use. The text says why; another try may succeed.

    `cause` is as of `contract.queries.TestStep`.
    """

    def __init__(self, text: str, *, cause: str = "") -> None:
        super().__init__(text)
        self.cause = cause


class Deferred(Exception):
    """The server will not take this mail now. The text says why; another try may succeed."""


class Rejected(Exception):
    """The server will never take this mail. The text says why."""


class Uncertain(Exception):
    """The line broke after the text was sent: the mail may have been taken, or not."""


class Taken(Struct, frozen=True, kw_only=True):
    """What a server did with a mail: by its name, and with the reason for whom it did not take it.

    `refused` will never be taken, `deferred` perhaps later. `accepted` is false when nobody was
    left.
    """

    server: str
    accepted: bool
    refused: dict[str, str]
    deferred: dict[str, str]


def server_of(mailbox: Mailbox | TestMailbox, password: str) -> MailServer:
    """The server from which a mailbox's mail leaves."""
    return MailServer(
        host=mailbox.smtp_host,
        port=mailbox.smtp_port,
        security=mailbox.smtp_security,
        user=mailbox.user,
        password=password,
    )


async def always() -> bool:
    """For `may_go`: nothing keeps a mail back that was begun."""
    return True


class Line:
    """A connection, signed in. Make it with `open`."""

    def __init__(self, client: aiosmtplib.SMTP, host: str, data_patience_s: float) -> None:
        self._client = client
        self._host = host
        self._data_patience_s = data_patience_s
        self._announced = ""

    @classmethod
    async def open(
        cls,
        server: MailServer,
        *,
        domain: str,
        trust: Trust = ssl.create_default_context,
        patience_s: float = PATIENCE_S,
        data_patience_s: float = DATA_PATIENCE_S,
    ) -> Self:
        """Connect, encrypt and sign in. `domain` is what we call ourselves. Raises `NoLine`."""
        if server.security == "plain" and not is_loopback(server.host):
            raise NoLine(
                f"{server.host}: mail without encryption is sent on this machine only. "
                "Choose TLS or STARTTLS for the mailbox",
                cause="plain",
            )
        client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.security == "tls",
            start_tls=server.security == "starttls",
            tls_context=None if server.security == "plain" else trust(),
            local_hostname=domain,
            timeout=patience_s,
        )
        line = cls(client, server.host, data_patience_s)
        try:
            await client.connect()
            line._announced = (await client.ehlo()).message
            if client.supports_extension("auth"):
                await client.login(server.user, server.password)
        except (SMTPException, OSError, ValueError) as error:
            client.close()
            words = no_connection(server.host, server.port, error)
            raise NoLine(words, cause=cause_of(error)) from None
        return line

    @property
    def is_open(self) -> bool:
        """Whether another mail can be handed over on it."""
        return self._client.is_connected

    @property
    def name(self) -> str:
        """What the server calls itself."""
        return server_name(self._announced, self._host)

    async def send(
        self,
        mail: Composed,
        recipients: Iterable[str],
        *,
        may_go: Callable[[], Awaitable[bool]],
    ) -> Taken | None:
        """Hand a mail over for some of its recipients.

        `may_go` is asked at the last moment, when the server would take it; `None` when it says no.
        Raises `NoLine`, `Deferred`, `Rejected`, `Uncertain`.
        """
        self._check(mail)
        try:
            return await self._send(mail, recipients, may_go)
        except SMTPResponseException as error:
            answer = note(f"{self.name}: {said(error.code, error.message)}")
            if error.code == _GOING_DOWN or not 400 <= error.code < 600:
                self._client.close()
                raise Deferred(answer) from None
            await self._reset()
            later = error.code < 500
            raise (Deferred if later else Rejected)(answer) from None
        except (SMTPException, OSError) as error:
            self._client.close()
            raise NoLine(note(f"{self.name} broke the connection")) from error

    async def close(self) -> None:
        """Say goodbye, if there is still somebody to say it to."""
        try:
            if self._client.is_connected:
                await self._client.quit()
        except (SMTPException, OSError):
            pass
        finally:
            self._client.close()

    def _check(self, mail: Composed) -> None:
        """Raises `Rejected` for a mail that this server cannot take."""
        if mail.utf8 and not self._client.supports_extension("smtputf8"):
            raise Rejected(f"{self.name} cannot send to addresses with letters beyond a-z")
        limit = _SIZE.search(self._announced)
        if limit and 0 < int(limit[1]) < len(mail.data):
            megabytes = int(limit[1]) / 1_000_000
            raise Rejected(f"{self.name} takes at most {megabytes:.0f} MB. Send fewer files")

    async def _send(
        self,
        mail: Composed,
        recipients: Iterable[str],
        may_go: Callable[[], Awaitable[bool]],
    ) -> Taken | None:
        client = self._client
        encoding = "utf-8" if mail.utf8 else "ascii"
        options = ["SMTPUTF8"] if mail.utf8 else []
        await client.mail(mail.sender, options=options, encoding=encoding)
        refused: dict[str, str] = {}
        deferred: dict[str, str] = {}
        taken = 0
        for address in recipients:
            try:
                await client.rcpt(address, encoding=encoding)
                taken += 1
            except SMTPRecipientRefused as error:
                later = 400 <= error.code < 500
                (deferred if later else refused)[address] = said(error.code, error.message)
        if not taken or not await may_go():
            await self._reset()
            if taken:
                return None
        else:
            await self._hand_over(mail.data)
        return Taken(server=self.name, accepted=bool(taken), refused=refused, deferred=deferred)

    async def _hand_over(self, data: bytes) -> None:
        try:
            await self._client.data(data, timeout=self._data_patience_s)
        except SMTPDataError:
            raise
        except asyncio.CancelledError:
            self._client.close()  # it still owes an answer, and would take no goodbye before
            raise
        except (SMTPServerDisconnected, SMTPTimeoutError, OSError) as error:
            self._client.close()
            raise Uncertain(
                f"{self.name} broke the connection after the mail was sent to it"
            ) from error

    async def _reset(self) -> None:
        try:
            await self._client.rset()
        except (SMTPException, OSError):
            self._client.close()
