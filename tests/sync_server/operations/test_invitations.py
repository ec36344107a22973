# SPDX-License-Identifier: Apache-2.0
"""An administrator invites from the window, and can make nobody's password another one."""

import pytest

from sync_server.config import Configuration
from sync_server.contract.entities import SecurityEvent
from sync_server.contract.frames import Hello, Password
from sync_server.contract.ids import AgentId, DeviceId
from sync_server.contract.joincode import decode_join_code
from sync_server.contract.queries import AgentInvited, InviteAgent
from sync_server.contract.refusals import Code, Refused
from sync_server.operations.failed import Failed
from sync_server.operations.founding import found_desk
from sync_server.operations.invitations import Invitations
from sync_server.operations.opening import open_desk
from sync_server.security.tls import make_authority
from sync_server.store.rows import AllRows

ADA = "ada@desk.example"
SECOND = 1_000_000


class Room:
    """An open desk with Ada, its administrator, and its invitations."""

    def __init__(self, opened, invitations) -> None:
        self.opened = opened
        self.invitations = invitations
        self.port = 8443

    @property
    def ada(self) -> AgentId:
        (agent,) = self.opened.desk.roster.agents
        return agent

    async def invite(self, agent: AgentId) -> AgentInvited:
        return await self.invitations.answer(self.ada, InviteAgent(agent=agent), None)

    async def sign_in(self, token: str) -> None:
        credential = Password(email=ADA, password="a lantern in the fog", invitation=token)
        hello = Hello(protocol=1, device=DeviceId("d1"), credential=credential)
        await self.opened.sign_in.hello(hello, source="192.0.2.1")


@pytest.fixture
async def room(tmp_path, environment):
    configuration = Configuration(data=tmp_path / "desk", names=("desk.example",))
    await found_desk(configuration, environment, name="Ada", email=ADA)
    make_authority(configuration.tls, now=environment.now())
    async with open_desk(configuration, environment) as opened:
        made = Room(opened, None)
        made.invitations = Invitations(
            opened.sign_in, configuration, environment, port=lambda: made.port
        )
        yield made


async def test_the_code_leads_to_the_desk_and_is_good_for_seven_days(room, environment):
    invited = await room.invite(room.ada)
    code = decode_join_code(invited.join_code)
    assert (code.host, code.port, len(code.fingerprint)) == ("desk.example", 8443, 64)
    assert invited.expires_at == environment.now_us() + 7 * 86_400 * SECOND
    await room.sign_in(code.token)


async def test_who_has_a_password_keeps_it(room):
    invited = await room.invite(room.ada)
    await room.sign_in(decode_join_code(invited.join_code).token)
    with pytest.raises(Refused) as refused:
        await room.invite(room.ada)
    assert (refused.value.refusal.code, refused.value.refusal.field) == (Code.BAD_MOVE, "agent")


async def test_nobody_unknown_is_invited(room):
    with pytest.raises(Refused) as refused:
        await room.invite(AgentId("nobody"))
    assert refused.value.refusal.code == Code.NOT_FOUND


async def test_the_audit_says_who_invited_whom(room):
    await room.invite(room.ada)
    database = room.opened.desk.database
    with database.read() as reader:
        events = list(AllRows(database)[SecurityEvent.kind].every(reader))
    invited = ("invited", room.ada, room.ada)
    assert invited in [(each.what, each.account, each.source) for each in events]


async def test_the_console_says_that_a_server_has_to_run_where_the_port_is_free(room):
    room.port = 0
    with pytest.raises(Failed):
        await room.invitations.invite(room.ada)
    with pytest.raises(Failed):
        await room.invitations.join_code()
