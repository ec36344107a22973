# SPDX-License-Identifier: Apache-2.0
"""A mail is read, or refused with a reason; nothing else ever comes of it."""

import mailbox
import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.channels.email.mail import (
    MIB,
    MailAddress,
    MailLimits,
    MailRefused,
    ParsedMail,
    Reason,
)
from sync_server.channels.email.parse import parse_mail
from tests.support.mail_corpus import (
    PNG,
    build_mbox,
    deep_messages,
    deep_multipart,
    html_mail,
    interpreter_mails,
    large_mail,
    mail_with,
    many_parts,
)

RICH = b"\r\n".join(
    [
        b"Received: from a by b; Mon, 2 Feb 2026 10:00:00 +0000",
        b"From: =?utf-8?q?J=C3=B6rg?= <joerg@muellerbau.example>",
        b"To: Support <support@lanternworks.example>, x@y.example",
        b"Cc: z@y.example",
        b"Reply-To: <other@muellerbau.example>",
        b"Subject: =?iso-8859-1?q?Gr=F6=DFe?=",
        b" of the lamp",
        b"Date: Mon, 2 Feb 2026 10:00:00 +0100",
        b"Message-ID: <one@muellerbau.example>",
        b"In-Reply-To: <zero@lanternworks.example>",
        b"References: <a@x> <zero@lanternworks.example>",
        b"MIME-Version: 1.0",
        b'Content-Type: multipart/mixed; boundary="outer"',
        b"",
        b"This is a preamble.",
        b"--outer",
        b'Content-Type: multipart/related; boundary="related"',
        b"",
        b"--related",
        b'Content-Type: multipart/alternative; boundary="alternative"',
        b"",
        b"--alternative",
        b"Content-Type: text/plain; charset=iso-8859-1",
        b"Content-Transfer-Encoding: quoted-printable",
        b"",
        b"Die Gr=F6=DFe =",
        b"passt.",
        b"--alternative",
        b"Content-Type: text/html; charset=utf-8",
        b"",
        "<p>Die <b>Größe</b> passt.<img src='cid:logo@x'></p>".encode(),
        b"--alternative--",
        b"--related",
        b"Content-Type: image/png; name=logo.png",
        b"Content-Transfer-Encoding: base64",
        b"Content-ID: <logo@x>",
        b"",
        b"iVBORw0KGgo=",
        b"--related--",
        b"--outer",
        b"Content-Type: application/pdf",
        b"Content-Disposition: attachment; filename*=utf-8''Ma%C3%9Fe.pdf",
        b"",
        b"%PDF-1.4",
        b"--outer--",
        b"This is an epilogue.",
    ]
)


def refused(raw: bytes, limits: MailLimits | None = None) -> Reason:
    with pytest.raises(MailRefused) as caught:
        parse_mail(raw, limits)
    return caught.value.reason


def test_a_rich_mail_is_read_whole() -> None:
    mail = parse_mail(RICH)
    assert mail.sender == MailAddress("Jörg", "joerg@muellerbau.example")
    assert mail.reply_to == MailAddress("", "other@muellerbau.example")
    assert [to.address for to in mail.to] == ["support@lanternworks.example", "x@y.example"]
    assert [cc.address for cc in mail.cc] == ["z@y.example"]
    assert mail.subject == "Größe of the lamp"
    assert mail.message_id == "one@muellerbau.example"
    assert mail.in_reply_to == "zero@lanternworks.example"
    assert mail.references == ("a@x", "zero@lanternworks.example")
    assert mail.text == "Die Größe passt."
    assert mail.html == '<p>Die <b>Größe</b> passt.<img src="cid:logo@x"></p>'
    logo, pdf = mail.attachments
    assert (logo.name, logo.media_type, logo.content_id, logo.inline) == (
        "logo.png",
        "image/png",
        "logo@x",
        True,
    )
    assert logo.data == PNG[:8]
    assert (pdf.name, pdf.data, pdf.inline) == ("Maße.pdf", b"%PDF-1.4", False)
    assert not mail.automatic


def test_promise_36_a_subject_stays_one_line_without_further_headers() -> None:
    mail = parse_mail(mail_with(b"Subject: =?utf-8?q?x=0D=0ABcc:_v@victim.example?="))
    assert mail.subject == "x Bcc: v@victim.example"
    assert mail.to == (MailAddress("", "support@lanternworks.example"),)


def test_stray_bytes_in_headers_are_read_in_the_charset_of_the_body() -> None:
    raw = mail_with(
        "Subject: 电灯".encode("gb18030"),
        "Reply-To: 王 <wang@x.example>".encode("gb18030"),
        b"Content-Type: text/plain; charset=gb2312",
    )
    mail = parse_mail(raw)
    assert mail.subject == "电灯"
    assert mail.reply_to == MailAddress("王", "wang@x.example")


def test_promise_39_markup_in_a_subject_is_just_text() -> None:
    assert parse_mail(mail_with(b"Subject: <b>bold</b> &amp;")).subject == "<b>bold</b> &amp;"


def test_promise_37_a_hostile_mail_stays_readable() -> None:
    mail = parse_mail(html_mail("<p>Hello <script>x()</script><b onclick=x()>you</b></p>"))
    assert mail.html == "<p>Hello <b>you</b></p>"
    assert mail.text == "Hello you"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \r\n\r\n\t", Reason.EMPTY),
        (b"no header at all", Reason.UNPARSEABLE),
        (bytes(range(256)) * 100, Reason.UNPARSEABLE),
        (b"X-Only: unknown\r\n\r\nbody", Reason.UNPARSEABLE),
        (deep_multipart(200), Reason.TOO_DEEP),
        (deep_messages(200), Reason.TOO_DEEP),
        (many_parts(10_000), Reason.TOO_MANY_PARTS),
        (many_parts(200), Reason.TOO_MANY_PARTS),
        (mail_with(b"X-Bomb: " + b"a" * 5 * MIB), Reason.HEADERS_TOO_LARGE),
        (mail_with(*[b"X-Bomb: 1"] * 50_000), Reason.HEADERS_TOO_LARGE),
        (mail_with(b"X-Bomb:" + b"\r\n folded" * 50_000), Reason.HEADERS_TOO_LARGE),
        (large_mail(40 * MIB + 1), Reason.TOO_LARGE),
    ],
    ids=lambda value: value if isinstance(value, Reason) else "",
)
def test_promise_44_what_passes_a_limit_is_refused_with_its_reason(
    raw: bytes, reason: Reason
) -> None:
    assert refused(raw) is reason


def test_what_just_keeps_the_limits_is_read() -> None:
    assert parse_mail(deep_multipart(20)).text == "The bottom"
    assert len(parse_mail(many_parts(199)).text.split()) == 199
    assert len(parse_mail(mail_with(b"Cc: " + b"a@x.example, " * 99)).cc) == 99
    assert parse_mail(mail_with(b"X-Long: " + b"a" * 200_000)).text == "Hello"


@pytest.mark.parametrize("field", [b"To", b"Cc"])
def test_of_very_many_recipients_the_first_are_read_and_the_rest_is_counted(field: bytes) -> None:
    mail = parse_mail(mail_with(field + b": " + b"a@x.example, " * 10_000))
    named = len(mail.to) + len(mail.cc)
    assert (mail.sender is None, named) == (False, MailLimits().max_recipients)
    assert named + mail.recipients_left_out >= 10_000


def test_a_mail_of_40_mib_is_read_whole() -> None:
    mail = parse_mail(large_mail(40 * MIB))
    assert mail.text == "See the file"
    assert len(mail.attachments[0].data) > 29 * MIB


def test_a_long_text_is_cut_and_marked() -> None:
    limits = MailLimits(max_text=1000)
    cut = parse_mail(mail_with(body=b"word " * 300), limits)
    far = parse_mail(mail_with(body=b"word " * 3000), limits)
    assert (len(cut.text), cut.text_cut) == (1000, True)
    assert (len(far.text), far.text_cut) == (1000, True)
    assert not parse_mail(mail_with(), limits).text_cut


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
def test_any_line_end_will_do(line_end: bytes) -> None:
    mail = parse_mail(RICH.replace(b"\r\n", line_end))
    assert mail.subject == "Größe of the lamp"
    assert mail.text == "Die Größe passt."
    assert len(mail.attachments) == 2


def test_mixed_line_ends_will_do() -> None:
    head, _, body = RICH.partition(b"\r\n\r\n")
    mixed = head.replace(b"\r\n", b"\n") + b"\n\r\n" + body.replace(b"outer\r\n", b"outer\n")
    mail = parse_mail(mixed)
    assert mail.text == "Die Größe passt."
    assert len(mail.attachments) == 2


@pytest.mark.parametrize("size", range(0, len(RICH), 7))
def test_a_truncated_mail_is_read_as_far_as_it_goes(size: int) -> None:
    outcome = read_or_refuse(RICH[:size])
    assert isinstance(outcome, ParsedMail) or size < 10


@pytest.mark.parametrize(
    ("headers", "body", "text"),
    [
        ([b"Content-Type: multipart/mixed"], b"no boundary\r\n", "no boundary"),
        ([b'Content-Type: multipart/mixed; boundary="x"'], b"never used\r\n", "never used"),
        ([b"Content-Type: nonsense"], b"still text\r\n", "still text"),
        ([b"Content-Type: text/plain; charset=utf-7"], b"+ADw-b+AD4-\r\n", "+ADw-b+AD4-"),
        ([b"Content-Transfer-Encoding: base64"], b"SGVsbG8gdGhlcmU", "Hello there"),
        ([b"Content-Transfer-Encoding: base64"], b"SGVsbG8!gdGhl\r\ncmU=", "Hello there"),
        ([b"Content-Transfer-Encoding: quoted-printable"], b"a=3Db=ZZ=\r\nc=", "a=b=ZZc"),
        ([b"Content-Transfer-Encoding: unheard-of"], b"as it is\r\n", "as it is"),
        ([b"Content-Transfer-Encoding: x-uuencode"],
         b"begin 644 x\r\n%2&5L;&\\\r\n`\r\nend\r\n", "Hello"),
        ([b"Content-Transfer-Encoding: uuencode"],
         b"begin 644 x\r\n%2&5L;&\\ padded\r\n%\xff\xff\xff\r\nend\r\n", "Hello"),
        ([b"Content-Type: text/plain; name=letter.txt"], b"the only part\r\n", "the only part"),
        ([], b"NUL\x00 and \x07bell \xed\xa0\x80\r\n", "NUL and bell"),
    ],
)  # fmt: skip
def test_broken_parts_still_give_their_text(headers: list[bytes], body: bytes, text: str) -> None:
    assert parse_mail(mail_with(*headers, body=body)).text.startswith(text)


def test_a_forwarded_mail_is_a_file_named_by_its_subject() -> None:
    inner = b"From: a@x.example\r\nSubject: The ../lamp\r\n\r\nInside\r\n"
    mail = parse_mail(
        mail_with(
            b"Content-Type: multipart/mixed; boundary=x",
            body=b"--x\r\n\r\nSee below\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n" + inner,
        )
    )
    assert mail.text == "See below"
    assert [(file.name, file.data) for file in mail.attachments] == [("The .._lamp.eml", inner)]


def test_references_keep_the_first_and_the_newest() -> None:
    ids = " ".join(f"<{number}@x>" for number in range(5000)).encode()
    references = parse_mail(mail_with(b"References: " + ids)).references
    assert (len(references), references[0], references[-1]) == (100, "0@x", "4999@x")


def test_two_ways_of_one_mail_have_one_fingerprint() -> None:
    direct = parse_mail(RICH)
    by_list = parse_mail(b"Received: from elsewhere; x\n" + RICH.replace(b"\r\n", b"\n"))
    assert direct.fingerprint == by_list.fingerprint
    assert direct.fingerprint != parse_mail(RICH.replace(b"passt", b"passte")).fingerprint


def read_or_refuse(raw: bytes) -> ParsedMail | MailRefused:
    """The outcome; any other exception fails the test."""
    try:
        return parse_mail(raw)
    except MailRefused as refusal:
        return refusal


def check(raw: bytes) -> None:
    """A mail is read into texts that can be stored, or refused for a reason that was foreseen."""
    outcome = read_or_refuse(raw)
    assert getattr(outcome, "__cause__", None) is None
    mail = outcome if isinstance(outcome, ParsedMail) else parse_mail(mail_with())
    shown = [mail.subject, mail.text, mail.html or "", *(file.name for file in mail.attachments)]
    assert "\x00" not in "".join(shown)
    "".join(shown).encode("utf-8")


OWN = {
    "rich": RICH,
    "deep": deep_multipart(19),
    "forwards": deep_messages(15),
    "parts": many_parts(20),
    "html": html_mail("<table><tr><td>x<blockquote>y</blockquote><img src='cid:a'></table>"),
    "report": mail_with(
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=x",
        body=b"--x\r\n\r\nNot delivered\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n"
        b"Final-Recipient: rfc822; a@x.example\r\n\r\n--x--\r\n",
    ),
}
CORPUS = {**OWN, **interpreter_mails()}


def test_the_mails_of_pythons_own_tests_are_among_them() -> None:
    assert len(CORPUS) > len(OWN) + 40, "install the package of tests of this Python"


@pytest.mark.parametrize("name", sorted(CORPUS))
def test_every_mail_of_the_corpora_is_read_or_refused(name: str) -> None:
    check(CORPUS[name])


_SPLICES = [
    b"\r\n", b"\n\n", b"\x00", b"\xff", b"=?utf-7?b?", b"?=", b"--outer", b"--", b'"', b";", b"(",
    b"<", b">", b"Content-Type: multipart/mixed; boundary=outer\r\n", b"charset=utf-16;",
    b"Content-Transfer-Encoding: base64\r\n", b"\xed\xa0\x80", b"=", b"*0*=x''%", b"@", b",",
]  # fmt: skip


@given(
    st.sampled_from(sorted(OWN)),
    st.lists(
        st.tuples(
            st.floats(0, 1, exclude_max=True),
            st.integers(0, 40),
            st.sampled_from(_SPLICES) | st.binary(max_size=8),
        ),
        min_size=1,
        max_size=8,
    ),
)
def test_no_mutation_of_a_mail_raises_anything_but_a_refusal(
    name: str, edits: list[tuple[float, int, bytes]]
) -> None:
    raw = OWN[name]
    for place, removed, inserted in edits:
        at = int(place * len(raw))
        raw = raw[:at] + inserted + raw[at + removed :]
    check(raw)


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_a_refusal(raw: bytes) -> None:
    check(raw)
    check(b"From: " + raw)
    check(b"Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n" + raw)


def test_an_ordinary_archive_reads_as_the_standard_library_reads_it(tmp_path: Path) -> None:
    build_mbox(tmp_path / "archive.mbox", threads=60, seed=5)
    box = mailbox.mbox(tmp_path / "archive.mbox", create=False)
    try:
        raws = [box.get_bytes(key).replace(b"\n>From ", b"\nFrom ") for key in list(box.iterkeys())]
    finally:
        box.close()
    assert len(raws) > 100
    for raw in raws:
        ours = parse_mail(raw)
        theirs = message_from_bytes(raw, policy=default)
        body = theirs.get_body(("plain",))
        assert body is not None
        assert ours.text == body.get_content().strip("\n")
        assert ours.subject == str(theirs["Subject"])
        assert ours.message_id == re.sub("[<>]", "", str(theirs["Message-ID"]))
        assert ours.date == theirs["Date"].datetime
        sender = theirs["From"].addresses[0]
        assert ours.sender == MailAddress(sender.display_name, sender.addr_spec)
        assert [(file.name, file.data) for file in ours.attachments] == [
            (part.get_filename(), part.get_payload(decode=True))
            for part in theirs.iter_attachments()
        ]
