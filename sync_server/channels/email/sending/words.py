# SPDX-License-Identifier: Apache-2.0
"""What went wrong with a mail, in words for the person who wrote it; pure."""

import re
import ssl
from typing import Final

from aiosmtplib.errors import (
    SMTPAuthenticationError,
    SMTPResponseException,
    SMTPTimeoutError,
)

from sync_server.channels.email.causes import cause_of, is_refusal
from sync_server.channels.email.text import clean_line

MAX_NOTE: Final = 300
_MAX_SAID: Final = 180

_HOST: Final = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_STATUS: Final = re.compile(r"^[245]\.\d{1,3}\.\d{1,3}\s+")


def note(text: str) -> str:
    """One line of at most 300 characters."""
    return text if len(text) <= MAX_NOTE else f"{clean_line(text, MAX_NOTE - 1)}…"


def said(code: int, message: str) -> str:
    """A server's answer as one line, without the status that machines read (RFC 3463)."""
    lines = (_STATUS.sub("", line.strip()) for line in message.splitlines())
    words = clean_line(" ".join(dict.fromkeys(line for line in lines if line)), _MAX_SAID)
    return f"{words} ({code})" if words else f"code {code}"


def server_name(greeting: str, host: str) -> str:
    """What a server calls itself, or the name under which it was reached."""
    first = greeting.split(maxsplit=1)[0] if greeting.strip() else ""
    return first if _HOST.fullmatch(first) and len(first) <= 253 else host


def no_connection(host: str, port: int, error: BaseException) -> str:
    """Why a server could not be used, and what to do."""
    where = f"{host}, port {port}"
    cause = error.__cause__ or error.__context__ or error
    for each in (error, cause):
        if isinstance(each, ssl.SSLCertVerificationError):
            reason = clean_line(each.verify_message or str(each), 100)
            return note(f"{where}: its certificate is not valid ({reason})")
        if isinstance(each, ssl.SSLError):
            return note(f"{where}: no encrypted connection. Check the port and the kind of TLS")
    if isinstance(error, SMTPAuthenticationError):
        answer = said(error.code, error.message)
        if is_refusal(error):
            return note(f"{where} does not accept the mailbox's password: {answer}")
        return note(f"{where} cannot check the password: {answer}")
    if isinstance(error, SMTPResponseException):
        return note(f"{where}: {said(error.code, error.message)}")
    if isinstance(error, SMTPTimeoutError | TimeoutError):
        return note(f"{where} does not answer")
    if cause_of(error) == "no_tls":
        return note(f"{where} offers no encryption. Choose TLS and port 465")
    if isinstance(cause, OSError) and cause.strerror:
        return note(f"{where} cannot be reached: {clean_line(cause.strerror, 100)}")
    return note(f"{where} cannot be reached")
