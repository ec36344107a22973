# SPDX-License-Identifier: Apache-2.0

import pytest

from sync_server.operations.backup_schedule import backup_state
from sync_server.operations.backup_wording import (
    age_words,
    describe_list,
    describe_made,
    describe_origin,
    describe_restored,
    describe_state,
    size,
)
from sync_server.security.sealing import MasterKey
from sync_server.store.origin import Origin
from tests.support.backups import FILE_ID

HOUR = 3_600_000_000


def test_a_backup_says_that_it_was_verified_and_is_not_sealed(backed):
    text = describe_made(backed.back_up())
    assert "Verified by unpacking it" in text
    assert "Not sealed: whoever can read it can read the desk" in text
    assert "No private key is in it" in text


def test_a_sealed_one_names_its_key_and_what_is_missing(backed):
    backed.photo.unlink()
    key = MasterKey(bytes(32))
    text = describe_made(backed.back_up(key=key))
    assert f"Sealed under the key {key.id.hex()}" in text
    assert "Without 1 files" in text


def test_a_list_tells_age_and_size(backed):
    made = backed.back_up()
    text = describe_list("/there", (made,), now=made.header.made_at + 5 * HOUR)
    assert f"{made.name}  5 hours ago" in text
    assert "not sealed" in text
    assert describe_list("/there", (), now=0) == "There is no backup in /there."


def test_a_restore_says_what_is_to_do(backed):
    backed.photo.unlink()
    made = backed.back_up()
    restored = backed.restore(made, replace=True)
    text = describe_restored(restored)
    assert f"Its state hash is equal: {made.header.snapshot.state_hash}" in text
    assert f"is in {restored.aside}" in text
    assert "1 files were not in the backup" in text
    assert "join-code" not in text
    assert restored.missing == (FILE_ID,)
    backed.lose()
    assert "people need new join codes" in describe_restored(backed.restore(made))


def test_status_tells_the_age_of_the_last_verified_backup(backed):
    made = backed.back_up()
    state = backup_state("/there", (made,), now=made.header.made_at + 30 * HOUR)
    lines = describe_state(state)
    assert lines[0].startswith("Last verified backup 30 hours ago (2026-03-02 09:00 UTC)")
    assert "older than 26 hours" in lines[1]


def test_status_tells_where_a_desk_came_from():
    words = describe_origin(Origin(at=5 * HOUR, made_at=HOUR, seq=7))
    assert words == "Restored 1970-01-01 05:00 UTC from the backup of 1970-01-01 01:00 UTC, entry 7"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (100, "100 seconds"),
        (120, "2 minutes"),
        (86_400, "24 hours"),
        (172_800, "2 days"),
    ],
)
def test_an_age_is_told_in_its_largest_unit(seconds, words):
    assert age_words(seconds) == words


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 bytes"), (1536, "1.5 KiB"), (3 * 1024**3, "3.0 GiB")]
)
def test_a_size_is_told_in_its_largest_unit(count, words):
    assert size(count) == words
