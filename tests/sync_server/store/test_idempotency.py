# SPDX-License-Identifier: Apache-2.0
"""What is kept of requests with an idempotency key, on either database."""

from msgspec import structs

from sync_server.store.idempotency import UNDER_WAY, IdempotencyRows, Kept

FIRST = Kept(api_key="shop", id="order 1", body="ab", answer=b"{}", at=5)  # type: ignore[arg-type]


async def test_the_first_request_under_a_key_stands(standard):
    rows = IdempotencyRows(standard.database)
    begin = lambda kept: standard.desk.transact(lambda writer: rows.begin(writer, kept))  # noqa: E731
    assert await begin(FIRST) == FIRST
    assert await begin(structs.replace(FIRST, body="cd", answer=b"[]", at=6)) == FIRST
    other = structs.replace(FIRST, api_key="bank")
    assert await begin(other) == other


async def test_the_first_answer_stands(standard):
    rows = IdempotencyRows(standard.database)

    def finish(status, answer):
        return standard.desk.transact(
            lambda writer: rows.finish(writer, FIRST, status=status, answer=answer)
        )

    first = await standard.desk.transact(lambda writer: rows.begin(writer, FIRST))
    assert first.status == UNDER_WAY
    done = structs.replace(FIRST, status=201, answer=b"\x00\xff")
    assert await finish(201, b"\x00\xff") == done
    assert await finish(404, b"late") == done


async def test_what_is_old_is_forgotten(standard):
    rows = IdempotencyRows(standard.database)
    await standard.desk.transact(lambda writer: rows.begin(writer, FIRST))
    for before, kept in ((5, FIRST), (6, None)):
        await standard.desk.transact(lambda writer, at=before: rows.prune(writer, before=at))
        with standard.database.read() as reader:
            assert rows.find(reader, FIRST.api_key, FIRST.id) == kept
