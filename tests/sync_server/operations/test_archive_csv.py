# SPDX-License-Identifier: Apache-2.0
"""Tables of tickets: how columns are found, and which rows are set aside."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync_server.operations.archive_csv import MAX_ROW_LINES, find_columns, read_csv
from sync_server.operations.archive_items import ArchivedRow, Position, SetAside

HEAD = "subject,body,requester_email"


def read(content: str | bytes, folder: Path) -> list[ArchivedRow | SetAside]:
    path = folder / "tickets.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_csv(path, Position()))


def row(content: str | bytes, folder: Path) -> ArchivedRow:
    (only,) = read(content, folder)
    assert isinstance(only, ArchivedRow)
    return only


def test_a_row_with_every_column_is_read(tmp_path: Path) -> None:
    content = (
        "ID;Subject;Description;Requester Email;Requester-Name;Created At;Status;Priority;"
        "Category;Tags;Plan\n"
        '42;Lamp;"It flickers\nat night";Ada <ADA@x.EXAMPLE>;Ada W.;2026-03-09 14:05;'
        "On Hold;Critical;Lamps;VIP, lamp,vip;gold\n"
    )
    assert row(content, tmp_path) == ArchivedRow(
        label="line 2",
        subject="Lamp",
        body="It flickers\nat night",
        requester_email="ADA@x.example",
        requester_name="Ada W.",
        created_at=datetime(2026, 3, 9, 14, 5, tzinfo=UTC),
        status="on_hold",
        priority="urgent",
        category="Lamps",
        tags=("vip", "lamp"),
        external_id="42",
        extra={"Plan": "gold"},
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str, tmp_path: Path) -> None:
    content = f"{HEAD}\nLamp,Big,ada@x.example\n".replace(",", delimiter)
    assert row(content, tmp_path).subject == "Lamp"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(encoding: str, tmp_path: Path) -> None:
    content = f"{HEAD}\nGröße,für 12 €,ada@x.example\n".encode(encoding)
    assert (row(content, tmp_path).subject, row(content, tmp_path).body) == ("Größe", "für 12 €")


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("SUBJECT,Requester E-Mail", True),
        ("title,email", True),
        ("Message,From", True),
        (" Subject , Customer_Email ", True),
        ("subject,body", False),
        ("requester_email", False),
        ("", False),
    ],
)
def test_a_table_needs_an_address_and_a_text(header: str, found: bool) -> None:
    assert (find_columns(header.encode()) is not None) is found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-09", datetime(2026, 3, 9, tzinfo=UTC)),
        ("2026-03-09T14:05:06Z", datetime(2026, 3, 9, 14, 5, 6, tzinfo=UTC)),
        ("2026-03-09T14:05:00+02:00", datetime(2026, 3, 9, 12, 5, tzinfo=UTC)),
        ("2026-03-09 14:05:06 UTC", datetime(2026, 3, 9, 14, 5, 6, tzinfo=UTC)),
        ("09.03.2026 14:05", datetime(2026, 3, 9, 14, 5, tzinfo=UTC)),
        ("9.3.2026", datetime(2026, 3, 9, tzinfo=UTC)),
        ("Mon, 09 Mar 2026 14:05:00 +0000", datetime(2026, 3, 9, 14, 5, tzinfo=UTC)),
        ("1773065100", datetime(2026, 3, 9, 14, 5, tzinfo=UTC)),
        ("", None),
    ],
)
def test_dates_are_read_in_the_forms_that_are_clear(
    written: str, meant: datetime | None, tmp_path: Path
) -> None:
    content = f'{HEAD},created_at\nLamp,Big,ada@x.example,"{written}"\n'
    assert row(content, tmp_path).created_at == meant


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (",,ada@x.example,,,", "Neither a subject nor a text"),
        ("Lamp,Big,,,,", "address"),
        ("Lamp,Big,not an address,,,", "address"),
        ("Lamp,Big,ada@x.example,03/04/2026,,", "2026-03-09"),
        ("Lamp,Big,ada@x.example,2026-13-45,,", "Not a date"),
        ("Lamp,Big,ada@x.example,,lost,", "Unknown status 'lost'"),
        ("Lamp,Big,ada@x.example,,merged,", "Unknown status"),
        ("Lamp,Big,ada@x.example,,,loud", "Unknown priority 'loud'"),
        ("Lamp,Big,ada@x.example,,,,surplus,more", "8 values for 6 columns"),
        ('"La"mp,Big,ada@x.example,,,', "cannot be read"),
    ],
)
def test_a_bad_row_is_set_aside_with_its_line_and_reason_and_the_next_one_read(
    line: str, why: str, tmp_path: Path
) -> None:
    content = f"{HEAD},created_at,status,priority\n{line}\nNext,Fine,bob@x.example,,,\n"
    bad, good = read(content, tmp_path)
    assert isinstance(bad, SetAside)
    assert (bad.label, bad.reason) == ("line 2", "bad_row")
    assert why in bad.detail
    assert isinstance(good, ArchivedRow)
    assert good.label == "line 3"


def test_a_quote_that_is_never_closed_takes_only_its_own_row(tmp_path: Path) -> None:
    lines = [f"Lamp {number},Big,ada@x.example" for number in range(5)]
    content = "\n".join([HEAD, 'Broken,"never closed,ada@x.example', *lines, ""])
    bad, *good = read(content, tmp_path)
    assert isinstance(bad, SetAside)
    assert bad.label == "line 2"
    assert [item.subject for item in good if isinstance(item, ArchivedRow)] == [
        f"Lamp {number}" for number in range(5)
    ]


def test_a_broken_first_line_does_not_take_the_first_ticket_with_it(tmp_path: Path) -> None:
    content = f'{HEAD},"No"te\nLamp,Big,ada@x.example,\n'
    bad, good = read(content, tmp_path)
    assert isinstance(bad, SetAside)
    assert bad.label == "line 1"
    assert isinstance(good, ArchivedRow)


def test_a_row_of_too_many_lines_is_set_aside(tmp_path: Path) -> None:
    content = f'{HEAD}\nBroken,"{chr(10) * (MAX_ROW_LINES + 5)}'
    items = read(content, tmp_path)
    assert [item.label for item in items] == ["line 2"]
    assert isinstance(items[0], SetAside)
    assert "not closed" in items[0].detail


def test_a_file_without_columns_is_one_item_set_aside(tmp_path: Path) -> None:
    (item,) = read("just,some,table\n1,2,3\n", tmp_path)
    assert isinstance(item, SetAside)
    assert (item.label, item.reason) == ("tickets.csv", "no_columns")


def test_many_broken_rows_cost_no_more_than_a_few_readings(tmp_path: Path) -> None:
    items = read(f"{HEAD}\n" + 'x,"y\n' * 401, tmp_path)
    assert items
    assert all(isinstance(item, SetAside) for item in items)


def test_a_field_without_end_is_set_aside_without_being_loaded(tmp_path: Path) -> None:
    content = f"{HEAD}\n{'x' * 3_000_000},y,ada@x.example\nNext,Fine,bob@x.example\n"
    items = read(content, tmp_path)
    assert isinstance(items[0], SetAside)
    assert isinstance(items[-1], ArchivedRow)
    assert items[-1].subject == "Next"


def test_promise_50_what_an_export_made_inert_is_the_original_again(tmp_path: Path) -> None:
    content = f'{HEAD}\n"\'=HYPERLINK(""x"")","\'@SUM and \'quoted\'",ada@x.example\n'
    read_row = row(content, tmp_path)
    assert read_row.subject == '=HYPERLINK("x")'
    assert read_row.body == "@SUM and 'quoted'"


def test_controls_and_overrides_do_not_come_through(tmp_path: Path) -> None:
    content = f"{HEAD},name\nLa\x00mp\u202e,a\x07b,ada@x.example,A\u200bda\n"
    read_row = row(content, tmp_path)
    assert (read_row.subject, read_row.body, read_row.requester_name) == ("Lamp", "ab", "Ada")


def test_separators_that_only_unicode_knows_end_no_row(tmp_path: Path) -> None:
    assert row(f"{HEAD}\nLa\x0cmp\u2028x,b,ada@x.example\n", tmp_path).body == "b"


def test_the_position_reaches_the_end(tmp_path: Path) -> None:
    path = tmp_path / "tickets.csv"
    path.write_bytes(f"{HEAD}\nLamp,Big,ada@x.example\n".encode())
    position = Position()
    list(read_csv(path, position))
    assert position.read == path.stat().st_size


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from([*'",;\n\r\t\x00|aä', "a@x.example"]), max_size=60))
def test_no_table_makes_the_reader_fail(pieces: list[str], tmp_path: Path) -> None:
    for item in read(f"{HEAD}\n{''.join(pieces)}\nL,B,a@x.example\n", tmp_path):
        assert item.label.startswith("line")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail(content: bytes, tmp_path: Path) -> None:
    list(read(HEAD.encode() + b"\n" + content, tmp_path))
