# SPDX-License-Identifier: Apache-2.0
"""Archives are recognised or refused with what to do, and read to the end whatever is in them."""

import mailbox
from pathlib import Path

import pytest

from sync_server.channels.email.mail import MailRefused
from sync_server.channels.email.parse import parse_mail
from sync_server.channels.email.threads import Threading
from sync_server.operations.archive_items import ArchivedMail, ArchivedRow, ArchiveUnreadable
from sync_server.operations.archives import Archive, Kind, open_archive, read_archive
from tests.support.mail_corpus import build_mbox, interpreter_mails, mail_with

CSV = b"subject,body,requester_email\nLamp,It flickers,ada@x.example\n"


def mbox(folder: Path) -> Path:
    path = folder / "archive.mbox"
    build_mbox(path, threads=3, seed=1)
    return path


def maildir(folder: Path) -> Path:
    path = folder / "Maildir"
    box = mailbox.Maildir(path)
    box.add(mail_with(b"Subject: stored"))
    box.close()
    return path


def eml_folder(folder: Path) -> Path:
    path = folder / "mails"
    (path / "inner").mkdir(parents=True)
    (path / "inner" / "one.EML").write_bytes(mail_with(b"Subject: one"))
    (path / "readme.txt").write_text("not a mail", encoding="utf-8")
    return path


def eml_file(folder: Path) -> Path:
    path = folder / "one.eml"
    path.write_bytes(mail_with(b"Subject: one"))
    return path


def table(folder: Path) -> Path:
    path = folder / "tickets.csv"
    path.write_bytes(CSV)
    return path


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (mbox, Kind.MBOX),
        (maildir, Kind.MAILDIR),
        (eml_folder, Kind.EML),
        (eml_file, Kind.EML),
        (table, Kind.CSV),
    ],
)
def test_every_kind_is_recognised_and_read_to_the_end(make, kind: Kind, tmp_path: Path) -> None:
    archive = open_archive(make(tmp_path))
    assert archive.kind is kind
    items = list(archive)
    assert items
    assert all(isinstance(item, ArchivedMail | ArchivedRow) for item in items)
    assert archive.position == archive.total > 0
    assert list(archive) == items, "a second reading begins anew"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"PK\x03\x04rest", "Unpack it"),
        (b"\x1f\x8brest", "Unpack it"),
        (b"just,some,table\n1,2,3\n", "not recognised"),
        (b"subject,body\nno,address\n", "not recognised"),
        (bytes(range(256)), "not recognised"),
        (b"%PDF-1.4", "not recognised"),
    ],
)
def test_a_file_that_is_no_archive_is_refused_with_what_was_expected(
    content: bytes, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "thing"
    path.write_bytes(content)
    with pytest.raises(ArchiveUnreadable, match=words):
        open_archive(path)


def test_a_folder_without_mail_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveUnreadable, match="folder without mail"):
        open_archive(tmp_path)


def test_a_missing_or_impossible_path_is_refused_on_one_line(tmp_path: Path) -> None:
    with pytest.raises(ArchiveUnreadable, match="There is no file"):
        open_archive(tmp_path / "no\nthing")
    with pytest.raises(ArchiveUnreadable, match="cannot be read"):
        open_archive(tmp_path / ("x" * 5000))
    with pytest.raises(ArchiveUnreadable, match="neither a file nor a folder"):
        open_archive(Path("/dev/null"))


def test_a_kind_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveUnreadable, match="is no file"):
        open_archive(tmp_path, Kind.MBOX)
    with pytest.raises(ArchiveUnreadable, match="is no folder"):
        open_archive(table(tmp_path), Kind.MAILDIR)


def test_a_kind_may_be_given_where_it_is_not_recognised(tmp_path: Path) -> None:
    path = tmp_path / "mail.txt"
    path.write_bytes(mail_with(b"Subject: one"))
    assert [item.label for item in read_archive(path, Kind.EML)] == ["mail.txt"]


def test_a_generated_archive_gives_back_its_conversations(tmp_path: Path) -> None:
    path = tmp_path / "archive.mbox"
    conversations = build_mbox(path, threads=40, seed=7)
    threading: Threading[str] = Threading()
    attachments = 0
    for item in read_archive(path):
        assert isinstance(item, ArchivedMail)
        mail = parse_mail(item.raw)
        threading.add(mail)
        attachments += len(mail.attachments)
    found = {frozenset(thread.mails) for thread in threading.threads()}
    assert found == {frozenset(conversation.message_ids) for conversation in conversations}
    assert attachments == sum(conversation.attachments for conversation in conversations) > 0


def test_the_generated_archive_is_the_same_each_time(tmp_path: Path) -> None:
    build_mbox(tmp_path / "one", threads=20, seed=3)
    build_mbox(tmp_path / "two", threads=20, seed=3)
    build_mbox(tmp_path / "other", threads=20, seed=4)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (tmp_path / "one").read_bytes() != (tmp_path / "other").read_bytes()


def test_a_folder_of_broken_mails_is_read_to_the_end(tmp_path: Path) -> None:
    mails = {"empty": b"", "noise": bytes(range(256)), **interpreter_mails()}
    for name, raw in mails.items():
        (tmp_path / f"{name}.eml").write_bytes(raw)
    read = refused = 0
    for item in Archive(tmp_path, Kind.EML):
        assert isinstance(item, ArchivedMail)
        try:
            parse_mail(item.raw)
            read += 1
        except MailRefused:
            refused += 1
    assert read + refused == len(mails)
    assert refused >= 2
