# SPDX-License-Identifier: Apache-2.0
"""What a customer enters, by a form or through a program. Numbers are those of the bad inputs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.channels.email.sending.fields import address_value, text_value
from sync_server.channels.entered import MAX_NAME, Entered, read_address, read_entered

LONGEST = 200
ANYTHING = st.text(max_size=80) | st.text('ab@.,;<>"\\r\\n\x00\u202e\u200b =?', max_size=40)


def read(**given):
    return read_entered(**given, longest_subject=LONGEST)


def test_what_is_right_stays_as_it_is():
    good = {"name": "Hana Ito", "address": "hana@kestrel.example", "subject": "S", "text": "T"}
    assert read(**good) == Entered(**good)


@pytest.mark.parametrize(
    "address",
    [
        "hana",
        "hana@",
        "@kestrel.example",
        "hana@kestrel.example, x@evil.example",
        "hana@kestrel.example;x@evil.example",
        '"boss@ours.example" <x@evil.example>',
        "hana@kestrel.example\r\nBcc: x@evil.example",
        "hana@kestrel.example\nx",
        "ha na@kestrel.example",
        "hana@kest\u200brel.example",
        "hana\u202e@kestrel.example",
        "=?utf-8?q?x?=@kestrel.example",
        f"{'a' * 65}@kestrel.example",
        f"hana@{'k' * 250}.example",
        "hana@@kestrel.example",
        "hana@kestrel..example",
        "hana@kes_trel.example",
    ],
)
def test_36_one_plain_address_and_nothing_else_is_an_address(address):
    assert read_address(address) == ""


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" Hana.Ito@Kestrel.EXAMPLE ", "Hana.Ito@kestrel.example"),
        ("hana@Bücher.example", "hana@bücher.example"),
    ],
)
def test_an_address_is_kept_in_the_form_in_which_contacts_have_theirs(typed, address):
    assert read_address(typed) == address


@pytest.mark.parametrize("field", ["name", "subject"])
def test_36_a_line_stays_one_line(field):
    entered = read(**{field: "Offer\r\nBcc: x@evil.example\nX-Loop: yes\x00"})
    assert getattr(entered, field) == "Offer Bcc: x@evil.example X-Loop: yes"


def test_40_a_name_has_no_character_that_turns_it_round():
    assert read(name="Ha\u202ena\u200b").name == "Hana"


def test_a_text_keeps_its_lines():
    assert read(text=" one\r\n\r\ntwo\x00 ").text == "one\n\ntwo"


@pytest.mark.parametrize("field", ["name", "subject", "text"])
@pytest.mark.parametrize("nothing", ["", " \r\n\t", "\x00\x7f", "\u200b \u202e\ufeff", "\u3000"])
def test_what_shows_nothing_is_nothing(field, nothing):
    assert read(**{field: nothing}) == Entered()


def test_what_is_too_long_can_be_told():
    entered = read(name="n" * 900, subject="s" * 900)
    assert (len(entered.name), len(entered.subject)) == (MAX_NAME + 1, LONGEST + 1)


@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING)
def test_36_whatever_is_entered_fits_into_a_mail_and_reads_alike_again(
    name, address, subject, text
):
    entered = read(name=name, address=address, subject=subject, text=text)
    again = read(
        name=entered.name, address=entered.address, subject=entered.subject, text=entered.text
    )
    assert again == entered
    assert len(f"{entered.name}{entered.subject}".splitlines()) <= 1
    assert text_value(entered.subject).isascii()
    assert "\n" not in address_value(entered.name, entered.address or "kim@acme.test")
