# SPDX-License-Identifier: Apache-2.0
"""Flowed text comes back as the paragraphs that its author wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.channels.email.flowed import unflow
from sync_server.channels.email.parse import parse_mail
from tests.support.mail_corpus import mail_with


@pytest.mark.parametrize(
    ("flowed", "text"),
    [
        ("one \ntwo\nthree", "one two\nthree"),
        ("one \n\ntwo", "one \ntwo"),
        ("> one \n> two\nmine", "> one two\nmine"),
        ("> one \nmine", "> one \nmine"),
        (">> deep \n>> er\n> less", ">> deep er\n> less"),
        (" From here\n >not a quote", "From here\n>not a quote"),
        ("bye \n-- \nAda \nWhitfield", "bye \n-- \nAda Whitfield"),
        ("", ""),
    ],
)
def test_lines_that_end_in_a_space_go_on(flowed: str, text: str) -> None:
    assert unflow(flowed, delete_space=False) == text


def test_a_space_that_was_added_for_the_break_goes() -> None:
    assert unflow("電球が \n点灯しません。", delete_space=True) == "電球が点灯しません。"


def test_only_a_mail_that_says_so_is_flowed() -> None:
    body = b"one \r\ntwo\r\n"
    assert parse_mail(mail_with(body=body)).text == "one \ntwo"
    flowed = mail_with(b"Content-Type: text/plain; format=Flowed; charset=utf-8", body=body)
    assert parse_mail(flowed).text == "one two"


@given(st.text("ab >\n-"))
def test_no_word_is_lost(text: str) -> None:
    kept = unflow(text, delete_space=False)
    assert kept.translate({32: None, 10: None, 62: None}) == text.translate(
        {32: None, 10: None, 62: None}
    )
