# SPDX-License-Identifier: Apache-2.0
"""An address is enough to find its mail servers; what is guessed says so."""

import pytest

from sync_server.contract.codec import decode_command, encode
from sync_server.contract.commands import ConnectMailbox
from sync_server.contract.ids import MailboxId, SecretId
from sync_server.contract.mail_providers import PROVIDERS, guess_servers


@pytest.mark.parametrize("address", ["help@gmail.com", "Help@GMAIL.com", "a@b@gmail.com."])
def test_a_known_provider_is_found_by_the_domain_in_any_spelling(address):
    found = guess_servers(address)
    assert (found.imap_host, found.smtp_host, found.known) == (
        "imap.gmail.com",
        "smtp.gmail.com",
        True,
    )
    assert "app password" in found.hint


def test_any_other_domain_is_guessed_and_says_so():
    found = guess_servers("support@brightwater.example")
    assert (found.imap_host, found.imap_port, found.imap_security) == (
        "imap.brightwater.example",
        993,
        "tls",
    )
    assert (found.smtp_host, found.smtp_port, found.smtp_security) == (
        "smtp.brightwater.example",
        465,
        "tls",
    )
    assert not found.known


@pytest.mark.parametrize("domain", PROVIDERS)
def test_every_provider_can_be_connected_with_what_is_known(domain):
    found = guess_servers(f"help@{domain}")
    command = ConnectMailbox(
        mailbox=MailboxId("m"),
        address=f"help@{domain}",
        imap_host=found.imap_host,
        imap_port=found.imap_port,
        imap_security=found.imap_security,
        smtp_host=found.smtp_host,
        smtp_port=found.smtp_port,
        smtp_security=found.smtp_security,
        user=f"help@{domain}",
        secret=SecretId("s"),
    )
    assert decode_command(encode(command)) == command
    assert "plain" not in (found.imap_security, found.smtp_security)
