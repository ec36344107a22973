# SPDX-License-Identifier: Apache-2.0
"""The demo's desk: founded, filled with the sample company, and with ways in for those who come."""

import sys
from base64 import b32encode
from typing import Final

from msgspec import Struct

from resources.sample.model import SampleDesk
from sync_server.channels.attachments import FileKeeper
from sync_server.config import Configuration
from sync_server.desk.roster import Roster
from sync_server.environment import Environment
from sync_server.operations.administration import Administration
from sync_server.operations.failed import Failed
from sync_server.operations.first_content import keep_shared_replies
from sync_server.operations.founding import found_desk
from sync_server.operations.opening import open_desk
from sync_server.operations.past import PastEnvironment
from sync_server.operations.progress import progress_on
from sync_server.operations.requests import JoinCodeInfo, MakeJoinCode
from sync_server.operations.seeding import SEEDER, seed, set_password

WORKING: Final = ("administrator", "supervisor", "agent")
"""Roles of agents whom a robot can play."""


class Seat(Struct, frozen=True, kw_only=True):
    """Somebody's way in: an address of the desk, and a join code for one device."""

    email: str
    join_code: str


class Prepared(Struct, frozen=True, kw_only=True):
    """A desk that is ready to be served."""

    password: str
    window: Seat
    robots: tuple[Seat, ...]
    visitor: Seat


def say(line: str) -> None:
    """One line for the person who watches."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def prepare_desk(
    configuration: Configuration,
    environment: Environment,
    sample: SampleDesk,
    *,
    shown: str,
    robots: int,
) -> Prepared:
    """Found and fill the desk unless it is there, and let everybody in with one new password.

    `shown` is the name of the agent whose window is opened. Raises `Failed` for a desk that is
    another's.
    """
    admin = next(agent for agent in sample.agents if agent.role == "administrator")
    if not (configuration.data / "desk.sqlite").exists():
        say(f"Founding a desk in {configuration.data}")
        await found_desk(
            configuration, environment, name=admin.name, email=admin.email, furnished=False
        )
    password = "-".join(_syllables(environment.random_bytes(10)))
    past = PastEnvironment(environment)
    async with open_desk(configuration, past) as opened:
        if all(agent.email != admin.email for agent in opened.desk.roster.agents.values()):
            raise Failed(f"{configuration.data} holds another desk. Name a folder for the demo")
        if len(opened.desk.roster.agents) <= 1:
            say(f"Filling it with {sample.name}: {len(sample.tickets)} tickets of sixty days")
            keeper = FileKeeper(opened.desk, environment, configuration.blobs, owner=SEEDER.device)
            with progress_on(sys.stderr, environment.monotonic) as progress:
                await seed(opened.desk, sample, keeper, progress, past=past)
            await keep_shared_replies(opened.desk)
        await set_password(opened.desk, environment, opened.desk.roster.agents, password)
        administration = Administration(opened, configuration, environment, running=lambda: None)
        first, *others = _in_order(opened.desk.roster, shown)
        return Prepared(
            password=password,
            window=await _seat(administration, first),
            robots=tuple([await _seat(administration, email) for email in others[:robots]]),
            visitor=await _seat(administration, others[-1]),
        )


def _in_order(roster: Roster, shown: str) -> list[str]:
    """The addresses of those who work: whoever is to be shown, then colleagues of their teams."""
    agents = roster.agents.values()
    first = next(agent for agent in agents if agent.name == shown)
    mates = {
        mate
        for team in roster.teams
        if roster.membership(first.id, team) is not None
        for mate in roster.members(team)
    }
    working = [agent for agent in agents if agent.role in WORKING and not agent.disabled]
    working.sort(key=lambda each: (each.id != first.id, each.id not in mates, each.email))
    return [agent.email for agent in working]


async def _seat(administration: Administration, email: str) -> Seat:
    made = await administration.perform(MakeJoinCode())
    assert isinstance(made, JoinCodeInfo)
    return Seat(email=email, join_code=made.join_code)


def _syllables(chance: bytes) -> list[str]:
    """A password that can be read aloud: sixteen letters and digits in groups of four."""
    text = b32encode(chance).decode().lower()
    return [text[place : place + 4] for place in range(0, len(text), 4)]
