# SPDX-License-Identifier: Apache-2.0
"""The demo's customers write mail that finds its conversation, or begins one."""

import pytest

from resources.sample.chatter import Chatter
from resources.sample.desk import generate
from sync_server.channels.attachments import FileKeeper
from sync_server.operations.demo_customers import Customers
from sync_server.operations.seeding import SEEDER, seed, team_id
from tests.support.importing import importing_into
from tests.support.still_environment import START


@pytest.fixture
async def opened(sqlite_database, environment, tmp_path):
    async with importing_into(sqlite_database, environment, tmp_path / "data") as imports:
        yield imports


async def test_mails_join_the_tickets_that_they_answer_and_others_begin_some(opened, tmp_path):
    sample = generate(5, as_of=START, tickets=80)
    keeper = FileKeeper(
        opened.desk, opened.environment, opened.configuration.blobs, owner=SEEDER.device
    )
    await seed(opened.desk, sample, keeper, lambda _done, _total: None)
    before = {message.id for message in opened.messages}
    customers = Customers(sample, Chatter.seeded("1", at=START))
    opened.environment.advance(minutes=5)
    reports = []
    for _ in range(8):
        folder, team = customers.write(tmp_path / "mail", now=opened.environment.now())
        team = None if team is None else team_id(team)
        reports.append(await opened.run(folder, team=team))
    new = [message for message in opened.messages if message.id not in before]
    assert [report.imported for report in reports] == [1] * 8
    assert {report.tickets for report in reports} == {0, 1}
    known = {contact.email for contact in sample.contacts}
    assert {email for contact in opened.contacts for email in contact.emails} == known
    assert {message.type for message in new} == {"customer"}
    assert len(opened.tickets) == 80 + sum(report.tickets for report in reports)
