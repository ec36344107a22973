# SPDX-License-Identifier: Apache-2.0
"""What a mail server said, in words for people."""

import pytest
from aiosmtplib.errors import SMTPAuthenticationError

from sync_server.channels.email.sending.words import no_connection, note, said, server_name


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("5.2.2 Mailbox full", "Mailbox full (552)"),
        ("5.7.1 No\n5.7.1 relaying\n5.7.1 relaying", "No relaying (552)"),
        ("\x1b[31mred\x00\u202e", "[31mred (552)"),
        ("", "code 552"),
        ("x" * 5000, f"{'x' * 180} (552)"),
    ],
)
def test_an_answer_becomes_one_clean_line(message, words):
    assert said(552, message) == words


@pytest.mark.parametrize(
    ("greeting", "name"),
    [
        ("mail.kestrel.example at your service\nSIZE 5", "mail.kestrel.example"),
        ("localhost\nSIZE", "smtp.ours.example"),
        ("", "smtp.ours.example"),
        ("<script>.evil hello", "smtp.ours.example"),
        (f"{'a.' * 200}example", "smtp.ours.example"),
    ],
)
def test_a_server_is_called_what_it_calls_itself_if_that_is_a_name(greeting, name):
    assert server_name(greeting, "smtp.ours.example") == name


def test_a_note_has_at_most_300_characters():
    assert note("short") == "short"
    assert len(note("x" * 1000)) == 300


def test_an_error_without_words_still_says_where():
    assert no_connection("mx.example", 25, OSError()) == "mx.example, port 25 cannot be reached"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (535, "does not accept the mailbox's password: So it is (535)"),
        (454, "cannot check the password: So it is (454)"),
    ],
)
def test_only_a_password_that_was_looked_at_is_refused(code, words):
    said = no_connection("mx.example", 25, SMTPAuthenticationError(code, "So it is"))
    assert words in said
