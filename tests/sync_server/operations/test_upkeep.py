# SPDX-License-Identifier: Apache-2.0

import asyncio

import pytest
from sqlalchemy import func, literal_column, select

from sync_server.config import Limits
from sync_server.contract.commands import AddNote
from sync_server.contract.ids import MessageId, TicketId
from sync_server.desk.secrets import SecretLost, Secrets
from sync_server.desk.signin import SignIn
from sync_server.operations.upkeep import keep_going, keep_house
from sync_server.security.sealing import MasterKey
from sync_server.security.throttle import Throttle
from sync_server.store import tables
from sync_server.store.engines import StorageUnusable

KEY = MasterKey(bytes(32))


class Enough(Exception):
    """Ends an upkeep that has gone through its days."""


@pytest.fixture
def signin(standard):
    return SignIn(standard.desk, standard.environment, Limits(), Throttle())


async def run_days(standard, signin, days, renew=lambda: None):
    """The upkeep of some days, one round a day."""
    environment = standard.environment
    sleep = environment.sleep
    left = iter(range(days - 1))

    async def sleep_or_stop(seconds):
        if next(left, None) is None:
            raise Enough
        await sleep(seconds)

    environment.sleep = sleep_or_stop
    with pytest.raises(Enough):
        await asyncio.wait_for(
            keep_house(
                standard.desk,
                signin,
                environment,
                secrets=Secrets(standard.desk, KEY, environment),
                limits=Limits(),
                renew_certificate=renew,
            ),
            timeout=60,
        )
    environment.sleep = sleep


def outcomes(standard):
    """How many answers to Ann's commands are remembered."""
    of_ann = tables.outcome.c.device == literal_column("'ann-pc'")
    statement = standard.database.compile(
        select(func.count()).select_from(tables.outcome).where(of_ann)
    )
    with standard.database.read() as reader:
        return reader.rows(statement)[0][0]


async def test_outcomes_are_forgotten_after_30_days_and_not_before(standard, signin):
    note = AddNote(ticket=TicketId("fresh"), message=MessageId("later"), text="Go on")
    standard.environment.advance(days=1)
    await standard.do("ann", note)
    before = outcomes(standard)
    await run_days(standard, signin, 29)
    assert outcomes(standard) == before
    await run_days(standard, signin, 4)
    assert outcomes(standard) == 0


async def test_passwords_that_nothing_came_to_use_are_forgotten(standard, signin):
    secrets = Secrets(standard.desk, KEY, standard.environment)
    id_ = await secrets.keep("a lantern in the fog")
    await run_days(standard, signin, 1)
    assert await secrets.read(id_) == "a lantern in the fog"
    await run_days(standard, signin, 3)
    with pytest.raises(SecretLost):
        await secrets.read(id_)


async def test_the_certificate_is_looked_at_every_day(standard, signin):
    looked = []
    await run_days(standard, signin, 5, lambda: looked.append(standard.environment.now().day))
    assert looked == [2, 3, 4, 5, 6]


async def test_what_fails_is_tried_again_the_next_day(standard, signin, expected_logs):
    expected_logs.expect("sync_server.operations.upkeep", "daily upkeep failed")
    tries = []

    def fail():
        tries.append(1)
        raise OSError("no room")

    await run_days(standard, signin, 2, fail)
    assert len(tries) == 2


async def test_work_that_failed_goes_on_later(environment, expected_logs):
    expected_logs.expect("sync_server.operations.upkeep", "search index stopped")
    outcomes = iter([StorageUnusable("full"), OSError("no room"), LookupError("a bug"), None])
    begun = environment.monotonic()

    async def work():
        await raise_or_return(next(outcomes))

    await keep_going("search index", work, environment)
    assert environment.monotonic() - begun == 180


async def raise_or_return(error):
    """Raise an error, if there is one."""
    if error is not None:
        raise error
