# SPDX-License-Identifier: Apache-2.0
"""The demo's robots as a program: they sign in over the network and work until told to stop.

`python -m app.crew` reads one line of JSON (`Orders`) from standard input and ends when that is
closed. What they keep lies in the given folder, under keys that only this process has.
"""

import asyncio
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from app.client import Client, Profile
from app.environment import Environment, RealEnvironment, host_name
from app.errors import ClientError
from app.robots import Robot
from app.sync.connection import ConnectionState
from app.tasks import Tasks
from app.workspace.workspace import Workspace
from resources.sample.chatter import Chatter
from sync_server.contract.entities import Agent, Contact, Organisation, Ticket

LIVE_S: Final = 120.0
"""How long a robot may take to be live; then the next one starts."""


class Recruit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody to be: an agent of the desk, and a join code for them alone."""

    email: str
    join_code: str


class Orders(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who works, with the password of them all; `pace_s` is between two actions of one of them."""

    folder: str
    password: str
    people: tuple[Recruit, ...]
    pace_s: float = 5.0
    seed: int = 1


class ProcessKeyring:
    """A keyring that is gone with the process."""

    def __init__(self) -> None:
        self._secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str, /) -> str | None:
        """The secret, if there is one."""
        return self._secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        """Keep a secret."""
        self._secrets[service, username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        """Forget a secret."""
        self._secrets.pop((service, username), None)


class SampleVoice:
    """What a robot says: the sample's phrases, from its agent to the ticket's customer."""

    def __init__(self, workspace: Workspace, chatter: Chatter) -> None:
        self._workspace = workspace
        self._chatter = chatter

    def reply(self, ticket: Ticket) -> str:
        """An answer to the customer."""
        customer = self._contact(ticket)
        me = self._workspace.get(Agent, self._workspace.me or "")
        return self._chatter.agent_reply(
            ticket.subject,
            customer="" if customer is None else customer.name,
            agent="" if me is None else me.name,
        )

    def note(self, ticket: Ticket) -> str:
        """A word to colleagues."""
        return self._chatter.note(ticket.subject)

    def call(self) -> tuple[str, str]:
        """A call of one of the customers."""
        contacts = sorted(self._workspace.all(Contact), key=lambda contact: contact.id)
        caller = self._chatter.random.choice(contacts) if contacts else None
        company = None
        if caller is not None and caller.organisation is not None:
            company = self._workspace.get(Organisation, caller.organisation)
        request = self._chatter.new_request(
            customer="" if caller is None else caller.name,
            organisation="" if company is None else company.name,
        )
        return request.subject, request.text

    def _contact(self, ticket: Ticket) -> Contact | None:
        if ticket.requester is None:
            return None
        return self._workspace.get(Contact, ticket.requester)


async def work(orders: Orders, environment: Environment) -> None:
    """Let everybody sign in, one after another, and work until cancelled."""
    tasks = Tasks()
    keyring = ProcessKeyring()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(tasks.close)
        for number, recruit in enumerate(orders.people):
            profile = Profile(folder=Path(orders.folder) / str(number))
            client = await stack.enter_async_context(
                Client(profile, environment, keyring=keyring, device_name=host_name())
            )
            try:
                await client.sign_in(
                    join_code=recruit.join_code, email=recruit.email, password=orders.password
                )
                async with asyncio.timeout(LIVE_S):
                    await _live(client)
            except (ClientError, TimeoutError) as error:
                _say(f"robot {recruit.email} stays away: {type(error).__name__} {error}")
                continue
            chatter = Chatter.seeded(f"{orders.seed}/{recruit.email}", at=environment.now())
            voice = SampleVoice(client.workspace, chatter)
            robot = Robot(client, voice, chatter.random, environment=environment)
            tasks.spawn(robot.run(pace_s=orders.pace_s), name=f"robot {number}")
            _say(f"robot {recruit.email} works")
        await asyncio.get_running_loop().create_future()


async def _live(client: Client) -> None:
    live = asyncio.Event()

    def notice(state: ConnectionState) -> None:
        if state.kind == "live":
            live.set()

    subscription = client.state_changed.connect(notice)
    notice(client.state)
    try:
        await live.wait()
    finally:
        subscription.close()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def _until_told(orders: Orders, environment: RealEnvironment) -> None:
    """Work until standard input is closed."""
    tasks = Tasks()
    tasks.spawn(work(orders, environment), name="crew")
    await environment.lane("orders").run(sys.stdin.read)
    await tasks.close()


def main() -> int:
    """Run the program; its exit code."""
    orders = msgspec.json.decode(sys.stdin.readline(), type=Orders)
    environment = RealEnvironment()
    asyncio.run(_until_told(orders, environment))
    return 0


if __name__ == "__main__":
    sys.exit(main())
