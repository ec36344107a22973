# SPDX-License-Identifier: Apache-2.0
"""Which mailboxes get no mail at addresses with a plus is remembered until a trial shows else."""

from sync_server.store.plus_addresses import PlusAddresses


async def test_they_work_until_a_trial_shows_that_they_do_not(standard):
    plus = PlusAddresses(standard.database)

    def work(address):
        with standard.database.read() as reader:
            return plus.work(reader, address)

    assert work("help@desk.test")
    await standard.desk.transact(lambda w: plus.remember(w, "Help@desk.test", work=False))
    assert not work("help@desk.test")
    assert work("other@desk.test")
    await standard.desk.transact(lambda w: plus.remember(w, "help@desk.test", work=True))
    assert work("help@desk.test")
