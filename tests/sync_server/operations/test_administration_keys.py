# SPDX-License-Identifier: Apache-2.0
"""Keys of programs at the console, and the API with such a key."""

from typing import Any

import pytest

from sync_server.config import Configuration
from sync_server.operations.administration import Administration
from sync_server.operations.failed import Failed
from sync_server.operations.opening import open_desk
from sync_server.operations.requests import AddApiKey, AddTeam, EndApiKey, ListApiKeys
from sync_server.operations.wording import describe
from sync_server.security.tokens import hash_token
from sync_server.store.api_keys import key_by_digest
from tests.support.still_environment import StillEnvironment

RIGHTS: Any = ("tickets:read", "tickets:write")
DAY_US = 86_400_000_000


@pytest.fixture
async def console(tmp_path, environment: StillEnvironment):
    configuration = Configuration(data=tmp_path, plain=True)
    async with open_desk(configuration, environment, founding=True) as opened:
        yield Administration(opened, configuration, environment, running=lambda: None)


async def test_a_key_is_made_told_once_and_kept_as_its_hash(console, environment):
    made = await console.perform(AddApiKey(name="Shop", rights=RIGHTS))
    assert (made.rights, made.team, made.state) == (RIGHTS, "", "good")
    assert made.expires_at == environment.now_us() + 180 * DAY_US
    assert made.key in describe(made)
    (listed,) = await console.perform(ListApiKeys())
    assert (listed.id, listed.key) == (made.id, None)
    with console._desk.database.read() as reader:
        found = key_by_digest(reader, hash_token(made.key))
    assert found is not None
    assert found.id == made.id


async def test_a_key_is_in_no_repr(console):
    made = await console.perform(AddApiKey(name="Shop", rights=RIGHTS))
    assert made.key.startswith("dbk_")
    assert made.key not in repr(made)
    assert made.key not in describe((made,))


async def test_a_key_is_kept_to_a_team_by_name(console):
    await console.perform(AddTeam(name="Billing"))
    made = await console.perform(AddApiKey(name="Shop", rights=RIGHTS, team="billing", days=1))
    assert made.team == "Billing"
    assert "tickets of Billing" in describe(made)
    with pytest.raises(Failed, match="no team 'none'"):
        await console.perform(AddApiKey(name="Other", rights=RIGHTS, team="none"))


@pytest.mark.parametrize("by", ["name", "id"])
async def test_a_key_is_revoked_by_name_or_id(console, by):
    made = await console.perform(AddApiKey(name="Shop", rights=RIGHTS))
    ended = await console.perform(EndApiKey(key=getattr(made, by)))
    assert ended.state == "revoked"
    again = await console.perform(EndApiKey(key=getattr(made, by)))
    assert again.state == "revoked"


async def test_a_name_is_free_once_its_key_has_ended(console, environment):
    first = await console.perform(AddApiKey(name="Shop", rights=RIGHTS, days=1))
    with pytest.raises(Failed, match="There is a key 'Shop' already"):
        await console.perform(AddApiKey(name="Shop", rights=RIGHTS))
    environment.advance(days=1)
    second = await console.perform(AddApiKey(name="Shop", rights=RIGHTS))
    states = {key.id: key.state for key in await console.perform(ListApiKeys())}
    assert states == {first.id: "expired", second.id: "good"}
    assert (await console.perform(EndApiKey(key="Shop"))).id == second.id


async def test_a_key_that_is_not_there_cannot_be_revoked(console):
    with pytest.raises(Failed, match="api-key list"):
        await console.perform(EndApiKey(key="none"))


@pytest.mark.parametrize("days", [0, -1, 732])
async def test_a_key_ends_by_itself(console, days):
    with pytest.raises(Failed, match="1 to 731 days"):
        await console.perform(AddApiKey(name="Shop", rights=RIGHTS, days=days))


@pytest.mark.parametrize(("name", "rights"), [("", RIGHTS), ("x" * 201, RIGHTS), ("Shop", ())])
async def test_a_key_has_a_name_and_a_right(console, name, rights):
    with pytest.raises(Failed):
        await console.perform(AddApiKey(name=name, rights=rights))
