# SPDX-License-Identifier: Apache-2.0
"""What clocks say, to the eye and to the ear, on the calendar's clock and on the person's."""

import pytest
from msgspec.structs import replace

from app.clocks.reading import read
from sync_server.contract.clocks import ALWAYS, Clock
from sync_server.contract.entities import Calendar
from sync_server.contract.ids import CalendarId
from sync_server.contract.open_hours import OpenHours
from ui.models.clock_words import face_of, metric_words, spoken_words, told_face, told_words
from ui.models.local_time import use_zone
from ui.widgets.clock_face import ClockFace

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MONDAY = 1_795_392_000_000_000
"""The begin of Monday 23 November 2026 in London, one o'clock in Berlin."""

BEGAN = MONDAY + 8 * HOUR
CLOCK = Clock(
    metric="next_reply",
    instance=1,
    state="running",
    since=BEGAN,
    spent=0,
    target=HOUR,
    alerts=(75, 90),
)
MORNINGS = OpenHours(
    Calendar(
        id=CalendarId("mornings"),
        open=(BEGAN // SECOND, 4 * 3600, 20 * 3600, 4 * 3600),
        open_from=0,
        open_until=BEGAN + 2 * DAY,
    )
)
"""Four hours from eight o'clock in London, on Monday and on Tuesday."""
WORKED = replace(CLOCK, calendar=CalendarId("mornings"), target=5 * HOUR)


@pytest.fixture(autouse=True)
def london(qapp):
    use_zone("Europe/London")
    yield
    use_zone("")


def at(hour, minute=0, second=0):
    return MONDAY + hour * HOUR + minute * MINUTE + second * SECOND


def plain(words):
    return words.replace("\N{NO-BREAK SPACE}", " ")


def face(clock, now, hours=ALWAYS):
    seen = face_of(read(clock, hours, now))
    return seen.look, plain(seen.text)


def told(clock, now, zone="", hours=ALWAYS):
    return plain(told_words(read(clock, hours, now), zone, now))


@pytest.mark.parametrize(
    ("clock", "now", "seen"),
    [
        (CLOCK, at(8, 2), ("comfortable", "58 min")),
        (replace(CLOCK, target=5 * HOUR), at(8, 2), ("comfortable", "4 h 58")),
        (CLOCK, at(8, 48, 12), ("at_risk", "11 m 48")),
        (CLOCK, at(8, 57, 20), ("at_risk", "2 m 40")),
        (replace(CLOCK, target=8 * HOUR), at(14, 26), ("at_risk", "1 h 34")),
        (CLOCK, at(9, 12, 40), ("breached", "−12 m 40")),
        (replace(CLOCK, state="paused", why="pending"), at(8, 2), ("paused", "1 h 00")),
        (replace(CLOCK, state="paused", spent=2 * HOUR), at(8, 2), ("paused", "−1 h 00")),
        (replace(CLOCK, state="met", spent=13 * MINUTE), at(12), ("met", "13 min")),
        (replace(CLOCK, state="missed", spent=2 * HOUR), at(12), ("missed", "2 h 00")),
    ],
)
def test_the_look_follows_from_what_is_left(clock, now, seen):
    assert face(clock, now) == seen


def test_a_clock_rests_when_nobody_works_and_what_is_late_stays_late():
    assert face(WORKED, at(20), MORNINGS) == ("paused", "1 h 00")
    assert face(replace(WORKED, target=HOUR), at(20), MORNINGS) == ("breached", "−3 h 00")


def test_a_face_says_how_much_is_used():
    assert face_of(read(CLOCK, ALWAYS, at(8, 15))).used == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("clock", "now", "said"),
    [
        (CLOCK, at(8, 55, 48), "Reply due in 4 minutes"),
        (CLOCK, at(9, 12, 40), "Reply 12 minutes late"),
        (
            replace(CLOCK, metric="resolution"),
            at(8, 59, 30),
            "Resolution due in less than a minute",
        ),
        (replace(CLOCK, state="paused"), at(8), "Reply paused with 1 hour left"),
        (replace(CLOCK, state="met", spent=13 * MINUTE), at(9), "Reply in time, after 13 minutes"),
        (replace(CLOCK, state="missed", spent=DAY), at(9), "Reply too late, after 1 day"),
        (replace(CLOCK, metric="first_hug"), at(8), "first_hug due in 1 hour"),
    ],
)
def test_it_is_spoken_without_seconds(clock, now, said):
    assert spoken_words(read(clock, ALWAYS, now)) == said


def test_it_is_due_on_the_clock_of_the_calendar_and_on_the_persons():
    use_zone("Asia/Tokyo")
    assert told(WORKED, at(8), "Europe/Berlin", MORNINGS) == (
        "Next reply. Due Tue 10:00 Berlin time (Tue 18:00 for you), 5 h 00 of working time left"
    )
    today = replace(WORKED, target=HOUR)
    assert told(today, at(8), "Europe/Berlin", MORNINGS) == (
        "Next reply. Due 10:00 Berlin time (18:00 for you), 1 h 00 of working time left"
    )


def test_where_both_clocks_agree_one_is_told():
    told_here = told(WORKED, at(8), "Europe/Lisbon", MORNINGS)
    assert told_here == "Next reply. Due Tue 09:00, 5 h 00 of working time left"


def test_a_day_that_only_one_of_both_has_reached_is_told_for_both():
    use_zone("Asia/Tokyo")
    late = replace(CLOCK, target=8 * HOUR)
    assert told(late, at(8), "Europe/Berlin") == (
        "Next reply. Due Mon 17:00 Berlin time (Tue 01:00 for you), 8 h 00 left"
    )


@pytest.mark.parametrize(
    ("clock", "now", "words"),
    [
        (CLOCK, at(8), "Next reply. Due 09:00, 1 h 00 left"),
        (CLOCK, at(9, 12), "Next reply. Was due 09:00, late by 12 min"),
        (replace(CLOCK, target=30 * DAY), at(8), "Next reply. Due Wed 23 Dec 08:00, 30 d 0 h left"),
        (
            replace(CLOCK, state="paused", why="pending"),
            at(8),
            "Next reply. Paused while Pending, 1 h 00 left",
        ),
        (replace(CLOCK, state="paused"), at(8), "Next reply. Paused, 1 h 00 left"),
        (
            replace(CLOCK, metric="first_reply", state="met", spent=13 * MINUTE),
            at(8),
            "First reply. In time, 13 min of 1 h",
        ),
        (
            replace(CLOCK, state="missed", spent=2 * HOUR),
            at(8),
            "Next reply. Too late, 2 h 00 of 1 h",
        ),
    ],
)
def test_everything_of_a_clock_is_told(clock, now, words):
    assert told(clock, now) == words


def test_it_is_told_until_when_nobody_works():
    assert told(WORKED, at(20), "", MORNINGS) == (
        "Next reply. Paused until Tue 08:00. Due Tue 09:00, 1 h 00 of working time left"
    )
    last = replace(WORKED, target=HOUR)
    assert told(last, at(20), "", MORNINGS).endswith(
        "Was due 09:00, late by 3 h 00 of working time"
    )


def test_a_calendar_that_never_opens_has_nothing_due():
    shut = OpenHours(Calendar(id=CalendarId("shut"), open=(), open_from=0, open_until=BEGAN + DAY))
    endless = replace(WORKED, target=40 * HOUR)
    assert told(endless, at(72), "", shut) == "Next reply. Paused, 1 d 16 h of working time left"


def test_a_face_in_full_has_what_is_said_of_it():
    reading = read(CLOCK, ALWAYS, at(8, 15))
    assert told_face(reading, "", at(8, 15)) == ClockFace(
        look="comfortable",
        text="45\N{NO-BREAK SPACE}min",
        used=reading.used,
        spoken="Reply due in 45 minutes",
        tooltip=told_words(reading, "", at(8, 15)),
    )


def test_a_metric_of_a_newer_version_is_told_by_its_name():
    assert (metric_words("update"), metric_words("first_hug")) == ("Update", "first_hug")
