# SPDX-License-Identifier: Apache-2.0
"""Old mail and tables become tickets: once, threads whole, and harmless."""

import mailbox
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sync_server.contract.entities import Message
from sync_server.operations.import_mail import instant
from sync_server.operations.importer import ImportStopped
from tests.support.importing import Imports, importing_into
from tests.support.mail_corpus import (
    PNG,
    build_mbox,
    deep_messages,
    deep_multipart,
    html_mail,
    interpreter_mails,
    large_mail,
    mail_files,
    mail_with,
)
from tests.support.plain import c
from tests.support.standard_desk import OPERATOR_ACTOR
from tests.support.still_environment import START

OWN = "support@lanternworks.example"


@pytest.fixture
async def imports(sqlite_database, environment, tmp_path):
    async with importing_into(sqlite_database, environment, tmp_path / "data") as opened:
        yield opened


async def only_message(imports: Imports, tmp_path: Path, raw: bytes) -> Message:
    await imports.run(mail_files(tmp_path / "one", raw))
    (message,) = imports.messages
    return message


# -- conversations -----------------------------------------------------------------------------


async def test_every_conversation_of_an_mbox_is_one_ticket_with_its_files(imports, tmp_path):
    conversations = build_mbox(tmp_path / "old.mbox", threads=40, seed=7)
    report = await imports.run(tmp_path / "old.mbox", own=(OWN,))
    named = {message.message_id: message.ticket for message in imports.messages}
    threads = [{named[id_] for id_ in each.message_ids} for each in conversations]
    assert [len(tickets) for tickets in threads] == [1] * 40
    assert len(set().union(*threads)) == report.tickets == 40
    assert report.imported == report.read == sum(len(each.message_ids) for each in conversations)
    assert report.attachments == sum(each.attachments for each in conversations)
    assert report.set_aside == {}
    assert imports.problems() == ()


async def test_what_the_desk_wrote_is_an_answer_and_what_customers_wrote_is_theirs(
    imports, tmp_path
):
    build_mbox(tmp_path / "old.mbox", threads=20, seed=3)
    await imports.run(tmp_path / "old.mbox", own=(OWN,))
    kinds = Counter((message.type, "@desk." in message.message_id) for message in imports.messages)
    assert set(kinds) == {("customer", False), ("reply", True)}
    assert OWN not in {email for contact in imports.contacts for email in contact.emails}
    assert {ticket.status for ticket in imports.tickets} <= {"new", "open"}


async def test_the_same_import_a_second_time_changes_nothing(imports, tmp_path):
    build_mbox(tmp_path / "old.mbox", threads=15, seed=1)
    first = await imports.run(tmp_path / "old.mbox", own=(OWN,))
    seq = imports.seq
    imports.environment.advance(days=40)
    second = await imports.run(tmp_path / "old.mbox", own=(OWN,))
    assert imports.seq == seq
    assert (second.imported, second.tickets, second.attachments) == (0, 0, 0)
    assert second.already_there == first.imported


async def test_an_mbox_a_maildir_and_single_files_of_the_same_mail_are_the_same(imports, tmp_path):
    build_mbox(tmp_path / "old.mbox", threads=8, seed=5)
    box = mailbox.mbox(tmp_path / "old.mbox")
    raws = [box.get_bytes(key) for key in box.iterkeys()]
    box.close()
    maildir = mailbox.Maildir(tmp_path / "maildir")
    for raw in raws:
        maildir.add(raw)
    maildir.close()
    first = await imports.run(tmp_path / "maildir")
    seq = imports.seq
    from_files = await imports.run(mail_files(tmp_path / "files", *raws))
    from_mbox = await imports.run(tmp_path / "old.mbox")
    assert first.imported == len(raws)
    assert from_files.already_there == from_mbox.already_there == len(raws)
    assert imports.seq == seq


async def test_a_conversation_is_whole_in_any_order_of_its_mails(imports, tmp_path):
    answers = (b"Message-ID: <c@x>\r\nIn-Reply-To: <b@x>", b"Message-ID: <a@x>")
    between = b"Message-ID: <b@x>\r\nIn-Reply-To: <a@x>"
    report = await imports.run(
        mail_files(tmp_path / "mails", *(mail_with(head) for head in (*answers, between)))
    )
    assert report.imported == 3
    (ticket,) = imports.tickets
    assert ticket.messages == 3


async def test_mail_of_a_later_import_joins_the_ticket_of_an_earlier_one(imports, tmp_path):
    question = mail_with(b"Message-ID: <a@x>", b"Date: Mon, 02 Feb 2026 10:00:00 +0000")
    more = mail_with(b"Message-ID: <b@x>", b"References: <a@x>")
    await imports.run(mail_files(tmp_path / "first", question))
    report = await imports.run(mail_files(tmp_path / "second", more))
    assert (report.imported, report.tickets) == (1, 0)
    (ticket,) = imports.tickets
    assert ticket.messages == 2


async def test_mail_without_an_id_is_known_again_by_what_it_says(imports, tmp_path):
    raw = mail_with(b"Subject: No id", b"Date: Mon, 02 Feb 2026 10:00:00 +0000")
    await imports.run(mail_files(tmp_path / "first", raw))
    report = await imports.run(mail_files(tmp_path / "second", b"Received: by z\r\n" + raw))
    assert report.already_there == 1
    assert len(imports.tickets) == 1


async def test_another_mail_under_a_known_id_is_not_lost(imports, tmp_path):
    one = mail_with(b"Message-ID: <a@x>", b"Subject: The lamp", body=b"It flickers")
    other = mail_with(b"Message-ID: <a@x>", b"Subject: The switch", body=b"It sparks")
    await imports.run(mail_files(tmp_path / "first", one))
    report = await imports.run(mail_files(tmp_path / "second", other))
    assert (report.imported, report.already_there) == (1, 0)
    assert sorted(message.text for message in imports.messages) == ["It flickers", "It sparks"]
    seq = imports.seq
    both = await imports.run(mail_files(tmp_path / "both", one, other))
    assert (both.imported, both.already_there) == (0, 2)
    assert imports.seq == seq


async def test_what_an_agent_wrote_is_theirs_and_stays_inside_when_it_went_to_nobody_else(
    imports, tmp_path
):
    for command in (
        c.CreateAgent(agent="ann", name="Ann", email="ann@lanternworks.example"),
        c.CreateTeam(team="lamps", name="Lamps"),
    ):
        await imports.desk.execute(command, OPERATOR_ACTOR)
    question = mail_with(b"Message-ID: <a@x>", b"Subject: Lamp")
    answer = (
        b"From: Ann <Ann@lanternworks.example>\r\nTo: ada@brightpier.example\r\n"
        b"Message-ID: <b@x>\r\nIn-Reply-To: <a@x>\r\n\r\nPlease turn it off.\r\n"
    )
    inside = (
        b"From: ann@lanternworks.example\r\nTo: support@lanternworks.example\r\n"
        b"Message-ID: <c@x>\r\nIn-Reply-To: <b@x>\r\n\r\nShe is unhappy.\r\n"
    )
    await imports.run(
        mail_files(tmp_path / "mails", question, answer, inside), own=(OWN,), team="lamps"
    )
    written = {message.message_id: message for message in imports.messages}
    assert [(written[id_].type, written[id_].agent) for id_ in ("a@x", "b@x", "c@x")] == [
        ("customer", None),
        ("reply", "ann"),
        ("note", "ann"),
    ]
    (ticket,) = imports.tickets
    assert (ticket.team, ticket.status, ticket.waiting_since) == ("lamps", "open", None)


async def test_a_conversation_that_we_began_belongs_to_whom_we_wrote(imports, tmp_path):
    raw = (
        b"From: support@lanternworks.example\r\nTo: Tom <tom@okoye.example>\r\n"
        b"Message-ID: <a@x>\r\nSubject: Your lamp\r\n\r\nIt is ready.\r\n"
    )
    await imports.run(mail_files(tmp_path / "mails", raw), own=(OWN,))
    (contact,) = imports.contacts
    (ticket,) = imports.tickets
    assert contact.emails == ("tom@okoye.example",)
    assert (ticket.requester, ticket.status) == (contact.id, "open")


# -- what a mail holds -------------------------------------------------------------------------


async def test_attachments_are_kept_byte_for_byte(imports, tmp_path):
    build_mbox(tmp_path / "old.mbox", threads=30, seed=2)
    await imports.run(tmp_path / "old.mbox")
    pictures = [each for each in imports.attachments if each.media_type == "image/png"]
    assert pictures
    assert {imports.bytes_of(each) for each in pictures} == {PNG}


async def test_a_long_text_is_kept_whole_as_a_file_beside_its_beginning(imports, tmp_path):
    body = "ä" * 40_000
    head = b"Content-Type: text/plain; charset=utf-8"
    message = await only_message(imports, tmp_path, mail_with(head, body=body.encode()))
    (whole,) = imports.attachments
    assert message.full_text == whole.id
    assert len(message.text.encode()) <= 64 * 1024
    assert imports.bytes_of(whole).decode().startswith(message.text)
    assert imports.bytes_of(whole).decode().strip() == body


async def test_more_files_than_a_message_may_have_are_in_the_mail_that_is_kept(imports, tmp_path):
    part = b"--xx\r\nContent-Disposition: attachment; filename=f.txt\r\n\r\nx\r\n"
    raw = mail_with(b"Content-Type: multipart/mixed; boundary=xx", body=part * 70 + b"--xx--\r\n")
    await only_message(imports, tmp_path, raw)
    whole = [each for each in imports.attachments if each.name == "mail.eml"]
    assert len(imports.attachments) == 50
    assert [imports.bytes_of(each) for each in whole] == [raw]


async def test_promise_36_a_header_cannot_inject_another_and_the_real_address_counts(
    imports, tmp_path
):
    raw = (
        b'From: "ceo@lanternworks.example" <x@evil.example>\r\nTo: support@lanternworks.example\r\n'
        b"Subject: =?utf-8?q?Hello=0D=0ABcc:_all@evil.example?=\r\n\r\nHello\r\n"
    )
    message = await only_message(imports, tmp_path, raw)
    (contact,) = imports.contacts
    assert contact.emails == ("x@evil.example",)
    assert "\n" not in (message.subject or "")
    assert "\r" not in (message.subject or "")
    assert message.cc == ()


async def test_promises_37_and_38_nothing_active_and_nothing_remote_is_left_of_html(
    imports, tmp_path
):
    message = await only_message(
        imports,
        tmp_path,
        html_mail(
            "<base href='http://evil.example/'><p onclick='x()'>Read <b>me</b></p>"
            "<script>steal()</script><svg onload=x()></svg><style>@import 'http://evil/x'</style>"
            "<a href='javascript:x()'>here</a><form action='/x'><input></form>"
            "<meta http-equiv=refresh content='0;http://evil.example/'>"
            "<img src='file:///etc/passwd'><img src='//evil/x'><img src='http://10.0.0.1/'>"
        ),
    )
    html = message.html or ""
    assert "<b>me</b>" in html
    for trace in ("script", "onclick", "svg", "style", "base", "form", "meta", "src=", "evil"):
        assert trace not in html.lower()
    assert "Read" in message.text


async def test_promise_39_markup_in_a_subject_or_name_is_only_text(imports, tmp_path):
    raw = (
        b"From: <i>Ada</i> <ada@brightpier.example>\r\nSubject: <img src=x onerror=y>\r\n\r\nHi\r\n"
    )
    message = await only_message(imports, tmp_path, raw)
    assert message.subject == "<img src=x onerror=y>"
    assert message.html is None


@pytest.mark.parametrize(
    "name",
    [
        "invoice_\u202efdp.exe",
        "\u200b.htaccess",
        "../../x",
        "C:\\x",
        "CON",
        "a:b",
        "x" * 5000,
        "",
        "trailing.",
    ],
)
async def test_promises_40_and_41_a_file_has_a_safe_name_and_its_bytes_lie_under_its_id(
    imports, tmp_path, name
):
    encoded = "".join(f"%{byte:02X}" for byte in name.encode())
    raw = mail_with(
        b"Content-Type: multipart/mixed; boundary=xx",
        body=b"--xx\r\nContent-Disposition: attachment; filename*=utf-8''"
        + encoded.encode()
        + b"\r\n\r\nbytes\r\n--xx--\r\n",
    )
    await only_message(imports, tmp_path, raw)
    (attachment,) = imports.attachments
    assert imports.bytes_of(attachment).strip() == b"bytes"
    assert attachment.name
    assert len(attachment.name) <= 200
    assert not set('/\\:"<>|?*\u202e\u200b') & set(attachment.name)
    assert not attachment.name.endswith((".", " "))
    assert attachment.name.upper() != "CON"


@pytest.mark.parametrize("year", [1969, 2099])
async def test_promise_45_an_unbelievable_date_gives_way_to_the_servers(imports, tmp_path, year):
    received = b"Received: from a by b; Mon, 2 Feb 2026 10:00:00 +0000"
    date = b"Date: Mon, 2 Feb %d 10:00:00 +0000" % year
    message = await only_message(imports, tmp_path, mail_with(received, date))
    assert message.at == instant(datetime(2026, 2, 2, 10, 0, tzinfo=UTC))


async def test_mail_without_any_date_counts_from_its_import(imports, tmp_path):
    message = await only_message(imports, tmp_path, mail_with(b"Subject: When?"))
    assert message.at == instant(START)


# -- what cannot be taken ----------------------------------------------------------------------


async def test_promise_44_bombs_are_set_aside_with_their_reason_and_the_rest_is_imported(
    imports, tmp_path
):
    folder = mail_files(
        tmp_path / "mails",
        large_mail(40 * 1024 * 1024 + 1),
        deep_multipart(200),
        deep_messages(200),
        b"X-Padding: " + b"a" * 5_000_000 + b"\r\n\r\nbody",
        b"\x00\xff" * 500,
        b"Subject: from nobody\r\n\r\nHello\r\n",
        mail_with(b"Message-ID: <fine@x>"),
    )
    report = await imports.run(folder)
    assert report.imported == 1
    assert report.set_aside == {
        "too_large": 1,
        "too_deep": 2,
        "headers_too_large": 1,
        "unparseable": 1,
        "no_sender": 1,
    }
    told = [path.read_text() for path in imports.folder.glob("*.txt")]
    assert len(told) == 6
    assert all(": " in text for text in told)


async def test_what_is_set_aside_is_kept_once_and_byte_for_byte(imports, tmp_path):
    raw = deep_multipart(200)
    folder = mail_files(tmp_path / "mails", raw)
    await imports.run(folder)
    await imports.run(folder)
    (kept,) = imports.folder.glob("*.eml")
    assert kept.read_bytes() == raw
    assert kept.stat().st_mode & 0o077 == 0


async def test_a_mail_that_breaks_off_is_imported_as_far_as_it_goes(imports, tmp_path):
    raw = mail_with(
        b"Content-Type: multipart/mixed; boundary=xx",
        body=b"--xx\r\nContent-Type: text/plain\r\n\r\nThe beginning\r\n--xx\r\nContent-Ty",
    )
    message = await only_message(imports, tmp_path, raw)
    assert "The beginning" in message.text


async def test_the_mails_that_broke_parsers_before_are_imported_or_set_aside(imports, tmp_path):
    mails = [*interpreter_mails().values(), mail_with(b"Content-Type: multipart/mixed", body=b"")]
    folder = mail_files(tmp_path / "mails", *mails)
    report = await imports.run(folder)
    aside = sum(report.set_aside.values())
    assert report.read == len(mails) == report.imported + report.already_there + aside
    assert imports.problems() == ()
    seq = imports.seq
    again = await imports.run(folder)
    assert imports.seq == seq
    assert again.set_aside == report.set_aside


async def test_an_import_stops_with_a_sentence_when_the_desk_takes_nothing(imports, tmp_path):
    imports.desk.read_only = True
    with pytest.raises(ImportStopped, match="run the same import again"):
        await imports.run(mail_files(tmp_path / "mails", mail_with(b"Message-ID: <a@x>")))


# -- tables ------------------------------------------------------------------------------------

TABLE = """id,subject,body,email,name,created,status,priority,category,tags,plan
1,Lamp,It flickers,ada@x.example,Ada,2026-02-02 10:00,open,high,Lamps,"bright,hall way",gold
2,Bill,Wrong street,tom@x.example,Tom,2025-01-02 10:00,done,,Billing,,
3,"=1+1","' OR 1=1 --",ada@x.example,Ada,2026-02-03 10:00,new,low,lamps,,
"""


def write_table(path: Path, text: str = TABLE) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


async def test_a_row_becomes_a_ticket_with_what_its_columns_say(imports, tmp_path):
    report = await imports.run(write_table(tmp_path / "t.csv"))
    lamp, bill, formula = imports.tickets
    assert (report.imported, report.tickets, report.set_aside) == (3, 3, {})
    assert (lamp.subject, lamp.status, lamp.priority) == ("Lamp", "open", "high")
    assert lamp.tags == ("bright", "hall-way")
    assert lamp.custom == {"plan": "gold", "external_id": "1"}
    assert lamp.opened_at == instant(datetime(2026, 2, 2, 10, tzinfo=UTC)) == lamp.waiting_since
    assert (bill.status, bill.solved_at) == ("solved", bill.opened_at)
    assert lamp.category == formula.category != bill.category
    assert lamp.requester == formula.requester != bill.requester
    assert imports.problems() == ()


async def test_promise_52_what_looks_like_a_query_or_a_formula_is_only_text(imports, tmp_path):
    await imports.run(write_table(tmp_path / "t.csv"))
    ticket = imports.tickets[-1]
    (message,) = [each for each in imports.messages if each.ticket == ticket.id]
    assert (ticket.subject, message.text) == ("=1+1", "' OR 1=1 --")


async def test_the_same_table_again_changes_nothing_and_a_changed_row_is_told(imports, tmp_path):
    await imports.run(write_table(tmp_path / "t.csv"))
    seq = imports.seq
    imports.environment.advance(days=1)
    again = await imports.run(tmp_path / "t.csv")
    changed = await imports.run(write_table(tmp_path / "u.csv", TABLE.replace("flick", "hum")))
    assert imports.seq == seq
    assert (again.already_there, changed.already_there) == (3, 2)
    assert changed.set_aside == {"changed": 1}


async def test_a_bad_row_is_set_aside_and_a_repeated_one_is_taken_once(imports, tmp_path):
    table = "id,subject,email\n1,Lamp,ada@x.example\n1,Lamp,ada@x.example\n2,Bill,nobody\n"
    report = await imports.run(write_table(tmp_path / "t.csv", table))
    assert report.imported == 1
    assert report.set_aside == {"bad_row": 1, "repeated": 1}
