# SPDX-License-Identifier: Apache-2.0
"""Files that describe a day, and what is said of those that do not."""

from copy import deepcopy

import pytest

from tests.benchmarks.desk.__main__ import main
from tests.benchmarks.desk.conftest import STAFF
from tests.benchmarks.desk.day import SECOND, BadFile

HOUR = 3600 * SECOND


def test_a_contact_comes_at_a_second_of_the_day(described):
    day, (first, second) = described.read("36000.5,chat,billing,2,60,30", "0,phone,api,0,9,1")
    assert (first.at - day.begins, second.at - day.begins) == (0, 36_000_500_000)
    assert (second.row, second.channel, second.type, second.priority) == (2, "chat", "billing", 2)
    assert (second.handle, second.patience) == (60 * SECOND, 30 * SECOND)


def test_empty_rows_and_the_order_of_columns_do_not_matter(described):
    day, _ = described.read()
    described.arrivals.write_text(
        "type,channel,second_of_day,priority,patience_s,handle_s,note\n\napi,chat,5,1,6,7,x\n"
    )
    (found,) = described.again(day)
    assert (found.row, found.type, found.patience, found.handle) == (3, "api", 6e6, 7e6)


def shifts(described, begins, ends, date="2026-11-23"):
    document = deepcopy(STAFF)
    document["date"] = date
    document["agents"]["list"][0] |= {"from": begins, "to": ends}
    described.staff(document)
    day, _ = described.read()
    spans = day.people[0].shifts
    return day.ends - day.begins, [tuple((at - day.begins) / HOUR for at in s) for s in spans]


@pytest.mark.parametrize(
    ("begins", "ends", "date", "length", "expected"),
    [
        ("08:00", "16:30", "2026-11-23", 24, [(8, 16.5)]),
        ("00:00", "24:00", "2026-11-23", 24, [(0, 24)]),
        ("22:00", "06:00", "2026-11-23", 24, [(0, 6), (22, 24)]),
        ("01:00", "08:00", "2026-03-29", 23, [(1, 7)]),
        ("01:00", "08:00", "2026-10-25", 25, [(1, 9)]),
    ],
)
def test_hours_are_those_of_the_clocks_of_the_zone(described, begins, ends, date, length, expected):
    assert shifts(described, begins, ends, date) == (length * HOUR, expected)


GOOD = "36000,chat,billing,2,60,30"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("36000,chat,billing,2,60", "row 3: has 5 columns and the first row 6"),
        ("noon,chat,billing,2,60,30", "row 3, column second_of_day: 'noon' is no number"),
        ("-1,chat,billing,2,60,30", "row 3, column second_of_day: '-1' is no number"),
        ("86400,chat,billing,2,60,30", "row 3, column second_of_day: '86400' is after the end"),
        ("36000,fax,billing,2,60,30", "row 3, column channel: 'fax' is none of the channels"),
        ("36000,chat,,2,60,30", "row 3, column type: is empty"),
        ("36000,chat,billing,3,60,30", "row 3, column priority: '3' is no priority: 0, 1 or 2"),
        ("36000,chat,billing,high,60,30", "row 3, column priority: 'high' is no priority"),
        ("36000,chat,billing,2,,30", "row 3, column handle_s: is empty"),
        ("36000,chat,billing,2,60,nan", "row 3, column patience_s: 'nan' is no number"),
        ("36000,chat,billing,2,60,inf", "row 3, column patience_s: 'inf' is no number"),
        ('36000,"chat"s,billing,2,60,30', "row 3: "),
    ],
)
def test_a_bad_row_is_named_with_its_column(described, row, told):
    with pytest.raises(BadFile) as error:
        described.read(GOOD, row)
    assert f"arrivals.csv: {told}" in str(error.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "row 1: has no column second_of_day"),
        (
            "second_of_day,channel,type,priority,handle_s\n1,chat,api,0,1\n",
            "row 1: has no column patience_s",
        ),
    ],
)
def test_a_missing_column_is_named(described, text, told):
    day, _ = described.read()
    described.arrivals.write_text(text)
    with pytest.raises(BadFile, match=told):
        described.again(day)


def changed(**changes):
    return {**STAFF, **changes}


def listed(**changes):
    first = {**STAFF["agents"]["list"][0], **changes}
    return {**STAFF, "agents": {**STAFF["agents"], "list": [first, *STAFF["agents"]["list"][1:]]}}


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ([], "Expected `object`, got `array`"),
        ({}, "missing required field `date`"),
        (changed(date="23.11.2026"), r"Invalid RFC3339 encoded date - at `\$\.date`"),
        (changed(timezone="Berlin"), "timezone: 'Berlin' is not known"),
        (changed(agents={"list": []}), r"missing required field `capacity` - at `\$\.agents`"),
        (changed(agents={"capacity": {"chat": -1}, "list": []}), r"\$\.agents\.capacity"),
        (listed(skills="billing"), r"at `\$\.agents\.list\[0\]\.skills`"),
        (listed(id="theo"), r"agents\.list\[1\]\.id: 'theo' is there twice"),
        ({**listed(to="4 pm")}, r"agents\.list\[0\]: from '08:00' to '4 pm': "),
        ({**listed(to="08:00")}, r"agents\.list\[0\]: from '08:00' to '08:00': "),
    ],
)
def test_a_bad_document_is_named_with_the_place(described, document, told):
    described.staff(document)
    with pytest.raises(BadFile, match=told):
        described.read()


def test_files_that_cannot_be_read(described):
    described.day.unlink()
    with pytest.raises(BadFile, match="cannot be read"):
        described.read()
    described.staff(STAFF)
    day, _ = described.read()
    described.arrivals.write_bytes(b"second_of_day\xff")
    with pytest.raises(BadFile, match="cannot be read"):
        described.again(day)


def test_the_program_ends_with_the_error_and_no_traceback(described, capsys):
    described.come("36000,fax,billing,2,60,30")
    assert main(["--day", str(described.day), "--arrivals", str(described.arrivals)]) == 2
    told = capsys.readouterr()
    assert "arrivals.csv: row 2, column channel: 'fax'" in told.err
    assert told.out == ""
