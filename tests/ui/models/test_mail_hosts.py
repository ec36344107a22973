# SPDX-License-Identifier: Apache-2.0
"""What people paste as the name of a mail server becomes one, or is known not to be."""

import pytest

from ui.models.mail_hosts import clean_host, is_host


@pytest.mark.parametrize(
    ("pasted", "host", "port"),
    [
        ("imap.example.com", "imap.example.com", None),
        ("  IMAP.Example.com. ", "imap.example.com", None),
        ("https://mail.example.com/", "mail.example.com", None),
        ("https://mail.example.com:8993/inbox?x=1", "mail.example.com", 8993),
        ("imaps://mail.example.com:993", "mail.example.com", 993),
        ("mail.example.com:99999", "mail.example.com", None),
        ("[2001:db8::1]:993", "2001:db8::1", 993),
        ("2001:db8::1", "2001:db8::1", None),
        ("", "", None),
    ],
)
def test_what_stands_around_a_name_is_taken_away(pasted, host, port):
    assert clean_host(pasted) == (host, port)


@pytest.mark.parametrize(
    "name", ["localhost", "imap.example.com", "münchen.example", "2001:db8::1"]
)
def test_names_and_addresses_are_hosts(name):
    assert is_host(name)


@pytest.mark.parametrize(
    "text", ["", "imap example.com", "me@example.com", "a..b", "a/b", "a" * 256, "imap,example.com"]
)
def test_nothing_else_is(text):
    assert not is_host(text)
