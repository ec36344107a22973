# SPDX-License-Identifier: Apache-2.0
"""Passwords for other servers lie sealed: no row, no repr and no error shows one."""

from collections.abc import AsyncIterator

import pytest

from sync_server.contract.entities import Mailbox
from sync_server.contract.ids import MailboxId, SecretId
from sync_server.desk.desk import Desk
from sync_server.desk.secrets import SecretLost, Secrets
from sync_server.security.sealing import MasterKey
from sync_server.store.engines import Database, Writer
from sync_server.store.rows import AllRows, Stored
from sync_server.store.secrets import SecretRows
from tests.support.desks import running_desk
from tests.support.still_environment import StillEnvironment

KEY = MasterKey(bytes(32))
PASSWORD = "correct horse — battery staple"


@pytest.fixture
async def desk(database: Database, environment: StillEnvironment) -> AsyncIterator[Desk]:
    async with running_desk(database, environment) as desk:
        yield desk


@pytest.fixture
def secrets(desk: Desk, environment: StillEnvironment) -> Secrets:
    return Secrets(desk, KEY, environment)


def stored(desk: Desk) -> dict[SecretId, bytes | None]:
    rows = SecretRows(desk.database)
    with desk.database.read() as reader:
        return {id_: rows.find(reader, id_) for id_ in rows.ids(reader)}


def connect(desk: Desk, writer: Writer, secret: SecretId) -> None:
    """Have a mailbox name a secret."""
    rows = AllRows(desk.database)["mailbox"]
    mailbox = Mailbox(id=MailboxId("m"), address="help@desk.example", secret=secret)
    writer.write(rows.insert, rows.insert_parameters(Stored(mailbox)))


async def test_what_is_kept_is_read_again_and_lies_sealed(desk, secrets):
    id_ = await secrets.keep(PASSWORD)
    assert await secrets.read(id_) == PASSWORD
    assert PASSWORD.encode() not in (stored(desk)[id_] or b"")


async def test_the_same_password_twice_is_two_secrets_that_look_nothing_alike(desk, secrets):
    ids = [await secrets.keep(PASSWORD) for _ in range(2)]
    first, second = (stored(desk)[id_] for id_ in ids)
    assert first != second


async def test_another_master_key_opens_nothing_and_the_error_says_what_to_do(
    desk, secrets, environment
):
    id_ = await secrets.keep(PASSWORD)
    with pytest.raises(SecretLost, match="mailbox change") as caught:
        await Secrets(desk, MasterKey(bytes(31) + b"\1"), environment).read(id_)
    assert PASSWORD not in str(caught.value)


async def test_a_sealed_row_in_anothers_place_does_not_open(desk, secrets, environment):
    id_ = await secrets.keep(PASSWORD)
    sealed, other = stored(desk)[id_], SecretId("other")
    rows = SecretRows(desk.database)
    await desk.transact(lambda writer: rows.add(writer, other, sealed or b"", at=0))
    with pytest.raises(SecretLost, match="cannot be opened"):
        await secrets.read(other)
    assert list(await secrets.unreadable([id_, other])) == [other]


async def test_a_secret_that_is_not_there_is_said_so(secrets):
    with pytest.raises(SecretLost, match="not stored any more"):
        await secrets.read(SecretId("none"))


async def test_what_no_mailbox_names_is_forgotten_after_a_day(desk, secrets, environment):
    named, idle = await secrets.keep("named"), await secrets.keep("idle")
    await desk.transact(lambda writer: connect(desk, writer, named))
    environment.advance(hours=23)
    await secrets.prune()
    assert set(stored(desk)) == {named, idle}
    environment.advance(hours=2)
    fresh = await secrets.keep("fresh")
    await secrets.prune()
    assert set(stored(desk)) == {named, fresh}
