# SPDX-License-Identifier: Apache-2.0
"""A whole world of mail on loopback: inboxes of the desk and of its customers, and who carries it.

Inboxes are in a real Dovecot; what the desk sends is taken by a real mail server that puts it into
them. Customers' programs write mail as such programs do: with threads, Cc and quotes.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Final

from sync_server.environment import RealEnvironment
from tests.support.dovecot import PASSWORD, Dovecot, dovecot_server
from tests.support.relay import Relay, relay
from tests.support.server_process import ServerProcess, free_ports

HELP: Final = "help@desk.example"
KIM: Final = "kim@kestrel.example"
BOSS: Final = "boss@kestrel.example"
THIRD: Final = "parts@packwell.example"
EVERYBODY: Final = (HELP, KIM, BOSS, THIRD)


class PostOffice:
    """Who has an inbox, and what is in it."""

    def __init__(self, store: Dovecot, carrier: Relay, folder: Path) -> None:
        self.store = store
        self.carrier = carrier
        self._password = folder / "mailbox-password"
        self._password.write_text(f"{PASSWORD}\n", "utf-8")
        self.variables = {"SSL_CERT_FILE": str(store.authority_file)}
        """What a server needs in its environment to trust the mail servers here."""

    async def connect(self, server: ServerProcess, *options: str, address: str = HELP) -> None:
        """Connect a mailbox to a desk, at its console."""
        security = ("--imap-security", "tls", "--smtp-security", "tls")
        await server.console.run(
            *("mailbox", "add", address, *options, "--password-file", str(self._password)),
            *("--imap-host", "localhost", "--imap-port", str(self.store.tls_port)),
            *("--smtp-host", "localhost", "--smtp-port", str(self.carrier.port), *security),
        )

    def inbox(self, address: str) -> list[EmailMessage]:
        """The mail of somebody, oldest first."""
        found = self.store.mails(address)
        return [message_from_bytes(raw, policy=policy.default) for raw in found]

    def post(self, mail: EmailMessage, *others: str) -> None:
        """Put a mail into the desk's inbox, and into those of others who get it."""
        for address in (HELP, *others):
            self.store.append(address, mail.as_bytes(policy=policy.SMTP))


@asynccontextmanager
async def post_office(folder: Path, *more: str) -> AsyncIterator[PostOffice]:
    """Everybody's inboxes and the carrier, until the block ends."""
    port, _ = free_ports()
    with dovecot_server(*EVERYBODY, *more) as store:
        for name in (*EVERYBODY, *more):
            store.mails(name)  # so that there is a folder to deliver into
        async with relay(store, folder, port=port) as carrier:
            yield PostOffice(store, carrier, folder)


def letter(
    text: str,
    *,
    sender: str = f"Kim Park <{KIM}>",
    to: str = HELP,
    subject: str = "Where is my order?",
    cc: Sequence[str] = (),
    headers: Sequence[tuple[str, str]] = (),
) -> EmailMessage:
    """A new mail of somebody."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    if cc:
        mail["Cc"] = ", ".join(cc)
    environment = RealEnvironment()
    mail["Date"] = format_datetime(environment.now())
    environment.close()
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].rstrip(">"))
    for name, value in headers:
        mail[name] = value
    mail.set_content(text)
    return mail


def answer(
    mail: EmailMessage,
    text: str,
    *,
    sender: str = f"Kim Park <{KIM}>",
    everybody: bool = False,
) -> EmailMessage:
    """What a mail program makes of "Reply", or "Reply all": Reply-To, threads and a quote."""
    to = mail["Reply-To"] or mail["From"]
    others = [str(address) for address in (mail["Cc"],) if everybody and address]
    made = letter(text, sender=sender, to=str(to), subject=f"Re: {mail['Subject']}", cc=others)
    made["In-Reply-To"] = mail["Message-ID"]
    made["References"] = " ".join(filter(None, (mail["References"], mail["Message-ID"])))
    body = mail.get_body(("plain",))
    quoted = "" if body is None else body.get_content()
    lines = "\n".join(f"> {line}" for line in quoted.splitlines())
    made.set_content(f"{text}\n\nOn some day somebody wrote:\n{lines}\n")
    return made
