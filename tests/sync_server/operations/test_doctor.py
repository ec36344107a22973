# SPDX-License-Identifier: Apache-2.0
"""The doctor looks at everything about a desk, changes nothing and waits for nobody."""

import pytest

from sync_server.config import Configuration
from sync_server.contract.commands import ConnectMailbox
from sync_server.contract.ids import MailboxId
from sync_server.environment import RealEnvironment
from sync_server.operations.administration import CONSOLE
from sync_server.operations.doctor import examine, unusable_configuration
from sync_server.operations.examination import Examination
from sync_server.operations.opening import open_desk
from tests.support.name_server import name_server
from tests.support.served_desk import found, serving


@pytest.fixture
def environment():
    environment = RealEnvironment()
    yield environment
    environment.close()


def states(examination: Examination) -> dict[str, str]:
    return {line.about: line.state for line in examination.lines}


async def connect(configuration, environment, address) -> None:
    async with open_desk(configuration, environment) as opened:
        secret = await opened.secrets.keep("a lantern in the fog")
        command = ConnectMailbox(
            mailbox=MailboxId("m"),
            address=address,
            imap_host="imap.brightwater.com",
            smtp_host="smtp.brightwater.com",
            user=address,
            secret=secret,
        )
        assert (await opened.desk.execute(command, CONSOLE)).ok


async def test_a_served_desk_is_examined_beside_its_server(tmp_path, environment):
    configuration = await found(tmp_path / "desk")
    async with serving(configuration):
        examination = await examine(configuration, environment)
    found_ = states(examination)
    assert {"configuration", "disk", "certificate", "log", "server", "port"} <= found_.keys()
    assert (found_["server"], found_["log"]) == ("ok", "ok")
    assert str(configuration.data / "deskbell.toml") in examination.lines[0].text
    assert examination.is_whole, examination


async def test_the_records_of_a_mail_domain_come_with_one_to_copy(tmp_path, environment):
    configuration = await found(tmp_path / "desk")
    await connect(configuration, environment, "help@brightwater.com")
    async with name_server({("brightwater.com", "MX"): ["10 mx."]}) as (_server, resolver):
        examination = await examine(configuration, environment, resolver=resolver)
    records = {line.about: line.record for line in examination.lines if line.record}
    assert records.keys() == {"SPF of brightwater.com", "DMARC of brightwater.com"}


async def test_the_domains_of_large_providers_are_theirs_to_look_after(tmp_path, environment):
    configuration = await found(tmp_path / "desk")
    await connect(configuration, environment, "help@gmail.com")
    async with name_server({}) as (server, resolver):
        await examine(configuration, environment, resolver=resolver)
    assert server.asked == []


async def test_a_desk_that_is_not_there_is_one_error(tmp_path, environment):
    examination = await examine(Configuration(data=tmp_path / "none"), environment)
    errors = [line.about for line in examination.lines if line.state == "error"]
    assert errors == ["data folder"]


def test_settings_that_cannot_be_read_are_an_error():
    assert not unusable_configuration(ValueError("prot: no such setting")).is_whole
