# SPDX-License-Identifier: Apache-2.0
"""A mail server in a process of its own, which delivers into the folders of a mail store.

What it accepts is safe on disk before it says so: once under `accepted`, for whoever counts, and
once in the inbox of each recipient who has one. So it can be killed at any moment, and what it had
accepted then is known.
"""

import argparse
import asyncio
import itertools
import os
import shutil
import signal
import ssl
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.support.dovecot import PASSWORD, SYSTEM_USER, Dovecot

HOSTNAME: Final = "mail.kestrel.example"
FULL: Final = "full@"
"""How the address begins of somebody whose mailbox is full."""
PATIENCE_S: Final = 30.0

_counter = itertools.count()


class Relay:
    """The process: `start`, `kill`, and what it has accepted."""

    def __init__(self, store: Dovecot, folder: Path, *, port: int) -> None:
        self.store = store
        self.port = port
        self.accepted = folder / "accepted"
        self.accepted.mkdir(parents=True)
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Serve; ready when this returns."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.support.relay"),
            *("--port", str(self.port)),
            *("--certificate", str(self.store.folder / "certificate.pem")),
            *("--key", str(self.store.folder / "key.pem")),
            *("--homes", str(self.store.folder / "homes")),
            *("--accepted", str(self.accepted)),
            stdout=asyncio.subprocess.PIPE,
        )
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE_S):
            line = await self._process.stdout.readline()
        assert line == b"ready\n", line

    async def kill(self) -> None:
        """SIGKILL, at whatever it is doing."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGKILL)
            await self._process.wait()
            self._process = None

    def mails(self) -> list[EmailMessage]:
        """What it accepted, in order, read by the standard library."""
        return [message_from_bytes(raw, policy=policy.default) for _, raw in self.raw_mails()]

    def raw_mails(self) -> list[tuple[list[str], bytes]]:
        """Recipients and bytes of what it accepted, in order."""
        found = []
        for path in sorted(self.accepted.iterdir()):
            head, _, raw = path.read_bytes().partition(b"\n\n")
            found.append((head.decode().splitlines(), raw))
        return found


@asynccontextmanager
async def relay(store: Dovecot, folder: Path, *, port: int) -> AsyncIterator[Relay]:
    """A running relay that delivers into `store`, until the block ends."""
    running = Relay(store, folder, port=port)
    await running.start()
    try:
        yield running
    finally:
        await running.kill()


class _Deliverer:
    def __init__(self, homes: Path, accepted: Path) -> None:
        self._homes = homes
        self._accepted = accepted

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if address.startswith(FULL):
            return "552 5.2.2 Mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        raw: Any = envelope.content
        name = f"{time.time_ns():020}.{os.getpid()}.{next(_counter)}"
        head = "\n".join(envelope.rcpt_tos).encode()
        _write(self._accepted, name, head + b"\n\n" + raw)
        for recipient in envelope.rcpt_tos:
            home = self._homes / _without_tag(recipient.lower())
            if home.is_dir():
                _deliver(home / "mail", name, raw)
        return "250 2.0.0 OK"

    def sign_in(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: Any
    ) -> AuthResult:
        right = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
        return AuthResult(success=right, handled=False, auth_data=data)


def _without_tag(address: str) -> str:
    """`name+tag@host` is delivered to `name@host`, as many providers do."""
    name, _, host = address.rpartition("@")
    return f"{name.partition('+')[0]}@{host}"


def _write(folder: Path, name: str, content: bytes) -> Path:
    """Write a file that is there whole or not at all."""
    part = folder.parent / f"{name}.part"
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return part.rename(folder / name)


def _deliver(box: Path, name: str, raw: bytes) -> None:
    """Put a mail into a maildir, as its owner."""
    for part in ("tmp", "new", "cur"):
        (box / part).mkdir(parents=True, exist_ok=True)
    written = _write(box / "tmp", name, raw)
    if os.geteuid() == 0:
        for path in (box, *(box / part for part in ("tmp", "new", "cur")), written):
            shutil.chown(path, SYSTEM_USER, SYSTEM_USER)
    written.rename(box / "new" / name)


async def _serve(arguments: argparse.Namespace) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(arguments.certificate, arguments.key)
    deliverer = _Deliverer(arguments.homes, arguments.accepted)

    def protocol() -> SMTP:
        return SMTP(
            deliverer,
            hostname=HOSTNAME,
            enable_SMTPUTF8=True,
            data_size_limit=64 * 1024 * 1024,
            authenticator=deliverer.sign_in,
            auth_require_tls=False,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, "127.0.0.1", arguments.port, ssl=context)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    async with server:
        await server.serve_forever()


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    for name in ("certificate", "key", "homes", "accepted"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    asyncio.run(_serve(parser.parse_args()))


if __name__ == "__main__":
    _main()
