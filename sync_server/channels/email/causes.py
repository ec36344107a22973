# SPDX-License-Identifier: Apache-2.0
"""What an error of a connection to a mail server comes down to, for programs; pure.

The words are those of `contract.queries.TestStep`.
"""

import ssl

from aiosmtplib.errors import SMTPAuthenticationError, SMTPException


def cause_of(error: BaseException) -> str:
    """The cause of an error, or of what is behind it; empty for one that has no name."""
    seen: BaseException | None = error
    while seen is not None:
        if found := _named(seen):
            return found
        seen = seen.__cause__ or seen.__context__
    # The library says in a bare error alone that the server lacks what was asked of it.
    return "no_tls" if type(error) is SMTPException else ""


def is_refusal(error: SMTPAuthenticationError) -> bool:
    """Whether a password was refused, and not only left unchecked (RFC 4954, section 6)."""
    return error.code >= 500


def _named(error: BaseException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "certificate"
    if isinstance(error, ssl.SSLError):
        return "tls"
    if isinstance(error, SMTPAuthenticationError):
        return "password" if is_refusal(error) else ""
    if isinstance(error, TimeoutError):
        return "silent"
    if isinstance(error, ConnectionRefusedError):
        return "closed"
    return "name" if type(error).__name__ == "gaierror" else ""
