# SPDX-License-Identifier: Apache-2.0
"""A mail as bytes."""

from base64 import b64decode
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from sync_server.channels.email.mail import ParsedMail
from sync_server.channels.email.parse import parse_mail
from sync_server.channels.email.sending.assembly import (
    OutgoingFile,
    assemble,
    date_value,
    envelope,
    thread_index,
)
from sync_server.channels.email.sending.bodies import Body

BODY = Body(text="Grüße, --=_ und mehr\n", html="<p>Grüße</p>")
FIELDS = (("From", "a@x.example"), ("To", "b@x.example"), ("Subject", "Hello"))


def file(name: str = "a.txt", media_type: str = "text/plain", data: bytes = b"12") -> OutgoingFile:
    return OutgoingFile(name=name, media_type=media_type, data=data)


def read(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def parsed(raw: bytes) -> ParsedMail:
    outcome = parse_mail(raw)
    assert isinstance(outcome, ParsedMail)
    return outcome


def test_a_mail_has_text_and_html_and_its_files():
    raw = assemble(FIELDS, BODY, [file("Zoë.pdf", "application/pdf", b"%PDF" * 99)], seed="one")
    mail = parsed(raw)
    assert mail.text.strip() == BODY.text.strip()
    assert "Grüße" in (mail.html or "")
    [attached] = mail.attachments
    assert (attached.name, attached.media_type, attached.data) == (
        "Zoë.pdf",
        "application/pdf",
        b"%PDF" * 99,
    )


def test_the_same_mail_has_the_same_bytes():
    assert assemble(FIELDS, BODY, [file()], seed="one") == assemble(
        FIELDS, BODY, [file()], seed="one"
    )
    assert assemble(FIELDS, BODY, [file()], seed="one") != assemble(
        FIELDS, BODY, [file()], seed="two"
    )


def test_every_line_is_short_and_of_seven_bits():
    long = Body(text="ü" * 5000 + "\n.\nFrom here\n", html=f"<p>{'x' * 5000}</p>")
    raw = assemble(FIELDS, long, [file(data=bytes(range(256)) * 50)], seed="one")
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "media_type",
    ["message/rfc822", "multipart/mixed", "text/html; a=b\r\nX: y", "x", "", "a/b/c", "ü/ü"],
)
def test_a_file_of_a_type_that_means_more_than_bytes_goes_as_bytes(media_type):
    raw = assemble(FIELDS, BODY, [file(media_type=media_type)], seed="one")
    [attached] = read(raw).iter_attachments()
    assert attached.get_content_type() == "application/octet-stream"
    assert attached.get_content() == b"12"


def test_bad_input_36_and_41_a_file_name_begins_no_header():
    names = ['a\r\nBcc: v@x.example"; name=b', "../../etc/passwd", "a" * 5000, "", "\u202efdp.exe"]
    raw = assemble(FIELDS, BODY, [file(name) for name in names], seed="one")
    mail = read(raw)
    assert mail["Bcc"] is None
    found = [part.get_filename() for part in mail.iter_attachments()]
    assert found[1] == "passwd"
    assert found[3] == "file-4"
    assert all(name and len(name) <= 150 and "\n" not in name for name in found)


def test_each_recipient_is_in_the_envelope_once():
    assert envelope(("Kim@Acme.test", "b@x.example"), ("kim@acme.test",), ()) == (
        "kim@acme.test",
        "b@x.example",
    )


def test_a_date_is_in_utc():
    assert date_value(0) == "Thu, 01 Jan 1970 00:00:00 +0000"


def test_a_conversation_has_one_index_and_each_answer_its_own_end():
    hour = 3_600_000_000
    first = b64decode(thread_index("t", 1_700_000_000_000_000, at=0, replies=0))
    later = b64decode(
        thread_index("t", 1_700_000_000_000_000, at=1_700_000_000_000_000 + hour, replies=2)
    )
    assert (len(first), len(later)) == (22, 27)
    assert later.startswith(first)
    ticks = int.from_bytes(b"\x01" + first[1:6]) << 16 & (1 << 56) - 1
    unix = 116_444_736_000_000_000 + 17_000_000_000_000_000
    assert abs(ticks - (unix & (1 << 56) - 1)) < 1 << 17
