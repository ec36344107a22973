# SPDX-License-Identifier: Apache-2.0
"""Where the messages of an mbox begin and end."""

from pathlib import Path

import pytest

from sync_server.operations.archive_items import ArchivedMail, Position, SetAside
from sync_server.operations.archive_mbox import read_mbox

DATED = b"From ada@x.example Mon Jan  5 09:00:00 2026\n"


def read(content: bytes, folder: Path, *, max_mail: int = 10_000) -> list[ArchivedMail | SetAside]:
    path = folder / "box"
    path.write_bytes(content)
    return list(read_mbox(path, Position(), max_mail=max_mail))


def raws(content: bytes, folder: Path) -> list[bytes]:
    return [item.raw for item in read(content, folder) if isinstance(item, ArchivedMail)]


def test_messages_end_before_the_next_from_line(tmp_path: Path) -> None:
    content = DATED + b"Subject: 1\n\none\n\n" + DATED + b"Subject: 2\n\ntwo\n\n"
    assert raws(content, tmp_path) == [b"Subject: 1\n\none\n", b"Subject: 2\n\ntwo\n"]


def test_labels_count_the_messages(tmp_path: Path) -> None:
    labels = [item.label for item in read((DATED + b"Subject: 1\n\none\n\n") * 2, tmp_path)]
    assert labels == ["box, message 1", "box, message 2"]


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        (b">From here\n", b"From here\n"),
        (b">>From here\n", b">From here\n"),
        (b"> From here\n", b"> From here\n"),
        (b">Fromage\n", b">Fromage\n"),
        (b"\nFrom here on it is text\n", b"\nFrom here on it is text\n"),
        (b"text\n" + DATED, b"text\n" + DATED),
    ],
)
def test_a_sentence_that_begins_with_from_ends_no_message(
    stored: bytes, meant: bytes, tmp_path: Path
) -> None:
    content = DATED + b"Subject: 1\n\n" + stored + b"\n" + DATED + b"Subject: 2\n\ntwo\n"
    assert raws(content, tmp_path) == [b"Subject: 1\n\n" + meant, b"Subject: 2\n\ntwo\n"]


def test_an_mbox_without_dates_is_split_all_the_same(tmp_path: Path) -> None:
    content = b"From nobody\nSubject: 1\n\none\n\nFrom nobody\nSubject: 2\n\ntwo\n"
    assert len(raws(content, tmp_path)) == 2


def test_windows_line_ends_will_do(tmp_path: Path) -> None:
    content = (DATED + b"Subject: 1\n\none\n\n").replace(b"\n", b"\r\n") * 2
    assert raws(content, tmp_path) == [b"Subject: 1\r\n\r\none\r\n"] * 2


def test_the_last_message_may_be_cut_off(tmp_path: Path) -> None:
    assert raws(DATED + b"Subject: 1\n\none\n\n" + DATED + b"Subj", tmp_path)[-1] == b"Subj"


def test_empty_lines_before_the_first_message_are_no_message(tmp_path: Path) -> None:
    assert raws(b"\n\n" + DATED + b"Subject: 1\n\none\n", tmp_path)[-1] == b"Subject: 1\n\none\n"


def test_a_message_that_is_too_large_is_passed_by_and_the_next_one_read(tmp_path: Path) -> None:
    large = DATED + b"Subject: 1\n\n" + b"x" * 300_000 + b"\nlast\n\n"
    items = read(large + DATED + b"Subject: 2\n\ntwo\n", tmp_path)
    assert isinstance(items[0], SetAside)
    assert (items[0].label, items[0].reason) == ("box, message 1", "too_large")
    assert isinstance(items[1], ArchivedMail)
    assert items[1].raw == b"Subject: 2\n\ntwo\n"


def test_the_position_moves_with_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "box"
    path.write_bytes((DATED + b"Subject: 1\n\none\n\n") * 3)
    position = Position()
    places = [position.read for _ in read_mbox(path, position, max_mail=1000)]
    assert places == sorted(set(places))
    assert position.read == path.stat().st_size


def test_a_hostile_file_name_makes_a_safe_label(tmp_path: Path) -> None:
    path = tmp_path / "box\x1b[31m\n\u202ex"
    path.write_bytes(DATED + b"Subject: 1\n\none\n")
    (item,) = read_mbox(path, Position(), max_mail=1000)
    assert item.label == "box[31m x, message 1"
