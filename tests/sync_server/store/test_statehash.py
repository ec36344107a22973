# SPDX-License-Identifier: Apache-2.0

from hypothesis import given
from hypothesis import strategies as st

from sync_server.store.schema import migrate
from sync_server.store.snapshot import load, take_snapshot
from sync_server.store.statehash import StateHash, present_shape, quoted, state_hash, stream_rows

ROWS = st.lists(
    st.tuples(st.text(max_size=5), st.integers(-9, 9), st.none() | st.binary(max_size=4)),
    max_size=6,
)


def hash_of(rows):
    state = StateHash({"ticket": ("id", "number", "note")})
    state.add("ticket", rows)
    return state.text()


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, chance):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert hash_of(shuffled) == hash_of(rows)


@given(ROWS, ROWS)
def test_other_rows_have_another_hash(one, other):
    same = sorted(map(repr, one)) == sorted(map(repr, other))
    assert (hash_of(one) == hash_of(other)) == same


def test_a_row_in_another_table_counts_otherwise():
    shape = {"agent": ("id",), "team": ("id",)}
    one, other = StateHash(shape), StateHash(shape)
    one.add("agent", [("a",)])
    other.add("team", [("a",)])
    assert one.text() != other.text()


def test_the_head_and_what_passes_do_not_count(furnished):
    def counted():
        with furnished.read() as reader:
            return state_hash(reader)

    before = counted()
    writer = furnished.writer()
    for statement in (
        "UPDATE head SET epoch = 'other', next_number = 999",
        "INSERT INTO setting VALUES ('restored', 'from somewhere')",
    ):
        writer.run(statement)
    assert counted() == before
    writer.run("INSERT INTO setting VALUES ('signing_key', 'abc')")
    assert counted() != before


def test_every_table_counts_that_a_desk_has(furnished_database):
    shape = present_shape()
    assert {"ticket", "message", "log", "device", "credential", "setting", "raw_mail"} <= set(shape)
    with furnished_database.read() as reader:
        for name, columns in shape.items():
            (count,) = reader.run(f"SELECT count(*) FROM {quoted(reader, name)}")[0]
            rows = sum(len(rows) for rows in stream_rows(reader, name, columns=columns))
            assert rows == count


def test_both_databases_have_the_same_hash_for_the_same_desk(
    furnished_database, empty_database, tmp_path
):
    taken = tmp_path / "taken.sqlite"
    take_snapshot(furnished_database, taken, rest=lambda: None)
    migrate(empty_database)
    load(taken, empty_database)
    with furnished_database.read() as one, empty_database.read() as other:
        assert state_hash(one) == state_hash(other)
