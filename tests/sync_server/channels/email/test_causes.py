# SPDX-License-Identifier: Apache-2.0
"""What a program can tell of an error of a connection."""

import socket
import ssl

import pytest
from aiosmtplib.errors import SMTPAuthenticationError, SMTPConnectError, SMTPException

from sync_server.channels.email.causes import cause_of


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "name"),
        (TimeoutError(), "silent"),
        (ConnectionRefusedError(), "closed"),
        (ssl.SSLCertVerificationError(1, "self-signed"), "certificate"),
        (ssl.SSLError(1, "wrong version number"), "tls"),
        (SMTPAuthenticationError(535, "no"), "password"),
        (SMTPAuthenticationError(454, "not now"), ""),
        (SMTPException("SMTP STARTTLS extension not supported by server."), "no_tls"),
        (OSError(), ""),
        (ValueError(), ""),
    ],
)
def test_each_error_has_the_cause_that_says_which_setting_to_look_at(error, cause):
    assert cause_of(error) == cause


def test_what_is_behind_an_error_counts():
    error = SMTPConnectError("Error connecting")
    error.__cause__ = ConnectionRefusedError()
    assert cause_of(error) == "closed"
