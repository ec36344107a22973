# SPDX-License-Identifier: Apache-2.0

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from sync_server.store.changelog import (
    GENESIS,
    BrokenChain,
    ChangeLog,
    Logged,
    next_chain,
    payload_digest,
)
from sync_server.store.engines import Database
from sync_server.store.tables import log as log_table


def entry(seq: int, payload: bytes = b'{"after":{}}') -> Logged:
    return Logged(
        seq=seq,
        at=1_700_000_000_000_000 + seq,
        command=f"c{seq}",
        device="d",
        actor="maya",
        via="socket",
        kind="ticket",
        id=f"t{seq}",
        op="insert",
        scope_before=None,
        scope_after="triage",
        ticket=f"t{seq}",
        payload=payload,
    )


@pytest.fixture
def log(database: Database) -> ChangeLog:
    """A log of five entries."""
    log = ChangeLog(database)
    writer = database.writer()
    writer.begin()
    log.found(writer, "epoch-1")
    entries = [entry(seq) for seq in range(1, 6)]
    chain = log.append(writer, entries, [bytes([seq]) * 32 for seq in range(5)], GENESIS)
    log.move_head(writer, seq=5, chain=chain, next_number=3)
    writer.commit()
    return log


def tamper(database: Database, at: int, /, **values: object) -> None:
    statement = update(log_table).where(log_table.c.seq == at).values(values)
    compiled = database.compile(statement)
    writer = database.writer()
    writer.begin()
    writer.write(compiled, compiled.bind({}))
    writer.commit()


def broken_at(database: Database, log: ChangeLog) -> int:
    with database.read() as reader, pytest.raises(BrokenChain) as caught:
        list(log.verify(reader))
    return caught.value.seq


def test_the_digest_is_the_hmac_of_the_payload_under_its_salt() -> None:
    salt, payload = b"s" * 32, b'{"after":{"subject":"x"}}'
    assert payload_digest(salt, payload) == hmac.new(salt, payload, hashlib.sha256).digest()


def test_the_chain_covers_every_part_of_the_header() -> None:
    plain = entry(1)
    chains = {next_chain(GENESIS, plain, b"d" * 32)}
    for name in ("at", "command", "actor", "via", "kind", "id", "op", "scope_after"):
        value = 7 if name == "at" else "changed"
        changed = Logged(**{**{f: getattr(plain, f) for f in plain.__struct_fields__}, name: value})
        chains.add(next_chain(GENESIS, changed, b"d" * 32))
    assert len(chains) == 9


@given(st.text(max_size=20), st.text(max_size=20))
def test_moving_a_letter_between_neighbouring_fields_changes_the_chain(a: str, b: str) -> None:
    fields = {name: getattr(entry(1), name) for name in Logged.__struct_fields__}
    one = Logged(**{**fields, "actor": a + "x", "via": b})
    other = Logged(**{**fields, "actor": a, "via": "x" + b})
    assert next_chain(GENESIS, one, b"") != next_chain(GENESIS, other, b"")


def test_entries_come_back_as_they_were_written(database: Database, log: ChangeLog) -> None:
    with database.read() as reader:
        assert log.read(reader, after=1, through=3) == [entry(2), entry(3)]
        assert log.read(reader, after=3, limit=1) == [entry(4)]
        assert log.head(reader).seq == 5


def test_an_untouched_log_verifies_to_its_end(database: Database, log: ChangeLog) -> None:
    with database.read() as reader:
        assert list(log.verify(reader)) == [1, 2, 3, 4, 5]


def test_blanked_content_leaves_the_chain_verifiable(database: Database, log: ChangeLog) -> None:
    tamper(database, 3, payload=None, salt=None)
    with database.read() as reader:
        assert list(log.verify(reader))[-1] == 5


@pytest.mark.parametrize(
    "values",
    [{"payload": b"{}"}, {"actor": "eve"}, {"at": 1}, {"scope_after": "team:x"}, {"chain": b"x"}],
)
def test_a_changed_entry_is_named_promises_5_61(
    database: Database, log: ChangeLog, values: dict[str, object]
) -> None:
    tamper(database, 3, **values)
    assert broken_at(database, log) == 3


@pytest.mark.parametrize(("seq", "named"), [(3, 3), (5, 5), (1, 1)])
def test_a_missing_entry_is_named(database: Database, log: ChangeLog, seq: int, named: int) -> None:
    writer = database.writer()
    writer.run(f"DELETE FROM log WHERE seq = {seq}")
    assert broken_at(database, log) == named


def test_swapped_entries_are_found(database: Database, log: ChangeLog) -> None:
    tamper(database, 2, seq=99)
    tamper(database, 3, seq=2)
    tamper(database, 99, seq=3)
    assert broken_at(database, log) == 2
