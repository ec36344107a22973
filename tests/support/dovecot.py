# SPDX-License-Identifier: Apache-2.0
"""A real mail store on loopback: Dovecot with TLS, several users, and hands to put mail into it.

The server runs in the foreground as a child of the suite, on free ports, with everything that it
writes in one scratch folder. It will not open mail as root, so root lets it use the user that its
package made. Its certificate is of an authority made for the test.
"""

import getpass
import grp
import imaplib
import os
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import trustme

from tests.support.server_process import free_ports

SYSTEM_USER: Final = "dovecot"
PASSWORD: Final = "not-a-secret"

_CONFIGURATION: Final = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
first_valid_uid = 1
mail_max_userip_connections = 100
mail_location = maildir:~/mail
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
  auth_verbose = yes
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/homes/%u
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
"""


class Dovecot:
    """A running server. Users are addresses; each has an inbox and the password `PASSWORD`."""

    host: Final = "localhost"

    def __init__(self, folder: Path, authority: trustme.CA, *, plain: int, tls: int) -> None:
        self._folder = folder
        self.authority = authority
        self.plain_port = plain
        """Without TLS, and where STARTTLS is understood."""
        self.tls_port = tls
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def folder(self) -> Path:
        """Where everything of it lies; mail is under `homes`, in a folder per user."""
        return self._folder

    @property
    def authority_file(self) -> Path:
        """The certificate of the authority, as PEM."""
        return self._folder / "authority.pem"

    def context(self) -> ssl.SSLContext:
        """A context that trusts the server."""
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context

    def add_user(self, name: str, password: str = PASSWORD) -> None:
        """Let somebody sign in; again, with another password."""
        users = self._folder / "users"
        kept = users.read_text("utf-8").splitlines() if users.exists() else []
        others = [line for line in kept if not line.startswith(f"{name}:")]
        users.write_text("\n".join([*others, f"{name}:{password}"]) + "\n", "utf-8")

    def remove_user(self, name: str) -> None:
        """Let somebody sign in no more, and end what they have open."""
        users = self._folder / "users"
        kept = users.read_text("utf-8").splitlines()
        users.write_text("\n".join(line for line in kept if not line.startswith(f"{name}:")) + "\n")
        self.restart()

    def append(self, user: str, *mails: bytes, folder: str = "INBOX", flags: str = "") -> None:
        """Put mails into a folder of a user, in order."""
        with self._as(user) as client:
            for mail in mails:
                status, answer = client.append(folder, flags, "", mail)
                assert status == "OK", answer

    def flags(self, user: str, folder: str = "INBOX") -> list[str]:
        """The flags of each message of a folder, as the server writes them."""
        with self._as(user) as client:
            client.select(folder, readonly=True)
            status, answer = client.fetch("1:*", "(FLAGS)")
            assert status == "OK", answer
            return [bytes(each).decode() for each in answer if isinstance(each, bytes)]

    def mails(self, user: str, folder: str = "INBOX") -> list[bytes]:
        """The messages of a folder, oldest first."""
        with self._as(user) as client:
            _, counted = client.select(folder, readonly=True)
            if counted == [b"0"]:
                return []
            status, answer = client.fetch("1:*", "(BODY.PEEK[])")
            assert status == "OK", answer
            return [each[1] for each in answer if isinstance(each, tuple)]

    def make_folder(self, user: str, folder: str) -> None:
        """Make a folder; one that was deleted before gets another UIDVALIDITY."""
        with self._as(user) as client:
            client.create(folder)

    def delete_folder(self, user: str, folder: str) -> None:
        """Delete a folder with its mail."""
        with self._as(user) as client:
            client.delete(folder)

    def start(self) -> None:
        """Start serving; ready when this returns."""
        command = ("dovecot", "-F", "-c", str(self._folder / "dovecot.conf"))
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, process_group=0)
        for _ in range(500):
            if all(map(_answers, (self.tls_port, self.plain_port))):
                return
            if self._process.poll() is not None:
                break
            _pause()
        raise AssertionError(f"dovecot does not start: {self._log()}")

    def stop(self) -> None:
        """End it at once, as when the machine loses power; asked kindly it takes seconds.

        Its children die a moment later, with its ports in their hands: until then one of them would
        answer for the server that is started next.
        """
        if self._process is None:
            return
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None
        for _ in range(500):
            if not any(map(_answers, (self.tls_port, self.plain_port))):
                return
            _pause()
        raise AssertionError("dovecot does not end")

    def restart(self) -> None:
        """Stop and start, on the same ports."""
        self.stop()
        self.start()

    def _log(self) -> str:
        log = self._folder / "log"
        return log.read_text("utf-8")[-2000:] if log.exists() else "it wrote no log"

    @contextmanager
    def _as(self, user: str) -> Iterator[imaplib.IMAP4]:
        with imaplib.IMAP4("127.0.0.1", self.plain_port) as client:
            client.login(user, self._password(user))
            yield client

    def _password(self, user: str) -> str:
        for line in (self._folder / "users").read_text("utf-8").splitlines():
            name, _, password = line.partition(":")
            if name == user:
                return password
        raise AssertionError(f"nobody is called {user}")


@contextmanager
def dovecot_server(*users: str, settings: str = "") -> Iterator[Dovecot]:
    """Serve the mail of `users` until the block ends; `settings` are further lines for it."""
    folder = Path(tempfile.mkdtemp(prefix="deskbell-dovecot-"))
    user, group = _account()
    plain, tls = free_ports()
    authority = trustme.CA()
    leaf = authority.issue_cert("localhost", "127.0.0.1")
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    leaf.cert_chain_pems[0].write_to_path(str(folder / "certificate.pem"))
    leaf.private_key_pem.write_to_path(str(folder / "key.pem"))
    text = _CONFIGURATION.format(folder=folder, user=user, group=group, plain=plain, tls=tls)
    (folder / "dovecot.conf").write_text(text + settings, "utf-8")
    (folder / "homes").mkdir()
    folder.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(folder / "homes", user, group)
    server = Dovecot(folder, authority, plain=plain, tls=tls)
    for name in users:
        server.add_user(name)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> tuple[str, str]:
    """The user and group as whom the server works."""
    if os.geteuid() == 0:
        return SYSTEM_USER, SYSTEM_USER
    return getpass.getuser(), grp.getgrgid(os.getegid()).gr_name


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.05)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _pause() -> None:
    """A moment for another process; nothing here tells when it is ready."""
    quiet, other = socket.socketpair()
    with quiet, other:
        quiet.settimeout(0.02)
        with suppress(TimeoutError):
            quiet.recv(1)
