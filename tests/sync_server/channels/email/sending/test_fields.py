# SPDX-License-Identifier: Apache-2.0
"""Header fields that nothing can break out of."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.channels.email.addresses import parse_addresses
from sync_server.channels.email.headers import read_headers
from sync_server.channels.email.sending.fields import (
    MAX_IDS,
    BadAddress,
    Field,
    address_value,
    ids_value,
    put,
    text_value,
    travelling,
)
from sync_server.channels.email.text import clean_line, clean_name

NASTY = st.text(
    st.one_of(
        st.sampled_from('\r\n\t\x00\x0b\x0c\x1c\x85\u2028\u2029 ",;:<>()\\@=?[]'), st.characters()
    ),
    max_size=200,
)


def written(name: str, value: str) -> EmailMessage:
    """A mail with one header, as the other side reads it."""
    mail = EmailMessage(policy=policy.SMTP)
    put(mail, name, value)
    mail.set_content("body")
    return message_from_bytes(mail.as_bytes(), policy=policy.default)


def ours(name: str, value: str) -> bytes:
    """The header as our own parser unfolds it."""
    mail = EmailMessage(policy=policy.SMTP)
    put(mail, name, value)
    raw = mail.as_bytes()
    return read_headers(raw, 0, len(raw))[0].first(name.lower()) or b""


def test_bad_input_36_a_line_end_in_a_subject_begins_no_header():
    mail = written("Subject", text_value("Hello\r\nBcc: victim@x.example\r\n\r\n<b>body</b>"))
    assert mail["Subject"] == "Hello Bcc: victim@x.example <b>body</b>"
    assert mail["Bcc"] is None
    assert mail.get_content().split() == ["body"]


def test_bad_input_36_a_name_never_poses_as_an_address():
    value = address_value('"a@trusted.example" <a@trusted.example>, ', "x@evil.example")
    [parsed] = parse_addresses(ours("To", value))
    assert parsed.address == "x@evil.example"
    assert [each.addr_spec for each in written("To", value)["To"].addresses] == ["x@evil.example"]


@given(NASTY)
def test_any_subject_arrives_as_one_clean_line_in_one_header(subject):
    value = text_value(subject)
    mail = written("Subject", value or "-")
    assert len(mail.keys()) == len(set(mail.keys())) == 4
    assert value == "" or str(mail["Subject"]) == " ".join(clean_line(subject, 500).split())


@given(NASTY)
def test_any_name_arrives_with_the_one_true_address(name):
    value = address_value(name, "kim@acme.test")
    [parsed] = parse_addresses(ours("To", value))
    assert parsed.address == "kim@acme.test"
    assert parsed.name in (" ".join(clean_name(name, 200).split()), "")
    assert [each.addr_spec for each in written("To", value)["To"].addresses] == ["kim@acme.test"]


def test_a_name_of_any_script_arrives():
    for name in ("Zoë Müller", "山田 太郎", "O'Brien, Pat (Sales)", 'The "Boss"', "مريم"):
        value = address_value(name, "kim@acme.test")
        [parsed] = parse_addresses(ours("From", value))
        assert parsed.name == name
        assert written("From", value)["From"].addresses[0].display_name == name


def test_long_message_ids_are_folded_between_them_and_never_encoded():
    ids = [f"<{'x' * 90}{number}@mail.example>" for number in range(5)]
    value = ids_value(ids)
    raw = Field("References", value).fold(policy=policy.SMTP)
    assert "=?" not in raw
    assert max(len(line) for line in raw.splitlines()) < 120
    assert ours("References", value).decode().split() == ids


def test_of_many_ids_the_first_and_the_newest_stay():
    ids = [f"<{number}@x>" for number in range(50)]
    kept = ids_value([*ids, ids[3]]).split()
    assert len(kept) == MAX_IDS
    assert (kept[0], kept[-1]) == ("<0@x>", "<49@x>")


def test_an_id_that_is_none_is_left_out():
    assert ids_value(["a b@x", "<ok@x>", "in\r\njected@x", "bare@x", ""]) == "<ok@x> <bare@x>"


def test_a_field_takes_no_line_end():
    with pytest.raises(ValueError, match="control"):
        Field("Subject", "a\nb")


def test_the_domain_of_an_address_travels_in_ascii():
    assert travelling("zoë@bücher.example") == "zoë@xn--bcher-kva.example"
    assert travelling("jo@straße.example") == "jo@xn--strae-oqa.example"


@pytest.mark.parametrize(
    "address",
    [
        "a b@x.example",
        "a@x.example\r\nDATA",
        "a@x.example>,<b@x.example",
        "@x.example",
        "a@",
        "a@-.\u2028",
        "a,b@x.example",
        f"{'a' * 65}@x.example",
        f"a@{'x' * 64}.example",
    ],
)
def test_what_is_no_address_is_sent_nowhere(address):
    with pytest.raises(BadAddress):
        travelling(address)
