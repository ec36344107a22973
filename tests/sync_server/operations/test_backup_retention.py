# SPDX-License-Identifier: Apache-2.0

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sync_server.operations.backup_format import Header, Listed, list_backups
from sync_server.operations.backup_retention import remove, superfluous
from sync_server.store.snapshot import Snapshot

SNAPSHOT = Snapshot(epoch="e", seq=1, chain="", state_hash="", shape={}, revision="0005")
NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)


def made(at, by="schedule"):
    instant = int(at.timestamp() * 1_000_000)
    header = Header(made_at=instant, by=by, database="sqlite", snapshot=SNAPSHOT, bytes=1, files=1)
    return Listed(name=f"{at:%Y%m%d-%H%M%S}", path=f"/nowhere/{at:%Y%m%d-%H%M%S}", header=header)


def kept_after_a_year():
    """What is left when a backup is made every day and what is over goes at once."""
    held: list[Listed] = []
    for day in range(365, -1, -1):
        held.append(made(NOW - timedelta(days=day)))
        gone = superfluous(held)
        held = [each for each in held if each not in gone]
    return [each.name[:8] for each in reversed(held)]


def test_seven_days_four_weeks_and_three_months_are_kept():
    assert kept_after_a_year() == [
        *("20261126", "20261125", "20261124", "20261123", "20261122", "20261121", "20261120"),
        *("20261115", "20261108"),  # Sundays; the week of the 22nd is among the days
        *("20261031", "20260930"),
    ]


def test_nothing_is_kept_for_more_than_three_months():
    oldest = kept_after_a_year()[-1]
    assert NOW - datetime.strptime(oldest, "%Y%m%d").replace(tzinfo=UTC) < timedelta(days=92)


def test_of_one_day_the_newest_is_kept():
    both = [made(NOW), made(NOW - timedelta(hours=1))]
    assert superfluous(both) == (both[1],)


def test_what_somebody_made_by_hand_is_never_removed():
    by_hand = [made(NOW - timedelta(days=day), by="console") for day in range(400)]
    assert superfluous([*by_hand, made(NOW)]) == ()


def test_a_removed_backup_is_not_listed_any_more(backed):
    first = backed.back_up(by="schedule")
    backed.environment.advance(hours=1)
    second = backed.back_up(by="schedule")
    remove(superfluous(list_backups(backed.folder)))
    assert list_backups(backed.folder) == (second,)
    assert not Path(first.path).exists()
