# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a mail server, in sentences that say what to do."""

import imaplib
import ssl
from typing import Final

from sync_server.channels.email.causes import cause_of
from sync_server.channels.email.text import clean_line

REFUSED: Final = (
    "The mail server does not accept the user name and password. Check both; some providers want "
    "a password made for programs, and IMAP switched on"
)
NO_CHECK: Final = (
    "{host} cannot check passwords at the moment. It is tried again by itself; if that lasts, ask "
    "whoever runs the mail server"
)
PLAIN_ELSEWHERE: Final = (
    "Without encryption the password would be readable on the way. Choose TLS or STARTTLS"
)
UNENCRYPTABLE: Final = "The mail server offers no encryption at this port. Choose TLS and port 993"
NO_FOLDER: Final = "The mailbox has no folder {folder}. Check its name"


class Trouble(Exception):
    """A mailbox cannot be read. The text says why, and what to do.

    `cause` is as of `contract.queries.TestStep`.
    """

    def __init__(self, text: str, *, cause: str = "") -> None:
        super().__init__(text)
        self.cause = cause

    @property
    def is_refusal(self) -> bool:
        """The server does not accept the password, so trying often locks the account."""
        return self.cause == "password"


class Busy(Trouble):
    """The server does not do what it was asked at the moment, whatever it was."""


class NotDone(Trouble):
    """The server understood what it was asked, and does not do it."""


def trouble_of(host: str, port: int, error: BaseException) -> Trouble:
    """What an error of a connection means. It repeats nothing but what the server said."""
    if isinstance(error, Trouble):
        return error
    return Trouble(_words(host, port, error), cause=cause_of(error))


def _words(host: str, port: int, error: BaseException) -> str:
    where = f"{host}, port {port}"
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = clean_line(error.verify_message or "", 100)
        return f"The certificate of {where} is not valid ({reason}). Check the name of the server"
    if isinstance(error, ssl.SSLError):
        return f"{where} speaks no TLS. Check the port, or choose STARTTLS"
    if isinstance(error, TimeoutError):
        return f"{where} does not answer. Check the name and the port"
    if isinstance(error, ConnectionRefusedError):
        return f"Nothing listens at {where}. Check the port, and that the server runs"
    if type(error).__name__ == "gaierror":
        return f"There is no server called {host}. Check the name"
    if isinstance(error, imaplib.IMAP4.abort | EOFError | ConnectionError):
        return f"{where} ended the connection. It is tried again by itself"
    if isinstance(error, OSError):
        return f"{where} cannot be reached: {clean_line(error.strerror or '', 100)}"
    return f"{where} gave an answer that is no IMAP. Check the port"
